//! Lists of the backend: markets, blocks, kinds of business.

use forms::{Json, Pointer, Text};

use crate::{
    Backend, Error, Reply, Request, auth::decode, backend::Call, outcome::scalar, prefill::variables, template::encode,
};

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionItem {
    /// What is sent.
    pub value: Json,
    /// What is shown.
    pub label: Text,
    /// A line below the label.
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
    pub(crate) item: ItemPlace,
    /// Where the reply says what the variable `page` of the next page is; `None` for a list in one piece.
    pub(crate) next: Option<Pointer>,
    /// How many letters a search needs, where the backend searches; `None` for a list that is loaded whole.
    pub(crate) min_length: Option<usize>,
}

/// Where the parts of an entry stand in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ItemPlace {
    pub(crate) value: Pointer,
    pub(crate) label: Pointer,
    pub(crate) hint: Pointer,
    pub(crate) keywords: Pointer,
}

/// The variable of an address that holds what was searched for.
pub(crate) const QUERY: &str = "query";
/// How many letters a search needs, unless the list says otherwise.
pub(crate) const MIN_LENGTH: usize = 2;
/// What a list is tried with: letters that begin many Indonesian words.
const TRIAL: &str = "sa";
/// The variable of an address that names a page of a long list: the backend's own word for it, a number mostly.
pub(crate) const PAGE: &str = "page";

impl Backend {
    /// The request of a list, or of one more page of it; `None` when there is no such list or an answer that it depends on
    /// is missing.
    pub fn options(&self, name: &str, answers: &Json, query: Option<&str>, page: Option<&str>) -> Option<Request> {
        let list = self.options.get(name)?;
        let texts = variables(&list.with, answers)?;
        let mut values: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        values.extend(query.map(|query| (QUERY, query)));
        let address = page.filter(|page| is_address(page));
        // What is encoded already is not encoded twice (RFC 3986, section 2.4).
        let word = page.filter(|page| !is_address(page)).map(|page| decode(page).unwrap_or_else(|| String::from(page)));
        values.extend(word.as_deref().map(|page| (PAGE, page)));
        let mut request = self.request(&list.call, &values, None);
        if let Some(address) = address {
            request.url = next_url(&request.url, address);
        }
        Some(request)
    }

    /// How many letters a search needs, for a list that the backend searches: its address takes what was typed. `None` for one
    /// that is loaded whole.
    pub fn min_length(&self, name: &str) -> Option<usize> {
        self.options.get(name)?.min_length
    }

    /// The request that tells whether a list answers at all; `None` when it hangs on an answer.
    pub fn trial(&self, name: &str) -> Option<Request> {
        let query = self.min_length(name).map(|n_letters| TRIAL.repeat(n_letters.div_ceil(TRIAL.len()).max(1)));
        self.options(name, &Json::Null, query.as_deref(), None)
    }

    /// The entries that a reply holds, and the next page when there is one. An entry that cannot be read is left out; a reply
    /// without entries is an error.
    pub fn items(&self, name: &str, reply: &Reply) -> Result<(Vec<OptionItem>, Option<String>), Error> {
        let list = self.options.get(name).ok_or(reply.failed())?;
        let reply = self.typed(reply);
        let body = reply.answer()?;
        let items = body.at(&list.items).and_then(Json::as_array).ok_or(reply.failed())?;
        // JSON:API, HAL: a link may be an object.
        let next = list.next.as_ref().and_then(|next| body.at(next));
        let next = next.and_then(|next| scalar(next.get("href").unwrap_or(next)));
        let next = next.or_else(|| linked(reply.link?).map(String::from));
        let next = next.filter(|next| !next.is_empty() && !items.is_empty());
        Ok((items.iter().filter_map(|item| list.item.read(item)).collect(), next))
    }
}

// Whether a backend gives the whole address of the next page and not the variable `page`.
fn is_address(next: &str) -> bool {
    next.contains('?') || next.contains("://")
}

// The address of the next page: our own, since the backend may know itself by another name, under what the next one's query says. What
// it leaves out of ours stays.
fn next_url(own: &str, next: &str) -> String {
    let next = next.split('#').next().unwrap_or_default();
    let (path, ours) = own.split_once('?').unwrap_or((own, ""));
    let (address, theirs) = next.split_once('?').unwrap_or((next, ""));
    let mut url = String::from(path);
    if theirs.is_empty() {
        // The page is a part of the path.
        url.truncate(path.rfind('/').map_or(path.len(), |slash| slash + 1));
        encode(address.trim_end_matches('/').rsplit('/').next().unwrap_or_default(), true, &mut url);
    }
    let name = |pair: &str| pair.split('=').next().map(|name| decode(name).unwrap_or_default());
    let missing = ours.split('&').filter(|pair| {
        // A variable without a value is the page itself.
        !pair.ends_with('=') && theirs.split('&').all(|their| name(their) != name(pair))
    });
    let mut sign = '?';
    for pair in theirs.split('&').chain(missing).filter(|pair| !pair.is_empty()) {
        url.push(sign);
        encode(pair, true, &mut url);
        sign = '&';
    }
    url
}

// The next page in a header (RFC 8288): `<https://…?page=2>; rel="next"`.
fn linked(header: &str) -> Option<&str> {
    header.split('<').filter_map(|link| link.split_once('>')).find_map(|(address, parameters)| {
        let relation = parameters.split([';', ',']).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("rel").then_some(value)
        })?;
        let mut names = relation.trim().trim_matches('"').split(' ');
        names.any(|name| name.eq_ignore_ascii_case("next")).then_some(address)
    })
}

impl ItemPlace {
    fn read(&self, json: &Json) -> Option<OptionItem> {
        // A bare text is value and label in one.
        let value = if json.as_str().is_some() { json } else { json.at(&self.value)? };
        let label = json.at(&self.label).unwrap_or(value);
        Some(OptionItem {
            value: value.clone(),
            label: Text::read(label)?,
            hint: json.at(&self.hint).and_then(Text::read),
            keywords: json.at(&self.keywords).and_then(Json::as_str).map(String::from).unwrap_or_default(),
            always: json.get("always").and_then(Json::as_bool).unwrap_or_default(),
        })
    }
}
