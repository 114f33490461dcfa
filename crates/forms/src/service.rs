//! A service definition: one permit as data.

use std::sync::Arc;

use crate::{Choice, Condition, Control, Fault, Field, Json, Lang, Pointer, Problem, Text};

/// A service, read and checked once.
pub struct Service {
    pub id: String,
    pub version: String,
    pub title: Text,
    pub summary: Text,
    pub agency: Text,
    /// How long the form takes, in minutes.
    pub minutes: u32,
    pub delivery: Delivery,
    /// Why which data is asked, how long it is kept, who to ask (UU 27/2022); one paragraph each.
    pub notice: Vec<Text>,
    pub outcome: Outcome,
    /// The `backend` section as written; `rest` reads it.
    pub backend: Json,
    /// The whole definition as written: a draft keeps a copy.
    pub source: Json,
    /* private: schema, ui, texts */
}

/// The six components of service delivery that the law wants shown before the form (Permenpan RB 15/2014).
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    pub requirements: Vec<Text>,
    pub procedure: Vec<Text>,
    /// For people: "Selesai hari ini", "3 hari kerja".
    pub time: Text,
    /// Rupiah; 0 is "Gratis".
    pub fee: i64,
    pub product: Text,
    pub complaint: Text,
}

/// What the receipt says after sending (key `outcome`): a notice ("Ini belum NIB"), the next steps, what to bring, and a dossier.
#[derive(Debug, Default)]
pub struct Outcome {
    pub notice: Option<Text>,
    pub next: Vec<Text>,
    pub bring: Vec<Bring>,
    pub dossier: Option<Dossier>,
}

/// A paper to bring to the counter, perhaps only under a condition.
#[derive(Debug)]
pub struct Bring {
    pub text: Text,
    pub when: Option<Condition>,
}

/// A prepared set of answers for another office's form, in that form's order.
#[derive(Debug)]
pub struct Dossier {
    pub title: Text,
    pub intro: Text,
    pub when: Option<Condition>,
    pub items: Vec<DossierItem>,
}

/// One line of a dossier: its label there, and where the answer stands here.
#[derive(Debug)]
pub struct DossierItem {
    pub label: Text,
    pub pointer: Pointer,
}

/// One line of `services/index.json`.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub id: String,
    pub version: String,
    pub title: Text,
    pub summary: Text,
    pub keywords: Text,
    pub minutes: u32,
    pub fee: i64,
    pub time: Text,
}

impl Service {
    /// Reads a definition. All faults come back at once; errors mean there is no service. Unknown keys are warnings. Never panics.
    pub fn read(json: &Json) -> (Option<Service>, Vec<Fault>) {
        todo!()
    }
    /// The words for a key in a language, falling back to Indonesian; `None` when no language has it.
    pub fn words(&self, lang: Lang, key: &str) -> Option<&str> {
        todo!()
    }
    /// A control's label: `<key>.label`, else as the definition says.
    pub fn label<'a>(&'a self, control: &'a Control, lang: Lang) -> &'a str {
        todo!()
    }
    pub fn description<'a>(&'a self, control: &'a Control, lang: Lang) -> Option<&'a str> {
        todo!()
    }
    /// "Kenapa kami menanyakan ini?": `<key>.why`.
    pub fn why<'a>(&'a self, control: &'a Control, lang: Lang) -> Option<&'a str> {
        todo!()
    }
    pub fn choice<'a>(&'a self, choice: &'a Choice, lang: Lang) -> &'a str {
        todo!()
    }
    /// The service's own sentence for a problem (`<key>.error.<keyword>`, `error.<keyword>`), if it has one.
    pub fn sentence(&self, control: &Control, problem: &Problem, lang: Lang) -> Option<&str> {
        todo!()
    }
    /// The first field of a format, by place (the stand-in finds the phone by `phone-id`).
    pub fn pointer_of_format(&self, format: &str) -> Option<Pointer> {
        todo!()
    }
    /// Every control with its place, in order (rows of lists excepted).
    pub fn controls(&self) -> Vec<(Pointer, Arc<Control>)> {
        todo!()
    }
}

impl Summary {
    /// Reads `services/index.json`; lines that cannot be read are left out and reported.
    pub fn read_index(json: &Json) -> (Vec<Summary>, Vec<Fault>) {
        todo!()
    }
}
