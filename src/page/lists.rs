//! The backend's lists for the questions of a draft: asked for when a question is drawn, again when an answer that they hang on changes,
//! kept while the draft is open.

use std::{collections::BTreeMap, sync::Arc};

use forms::{FieldId, Index, Json, Lang};
use leptos::prelude::*;
use rest::OptionItem;

use crate::{
    api::{Api, Error},
    part::Task,
    session::Session,
    widget::{Entry, ListState, Options},
};

/// The lists that have come, by what was asked. A handle.
#[derive(Clone, Copy)]
pub struct Lists {
    session: Session,
    api: StoredValue<Api>,
    kept: StoredValue<BTreeMap<String, Arc<List>>>,
}

struct List {
    entries: Vec<Entry>,
    index: Index,
}

type Outcome = Result<Arc<List>, Error>;

impl Lists {
    /// No list yet.
    pub fn new(session: Session, api: Api) -> Lists {
        Lists { session, api: StoredValue::new(api), kept: StoredValue::new(BTreeMap::new()) }
    }

    /// The options of the question `id`, whose control names the list `name`.
    pub fn options(self, name: &str, id: FieldId) -> Options {
        let name = StoredValue::new(String::from(name));
        let task = Task::<Outcome>::new();
        // What to ask, as far as the answers say; it changes only with them.
        let question = Memo::new(move |_| {
            self.session.edits().track();
            let answers = self.session.submission().answers;
            let api = self.api.get_value();
            name.with_value(|name| api.options_address(name, &answers))
        });
        let load = move || match question.get_untracked() {
            None => task.clear(),
            Some(question) => task.start(self.load(question, name), |_| {}),
        };
        // Starting a request is input and output, so it is an effect's business. Another market has other blocks: an answer from
        // the list of before goes.
        Effect::new(move |before: Option<Option<String>>| {
            let now = question.get();
            if before.is_some_and(|before| before != now) {
                self.session.answer(&id, None);
            }
            load();
            now
        });
        let list = Signal::derive(move || task.result().and_then(Result::ok));
        Options {
            items: Signal::derive(move || list.get().map(|list| list.entries.clone()).unwrap_or_default()),
            state: Signal::derive(move || match (question.get(), task.result()) {
                (None, _) => ListState::Waiting,
                _ if task.is_waiting() => ListState::Loading,
                (_, None) => ListState::Loading,
                (_, Some(Ok(_))) => ListState::Ready,
                (_, Some(Err(_))) => ListState::Failed,
            }),
            retry: Callback::new(move |()| load()),
            search: Callback::new(move |query: String| {
                list.get().map(|list| list.index.find(&query, usize::MAX)).unwrap_or_default()
            }),
        }
    }

    /// The options of a question that has no list.
    pub fn none() -> Options {
        Options {
            items: Signal::derive(Vec::new),
            state: Signal::derive(|| ListState::Ready),
            retry: Callback::new(|()| {}),
            search: Callback::new(|_| Vec::new()),
        }
    }

    async fn load(self, question: String, name: StoredValue<String>) -> Outcome {
        if let Some(list) = self.kept.with_value(|kept| kept.get(&question).cloned()) {
            return Ok(list);
        }
        let answers = self.session.submission().answers;
        let (api, name) = (self.api.get_value(), name.get_value());
        let Some(items) = api.options(&name, &answers).await else { return Err(Error::Unreachable) };
        let list = Arc::new(List::new(items?));
        self.kept.try_update_value(|kept| kept.insert(question, list.clone()));
        Ok(list)
    }
}

impl List {
    fn new(items: Vec<OptionItem>) -> List {
        let texts: Vec<(String, String)> = items.iter().map(searched).collect();
        let entries = texts.iter().map(|(label, keywords)| forms::Entry { label, keywords });
        let index = Index::new(entries);
        let entries = items.into_iter().map(|item| Entry {
            value: item.value,
            label: item.label,
            hint: item.hint,
            always: item.always,
        });
        List { entries: entries.collect(), index }
    }
}

// What is searched: the label, and everything else that names the entry.
fn searched(item: &OptionItem) -> (String, String) {
    let mut keywords = item.keywords.clone();
    let code = item.value.get("code").and_then(Json::as_str).unwrap_or_default();
    for text in [item.label.get(Lang::En), item.hint.as_ref().map_or("", |hint| hint.get(Lang::Id)), code] {
        keywords.push(' ');
        keywords.push_str(text);
    }
    (item.label.get(Lang::Id).into(), keywords)
}
