//! What config.json may say of the backend: where the services come from, how long a silent one is waited for.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::process::Command;

use crate::{
    city,
    network::{Fault, Network},
    office::{Office, units},
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

pub async fn services_come_from_the_backend(stage: Arc<Stage>) -> Result {
    let (_office, network) = catalogue(41).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Kelompok pedagang").await?;
    citizen.arrive("Kelompok pedagang").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Siapa anggotanya?").await?;
    same("What is asked of the app's own catalogue", network.seen("/services/").len(), 0)
}

/// A deployment whose services the backend gives: one, at `/api/layanan`. Its page is what the build makes of these settings.
pub async fn catalogue(seed: u64) -> Result<(Office, Network)> {
    let office = Office::open().await?;
    let dist = office.file("city");
    city::run(Command::new("cp").arg("-rL").arg(tool::path("LOKET_DIST")?).arg(&dist)).await?;
    let page = std::fs::read_to_string(dist.join("index.html"))?;
    let named = page.replace("data-index=\"/services/index.json\"", "data-index=\"/api/layanan/index.json\"");
    ensure(named != page, || String::from("The page names no index."))?;
    std::fs::write(dist.join("index.html"), named)?;
    for pressed in ["index.html.gz", "index.html.br"] {
        std::fs::remove_file(dist.join(pressed))?;
    }
    office.deploy_folder(&dist)?;
    let network = Network::to(office.addr, seed).await?;
    let service = tool::json("tests/data/service/kelompok-pedagang.json")?;
    let mut entry = json!({ "keywords": "percobaan", "fee": 0, "time": service["delivery"]["time"] });
    for key in ["id", "version", "title", "summary", "minutes"] {
        entry[key] = service[key].clone();
    }
    settings(&network, "catalogue", json!("/api/layanan"))?;
    reply(&network, "/api/layanan/index.json", &json!({ "services": [entry] }));
    reply(&network, "/api/layanan/kelompok-pedagang/2026-11-24.json", &service);
    Ok((office, network))
}

pub async fn a_silent_backend_is_given_up(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 42).await?;
    settings(&network, "waitSeconds", json!(5))?;
    network.order("/api/status", Fault::Hold, 9);
    let citizen = stage.citizen(network.addr).await?;
    citizen.open("/lacak").await?;
    citizen.write("Nomor permohonan", "7H3K 92QX").await?;
    citizen.write("4 angka terakhir nomor HP", "7890").await?;
    citizen.press("button", "Cek status").await?;
    // Left alone it would be waited for longer than anybody waits here.
    citizen.see("Ada 1 bagian yang perlu diperbaiki").await?;
    network.heal();
    Ok(())
}

/// The shipped settings, as the stand-in serves them: with its kiosk.
pub fn shipped() -> Result<Value> {
    let mut config = tool::json("public/config.json")?;
    config["kiosk"]["units"] = units();
    Ok(config)
}

/// The shipped settings with one more.
pub fn settings(network: &Network, key: &str, value: Value) -> Result {
    let config = with(key, value)?;
    reply(network, "/config.json", &config);
    Ok(())
}

/// The same for a page that asks for them again and again.
pub fn always(network: &Network, key: &str, value: Value) -> Result {
    let config = with(key, value)?;
    network.order("/config.json", Fault::Reply(200, "application/json", config.to_string()), usize::MAX);
    Ok(())
}

fn with(key: &str, value: Value) -> Result<Value> {
    let mut config = shipped()?;
    config[key] = value;
    // Whatever else they say of kiosks, they know this one.
    config["kiosk"]["units"] = units();
    Ok(config)
}

fn reply(network: &Network, path: &str, json: &Value) {
    network.order(path, Fault::Reply(200, "application/json", json.to_string()), 9);
}
