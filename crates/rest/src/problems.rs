//! The section's own word for refusals: where the list of mistakes stands, where in each one its place and its sentence, and what
//! says under a success that it is none. It adds to what is read without it.

use forms::{Json, Pointer};

use crate::{
    outcome::scalar,
    place,
    refusal::{self, Refusal},
};

/// Where mistakes stand in a reply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problems {
    /// The list, or an object whose names are places.
    pub(crate) items: Pointer,
    /// The place inside an item of a list.
    pub(crate) place: Pointer,
    /// The sentence inside an item.
    pub(crate) sentence: Pointer,
    /// The sentence for the whole.
    pub(crate) whole: Option<Pointer>,
    /// Places in a reply, and the text that says no there.
    pub(crate) when: Vec<(String, String)>,
}

impl Problems {
    /// Whether a reply says no by one of the section's own words, or lists mistakes.
    pub(crate) fn deny(&self, body: &Json) -> bool {
        let says = |(place, text): &(String, String)| {
            Pointer::parse(place).and_then(|place| scalar(body.at(&place)?)).is_some_and(|said| said == *text)
        };
        self.when.iter().any(says) || !self.read(body).problems.is_empty()
    }

    /// Reads a refusal; nothing when nothing of it is there.
    pub(crate) fn read(&self, body: &Json) -> Refusal {
        let whole = self.whole.as_ref().and_then(|whole| body.at(whole)?.as_str()).map(refusal::untagged);
        let said = |item: &Json, name: Option<&str>| {
            let text = item.at(&self.sentence).and_then(Json::as_str)?;
            let place = name.map(place::read).or_else(|| place::of(item.at(&self.place)?));
            Some(refusal::problem(place.unwrap_or_default(), text.trim()))
        };
        let items = body.at(&self.items);
        let problems: Vec<_> = match items {
            Some(Json::Array(items)) => items.iter().filter_map(|item| said(item, None)).collect(),
            Some(Json::Object(items)) => items.iter().filter_map(|(name, item)| said(item, Some(name))).collect(),
            _ => Vec::new(),
        };
        Refusal { problems, sentence: whole, listed: items.is_some() }
    }
}
