//! Envelopes of one's own, common where every reply has status 200: whether a success says in its body that it is none.
//! `{ "success": false }`, `{ "status": "ERROR" }`, `{ "metaData": { "code": "422" } }`, `{ "rc": "99" }`.

use forms::{Json, Pointer};

use crate::{
    outcome::scalar,
    refusal::{begins, ends, fold, has, is_no},
};

/// Members whose truth is a yes.
const YES: &str = "success succeeded successful issuccess issuccessful ok isok valid isvalid sukses berhasil";
/// Members whose truth is a no.
const FAULT: &str = "iserror haserror haserrors failed";
/// How lists of mistakes are called in the end: `fieldErrors`, `userErrors`.
const LIST: &str = "errors violations";
/// Numbers of mistakes: another than zero is a no.
const NUMBER: &str = "errorcode errcode errno kodeerror";
/// Members whose word may be a no.
const STATE: &str = "status result type hasil outcome code statuscode state response respon typename ack sts";
/// Members whose number may be one of HTTP.
const CODE: &str = "code statuscode status rc responsecode kode httpstatus httpcode errorcode resultcode returncode";

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
    let is_only = members.iter().len() == 1;
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
            value => worse(judge(&folded, value), if is_only { within(name, value, number) } else { Verdict::Fine }),
        };
        // BPJS: 201 is its no, where HTTP's would bring what was made.
        let is_bare = folded == "metadata" && members.iter().all(|(other, value)| other == name || value.is_null());
        let is_no = is_bare && value.get("code").and_then(scalar).as_deref() == Some("201") && !is_yes(value);
        let said = if is_no { Verdict::Code } else { said };
        worst = worse(worst, said);
    }
    worst
}

// What the only member of a reply holds: an envelope around the envelope (OSS, SOAP), or a record, which is a no when nothing was made and
// its errors are filled (GraphQL): its own codes and states mean the record.
fn within(name: &str, inner: &Json, number: &Pointer) -> Verdict {
    let rest = number.as_str().strip_prefix(Pointer::root().join(name).as_str()).and_then(Pointer::parse);
    let Some(members) = inner.as_object() else { return Verdict::Fine };
    let folded = fold(name);
    match verdict(inner, &rest.unwrap_or_default()) {
        verdict if folded.starts_with("respon") || has("d envelope body output", &folded) => verdict,
        Verdict::No => Verdict::Doubt,
        Verdict::Doubt if members.iter().len() == 1 => Verdict::Doubt,
        _ => Verdict::Fine,
    }
}

fn worse(a: Verdict, b: Verdict) -> Verdict {
    if b > a { b } else { a }
}

fn judge(name: &str, value: &Json) -> Verdict {
    let text = match value {
        Json::Bool(true) => String::from("true"),
        Json::Bool(false) => String::from("false"),
        value => scalar(value).unwrap_or_default().trim().to_ascii_lowercase(),
    };
    let text = text.as_str();
    let is_filled = match value {
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
        _ => false,
    };
    let says_no = has(YES, name) && (has("0 false no n tidak", text) || is_no(text))
        || has(FAULT, name) && has("1 true", text)
        || matches!(name, "error" | "fault") && (is_filled || !(is_zero(text) || has("false none null", text)))
        || is_filled && ends(LIST, name)
        || has(NUMBER, name) && !is_zero(text)
        || has(STATE, name) && (is_no(text) || begins("tidak gagal", text) && text.contains(' '));
    match says_no {
        true => Verdict::No,
        false if has(STATE, name) && has("0 rejected denied declined ditolak tolak", text) && name != "code" => {
            Verdict::Doubt
        }
        false => code(name, text),
    }
}

fn is_yes(said: &Json) -> bool {
    let words = said.get("message").and_then(Json::as_str).unwrap_or_default();
    ["erhasil", "ukses", "uccess"].iter().any(|yes| words.contains(yes))
}

fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

// Statuses of HTTP, alone or as the first digits of seven (SNAP); two digits, or four that begin with zero, as banks have them.
fn code(name: &str, text: &str) -> Verdict {
    if !has(CODE, name) || text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Verdict::Fine;
    }
    let status = if matches!(text.len(), 3 | 7) { text.get(..1) } else { None };
    match (status, text) {
        (Some("4"), _) => Verdict::Code,
        // 68: no answer in time.
        (Some("5"), _) | (_, "68" | "0068") => Verdict::Trouble,
        (None, text) if is_zero(text) || matches!(name, "status" | "code") => Verdict::Fine,
        (None, text) if text.len() == 2 || text.len() == 4 && text.starts_with('0') && name != "kode" => Verdict::Code,
        _ => Verdict::Fine,
    }
}
