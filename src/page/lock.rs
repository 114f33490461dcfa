//! "Kunci dengan PIN": six digits, or words where these are too few, typed twice; later changed or taken away. A step folds it away under the
//! line that says where the answers are; a service can ask for it before its first step (`first`).

use leptos::prelude::*;

use crate::{
    device::{
        self,
        seal::{Kind, Secret},
    },
    part::{
        El, FrameWords, Live, Naming, Pick, PinBox, PinForm, actions, el, frame, option_row, p, quiet_button, spawn,
    },
    store::Store,
    text::{self, Language, Words},
};

/// The seal of one draft.
#[derive(Clone)]
pub struct DraftSeal {
    pub store: Store,
    /// The draft's id.
    pub draft: String,
    /// Whether it must not be taken away.
    pub must: bool,
}

impl DraftSeal {
    /// With what the draft is locked now, if it is; tracked.
    pub fn set(&self) -> Option<Kind> {
        self.store.track();
        self.store.has_pin(&self.draft).then(|| self.store.kind(&self.draft))
    }
}

/// What the form needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    pub live: Live,
    pub seal: DraftSeal,
}

/// The id of what opens the form in a step; the focus comes back here.
pub const SUMMARY: &str = "pin-summary";

/// The sentences that differ by what is typed.
pub fn said(words: &'static Words, kind: Kind) -> &'static text::LockWords {
    match kind {
        Kind::Pin => &words.by_pin,
        Kind::Words => &words.by_words,
    }
}

/// The form in a step.
pub fn form(given: &Props) -> El {
    let (words, set, lock) = (given.language.words(), given.seal.set(), LockForm::new(given));
    let sent = given.clone();
    let remove = set.filter(|_| !given.seal.must);
    let remove = remove.map(|kind| quiet_button(said(words, kind).remove, move || lock.put(&sent, None)));
    lock.draw(given, set.map_or(words.lock_take, |kind| said(words, kind).change), remove)
}

/// The form; a handle that handlers share.
#[derive(Clone, Copy)]
pub struct LockForm {
    /// Its pieces.
    pub form: PinForm,
    first: PinBox,
    second: PinBox,
    kind: RwSignal<Kind>,
}

impl LockForm {
    /// Nothing is typed yet.
    pub fn new(given: &Props) -> LockForm {
        let kind = RwSignal::new(untrack(|| given.seal.set()).unwrap_or(Kind::Pin));
        LockForm { form: PinForm::new(), first: PinBox::new("pin-new"), second: PinBox::new("pin-again"), kind }
    }

    /// Draws it; `go` stands on its button, and `more` beside it.
    pub fn draw(self, given: &Props, go: &'static str, more: Option<El>) -> El {
        let (words, sent) = (given.language.words(), given.clone());
        let boxes = move || {
            let (kind, said) = (self.kind.get(), said(words, self.kind.get()));
            let digits = kind == Kind::Pin;
            vec![
                p("", said.why),
                el("p", "").add(el("strong", "").text(said.lost)),
                self.form.field(self.first, digits, said.new, Some(said.hint)).1,
                self.form.field(self.second, digits, said.again, None).1,
                self.form.show(said.show),
            ]
        };
        el("form", "pin__form")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                self.send(&sent);
            })
            .add(self.kinds(words))
            .add(el("div", "").swap(boxes))
            .add(actions([Some(self.form.button(go, words.lock_waits)), more].into_iter().flatten().collect()))
    }

    // What is typed in one box is nothing in the other: choosing empties both.
    fn kinds(self, words: &'static Words) -> El {
        let row = |kind: Kind, id: &str| {
            let label = el("span", "").text(said(words, kind).choice);
            let (button, row) = option_row(id, "lock-kind", Pick::One, label, move |_| {
                self.first.clear();
                self.second.clear();
                self.form.forgive();
                self.kind.set(kind);
            });
            let _ = button.bind(move |button| button.set_checked(self.kind.get() == kind));
            row
        };
        let rows = vec![row(Kind::Pin, "lock-kind"), row(Kind::Words, "lock-words")];
        let options = el("div", "options").add_all(rows);
        let label = move || FrameWords { label: words.lock_with.into(), ..FrameWords::default() };
        frame("lock-kind", Naming::Legend, label, vec![options])
    }

    fn send(self, given: &Props) {
        let (words, kind) = (given.language.words_untracked(), self.kind.get_untracked());
        let typed = |pin: PinBox| if kind == Kind::Pin { pin.digits() } else { pin.words() };
        let text = typed(self.first);
        let (pin, sentence) = match &text {
            None => (self.first, said(words, kind).bad),
            Some(_) if typed(self.second) != text => (self.second, said(words, kind).differs),
            Some(_) => return self.put(given, text.map(|text| Secret { kind, text })),
        };
        self.form.refuse(pin, sentence);
        device::page::focus(pin.id);
    }

    // What is around the form is drawn anew when the lock has come or gone: what is said and focused does not hang on it.
    fn put(self, given: &Props, secret: Option<Secret>) {
        if self.form.is_waiting() {
            return;
        }
        self.form.begin();
        let (language, live) = (given.language, given.live);
        let set = secret.as_ref().map(|secret| secret.kind);
        let before = untrack(|| given.seal.set());
        let kind = set.or(before).unwrap_or(Kind::Pin);
        live.say(language.words_untracked().lock_waits);
        let seal = given.seal.clone();
        spawn(Box::pin(async move {
            let taken = seal.store.put_pin(&seal.draft, secret).await;
            let said = said(language.words_untracked(), kind);
            self.form.end();
            if !taken {
                self.form.refuse(self.first, said.failed);
                live.say(said.failed);
                return;
            }
            self.first.clear();
            self.second.clear();
            live.say(if set.is_some() { said.taken } else { said.removed });
            // Before the first step there is none, and the step gets the focus.
            request_animation_frame(|| {
                if !device::page::focus_first(["#", SUMMARY].concat().as_str()) {
                    device::page::focus_first("#main h1");
                }
            });
        }));
    }
}
