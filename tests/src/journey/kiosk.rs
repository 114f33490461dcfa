//! The kiosk: all is done with a finger, and fits one.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::json;

use super::{conversion, load::RECORD};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Screen},
    network::Network,
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

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
    kiosk.is_kept().await?;
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD })).await?;
    kiosk.wipe().await?;
    kiosk.holds("window.readyAt + 2000 < performance.now()").await?;
    same("Shifts of the layout", kiosk.cdp.run("window.shifts").await?, json!([]))
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
