//! How the app comes: painted before the wasm is there, and nothing moves when it takes over.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use crate::{
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

/// Written down from the first moment on: shifts of the layout, and when the app took over.
pub const RECORD: &str = "
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push([entry.value,
        entry.sources.map(source => source.node && (source.node.className || source.node.nodeName))])))
        .observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
        if (!window.readyAt && document.documentElement.hasAttribute('data-ready')) window.readyAt = performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });";

/// Resolves at the first paint with content, whenever that was.
const PAINTED: &str = "new Promise(done => new PerformanceObserver(list => {
        const paint = list.getEntries().find(entry => entry.name === 'first-contentful-paint');
        if (paint) done(paint.startTime);
    }).observe({ type: 'paint', buffered: true }))";

pub async fn painted_before_the_wasm_and_nothing_moves(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 10).await?;
    let citizen = stage.citizen(network.addr).await?;
    let cdp = citizen.cdp()?;
    cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORD })).await?;
    // A cheap phone, and a wasm that is kept back: what is painted meanwhile did not wait for it, however busy this machine is.
    cdp.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    network.order(&wasm_name(&office).await?, Fault::Delay(Duration::from_secs(6)), 1);
    cdp.call("Page.navigate", json!({ "url": format!("{}/", citizen.home) })).await?;
    citizen.arrive("Mau mengurus apa hari ini?").await?;
    let painted = cdp.run(PAINTED).await?;
    ensure(painted.as_f64().unwrap_or(0.0) > 0.0, || "Nothing was painted.".into())?;
    same("The app was there already", citizen.run("return window.readyAt || null").await?, Value::Null)?;
    citizen.ready().await?;
    // Two frames later everything that take-over moves has moved.
    cdp.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))")
        .await?;
    ensure(citizen.run("return window.readyAt").await?.is_number(), || "It was never ready.".into())?;
    same("Shifts of the layout", citizen.run("return window.shifts").await?, json!([]))
}

pub async fn what_is_typed_while_the_app_comes_stays(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 8).await?;
    let citizen = stage.citizen(network.addr).await?;
    let wasm = wasm_name(&office).await?;
    network.order(&wasm, Fault::Delay(Duration::from_secs(2)), 1);
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

/// The address of the app's wasm, from the page that names it.
pub async fn wasm_name(office: &Office) -> Result<String> {
    name(office, "/app-").await
}

/// The address of the module of the form's pages.
pub async fn form_name(office: &Office) -> Result<String> {
    name(office, "/form-").await
}

async fn name(office: &Office, stem: &str) -> Result<String> {
    let page = crate::http::get(office.addr, "/").await?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let name = page.split('"').find(|part| part.starts_with(stem) && part.ends_with(".wasm")).map(String::from);
    name.map_or_else(|| crate::wrong::wrong("index.html names no such wasm."), Ok)
}
