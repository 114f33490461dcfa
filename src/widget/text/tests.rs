use super::cut;

#[test]
fn a_box_takes_no_more_letters_than_it_may() {
    for (most, before, text, caret, want) in [
        // JSON Schema validation 6.3.1: maxLength counts characters; U+1F600 is one, and two units of UTF-16.
        (5, "", "😀😀😀😀😀", 10, None),
        (5, "😀😀😀😀😀", "😀😀😀😀😀😀", 12, Some(("😀😀😀😀😀", 10))),
        (5, "12345", "12x345", 3, Some(("12345", 2))),
        (5, "123", "abcdef123", 6, Some(("ab123", 2))),
        (5, "1234567", "123567", 3, None),
        (5, "", "abcdefg", usize::MAX, Some(("abcde", 5))),
    ] {
        let want = want.map(|(text, caret): (&str, usize)| (String::from(text), caret));
        assert_eq!(cut(most, before, text, caret), want, "{text} after {before}");
    }
}
