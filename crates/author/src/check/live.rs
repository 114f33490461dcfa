//! `loket check --live`: asks the backend as a browser would before it sends (CORS preflight), and names the header that is
//! missing; on the app's own origin, whether its replies are kept from being pages there. Each list of the service that hangs on no answer is asked for once, and so is the store between kiosk and phone. No answers are
//! sent.

mod provider;

use forms::{Json, Lang, Service};
use rest::{Auth, Backend, Method, Reply, Request};
use ureq::http::Response;

use crate::{
    check::{Line, told},
    headers::BARE,
    said::{Said, said},
};

const ORIGIN: &str = "Access-Control-Allow-Origin";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";

/// What a reply on the app's own origin must carry, wherever it comes from (docs/deploy.md).
const POLICY: &str = "Content-Security-Policy";
const TYPED: &str = "X-Content-Type-Options";
const NOSNIFF: &str = "nosniff";

/// The header of a token.
const TOKEN: &str = "Authorization";

/// What nobody has handed over (docs/backend.md).
const NO_HANDOFF: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is checked: the settings, and the origin of the app.
pub struct Live {
    pub config: Json,
    pub origin: String,
}

impl Live {
    /// The faults that a browser would meet with this service.
    pub fn check(&self, service: &Service) -> Vec<Line> {
        let defaults = self.config.get("backend").cloned().unwrap_or_default();
        // What is wrong in the service's own section has been told.
        let Ok(backend) = Backend::read(&defaults, Some(&service.backend)) else { return settings(&defaults) };
        let mut lines = provider::check(backend.auth(), &self.origin);
        if backend.base().starts_with('/') {
            lines.extend(reached(&format!("{}{}/", self.origin, backend.base())));
            lines.extend(self.lists(service, &backend));
            lines.extend(self.handoff(&backend));
            return lines;
        }
        let submission = forms::Submission {
            service: service.id.clone(),
            version: service.version.clone(),
            answers: Json::object(),
        };
        // A kiosk that officers can unlock says which counter helped.
        let kiosk = self.config.get("kiosk");
        let is_assisting = kiosk.is_some_and(|kiosk| kiosk.get("unlock").or(kiosk.get("officers")).is_some());
        let submit = backend.submit(&submission, "0", is_assisting.then_some("1"));
        // The app adds the token when it sends.
        let signed = |mut request: Request| {
            if matches!(backend.auth(), Auth::Oidc(_)) {
                request.headers.push((String::from(TOKEN), String::from("Bearer")));
            }
            request
        };
        lines.extend(self.ask("/backend/submit", &signed(submit)));
        lines.extend(self.ask("/backend/status", &signed(backend.status("0", "0"))));
        if matches!(backend.auth(), Auth::Cookie(_)) {
            lines.push(Line::error(
                "/backend/auth",
                said!(
                    "sesi dengan cookie hanya bisa di alamat aplikasi sendiri",
                    "a session in cookies works on the app's own origin only"
                ),
            ));
        }
        lines.extend(self.lists(service, &backend));
        lines.extend(self.handoff(&backend));
        lines
    }

    /// The store between kiosk and phone, where the settings name one: whether it says that nothing is there where nothing is.
    fn handoff(&self, backend: &Backend) -> Vec<Line> {
        const AT: &str = "/handoff";
        let Some(place) = self.config.get("handoff").and_then(Json::as_str) else { return Vec::new() };
        let url = self.whole(&[backend.base(), "/", place, "/", NO_HANDOFF].concat());
        let is_elsewhere = !backend.base().starts_with('/');
        let mut lines = match agent().get(&url).header("Origin", &self.origin).call() {
            Ok(reply) if reply.status() == 204 => {
                is_elsewhere.then(|| self.origin_fault(AT, &url, &reply)).flatten().into_iter().collect()
            }
            Ok(reply) => {
                let status = reply.status();
                vec![Line::error(
                    AT,
                    said!(
                        "{url} dijawab dengan {status}; bila tidak ada isinya harus 204",
                        "{url} was answered with {status}; where nothing is, it must be 204"
                    ),
                )]
            }
            Err(error) => vec![unreachable(AT, &url, &error)],
        };
        if lines.is_empty() && is_elsewhere {
            lines = self.preflight(AT, "PUT", &url, &["content-type"]);
            lines.extend(self.preflight(AT, "DELETE", &url, &[]));
        }
        lines
    }

    fn whole(&self, url: &str) -> String {
        if url.starts_with('/') { [&self.origin, url].concat() } else { url.into() }
    }

    /// The lists that the service's questions name: whether each answers with entries that can be read.
    fn lists(&self, service: &Service, backend: &Backend) -> Vec<Line> {
        let mut names: Vec<String> =
            service.controls().iter().filter_map(|(_, control)| control.from.clone()).collect();
        names.sort_unstable();
        names.dedup();
        let asked = names.iter().filter_map(|name| Some((name, backend.trial(name)?)));
        asked.flat_map(|(name, request)| self.list(backend, name, &request)).collect()
    }

    fn list(&self, backend: &Backend, name: &str, request: &Request) -> Vec<Line> {
        let at = format!("/backend/options/{name}");
        let url = self.whole(&request.url);
        let mut question = ureq::http::Request::builder().method(request.method.name()).uri(&url);
        for (name, value) in &request.headers {
            question = question.header(name, value);
        }
        let question = question.header("Origin", &self.origin).body(());
        let answer = question.map_err(ureq::Error::from).and_then(|question| agent().run(question));
        let mut answer = match answer {
            Ok(answer) => answer,
            Err(error) => return vec![unreachable(&at, &url, &error)],
        };
        let body = answer.body_mut().read_to_string().unwrap_or_default();
        let kind = header(&answer, "Content-Type");
        let reply = Reply { status: answer.status().as_u16(), content_type: kind, body: &body, ..Reply::default() };
        let mut lines = Vec::new();
        match backend.items(name, &reply) {
            Ok(_) => {}
            // It opens for who is signed in, which nobody is here.
            Err(_) if backend.wants_sign_in(&reply) => {}
            Err(error) => {
                let why = why(error);
                let (id, en) = (why.text(Lang::Id), why.text(Lang::En));
                lines.push(Line::error(
                    &at,
                    said!(
                        "{url} tidak memberi daftar yang bisa dibaca: {id}",
                        "{url} gives no list that can be read: {en}"
                    ),
                ));
            }
        }
        if !backend.base().starts_with('/') {
            lines.extend(self.origin_fault(&at, &request.url, &answer));
        }
        lines
    }

    fn ask(&self, at: &str, request: &Request) -> Vec<Line> {
        let names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        // What browsers send without asking; any body but a form's is none of it.
        let is_plain = |name: &&str| matches!(*name, "accept" | "accept-language");
        let asked: Vec<&str> = names.iter().map(String::as_str).filter(|name| !is_plain(name)).collect();
        if request.method == Method::Get && asked.is_empty() {
            return self.plain(at, &request.url);
        }
        self.preflight(at, request.method.name(), &request.url, &asked)
    }

    fn preflight(&self, at: &str, method: &str, url: &str, asked: &[&str]) -> Vec<Line> {
        let mut question = agent().options(url).header("Origin", &self.origin);
        question = question.header("Access-Control-Request-Method", method);
        if !asked.is_empty() {
            question = question.header("Access-Control-Request-Headers", asked.join(","));
        }
        match question.call() {
            Ok(reply) => self.faults(at, method, url, asked, &reply),
            Err(error) => vec![unreachable(at, url, &error)],
        }
    }

    /// A question that browsers send without asking first: its own reply must name the app.
    fn plain(&self, at: &str, url: &str) -> Vec<Line> {
        match agent().get(url).header("Origin", &self.origin).call() {
            Ok(reply) => self.origin_fault(at, url, &reply).into_iter().collect(),
            Err(error) => vec![unreachable(at, url, &error)],
        }
    }

    fn origin_fault<T>(&self, at: &str, url: &str, reply: &Response<T>) -> Option<Line> {
        let origin = header(reply, ORIGIN);
        let is_allowed = origin == "*" || origin == self.origin;
        (!is_allowed).then(|| lack(at, url, reply, ORIGIN, &self.origin))
    }

    fn faults<T>(&self, at: &str, method: &str, url: &str, asked: &[&str], reply: &Response<T>) -> Vec<Line> {
        let mut lines: Vec<Line> = self.origin_fault(at, url, reply).into_iter().collect();
        // A star stands for all headers but that of a token (Fetch standard, CORS-preflight fetch).
        let lists = |name: &str, word: &str| {
            let any = if word.eq_ignore_ascii_case(TOKEN) { word } else { "*" };
            header(reply, name).split(',').any(|part| part.trim() == any || part.trim().eq_ignore_ascii_case(word))
        };
        if !matches!(method, "GET" | "POST") && !lists(METHODS, method) {
            lines.push(lack(at, url, reply, METHODS, method));
        }
        let missing: Vec<&str> = asked.iter().copied().filter(|name| !lists(HEADERS, name)).collect();
        if !missing.is_empty() {
            lines.push(lack(at, url, reply, HEADERS, &missing.join(", ")));
        }
        if lines.is_empty() && !reply.status().is_success() {
            let status = reply.status();
            let what = said!(
                "{url}: preflight dijawab dengan {status}; harus 2xx",
                "{url}: the preflight was answered with {status}; it must be 2xx"
            );
            lines.push(Line::error(at, what));
        }
        lines
    }
}

/// The base on the app's own origin: whether anybody is there, and whether a reply of theirs that is opened as a page can read the drafts.
fn reached(url: &str) -> Vec<Line> {
    const AT: &str = "/backend/base";
    let reply = match agent().get(url).call() {
        Ok(reply) => reply,
        Err(error) => return vec![unreachable(AT, url, &error)],
    };
    // Several policies hold together, whether they come in one header or in more.
    let policies = reply.headers().get_all(POLICY).iter().filter_map(|policy| policy.to_str().ok());
    let directives: Vec<&str> = policies.flat_map(|policy| policy.split([';', ','])).map(str::trim).collect();
    let is_bare = BARE.split(';').map(str::trim).all(|directive| directives.contains(&directive));
    let is_typed = header(&reply, TYPED).eq_ignore_ascii_case(NOSNIFF);
    let lacks = [(is_bare, POLICY, BARE), (is_typed, TYPED, NOSNIFF)];
    lacks.into_iter().filter(|(holds, _, _)| !holds).map(|(_, name, want)| lack(AT, url, &reply, name, want)).collect()
}

/// The faults of the settings alone.
fn settings(defaults: &Json) -> Vec<Line> {
    let faults = Backend::read(defaults, None).err().unwrap_or_default();
    let line = |fault: forms::Fault| {
        let what = told(&fault.what);
        let (id, en) = (what.text(Lang::Id), what.text(Lang::En));
        Line::error(
            &["/backend", fault.pointer.as_str()].concat(),
            said!("di pengaturan: {id}", "in the settings: {en}"),
        )
    };
    faults.into_iter().map(line).collect()
}

fn header<'a, T>(reply: &'a Response<T>, name: &str) -> &'a str {
    reply.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn why(error: rest::Error) -> Said {
    match error {
        rest::Error::NotFound => said!("tidak ditemukan", "it is not found"),
        rest::Error::Busy { .. } => said!("sedang sibuk", "it is busy"),
        rest::Error::Failed(failure) => {
            let (status, fault) = (failure.status, failure.fault.name());
            said!("status {status}, {fault}", "status {status}, {fault}")
        }
    }
}

fn unreachable(at: &str, url: &str, error: &ureq::Error) -> Line {
    Line::error(at, said!("{url} tidak bisa dihubungi: {error}", "{url} cannot be reached: {error}"))
}

fn lack<T>(at: &str, url: &str, reply: &Response<T>, name: &str, want: &str) -> Line {
    let got = header(reply, name);
    let what = match got {
        "" => said!(
            "{url}: header {name} tidak ada; isinya harus {want}",
            "{url}: the header {name} is missing; it must say {want}"
        ),
        got => said!(
            "{url}: header {name} berisi “{got}”; harus {want}",
            "{url}: the header {name} says “{got}”; it must say {want}"
        ),
    };
    Line::error(at, what)
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(std::time::Duration::from_secs(10)));
    config.build().new_agent()
}

#[cfg(test)]
mod tests;
