//! Layanan: what a service needs, costs and gives, who answers complaints, why data is asked; and "Mulai".
//! The six components of service delivery that the law wants shown before the form (Permenpan RB 15/2014).

use std::{rc::Rc, sync::Arc};

use forms::{Lang, Service, Text};

use super::{account, head, office};
use crate::{
    api::{Api, Config, Error},
    device::{self, vault::Kept},
    part::{El, Task, Tone, actions, button, el, h1, h2, link_button, list, p, panel, quiet_button, quiet_link},
    route::Page,
    text::{self, Language},
};

/// A definition, read; or why not.
pub type Loaded = Result<Arc<Service>, Error>;

/// What the page needs beside the definition.
pub struct Props {
    pub language: Language,
    pub config: &'static Config,
    /// A draft of this service that can be continued.
    pub draft: Option<Page>,
    /// Why answers cannot be kept on this device, if so.
    pub refusal: Option<Kept>,
    /// Asks for the definition again.
    pub again: Rc<dyn Fn()>,
    /// Begins a new draft.
    pub start: Rc<dyn Fn(&Service)>,
}

/// One service, before its form; `loading` is its definition on its way.
pub fn draw(loading: Task<Loaded>, given: Props) -> El {
    let language = given.language;
    // One title from the first moment on: it has the focus when the definition comes.
    let title = h1("").bind(move |title| {
        let (words, lang, loaded) = (language.front(), language.get(), loading.result());
        let name = match &loaded {
            Some(Ok(service)) => service.title.get(lang),
            _ => words.home_services,
        };
        head::title(language, false, name);
        title.set_text(if loaded.is_none() { words.loading } else { name });
        let _ = title.clone().attr_if("class", loaded.is_none().then_some("waiting"));
    });
    let rest = move || match loading.result() {
        Some(Ok(service)) => about(&given, service),
        Some(Err(error)) => broken(&given, &error),
        None => Vec::new(),
    };
    el("div", "").add(title).add(el("div", "").swap(rest))
}

fn about(given: &Props, service: Arc<Service>) -> Vec<El> {
    let (language, words, lang) = (given.language, given.language.words(), given.language.get());
    let delivery = &service.delivery;
    let free = if delivery.fee == 0 { "facts__value facts__value--free" } else { "facts__value" };
    let minutes = text::fill(words.minutes_long, &[("n", &service.minutes.to_string())]);
    let facts = [
        (words.cost, text::fee(language.front(), delivery.fee), free),
        (words.time, delivery.time.get(lang).into(), "facts__value"),
        (words.fill_time, minutes, "facts__value"),
        (words.product, delivery.product.get(lang).into(), "facts__value"),
    ];
    let facts = facts.map(|(name, value, class)| {
        el("div", "facts__row").add(el("dt", "").text(name)).add(el("dd", class).text(&value))
    });
    let insecure = (!device::page::is_secure()).then_some(words.insecure);
    let warnings = given.refusal.map(|refusal| head::not_kept(words, refusal)).into_iter().chain(insecure);
    let (start, begun) = (given.start.clone(), service.clone());
    let begin = move || start(&begun);
    let buttons = match &given.draft {
        None => vec![button(words.start, begin)],
        Some(page) => vec![link_button(words.resume, &page.path()), quiet_button(words.start_over, begin)],
    };
    let mut page = vec![
        p("lead", service.summary.get(lang)),
        el("dl", "facts").add_all(facts.into()),
        h2(words.need),
        list("ul", "plain-list", said(&delivery.requirements, lang)),
        h2(words.procedure),
        list("ol", "next", said(&delivery.procedure, lang)),
    ];
    page.extend(warnings.map(|sentence| panel(Tone::Warning, vec![p("", sentence)])));
    page.extend(asks_account(given, &service).map(|sentence| panel(Tone::Info, vec![p("", &sentence)])));
    page.extend([
        actions(buttons),
        h2(words.notice),
        list("ul", "plain-list", said(&service.notice, lang)),
        h2(words.complaint),
        p("", delivery.complaint.get(lang)),
        office::draw(language, given.config),
        p("muted", service.agency.get(lang)),
    ]);
    page
}

// That an account is needed is told before the form, not in the middle of it.
fn asks_account(given: &Props, service: &Service) -> Option<String> {
    let api = Api::new(given.config, Some(service)).ok()?;
    let account = account::name(api.provider()?, given.language);
    Some(text::fill(given.language.words().asks_account, &[("account", &account)]))
}

fn said(texts: &[Text], lang: Lang) -> Vec<String> {
    texts.iter().map(|text| text.get(lang).into()).collect()
}

fn broken(given: &Props, error: &Error) -> Vec<El> {
    let (language, words) = (given.language, given.language.words());
    let sentence = match error {
        Error::Unreachable => words.unreachable.into(),
        Error::Broken(faults) if faults.is_empty() => words.service_missing.into(),
        _ => {
            let office = &given.config.office;
            text::fill(words.broken_service, &[("office", office.name.get(language.get())), ("phone", &office.phone)])
        }
    };
    let again = given.again.clone();
    vec![
        panel(Tone::Bad, vec![p("", &sentence)]),
        actions(vec![quiet_button(words.try_again, move || again()), quiet_link(words.home, "/")]),
        office::draw(language, given.config),
    ]
}

/// The title of a service in the index, for links that name it.
pub fn title_in(services: &[forms::Summary], id: &str, lang: Lang) -> Option<String> {
    services.iter().find(|service| service.id == id).map(|service| service.title.get(lang).into())
}
