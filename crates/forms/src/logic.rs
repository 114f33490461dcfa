//! JsonLogic: what `options.compute` says, worked out from other answers.
//!
//! As the reference implementation (json-logic-js) in all that JSON can hold; numbers are exact decimals instead of floats. What is no
//! number, too deep or too much work gives `null`. Our own operator `root` is `var` over the whole answers, from inside a row too.

mod list;
mod value;

use crate::{Json, Pointer, rule::Scene};

use value::{equal, holds, join, number, order, same, text};

/// Rules nested deeper give `null`.
const DEPTH: u32 = 64;
/// So many operators are worked out for one rule; what is beyond gives `null`.
const WORK: u32 = 20_000;

/// A rule, and the places that it looks at.
#[derive(Debug)]
pub(crate) struct Logic {
    rule: Json,
    /// Seen from the row in which the element lies; with the whole answers, from there.
    reads: Vec<(bool, Pointer)>,
}

impl Logic {
    pub(crate) fn read(rule: &Json) -> Logic {
        let mut reads = Vec::new();
        collect(rule, &mut reads, 0);
        Logic { rule: rule.clone(), reads }
    }

    /// The value for these answers; `None` for `null`.
    pub(crate) fn value(&self, scene: &Scene) -> Option<Json> {
        let (here, whole) = (scene.here?, scene.data);
        let value = Run { whole, work: WORK }.apply(&self.rule, here, 0);
        (!value.is_null()).then_some(value)
    }

    /// The places that decide, for an element that lies at `base`.
    pub(crate) fn reads(&self, base: &Pointer, places: &mut Vec<Pointer>) {
        let place = |(whole, place): &(bool, Pointer)| if *whole { place.clone() } else { base.append(place) };
        places.extend(self.reads.iter().map(place));
    }
}

/// What a JsonLogic rule gives for some data; `null` too where it is too deep or too much work. For those who judge the engine by the
/// public test cases: a form works out its computed answers itself.
pub fn apply_logic(rule: &Json, data: &Json) -> Json {
    Run { whole: data, work: WORK }.apply(rule, data, 0)
}

/// One evaluation.
struct Run<'a> {
    whole: &'a Json,
    work: u32,
}

impl Run<'_> {
    fn apply(&mut self, rule: &Json, data: &Json, depth: u32) -> Json {
        if depth > DEPTH || !self.spend(1) {
            return Json::Null;
        }
        if let Json::Array(items) = rule {
            return Json::Array(items.iter().map(|item| self.apply(item, data, depth + 1)).collect());
        }
        let Some((operator, rest)) = operation(rule) else {
            return rule.clone();
        };
        let rest = rest.as_array().unwrap_or(std::slice::from_ref(rest));
        if let Some(value) = self.lazy(operator, rest, data, depth + 1) {
            return value;
        }
        let values: Vec<Json> = rest.iter().map(|rule| self.apply(rule, data, depth + 1)).collect();
        self.eager(operator, &values, data)
    }

    /// Counts work; false when there has been too much.
    fn spend(&mut self, steps: usize) -> bool {
        self.work = self.work.saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX));
        self.work > 0
    }

    /// A copy of an answer is work too; one that is nested deeper than rules may be is none at all. Else a rule could double its
    /// value, or bury it, with every step.
    fn copy(&mut self, value: &Json) -> Json {
        let size = value::size(value, DEPTH);
        if size.is_some_and(|size| self.spend(size / 8)) { value.clone() } else { Json::Null }
    }

    /// Operators that do not work out all that they are given.
    fn lazy(&mut self, operator: &str, rest: &[Json], data: &Json, depth: u32) -> Option<Json> {
        Some(match operator {
            "if" | "?:" => self.choose(rest, data, depth),
            "and" | "or" => {
                let mut last = Json::Null;
                for rule in rest {
                    last = self.apply(rule, data, depth);
                    if holds(&last) == (operator == "or") {
                        break;
                    }
                }
                last
            }
            "filter" | "map" | "reduce" | "all" | "none" | "some" => self.list(operator, rest, data, depth),
            _ => return None,
        })
    }

    fn choose(&mut self, rest: &[Json], data: &Json, depth: u32) -> Json {
        let mut rest = rest;
        loop {
            rest = match rest {
                [] => return Json::Null,
                [last] => return self.apply(last, data, depth),
                [test, then, tail @ ..] => {
                    if holds(&self.apply(test, data, depth)) {
                        return self.apply(then, data, depth);
                    }
                    tail
                }
            };
        }
    }

    fn eager(&mut self, operator: &str, values: &[Json], data: &Json) -> Json {
        let none = Json::Null;
        let [one, two, three] = [0, 1, 2].map(|index| values.get(index).unwrap_or(&none));
        let compared = |is: fn(std::cmp::Ordering) -> bool| {
            let pairs = [(one, two), (two, three)];
            let mut pairs = pairs.iter().take(if values.len() > 2 { 2 } else { 1 });
            Json::Bool(pairs.all(|(one, two)| order(one, two).is_some_and(is)))
        };
        match operator {
            "var" => self.copy(find(data, one).unwrap_or(two)),
            "root" => self.copy(find(self.whole, one).unwrap_or(two)),
            "missing" => Json::Array(missing(data, one.as_array().unwrap_or(values))),
            "missing_some" => {
                let wanted = two.as_array().unwrap_or_default();
                let gone = missing(data, wanted);
                let there = Json::from((wanted.len() - gone.len()) as i64);
                Json::Array(if order(&there, one).is_some_and(std::cmp::Ordering::is_ge) { Vec::new() } else { gone })
            }
            "==" => Json::Bool(equal(one, two)),
            "!=" => Json::Bool(!equal(one, two)),
            "===" => Json::Bool(same(one, two)),
            "!==" => Json::Bool(!same(one, two)),
            "!" => Json::Bool(!holds(one)),
            "!!" => Json::Bool(holds(one)),
            ">" => compared(std::cmp::Ordering::is_gt),
            ">=" => compared(std::cmp::Ordering::is_ge),
            "<" => compared(std::cmp::Ordering::is_lt),
            "<=" => compared(std::cmp::Ordering::is_le),
            "+" | "*" | "-" | "/" | "%" | "max" | "min" => number(operator, values),
            "in" => Json::Bool(match two {
                Json::Array(items) => items.iter().any(|item| same(item, one)),
                Json::String(whole) => whole.contains(&text(one)),
                _ => false,
            }),
            "cat" => {
                let whole = join(values);
                if self.spend(whole.len() / 8) { Json::from(whole) } else { Json::Null }
            }
            "substr" => value::part(&text(one), two, three),
            "merge" => {
                let items = values.iter().flat_map(|value| value.as_array().unwrap_or(std::slice::from_ref(value)));
                let items: Vec<Json> = items.cloned().collect();
                if self.spend(items.len()) { Json::Array(items) } else { Json::Null }
            }
            "log" => one.clone(),
            _ => Json::Null,
        }
    }
}

/// `{ operator: arguments }`; anything else is a value.
fn operation(rule: &Json) -> Option<(&str, &Json)> {
    let mut members = rule.as_object()?.iter();
    let operation = members.next()?;
    members.next().is_none().then_some(operation)
}

/// What a dotted path names; the empty one is the whole.
fn find<'a>(data: &'a Json, path: &Json) -> Option<&'a Json> {
    let path = if path.is_null() { String::new() } else { text(path) };
    if path.is_empty() {
        return Some(data);
    }
    path.split('.').try_fold(data, |data, name| data.child(name)).filter(|value| !value.is_null())
}

fn missing(data: &Json, names: &[Json]) -> Vec<Json> {
    let is_missing = |name: &&Json| find(data, name).is_none_or(|value| value.as_str() == Some(""));
    names.iter().filter(is_missing).cloned().collect()
}

/// The places that a rule names. A name that is worked out may be any.
fn collect(rule: &Json, reads: &mut Vec<(bool, Pointer)>, depth: u32) {
    if depth > DEPTH {
        return;
    }
    if let Some((operator @ ("var" | "root" | "missing" | "missing_some"), rest)) = operation(rule) {
        let rest = rest.as_array().unwrap_or(std::slice::from_ref(rest));
        // The second argument of `var` is its default.
        let names = if operator.starts_with("missing") { rest } else { rest.get(..1).unwrap_or_default() };
        let lists = names.iter().flat_map(|name| name.as_array().unwrap_or(std::slice::from_ref(name)));
        for name in lists {
            let place = match name {
                Json::String(path) if !path.is_empty() => {
                    path.split('.').fold(Pointer::root(), |place, name| place.join(name))
                }
                _ => Pointer::root(),
            };
            reads.push((operator == "root", place));
        }
    }
    match rule {
        Json::Array(items) => items.iter().for_each(|item| collect(item, reads, depth + 1)),
        Json::Object(members) => members.iter().for_each(|(_, inner)| collect(inner, reads, depth + 1)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
