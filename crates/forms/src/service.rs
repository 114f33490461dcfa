//! A service definition: one permit as data.
//!
//! Reading it gives either a service or the faults that forbid one, never a panic; what it says in words is looked up
//! by text key, as JSON Forms does.

mod outcome;
mod pattern;
mod read;
mod summary;
mod words;

use std::sync::Arc;

use crate::{
    Answers, Choice, Control, Fault, Host, Json, Kind, Lang, Pointer, Problem, ProblemKind, Schema, Severity, Text,
    pointer,
    ui::{Inner, Part, Ui, control, expand::expand, scope},
};

pub use outcome::{Advice, Dossier, DossierItem, Outcome};
pub use summary::Summary;
pub(crate) use words::Words;

/// A service, read and checked once.
pub struct Service {
    /// Names it in addresses.
    pub id: String,
    /// Names this version of it.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// A sentence about it.
    pub summary: Text,
    /// The office that gives it.
    pub agency: Text,
    /// How long the form takes, in minutes.
    pub minutes: u32,
    /// The standard of service.
    pub delivery: Delivery,
    /// Why which data is asked, how long it is kept, who to ask (UU 27/2022); one paragraph each.
    pub notice: Vec<Text>,
    /// Whether a draft is kept under a PIN or words of the citizen's from its first letter on, or not at all (`draft.seal`).
    pub sealed: bool,
    /// What comes after sending.
    pub outcome: Outcome,
    /// The `backend` section as written; `rest` reads it.
    pub backend: Json,
    /// The whole definition as written: a draft keeps a copy.
    pub source: Json,
    pub(crate) schema: Schema,
    pub(crate) ui: Arc<Ui>,
    words: Words,
}

/// What is asked for at a place of given answers.
pub struct Question {
    /// Its place in the answers.
    pub pointer: Pointer,
    /// How it is asked.
    pub control: Arc<Control>,
    /// The lists in which it lies, from outside in, each with the number of its row (from 0).
    pub within: Vec<(Arc<Control>, usize)>,
}

/// The six components of service delivery that the law wants shown before the form (Permenpan RB 15/2014).
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    /// What must be brought.
    pub requirements: Vec<Text>,
    /// The steps.
    pub procedure: Vec<Text>,
    /// For people: "Selesai hari ini", "3 hari kerja".
    pub time: Text,
    /// Rupiah; 0 is "Gratis".
    pub fee: i64,
    /// What the citizen gets.
    pub product: Text,
    /// Where to complain.
    pub complaint: Text,
}

impl Service {
    /// Reads a definition. All faults come back at once; errors mean there is no service. Unknown keys are warnings. Never panics.
    pub fn read(json: &Json) -> (Option<Service>, Vec<Fault>) {
        read::read(json)
    }

    /// As [`Service::read`]; a pattern that the host cannot read is an error, too. Whoever judges answers reads a definition by this.
    pub fn read_with(json: &Json, host: &dyn Host) -> (Option<Service>, Vec<Fault>) {
        let (service, mut faults) = read::read(json);
        let n_faults = faults.len();
        for name in ["schema", "uischema"] {
            if let Some(part) = json.get(name) {
                pattern::check(part, &Pointer::root().join(name), host, &mut faults);
            }
        }
        (service.filter(|_| faults.len() == n_faults), faults)
    }

    /// The words for a key in a language, falling back to Indonesian; `None` when no language has it.
    pub fn words(&self, lang: Lang, key: &str) -> Option<&str> {
        self.words.get(lang, key)
    }

    /// A control's label: `<key>.label`, else as the definition says.
    pub fn label<'a>(&'a self, control: &'a Control, lang: Lang) -> &'a str {
        self.of(control, ".label", lang).unwrap_or(&control.label)
    }

    /// What stands under the label: `<key>.description`, else the schema's.
    pub fn description<'a>(&'a self, control: &'a Control, lang: Lang) -> Option<&'a str> {
        self.of(control, ".description", lang).or(control.description.as_deref())
    }

    /// "Kenapa kami menanyakan ini?": `<key>.why`.
    pub fn why<'a>(&'a self, control: &'a Control, lang: Lang) -> Option<&'a str> {
        self.of(control, ".why", lang)
    }

    /// The words of an alternative.
    pub fn choice<'a>(&'a self, choice: &'a Choice, lang: Lang) -> &'a str {
        self.words(lang, &choice.key).unwrap_or(&choice.title)
    }

    /// The service's own sentence for a problem, if it has one: for an error `<key>.error.custom`, then
    /// `<key>.error.<keyword>`, `error.<keyword>`.
    pub fn sentence(&self, control: &Control, problem: &Problem, lang: Lang) -> Option<&str> {
        let custom = || self.of(control, ".error.custom", lang);
        let error = problem.severity == Severity::Error;
        let keyword = [".error.", problem.keyword()].concat();
        let own = error.then(custom).flatten().or_else(|| self.of(control, &keyword, lang));
        // A list without items is a required one that is missing, too.
        let missing = matches!(problem.kind, ProblemKind::MinItems { got: 0, .. });
        let own = own.or_else(|| self.of(control, ".error.required", lang).filter(|_| missing));
        own.or_else(|| self.words(lang, keyword.get(1..)?))
    }

    /// The first field of a format, by place (the stand-in finds the phone by `phone-id`).
    pub fn pointer_of_format(&self, format: &str) -> Option<Pointer> {
        let mut parts = self.ui.parts.iter();
        let part = parts.find(|part| part.control.format.as_deref() == Some(format))?;
        Some(part.pointer.clone())
    }

    /// Whether the schema has a property at this place in the answers, asked or not.
    pub fn has_place(&self, pointer: &Pointer) -> bool {
        self.source.get("schema").is_some_and(|schema| scope::leads(schema, pointer))
    }

    /// Whether a question asks for this place, for what holds it, or for something in it.
    pub fn asks(&self, pointer: &Pointer) -> bool {
        let place = unnumbered(pointer);
        self.controls().iter().any(|(other, _)| other.contains(&place) || place.contains(other))
    }

    /// What a place is called that no question asks for: its words, its title in the schema, else its last name as words. An item goes by
    /// its list and its number.
    pub fn title_at(&self, pointer: &Pointer, lang: Lang) -> String {
        let last = pointer.last().unwrap_or_default();
        if let (Some(index), Some(list)) = (pointer::index(&last), pointer.parent()) {
            return [&self.title_at(&list, lang), " ", &(index + 1).to_string()].concat();
        }
        if let Some(words) = self.words(lang, &[control::path(pointer).as_str(), ".label"].concat()) {
            return words.into();
        }
        let schema = self.source.get("schema");
        let title = schema.and_then(|schema| scope::keyword(schema, scope::at(schema, pointer)?, "title")?.as_str());
        title.map_or_else(|| control::start_case(&last), str::to_owned)
    }

    /// Every control with its place, in order. A row's place has `-` for its number; all branches are there.
    pub fn controls(&self) -> Vec<(Pointer, Arc<Control>)> {
        let mut controls = Vec::new();
        collect(&self.ui, &Pointer::root(), &mut controls);
        controls
    }

    /// What is asked for these answers, in each row too. Lists and choices of a branch are not in it: they have no answer of their own.
    pub fn questions(&self, answers: &Json) -> Vec<Question> {
        let ui = self.expanded(answers).0;
        let question = |part: &Part| Question {
            pointer: part.pointer.clone(),
            control: Arc::clone(&part.control),
            within: ui.within(part),
        };
        ui.parts.iter().filter(|part| matches!(part.inner, Inner::Nothing)).map(question).collect()
    }

    /// A control's label with those of the lists and the numbers of the rows in which it lies: `Pedagang 2: Nama`.
    pub fn full_label(&self, control: &Control, within: &[(Arc<Control>, usize)], lang: Lang) -> String {
        let mut label = String::new();
        for (list, row) in within {
            label.push_str(self.label(list, lang));
            label.push(' ');
            label.push_str(&(row + 1).to_string());
            // A row with a single answer has no other name.
            if list.key == control.key {
                return label;
            }
            label.push_str(": ");
        }
        label.push_str(self.label(control, lang));
        label
    }

    /// The control at a place, in whichever row.
    pub fn control_at(&self, pointer: &Pointer) -> Option<Arc<Control>> {
        let place = unnumbered(pointer);
        let controls = self.controls();
        let at = |place: &Pointer| controls.iter().rfind(|(other, _)| other == place);
        at(pointer).or_else(|| at(&place)).map(|(_, control)| Arc::clone(control))
    }

    /// The lists above a place, from outside in, each with the number of its row (from 0).
    pub fn lists_above(&self, pointer: &Pointer) -> Vec<(Arc<Control>, usize)> {
        let mut lists = Vec::new();
        let mut place = Pointer::root();
        for token in pointer.tokens() {
            let list = pointer::index(&token).zip(self.control_at(&place).filter(|list| list.kind == Kind::Array));
            lists.extend(list.map(|(index, list)| (list, index)));
            place = place.join(&token);
        }
        lists
    }

    /// The UI schema for these answers, and the answers with what it found out about them.
    pub(crate) fn expanded(&self, answers: &Json) -> (Arc<Ui>, Answers) {
        let mut answers = Answers { data: answers.clone(), ..Answers::default() };
        (expand(&self.ui, &mut answers), answers)
    }

    fn of(&self, control: &Control, last: &str, lang: Lang) -> Option<&str> {
        self.words(lang, &[control.key.as_str(), last].concat())
    }
}

/// A place in whichever row: `-` for the number of each.
fn unnumbered(pointer: &Pointer) -> Pointer {
    let mut place = Pointer::root();
    for token in pointer.tokens() {
        place = place.join(if pointer::index(&token).is_some() { "-" } else { &token });
    }
    place
}

fn collect(ui: &Ui, base: &Pointer, controls: &mut Vec<(Pointer, Arc<Control>)>) {
    for part in &ui.parts {
        let place = base.append(&part.pointer);
        controls.push((place.clone(), Arc::clone(&part.control)));
        match &part.inner {
            Inner::Nothing => {}
            Inner::Rows(growth) => collect(&growth.ui, &place.join("-"), controls),
            Inner::Branches(branches) => {
                branches.iter().for_each(|branch| collect(&branch.growth.ui, &place, controls));
            }
        }
    }
}

#[cfg(test)]
mod tests;
