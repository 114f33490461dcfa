//! What somebody sees and hears on a page: texts, titles, what is in a box and what is said of it, where the focus is.

use serde_json::Value;

use super::Citizen;
use crate::{
    wait::{tidy, until, wait},
    wrong::{Result, ensure},
};

impl Citizen {
    /// Waits until this can be read on the page.
    pub async fn see(&self, text: &str) -> Result {
        let seen = wait(|| async { Ok(self.text().await?.contains(text).then_some(())) }).await?;
        ensure(seen.is_some(), || format!("“{text}” is nowhere on the page."))
    }

    /// Waits until this can no longer be read on the page.
    pub async fn see_no_more(&self, text: &str) -> Result {
        let gone = wait(|| async { Ok((!self.text().await?.contains(text)).then_some(())) }).await?;
        ensure(gone.is_some(), || format!("“{text}” is still on the page."))
    }

    /// Waits for the page with this title.
    pub async fn arrive(&self, heading: &str) -> Result {
        let script = "const h1 = Array.from(document.querySelectorAll('h1')).find(h => h.getClientRects().length); \
            return h1 ? h1.textContent : ''";
        let present = || async { Result::Ok(tidy(self.run(script).await?.as_str().unwrap_or_default())) };
        let there = wait(|| async { Ok((present().await? == heading).then_some(())) }).await?;
        let last = present().await?;
        ensure(there.is_some(), || format!("The page should be “{heading}”; it is “{last}”."))
    }

    /// The text that can be read now.
    pub async fn text(&self) -> Result<String> {
        Ok(tidy(self.run("return document.body.innerText").await?.as_str().unwrap_or_default()))
    }

    /// What a screen reader adds to the name of a box: its hint, what is wrong with it.
    pub async fn description(&self, role: &str, name: &str) -> Result<String> {
        let element = self.find(role, name).await?;
        let script = "const at = arguments[0].closest('[aria-describedby]'); \
            return (at ? at.getAttribute('aria-describedby') : '').split(' ') \
            .map(id => (document.getElementById(id) || {}).textContent || '').join(' ')";
        let text = self.driver.execute(script, vec![element.to_json()?]).await?;
        Ok(tidy(text.json().as_str().unwrap_or_default()))
    }

    /// Waits until a box is described with a sentence.
    pub async fn described(&self, role: &str, name: &str, sentence: &str) -> Result {
        let said = wait(|| async { Ok(self.description(role, name).await?.contains(sentence).then_some(())) }).await?;
        let description = self.description(role, name).await?;
        ensure(said.is_some(), || format!("“{name}” should say “{sentence}”; it says “{description}”."))
    }

    /// Waits until a box is no longer described with a sentence.
    pub async fn described_no_more(&self, role: &str, name: &str, sentence: &str) -> Result {
        let gone = wait(|| async { Ok((!self.description(role, name).await?.contains(sentence)).then_some(())) });
        ensure(gone.await?.is_some(), || format!("“{name}” still says “{sentence}”."))
    }

    /// Waits until the focus is on the element with this role and name.
    pub async fn focus_on(&self, role: &str, name: &str) -> Result {
        let wanted = self.find(role, name).await?;
        let on = wait(|| async { Ok((self.driver.active_element().await? == wanted).then_some(())) }).await?;
        ensure(on.is_some(), || format!("The focus should be on {role} “{name}”."))
    }

    /// What is in a box.
    pub async fn value(&self, role: &str, name: &str) -> Result<String> {
        Ok(self.find(role, name).await?.prop("value").await?.unwrap_or_default())
    }

    /// The words that are chosen in a list.
    pub async fn picked(&self, label: &str) -> Result<String> {
        let list = self.find("combobox", label).await?;
        let script = "const list = arguments[0]; return list.options[list.selectedIndex].text";
        let text = self.driver.execute(script, vec![list.to_json()?]).await?;
        Ok(text.json().as_str().unwrap_or_default().into())
    }

    /// The words that are chosen in a list, once they are these or patience ends.
    pub async fn picked_when(&self, label: &str, want: &str) -> Result<String> {
        let found = wait(|| async { Ok(Some(self.picked(label).await?).filter(|picked| picked == want)) }).await?;
        match found {
            Some(picked) => Ok(picked),
            None => self.picked(label).await,
        }
    }

    /// Waits for a title of the document.
    pub async fn title(&self, title: &str) -> Result {
        let there = wait(|| async { Ok((self.driver.title().await? == title).then_some(())) }).await?;
        let last = self.driver.title().await?;
        ensure(there.is_some(), || format!("The title should be “{title}”; it is “{last}”."))
    }

    /// Waits until the focus is on an element for which this script, given the element, says true.
    pub async fn focus_is(&self, what: &str, script: &str) -> Result {
        let script = format!("const focused = document.activeElement; return !!({script})");
        until(&format!("the focus to be on {what}"), || async { Ok(self.run(&script).await? == Value::Bool(true)) })
            .await
    }
}
