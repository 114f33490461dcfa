//! What the box says and what is kept.

use super::{clock_time, time};

#[test]
fn a_time_is_kept_with_its_seconds_and_shown_without_empty_ones() {
    assert_eq!(time("", String::from("+07:00")), None);
    assert_eq!(time("13:37", String::new()).as_deref(), Some("13:37:00"));
    assert_eq!(time("13:37:05", String::from("+07:00")).as_deref(), Some("13:37:05+07:00"));
    assert_eq!(clock_time("13:37:00+07:00"), "13:37");
    assert_eq!(clock_time("13:37:05"), "13:37:05");
    assert_eq!(clock_time("13:37"), "13:37");
    assert_eq!(clock_time(""), "");
}
