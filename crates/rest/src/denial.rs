//! Envelopes of one's own, common where every reply has status 200: whether a success says in its body that it is none.
//! `{ "success": false }`, `{ "status": "ERROR" }`, `{ "metaData": { "code": "422" } }`, `{ "rc": "99" }`.

use forms::{Json, Pointer};

use crate::{
    outcome::scalar,
    refusal::{fold, is_no},
};

/// What an envelope says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Verdict {
    /// No "no".
    Fine,
    /// What is a no unless a number stands beside it: `{ "status": 0 }`, `{ "status": "ditolak" }`.
    Doubt,
    /// A code that says no: beside a number and without words it may be part of the receipt.
    Code,
    /// No.
    No,
    /// The server's own trouble, which says nothing about the content.
    Trouble,
}

/// Reads the envelope and what it holds about itself; `number`, where the receipt's number stands, is no word of it.
pub(crate) fn verdict(body: &Json, number: &Pointer) -> Verdict {
    let members = match body {
        Json::Object(members) => members,
        Json::Bool(false) => return Verdict::No,
        Json::String(text) if is_no(text) => return Verdict::No,
        _ => return Verdict::Fine,
    };
    let mut worst = Verdict::Fine;
    for (name, value) in members.iter() {
        if Pointer::root().join(name) == *number {
            continue;
        }
        let folded = fold(name);
        let said = match value {
            Json::Object(inner) if matches!(folded.as_str(), "metadata" | "meta" | "status" | "header" | "result") => {
                inner.iter().map(|(name, value)| judge(&fold(name), value)).fold(Verdict::Fine, worse)
            }
            value => judge(&folded, value),
        };
        worst = worse(worst, said);
    }
    worst
}

fn worse(a: Verdict, b: Verdict) -> Verdict {
    if b > a { b } else { a }
}

fn judge(name: &str, value: &Json) -> Verdict {
    let text = scalar(value).map(|text| text.trim().to_ascii_lowercase());
    let text = text.as_deref().unwrap_or_default();
    let is = |truth: bool, digit: &str, word: &str| *value == Json::Bool(truth) || text == digit || text == word;
    let is_filled = match value {
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
        _ => false,
    };
    let says_no = match name {
        "success" | "succeeded" | "successful" | "issuccess" | "issuccessful" | "ok" | "isok" | "valid" | "isvalid"
        | "sukses" | "berhasil" => is(false, "0", "false") || matches!(text, "no" | "n" | "tidak") || is_no(text),
        "iserror" | "haserror" | "haserrors" | "failed" => is(true, "1", "true"),
        "error" => {
            is_filled || *value == Json::Bool(true) || !(is_zero(text) || matches!(text, "false" | "none" | "null"))
        }
        "errors" | "violations" | "fielderrors" | "validationerrors" => is_filled,
        "errorcode" | "errcode" | "errno" => !is_zero(text),
        "status" | "result" | "type" | "hasil" | "outcome" | "code" | "statuscode" | "state" => {
            *value == Json::Bool(false) || is_no(text)
        }
        _ => false,
    };
    let is_doubt = matches!(name, "status" | "result" | "hasil")
        && matches!(text, "0" | "rejected" | "denied" | "declined" | "ditolak" | "tolak");
    match (says_no, is_doubt) {
        (true, _) => Verdict::No,
        (_, true) => Verdict::Doubt,
        _ => code(name, text),
    }
}

fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

// Statuses of HTTP, alone or as the first digits of seven (SNAP); two digits as banks have them.
fn code(name: &str, text: &str) -> Verdict {
    let names = ["code", "statuscode", "status", "rc", "responsecode", "kode", "httpstatus", "httpcode", "errorcode"];
    if !names.contains(&name) || text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Verdict::Fine;
    }
    let status = if matches!(text.len(), 3 | 7) { text.get(..1) } else { None };
    match (status, text) {
        (Some("4"), _) => Verdict::Code,
        // 68: no answer in time.
        (Some("5"), _) | (_, "68") => Verdict::Trouble,
        (None, text) if text.len() == 2 && text != "00" && !matches!(name, "status" | "code") => Verdict::Code,
        _ => Verdict::Fine,
    }
}
