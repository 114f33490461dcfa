//! Taking a submission: judged by the engine against the version that is named, kept once per key. With `--once` weaker: then as
//! often as it comes.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use forms::{Json, Lang, Submission};
use rusqlite::TransactionBehavior;
use serde_json::json;

use crate::{
    Office, Once,
    address::Address,
    api::{Caller, assisted, json, reply},
    error::{Error, language},
    key::{self, Receipt},
    number,
    office::work,
    record::{self, Record},
    secret, service, state,
};

/// By what a submission is known again, where it comes from, and who helped.
struct Name {
    from: Option<Address>,
    key: String,
    reference: Option<String>,
    /// The digest of what is sent.
    fingerprint: [u8; 32],
    assisted: Option<String>,
}

pub(super) async fn submit(
    State(office): State<Arc<Office>>,
    caller: Caller,
    Path((service, version)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let mut answers = json(&headers, &body)?;
    let (key, reference) = match office.settings.once {
        Once::Key => (key::read(&headers)?, None),
        Once::Reference => (secret::token(), Some(take_reference(&mut answers)?)),
        Once::None => (secret::token(), None),
    };
    let fingerprint = secret::digest(&[b"submission", service.as_bytes(), version.as_bytes(), &body]);
    let name = Name { from: caller.0, key, reference, fingerprint, assisted: assisted(&headers)? };
    let submission = Submission { service, version, answers };
    let lang = language(&headers);
    let receipt = work(&office, move |office| take(office, &submission, lang, &name)).await?;
    let mut reply = reply_receipt(&receipt);
    // A browser sends again by itself what breaks on a connection that was used before (docs/backend.md).
    if office.settings.once != Once::Key {
        reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(reply)
}

/// What was sent with this reference.
pub(crate) async fn sought(
    State(office): State<Arc<Office>>,
    Path(reference): Path<String>,
) -> Result<Response, Error> {
    let found = work(&office, move |office| key::referred(&office.db.lock(), &reference)).await?;
    found.map(|receipt| reply_receipt(&receipt)).ok_or(Error::NotFound)
}

// It is no answer: the engine would refuse a member that the service does not know.
fn take_reference(answers: &mut Json) -> Result<String, Error> {
    let place = forms::Pointer::root().join("reference");
    let reference = answers.at(&place).and_then(Json::as_str).map(String::from).ok_or(Error::Unreadable)?;
    answers.remove(&place);
    Ok(reference)
}

/// The reply to a submission or a correction.
pub(super) fn reply_receipt(receipt: &Receipt) -> Response {
    reply(StatusCode::CREATED, json!({ "number": receipt.number, "promised": receipt.promised }))
}

fn take(office: &Office, submission: &Submission, lang: Lang, name: &Name) -> Result<Receipt, Error> {
    let _held = office.keys.hold(&name.key)?;
    if let Some(receipt) = key::given(&office.db.lock(), &name.key, &name.fingerprint)? {
        return Ok(receipt);
    }
    let clock = &office.settings.clock;
    let service = office.services.get(&submission.service, &submission.version)?;
    let mistakes = office.services.mistakes(&service, submission, clock, lang);
    // A repetition costs nothing, and whoever sends faulty answers takes no share of those who send sound ones from the same hall.
    if let Some(address) = name.from {
        let quota = if mistakes.is_empty() { &office.submissions } else { &office.refusals };
        quota.take(format!("{address} {}", submission.service))?;
    }
    if !mistakes.is_empty() {
        return Err(Error::Refused(mistakes));
    }
    let record = Record {
        number: String::new(),
        service: submission.service.clone(),
        version: submission.version.clone(),
        answers: submission.answers.to_text(),
        digits: service::digits(&service, &submission.answers),
        state: String::from(state::SENT),
        promised: office.calendar.promised(&submission.service, clock).to_text(),
        reason: None,
        created: clock.now(),
        assisted: name.assisted.clone(),
    };
    keep(office, record, name)
}

/// Writes the submission and its name, both or neither.
fn keep(office: &Office, mut record: Record, name: &Name) -> Result<Receipt, Error> {
    let mut connection = office.db.lock();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    loop {
        record.number = number::new();
        match record::insert(&transaction, &record) {
            Err(error) if key::is_taken(&error) => continue,
            done => break done?,
        }
    }
    let receipt = Receipt { number: record.number, promised: record.promised };
    key::bind(&transaction, &name.key, &name.fingerprint, &receipt, record.created)?;
    if let Some(reference) = &name.reference {
        key::refer(&transaction, reference, &receipt, record.created)?;
    }
    transaction.commit()?;
    Ok(receipt)
}
