//! What became of submissions, as database, line, device and page say.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    case::Case,
    desk::{Desk, One, word},
    level::Level,
    tally::Tally,
};
use crate::wrong::Result;

/// What the page says of what the citizen must decide.
const ASKS: &str = "Perlu Anda lihat dulu.";

impl Desk {
    /// What device and page say, beside what the database and the line say. `shown` are the numbers that the citizen has seen.
    pub async fn count(&self, all: &[One], shown: &[String]) -> Result<Vec<(Case, Tally)>> {
        let drafts = self.drafts().await?;
        let mut rows: HashMap<String, Vec<String>> = HashMap::new();
        for row in self.office.rows()? {
            rows.entry(word(&row.answers["nama"])).or_default().push(row.number);
        }
        let mut tallies = Vec::new();
        for one in all {
            let draft = drafts.get(&one.marker);
            let rows = rows.get(&one.marker).map(Vec::as_slice).unwrap_or_default();
            let confirmed = draft.and_then(|draft| draft["sent"]["number"].as_str());
            let is_there = match confirmed {
                Some(number) => rows.iter().any(|row| row == number),
                None => rows.iter().any(|row| shown.contains(row)),
            };
            // On level none the citizen may be left to decide; then nothing was confirmed.
            let is_asked =
                self.level == Level::None && draft.is_some_and(|draft| draft["sending"]["fate"] == "doubtful");
            let mut tally = Tally { tries: 1, typed: one.typed.into(), ..Tally::default() };
            tally.lost = usize::from(!is_there && !is_asked);
            tally.duplicated = if self.level == Level::None { 0 } else { rows.len().saturating_sub(1) };
            if self.level == Level::None {
                tally.sent_again = self.line.n_sent(&one.marker).saturating_sub(1);
            }
            if !tally.is_clean() {
                let draft = draft.map_or_else(
                    || String::from("no draft"),
                    |draft| format!("sending {}, sent {}", draft["sending"]["fate"], draft["sent"]["number"]),
                );
                println!("  {} “{}”: {tally:?}; rows {rows:?}; {draft}", one.case.name(), one.marker);
            }
            tallies.push((one.case, tally));
        }
        // What the citizen has seen and nobody has.
        let numbers: Vec<String> = self.office.rows()?.into_iter().map(|row| row.number).collect();
        let n_missing = shown.iter().filter(|number| !numbers.contains(number)).count();
        if let (Some(first), true) = (all.first(), n_missing > 0) {
            println!("  {n_missing} numbers that were shown are in no row: {shown:?}");
            tallies.push((first.case, Tally { lost: n_missing, ..Tally::default() }));
        }
        Ok(tallies)
    }

    /// The drafts on the device, by the name that was typed into them.
    pub async fn drafts(&self) -> Result<HashMap<String, Value>> {
        let named = |draft: Value| (word(&draft["answers"]["data"]["nama"]), draft);
        Ok(self.all_drafts().await?.map(named).collect())
    }

    /// The number that the device keeps of an application for this service.
    pub async fn confirmed(&self, service: &str) -> Result<Option<String>> {
        let number = |draft: Value| draft["sent"]["number"].as_str().map(String::from);
        let mut drafts = self.all_drafts().await?;
        Ok(drafts.find(|draft| draft["service"] == service && draft["sent"].is_object()).and_then(number))
    }

    async fn all_drafts(&self) -> Result<impl Iterator<Item = Value> + use<>> {
        let kept = self.kept().await?.into_iter().filter(|(name, _)| name.starts_with("draft."));
        Ok(kept.filter_map(|(_, text)| serde_json::from_str(&text).ok()))
    }

    /// What the device keeps, as name and text.
    pub async fn kept(&self) -> Result<Vec<(String, String)>> {
        let script = "return window.loket.vault.open().then(all => all.map(([name, text]) => [name, text]))";
        Ok(serde_json::from_value(self.citizen().run(script).await?)?)
    }

    /// Whether the page leaves it to the citizen what becomes of an application.
    pub fn is_left_to_citizen(&self, text: &str) -> bool {
        self.level == Level::None && (text.contains(ASKS) || text.contains("Belum pasti terkirim"))
    }
}

/// The numbers of receipts in a page's text.
pub fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in ["Terkirim, nomor ", "Nomor Anda: "] {
        for rest in text.split(mark).skip(1) {
            let mut words = rest.split_whitespace();
            if let (Some(first), Some(second)) = (words.next(), words.next()) {
                found.push([first, second.get(..4).unwrap_or(second)].concat());
            }
        }
    }
    found
}
