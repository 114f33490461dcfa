use forms::{Date, Json};

use super::Calendar;

#[test]
fn working_days_are_counted() {
    let holidays = Json::parse(r#"{ "holidays": [ { "date": "2026-12-25" } ] }"#).expect("JSON");
    let promise = Json::parse(r#"{ "default": 3, "services": {} }"#).expect("JSON");
    let calendar = Calendar::read(&holidays, &promise).expect("a calendar");
    let check = |date: &str, hour, days, want: &str| {
        let date = Date::parse(date).expect("a date");
        assert_eq!(calendar.after(date, hour, days).to_text(), want, "{} at {hour}, {days} days", date.to_text());
    };
    // A Tuesday.
    check("2026-11-24", 14, 0, "2026-11-24");
    check("2026-11-24", 15, 0, "2026-11-25");
    check("2026-11-24", 10, 3, "2026-11-27");
    // A Friday evening, a Saturday, and Christmas on a Friday.
    check("2026-11-27", 16, 0, "2026-11-30");
    check("2026-11-28", 9, 0, "2026-11-30");
    check("2026-11-28", 9, 1, "2026-11-30");
    check("2026-12-24", 16, 0, "2026-12-28");
    check("2026-12-23", 9, 3, "2026-12-29");
}
