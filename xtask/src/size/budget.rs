//! xtask/budget.toml: one number for the first load, one for the form's pages, one per part that few need. Only numbers, so it needs no TOML crate.

use crate::{Result, size::Weight};

/// Stem of the module of the form's pages.
const FORM: &str = "form";
/// No part that few need may weigh more, whatever its line says.
const LAZY_MOST: u64 = 30 * 1024;
const HEAD: &str = "\
# What a citizen may be asked to download, in brotli bytes. `cargo xtask size` fails above it.
# The numbers move in a commit of their own, which says what the bytes buy.
";

pub struct Budget {
    pub first_load: u64,
    /// The pages of the form, which everybody loads who goes on.
    form: u64,
    /// Stem of the file (`worker` of `worker-0123.js`) and its most.
    lazy: Vec<(String, u64)>,
}

impl Budget {
    pub fn parse(text: &str) -> Result<Self> {
        let mut budget = Self { first_load: 0, form: 0, lazy: Vec::new() };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '['])) {
            let pair =
                line.split_once('=').map(|(name, number)| (name.trim().trim_matches('"'), number.trim().parse()));
            match pair {
                Some(("first-load", Ok(number))) => budget.first_load = number,
                Some((FORM, Ok(number))) => budget.form = number,
                Some((name, Ok(number))) => budget.lazy.push((name.to_owned(), number)),
                _ => {
                    return Err(format!("xtask/budget.toml: `{line}` is not `name = bytes`."));
                }
            }
        }
        Ok(budget)
    }

    pub fn write(&self) -> String {
        let mut text = format!("{HEAD}\nfirst-load = {}\n{FORM} = {}\n\n[lazy]\n", self.first_load, self.form);
        for (stem, most) in &self.lazy {
            text.push_str(&format!("{stem} = {most}\n"));
        }
        text
    }

    /// Takes the parts that are there, each with a little air.
    pub fn update(&mut self, later: &[Weight]) {
        let few = later.iter().filter(|weight| stem(&weight.path) != FORM);
        self.lazy = few.map(|weight| (stem(&weight.path).to_owned(), weight.brotli.next_multiple_of(512))).collect();
        self.lazy.sort();
    }

    /// A sentence per number that is too large or missing.
    pub fn over(&self, first_load: u64, later: &[Weight]) -> Vec<String> {
        let mut over = Vec::new();
        if first_load > self.first_load {
            over.push(format!("The first load is {} bytes over its budget.", first_load - self.first_load));
        }
        for Weight { path, brotli, .. } in later {
            match self.most(stem(path)) {
                None => over.push(format!("{path} has no line in xtask/budget.toml (cargo xtask size --update).")),
                Some(most) if *brotli > most => {
                    over.push(format!("{path} weighs {brotli} bytes; allowed are {most}."));
                }
                Some(_) => {}
            }
        }
        over
    }

    fn most(&self, stem: &str) -> Option<u64> {
        if stem == FORM {
            return Some(self.form);
        }
        let line = self.lazy.iter().find(|(known, _)| known == stem);
        line.map(|(_, most)| *most.min(&LAZY_MOST))
    }
}

/// `worker` of `/worker-0123456789abcdef.js`; `service-worker` of `/service-worker.js`, which has no hash.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.split('.').next().unwrap_or(name);
    let hashed = name.rsplit_once('-').filter(|(_, hash)| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hashed.map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests;
