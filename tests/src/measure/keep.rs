//! What keeping costs, on a CPU slowed down four times: how long a draft takes to be there again, and whether saving slows typing down.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use crate::{
    cdp::Cdp,
    citizen::Citizen,
    journey::{keep::half_way, offline::first_visit},
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, Wrong},
};

const N_RESTORES: usize = 7;
/// Keys in one round of typing; the rounds with and without saving alternate, so that both see the same machine.
const N_KEYS: usize = 40;
const N_ROUNDS: usize = 9;

/// One after the other, so that neither disturbs the other.
pub async fn costs(stage: Arc<Stage>) -> Result {
    restore(&stage).await?;
    typing(&stage).await
}

/// Prints how long it takes from opening the address of a draft until its answer stands in its box: on a second visit, where the service
/// worker has the app, over 400 kbit/s with 400 ms.
async fn restore(stage: &Stage) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    half_way(&citizen).await?;
    let cdp = citizen.cdp()?;
    let watch = "(() => { const look = () => { \
        if ([...document.querySelectorAll('input')].some(box => box.value === 'Toko Ka')) window.__restored = performance.now(); \
        else requestAnimationFrame(look); }; requestAnimationFrame(look); })()";
    cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await?;
    slow_down(&cdp).await?;
    let line = json!({ "offline": false, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000 });
    cdp.call("Network.enable", json!({})).await?;
    cdp.call("Network.emulateNetworkConditions", line).await?;
    let mut times = Vec::new();
    for _ in 0..N_RESTORES {
        citizen.reload().await?;
        until("the answer to stand in its box", || async { Ok(restored(&citizen).await?.is_some()) }).await?;
        times.extend(restored(&citizen).await?);
    }
    times.sort_by(f64::total_cmp);
    let (median, worst) = (at(&times, 50), at(&times, 100));
    println!(
        "\nfrom opening a draft's address until its answer stands in its box: second visit, Chromium at 4x CPU, 400 kbit/s, 400 ms"
    );
    println!("median {median:.0} ms, worst of {N_RESTORES} {worst:.0} ms");
    Ok(())
}

async fn restored(citizen: &Citizen) -> Result<Option<f64>> {
    Ok(citizen.run("return window.__restored || null").await?.as_f64())
}

/// Prints the time from a key to its paint, in one build that keeps what is typed and is told not to: there nothing is made into a
/// text, encrypted or written.
async fn typing(stage: &Stage) -> Result {
    let office = Office::over("LOKET_DIST_TRAP").await?;
    let (saving, not) = (stage.citizen(office.addr).await?, stage.citizen(office.addr).await?);
    let forget = "if (location.protocol === 'http:') localStorage.setItem('loket.trap', 'unkept')";
    not.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": forget })).await?;
    for citizen in [&saving, &not] {
        half_way(citizen).await?;
        slow_down(&citizen.cdp()?).await?;
        round(&citizen.cdp()?).await?;
    }
    let mut rounds = Vec::new();
    for _ in 0..N_ROUNDS {
        rounds.push((round(&saving.cdp()?).await?, round(&not.cdp()?).await?));
    }
    println!(
        "\n{:<34} {:>8} {:>8} {:>6} {:>13}",
        "key to paint, Chromium at 4x CPU", "saving", "not", "ratio", "of thirds"
    );
    for share in [50, 95] {
        let (with, without) = of(&rounds, share);
        let thirds = rounds.chunks(N_ROUNDS / 3).map(|rounds| of(rounds, share)).map(|(with, without)| with / without);
        let mut thirds: Vec<f64> = thirds.collect();
        thirds.sort_by(f64::total_cmp);
        let (least, most) = (at(&thirds, 0), at(&thirds, 100));
        println!("p{share:<33} {with:>5.1} ms {without:>5.1} ms {:>6.2} {least:>5.2} to {most:.2}", with / without);
    }
    Ok(())
}

/// What so many per cent of the keys of these rounds stay below, with saving and without.
fn of(rounds: &[(Vec<f64>, Vec<f64>)], share: usize) -> (f64, f64) {
    let mut with: Vec<f64> = rounds.iter().flat_map(|(with, _)| with.clone()).collect();
    let mut without: Vec<f64> = rounds.iter().flat_map(|(_, without)| without.clone()).collect();
    with.sort_by(f64::total_cmp);
    without.sort_by(f64::total_cmp);
    (at(&with, share), at(&without, share))
}

// Types letter after letter, as fast as people do, and takes the time of each from before the key until its frame is painted. The key
// comes at the beginning of a frame, so that waiting for one is not measured.
async fn round(cdp: &Cdp) -> Result<Vec<f64>> {
    let script = format!(
        "(async () => {{ const box = [...document.querySelectorAll('input')].find(box => /^Toko/.test(box.value)); box.focus(); \
         const times = []; \
         for (let turn = 0; turn < {N_KEYS}; turn += 1) {{ \
           await new Promise(done => requestAnimationFrame(() => {{ \
             const begun = performance.now(), painted = new MessageChannel(); \
             painted.port1.onmessage = () => {{ times.push(performance.now() - begun); setTimeout(done, 80); }}; \
             box.value = 'Toko Ka' + 'in Melati'.slice(0, turn % 9); \
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); \
             painted.port2.postMessage(null); }})); }} \
         return times; }})()"
    );
    let times: Vec<Value> = serde_json::from_value(cdp.run(&script).await?)?;
    // What was begun is written before the next one types.
    tokio::time::sleep(Duration::from_millis(500)).await;
    times.iter().map(|time| time.as_f64().ok_or_else(|| Wrong(String::from("A time is no number.")))).collect()
}

async fn slow_down(cdp: &Cdp) -> Result {
    cdp.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    Ok(())
}

/// The value below which so many per cent lie, of a sorted list.
fn at(sorted: &[f64], percent: usize) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * percent / 100).min(last)).copied().unwrap_or_default()
}
