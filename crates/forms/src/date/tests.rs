use super::Date;

fn today() -> Date {
    Date::new(2026, 11, 24).expect("a real date")
}

#[test]
fn reads_what_people_write() {
    for (text, want) in [
        ("17-8-1990", "1990-08-17"),
        ("17/08/1990", "1990-08-17"),
        ("17.8.90", "1990-08-17"),
        ("17 Agustus 1990", "1990-08-17"),
        ("17 agt 90", "1990-08-17"),
        ("1990-08-17", "1990-08-17"),
        ("August 17, 1990", "1990-08-17"),
        ("17AGUSTUS1990", "1990-08-17"),
        ("17081990", "1990-08-17"),
        (" 1 mei 26 ", "2026-05-01"),
        ("1-1-27", "1927-01-01"),
        ("3 Peb 2001", "2001-02-03"),
        ("9 nopember 2020", "2020-11-09"),
        ("29-2-2024", "2024-02-29"),
        ("١٧-٨-١٩٩٠", "1990-08-17"),
        ("17 – 8 – 1990", "1990-08-17"),
    ] {
        assert_eq!(Date::read(text, today()).map(Date::to_text).as_deref(), Some(want), "{text}");
    }
    for text in [
        "",
        "17",
        "17-8",
        "31-2-1990",
        "17-13-1990",
        "17 xyz 1990",
        "17-8-190",
        "1-2-3-4",
        "29-2-2023",
        "0-1-2000",
        "ma 17 1990",
        "17 ma 1990",
        "besok",
        "agustus 1990",
        "999999999999",
        "日本日本日本日",
    ] {
        assert_eq!(Date::read(text, today()), None, "{text}");
    }
}

#[test]
fn reads_the_standard_form_strictly() {
    for text in ["2026-11-24", "0000-01-01", "9999-12-31", "2000-02-29"] {
        assert_eq!(Date::parse(text).map(Date::to_text).as_deref(), Some(text));
    }
    for text in [
        "2026-11-31",
        "1900-02-29",
        "2026-1-1",
        "2026-11-24 ",
        "26-11-24",
        "2026/11/24",
        "২026-01-01",
        "2026-00-10",
        "2026-10-00",
    ] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
}

#[test]
fn counts_days_there_and_back() {
    assert_eq!(Date::new(1970, 1, 1).map(Date::days), Some(0));
    assert_eq!(Date::new(2000, 3, 1).map(Date::days), Some(11_017));
    let mut before = None;
    for days in (-719_528..=2_932_896).step_by(17) {
        let date = Date::from_days(days);
        assert_eq!(date.days(), days);
        assert_eq!(Date::new(date.year(), date.month(), date.day()), Some(date));
        assert!(before < Some(date));
        before = Some(date);
    }
    assert_eq!(Date::from_days(i64::MIN).to_text(), "0000-01-01");
    assert_eq!(Date::from_days(i64::MAX).to_text(), "9999-12-31");
}
