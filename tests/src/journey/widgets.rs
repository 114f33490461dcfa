//! The widgets that JSON Forms' options ask for: what each is, and what is kept of times, moments and sliders.

use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use super::{form, rows::look};
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

/// The boxes and what stands at them.
///
/// Supports: placeholder, trim, restrict, focus, password, multi, suggestion, anyof-suggestions, toggle, hide-empty-option,
/// hide-required-asterisk, asterisk, orientation, radio, config, description-shown.
pub async fn every_option_of_json_forms(stage: Arc<Stage>) -> Result {
    let (_office, citizen) = open(&stage).await?;
    let data = tool::json("tests/data/widgets.json")?;
    citizen.focus_on("textbox", "Nomor HP").await?;
    for (label, wanted) in members(&data["boxes"]) {
        let element = citizen.find(form::text(wanted, "role")?, label).await?;
        for (name, value) in members(wanted).filter(|(name, _)| *name != "role") {
            same(&format!("{name} of {label}"), element.attr(name).await?.as_deref(), value.as_str())?;
        }
    }
    for (id, wanted) in members(&data["suggestions"]) {
        let script = format!("return Array.from(document.getElementById('{id}').options).map(option => option.value)");
        same(id, &citizen.run(&script).await?, wanted)?;
    }
    let list = citizen.find("combobox", "Pasar").await?;
    let script = "return Array.from(arguments[0].options).map(option => option.hidden)";
    let hidden = citizen.driver.execute(script, vec![list.to_json()?]).await?;
    same("The empty line", hidden.json(), &json!([true, false, false, false, false, false, false, false]))?;
    // What may be left empty says so, unless it is told not to; radio buttons stand one under the other.
    citizen.see("Nama panggilan (boleh dikosongkan)").await?;
    citizen.see("Dua kalimat cukup.").await?;
    ensure(!citizen.text().await?.contains("Cerita (boleh dikosongkan)"), || String::from("Cerita has its mark."))?;
    let (first, second) = (citizen.find("radio", "Merah").await?.rect().await?, citizen.find("radio", "Biru").await?);
    ensure(second.rect().await?.y > first.y + 40.0, || String::from("The alternatives stand side by side."))?;
    look(&citizen, "widgets-empty").await
}

/// Lists.
///
/// Supports: list-with-detail, element-label, disable-add-remove, sort-buttons, i18n-arrays, i18n-none.
pub async fn lists_as_json_forms_options_have_them(stage: Arc<Stage>) -> Result {
    let (_office, citizen) = open(&stage).await?;
    same("The empty line", citizen.picked("Pasar").await?.as_str(), "Belum ada")?;
    citizen.see("Belum ada teman.").await?;
    for _ in 0..2 {
        citizen.press("button", "Satu teman lagi").await?;
    }
    citizen.find("button", "Ke bawah Teman 1").await?;
    let none = !citizen.has("button", "Hapus Teman 1").await? && !citizen.has("button", "Tambah Kerabat").await?;
    ensure(none, || String::from("A button stands there that should not."))?;
    // A row without a name is open; its name is a button that folds it.
    let boxes = |citizen: Arc<Citizen>| async move {
        citizen.run("return Array.from(document.querySelectorAll('input')).filter(box => box.labels[0] && box.labels[0].textContent.startsWith('Usia teman') && box.getClientRects().length).length").await
    };
    same("Open rows", boxes(citizen.clone()).await?, json!(2))?;
    let first = "const box = Array.from(document.querySelectorAll('input')).find(box => box.labels[0] && box.labels[0].textContent.startsWith('Usia teman')); return box";
    let first = citizen.driver.execute(first, Vec::new()).await?.element()?;
    first.send_keys("tujuh").await?;
    citizen.leave().await?;
    citizen.press("button", "Teman 1: tujuh").await?;
    same("Open rows", boxes(citizen.clone()).await?, json!(1))?;
    look(&citizen, "widgets-lists").await
}

/// What is kept of them.
///
/// Supports: format-time, format-date-time, slider, format-integer.
pub async fn times_and_sliders_are_filled_in_and_sent(stage: Arc<Stage>) -> Result {
    let (office, citizen) = open(&stage).await?;
    let data = tool::json("tests/data/widgets.json")?;
    let slider = citizen.find("slider", "Nilai layanan").await?;
    same("An untouched slider", slider.attr("aria-valuetext").await?.as_deref(), Some("Pilih satu"))?;
    citizen.press("button", "Lanjut").await?;
    citizen.see("Nilai layanan belum diisi.").await?;
    look(&citizen, "widgets-wrong").await?;
    citizen.write("Nomor HP", "0812-5600-7890").await?;
    citizen.write("Modal", "1250000").await?;
    citizen.leave().await?;
    same("Modal", citizen.value("textbox", "Modal").await?.as_str(), "1.250.000")?;
    // The box takes no more than `maxLength`.
    citizen.find("textbox", "Nama panggilan").await?.send_keys("Siti Aminah").await?;
    for (label, time) in members(&data["times"]) {
        pick(&citizen, &citizen.find("clock", label).await?, time).await?;
    }
    citizen.choose("radio", "Biru").await?;
    citizen.choose("switch", "Kirimi saya kabar").await?;
    slider.send_keys(Key::Right + "").await?;
    same("A moved slider", slider.attr("aria-valuetext").await?.as_deref(), Some("4"))?;
    look(&citizen, "widgets-full").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    for sentence in form::list(&data["review"])? {
        citizen.see(sentence.as_str().unwrap_or_default()).await?;
    }
    citizen.press("button", "Kirim").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let mut answers = office.only_row()?.answers;
    let zone = citizen.run("return new Date().getTimezoneOffset()").await?.as_i64().unwrap_or_default();
    let closing = answers["tutup"].take();
    ensure(closing.as_str().is_some_and(|time| time.starts_with("21:05:00") && time.len() == 14), || {
        closing.to_string()
    })?;
    let began = citizen.run("return new Date('2026-11-25T08:30').toISOString()").await?;
    same(&format!("The moment, in a zone of {zone}"), &answers["mulai"].take(), &began)?;
    if let Some(answers) = answers.as_object_mut() {
        answers.retain(|_, value| !value.is_null());
    }
    same("The answers", &answers, &data["answers"])
}

/// As the browser's own picker does it: which keys a box for a time takes depends on the language of the browser.
async fn pick(citizen: &Citizen, element: &WebElement, value: &Value) -> Result {
    let script = "arguments[0].focus(); arguments[0].value = arguments[1]; \
        arguments[0].dispatchEvent(new Event('input', { bubbles: true })); arguments[0].blur()";
    citizen.driver.execute(script, vec![element.to_json()?, value.clone()]).await?;
    Ok(())
}

fn members(json: &Value) -> impl Iterator<Item = (&str, &Value)> {
    json.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

async fn open(stage: &Arc<Stage>) -> Result<(Office, Arc<Citizen>)> {
    let office = Office::with_service("aneka-isian").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Aneka isian").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Aneka isian").await?;
    citizen.find("button", "Lanjut").await?;
    Ok((office, citizen))
}
