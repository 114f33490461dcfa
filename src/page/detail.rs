//! "Rincian": what the city's IT people want to know of a failure. No answer of a citizen stands in it.

use crate::{
    api::{self, Error},
    device,
    part::{El, el, p},
    text::Words,
};

/// From so many seconds on the device's clock counts as wrong.
const SKEW: i64 = 600;

/// The detail, folded away. `asked` is what was asked: an address, or its name in the binding.
pub fn draw(words: &'static Words, asked: &str, error: &Error) -> El {
    folded(words, &[asked, ": ", &name(error)].concat())
}

/// The same with words of one's own.
pub fn folded(words: &'static Words, text: &str) -> El {
    let detail = el("details", "why").add(el("summary", "why__ask").text(words.detail));
    detail.add(p("why__text", &[text, &clock()].concat()))
}

/// Whether the clock of the device is wrong.
pub fn is_clock_wrong() -> bool {
    api::clock_skew().abs() > SKEW
}

/// What went wrong, in technical words.
pub fn name(error: &Error) -> String {
    let what = match error {
        Error::Backend(rest::Error::Failed(failure)) => {
            return [&failure.status.to_string(), " ", failure.fault.name()].concat();
        }
        Error::Backend(rest::Error::NotFound) => return "404".into(),
        Error::Backend(rest::Error::Busy { .. }) => return "busy".into(),
        Error::Broken(faults) => {
            let first = faults.first().map(|fault| [" ", fault.pointer.as_str(), " ", &fault.what].concat());
            return ["broken", &first.unwrap_or_default()].concat();
        }
        Error::Blocked => "refused (CORS), page at ",
        Error::Unreachable => "no reply, page at ",
        Error::SignIn => "sign-in, page at ",
    };
    [what, &device::page::origin()].concat()
}

fn clock() -> String {
    if !is_clock_wrong() {
        return String::new();
    }
    [", clock ", &api::clock_skew().to_string(), " s"].concat()
}
