//! A problem of a service's answers, told: the service's own sentence, else ours with the label of the field.

use forms::{Lang, Pointer, Problem, Service};

use crate::sentence;

/// The sentence for a problem of a service's answers: the service's own (`<field>.error.<keyword>`), else ours. A group of answers that is missing
/// as a whole goes by the name of its first question, a place without a question by the last word of its pointer.
pub fn told(service: &Service, problem: &Problem, lang: Lang) -> String {
    let control = service.control_at(&problem.pointer);
    let own = control.as_ref().and_then(|control| service.sentence(control, problem, lang));
    if let Some(own) = own {
        return String::from(own);
    }
    if let Some(control) = &control {
        return sentence(lang, &service.full_label(control, &service.lists_above(&problem.pointer), lang), problem);
    }
    let controls = service.controls();
    let inside = controls.iter().find(|(pointer, _)| problem.pointer.contains(pointer));
    match inside {
        Some((_, control)) => sentence(lang, service.label(control, lang), problem),
        None => sentence(lang, &last_word(&problem.pointer), problem),
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
