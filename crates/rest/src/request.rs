//! What travels: a request to carry, the reply that came, and why a reply is of no use.

use forms::Json;

/// One request, ready to be carried. The caller adds nothing but `Accept-Language`.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<String>,
}

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
}

/// What came back, as far as the binding reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply<'a> {
    pub status: u16,
    /// The header `Retry-After`, as sent.
    pub retry_after: Option<&'a str>,
    /// The header `Content-Type`, as sent; empty when there is none.
    pub content_type: &'a str,
    pub body: &'a str,
}

/// Why a question (look-up, list, status, withdrawal) has no answer. None of these says anything about the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The backend knows no such thing, or the four digits are wrong.
    NotFound,
    /// The backend is busy or wants slower tries.
    Busy { seconds: Option<u32> },
    /// Anything else that is no usable answer: an error of the server, a page instead of data, cut-off bytes.
    Failed { status: u16 },
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

impl Request {
    /// A request that carries `body`, or nothing.
    pub(crate) fn new(method: Method, url: String, body: Option<String>) -> Request {
        let mut headers = vec![("Accept", String::from("application/json, application/problem+json"))];
        if body.is_some() {
            headers.push(("Content-Type", String::from("application/json")));
        }
        Request { method, url, headers, body }
    }

    /// The same request under an idempotency key.
    pub(crate) fn with_key(mut self, key: &str) -> Request {
        self.headers.push(("Idempotency-Key", String::from(key)));
        self
    }
}

impl Reply<'_> {
    /// Whether the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the backend asks to come back later: nothing was decided.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self.status, 408 | 425 | 429 | 503)
    }

    /// The seconds of `Retry-After`. A date is not read, since the binding has no clock.
    pub(crate) fn seconds(&self) -> Option<u32> {
        self.retry_after?.trim().parse().ok()
    }

    /// The body as a JSON object, when it is one. The content type must not name something else: a page that a
    /// network in between slips in never counts.
    pub(crate) fn json(&self) -> Option<Json> {
        let kind = self.content_type.split(';').next().unwrap_or("").trim();
        let is_json = kind.is_empty() || kind.ends_with("/json") || kind.ends_with("+json");
        if !is_json {
            return None;
        }
        Json::parse(self.body).ok()
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
        Error::Failed { status: self.status }
    }
}
