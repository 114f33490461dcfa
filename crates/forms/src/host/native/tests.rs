use super::{MAX_PATTERNS, Native};
use crate::Host;

#[test]
fn patterns_are_ecma_262_with_unicode() {
    let native = Native::default();
    for (pattern, text, want) in [
        ("^\\d{3}$", "123", Some(true)),
        ("b", "abc", Some(true)),
        ("^.$", "😀", Some(true)),
        ("^\\p{Lu}", "É", Some(true)),
        ("^\\d$", "٣", Some(false)),
        ("(", "", None),
    ] {
        for _ in 0..2 {
            assert_eq!(native.matches(pattern, text), want, "{pattern} {text}");
        }
    }
    for n in 0..MAX_PATTERNS * 2 {
        assert_eq!(native.matches(&format!("^{n}$"), &n.to_string()), Some(true));
    }
}

#[test]
fn the_office_is_a_day_ahead_in_its_morning() {
    let (early, late) = (Native::new(-12).today(), Native::new(12).today());
    assert_eq!(late.days() - early.days(), 1);
    assert!(early.year() >= 2025);
}
