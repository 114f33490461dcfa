//! `loket headers CONFIG SERVER`: the headers, the rules of caching and the settings of TLS that the app needs, as a part of the
//! settings of nginx, Apache or Caddy; and what the backend's replies need on the app's own origin. Whatever of the settings stands
//! in the text has been looked at letter by letter: a header and a file of settings are no place for surprises.

mod server;

use forms::Json;
use rest::Provider;

use crate::said::{Said, said};

/// The servers that are known.
pub const SERVERS: [&str; 3] = ["nginx", "apache", "caddy"];

/// What the backend's own replies must say on the app's origin: opened as a page, such a reply runs nothing and is nobody. A page of
/// the backend that could run a script there would read the drafts.
pub const BARE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// What a browser must be told by every reply.
const ALL: [(&str, &str); 5] = [
    // Two years, and no `preload`: that binds the whole domain of the city, and is not ours to promise.
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];
/// The same for the app's own alone.
const APP: [(&str, &str); 2] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
];
const POLICY: &str = "Content-Security-Policy";

/// Headers by name.
type Headers<'a> = Vec<(&'a str, &'a str)>;

/// The text for one of [`SERVERS`].
pub fn headers(config: &str, server: &str) -> Result<String, Said> {
    let config = Json::parse(config).map_err(|_| said!("Pengaturan ini bukan JSON.", "The settings are no JSON."))?;
    let backend = config.get("backend").cloned().unwrap_or_default();
    let base = word(&backend, "base", "backend.base", "/api")?;
    let origin = self::backend(base)?;
    catalogue(base, word(&config, "catalogue", "catalogue", "/services")?)?;
    let policy = policy(origin.as_deref(), provider(&backend)?.as_deref());
    let app: Headers = [(POLICY, policy.as_str())].into_iter().chain(ALL).chain(APP).collect();
    let bare: Headers = [(POLICY, BARE)].into_iter().chain(ALL).collect();
    let path = origin.is_none().then_some(base.trim_end_matches('/'));
    match server {
        "nginx" => Ok(server::nginx(&app, &bare)),
        "apache" => Ok(server::apache(&app, &bare, path)),
        "caddy" => Ok(server::caddy(&app, &bare)),
        _ => {
            let known = SERVERS.join(", ");
            Err(said!("Server yang dikenal: {known}.", "The servers are {known}."))
        }
    }
}

fn word<'a>(json: &'a Json, key: &str, name: &str, usual: &'a str) -> Result<&'a str, Said> {
    json.get(key).map_or(Some(usual), Json::as_str).ok_or_else(|| said!("{name} harus teks.", "{name} must be a text."))
}

/// The origin of a backend that has its own; `None` for one below a path of the app's.
fn backend(base: &str) -> Result<Option<String>, Said> {
    if is_path(base) {
        return Ok(None);
    }
    origin(base).map(Some).ok_or_else(|| {
        said!(
            "backend.base adalah “{base}”; seharusnya jalur sendiri seperti /api, atau alamat https tanpa query.",
            "backend.base is “{base}”; it must be a path of its own such as /api, or an https address without a query."
        )
    })
}

/// The app takes a catalogue only from where its policy lets it look.
fn catalogue(base: &str, catalogue: &str) -> Result<(), Said> {
    let is_below = catalogue.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
    if is_path(catalogue) || is_below && origin(catalogue).is_some() {
        return Ok(());
    }
    Err(said!(
        "catalogue adalah “{catalogue}”; seharusnya jalur seperti /services, atau di bawah backend.base.",
        "catalogue is “{catalogue}”; it must be a path such as /services, or lie below backend.base."
    ))
}

/// The origin of the provider that citizens sign in at, if they do.
fn provider(backend: &Json) -> Result<Option<String>, Said> {
    let auth = backend.get("auth").filter(|auth| auth.get("kind").and_then(Json::as_str) == Some("oidc"));
    let Some(auth) = auth else { return Ok(None) };
    let issuer = auth.get("issuer").and_then(Json::as_str).unwrap_or_default();
    match origin(issuer) {
        Some(origin) => Ok(Some(origin)),
        None => Err(said!(
            "backend.auth.issuer adalah “{issuer}”; seharusnya alamat https tanpa query.",
            "backend.auth.issuer is “{issuer}”; it must be an https address without a query."
        )),
    }
}

/// A path of the app's own address, below its root: no letter of it means anything to a server's settings or to a policy.
fn is_path(address: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte);
    let mut parts = address.trim_end_matches('/').split('/');
    parts.next() == Some("")
        && address.len() > 1
        && parts.all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(fits))
}

/// The origin of an https address (or of this machine), if it is a plain one: a star as its host would open the policy to everybody.
fn origin(address: &str) -> Option<String> {
    let origin = Provider::origin(address)?;
    let host = origin.split_once("://")?.1;
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:[]-".contains(&byte)).then_some(origin)
}

/// Nothing but the app's own files and its own wasm; data from the origins of backend and provider when these have their own. No text
/// becomes the address of a script but by the one rule of src/loader/loader.js.
fn policy(backend: Option<&str>, provider: Option<&str>) -> String {
    let mut connect = String::from("'self'");
    for origin in backend.into_iter().chain(provider.filter(|provider| Some(*provider) != backend)) {
        connect.push(' ');
        connect.push_str(origin);
    }
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src {connect}; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types loket"
    )
}

#[cfg(test)]
mod tests;
