//! What is visible for given answers, and the answers without those of hidden fields.

use crate::{
    Effect, Host, Json, Pointer, Rule,
    rule::Scene,
    ui::{Frame, Ui, What, Zone, demand::is_demanded},
};

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
            let base = self.base(index).cloned().unwrap_or_default();
            let is_shown = |sight: &Sight| sight.visible.get(index) != Some(&false);
            let rule = element.rule.as_ref().filter(|rule| rule.decides_visible() && is_shown(&sight));
            if rule.is_some_and(|rule| !shows(rule, &Scene::new(&sight.data, &base, host))) {
                if let Some(range) = sight.visible.get_mut(index..element.end) {
                    range.fill(false);
                }
                if !self.keep_hidden {
                    self.take_away(index, element.end, &mut sight);
                }
            }
            if let (Some(compute), What::Control(part)) = (&element.compute, &element.what)
                && let Some(part) = self.parts.get(*part)
            {
                let value = compute.value(&Scene::new(&sight.data, &base, host)).filter(|_| is_shown(&sight));
                match value {
                    Some(value) => sight.data.set(&part.pointer, value),
                    None => take(&mut sight.data, &part.pointer),
                }
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
    pub(crate) fn shape(&self, data: &mut Json, sight: &Sight, tests: &[Vec<bool>]) {
        let demanded = |frame: &Frame| is_demanded(&frame.ways, tests_of(tests, frame.zone));
        for frame in self.frames.iter().rev() {
            if is_empty_object(data.at(&frame.place)) && !demanded(frame) {
                data.remove(&frame.place);
            }
        }
        for frame in &self.frames {
            let wanted = data.at(&frame.place).is_none() && demanded(frame);
            let parent = frame.place.parent().unwrap_or_default();
            let fits = matches!(data.at(&parent), Some(Json::Object(_)));
            if wanted && fits && !self.is_hidden(&frame.place, sight) {
                data.set(&frame.place, Json::object());
            }
        }
    }

    /// How the tests of each zone come out.
    pub(crate) fn tests(&self, data: &Json, host: &dyn Host) -> Vec<Vec<bool>> {
        let test = |zone: &Zone| zone.demands.test(data.at(&zone.base), host);
        self.zones.iter().map(test).collect()
    }

    fn take_away(&self, from: usize, to: usize, sight: &mut Sight) {
        let first = self.parts.partition_point(|part| part.element < from);
        let parts = self.parts.iter().skip(first).take_while(|part| part.element < to);
        for part in parts {
            if !self.is_hidden(&part.pointer, sight) {
                continue;
            }
            take(&mut sight.data, &part.pointer);
            let mut above = part.pointer.parent();
            while let Some(place) = above.filter(|place| *place != Pointer::root()) {
                if !is_empty_object(sight.data.at(&place)) || !self.is_hidden(&place, sight) {
                    break;
                }
                take(&mut sight.data, &place);
                above = place.parent();
            }
        }
    }
}

pub(crate) fn shows(rule: &Rule, scene: &Scene) -> bool {
    rule.condition.holds_in(scene) == (rule.effect == Effect::Show)
}

/// The outcomes of one zone's tests.
pub(crate) fn tests_of(tests: &[Vec<bool>], zone: usize) -> &[bool] {
    tests.get(zone).map(Vec::as_slice).unwrap_or_default()
}

/// Takes an answer away. A row stays, and an item of a list gives way to `null`, so that the others keep their places.
pub(crate) fn take(data: &mut Json, place: &Pointer) {
    let is_item = place.parent().is_some_and(|list| matches!(data.at(&list), Some(Json::Array(_))));
    match is_item {
        true if is_empty_object(data.at(place)) => {}
        true => data.set(place, Json::Null),
        false => drop(data.remove(place)),
    }
}

fn is_empty_object(value: Option<&Json>) -> bool {
    value.and_then(Json::as_object).is_some_and(|object| object.is_empty())
}
