//! Lists of rows and branches, as somebody fills them in: added, removed and put back, moved, with the focus where it helps and
//! a word for who does not see it.

use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::Key;

use super::form;
use crate::{
    access::look_without_tree,
    citizen::Citizen,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

/// The whole form, as its data file says; what arrives is what was filled in, without the ids of rows.
pub async fn lists_and_branches_are_filled_in_and_sent(stage: Arc<Stage>) -> Result {
    let (office, citizen) = open(&stage).await?;
    let data = tool::json("tests/data/rows.json")?;
    form::fill(&citizen, &data["pages"]).await?;
    citizen.arrive("Permohonan terkirim").await?;
    let row = office.only_row()?;
    same("The answers", &row.answers, &data["answers"])
}

/// Every widget of rows and branches, empty, wrong and filled in: axe-core, dark, 320 px, large text.
pub async fn rows_and_branches_for_everybody(stage: Arc<Stage>) -> Result {
    let (_office, citizen) = open(&stage).await?;
    let data = tool::json("tests/data/rows.json")?;
    for (n_page, page) in form::list(&data["pages"])?.iter().enumerate() {
        citizen.arrive(form::text(page, "heading")?).await?;
        look(&citizen, &format!("rows-{n_page}-empty")).await?;
        let acts = form::list(&page["do"])?;
        for (n_act, act) in acts.iter().enumerate() {
            let words: Vec<&str> = form::list(act)?.iter().filter_map(Value::as_str).collect();
            form::do_one(&citizen, &words).await?;
            if page["wrongAfter"] == json!(n_act) {
                citizen.press("button", form::text(page, "press")?).await?;
                look(&citizen, &format!("rows-{n_page}-wrong")).await?;
            }
        }
        look(&citizen, &format!("rows-{n_page}-full")).await?;
        citizen.press("button", form::text(page, "press")?).await?;
    }
    Ok(())
}

/// The focus after each act on a row, by keyboard, and what is said.
///
/// Supports: array-list, sort-buttons, nav-buttons.
pub async fn the_focus_follows_a_row(stage: Arc<Stage>) -> Result {
    let (_office, citizen) = open(&stage).await?;
    citizen.arrive("Siapa anggotanya?").await?;
    press(&citizen, "Tambah Anggota").await?;
    citizen.focus_on("group", "Anggota 1").await?;
    citizen.see("Anggota 1 ditambahkan.").await?;
    citizen.write("Nama", "Siti").await?;
    citizen.focus_on("textbox", "Nama").await?;
    citizen.choose("radio", "Ikan").await?;
    // The question that the choice shows does not take the focus from it.
    citizen.find("textbox", "Nomor izin ikan").await?;
    citizen.focus_on("radio", "Ikan").await?;
    press(&citizen, "Tambah Anggota").await?;
    citizen.focus_on("group", "Anggota 2").await?;
    press(&citizen, "Naikkan Anggota 2").await?;
    citizen.see("Anggota 1 sekarang nomor 1.").await?;
    citizen.focus_on("button", "Turunkan Anggota 1").await?;
    press(&citizen, "Hapus Anggota 2").await?;
    citizen.see("Anggota 2: Siti dihapus. Bisa dikembalikan.").await?;
    citizen.focus_on("button", "Kembalikan yang dihapus").await?;
    citizen.driver.active_element().await?.send_keys(Key::Enter + "").await?;
    citizen.focus_on("group", "Anggota 2: Siti").await?;
    // A line of the error summary names the row and leads into it.
    citizen.press("button", "Lanjut").await?;
    citizen.press("link", "Anggota 1: Nama belum diisi.").await?;
    let inside = "focused.labels && focused.labels[0].textContent.startsWith('Nama') \
        && focused.closest('fieldset').textContent.startsWith('Anggota 1')";
    citizen.focus_is("the name in the first row", inside).await?;
    citizen.reload().await?;
    citizen.find("group", "Anggota 2: Siti").await?;
    Ok(())
}

async fn press(citizen: &Citizen, button: &str) -> Result {
    let element = citizen.find("button", button).await?;
    element.focus().await?;
    Ok(element.send_keys(Key::Enter + "").await?)
}

async fn open(stage: &Arc<Stage>) -> Result<(Office, Arc<Citizen>)> {
    let office = Office::with_service("kelompok-pedagang").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Kelompok pedagang").await?;
    citizen.press("button", "Mulai").await?;
    Ok((office, citizen))
}

/// Looks at the page; with LOKET_SHOTS a picture of it is kept in that folder.
pub async fn look(citizen: &Citizen, name: &str) -> Result {
    if let Some(folder) = std::env::var_os("LOKET_SHOTS") {
        let picture = citizen.cdp()?.call("Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await?;
        let bytes = picture["data"].as_str().unwrap_or_default();
        ensure(!bytes.is_empty(), || String::from("No picture."))?;
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.base64")), bytes)?;
    }
    look_without_tree(citizen).await
}
