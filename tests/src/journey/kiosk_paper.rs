//! What a kiosk prints.

use std::sync::Arc;

use serde_json::json;

use super::{conversion, settings::settings};
use crate::{
    kiosk::{Kiosk, PORTRAIT},
    network::Network,
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

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
