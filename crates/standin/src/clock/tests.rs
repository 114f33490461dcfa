use super::{Clock, date_time, read};

#[test]
fn a_time_is_read_in_its_zone() {
    let noon = read("2026-11-24T12:00:00+07:00");
    assert!(noon.is_some());
    assert_eq!(noon, read("2026-11-24T05:00:00Z"));
    assert_eq!(noon, read("2026-11-24T12:00:00"));
    assert_eq!(noon.map(date_time).as_deref(), Some("2026-11-24 12.00"));
    assert_eq!(read("2026-11-24T00:00:00"), read("2026-11-24"));
    for wrong in ["", "today", "2026-13-01", "2026-11-24T1", "2026-11-24T12:00:00+7"] {
        assert_eq!(read(wrong).map(date_time), None, "{wrong}");
    }
}

#[test]
fn the_day_changes_at_midnight_of_the_office() {
    let today = |text| Clock::at(text).map(|clock| clock.today().to_text());
    assert_eq!(today("2026-11-24T16:59:00Z").as_deref(), Some("2026-11-24"));
    assert_eq!(today("2026-11-24T17:01:00Z").as_deref(), Some("2026-11-25"));
}
