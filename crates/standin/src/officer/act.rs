//! What an officer does to a submission: set its state, ask for corrections, refuse it.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use rusqlite::{Connection, TransactionBehavior};

use crate::{
    Office,
    error::Error,
    number,
    office::work,
    officer::{Officer, Sent, page, view},
    record::{self, Change},
    state,
};

type Fields = Form<Vec<(String, String)>>;

pub(super) async fn set_state(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Path(number): Path<String>,
    Form(fields): Fields,
) -> Result<Response, Error> {
    let sent = Sent(fields);
    let state = state::SETTABLE.into_iter().find(|state| *state == sent.get("status"));
    let sentence = if state.is_none() { "Pilih status dari daftar." } else { "" };
    let wish = Wish { number, sent: &sent, sentence, is_over: state::is_closed };
    act(&office, officer, wish, move |connection, number, by| {
        record::set_state(connection, number, &by.to(state.unwrap_or(state::CHECKED), None))
    })
    .await
}

pub(super) async fn ask(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Path(number): Path<String>,
    Form(fields): Fields,
) -> Result<Response, Error> {
    let sent = Sent(fields);
    let is_reason = |(name, reason): &&(String, String)| name.starts_with('/') && !reason.trim().is_empty();
    let reasons: Vec<(String, String)> = sent.0.iter().filter(is_reason).cloned().collect();
    let sentence = if reasons.is_empty() { "Tulis alasan di sedikitnya satu bagian." } else { "" };
    let wish = Wish { number, sent: &sent, sentence, is_over: state::is_decided };
    act(&office, officer, wish, move |connection, number, by| {
        record::set_state(connection, number, &by.to(state::TO_CORRECT, None))?;
        reasons.iter().try_for_each(|(pointer, reason)| record::ask(connection, number, pointer, reason.trim()))
    })
    .await
}

pub(super) async fn refuse(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Path(number): Path<String>,
    Form(fields): Fields,
) -> Result<Response, Error> {
    let sent = Sent(fields);
    let reason = String::from(sent.get("alasan"));
    let sentence = if reason.is_empty() { "Tulis alasan penolakan. Warga berhak tahu." } else { "" };
    let wish = Wish { number, sent: &sent, sentence, is_over: state::is_decided };
    act(&office, officer, wish, move |connection, number, by| {
        record::set_state(connection, number, &by.to(state::REFUSED, Some(&reason)))
    })
    .await
}

/// Takes a submission back for a citizen who came to the counter, where digits alone do not suffice.
pub(super) async fn withdraw(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Path(number): Path<String>,
    Form(fields): Fields,
) -> Result<Response, Error> {
    let sent = Sent(fields);
    let sentence = if sent.get("ktp").is_empty() { "Cek KTP warga dulu, lalu beri tanda." } else { "" };
    let wish = Wish { number, sent: &sent, sentence, is_over: |state| !state::is_withdrawable(state) };
    act(&office, officer, wish, |connection, number, by| {
        record::set_state(connection, number, &by.to(state::WITHDRAWN, None))
    })
    .await
}

/// Who does something, and when.
struct By {
    officer: String,
    at: i64,
}

impl By {
    fn to<'a>(&'a self, state: &'a str, reason: Option<&'a str>) -> Change<'a> {
        Change { state, reason, officer: Some(&self.officer), at: self.at }
    }
}

/// What an officer wants to do to a submission.
struct Wish<'a> {
    number: String,
    sent: &'a Sent,
    /// What is wrong with what was sent; empty for nothing.
    sentence: &'static str,
    /// Whether it comes too late in this state.
    is_over: fn(&str) -> bool,
}

/// Does one thing in one transaction, unless it comes too late, and shows the submission again, or what is wrong.
async fn act(
    office: &Arc<Office>,
    officer: Officer,
    wish: Wish<'_>,
    change: impl FnOnce(&Connection, &str, &By) -> rusqlite::Result<()> + Send + 'static,
) -> Result<Response, Error> {
    let Wish { number, sent, sentence, is_over } = wish;
    if !sent.is_from(&officer) {
        office.journal.security("form-refused", format!("form=act officer={}", officer.name), None);
        return Ok(page::stale());
    }
    if !sentence.is_empty() {
        let page = view::render(office, officer, number, sentence).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let number = number::read(&number);
    let address = format!("/petugas/{number}");
    let by = By { officer: officer.name.clone(), at: office.settings.clock.now() };
    let is_open = work(office, move |office| {
        let mut connection = office.db.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let record = record::find(&transaction, &number)?;
        let is_open = record.is_some_and(|record| !is_over(&record.state));
        if is_open {
            change(&transaction, &number, &by)?;
            transaction.commit()?;
        }
        Ok(is_open)
    })
    .await?;
    if is_open {
        return Ok(Redirect::to(&address).into_response());
    }
    let closed = "Permohonan ini sudah selesai, jadi tidak bisa diubah.";
    let page = view::render(office, officer, address.replace("/petugas/", ""), closed).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}
