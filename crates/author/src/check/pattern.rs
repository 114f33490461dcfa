//! Patterns that would take for ever: Loket itself walks them in bounded steps, but the backend, its database and other tools read the
//! same schema with engines that go back and try again. Each is shown with a text for which such an engine needs very many steps.

mod effort;
mod graph;
mod pump;

use forms::{Host, Json, Native, Pattern, Pointer, Shape};

use crate::check::Line;

use effort::Effort;
use graph::Graph;
use pump::Pump;

/// A program that counts so many steps for one short text does nothing else meanwhile.
const MAX_STEPS: usize = 200_000;
/// Texts are tried up to this length, or up to `maxLength`.
const MAX_TEXT: usize = 128;
/// What stands there is data, not schema.
const DATA: [&str; 4] = ["const", "enum", "default", "examples"];

/// Adds a line for each pattern of a service that is faulty or dangerous.
pub fn check(source: &Json, lines: &mut Vec<Line>) {
    for name in ["schema", "uischema"] {
        if let Some(json) = source.get(name) {
            walk(json, &Pointer::root().join(name), lines);
        }
    }
}

fn walk(json: &Json, at: &Pointer, lines: &mut Vec<Line>) {
    let max = json.get("maxLength").and_then(Json::as_i64).and_then(|max| usize::try_from(max).ok());
    if let Some(text) = json.get("pattern").and_then(Json::as_str) {
        lines.extend(judge(text, max.unwrap_or(MAX_TEXT), &at.join("pattern")));
    }
    for (text, _) in json.get("patternProperties").and_then(Json::as_object).into_iter().flat_map(|all| all.iter()) {
        lines.extend(judge(text, MAX_TEXT, &at.join("patternProperties").join(text)));
    }
    for (name, member) in json.as_object().into_iter().flat_map(|members| members.iter()) {
        if !DATA.contains(&name) {
            walk(member, &at.join(name), lines);
        }
    }
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        walk(item, &at.join_index(index), lines);
    }
}

fn judge(text: &str, max: usize, at: &Pointer) -> Option<Line> {
    // Nothing at all is found first: the pattern is read, not tried.
    if Native::default().matches(&["|", text].concat(), "").is_none() {
        return Some(Line::error(at.as_str(), "no valid pattern (ECMA-262 with the flag u): every text would pass"));
    }
    let pattern = Pattern::read(text);
    let Some(shape) = pattern.shape() else {
        return Some(Line::error(
            at.as_str(),
            "flags inside a pattern are not understood: every text would be refused",
        ));
    };
    if let Some(danger) = find(shape, max.min(MAX_TEXT)) {
        let what = danger.to_string();
        return Some(if danger.is_exponential { Line::error(at.as_str(), &what) } else { Line::warning(at, what) });
    }
    refers_back(shape).then(|| {
        Line::warning(
            at,
            String::from(
                "what a group has found is asked again (\\1): where that takes many steps, the text is refused",
            ),
        )
    })
}

/// A text for which an engine needs too many steps.
struct Danger {
    text: String,
    again: String,
    is_exponential: bool,
}

impl std::fmt::Display for Danger {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Danger { text, again, .. } = self;
        let n = text.chars().count();
        write!(
            out,
            "this pattern can take for ever: {text:?}, {n} characters, needs more than {MAX_STEPS} steps, and each further {again:?} "
        )?;
        out.write_str(if self.is_exponential {
            "multiplies them; let there be one way only to read a text"
        } else {
            "adds ever more; repeat fewer parts that may hold the same, or set a maxLength"
        })
    }
}

/// The shortest that is found, those that multiply first.
fn find(shape: &Shape, max: usize) -> Option<Danger> {
    let graph = Graph::of(shape)?;
    let pumps = pump::all(&graph);
    let ends: Vec<String> =
        std::iter::once(String::new()).chain(graph.letters().into_iter().map(String::from)).collect();
    let mut effort = Effort::default();
    let mut is_long = |pump: &Pump, n: usize, end: &str| {
        let text = pump.text(n, end);
        (text.chars().count() <= max && effort.steps(shape, &text, MAX_STEPS) > MAX_STEPS).then_some(text)
    };
    for pump in &pumps {
        let n_most = max.saturating_sub(pump.before.chars().count() + 1) / pump.again.chars().count().max(1);
        for end in &ends {
            let Some(mut text) = is_long(pump, n_most, end) else { continue };
            let (mut few, mut many) = (0, n_most);
            while few + 1 < many {
                let half = (few + many) / 2;
                match is_long(pump, half, end) {
                    Some(shorter) => (text, many) = (shorter, half),
                    None => few = half,
                }
            }
            return Some(Danger { text, again: pump.again.clone(), is_exponential: pump.is_exponential });
        }
    }
    None
}

fn refers_back(shape: &Shape) -> bool {
    match shape {
        Shape::Back => true,
        Shape::Each(parts) | Shape::Either(parts) => parts.iter().any(refers_back),
        Shape::Times { shape, .. } | Shape::Look { shape, .. } => refers_back(shape),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
