//! The page of a kiosk, without a screen and without what starts its browser: for what is tried hundreds of times.

use serde_json::{Value, json};

use super::code;
use crate::{
    office::UNIT,
    tab::{Browser, Tab},
    wrong::{Result, Wrong},
};

/// What stands on it now. Whoever looks is there: it asks nobody and wipes nothing.
const LOOK: &str = "(() => {
    window.dispatchEvent(new Event('wheel'));
    const root = document.documentElement, dialog = document.getElementById('kiosk-handoff');
    const code = dialog && dialog.querySelector('.qr__code'), digits = dialog && dialog.querySelector('.kiosk-code');
    return {
        ready: root.hasAttribute('data-ready') && !root.hidden && !!document.querySelector('.kiosk-bar'),
        draft: window.loket.draft || '', moved: root.dataset.moved !== undefined,
        dialog: dialog ? dialog.querySelector('h2').textContent : '',
        digits: digits ? digits.textContent : '',
        code: code ? [code.getAttribute('viewBox'), code.querySelector('path').getAttribute('d')] : null,
        boxes: Array.from(document.querySelectorAll('input'), (box) => box.value),
        buttons: dialog ? Array.from(dialog.querySelectorAll('button'), (button) => button.textContent) : [],
    };
})()";
/// A dot of the code in the picture that is read.
const DOT: usize = 4;

/// The page.
pub struct KioskPage {
    pub tab: Tab,
}

/// What stands on it.
#[derive(Clone, Debug, Default)]
pub struct KioskSeen {
    /// What could go to a phone; nothing while no form is open.
    pub draft: String,
    /// Whether a phone has it.
    pub moved: bool,
    /// The title of the dialog that stands before it.
    pub dialog: String,
    pub buttons: Vec<String>,
    pub digits: String,
    /// The address in the code.
    pub code: Option<String>,
    /// What is in its boxes.
    pub boxes: Vec<String>,
}

impl KioskPage {
    /// Opens it in a new tab of a profile.
    pub async fn open(browser: &Browser, profile: &str, home: &str) -> Result<KioskPage> {
        let page = KioskPage { tab: browser.tab(profile).await? };
        page.tab.navigate(&format!("{home}/?kiosk={}#{}", UNIT.0, UNIT.1)).await?;
        page.tab.holds(&format!("{LOOK}.ready")).await?;
        Ok(page)
    }

    /// Begins a form with a number by which it is found again.
    pub async fn begin(&self, service: &str, number: &str, nik: &str) -> Result {
        let press = |role: &'static str, name: String| async move {
            crate::wait::until(&name, || async { Ok(self.tab.press(role, &name).await.unwrap_or_default()) }).await
        };
        press("link", service.into()).await?;
        press("button", String::from("Mulai")).await?;
        self.tab.write("Nomor SPTU", number).await?;
        self.tab.write("NIK pemilik SPTU", nik).await?;
        self.tab
            .holds(&format!(
                "(window.loket.draft || '').includes({}) && window.loket.draft.includes({})",
                json!(number),
                json!(nik)
            ))
            .await
    }

    /// What stands on it now.
    pub async fn look(&self) -> Result<KioskSeen> {
        let seen = self.tab.run(LOOK).await?;
        let text = |key: &str| String::from(seen[key].as_str().unwrap_or_default());
        let texts = |key: &str| seen[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from);
        Ok(KioskSeen {
            draft: text("draft"),
            moved: seen["moved"] == true,
            dialog: text("dialog"),
            digits: text("digits"),
            boxes: texts("boxes").collect(),
            buttons: texts("buttons").collect(),
            code: seen["code"].as_array().map(|code| read(code)).transpose()?,
        })
    }
}

// The code as it is drawn: a path of squares.
fn read(code: &[Value]) -> Result<String> {
    let [view, path] = [0, 1].map(|at| code.get(at).and_then(Value::as_str).unwrap_or_default());
    let no_code = || Wrong(format!("There is no code in {view}."));
    let n: usize = view.rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or_else(no_code)?;
    let mut dark = vec![false; n * n];
    for square in path.split('M').skip(1) {
        let mut place = square.split([' ', 'h']).filter_map(|number| number.parse::<usize>().ok());
        let (Some(x), Some(y)) = (place.next(), place.next()) else { continue };
        if let Some(dot) = dark.get_mut(y * n + x) {
            *dot = true;
        }
    }
    code::decode(n * DOT, n * DOT, |x, y| dark.get(y / DOT * n + x / DOT) == Some(&true))
}
