//! /periksa-sistem: what works is said to work, and what does not is named.

use std::sync::Arc;

use crate::{
    access::look_without_tree,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::Result,
};

pub async fn a_system_that_works(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    // Nothing stands at the backend's base, and nobody has the number that is asked for.
    citizen.expect("status of 404");
    citizen.open("/periksa-sistem").await?;
    citizen.arrive("Periksa sistem").await?;
    citizen.title("Periksa sistem – Loket").await?;
    citizen.press("button", "Periksa sekarang").await?;
    for part in [
        "Server permohonan",
        "Cek status",
        "Pindah antara HP dan kiosk Baik",
        "Usaha mikro dari SPTU, daftar pilihan",
        "Versi",
    ] {
        citizen.see(part).await?;
    }
    // The app's own files may have come only now.
    citizen.reload().await?;
    citizen.press("button", "Periksa sekarang").await?;
    citizen.see("Buka tanpa sinyal Baik").await?;
    look_without_tree(&citizen).await
}

pub async fn parts_that_do_not_answer_are_named(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 31).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 50");
    citizen.expect("status of 404");
    let broken = r#"{ "id": "usaha-mikro-dari-sptu", "version": "2026-11-24", "schema": { "type": "objekt" } }"#;
    network.order("/services/usaha-mikro-dari-sptu", Fault::Reply(200, "application/json", broken.into()), 99);
    network.order("/api/status", Fault::Reply(502, "text/html", String::from("<h1>Bad gateway</h1>")), 99);
    network.order("/api/handoff", Fault::Reply(404, "text/html", String::from("<h1>Not found</h1>")), 99);
    citizen.open("/periksa-sistem").await?;
    citizen.press("button", "Periksa sekarang").await?;
    citizen.see("Cek status: 502 status").await?;
    citizen.see("Pindah antara HP dan kiosk: 404 status").await?;
    citizen.see("Usaha mikro dari SPTU: broken /schema/type").await?;
    look_without_tree(&citizen).await?;
    network.heal();
    citizen.press("button", "Periksa sekarang").await?;
    citizen.see_no_more("502 status").await?;
    citizen.see("Cek status Baik").await
}
