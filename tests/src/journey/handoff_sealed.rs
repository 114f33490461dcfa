//! What goes between kiosk and phone is read by nobody else, and opens only for whom it was meant.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use tokio::process::Command;

use super::{
    conversion, form,
    handing::{DIGITS, FROM_PHONE, GONE, STORE, TO_PHONE, begin, choose, digits, go, has_all, take, type_digits},
    keep,
};
use crate::{
    access,
    kiosk::{Kiosk, PORTRAIT},
    network::Network,
    office::Office,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

const BROKEN: &str = "Isian ini tidak bisa dibuka";
/// What somebody types at the kiosk; nobody but the phone may read it before it is sent.
const SECRETS: [&str; 3] = ["511.2/0147/FLB/2026", "6171051708900001", "Toko Ka"];

pub async fn the_office_has_nothing_to_read(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::with_log().await?, conversion::trader()?);
    let network = Network::to(office.addr, 61).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    let key = address.split('.').find(|part| part.len() == 52).unwrap_or_default();
    let id = address.split('.').find(|part| part.len() == 26).unwrap_or_default();
    let found = |secrets: &[&str], bytes: &[u8]| -> Vec<String> {
        let held = |secret: &&&str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        secrets.iter().filter(held).map(|secret| String::from(*secret)).collect()
    };
    let secrets = [SECRETS[0], SECRETS[1], SECRETS[2], "usaha-mikro", key];
    same("What the office has", office.count("handoff WHERE sealed IS NOT NULL")?, 1)?;
    same("Secrets in the database", found(&secrets, &office.bytes()?), Vec::new())?;
    let sent: Vec<String> = network.seen(STORE).into_iter().map(|seen| [seen.path, seen.body].concat()).collect();
    ensure(!sent.is_empty(), || String::from("Nothing was handed over."))?;
    same("Secrets on the line", found(&secrets, sent.concat().as_bytes()), Vec::new())?;

    take(&citizen, &address).await?;
    has_all(&citizen).await?;
    form::fill(&citizen, &json!([trader["pages"][2], trader["pages"][3], trader["pages"][4]])).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let log = office.log()?;
    ensure(log.contains("PUT /api/handoff/{id} 201"), || format!("The log lacks the hand-over: {log}"))?;
    same("Secrets in the log", found(&[SECRETS[0], SECRETS[1], SECRETS[2], key, id], log.as_bytes()), Vec::new())?;
    // Now they are there: so each place was looked at in earnest.
    let readable = [SECRETS[0], SECRETS[1], SECRETS[2], "usaha-mikro"];
    same("Found once it is sent", found(&readable, &office.bytes()?).len(), 4)?;
    let sent: String = network.seen("/api/services").into_iter().map(|seen| [seen.path, seen.body].concat()).collect();
    same("Seen when it is sent", found(&readable, sent.as_bytes()).len(), 4)
}

pub async fn what_is_not_meant_so_opens_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    // A letter of the key is another one.
    let at = address.find("#HP.").unwrap_or_default() + "#HP.".len() + 30;
    let letter = if address[at..].starts_with('A') { "B" } else { "A" };
    let strange = [&address[..at], letter, &address[at + 1..]].concat();
    let refused = async |address: &str, title: &str| -> Result {
        take(&citizen, address).await?;
        citizen.arrive(title).await
    };
    refused(&strange, BROKEN).await?;
    access::look_without_tree(&citizen).await?;
    // One byte of what the office keeps is another one.
    office.change("CREATE TABLE aside AS SELECT sealed FROM handoff")?;
    let flip = "UPDATE handoff SET sealed = CAST(substr(sealed, 1, 400) || \
        CASE substr(sealed, 401, 1) WHEN x'5a' THEN x'a5' ELSE x'5a' END || substr(sealed, 402) AS BLOB)";
    same("Rows", office.change(flip)?, 1)?;
    refused(&address, BROKEN).await?;
    // Its time is over.
    kiosk.see("Pindai kode ini dengan kamera HP Anda").await?;
    office.change("UPDATE handoff SET sealed = (SELECT sealed FROM aside), written = written - 901")?;
    refused(&address, GONE).await?;
    go(&citizen, &[&citizen.home, "/lanjut"].concat()).await?;
    citizen.arrive("Pindai dulu kode di layar kiosk").await?;
    access::look_without_tree(&citizen).await?;

    // What a phone gives is another thing once it comes to the kiosk.
    kiosk.wipe().await?;
    keep::half_way(&citizen).await?;
    choose(&citizen, &kiosk.offer(FROM_PHONE).await?).await?;
    let shown = digits(&kiosk).await?;
    citizen.arrive(DIGITS).await?;
    let spoil = "CREATE TRIGGER spoil AFTER UPDATE OF sealed ON handoff WHEN new.sealed IS NOT NULL AND old.sealed IS NULL \
        BEGIN UPDATE handoff SET sealed = (SELECT sealed FROM aside) WHERE id = new.id; END";
    office.change(spoil)?;
    type_digits(&citizen, &shown).await?;
    kiosk.see("Isian dari HP tidak bisa dibuka.").await?;
    kiosk.inspect("unread").await?;
    office.change("DROP TRIGGER spoil")?;

    // Two phones before one code: only one of them opens it.
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    take(&citizen, &address).await?;
    has_all(&citizen).await?;
    let other = stage.citizen(office.addr).await?;
    take(&other, &address).await?;
    other.arrive(GONE).await
}

pub async fn what_was_sealed_otherwise_opens_nothing(_: Arc<Stage>) -> Result {
    let root = tool::path("LOKET_ROOT")?;
    let (node, modules) = (tool::path("LOKET_NODE")?, tool::path("LOKET_MODULES")?);
    let check = |control: bool| {
        let mut command = Command::new(&node);
        command.arg(root.join("tests/data/envelope.mjs")).arg(root.join("src/kiosk")).arg(&modules);
        if control {
            command.env("CONTROL", "1");
        }
        command
    };
    let output = check(false).output().await?;
    let said = [output.stdout, output.stderr].concat();
    ensure(output.status.success(), || String::from_utf8_lossy(&said).into_owned())?;
    ensure(!check(true).output().await?.status.success(), || String::from("Bits that are not changed are not found."))
}

pub async fn a_wiped_kiosk_opens_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?;
    choose(&citizen, &address).await?;
    let shown = digits(&kiosk).await?;
    citizen.arrive(DIGITS).await?;
    kiosk.wipe().await?;
    type_digits(&citizen, &shown).await?;
    until("the office to have it", || async { Ok(office.count("handoff WHERE sealed IS NOT NULL")? == 1) }).await?;
    // Longer than a kiosk looks.
    tokio::time::sleep(Duration::from_secs(5)).await;
    kiosk.arrive("Mau mengurus apa hari ini?").await?;
    same("What the office has", office.count("handoff WHERE sealed IS NOT NULL")?, 1)?;
    // The phone has it still.
    citizen.open("/").await?;
    citizen.see("Sedang dipindahkan dari atau ke kiosk.").await
}
