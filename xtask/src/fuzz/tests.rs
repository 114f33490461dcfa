//! The count is read from libFuzzer's words.

use super::executions;

#[test]
fn the_count_is_read() {
    let said =
        "Done 12 runs in 1 second(s)\nstat::number_of_executed_units: 4711\nstat::average_exec_per_sec:     12\n";
    assert_eq!(executions(said), Some(4711));
    assert_eq!(executions("error: could not compile"), None);
}
