//! The receipt: where its number, its day and its link stand in the reply, guessed from names.

use forms::{Json, Object, Pointer};

use super::{
    document::{Document, Operation},
    net,
    note::{Bucket, Notes},
    reply::{self, Reply},
};
use crate::said::said;

/// Names of a receipt's number, the likeliest first.
pub const NUMBER: [&str; 27] = [
    "number",
    "nomor",
    "nomor_registrasi",
    "no_registrasi",
    "nomor_permohonan",
    "no_permohonan",
    "nomor_pendaftaran",
    "no_pendaftaran",
    "registration_number",
    "receipt_number",
    "permit_number",
    "application_number",
    "reference_number",
    "tracking_number",
    "ticket_number",
    "case_number",
    "confirmation_number",
    "nomor_tiket",
    "no_tiket",
    "receipt",
    "ticket",
    "reference",
    "code",
    "kode",
    "id",
    "uuid",
    "_id",
];
pub const PROMISED: [&str; 8] =
    ["promised", "promised_at", "estimated_at", "due", "due_date", "deadline", "estimasi", "estimasi_selesai"];
/// What stands beside the code of an envelope.
const ENVELOPE: [&str; 8] = ["message", "msg", "pesan", "data", "result", "success", "status", "error"];
const LINK: [&str; 4] = ["status_url", "tracking_url", "link", "url"];

/// The section.
pub fn receipt(document: &Document, operation: &Operation, notes: &mut Notes) -> Json {
    let replies = reply::statuses(document, operation, "2");
    let found = replies.iter().find_map(|(status, entry)| Some((*status, *entry, reply::json(document, entry)?)));
    let mut receipt = Object::default();
    if let Some((status, entry, schema)) = found {
        net::rest(entry, &["description", "content", "headers"], &format!("responses {status}"), notes);
        let reply = Reply::read(document, schema);
        for (key, names) in [("number", NUMBER.as_slice()), ("promised", &PROMISED), ("link", &LINK)] {
            if let Some(place) = found_in(&reply, names) {
                receipt.insert(key, Json::from(place.as_str()));
            }
        }
        unused(&reply, &receipt, notes);
    }
    headers(&replies, notes);
    match receipt.get("number").and_then(Json::as_str) {
        Some(place) => {
            let said = said!("nomornya diambil dari {place}.", "the number is taken from {place}.");
            notes.add(Bucket::Assumed, "receipt", said);
        }
        None if found.is_some() => {
            let said = said!(
                "skema balasan tidak menunjukkan nomor; tulis penunjuknya (`receipt.number`).",
                "the reply's schema shows no number; write its pointer (`receipt.number`)."
            );
            notes.add(Bucket::Unknown, "receipt", said);
        }
        None => nothing(&replies, notes),
    }
    others(&replies, found.map(|(status, ..)| status), notes);
    Json::Object(receipt)
}

/// Where one of the names stands. The `code` of an envelope says how it went, and is no number of anything.
fn found_in(reply: &Reply, names: &[&str]) -> Option<Pointer> {
    let place = reply.find(names)?;
    let has = |name: &&str| reply.at(&Pointer::root().join(name)).is_some();
    let is_code = matches!(place.as_str(), "/code" | "/kode") && ENVELOPE.iter().any(has);
    if !is_code {
        return Some(place);
    }
    let others: Vec<&str> = names.iter().copied().filter(|name| !matches!(*name, "code" | "kode")).collect();
    reply.find(&others)
}

/// A reply without JSON.
fn nothing(replies: &[(&str, &Json)], notes: &mut Notes) {
    let has_location = replies.iter().any(|(_, reply)| {
        let headers = reply.get("headers").and_then(Json::as_object);
        headers.into_iter().flat_map(Object::iter).any(|(name, _)| name.eq_ignore_ascii_case("location"))
    });
    let said = match has_location {
        true => said!(
            "balasannya tidak berisi nomor; yang tampil ialah bagian akhir header Location. Di origin lain backend harus mengizinkan header itu dibaca (CORS, Access-Control-Expose-Headers).",
            "the reply has no body with a number; the last part of its Location header is shown. On another origin the backend must let that header be read (CORS, Access-Control-Expose-Headers)."
        ),
        false => said!(
            "dokumen tidak menjelaskan balasan JSON untuk kiriman yang diterima; tulis `receipt`.",
            "the document describes no JSON reply to a submission that was taken; write `receipt`."
        ),
    };
    notes.add(if has_location { Bucket::Assumed } else { Bucket::Unknown }, "receipt", said);
}

fn headers(replies: &[(&str, &Json)], notes: &mut Notes) {
    for (status, reply) in replies {
        let names = reply.get("headers").and_then(Json::as_object).into_iter().flat_map(Object::iter);
        let others = names.map(|(name, _)| name).filter(|name| !name.eq_ignore_ascii_case("location"));
        let names: Vec<&str> = others.collect();
        if !names.is_empty() {
            let names = names.join(", ");
            let said = said!(
                "header balasan {status} tidak diambil: {names}.",
                "headers of the reply {status} are not taken: {names}."
            );
            notes.add(Bucket::Unsupported, "receipt", said);
        }
    }
}

fn unused(reply: &Reply, receipt: &Object, notes: &mut Notes) {
    let used: Vec<&str> = receipt.iter().filter_map(|(_, place)| place.as_str()).collect();
    let rest: Vec<&str> = reply.leaves().map(Pointer::as_str).filter(|place| !used.contains(place)).collect();
    if !rest.is_empty() {
        let n = rest.len();
        let mut rest = rest.into_iter().take(30).collect::<Vec<_>>().join(", ");
        if n > 30 {
            rest.push_str(" …");
        }
        let said =
            said!("balasan punya juga {rest}; tidak ditampilkan.", "the reply also has {rest}, which is not shown.");
        notes.add(Bucket::Unsupported, "receipt", said);
    }
}

fn others(replies: &[(&str, &Json)], used: Option<&str>, notes: &mut Notes) {
    let others: Vec<&str> = replies.iter().map(|(status, _)| *status).filter(|status| Some(*status) != used).collect();
    if let (Some(used), false) = (used, others.is_empty()) {
        let others = others.join(", ");
        let said = said!(
            "balasan {others} juga berarti diterima; tempat nomor diambil dari {used}.",
            "the replies {others} mean that it was taken, too; places are those of {used}."
        );
        notes.add(Bucket::Assumed, "receipt", said);
    }
}
