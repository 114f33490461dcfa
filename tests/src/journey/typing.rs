//! What happens in a box while somebody types into it.

use std::sync::Arc;

use serde_json::json;
use thirtyfour::Key;

use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    wrong::{Result, same},
};

/// Groups of digits, as on the card, and a caret that stays where it was; whoever writes otherwise is not hindered.
pub async fn separators_come_by_themselves(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    citizen.press("button", "Mulai").await?;
    let nik = citizen.find("textbox", "NIK pemilik SPTU").await?;
    nik.send_keys("6171051708900001").await?;
    stands(&citizen, "6171 0517 0890 0001|").await?;
    // A digit was forgotten, and another is too much.
    nik.send_keys(Key::Home + Key::Right + Key::Right + "9").await?;
    stands(&citizen, "619|7 1051 7089 00001").await?;
    nik.send_keys(Key::Backspace + "").await?;
    stands(&citizen, "61|71 0517 0890 0001").await?;
    nik.send_keys(Key::Control + "a").await?;
    citizen.run("document.execCommand('insertText', false, '6171.0517.0890.0001')").await?;
    stands(&citizen, "6171.0517.0890.0001|").await?;
    citizen.leave().await?;
    same("The NIK that was left", citizen.value("textbox", "NIK pemilik SPTU").await?.as_str(), "6171 0517 0890 0001")
}

// The text in the box with the focus, with its caret.
async fn stands(citizen: &Citizen, want: &str) -> Result {
    let script = "const box = document.activeElement; \
        return box.value.slice(0, box.selectionStart) + '|' + box.value.slice(box.selectionEnd)";
    same("The box", citizen.run(script).await?, json!(want))
}
