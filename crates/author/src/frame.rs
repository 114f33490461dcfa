//! The services as they stand in the page's frame (index.html): what people read before the app has come. The markup is that of
//! the build (xtask/src/build/frame.rs); `publish` refuses a page whose cards are written otherwise.

use forms::{Json, Lang, LocalFormat, Text};

const CARD: &str = "<a class=\"card\"";
const CARD_END: &str = "</div></a>";

/// The page with these services in place of those that stood there, whichever these were: a page that an interrupted `publish` has left
/// behind its index is put right so. `None` where what stands there is no list of cards as they are written here.
pub fn replace(page: &str, index: &Json) -> Option<String> {
    let begin = page.find(CARD)?;
    let end = page.rfind(CARD_END)? + CARD_END.len();
    are_cards(page.get(begin..end)?)
        .then(|| [page.get(..begin).unwrap_or_default(), &cards(index), page.get(end..).unwrap_or_default()].concat())
}

/// Whether a text is cards and nothing else.
fn are_cards(mut text: &str) -> bool {
    while !text.is_empty() {
        match after_card(text) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
    true
}

/// What stands behind the card with which a text begins.
fn after_card(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(CARD)?.strip_prefix(" href=\"/layanan/")?;
    let rest = behind(rest, '"')?.strip_prefix("\"><span class=\"card__title\">")?;
    let rest = behind(rest, '<')?.strip_prefix("</span><p class=\"card__summary\">")?;
    let mut rest = behind(rest, '<')?.strip_prefix("</p><div class=\"card__facts\">")?;
    while let Some(fact) = rest.strip_prefix("<span class=\"fact") {
        let fact = fact.strip_prefix(" fact--free").unwrap_or(fact).strip_prefix("\">")?;
        rest = behind(fact, '<')?.strip_prefix("</span>")?;
    }
    rest.strip_prefix(CARD_END)
}

/// A text from the first of these letters on.
fn behind(text: &str, letter: char) -> Option<&str> {
    text.get(text.find(letter)?..)
}

/// The cards of an index.
fn cards(index: &Json) -> String {
    index.get("services").and_then(Json::as_array).unwrap_or_default().iter().map(card).collect()
}

fn card(service: &Json) -> String {
    let mut facts = match service.get("fee").and_then(Json::as_i64) {
        Some(0) => String::from("<span class=\"fact fact--free\">Gratis</span>"),
        Some(fee) => fact(&format!("Rp{}", LocalFormat::MoneyIdr.show(&fee.to_string()))),
        None => String::new(),
    };
    if let Some(minutes) = service.get("minutes").and_then(Json::as_i64) {
        facts.push_str(&fact(&format!("Isi {minutes} menit")));
    }
    let text = |key: &str| {
        service.get(key).and_then(Text::read).map(|text| String::from(text.get(Lang::Id))).unwrap_or_default()
    };
    let time = text("time");
    if !time.is_empty() {
        facts.push_str(&fact(&time));
    }
    format!(
        "<a class=\"card\" href=\"/layanan/{}\"><span class=\"card__title\">{}</span><p class=\"card__summary\">{}</p>\
         <div class=\"card__facts\">{facts}</div></a>",
        escape(service.get("id").and_then(Json::as_str).unwrap_or_default()),
        escape(&text("title")),
        escape(&text("summary"))
    )
}

fn fact(text: &str) -> String {
    format!("<span class=\"fact\">{}</span>", escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
