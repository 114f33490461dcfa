//! Texts that no widget writes and nobody can type: a pattern longer than `maxLength`, a format whose form the schema around it refuses.

use forms::{Json, Map, Native, Pattern, Schema, Shape};

use crate::{
    check::{Line, schema::Node},
    said::said,
};

/// Formats that are written with so many characters.
const LENGTHS: [(&str, usize); 5] = [("nik", 16), ("no-kk", 16), ("nib", 13), ("postal-code-id", 5), ("date", 10)];

pub fn check(node: &Node, lines: &mut Vec<Line>) {
    lines.extend(pattern(node));
    lines.extend(format(node));
}

/// A pattern that wants more letters than may be there, or, where it stands for the whole text, fewer.
fn pattern(node: &Node) -> Option<Line> {
    let pattern = Pattern::read(node.get("pattern")?.as_str()?);
    let shape = pattern.shape().filter(|_| pattern.is_valid(&Native::default()))?;
    let count = |keyword: &str| usize::try_from(node.get(keyword)?.as_i64()?).ok();
    let (shortest, longest) = lengths(shape);
    let (keyword, bound, n) = match (count("minLength"), count("maxLength")) {
        (_, Some(most)) if shortest > most => ("maxLength", most, shortest),
        (Some(least), _) if is_whole(shape) && longest < least => ("minLength", least, longest),
        _ => return None,
    };
    let what = said!(
        "tidak ada jawaban yang bisa lolos: pola meminta {n} huruf dan {keyword} {bound}",
        "no answer can pass: the pattern wants {n} characters and {keyword} is {bound}"
    );
    Some(Line::error(node.at.join("pattern").as_str(), what))
}

/// `^…$`: nothing stands before or behind.
fn is_whole(shape: &Shape) -> bool {
    matches!(shape, Shape::Each(parts) if parts.first() == Some(&Shape::Start) && parts.last() == Some(&Shape::End))
}

/// The fewest and the most characters of a match.
fn lengths(shape: &Shape) -> (usize, usize) {
    let all = |parts: &[Shape]| parts.iter().map(lengths).collect::<Vec<_>>();
    match shape {
        Shape::Char(_) | Shape::Class(_) => (1, 1),
        Shape::Back => (0, usize::MAX),
        Shape::Start | Shape::End | Shape::Boundary(_) | Shape::Look { .. } => (0, 0),
        Shape::Each(parts) => {
            all(parts).iter().fold((0, 0), |sum, part| (sum.0.saturating_add(part.0), sum.1.saturating_add(part.1)))
        }
        Shape::Either(parts) => {
            let all = all(parts);
            let least = all.iter().map(|part| part.0).min().unwrap_or_default();
            (least, all.iter().map(|part| part.1).max().unwrap_or_default())
        }
        Shape::Times { shape, min, max } => {
            let (least, most) = lengths(shape);
            (least.saturating_mul(*min), most.saturating_mul(*max))
        }
    }
}

/// A format of which every text is refused by the rest of the schema.
fn format(node: &Node) -> Option<Line> {
    let name = node.get("format")?.as_str()?;
    let (_, n) = LENGTHS.iter().find(|(known, _)| *known == name)?;
    let count = |keyword: &str| usize::try_from(node.get(keyword)?.as_i64()?).ok();
    let pattern = node.get("pattern").and_then(Json::as_str).map(Pattern::read);
    let shape = pattern.as_ref().and_then(Pattern::shape);
    let (shortest, longest) = shape.map_or((0, usize::MAX), lengths);
    let is_too_long = shortest.max(count("minLength").unwrap_or_default()) > *n;
    let is_too_short =
        (shape.is_some_and(is_whole) && longest < *n) || count("maxLength").is_some_and(|most| most < *n);
    let is_refused = is_too_long || is_too_short || (name == "date" && refuses_dates(node));
    if !is_refused {
        return None;
    }
    let what = said!(
        "format \"{name}\" menulis {n} huruf yang tidak pernah lolos dari pola atau panjang di skema ini",
        "the format \"{name}\" writes {n} characters that never pass the pattern or the length of this schema"
    );
    Some(Line::error(node.at.join("format").as_str(), what))
}

/// Whether no day of a hundred years passes, as where a pattern wants `24/11/2026`.
fn refuses_dates(node: &Node) -> bool {
    let Some(pattern) = node.get("pattern") else { return false };
    let judge: Json = [(String::from("pattern"), pattern.clone())].into_iter().collect();
    let Ok(schema) = Schema::compile(&judge, &Map::new()) else { return false };
    let host = Native::default();
    let passes = |day: String| schema.is_valid(&Json::from(day), &host);
    !(1950..2050).any(|year| passes(format!("{year}-01-31")) || passes(format!("{year}-11-24")))
}
