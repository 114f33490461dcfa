//! Taking a submission: judged by the engine against the version that is named, kept once per key.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use forms::{Lang, Submission};
use rusqlite::TransactionBehavior;
use serde_json::json;

use crate::{
    Office,
    api::{json, reply},
    error::{Error, language},
    key::{self, Receipt},
    number,
    office::work,
    record::{self, Record},
    secret, service, state,
};

pub(super) async fn submit(
    State(office): State<Arc<Office>>,
    Path((service, version)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let key = key::read(&headers)?;
    let answers = json(&headers, &body)?;
    let fingerprint = secret::digest(&[b"submission", service.as_bytes(), version.as_bytes(), &body]);
    let submission = Submission { service, version, answers };
    let lang = language(&headers);
    let receipt = work(&office, move |office| take(office, &submission, lang, &key, &fingerprint)).await?;
    Ok(reply_receipt(&receipt))
}

/// The reply to a submission or a correction.
pub(super) fn reply_receipt(receipt: &Receipt) -> Response {
    reply(StatusCode::CREATED, json!({ "number": receipt.number, "promised": receipt.promised }))
}

fn take(
    office: &Office,
    submission: &Submission,
    lang: Lang,
    key: &str,
    fingerprint: &[u8; 32],
) -> Result<Receipt, Error> {
    let _held = office.keys.hold(key)?;
    if let Some(receipt) = key::given(&office.db.lock(), key, fingerprint)? {
        return Ok(receipt);
    }
    let clock = &office.settings.clock;
    let service = office.services.get(&submission.service, &submission.version)?;
    let mistakes = office.services.mistakes(&service, submission, clock, lang);
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
    };
    keep(office, record, key, fingerprint)
}

/// Writes the submission and its key, both or neither.
fn keep(office: &Office, mut record: Record, key: &str, fingerprint: &[u8; 32]) -> Result<Receipt, Error> {
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
    key::bind(&transaction, key, fingerprint, &receipt, record.created)?;
    transaction.commit()?;
    Ok(receipt)
}
