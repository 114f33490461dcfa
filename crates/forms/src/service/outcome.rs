//! What the receipt says: which of its sentences stand there depends on the answers.

use crate::{Condition, Host, Json, Pointer, Text};

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
#[derive(Debug)]
pub struct DossierItem {
    pub label: Text,
    pub pointer: Pointer,
}

/// What an [`Outcome`] comes to for certain answers.
#[derive(Debug, Default)]
pub struct Told<'a> {
    pub notice: Option<&'a Text>,
    pub next: Vec<&'a Text>,
    pub bring: Vec<&'a Text>,
    pub dossier: Option<&'a Dossier>,
}

impl Outcome {
    /// What there is to tell for these answers (as they were sent).
    pub fn told(&self, answers: &Json, host: &dyn Host) -> Told<'_> {
        let holds = |when: &Option<Condition>| {
            when.as_ref()
                .is_none_or(|condition| condition.holds(answers, host))
        };
        Told {
            notice: self
                .notice
                .iter()
                .find(|advice| holds(&advice.when))
                .map(|advice| &advice.text),
            next: told(&self.next, &holds),
            bring: told(&self.bring, &holds),
            dossier: self.dossier.as_ref().filter(|dossier| holds(&dossier.when)),
        }
    }
}

fn told<'a>(list: &'a [Advice], holds: &dyn Fn(&Option<Condition>) -> bool) -> Vec<&'a Text> {
    list.iter()
        .filter(|advice| holds(&advice.when))
        .map(|advice| &advice.text)
        .collect()
}
