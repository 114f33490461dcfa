//! When something else than the backend answers, or the backend answers strangely: a plain sentence with what is safe and what
//! to do, the detail behind "Rincian", and nothing is lost or told to others.

use std::sync::Arc;

use serde_json::Value;

use super::{conversion, form, send};
use crate::{
    citizen::Citizen,
    city::{City, Origin},
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

const FAILURES: &str = "tests/data/failures.json";
const SUBMISSIONS: &str = "/api/services/";
/// Answers of tests/data/trader.json that nobody else may hear.
const SECRETS: [&str; 2] = ["6171051708900001", "81234567890"];

pub async fn what_answers_instead_of_the_backend_is_told(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 21).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 404");
    send::ready_to_send(&citizen).await?;
    let (mut button, mut is_open) = ("Kirim permohonan", true);
    for failure in form::list(&tool::json(FAILURES)?["sending"])? {
        order(&network, SUBMISSIONS, failure)?;
        citizen.press("button", button).await?;
        citizen.see(form::text(failure, "see")?).await?;
        citizen.see("Belum terkirim").await?;
        detail(&citizen, form::text(failure, "detail")?).await?;
        network.heal();
        // What was turned away unread opens the draft, as long as no try before it may have arrived.
        is_open = is_open && form::text(failure, "reply")?.starts_with('4');
        button = if is_open { "Kirim permohonan" } else { "Coba kirim lagi" };
    }
    ensure(office.rows()?.is_empty(), || String::from("There is a row, though nothing came through."))?;
    citizen.press("button", button).await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, office.only_row()?.number)?;
    for seen in network.seen("/") {
        ensure(!SECRETS.iter().any(|secret| seen.path.contains(secret)), || {
            format!("An answer stands in an address: {}", seen.path)
        })?;
    }
    Ok(())
}

pub async fn lacak_tells_what_answered(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 22).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 40");
    for failure in form::list(&tool::json(FAILURES)?["asking"])? {
        order(&network, "/api/status", failure)?;
        citizen.open("/lacak").await?;
        citizen.write("Nomor permohonan", "LKT-2026-000001").await?;
        citizen.write("4 angka terakhir nomor HP", "7890").await?;
        citizen.press("button", "Cek status").await?;
        citizen.see("Status tidak bisa dicek sekarang. Coba lagi nanti.").await?;
        detail(&citizen, form::text(failure, "detail")?).await?;
        network.heal();
    }
    Ok(())
}

pub async fn a_look_up_tells_what_answered(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 23).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 40");
    for failure in form::list(&tool::json(FAILURES)?["asking"])? {
        order(&network, "/api/lookup", failure)?;
        citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
        citizen.press("button", "Mulai").await?;
        citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
        citizen.write("NIK pemilik SPTU", SECRETS[0]).await?;
        citizen.press("button", "Lanjut").await?;
        citizen.see("Data tidak bisa dicari sekarang. Coba lagi, atau isi sendiri.").await?;
        detail(&citizen, form::text(failure, "detail")?).await?;
        same("What was typed", citizen.value("textbox", "Nomor SPTU").await?.as_str(), "511.2/0147/FLB/2026")?;
        network.heal();
    }
    Ok(())
}

pub async fn a_refused_origin_is_told_from_nobody_there(stage: Arc<Stage>) -> Result {
    let proof = tool::json("tests/data/proof/fastapi.json")?;
    let mut city = City::open("fastapi", &proof, Origin::Unknown).await?;
    let citizen = stage.citizen(city.addr).await?;
    for part in ["Request to another address", "CORS policy", "net::ERR", "status of 400", "status of 404"] {
        citizen.expect(part);
    }
    citizen.open(&format!("/layanan/{}", form::text(&city.service, "id")?)).await?;
    citizen.press("button", "Mulai").await?;
    // Up to the first "Kirim".
    let pages = form::list(&proof["pages"])?.iter().take(3).cloned().collect();
    form::fill(&citizen, &Value::Array(pages)).await?;
    citizen.see("Server menolak hubungan dari halaman ini. Isian Anda tetap ada di HP ini. Beri tahu petugas.").await?;
    detail(&citizen, "refused (CORS)").await?;
    city.stop_backend().await?;
    citizen.press("button", "Coba kirim lagi").await?;
    citizen.see("Sinyal terputus. Isian Anda tetap ada di HP ini.").await?;
    detail(&citizen, "no reply").await
}

fn order(network: &Network, path: &str, failure: &Value) -> Result {
    let times = failure["times"].as_u64().unwrap_or(1);
    let body = form::text(failure, "body")?.repeat(usize::try_from(times)?);
    network.order(path, Fault::Head(form::text(failure, "reply")?.into(), body), 9);
    network.order("/masuk", Fault::Reply(200, "text/html", String::from("<!doctype html><h1>Masuk</h1>")), 9);
    Ok(())
}

/// Opens "Rincian" and reads it: what IT people want to know, and nothing of the citizen.
async fn detail(citizen: &Citizen, want: &str) -> Result {
    let script = "const all = Array.from(document.querySelectorAll('details')); \
        const detail = all.find(detail => detail.querySelector('summary').textContent === 'Rincian'); \
        if (!detail) return ''; detail.open = true; return detail.innerText";
    let text = String::from(citizen.run(script).await?.as_str().unwrap_or_default());
    ensure(text.contains(want), || format!("“Rincian” should say “{want}”; it says “{text}”."))?;
    ensure(!SECRETS.iter().any(|secret| text.contains(secret)), || format!("An answer stands in “{text}”."))
}
