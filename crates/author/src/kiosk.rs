//! `loket kiosk ID`: the secret by which one kiosk proves what it is, and the digest of it that config.json holds. The secret has 130 random bits,
//! so that everybody may read the digest.

use ring::{
    digest::{SHA256, digest},
    rand::{SecureRandom, SystemRandom},
};

use crate::said::{Said, said};

/// How many letters of base32 (RFC 4648) a secret has.
const N_LETTERS: usize = 26;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What goes into the kiosk's own settings and into config.json, for a kiosk with this id.
pub fn unit(id: &str) -> Result<Said, Said> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > 40 || !id.bytes().all(is_plain) {
        return Err(said!(
            "Anjungan diberi nama sampai 40 huruf, angka, `-` dan `_`, misalnya mpp-1.",
            "A kiosk is named by up to 40 letters, digits, `-` and `_`, such as mpp-1."
        ));
    }
    let mut random = [0; N_LETTERS];
    SystemRandom::new().fill(&mut random).map_err(|_| crate::pin::no_random())?;
    let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from);
    let secret: String = random.iter().filter_map(letter).collect();
    let hash: String = digest(&SHA256, secret.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(said!(
        "Di /etc/loket-kiosk.conf anjungan ini, yang tidak boleh dibaca orang lain:\n\n\
         LOKET_KIOSK={id}\nLOKET_SECRET={secret}\n\n\
         Di `kiosk.units` config.json, dan untuk backend (docs/backend.md):\n\n\
         \"{id}\": \"{hash}\"\n",
        "In /etc/loket-kiosk.conf of this kiosk, which nobody else may read:\n\n\
         LOKET_KIOSK={id}\nLOKET_SECRET={secret}\n\n\
         In `kiosk.units` of config.json, and for the backend (docs/backend.md):\n\n\
         \"{id}\": \"{hash}\"\n"
    ))
}

#[cfg(test)]
mod tests;
