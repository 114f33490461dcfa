//! Taking corrected answers: only those that were asked for, and only when the whole is right with them.

use std::sync::Arc;

use axum::{body::Bytes, extract::State, http::HeaderMap, response::Response};
use forms::{Json, Lang, Pointer, Problem, ProblemKind, Severity, Submission};
use rusqlite::TransactionBehavior;

use crate::{
    Office,
    api::{Caller, assisted, json, status::admit, submissions::reply_receipt},
    error::{Error, Mistake, language},
    key::{self, Receipt},
    office::work,
    record::{self, Change, Record},
    secret, service, state,
};

/// What is sent under one key.
struct Sent {
    number: String,
    answers: Vec<(Pointer, Json)>,
    key: String,
    fingerprint: [u8; 32],
    assisted: Option<String>,
    lang: Lang,
}

pub(super) async fn correct(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let key = key::read(&headers)?;
    let assisted = assisted(&headers)?;
    let json = json(&headers, &body)?;
    let answers = json.get("answers").and_then(Json::as_array).ok_or(Error::Unreadable)?;
    let answers = answers.iter().map(answer).collect::<Option<Vec<_>>>().ok_or(Error::Unreadable)?;
    let fingerprint = secret::digest(&[b"correction", &body]);
    // A repeated request is known before the digits are compared: the correction may have changed the phone.
    let known = key.clone();
    let given = work(&office, move |office| key::given(&office.db.lock(), &known, &fingerprint)).await?;
    if let Some(receipt) = given {
        return Ok(reply_receipt(&receipt));
    }
    let record = admit(&office, &caller, &json).await?;
    let sent = Sent { number: record.number, answers, key, fingerprint, assisted, lang: language(&headers) };
    let receipt = work(&office, move |office| take(office, &sent)).await?;
    Ok(reply_receipt(&receipt))
}

fn answer(json: &Json) -> Option<(Pointer, Json)> {
    Some((Pointer::parse(json.get("pointer")?.as_str()?)?, json.get("value")?.clone()))
}

fn take(office: &Office, sent: &Sent) -> Result<Receipt, Error> {
    let _held = office.keys.hold(&sent.key)?;
    let mut connection = office.db.lock();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(receipt) = key::given(&transaction, &sent.key, &sent.fingerprint)? {
        return Ok(receipt);
    }
    let record = record::find(&transaction, &sent.number)?.ok_or(Error::Unknown)?;
    if record.state != state::TO_CORRECT {
        return Err(Error::State);
    }
    let asked = record::corrections(&transaction, &sent.number)?;
    let asked: Vec<Pointer> = asked.iter().filter_map(|correction| Pointer::parse(&correction.pointer)).collect();
    let service = office.services.get(&record.service, &record.version)?;
    let answers = Json::parse(&record.answers).map_err(|_| Error::Internal)?;
    let answers = merge(answers, &asked, sent).map_err(|problems| {
        let told = problems.iter().map(|problem| service::mistake(&service, problem, sent.lang));
        Error::Refused(told.collect::<Vec<Mistake>>())
    })?;
    let submission = Submission { service: record.service.clone(), version: record.version.clone(), answers };
    let clock = &office.settings.clock;
    let mistakes = office.services.mistakes(&service, &submission, clock, sent.lang);
    if !mistakes.is_empty() {
        return Err(Error::Refused(mistakes));
    }
    let now = clock.now();
    let new = Record {
        answers: submission.answers.to_text(),
        digits: service::digits(&service, &submission.answers),
        promised: office.calendar.promised(&record.service, clock).to_text(),
        // A submission stays assisted even if its correction is not.
        assisted: sent.assisted.clone().or(record.assisted.clone()),
        ..record.clone()
    };
    record::revise(&transaction, &record, &new, now)?;
    let change = Change { state: state::SENT_AGAIN, reason: None, officer: None, at: now };
    record::set_state(&transaction, &record.number, &change)?;
    let receipt = Receipt { number: record.number, promised: new.promised };
    key::bind(&transaction, &sent.key, &sent.fingerprint, &receipt, now)?;
    transaction.commit()?;
    Ok(receipt)
}

/// The answers with the corrected ones in their places. Each place must have been asked for, and each place that was
/// asked for must be there; `null` takes an answer away.
fn merge(mut answers: Json, asked: &[Pointer], sent: &Sent) -> Result<Json, Vec<Problem>> {
    let mut problems = Vec::new();
    for (pointer, value) in &sent.answers {
        if !asked.contains(pointer) {
            problems.push(problem(pointer, ProblemKind::AdditionalProperties));
        } else if value.is_null() {
            answers.remove(pointer);
        } else {
            answers.set(pointer, value.clone());
        }
    }
    let is_missing = |pointer: &&Pointer| !sent.answers.iter().any(|(sent, _)| sent == *pointer);
    problems.extend(asked.iter().filter(is_missing).map(|pointer| problem(pointer, ProblemKind::Required)));
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

fn problem(pointer: &Pointer, kind: ProblemKind) -> Problem {
    Problem { pointer: pointer.clone(), severity: Severity::Error, kind }
}
