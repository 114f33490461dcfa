//! Light stemming: Indonesian affixes off, and a key for how a word sounds in Pontianak.

/// Longest first, so that the first that fits is the right one.
const PREFIXES: [&str; 18] = [
    "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "ber", "per", "ter", "bel", "me", "pe", "be", "di",
    "se", "nge",
];
const SUFFIXES: [&str; 5] = ["kannya", "annya", "nya", "kan", "an"];
/// What is left must still be a word.
const MIN_LETTERS: usize = 4;

/// The word without a suffix and without up to two prefixes: `berjualan`, `jualannya`, `penjual` are `jual`,
/// `memperpanjang` is `panjang`.
pub(super) fn stem(word: &str) -> &str {
    let bare = SUFFIXES.iter().find_map(|suffix| long_enough(word.strip_suffix(suffix))).unwrap_or(word);
    without_prefix(without_prefix(bare))
}

fn without_prefix(word: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| long_enough(word.strip_prefix(prefix))).unwrap_or(word)
}

/// How it sounds: o is u and e is i (`warong`, `rambot`, `telor`), double letters are single, f is p, and the old
/// spelling is the new one (`tjap`, `soeka`).
pub(super) fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let heard = match (letter, next) {
            ('t', Some('j')) => {
                letters.next();
                'c'
            }
            ('d', Some('j')) => {
                letters.next();
                'j'
            }
            ('o', Some('e')) => {
                letters.next();
                'u'
            }
            ('k', Some('h')) => {
                letters.next();
                'k'
            }
            ('h', None) if sound.len() > 2 => break,
            ('o', _) => 'u',
            ('e', _) => 'i',
            ('f' | 'v', _) => 'p',
            ('q', _) => 'k',
            ('z', _) => 's',
            (other, _) => other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

fn long_enough(rest: Option<&str>) -> Option<&str> {
    rest.filter(|rest| rest.len() >= MIN_LETTERS)
}
