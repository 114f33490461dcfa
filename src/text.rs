//! Words: the citizen's language, the app's own words, and sentences for problems. One file per language.

mod en;
mod id;
mod moment;
mod words;
mod zone;

use forms::{Choice, Date, Field, Json, Kind, Lang, Problem, ProblemKind, Service};
use leptos::prelude::*;

pub use moment::{kept_until, long_date, moment, plain_date, saved};
pub use words::{Front, Handoff, LockWords, Words};
pub use zone::{from_moment, to_moment, zone};

/// The language chosen; in the context.
#[derive(Clone, Copy)]
pub struct Language(pub RwSignal<Lang>);

impl Language {
    /// The language, tracked.
    pub fn get(self) -> Lang {
        self.0.get()
    }

    /// The language, for a handler.
    pub fn get_untracked(self) -> Lang {
        self.0.get_untracked()
    }

    /// The words of the form's pages in it, tracked.
    pub fn words(self) -> &'static Words {
        of(self.get())
    }

    /// The words that come first in it, tracked.
    pub fn front(self) -> &'static Front {
        front(self.get())
    }

    /// The words of the form's pages in it, for a handler.
    pub fn words_untracked(self) -> &'static Words {
        of(self.get_untracked())
    }
}

/// The words of the form's pages in a language.
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Id => &id::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The words that come first, in a language.
pub fn front(lang: Lang) -> &'static Front {
    match lang {
        Lang::Id => &id::FRONT,
        Lang::En => &en::FRONT,
    }
}

/// The words of the page that moves a form between phone and kiosk, in a language.
pub fn handoff(lang: Lang) -> &'static Handoff {
    match lang {
        Lang::Id => &id::HANDOFF,
        Lang::En => &en::HANDOFF,
    }
}

/// Puts values into a sentence: `fill("Langkah {i} dari {n}", &[("i", "2"), ("n", "4")])`. A name without a value stays as it is written.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    ::words::fill(sentence, |name| values.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

/// The sentence for a problem of a field: the backend's own, the service's own, else ours. `alone`: it stands far from its row, so it
/// names that too.
pub fn sentence(service: &Service, field: &Field, problem: &Problem, lang: Lang, alone: bool) -> String {
    let full = || service.full_label(&field.control, &field.within, lang);
    // What is wrong with a whole goes by its name, not by that of the question at which it stands.
    let is_whole = problem.pointer != field.pointer && problem.pointer.contains(&field.pointer);
    let own = match &problem.kind {
        ProblemKind::Backend { sentence } => Some(sentence.as_str()).filter(|own| !own.is_empty()),
        _ => service.sentence(&field.control, problem, lang),
    };
    match own {
        Some(own) if alone && !field.within.is_empty() => [&full(), ": ", own].concat(),
        Some(own) => own.into(),
        None if is_whole => ::words::told(service, problem, lang),
        None if alone => ::words::sentence(lang, &full(), problem),
        None => ::words::sentence(lang, &label(service, field, lang), problem),
    }
}

/// A field's label; a row with a single answer is called by its list and its number.
pub fn label(service: &Service, field: &Field, lang: Lang) -> String {
    let last = field.within.last_chunk::<1>().filter(|_| is_named_by_row(field));
    service.full_label(&field.control, last.map_or(&[], |last| last), lang)
}

/// Whether it is the only answer of its row, whose name stands above it.
pub fn is_named_by_row(field: &Field) -> bool {
    field.within.last().is_some_and(|(list, _)| list.key == field.control.key)
}

/// The sentence for a problem that belongs to no field.
pub fn bare_sentence(service: &Service, problem: &Problem, lang: Lang) -> String {
    match &problem.kind {
        ProblemKind::Backend { sentence } if !sentence.is_empty() => sentence.clone(),
        _ => ::words::told(service, problem, lang),
    }
}

/// The title of an error summary.
pub fn n_problems(words: &Words, n_problems: usize) -> String {
    match n_problems {
        1 => words.problems_one.into(),
        _ => fill(words.problems, &[("n", &n_problems.to_string())]),
    }
}

/// A member of a reply in a sentence: a date in words, anything else as it is.
pub fn in_words(value: &str, lang: Lang) -> String {
    Date::parse(value).map_or_else(|| value.into(), |date| plain_date(date, lang))
}

/// The words of an alternative; `null` has some, too.
pub fn choice<'a>(service: &'a Service, choice: &'a Choice, lang: Lang) -> &'a str {
    let words = service.choice(choice, lang);
    if choice.value.is_null() && words == "null" { of(lang).nothing } else { words }
}

/// An answer as people read it, for review, receipt and copies; `None` when there is none.
pub fn answer(service: &Service, field: &Field, lang: Lang) -> Option<String> {
    let value = field.value.as_ref()?;
    if let Some(words) = &field.words {
        return Some(words.clone());
    }
    let control = &field.control;
    let chosen = control.choices.iter().find(|choice| choice.value == *value);
    if let Some(chosen) = chosen {
        return Some(choice(service, chosen, lang).into());
    }
    match (control.kind, value) {
        (_, Json::Bool(yes)) => {
            let words = of(lang);
            Some(if *yes { words.yes } else { words.no }.into())
        }
        (Kind::LocalFormat(identity), value) => {
            let text = identity.show(&plain(value));
            let money = identity == forms::LocalFormat::MoneyIdr;
            Some(if money { ["Rp", &text].concat() } else { text })
        }
        (Kind::Date, Json::String(text)) => Some(Date::parse(text).map_or(text.clone(), |date| plain_date(date, lang))),
        (Kind::Time, Json::String(text)) => Some(clock_time(text, lang)),
        (Kind::DateTime, Json::String(text)) => Some(zone::in_words(text, lang)),
        (_, Json::Array(items)) if items.is_empty() => None,
        (Kind::Array, Json::Number(rows)) if rows.as_i64() == Some(0) => None,
        (_, Json::Array(items)) => {
            let labels = items.iter().map(|item| {
                let chosen = control.choices.iter().find(|choice| choice.value == *item);
                chosen.map_or(plain(item), |chosen| choice(service, chosen, lang).into())
            });
            Some(labels.collect::<Vec<_>>().join(", "))
        }
        (Kind::Number, Json::Number(_)) if lang == Lang::Id => Some(plain(value).replace('.', ",")),
        (_, value) => Some(plain(value)),
    }
}

/// How a typed number was read, on a page in a language that writes it otherwise than its box: `1.500` could be one and a half in English.
pub fn read_as(field: &Field, lang: Lang) -> Option<String> {
    let is_typed = matches!(field.control.kind, Kind::Integer | Kind::Number | Kind::LocalFormat(_));
    let number = field.value.as_ref().and_then(Json::as_number).filter(|_| is_typed && lang != Lang::Id)?;
    let number = ::words::number(lang, number);
    number.contains(['.', ',']).then(|| fill(of(lang).read_as, &[("n", &number)]))
}

/// `13.37`: the hours and minutes of a stored time, as the language writes them.
fn clock_time(stored: &str, lang: Lang) -> String {
    let time = stored.get(..5).unwrap_or(stored);
    if lang == Lang::Id { time.replace(':', ".") } else { time.into() }
}

/// A text of which only the last four letters and digits are shown: `•••• •••• •••• 0001`. Spaces and signs stay, so that it is known again.
pub fn masked(text: &str) -> String {
    let is_letter = |letter: &char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    let mut hidden = text.chars().filter(is_letter).count().saturating_sub(4);
    let mask = |letter: char| {
        if hidden == 0 || !is_letter(&letter) {
            return letter;
        }
        hidden -= 1;
        '•'
    };
    text.chars().map(mask).collect()
}

/// A value as it is: a text without quotes.
pub fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_text(), String::from)
}

/// A state's label and meaning; a code that is not known stands for itself.
pub fn state(code: &str, lang: Lang) -> (String, String) {
    match ::words::state(lang, code) {
        Some(state) => (state.label.into(), state.meaning.into()),
        None => (code.into(), String::new()),
    }
}

/// A fee: "Gratis" or `Rp50.000`.
pub fn fee(words: &Front, rupiah: i64) -> String {
    if rupiah == 0 {
        return words.free.into();
    }
    // Not the display of all formats, of which Beranda needs this one.
    let digits = rupiah.to_string();
    let mut text = String::from("Rp");
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// An application's number as people read it aloud: `7H3K 92QX`. A number of another form is shown as it is.
pub fn number(number: &str) -> String {
    match number.split_at_checked(4) {
        Some((first, last)) if last.len() == 4 && number.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            [first, " ", last].concat()
        }
        _ => number.into(),
    }
}

/// A number as somebody typed it: without the spaces that [`number`] shows and in upper case, where that makes such a number. The
/// number of another form stays as it was typed.
pub fn typed_number(typed: &str) -> String {
    let plain: String = typed.split_whitespace().collect();
    let grouped = plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if grouped { plain.to_ascii_uppercase() } else { typed.trim().into() }
}

#[cfg(test)]
mod tests;
