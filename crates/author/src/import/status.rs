//! How a submission is followed: an operation that reads one of what it made, guessed from its address and its names.

use forms::{Json, Object};

use super::{
    document::{Document, Operation},
    note::{Bucket, Notes},
    object,
    receipt::{NUMBER, PROMISED},
    reply::{self, Reply},
    state,
};
use crate::said::said;

const STATE: [&str; 4] = ["state", "status", "status_permohonan", "keadaan"];
const HISTORY: [&str; 5] = ["history", "riwayat", "events", "timeline", "logs"];
const DATE: [&str; 7] = ["date", "at", "created_at", "tanggal", "timestamp", "waktu", "time"];
const REASON: [&str; 6] = ["reason", "alasan", "note", "catatan", "remarks", "keterangan"];
const DIGITS: [&str; 7] = ["digits", "last4", "phone_last4", "hp4", "pin", "last_digits", "digit_hp"];

/// An operation whose address is that of the submission and one variable more.
pub fn status(document: &Document, submit: &Operation, notes: &mut Notes) -> Option<Json> {
    let top = submit.path.trim_end_matches('/');
    let below = |operation: &Operation| {
        let rest = operation.path.strip_prefix(top)?;
        let name = rest.strip_prefix("/{")?.split('}').next()?;
        let last = rest.strip_prefix(&format!("/{{{name}}}"))?;
        let is_end = matches!(last, "" | "/" | "/status");
        (operation.method == "GET" && is_end).then(|| format!("{top}/{{number}}{last}"))
    };
    let (url, operation) = document.operations().find_map(|operation| Some((below(&operation)?, operation)))?;
    let (_, entry) = reply::statuses(document, &operation, "2").into_iter().next()?;
    let reply = Reply::read(document, reply::json(document, entry)?);
    let state = reply.find(&STATE)?;
    let mut status = Object::default();
    status.insert("method", Json::from("GET"));
    status.insert("url", Json::from(with_queries(document, &operation, &url, notes)));
    status.insert("state", Json::from(state.as_str()));
    for (key, names) in [("number", NUMBER.as_slice()), ("promised", &PROMISED), ("reason", &REASON)] {
        if let Some(place) = reply.find(names) {
            status.insert(key, Json::from(place.as_str()));
        }
    }
    if let Some((place, items)) = reply.list(&HISTORY).and_then(|(place, list)| Some((place, list.get("items")?))) {
        let row = Reply::read(document, items);
        if let Some(state) = row.find(&STATE) {
            let mut step = vec![(String::from("state"), Json::from(state.as_str()))];
            step.extend(row.find(&DATE).map(|date| (String::from("date"), Json::from(date.as_str()))));
            status.insert("history", Json::from(place.as_str()));
            status.insert("step", step.into_iter().collect());
        }
    }
    let words = reply.at(&state).and_then(|schema| schema.get("enum")?.as_array());
    status.insert("states", states(words.unwrap_or_default(), notes));
    let said = said!(
        "tulis juga di config.json: Lacak bertanya sebelum tahu layanannya.",
        "also put it into config.json: Lacak asks before it knows the service."
    );
    notes.add(Bucket::Taken, "status", said);
    Some(Json::Object(status))
}

fn with_queries(document: &Document, operation: &Operation, url: &str, notes: &mut Notes) -> String {
    let mut url = String::from(url.trim_start_matches('/'));
    for parameter in document.parameters(operation) {
        let text = |key: &str| parameter.get(key).and_then(Json::as_str).unwrap_or_default();
        let (name, place) = (text("name"), text("in"));
        match place {
            "query" if DIGITS.contains(&name) => {
                url.push_str(&format!("{}{name}={{digits}}", if url.contains('?') { '&' } else { '?' }));
            }
            "query" | "header" | "cookie" => {
                let said = said!(
                    "tidak ada yang tahu isi {place} `{name}`.",
                    "nobody knows what to give for the {place} `{name}`."
                );
                notes.add(Bucket::Unknown, "status", said);
            }
            _ => {}
        }
    }
    url
}

fn states(known: &[Json], notes: &mut Notes) -> Json {
    let mut states = Object::default();
    for theirs in known.iter().filter_map(Json::as_str) {
        match state::guess(theirs) {
            Some(ours) => drop(states.insert(theirs, Json::from(ours))),
            None => {
                let said = said!(
                    "“{theirs}” bukan keadaan yang Loket kenal, dan ditampilkan apa adanya.",
                    "“{theirs}” is none of our states and will be shown as it is."
                );
                notes.add(Bucket::Unknown, "status", said);
            }
        }
    }
    let said = said!(
        "keadaan dikira dari katanya; periksa satu per satu.",
        "states are guessed from their words; look at each."
    );
    notes.add(Bucket::Assumed, "status", said);
    if states.is_empty() { object([]) } else { Json::Object(states) }
}
