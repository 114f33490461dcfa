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

/// Whether two texts are the same, in a time that does not depend on where they differ.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (digest(&[a.as_bytes()]), digest(&[b.as_bytes()]));
    a.iter().zip(b).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}
