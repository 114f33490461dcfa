//! Somebody before the kiosk: asks for a code, tries again, comes back.

use serde_json::Value;

use super::{hall::Hand, plan::Way};
use crate::{
    journey::handing::{FROM_PHONE, MOVED, SERVICE, TO_PHONE},
    kiosk::page::KioskPage,
    wait::until,
    wrong::Result,
};

pub const BACK: &str = "Kembali";
const AGAIN: &str = "Coba lagi";
const NEW: &str = "Buat kode baru";
const HERE: &str = "Lanjutkan di layar ini";
/// So many codes somebody asks for.
const MOST_CODES: usize = 4;
const NIK: &str = "6171051708900001";

/// Begins a form; gives its answers.
pub async fn begin(hand: &mut Hand<'_>) -> Result<Value> {
    let home = format!("http://{}", hand.hall.kiosk_line.addr);
    let page = KioskPage::open(&hand.hall.browser, &hand.hall.kiosk, &home).await?;
    page.begin(SERVICE, &hand.marker, NIK).await?;
    let draft: Value = serde_json::from_str(&page.look().await?.draft)?;
    hand.kiosk = Some(page);
    Ok(draft["answers"].clone())
}

/// Looks at it.
pub async fn look(hand: &mut Hand<'_>) -> Result {
    let Some(kiosk) = &hand.kiosk else { return Ok(()) };
    // It may be between two pages.
    until("the kiosk to be seen", || async { Ok(kiosk.look().await.is_ok()) }).await?;
    hand.at_kiosk = kiosk.look().await?;
    let mark = if hand.way == Way::ToPhone { "#HP." } else { "#KIOSK." };
    if let Some(code) = hand.at_kiosk.code.as_ref().filter(|code| code.contains(mark)) {
        hand.code = Some(code.clone());
    }
    Ok(())
}

/// Presses a button of its dialog, or the one at its foot.
pub async fn press(hand: &Hand<'_>, name: &str) -> Result<bool> {
    match &hand.kiosk {
        Some(kiosk) => Ok(kiosk.tab.press("button", name).await.unwrap_or_default()),
        None => Ok(false),
    }
}

/// Looks, and does what somebody does who wants the form to go over; whether nothing is left to do.
pub async fn act(hand: &mut Hand<'_>) -> Result<bool> {
    if hand.kiosk.is_none() {
        return Ok(true);
    }
    look(hand).await?;
    let seen = hand.at_kiosk.clone();
    if seen.dialog.is_empty() {
        return offer(hand).await;
    }
    if seen.dialog == MOVED {
        return Ok(true);
    }
    let has = |name: &str| seen.buttons.iter().any(|button| button == name);
    if has(NEW) {
        again(hand, NEW).await?;
    } else if has(HERE) && hand.at_phone.is_empty() {
        press(hand, HERE).await?;
    } else if has(AGAIN) {
        // Where there is no way back, it is asked again until it is known.
        match has(BACK) {
            true => again(hand, AGAIN).await?,
            false => press(hand, AGAIN).await.map(|_| ())?,
        }
    } else if is_in_vain(hand) {
        press(hand, BACK).await?;
    }
    Ok(false)
}

/// Whether somebody has asked so often that they go on here.
pub fn is_given_up(hand: &Hand<'_>) -> bool {
    hand.n_codes >= MOST_CODES && hand.at_kiosk.dialog.is_empty()
}

// Asks for a code, while there is something to hand over.
async fn offer(hand: &mut Hand<'_>) -> Result<bool> {
    let is_open = hand.at_kiosk.draft.contains(&hand.marker);
    let (wants, button) = match hand.way {
        Way::ToPhone => (is_open && !hand.at_kiosk.moved && !hand.is_back && hand.n_open_at_phone() == 0, TO_PHONE),
        Way::ToKiosk => (!is_open && hand.n_open_at_phone() > 0, FROM_PHONE),
    };
    if !wants || hand.n_codes >= MOST_CODES {
        return Ok(true);
    }
    if press(hand, button).await? {
        hand.n_codes += 1;
    }
    Ok(false)
}

async fn again(hand: &mut Hand<'_>, button: &str) -> Result {
    let button = if hand.n_codes < MOST_CODES && !hand.is_back { button } else { BACK };
    if press(hand, button).await? && button != BACK {
        hand.n_codes += 1;
    }
    Ok(())
}

// Whether the phone has tried this code and gone away.
fn is_in_vain(hand: &Hand<'_>) -> bool {
    let is_given_up = hand.at_phone.is_home && hand.person.spent.is_some() && hand.person.spent == hand.at_kiosk.code;
    match hand.way {
        Way::ToPhone => hand.at_phone.is_home && hand.at_phone.is_empty() && hand.person.is_tired(),
        // Its digits stand there in place of its code.
        Way::ToKiosk => {
            hand.at_phone.is_home && hand.n_open_at_phone() > 0 && (is_given_up || !hand.at_kiosk.digits.is_empty())
        }
    }
}
