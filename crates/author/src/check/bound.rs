//! Bounds that contradict each other, so that no answer passes; and values that the author wrote and that do not pass.

use forms::{Json, Native, Number, Object};

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
            lines.push(Line::error(node.at.join(low).as_str(), never(low, &least, high, &most)));
        }
    }
    parts(node, lines);
    step(node, lines);
    members(node, lines);
    values(node, lines);
}

/// Bounds and types in the parts of `allOf`, which count all at once.
fn parts(node: &Node, lines: &mut Vec<Line>) {
    let parts = node.get("allOf").and_then(Json::as_array).unwrap_or_default();
    let whole: Vec<&Object> = parts.iter().filter_map(Json::as_object).chain([node.members]).collect();
    if whole.len() < 2 {
        return;
    }
    let place = node.at.join("allOf");
    for (low, high, is_open) in PAIRS {
        let all = |keyword: &'static str| {
            whole.iter().enumerate().filter_map(move |(index, one)| Some((*one.get(keyword)?.as_number()?, index)))
        };
        let least = all(low).max_by(|one, other| one.0.cmp(&other.0));
        let most = all(high).min_by(|one, other| one.0.cmp(&other.0));
        // Two bounds of one part are told there.
        let pair = least.zip(most).filter(|((_, first), (_, second))| first != second);
        let Some(((least, _), (most, _))) = pair else { continue };
        if least > most || (is_open && least == most) {
            lines.push(Line::error(place.as_str(), never(low, &least, high, &most)));
        }
    }
    let types = |one: &Object| -> Option<Vec<String>> {
        let named = one.get("type")?;
        let list = named.as_array().map_or_else(|| vec![named.clone()], <[Json]>::to_vec);
        Some(list.iter().filter_map(Json::as_str).map(String::from).collect())
    };
    let types: Vec<Vec<String>> = whole.iter().filter_map(|one| types(one)).collect();
    let fits = |name: &String, others: &[String]| {
        others.contains(name)
            || (name == "integer" && others.iter().any(|other| other == "number"))
            || (name == "number" && others.iter().any(|other| other == "integer"))
    };
    if let Some((first, others)) = types.split_first()
        && !first.iter().any(|name| others.iter().all(|other| fits(name, other)))
    {
        let named = types.iter().map(|names| names.join(" / ")).collect::<Vec<_>>().join(", ");
        let what = said!(
            "tidak ada jawaban yang bisa lolos: bagiannya meminta type {named} sekaligus",
            "no answer can pass: its parts want the types {named} at once"
        );
        lines.push(Line::error(place.as_str(), what));
    }
}

fn never(low: &str, least: &Number, high: &str, most: &Number) -> Said {
    let (least, most) = (least.to_text(), most.to_text());
    said!(
        "tidak ada jawaban yang bisa lolos: {low} {least} dan {high} {most}",
        "no answer can pass: {low} is {least} and {high} is {most}",
    )
}

/// A whole number, or a multiple, must have room between the ends.
fn step(node: &Node, lines: &mut Vec<Line>) {
    let number = |keyword: &str| node.get(keyword).and_then(Json::as_number).copied();
    let ends = |keywords: [&'static str; 2]| keywords.into_iter().find_map(|keyword| Some((keyword, number(keyword)?)));
    let (Some((low, least)), Some((high, most))) =
        (ends(["exclusiveMinimum", "minimum"]), ends(["exclusiveMaximum", "maximum"]))
    else {
        return;
    };
    let step = number("multipleOf").or_else(|| (node.types() == ["integer"]).then(|| Number::from(1)));
    let scaled = step.and_then(|step| {
        let n_places = [least, most, step].iter().map(places).max()?;
        Some((scaled(&least, n_places)?, scaled(&most, n_places)?, scaled(&step, n_places)?))
    });
    let Some((from, to, by)) = scaled.filter(|(from, to, by)| from <= to && *by > 0) else { return };
    let first = match low {
        "minimum" => from.div_euclid(by) + i128::from(from.rem_euclid(by) > 0),
        _ => from.div_euclid(by) + 1,
    };
    if first * by > to || (high == "exclusiveMaximum" && first * by == to) {
        let what = match number("multipleOf") {
            None => {
                said!("di antara kedua batas tidak ada bilangan bulat", "there is no whole number between the ends")
            }
            Some(step) => {
                let step = step.to_text();
                said!(
                    "di antara kedua batas tidak ada kelipatan {step}",
                    "there is no multiple of {step} between the ends"
                )
            }
        };
        lines.push(Line::error(node.at.join(low).as_str(), what));
    }
}

/// The digits behind the point.
fn places(number: &Number) -> usize {
    number.to_text().split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// A number of few digits as a whole one of so many digits behind the point.
fn scaled(number: &Number, n_places: usize) -> Option<i128> {
    let text = number.to_text();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    (n_places <= 12 && text.len() <= 20).then(|| format!("{whole}{fraction:0<n_places$}").parse().ok()).flatten()
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
