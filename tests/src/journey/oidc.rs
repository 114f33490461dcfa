//! Signing in with an account of the city, at a provider that others wrote: before sending, again when the token counts no more, and
//! everything that can go wrong on the way there and back.

use std::sync::Arc;

use serde_json::{Value, json};

use super::form;
use crate::{
    access,
    citizen::Citizen,
    city::{City, Origin},
    http,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

const SIGN_IN: &str = "Masuk dengan Akun Warga";
const SEND: &str = "Kirim permohonan";

async fn city(origin: Origin) -> Result<(City, Value)> {
    let proof = tool::json("tests/data/proof/oidc.json")?;
    Ok((City::open("oidc", &proof, origin).await?, proof))
}

/// Somebody who may go to the provider, and to the backend where it has its own origin.
async fn citizen(stage: &Stage, city: &City, origin: Origin) -> Result<Arc<Citizen>> {
    let citizen = stage.citizen(city.addr).await?;
    citizen.expect(&format!("Request to another address: http://{}/", city.provider));
    if origin == Origin::Another {
        citizen.expect(&format!("Request to another address: http://{}/", city.backend));
    }
    Ok(citizen)
}

/// Fills in the form up to its last page, without an account.
async fn fill(citizen: &Citizen, proof: &Value) -> Result {
    citizen.open("/layanan/izin-warga").await?;
    citizen.see("Layanan ini meminta Anda masuk dengan Akun Warga.").await?;
    citizen.press("button", "Mulai").await?;
    form::fill(citizen, &proof["pages"]).await
}

/// Goes through the provider's own page.
async fn enter(citizen: &Citizen) -> Result {
    citizen.press("button", SIGN_IN).await?;
    citizen.arrive("Akun Warga").await?;
    citizen.write("Nama akun", "siti").await?;
    citizen.press("button", "Masuk ke akun").await?;
    citizen.see("Anda sudah masuk.").await
}

async fn permits(city: &City) -> Result<Vec<Value>> {
    let reply = http::get(city.backend, "/health").await?;
    Ok(serde_json::from_slice::<Value>(&reply.body)?["permits"].as_array().cloned().unwrap_or_default())
}

/// Nothing that the provider sent along is left: in no address of the history, in no storage.
async fn leaves_no_trace(citizen: &Citizen) -> Result {
    let history = citizen.cdp()?.call("Page.getNavigationHistory", json!({})).await?;
    // What somebody types themselves, the browser keeps.
    let addresses = form::list(&history["entries"])?.iter().map(|entry| entry["url"].to_string());
    let history: String = addresses.collect::<Vec<_>>().join(" ");
    let kept =
        citizen.run("return JSON.stringify([location.href, {...sessionStorage}, {...localStorage}, history.state])");
    let kept = kept.await?.to_string();
    for word in ["code=", "verifier", "access_token", "eyJ"] {
        ensure(!history.contains(word), || format!("“{word}” stands in the history: {history}"))?;
        ensure(!kept.contains(word), || format!("“{word}” is kept: {kept}"))?;
    }
    Ok(())
}

pub async fn signing_in_before_sending_and_tracking(stage: Arc<Stage>) -> Result {
    send_and_track(&stage, Origin::Own).await
}

pub async fn the_same_on_another_origin(stage: Arc<Stage>) -> Result {
    send_and_track(&stage, Origin::Another).await
}

async fn send_and_track(stage: &Stage, origin: Origin) -> Result {
    let (city, proof) = city(origin).await?;
    let citizen = citizen(stage, &city, origin).await?;
    fill(&citizen, &proof).await?;
    access::look_without_tree(&citizen).await?;
    enter(&citizen).await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    leaves_no_trace(&citizen).await?;
    access::look_without_tree(&citizen).await?;
    same("Sent without a press", permits(&city).await?.len(), 0)?;
    citizen.press("button", SEND).await?;
    citizen.arrive("Permohonan terkirim").await?;
    let sent = permits(&city).await?;
    same("Sent", sent.len(), 1)?;
    same("Who", &sent[0]["person"], &json!("siti"))?;

    // A new page is nobody's, and the provider asks again who it is: the next one is not taken for this one.
    citizen.open("/lacak").await?;
    citizen.see_no_more("Anda sudah masuk.").await?;
    citizen.write("Nomor permohonan", "IZIN-1").await?;
    enter(&citizen).await?;
    citizen.arrive("Cek status permohonan").await?;
    same("The number", citizen.value("textbox", "Nomor permohonan").await?.as_str(), "IZIN-1")?;
    citizen.write("4 angka terakhir nomor HP", "5678").await?;
    citizen.press("button", "Cek status").await?;
    citizen.see("Sedang diperiksa").await?;

    citizen.press("button", "Keluar").await?;
    citizen.arrive("Keluar dari Akun Warga?").await?;
    citizen.press("button", "Ya, keluar").await?;
    citizen.arrive("Mau mengurus apa hari ini?").await
}

pub async fn a_look_up_and_a_list_open_after_signing_in(stage: Arc<Stage>) -> Result {
    let (city, proof) = city(Origin::Own).await?;
    let citizen = citizen(&stage, &city, Origin::Own).await?;
    citizen.open("/layanan/izin-warga").await?;
    citizen.press("button", "Mulai").await?;
    form::fill_page(&citizen, &proof["pages"][0]).await?;
    enter(&citizen).await?;
    citizen.arrive("Siapa Anda?").await?;
    same("What was typed", citizen.value("textbox", "Nomor HP").await?.as_str(), "0812-3456-5678")?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Apa izinnya?").await?;
    same("What was found", citizen.value("textbox", "Nama lengkap").await?.as_str(), "Warga siti")?;
    citizen.pick("Pasar", "Pasar Tengah").await
}

pub async fn whoever_cancels_keeps_the_draft(stage: Arc<Stage>) -> Result {
    let (city, proof) = city(Origin::Own).await?;
    let citizen = citizen(&stage, &city, Origin::Own).await?;
    fill(&citizen, &proof).await?;
    citizen.press("button", SIGN_IN).await?;
    citizen.arrive("Akun Warga").await?;
    citizen.press("link", "Batal").await?;
    citizen.arrive("Belum berhasil masuk").await?;
    citizen.see("Anda batal masuk, atau akun ini tidak diizinkan. Isian Anda tetap tersimpan.").await?;
    access::look_without_tree(&citizen).await?;
    leaves_no_trace(&citizen).await?;
    citizen.press("link", "Kembali ke halaman tadi").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.see("Siti Aminah").await?;
    enter(&citizen).await?;
    citizen.press("button", SEND).await?;
    citizen.arrive("Permohonan terkirim").await
}

pub async fn a_token_that_counts_no_more_sends_once(stage: Arc<Stage>) -> Result {
    let (city, proof) = city(Origin::Own).await?;
    let citizen = citizen(&stage, &city, Origin::Own).await?;
    citizen.expect("status of 401");
    fill(&citizen, &proof).await?;
    enter(&citizen).await?;
    // Tokens have whole seconds.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    http::post(city.backend, "/not-before").await?;
    citizen.press("button", SEND).await?;
    citizen.see("Anda perlu masuk lagi sebelum mengirim.").await?;
    citizen.see_no_more("Anda sudah masuk.").await?;
    access::look_without_tree(&citizen).await?;
    citizen.open("/").await?;
    citizen.see("Masuk lagi untuk mengirim.").await?;
    citizen.press("link", "Belum terkirim: Izin warga").await?;
    citizen.see("Anda perlu masuk lagi sebelum mengirim.").await?;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    enter(&citizen).await?;
    citizen.see("Anda sudah masuk. Kirim permohonan ini sekali lagi.").await?;
    same("Sent without a press", permits(&city).await?.len(), 0)?;
    citizen.press("button", "Coba kirim lagi").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("Sent", permits(&city).await?.len(), 1)
}

pub async fn a_reload_on_the_way_back_leads_to_the_form(stage: Arc<Stage>) -> Result {
    let (city, proof) = city(Origin::Own).await?;
    let citizen = citizen(&stage, &city, Origin::Own).await?;
    citizen.expect("net::ERR_BLOCKED_BY_CLIENT");
    fill(&citizen, &proof).await?;
    citizen.press("button", SIGN_IN).await?;
    citizen.arrive("Akun Warga").await?;
    citizen.write("Nama akun", "siti").await?;
    // The exchange cannot end: somebody loads the page again meanwhile.
    let cdp = citizen.cdp()?;
    cdp.call("Network.setBlockedURLs", json!({ "urls": ["*/token"] })).await?;
    citizen.press("button", "Masuk ke akun").await?;
    citizen.arrive("Sedang masuk…").await?;
    let taken = "return typeof history.state === 'string'";
    until("the answer to be taken", || async { Ok(citizen.run(taken).await? == Value::Bool(true)) }).await?;
    citizen.reload().await?;
    citizen.arrive("Belum berhasil masuk").await?;
    citizen.see("Masuk belum selesai, karena halaman ini dimuat ulang.").await?;
    cdp.call("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    citizen.press("link", "Kembali ke halaman tadi").await?;
    citizen.see("Siti Aminah").await?;
    enter(&citizen).await?;
    citizen.press("button", SEND).await?;
    citizen.arrive("Permohonan terkirim").await
}

pub async fn a_forged_answer_is_refused(stage: Arc<Stage>) -> Result {
    let (mut city, proof) = city(Origin::Own).await?;
    let citizen = citizen(&stage, &city, Origin::Own).await?;
    citizen.expect("net::ERR");
    fill(&citizen, &proof).await?;
    for forged in ["/masuk?code=stolen&state=forged", "/masuk#code=stolen&state=forged"] {
        // With somebody on the way to the provider, and with nobody.
        citizen.press("button", SIGN_IN).await?;
        citizen.arrive("Akun Warga").await?;
        for _ in 0..2 {
            citizen.driver.goto("about:blank").await?;
            citizen.open(forged).await?;
            citizen.arrive("Belum berhasil masuk").await?;
            citizen.see("Jawaban ini bukan untuk HP Anda, jadi kami tolak.").await?;
            leaves_no_trace(&citizen).await?;
        }
        citizen.open("/").await?;
        citizen.press("link", "Lanjutkan: Izin warga").await?;
        citizen.press("button", "Lanjut").await?;
        citizen.arrive("Periksa jawaban Anda").await?;
    }
    city.stop_provider().await?;
    citizen.press("button", SIGN_IN).await?;
    citizen.see("Layanan akun tidak menjawab. Periksa sinyal, atau coba beberapa menit lagi.").await?;
    citizen.see("Siti Aminah").await?;
    same("Sent", permits(&city).await?.len(), 0)
}
