//! From a kind of question to what draws it: the one `match`. A widget gets its question and reports answers; it knows
//! no network, no address and no other widget.

mod autocomplete;
mod checkbox;
mod choice;
mod date;
mod list;
mod moment;
mod multi_choice;
mod rows;
mod select;
mod slider;
mod text;
mod unknown;

use std::{rc::Rc, sync::Arc};

use forms::{Access, Answer, Field, Json, Kind, Lang, Service, Severity, Text};

use crate::{
    part::{El, FrameWords, Naming, described_by, el, frame, p},
    text::{self as said, Language, Words},
};

pub use rows::{Rows, draw as draw_list, draw_row, row_id, row_name};

/// One question: its state, its words, and where its answers go.
#[derive(Clone)]
pub struct Question {
    /// The id of its input, which the error summary links to.
    pub id: Rc<str>,
    pub service: Arc<Service>,
    pub language: Language,
    pub ask: Rc<dyn Ask>,
    pub options: Rc<dyn Options>,
}

/// Where a question's state comes from and its answers go.
pub trait Ask {
    /// Its state, tracked; `None` once it has gone.
    fn field(&self) -> Option<Field>;
    /// The text for its box, tracked.
    fn typed(&self) -> String;
    /// Takes the text at each change.
    fn type_in(&self, text: &str);
    /// Takes a chosen answer, or none.
    fn answer(&self, answer: Option<Answer>);
    /// It was left.
    fn leave(&self);
}

/// A list of the backend, as the page gives it; what is not overridden is the question without one.
pub trait Options {
    /// How far it has come, tracked.
    fn state(&self) -> ListState {
        ListState::Ready
    }

    /// All its entries, tracked; none of a list that the backend searches.
    fn items(&self) -> Rc<Vec<ListOption>> {
        Rc::default()
    }

    /// How many letters a search needs, for a list that the backend searches; `None` for one that is loaded whole.
    fn min_length(&self) -> Option<usize> {
        None
    }

    /// Looks for this from now on.
    fn search(&self, _query: &str) {}

    /// What has been found of it, tracked.
    fn found(&self) -> Found {
        Found::default()
    }

    /// Shows more of what fits.
    fn more(&self) {}

    /// Asks again for what did not come.
    fn retry(&self) {}

    /// Whether it goes on where the app has stopped loading it, tracked.
    fn is_cut(&self) -> bool {
        false
    }

    /// Whether the answer was taken away, since another one that the list hangs on has changed; tracked.
    fn has_dropped(&self) -> bool {
        false
    }
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    /// An answer that it hangs on is missing.
    Waiting,
    Loading,
    Ready,
    /// Nobody answers.
    Unreachable,
    /// What answers is of no use.
    Failed,
    /// Somebody must sign in first.
    SignIn,
}

/// What a search has found so far, best first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub entries: Vec<ListOption>,
    /// Whether there is more.
    pub more: bool,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListOption {
    pub value: Json,
    pub label: Text,
    pub hint: Option<Text>,
    /// Offered whatever is searched.
    pub always: bool,
}

/// Up to so many branches are all shown.
const FEW: usize = 6;

/// Draws a question.
pub fn draw(question: Question, kind: Kind) -> El {
    match kind {
        Kind::Text | Kind::LongText | Kind::LocalFormat(_) | Kind::Email | Kind::Integer | Kind::Number => {
            text::draw(question, kind)
        }
        Kind::Date => date::draw(question),
        Kind::Time | Kind::DateTime => moment::draw(question, kind),
        Kind::Slider => slider::draw(question),
        Kind::OneOf if question.read(|field| field.control.choices.len() > FEW) => select::draw(question),
        Kind::Choice | Kind::YesNo | Kind::OneOf => choice::draw(question, kind),
        Kind::Select => select::draw(question),
        Kind::MultiChoice => multi_choice::draw(question),
        Kind::Checkbox => checkbox::draw(question),
        Kind::Autocomplete if question.searches() => autocomplete::draw(question),
        Kind::Autocomplete => list::draw(question),
        // A list is drawn by `draw_list`, with a place for its rows.
        Kind::Array | Kind::Unknown => unknown::draw(question),
    }
}

impl Question {
    /// The app's words in the citizen's language.
    fn words(&self) -> &'static Words {
        self.language.words()
    }

    fn lang(&self) -> Lang {
        self.language.get()
    }

    /// The id with an ending, for the inputs of one question.
    fn id_of(&self, end: &str) -> String {
        [&self.id, "-", end].concat()
    }

    /// Its state read, or the default when it has gone.
    fn read<T: Default>(&self, read: impl FnOnce(&Field) -> T) -> T {
        self.ask.field().as_ref().map(read).unwrap_or_default()
    }

    fn value(&self) -> Option<Json> {
        self.ask.field().and_then(|field| field.value)
    }

    /// Its label, in the citizen's language.
    fn label(&self) -> String {
        self.read(|field| said::label(&self.service, field, self.lang()))
    }

    /// What stands in its frame.
    fn frame_words(&self) -> FrameWords {
        let lang = self.lang();
        self.read(|field| {
            let of = |severity: Severity| {
                let problems = field.problems.iter().filter(|problem| problem.severity == severity);
                problems.map(|problem| said::sentence(&self.service, field, problem, lang, false)).collect()
            };
            let is_optional = field.optional && !field.required && !field.control.is_on("hideRequiredAsterisk");
            FrameWords {
                label: said::label(&self.service, field, lang),
                label_hidden: !field.control.label_shown || said::is_named_by_row(field),
                optional: is_optional.then(|| self.words().optional),
                hint: self.service.description(&field.control, lang).map(String::from),
                problems: of(Severity::Error),
                warnings: of(Severity::Warning),
                read: said::read_as(field, lang),
            }
        })
    }

    // What the backend searches cannot be shown whole, whatever the service says.
    fn searches(&self) -> bool {
        self.options.min_length().is_some() || self.read(|field| field.control.is_on("search"))
    }

    /// Why its list is not there, once that is known.
    fn list_failure(&self) -> Option<&'static str> {
        match self.options.state() {
            ListState::Unreachable => Some(self.words().list_failed),
            ListState::Failed => Some(self.words().list_broken),
            _ => None,
        }
    }

    /// What there is to say beside its list: that it is not whole, or that the answer was taken away.
    fn list_note(&self) -> El {
        let question = self.clone();
        el("div", "").swap(move || {
            let (words, options) = (question.words(), &question.options);
            let dropped = (options.has_dropped() && question.value().is_none()).then_some(words.list_dropped);
            let note = dropped.or(options.is_cut().then_some(words.list_cut));
            note.map(|note| p("list-note", note)).into_iter().collect()
        })
    }

    /// The frame around its input, with "why we ask" under it.
    fn frame(&self, naming: Naming, input: El) -> El {
        let (said, why) = (self.clone(), self.why());
        let mut inside = vec![input];
        inside.extend(why);
        frame(&self.id, naming, move || said.frame_words(), inside)
    }

    /// Tells a group of inputs what it is described by.
    fn described(&self, group: El) -> El {
        let question = self.clone();
        group.bind(move |group| {
            let words = question.frame_words();
            let _ = group.clone().attr_if("aria-describedby", described_by(&question.id, &words).as_deref());
        })
    }

    /// Tells an input what it is described by, and whether its answer is refused, missing or fixed.
    fn told(&self, input: El) -> El {
        let question = self.clone();
        input.bind(move |input| {
            let words = question.frame_words();
            let _ = input
                .clone()
                .attr_if("aria-describedby", described_by(&question.id, &words).as_deref())
                .attr_if("aria-invalid", (!words.problems.is_empty()).then_some("true"))
                .attr_if("aria-required", question.read(|field| field.required).then_some("true"));
            input.set_enabled(question.is_enabled());
        })
    }

    /// Lets the page begin with this input, where `options.focus` says so.
    fn focused(&self, input: El) -> El {
        input.attr_if("autofocus", self.read(|field| field.control.is_on("focus")).then_some(""))
    }

    /// The line of a list that chooses nothing: the service's (`enum.none`) or ours.
    fn none(&self) -> String {
        self.service.words(self.lang(), "enum.none").unwrap_or(self.words().choose).into()
    }

    fn is_enabled(&self) -> bool {
        self.read(|field| field.access == Access::Enabled)
    }

    // "Kenapa kami menanyakan ini?", closed until asked for.
    fn why(&self) -> Option<El> {
        let text =
            self.ask.field().and_then(|field| self.service.why(&field.control, self.lang()).map(String::from))?;
        let ask = el("summary", "why__ask").text(self.words().why);
        Some(el("details", "why").add(ask).add(el("p", "why__text").text(&text)))
    }
}
