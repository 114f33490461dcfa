//! `loket pin COUNTER`: the entry of config.json by which a kiosk knows an officer's PIN where no backend checks it. It is salted and
//! slow to try (PBKDF2, RFC 8018), but six digits are few and everybody can read the entry: it guards against accidents only.

use std::{io::BufRead, num::NonZeroU32};

use forms::Json;
use ring::{
    pbkdf2::{self, PBKDF2_HMAC_SHA256},
    rand::{SecureRandom, SystemRandom},
};

use crate::said::{Said, said};

/// So much work is every try (OWASP, Password Storage Cheat Sheet), as for the PIN of a draft (src/device/seal.js).
const ITERATIONS: NonZeroU32 = NonZeroU32::MIN.saturating_add(599_999);

/// The entry for a counter, with the PIN that stands in the first line of `input`.
pub fn entry(counter: &str, mut input: impl BufRead) -> Result<String, Said> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_ .-".contains(&byte);
    let is_name = counter.len() <= 40 && !counter.starts_with([' ', '.', '-']) && counter.bytes().all(is_plain);
    if counter.is_empty() || !is_name {
        return Err(said!(
            "Loket diberi nama sampai 40 huruf, angka, spasi dan `_.-`, misalnya 3.",
            "A counter is named by up to 40 letters, digits, spaces and `_.-`, such as 3."
        ));
    }
    let mut line = String::new();
    input
        .read_line(&mut line)
        .map_err(|error| said!("PIN tidak bisa dibaca: {error}", "The PIN cannot be read: {error}"))?;
    let pin = line.trim();
    if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(said!(
            "PIN harus enam angka, dalam satu baris di stdin.",
            "The PIN must be six digits, in one line on stdin."
        ));
    }
    let mut salt = [0; 16];
    SystemRandom::new().fill(&mut salt).map_err(|_| no_random())?;
    let members = [
        ("counter", Json::from(counter)),
        ("iterations", Json::from(i64::from(ITERATIONS.get()))),
        ("salt", Json::from(hex(&salt))),
        ("hash", Json::from(hex(&hash(pin, &salt, ITERATIONS)))),
    ];
    let entry: Json = members.into_iter().map(|(key, value)| (String::from(key), value)).collect();
    Ok(entry.to_text() + "\n")
}

pub(crate) fn no_random() -> Said {
    said!("Sistem tidak memberi angka acak.", "The system gives no random numbers.")
}

fn hash(pin: &str, salt: &[u8], iterations: NonZeroU32) -> [u8; 32] {
    let mut hash = [0; 32];
    pbkdf2::derive(PBKDF2_HMAC_SHA256, iterations, salt, pin.as_bytes(), &mut hash);
    hash
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
