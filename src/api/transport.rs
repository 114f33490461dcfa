//! Sending one message and bringing the reply: with patience, within a limit, and with a reason when nothing comes.

use std::{cell::Cell, pin::Pin};

use gloo_net::http::{Headers, Request, Response};
use js_sys::Reflect;
use leptos::prelude::{document, window};
use rest::{Auth, Backend, BadReply, Csrf, Failure, Reply};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestCredentials, RequestInit, RequestMode};

use super::{Error, Message, account, config::WAIT_SECONDS};

/// No answer needs more bytes than this.
const LARGEST: f64 = 4e6;
/// The status with which Laravel says that the guard of a session is too old. Nothing was done.
const GUARD_EXPIRED: u16 = 419;

/// A reply with its own texts.
pub struct OwnedReply {
    pub status: u16,
    pub body: String,
    retry_after: Option<String>,
    location: Option<String>,
    link: Option<String>,
    content_type: String,
    redirected: bool,
    cut: bool,
    now: i64,
}

/// A message on its way. Boxed: every kind of question would bring the whole of it again.
type Sending<'a> = Pin<Box<dyn Future<Output = Result<OwnedReply, Error>> + 'a>>;

thread_local! {
    static SKEW: Cell<Option<i64>> = const { Cell::new(None) };
    static WAIT: Cell<i32> = const { Cell::new(WAIT_SECONDS) };
}

/// From now on a server that says nothing for so many seconds counts as unreachable.
pub fn wait_at_most(seconds: i32) {
    WAIT.set(seconds);
}

/// How many seconds the device's clock is ahead of the server's, as far as a reply has told.
pub fn clock_skew() -> i64 {
    SKEW.get().unwrap_or_default()
}

/// What the server's clock says now, in milliseconds since 1970; not a number while no reply has told.
pub fn server_now() -> f64 {
    SKEW.get().map_or(f64::NAN, |skew| js_sys::Date::now() - skew as f64 * 1000.0)
}

impl OwnedReply {
    pub fn reply(&self) -> Reply<'_> {
        Reply {
            status: self.status,
            retry_after: self.retry_after.as_deref(),
            now: self.now,
            content_type: &self.content_type,
            redirected: self.redirected,
            location: self.location.as_deref(),
            link: self.link.as_deref(),
            cut: self.cut,
            body: &self.body,
        }
    }
}

/// Carries a message as the backend wants to know who asks: with the citizen's token, or under the guard of a session, whose cookie is
/// asked for when it is missing or too old.
pub fn send_as<'a>(backend: &'a Backend, message: &'a Message) -> Sending<'a> {
    send_known(backend, message, RequestCredentials::SameOrigin)
}

/// Carries a message on a connection that nothing else has used: Chromium keeps those without credentials apart. Where a session needs its
/// cookie there is no such connection.
pub fn send_alone<'a>(backend: &'a Backend, message: &'a Message) -> Sending<'a> {
    let has_cookie = matches!(backend.auth(), Auth::Cookie(_));
    send_known(backend, message, if has_cookie { RequestCredentials::SameOrigin } else { RequestCredentials::Omit })
}

fn send_known<'a>(backend: &'a Backend, message: &'a Message, credentials: RequestCredentials) -> Sending<'a> {
    Box::pin(async move {
        let mut asked = match backend.auth() {
            Auth::Cookie(guard) if message.method != "GET" => guarded(guard).is_none() && ask_guard(guard).await,
            _ => true,
        };
        loop {
            let mut message = message.clone();
            message.headers.extend(credential(backend, &message)?);
            let answer = send_with(&message, credentials, RequestCache::Default).await?;
            if backend.wants_sign_in(&answer.reply()) {
                account::forget();
                return Err(Error::SignIn);
            }
            match backend.auth() {
                Auth::Cookie(guard) if !asked && answer.status == GUARD_EXPIRED => asked = ask_guard(guard).await,
                _ => return Ok(answer),
            }
        }
    })
}

// The header that says who asks, where there is one. A token goes to the backend alone: what was frozen may name a place where the
// backend is no more.
fn credential(backend: &Backend, message: &Message) -> Result<Option<(String, String)>, Error> {
    match backend.auth() {
        Auth::Cookie(guard) if message.method != "GET" => Ok(guarded(guard).map(|value| (guard.header.clone(), value))),
        Auth::Oidc(provider) => {
            let token = account::token(provider).ok_or(Error::SignIn)?;
            let is_own = message.url.strip_prefix(backend.base()).is_some_and(|rest| rest.starts_with('/'));
            Ok(is_own.then(|| ("Authorization".into(), ["Bearer ", &token].concat())))
        }
        _ => Ok(None),
    }
}

/// Carries one message. Given up half-way, it is broken off.
pub async fn send(message: &Message) -> Result<OwnedReply, Error> {
    send_with(message, RequestCredentials::SameOrigin, RequestCache::Default).await
}

/// The same for a file; with `Reload` it comes from the server itself, past every copy, and takes the place of all of them.
pub async fn send_file(message: &Message, cache: RequestCache) -> Result<OwnedReply, Error> {
    send_with(message, RequestCredentials::SameOrigin, cache).await
}

async fn send_with(
    message: &Message,
    credentials: RequestCredentials,
    cache: RequestCache,
) -> Result<OwnedReply, Error> {
    let headers = Headers::new();
    // The language of the page: the backend's own sentences are shown in it.
    headers.set("Accept-Language", &language());
    for (name, value) in &message.headers {
        if !is_header(name, value) {
            return Err(Error::Unreachable);
        }
        headers.set(name, value);
    }
    let timeout = Timeout::new(WAIT.get().saturating_mul(1000));
    let how = RequestInit::new();
    how.set_method(&message.method);
    how.set_headers(&headers.into_raw());
    how.set_credentials(credentials);
    how.set_cache(cache);
    how.set_signal(timeout.signal().as_ref());
    if let Some(body) = &message.body {
        how.set_body(&JsValue::from_str(body));
    }
    match fetch(&message.url, &how).await {
        Ok(response) => read(response).await,
        Err(_) => Err(silent(&message.url).await),
    }
}

// Whether a browser takes it: `set` throws at anything else (Fetch, "header list"; what no backend of ours needs is refused, too).
fn is_header(name: &str, value: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token) && value.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
}

async fn fetch(url: &str, how: &RequestInit) -> Result<Response, ()> {
    let request = web_sys::Request::new_with_str_and_init(url, how).map_err(drop)?;
    Request::from(request).send().await.map_err(drop)
}

async fn read(response: Response) -> Result<OwnedReply, Error> {
    let headers = response.headers();
    let header = |name: &str| headers.get(name);
    let device = (js_sys::Date::now() / 1000.0) as i64;
    let server = header("date").map(|date| js_sys::Date::parse(&date) / 1000.0);
    let server = server.filter(|server| !server.is_nan()).map(|server| server as i64);
    // A copy that the service worker has kept tells when it was made.
    if let Some(server) = server
        && header("loket-stored").is_none()
    {
        SKEW.set(Some(device - server));
    }
    let (status, redirected) = (response.status(), response.redirected());
    // TLS tells where a reply ends; without it only its own headers do.
    let is_vouched = header("content-length").is_some() || response.url().starts_with("https:");
    // A body that breaks off is as good as no answer.
    let body = text(response, status).await?;
    Ok(OwnedReply {
        status,
        retry_after: header("retry-after"),
        location: header("location"),
        link: header("link"),
        content_type: header("content-type").unwrap_or_default(),
        cut: body.is_empty() && !is_vouched,
        redirected,
        now: server.unwrap_or(device),
        body,
    })
}

// As a blob first, which the browser keeps outside our memory, so that its size is known before it is read.
async fn text(response: Response, status: u16) -> Result<String, Error> {
    let lost = |_| Error::Unreachable;
    let response = web_sys::Response::from(response);
    let blob: web_sys::Blob = JsFuture::from(response.blob().map_err(lost)?).await.map_err(lost)?.unchecked_into();
    if blob.size() > LARGEST {
        return Err(Error::Backend(rest::Error::Failed(Failure { status, fault: BadReply::Large })));
    }
    JsFuture::from(blob.text()).await.map_err(lost)?.as_string().ok_or(Error::Unreachable)
}

// A browser does not say why a request to another origin failed. One that asks for nothing to read tells whether anybody is
// there: then the page was refused (CORS). It goes to the origin alone, so no answer stands in it.
async fn silent(url: &str) -> Error {
    let mut parts = url.splitn(4, '/');
    let (Some(scheme), Some(""), Some(host)) = (parts.next(), parts.next(), parts.next()) else {
        return Error::Unreachable;
    };
    let origin = [scheme, "//", host, "/"].concat();
    let timeout = Timeout::new(WAIT.get().saturating_mul(1000));
    let how = RequestInit::new();
    how.set_mode(RequestMode::NoCors);
    how.set_signal(timeout.signal().as_ref());
    match fetch(&origin, &how).await {
        Ok(_) => Error::Blocked,
        Err(_) => Error::Unreachable,
    }
}

fn guarded(guard: &Csrf) -> Option<String> {
    let cookies = Reflect::get(&document(), &JsValue::from_str("cookie")).ok()?.as_string()?;
    guard.value(&cookies)
}

async fn ask_guard(guard: &Csrf) -> bool {
    let Some(first) = &guard.first else { return true };
    let message = Message { method: "GET".into(), url: first.clone(), headers: Vec::new(), body: None };
    // When it brings no cookie the request goes without, and the backend says so.
    let _ = send(&message).await;
    true
}

fn language() -> String {
    document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

// Aborts a request after a while, or when nobody waits for it any more; the timer goes when the request is over.
struct Timeout {
    controller: Option<web_sys::AbortController>,
    timer: Option<i32>,
    _abort: Option<Closure<dyn FnMut()>>,
}

impl Timeout {
    fn new(milliseconds: i32) -> Timeout {
        let controller = web_sys::AbortController::new().ok();
        let abort = controller.clone().map(|controller| Closure::<dyn FnMut()>::new(move || controller.abort()));
        let timer = abort.as_ref().and_then(|abort| {
            let callback: &JsValue = abort.as_ref();
            window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds).ok()
        });
        Timeout { controller, timer, _abort: abort }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(web_sys::AbortController::signal)
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            window().clear_timeout_with_handle(timer);
        }
        // A request that is over has nothing left to abort.
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
