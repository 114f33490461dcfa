//! A list that the backend searches: typed, paged, chosen by finger and by key; and what happens when the line or the backend fails.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    access::{look, look_without_tree},
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

const LIST: &str = "/api/options/neighbourhoods";
const OLD: &str = "RT rumah lama";
const NEW: &str = "RT rumah baru";
const FIRST: &str = "10 pilihan pertama. Ketik lebih lengkap, atau tampilkan lainnya.";

async fn open(stage: &Arc<Stage>, seed: u64) -> Result<(Office, Network, Arc<Citizen>)> {
    open_with(stage, seed, tool::json("tests/data/service/pindah-rumah.json")?).await
}

async fn open_with(stage: &Arc<Stage>, seed: u64, service: Value) -> Result<(Office, Network, Arc<Citizen>)> {
    let office = Office::with(service).await?;
    let network = Network::to(office.addr, seed).await?;
    let citizen = stage.citizen(network.addr).await?;
    begin(&citizen).await?;
    Ok((office, network, citizen))
}

async fn begin(citizen: &Citizen) -> Result {
    citizen.open("/layanan/pindah-rumah").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Dari mana?").await
}

/// Types into the search of a question, in place of what was there.
async fn seek(citizen: &Citizen, label: &str, query: &str) -> Result {
    citizen.write_in("searchbox", label, query).await
}

async fn keys(citizen: &Citizen, key: Key, n: usize) -> Result {
    for _ in 0..n {
        citizen.driver.action_chain().send_keys(key.clone() + "").perform().await?;
    }
    Ok(())
}

/// The names of the rows that are offered now.
async fn offered(citizen: &Citizen) -> Result<Vec<String>> {
    let script = "return Array.from(document.querySelectorAll('input[type=radio]')).map(row => row.labels[0].innerText.split('\\n')[0])";
    Ok(serde_json::from_value(citizen.run(script).await?)?)
}

/// Whether it stands beside a question that its answer was taken away; the live region says it, too.
async fn notes(citizen: &Citizen) -> Result<bool> {
    let script = "return document.querySelector('main').innerText.includes('Jawaban tadi tidak cocok lagi.')";
    Ok(citizen.run(script).await? == json!(true))
}

pub async fn a_list_of_the_backend_is_searched_paged_and_sent(stage: Arc<Stage>) -> Result {
    let (office, network, citizen) = open(&stage, 61).await?;
    citizen.see("Ketik paling sedikit 2 huruf, lalu pilih.").await?;
    look(&citizen, "cari").await?;
    seek(&citizen, OLD, "s").await?;
    citizen.see("Ketik paling sedikit 2 huruf, lalu pilih.").await?;
    seek(&citizen, OLD, "sungai jawi").await?;
    citizen.see(FIRST).await?;
    look(&citizen, "cari-hasil").await?;
    // One question for all the letters, none for one letter alone.
    same(
        "What was asked",
        network.seen(LIST).iter().map(|seen| seen.path.as_str()).collect::<Vec<_>>(),
        vec!["/api/options/neighbourhoods?query=sungai%20jawi"],
    )?;
    let first = offered(&citizen).await?;
    same("A page", first.len(), 10)?;
    ensure(first.iter().all(|name| name.contains("Sungai Jawi")), || format!("{first:?}"))?;

    citizen.press("button", "Tampilkan lainnya").await?;
    citizen.focus_is("the first new row", "focused.type === 'radio' && focused.id.endsWith('-10')").await?;
    citizen.see("20 pilihan pertama.").await?;
    let both = offered(&citizen).await?;
    same("The rows from before", both.get(..10), Some(&first[..]))?;
    look(&citizen, "cari-lainnya").await?;
    let chosen = both.get(12).cloned().unwrap_or_default();
    citizen.choose_found(&chosen).await?;
    citizen.see(&chosen).await?;
    citizen.focus_on("button", "Ubah").await?;
    citizen.write("Nomor HP", "0812-5600-7890").await?;
    citizen.press("button", "Lanjut").await?;

    citizen.arrive("Ke mana?").await?;
    citizen.pick("Kelurahan rumah baru", "Akcaya, Kec. Pontianak Selatan").await?;
    seek(&citizen, NEW, "2").await?;
    citizen.see("pilihan pertama").await?;
    let near = offered(&citizen).await?;
    ensure(!near.is_empty() && near.iter().all(|name| name.ends_with("Akcaya")), || format!("{near:?}"))?;
    citizen.choose_found("RT 002 / RW 001, Akcaya").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.see(&chosen).await?;
    citizen.see("RT 002 / RW 001, Akcaya").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let answers = office.only_row()?.answers;
    same("The new RT", answers["baru"].as_str(), Some("akcaya-001-002"))?;
    let old = answers["lama"].as_str().unwrap_or_default();
    ensure(old.starts_with("sungai-jawi"), || format!("The old RT is {old}."))
}

pub async fn what_was_chosen_keeps_its_name_without_a_network(stage: Arc<Stage>) -> Result {
    let (office, network, citizen) = open(&stage, 62).await?;
    super::offline::settled(&citizen, "/services/pindah-rumah/").await?;
    seek(&citizen, OLD, "akcaya 3").await?;
    citizen.choose_found("RT 003 / RW 001, Akcaya").await?;
    citizen.write("Nomor HP", "0812-5600-7890").await?;
    citizen.see("Tersimpan di HP ini").await?;
    // What was typed a second ago is on the device.
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.expect("net::ERR");
    drop((office, network));
    citizen.reload().await?;
    citizen.arrive("Dari mana?").await?;
    citizen.see("RT 003 / RW 001, Akcaya").await?;
    // Nothing can be searched, and nothing is lost.
    citizen.press("button", "Ubah").await?;
    citizen.focus_on("searchbox", OLD).await?;
    seek(&citizen, OLD, "akcaya").await?;
    citizen.see("Daftar tidak bisa dimuat. Periksa sinyal, lalu coba lagi.").await?;
    look_without_tree(&citizen).await?;
    citizen.press("button", "Tetap pakai: RT 003 / RW 001, Akcaya").await?;
    citizen.focus_on("button", "Ubah").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Ke mana?").await?;
    let kept = "return caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys())))) \
        .then(kept => kept.flat().filter(request => request.url.includes('neighbourhoods')).length)";
    same("Searches that are kept", citizen.run(kept).await?, json!(0))
}

pub async fn an_older_reply_never_overwrites_a_newer_one(stage: Arc<Stage>) -> Result {
    let (_office, network, citizen) = open(&stage, 63).await?;
    network.order("/api/options/neighbourhoods?query=sungai", Fault::Delay(Duration::from_millis(2500)), 1);
    seek(&citizen, OLD, "sungai").await?;
    until("the first letters to be asked", || async { Ok(network.seen(LIST).len() == 1) }).await?;
    citizen.see("Mencari…").await?;
    seek(&citizen, OLD, "akcaya").await?;
    citizen.see(FIRST).await?;
    let found = offered(&citizen).await?;
    ensure(found.iter().all(|name| name.ends_with("Akcaya")), || format!("{found:?}"))?;
    // Nobody waits for the first any more, and the browser is told so.
    let broken_off = citizen
        .cdp()?
        .events()
        .iter()
        .any(|(name, event)| name == "Network.loadingFailed" && event["canceled"] == true);
    ensure(broken_off, || String::from("The first request was not broken off."))?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("What is offered", offered(&citizen).await?, found)
}

pub async fn a_search_that_fails_says_what_to_do(stage: Arc<Stage>) -> Result {
    let (_office, network, citizen) = open(&stage, 64).await?;
    citizen.expect("net::ERR");
    citizen.expect("status of 500");
    network.order(LIST, Fault::Refuse, 1);
    network.order(LIST, Fault::Reply(500, "text/html", String::from("<h1>Oops</h1>")), 1);
    seek(&citizen, OLD, "akcaya").await?;
    citizen.see("Daftar tidak bisa dimuat. Periksa sinyal, lalu coba lagi.").await?;
    citizen.press("button", "Coba lagi").await?;
    citizen.see("Daftar ini sedang bermasalah. Coba lagi sebentar lagi.").await?;
    citizen.press("button", "Coba lagi").await?;
    citizen.see(FIRST).await?;
    // More of it fails: what came stays.
    network.order(LIST, Fault::Refuse, 1);
    citizen.press("button", "Tampilkan lainnya").await?;
    citizen.see("Daftar tidak bisa dimuat. Periksa sinyal, lalu coba lagi.").await?;
    same("The rows", offered(&citizen).await?.len(), 10)?;
    citizen.press("button", "Coba lagi").await?;
    citizen.focus_is("the first new row", "focused.type === 'radio' && focused.id.endsWith('-10')").await?;
    seek(&citizen, OLD, "tidak ada begini").await?;
    citizen.see("Tidak ada yang cocok. Coba kata lain.").await?;
    // One that says nothing is given up in the time of config.json.
    let mut config = tool::json("public/config.json")?;
    config["waitSeconds"] = json!(5);
    network.order("/config.json", Fault::Reply(200, "application/json", config.to_string()), 9);
    citizen.reload().await?;
    network.order(LIST, Fault::Hold, 1);
    seek(&citizen, OLD, "saigon").await?;
    citizen.see("Mencari…").await?;
    citizen.see("Daftar tidak bisa dimuat. Periksa sinyal, lalu coba lagi.").await?;
    network.heal();
    citizen.press("button", "Coba lagi").await?;
    citizen.see(FIRST).await
}

pub async fn an_entry_is_chosen_by_keyboard_alone(stage: Arc<Stage>) -> Result {
    let (_office, _network, citizen) = open(&stage, 65).await?;
    citizen.find("searchbox", OLD).await?.send_keys("akcaya").await?;
    citizen.see(FIRST).await?;
    let found = offered(&citizen).await?;
    // Neither the arrow keys nor Enter in the box choose anything, or send the page.
    keys(&citizen, Key::Enter, 1).await?;
    citizen.focus_is("the first row", "focused.type === 'radio' && focused.id.endsWith('-0')").await?;
    keys(&citizen, Key::Down, 2).await?;
    keys(&citizen, Key::Up, 1).await?;
    citizen
        .focus_is("the second row", "focused.type === 'radio' && focused.id.endsWith('-1') && !focused.checked")
        .await?;
    keys(&citizen, Key::Enter, 1).await?;
    citizen.focus_on("button", "Ubah").await?;
    citizen.see(found.get(1).map(String::as_str).unwrap_or_default()).await?;
    citizen.arrive("Dari mana?").await
}

pub async fn what_no_longer_fits_goes_and_is_said(stage: Arc<Stage>) -> Result {
    let (_office, _network, citizen) = open(&stage, 66).await?;
    seek(&citizen, OLD, "saigon").await?;
    citizen.choose_found("RT 001 / RW 001, Saigon").await?;
    citizen.write("Nomor HP", "0812-5600-7890").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Ke mana?").await?;
    citizen.see("Isi pertanyaan di atas dulu").await?;
    citizen.pick("Kelurahan rumah baru", "Akcaya, Kec. Pontianak Selatan").await?;
    seek(&citizen, NEW, "rt 1").await?;
    citizen.choose_found("RT 001 / RW 001, Akcaya").await?;
    citizen.pick("Kelurahan rumah baru", "Saigon, Kec. Pontianak Timur").await?;
    until("the note", || async { notes(&citizen).await }).await?;
    let said = "return document.querySelector('[aria-live=polite]').textContent.trim()";
    same("What is heard", citizen.run(said).await?.as_str(), Some("Jawaban tadi tidak cocok lagi. Pilih yang baru."))?;
    citizen.find("searchbox", NEW).await?;
    citizen.press("button", "Lanjut").await?;
    citizen.see("RT rumah baru belum diisi.").await?;
    seek(&citizen, NEW, "rt 1").await?;
    citizen.choose_found("RT 001 / RW 001, Saigon").await?;
    until("the note to go", || async { Ok(!notes(&citizen).await?) }).await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await
}

pub async fn what_hangs_on_another_page_goes_too(stage: Arc<Stage>) -> Result {
    let mut service = tool::json("tests/data/service/pindah-rumah.json")?;
    let steps = &mut service["uischema"]["elements"];
    let kelurahan = steps[1]["elements"][0].take();
    steps[1]["elements"] = json!([steps[1]["elements"][1].take()]);
    steps[0]["elements"] = json!([kelurahan, steps[0]["elements"][1].take()]);
    service["schema"]["required"] = json!(["hp", "kelurahan", "baru"]);
    let (_office, _network, citizen) = open_with(&stage, 68, service).await?;
    citizen.pick("Kelurahan rumah baru", "Akcaya, Kec. Pontianak Selatan").await?;
    citizen.write("Nomor HP", "0812-5600-7890").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Ke mana?").await?;
    seek(&citizen, NEW, "rt 1").await?;
    citizen.choose_found("RT 001 / RW 001, Akcaya").await?;
    citizen.press("link", "Kembali").await?;
    citizen.arrive("Dari mana?").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Ke mana?").await?;
    citizen.see("RT 001 / RW 001, Akcaya").await?;
    citizen.press("link", "Kembali").await?;
    citizen.arrive("Dari mana?").await?;
    citizen.pick("Kelurahan rumah baru", "Saigon, Kec. Pontianak Timur").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Ke mana?").await?;
    until("the note", || async { notes(&citizen).await }).await?;
    citizen.find("searchbox", NEW).await?;
    Ok(())
}

pub async fn a_list_without_end_is_cut_and_says_so(stage: Arc<Stage>) -> Result {
    let mut service = tool::json("tests/data/service/pindah-rumah.json")?;
    service["backend"]["options"]["rt"] = json!({ "url": "options/kelurahan{?page}", "next": "/next" });
    let office = Office::with(service).await?;
    let network = Network::to(office.addr, 67).await?;
    let page = json!({ "items": ["RT 1"], "next": 2 }).to_string();
    network.order("/api/options/kelurahan", Fault::Reply(200, "application/json", page), 1000);
    let citizen = stage.citizen(network.addr).await?;
    begin(&citizen).await?;
    citizen.see("Daftar ini terlalu panjang, sebagian tidak tampil. Tanya petugas bila tidak ada.").await?;
    same("How often it was asked", network.seen("/api/options/kelurahan").len(), 50)
}
