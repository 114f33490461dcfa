//! How the app comes: painted before the wasm is there, and nothing moves when it takes over.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::{
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

/// Written down from the first moment on: shifts of the layout, and when the app took over.
const RECORD: &str = "
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push([entry.value,
        entry.sources.map(source => source.node && (source.node.className || source.node.nodeName))])))
        .observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
        if (!window.readyAt && document.documentElement.hasAttribute('data-ready')) window.readyAt = performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });";

const REPORT: &str = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const wasm = performance.getEntriesByType('resource').find(entry => entry.name.endsWith('.wasm'));
    return { shifts: window.shifts, readyAt: window.readyAt, painted: paint && paint.startTime, wasm: wasm && wasm.responseEnd }";

pub async fn painted_before_the_wasm_and_nothing_moves(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let cdp = citizen.cdp()?;
    cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD })).await?;
    // A cheap phone on a slow line.
    let line = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000 });
    cdp.call("Network.emulateNetworkConditions", line).await?;
    cdp.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    citizen.open("/").await?;
    // Two frames later everything that take-over moves has moved.
    cdp.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))")
        .await?;
    let report = citizen.run(REPORT).await?;
    same("Shifts of the layout", &report["shifts"], &json!([]))?;
    let moment = |name: &str| report[name].as_f64().unwrap_or(0.0);
    ensure(moment("painted") > 0.0 && moment("painted") < moment("wasm"), || format!("Painted late: {report}"))?;
    ensure(moment("wasm") <= moment("readyAt"), || format!("Ready before the wasm: {report}"))
}

pub async fn what_is_typed_while_the_app_comes_stays(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = crate::network::Network::to(office.addr, 8).await?;
    let citizen = stage.citizen(network.addr).await?;
    let wasm = wasm_name(&office).await?;
    network.order(&wasm, crate::network::Fault::Delay(std::time::Duration::from_secs(2)), 1);
    // Does not wait for the app.
    citizen.cdp()?.call("Page.navigate", json!({ "url": format!("{}/", citizen.home) })).await?;
    citizen.arrive("Mau mengurus apa hari ini?").await?;
    citizen.write_in("searchbox", "Cari layanan", "pinjaman").await?;
    let early = citizen.run("return document.documentElement.hasAttribute('data-ready')").await?;
    same("The app was there already", early, Value::Bool(false))?;
    citizen.ready().await?;
    same("What was typed", citizen.value("searchbox", "Cari layanan").await?.as_str(), "pinjaman")?;
    citizen.focus_on("searchbox", "Cari layanan").await?;
    citizen.see("1 layanan cocok.").await?;
    citizen.see("Surat keterangan usaha").await
}

/// The address of the wasm, from the page that names it.
pub async fn wasm_name(office: &Office) -> Result<String> {
    let page = crate::http::get(office.addr, "/").await?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let name = page.split('"').find(|part| part.ends_with(".wasm")).map(String::from);
    name.map_or_else(|| crate::wrong::wrong("index.html names no wasm."), Ok)
}
