//! The backend's lists for the questions of a draft: asked for when a question is drawn or searched, again when an answer that they hang
//! on changes. What is loaded whole is kept while the draft is open, and searched on the device.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use forms::{FieldId, Index, Json, Lang, Map};
use leptos::prelude::*;
use rest::OptionItem;

use crate::{
    api::{self, Api, Error},
    part::{Live, Task},
    session::Session,
    text::Language,
    widget::{Found, ListOption, ListState, Options},
};

/// How many entries of a search on the device are shown at once.
const PORTION: usize = 6;
/// How long nothing is typed before the backend is asked, in milliseconds.
const PAUSE: i32 = 300;

/// The lists that have come, by what was asked. A handle.
#[derive(Clone)]
pub struct Lists {
    session: Session,
    api: Rc<Api>,
    kept: Rc<RefCell<Map<String, Rc<List>>>>,
    // The address that the list of a question had when it was answered, whichever page stands now.
    answered: Rc<RefCell<Map<FieldId, Option<String>>>>,
    /// Whether one of them waits for somebody to sign in.
    pub wants_sign_in: RwSignal<bool>,
}

// A list that was loaded whole.
struct List {
    entries: Rc<Vec<ListOption>>,
    index: Index,
    is_cut: bool,
}

impl Lists {
    /// No list yet.
    pub fn new(session: Session, api: Rc<Api>) -> Lists {
        Lists { session, api, kept: Rc::default(), answered: Rc::default(), wants_sign_in: RwSignal::new(false) }
    }

    /// A look-up has filled answers in: what it gave belongs together.
    pub fn forget(&self) {
        self.answered.replace(Map::new());
    }

    /// The options of the question `id`, whose control names the list `name`.
    pub fn options(&self, name: &str, id: FieldId, language: Language, live: Live) -> Rc<dyn Options> {
        let listed = Rc::new(Listed {
            min_length: self.api.min_length(name),
            lists: self.clone(),
            name: name.into(),
            asked: RwSignal::new(None),
            turn: RwSignal::new(0),
            task: Task::new(),
            held: Rc::default(),
        });
        // Starting a request is input and output, so it is an effect's business. Another market has other blocks: an answer from
        // the list of before goes.
        let (told, session, answered) = (listed.clone(), self.session, self.answered.clone());
        Effect::new(move |before: Option<Option<String>>| {
            session.edits();
            let now = told.address();
            let known = answered.borrow_mut().insert(id.clone(), now.clone());
            let is_stale = known.is_some_and(|known| known != now);
            if session.field_untracked(&id).is_some_and(|field| field.value.is_some()) {
                told.held.dropped.set(is_stale);
                if is_stale {
                    session.answer(&id, None);
                    live.say(language.words_untracked().list_dropped);
                }
            }
            if before.as_ref() != Some(&now) {
                told.asked.set(now.clone());
                told.begin();
            }
            now
        });
        listed
    }

    /// The options of a question that has no list.
    pub fn none() -> Rc<dyn Options> {
        struct NoList;
        impl Options for NoList {}
        Rc::new(NoList)
    }
}

// The list of one question.
struct Listed {
    lists: Lists,
    name: String,
    min_length: Option<usize>,
    // Its address, once it has one.
    asked: RwSignal<Option<String>>,
    // Counts what changes in `held` without a request.
    turn: RwSignal<u32>,
    task: Task<Result<(), Error>>,
    held: Rc<Held>,
}

// What has come of it.
#[derive(Default)]
struct Held {
    query: RefCell<String>,
    list: RefCell<Option<Rc<List>>>,
    // What the backend has found, and its next page.
    found: RefCell<Vec<ListOption>>,
    next: RefCell<Option<String>>,
    n_portions: Cell<usize>,
    dropped: Cell<bool>,
}

impl Listed {
    // Where to ask, as far as the answers say.
    fn address(&self) -> Option<String> {
        let answers = self.lists.session.submission().answers;
        self.lists.api.options_address(&self.name, &answers)
    }

    // The list has another address, or none.
    fn begin(&self) {
        self.held.list.replace(None);
        match (self.asked.get_untracked(), self.min_length) {
            (None, _) => self.task.clear(),
            (Some(_), Some(_)) => self.seek(),
            (Some(address), None) => self.load(address),
        }
    }

    // Loads it whole.
    fn load(&self, address: String) {
        let (lists, held, name) = (self.lists.clone(), self.held.clone(), self.name.clone());
        let work = async move {
            let known = lists.kept.borrow().get(&address).cloned();
            let list = match known {
                Some(list) => list,
                None => {
                    let answers = lists.session.submission().answers;
                    let (items, is_cut) = lists.api.options(&name, &answers).await.ok_or(Error::Unreachable)??;
                    Rc::new(List::new(items, is_cut))
                }
            };
            lists.kept.borrow_mut().insert(address, list.clone());
            held.list.replace(Some(list));
            Ok(())
        };
        self.task.start(work, self.told());
    }

    // The page says once for all of its lists that somebody must sign in.
    fn told(&self) -> impl FnOnce(&Result<(), Error>) + 'static {
        let wants = self.lists.wants_sign_in;
        move |outcome| {
            if *outcome == Err(Error::SignIn) {
                wants.set(true);
            }
        }
    }

    // Lets the backend search: what was found before has nothing to do with this query.
    fn seek(&self) {
        self.held.found.take();
        self.held.next.take();
        let n_letters = self.held.query.borrow().chars().count();
        if self.min_length.is_some_and(|least| n_letters < least) || self.asked.get_untracked().is_none() {
            return self.task.clear();
        }
        self.ask(PAUSE);
    }

    // Asks for what was found, page by page. An earlier question is broken off.
    fn ask(&self, pause: i32) {
        let (lists, held, name) = (self.lists.clone(), self.held.clone(), self.name.clone());
        let work = async move {
            if pause > 0 {
                api::sleep(pause).await;
            }
            let answers = lists.session.submission().answers;
            let (query, page) = (held.query.borrow().clone(), held.next.borrow().clone());
            let page = lists.api.page(&name, &answers, Some(&query), page.as_deref()).await;
            let (items, next) = page.ok_or(Error::Unreachable)??;
            let mut found = held.found.borrow_mut();
            for entry in items.into_iter().map(ListOption::from) {
                if found.iter().any(|known| known.value == entry.value) {
                    continue;
                }
                // What is always offered stands last.
                let place = found.iter().position(|known| known.always && !entry.always).unwrap_or(found.len());
                found.insert(place, entry);
            }
            held.next.replace(next);
            Ok(())
        };
        self.task.start(work, self.told());
    }

    // The entries of a whole list that fit, and those that are always offered.
    fn fitting(&self, list: &List) -> Found {
        let places = list.index.find(&self.held.query.borrow(), usize::MAX);
        let n_shown = self.held.n_portions.get().max(1) * PORTION;
        let entries = |places: &[usize]| places.iter().filter_map(|place| list.entries.get(*place).cloned()).collect();
        let mut found: Vec<ListOption> = entries(places.get(..n_shown).unwrap_or(&places));
        for entry in list.entries.iter().filter(|entry| entry.always) {
            if !found.contains(entry) {
                found.push(entry.clone());
            }
        }
        Found { entries: found, more: places.len() > n_shown }
    }
}

impl Options for Listed {
    fn state(&self) -> ListState {
        self.turn.track();
        let result = self.task.result();
        match (self.asked.get(), result) {
            (None, _) => ListState::Waiting,
            _ if self.task.is_waiting() => ListState::Loading,
            (_, Some(Err(Error::Unreachable))) => ListState::Unreachable,
            (_, Some(Err(Error::SignIn))) => ListState::SignIn,
            (_, Some(Err(_))) => ListState::Failed,
            (_, Some(Ok(()))) => ListState::Ready,
            // A searched list has not been requested before the first letter.
            (_, None) if self.min_length.is_some() => ListState::Ready,
            (_, None) => ListState::Loading,
        }
    }

    fn items(&self) -> Rc<Vec<ListOption>> {
        self.task.is_waiting();
        self.held.list.borrow().as_ref().map(|list| list.entries.clone()).unwrap_or_default()
    }

    fn min_length(&self) -> Option<usize> {
        self.min_length
    }

    fn search(&self, query: &str) {
        let query = query.trim();
        let before = self.held.query.replace(query.into());
        self.held.n_portions.set(1);
        if self.min_length.is_some() && before != query {
            self.seek();
        }
        let _ = self.turn.try_update(|turn| *turn += 1);
    }

    fn found(&self) -> Found {
        self.turn.track();
        self.task.is_waiting();
        match self.held.list.borrow().as_ref() {
            Some(list) => self.fitting(list),
            None => Found { entries: self.held.found.borrow().clone(), more: self.held.next.borrow().is_some() },
        }
    }

    fn more(&self) {
        if self.min_length.is_some() {
            return self.ask(0);
        }
        self.held.n_portions.set(self.held.n_portions.get() + 1);
        let _ = self.turn.try_update(|turn| *turn += 1);
    }

    fn retry(&self) {
        match (self.asked.get_untracked(), self.min_length) {
            (None, _) => {}
            (Some(_), Some(_)) => self.ask(0),
            (Some(address), None) => self.load(address),
        }
    }

    fn is_cut(&self) -> bool {
        self.task.is_waiting();
        self.held.list.borrow().as_ref().is_some_and(|list| list.is_cut)
    }

    fn has_dropped(&self) -> bool {
        self.asked.track();
        self.held.dropped.get()
    }
}

impl List {
    fn new(items: Vec<OptionItem>, is_cut: bool) -> List {
        let texts: Vec<(String, String)> = items.iter().map(searched).collect();
        let entries = texts.iter().map(|(label, keywords)| forms::Entry { label, keywords });
        let index = Index::new(entries);
        List { entries: Rc::new(items.into_iter().map(ListOption::from).collect()), index, is_cut }
    }
}

impl From<OptionItem> for ListOption {
    fn from(item: OptionItem) -> ListOption {
        ListOption { value: item.value, label: item.label, hint: item.hint, always: item.always }
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
