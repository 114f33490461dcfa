//! Bounds that contradict each other, so that no answer passes; and values that the author wrote and that do not pass.

use forms::{Json, Native, Number};

use crate::{
    check::{Line, schema::Node},
    said::{Said, said},
};

/// The pairs that must leave something between them; `true` where the ends themselves are left out.
const PAIRS: [(&str, &str, bool); 8] = [
    ("minLength", "maxLength", false),
    ("minItems", "maxItems", false),
    ("minProperties", "maxProperties", false),
    ("minContains", "maxContains", false),
    ("minimum", "maximum", false),
    ("exclusiveMinimum", "maximum", true),
    ("minimum", "exclusiveMaximum", true),
    ("exclusiveMinimum", "exclusiveMaximum", true),
];
/// What says nothing about whether a value passes, or is the value itself.
const VALUES: [&str; 6] = ["enum", "const", "default", "examples", "title", "description"];

pub fn check(node: &Node, lines: &mut Vec<Line>) {
    for (low, high, is_open) in PAIRS {
        let number = |keyword: &str| node.get(keyword).and_then(Json::as_number).copied();
        let (Some(least), Some(most)) = (number(low), number(high)) else { continue };
        if least > most || (is_open && least == most) {
            let (least, most) = (least.to_text(), most.to_text());
            let what = said!(
                "tidak ada jawaban yang bisa lolos: {low} {least} dan {high} {most}",
                "no answer can pass: {low} is {least} and {high} is {most}",
            );
            lines.push(Line::error(node.at.join(low).as_str(), what));
        }
    }
    whole(node, lines);
    members(node, lines);
    values(node, lines);
}

/// A whole number must have room between the ends.
fn whole(node: &Node, lines: &mut Vec<Line>) {
    let number = |keyword: &str| node.get(keyword).and_then(Json::as_number).filter(|number| number.as_i64().is_none());
    let ends = |keywords: [&str; 2]| keywords.into_iter().find_map(|keyword| node.get(keyword)?.as_number().copied());
    let (least, most) = (ends(["minimum", "exclusiveMinimum"]), ends(["maximum", "exclusiveMaximum"]));
    let (Some(least), Some(most)) = (least, most) else { return };
    let has_fraction = number("minimum").or(number("maximum")).is_some();
    let floor = |number: &Number| number.to_text().split('.').next().and_then(|whole| whole.parse::<i64>().ok());
    if node.types() == ["integer"]
        && has_fraction
        && least < most
        && floor(&least) == floor(&most)
        && !least.is_integer()
        && !least.is_negative()
    {
        let what = said!("di antara kedua batas tidak ada bilangan bulat", "there is no whole number between the ends");
        lines.push(Line::error(node.at.join("minimum").as_str(), what));
    }
}

/// What is required and may not be there.
fn members(node: &Node, lines: &mut Vec<Line>) {
    let required = node.get("required").and_then(Json::as_array).unwrap_or_default();
    let place = node.at.join("required");
    let own = node.get("properties").and_then(Json::as_object);
    let is_closed = node.get("additionalProperties").and_then(Json::as_bool) == Some(false)
        && node.get("patternProperties").is_none();
    for name in required.iter().filter_map(Json::as_str) {
        let property = own.and_then(|own| own.get(name));
        if property.and_then(Json::as_bool) == Some(false) || (is_closed && property.is_none()) {
            let what = said!(
                "\"{name}\" wajib ada, tetapi skema ini melarangnya",
                "\"{name}\" is required, and this schema forbids it"
            );
            lines.push(Line::error(place.as_str(), what));
        }
    }
    let most = node.get("maxProperties").and_then(Json::as_i64).and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| required.len() > most) {
        let what = said!(
            "lebih banyak yang wajib daripada yang boleh (maxProperties)",
            "more is required than may be there (maxProperties)"
        );
        lines.push(Line::error(place.as_str(), what));
    }
}

/// Values that the author wrote, judged by the rest of their schema.
fn values(node: &Node, lines: &mut Vec<Line>) {
    let host = Native::default();
    let choices = node.get("enum").and_then(Json::as_array);
    if let (Some(only), Some(choices)) = (node.get("const"), choices) {
        let place = node.at.join("const");
        lines.push(match choices.contains(only) {
            true => Line::warning(
                &place,
                said!("di samping const, enum tidak berpengaruh", "beside const, enum says nothing"),
            ),
            false => Line::error(
                place.as_str(),
                said!(
                    "const tidak ada di enum: tidak ada jawaban yang bisa lolos",
                    "const is not in enum: no answer can pass"
                ),
            ),
        });
    }
    if let Some(schema) = node.without(&VALUES) {
        if let Some(only) = node.get("const").filter(|only| !schema.is_valid(only, &host)) {
            lines.push(Line::error(node.at.join("const").as_str(), refused(only)));
        }
        let refuses = |value: &&Json| !schema.is_valid(value, &host);
        let none = choices.unwrap_or_default().iter().filter(refuses).collect::<Vec<_>>();
        let is_all = Some(none.len()) == choices.map(<[Json]>::len);
        for value in &none {
            let place = node.at.join("enum");
            lines.push(if is_all {
                Line::error(place.as_str(), refused(value))
            } else {
                Line::warning(&place, refused(value))
            });
        }
    }
    let written =
        [("default", node.get("default"))].into_iter().filter_map(|(name, value)| Some((node.at.join(name), value?)));
    let examples = node.get("examples").and_then(Json::as_array).unwrap_or_default().iter().enumerate();
    let examples = examples.map(|(index, value)| (node.at.join("examples").join_index(index), value));
    if let Some(schema) = node.without(&["default", "examples"]) {
        for (place, value) in written.chain(examples).filter(|(_, value)| !schema.is_valid(value, &host)) {
            lines.push(Line::warning(&place, refused(value)));
        }
    }
}

fn refused(value: &Json) -> Said {
    let value = value.to_text();
    said!("{value} tidak lolos dari skema ini sendiri", "{value} does not pass this very schema")
}
