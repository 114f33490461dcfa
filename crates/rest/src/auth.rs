//! How a backend knows who asks.

use forms::Text;

use crate::{Backend, Reply};

/// The ways that need no account of the citizen, the session of a page on the same origin, and an account of the city's.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Auth {
    /// Nobody asks who it is.
    #[default]
    None,
    /// A header with a public identifier. Everybody can read it: never a secret.
    Header {
        /// The header's name.
        name: String,
        /// What it says.
        value: String,
    },
    /// A session in cookies, guarded against forged requests: the value of `cookie` is repeated in `header`. Only where
    /// app and backend have one origin.
    Cookie(Csrf),
    /// An access token (RFC 6750) of an OpenID provider, which the citizen signs in to.
    Oidc(Provider),
}

/// An OpenID provider, and the app as its client: a public one (RFC 6749, section 2.1), which can keep no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// Its issuer identifier (OpenID Connect Discovery 1.0, section 3), as its own documents write it.
    pub issuer: String,
    /// The name by which the provider knows the app.
    pub client_id: String,
    /// Names divided by spaces, `openid` among them.
    pub scope: String,
    /// What people call an account there; `None` when the settings do not say.
    pub name: Option<Text>,
}

/// The guard against forged requests of a session in cookies.
#[derive(Clone, Debug, PartialEq)]
pub struct Csrf {
    /// `XSRF-TOKEN` (Laravel), `csrftoken` (Django).
    pub cookie: String,
    /// `X-XSRF-TOKEN` (Laravel), `X-CSRFToken` (Django).
    pub header: String,
    /// The path that is asked once for the cookie, such as `/sanctum/csrf-cookie`.
    pub first: Option<String>,
}

impl Csrf {
    /// The value of the header, from the cookies of the page (`document.cookie`): decoded, as both frameworks want it.
    pub fn value(&self, cookies: &str) -> Option<String> {
        let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        let value = pairs.filter(|(name, _)| *name == self.cookie).map(|(_, value)| value).next()?;
        decode(value)
    }
}

impl Provider {
    /// The scheme, host and port of an issuer, when it is an address that OpenID Connect allows: https, without a query or a fragment.
    /// A provider on this very machine may do without https.
    pub fn origin(issuer: &str) -> Option<String> {
        let (scheme, rest) = issuer.split_once("://")?;
        let host = rest.split('/').next().unwrap_or_default();
        let name = host.rsplit_once(':').filter(|(name, _)| !name.ends_with(':')).map_or(host, |(name, _)| name);
        let is_local = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
        let is_safe = scheme == "https" || scheme == "http" && is_local;
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"?#@;,\\\"'".contains(&byte);
        let is_address = !name.is_empty() && rest.bytes().all(is_plain);
        (is_safe && is_address).then(|| [scheme, "://", host].concat())
    }
}

impl Backend {
    /// Whether a reply asks for signing in, for the first time or again, and nothing else: what was sent was not looked at
    /// (RFC 6750, section 3.1).
    pub fn wants_sign_in(&self, reply: &Reply) -> bool {
        matches!(self.auth(), Auth::Oidc(_)) && reply.status == 401
    }
}

/// `%3D` is `=`; `None` when it is no text, or nothing.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = Vec::from(parts.next()?);
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|value| !value.is_empty())
}
