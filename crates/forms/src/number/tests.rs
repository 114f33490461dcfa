use super::Number;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn reads_and_writes_the_digits_as_they_were() {
    for text in [
        "0",
        "1",
        "-1",
        "1.0",
        "0.1",
        "-12.50",
        "0.0075",
        "9223372036854775807",
        "9223372036854775808",
        "-300000000000000000000003",
        "12345678901234567890.123456789012345678",
        "99999999999999999999999999999999999999",
        "-9223372036854775807",
        "123456.789012",
    ] {
        assert_eq!(number(text).to_text(), text);
    }
    for (text, want) in [
        ("1e3", "1000"),
        ("12E-1", "1.2"),
        ("1e300", "1e300"),
        ("5e-40", "5e-40"),
        ("-0", "0"),
        ("1.5e+1", "15"),
        ("100000000000000000000000000", "100000000000000000e9"),
        ("300000000000000000000003e0", "300000000000000000000003.0"),
        ("0e5", "0"),
        // The first digit that does not fit rounds, those after it only count.
        ("12345678901234567890123456789012345678499", "12345678901234567890123456789012345678000"),
        ("12345678901234567890123456789012345678500", "12345678901234567890123456789012345679000"),
        ("12345678901234567890123456789012345678090", "12345678901234567890123456789012345678000"),
        ("999999999999999999999999999999999999999", "999999999999999999999999999999999999990"),
    ] {
        assert_eq!(number(text), number(want), "{text}");
    }
    assert_eq!(number("1e3").to_text(), "1000");
    assert_eq!(number("12E-1").to_text(), "1.2");
    assert_eq!(number("1e300").to_text(), "1e300");
    assert_eq!(number("5e-40").to_text(), "5e-40");
}

#[test]
fn refuses_what_is_no_json_number() {
    for text in ["", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", " 1", "1 ", "--1", "NaN", "-01"] {
        assert!(Number::parse(text).is_none(), "{text}");
    }
}

#[test]
fn compares_by_value() {
    let sorted = [
        "-1e300",
        "-1000",
        "-10.5",
        "-10",
        "-0.1",
        "0",
        "1e-300",
        "0.09",
        "0.1",
        "0.11",
        "1",
        "9.99",
        "10",
        "10.01",
        "100",
        "9223372036854775807",
        "1e19",
        "1e300",
    ];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            assert_eq!(number(a).cmp(&number(b)), i.cmp(&j), "{a} {b}");
            assert_eq!(number(a) == number(b), i == j, "{a} {b}");
        }
    }
    for (a, b) in [("1", "1.0"), ("100", "1e2"), ("0", "-0.00"), ("1.5", "150e-2")] {
        assert_eq!(number(a), number(b));
        assert!(number(a) <= number(b) && number(a) >= number(b));
    }
}

#[test]
fn knows_multiples_exactly() {
    for (value, step, want) in [
        ("0.3", "0.1", true),
        ("0.0075", "0.0001", true),
        ("0.00751", "0.0001", false),
        ("4.5", "1.5", true),
        ("35", "1.5", false),
        ("1e308", "0.5", true),
        ("1e308", "0.123456789", false),
        ("12391239123", "1e-8", true),
        ("0", "7", true),
        ("7", "0", false),
        ("10", "2.5", true),
        ("3", "10", false),
        ("20", "10", true),
        ("-21", "7", true),
        ("9223372036854775807", "9223372036854775806", false),
    ] {
        assert_eq!(number(value).is_multiple_of(&number(step)), want, "{value} of {step}");
    }
}

#[test]
fn knows_integers() {
    for (text, want) in
        [("1.0", Some(1)), ("1e2", Some(100)), ("1.5", None), ("1e30", None), ("-7", Some(-7)), ("0.00", Some(0))]
    {
        assert_eq!(number(text).as_i64(), want, "{text}");
    }
    assert!(number("1e30").is_integer());
    assert!(number("2500e-2").is_integer());
    assert!(!number("2501e-2").is_integer());
}
