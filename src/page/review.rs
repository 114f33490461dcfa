//! Periksa: every answer with "Ubah", the declaration, and "Kirim". Sending freezes the submission: every try sends the same
//! bytes under the same key, until the backend has said yes or no.

mod answers;
mod unsent;

pub use unsent::code;

use std::rc::Rc;

use forms::{Direction, FieldId, Item, Json, Pointer, Problem, Refusal};
use leptos::prelude::*;
use rest::Outcome;

use super::{Lists, account::Account, head, items, late::Late};
use crate::{
    api::{self, Api, Config, Message},
    device,
    part::{El, Live, SummaryLine, actions, button, el, h1, p, quiet_link, spawn},
    route::Page,
    session::{Draft, Fate, Frozen, Session, State},
    store::{Answer, Progress, Store},
    text::{self, Language, Words},
};

/// Goes to a field on another page.
pub type GoToField = Rc<dyn Fn(&FieldId, Page)>;

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub session: Session,
    pub language: Language,
    pub api: Rc<Api>,
    /// Whether it may be deleted though its outcome is unknown.
    pub late: Option<Late>,
    pub lists: Lists,
    pub account: Account,
    pub live: Live,
    /// Whom to call when nothing helps.
    pub config: &'static Config,
    /// Keeps the draft, and sends it.
    pub store: Store,
    /// Goes to a field on another page.
    pub go_to_field: GoToField,
}

/// The answers of a draft before they are sent, and what became of sending them.
pub fn draw(given: Props) -> El {
    let send = Send { given, refused: head::Refused::new(Vec::new()), returned: RwSignal::new_local(None) };
    send.follow();
    el("div", "review").swap(move || page(&send))
}

fn page(send: &Send) -> Vec<El> {
    let Props { session, language, lists, .. } = &send.given;
    let (session, language) = (*session, *language);
    let (words, lang) = (language.words(), language.get());
    let going = send.clone();
    let title = [words.review_step, ": ", words.review_title].concat();
    let go = Rc::new(move |id: &str| going.go_to(id));
    let locked = move || u32::from(session.draft(|draft| !draft.is_open()));
    let asking = items::Asking { session, language, lists: lists.clone(), live: send.given.live };
    let declaration = move || {
        session.journey(|journey| {
            let steps = journey.steps.iter().filter(|step| step.review);
            // A step that stands under the answers is a group there.
            let group = |step: &forms::Step| Item::Group {
                key: step.key.clone(),
                label: Some(step.label.clone()),
                direction: Direction::Down,
                items: step.items.clone(),
            };
            steps.map(group).collect()
        })
    };
    let (buttons, asked) = (send.clone(), send.given.clone());
    let ending = move || if locked() == 1 { 1 } else { 2 * u32::from(asked.account.is_needed(&asked.api)) };
    vec![
        p("muted", session.service().title.get(lang)),
        head::refusal(el("div", ""), language, send.refused, Rc::new(move || title.clone()), go),
        h1(words.review_title),
        el("div", "").swap_on(locked, move |locked| answers::draw(session, language, locked == 1)),
        items::draw(asking, el("div", ""), declaration),
        el("div", "").swap_on(ending, move |ending| match ending {
            0 => open(&buttons),
            1 => unsent::draw(&buttons),
            _ => signed_out(&buttons),
        }),
    ]
}

// Sending: a handle that handlers share.
#[derive(Clone)]
struct Send {
    given: Props,
    refused: head::Refused,
    // What answered when the last try was turned away unread, and where.
    returned: RwSignal<Option<(Answer, String)>, LocalStorage>,
}

impl Send {
    fn send(&self) {
        let Props { session, language, api, .. } = &self.given;
        if !session.draft_untracked(|draft| draft.is_open()) {
            return;
        }
        self.returned.set(None);
        if !self.is_right() {
            return;
        }
        let Some(key) = device::random::hex(16) else {
            let sentence = language.words_untracked().no_key.into();
            self.refused.set(vec![SummaryLine { sentence, target: None }]);
            return head::focus_summary();
        };
        let frozen = freeze(*session, api, &key, device::kiosk::assisted().as_deref());
        let frozen = Frozen { signed_in: api.provider().and_then(|_| api::sign_in_name()), ..frozen };
        session.mark(|draft| draft.state = State::Sending(frozen));
        // The outbox has it on the device before the first byte leaves. One that keeps nothing still sends: the bytes live as long as
        // the page.
        self.keep();
        self.try_again();
    }

    fn is_right(&self) -> bool {
        let refusal = self.given.session.check_all().err();
        match &refusal {
            Some(refusal) => self.show(refusal, Vec::new()),
            None => self.refused.set(Vec::new()),
        }
        refusal.is_none()
    }

    // Writes the draft now.
    fn keep(&self) {
        let (store, session) = (self.given.store, self.given.session);
        store.keep_session(session);
        spawn(Box::pin(async move { store.flush().await }));
    }

    fn try_again(&self) {
        let Props { session, language, live, store, .. } = &self.given;
        live.say(language.words_untracked().sending);
        store.send(&session.draft_untracked(|draft| draft.id.clone()));
    }

    // Hears what comes of it. A refusal that nobody has seen yet is asked for again: the same bytes give the same reasons.
    fn follow(&self) {
        let (told, store, session) = (self.clone(), self.given.store, self.given.session);
        let id = session.draft_untracked(|draft| draft.id.clone());
        let unseen = session
            .draft_untracked(|draft| matches!(&draft.state, State::Sending(frozen) if frozen.fate == Fate::Refused));
        if unseen && untrack(|| store.progress(&id)).answer.is_none() {
            store.send(&id);
        }
        Effect::new(move |before: Option<u32>| {
            let Progress { turn, waiting, asked, answer } = store.progress(&id);
            let is_new = before.is_none_or(|before| before != turn) && !waiting;
            if let Some(answer) = answer.filter(|_| is_new) {
                untrack(|| told.hear(&answer, asked && before.is_some()));
            }
            turn
        });
    }

    fn hear(&self, answer: &Answer, asked: bool) {
        let Props { session, language, live, .. } = &self.given;
        let words = language.words_untracked();
        match answer {
            // The draft has become a receipt, which takes the place of this page.
            Ok(Outcome::Accepted(_)) => {}
            Ok(Outcome::Refused { problems, sentence }) => {
                // An old answer, of a key that is dead already.
                if session.draft_untracked(|draft| draft.is_open()) {
                    return;
                }
                // The key is dead and the draft opens: the next "Kirim" freezes a new one.
                session.mark(|draft| draft.state = State::Open);
                self.keep();
                let rest = session.refuse(problems.clone());
                let mut lines: Vec<SummaryLine> =
                    rest.iter().map(|problem| bare(*session, problem, *language)).collect();
                let shown = session.refusal();
                if lines.is_empty() && shown.problems.is_empty() {
                    let sentence = sentence.clone().unwrap_or_else(|| words.refused.into());
                    lines.push(SummaryLine { sentence, target: None });
                }
                self.show(&shown, lines);
            }
            // Turned away unread, and nothing of it is anywhere: the draft opens, and the reason stands above the button.
            Ok(Outcome::Returned(_)) => {
                let Some(frozen) = frozen(*session) else { return };
                session.mark(|draft| draft.state = State::Open);
                self.keep();
                self.returned.set(Some((answer.clone(), frozen.url)));
                tell_unsent(live, words);
            }
            _ if asked => tell_unsent(live, words),
            _ => {}
        }
    }

    fn show(&self, refusal: &Refusal, rest: Vec<SummaryLine>) {
        let mut lines = head::lines(self.given.session, refusal, self.given.language.get_untracked());
        lines.extend(rest);
        self.refused.set(lines);
        head::focus_summary();
    }

    fn go_to(&self, id: &str) {
        let session = self.given.session;
        let named = self.refused_field(id);
        let step = named.as_ref().and_then(|id| session.step_of(id)).and_then(|step| session.step(step.as_str()));
        match (named, step) {
            (Some(id), Some(step)) => {
                let draft = session.draft_untracked(|draft| draft.id.clone());
                (self.given.go_to_field)(&id, Page::Step { draft, step: step.id.as_str().into() });
            }
            _ => device::page::focus(id),
        }
    }

    // A line names its field by the text of its id.
    fn refused_field(&self, id: &str) -> Option<FieldId> {
        let shown = self.given.session.refusal();
        shown.problems.into_iter().filter_map(|(field, _)| field).find(|field| field.as_str() == id)
    }
}

fn tell_unsent(live: &Live, words: &Words) {
    live.say(words.unsent_title);
    request_animation_frame(|| device::page::focus(unsent::ID));
}

fn message(session: Session, api: &Api, key: &str, assisted: Option<&str>) -> Message {
    let correction = session.draft_untracked(Draft::correction);
    match correction {
        None => api.submit(&session.submission(), key, assisted),
        Some(correction) => {
            let answers: Vec<(Pointer, Json)> =
                session.asked().into_iter().map(|(pointer, value)| (pointer, value.unwrap_or_default())).collect();
            api.correct(&correction.number, &correction.digits, &answers, key, assisted)
        }
    }
}

/// The submission of a draft as it is now, under a key; `assisted` is the counter that helped.
pub fn freeze(session: Session, api: &Api, key: &str, assisted: Option<&str>) -> Frozen {
    let message = message(session, api, key, assisted);
    Frozen {
        url: message.url,
        method: message.method,
        headers: message.headers,
        body: message.body.unwrap_or_default(),
        key: key.into(),
        fate: Fate::Unsent,
        signed_in: None,
    }
}

// The frozen submission.
fn frozen(session: Session) -> Option<Frozen> {
    session.draft_untracked(|draft| match &draft.state {
        State::Sending(frozen) => Some(frozen.clone()),
        _ => None,
    })
}

fn bare(session: Session, problem: &Problem, language: Language) -> SummaryLine {
    SummaryLine { sentence: text::bare_sentence(&session.service(), problem, language.get_untracked()), target: None }
}

fn last_step(session: Session) -> String {
    let draft = session.draft_untracked(|draft| draft.id.clone());
    session.journey_untracked(|journey| {
        let last = journey.steps.iter().rfind(|step| !step.review);
        let step = last.map(|step| step.id.as_str().into()).unwrap_or_default();
        Page::Step { draft, step }.path()
    })
}

fn open(send: &Send) -> Vec<El> {
    let Props { session, language, .. } = &send.given;
    let words = language.words();
    let correction = session.draft_untracked(|draft| draft.correction.is_some());
    let sending = send.clone();
    let go = button(if correction { words.send_correction } else { words.send }, move || sending.send());
    let turned_away = send.clone();
    let returned = el("div", "").swap(move || {
        turned_away.returned.get().map(|(answer, url)| unsent::returned(words, &url, answer)).into_iter().collect()
    });
    let size =
        device::page::is_thrifty().then(|| p("muted", &text::fill(words.send_size, &[("n", &n_kilobytes(send))])));
    [returned]
        .into_iter()
        .chain(size)
        .chain([actions(vec![go, quiet_link(words.back, &last_step(*session))])])
        .collect()
}

// Signing in comes before sending, and what is wrong before signing in.
fn signed_out(send: &Send) -> Vec<El> {
    let Props { session, language, account, api, .. } = &send.given;
    let (words, sending) = (language.words(), send.clone());
    let here = Page::Review { draft: session.draft_untracked(|draft| draft.id.clone()) };
    let ask = account.ask(api, words.sign_in_send, Rc::new(move || sending.is_right().then(|| here.path())));
    vec![ask, actions(vec![quiet_link(words.back, &last_step(*session))])]
}

// How large the bytes are that would be sent now.
fn n_kilobytes(send: &Send) -> String {
    let message = message(send.given.session, &send.given.api, "", device::kiosk::assisted().as_deref());
    message.body.map_or(0, |body| body.len()).div_ceil(1_024).to_string()
}
