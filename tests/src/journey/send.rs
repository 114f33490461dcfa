//! "Kirim" on a bad line: nothing is lost, nothing is sent twice, and the citizen knows where things stand.

use std::{sync::Arc, time::Duration};

use super::{conversion, form};
use crate::{
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

const SUBMISSIONS: &str = "/api/services/";

/// Everything is filled in and ticked; only "Kirim permohonan" is left.
pub async fn ready_to_send(citizen: &Citizen) -> Result {
    let trader = conversion::trader()?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    form::fill(citizen, &trader["pages"]).await
}

/// One row, and one key for all that was tried.
fn sent_once(office: &Office, network: &Network) -> Result<String> {
    let mut keys: Vec<String> = network.seen(SUBMISSIONS).into_iter().filter_map(|seen| seen.key).collect();
    keys.dedup();
    same("The number of keys", keys.len(), 1)?;
    Ok(office.only_row()?.number)
}

pub async fn no_signal_then_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 3).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    network.order(SUBMISSIONS, Fault::Refuse, 100);
    ready_to_send(&citizen).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Belum terkirim").await?;
    citizen.see("Sinyal terputus. Isian Anda tetap ada di HP ini.").await?;
    citizen.see("Akan dikirim sendiri begitu ada sinyal. Kalau Loket ditutup, buka lagi nanti.").await?;
    citizen.see("Mal Pelayanan Publik Kota Pontianak, 0561-000000").await?;
    citizen.focus_is("what became of it", "focused.innerText.includes('Belum terkirim')").await?;
    ensure(!citizen.has("link", "Ubah").await?, || {
        String::from("Answers can be changed though the outcome is unknown.")
    })?;
    ensure(office.rows()?.is_empty(), || String::from("There is a row, though nothing came through."))?;

    network.heal();
    citizen.press("button", "Coba kirim lagi").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, sent_once(&office, &network)?)
}

pub async fn a_lost_reply_and_a_reload_make_one_submission(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 4).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    ready_to_send(&citizen).await?;
    network.order(SUBMISSIONS, Fault::LoseReply, 1);
    network.order(SUBMISSIONS, Fault::Hold, 1);
    citizen.press("button", "Kirim permohonan").await?;
    until("the second try", || async { Ok(network.seen(SUBMISSIONS).len() == 2) }).await?;

    citizen.reload().await?;
    network.heal();
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, sent_once(&office, &network)?)?;
    let mut bodies: Vec<String> = network.seen(SUBMISSIONS).into_iter().map(|seen| seen.body).collect();
    bodies.dedup();
    same("Every try sends the same bytes; different ones", bodies.len(), 1)
}

pub async fn errors_of_the_server_are_tried_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 5).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 50");
    citizen.expect("net::ERR");
    ready_to_send(&citizen).await?;
    network.order(SUBMISSIONS, Fault::Reply(500, "text/html", String::from("<h1>Oops</h1>")), 1);
    network.order(SUBMISSIONS, Fault::Cut, 1);
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, sent_once(&office, &network)?)?;
    same("The number of tries", network.seen(SUBMISSIONS).len(), 3)
}

pub async fn two_taps_on_a_slow_line_make_one_submission(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 6).await?;
    let citizen = stage.citizen(network.addr).await?;
    ready_to_send(&citizen).await?;
    network.order(SUBMISSIONS, Fault::Delay(Duration::from_secs(2)), 1);
    let button = citizen.find("button", "Kirim permohonan").await?;
    button.scroll_into_view().await?;
    citizen.driver.action_chain().double_click_element(&button).perform().await?;
    citizen.see("Sedang mengirim…").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number of requests", network.seen(SUBMISSIONS).len(), 1)?;
    same("The number", conversion::number(&citizen).await?, sent_once(&office, &network)?)
}

pub async fn a_refusal_stands_at_its_field_and_can_be_put_right(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 7).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 422");
    ready_to_send(&citizen).await?;
    let problem = r#"{"type":"about:blank","title":"Invalid","status":422,"errors":[
        {"pointer":"/pemilik/hp","keyword":"blocked","detail":"Nomor HP ini sudah tidak aktif. Tulis nomor lain."}]}"#;
    network.order(SUBMISSIONS, Fault::Reply(422, "application/problem+json", problem.into()), 1);
    citizen.press("button", "Kirim permohonan").await?;
    citizen.title("Kesalahan: Langkah terakhir: Periksa jawaban Anda – Loket").await?;
    citizen.focus_is("the error summary", "focused.getAttribute('role') === 'alert'").await?;
    citizen.press("link", "Nomor HP ini sudah tidak aktif. Tulis nomor lain.").await?;
    citizen.arrive("Siapa pemilik usaha?").await?;
    citizen.focus_on("textbox", "Nomor HP").await?;
    citizen.described("textbox", "Nomor HP", "Nomor HP ini sudah tidak aktif. Tulis nomor lain.").await?;
    ensure(office.rows()?.is_empty(), || String::from("There is a row, though it was refused."))?;

    citizen.write("Nomor HP", "0857-1234-5678").await?;
    citizen.leave().await?;
    citizen.described_no_more("textbox", "Nomor HP", "sudah tidak aktif").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.see("0857-1234-5678").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let keys: Vec<String> = network.seen(SUBMISSIONS).into_iter().filter_map(|seen| seen.key).collect();
    ensure(keys.len() == 2 && keys.first() != keys.last(), || format!("A refused key is dead: {keys:?}"))?;
    same("The digits", office.only_row()?.digits.as_str(), "5678")
}

pub async fn a_refusal_in_one_sentence_opens_the_draft(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 8).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 4");
    ready_to_send(&citizen).await?;
    for (status, body) in [
        (422, r#"{"message":"Kuota hari ini habis."}"#),
        (400, r#"{"status":400,"error":400,"messages":{"error":"Kuota hari ini habis."}}"#),
        (409, r#"{"message":"Kuota hari ini habis."}"#),
    ] {
        network.order(SUBMISSIONS, Fault::Reply(status, "application/json", body.into()), 1);
        citizen.press("button", "Kirim permohonan").await?;
        citizen.see("Kuota hari ini habis.").await?;
    }
    same("The number of requests", network.seen(SUBMISSIONS).len(), 3)?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let keys: Vec<String> = network.seen(SUBMISSIONS).into_iter().filter_map(|seen| seen.key).collect();
    ensure(keys.windows(2).all(|pair| pair.first() != pair.last()), || format!("A refused key is dead: {keys:?}"))
}

pub async fn what_is_turned_away_unread_opens_the_draft(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 9).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 404");
    ready_to_send(&citizen).await?;
    network.order(SUBMISSIONS, Fault::Reply(404, "application/json", String::from(r#"{"message":"Not Found"}"#)), 1);
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Alamat server tidak benar.").await?;
    same("The number of requests", network.seen(SUBMISSIONS).len(), 1)?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    office.only_row().map(|_| ())
}

pub async fn a_success_without_a_word_is_a_receipt(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 10).await?;
    let citizen = stage.citizen(network.addr).await?;
    ready_to_send(&citizen).await?;
    network.order(SUBMISSIONS, Fault::Reply(201, "text/html; charset=UTF-8", String::new()), 1);
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    // The code of the submission stands where the number would.
    let key = network.seen(SUBMISSIONS).first().and_then(|seen| seen.key.clone()).unwrap_or_default();
    let code = key.get(..8).unwrap_or_default().to_ascii_uppercase();
    same("The number", conversion::number(&citizen).await?, code)
}
