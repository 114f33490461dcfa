//! A number between two ends, moved with a finger or the arrow keys. Where it stands before somebody moves or presses it (the
//! schema's default) is no answer yet, and it says so.

use forms::{Answer, Json};

use super::Question;
use crate::part::{El, Naming, el};

/// The slider, the number above it, its ends below.
pub fn draw(question: Question) -> El {
    let ends = question.read(|field| {
        let control = &field.control;
        let text = |number: Option<forms::Number>| number.map(|number| number.to_text()).unwrap_or_default();
        let step = control.options.get("step").or(control.step.as_ref());
        (text(control.minimum), text(control.maximum), step.map(Json::to_text), control.default.clone())
    });
    let (least, most, step, start) = ends;
    let input = el("input", "slider__input")
        .id(&question.id)
        .attr("type", "range")
        .attr("min", &least)
        .attr("max", &most)
        .attr_if("step", step.as_deref());
    let said = el("output", "slider__value").attr("for", &question.id).attr("aria-hidden", "true");
    let answer = |input: &El| {
        let (ask, moved) = (question.ask.clone(), input.clone());
        move || ask.answer(Json::parse(&moved.value()).ok().map(|value| Answer { value, words: None }))
    };
    // A press where it stands already moves nothing, and is an answer all the same.
    let input = input.clone().on_typed(answer(&input)).on_click(answer(&input));
    let (leaving, shown, told) = (question.ask.clone(), question.clone(), said.clone());
    let input = question.focused(question.described(input)).on("blur", move |_| leaving.leave()).bind(move |input| {
        let value = shown.value();
        let place = value.as_ref().or(start.as_ref()).map(Json::to_text).unwrap_or_default();
        input.set_value(&place);
        let words = value.map_or_else(|| shown.words().choose.into(), |_| place);
        let _ = input.clone().attr("aria-valuetext", &words);
        told.set_text(&words);
        input.set_enabled(shown.is_enabled());
    });
    let end = |text: &str| el("span", "").text(text);
    let ends = el("div", "slider__ends").attr("aria-hidden", "true").add(end(&least)).add(end(&most));
    question.frame(Naming::Label, el("div", "slider").add(said).add(input).add(ends))
}
