//! I/O with the app's own origin and the backend: one function per question. Knows no signal and no view.

use std::sync::Arc;

use forms::{Fault, Json, Pointer, Service, Summary};
use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::Promise;
use leptos::prelude::{document, window};
use rest::{Backend, Found, OptionItem, Outcome, Reply, Status};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

mod config;

pub use config::Config;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// No network, or nobody answers in time.
    Unreachable,
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

/// Milliseconds after which a silent backend counts as unreachable.
const TIMEOUT: i32 = 30_000;

/// The backend of this deployment, for one service or none.
#[derive(Clone)]
pub struct Api {
    backend: Arc<Backend>,
}

impl Api {
    /// Reads the binding: the deployment's defaults, and a service's own section over them.
    pub fn new(config: &Config, service: Option<&Service>) -> Result<Api, Error> {
        Backend::read(&config.backend, service.map(|service| &service.backend))
            .map(|backend| Api { backend: Arc::new(backend) })
            .map_err(Error::Broken)
    }

    /// Asks a look-up; `None` when an answer that it needs is missing.
    pub async fn lookup(&self, name: &str, answers: &Json) -> Option<Result<Found, Error>> {
        let request = self.backend.lookup(name, answers)?;
        Some(self.ask(request, |reply| self.backend.looked_up(name, reply)).await)
    }

    /// Asks for a list; `None` when an answer that it hangs on is missing.
    pub async fn options(&self, name: &str, answers: &Json) -> Option<Result<Vec<OptionItem>, Error>> {
        let request = self.backend.options(name, answers, None)?;
        Some(self.ask(request, |reply| self.backend.items(name, reply)).await)
    }

    /// What a list hangs on: its address, filled in; `None` when an answer is missing.
    pub fn options_address(&self, name: &str, answers: &Json) -> Option<String> {
        self.backend.options(name, answers, None).map(|request| request.url)
    }

    /// Where an application stands.
    pub async fn status(&self, number: &str, digits: &str) -> Result<Status, Error> {
        self.ask(self.backend.status(number, digits), |reply| self.backend.read_status(reply)).await
    }

    /// Takes an application back.
    pub async fn withdraw(&self, number: &str, digits: &str) -> Result<Status, Error> {
        let request = self.backend.withdraw(number, digits);
        self.ask(request, |reply| self.backend.read_status(reply)).await
    }

    /// The bytes of a submission, ready to be frozen.
    pub fn submit(&self, submission: &forms::Submission, key: &str) -> Message {
        Message::from(self.backend.submit(submission, key))
    }

    /// The bytes of a correction, ready to be frozen.
    pub fn correct(&self, number: &str, digits: &str, answers: &[(Pointer, Json)], key: &str) -> Message {
        Message::from(self.backend.correct(number, digits, answers, key))
    }

    /// Sends frozen bytes once and says what became of them; `Unreachable` leaves the outcome unknown.
    pub async fn send(&self, message: &Message) -> Result<Outcome, Error> {
        let answer = carry(message).await?;
        Ok(self.backend.receipt(&answer.reply()))
    }

    async fn ask<T>(
        &self,
        request: rest::Request,
        read: impl Fn(&Reply) -> Result<T, rest::Error>,
    ) -> Result<T, Error> {
        let answer = carry(&Message::from(request)).await?;
        read(&answer.reply()).map_err(Error::Backend)
    }
}

/// The deployment's settings.
pub async fn config() -> Result<Config, Error> {
    Config::read(&file("/config.json").await?).ok_or(Error::Broken(Vec::new()))
}

/// The list of services.
pub async fn index() -> Result<Vec<Summary>, Error> {
    Ok(Summary::read_index(&file("/services/index.json").await?).0)
}

/// A service definition, as text: a draft keeps a copy.
pub async fn service(id: &str, version: &str) -> Result<Json, Error> {
    let mut path = String::from("/services/");
    for part in [id, "/", version, ".json"] {
        path.push_str(part);
    }
    file(&path).await
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

impl From<rest::Request> for Message {
    fn from(request: rest::Request) -> Message {
        Message {
            method: request.method.name().into(),
            url: request.url,
            headers: request.headers.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            body: request.body,
        }
    }
}

struct Answer {
    status: u16,
    retry_after: Option<String>,
    content_type: String,
    body: String,
}

impl Answer {
    fn reply(&self) -> Reply<'_> {
        Reply {
            status: self.status,
            retry_after: self.retry_after.as_deref(),
            content_type: &self.content_type,
            body: &self.body,
        }
    }
}

// A file of the app's own; a weak signal gets two more tries.
async fn file(path: &str) -> Result<Json, Error> {
    let message = Message { method: "GET".into(), url: path.into(), headers: vec![], body: None };
    let mut pause = 1000;
    loop {
        match carry(&message).await {
            Ok(answer) if answer.status == 200 => {
                return Json::parse(&answer.body).map_err(|_| Error::Broken(Vec::new()));
            }
            Ok(answer) if answer.status < 500 => return Err(Error::Broken(Vec::new())),
            _ if pause > 3000 => return Err(Error::Unreachable),
            _ => sleep(pause).await,
        }
        pause *= 3;
    }
}

async fn carry(message: &Message) -> Result<Answer, Error> {
    let method = match message.method.as_str() {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        _ => Method::GET,
    };
    let headers = Headers::new();
    // The language of the page: the backend's own sentences are shown in it.
    headers.set("Accept-Language", &language());
    for (name, value) in &message.headers {
        headers.set(name, value);
    }
    let patience = Patience::new(TIMEOUT);
    let builder =
        RequestBuilder::new(&message.url).method(method).headers(headers).abort_signal(patience.signal().as_ref());
    let request = match &message.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    let response = request.map_err(|_| Error::Unreachable)?.send().await.map_err(|_| Error::Unreachable)?;
    let headers = response.headers();
    // A body that breaks off is as good as no answer: the same bytes may be sent again.
    let body = response.text().await.map_err(|_| Error::Unreachable)?;
    Ok(Answer {
        status: response.status(),
        retry_after: headers.get("retry-after"),
        content_type: headers.get("content-type").unwrap_or_default(),
        body,
    })
}

fn language() -> String {
    document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

// Aborts a request after a while; the timer goes when the request is over.
struct Patience {
    controller: Option<web_sys::AbortController>,
    timer: Option<i32>,
    _abort: Option<Closure<dyn FnMut()>>,
}

impl Patience {
    fn new(milliseconds: i32) -> Patience {
        let controller = web_sys::AbortController::new().ok();
        let abort = controller.clone().map(|controller| Closure::<dyn FnMut()>::new(move || controller.abort()));
        let timer = abort.as_ref().and_then(|abort| {
            let callback: &JsValue = abort.as_ref();
            window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds).ok()
        });
        Patience { controller, timer, _abort: abort }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(web_sys::AbortController::signal)
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            window().clear_timeout_with_handle(timer);
        }
    }
}
