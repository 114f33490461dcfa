use super::{join, split};

#[test]
fn a_text_is_split_into_day_month_year() {
    for (text, want) in [
        ("1990-08-17", ["17", "08", "1990"]),
        ("17-8-1990", ["17", "8", "1990"]),
        ("17 Agustus 1990", ["17", "Agustus", "1990"]),
        ("17/08/90", ["17", "08", "90"]),
        ("17--", ["17", "", ""]),
        ("-8-", ["", "8", ""]),
        ("", ["", "", ""]),
    ] {
        assert_eq!(split(text), want.map(String::from), "{text}");
    }
}

#[test]
fn half_a_date_is_kept_and_nothing_is_nothing() {
    assert_eq!(join(["17".into(), String::new(), String::new()]), "17--");
    assert_eq!(join([" ".into(), String::new(), String::new()]), "");
    assert_eq!(split(&join(["".into(), "8".into(), "".into()])), ["", "8", ""].map(String::from));
}
