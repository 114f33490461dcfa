//! A sum below 100 %, a missing one and an empty one stop the command.

use super::verdict;

#[test]
fn only_a_whole_sum_passes() {
    assert_eq!(verdict("here", "2/2 draft7 ref\n2/2\n").as_deref(), Ok("2/2 here"));
    for report in ["FAILED draft7 ref: a / b\n1/2 draft7 ref\n1/2\n", "0/0\n", "no JSON at byte 7", ""] {
        assert!(verdict("here", report).is_err(), "{report}");
    }
}
