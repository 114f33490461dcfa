//! A visitor at a kiosk, who does what a data file says.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::Kiosk;
use crate::wrong::{Result, wrong};

impl Kiosk {
    /// Does what a data file says (see journey::form), with a finger.
    pub async fn fill(&self, pages: &Value) -> Result {
        self.fill_and(pages, false).await
    }

    /// The same, and looks at every page.
    pub async fn fill_and_inspect(&self, pages: &Value) -> Result {
        self.fill_and(pages, true).await
    }

    async fn fill_and(&self, pages: &Value, inspecting: bool) -> Result {
        for page in pages.as_array().into_iter().flatten() {
            let heading = page["heading"].as_str().unwrap_or_default();
            self.arrive(heading).await?;
            if inspecting {
                self.inspect(heading).await?;
            }
            for act in page["do"].as_array().into_iter().flatten() {
                let words: Vec<&str> = act.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                self.do_one(&words).await?;
                if inspecting && words.first() == Some(&"write") {
                    self.inspect(words.get(1).unwrap_or(&"")).await?;
                }
            }
            if let Some(button) = page["press"].as_str() {
                self.touch("button", button).await?;
            }
        }
        Ok(())
    }

    /// The whole conversion, from the first page to the receipt; how many touches it took, those of the keyboard aside.
    pub async fn convert(&self, trader: &Value) -> Result<u32> {
        let before = self.touches.load(Ordering::Relaxed);
        self.fill_whole(trader).await?;
        self.touch("button", "Kirim permohonan").await?;
        self.arrive("Permohonan terkirim").await?;
        Ok(self.touches.load(Ordering::Relaxed) - before)
    }

    /// The conversion as far as the last page.
    pub async fn fill_whole(&self, trader: &Value) -> Result {
        self.touch("link", "Usaha mikro dari SPTU").await?;
        self.touch("button", "Mulai").await?;
        self.fill(&trader["pages"]).await
    }

    /// Has the page wipe itself, and waits for the new one.
    pub async fn wipe(&self) -> Result {
        let go = "window.old = true, document.querySelector('.kiosk-bar .button:last-child').click(), true";
        self.holds(&format!("!!document.querySelector('.kiosk-bar') && ({go})")).await?;
        self.holds("!window.old && document.documentElement.hasAttribute('data-ready') && !!document.querySelector('.kiosk-bar')").await
    }

    async fn do_one(&self, words: &[&str]) -> Result {
        match *words {
            ["write", label, text] => self.write_in("textbox", label, text).await,
            ["choose", option] => self.touch("radio", option).await,
            ["tick", label] => self.touch("checkbox", label).await,
            ["search", label, query, option] => {
                self.write_in("searchbox", label, query).await?;
                // What is found changes with every letter; a person looks first.
                self.holds("new Promise((still) => { const seen = document.body.innerText; setTimeout(() => still(seen === document.body.innerText), 300); })").await?;
                self.touch("radio", option).await
            }
            ["see", sentence] => self.see(sentence).await,
            ["picked", _, option] => {
                let all = "Array.from(document.querySelectorAll('option:checked'), (option) => option.text)";
                self.holds(&format!("{all}.includes({})", json!(option))).await
            }
            _ => wrong(format!("Nobody knows how to do {words:?} with a finger.")),
        }
    }
}
