//! The pieces of a form that asks for a PIN, or for words in its place: boxes that show dots, a tick that shows what is typed, one button.

use leptos::prelude::{Get, GetUntracked, RwSignal, Set};

use super::{BoxStyle, El, FrameWords, Naming, Pick, SummaryLine, described_by, el, frame, option_row, text_box};

/// So many different words, and letters in them, are enough.
const WORDS: usize = 4;
const LETTERS: usize = 16;

/// What the pieces of one form share; a handle.
#[derive(Clone, Copy)]
pub struct PinForm {
    /// Whether what is typed is shown.
    shown: RwSignal<bool>,
    /// Whether the PIN is being worked on, which takes a cheap phone seconds.
    waits: RwSignal<bool>,
    /// What is wrong, and in which box.
    wrong: RwSignal<Vec<SummaryLine>>,
}

/// One box of such a form.
#[derive(Clone, Copy)]
pub struct PinBox {
    /// The id of its input.
    pub id: &'static str,
    typed: RwSignal<String>,
}

impl PinForm {
    /// Nothing is typed yet.
    pub fn new() -> PinForm {
        PinForm { shown: RwSignal::new(false), waits: RwSignal::new(false), wrong: RwSignal::new(Vec::new()) }
    }

    /// A box, for digits or for words, and the frame around it. A password to the browser: keyboards do not learn it, and a screen reader does
    /// not speak it.
    pub fn field(self, pin: PinBox, digits: bool, label: &str, hint: Option<&str>) -> (El, El) {
        let (label, hint) = (String::from(label), hint.map(String::from));
        let words = move || {
            let wrong = self.wrong.get().into_iter().filter(|line| line.target.as_deref() == Some(pin.id));
            let problems = wrong.map(|line| line.sentence).collect();
            FrameWords { label: label.clone(), hint: hint.clone(), problems, ..FrameWords::default() }
        };
        let style = BoxStyle {
            keyboard: digits.then_some("numeric"),
            autocomplete: Some("off".into()),
            digits,
            ..BoxStyle::default()
        };
        let said = words.clone();
        let input = text_box(pin.id, &style, move |input| pin.typed.set(input.value()), || {})
            .attr("aria-required", "true")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .bind(move |input| {
                input.set_value(&pin.typed.get());
                let words = said();
                let _ = input
                    .clone()
                    .attr("type", if self.shown.get() { "text" } else { "password" })
                    .attr_if("aria-describedby", described_by(pin.id, &words).as_deref())
                    .attr_if("aria-invalid", (!words.problems.is_empty()).then_some("true"));
            });
        (input.clone(), frame(pin.id, Naming::Label, words, vec![input]))
    }

    /// The tick that shows what is typed.
    pub fn show(self, words: &str) -> El {
        let name = "pin-show";
        let words = el("span", "").text(words);
        let (tick, row) = option_row(name, name, Pick::Many, words, move |picked| self.shown.set(picked));
        let _ = tick.bind(move |tick| tick.set_checked(self.shown.get()));
        el("div", "field").add(row)
    }

    /// The button that sends the form, and its words while that is worked on.
    pub fn button(self, words: &'static str, waits: &'static str) -> El {
        el("button", "button").attr("type", "submit").bind(move |button| {
            let is_waiting = self.waits.get();
            button.set_text(if is_waiting { waits } else { words });
            let _ = button.clone().attr_if("aria-disabled", is_waiting.then_some("true"));
        })
    }

    /// Nothing is wrong any more: something else is asked for.
    pub fn forgive(self) {
        self.wrong.set(Vec::new());
    }

    /// Whether something is wrong with what was sent; tracked.
    pub fn is_refused(self) -> bool {
        !self.wrong.get().is_empty()
    }

    /// Whether it is worked on, for a handler.
    pub fn is_waiting(self) -> bool {
        self.waits.get_untracked()
    }

    /// It is worked on from now on.
    pub fn begin(self) {
        self.wrong.set(Vec::new());
        self.waits.set(true);
    }

    /// It is no longer worked on; the form may have gone with it.
    pub fn end(self) {
        let _ = self.waits.try_set(false);
    }

    /// Says what is wrong, at a box.
    pub fn refuse(self, pin: PinBox, sentence: &str) {
        let _ = self.wrong.try_set(vec![SummaryLine { sentence: sentence.into(), target: Some(pin.id.into()) }]);
    }
}

impl PinBox {
    /// An empty box.
    pub fn new(id: &'static str) -> PinBox {
        PinBox { id, typed: RwSignal::new(String::new()) }
    }

    /// The six digits; `None` when it is something else. Spaces between them are no mistake.
    pub fn digits(self) -> Option<String> {
        let typed: String = self.typed.get_untracked().split_whitespace().collect();
        (typed.len() == 6 && typed.bytes().all(|byte| byte.is_ascii_digit())).then_some(typed)
    }

    /// The words; `None` when they are too few, too short or mostly the same. How they are spaced and spelled is no mistake.
    pub fn words(self) -> Option<String> {
        let typed = self.typed.get_untracked();
        let mut words: Vec<String> = typed.split_whitespace().map(str::to_ascii_lowercase).collect();
        let whole = words.join(" ");
        words.sort_unstable();
        words.dedup();
        let n_letters: usize = words.iter().map(|word| word.chars().count()).sum();
        (words.len() >= WORDS && n_letters >= LETTERS).then_some(whole)
    }

    /// Empties it.
    pub fn clear(self) {
        let _ = self.typed.try_set(String::new());
    }
}
