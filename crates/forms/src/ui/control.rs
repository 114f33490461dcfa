//! Builds the static side of a control: kind, label, text keys, alternatives, limits (JSON Forms' order of sources).

use crate::{Choice, Control, Json, Kind, Pointer, service::Words, ui::kind::Subject};

/// Builds a control for the place `pointer`; `element` is its UI element, `None` when the control is generated.
/// `outer` begins the keys of texts in a row.
pub(crate) fn control(
    subject: &Subject,
    outer: &str,
    pointer: &Pointer,
    element: Option<&Json>,
    words: &Words,
) -> Control {
    let key = key(subject, outer, pointer, element);
    let mut choices = choices(subject, &key, words);
    let kind = subject.kind(&choices);
    match kind {
        Kind::Checkbox => choices.clear(),
        Kind::YesNo => choices = [true, false].map(|value| yes_or_no(value, &key)).into(),
        _ => {}
    }
    let (label, label_shown) = label(subject, pointer, element);
    let size = |name| subject.keyword(name).and_then(Json::as_i64);
    Control {
        kind,
        label,
        label_shown,
        description: subject.text("description").map(str::to_owned),
        choices,
        options: options(subject),
        from: subject.option("from").and_then(Json::as_str).map(str::to_owned),
        max_length: size("maxLength").and_then(|n| usize::try_from(n).ok()),
        min_items: size("minItems").and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0),
        max_items: size("maxItems").and_then(|n| usize::try_from(n).ok()),
        folds: element.and_then(|element| element.get("type")).and_then(Json::as_str) == Some("ListWithDetail"),
        row_title: subject.row_title(),
        minimum: subject.keyword("minimum").and_then(Json::as_number).copied(),
        maximum: subject.keyword("maximum").and_then(Json::as_number).copied(),
        default: subject.keyword("default").cloned(),
        step: subject.keyword("multipleOf").cloned(),
        format: subject.text("format").map(str::to_owned),
        key,
    }
}

/// The form's `config` with the element's own options over it.
fn options(subject: &Subject) -> Json {
    let mut options = Json::object();
    for json in [subject.config, subject.options] {
        for (name, value) in json.as_object().into_iter().flat_map(|object| object.iter()) {
            options.set(&Pointer::root().join(name), value.clone());
        }
    }
    options
}

/// The prefix of the text keys: the element's `i18n`, the schema's, else the path without indices.
fn key(subject: &Subject, outer: &str, pointer: &Pointer, element: Option<&Json>) -> String {
    let own = element.and_then(|element| element.get("i18n")).and_then(Json::as_str);
    if let Some(own) = own.or_else(|| subject.text("i18n")) {
        return own.to_owned();
    }
    match (outer, path(pointer).as_str()) {
        ("", "") => "root".to_owned(),
        ("", path) => path.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, path) => [outer, ".", path].concat(),
    }
}

/// `pemilik.nik` for `/pemilik/nik`; empty for the whole.
pub(crate) fn path(pointer: &Pointer) -> String {
    let mut path = String::new();
    for token in pointer.tokens() {
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&token);
    }
    path
}

fn label(subject: &Subject, pointer: &Pointer, element: Option<&Json>) -> (String, bool) {
    let written = element.and_then(|element| element.get("label"));
    let (text, shown) = match written {
        Some(Json::String(text)) => (Some(text.as_str()), true),
        Some(Json::Bool(shown)) => (None, *shown),
        Some(Json::Object(label)) => {
            let shown = label.get("show").and_then(Json::as_bool).unwrap_or(true);
            (label.get("text").and_then(Json::as_str), shown)
        }
        _ => (None, true),
    };
    let text = text.or_else(|| subject.text("title")).map(str::to_owned);
    let derived = || pointer.tokens().last().map(|name| start_case(&name)).unwrap_or_default();
    (text.unwrap_or_else(derived), shown)
}

/// `namaUsaha` and `nama_usaha` become `Nama Usaha`. Only ASCII has cases here: names are written so, and the tables of all others weigh
/// 7 KB in the app.
pub(crate) fn start_case(name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for letter in name.chars() {
        let is_letter = is_letter(letter);
        let starts = !self::is_letter(before) || (before.is_ascii_lowercase() && letter.is_ascii_uppercase());
        if is_letter && starts {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push(letter.to_ascii_uppercase());
        } else if is_letter {
            text.push(letter);
        }
        before = letter;
    }
    text
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii()
}

fn choices(subject: &Subject, prefix: &str, words: &Words) -> Vec<Choice> {
    let choice = |(value, own, title): (&Json, Option<&str>, Option<&str>)| {
        let text = plain(value);
        let join = |last: &str| [prefix, ".", last].concat();
        // JSON Forms names an entry by its title; authors of ours by its value, so both are tried.
        let by_title = title.map(join).filter(|key| words.has(key));
        let key = own.map(str::to_owned).or(by_title).unwrap_or_else(|| join(&text));
        Choice { value: value.clone(), key, title: title.map_or(text, str::to_owned) }
    };
    let alternatives = subject.alternatives();
    if !alternatives.is_empty() {
        return alternatives.into_iter().map(choice).collect();
    }
    let branches = subject.branches();
    let titled = |(index, node): (i64, _)| {
        let branch = subject.of(node);
        let list = if subject.keyword("oneOf").is_some() { "oneOf-" } else { "anyOf-" };
        let title = branch.branch_title().unwrap_or_else(|| [list, &index.to_string()].concat());
        choice((&Json::from(index), branch.text("i18n"), Some(&title)))
    };
    (0..).zip(branches).map(titled).collect()
}

fn yes_or_no(value: bool, prefix: &str) -> Choice {
    let title = if value { "true" } else { "false" };
    Choice { value: Json::Bool(value), key: [prefix, ".", title].concat(), title: title.to_owned() }
}

/// A value as its text key names it: strings without quotes.
pub(crate) fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_text(), str::to_owned)
}
