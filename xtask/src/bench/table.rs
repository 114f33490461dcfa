//! Rates of several engines as a table: how often a second, and as ratios to Ajv.

use crate::Result;

/// How often a second, by what was measured and by whom.
#[derive(Default)]
pub struct Rates(Vec<Rate>);

struct Rate {
    what: String,
    engine: String,
    rate: f64,
}

impl Rates {
    /// Reads lines `<what> <engine> <rate>`.
    pub fn read(&mut self, lines: &str) -> Result {
        for line in lines.lines() {
            let parts =
                line.rsplit_once(' ').and_then(|(rest, rate)| Some((rest.rsplit_once(' ')?, rate.parse().ok()?)));
            let Some(((what, engine), rate)) = parts else {
                return Err(format!("This is no measure: {lines}"));
            };
            self.0.push(Rate { what: what.to_owned(), engine: engine.to_owned(), rate });
        }
        Ok(())
    }

    /// Reads lines `<what> <rate>` of one engine.
    pub fn add(&mut self, engine: &str, lines: &str) -> Result {
        let lines = lines.lines().filter_map(|line| line.rsplit_once(' '));
        let lines: Vec<String> = lines.map(|(what, rate)| format!("{what} {engine} {rate}")).collect();
        self.read(&lines.join("\n"))
    }

    /// One row for each measure of Ajv, with the engines beside it.
    pub fn table(&self, title: &str) -> String {
        let mut engines: Vec<&str> = Vec::new();
        for rate in &self.0 {
            if !engines.contains(&rate.engine.as_str()) && rate.engine != "ajv" {
                engines.push(&rate.engine);
            }
        }
        let mut text = format!("\n{title:<34} {:>12}", "ajv /s");
        engines.iter().for_each(|engine| text.push_str(&format!(" {:>14} {:>8}", format!("{engine} /s"), "of ajv")));
        for ajv in self.0.iter().filter(|rate| rate.engine == "ajv") {
            text.push_str(&format!("\n  {:<32} {:>12.0}", ajv.what, ajv.rate));
            for engine in &engines {
                let rate = self.rate(&ajv.what, engine);
                text.push_str(&format!(" {rate:>14.0} {:>7.2}x", rate / ajv.rate));
            }
        }
        text
    }

    fn rate(&self, what: &str, engine: &str) -> f64 {
        let found = self.0.iter().find(|rate| rate.what == what && rate.engine == engine);
        found.map_or(f64::NAN, |rate| rate.rate)
    }
}

#[cfg(test)]
mod tests;
