//! The states of a submission and the way through them that a citizen is shown.

use serde_json::{Value, json};

use crate::{clock, record::Event};

pub(crate) const SENT: &str = "terkirim";
pub(crate) const CHECKED: &str = "diperiksa";
pub(crate) const TO_CORRECT: &str = "perlu_perbaikan";
pub(crate) const SENT_AGAIN: &str = "dikirim_ulang";
pub(crate) const REFUSED: &str = "ditolak";
pub(crate) const WITHDRAWN: &str = "dibatalkan";
const APPROVAL: &str = "persetujuan";
const ISSUED: &str = "terbit";
const HANDED_OVER: &str = "diserahkan";

/// All states, in the order of the filter on the officer's list.
pub(crate) const ALL: [&str; 14] = [
    SENT,
    CHECKED,
    TO_CORRECT,
    SENT_AGAIN,
    "survei",
    "rekomendasi",
    "bayar",
    APPROVAL,
    ISSUED,
    HANDED_OVER,
    REFUSED,
    WITHDRAWN,
    "kedaluwarsa",
    "dicabut",
];

/// What an officer may set by hand; corrections and refusals have forms of their own, since they need reasons.
pub(crate) const SETTABLE: [&str; 7] = [CHECKED, "survei", "rekomendasi", "bayar", APPROVAL, ISSUED, HANDED_OVER];

/// Whether nothing more happens to it.
pub(crate) fn is_closed(state: &str) -> bool {
    matches!(state, HANDED_OVER | REFUSED | WITHDRAWN | "kedaluwarsa" | "dicabut")
}

/// Whether the paper is made or the matter is over: nothing can be asked for or refused any more.
pub(crate) fn is_decided(state: &str) -> bool {
    rank(state).is_none_or(|rank| rank >= 4)
}

/// Whether the citizen may still take it back.
pub(crate) fn is_withdrawable(state: &str) -> bool {
    rank(state).is_some_and(|rank| rank <= 2)
}

/// At most five steps: what is over, with its date; the present one, which is the first that is not done; and what is
/// still to come.
pub(crate) fn steps(state: &str, events: &[Event]) -> Vec<Value> {
    let reached = |step: &str| events.iter().rev().find(|event| event.state == step);
    let mut steps = vec![SENT];
    match rank(state) {
        Some(2) => steps.extend([CHECKED, state, APPROVAL, ISSUED]),
        Some(_) => steps.extend([CHECKED, APPROVAL, ISSUED, HANDED_OVER]),
        None => {
            steps.extend(reached(CHECKED).map(|_| CHECKED));
            steps.extend(reached(ISSUED).map(|_| ISSUED));
            steps.push(state);
        }
    }
    let is_done = |step: &str| is_closed(state) || rank(step) < rank(state);
    let is_reached = |step: &str| is_closed(state) || rank(step) <= rank(state);
    let shown = steps.iter().map(|step| match reached(step) {
        Some(event) if is_reached(step) => {
            json!({ "state": step, "date": clock::date(event.at).to_text(), "done": is_done(step) })
        }
        _ => json!({ "state": step, "done": is_done(step) }),
    });
    shown.collect()
}

/// How far along the way a state is; `None` for those that leave the way.
fn rank(state: &str) -> Option<u8> {
    match state {
        SENT => Some(0),
        CHECKED => Some(1),
        TO_CORRECT | SENT_AGAIN | "survei" | "rekomendasi" | "bayar" => Some(2),
        APPROVAL => Some(3),
        ISSUED => Some(4),
        HANDED_OVER => Some(5),
        _ => None,
    }
}
