//! All submissions, newest first, by state, number, and the code of somebody who has no number.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use forms::Lang;
use maud::{Markup, html};

use crate::{
    Office, clock,
    error::Error,
    number,
    office::work,
    officer::{Officer, Sent, page},
    record::{self, Record},
    state,
};

pub(super) async fn show(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let query = Sent(query);
    let (wanted, text) = (String::from(query.get("status")), String::from(query.get("cari")));
    let n_page: u32 = query.get("halaman").parse().unwrap_or_default();
    let content = work(&office, move |office| {
        // A scanner types the whole address that the code of a receipt holds.
        let text = String::from(text.rsplit('#').next().unwrap_or_default());
        let search = text.replace([' ', '-'], if number::read(&text).len() == 8 { "" } else { "-" });
        let records = record::list(&office.db.lock(), &wanted, &search, n_page)?;
        Ok(html! {
            h1 { "Permohonan" }
            (filter(&wanted, &text))
            @if records.is_empty() {
                p.empty { "Tidak ada permohonan di sini." }
            } @else {
                ul.cards { @for record in &records { li { (card(office, record)) } } }
            }
            (pages(&wanted, &text, n_page, records.len()))
        })
    })
    .await?;
    Ok(page::page("Permohonan", Some(&officer), &content).into_response())
}

fn filter(wanted: &str, text: &str) -> Markup {
    html! {
        form.filter method="get" action="/petugas" role="search" {
            div.field {
                label.field__label for="status" { "Status" }
                select.input id="status" name="status" {
                    option value="" { "Semua" }
                    @for code in state::ALL {
                        option value=(code) selected[code == wanted] { (page::state(code)) }
                    }
                }
            }
            div.field {
                label.field__label for="cari" { "Nomor, kode, atau layanan" }
                input.input type="search" id="cari" name="cari" value=(text) autocomplete="off";
            }
            button.button.button--quiet type="submit" { "Tampilkan" }
        }
    }
}

fn card(office: &Office, record: &Record) -> Markup {
    let service = office.services.get(&record.service, &record.version);
    let title = service.map_or_else(|_| record.service.clone(), |service| String::from(service.title.get(Lang::Id)));
    html! {
        a.card href={ "/petugas/" (record.number) } {
            span.card__title { (number::show(&record.number)) }
            span.card__text { (title) }
            span.card__facts {
                span.fact.fact--state { (page::state(&record.state)) }
                span.fact { "Dikirim " (clock::date_time(record.created)) }
                span.fact { "Dijanjikan " (record.promised) }
            }
        }
    }
}

fn pages(wanted: &str, text: &str, n_page: u32, n_records: usize) -> Markup {
    let form = |n: u32, words: &str| {
        html! {
            form method="get" action="/petugas" {
                input type="hidden" name="status" value=(wanted);
                input type="hidden" name="cari" value=(text);
                input type="hidden" name="halaman" value=(n);
                button.button.button--quiet type="submit" { (words) }
            }
        }
    };
    html! {
        nav.pages aria-label="Halaman" {
            @if n_page > 0 { (form(n_page - 1, "Lebih baru")) }
            @if n_records == record::PAGE { (form(n_page.saturating_add(1), "Lebih lama")) }
        }
    }
}
