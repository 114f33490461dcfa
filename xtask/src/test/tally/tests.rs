use std::process::Command;

use super::Tally;

#[test]
fn results_are_summed() {
    let mut tally = Tally::default();
    tally.add("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s");
    tally.add("test result: FAILED. 3 passed; 2 failed; 0 ignored");
    tally.add("test widget::result: ok. 9 passed");
    assert_eq!(tally.line(), "test result: FAILED. 15 passed; 2 failed");
    assert!(tally.verdict().is_err());
}

#[test]
fn no_test_and_a_broken_command_are_no_success() {
    let mut tally = Tally::default();
    assert!(tally.verdict().is_err());
    tally.run(Command::new("sh").args(["-c", "echo 'test result: ok. 1 passed; 0 failed;'"])).unwrap();
    assert_eq!(tally.line(), "test result: ok. 1 passed; 0 failed");
    tally.run(Command::new("sh").args(["-c", "exit 101"])).unwrap();
    assert!(tally.verdict().is_err());
    assert!(tally.line().contains("FAILED"));
}

#[test]
fn a_judge_counts_as_one_test() {
    let mut tally = Tally::default();
    tally.one("suite", Ok("2/2 natively".into()));
    assert_eq!(tally.line(), "test result: ok. 1 passed; 0 failed");
    tally.one("suite", Err("1 of 2 tests of the suite pass natively.".into()));
    assert_eq!(tally.line(), "test result: FAILED. 1 passed; 1 failed");
}
