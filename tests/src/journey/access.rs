//! Every page, looked at with axe-core, with a screen reader's tree, large and dark; titles and focus; and one step by keyboard alone.

use std::sync::Arc;

use serde_json::json;
use thirtyfour::Key;

use super::{conversion, form};
use crate::{
    access::{compare, look, look_without_tree},
    citizen::Citizen,
    office::Office,
    stage::Stage,
    wrong::{Result, Wrong, ensure, same},
};

/// Every page of the conversion, first as it opens, then with its errors shown.
pub async fn every_page_of_the_form(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::open().await?, conversion::trader()?);
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    look(&citizen, "beranda").await?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    opened(&citizen, "Usaha mikro dari SPTU", "Usaha mikro dari SPTU – Loket").await?;
    look(&citizen, "layanan").await?;
    citizen.press("button", "Mulai").await?;
    let names = ["sptu", "tempat", "usaha", "pemilik", "periksa"];
    let titles = ["Langkah 1 dari 5", "Langkah 2 dari 5", "Langkah 3 dari 5", "Langkah 4 dari 5", "Langkah terakhir"];
    for ((page, name), title) in form::list(&trader["pages"])?.iter().zip(names).zip(titles) {
        let heading = form::text(page, "heading")?;
        opened(&citizen, heading, &format!("{title}: {heading} – Loket")).await?;
        settled(&citizen).await?;
        look(&citizen, name).await?;
        if name != "tempat" {
            citizen.press("button", if name == "periksa" { "Kirim permohonan" } else { "Lanjut" }).await?;
            citizen.title(&format!("Kesalahan: {title}: {heading} – Loket")).await?;
            citizen.focus_is("the error summary", "focused.getAttribute('role') === 'alert'").await?;
            look(&citizen, &format!("{name}-salah")).await?;
        }
        form::fill_page(&citizen, page).await?;
    }
    citizen.press("button", "Kirim permohonan").await?;
    opened(&citizen, "Permohonan terkirim", "Permohonan terkirim – Loket").await?;
    settled(&citizen).await?;
    look(&citizen, "terima").await?;

    let row = office.only_row()?;
    citizen.press("link", "Cek status permohonan").await?;
    opened(&citizen, "Cek status permohonan", "Cek status permohonan – Loket").await?;
    look(&citizen, "lacak").await?;
    citizen.press("button", "Cek status").await?;
    citizen.title("Kesalahan: Cek status permohonan – Loket").await?;
    look(&citizen, "lacak-salah").await?;
    citizen.write("Nomor permohonan", &row.number).await?;
    citizen.write("4 angka terakhir nomor HP", &row.digits).await?;
    citizen.press("button", "Cek status").await?;
    citizen.focus_is("the answer", "focused.innerText.includes('Terkirim')").await?;
    look(&citizen, "lacak-status").await?;
    citizen.open("/").await?;
    look(&citizen, "beranda-permohonan").await?;
    citizen.open("/tidak/ada").await?;
    look(&citizen, "tidak-ada").await
}

/// A new page: its title, and the focus on its heading.
async fn opened(citizen: &Citizen, heading: &str, title: &str) -> Result {
    citizen.arrive(heading).await?;
    citizen.title(title).await?;
    citizen.focus_is("the heading", "focused.tagName === 'H1'").await
}

/// No list is still on its way.
async fn settled(citizen: &Citizen) -> Result {
    citizen.see_no_more("sedang dimuat").await?;
    // One with an answer shows it at once, and the others come later.
    let loading = "return Array.from(document.querySelectorAll('select')).some(list => list.disabled || list.options.length < 3) || \
        Array.from(document.querySelectorAll('option')).some(option => option.text.includes('dimuat'))";
    crate::wait::until("the lists", || async { Ok(citizen.run(loading).await? == json!(false)) }).await
}

/// The judges themselves: each finds the fault that is put before it.
pub async fn faults_that_are_put_in_are_found(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let faults = [
        ("const image = new Image(); image.width = 9; document.querySelector('main').append(image)", "image-alt"),
        (
            "const wide = document.createElement('p'); wide.style.width = '400px'; wide.textContent = 'Lebar'; \
            document.querySelector('main').append(wide)",
            "Sideways scroll",
        ),
        ("document.querySelector('h1').textContent = 'Lain'", "differs in line"),
    ];
    for (fault, sentence) in faults {
        citizen.open("/").await?;
        citizen.run(fault).await?;
        let found = match sentence {
            "differs in line" => compare(&citizen.cdp()?, "beranda").await,
            _ => look_without_tree(&citizen).await,
        };
        let said = found.err().map(|Wrong(said)| said).unwrap_or_default();
        ensure(said.contains(sentence), || format!("{fault} should be found as “{sentence}”; there is “{said}”."))?;
    }
    Ok(())
}

pub async fn a_step_by_keyboard_alone(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    // The first stop of the tab key leads past the header.
    keys(&citizen, &[Key::Tab]).await?;
    citizen.focus_on("link", "Langsung ke isi").await?;
    tab_to(&citizen, "link", "Usaha mikro dari SPTU").await?;
    keys(&citizen, &[Key::Enter]).await?;
    citizen.arrive("Usaha mikro dari SPTU").await?;
    tab_to(&citizen, "button", "Mulai").await?;
    keys(&citizen, &[Key::Enter]).await?;
    citizen.arrive("Apa nomor SPTU Anda?").await?;
    citizen.focus_is("the heading", "focused.tagName === 'H1'").await?;
    tab_to(&citizen, "textbox", "Nomor SPTU").await?;
    citizen.driver.action_chain().send_keys("511.2/0147/FLB/2026").perform().await?;
    tab_to(&citizen, "textbox", "NIK pemilik SPTU").await?;
    citizen.driver.action_chain().send_keys("6171051708900001").perform().await?;
    keys(&citizen, &[Key::Enter]).await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    same("The market", citizen.picked_when("Pasar", "Pasar Flamboyan").await?.as_str(), "Pasar Flamboyan")
}

async fn keys(citizen: &Citizen, keys: &[Key]) -> Result {
    for key in keys {
        citizen.driver.action_chain().send_keys(key.clone() + "").perform().await?;
    }
    Ok(())
}

async fn tab_to(citizen: &Citizen, role: &str, name: &str) -> Result {
    let wanted = citizen.find(role, name).await?;
    for _ in 0..30 {
        keys(citizen, &[Key::Tab]).await?;
        if citizen.driver.active_element().await? == wanted {
            let ring = "const style = getComputedStyle(document.activeElement); \
                return style.outlineStyle !== 'none' || style.boxShadow !== 'none'";
            return same(&format!("A ring around {name}"), citizen.run(ring).await?, json!(true));
        }
    }
    crate::wrong::wrong(format!("The tab key does not lead to {role} “{name}”."))
}

pub async fn sending_and_finding_speak_through_one_live_region(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::open().await?, conversion::trader()?);
    let network = crate::network::Network::to(office.addr, 13).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.open("/").await?;
    // What a polite region says, in order: written down as a screen reader hears it.
    let listen = "window.heard = []; const region = document.querySelector('[aria-live=polite]'); \
        new MutationObserver(() => window.heard.push(region.textContent.trim())).observe(region, \
        { childList: true, characterData: true, subtree: true }); return document.querySelectorAll('[aria-live]').length";
    same("The number of live regions", citizen.run(listen).await?, json!(1))?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    citizen.press("button", "Mulai").await?;
    form::fill(&citizen, &trader["pages"]).await?;
    network.order("/api/services/", crate::network::Fault::Delay(std::time::Duration::from_millis(500)), 1);
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let heard = citizen.run("return window.heard.filter((said, n) => said && said !== window.heard[n - 1])").await?;
    same(
        "What was heard",
        heard,
        json!(["Mencari data Anda…", "Data ditemukan. Periksa isian di bawah.", "Sedang mengirim…"]),
    )
}
