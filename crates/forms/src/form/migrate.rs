//! A draft goes on in another version of its service: what of its answers has a place there, and what has none.

use super::{Form, typed, view};
use crate::{
    Answers, Control, Field, Json, Kind, Lang, Pointer, Service,
    ui::{Inner, Part, Ui, expand::expand, visibility::take},
};

/// What another version takes of the answers.
#[derive(Clone, Debug)]
pub struct Migrated {
    /// The answers for the newer version.
    pub answers: Answers,
    /// The answered fields of the form that were left behind, in page order; what could not be read is their value as it was typed.
    pub left: Vec<Field>,
}

impl Form {
    /// Carries the answers over to another version of the service. An answer fits where the same place is asked in a way that can show
    /// it: it may still be a problem there, which is told like any other. A declaration fits only when it is worded as before.
    pub fn migrate(&self, service: &Service) -> Migrated {
        let mut answers = self.answers.clone();
        let ui = expand(&service.ui, &mut answers);
        let mut left = Vec::new();
        let mut gone = Vec::new();
        // What lies in something that is left behind stays with it.
        let mut end = 0;
        for (index, old) in self.ui.parts.iter().enumerate().filter(|(_, old)| self.ui.compute(old).is_none()) {
            let new = ui.at(&old.pointer).filter_map(|part| ui.parts.get(part));
            let mut new = new.filter(|new| old.element >= end && self.fits(old, new, &ui, service));
            if let Some(new) = new.next() {
                self.type_again(old, new, &mut answers);
                continue;
            }
            if !matches!(old.inner, Inner::Nothing) {
                end = end.max(self.ui.elements.get(old.element).map_or(0, |element| element.end));
            }
            left.extend(self.left(index, old));
            gone.push(old);
        }
        // The inner before the outer, or there would be nothing to take it from.
        gone.into_iter().rev().for_each(|part| forget(&mut answers, part));
        let mut unknown = Vec::new();
        find_unknown(&answers.data, &Pointer::root(), service, &mut unknown);
        unknown.iter().for_each(|place| drop(answers.data.remove(place)));
        Migrated { answers, left }
    }

    fn fits(&self, old: &Part, new: &Part, ui: &Ui, service: &Service) -> bool {
        if old.id != new.id || ui.compute(new).is_some() {
            return false;
        }
        let (was, is) = (&*old.control, &*new.control);
        let value = view::value(&self.ui, old, &self.answers, &self.answers.data);
        match (&old.inner, &new.inner) {
            (Inner::Rows(_), Inner::Rows(_)) => return true,
            (Inner::Branches(_), Inner::Branches(_)) => return same_choice(was, is, value.as_ref()),
            (Inner::Nothing, Inner::Nothing) => {}
            _ => return false,
        }
        match (was.kind, is.kind) {
            (Kind::Choice | Kind::Select, Kind::Choice | Kind::Select) => offers(is, value.as_ref()),
            (Kind::MultiChoice, Kind::MultiChoice) => {
                let items = value.as_ref().and_then(Json::as_array).unwrap_or_default();
                items.iter().all(|item| offers(is, Some(item)))
            }
            (Kind::Autocomplete, Kind::Autocomplete) => was.from == is.from,
            (Kind::Checkbox, Kind::Checkbox) => {
                let worded = |service: &Service, control| {
                    let description = service.description(control, Lang::Id).map(String::from);
                    (String::from(service.label(control, Lang::Id)), description)
                };
                worded(&self.service, was) == worded(service, is)
            }
            (was, is) => was == is || (is_box(was) && is_box(is)),
        }
    }

    /// What was typed into a box is typed into the new one, which may read it in another way.
    fn type_again(&self, old: &Part, new: &Part, answers: &mut Answers) {
        let same = old.control.kind == new.control.kind && old.is_text == new.is_text;
        if same || !is_box(old.control.kind) {
            return;
        }
        match typed::read(new, &self.typed(&old.id), self.host.today()) {
            typed::Reading::Value(value) => {
                answers.raw.remove(&new.id);
                match value {
                    Some(value) => answers.data.set(&new.pointer, value),
                    None => take(&mut answers.data, &new.pointer),
                }
            }
            typed::Reading::Raw(raw) => {
                take(&mut answers.data, &new.pointer);
                answers.raw.insert(new.id.clone(), raw);
            }
        }
    }

    /// The field with its answer, if it has one. The rows of a list stand for it.
    fn left(&self, index: usize, part: &Part) -> Option<Field> {
        let field = self.view.fields.get(index).filter(|field| field.control.kind != Kind::Array)?;
        let raw = self.answers.raw.get(&part.id).map(|raw| Json::from(raw.as_str()));
        let value = raw.or_else(|| field.value.clone())?;
        Some(Field { value: Some(value), ..field.clone() })
    }
}

/// Whether a text is typed into a single box, and shown there whatever it is.
fn is_box(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::LongText | Kind::LocalFormat(_) | Kind::Email | Kind::Integer | Kind::Number)
}

fn offers(control: &Control, value: Option<&Json>) -> bool {
    value.is_none_or(|value| control.choices.iter().any(|choice| choice.value == *value))
}

/// Branches are known by their place alone: the one that was chosen must still be called the same there.
fn same_choice(was: &Control, is: &Control, value: Option<&Json>) -> bool {
    let called = |control: &Control| {
        let mut choices = control.choices.iter();
        let choice = choices.find(|choice| Some(&choice.value) == value);
        choice.map(|choice| (choice.key.clone(), choice.title.clone()))
    };
    called(was) == called(is)
}

fn forget(answers: &mut Answers, part: &Part) {
    answers.words.remove(&part.id);
    answers.raw.remove(&part.id);
    match part.inner {
        Inner::Nothing => take(&mut answers.data, &part.pointer),
        Inner::Rows(_) => {
            answers.rows.remove(&part.id);
            answers.data.remove(&part.pointer);
        }
        // Other questions may stand at the same place: what was asked in the branch is gone already.
        Inner::Branches(_) => {
            answers.chosen.remove(&part.id);
            let kept = [part.id.as_str(), "#"].concat();
            answers.kept.take(|id| id.as_str().starts_with(&kept));
        }
    }
}

/// What no question stands for (a look-up may have brought it) goes where the new schema does not know its place.
fn find_unknown(value: &Json, place: &Pointer, service: &Service, found: &mut Vec<Pointer>) {
    match value {
        Json::Object(object) => {
            for (name, value) in object.iter() {
                let place = place.join(name);
                match service.has_place(&place) {
                    true => find_unknown(value, &place, service, found),
                    false => found.push(place),
                }
            }
        }
        Json::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| find_unknown(item, &place.join_index(index), service, found));
        }
        _ => {}
    }
}
