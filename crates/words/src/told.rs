//! A problem of a service's answers, told: the service's own sentence, else ours with the label of the field.

use forms::{Lang, Pointer, Problem, ProblemKind, Service};

use crate::{sentence, unasked, whole};

/// The sentence for a problem of a service's answers: the service's own (`<field>.error.<keyword>`), else ours. What several questions can
/// mend names them all, a group of answers that is missing as a whole goes by the name of its first question, what lies in no question by its
/// title.
pub fn told(service: &Service, problem: &Problem, lang: Lang) -> String {
    let here = std::slice::from_ref(&problem.pointer);
    let places = if let ProblemKind::Group { places, .. } = &problem.kind { places } else { here };
    let control = places.iter().find_map(|place| service.control_at(place));
    let own = control.as_ref().and_then(|control| service.sentence(control, problem, lang));
    if let Some(own) = own {
        return String::from(own);
    }
    if problem.kind == ProblemKind::Required && !service.asks(&problem.pointer) {
        return unasked(lang, &service.title_at(&problem.pointer, lang));
    }
    let mut label = String::new();
    for (index, place) in places.iter().enumerate() {
        if index > 0 {
            let or = if lang == Lang::Id { " atau " } else { " or " };
            label.push_str(if index + 1 < places.len() { ", " } else { or });
        }
        label.push_str(&label_at(service, place, problem, lang));
    }
    sentence(lang, &label, problem)
}

/// What a place is called in a sentence.
fn label_at(service: &Service, place: &Pointer, problem: &Problem, lang: Lang) -> String {
    if let Some(control) = service.control_at(place) {
        return service.full_label(&control, &service.lists_above(place), lang);
    }
    let first = || service.controls().into_iter().find(|(pointer, _)| place.contains(pointer));
    match first().filter(|_| problem.kind == ProblemKind::Required) {
        Some((_, control)) => service.label(&control, lang).into(),
        None if *place == Pointer::root() => whole(lang).into(),
        None => service.title_at(place, lang),
    }
}

/// The last word of a place, for want of a label; a place in a list goes by the list's word and its number.
pub fn last_word(pointer: &Pointer) -> String {
    let tokens: Vec<_> = pointer.tokens().collect();
    let mut words = tokens.iter().rev();
    let last = words.next().map(|token| token.clone().into_owned()).unwrap_or_default();
    match (last.parse::<usize>(), words.next()) {
        (Ok(index), Some(list)) => [list.as_ref(), " ", &(index + 1).to_string()].concat(),
        _ => last,
    }
}
