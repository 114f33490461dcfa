//! Runs `cargo test`, lets its words through, and sums its `test result:` lines.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::Result;

#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    passed: usize,
    failed: usize,
    /// Commands that failed, though perhaps no test did (a crate that does not compile).
    broken: usize,
}

impl Tally {
    pub fn run(&mut self, command: &mut Command) -> Result {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| format!("cargo test did not start: {error}."))?;
        let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        for line in lines.map_while(std::io::Result::ok) {
            println!("{line}");
            self.add(&line);
        }
        let status = child.wait().map_err(|error| format!("cargo test was lost: {error}."))?;
        self.broken += usize::from(!status.success());
        Ok(())
    }

    /// Counts a judge that is no `cargo test` as one test, and says what it found.
    pub fn one(&mut self, name: &str, judgement: Result<String>) {
        match judgement {
            Ok(found) => {
                println!("test {name} ... ok ({found})");
                self.passed += 1;
            }
            Err(reason) => {
                println!("test {name} ... FAILED\n{reason}");
                self.failed += 1;
            }
        }
    }

    /// Takes in a line such as `test result: ok. 12 passed; 0 failed; …`.
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let words: Vec<&str> = result.split_whitespace().collect();
        let before = |name: &str| {
            let at = words.iter().position(|word| word.trim_end_matches(';') == name);
            at.and_then(|at| words.get(at.checked_sub(1)?)?.parse().ok()).unwrap_or(0)
        };
        self.passed += before("passed");
        self.failed += before("failed");
    }

    pub fn line(&self) -> String {
        let word = if self.verdict().is_ok() { "ok" } else { "FAILED" };
        format!("test result: {word}. {} passed; {} failed", self.passed, self.failed)
    }

    pub fn verdict(&self) -> Result {
        match (self.failed, self.broken, self.passed) {
            (0, 0, 0) => Err("No test ran.".into()),
            (0, 0, _) => Ok(()),
            (0, _, _) => Err("Some tests could not be compiled or were cut off; see above.".into()),
            (failed, _, _) => Err(format!("{failed} test(s) failed; see above.")),
        }
    }
}

#[cfg(test)]
mod tests;
