//! One form for all spellings of the same letters.

/// Lower case, accents and punctuation off, runs of space as one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        let Some(letter) = letter(character) else {
            // An apostrophe and an accent that stands alone part nothing: "nur'aini".
            gap |= !matches!(character, '\'' | '\u{2019}' | '\u{300}'..='\u{36F}');
            continue;
        };
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(letter);
    }
    folded
}

/// The plain letter or digit. Other scripts stay as they are: nobody is kept from searching in them. The standard
/// tables for lower case weigh more than the whole search, so Latin letters with accents are listed.
fn letter(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric().then(|| character.to_ascii_lowercase());
    }
    Some(match character {
        'À'..='Å' | 'à'..='å' | 'ā' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'ē' | 'ĕ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'ī' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'ō' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'ū' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        '\u{80}'..='\u{BF}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{206F}' | '\u{3000}' => {
            return None;
        }
        other => other,
    })
}
