//! What comes along unseen when a text is pasted, and never means anything: marks of direction, soft hyphens, spaces of no width.

/// The first letter of the scripts that need joiners between their letters (Hebrew and everything behind it, emoji too); Latin needs none.
const JOINED: char = '\u{590}';

/// A text without what nobody sees: marks of direction and joiners go, spaces of all kinds become the plain one, hyphens that do not
/// break the plain hyphen. Joiners (U+200C, U+200D) stay between letters that take another form by them, and inside emoji.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => {}
            '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFC}' => {}
            // Letters that are drawn as nothing.
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => {}
            '\u{200C}' | '\u{200D}' => {
                let joins = |letter: char| letter >= JOINED && !matches!(letter, '\u{2000}'..='\u{206F}');
                if clean.chars().next_back().is_some_and(joins) && letters.peek().is_some_and(|next| joins(*next)) {
                    clean.push(letter);
                }
            }
            '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\u{2010}' | '\u{2011}' => clean.push('-'),
            space if !space.is_ascii() && (space.is_whitespace() || space == '\u{2800}') => clean.push(' '),
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests;
