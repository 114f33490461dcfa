//! Lists of the backend: markets, blocks, kinds of business.

use forms::{Json, Pointer, Text};

use crate::{Backend, Error, Reply, Request, backend::Call, outcome::scalar};

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionItem {
    pub value: Json,
    pub label: Text,
    pub hint: Option<Text>,
    /// Words that find it, never shown.
    pub keywords: String,
    /// Offered whatever was searched for ("Tidak tahu, petugas pilihkan").
    pub always: bool,
}

/// One list of the `backend` section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct List {
    pub(crate) call: Call,
    /// Variable of the address, and where its answer stands.
    pub(crate) with: Vec<(String, Pointer)>,
    /// Where the entries stand in the reply.
    pub(crate) items: Pointer,
}

/// The variable of an address that holds what was searched for.
pub(crate) const QUERY: &str = "query";

impl Backend {
    /// The request of a list; `None` when there is no such list or an answer that it depends on is missing.
    pub fn options(&self, name: &str, answers: &Json, query: Option<&str>) -> Option<Request> {
        let list = self.options.get(name)?;
        let mut texts = Vec::new();
        for (variable, place) in &list.with {
            let text = answers.at(place).and_then(scalar).filter(|text| !text.is_empty())?;
            texts.push((variable.as_str(), text));
        }
        let mut values: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        if let Some(query) = query {
            values.push((QUERY, query));
        }
        Some(Request::new(list.call.method, self.url(&list.call.url, &values), None))
    }

    /// The entries that a reply holds. One that cannot be read is left out; a reply without entries is an error.
    pub fn items(&self, name: &str, reply: &Reply) -> Result<Vec<OptionItem>, Error> {
        let list = self.options.get(name).ok_or(reply.failed())?;
        let body = reply.answer()?;
        let items = body.at(&list.items).and_then(Json::as_array).ok_or(reply.failed())?;
        Ok(items.iter().filter_map(OptionItem::read).collect())
    }
}

impl OptionItem {
    fn read(json: &Json) -> Option<OptionItem> {
        // A bare text is value and label in one.
        let value = if json.as_str().is_some() { json } else { json.get("value")? };
        let label = json.get("label").unwrap_or(value);
        Some(OptionItem {
            value: value.clone(),
            label: Text::read(label)?,
            hint: json.get("hint").and_then(Text::read),
            keywords: json.get("keywords").and_then(Json::as_str).map(String::from).unwrap_or_default(),
            always: json.get("always").and_then(Json::as_bool).unwrap_or_default(),
        })
    }
}
