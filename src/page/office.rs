//! Where to turn: office, address, phone, hours.

use crate::{
    api::Config,
    part::{El, el},
    text::Language,
};

/// The office as an address.
pub fn draw(language: Language, config: &Config) -> El {
    let (office, lang) = (&config.office, language.get());
    let mut call = String::from("tel:");
    call.extend(office.phone.chars().filter(|character| character.is_ascii_digit() || *character == '+'));
    el("address", "office")
        .add(el("strong", "").text(office.name.get(lang)))
        .add(el("br", ""))
        .text(office.address.get(lang))
        .add(el("br", ""))
        .add(el("a", "").attr("href", &call).text(&office.phone))
        .text(" · ")
        .text(office.hours.get(lang))
}
