//! One submission: its answers under the labels of its service, what happened to it, and what can be done.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use forms::{Control, Json, Kind, Lang, Pointer, Service};
use maud::{Markup, html};

use crate::{
    Office, clock,
    error::Error,
    guess, number,
    office::work,
    officer::{Officer, page},
    record::{self, Correction, Event, Record},
    state,
};

pub(super) async fn show(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    render(&office, officer, number, "").await
}

/// The page of a submission, with what went wrong with a form on top.
pub(super) async fn render(
    office: &Arc<Office>,
    officer: Officer,
    number: String,
    sentence: &'static str,
) -> Result<Response, Error> {
    let number = number::read(&number);
    let of = officer.clone();
    let content = work(office, move |office| {
        let connection = office.db.lock();
        let Some(record) = record::find(&connection, &number)? else { return Ok(None) };
        let events = record::events(&connection, &number)?;
        let corrections = record::corrections(&connection, &number)?;
        let alarmed = guess::alarmed(&connection, &number, office.settings.clock.now())?;
        drop(connection);
        let lines = lines(office, &record);
        Ok(Some(html! {
            (page::problem(sentence))
            (head(office, &record))
            @if let Some(since) = alarmed { (alarm(since)) }
            (answers(&lines, &corrections))
            (history(&events))
            @if !state::is_closed(&record.state) { (actions(&of, &record, &lines)) }
            p { a href="/petugas" { "Kembali ke daftar" } }
        }))
    })
    .await?;
    match content {
        Some(content) => Ok(page::page("Permohonan", Some(&officer), &content).into_response()),
        None => Ok(page::missing().await),
    }
}

/// One answer as an officer reads it.
struct Line {
    pointer: String,
    label: String,
    value: String,
}

fn lines(office: &Office, record: &Record) -> Vec<Line> {
    let answers = Json::parse(&record.answers).unwrap_or_default();
    let service = office.services.get(&record.service, &record.version).ok();
    let questions = service.as_ref().map(|service| service.questions(&answers)).unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(service) = &service {
        let answered = questions.iter().filter_map(|question| Some((question, answers.at(&question.pointer)?)));
        lines.extend(answered.map(|(question, value)| Line {
            pointer: String::from(question.pointer.as_str()),
            label: service.full_label(&question.control, &question.within, Lang::Id),
            value: shown(office, service, &question.control, value),
        }));
    }
    // What no control asks for is shown too: an officer sees all that was sent.
    let mut others = Vec::new();
    leaves(&answers, &Pointer::root(), &mut others);
    others.retain(|(pointer, _)| !questions.iter().any(|known| known.pointer.contains(pointer)));
    lines.extend(others.iter().map(|(pointer, value)| Line {
        pointer: String::from(pointer.as_str()),
        label: String::from(pointer.as_str()),
        value: plain(value),
    }));
    lines
}

fn leaves<'a>(json: &'a Json, at: &Pointer, out: &mut Vec<(Pointer, &'a Json)>) {
    match json {
        Json::Object(members) => members.iter().for_each(|(key, value)| leaves(value, &at.join(key), out)),
        Json::Array(items) if items.iter().any(|item| item.as_object().is_some()) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| leaves(item, &at.join_index(index), out));
        }
        _ => out.push((at.clone(), json)),
    }
}

fn shown(office: &Office, service: &Service, control: &Control, value: &Json) -> String {
    if let Some(choice) = control.choices.iter().find(|choice| choice.value == *value) {
        return String::from(service.choice(choice, Lang::Id));
    }
    if let Some(words) = control.from.as_ref().and_then(|list| office.words(list, value)) {
        return words;
    }
    match (control.kind, value) {
        (_, Json::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| shown(office, service, control, item)).collect();
            items.join(", ")
        }
        (Kind::LocalFormat(identity), _) => identity.show(&plain(value)),
        _ => plain(value),
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Bool(true) => String::from("Ya"),
        Json::Bool(false) => String::from("Tidak"),
        _ => value.to_text(),
    }
}

fn head(office: &Office, record: &Record) -> Markup {
    let service = office.services.get(&record.service, &record.version);
    let title = service.map_or_else(|_| record.service.clone(), |service| String::from(service.title.get(Lang::Id)));
    html! {
        h1 { "Permohonan " span.number { (number::show(&record.number)) } }
        p.lead { (title) }
        p.card__facts {
            span.fact.fact--state { (page::state(&record.state)) }
            span.fact { "Dikirim " (clock::date_time(record.created)) }
            span.fact { "Dijanjikan " (record.promised) }
            @if let Some(counter) = &record.assisted { span.fact { "Dibantu di loket " (counter) } }
        }
        @if let Some(reason) = &record.reason { p.reason { "Alasan: " (reason) } }
    }
}

fn alarm(since: i64) -> Markup {
    html! {
        div.summary role="note" {
            p {
                "Sejak " (clock::date_time(since)) " ada yang menebak 4 angka HP untuk nomor ini. Warga hanya bisa membatalkan di loket, "
                "dengan KTP. Periksa perbaikan yang masuk lewat telepon."
            }
        }
    }
}

fn answers(lines: &[Line], corrections: &[Correction]) -> Markup {
    let asked = |line: &Line| corrections.iter().find(|correction| correction.pointer == line.pointer);
    html! {
        h2 { "Isian" }
        dl.answers {
            @for line in lines {
                div.answers__row {
                    dt { (line.label) }
                    dd {
                        (line.value)
                        @if let Some(correction) = asked(line) {
                            p.reason { "Diminta diperbaiki: " (correction.reason) }
                        }
                    }
                }
            }
        }
    }
}

fn history(events: &[Event]) -> Markup {
    html! {
        h2 { "Riwayat" }
        ol.history {
            @for event in events {
                li {
                    (clock::date_time(event.at)) " – " (page::state(&event.state))
                    @if let Some(officer) = &event.officer { ", oleh " (officer) }
                    @if let Some(note) = &event.note { ": " (note) }
                }
            }
        }
    }
}

fn actions(officer: &Officer, record: &Record, lines: &[Line]) -> Markup {
    let action = |name: &str| format!("/petugas/{}/{name}", record.number);
    html! {
        h2 { "Ubah status" }
        form method="post" action=(action("status")) {
            (page::token(officer))
            div.field {
                label.field__label for="status" { "Status baru" }
                select.input id="status" name="status" {
                    @for code in state::SETTABLE {
                        option value=(code) selected[code == record.state] { (page::state(code)) }
                    }
                }
            }
            button.button type="submit" { "Simpan status" }
        }
        @if !state::is_decided(&record.state) { (objections(officer, record, lines)) }
        @if state::is_withdrawable(&record.state) { (taking_back(officer, record)) }
    }
}

fn taking_back(officer: &Officer, record: &Record) -> Markup {
    html! {
        h2 { "Batalkan untuk warga" }
        form method="post" action={ "/petugas/" (record.number) "/batal" } {
            (page::token(officer))
            div.field {
                label.check for="ktp" {
                    input type="checkbox" id="ktp" name="ktp" value="ya" required;
                    "Warga ada di loket, dan KTP-nya cocok dengan isian."
                }
            }
            button.button.button--bad type="submit" { "Batalkan permohonan" }
        }
    }
}

fn objections(officer: &Officer, record: &Record, lines: &[Line]) -> Markup {
    let action = |name: &str| format!("/petugas/{}/{name}", record.number);
    html! {
        h2 { "Minta perbaikan" }
        p { "Tulis alasan di bagian yang salah saja. Warga membaca alasan ini." }
        form method="post" action=(action("perbaikan")) {
            (page::token(officer))
            @for (n_line, line) in lines.iter().enumerate() {
                @let id = format!("perbaikan-{n_line}");
                div.field {
                    label.field__label for=(id) { (line.label) }
                    input.input type="text" id=(id) name=(line.pointer) maxlength="300" autocomplete="off";
                }
            }
            button.button type="submit" { "Minta perbaikan" }
        }
        h2 { "Tolak" }
        form method="post" action=(action("tolak")) {
            (page::token(officer))
            div.field {
                label.field__label for="alasan" { "Alasan" }
                p.field__hint id="alasan-petunjuk" { "Wajib diisi. Tulis juga apa yang bisa warga lakukan." }
                textarea.input id="alasan" name="alasan" rows="3" maxlength="1000" required
                    aria-describedby="alasan-petunjuk" {}
            }
            button.button.button--bad type="submit" { "Tolak permohonan" }
        }
    }
}
