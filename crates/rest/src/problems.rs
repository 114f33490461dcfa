//! The pointer template for replies that no dialect recognises: where the list of mistakes stands, and where in each one
//! its place and its sentence.

use forms::{Json, Pointer};

use crate::{
    dialect::{self, Refusal},
    place,
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
}

impl Problems {
    /// Reads a refusal; `None` when nothing of it is there.
    pub(crate) fn read(&self, body: &Json) -> Option<Refusal> {
        let whole = self.whole.as_ref().and_then(|whole| body.at(whole)?.as_str()).map(String::from);
        let said = |item: &Json, name: Option<&str>| {
            let text = item.at(&self.sentence).and_then(Json::as_str)?;
            let place = name.or_else(|| item.at(&self.place)?.as_str()).unwrap_or_default();
            Some(dialect::problem(place::read(place), text))
        };
        let items = body.at(&self.items);
        let problems: Vec<_> = match items {
            Some(Json::Array(items)) => items.iter().filter_map(|item| said(item, None)).collect(),
            Some(Json::Object(items)) => items.iter().filter_map(|(name, item)| said(item, Some(name))).collect(),
            _ => Vec::new(),
        };
        (whole.is_some() || !problems.is_empty()).then_some(Refusal { problems, sentence: whole })
    }
}
