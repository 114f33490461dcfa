//! Why a request is refused or fails, and the one place where that becomes a reply (RFC 9457).

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use forms::Lang;
use serde_json::{Value, json};

use crate::journal::complain;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Error {
    /// The body is no JSON, or lacks a member.
    Unreadable,
    /// The body is not declared as JSON.
    MediaType,
    /// `Idempotency-Key` is missing or of the wrong form.
    Key,
    /// `Loket-Assisted` names no counter.
    Assisted,
    /// The PIN is no officer's.
    Pin,
    /// No kiosk that the office knows has asked, where only one may.
    Unit,
    /// What was handed over is another's: the token is not the one of its writer.
    Token,
    /// Nothing at this address, or no such service, list or record.
    NotFound,
    /// No submission with this number and these digits: which of the two is wrong is not told.
    Unknown,
    /// The key has given another submission its receipt.
    KeyReused,
    /// A request under this key is still at work.
    InProgress,
    /// The submission's state does not allow it.
    State,
    /// Somebody guesses at its digits, so they do not suffice.
    Guarded,
    /// The answers have errors.
    Refused(Vec<Mistake>),
    /// Too many tries.
    Busy { seconds: u64 },
    /// Our own failure.
    Internal,
    /// What the framework refuses by itself (wrong method, too large).
    Plain(StatusCode),
}

/// One error in the answers, told in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mistake {
    pub(crate) pointer: String,
    pub(crate) keyword: &'static str,
    pub(crate) sentence: String,
}

/// What a citizen is told whose number somebody guesses at.
pub(crate) const GUARDED: (&str, &str) = (
    "Ada yang menebak 4 angka HP untuk nomor ini. Untuk membatalkan, datang ke loket dengan KTP.",
    "Somebody is guessing the 4 phone digits of this number. To withdraw, come to the counter with your ID card.",
);

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Error::Unreadable | Error::Key | Error::Assisted => StatusCode::BAD_REQUEST,
            Error::Pin | Error::Unit | Error::Token => StatusCode::FORBIDDEN,
            Error::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::NotFound | Error::Unknown => StatusCode::NOT_FOUND,
            Error::InProgress => StatusCode::CONFLICT,
            Error::KeyReused | Error::State | Error::Guarded | Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Busy { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Error::Plain(status) => *status,
        }
    }

    /// The last part of the problem's type, its title, and a sentence in Indonesian and English.
    fn words(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Error::Unreadable => {
                ("unreadable", "Unreadable body", "Isi permintaan tidak bisa dibaca.", "The body cannot be read.")
            }
            Error::MediaType => ("media-type", "Not JSON", "Isi permintaan harus JSON.", "The body must be JSON."),
            Error::Key => (
                "key",
                "No idempotency key",
                "Kepala Idempotency-Key tidak ada atau salah bentuk.",
                "The header Idempotency-Key is missing or malformed.",
            ),
            Error::Assisted => (
                "assisted",
                "No counter",
                "Kepala Loket-Assisted salah bentuk.",
                "The header Loket-Assisted is malformed.",
            ),
            Error::Pin => ("pin", "Wrong PIN", "PIN salah. Cek lagi.", "The PIN is wrong. Check it."),
            Error::Unit => (
                "unit",
                "No such kiosk",
                "Hanya kiosk milik kantor yang boleh melakukan ini.",
                "Only a kiosk of the office may do this.",
            ),
            Error::Token => (
                "token",
                "Wrong token",
                "Kepala Loket-Token atau Loket-Ack tidak ada atau tidak cocok.",
                "The header Loket-Token or Loket-Ack is missing or does not match.",
            ),
            Error::NotFound => ("not-found", "Not found", "Tidak ditemukan.", "Not found."),
            Error::Unknown => (
                "unknown",
                "Unknown number or digits",
                "Nomor atau 4 angka HP tidak cocok. Cek lagi.",
                "The number or the 4 phone digits do not match. Check them.",
            ),
            Error::KeyReused => (
                "key-reused",
                "Key reused",
                "Kunci ini sudah dipakai untuk isian lain.",
                "This key was used for other answers.",
            ),
            Error::InProgress => (
                "in-progress",
                "In progress",
                "Permohonan ini sedang kami terima. Tunggu sebentar.",
                "We are receiving this application. Wait a moment.",
            ),
            Error::State => (
                "state",
                "Not in this state",
                "Permohonan ini tidak bisa diubah sekarang.",
                "This application cannot be changed now.",
            ),
            Error::Guarded => ("guarded", "Not by digits alone", GUARDED.0, GUARDED.1),
            Error::Refused(_) => (
                "invalid-answers",
                "Invalid answers",
                "Ada bagian yang perlu diperbaiki.",
                "Some answers need to be corrected.",
            ),
            Error::Busy { .. } => (
                "busy",
                "Too many tries",
                "Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.",
                "Too many tries. Wait a moment, then try again.",
            ),
            Error::Internal => (
                "internal",
                "Internal error",
                "Server sedang bermasalah. Coba lagi nanti.",
                "The server has a problem. Try again later.",
            ),
            Error::Plain(_) => {
                ("refused", "Refused", "Permintaan ini tidak bisa kami terima.", "We cannot accept this request.")
            }
        }
    }

    fn body(&self, lang: Lang) -> Value {
        let (name, title, indonesian, english) = self.words();
        let detail = if lang == Lang::En { english } else { indonesian };
        let kind = format!("urn:problem-type:loket:{name}");
        let mut body = json!({ "type": kind, "title": title, "status": self.status().as_u16(), "detail": detail });
        if let Error::Refused(mistakes) = self {
            let errors = mistakes.iter().map(
                |mistake| json!({ "pointer": mistake.pointer, "keyword": mistake.keyword, "detail": mistake.sentence }),
            );
            body["errors"] = errors.collect();
        }
        body
    }

    fn reply(&self, lang: Lang) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
            (header::VARY, "Accept-Language"),
        ];
        let mut response = (self.status(), headers, self.body(lang).to_string()).into_response();
        if let Error::Busy { seconds } = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

impl IntoResponse for Error {
    /// Only marks the reply: [`render`] knows the reader's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        // A message of SQLite names tables and columns, never values.
        complain(format!("database: {error}"));
        Error::Internal
    }
}

/// Turns errors, also the framework's own below `/api`, into problem documents in the reader's language.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let error = match response.extensions().get::<Error>() {
        Some(error) => error.clone(),
        None if is_api && (response.status().is_client_error() || response.status().is_server_error()) => {
            Error::Plain(response.status())
        }
        None => return response,
    };
    let mut rendered = error.reply(lang);
    // The log is written outside of this.
    rendered.extensions_mut().insert(error);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        rendered.headers_mut().insert(header::ALLOW, allow.clone());
    }
    rendered
}

/// The language that a reader prefers, of those that we speak.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weigh = |tag: &str| {
        let weights = wanted.split(',').filter_map(|part| {
            let (name, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let language = name.trim().split('-').next()?;
            language.eq_ignore_ascii_case(tag).then(|| weight.trim().parse::<f32>().unwrap_or(0.0))
        });
        weights.fold(0.0, f32::max)
    };
    if weigh("en") > weigh("id") { Lang::En } else { Lang::Id }
}
