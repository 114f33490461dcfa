//! The cookies of the officers' pages. Over https their names begin with `__Host-`: no other host and no plain http can set them. Over plain
//! http, for trying on this machine, browsers take no such name.

use axum::http::{HeaderMap, header};

/// The session of an officer.
pub(super) const SESSION: &str = "petugas";
/// What the form of signing in must send back, so that no other site signs somebody in.
pub(super) const FORM: &str = "petugas-masuk";
/// A browser in which an officer has signed in before.
pub(super) const DEVICE: &str = "petugas-perangkat";

/// A line `Set-Cookie`. With no seconds the cookie goes.
pub(super) fn set(name: &str, value: &str, seconds: u64, is_https: bool) -> String {
    let name = full(name, is_https);
    let place = if is_https { "Path=/; Secure" } else { "Path=/petugas" };
    format!("{name}={value}; HttpOnly; SameSite=Strict; Max-Age={seconds}; {place}")
}

/// What a cookie holds.
pub(super) fn get<'a>(headers: &'a HeaderMap, name: &str, is_https: bool) -> Option<&'a str> {
    let name = full(name, is_https);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn full(name: &str, is_https: bool) -> String {
    [if is_https { "__Host-" } else { "" }, name].concat()
}
