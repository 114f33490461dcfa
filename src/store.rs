//! The drafts on this device: what is kept, under which names, and for how long; the one writer that keeps them; and the outbox, which
//! sends what is frozen. All of it is read once at the start. From then on this page's memory answers, and every change goes on to the
//! device. A device that keeps nothing has them in memory until the page is closed.

mod drafts;
mod outbox;
mod seal;
mod time;
mod writer;

use std::cell::{Cell, RefCell};

use forms::{Json, Map};
use leptos::prelude::{RwSignal, Track};

use crate::{
    api::{self, Config},
    device::vault::{self, Kept, StoredText},
    session::Draft,
};

pub use drafts::fresh_id;
pub use outbox::{Answer, Event, Progress};

const DRAFT: &str = "draft.";
const SERVICE: &str = "service.";

/// Hears what becomes of drafts.
pub type OnEvent = Box<dyn Fn(Store, Event)>;

/// What the device has at the start, or why it keeps nothing.
pub struct Opened(Result<Vec<StoredText>, Kept>);

/// The store. A handle: copies name the same one, which lives as long as the page.
#[derive(Clone, Copy)]
pub struct Store(&'static Inner);

struct Inner {
    config: &'static Config,
    on_event: OnEvent,
    /// What is kept, by its name.
    texts: RefCell<Map<String, Slot>>,
    /// Counts what became of texts, and of sending them.
    turn: RwSignal<u32>,
    writer: writer::Writer,
    outbox: outbox::Outbox,
    /// What the server's clock said when this page began; not a number while nobody knows.
    opened: f64,
    /// Since when the page is out of sight, in milliseconds since 1970; not a number while it is seen, `None` while that is not noticed.
    hidden: Cell<Option<f64>>,
    /// The names of drafts that are to be closed as soon as they are not being sent any more.
    owed: RefCell<Vec<String>>,
}

/// A text, and how far it is on the device.
struct Slot {
    text: String,
    revision: f64,
    kept: Kept,
    /// Whether it has changed since it was last handed to the device.
    unwritten: bool,
    /// Whether the device has it sealed under a PIN; the text is sealed, too, until that opens it.
    has_pin: bool,
    /// Whether the device must not have it before it has a PIN.
    held: bool,
    /// From when its time is counted; see `time`.
    since: f64,
}

impl Slot {
    /// A text as the device has it.
    fn read(StoredText { text, revision, at, opened, since, .. }: StoredText) -> Slot {
        let has_pin = opened || seal::is_sealed(&text);
        Slot { text, revision, kept: Kept::At(at), unwritten: false, has_pin, held: false, since }
    }
}

/// Reads what the device keeps; the work begins with the call.
pub fn open() -> impl Future<Output = Opened> {
    let opening = vault::open();
    async move { Opened(opening.await) }
}

impl Store {
    /// The store over what the device has. Its signal belongs to the owner at the time of the call, which lives as long as the page.
    pub fn new(opened: Opened, config: &'static Config, on_event: OnEvent) -> Store {
        let refusal = opened.0.as_ref().err().copied();
        let mut texts = Map::new();
        for entry in opened.0.into_iter().flatten() {
            texts.insert(entry.name.clone(), Slot::read(entry));
        }
        // Nothing takes it down: code that could is not there (1 KB of the first load).
        Store(Box::leak(Box::new(Inner {
            config,
            on_event,
            texts: RefCell::new(texts),
            turn: RwSignal::new(0),
            writer: writer::Writer::new(refusal),
            outbox: outbox::Outbox::default(),
            opened: api::server_now(),
            hidden: Cell::new(None),
            owed: RefCell::default(),
        })))
    }

    /// Follows what becomes of texts, and of sending them.
    pub fn track(self) {
        self.0.turn.track();
    }

    /// Tells whoever follows that something has become of a text, or of sending it.
    pub fn tell(self) {
        crate::session::turn(self.0.turn);
    }

    fn put(self, name: String, text: String, since: f64) {
        {
            let mut texts = self.0.texts.borrow_mut();
            let (revision, kept, has_pin, held) = match texts.get(name.as_str()) {
                Some(&Slot { revision, kept, has_pin, held, .. }) => (revision, kept, has_pin, held),
                None => (0.0, Kept::Waiting, false, false),
            };
            let slot = Slot { text, revision, kept, unwritten: true, has_pin, held, since };
            texts.insert(name, slot);
        }
        self.wake_writer();
    }

    fn get(self, name: &str) -> Option<Json> {
        self.read_slot(name, |slot| Json::parse(&slot.text).ok())?
    }

    fn read_slot<T>(self, name: &str, read: impl FnOnce(&Slot) -> T) -> Option<T> {
        self.0.texts.borrow().get(name).map(read)
    }

    fn change_slot<T>(self, name: &str, change: impl FnOnce(&mut Slot) -> T) -> Option<T> {
        self.0.texts.borrow_mut().get_mut(name).map(change)
    }

    // The draft of this name. One that calls itself otherwise, or sealed without a seal, was put there by somebody else: its card would
    // delete another one, or open to nothing.
    fn read(self, name: &str) -> Option<Draft> {
        let draft = Draft::from_json(&self.get(name)?)?;
        let is_closed = matches!(draft.state, crate::session::State::Sealed(_));
        (draft_name(&draft.id) == name && is_closed == self.is_closed(&draft.id)).then_some(draft)
    }

    fn names(self, prefix: &str) -> Vec<String> {
        self.0.texts.borrow().keys().filter(|name| name.starts_with(prefix)).cloned().collect()
    }
}

/// The name under which the device keeps a draft.
fn draft_name(id: &str) -> String {
    [DRAFT, id].concat()
}

/// The name under which the device keeps a definition.
fn service_name(id: &str, version: &str) -> String {
    [SERVICE, id, "@", version].concat()
}
