//! Attacks by patterns that take for ever.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    http::{self, Message},
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

/// Words, as somebody writes them who is not on guard: an engine that goes back and tries again reads 28 letters in 2^27 ways.
const WORDS: &str = "^([A-Za-z]+ ?)+$";
/// Texts that do not fit it, as a whole: those to which each letter leads, one of a pasted page.
const LENGTHS: [usize; 4] = [20, 24, 28, 4_000];
/// A key must be seen before anybody presses it again; this machine has other work.
const LONGEST_KEY: f64 = 1_000.0;
/// What the backend may take, and whoever else asks meanwhile.
const LONGEST_REPLY: Duration = Duration::from_secs(1);

/// On a phone four times as slow each letter is seen at once, and the citizen is told what is wrong.
pub async fn typing_what_goes_back_for_ever_freezes_no_page(stage: Arc<Stage>) -> Result {
    let office = Office::with(service()?).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Permohonan singkat").await?;
    citizen.press("button", "Mulai").await?;
    let name = citizen.find("textbox", "Nama").await?;
    name.click().await?;
    let cdp = citizen.cdp()?;
    cdp.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    for n in LENGTHS {
        let text = letters(n);
        let typed = format!(
            "new Promise(seen => {{ const box = document.activeElement, begun = performance.now(); box.value = {text:?}; \
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); \
             requestAnimationFrame(() => setTimeout(() => seen(performance.now() - begun))); }})"
        );
        let took = cdp.run(&typed).await?.as_f64().unwrap_or(f64::MAX);
        ensure(took < LONGEST_KEY, || format!("A key in a text of {n} letters was seen after {took:.0} ms."))?;
    }
    let begun = Instant::now();
    citizen.leave().await?;
    citizen.described("textbox", "Nama", "Cara menulis Nama belum sesuai. Cek lagi hurufnya dan angkanya.").await?;
    citizen.write("Nama", "Siti Aminah").await?;
    citizen.leave().await?;
    citizen.described_no_more("textbox", "Nama", "belum sesuai").await?;
    ensure(begun.elapsed() < Duration::from_secs(20), || format!("Leaving the box took {:?}.", begun.elapsed()))
}

/// A submission that does not fit is refused at once, and a stranger's to another service does not wait for it.
pub async fn judging_what_goes_back_for_ever_keeps_nobody_waiting(_: Arc<Stage>) -> Result {
    let office = Office::with(service()?).await?;
    let begun = Instant::now();
    let bad = submit(&office, "singkat", json!({ "nama": letters(28), "hp": "081234567890" }));
    let stranger = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        submit(&office, "usaha-mikro-dari-sptu", json!({ "sptu": { "nomor": "12/2026", "pasar": "flamboyan" } })).await
    };
    let (bad, stranger) = tokio::time::timeout(LONGEST_REPLY * 10, async { tokio::join!(bad, stranger) }).await?;
    ensure(begun.elapsed() < LONGEST_REPLY, || format!("They took {:?}.", begun.elapsed()))?;
    same("What does not fit", bad?.status(), 422)?;
    same("The stranger's, which is not whole", stranger?.status(), 422)
}

fn letters(n: usize) -> String {
    "a".repeat(n) + "!"
}

fn service() -> Result<Value> {
    let mut service = tool::json("tests/data/service/singkat.json")?;
    service["schema"]["properties"]["nama"] = json!({ "type": "string", "title": "Nama", "pattern": WORDS });
    Ok(service)
}

async fn submit(office: &Office, service: &str, answers: Value) -> Result<Message> {
    let body = answers.to_string().into_bytes();
    let head = format!(
        "POST /api/services/{service}/2026-11-24/submissions HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
         Idempotency-Key: 0f1e2d3c4b5a69788796a5b4{:0>8x}\r\nContent-Length: {}\r\n\r\n",
        office.addr,
        service.len(),
        body.len()
    );
    http::ask(office.addr, &Message { head, body }).await
}
