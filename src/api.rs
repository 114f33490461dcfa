//! I/O with the app's own origin and the backend: one function per question. Knows no signal and no view.

use std::sync::Arc;

use forms::{Fault, Host, Json, Pointer, Service, Summary};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::window;
use rest::{Auth, Backend, Correction, Failure, Found, OptionItem, Provider, Reply, Status};
use web_sys::RequestCache::{self, Default as Usual, Reload};

mod account;
mod config;
mod once;
mod transport;

use transport::{send, send_alone, send_as, send_file};

pub use account::{SignedIn, follow as follow_account, forget as sign_out, sign_in, sign_in_name};
pub use config::{Config, NoticeKind};
pub use once::Turn;
pub use transport::{clock_skew, server_now};

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// No network, or nobody answers in time.
    Unreachable,
    /// Somebody answers, but not to this page (CORS).
    Blocked,
    /// The backend wants somebody to sign in, for the first time or again. It has taken nothing.
    SignIn,
    /// The backend's own word for it.
    Backend(rest::Error),
    /// A file of the app (service, index, config) is missing or not what it should be.
    Broken(Vec<Fault>),
}

/// What is sent: `rest::Request`, or one that was frozen earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub method: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// A page of a list, and the name of the next one.
type Page = Result<(Vec<OptionItem>, Option<String>), Error>;

/// A list that is loaded whole ends after so many pages, whatever its backend says.
const MAX_PAGES: usize = 50;
/// What nobody has handed over: the store must say that nothing is there (docs/backend.md).
const NO_HANDOFF: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The backend of this deployment, for one service or none.
#[derive(Clone)]
pub struct Api {
    backend: Arc<Backend>,
}

impl Api {
    /// Reads the binding: the deployment's defaults, and a service's own section over them.
    pub fn new(config: &Config, service: Option<&Service>) -> Result<Api, Error> {
        let places = service.map(|service| service.controls().into_iter().map(|(place, _)| place).collect());
        Backend::read(&config.backend, service.map(|service| &service.backend))
            .map(|backend| Api { backend: Arc::new(backend.with_places(places.unwrap_or_default())) })
            .map_err(Error::Broken)
    }

    /// Whether a request needs what only a page has: the guard of a session, or a token.
    pub fn needs_page(&self) -> bool {
        matches!(self.backend.auth(), Auth::Cookie(_) | Auth::Oidc(_))
    }

    /// Where citizens sign in, when the backend wants them to.
    pub fn provider(&self) -> Option<&Provider> {
        match self.backend.auth() {
            Auth::Oidc(provider) => Some(provider),
            _ => None,
        }
    }

    /// Whether somebody must sign in before anything is asked.
    pub fn needs_sign_in(&self) -> bool {
        self.provider().is_some_and(|provider| account::token(provider).is_none())
    }

    /// Asks a look-up; `None` when an answer that it needs is missing.
    pub async fn prefill(&self, name: &str, answers: &Json) -> Option<Result<Found, Error>> {
        let request = self.backend.prefill(name, answers)?;
        Some(self.ask(request, |reply| self.backend.prefilled(name, reply)).await)
    }

    /// Asks for one page of a list, the first without `page`; of a list that the backend searches, what a query finds. `None` when an
    /// answer that it hangs on is missing.
    pub async fn page(&self, name: &str, answers: &Json, query: Option<&str>, page: Option<&str>) -> Option<Page> {
        let request = self.backend.options(name, answers, query, page)?;
        Some(self.items(name, request).await)
    }

    /// Asks for a whole list, page by page, and whether it goes on where we stop; `None` as above.
    pub async fn options(&self, name: &str, answers: &Json) -> Option<Result<(Vec<OptionItem>, bool), Error>> {
        let (mut all, mut next) = (Vec::new(), None);
        for _ in 0..MAX_PAGES {
            match self.page(name, answers, None, next.as_deref()).await? {
                Ok((items, after)) => (all.extend(items), next = after),
                Err(error) => return Some(Err(error)),
            };
            if next.is_none() {
                break;
            }
        }
        Some(Ok((all, next.is_some())))
    }

    /// How many letters a search needs, for a list that the backend searches; `None` for one that is loaded whole.
    pub fn min_length(&self, name: &str) -> Option<usize> {
        self.backend.min_length(name)
    }

    /// Asks whether a list answers, and for how many entries it names at once; `None` when it hangs on an answer.
    pub async fn try_list(&self, name: &str) -> Option<Result<usize, Error>> {
        let request = self.backend.trial(name)?;
        Some(self.items(name, request).await.map(|(items, _)| items.len()))
    }

    async fn items(&self, name: &str, request: rest::Request) -> Page {
        self.ask(request, |reply| self.backend.items(name, reply)).await
    }

    /// Whether anybody answers below the base.
    pub async fn reach(&self) -> Result<(), Error> {
        let url = [self.backend.base(), "/"].concat();
        let answer = send(&Message { method: "GET".into(), url, headers: vec![], body: None }).await?;
        match answer.status {
            // Nothing need stand at the base itself.
            ..500 => Ok(()),
            status => Err(unexpected(status)),
        }
    }

    /// The address of the store through which kiosk and phone hand over; `None` where the settings name none.
    pub fn handoff(&self, config: &Config) -> Option<String> {
        Some([self.backend.base(), "/", config.handoff.as_ref()?].concat())
    }

    /// Whether the store answers through which kiosk and phone hand over.
    pub async fn reach_handoff(&self, store: &str) -> Result<(), Error> {
        let url = [store, "/", NO_HANDOFF].concat();
        let answer = send(&Message { method: "GET".into(), url, headers: vec![], body: None }).await?;
        match answer.status {
            204 => Ok(()),
            status => Err(unexpected(status)),
        }
    }

    /// The names of its lists.
    pub fn lists(&self) -> Vec<String> {
        self.backend.lists().map(String::from).collect()
    }

    /// What a list hangs on: its address, filled in; `None` when an answer is missing.
    pub fn options_address(&self, name: &str, answers: &Json) -> Option<String> {
        self.backend.options(name, answers, None, None).map(|request| request.url)
    }

    /// Where an application stands.
    pub async fn status(&self, number: &str, digits: &str) -> Result<Status, Error> {
        self.ask(self.backend.status(number, digits), |reply| self.backend.read_status(number, reply)).await
    }

    /// Takes an application back.
    pub async fn withdraw(&self, number: &str, digits: &str) -> Result<Status, Error> {
        let request = self.backend.withdraw(number, digits);
        self.ask(request, |reply| self.backend.read_withdrawn(number, reply)).await
    }

    /// What the officer asked back, as places in the answers of this service.
    pub fn asked_back(&self, status: &Status) -> Vec<Correction> {
        self.backend.asked_back(status)
    }

    /// The bytes of a submission, ready to be frozen; `assisted` is the counter that helped.
    pub fn submit(&self, submission: &forms::Submission, key: &str, assisted: Option<&str>) -> Message {
        Message::from(self.backend.submit(submission, key, assisted))
    }

    /// The bytes of a correction, ready to be frozen.
    pub fn correct(
        &self,
        number: &str,
        digits: &str,
        answers: &[(Pointer, Json)],
        key: &str,
        assisted: Option<&str>,
    ) -> Message {
        Message::from(self.backend.correct(number, digits, answers, key, assisted))
    }

    async fn ask<T>(
        &self,
        request: rest::Request,
        read: impl Fn(&Reply) -> Result<T, rest::Error>,
    ) -> Result<T, Error> {
        let answer = send_as(&self.backend, &Message::from(request)).await?;
        read(&answer.reply()).map_err(Error::Backend)
    }
}

/// The deployment's settings.
pub async fn config() -> Result<Config, Error> {
    let config = Config::read(&file("/config.json", Usual).await?).ok_or(Error::Broken(Vec::new()))?;
    transport::wait_at_most(config.wait_seconds());
    Ok(config)
}

/// The list of services.
pub async fn index(config: &Config) -> Result<Vec<Summary>, Error> {
    Ok(Summary::read_index(&file(&[&config.catalogue, "/index.json"].concat(), Usual).await?).0)
}

/// A service definition. One that cannot be read may be a copy of something else ("maintenance") that was answered once in its place: the
/// server itself is asked again, and every fault of what it says comes back.
pub async fn service(config: &Config, id: &str, version: &str, host: &dyn Host) -> Result<Arc<Service>, Error> {
    let mut path = config.catalogue.clone();
    for part in ["/", id, "/", version, ".json"] {
        path.push_str(part);
    }
    let read = |json: Json| {
        let (service, faults) = Service::read_with(&json, host);
        let service = service.filter(|service| service.id == id && service.version == version);
        service.map(Arc::new).ok_or(Error::Broken(faults))
    };
    match file(&path, Usual).await.and_then(read) {
        Err(Error::Broken(_)) => file(&path, Reload).await.and_then(read),
        loaded => loaded,
    }
}

/// Whether the device itself knows that it has no network. That it knows none is no promise.
pub fn is_offline() -> bool {
    !window().navigator().on_line()
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    TimeoutFuture::new(u32::try_from(milliseconds).unwrap_or_default()).await;
}

fn unexpected(status: u16) -> Error {
    Error::Backend(rest::Error::Failed(Failure { status, fault: rest::BadReply::Status }))
}

impl From<rest::Request> for Message {
    fn from(request: rest::Request) -> Message {
        Message { method: request.method.name().into(), url: request.url, headers: request.headers, body: request.body }
    }
}

// A file of the app's own; a weak signal gets two more tries. What came broken is asked for past the copies that may be kept of it.
async fn file(path: &str, mut cache: RequestCache) -> Result<Json, Error> {
    let message = Message { method: "GET".into(), url: path.into(), headers: vec![], body: None };
    let mut pause = 1000;
    loop {
        match send_file(&message, cache).await {
            // One that breaks off in its head looks whole and holds nothing.
            Ok(answer) if answer.status == 200 => match Json::parse(&answer.body) {
                Ok(json) => return Ok(json),
                Err(_) if pause > 3000 => return Err(Error::Broken(Vec::new())),
                Err(_) => {
                    cache = Reload;
                    sleep(pause).await;
                }
            },
            Ok(answer) if answer.status < 500 => return Err(Error::Broken(Vec::new())),
            _ if pause > 3000 => return Err(Error::Unreachable),
            _ => sleep(pause).await,
        }
        pause *= 3;
    }
}
