//! Tanda terima: the number, the promised day, what happens next, what to bring, the dossier for the next office, and ways
//! to keep all this (print, share, copy, save).

mod dossier;

use forms::{Condition, Date, Lang};
use leptos::prelude::*;

use super::head;
use crate::{
    api::Config,
    device,
    part::{El, Live, Task, Tone, actions, el, h1, h2, list, p, panel, qr, quiet_button, quiet_link, spawn},
    route::Page,
    session::{Sent, Session},
    text::{self, Language},
};

/// What the page needs beside the draft.
#[derive(Clone)]
pub struct Props {
    pub session: Session,
    pub language: Language,
    pub live: Live,
    /// Where to turn when the number is lost.
    pub config: &'static Config,
}

/// The receipt of a draft that was sent.
pub fn draw(given: Props, sent: Sent) -> El {
    let link = device::page::address(&Page::Track.path(), &sent.number);
    let code = Task::<Option<(u32, String)>>::new();
    let coded = link.clone();
    code.start(async move { device::qr::encode(&coded).await }, |_| {});
    el("div", "").swap(move || page(&given, &sent, &link, code))
}

fn page(given: &Props, sent: &Sent, link: &str, code: Task<Option<(u32, String)>>) -> Vec<El> {
    let Props { session, language, config, .. } = given;
    let (words, lang, service) = (language.words(), language.get(), session.service());
    let corrected = session.draft_untracked(|draft| draft.correction.is_some());
    let title = if corrected { words.receipt_corrected } else { words.receipt_title };
    head::title(*language, false, title);
    let promised = sent.promised.as_deref().and_then(Date::parse);
    let promise = promised.map(|date| {
        el("p", "receipt__promise")
            .text(words.receipt_promised)
            .add(el("br", ""))
            .add(el("strong", "").text(&text::long_date(date, lang)))
    });
    let drawn = move || match code.result() {
        Some(Some(code)) => vec![qr(&code, words.receipt_qr)],
        _ => Vec::new(),
    };
    let card = el("section", "receipt")
        .add(h1(title).class("receipt__title"))
        .add(p("receipt__service", service.title.get(lang)))
        .add(p("receipt__label", words.receipt_number))
        .add(p("receipt__number", &text::number(&sent.number)))
        .add(el("div", "qr").swap(drawn))
        .add_some(promise);
    let notice = service.outcome.notice.as_ref().filter(|notice| holds(*session, notice.when.as_ref()));
    let notice =
        notice.map(|notice| panel(Tone::Warning, vec![el("p", "").add(el("strong", "").text(notice.text.get(lang)))]));
    let lost = if device::kiosk::is_here() { words.kiosk_lost } else { words.receipt_lost_text };
    let lost = text::fill(lost, &[("office", config.office.name.get(lang))]);
    let office = sent.link.as_deref().map(|link| quiet_link(words.receipt_link, link));
    let links = [quiet_link(language.front().home_track, &Page::Track.path()), quiet_link(words.home, "/")];
    // A citizen who is done at a kiosk wipes it; there is nothing to go back to.
    let links = office.into_iter().chain(links).filter(|_| !device::kiosk::is_here()).collect();
    let keep = keep(given, sent, &message(given, sent, link, lang));
    // At a kiosk the paper is what is taken along: it is offered where the number is.
    let (first, later) = if device::kiosk::is_here() { (Some(keep), None) } else { (None, Some(keep)) };
    let mut page = vec![card];
    page.extend(first);
    page.extend(notice);
    page.extend(advice(given, words.receipt_next, "ol", "next", &service.outcome.next));
    page.extend(advice(given, words.receipt_bring, "ul", "plain-list", &service.outcome.bring));
    page.extend(later);
    page.extend(dossier::draw(given));
    page.extend([h2(words.receipt_lost), p("", &lost), actions(links).class("actions no-print")]);
    page
}

/// Whether a condition of the service holds for what was sent.
fn holds(session: Session, condition: Option<&Condition>) -> bool {
    condition.is_none_or(|condition| condition.holds(&session.submission().answers, &device::Browser::default()))
}

fn message(given: &Props, sent: &Sent, link: &str, lang: Lang) -> String {
    let service = given.session.service();
    let number = text::number(&sent.number);
    let values = [("title", service.title.get(lang)), ("number", &number), ("link", link)];
    text::fill(text::of(lang).receipt_message, &values)
}

// A list of what to do or to bring, as far as it is for these answers.
fn advice(given: &Props, title: &str, tag: &str, class: &str, advice: &[forms::Advice]) -> Vec<El> {
    let lang = given.language.get();
    let mine = advice.iter().filter(|advice| holds(given.session, advice.when.as_ref()));
    let texts: Vec<String> = mine.map(|advice| advice.text.get(lang).into()).collect();
    if texts.is_empty() { Vec::new() } else { vec![h2(title), list(tag, class, texts)] }
}

fn keep(given: &Props, sent: &Sent, message: &str) -> El {
    let (words, live) = (given.language.words(), given.live);
    let said = RwSignal::new(0);
    let (shared, copied, copy_of, number) =
        (message.to_string(), message.to_string(), message.to_string(), sent.number.clone());
    let copy_given = given.clone();
    let whatsapp = el("a", "button")
        .attr("href", &device::share::whatsapp(message))
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .text(words.receipt_whatsapp);
    let share = device::share::can_share().then(|| {
        quiet_button(words.receipt_share, move || {
            let text = shared.clone();
            spawn(Box::pin(async move {
                device::share::share(&text).await;
            }));
        })
    });
    let copy = quiet_button(words.receipt_copy, move || {
        let text = copied.clone();
        spawn(Box::pin(async move {
            let done = device::share::copy(&text).await;
            live.say(if done { words.receipt_copied } else { words.receipt_not_copied });
            let _ = said.try_set(if done { 1 } else { 2 });
        }));
    });
    let told = p("muted", "").bind_text(move || {
        let sentence = match said.get() {
            0 => "",
            1 => words.receipt_copied,
            _ => words.receipt_not_copied,
        };
        sentence.into()
    });
    let print = quiet_button(words.receipt_print, device::page::print);
    let save = quiet_button(words.receipt_save, move || {
        let text = dossier::copy_of_answers(&copy_given, &copy_of);
        device::share::save(&["loket-", &number, ".txt"].concat(), &text);
    });
    // A kiosk has no other app, no memory and no files of the citizen's.
    let buttons = if device::kiosk::is_here() {
        [None, None, None, None, Some(print.class("button")), None]
    } else {
        [Some(whatsapp), share, Some(copy), Some(told), Some(print), Some(save)]
    };
    actions(buttons.into_iter().flatten().collect()).class("actions no-print")
}
