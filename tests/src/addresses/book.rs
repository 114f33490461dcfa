//! Addresses of the app: every page of it with fragments that mean something, that nearly do, and that mean nothing.

use crate::{faults::Dice, office::UNIT};

/// How somebody comes to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Opens it.
    Opened,
    /// Only the fragment changes, in a page that is open.
    Changed,
}

/// One of them, without the host.
#[derive(Clone, Debug)]
pub struct Address {
    pub course: Course,
    pub page: String,
    pub fragment: String,
}

/// What genuine addresses are made of.
pub struct Known {
    /// The fragments of codes that stand at kiosks now, in both directions.
    pub codes: Vec<String>,
    /// The drafts on the phone.
    pub drafts: Vec<String>,
}

const PAGES: [&str; 12] = [
    "/",
    "/lanjut",
    "/masuk",
    "/masuk?code=4f9c2a&state=77e0",
    "/masuk?error=access_denied&state=77e0",
    "/lacak",
    "/periksa-sistem",
    "/layanan/usaha-mikro-dari-sptu",
    "/layanan/tidak-ada",
    "/?kiosk=mpp-1",
    "/?kiosk=lain",
    "/lanjut?kiosk=mpp-1&code=4f9c2a",
];
/// Pages of a draft; the star is its name.
const DRAFT_PAGES: [&str; 4] = ["/isi/*", "/isi/*/pemohon", "/periksa/*", "/terima/*"];
const OTHERS: [&str; 8] = [
    "/a/b/c/d",
    "/index.html",
    "/%6Canjut",
    "/lanjut/",
    "/LANJUT",
    "/lanjut/HP",
    "/layanan/%2e%2e%2fapi%2fwithdraw",
    "/isi/00000000/kirim?submit=1&_method=POST",
];
const FRAGMENTS: [&str; 14] = [
    "",
    "7H3K92QX",
    "7H3K-92QX.7890",
    "kirim",
    "submit=1&withdraw=7H3K92QX",
    "HP",
    "HP...",
    "KIOSK..",
    "%48%50%2EAAAA",
    "%00%0a%0d%ff",
    "javascript:fetch('/api/withdraw',{method:'POST'})",
    "<img src=x onerror=fetch('/api/status',{method:'POST'})>",
    "//evil.example/api/",
    "🦀 Permohonan é\u{202e}terbalik",
];
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz0189.,;:-_~!$&'()*+=@/?%";

/// So many: those that mean most first, then as the dice fall.
pub fn address(at: usize, known: &Known, dice: &mut Dice) -> Address {
    let genuine = |n: usize| known.codes.get(n % known.codes.len().max(1)).cloned().unwrap_or_default();
    let fixed = match at {
        0 | 1 => Some(("/lanjut", genuine(at))),
        2 => Some(("/masuk?code=4f9c2a&state=77e0", String::new())),
        3 => Some(("/periksa-sistem", String::new())),
        4 => Some(("/?kiosk=mpp-1", UNIT.1.into())),
        5 => Some(("/lacak", String::from("7H3K92QX"))),
        6 => Some(("/", genuine(0))),
        _ => None,
    };
    if let Some((page, fragment)) = fixed {
        return Address { course: Course::Opened, page: page.into(), fragment };
    }
    // Every page of every draft once.
    let of_drafts = (at - 7 < known.drafts.len() * DRAFT_PAGES.len()).then_some(at - 7);
    let page = match (of_drafts, dice.below(10)) {
        (Some(n), _) => {
            let draft = known.drafts.get(n / DRAFT_PAGES.len()).cloned().unwrap_or_default();
            DRAFT_PAGES[n % DRAFT_PAGES.len()].replace('*', &draft)
        }
        (None, 0..=3) => String::from("/lanjut"),
        (None, 4..=6) => one(&PAGES, dice),
        (None, 7..=8) => {
            let draft = known.drafts.get(dice.below(known.drafts.len() + 1)).cloned();
            one(&DRAFT_PAGES, dice).replace('*', &draft.unwrap_or_else(|| String::from("0a1b2c3d")))
        }
        (None, _) => one(&OTHERS, dice),
    };
    let code = genuine(dice.below(known.codes.len()));
    let fragment = match dice.below(10) {
        0..=2 => code,
        3..=5 => mutated(&code, dice),
        6..=7 => one(&FRAGMENTS, dice),
        8 => random(dice, 200),
        _ if dice.below(4) == 0 => random(dice, 60_000),
        _ => UNIT.1.into(),
    };
    let course = if of_drafts.is_none() && dice.below(3) == 0 { Course::Changed } else { Course::Opened };
    Address { course, page, fragment }
}

fn one(all: &[&str], dice: &mut Dice) -> String {
    String::from(all[dice.below(all.len())])
}

fn random(dice: &mut Dice, most: usize) -> String {
    (0..dice.between(1, most)).map(|_| char::from(LETTERS[dice.below(LETTERS.len())])).collect()
}

// One thing about a code is another.
fn mutated(code: &str, dice: &mut Dice) -> String {
    let parts: Vec<&str> = code.split('.').collect();
    let at = dice.below(code.len());
    match dice.below(9) {
        0 => [&code[..at], "A", code.get(at + 1..).unwrap_or_default()].concat(),
        1 => code[..at].into(),
        2 => [code, ".", code].concat(),
        3 => code.to_ascii_lowercase(),
        4 => parts.iter().rev().copied().collect::<Vec<&str>>().join("."),
        5 => parts.get(..3).unwrap_or_default().join("."),
        6 => code.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        7 if code.starts_with("HP") => code.replacen("HP", "KIOSK", 1),
        7 => code.replacen("KIOSK", "HP", 1) + ".t0.usaha-mikro-dari-sptu",
        _ => [code, "#", &random(dice, 20)].concat(),
    }
}
