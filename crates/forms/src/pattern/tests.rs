//! Each pattern is asked of an engine that goes back and tries again, and walked: both must say the same.

use super::{Pattern, Shape, Unjudged, cost, walk};
use crate::{Host, case::World};

/// Texts that hold a match, and texts that do not.
const MATCHES: [(&str, &[&str], &[&str]); 26] = [
    ("", &["", "a"], &[]),
    ("a|", &["", "b"], &[]),
    ("^a*b?$", &["", "aab", "b"], &["ba", "c"]),
    ("^(?:a|b|cd)+?$", &["abcd"], &["", "c"]),
    ("^(?<nama>a)$", &["a"], &["b"]),
    ("^a{2}$", &["aa"], &["a", "aaa"]),
    ("^a{2,}$", &["aa", "aaaa"], &["a"]),
    ("^(a{0,2}){2,3}$", &["", "aaaaaa"], &["aaaaaaa"]),
    ("^[^]$", &["]", "\n"], &["", "ab"]),
    (r"^[\]a-]+$", &["]-a"], &["b"]),
    // Needless escapes, outside and inside of a class.
    (r"^\d{3}\-\d{4}$", &["123-4567"], &["1234567", "abc", r"123\-4567"]),
    (r##"^\_\@\ \/\"\'\:\%\#\&\<\>\=\!\,\;\~\`$"##, &["_@ /\"':%#&<>=!,;~`"], &["_@"]),
    (r"^[\w\-\.\/\@\ ]+$", &["a-b.c/d@e f"], &["a+b", r"a\b"]),
    (r"^[\!-\~]\-{2}$", &["A--"], &["A-", "é--"]),
    (r"^\é\\\-$", &[r"é\-"], &["é-"]),
    (r"^\d+\.\x41\cA\0$", &["1.A\u{1}\0"], &["1A"]),
    (r"^\u0041\u{1f600}\ud83d\ude00$", &["A😀😀"], &["A"]),
    (r"^\p{Lu}\P{Lu}.$", &["Éaé", "Éa😀"], &["éaa", "Éa\n"]),
    (r"\bb\B", &["a bc", "bc"], &["ab", "b", "é b"]),
    (r"^[^\s]+\s$", &["a\u{a0}", "é\u{2028}"], &["a"]),
    ("^(?=.*[0-9])(?!.*x)[a-z0-9]+$", &["a1"], &["a", "x1"]),
    ("(?<=a+)b", &["aab"], &["b", "cb"]),
    ("(?<!a)b", &["b", "cb"], &["ab"]),
    ("^(/(?!/)|https?://)", &["/a", "http://"], &["//", "http:/"]),
    ("^([A-Za-z]+ ?)+$", &["Siti Aminah"], &["Siti  Aminah", "Siti!"]),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", &["aaaBa"], &["aaaa"]),
];

#[test]
fn texts_are_found() {
    for (pattern, good, bad) in MATCHES {
        let shape = Pattern::read(pattern);
        let shape = shape.shape().unwrap_or_else(|| panic!("{pattern} is not read"));
        for (texts, want) in [(good, true), (bad, false)] {
            for text in texts {
                let found = Pattern::read(pattern).matches(text, &World::default(), &mut 1_000_000);
                assert_eq!(found, Ok(want), "{pattern} {text:?}");
                assert_eq!(walked(shape, text), Some(want), "walked: {pattern} {text:?}");
            }
        }
    }
}

#[test]
fn many_texts_that_cost_the_host_much_come_to_an_end() {
    let (pattern, text) = (Pattern::read(r"^\w+\w+!$"), "a".repeat(45));
    let n_steps = pattern.shape().map(|shape| cost::steps(shape, text.len()));
    assert!(matches!(n_steps, Some(50_000..=super::MAX_STEPS)), "{n_steps:?}");
    let (mut work, mut n_judged) = (100_000, 0);
    while pattern.matches(&text, &World::default(), &mut work) == Ok(false) {
        n_judged += 1;
    }
    assert!((20..200).contains(&n_judged), "{n_judged}");
    // What costs little is judged as often as a form asks.
    let (pattern, mut work) = (Pattern::read("^[A-Z]{2} [0-9]+$"), 100_000);
    assert!((0..10_000).all(|_| pattern.matches("KB 1234", &World::default(), &mut work) == Ok(true)));
}

#[test]
fn random_patterns_are_found_alike() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let world = World::default();
    let (mut n_compared, mut n_found) = (0, 0);
    for _ in 0..10_000 {
        let pattern = dice.pattern(3);
        let read = Pattern::read(&pattern);
        let shape = read.shape().unwrap_or_else(|| panic!("{pattern} is not read"));
        let text: String = (0..dice.roll(7)).map(|_| dice.one_of(&['a', 'b', ' ', '1', 'é', '\n'])).collect();
        if cost::steps(shape, text.len()) > 100_000 {
            continue;
        }
        n_compared += 1;
        let want = world.matches(&pattern, &text);
        assert_eq!(walked(shape, &text), want, "{pattern} {text:?}");
        n_found += usize::from(want == Some(true));
    }
    assert!(n_found > 2_000 && n_compared - n_found > 2_000, "{n_found} of {n_compared} hold a match");
}

#[test]
fn what_goes_back_for_ever_is_judged_soon() {
    let letters = "a".repeat(5_000) + "!";
    for pattern in
        ["^([A-Za-z]+ ?)+$", "^(a|a)+$", "^(a*)*$", "^(a+)+$", "^((a?){9}){9}$", "a*a*a*a*a*b", "^(?=(a+)+b)"]
    {
        for n in [28, 5_001] {
            let text = letters.get(letters.len() - n..).unwrap();
            let mut work = 1_000_000;
            assert_eq!(Pattern::read(pattern).matches(text, &World::default(), &mut work), Ok(false), "{pattern}");
        }
    }
}

#[test]
fn what_cannot_be_bounded_is_not_judged() {
    let text = "a".repeat(40) + "!";
    for (pattern, want) in [
        (r"^(a+)+\1$", Err(Unjudged::TooMuch)),
        // Flags of its own are not understood: no text would pass.
        (r"^(?:(a+)+)+(?i:b)", Err(Unjudged::Faulty)),
        (r"^(a{20})\1!$", Ok(true)),
        ("(((a+)+)+", Err(Unjudged::Faulty)),
        ("(", Err(Unjudged::Faulty)),
        // Letters that engines read in different ways, and what only looks like an escape.
        (r"\Aa\Z", Err(Unjudged::Faulty)),
        (r"^\h\i$", Err(Unjudged::Faulty)),
        (r"(?\:a)", Err(Unjudged::Faulty)),
        (r"[\w-\.]", Err(Unjudged::Faulty)),
        ("a\\", Err(Unjudged::Faulty)),
    ] {
        assert_eq!(Pattern::read(pattern).matches(&text, &World::default(), &mut 1_000_000), want, "{pattern}");
    }
    let long = "a".repeat(1_000_000);
    assert_eq!(
        Pattern::read("^(a+)+$").matches(&long, &World::default(), &mut 200_000),
        Err(Unjudged::TooMuch),
        "a text without end"
    );
}

#[test]
fn what_goes_whole_is_bounded() {
    for (pattern, n, is_small) in [
        ("^[a-z0-9-]{1,40}$", 40, true),
        ("^[0-9A-Za-z][0-9A-Za-z./ -]{2,39}$", 40, true),
        ("^([0-9a-f]{2}){16,}$", 64, true),
        ("^(A|B|C)[0-9]+/[0-9]+$", 20, true),
        ("^[a-z0-9]+(-[a-z0-9]+)*$", 20, false),
        ("^(a?){64}$", 64, false),
        ("^(a{1000}){1000}$", 1, false),
    ] {
        let read = Pattern::read(pattern);
        let n_steps = cost::steps(read.shape().unwrap(), n);
        assert_eq!(n_steps <= super::MAX_STEPS, is_small, "{pattern}: {n_steps}");
    }
}

fn walked(shape: &Shape, text: &str) -> Option<bool> {
    walk::is_match(shape, text, &World::default(), &mut 1_000_000)
}

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }

    fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.roll(things.len())]
    }

    fn pattern(&mut self, depth: usize) -> String {
        let mut out = String::new();
        for _ in 0..=self.roll(3) {
            let quantifier = self.one_of(&["", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,3}?", "+?"]);
            match self.roll(if depth == 0 { 4 } else { 8 }) {
                0 => out.push_str(self.one_of(&["^", "$", r"\b", r"\B"])),
                1 => out.push_str(&["a", quantifier].concat()),
                2 | 3 => {
                    let class = self.one_of(&["[ab]", "[^a]", r"\w", r"\S", ".", r"\d", r"\p{L}", r"[^\s1]", "b"]);
                    out.push_str(&[class, quantifier].concat());
                }
                4 => {
                    let look = self.one_of(&["(?=", "(?!", "(?<=", "(?<!"]);
                    out.push_str(&[look, &self.pattern(depth - 1), ")"].concat());
                }
                5 => out.push_str(
                    &["(?:", &self.pattern(depth - 1), "|", &self.pattern(depth - 1), ")", quantifier].concat(),
                ),
                _ => out.push_str(&["(", &self.pattern(depth - 1), ")", quantifier].concat()),
            }
        }
        out
    }
}
