//! The kiosk: whoever comes next finds nothing of whoever was there before; all is done with a finger.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    conversion,
    load::RECORD,
    settings::{always, settings},
};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Screen, Start, Touch, search},
    network::{Fault, Network},
    office::{COUNTER, Office},
    stage::Stage,
    wrong::{Result, ensure, same},
};

/// What nobody else may find; each typed as a person types.
const SECRETS: [&str; 3] = ["6171051708900001", "Siti Aminah Melati", "Sungai Ambawang Jaya"];
const HOME: &str = "Mau mengurus apa hari ini?";
/// The most touches that the conversion may take, those of the keyboard aside.
const MOST_TOUCHES: u32 = 25;

pub async fn a_trader_finishes_with_a_finger(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    let touches = kiosk.convert(&trader).await?;
    same("the answers", &office.only_row()?.answers, &trader["answers"])?;
    ensure(touches <= MOST_TOUCHES, || format!("The conversion took {touches} touches."))?;
    // A clipboard outlives the page.
    ensure(!kiosk.text().await?.contains("Salin"), || String::from("Answers can be copied."))?;
    // Back does not lead to what was there.
    let history = kiosk.cdp.call("Page.getNavigationHistory", json!({})).await?;
    same("entries of the history", history["entries"].as_array().map_or(0, Vec::len), 1)?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    let began = Instant::now();
    kiosk.arrive(HOME).await?;
    let seconds = began.elapsed().as_secs_f32();
    ensure(seconds < 2.0, || format!("Wiping took {seconds} s."))?;
    same("What happened behind the citizen's back", kiosk.complaints(), Vec::new())
}

pub async fn every_page_fits_a_finger(_: Arc<Stage>) -> Result {
    every_page(PORTRAIT, "portrait", Text::Usual).await
}

pub async fn every_page_fits_a_finger_across(_: Arc<Stage>) -> Result {
    every_page(LANDSCAPE, "landscape", Text::Usual).await
}

pub async fn every_page_fits_a_finger_with_large_text(_: Arc<Stage>) -> Result {
    every_page(PORTRAIT, "portrait 200", Text::Large).await
}

pub async fn every_page_fits_a_finger_with_large_text_across(_: Arc<Stage>) -> Result {
    every_page(LANDSCAPE, "landscape 200", Text::Large).await
}

/// How large the text is: as it comes, or twice that.
#[derive(PartialEq)]
enum Text {
    Usual,
    Large,
}

async fn every_page(screen: Screen, name: &str, text: Text) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
    let trader = conversion::trader()?;
    let inspect = async |page: &str| kiosk.inspect(&[name, " ", page].concat()).await;
    if text == Text::Large {
        kiosk.touch("button", "Huruf besar").await?;
        kiosk.touch("button", "Huruf besar 150%").await?;
        kiosk.holds("document.documentElement.dataset.text === '200'").await?;
    }
    inspect("home").await?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.arrive("Usaha mikro dari SPTU").await?;
    inspect("service").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.touch("button", "Lanjut").await?;
    kiosk.see("Ada 2 bagian yang perlu diperbaiki").await?;
    inspect("step with mistakes").await?;
    kiosk.touch("link", "NIK pemilik SPTU belum diisi. Isi dulu, lalu lanjut.").await?;
    kiosk.holds("document.activeElement.labels[0].textContent.includes('NIK pemilik SPTU')").await?;
    kiosk.fill_and_inspect(&trader["pages"]).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.arrive("Permohonan terkirim").await?;
    inspect("receipt").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.arrive(HOME).await?;
    // Large text has gone with who wanted it.
    kiosk.holds("!document.documentElement.dataset.text").await?;
    let row = office.only_row()?;
    kiosk.touch("link", "Cek status permohonan").await?;
    inspect("track").await?;
    kiosk.write_in("textbox", "Nomor permohonan", &row.number).await?;
    kiosk.write_in("textbox", "4 angka terakhir nomor HP", &row.digits).await?;
    kiosk.touch("button", "Cek status").await?;
    kiosk.see("Sudah kami terima.").await?;
    inspect("state").await
}

pub async fn every_aid_fits_a_finger(_: Arc<Stage>) -> Result {
    aided(PORTRAIT, "portrait").await
}

pub async fn every_aid_fits_a_finger_across(_: Arc<Stage>) -> Result {
    aided(LANDSCAPE, "landscape").await
}

// English, contrast, all of it lower, larger letters: one after the other, and in the end all of them together.
async fn aided(screen: Screen, name: &str) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
    let inspect = async |what: &str| kiosk.inspect(&[name, " aided ", what].concat()).await;
    kiosk.touch("button", "Turunkan").await?;
    inspect("lower").await?;
    kiosk.touch("button", "Kontras").await?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.arrive("Usaha mikro dari SPTU").await?;
    inspect("contrast").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.touch("button", "English").await?;
    kiosk.touch("button", "Next").await?;
    kiosk.see("2 answers need attention").await?;
    inspect("mistakes").await?;
    kiosk.touch("button", "Large text").await?;
    inspect("mistakes large").await?;
    kiosk.write_in("textbox", "SPTU number", "511").await?;
    inspect("keyboard").await?;
    kiosk.touch("button", "Finish and wipe my data").await?;
    // All of it has gone with who wanted it.
    kiosk.arrive(HOME).await?;
    kiosk.holds("['text', 'contrast', 'low'].every((aid) => !document.documentElement.dataset[aid])").await?;
    kiosk.touch("button", "English").await?;
    kiosk.touch("button", "Contrast").await?;
    inspect("english").await?;
    kiosk.touch("link", "Check an application").await?;
    kiosk.arrive("Check an application").await?;
    inspect("track").await
}

pub async fn nothing_moves_under_the_finger(_: Arc<Stage>) -> Result {
    still(PORTRAIT).await
}

pub async fn nothing_moves_under_the_finger_across(_: Arc<Stage>) -> Result {
    still(LANDSCAPE).await
}

// From the moment on at which the first page is seen, whatever comes later.
async fn still(screen: Screen) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 57).await?;
    let kiosk = Kiosk::start(network.addr, screen, &[]).await?;
    kiosk.holds(KEPT).await?;
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD })).await?;
    kiosk.wipe().await?;
    kiosk.holds("window.readyAt + 2000 < performance.now()").await?;
    same("Shifts of the layout", kiosk.cdp.run("window.shifts").await?, json!([]))
}

pub async fn nothing_is_left_for_the_next(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 51).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 4, "askSeconds": 8 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // What is marked a mouse could paste, whatever becomes of the page.
    same("marked by two touches", kiosk.mark(Touch::Twice).await?, String::new())?;
    same("marked by a long one", kiosk.mark(Touch::Long).await?, String::new())?;
    let words: Vec<&str> = SECRETS.iter().flat_map(|secret| secret.split(' ')).collect();
    // While somebody is there, what was typed is where it must be, and only there: so each place is looked at in earnest.
    let before = search::quick(&kiosk, &SECRETS).await?;
    for place in ["page", "wasm"] {
        ensure(before.iter().any(|(found, _)| *found == place), || format!("Nothing of a visitor is in the {place}."))?;
    }
    let kept: Vec<_> = before.iter().filter(|(place, _)| !["page", "heap", "wasm"].contains(place)).collect();
    same("kept while somebody types", format!("{kept:?}"), String::from("[]"))?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.arrive(HOME).await?;
    same("left after the wipe", search::search(&kiosk, &words).await?, Vec::new())
}

pub async fn what_is_marked_with_keys_does_not_stay(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start_as(office.addr, PORTRAIT, Start::Kept(600)).await?;
    leave_secrets(&kiosk).await?;
    kiosk.press("Tab", 8).await?;
    kiosk.holds("document.activeElement.selectionEnd > 0 && document.activeElement.selectionStart === 0").await?;
    kiosk.wipe().await?;
    // The watchdog looks every second here.
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("in the clipboards", search::clipboards(&kiosk, &SECRETS).await?, Vec::new())
}

pub async fn what_is_left_would_be_found(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let secret = "Melati 6171051708900001";
    search::plant(&kiosk, secret).await?;
    let found = search::search(&kiosk, &[secret]).await?;
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    same("places", places, vec!["page", "storage", "wasm", "history", "heap", "profile", "clipboard", "selection"])
}

pub async fn without_the_wipe_the_answers_are_found(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 64).await?;
    always(&network, "kiosk", json!({ "idleSeconds": 86_400 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // Nobody is there for longer than a wipe takes elsewhere.
    tokio::time::sleep(Duration::from_secs(10)).await;
    let found = search::search(&kiosk, &SECRETS).await?;
    let mut places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    places.dedup();
    // What can hold them; nothing else of a kiosk does.
    same("places", places, vec!["page", "wasm", "heap"])
}

/// A minute of the page in three seconds.
const QUICK: &str = "(() => { const [now, began] = [Date.now, Date.now()]; Date.now = () => began + (now.call(Date) - began) * 20; })()";
/// What the title of the window counts.
const MINUTE: &str = "(/\\[(\\d+)\\]$/.exec(document.title) || [])[1]";
/// Whether the service worker has all that a start without a network needs.
const KEPT: &str = "(async () => {
    const build = (await caches.keys()).find((name) => name.startsWith('loket-build-'));
    if (!navigator.serviceWorker.controller || !build) return false;
    const kept = await (await caches.open(build)).keys();
    const settings = await caches.match('/config.json', { ignoreVary: true });
    const index = await caches.match('/services/index.json', { ignoreVary: true });
    return !!settings && !!index && window.loket.parts.every((part) => kept.some(({ url }) => url.endsWith(part)));
})()";

pub async fn a_page_that_stands_still_is_started_anew(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 55).await?;
    const STILL: u32 = 20;
    let mut kiosk = Kiosk::start_as(network.addr, PORTRAIT, Start::Kept(STILL)).await?;
    kiosk.holds(KEPT).await?;
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": QUICK })).await?;
    // The night: no network, and a page that nobody has touched. It works, so it stays as it is.
    network.order("/", Fault::Refuse, usize::MAX);
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    kiosk.cdp.run("window.old = true").await?;
    let first = kiosk.cdp.run(MINUTE).await?;
    tokio::time::sleep(Duration::from_secs(u64::from(STILL + 5))).await;
    kiosk.holds("window.old === true").await?;
    let later = kiosk.cdp.run(MINUTE).await?;
    ensure(first.is_string() && later.is_string() && first != later, || {
        format!("The minute went from {first} to {later}.")
    })?;
    network.heal();

    leave_secrets(&kiosk).await?;
    kiosk.cdp.run("setTimeout(() => { for (;;); })").await?;
    let began = Instant::now();
    kiosk.another_browser().await?;
    kiosk.arrive(HOME).await?;
    let seconds = began.elapsed().as_secs();
    // The minute last changed within five seconds before; five seconds to end a browser that does not go; a start.
    ensure((u64::from(STILL) - 6..u64::from(STILL) + 25).contains(&seconds), || format!("It took {seconds} s."))?;
    same("left after the start", search::search(&kiosk, &SECRETS).await?, Vec::new())
}

pub async fn after_many_pages_the_browser_is_started_anew(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 63).await?;
    always(&network, "kiosk", json!({ "restartPages": 2, "renewSeconds": 3 }))?;
    let mut kiosk = Kiosk::start_as(network.addr, PORTRAIT, Start::Kept(60)).await?;
    kiosk.holds(KEPT).await?;
    kiosk.wipe().await?;
    // Not without a network: the new browser would have nothing.
    network.order("/", Fault::Refuse, usize::MAX);
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    let profiles = kiosk.profiles()?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    kiosk.holds(&format!("!!{MINUTE}")).await?;
    // Whoever is there keeps it.
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    network.heal();
    always(&network, "kiosk", json!({ "restartPages": 2, "renewSeconds": 3 }))?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    kiosk.arrive("Usaha mikro dari SPTU").await?;
    same("The profiles", kiosk.profiles()?, profiles)?;

    kiosk.wipe().await?;
    kiosk.another_browser().await?;
    kiosk.arrive(HOME).await
}

/// The app's module that this page runs.
const BUILD: &str = "document.querySelector('script[data-wasm]').dataset.wasm";

pub async fn a_new_build_comes_while_nobody_is_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 56).await?;
    always(&network, "kiosk", json!({ "renewSeconds": 1 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.holds(KEPT).await?;
    let old = kiosk.cdp.run(BUILD).await?;

    // Whoever is there is neither asked nor disturbed, whatever the worker has heard.
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    office.deploy("LOKET_DIST_TRAP")?;
    kiosk
        .cdp
        .run("navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => 0)")
        .await?;
    kiosk.holds("navigator.serviceWorker.getRegistration().then(({ waiting }) => !!waiting)").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    kiosk.holds("!document.body.innerText.includes('Versi baru')").await?;
    same("The build", &kiosk.cdp.run(BUILD).await?, &old)?;
    kiosk.arrive("Usaha mikro dari SPTU").await?;

    // The page after a wipe is the new one.
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    let new = kiosk.cdp.run(BUILD).await?;
    ensure(new != old, || format!("Both builds run {old}."))?;

    // One that nobody has touched comes anew by itself: back to the other build, and then with other settings.
    office.deploy("LOKET_DIST")?;
    kiosk.holds(&format!("document.documentElement.hasAttribute('data-ready') && {BUILD} === {old}")).await?;
    kiosk.cdp.run("window.old = true").await?;
    // It has looked once, and stays as nothing has changed.
    tokio::time::sleep(Duration::from_secs(3)).await;
    kiosk.holds("window.old === true").await?;
    network.heal();
    always(&network, "notice", json!({ "text": "Loket tutup hari Jumat.", "closed": true }))?;
    kiosk.see("Loket tutup hari Jumat.").await?;
    same("Anew", kiosk.cdp.run("!window.old").await?, Value::Bool(true))
}

pub async fn nothing_is_touched_before_its_own_parts_are_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 57).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    // Somebody is there already while the new page comes: its parts do not.
    network.order("/kiosk-", Fault::Hold, usize::MAX);
    kiosk.cdp.call("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    kiosk.cdp.call("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
    kiosk.cdp.run("location.reload()").await?;
    kiosk.holds("performance.getEntriesByType('resource').some(({ name }) => name.includes('/app-') && name.endsWith('.wasm'))").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    kiosk
        .holds(
            "!document.documentElement.getClientRects().length && !document.documentElement.hasAttribute('data-ready')",
        )
        .await?;
    // They are asked for again.
    network.heal();
    kiosk.arrive(HOME).await
}

pub async fn a_page_that_cannot_begin_is_left_to_the_watchdog(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 58).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.holds(&format!("!!{MINUTE}")).await?;
    kiosk.cdp.call("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    network.order("/config.json", Fault::Reply(200, "application/json", String::from("{")), usize::MAX);
    kiosk.cdp.run("location.reload()").await?;
    kiosk.see("Loket di kota ini sedang ditata ulang").await?;
    kiosk.holds(&format!("!{MINUTE}")).await
}

pub async fn who_is_still_there_goes_on(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 52).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 3, "askSeconds": 20 }))?;
    let kiosk = Kiosk::start(network.addr, LANDSCAPE, &[]).await?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "Nomor SPTU", "511.2/0147/FLB/2026").await?;
    kiosk.holds("document.activeElement.value === '511.2/0147/FLB/2026'").await?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    kiosk.holds("!document.querySelector('.kiosk-dialog') && document.querySelector('input').value === '511.2/0147/FLB/2026'").await
}

pub async fn a_key_that_is_held_goes_on(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "Nama lengkap", "Melati").await?;
    // Where the caret is, and only as long as somebody holds it.
    kiosk.hold("[aria-label='Geser ke kiri']", Duration::from_millis(620)).await?;
    kiosk.hold("[aria-label='Hapus satu huruf']", Duration::from_secs(2)).await?;
    let left =
        "(() => { const { value, selectionStart } = document.activeElement; return selectionStart === 0 && value; })()";
    let left = kiosk.cdp.run(left).await?;
    let left = left.as_str().unwrap_or_default();
    ensure("elati".contains(left) && left.ends_with("i"), || format!("There is “{left}” left."))?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    kiosk.write("X").await?;
    kiosk.holds(&format!("document.activeElement.value === 'X{left}'")).await?;
    // Two fingers in turn: once both are off, nothing goes on.
    kiosk.write("abcdef").await?;
    kiosk.two_fingers("[aria-label='Hapus satu huruf']").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    kiosk.holds("document.activeElement.value.startsWith('Xabc')").await
}

pub async fn names_have_marks(_: Arc<Stage>) -> Result {
    for (screen, name) in [(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")] {
        let office = Office::open().await?;
        let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
        kiosk.touch("link", "Surat keterangan usaha").await?;
        kiosk.touch("button", "Mulai").await?;
        let typed = "Nu'man M. Sa'id (S.E.) & \"Adik\"";
        kiosk.write_in("textbox", "Nama lengkap", typed).await?;
        kiosk.holds(&format!("document.activeElement.value === {}", json!(typed))).await?;
        kiosk.inspect(&[name, " marks"].concat()).await?;
    }
    Ok(())
}

/// How often the page has asked for paper. A printer of the harness's own (`Kiosk::print`) asks for it, too, but not in the page's name.
const COUNT_PRINTS: &str = "(() => {
    const print = window.print.bind(window);
    window.asked = 0;
    window.print = () => { window.asked += 1; print(); };
})()";
const PRINTED_ONCE: &str = "window.asked === 1";

pub async fn without_a_network_nothing_is_said_to_be_sent(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 53).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600, "unlock": "kiosk/unlock" }))?;
    network.order("/api/services", Fault::Refuse, 9);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.cdp.run(COUNT_PRINTS).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("!!document.documentElement.dataset.fate").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.see("Nomor ini juga dicetak.").await?;
    kiosk.inspect("unsure").await?;
    same("submissions", office.rows()?.len(), 0)?;
    // What is asked about at the counter is on paper, and nothing else.
    kiosk.holds(PRINTED_ONCE).await?;
    let code = kiosk.cdp.run("document.documentElement.dataset.reference").await?;
    let printed = kiosk.on_paper().await?;
    for part in [code.as_str().unwrap_or("a code"), "mpp-1", "Bawa nomor ini ke petugas."] {
        ensure(printed.contains(part), || format!("The slip lacks “{part}”: {printed}"))?;
    }
    for other in ["Siti Aminah", "6171", "Anda", "Kirim"] {
        ensure(!printed.replace("permohonan Anda", "").contains(other), || {
            format!("The slip says “{other}”: {printed}")
        })?;
    }
    same("pages of the slip", kiosk.print("slip unsure").await?.0, 1)?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    kiosk.holds(PRINTED_ONCE).await?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    // An officer who comes to help is asked, too.
    kiosk.unlock(COUNTER.1).await?;
    kiosk.touch("button", "Bantu satu orang").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    kiosk.see("Belum pasti terkirim").await?;
    kiosk.see("Mungkin sudah sampai. Tetap di sini, Loket mencoba lagi sendiri.").await?;
    kiosk.see(&["Sebut kode ", code.as_str().unwrap_or("?")].concat()).await?;
    kiosk.inspect("unsent").await?;
    // Whoever stays gets the receipt; the next try comes within half a minute, which is longer than others are waited for.
    network.heal();
    if kiosk.arrive("Permohonan terkirim").await.is_err() {
        kiosk.arrive("Permohonan terkirim").await?;
    }
    same("submissions", office.rows()?.len(), 1)
}

pub async fn what_is_said_before_a_wipe_stays_true(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    let offline =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    kiosk.cdp.call("Network.emulateNetworkConditions", offline(true)).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.see("Belum terkirim. Tetap di sini,").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Permohonan ini belum terkirim.").await?;
    kiosk.inspect("not sent").await?;
    // It goes out while the question stands there.
    kiosk.cdp.call("Network.emulateNetworkConditions", offline(false)).await?;
    kiosk.arrive("Permohonan terkirim").await?;
    kiosk.holds("!document.querySelector('.kiosk-dialog')").await?;
    same("submissions", office.rows()?.len(), 1)
}

pub async fn a_form_on_the_first_page_is_not_left_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 69).await?;
    always(&network, "kiosk", json!({ "idleSeconds": 5, "askSeconds": 3 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // Some pages lead there: a correction by way of the status, a service that cannot be opened.
    kiosk.cdp.run("(() => { const link = document.createElement('a'); link.href = '/'; document.body.append(link); link.click(); link.remove(); })()").await?;
    kiosk.see("Lanjutkan: Surat keterangan usaha").await?;
    kiosk.inspect("home with a form").await?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.holds("!document.body.innerText.includes('Lanjutkan: ')").await?;
    kiosk.arrive(HOME).await
}

pub async fn a_broken_app_promises_nothing(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 70).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600 }))?;
    network.order("/api/services", Fault::LoseReply, 9);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.cdp.run(COUNT_PRINTS).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("document.documentElement.dataset.fate === 'unknown'").await?;
    let code = kiosk.cdp.run("document.documentElement.dataset.reference").await?;
    // What a trap in the wasm ends in.
    kiosk.cdp.run("void Promise.reject(new WebAssembly.RuntimeError('unreachable'))").await?;
    kiosk.see("Isian di layar ini tidak bisa dilanjutkan.").await?;
    kiosk.see(code.as_str().unwrap_or("a code")).await?;
    ensure(!kiosk.text().await?.contains("aman"), || String::from("It says that all is safe."))?;
    kiosk.inspect("broken").await?;
    kiosk.holds(PRINTED_ONCE).await?;
    let printed = kiosk.on_paper().await?;
    ensure(printed.contains(code.as_str().unwrap_or("a code")), || format!("The slip says: {printed}"))?;
    kiosk.touch("button", "Muat ulang").await?;
    kiosk.arrive(HOME).await
}

pub async fn no_link_opens_a_window(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, LANDSCAPE, &[]).await?;
    let place = "(() => { const at = document.querySelector('a.card').getBoundingClientRect(); return [at.left + 30, at.top + 30]; })()";
    let place = kiosk.cdp.run(place).await?;
    for (button, held) in [("left", 2), ("left", 8), ("middle", 0)] {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": button, "clickCount": 1, "modifiers": held });
            kiosk.cdp.call("Input.dispatchMouseEvent", event).await?;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        let targets = kiosk.cdp.call("Target.getTargets", json!({})).await?;
        let pages = targets["targetInfos"].as_array().into_iter().flatten().filter(|target| target["type"] == "page");
        same("pages", pages.count(), 1)?;
    }
    kiosk.arrive(HOME).await
}

pub async fn a_list_opens_as_rows_for_fingers(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&json!([trader["pages"][0]])).await?;
    kiosk.arrive("Di mana Anda berjualan?").await?;
    kiosk
        .holds("Array.from(document.querySelectorAll('option'), (option) => option.text).includes('Pasar Dahlia')")
        .await?;
    // A finger that scrolls opens nothing.
    kiosk.drag("select", -300).await?;
    kiosk.holds("!document.querySelector('.kiosk-picker') && scrollY > 0").await?;
    kiosk.touch("combobox", "Pasar").await?;
    kiosk.inspect("list").await?;
    kiosk.touch("button", "Pasar Dahlia").await?;
    kiosk.holds("!document.querySelector('.kiosk-picker') && document.querySelector('option:checked').text === 'Pasar Dahlia'").await
}

pub async fn the_receipt_is_a_ticket_on_a_roll(_: Arc<Stage>) -> Result {
    for (paper, width) in [("80mm", 80.0), ("58mm", 58.0)] {
        let office = Office::open().await?;
        let network = Network::to(office.addr, 54).await?;
        settings(&network, "kiosk", json!({ "paper": paper }))?;
        let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
        kiosk.convert(&conversion::trader()?).await?;
        kiosk.holds("!!document.querySelector('.qr__code')").await?;
        let (pages, millimetres) = kiosk.print(paper).await?;
        same("pages", pages, 1)?;
        ensure((millimetres - width).abs() < 1.0, || format!("The ticket is {millimetres} mm wide."))?;
        let printed = kiosk.on_paper().await?;
        for part in ["Permohonan terkirim", "SPTU asli", "24 November 2026"] {
            ensure(printed.contains(part), || format!("The ticket lacks “{part}”: {printed}"))?;
        }
        for secret in ["6171", "Siti Aminah", "Kenanga", "7890"] {
            ensure(!printed.contains(secret), || format!("The ticket says “{secret}”."))?;
        }
        kiosk.see("Tiket keluar?").await?;
        kiosk.touch("button", "Tidak").await?;
        kiosk.see("Foto nomor di layar ini, atau panggil petugas.").await?;
        kiosk.inspect(&["ticket ", paper].concat()).await?;
    }
    Ok(())
}

pub async fn a_kiosk_without_a_printer_offers_none(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 65).await?;
    settings(&network, "kiosk", json!({ "paper": "none" }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.convert(&conversion::trader()?).await?;
    kiosk.see("catat nomor ini sekarang").await?;
    ensure(!kiosk.text().await?.contains("Cetak"), || String::from("It offers to print."))?;
    kiosk.inspect("receipt without a printer").await
}

async fn leave_secrets(kiosk: &Kiosk) -> Result {
    let [nik, name, city] = SECRETS;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "NIK", nik).await?;
    kiosk.write_in("textbox", "Nama lengkap", name).await?;
    kiosk.write_in("textbox", "Tempat lahir", city).await
}
