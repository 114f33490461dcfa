//! Somebody with a phone: scans, takes, gives, waits, looks again, and comes back to it after the tab has gone.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::{
    hall::{Hall, Hand},
    kiosk,
    plan::Way,
};
use crate::{
    journey::handing::{ASK, CHOOSE, CONFIRM, DIGITS, SERVICE, UNANSWERED},
    tab::Tab,
    wait::until,
    wrong::{Result, Wrong, ensure},
};

/// What stands on it, and what it keeps; nothing while the app is not there.
const LOOK: &str = "(async () => {
    if (!document.documentElement.hasAttribute('data-ready')) return null;
    const title = Array.from(document.querySelectorAll('h1')).find((title) => title.getClientRects().length);
    const kept = await window.loket.vault.open();
    return {
        title: title ? title.textContent.trim() : '', path: location.pathname,
        drafts: kept.filter(([name]) => name.startsWith('draft.')).map(([, text]) => text),
    };
})()";
const WAITING: &str = "Menunggu kiosk…";
const FETCHED: &str = "Isian dari kiosk belum selesai diambil";
const FORGOTTEN: &str = "Kantor tidak tahu lagi isian ini ada di mana";
const DOWN: &str = "Tidak ada sambungan";
const BUSY: &str = "Terlalu banyak yang memindahkan isian";
/// Titles that go by themselves.
const PASSING: [&str; 3] = ["Mengambil isian dari kiosk…", "Bertanya ke kantor…", "Menyelesaikan…"];
/// So often somebody scans.
const MOST_SCANS: usize = 7;
/// A page that does not come is loaded anew.
const BLANK: Duration = Duration::from_secs(12);
/// A citizen who waits for a kiosk for so long sees a minute pass.
const LONG: Duration = Duration::from_secs(5);
const MINUTE: u32 = 61_000;
const NIK: &str = "6171051708900001";
const NUMBER: &str = "511.2/0000/FLB/2026";

/// What was seen on it last.
#[derive(Clone, Debug, Default)]
pub struct PhoneSeen {
    pub title: String,
    /// Whether it is Beranda.
    pub is_home: bool,
    /// The drafts that can be gone on with, of this hand-over.
    pub open: Vec<Value>,
    /// Those that move.
    pub moving: usize,
}

/// What somebody remembers.
#[derive(Default)]
pub struct Person {
    pub n_scans: usize,
    /// The code that was tried in vain.
    pub spent: Option<String>,
    n_again: usize,
    // Since when the page stands as it stands.
    since: Option<(String, Instant)>,
    // When the tab is opened again, after it has gone.
    back: Option<Instant>,
}

impl PhoneSeen {
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.moving == 0
    }
}

impl Person {
    pub fn is_tired(&self) -> bool {
        self.n_scans >= MOST_SCANS
    }

    fn since(&mut self, title: &str) -> Duration {
        match &self.since {
            Some((known, since)) if known == title => since.elapsed(),
            _ => {
                self.since = Some((title.into(), Instant::now()));
                Duration::ZERO
            }
        }
    }
}

/// A form with a number in it, as the phone keeps it; without it again.
pub async fn learn(hall: &Hall) -> Result<Vec<(String, String)>> {
    let tab = hall.browser.tab(&hall.phone).await?;
    tab.navigate(&format!("http://{}/layanan/usaha-mikro-dari-sptu", hall.phone_line.addr)).await?;
    until("the form to begin", || async { Ok(tab.press("button", "Mulai").await.unwrap_or_default()) }).await?;
    tab.write("Nomor SPTU", NUMBER).await?;
    tab.write("NIK pemilik SPTU", NIK).await?;
    let kept = "window.loket.vault.open().then((all) => all.map(([name, text]) => [name, text]))";
    let is_kept = format!(
        "{kept}.then((all) => [{}, {}].every((word) => all.some(([, text]) => text.includes(word))))",
        json!(NUMBER),
        json!(NIK)
    );
    tab.holds(&is_kept).await?;
    let texts: Vec<(String, String)> = serde_json::from_value(tab.run(kept).await?)?;
    tab.run(FORGET).await?;
    tab.close().await?;
    Ok(texts)
}

const FORGET: &str = "window.loket.vault.open().then((all) => Promise.all(all.filter(([name]) => name.startsWith('draft.')).map(([name]) => window.loket.vault.remove(name)))).then(() => true)";

/// Takes every draft off it.
pub async fn forget(hand: &mut Hand<'_>) -> Result {
    let Some(tab) = &hand.phone else { return Ok(()) };
    tab.go(&home(hand)).await?;
    tab.holds(FORGET).await
}

/// Puts a form there; gives its answers.
pub async fn begin(hand: &mut Hand<'_>) -> Result<Value> {
    let tab = hand.hall.browser.tab(&hand.hall.phone).await?;
    tab.navigate(&home(hand)).await?;
    tab.holds("document.documentElement.hasAttribute('data-ready')").await?;
    let texts: Vec<(String, String)> =
        hand.hall.template.iter().map(|(name, text)| (name.clone(), text.replace(NUMBER, &hand.marker))).collect();
    let put = format!(
        "Promise.all({}.map(([name, text]) => window.loket.vault.put(name, text, 0).catch(() => 0))).then(() => true)",
        json!(texts)
    );
    tab.holds(&put).await?;
    tab.go(&home(hand)).await?;
    hand.phone = Some(tab);
    until("the draft to lie there", || async { Ok(seen(hand).await.is_ok_and(|seen| seen.open.len() == 1)) }).await?;
    hand.at_phone = seen(hand).await?;
    let draft = hand.at_phone.open.first().ok_or_else(|| Wrong(String::from("There is no draft.")))?;
    Ok(draft["answers"].clone())
}

/// Opens the app anew and the form in it; whether it is shown there.
pub async fn open_again(hand: &mut Hand<'_>) -> Result<bool> {
    let tab = match hand.phone.take() {
        Some(tab) => tab,
        None => hand.hall.browser.tab(&hand.hall.phone).await?,
    };
    hand.phone = Some(tab);
    go(hand, &home(hand)).await?;
    until("Beranda", || async { Ok(seen(hand).await.is_ok_and(|seen| seen.is_home)) }).await?;
    hand.at_phone = seen(hand).await?;
    ensure(hand.at_phone.moving == 0, || String::from("Something still moves"))?;
    let (Some(tab), false) = (&hand.phone, hand.at_phone.open.is_empty()) else { return Ok(false) };
    // The first of two will do: they are counted.
    let card = "(() => { const card = Array.from(document.querySelectorAll('a[href^=\"/isi/\"]'))[0]; if (card) card.click(); return !!card; })()";
    tab.holds(card).await?;
    let shown =
        format!("Array.from(document.querySelectorAll('input'), (box) => box.value).includes({})", json!(hand.marker));
    Ok(tab.holds(&shown).await.is_ok())
}

/// Looks, and does what somebody does who wants the form to go over; whether nothing is left to do.
pub async fn act(hand: &mut Hand<'_>) -> Result<bool> {
    if hand.phone.is_none() {
        return come(hand).await.map(|()| false);
    }
    let Ok(now) = seen(hand).await else {
        if hand.person.since("") > BLANK {
            hand.person.since = None;
            go(hand, &home(hand)).await?;
        }
        return Ok(false);
    };
    let stood = hand.person.since(&now.title);
    hand.at_phone = now;
    if let (Some(script), Some(tab)) = (hand.sabotage.page, &hand.phone) {
        let _ = tab.run(script).await;
    }
    let title = hand.at_phone.title.clone();
    match title.as_str() {
        _ if hand.at_phone.is_home => return rest(hand).await,
        ASK => press(hand, "Ambil isian").await,
        CHOOSE => press(hand, SERVICE).await,
        CONFIRM => press(hand, "Ya, saya di sini").await,
        DIGITS => return digits(hand, stood).await.map(|()| false),
        WAITING if stood > LONG => {
            hand.person.since = None;
            if let Some(tab) = &hand.phone {
                let _ = tab.wait(MINUTE).await;
            }
        }
        WAITING => {}
        UNANSWERED if hand.hall.dice.below(3) == 0 => press(hand, "Lihat lagi").await,
        UNANSWERED => press(hand, "Ambil kembali").await,
        FETCHED => press(hand, "Lanjutkan isian Anda").await,
        FORGOTTEN if hand.n_open_at_kiosk() == 0 => press(hand, "Lanjutkan di HP ini").await,
        DOWN | BUSY if hand.person.n_again < 20 => {
            hand.person.n_again += 1;
            press(hand, "Coba lagi").await;
        }
        title if PASSING.contains(&title) => {}
        // The form is there.
        _ if hand.at_phone.moving == 0 && !hand.at_phone.open.is_empty() && hand.way == Way::ToPhone => {
            return Ok(true);
        }
        // However it ended, somebody goes on from Beranda.
        _ if stood > Duration::from_millis(500) => leave(hand).await?,
        _ => {}
    }
    Ok(false)
}

// What a page of the moment does not take is pressed again later.
async fn press(hand: &Hand<'_>, button: &str) {
    if let Some(tab) = &hand.phone {
        let _ = tab.press("button", button).await;
    }
}

// The tab comes again, at Beranda or at the code that still stands at the kiosk.
async fn come(hand: &mut Hand<'_>) -> Result {
    let pause = Duration::from_millis(hand.hall.dice.between(100, 1_500) as u64);
    // Nobody takes the phone out before there is a code, unless none comes.
    let is_early = hand.way == Way::ToPhone && hand.code.is_none() && !kiosk::is_given_up(hand);
    let at = *hand.person.back.get_or_insert_with(|| Instant::now() + pause);
    if Instant::now() < at || is_early {
        return Ok(());
    }
    hand.person.back = None;
    hand.phone = Some(hand.hall.browser.tab(&hand.hall.phone).await?);
    match code(hand).filter(|_| hand.way == Way::ToPhone && hand.hall.dice.below(2) == 0) {
        Some(code) => scan(hand, code).await,
        None => go(hand, &home(hand)).await,
    }
}

// At Beranda: what moves is gone on with; else a code is scanned, if one stands there.
async fn rest(hand: &mut Hand<'_>) -> Result<bool> {
    if hand.at_phone.moving > 0 {
        if let Some(tab) = &hand.phone {
            let card = format!("Lanjutkan: {SERVICE}");
            let _ = tab.press("link", &card).await;
        }
        return Ok(false);
    }
    let wants = match hand.way {
        Way::ToPhone => hand.at_phone.open.is_empty() && hand.n_open_at_kiosk() == 0 && !hand.at_kiosk.moved,
        Way::ToKiosk => !hand.at_phone.open.is_empty() && hand.at_kiosk.code.is_some(),
    };
    let is_spent = hand.way == Way::ToKiosk && hand.person.spent.is_some() && hand.person.spent == hand.code;
    let code = code(hand).filter(|_| !is_spent);
    match code.filter(|_| wants && !hand.person.is_tired()) {
        Some(code) => scan(hand, code).await.map(|()| false),
        None => Ok(true),
    }
}

// The code that stands at the kiosk; of one that has gone, the one that somebody saw there.
fn code(hand: &Hand<'_>) -> Option<String> {
    let (kiosk, phone) = (hand.hall.kiosk_line.addr.to_string(), hand.hall.phone_line.addr.to_string());
    let stands = hand.kiosk.is_none() && hand.way == Way::ToPhone || hand.at_kiosk.code == hand.code;
    Some(hand.code.as_ref().filter(|_| stands)?.replace(&kiosk, &phone))
}

async fn scan(hand: &mut Hand<'_>, code: String) -> Result {
    hand.person.n_scans += 1;
    hand.person.spent = None;
    go(hand, &code).await
}

// Somebody gives it up, and goes to Beranda.
async fn leave(hand: &mut Hand<'_>) -> Result {
    hand.person.spent = hand.code.clone();
    go(hand, &home(hand)).await
}

async fn digits(hand: &mut Hand<'_>, stood: Duration) -> Result {
    let shown = hand.at_kiosk.digits.clone();
    let Some(tab) = &hand.phone else { return Ok(()) };
    if shown.is_empty() {
        return if stood > LONG { leave(hand).await } else { Ok(()) };
    }
    // As long as the digits take.
    if stood > Duration::from_millis(600) && tab.write("8 angka", &shown).await.is_ok() {
        let _ = tab.press("button", "Pindahkan ke kiosk").await;
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

async fn go(hand: &mut Hand<'_>, address: &str) -> Result {
    hand.at_phone = PhoneSeen::default();
    match &hand.phone {
        Some(tab) => tab.go(address).await,
        None => Ok(()),
    }
}

fn home(hand: &Hand<'_>) -> String {
    format!("http://{}/", hand.hall.phone_line.addr)
}

async fn seen(hand: &Hand<'_>) -> Result<PhoneSeen> {
    let tab: &Tab = hand.phone.as_ref().ok_or_else(|| Wrong(String::from("There is no tab.")))?;
    let seen = tab.run(LOOK).await?;
    ensure(!seen.is_null(), || String::from("The app is not there."))?;
    let texts = seen["drafts"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let drafts =
        texts.filter(|text| text.contains(&hand.marker)).filter_map(|text| serde_json::from_str::<Value>(text).ok());
    let (moving, open): (Vec<Value>, Vec<Value>) = drafts.partition(|draft| draft.get("moving").is_some());
    Ok(PhoneSeen {
        title: seen["title"].as_str().unwrap_or_default().into(),
        is_home: seen["path"] == "/",
        open,
        moving: moving.len(),
    })
}
