//! One answer typed or chosen: what it can change is worked out, nothing else. A single question that it shows or hides is taken in or out
//! ([`flip`]); whatever shows or hides more, asks for another answer, or makes an object come or go is left to the whole [`View`].

mod toggle;

use super::{
    Change,
    mark::Mark,
    view::{Context, View},
};
use crate::{
    Json, Pointer, Problem, ProblemKind,
    rule::Scene,
    submission::{Judged, agree},
    ui::{Inner, Part, Ui, reader::Reader},
};

/// More answers in a row are worked out with all others.
const MOST: usize = 100;

/// What an edit has changed so far, and what is still to be taken over.
#[derive(Default)]
struct Pass {
    /// Parts whose problems may be others now.
    touched: Vec<usize>,
    /// Parts that have another answer.
    taken: Vec<usize>,
    /// Parts that were shown or hidden.
    flipped: Vec<usize>,
    waiting: Vec<EditStep>,
}

/// What comes next.
enum EditStep {
    /// This part has this answer now.
    Answer(usize, Option<Json>),
    /// The rule of this part decides anew whether it is shown.
    Visibility(usize),
}

impl View {
    /// Takes over the new answer of one part; `None` when everything is to be worked out anew.
    pub(super) fn edit(&mut self, given: &Context, marks: &mut [Mark], index: usize) -> Option<Change> {
        let value = given.answers.data.at(&given.ui.parts.get(index)?.pointer).cloned();
        let touched = self.stale(given);
        let mut pass = Pass { waiting: vec![EditStep::Answer(index, value)], touched, ..Pass::default() };
        let done = self.go_on(given, &mut pass);
        if done.is_none() || self.replace(given.ui, &pass.flipped).is_none() {
            // As it was: all is worked out anew, and compared with this.
            pass.flipped.iter().for_each(|part| self.toggle(*part));
            return None;
        }
        pass.touched.sort_unstable();
        pass.touched.dedup();
        Some(self.touch(given, marks, &pass))
    }

    /// The parts at which a refusal of the backend stands that holds no longer: at another question than the one that was answered,
    /// where that did not show when it came.
    fn stale(&self, given: &Context) -> Vec<usize> {
        let is_over = |problem: &Problem| {
            matches!(problem.kind, ProblemKind::Backend { .. })
                && !given.refused.iter().any(|(_, refused)| refused == problem)
        };
        let found = self.found.iter().enumerate();
        found.filter(|(_, found)| found.iter().any(is_over)).map(|(part, _)| part).collect()
    }

    /// Takes over all that waits. Computed answers change others in turn, and so do questions that come and go, though never in a circle.
    fn go_on(&mut self, given: &Context, pass: &mut Pass) -> Option<()> {
        for _ in 0..MOST {
            match pass.waiting.pop() {
                Some(EditStep::Answer(index, value)) => self.take_over(given, index, value, pass)?,
                Some(EditStep::Visibility(index)) => self.show_or_hide(given, index, pass)?,
                None => return Some(()),
            }
        }
        None
    }

    /// Puts one answer into what is seen and sent. The fields stay as they were, since all may yet be worked out anew.
    fn take_over(&mut self, given: &Context, index: usize, value: Option<Json>, pass: &mut Pass) -> Option<()> {
        let part = given.ui.parts.get(index).filter(|_| given.asked.is_none() && self.is_visible(index))?;
        let before = self.homes(given, part)?;
        self.put(given, index, value, pass)?;
        self.compare(given, part, before, pass)?;
        pass.taken.push(index);
        Some(())
    }

    /// Puts an answer into what is seen and sent, and tells those who look at it.
    fn put(&mut self, given: &Context, index: usize, value: Option<Json>, pass: &mut Pass) -> Option<()> {
        let part = given.ui.parts.get(index).filter(|part| stands_alone(given.ui, part))?;
        let none = given.ui.none(part, &self.tests).filter(|_| self.is_visible(index));
        let answer = value.filter(|value| none.is_none() || !value.is_null());
        // What says "none" does not hold the object in which it stands.
        if !self.fits(given.ui, part, answer.is_some()) {
            return None;
        }
        let value = answer.or_else(|| none.cloned());
        for data in [&mut self.sight.data, &mut self.sent] {
            match &value {
                Some(value) => data.set(&part.pointer, value.clone()),
                None => drop(data.remove(&part.pointer)),
            }
        }
        pass.touched.push(index);
        for reader in given.ui.readers.at(&part.pointer) {
            match reader {
                Reader::Relation(part) => pass.touched.push(part),
                Reader::Compute(part) => pass.waiting.extend(self.computed(given, part)),
                Reader::Rule(element) if self.holds_as_before(given, element) => {}
                Reader::Tests(zone) if self.tests_as_before(given, zone) => {}
                Reader::Rule(element) => pass.waiting.push(EditStep::Visibility(self.single(given.ui, element)?)),
                Reader::Tests(_) => return None,
            }
        }
        Some(())
    }

    /// The problems that have to do with a part, each with the part at which it stands.
    fn homes(&self, given: &Context, part: &Part) -> Option<Vec<(Problem, usize)>> {
        let judged = Judged { service: given.service, ui: given.ui, chosen: &given.answers.chosen };
        let problems = judged.near(&self.sight, &self.sent, given.host, &part.pointer);
        problems.into_iter().map(|problem| self.home(given.ui, &problem).map(|home| (problem, home))).collect()
    }

    /// Touches the parts whose problems are others than before.
    fn compare(&self, given: &Context, part: &Part, before: Vec<(Problem, usize)>, pass: &mut Pass) -> Option<()> {
        let after = self.homes(given, part)?;
        let gone = before.iter().filter(|problem| !after.contains(problem));
        let come = after.iter().filter(|problem| !before.contains(problem));
        pass.touched.extend(gone.chain(come).map(|(_, home)| *home));
        Some(())
    }

    /// A computed answer, when it is another one now.
    fn computed(&self, given: &Context, index: usize) -> Option<EditStep> {
        let part = given.ui.parts.get(index).filter(|_| self.is_visible(index))?;
        let scene = Scene::new(&self.sight.data, given.ui.base(part.element)?, given.host);
        let value = given.ui.compute(part)?.value(&scene);
        (self.sight.data.at(&part.pointer) != value.as_ref()).then_some(EditStep::Answer(index, value))
    }

    /// Gives fields their new answers, finds the problems of what was touched anew, and says which fields are different.
    fn touch(&mut self, given: &Context, marks: &mut [Mark], pass: &Pass) -> Change {
        let mut change = Change { journey: !pass.flipped.is_empty(), ..Change::default() };
        for &index in &pass.touched {
            let found = self.found_at(given, index);
            if let Some(mark) = marks.get_mut(index) {
                mark.keep(&found, self.is_visible(index));
            }
            if let Some(known) = self.found.get_mut(index) {
                *known = found;
            }
            let shows = self.show_one(index, marks);
            let flipped = pass.flipped.contains(&index);
            let differs = pass.taken.contains(&index) && self.answer_one(given, index);
            if let Some(field) = self.fields.get(index).filter(|_| shows || differs || flipped) {
                change.fields.push(field.id.clone());
            }
        }
        change
    }

    /// Gives one field its answer; `true` when that changes anything.
    fn answer_one(&mut self, given: &Context, index: usize) -> bool {
        let (Some(part), Some(field)) = (given.ui.parts.get(index), self.fields.get_mut(index)) else {
            return false;
        };
        let value = super::view::value(given.ui, part, given.answers, &self.sight.data);
        let words = given.answers.words.get(&part.id).cloned();
        let differs = field.value != value || field.words != words;
        (field.value, field.words) = (value, words);
        differs
    }

    /// All problems of one part, as [`View::of`] finds them.
    fn found_at(&mut self, given: &Context, index: usize) -> Vec<Problem> {
        let Some(part) = given.ui.parts.get(index) else {
            return Vec::new();
        };
        if let Some(found) = self.found.get_mut(index) {
            found.clear();
        }
        self.place_unreadable(given.answers, index);
        let judged = Judged { service: given.service, ui: given.ui, chosen: &given.answers.chosen };
        let mut problems = judged.near(&self.sight, &self.sent, given.host, &part.pointer);
        agree::check(given.ui, index, &self.sight, &self.sent, &mut problems);
        for problem in problems {
            if self.home(given.ui, &problem) == Some(index) {
                self.add(index, problem);
            }
        }
        let refused = given.refused.iter().filter(|(id, _)| *id == part.id);
        refused.for_each(|(_, problem)| self.add(index, problem.clone()));
        self.found.get_mut(index).map(std::mem::take).unwrap_or_default()
    }

    /// Whether the answer can change in its place: what holds it is there, and neither begins nor ends with it.
    fn fits(&self, ui: &Ui, part: &Part, is_there: bool) -> bool {
        let Some(above) = part.pointer.parent() else {
            return false;
        };
        let was_there = self.sight.data.at(&part.pointer).is_some();
        let others = usize::from(was_there);
        let holder = |data: &Json| match data.at(&above) {
            Some(Json::Object(members)) => {
                let stays = members.len() > others && !ui.inside(&above).any(|part| has_none(ui, part));
                was_there == is_there || above == Pointer::root() || stays
            }
            Some(Json::Array(_)) => was_there && is_there,
            _ => false,
        };
        holder(&self.sight.data) && holder(&self.sent)
    }

    fn holds_as_before(&self, given: &Context, element: usize) -> bool {
        let base = given.ui.base(element).cloned().unwrap_or_default();
        let rule = given.ui.rule(element);
        let holds = rule.is_some_and(|rule| rule.condition.holds_in(&Scene::new(&self.sight.data, &base, given.host)));
        self.held.get(element) == Some(&holds)
    }

    fn tests_as_before(&self, given: &Context, zone: usize) -> bool {
        let tests = given.ui.zones.get(zone).map(|zone| zone.demands.test(self.sight.data.at(&zone.base), given.host));
        self.tests.get(zone) == tests.as_ref()
    }
}

/// Whether it may be put in without being answered.
fn has_none(ui: &Ui, part: usize) -> bool {
    ui.parts.get(part).is_some_and(|part| part.none.is_some())
}

/// Whether the answer belongs to this part alone.
fn stands_alone(ui: &Ui, part: &Part) -> bool {
    let own = |other: usize| ui.parts.get(other).is_none_or(|part| matches!(part.inner, Inner::Nothing));
    let mut above = part.pointer.parent();
    while let Some(place) = above {
        if ui.at(&place).any(own) {
            return false;
        }
        above = place.parent();
    }
    ui.at(&part.pointer).count() == 1 && ui.inside(&part.pointer).next().is_none()
}
