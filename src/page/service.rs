//! Layanan: what a service needs, costs and gives, who answers complaints, why data is asked; and "Mulai".
//! The six components of service delivery that the law wants shown before the form (Permenpan RB 15/2014).

use std::sync::Arc;

use forms::{Lang, Service, Text};
use leptos::{either::EitherOf3, prelude::*};

use super::head;
use crate::{
    api::{Config, Error},
    device,
    part::{Panel, Task, Tone},
    route::Page,
    text::{self, Language},
};

/// A definition, read; or why not.
pub type Loaded = Result<Arc<Service>, Error>;

/// One service, before its form.
#[component]
pub fn ServicePage(
    /// The citizen's language.
    language: Language,
    /// The deployment.
    config: StoredValue<Config>,
    /// The definition on its way.
    loading: Task<Loaded>,
    /// A draft of this service that can be continued.
    draft: Option<Page>,
    /// Whether answers can be kept on this device.
    keeps: bool,
    /// Begins a new draft.
    start: Callback<Arc<Service>>,
) -> impl IntoView {
    let loaded = move || loading.result();
    head::plain_title(language, move || match loaded() {
        Some(Ok(service)) => service.title.get(language.get()).into(),
        _ => language.words().home_services.into(),
    });
    // One title from the first moment on: it has the focus when the definition comes.
    let heading = move || match loaded() {
        Some(Ok(service)) => service.title.get(language.get()).to_string(),
        Some(Err(_)) => language.words().home_services.into(),
        None => language.words().loading.into(),
    };
    view! {
        <h1 tabindex="-1" class:waiting=move || loaded().is_none()>{heading}</h1>
        {move || match loaded() {
            Some(Ok(service)) => EitherOf3::A(about(language, config, service, draft.clone(), keeps, start)),
            Some(Err(error)) => EitherOf3::B(broken(language, config, error)),
            None => EitherOf3::C(()),
        }}
    }
}

fn about(
    language: Language,
    config: StoredValue<Config>,
    service: Arc<Service>,
    draft: Option<Page>,
    keeps: bool,
    start: Callback<Arc<Service>>,
) -> impl IntoView {
    let delivery = service.delivery.clone();
    let shown = Say { language, service: StoredValue::new(service.clone()) };
    let minutes = service.minutes.to_string();
    let minutes = move || text::fill(language.words().minutes_long, &[("n", &minutes)]);
    let (fee, free) = (delivery.fee, delivery.fee == 0);
    let fee_class = if free { "facts__value facts__value--free" } else { "facts__value" };
    let begun = draft.is_some();
    let start_words = move || {
        let words = language.words();
        if begun { words.start_over } else { words.start }
    };
    let start_class = if begun { "button button--quiet" } else { "button" };
    view! {
        <p class="lead">{shown.text(|service| &service.summary)}</p>
        <dl class="facts">
            <div class="facts__row">
                <dt>{move || language.words().cost}</dt>
                <dd class=fee_class>{move || text::fee(language.words(), fee)}</dd>
            </div>
            <div class="facts__row">
                <dt>{move || language.words().time}</dt>
                <dd class="facts__value">{shown.text(|service| &service.delivery.time)}</dd>
            </div>
            <div class="facts__row">
                <dt>{move || language.words().fill_time}</dt>
                <dd class="facts__value">{minutes}</dd>
            </div>
            <div class="facts__row">
                <dt>{move || language.words().product}</dt>
                <dd class="facts__value">{shown.text(|service| &service.delivery.product)}</dd>
            </div>
        </dl>
        <h2>{move || language.words().need}</h2>
        {list(language, delivery.requirements, "plain-list")}
        <h2>{move || language.words().procedure}</h2>
        <ol class="next">{items(language, delivery.procedure)}</ol>
        {(!keeps).then(|| view! { <Panel tone=Tone::Warning><p>{move || language.words().cannot_keep}</p></Panel> })}
        {(!device::page::is_secure()).then(|| view! { <Panel tone=Tone::Warning><p>{move || language.words().insecure}</p></Panel> })}
        <div class="actions">
            {draft.map(|page| view! { <a class="button" href=page.path()>{move || language.words().resume}</a> })}
            <button class=start_class type="button" on:click=move |_| start.run(service.clone())>{start_words}</button>
        </div>
        <h2>{move || language.words().notice}</h2>
        {shown.notice()}
        <h2>{move || language.words().complaint}</h2>
        <p>{shown.text(|service| &service.delivery.complaint)}</p>
        {office(language, config)}
        <p class="muted">{shown.text(|service| &service.agency)}</p>
    }
}

// Texts of a service in the present language.
#[derive(Clone, Copy)]
struct Say {
    language: Language,
    service: StoredValue<Arc<Service>>,
}

impl Say {
    fn text(self, pick: fn(&Service) -> &Text) -> impl Fn() -> String {
        move || {
            let lang = self.language.get();
            self.service.with_value(|service| pick(service).get(lang).into())
        }
    }

    fn notice(self) -> impl IntoView {
        let paragraphs = self.service.with_value(|service| service.notice.clone());
        list(self.language, paragraphs, "plain-list")
    }
}

fn list(language: Language, texts: Vec<Text>, class: &'static str) -> impl IntoView {
    view! { <ul class=class>{items(language, texts)}</ul> }
}

fn items(language: Language, texts: Vec<Text>) -> impl IntoView {
    let item = |text: Text| view! { <li>{move || text.get(language.get()).to_string()}</li> };
    texts.into_iter().map(item).collect_view()
}

/// Where to turn: office, address, phone, hours.
pub fn office(language: Language, config: StoredValue<Config>) -> impl IntoView {
    let line = move |pick: fn(&Config) -> &Text| {
        move || config.with_value(|config| pick(config).get(language.get()).to_string())
    };
    let phone = config.with_value(|config| config.office.phone.clone());
    let mut call = String::from("tel:");
    call.extend(phone.chars().filter(|character| character.is_ascii_digit() || *character == '+'));
    view! {
        <address class="office">
            <strong>{line(|config| &config.office.name)}</strong>
            <br/>
            {line(|config| &config.office.address)}
            <br/>
            <a href=call>{phone}</a>
            " · "
            {line(|config| &config.office.hours)}
        </address>
    }
}

fn broken(language: Language, config: StoredValue<Config>, error: Error) -> impl IntoView {
    let lang = move || language.get();
    let sentence = move || {
        let words = language.words();
        match &error {
            Error::Unreachable => words.service_unreachable.into(),
            Error::Broken(faults) if faults.is_empty() => String::from(words.service_missing),
            _ => config.with_value(|config| {
                let values = [("office", config.office.name.get(lang())), ("phone", config.office.phone.as_str())];
                text::fill(words.broken_service, &values)
            }),
        }
    };
    view! {
        <Panel tone=Tone::Bad><p>{sentence}</p></Panel>
        <div class="actions">
            <a class="button button--quiet" href="/">{move || language.words().home}</a>
        </div>
        {office(language, config)}
    }
}

/// The title of a service in the index, for links that name it.
pub fn title_in(services: &[forms::Summary], id: &str, lang: Lang) -> Option<String> {
    services.iter().find(|service| service.id == id).map(|service| service.title.get(lang).into())
}
