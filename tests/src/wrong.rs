//! Why a journey failed, as a sentence. Everything that can go wrong becomes one.

/// A sentence for the terminal.
#[derive(Clone)]
pub struct Wrong(pub String);

pub type Result<T = ()> = std::result::Result<T, Wrong>;

impl<E: std::error::Error> From<E> for Wrong {
    fn from(error: E) -> Wrong {
        let sentence = error.to_string();
        // Drivers add the addresses of their own functions.
        let end = ["Stacktrace", "#0 0x", "Additional info"].iter().filter_map(|mark| sentence.find(mark)).min();
        Wrong(String::from(sentence.get(..end.unwrap_or(sentence.len())).unwrap_or(&sentence).trim()))
    }
}

/// A failure with this sentence.
pub fn wrong<T>(sentence: impl Into<String>) -> Result<T> {
    Err(Wrong(sentence.into()))
}

/// Fails with a sentence unless something holds.
pub fn ensure(holds: bool, sentence: impl FnOnce() -> String) -> Result {
    if holds { Ok(()) } else { Err(Wrong(sentence())) }
}

/// Fails unless both are the same; the sentence shows both.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, want: T) -> Result {
    ensure(got == want, || format!("{what}: got {got:?}, wanted {want:?}"))
}
