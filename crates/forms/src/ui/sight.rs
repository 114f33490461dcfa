//! What is visible for given answers, and the answers without those of hidden fields.

use crate::{Effect, Host, Json, Pointer, Rule, ui::Ui};

/// One evaluation of all rules about visibility.
pub(crate) struct Sight {
    /// By element.
    pub(crate) visible: Vec<bool>,
    /// The answers; those of hidden fields are absent.
    pub(crate) data: Json,
}

impl Ui {
    /// Decides the rules in dependency order, taking hidden answers away as it goes, so that each rule sees what
    /// will be sent.
    pub(crate) fn sight(&self, data: &Json, host: &dyn Host) -> Sight {
        let mut sight = Sight { visible: vec![true; self.elements.len()], data: data.clone() };
        for &index in &self.order {
            let Some(element) = self.elements.get(index) else {
                continue;
            };
            let is_hidden = sight.visible.get(index) == Some(&false);
            let Some(rule) = element.rule.as_ref().filter(|_| !is_hidden) else {
                continue;
            };
            if shows(rule, &sight.data, host) {
                continue;
            }
            if let Some(range) = sight.visible.get_mut(index..element.end) {
                range.fill(false);
            }
            if !self.keep_hidden {
                self.take_away(index, element.end, &mut sight);
            }
        }
        sight
    }

    /// Whether a part stands on the page.
    pub(crate) fn is_visible(&self, part: usize, sight: &Sight) -> bool {
        let element = self.parts.get(part).map(|part| part.element);
        element.is_some_and(|element| sight.visible.get(element) == Some(&true))
    }

    /// Whether everything that is asked at a place or inside it is hidden: then nothing is asked there.
    pub(crate) fn is_hidden(&self, place: &Pointer, sight: &Sight) -> bool {
        let mut asked = self.at(place).chain(self.inside(place)).peekable();
        asked.peek().is_some() && !asked.any(|part| self.is_visible(part, sight))
    }

    /// The shape in which answers are sent: objects that nobody needs are not there, those that the schema
    /// requires are, even when none of their fields is answered.
    pub(crate) fn shape(&self, data: &mut Json, sight: &Sight, tests: &[bool]) {
        for frame in self.frames.iter().rev() {
            if is_empty_object(data.at(frame)) && !self.demands.demands(frame, tests) {
                data.remove(frame);
            }
        }
        for frame in &self.frames {
            let wanted = data.at(frame).is_none() && self.demands.demands(frame, tests);
            let parent = frame.parent().unwrap_or_default();
            let fits = matches!(data.at(&parent), Some(Json::Object(_)));
            if wanted && fits && !self.is_hidden(frame, sight) {
                data.set(frame, Json::object());
            }
        }
    }

    fn take_away(&self, from: usize, to: usize, sight: &mut Sight) {
        let first = self.parts.partition_point(|part| part.element < from);
        let parts = self.parts.iter().skip(first).take_while(|part| part.element < to);
        for part in parts {
            if !self.is_hidden(&part.pointer, sight) {
                continue;
            }
            sight.data.remove(&part.pointer);
            let mut above = part.pointer.parent();
            while let Some(place) = above.filter(|place| *place != Pointer::root()) {
                if !is_empty_object(sight.data.at(&place)) || !self.is_hidden(&place, sight) {
                    break;
                }
                sight.data.remove(&place);
                above = place.parent();
            }
        }
    }
}

fn shows(rule: &Rule, data: &Json, host: &dyn Host) -> bool {
    rule.condition.holds(data, host) == (rule.effect == Effect::Show)
}

fn is_empty_object(value: Option<&Json>) -> bool {
    value.and_then(Json::as_object).is_some_and(|object| object.is_empty())
}
