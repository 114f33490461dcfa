//! The names under which backends put what is wrong, in one table a kind. They are compared without capitals, lines and namespaces:
//! `ModelState`, `model_state`, `hydra:description`.

use forms::{Json, Object, Pointer};

use crate::place;

/// What stands under a name.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Nothing for people: traces, links, what was sent.
    Noise,
    /// The same as around it: envelopes, and what belongs to no member.
    Wrap,
    /// A sentence, or several, for what is around.
    Whole,
    /// Mistakes: a list, or a tree.
    List,
    /// A place in the body.
    Place,
}

const NOISE: &str = "trace stack stacktrace exception exceptions debug links input request rejectedvalue codes arguments extensions info \
    params parameters help documentation headers file line target_ ctx metadata_ timestamp instance";
const WRAP: &str = "error innererror data result response meta metadata fault payload status errordata output embedded";
const WHOLE: &str =
    "nonfielderrors all base general global form json body root schema value text empty required requestbody";
const LIST: &str = "message messages detail details validation modelstate constraints children inner failures problems invalidparams \
    causes fielderrors galat kesalahan fields invalidfields pesan reasons issue errormessage";
/// A name that ends so is one of a list, too: `fieldErrors`, `parameterViolations`.
const ENDS: &str = "errors violations issues messages errordetails";

/// Members that say where, in one mistake.
const PLACE: &str = "pointer propertypath field path loc param property propertyname attr attribute fieldname instancepath datapath \
    source propertyref target expression location name key kolom isian members membernames fields \
    params paths failedfield errorproperty";
/// Members that hold a sentence, the best first.
const WORDS: &str = "detail usermessage message msg pesan keterangan errormessage reason errordescription description diagnostics text \
    title error details deskripsi info rd uraian alasan ket kesalahan galat faultstring";
/// A name that ends so holds one, too (`resultDesc`, `status_message`), unless it begins like words for developers.
const WORDS_END: &str = "message msg desc description summary";
const DEVELOPER: &str = "dev debug internal exception";

/// The kind of a name that is no known place.
pub(super) fn kind(name: &str) -> Kind {
    let folded = fold(name);
    let folded = folded.as_str();
    match () {
        () if has(NOISE, folded) => Kind::Noise,
        () if has(WHOLE, folded) || folded.is_empty() => Kind::Whole,
        () if has(LIST, folded) || ends(ENDS, folded) => Kind::List,
        () if has(WRAP, folded) => Kind::Wrap,
        // `_errors` of Zod, `_schema` of marshmallow, `_required` of CakePHP.
        () if name.starts_with('_') => Kind::Whole,
        () => Kind::Place,
    }
}

/// A name in small letters without lines, and without its namespace.
pub(crate) fn fold(name: &str) -> String {
    let name = name.rsplit(':').next().unwrap_or(name);
    let name = name.strip_prefix("odata.").unwrap_or(name);
    name.chars().filter(|letter| !matches!(letter, '_' | '-')).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The place that a mistake names.
pub(super) fn place_in(members: &Object) -> Option<Pointer> {
    PLACE.split_whitespace().find_map(|name| {
        let value = member(members, name)?;
        match value {
            // JSON:API.
            Json::Object(source) if name == "source" => {
                let text = source.get("pointer").or_else(|| source.get("parameter"))?;
                place::of(text)
            }
            // ABP, Salesforce, Grape: a list of places.
            Json::Array(places) if has("members membernames fields params paths", name) => place::of(places.first()?),
            // FastAPI: the first token is the part of the request.
            Json::Array(tokens) if tokens.first().and_then(Json::as_str) == Some("body") => {
                place::of(&Json::Array(tokens.get(1..)?.to_vec()))
            }
            value => {
                let is_class = name == "name" && value.as_str().is_some_and(|text| text.contains("Error"));
                place::of(value).filter(|_| !is_class && name != "source")
            }
        }
    })
}

/// The place that stands beside a mistake's code (Directus).
pub(super) fn place_beside(members: &Object) -> Option<Pointer> {
    place::of(member(members, "extensions")?.get("field")?)
}

/// Whether it is a mistake as such: a sentence under the name that is used for nothing else.
pub(super) fn is_mistake(members: &Object) -> bool {
    ["message", "msg", "pesan"].iter().any(|name| member(members, name).is_some_and(|words| words.as_str().is_some()))
}

/// The words of a mistake.
pub(super) fn words_in(members: &Object) -> Option<&str> {
    all_words_in(members).first().copied()
}

/// All texts that may be words, the best first.
pub(super) fn all_words_in(members: &Object) -> Vec<&str> {
    let mut all = Vec::new();
    for name in WORDS.split_whitespace() {
        all.extend(member(members, name).and_then(words));
    }
    for (name, value) in members.iter() {
        let folded = fold(name);
        if ends(WORDS_END, &folded) && !has(WORDS, &folded) && !begins(DEVELOPER, &folded) {
            all.extend(words(value));
        }
    }
    all
}

// FHIR says it a step deeper.
fn words(value: &Json) -> Option<&str> {
    value.as_str().or_else(|| value.get("text")?.as_str()).filter(|text| !text.trim().is_empty())
}

/// The members that hold mistakes: none that is a text, or names places.
pub(super) fn lists_in(members: &Object) -> Vec<(&str, &Json)> {
    let mut lists = Vec::new();
    for (name, value) in members.iter() {
        let is_texts = value.as_array().is_some_and(|items| items.iter().all(|item| item.as_str().is_some()));
        if value.as_str().is_none() && kind(name) == Kind::List && !(is_texts && fold(name) == "fields") {
            lists.push((name, value));
        }
    }
    lists
}

fn member<'a>(members: &'a Object, folded: &str) -> Option<&'a Json> {
    members.iter().find(|(name, _)| fold(name) == folded).map(|(_, value)| value)
}

/// Whether a table, words with spaces between, has this one.
pub(crate) fn has(table: &str, folded: &str) -> bool {
    !folded.is_empty() && table.split_whitespace().any(|name| name == folded)
}

/// Whether a name ends as one of a table does.
pub(crate) fn ends(table: &str, folded: &str) -> bool {
    table.split_whitespace().any(|end| folded.ends_with(end))
}

/// Whether a text begins as one of a table does.
pub(crate) fn begins(table: &str, text: &str) -> bool {
    table.split_whitespace().any(|start| text.starts_with(start))
}
