//! How a backend knows who asks.

/// The ways that need no account of the citizen, and the session of a page on the same origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Auth {
    /// Nobody asks who it is.
    #[default]
    None,
    /// A header with a public identifier. Everybody can read it: never a secret.
    Header { name: String, value: String },
    /// A session in cookies, guarded against forged requests: the value of `cookie` is repeated in `header`. Only where
    /// app and backend have one origin.
    Cookie(Guard),
}

/// The guard against forged requests of a session in cookies.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// `XSRF-TOKEN` (Laravel), `csrftoken` (Django).
    pub cookie: String,
    /// `X-XSRF-TOKEN` (Laravel), `X-CSRFToken` (Django).
    pub header: String,
    /// The path that is asked once for the cookie, such as `/sanctum/csrf-cookie`.
    pub first: Option<String>,
}

impl Guard {
    /// The value of the header, from the cookies of the page (`document.cookie`): decoded, as both frameworks want it.
    pub fn value(&self, cookies: &str) -> Option<String> {
        let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        let value = pairs.filter(|(name, _)| *name == self.cookie).map(|(_, value)| value).next()?;
        decode(value)
    }
}

// `%3D` is `=`.
fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = Vec::from(parts.next()?);
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|value| !value.is_empty())
}
