//! What a misspelt name was probably meant to be.

/// The nearest of the known names, when so few letters differ that it is hardly another word.
pub fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase());
    let nearest = known.into_iter().map(|known| (distance(known), known)).min_by_key(|(distance, _)| *distance)?;
    let most = match name.chars().count() {
        0..=3 => 1,
        4..=7 => 2,
        _ => 3,
    };
    (nearest.0 <= most).then_some(nearest.1)
}
