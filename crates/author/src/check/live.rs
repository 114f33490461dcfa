//! `loket check --live`: asks the backend as a browser would before it sends (CORS preflight), and names the header that is
//! missing. Each list of the service that hangs on no answer is asked for once. No answers are sent.

mod provider;

use forms::{Json, Service};
use rest::{Auth, Backend, Method, Reply, Request};
use ureq::http::Response;

use crate::check::Line;

const ORIGIN: &str = "Access-Control-Allow-Origin";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";

/// The header of a token.
const TOKEN: &str = "Authorization";

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
            lines.extend(self.reached(&format!("{}{}/", self.origin, backend.base())));
            lines.extend(self.lists(service, &backend));
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
        lines.extend(self.preflight("submit", &signed(submit)));
        lines.extend(self.preflight("status", &signed(backend.status("0", "0"))));
        if matches!(backend.auth(), Auth::Cookie(_)) {
            lines.push(Line::error("/backend/auth", "a session in cookies works on the app's own origin only"));
        }
        lines.extend(self.lists(service, &backend));
        lines
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
        let url = if request.url.starts_with('/') { self.origin.clone() + &request.url } else { request.url.clone() };
        let mut question = ureq::http::Request::builder().method(request.method.name()).uri(&url);
        for (name, value) in &request.headers {
            question = question.header(name, value);
        }
        let question = question.header("Origin", &self.origin).body(());
        let answer = question.map_err(ureq::Error::from).and_then(|question| agent().run(question));
        let mut answer = match answer {
            Ok(answer) => answer,
            Err(error) => return vec![Line::error(&at, &format!("{url} cannot be reached: {error}"))],
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
                lines.push(Line::error(&at, &format!("{url} gives no list that can be read: {}", why(error))))
            }
        }
        if !backend.base().starts_with('/') {
            lines.extend(self.origin_fault(&at, request, &answer));
        }
        lines
    }

    /// The base on the app's own origin: whether anybody is there.
    fn reached(&self, url: &str) -> Option<Line> {
        let reply = agent().get(url).call();
        reply.err().map(|error| Line::error("/backend/base", &format!("{url} cannot be reached: {error}")))
    }

    fn preflight(&self, key: &str, request: &Request) -> Vec<Line> {
        let at = format!("/backend/{key}");
        let names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        // What browsers send without asking; any body but a form's is none of it.
        let is_plain = |name: &String| matches!(name.as_str(), "accept" | "accept-language");
        let asked: Vec<String> = names.into_iter().filter(|name| !is_plain(name)).collect();
        if request.method == Method::Get && asked.is_empty() {
            return self.plain(&at, request);
        }
        let reply = agent()
            .options(&request.url)
            .header("Origin", &self.origin)
            .header("Access-Control-Request-Method", request.method.name())
            .header("Access-Control-Request-Headers", asked.join(","))
            .call();
        match reply {
            Ok(reply) => self.faults(&at, request, &asked, &reply),
            Err(error) => vec![Line::error(&at, &format!("{} cannot be reached: {error}", request.url))],
        }
    }

    /// A question that browsers send without asking first: its own reply must name the app.
    fn plain(&self, at: &str, request: &Request) -> Vec<Line> {
        match agent().get(&request.url).header("Origin", &self.origin).call() {
            Ok(reply) => self.origin_fault(at, request, &reply).into_iter().collect(),
            Err(error) => vec![Line::error(at, &format!("{} cannot be reached: {error}", request.url))],
        }
    }

    fn origin_fault<T>(&self, at: &str, request: &Request, reply: &Response<T>) -> Option<Line> {
        let origin = header(reply, ORIGIN);
        let is_allowed = origin == "*" || origin == self.origin;
        (!is_allowed).then(|| lack(at, request, reply, ORIGIN, &self.origin))
    }

    fn faults<T>(&self, at: &str, request: &Request, asked: &[String], reply: &Response<T>) -> Vec<Line> {
        let mut lines: Vec<Line> = self.origin_fault(at, request, reply).into_iter().collect();
        // A star stands for all headers but that of a token (Fetch standard, CORS-preflight fetch).
        let lists = |name: &str, word: &str| {
            let any = if word.eq_ignore_ascii_case(TOKEN) { word } else { "*" };
            header(reply, name).split(',').any(|part| part.trim() == any || part.trim().eq_ignore_ascii_case(word))
        };
        let method = request.method.name();
        if !matches!(method, "GET" | "POST") && !lists(METHODS, method) {
            lines.push(lack(at, request, reply, METHODS, method));
        }
        let missing: Vec<&str> = asked.iter().map(String::as_str).filter(|name| !lists(HEADERS, name)).collect();
        if !missing.is_empty() {
            lines.push(lack(at, request, reply, HEADERS, &missing.join(", ")));
        }
        if lines.is_empty() && !reply.status().is_success() {
            let what = format!("{}: the preflight was answered with {}; it must be 2xx", request.url, reply.status());
            lines.push(Line::error(at, &what));
        }
        lines
    }
}

/// The faults of the settings alone.
fn settings(defaults: &Json) -> Vec<Line> {
    let faults = Backend::read(defaults, None).err().unwrap_or_default();
    let line = |fault: forms::Fault| {
        Line::error(&["/backend", fault.pointer.as_str()].concat(), &format!("in the settings: {}", fault.what))
    };
    faults.into_iter().map(line).collect()
}

fn header<'a, T>(reply: &'a Response<T>, name: &str) -> &'a str {
    reply.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn why(error: rest::Error) -> String {
    match error {
        rest::Error::NotFound => String::from("it is not found"),
        rest::Error::Busy { .. } => String::from("it is busy"),
        rest::Error::Failed(failure) => format!("status {}, {}", failure.status, failure.fault.name()),
    }
}

fn lack<T>(at: &str, request: &Request, reply: &Response<T>, name: &str, want: &str) -> Line {
    let got = header(reply, name);
    let got = if got.is_empty() { String::from("is missing") } else { format!("says “{got}”") };
    Line::error(at, &format!("{}: the header {name} {got}; it must say {want}", request.url))
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
