//! Random texts, digests, and comparing without telling where two texts differ.

use sha2::{Digest, Sha256};

/// `n` random characters of `alphabet`, each equally likely.
pub(crate) fn random(n: usize, alphabet: &[u8]) -> String {
    let limit = 256 - 256 % alphabet.len();
    let mut text = String::new();
    while text.len() < n {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).expect("the system has a source of randomness");
        let fitting = bytes.iter().map(|byte| usize::from(*byte)).filter(|byte| *byte < limit);
        let characters = fitting.map(|byte| char::from(alphabet[byte % alphabet.len()]));
        text.extend(characters.take(n - text.len()));
    }
    text
}

/// Capitals and digits that are told apart (RFC 4648): 26 of them hold 128 bits.
pub(crate) const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A token of 128 random bits.
pub(crate) fn token() -> String {
    random(32, b"0123456789abcdef")
}

/// SHA-256 over the parts, each with its length in front.
pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// SHA-256 of the bytes alone, as others compute it too.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What 64 hexadecimal digits say.
pub(crate) fn from_hex(text: &str) -> Option<[u8; 32]> {
    let is_hex = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = |n: usize| text.get(2 * n..2 * n + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Vec<u8> = (0..32).filter_map(byte).collect();
    bytes.try_into().ok().filter(|_| is_hex)
}

/// Whether two texts are the same, in a time that does not depend on where they differ.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    is_equal(&digest(&[a.as_bytes()]), &digest(&[b.as_bytes()]))
}

/// The same of digests.
pub(crate) fn is_equal(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}
