//! Whether citizens will be able to sign in: the provider's own description of itself, and its token endpoint, asked as the app asks
//! them. It is asked for a token with a code that nobody was given, so nothing comes of it.

use forms::Json;
use rest::{Auth, Provider};
use ureq::http::Response;

use super::{ORIGIN, agent, header};
use crate::{
    check::Line,
    said::{Said, said},
};

const PLACE: &str = "/backend/auth";
const DISCOVERY: &str = "/.well-known/openid-configuration";
/// The one method of PKCE that is safe (RFC 9700, section 2.1.1).
const METHOD: &str = "S256";

/// The faults that a citizen would meet.
pub fn check(auth: &Auth, app: &str) -> Vec<Line> {
    let Auth::Oidc(provider) = auth else { return Vec::new() };
    let found = describe(provider, app).and_then(|about| {
        let mut lines = judge(provider, &about);
        lines.extend(exchange(provider, app, &about)?);
        Ok(lines)
    });
    found.unwrap_or_else(|what| vec![Line::error(PLACE, what)])
}

fn describe(provider: &Provider, app: &str) -> Result<Json, Said> {
    let url = [provider.issuer.trim_end_matches('/'), DISCOVERY].concat();
    let reply = agent().get(&url).header("Origin", app).call();
    let mut reply = reply.map_err(|error| unreachable(&url, &error))?;
    if !reply.status().is_success() {
        let status = reply.status();
        return Err(said!(
            "{url} dijawab dengan {status}; apakah issuer benar?",
            "{url} was answered with {status}; is the issuer right?"
        ));
    }
    allowed(&reply, app, &url)?;
    let text = reply.body_mut().read_to_string().map_err(|error| unreachable(&url, &error))?;
    Json::parse(&text).map_err(|_| said!("{url} bukan JSON", "{url} is no JSON"))
}

fn judge(provider: &Provider, about: &Json) -> Vec<Line> {
    let text = |key: &str| about.get(key).and_then(Json::as_str).unwrap_or_default();
    let mut lines = Vec::new();
    if text("issuer") != provider.issuer {
        let issuer = text("issuer");
        let what = said!(
            "penyedia menyebut dirinya “{issuer}”; `issuer` harus persis begitu",
            "the provider calls itself “{issuer}”; `issuer` must say just that"
        );
        lines.push(Line::error(PLACE, what));
    }
    let methods = about.get("code_challenge_methods_supported").and_then(Json::as_array).unwrap_or_default();
    if !methods.iter().any(|method| method.as_str() == Some(METHOD)) {
        let what = said!(
            "penyedia tidak menawarkan PKCE dengan S256 (code_challenge_methods_supported); aplikasi memerlukannya",
            "the provider does not offer PKCE with S256 (code_challenge_methods_supported); the app needs it",
        );
        lines.push(Line::error(PLACE, what));
    }
    let token = text("token_endpoint");
    if Provider::origin(token) != Provider::origin(&provider.issuer) {
        let what = said!(
            "token endpoint {token} ada di alamat lain daripada issuer: tambahkan sendiri ke connect-src, `loket headers` tidak mengetahuinya",
            "the token endpoint {token} has another origin than the issuer: add it to connect-src by hand, `loket headers` does not know it",
        );
        lines.push(Line::error(PLACE, what));
    }
    lines
}

fn exchange(provider: &Provider, app: &str, about: &Json) -> Result<Option<Line>, Said> {
    let url = about.get("token_endpoint").and_then(Json::as_str).unwrap_or_default();
    let back = [app, "/masuk"].concat();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", "0"),
        ("redirect_uri", &back),
        ("client_id", &provider.client_id),
        ("code_verifier", "0000000000000000000000000000000000000000000"),
    ];
    let reply = agent().post(url).header("Origin", app).send_form(form);
    let mut reply = reply.map_err(|error| unreachable(url, &error))?;
    allowed(&reply, app, url)?;
    let error = reply.body_mut().read_to_string().ok().and_then(|text| Json::parse(&text).ok());
    let error = error.as_ref().and_then(|reply| reply.get("error")?.as_str()).unwrap_or_default();
    let is_unknown = matches!(error, "invalid_client" | "unauthorized_client");
    let what = said!(
        "{url} menjawab {error}: `clientId` harus klien publik (tanpa rahasia) dengan authorization code flow",
        "{url} says {error}: `clientId` must be a public client (no secret) with the authorization code flow",
    );
    Ok(is_unknown.then(|| Line::error(PLACE, what)))
}

fn unreachable(url: &str, error: &ureq::Error) -> Said {
    said!("{url} tidak bisa dihubungi: {error}", "{url} cannot be reached: {error}")
}

fn allowed<T>(reply: &Response<T>, app: &str, url: &str) -> Result<(), Said> {
    match header(reply, ORIGIN) {
        origin if origin == "*" || origin == app => Ok(()),
        "" => Err(said!(
            "{url}: header {ORIGIN} tidak ada; isinya harus {app} (web origins klien itu)",
            "{url}: the header {ORIGIN} is missing; it must say {app} (web origins of the client)",
        )),
        other => Err(said!(
            "{url}: header {ORIGIN} berisi “{other}”; harus {app} (web origins klien itu)",
            "{url}: the header {ORIGIN} says “{other}”; it must say {app} (web origins of the client)",
        )),
    }
}
