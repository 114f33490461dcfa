//! What travels: a request to carry, the reply that came, and why a reply is of no use.

use std::fmt;

use forms::Json;

use crate::{Auth, Backend, backend::Call};

/// One request, ready to be carried. The caller adds nothing but `Accept-Language` and the guard of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method of HTTP.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Names and values, in their order.
    pub headers: Vec<(String, String)>,
    /// The body; `None` for a request without one.
    pub body: Option<String>,
}

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH (RFC 5789).
    Patch,
}

/// What came back, as far as the binding reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reply<'a> {
    /// The status of HTTP.
    pub status: u16,
    /// The header `Retry-After`, as sent.
    pub retry_after: Option<&'a str>,
    /// When it came, in seconds since 1970: by the header `Date` where it can be read, else by the device's clock.
    pub now: i64,
    /// The header `Content-Type`, as sent; empty when there is none.
    pub content_type: &'a str,
    /// Whether it came from another address than was asked.
    pub redirected: bool,
    /// The header `Location`: where what was made is.
    pub location: Option<&'a str>,
    /// The header `Link` (RFC 8288).
    pub link: Option<&'a str>,
    /// Whether it may have ended before its body began: browsers take a reply whose headers were cut, without https, for one without a body.
    pub cut: bool,
    /// The body as text.
    pub body: &'a str,
}

/// Why a question (look-up, list, status, withdrawal) has no answer. None of these says anything about the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The backend knows no such thing, or the four digits are wrong.
    NotFound,
    /// The backend is busy or wants slower tries.
    Busy {
        /// When it wants to be asked again, where it says so.
        seconds: Option<u32>,
    },
    /// Anything else that is no usable answer.
    Failed(Failure),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::NotFound => formatter.write_str("the backend knows no such thing"),
            Error::Busy { seconds: None } => formatter.write_str("the backend is busy"),
            Error::Busy { seconds: Some(seconds) } => write!(formatter, "the backend is busy for {seconds} s"),
            Error::Failed(failure) => write!(formatter, "status {} is no usable answer", failure.status),
        }
    }
}

impl std::error::Error for Error {}

/// A reply that is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The status of HTTP.
    pub status: u16,
    /// What is wrong with it.
    pub fault: BadReply,
}

/// What is wrong with a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadReply {
    /// Its status says that it failed, and nothing else is known.
    Status,
    /// There is nothing at this address: the settings name a wrong one.
    Address,
    /// A page instead of data, mostly from a network that wants somebody to sign in to it.
    Page,
    /// It wants somebody to sign in.
    SignIn,
    /// No JSON, or JSON that breaks off.
    Broken,
    /// JSON without what was asked for, or with an error inside that no dialect knows.
    Empty,
    /// More than any answer needs; it was not read.
    Large,
}

impl Method {
    /// The name in HTTP.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
        }
    }

    /// By its name in HTTP.
    pub(crate) fn named(name: &str) -> Option<Method> {
        [Method::Get, Method::Post, Method::Put, Method::Patch].into_iter().find(|method| method.name() == name)
    }
}

impl BadReply {
    /// A short name for technical details, the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            BadReply::Status => "status",
            BadReply::Address => "address",
            BadReply::Page => "page",
            BadReply::SignIn => "sign-in",
            BadReply::Broken => "broken",
            BadReply::Empty => "empty",
            BadReply::Large => "large",
        }
    }
}

impl Backend {
    /// A request of this backend that carries JSON, or nothing.
    pub(crate) fn request(&self, call: &Call, values: &[(&str, &str)], body: Option<&Json>) -> Request {
        let written = body.map(|body| (String::from("application/json"), body.to_text()));
        self.request_with(call, values, written)
    }

    /// The reply, called JSON where the section says that this backend writes JSON under its type.
    pub(crate) fn typed<'a>(&self, reply: &Reply<'a>) -> Reply<'a> {
        let kind = reply.kind();
        let is_also = self.json_types.iter().any(|also| kind.eq_ignore_ascii_case(also));
        Reply { content_type: if is_also { "" } else { reply.content_type }, ..*reply }
    }

    /// A request that carries a body of this content type, or nothing.
    pub(crate) fn request_with(
        &self,
        call: &Call,
        values: &[(&str, &str)],
        written: Option<(String, String)>,
    ) -> Request {
        let mut headers = vec![(String::from("Accept"), String::from("application/json, application/problem+json"))];
        let (kind, body) = written.unzip();
        headers.extend(kind.map(|kind| (String::from("Content-Type"), kind)));
        if let Auth::Header { name, value } = &self.auth {
            headers.push((name.clone(), value.clone()));
        }
        Request { method: call.method, url: self.url(&call.url, values), headers, body }
    }
}

impl Reply<'_> {
    /// Whether the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the backend asks to come back later.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self.status, 408 | 425 | 429 | 503)
    }

    /// The seconds of `Retry-After`: a number, or the time until a moment.
    pub(crate) fn seconds(&self) -> Option<u32> {
        let text = self.retry_after?.trim();
        let until = || u32::try_from((crate::moment::seconds(text)? - self.now).max(0)).ok();
        text.parse().ok().or_else(until)
    }

    /// The body as JSON, when it is. The content type must not name something else: a page that a network in between slips
    /// in never counts.
    pub(crate) fn json(&self) -> Option<Json> {
        if !self.is_json() {
            return None;
        }
        Json::parse(self.body.trim_start_matches('\u{feff}')).ok()
    }

    // Names of types know no capitals (RFC 9110, section 8.3.1).
    fn is_json(&self) -> bool {
        let kind = self.kind();
        kind.is_empty() || kind.ends_with("/json") || kind.ends_with("+json")
    }

    /// Whether it calls itself a page.
    pub(crate) fn is_page(&self) -> bool {
        matches!(self.kind().as_str(), "text/html" | "application/xhtml+xml")
    }

    /// Whether it calls itself plain words.
    pub(crate) fn is_plain(&self) -> bool {
        self.kind() == "text/plain"
    }

    /// The JSON of an answered question, or why there is none.
    pub(crate) fn answer(&self) -> Result<Json, Error> {
        match self.status {
            _ if self.is_busy() => Err(Error::Busy { seconds: self.seconds() }),
            404 if self.json().is_some() => Err(Error::NotFound),
            _ if self.is_success() => self.json().ok_or(self.failed()),
            _ => Err(self.failed()),
        }
    }

    /// The error for a reply that makes no sense.
    pub(crate) fn failed(&self) -> Error {
        Error::Failed(self.failure())
    }

    /// What is wrong with a reply that makes no sense.
    pub(crate) fn failure(&self) -> Failure {
        let is_page = self.is_page();
        let fault = match self.status {
            401 | 407 => BadReply::SignIn,
            404 | 405 => BadReply::Address,
            _ if is_page && self.redirected => BadReply::SignIn,
            500.. => BadReply::Status,
            _ if is_page => BadReply::Page,
            _ if !self.is_success() => BadReply::Status,
            _ if self.json().is_none() => BadReply::Broken,
            _ => BadReply::Empty,
        };
        Failure { status: self.status, fault }
    }

    fn kind(&self) -> String {
        self.content_type.trim().split([';', ',', ' ']).next().unwrap_or_default().to_ascii_lowercase()
    }
}
