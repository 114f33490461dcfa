//! An office in a folder of its own, and somebody who asks it.

use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use forms::{Json, Pointer, Submission};
use http_body_util::BodyExt;
use rest::{Backend, Outcome};
use tower::ServiceExt;

use crate::{Clock, Kiosk, Office, Once, Settings, app, secret};

pub(super) const SERVICE: &str = "usaha-mikro-dari-sptu";
pub(super) const VERSION: &str = "2026-11-24";
pub(super) const DIGITS: &str = "7890";
pub(super) const PASSWORD: &str = "rahasia";
/// A counter and its PIN.
pub(super) const COUNTER: (&str, &str) = ("3", "246810");

/// A kiosk of the office and its secret, and another one.
pub(super) const UNIT: (&str, &str) = ("mpp-1", "ORSXG5BAMZXXEIDLNFXXG2ZAMF");
pub(super) const OTHER: (&str, &str) = ("mpp-2", "ORSXG5BAMZXXEIDLNFXXG2ZAMG");

/// A running office. Its folder goes with it.
pub(super) struct Desk {
    pub(super) folder: PathBuf,
    pub(super) office: Arc<Office>,
    pub(super) app: Router,
    pub(super) backend: Backend,
}

/// A reply, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) bytes: Vec<u8>,
}

impl Desk {
    /// A new office on a Tuesday morning.
    pub(super) fn open() -> Desk {
        Desk::open_with(|_| ())
    }

    /// The same with a weaker promise against doubles.
    pub(super) fn open_once(once: Once) -> Desk {
        Desk::open_with(|settings| settings.once = once)
    }

    /// The same with other settings.
    pub(super) fn open_with(change: impl FnOnce(&mut Settings)) -> Desk {
        let folder = std::env::temp_dir().join(format!("standin-{}", secret::token()));
        fs::create_dir_all(folder.join("dist")).expect("a folder");
        Desk::start(folder, "2026-11-24T10:00:00+07:00", change)
    }

    /// The office of a folder at another time.
    pub(super) fn open_in(folder: PathBuf, now: &str) -> Desk {
        Desk::start(folder, now, |_| ())
    }

    fn start(folder: PathBuf, now: &str, change: impl FnOnce(&mut Settings)) -> Desk {
        let public = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public"));
        let mut settings = Settings {
            dist: folder.join("dist"),
            services: public.join("services"),
            config: public.join("config.json"),
            db: folder.join("loket.db"),
            password: Some(String::from(PASSWORD)),
            counters: vec![(String::from(COUNTER.0), String::from(COUNTER.1))],
            kiosks: kiosks(),
            clock: Clock::at(now).expect("a time"),
            trouble: true,
            log: false,
            ..Settings::default()
        };
        change(&mut settings);
        let read = |path: &str| Json::parse(&fs::read_to_string(public.join(path)).expect("a file")).expect("JSON");
        let service = read(&format!("services/{SERVICE}/{VERSION}.json"));
        let config = read("config.json");
        let defaults = config.get("backend").expect("a backend section");
        let backend = Backend::read(defaults, service.get("backend")).expect("a sound section");
        let office = Arc::new(Office::open(settings).expect("an office"));
        Desk { folder, app: app(office.clone()), office, backend }
    }

    /// The same folder at another time, as after a restart.
    pub(super) fn reopen(mut self, now: &str) -> Desk {
        Desk::open_in(std::mem::take(&mut self.folder), now)
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        read(self.app.clone().oneshot(request).await.expect("the router answers")).await
    }

    /// Carries a request of the binding.
    pub(super) async fn ask(&self, request: rest::Request) -> Answer {
        self.send(carried(request)).await
    }

    /// The same from an address.
    pub(super) async fn ask_from(&self, address: &str, request: rest::Request) -> Answer {
        self.send(from(address, carried(request))).await
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub(super) async fn submit(&self, answers: &Json, key: &str) -> Answer {
        self.ask(self.backend.submit(&submission(answers), key, None)).await
    }

    /// Sends good answers and gives the number.
    pub(super) async fn submitted(&self) -> String {
        match self.outcome(&self.submit(&answers(), &secret::token()).await) {
            Outcome::Accepted(receipt) => receipt.number,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn outcome(&self, answer: &Answer) -> Outcome {
        self.backend.receipt(&answer.reply())
    }

    pub(super) async fn status(&self, number: &str, digits: &str) -> Result<rest::Status, rest::Error> {
        let answer = self.ask(self.backend.status(number, digits)).await;
        self.backend.read_status(number, &answer.reply())
    }

    pub(super) fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.office.db.lock().query_row(&sql, [], |row| row.get(0)).expect("a number")
    }

    /// Signs the trial officer in: the cookie, and the token of the forms.
    pub(super) async fn sign_in(&self) -> (String, String) {
        let answer = self.enter("192.0.2.1", "petugas", PASSWORD, "").await;
        let cookie = answer.cookie("petugas").expect("a cookie");
        let token = self.page("/petugas", &cookie).await.token();
        (cookie, token)
    }

    /// Fills in the form of signing in, with cookies from before.
    pub(super) async fn enter(&self, address: &str, name: &str, password: &str, cookies: &str) -> Answer {
        let form = self.get("/petugas/masuk").await;
        let cookies = format!("{}; {cookies}", form.cookie("petugas-masuk").expect("a cookie"));
        let fields = [("token", form.token()), ("nama", String::from(name)), ("sandi", String::from(password))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.send(from(address, filled("/petugas/masuk", &cookies, &fields))).await
    }

    pub(super) async fn page(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    pub(super) async fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(filled(path, cookie, fields)).await
    }

    /// Whether these bytes stand in the database's files.
    pub(super) fn holds(&self, bytes: &[u8]) -> bool {
        let files = ["loket.db", "loket.db-wal"].map(|name| fs::read(self.folder.join(name)).unwrap_or_default());
        files.iter().any(|file| file.windows(bytes.len()).any(|window| window == bytes))
    }

    /// What the log says about security, without times.
    pub(super) fn said(&self) -> Vec<String> {
        let said = self.office.journal.said.lock().expect("no other test failed here");
        said.iter().map(|line| String::from(line.split_once(" security ").expect("a line").1)).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if !self.folder.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(super) fn json(&self) -> Json {
        Json::parse(&self.text()).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The pair of a cookie that is set, as a browser sends it.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        let lines = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.filter_map(|line| line.split(';').next());
        pairs.find(|pair| pair.split('=').next() == Some(name)).map(String::from)
    }

    /// The token in the first form of a page.
    pub(super) fn token(&self) -> String {
        let text = self.text();
        let token = text.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        String::from(token.expect("a form token"))
    }

    /// As the binding sees it. The text must outlive the reply, so it is given away.
    pub(super) fn reply(&self) -> rest::Reply<'_> {
        rest::Reply {
            status: self.status.as_u16(),
            retry_after: self.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()),
            now: 0,
            content_type: self.header("content-type"),
            body: std::str::from_utf8(&self.bytes).unwrap_or_default(),
            ..rest::Reply::default()
        }
    }
}

/// Answers that every rule accepts.
pub(super) fn answers() -> Json {
    let all = Json::parse(include_str!("../../case/answers.json")).expect("JSON");
    all.get(SERVICE).expect("answers for the service").clone()
}

/// The same with some answers replaced, or taken away by `null`.
pub(super) fn answers_with(changes: &[(&str, Json)]) -> Json {
    let mut answers = answers();
    for (place, value) in changes {
        let place = pointer(place);
        if value.is_null() {
            answers.remove(&place);
        } else {
            answers.set(&place, value.clone());
        }
    }
    answers
}

pub(super) fn submission(answers: &Json) -> Submission {
    Submission { service: String::from(SERVICE), version: String::from(VERSION), answers: answers.clone() }
}

pub(super) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).expect("a pointer")
}

fn carried(request: rest::Request) -> Request<Body> {
    let mut builder = Request::builder().method(request.method.name()).uri(request.url);
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    builder.body(Body::from(request.body.unwrap_or_default())).expect("a request")
}

/// A request as if it came from an address.
pub(super) fn from(address: &str, mut request: Request<Body>) -> Request<Body> {
    let address = SocketAddr::new(address.parse().expect("an address"), 1);
    request.extensions_mut().insert(ConnectInfo(address));
    request
}

fn filled(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::from(fields.join("&"))).expect("a request")
}

fn kiosks() -> Vec<Kiosk> {
    let line = [UNIT, OTHER].map(|(id, secret)| format!("--kiosk {id}={secret}")).join(" ");
    let name = ["--kiosk-name", "mpp-1=Kiosk pintu utara"].map(String::from);
    Settings::read(line.split(' ').map(String::from).chain(name)).expect("settings").kiosks
}

async fn read(response: Response<Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

fn encode(text: &str) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => String::from(char::from(byte)),
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}
