//! The words after `cargo xtask`: taken one by one by the command that knows them; what is left over is a mistake.

use crate::Result;

pub struct Args(Vec<String>);

impl Args {
    pub fn from_env() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// The next plain word, such as the name of the command.
    pub fn word(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether `--name` was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|word| word == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// The word after `--name`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        Ok(self.values::<1>(name)?.map(|[value]| value))
    }

    /// The `N` words after `--name`.
    pub fn values<const N: usize>(&mut self, name: &str) -> Result<Option<[String; N]>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        let end = (at + 1 + N).min(self.0.len());
        let values: Vec<String> = self.0.drain(at..end).skip(1).collect();
        match <[String; N]>::try_from(values) {
            Ok(values) => Ok(Some(values)),
            Err(_) => Err(format!("{name} wants {N} more word(s).")),
        }
    }

    /// Fails when a word was not understood.
    pub fn finish(self) -> Result {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(format!("`{word}` is not understood here. `cargo xtask help` lists the flags.")),
        }
    }
}

#[cfg(test)]
mod tests;
