//! A time of day, or a moment: the browser's own box, in the time of this device.

use forms::{Answer, Json, Kind};

use super::Question;
use crate::{
    part::{El, Naming, el},
    text::{from_moment, to_moment, zone},
};

/// The box.
pub fn draw(question: Question, kind: Kind) -> El {
    let is_time = kind == Kind::Time;
    // JSON Forms keeps a time as `13:37:00`; where the schema says `format: time`, that wants a zone.
    let zoned = question.read(|field| field.control.format.as_deref() == Some("time"));
    let input = el("input", "input input--short input--digits")
        .id(&question.id)
        .attr("type", if is_time { "time" } else { "datetime-local" });
    let (ask, leaving, typed, shown) =
        (question.ask.clone(), question.ask.clone(), input.clone(), question.ask.clone());
    let input = question.focused(question.told(input));
    let input = input
        .on_typed(move || {
            let text = typed.value();
            let text = match is_time {
                true => time(&text, if zoned { zone() } else { String::new() }),
                false => to_moment(&text),
            };
            ask.answer(text.map(|text| Answer { value: Json::from(text), words: None }));
        })
        .on("blur", move |_| leaving.leave())
        .bind(move |input| {
            let stored = shown.typed();
            input.set_value(&if is_time { clock_time(&stored) } else { from_moment(&stored) });
        });
    question.frame(Naming::Label, input)
}

/// `13:37` as `13:37:00` with a zone; `None` when nothing is typed.
fn time(text: &str, zone: String) -> Option<String> {
    let seconds = if text.len() == 5 { ":00" } else { "" };
    (!text.is_empty()).then(|| [text, seconds, &zone].concat())
}

/// The hours and minutes of a stored time, with its seconds if it has any.
fn clock_time(stored: &str) -> String {
    let time = stored.get(..8).unwrap_or(stored);
    time.strip_suffix(":00").filter(|time| time.len() == 5).unwrap_or(time).into()
}

#[cfg(test)]
mod tests;
