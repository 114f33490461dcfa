//! Patterns that would take for ever: Loket itself walks them in bounded steps, but the backend, its database and other tools read the
//! same schema with engines that go back and try again. Each is shown with a text for which such an engine needs very many steps.

mod effort;
mod graph;
mod pump;
mod reason;

use forms::{Host, Json, Lang, Native, Pattern, Pointer, Shape};

use crate::{
    check::{Line, schema},
    said::{Said, said},
};

use effort::Effort;
use graph::Graph;
use pump::Pump;

/// A program that counts so many steps for one short text does nothing else meanwhile.
const MAX_STEPS: usize = 200_000;
/// Texts are tried up to this length, or up to `maxLength`.
const MAX_TEXT: usize = 128;

/// Adds a line for each pattern of a service that is faulty or dangerous.
pub fn check(source: &Json, lines: &mut Vec<Line>) {
    for node in schema::all(source) {
        let max = node.get("maxLength").and_then(Json::as_i64).and_then(|max| usize::try_from(max).ok());
        if let Some(text) = node.get("pattern").and_then(Json::as_str) {
            lines.extend(judge(text, max.unwrap_or(MAX_TEXT), &node.at.join("pattern")));
        }
        let by_pattern = node.get("patternProperties").and_then(Json::as_object);
        for (text, _) in by_pattern.into_iter().flat_map(|all| all.iter()) {
            lines.extend(judge(text, MAX_TEXT, &node.at.join("patternProperties").join(text)));
        }
    }
}

fn judge(text: &str, max: usize, at: &Pointer) -> Option<Line> {
    let pattern = Pattern::read(text);
    let shape = pattern.shape().filter(|_| pattern.is_valid(&Native::default()));
    let Some(shape) = shape else { return Some(Line::error(at.as_str(), none(text))) };
    if has_slashes(text) {
        let what = said!(
            "garis miring di awal dan akhir adalah bagian pola, jadi tidak ada teks yang cocok; hapus keduanya",
            "the slashes at both ends are part of the pattern, so no text fits; delete both",
        );
        return Some(Line::warning(at, what));
    }
    if let Some(danger) = find(shape, max.min(MAX_TEXT)) {
        let what = danger.said();
        return Some(if danger.is_exponential { Line::error(at.as_str(), what) } else { Line::warning(at, what) });
    }
    refers_back(shape).then(|| {
        let what = said!(
            "yang ditemukan sebuah grup ditanyakan lagi (\\1): bila langkahnya terlalu banyak, teks ditolak",
            "what a group has found is asked again (\\1): where that takes many steps, the text is refused",
        );
        Line::warning(at, what)
    })
}

/// Why it is no pattern.
fn none(text: &str) -> Said {
    if Native::default().matches(text, "").is_some() {
        return said!(
            "flag di dalam pola tidak dipahami: semua teks akan ditolak",
            "flags inside a pattern are not understood: every text would be refused",
        );
    }
    match reason::reason(text) {
        Some(why) => {
            let (id, en) = (why.text(Lang::Id), why.text(Lang::En));
            said!(
                "pola ini tidak sah: {id}. Layanan ini tidak bisa dipakai",
                "no valid pattern: {en}. The service cannot be used"
            )
        }
        None => said!(
            "pola ini tidak sah (ECMA-262 dengan flag u), jadi layanan ini tidak bisa dipakai",
            "no valid pattern (ECMA-262 with the flag u): the service cannot be used",
        ),
    }
}

/// `/^a$/` and `/^a$/i`, as JavaScript and PHP write patterns.
fn has_slashes(text: &str) -> bool {
    let flags = text.strip_prefix("/^").and_then(|rest| rest.rsplit_once("$/")).map(|(_, flags)| flags);
    flags.is_some_and(|flags| flags.bytes().all(|flag| flag.is_ascii_lowercase()))
}

/// A text for which an engine needs too many steps.
struct Danger {
    text: String,
    again: String,
    is_exponential: bool,
}

impl Danger {
    fn said(&self) -> Said {
        let Danger { text, again, .. } = self;
        let n = text.chars().count();
        let (id, en) = if self.is_exponential {
            (
                "melipatgandakannya; buat hanya satu cara membaca sebuah teks",
                "multiplies them; let there be one way only to read a text",
            )
        } else {
            (
                "menambah makin banyak; kurangi bagian berulang yang bisa berisi hal yang sama, atau beri maxLength",
                "adds ever more; repeat fewer parts that may hold the same, or set a maxLength",
            )
        };
        said!(
            "pola ini bisa tidak selesai-selesai: {text:?}, {n} huruf, perlu lebih dari {MAX_STEPS} langkah, dan setiap {again:?} tambahan {id}",
            "this pattern can take for ever: {text:?}, {n} characters, needs more than {MAX_STEPS} steps, and each further {again:?} {en}",
        )
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
