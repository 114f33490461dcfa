//! Without a network, and with a new build: what was opened once opens again, and nothing changes under a citizen's hands.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{
    conversion::{apply, track, trader},
    keep::{half_way, is_half_way},
    send::ready_to_send,
};
use crate::{
    access,
    citizen::Citizen,
    http,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

const READY: &str = "Versi baru siap. Isian Anda tetap tersimpan.";
const STORED: &str = "Tanpa sinyal: daftar di sini dari ";

/// What is kept in the stores whose names begin so, by path; a "?" stays.
async fn kept(citizen: &Citizen, store: &str) -> Result<BTreeSet<String>> {
    let script = format!(
        "return caches.keys().then(names => Promise.all(names.filter(name => name.startsWith('{store}')) \
        .map(name => caches.open(name).then(cache => cache.keys())))) \
        .then(kept => kept.flat().map(request => request.url.replace(location.origin, '')))"
    );
    Ok(serde_json::from_value(citizen.run(&script).await?)?)
}

/// The first visit, until all of it is kept.
pub async fn first_visit(citizen: &Citizen) -> Result {
    citizen.open("/").await?;
    until("the service worker to keep what it should", || async {
        Ok(citizen.run("return !!navigator.serviceWorker.controller").await? == Value::Bool(true)
            && kept(citizen, "loket-data").await?.len() >= 5)
    })
    .await
}

/// The page that is open is kept with its service.
pub async fn settled(citizen: &Citizen, service: &str) -> Result {
    until("the service worker to keep this page", || async {
        Ok(citizen.run("return !!navigator.serviceWorker.controller").await? == Value::Bool(true)
            && kept(citizen, "loket-data").await?.iter().any(|path| path.contains(service)))
    })
    .await
}

/// The name of the app's module that this page runs.
async fn build(citizen: &Citizen) -> Result<Value> {
    citizen.run("return document.querySelector('script[data-wasm]').dataset.wasm").await
}

pub async fn it_can_be_installed(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    let cdp = citizen.cdp()?;
    let manifest = cdp.call("Page.getAppManifest", json!({})).await?;
    same("The manifest", manifest["url"].as_str(), Some(format!("{}/manifest.webmanifest", citizen.home).as_str()))?;
    same("Mistakes in it", &manifest["errors"], &json!([]))?;
    let hindrances = cdp.call("Page.getInstallabilityErrors", json!({})).await?;
    same("What hinders", &hindrances["installabilityErrors"], &json!([]))
}

pub async fn the_build_is_kept_and_nothing_is_fetched_twice(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 20).await?;
    let citizen = stage.citizen(network.addr).await?;
    first_visit(&citizen).await?;
    let dist = tool::path("LOKET_DIST")?;
    let mut build = BTreeSet::from([String::from("/")]);
    for folder in ["", "icons/"] {
        for file in std::fs::read_dir(dist.join(folder))? {
            let name = file?.file_name().to_string_lossy().into_owned();
            let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
            let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
            let is_hashed = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            // What only a kiosk has is no phone's business, and what takes answers from one needs a network.
            if is_hashed && !ending.contains('.') && !stem.starts_with("kiosk-") && !stem.starts_with("handoff-") {
                build.insert(format!("/{folder}{name}"));
            }
        }
    }
    same("What is kept of the build", kept(&citizen, "loket-build-").await?, build.clone())?;
    for file in build.iter().filter(|file| *file != "/") {
        same(file, network.seen(file).len(), 1)?;
    }
    citizen.reload().await?;
    for file in build.iter().filter(|file| *file != "/") {
        same(file, network.seen(file).len(), 1)?;
    }
    Ok(())
}

pub async fn nothing_of_a_person_is_kept(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    let number = apply(&citizen, &trader()?).await?;
    track(&citizen, &number, &office.only_row()?.digits).await?;
    citizen.find("button", "Batalkan permohonan").await?;

    let public = ["/config.json", "/services/", "/api/options/"];
    let data = kept(&citizen, "loket-data").await?;
    let others: Vec<&String> =
        data.iter().filter(|path| !public.iter().any(|public| path.starts_with(public))).collect();
    same("What else is kept", others, Vec::new())?;
    let has_list = data.iter().any(|path| path.starts_with("/api/options/blocks?market="));
    ensure(has_list, || format!("A list is not kept: {data:?}"))?;
    let texts = "return caches.keys().then(names => Promise.all(names.map(name => caches.open(name)))) \
        .then(all => Promise.all(all.map(cache => cache.matchAll()))) \
        .then(kept => Promise.all(kept.flat().map(response => response.text()))).then(texts => texts.join(' '))";
    let texts = citizen.run(texts).await?;
    let texts = texts.as_str().unwrap_or_default();
    ensure(texts.contains("Pasar Flamboyan"), || String::from("The copies cannot be read."))?;
    for private in [number.as_str(), "6171051708900001", "Siti Aminah", "81234567890"] {
        ensure(!texts.contains(private), || format!("{private} is kept."))?;
    }
    Ok(())
}

pub async fn every_page_opens_without_a_network(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    half_way(&citizen).await?;
    citizen.expect("net::ERR");
    drop(office);

    citizen.open("/").await?;
    citizen.see(STORED).await?;
    citizen.find("link", "Surat keterangan usaha").await?;
    citizen.press("link", "Lanjutkan: Usaha mikro dari SPTU").await?;
    is_half_way(&citizen).await?;
    citizen.press("link", "Kembali").await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    same("The market", citizen.picked_when("Pasar", "Pasar Flamboyan").await?.as_str(), "Pasar Flamboyan")?;
    same("The block", citizen.picked_when("Blok", "Blok A").await?.as_str(), "Blok A")?;

    // A service that nobody has opened yet.
    citizen.open("/layanan/perpanjangan-sptu").await?;
    citizen.arrive("Perpanjangan SPTU").await?;
    citizen.find("button", "Mulai").await?;
    track(&citizen, "7H3K92QX", "5678").await?;
    citizen.see("Sinyal terputus. Coba lagi saat sinyal ada.").await?;
    citizen.press("button", "English").await?;
    citizen.see("No connection: the lists here are from ").await
}

pub async fn a_silent_network_does_not_hold_a_page_up(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 21).await?;
    let citizen = stage.citizen(network.addr).await?;
    first_visit(&citizen).await?;
    citizen.expect("net::ERR");
    network.order("/", Fault::Hold, 100);
    citizen.open("/").await?;
    citizen.see(STORED).await?;
    // The signal comes back: what is shown is no longer old.
    network.heal();
    citizen.reload().await?;
    citizen.find("link", "Surat keterangan usaha").await?;
    citizen.see_no_more(STORED).await
}

pub async fn a_catalogue_of_the_backend_is_kept(stage: Arc<Stage>) -> Result {
    let (office, network) = super::settings::catalogue(22).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.open("/").await?;
    citizen.find("link", "Kelompok pedagang").await?;
    // Nobody has opened it yet.
    settled(&citizen, "/api/layanan/kelompok-pedagang/").await?;
    citizen.expect("net::ERR");
    drop((office, network));
    citizen.open("/").await?;
    citizen.see(STORED).await?;
    citizen.press("link", "Kelompok pedagang").await?;
    citizen.arrive("Kelompok pedagang").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Siapa anggotanya?").await
}

/// Says for the browser that the phone saves data: to the page, and to the worker, which has the same word for it.
async fn save_data(citizen: &Citizen, office: &Office, network: &Network) -> Result {
    let worker = http::get(office.addr, "/service-worker.js").await?;
    let says = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });\n";
    let worker = [says, &String::from_utf8_lossy(&worker.body)].concat();
    network.order("/service-worker.js", Fault::Reply(200, "text/javascript", worker), 99);
    citizen.cdp()?.call("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true })).await?;
    Ok(())
}

pub async fn a_phone_that_saves_data_keeps_what_it_has_opened(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 23).await?;
    let citizen = stage.citizen(network.addr).await?;
    let form = super::load::form_name(&office).await?;
    save_data(&citizen, &office, &network).await?;
    citizen.open("/").await?;
    settled(&citizen, "/services/index.json").await?;
    let first = kept(&citizen, "loket-build-").await?;
    ensure(first.contains("/") && first.len() >= 5 && !first.contains(&form), || format!("{first:?}"))?;
    // A touch alone fetches nothing.
    citizen.press("button", "English").await?;
    citizen.press("button", "Bahasa Indonesia").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    same("The form's module", network.seen(&form).len(), 0)?;
    let more: Vec<String> = network.seen("/services/").into_iter().map(|seen| seen.path).collect();
    ensure(more.iter().all(|path| path == "/services/index.json"), || format!("Services were fetched: {more:?}"))?;
    for file in first.iter().filter(|file| *file != "/") {
        same(file, network.seen(file).len(), 1)?;
    }

    citizen.press("link", "Surat keterangan usaha").await?;
    citizen.arrive("Surat keterangan usaha").await?;
    let has_form = || async { Ok(kept(&citizen, "loket-build-").await?.contains(&form)) };
    until("the form's module to be kept", has_form).await?;
    same("The form's module", network.seen(&form).len(), 1)?;
    citizen.expect("net::ERR");
    drop((office, network));
    citizen.reload().await?;
    citizen.arrive("Surat keterangan usaha").await?;
    citizen.press("button", "Mulai").await?;
    citizen.open("/").await?;
    citizen.find("link", "Surat keterangan usaha").await?;
    Ok(())
}

pub async fn the_size_is_told_where_data_is_saved(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 24).await?;
    let citizen = stage.citizen(network.addr).await?;
    ready_to_send(&citizen).await?;
    ensure(!citizen.text().await?.contains("Kiriman ini sekitar"), || String::from("The size is told to everybody."))?;
    citizen.cdp()?.call("Emulation.setDataSaverOverride", json!({ "dataSaverEnabled": true })).await?;
    citizen.reload().await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    let told = citizen.text().await?;
    let told = told.split("Kiriman ini sekitar ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let sent = network.seen("/api/services/").pop().map_or(0, |seen| seen.body.len());
    same("The size in KB", told, sent.div_ceil(1024).to_string().as_str())
}

pub async fn a_new_build_in_mid_form_waits_until_it_is_asked_for(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    ready_to_send(&citizen).await?;
    let old = build(&citizen).await?;
    let form = super::load::form_name(&office).await?;
    citizen.new_tab().await?;
    citizen.open("/").await?;

    office.deploy("LOKET_DIST_TRAP")?;
    same("The old module on the server", http::get(office.addr, &form).await?.status(), 404)?;
    citizen.new_tab().await?;
    citizen.open("/").await?;
    let new = build(&citizen).await?;
    ensure(new != old, || format!("Both builds run {old}."))?;
    let waits = "return navigator.serviceWorker.getRegistration().then(registration => !!registration.waiting)";
    until("the new build to wait", || async { Ok(citizen.run(waits).await? == Value::Bool(true)) }).await?;
    ensure(!citizen.text().await?.contains(READY), || String::from("A page of the new build is told of itself."))?;

    // A page of the old build finds the module that it has not loaded yet.
    citizen.close_tab().await?;
    citizen.press("link", "Perpanjangan SPTU").await?;
    citizen.arrive("Perpanjangan SPTU").await?;
    citizen.see(READY).await?;
    access::look_without_tree(&citizen).await?;

    // Not while something may be sent, and not while something is only in memory.
    citizen.close_tab().await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    citizen.see_no_more(READY).await?;
    citizen.driver.back().await?;
    citizen.see(READY).await?;
    citizen.run("document.documentElement.setAttribute('data-unsaved', '')").await?;
    citizen.see_no_more(READY).await?;
    citizen.run("document.documentElement.removeAttribute('data-unsaved')").await?;
    citizen.see(READY).await?;
    same("The build", build(&citizen).await?, old.clone())?;

    citizen.run("window.old = true").await?;
    citizen.press("button", "Pakai versi baru").await?;
    until("the page to come anew", || async { Ok(citizen.run("return window.old || false").await? == false) }).await?;
    citizen.ready().await?;
    same("The build", build(&citizen).await?, new)?;
    citizen.run("window.fresh = true").await?;
    let n_builds = "return caches.keys().then(names => names.filter(name => name.startsWith('loket-build-')).length)";
    until("the old build to go", || async { Ok(citizen.run(n_builds).await? == 1) }).await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    same("It came anew once", citizen.run("return window.fresh || false").await?, json!(true))?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The answers", &office.only_row()?.answers, &trader()?["answers"])
}
