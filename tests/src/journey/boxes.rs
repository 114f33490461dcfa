//! What people do to boxes beside typing plain letters: paste what has more in it than is seen, put letters together, let another program
//! fill them in; and words that are wider than a phone.

use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::Key;

use super::rows::look;
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

/// Everything is read as it is meant, shows at once what follows from it, and is sent so.
pub async fn what_is_pasted_composed_and_filled_in_is_read_as_it_is_meant(stage: Arc<Stage>) -> Result {
    let (office, citizen) = open(&stage, "kotak-isian", "Kotak isian").await?;
    let data = tool::json("tests/data/boxes.json")?;
    for paste in data["pasted"].as_array().into_iter().flatten() {
        let [label, text, shown] = [0, 1, 2].map(|index| paste[index].as_str().unwrap_or_default());
        put(&citizen, label, text, "input").await?;
        citizen.leave().await?;
        same(&format!("{label} with {text:?}"), citizen.value("textbox", label).await?.as_str(), shown)?;
    }
    worked_out(&citizen).await?;
    composed(&citizen).await?;
    filled_in(&citizen).await?;
    // Five faces fit where five letters do; a sixth does not.
    citizen.find("textbox", "Kode").await?.click().await?;
    citizen.cdp()?.call("Input.insertText", json!({ "text": "😀😀😀😀😀😀" })).await?;
    same("Kode", citizen.value("textbox", "Kode").await?.as_str(), "😀😀😀😀😀")?;
    citizen.choose("radio", "Tidak ada").await?;
    let story = citizen.find("textbox", "Cerita").await?;
    story.send_keys("satu").await?;
    story.send_keys(Key::Enter + "dua").await?;
    citizen.see("Fasilitas (boleh dikosongkan)").await?;
    // Enter in a box checks the step as "Lanjut" does.
    citizen.find("textbox", "Nama").await?.send_keys(Key::Enter + "").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    for sentence in data["review"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        citizen.see(sentence).await?;
    }
    let twice = "const button = Array.from(document.querySelectorAll('button')).find(button => button.textContent.startsWith('Kirim')); \
        button.click(); button.click()";
    citizen.run(twice).await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The answers", &office.only_row()?.answers, &data["answers"])
}

/// A service whose titles, alternatives and answers are words without an end: no sideways scroll, on any of its pages.
pub async fn words_wider_than_a_phone_wrap(stage: Arc<Stage>) -> Result {
    let title =
        tool::json("tests/data/service/kata-panjang.json")?["title"]["id"].as_str().unwrap_or_default().to_owned();
    let office = Office::with_service("kata-panjang").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    look(&citizen, "boxes-home").await?;
    citizen.press("link", &title).await?;
    citizen.find("button", "Mulai").await?;
    look(&citizen, "boxes-service").await?;
    citizen.press("button", "Mulai").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.see("belum diisi").await?;
    let options = "const list = document.querySelector('select'); list.selectedIndex = 1; list.dispatchEvent(new Event('change'))";
    citizen.run(options).await?;
    citizen.press("button", &["Tambah Rincian", &words()].concat()).await?;
    put(&citizen, "Catatan", &"x".repeat(200), "input").await?;
    look(&citizen, "boxes-wrong").await?;
    put(&citizen, &title, &"y".repeat(90), "input").await?;
    citizen.choose("radio", &words()).await?;
    citizen.choose("checkbox", &words()).await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    look(&citizen, "boxes-review").await
}

/// Without a UI schema: none is an answer, one of two is asked for by both their names, and a question comes with what it hangs on.
pub async fn questions_come_from_the_schema_alone(stage: Arc<Stage>) -> Result {
    let (office, citizen) = open(&stage, "tanpa-tata-letak", "Tanpa tata letak").await?;
    citizen.write("Nama", "Siti").await?;
    citizen.choose("radio", "ID").await?;
    citizen.choose("radio", "Kalbar").await?;
    citizen.write("Kota", "Pontianak").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.see("Ada 1 bagian yang perlu diperbaiki").await?;
    look(&citizen, "boxes-one-of-two").await?;
    citizen.press("link", "Isi Nomor HP atau Surel.").await?;
    citizen.focus_on("textbox", "Nomor HP").await?;
    let text = citizen.text().await?;
    ensure(!text.contains("Nomor HP (boleh") && !text.contains("Surel (boleh"), || text.clone())?;
    citizen.write("Surel", "siti@contoh.id").await?;
    citizen.choose("radio", "MY").await?;
    citizen.see_no_more("Provinsi").await?;
    ensure(!citizen.has("textbox", "Kota").await?, || String::from("Kota is still asked."))?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    look(&citizen, "boxes-none").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let want = json!({ "nama": "Siti", "surel": "siti@contoh.id", "negara": "MY", "anggota": [], "fasilitas": [], "harga": {} });
    same("The answers", &office.only_row()?.answers, &want)
}

fn words() -> String {
    String::from("Ketidakbertanggungjawabannyayangberkepanjangansekali")
}

// A product and what hangs on it, while the second box still has the focus.
async fn worked_out(citizen: &Citizen) -> Result {
    citizen.write("Panjang", "3").await?;
    citizen.write("Lebar", "4").await?;
    for (length, area, fee) in [("", "12", "12000"), ("5", "20", "20000")] {
        if !length.is_empty() {
            citizen.write("Panjang", length).await?;
        }
        same("Luas", citizen.value("textbox", "Luas").await?.as_str(), area)?;
        same("Biaya", citizen.value("textbox", "Biaya").await?.as_str(), fee)?;
    }
    Ok(())
}

// Digits that a keyboard puts together come once, and are grouped when they are done.
async fn composed(citizen: &Citizen) -> Result {
    let (box_of_price, cdp) = (citizen.find("textbox", "Harga").await?, citizen.cdp()?);
    box_of_price.click().await?;
    box_of_price.send_keys(Key::Control + "a").await?;
    box_of_price.send_keys(Key::Backspace + "").await?;
    for text in ["1", "12", "123", "1234"] {
        let at = text.len();
        cdp.call("Input.imeSetComposition", json!({ "text": text, "selectionStart": at, "selectionEnd": at })).await?;
        same("While it is put together", citizen.value("textbox", "Harga").await?.as_str(), text)?;
    }
    cdp.call("Input.insertText", json!({ "text": "12345" })).await?;
    stands(citizen, "12.345|").await?;
    // The caret stays where a digit was typed.
    box_of_price.send_keys(Key::Home + Key::Right + "9").await?;
    stands(citizen, "19|2.345").await?;
    citizen.leave().await
}

// What another program writes tells itself by `change` alone.
async fn filled_in(citizen: &Citizen) -> Result {
    put(citizen, "NIK", "6171051708900001", "change").await?;
    same("NIK", citizen.value("textbox", "NIK").await?.as_str(), "6171 0517 0890 0001")?;
    put(citizen, "Nama", "Nur\u{2019}aini", "change").await
}

// Puts a text into a box in one go, and lets it be heard by this event.
async fn put(citizen: &Citizen, label: &str, text: &str, event: &str) -> Result {
    let script = "arguments[0].focus(); arguments[0].value = arguments[1]; \
        arguments[0].dispatchEvent(new Event(arguments[2], { bubbles: true }))";
    let element = citizen.find("textbox", label).await?;
    citizen.driver.execute(script, vec![element.to_json()?, json!(text), json!(event)]).await?;
    Ok(())
}

async fn stands(citizen: &Citizen, want: &str) -> Result {
    let script = "const box = document.activeElement; \
        return box.value.slice(0, box.selectionStart) + '|' + box.value.slice(box.selectionEnd)";
    same("The box", citizen.run(script).await?, json!(want))
}

async fn open(stage: &Arc<Stage>, service: &str, title: &str) -> Result<(Office, Arc<Citizen>)> {
    let office = Office::with_service(service).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", title).await?;
    citizen.press("button", "Mulai").await?;
    citizen.find("button", "Lanjut").await?;
    until("the boxes", || async { citizen.has("textbox", "Nama").await }).await?;
    Ok((office, citizen))
}
