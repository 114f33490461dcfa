//! A page that dies under a citizen's hands on every step of an application: the moment of each key is known, and after each death it is
//! looked, answer by answer, whether what was typed more than a second before is there.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;
use thirtyfour::{Key, WindowHandle};
use tokio::time::{Instant, sleep, timeout};

use super::{
    case::{Case, Death},
    desk::{Desk, FORM},
    outcome::numbers,
    tally::Tally,
};
use crate::{
    journey::{conversion::trader, form},
    wrong::{Result, Wrong, ensure, wrong},
};

const TITLE: &str = "Usaha mikro dari SPTU";
/// What may be missing was typed within this before the death.
const GRACE: Duration = Duration::from_secs(1);
/// The pauses of somebody who types, in milliseconds.
const PAUSE: (usize, usize) = (40, 160);

/// What a box showed, and from when on.
struct Entry {
    label: String,
    value: String,
    at: Instant,
}

/// What was typed on this step so far, oldest first.
type Log = Vec<Entry>;

impl Desk {
    /// One application, with a death on each of its steps and one after "Kirim".
    pub async fn die(&mut self, death: Death) -> Result<(Case, Tally)> {
        let case = Case::Death(death);
        let trader = trader()?;
        let before = self.n_applications()?;
        let mut missing = Vec::new();
        self.phone.citizen.fresh_tab().await?;
        let mut spare = self.spare(death).await?;
        self.citizen().open(&format!("/layanan/{FORM}")).await?;
        self.citizen().press("button", "Mulai").await?;
        let pages = form::list(&trader["pages"])?;
        for page in pages.iter().take(pages.len().saturating_sub(1)) {
            let heading = form::text(page, "heading")?;
            self.citizen().arrive(heading).await?;
            let came = Instant::now();
            let mut log = Log::new();
            let deadline = Duration::from_millis(self.dice.between(1_300, 3_500) as u64);
            let typed = timeout(deadline, self.type_page(page, &mut log));
            if let Ok(Err(wrong)) = typed.await {
                return Err(wrong);
            }
            // Its acts may be over sooner, or there are none; then it is looked at for a while.
            sleep(deadline.saturating_sub(came.elapsed())).await;
            let died = Instant::now();
            self.kill(death, &mut spare).await?;
            let again = self.find_again(heading, &log, died).await;
            again.map_err(|Wrong(sentence)| Wrong(format!("After the death: {sentence}")))?;
            missing.extend(self.compare(heading, &log, died).await?);
            self.type_page(page, &mut log).await?;
            self.citizen().press("button", "Lanjut").await?;
        }
        let number = self.send_and_die(death, &mut spare, pages.last().unwrap_or(&Value::Null)).await?;
        let mut tally = Tally { tries: 1, typed: 1, ..Tally::default() };
        let rows: Vec<_> = self.office.rows()?.into_iter().filter(|row| row.service == FORM).collect();
        let n_rows = rows.len().saturating_sub(before);
        match number {
            Some(number) => match rows.iter().find(|row| row.number == number) {
                Some(row) if row.answers == trader["answers"] => {}
                Some(row) => missing.push(format!("the row holds {}", row.answers)),
                None => missing.push(format!("{number} was confirmed and is in no row")),
            },
            None => ensure(n_rows <= 1, || format!("{n_rows} rows, and nothing was confirmed."))?,
        }
        missing.iter().for_each(|sentence| println!("  {}: {sentence}", case.name()));
        tally.lost = missing.len().min(1);
        tally.duplicated = n_rows.saturating_sub(1);
        self.forget().await?;
        Ok((case, tally))
    }

    /// For the control: what a page loses that does not keep what is typed.
    pub async fn die_unkept(&mut self) -> Result<usize> {
        self.phone.citizen.fresh_tab().await?;
        self.citizen().open(&format!("/layanan/{FORM}")).await?;
        let unkept =
            "window.loket.vault = { ...window.loket.vault, put: (name, text, known) => Promise.resolve(known + 1) }";
        self.citizen().run(unkept).await?;
        self.citizen().press("button", "Mulai").await?;
        let trader = trader()?;
        let page =
            form::list(&trader["pages"])?.first().ok_or_else(|| Wrong(String::from("A form without a page.")))?;
        let heading = form::text(page, "heading")?;
        self.citizen().arrive(heading).await?;
        let mut log = Log::new();
        self.type_page(page, &mut log).await?;
        sleep(GRACE).await;
        let died = Instant::now();
        self.phone.kill()?;
        self.phone.again().await?;
        self.citizen().open("/").await?;
        if self.citizen().has("link", &format!("Lanjutkan: {TITLE}")).await? {
            self.citizen().press("link", &format!("Lanjutkan: {TITLE}")).await?;
        } else {
            self.citizen().open(&format!("/layanan/{FORM}")).await?;
            self.citizen().press("button", "Mulai").await?;
        }
        self.citizen().arrive(heading).await?;
        Ok(self.compare(heading, &log, died).await?.len())
    }

    fn n_applications(&self) -> Result<usize> {
        Ok(self.office.rows()?.iter().filter(|row| row.service == FORM).count())
    }

    // A tab behind the one that will crash, opened before: whatever comes to the front later would tell the page to write.
    async fn spare(&self, death: Death) -> Result<Option<WindowHandle>> {
        if death == Death::Browser {
            return Ok(None);
        }
        let spare = self.citizen().driver.window().await?;
        self.citizen().new_tab().await?;
        Ok(Some(spare))
    }

    async fn kill(&mut self, death: Death, spare: &mut Option<WindowHandle>) -> Result {
        match spare.take() {
            Some(tab) => {
                self.phone.crash(tab).await?;
                *spare = self.spare(death).await?;
            }
            None => {
                self.phone.kill()?;
                self.phone.again().await?;
            }
        }
        Ok(())
    }

    // Back to the step, as Beranda leads there.
    async fn find_again(&self, heading: &str, log: &Log, died: Instant) -> Result {
        let citizen = self.citizen();
        citizen.open("/").await?;
        let card = format!("Lanjutkan: {TITLE}");
        if !citizen.has("link", &card).await? && log.iter().all(|entry| died - entry.at < GRACE) {
            citizen.open(&format!("/layanan/{FORM}")).await?;
            return citizen.press("button", "Mulai").await;
        }
        citizen.press("link", &card).await?;
        citizen.arrive(heading).await
    }

    // What of this step is not there that should be.
    async fn compare(&self, heading: &str, log: &Log, died: Instant) -> Result<Vec<String>> {
        let mut by_label: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in log {
            by_label.entry(&entry.label).or_default().push(entry);
        }
        let mut missing = Vec::new();
        for (label, entries) in by_label {
            let shown = self.shown(label).await?;
            let kept = entries.iter().rposition(|entry| died - entry.at > GRACE);
            let mut allowed: Vec<&str> =
                entries.iter().skip(kept.unwrap_or(0)).map(|entry| entry.value.as_str()).collect();
            if kept.is_none() {
                allowed.push("");
            }
            if !allowed.iter().any(|value| plain(value) == plain(&shown)) {
                missing.push(format!("“{heading}”, “{label}” shows “{shown}”, and was {allowed:?}"));
            }
        }
        Ok(missing)
    }

    // What is in a box; for an alternative, its name when it is chosen.
    async fn shown(&self, label: &str) -> Result<String> {
        let citizen = self.citizen();
        if citizen.has("textbox", label).await? {
            return citizen.value("textbox", label).await;
        }
        let chosen = citizen.find("radio", label).await?.is_selected().await?;
        Ok(String::from(if chosen { label } else { "" }))
    }

    // Types what is not there yet, letter by letter, and notes the moment of each.
    async fn type_page(&mut self, page: &Value, log: &mut Log) -> Result {
        for act in form::list(&page["do"])? {
            let words: Vec<&str> = form::list(act)?.iter().filter_map(Value::as_str).collect();
            match *words.as_slice() {
                ["write", label, text] => self.type_in(label, text, log).await?,
                ["choose", option] => {
                    form::do_one(self.citizen(), &words).await?;
                    log.push(Entry { label: option.into(), value: option.into(), at: Instant::now() });
                }
                // What was found already stands there in place of its search.
                ["search", label, ..] if !self.citizen().has("searchbox", label).await? => {}
                _ => form::do_one(self.citizen(), &words).await?,
            }
        }
        Ok(())
    }

    async fn type_in(&mut self, label: &str, text: &str, log: &mut Log) -> Result {
        let present = self.citizen().value("textbox", label).await?;
        if plain(&present) == plain(text) {
            return Ok(());
        }
        let element = self.citizen().find("textbox", label).await?;
        element.scroll_into_view().await?;
        element.click().await?;
        element.send_keys(Key::End + "").await?;
        let mut written = String::new();
        for letter in text.chars() {
            let n_before = plain(&written).len();
            written.push(letter);
            // Goes on where it broke off. Some boxes put separators in by themselves, and leave out what is typed of them.
            let (n_written, n_present) = (plain(&written).len(), plain(&present).len());
            let is_last = n_written == n_present && n_written > n_before;
            let is_there = present.starts_with(&written) || n_written < n_present || is_last;
            if !is_there {
                // It may arrive and the death come before that is heard; its moment is when it is known to have arrived.
                log.push(Entry { label: label.into(), value: written.clone(), at: Instant::now() });
                element.send_keys(letter.to_string()).await?;
                if let Some(last) = log.last_mut() {
                    last.at = Instant::now();
                }
                self.pause(PAUSE.0, PAUSE.1).await;
            }
        }
        Ok(())
    }

    // The last page: the death comes while it is sent. Gives the number that is shown in the end.
    async fn send_and_die(
        &mut self,
        death: Death,
        spare: &mut Option<WindowHandle>,
        page: &Value,
    ) -> Result<Option<String>> {
        form::fill_page(self.citizen(), page).await?;
        self.citizen().press("button", "Kirim permohonan").await?;
        self.pause(0, 700).await;
        self.kill(death, spare).await?;
        self.citizen().open("/").await?;
        let card = format!("Lanjutkan: {TITLE}");
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let text = self.citizen().text().await?;
            if let Some(number) = numbers(&text).pop() {
                return Ok(Some(number));
            }
            if self.is_left_to_citizen(&text) {
                return Ok(None);
            }
            // Its receipt was seen before it died.
            if let Some(number) = self.confirmed(FORM).await? {
                return Ok(Some(number));
            }
            // Not frozen yet when it died, and so not sent.
            if self.citizen().has("link", &card).await? {
                self.citizen().press("link", &card).await?;
                form::fill_page(self.citizen(), page).await?;
                self.citizen().press("button", "Kirim permohonan").await?;
            }
            if Instant::now() > end {
                return wrong(format!("No receipt comes: {text}"));
            }
            self.hurry().await?;
            sleep(Duration::from_millis(300)).await;
        }
    }
}

// Without what boxes put in by themselves: separators, and zeros before a number ("3/5" becomes "003/005").
fn plain(text: &str) -> String {
    let parts = text.split('/').map(|part| part.replace([' ', '.', '-'], ""));
    parts.map(|part| String::from(part.trim_start_matches('0'))).collect()
}
