//! The services as they stand in the page's frame (index.html): what people read before the app has come. The markup is that of
//! the build (xtask/src/build/frame.rs); `publish` refuses a page whose cards are written otherwise.

use forms::{Identity, Json, Lang, Text};

const CARD: &str = "<a class=\"card\"";
const CARD_END: &str = "</div></a>";

/// The page with these services instead of those that stood there; `None` when `old` is not what stands there.
pub fn replace(page: &str, old: &Json, new: &Json) -> Option<String> {
    let begin = page.find(CARD)?;
    let end = page.rfind(CARD_END)? + CARD_END.len();
    (page.get(begin..end)? == cards(old))
        .then(|| [page.get(..begin).unwrap_or_default(), &cards(new), page.get(end..).unwrap_or_default()].concat())
}

/// The cards of an index.
fn cards(index: &Json) -> String {
    index.get("services").and_then(Json::as_array).unwrap_or_default().iter().map(card).collect()
}

fn card(service: &Json) -> String {
    let mut facts = match service.get("fee").and_then(Json::as_i64) {
        Some(0) => String::from("<span class=\"fact fact--free\">Gratis</span>"),
        Some(fee) => fact(&format!("Rp{}", Identity::MoneyIdr.show(&fee.to_string()))),
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
