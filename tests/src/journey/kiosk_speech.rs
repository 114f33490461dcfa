//! Reading aloud. There is no voice on a build machine, so the journeys bring a system's voices with them, in the shape of the Web Speech API:
//! what is said goes into a list that outlives the page.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::conversion::trader;
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Screen},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";

/// Voices that come late, as a system's do, and say one utterance after the other.
const SPEECH: &str = "(() => {
    const note = (what) => sessionStorage.setItem('said', JSON.stringify([...JSON.parse(sessionStorage.getItem('said') || '[]'), what]));
    class Speech extends EventTarget {
        constructor() { super(); this.voices = []; this.queue = []; setTimeout(() => { this.voices = VOICES; this.dispatchEvent(new Event('voiceschanged')); }, 500); }
        getVoices() { return this.voices; }
        speak(utterance) { this.queue.push(utterance); if (this.queue.length === 1) this.next(); }
        next() {
            const [utterance] = this.queue;
            if (!utterance) return;
            note(utterance.voice.name + ': ' + utterance.text);
            this.timer = setTimeout(() => { this.queue.shift(); if (utterance.onend) utterance.onend(); this.next(); }, 250);
        }
        cancel() { clearTimeout(this.timer); note('silence'); this.queue = []; }
    }
    Object.defineProperty(window, 'speechSynthesis', { value: new Speech() });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()";

pub async fn a_question_is_read_by_a_voice_of_the_system(_: Arc<Stage>) -> Result {
    let voices = json!([
        { "name": "others", "lang": "id-ID", "localService": false },
        { "name": "own", "lang": "id_ID", "localService": true },
        { "name": "english", "lang": "en-GB", "localService": true }
    ]);
    for (screen, name) in [(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")] {
        let (_office, kiosk) = speaking(screen, &voices).await?;
        kiosk.holds("document.querySelectorAll('.speak').length > 0").await?;
        kiosk.inspect(&[name, " speech home"].concat()).await?;
        kiosk.touch("link", "Usaha mikro dari SPTU").await?;
        kiosk.touch("button", "Mulai").await?;
        kiosk.arrive("Apa nomor SPTU Anda?").await?;
        kiosk.touch("button", "Lanjut").await?;
        kiosk.see("Ada 2 bagian yang perlu diperbaiki").await?;
        kiosk.inspect(&[name, " speech step"].concat()).await?;
    }
    let (_office, kiosk) = speaking(PORTRAIT, &voices).await?;
    let heard = read(&kiosk, "Bacakan: Mau mengurus apa hari ini?").await?;
    same("first", heard.first().map(String::as_str), Some("own: Mau mengurus apa hari ini?"))?;
    ensure(heard.iter().any(|what| what == "own: Usaha mikro dari SPTU"), || format!("{heard:?}"))?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.arrive("Apa nomor SPTU Anda?").await?;
    kiosk.touch("button", "Lanjut").await?;
    // The question and what is wrong; never what was answered.
    let heard = read(&kiosk, "Bacakan: NIK pemilik SPTU").await?;
    same("first", heard.first().map(String::as_str), Some("own: NIK pemilik SPTU"))?;
    let wrong = kiosk.cdp.run("document.querySelectorAll('.field__problem')[1].textContent").await?;
    let wrong = ["own: ", wrong.as_str().unwrap_or_default()].concat();
    ensure(heard.contains(&wrong), || format!("{wrong} is not in {heard:?}"))?;
    let trader = trader()?;
    kiosk.fill(&json!([trader["pages"][0]])).await?;
    kiosk.arrive("Di mana Anda berjualan?").await?;
    kiosk.touch("link", "Kembali").await?;
    kiosk.arrive("Apa nomor SPTU Anda?").await?;
    let heard = read(&kiosk, "Bacakan: NIK pemilik SPTU").await?;
    ensure(heard.iter().all(|what| !what.contains("6171") && !what.contains("8900")), || format!("{heard:?}"))?;
    kiosk.fill(&json!([{ "heading": "Apa nomor SPTU Anda?", "press": "Lanjut" }, trader["pages"][1]])).await?;
    kiosk.arrive("Apa usaha Anda?").await?;
    let heard = read(&kiosk, "Bacakan: Sudah punya NIB?").await?;
    ensure(heard.iter().any(|what| what == "own: Belum"), || format!("The alternatives are missing: {heard:?}"))?;
    // A second press ends it, another page ends it, and so does the wipe.
    begin(&kiosk, "Bacakan: Apa usaha Anda?").await?;
    kiosk.touch("button", "Bacakan: Apa usaha Anda?").await?;
    is_silent(&kiosk).await?;
    begin(&kiosk, "Bacakan: Sudah punya NIB?").await?;
    kiosk.touch("link", "Kembali").await?;
    is_silent(&kiosk).await?;
    kiosk.arrive("Di mana Anda berjualan?").await?;
    begin(&kiosk, "Bacakan: Di mana Anda berjualan?").await?;
    kiosk.wipe().await?;
    is_silent(&kiosk).await
}

pub async fn no_voice_of_others_reads_anything(_: Arc<Stage>) -> Result {
    let voices = json!([
        { "name": "others", "lang": "id-ID", "localService": false },
        { "name": "english", "lang": "en-GB", "localService": true }
    ]);
    let (_office, kiosk) = speaking(PORTRAIT, &voices).await?;
    same("buttons", buttons(&kiosk).await?, json!(0))?;
    kiosk.touch("button", "English").await?;
    kiosk.holds("document.querySelectorAll('.speak').length > 0").await?;
    kiosk.touch("button", "Indonesia").await?;
    kiosk.holds("document.querySelectorAll('.speak').length === 0").await
}

async fn speaking(screen: Screen, voices: &Value) -> Result<(Office, Kiosk)> {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
    let source = SPEECH.replace("VOICES", &voices.to_string());
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    kiosk.wipe().await?;
    kiosk.holds("speechSynthesis.getVoices().length > 0").await?;
    kiosk.arrive(HOME).await?;
    Ok((office, kiosk))
}

async fn buttons(kiosk: &Kiosk) -> Result<Value> {
    kiosk.cdp.run("document.querySelectorAll('.speak').length").await
}

/// Presses a button and gives what is heard until it is silent.
async fn read(kiosk: &Kiosk, name: &str) -> Result<Vec<String>> {
    kiosk.cdp.run("sessionStorage.removeItem('said')").await?;
    kiosk.touch("button", name).await?;
    kiosk.holds("JSON.parse(sessionStorage.getItem('said') || '[]').length > 1 && !document.querySelector('.speak[aria-pressed=true]')").await?;
    said(kiosk).await
}

/// Presses a button and leaves when the first words are said.
async fn begin(kiosk: &Kiosk, name: &str) -> Result {
    kiosk.cdp.run("sessionStorage.removeItem('said')").await?;
    kiosk.touch("button", name).await?;
    kiosk.holds("JSON.parse(sessionStorage.getItem('said') || '[]').some((what) => what.startsWith('own: '))").await
}

/// Nothing is said any more: not now, and not a while later.
async fn is_silent(kiosk: &Kiosk) -> Result {
    kiosk.holds("JSON.parse(sessionStorage.getItem('said')).pop() === 'silence'").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    same("last", said(kiosk).await?.pop().as_deref(), Some("silence"))
}

async fn said(kiosk: &Kiosk) -> Result<Vec<String>> {
    let said = kiosk.cdp.run("JSON.parse(sessionStorage.getItem('said') || '[]')").await?;
    let all: Vec<String> = serde_json::from_value(said)?;
    Ok(all.into_iter().skip_while(|what| what == "silence").collect())
}
