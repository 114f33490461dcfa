//! The backend's lists for the questions of a draft: asked for when a question is drawn, again when an answer that they hang on
//! changes, kept while the draft is open.

use std::{cell::RefCell, rc::Rc};

use forms::{FieldId, Index, Json, Lang, Map};
use leptos::prelude::*;
use rest::OptionItem;

use crate::{
    api::{Api, Error},
    part::Task,
    session::Session,
    widget::{Entry, ListState, Options},
};

/// The lists that have come, by what was asked. A handle.
#[derive(Clone)]
pub struct Lists {
    session: Session,
    api: Rc<Api>,
    kept: Rc<RefCell<Map<String, Rc<List>>>>,
}

struct List {
    entries: Rc<Vec<Entry>>,
    index: Index,
}

type Outcome = Result<Rc<List>, Error>;

impl Lists {
    /// No list yet.
    pub fn new(session: Session, api: Rc<Api>) -> Lists {
        Lists { session, api, kept: Rc::default() }
    }

    /// The options of the question `id`, whose control names the list `name`.
    pub fn options(&self, name: &str, id: FieldId) -> Rc<dyn Options> {
        let listed =
            Rc::new(Listed { lists: self.clone(), name: name.into(), asked: RwSignal::new(None), task: Task::new() });
        // Starting a request is input and output, so it is an effect's business. Another market has other blocks: an answer from
        // the list of before goes.
        let (told, session) = (listed.clone(), self.session);
        Effect::new(move |before: Option<Option<String>>| {
            session.edits();
            let now = told.question();
            if before.as_ref() == Some(&now) {
                return now;
            }
            if before.is_some() {
                session.answer(&id, None);
            }
            told.asked.set(now.clone());
            told.retry();
            now
        });
        listed
    }

    /// The options of a question that has no list.
    pub fn none() -> Rc<dyn Options> {
        Rc::new(NoList)
    }

    async fn load(self, question: String, name: String) -> Outcome {
        if let Some(list) = self.kept.borrow().get(&question) {
            return Ok(list.clone());
        }
        let answers = self.session.submission().answers;
        let Some(items) = self.api.options(&name, &answers).await else { return Err(Error::Unreachable) };
        let list = Rc::new(List::new(items?));
        self.kept.borrow_mut().insert(question, list.clone());
        Ok(list)
    }
}

// A list on its way.
struct Listed {
    lists: Lists,
    name: String,
    asked: RwSignal<Option<String>>,
    task: Task<Outcome>,
}

impl Listed {
    // What to ask, as far as the answers say.
    fn question(&self) -> Option<String> {
        let answers = self.lists.session.submission().answers;
        self.lists.api.options_address(&self.name, &answers)
    }

    fn list(&self) -> Option<Rc<List>> {
        self.task.result().and_then(Result::ok)
    }
}

impl Options for Listed {
    fn items(&self) -> Rc<Vec<Entry>> {
        self.list().map(|list| list.entries.clone()).unwrap_or_default()
    }

    fn state(&self) -> ListState {
        match (self.asked.get(), self.task.result()) {
            (None, _) => ListState::Waiting,
            _ if self.task.is_waiting() => ListState::Loading,
            (_, None) => ListState::Loading,
            (_, Some(Ok(_))) => ListState::Ready,
            (_, Some(Err(_))) => ListState::Failed,
        }
    }

    fn retry(&self) {
        match self.question() {
            None => self.task.clear(),
            Some(question) => self.task.start(self.lists.clone().load(question, self.name.clone()), |_| {}),
        }
    }

    fn search(&self, query: &str) -> Vec<usize> {
        self.list().map(|list| list.index.find(query, usize::MAX)).unwrap_or_default()
    }
}

struct NoList;

impl Options for NoList {
    fn items(&self) -> Rc<Vec<Entry>> {
        Rc::default()
    }

    fn state(&self) -> ListState {
        ListState::Ready
    }

    fn retry(&self) {}

    fn search(&self, _query: &str) -> Vec<usize> {
        Vec::new()
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
        List { entries: Rc::new(entries.collect()), index }
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
