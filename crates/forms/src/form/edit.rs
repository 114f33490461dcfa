//! One answer typed or chosen: what it can change is worked out, nothing else. Whatever shows or hides a question, asks for another answer, or
//! makes an object come or go is left to the whole [`View`].

use super::{
    Change,
    mark::Mark,
    view::{Given, View},
};
use crate::{
    Json, Pointer, Problem,
    rule::Scene,
    submission::{Judged, agree},
    ui::{Inner, Part, Ui, reader::Reader},
};

/// More answers in a row are worked out with all others.
const MOST: usize = 100;

impl View {
    /// Takes over the new answer of one part; `None` when everything is to be worked out anew.
    pub(super) fn edit(&mut self, given: &Given, marks: &mut [Mark], index: usize) -> Option<Change> {
        let value = given.answers.data.at(&given.ui.parts.get(index)?.pointer).cloned();
        let (mut touched, mut taken) = (Vec::new(), Vec::new());
        let mut waiting = vec![(index, value)];
        // Computed answers change others in turn, though never in a circle.
        for _ in 0..MOST {
            let Some((index, value)) = waiting.pop() else {
                touched.sort_unstable();
                touched.dedup();
                return Some(self.touch(given, marks, &taken, &touched));
            };
            self.take_over(given, index, value, &mut touched, &mut waiting)?;
            taken.push(index);
        }
        None
    }

    /// Puts one answer into what is seen and sent. The fields stay as they were, since all may yet be worked out anew.
    fn take_over(
        &mut self,
        given: &Given,
        index: usize,
        value: Option<Json>,
        touched: &mut Vec<usize>,
        waiting: &mut Vec<(usize, Option<Json>)>,
    ) -> Option<()> {
        let ui = given.ui;
        let part = ui.parts.get(index).filter(|part| given.asked.is_none() && self.stands_alone(ui, part, index))?;
        if !self.fits(part, value.is_some()) {
            return None;
        }
        let judged = Judged { service: given.service, ui, chosen: &given.answers.chosen };
        let before = judged.near(&self.sight, &self.sent, given.host, &part.pointer);
        for data in [&mut self.sight.data, &mut self.sent] {
            match &value {
                Some(value) => data.set(&part.pointer, value.clone()),
                None => drop(data.remove(&part.pointer)),
            }
        }
        touched.push(index);
        for reader in ui.readers.at(&part.pointer) {
            match reader {
                Reader::Relation(part) => touched.push(part),
                Reader::Compute(part) => waiting.extend(self.computed(given, part)),
                Reader::Rule(element) if self.holds_as_before(given, element) => {}
                Reader::Tests(zone) if self.tests_as_before(given, zone) => {}
                Reader::Rule(_) | Reader::Tests(_) => return None,
            }
        }
        let after = judged.near(&self.sight, &self.sent, given.host, &part.pointer);
        let gone = before.iter().filter(|problem| !after.contains(problem));
        let come = after.iter().filter(|problem| !before.contains(problem));
        for problem in gone.chain(come) {
            touched.push(self.home(ui, problem)?);
        }
        Some(())
    }

    /// A computed answer, when it is another one now.
    fn computed(&self, given: &Given, index: usize) -> Option<(usize, Option<Json>)> {
        let part = given.ui.parts.get(index).filter(|_| self.is_visible(index))?;
        let scene = Scene::new(&self.sight.data, given.ui.base(part.element)?, given.host);
        let value = given.ui.compute(part)?.value(&scene);
        (self.sight.data.at(&part.pointer) != value.as_ref()).then_some((index, value))
    }

    /// Gives the fields of `taken` their new answers, finds the problems of `touched` anew, and says which fields are different.
    fn touch(&mut self, given: &Given, marks: &mut [Mark], taken: &[usize], touched: &[usize]) -> Change {
        let mut change = Change::default();
        for &index in touched {
            let found = self.found_at(given, index);
            if let Some(mark) = marks.get_mut(index) {
                mark.keep(&found, self.is_visible(index));
            }
            if let Some(known) = self.found.get_mut(index) {
                *known = found;
            }
            let shows = self.show_one(index, marks);
            let differs = taken.contains(&index) && self.answer_one(given, index);
            if let Some(field) = self.fields.get(index).filter(|_| shows || differs) {
                change.fields.push(field.id.clone());
            }
        }
        change
    }

    /// Gives one field its answer; `true` when that changes anything.
    fn answer_one(&mut self, given: &Given, index: usize) -> bool {
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
    fn found_at(&mut self, given: &Given, index: usize) -> Vec<Problem> {
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

    /// Whether the answer belongs to this part alone.
    fn stands_alone(&self, ui: &Ui, part: &Part, index: usize) -> bool {
        let own = |other: usize| ui.parts.get(other).is_none_or(|part| matches!(part.inner, Inner::Nothing));
        let mut above = part.pointer.parent();
        while let Some(place) = above {
            if ui.at(&place).any(own) {
                return false;
            }
            above = place.parent();
        }
        self.is_visible(index) && ui.at(&part.pointer).count() == 1 && ui.inside(&part.pointer).next().is_none()
    }

    /// Whether the answer can change in its place: what holds it is there, and neither begins nor ends with it.
    fn fits(&self, part: &Part, is_there: bool) -> bool {
        let Some(above) = part.pointer.parent() else {
            return false;
        };
        let was_there = self.sight.data.at(&part.pointer).is_some();
        let others = usize::from(was_there);
        let holder = |data: &Json| match data.at(&above) {
            Some(Json::Object(members)) => was_there == is_there || above == Pointer::root() || members.len() > others,
            Some(Json::Array(_)) => was_there && is_there,
            _ => false,
        };
        holder(&self.sight.data) && holder(&self.sent)
    }

    fn holds_as_before(&self, given: &Given, element: usize) -> bool {
        let base = given.ui.base(element).cloned().unwrap_or_default();
        let rule = given.ui.rule(element);
        let holds = rule.is_some_and(|rule| rule.condition.holds_in(&Scene::new(&self.sight.data, &base, given.host)));
        self.held.get(element) == Some(&holds)
    }

    fn tests_as_before(&self, given: &Given, zone: usize) -> bool {
        let tests = given.ui.zones.get(zone).map(|zone| zone.demands.test(self.sight.data.at(&zone.base), given.host));
        self.tests.get(zone) == tests.as_ref()
    }
}
