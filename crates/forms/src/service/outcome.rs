//! What the receipt says; some of it only for certain answers (as they were sent).

use crate::{Condition, Pointer, Text};

/// What the receipt says after sending (key `outcome`): a notice ("Ini belum NIB"), the next steps, what to bring, and a dossier.
#[derive(Debug, Default)]
pub struct Outcome {
    pub notice: Option<Advice>,
    pub next: Vec<Advice>,
    /// Papers to bring to the counter.
    pub bring: Vec<Advice>,
    pub dossier: Option<Dossier>,
}

/// A sentence, perhaps only under a condition.
#[derive(Debug)]
pub struct Advice {
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
#[derive(Clone, Debug)]
pub struct DossierItem {
    pub label: Text,
    pub pointer: Pointer,
}
