//! Which texts of a backend are words for people, and whose words they are.

use forms::Json;

/// What HTTP calls its own statuses: they say nothing that the status does not say (RFC 9110, section 15; older names too).
const PHRASES: &str = "badrequest unauthorized paymentrequired forbidden notfound methodnotallowed notacceptable requesttimeout conflict \
    gone lengthrequired preconditionfailed payloadtoolarge requestentitytoolarge contenttoolarge unsupportedmediatype \
    expectationfailed unprocessableentity unprocessablecontent locked toomanyrequests internalservererror \
    proxyauthenticationrequired unavailableforlegalreasons badrequestexception forbiddenresource";
/// In what routers, gateways and guards say, and backends do not say about answers.
const MACHINE: &str = "not found|route|url|endpoint|resource|page|cannot |method|/|request uri|halaman|alamat|csrf|token|authenti|authoriz|credential\
    |permission|denied|forbidden|api key|log in|login|sign in";
/// In what says that the same is being done already.
const AT_WORK: &str =
    "idempoten|progress|proses|processed|processing|outstanding|at work|concurrent|try again|retry|wait|sedang|tunggu";

/// The words of a text, without what machines put in front of them; `None` for names, codes, class names and the phrases of HTTP.
pub(super) fn clean(text: &str) -> Option<&str> {
    let mut text = text.trim();
    // A parser puts its own coordinates behind its words, and pydantic its own words before them.
    text = text.split(" Path: $").next().unwrap_or(text);
    text = text.strip_prefix("Value error, ").unwrap_or(text);
    if let Some((class, rest)) = text.split_once(": ")
        && !class.contains(' ')
        && (class.ends_with("Exception") || class.ends_with("Error") || class.contains('\\'))
    {
        text = rest.trim();
    }
    // Spring's own heading tells the name of a class, Odoo's that it is Odoo.
    let is_heading = text.starts_with("Validation failed for object=") || text.ends_with(" Server Error");
    let said = untagged(text);
    (is_sentence(&said) && !is_phrase(&said) && !is_heading).then_some(text)
}

/// A text without the marks of HTML (CodeIgniter's form_validation).
pub(crate) fn untagged(text: &str) -> String {
    let mut pieces = text.split('<');
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let is_tag = piece.starts_with(|letter: char| letter == '/' || letter.is_ascii_alphabetic());
        match piece.split_once('>').filter(|_| is_tag) {
            Some((_, behind)) => {
                let is_word = |letter: char| letter.is_ascii_alphanumeric();
                if out.ends_with(is_word) && behind.starts_with(is_word) {
                    out.push(' ');
                }
                out.push_str(behind);
            }
            None => {
                out.push('<');
                out.push_str(piece);
            }
        }
    }
    String::from(out.trim())
}

/// The JSON that a text is (Zod 4, Frappe): never told as it stands.
pub(super) fn json_in(text: &str) -> Option<Json> {
    let text = text.trim();
    if text.starts_with(['[', '{']) { Json::parse(text).ok() } else { None }
}

/// Whether a router, a gateway or a guard may have said it.
pub(crate) fn is_machine(text: &str) -> bool {
    holds(MACHINE, text)
}

/// Whether it says that the first try is still at work.
pub(crate) fn is_at_work(text: &str) -> bool {
    holds(AT_WORK, text)
}

/// Whether a word, or a code, says no: `FAILED`, `validation_error`, `gagal`.
pub(crate) fn is_no(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let says = |word: &str| {
        matches!(word, "false" | "invalid" | "nok" | "errors")
            || ["error", "fail", "failed", "failure", "gagal"].iter().any(|end| word.ends_with(end))
    };
    !text.contains(' ') && !text.starts_with("no") && words.any(says) || text == "nok"
}

/// The way to a place with which a sentence begins, and its words: `body/alat/1/jumlah must be integer`, `"pemilik.nik" is required`,
/// `pemilik.nik: …`, `Key: 'Permit.Pemilik.NIK' Error:…`. With `loose` any first word is one.
pub(super) fn way(text: &str, loose: bool) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some((way, words)) = text.strip_prefix("Key: '").and_then(|rest| rest.split_once("' Error:")) {
        return Some((way, words));
    }
    let starts = ["each value in ", "property ", "body.", "body/"];
    let start = starts.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(text);
    let end = start.find(|letter: char| letter.is_whitespace() || letter == ':')?;
    let (first, rest) = (start.get(..end)?, start.get(end..)?);
    let way = first.trim_matches(['"', '\'', '`']);
    let is_way = first.len() != way.len()
        || way.contains(['.', '/', '['])
        || rest.starts_with(':')
        || starts.iter().any(|start| text.starts_with(start));
    if !is_way && !loose || way.is_empty() {
        return None;
    }
    // The parents say nothing in a sentence that stands at its question: "pemilik.hp must be" is "hp must be".
    let words = match way.rfind('.') {
        Some(dot) if way.len() == first.len() => start.get(dot + 1..)?,
        _ => text,
    };
    Some((way, words))
}

// Two words, or one that ends as sentences do.
fn is_sentence(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || !letter.is_ascii();
    let has_letter = |word: &str| word.chars().any(is_letter);
    let is_word = |word: &&str| has_letter(word) && !word.contains(['_', '\\']);
    match text.split_whitespace().filter(is_word).count() {
        0 => false,
        1 => text.strip_suffix(['.', '!', '?']).is_some_and(|word| word.chars().all(is_letter)),
        _ => true,
    }
}

fn is_phrase(text: &str) -> bool {
    // "404 Not Found", "Not found."
    let letters: String =
        text.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect();
    let letters = letters.strip_prefix("http").unwrap_or(&letters);
    PHRASES.split_whitespace().any(|phrase| phrase == letters)
}

fn holds(table: &str, text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    table.split('|').any(|word| text.contains(word))
}
