//! The `backend` section of an imported service: how it is sent, where the receipt stands, how it is followed; guessed from names,
//! and each guess is told.

use forms::{Json, Object, Pointer};

use super::{
    Wish,
    document::{Document, Operation},
    object, schema, state,
};

/// Names of a receipt's number, the likeliest first.
const NUMBER: [&str; 12] = [
    "number",
    "nomor",
    "nomor_registrasi",
    "registration_number",
    "receipt_number",
    "receipt",
    "ticket",
    "reference",
    "code",
    "kode",
    "id",
    "uuid",
];
const PROMISED: [&str; 8] =
    ["promised", "promised_at", "estimated_at", "due", "due_date", "deadline", "estimasi", "estimasi_selesai"];
const LINK: [&str; 4] = ["status_url", "tracking_url", "link", "url"];
const STATE: [&str; 4] = ["state", "status", "status_permohonan", "keadaan"];
const HISTORY: [&str; 5] = ["history", "riwayat", "events", "timeline", "logs"];
const DATE: [&str; 7] = ["date", "at", "created_at", "tanggal", "timestamp", "waktu", "time"];
const REASON: [&str; 6] = ["reason", "alasan", "note", "catatan", "remarks", "keterangan"];
const DIGITS: [&str; 7] = ["digits", "last4", "phone_last4", "hp4", "pin", "last_digits", "digit_hp"];

/// The section.
pub fn binding(
    document: &Document,
    operation: &Operation,
    encoding: &str,
    wish: &Wish,
    notes: &mut Vec<String>,
) -> Json {
    let mut section = Object::default();
    match wish.base.as_deref().or_else(|| document.server()) {
        Some(base) => drop(section.insert("base", Json::from(base.trim_end_matches('/')))),
        None => notes.push(String::from(
            "base: the document names no server; config.json's `base` holds. Or import with --base.",
        )),
    }
    let mut submit = Object::default();
    submit.insert("method", Json::from(operation.method.as_str()));
    submit.insert("url", Json::from(operation.path.trim_start_matches('/')));
    if encoding != "json" {
        submit.insert("encoding", Json::from(encoding));
    }
    section.insert("submit", Json::Object(submit));
    if operation.path.contains('{') {
        notes.push(String::from(
            "submit: the address has variables; only {service}, {version} and {key} can be filled.",
        ));
    }
    section.insert("receipt", receipt(document, operation, notes));
    section.insert("once", once(document, operation, notes));
    if let Some(status) = status(document, operation, notes) {
        section.insert("status", status);
        notes.push(String::from("status: also put it into config.json: Lacak asks before it knows the service."));
    }
    notes.push(dialect(document, operation));
    Json::Object(section)
}

fn receipt(document: &Document, operation: &Operation, notes: &mut Vec<String>) -> Json {
    let reply =
        document.reply(operation.json, "2").map(|(_, schema)| schema::convert(document, schema, &mut Vec::new()));
    let reply = reply.unwrap_or_default();
    let mut receipt = Object::default();
    for (key, names) in [("number", NUMBER.as_slice()), ("promised", &PROMISED), ("link", &LINK)] {
        if let Some(place) = find(&reply, names) {
            receipt.insert(key, Json::from(place.as_str()));
        }
    }
    match receipt.get("number").and_then(Json::as_str) {
        Some(place) => notes.push(format!("receipt: the number is taken from {place}.")),
        None => notes.push(String::from("receipt: the reply's schema shows no number; write its pointer.")),
    }
    Json::Object(receipt)
}

fn once(document: &Document, operation: &Operation, notes: &mut Vec<String>) -> Json {
    let is_key = |parameter: &&Json| {
        let name = parameter.get("name").and_then(Json::as_str).unwrap_or_default();
        parameter.get("in").and_then(Json::as_str) == Some("header") && name.eq_ignore_ascii_case("Idempotency-Key")
    };
    if document.parameters(operation.json).find(is_key).is_some() {
        return object([("level", Json::from("key"))]);
    }
    notes.push(String::from(
        "once: the operation takes no Idempotency-Key, so an unknown outcome is never sent again by itself (level none).",
    ));
    object([("level", Json::from("none"))])
}

/// An operation that reads one of what the submission made: its address is that of the submission and one variable more.
fn status(document: &Document, submit: &Operation, notes: &mut Vec<String>) -> Option<Json> {
    let below = |operation: &Operation| {
        let rest = operation.path.strip_prefix(submit.path.trim_end_matches('/'))?;
        let name = rest.strip_prefix("/{")?.split('}').next()?;
        let last = rest.strip_prefix(&format!("/{{{name}}}"))?;
        let is_end = matches!(last, "" | "/" | "/status");
        (operation.method == "GET" && is_end).then(|| format!("{}/{{number}}{last}", submit.path.trim_end_matches('/')))
    };
    let (operation, url) =
        document.operations().find_map(|operation| Some((below(&operation)?, operation)).map(|(a, b)| (b, a)))?;
    let (_, reply) = document.reply(operation.json, "2")?;
    let reply = schema::convert(document, reply, &mut Vec::new());
    let place = find(&reply, &STATE)?;
    let mut url = String::from(url.trim_start_matches('/'));
    let query: Vec<&str> = document
        .parameters(operation.json)
        .filter_map(|parameter| {
            let is_query = parameter.get("in")?.as_str()? == "query";
            parameter.get("name")?.as_str().filter(|_| is_query)
        })
        .collect();
    for name in &query {
        match DIGITS.contains(name) {
            true => url.push_str(&format!("{}{name}={{digits}}", if url.contains('?') { '&' } else { '?' })),
            false => notes.push(format!("status: nobody knows what to give for `{name}`.")),
        }
    }
    let mut status = Object::default();
    status.insert("method", Json::from("GET"));
    status.insert("url", Json::from(url));
    status.insert("state", Json::from(place.as_str()));
    for (key, names) in [("number", NUMBER.as_slice()), ("promised", &PROMISED), ("reason", &REASON)] {
        if let Some(place) = find(&reply, names) {
            status.insert(key, Json::from(place.as_str()));
        }
    }
    if let Some((place, step)) = history(&reply) {
        status.insert("history", Json::from(place.as_str()));
        status.insert("step", step);
    }
    status.insert("states", states(&reply, &place, notes));
    Some(Json::Object(status))
}

fn history(reply: &Json) -> Option<(Pointer, Json)> {
    let place = find(reply, &HISTORY)?;
    let items = schema_at(reply, &place)?.get("items")?;
    let state = find(items, &STATE)?;
    let mut step = vec![(String::from("state"), Json::from(state.as_str()))];
    step.extend(find(items, &DATE).map(|date| (String::from("date"), Json::from(date.as_str()))));
    Some((place, step.into_iter().collect()))
}

fn states(reply: &Json, place: &Pointer, notes: &mut Vec<String>) -> Json {
    let known = schema_at(reply, place).and_then(|schema| schema.get("enum")?.as_array());
    let mut states = Object::default();
    for theirs in known.unwrap_or_default().iter().filter_map(Json::as_str) {
        match state::guess(theirs) {
            Some(ours) => drop(states.insert(theirs, Json::from(ours))),
            None => notes.push(format!("status: “{theirs}” is none of our states and will be shown as it is.")),
        }
    }
    notes.push(String::from("status: states are guessed from their words; look at each."));
    Json::Object(states)
}

/// The first of these names in a schema of a reply, at its top or under `data`.
fn find(schema: &Json, names: &[&str]) -> Option<Pointer> {
    let tops = [Pointer::root(), Pointer::root().join("data")];
    tops.into_iter().find_map(|top| {
        let properties = schema_at(schema, &top)?.get("properties")?;
        names.iter().find(|name| properties.get(name).is_some()).map(|name| top.join(name))
    })
}

fn schema_at<'a>(schema: &'a Json, place: &Pointer) -> Option<&'a Json> {
    place.tokens().try_fold(schema, |schema, token| schema.get("properties")?.get(&token))
}

fn dialect(document: &Document, operation: &Operation) -> String {
    let refusal = ["422", "400", "4"].iter().find_map(|status| document.reply(operation.json, status));
    let has = |names: &[&str]| {
        let properties = refusal.and_then(|(_, schema)| schema.get("properties"));
        properties.is_some_and(|properties| names.iter().all(|name| properties.get(name).is_some()))
    };
    let is_list = |name: &str| {
        let property = refusal.and_then(|(_, schema)| schema.get("properties")?.get(name));
        property.and_then(|property| property.get("type")?.as_str()) == Some("array")
    };
    let dialect = match () {
        _ if is_list("detail") => "FastAPI",
        _ if has(&["statusCode", "message"]) => "NestJS with class-validator",
        _ if has(&["errors", "traceId"]) || (has(&["title", "errors"]) && !is_list("errors")) => "ASP.NET",
        _ if has(&["title", "status"]) || has(&["type", "title"]) => "problem documents (RFC 9457)",
        _ if has(&["message", "errors"]) => "Laravel",
        _ if is_list("errors") => "a list of errors (express-validator, JSON:API, Spring)",
        _ => {
            return String::from(
                "problems: the document does not describe refusals; the known dialects are recognised by themselves.",
            );
        }
    };
    format!("problems: refusals look like {dialect}; recognised by itself.")
}
