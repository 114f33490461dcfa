//! What the receipt says; some of it only for certain answers (as they were sent).

use crate::{Condition, Pointer, Text};

/// What the receipt says after sending (key `outcome`): a notice ("Ini belum NIB"), the next steps, what to bring, and a dossier.
#[derive(Debug, Default)]
pub struct Outcome {
    /// A sentence above all.
    pub notice: Option<Advice>,
    /// What happens next, in order.
    pub next: Vec<Advice>,
    /// Papers to bring to the counter.
    pub bring: Vec<Advice>,
    /// What can be taken along.
    pub dossier: Option<Dossier>,
}

/// A sentence, perhaps only under a condition.
#[derive(Debug)]
pub struct Advice {
    /// The sentence.
    pub text: Text,
    /// When it is shown; always, if nothing is said.
    pub when: Option<Condition>,
}

/// A prepared set of answers for another office's form, in that form's order.
#[derive(Debug)]
pub struct Dossier {
    /// Its title.
    pub title: Text,
    /// A sentence below the title.
    pub intro: Text,
    /// When it is shown; always, if nothing is said.
    pub when: Option<Condition>,
    /// What stands in it.
    pub items: Vec<DossierItem>,
}

/// One line of a dossier: its label there, and where the answer stands here.
#[derive(Clone, Debug)]
pub struct DossierItem {
    /// What stands before the answer.
    pub label: Text,
    /// The answer.
    pub pointer: Pointer,
}
