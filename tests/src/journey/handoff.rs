//! From a kiosk to a phone and back, sealed on the way: whole and once. The phone reads the code as a camera does.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{
    conversion, form,
    handing::{
        CHOOSE, CONFIRM, DIGITS, FROM_PHONE, GONE, MOVED, SERVICE, STORE, THIRD, TO_PHONE, UNANSWERED, begin, choose,
        digits, give, go, has_all, press, take, type_digits,
    },
    keep,
    rows::look,
    settings::{self, settings},
};
use crate::{
    citizen::Citizen,
    driver::Kind,
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Screen},
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

const GIVEN: &str = "Isian sudah ada di kiosk";
const RESUME: &str = "Lanjutkan: Usaha mikro dari SPTU";
/// What the office calls its kiosk.
const KIOSK: &str = "Kiosk mpp-1";
/// Whether the foot offers the way to a phone.
const CAN_GO: &str = "Array.from(document.querySelectorAll('.kiosk-bar > .button:not([hidden])'), (button) => button.textContent).includes('Lanjutkan di HP')";

/// The key stands in no address of the history and in nothing that a page can keep.
async fn leaves_no_trace(citizen: &Citizen, address: &str) -> Result {
    let key = address.split('.').find(|part| part.len() == 52).unwrap_or_default();
    ensure(key.len() == 52, || format!("There is no key in {address}."))?;
    let history = citizen.cdp()?.call("Page.getNavigationHistory", json!({})).await?;
    // What somebody types themselves, the browser keeps.
    let addresses = form::list(&history["entries"])?.iter().map(|entry| entry["url"].to_string());
    let kept =
        citizen.run("return JSON.stringify([location.href, {...sessionStorage}, {...localStorage}, history.state])");
    let held = [addresses.collect::<String>(), kept.await?.to_string()].concat();
    ensure(!held.contains(key), || format!("The key is kept: {held}"))
}

pub async fn from_the_kiosk_to_the_phone_and_back(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::open().await?, conversion::trader()?);
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    kiosk.look("to the phone").await?;
    take(&citizen, &address).await?;
    has_all(&citizen).await?;
    leaves_no_trace(&citizen, &address).await?;
    kiosk.see(MOVED).await?;
    same("What the office still has", office.count("handoff WHERE sealed IS NOT NULL")?, 0)?;

    form::fill_page(&citizen, &trader["pages"][2]).await?;
    citizen.arrive("Siapa pemilik usaha?").await?;
    let address = kiosk.scan().await?;
    give(&citizen, &kiosk, &address).await?;
    kiosk.arrive("Siapa pemilik usaha?").await?;
    // What could go to a phone again is what has just come.
    kiosk.holds("window.loket.draft.includes('Toko Kain Melati')").await?;
    kiosk.holds(CAN_GO).await?;
    citizen.arrive(GIVEN).await?;
    leaves_no_trace(&citizen, &address).await?;
    kiosk.fill(&json!([trader["pages"][3], trader["pages"][4]])).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.arrive("Permohonan terkirim").await?;
    same("The answers", &office.only_row()?.answers, &trader["answers"])?;
    // On the phone there is nothing left that could be sent again.
    citizen.press("link", "Ke halaman depan").await?;
    citizen.ready().await?;
    ensure(!citizen.has("link", RESUME).await?, || String::from("The phone still has what it gave away."))?;
    same("What happened at the kiosk", kiosk.complaints(), Vec::new())
}

pub async fn from_the_phone_to_the_kiosk(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, LANDSCAPE, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?;
    go(&citizen, &address).await?;
    citizen.arrive(CHOOSE).await?;
    look(&citizen, "lanjut-1").await?;
    citizen.press("button", "English").await?;
    citizen.arrive("Which form goes on at the kiosk?").await?;
    citizen.press("button", "Bahasa Indonesia").await?;
    citizen.arrive(CHOOSE).await?;
    press(&citizen, SERVICE).await?;
    citizen.arrive(CONFIRM).await?;
    citizen.see(KIOSK).await?;
    look(&citizen, "lanjut-2").await?;
    press(&citizen, "Ya, saya di sini").await?;
    let digits = digits(&kiosk).await?;
    kiosk.inspect("digits").await?;
    citizen.arrive(DIGITS).await?;
    look(&citizen, "lanjut-3").await?;
    type_digits(&citizen, "1234").await?;
    citizen.see("Ketik 8 angka, contoh: 1234 5678.").await?;
    type_digits(&citizen, if digits.starts_with('0') { "1000 0000" } else { "0000 0000" }).await?;
    citizen.see("Angka di layar kiosk lain. Lihat sekali lagi.").await?;
    look(&citizen, "lanjut-4").await?;
    type_digits(&citizen, &digits).await?;
    kiosk.arrive(THIRD).await?;
    kiosk.holds(CAN_GO).await?;
    kiosk.holds("Array.from(document.querySelectorAll('input'), (box) => box.value).includes('Toko Ka')").await?;
    citizen.arrive(GIVEN).await?;
    look(&citizen, "lanjut-5").await?;
    // The same again, in the same page: nothing is there to give.
    citizen.driver.goto(&address).await?;
    citizen.arrive("Tidak ada isian yang bisa dipindahkan").await?;
    leaves_no_trace(&citizen, &address).await?;
    look(&citizen, "lanjut-6").await
}

pub async fn whoever_closes_or_cancels_keeps_it(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.expect("status of 404");
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    // A finger that trembles.
    kiosk
        .cdp
        .run("(() => { const back = document.querySelector('#kiosk-handoff .button'); back.click(); back.click(); })()")
        .await?;
    kiosk.holds("!document.getElementById('kiosk-handoff')").await?;
    take(&citizen, &address).await?;
    citizen.arrive(GONE).await?;
    kiosk.arrive(THIRD).await?;
    kiosk
        .holds("!document.getElementById('kiosk-handoff') && document.documentElement.dataset.moved === undefined")
        .await?;
    kiosk.wipe().await?;

    // A kiosk that has gone away shows no digits.
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?;
    kiosk.touch("button", "Kembali").await?;
    choose(&citizen, &address).await?;
    citizen.arrive("Menunggu kiosk…").await?;
    look(&citizen, "lanjut-7").await?;
    citizen.open("/").await?;
    citizen.find("link", RESUME).await?;

    // One that goes away after that has taken nothing.
    let address = kiosk.offer(FROM_PHONE).await?;
    choose(&citizen, &address).await?;
    let shown = digits(&kiosk).await?;
    kiosk.touch("button", "Kembali").await?;
    citizen.arrive(DIGITS).await?;
    type_digits(&citizen, &shown).await?;
    until("the office to have it", || async { Ok(office.count("handoff WHERE sealed IS NOT NULL")? == 1) }).await?;
    // It is closed on this phone, whoever comes back to it, until it is taken back.
    citizen.open("/").await?;
    citizen.see("Sedang dipindahkan dari atau ke kiosk.").await?;
    look(&citizen, "lanjut-8").await?;
    citizen.press("link", RESUME).await?;
    citizen.arrive(UNANSWERED).await?;
    look(&citizen, "lanjut-9").await?;
    press(&citizen, "Ambil kembali").await?;
    citizen.arrive("Dibatalkan").await?;
    same("What the office has", office.count("handoff WHERE sealed IS NOT NULL")?, 0)?;
    citizen.press("link", "Ke halaman depan").await?;
    citizen.press("link", RESUME).await?;
    has_all(&citizen).await
}

pub async fn whoever_looks_for_the_phone_is_asked_before_a_wipe(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 65).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 4, "askSeconds": 30 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let code = kiosk.offer(FROM_PHONE).await?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    same("The code", kiosk.scan().await?, code)
}

pub async fn what_has_just_come_is_not_wiped(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 68).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 14, "askSeconds": 8 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    keep::half_way(&citizen).await?;
    // The last touch at the kiosk; what follows is done at the phone.
    let address = kiosk.offer(FROM_PHONE).await?;
    choose(&citizen, &address).await?;
    let shown = digits(&kiosk).await?;
    citizen.arrive(DIGITS).await?;
    kiosk.see("Anda masih di sini?").await?;
    type_digits(&citizen, &shown).await?;
    kiosk.arrive(THIRD).await?;
    kiosk.holds("!document.querySelector('.kiosk-dialog')").await?;
    tokio::time::sleep(Duration::from_secs(9)).await;
    kiosk.arrive(THIRD).await?;
    // The phone no longer asks an office that ends with this journey.
    citizen.arrive(GIVEN).await
}

pub async fn a_wipe_leaves_what_the_phone_has_scanned(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    kiosk.wipe().await?;
    let citizen = stage.citizen(office.addr).await?;
    take(&citizen, &address).await?;
    has_all(&citizen).await
}

pub async fn a_lost_answer_of_the_store_loses_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    // The phone has a line of its own: what it asks first is read, and that it has it is told, but nobody hears that this was heard.
    let network = Network::to(office.addr, 66).await?;
    network.order(STORE, Fault::Delay(Duration::from_millis(1)), 1);
    network.order(STORE, Fault::LoseReply, 1);
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("Failed to load resource");
    take(&citizen, &address.replace(&office.addr.to_string(), &network.addr.to_string())).await?;
    has_all(&citizen).await?;
    kiosk.see(MOVED).await?;
    ensure(network.seen(STORE).len() >= 3, || String::from("Nothing was lost."))
}

pub async fn a_phone_with_firefox(stage: Arc<Stage>) -> Result {
    another_phone(stage, Kind::Firefox).await
}

pub async fn a_phone_with_webkit(stage: Arc<Stage>) -> Result {
    another_phone(stage, Kind::WebKit).await
}

async fn another_phone(stage: Arc<Stage>, kind: Kind) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen_with(kind, &format!("http://{}", office.addr), &[]).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    take(&citizen, &address).await?;
    has_all(&citizen).await?;
    kiosk.see(MOVED).await?;
    give(&citizen, &kiosk, &kiosk.scan().await?).await?;
    kiosk.arrive(THIRD).await?;
    citizen.arrive(GIVEN).await
}

pub async fn without_a_line_it_stays_where_it_is(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 62).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("Failed to load resource");
    begin(&kiosk).await?;
    let refusals = [
        (Fault::Refuse, "Tidak ada sambungan, jadi isian belum bisa dipindahkan."),
        (Fault::Reply(429, "application/problem+json", "{}".into()), "Terlalu banyak yang memindahkan isian."),
        (Fault::Reply(413, "application/problem+json", "{}".into()), "Isian ini terlalu panjang untuk dipindahkan."),
        (Fault::Reply(404, "text/html", "<h1>Not Found</h1>".into()), "Isian belum bisa dipindahkan."),
    ];
    for (fault, sentence) in refusals {
        network.order(STORE, fault, 99);
        kiosk.touch("button", TO_PHONE).await?;
        kiosk.see(sentence).await?;
        kiosk.inspect("refused").await?;
        network.heal();
        kiosk.touch("button", "Kembali").await?;
        kiosk.holds("!document.getElementById('kiosk-handoff')").await?;
    }
    let address = kiosk.offer(TO_PHONE).await?;
    network.order(STORE, Fault::Refuse, 99);
    take(&citizen, &address).await?;
    citizen.arrive("Tidak ada sambungan").await?;
    look(&citizen, "lanjut-10").await?;
    network.heal();
    press(&citizen, "Coba lagi").await?;
    has_all(&citizen).await?;
    kiosk.see(MOVED).await
}

pub async fn what_was_not_sent_goes_on_under_its_key(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 63).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("Failed to load resource");
    let trader = conversion::trader()?;
    kiosk.touch("link", SERVICE).await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    // The office has taken it, and nobody has heard so.
    network.order("/api/services", Fault::LoseReply, 99);
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("document.documentElement.dataset.fate === 'unknown'").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.inspect("before the wipe").await?;
    let address = kiosk.offer("Lanjutkan di HP saja").await?;
    take(&citizen, &address).await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.see("Permohonan ini dari kiosk. Tekan Kirim untuk mengirimnya dari HP ini.").await?;
    look(&citizen, "lanjut-11").await?;
    kiosk.see(MOVED).await?;
    let n_codes = kiosk.cdp.run("document.querySelectorAll('[aria-label=\"Kode QR\"]').length").await?;
    same("A code to come back", n_codes, json!(0))?;
    kiosk.wipe().await?;
    network.heal();
    // It stays here, closed and reloaded, until somebody presses.
    let tried = network.seen("/api/services").len();
    citizen.open("/").await?;
    citizen.press("link", "Belum terkirim: Usaha mikro dari SPTU").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("What was sent without a press", network.seen("/api/services").len(), tried)?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The answers", &office.only_row()?.answers, &trader["answers"])
}

pub async fn a_backend_without_a_store_offers_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 64).await?;
    let mut config = settings::shipped()?;
    if let Some(settings) = config.as_object_mut() {
        settings.remove("handoff");
    }
    network.order("/config.json", Fault::Reply(200, "application/json", config.to_string()), 99);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.holds("!!document.querySelector('.kiosk-bar')").await?;
    begin(&kiosk).await?;
    let offers = "Array.from(document.querySelectorAll('button'), (button) => button.innerText).filter((text) => text.includes('HP')).length";
    same("Buttons", kiosk.cdp.run(offers).await?, json!(0))?;
    let citizen = stage.citizen(network.addr).await?;
    let key = ["HP", &"A".repeat(26), &"A".repeat(52), "t0", "usaha"].join(".");
    go(&citizen, &format!("{}/lanjut#{key}", citizen.home)).await?;
    citizen.arrive(GONE).await
}

pub async fn every_page_of_it_fits_a_finger(stage: Arc<Stage>) -> Result {
    fits(&stage, PORTRAIT, "portrait").await
}

pub async fn every_page_of_it_fits_a_finger_across(stage: Arc<Stage>) -> Result {
    fits(&stage, LANDSCAPE, "landscape").await
}

async fn fits(stage: &Stage, screen: Screen, name: &str) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    kiosk.inspect(&[name, " handoff home"].concat()).await?;
    kiosk.offer(FROM_PHONE).await?;
    kiosk.inspect(&[name, " handoff from the phone"].concat()).await?;
    kiosk.touch("button", "Kembali").await?;
    begin(&kiosk).await?;
    kiosk.offer(TO_PHONE).await?;
    kiosk.inspect(&[name, " handoff to the phone"].concat()).await?;
    kiosk.touch("button", "Kembali").await?;
    // The largest text hides no part of the code.
    kiosk.cdp.run("document.documentElement.dataset.text = '200', true").await?;
    let address = kiosk.offer(TO_PHONE).await?;
    kiosk.inspect(&[name, " handoff large"].concat()).await?;
    kiosk.cdp.run("delete document.documentElement.dataset.text").await?;
    take(&citizen, &address).await?;
    kiosk.see(MOVED).await?;
    kiosk.scan().await?;
    kiosk.inspect(&[name, " handoff moved"].concat()).await
}
