//! Attacks on what is served and what the service worker keeps: scripts, definitions, headers, policies.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::process::Command;

use crate::{
    citizen::Citizen,
    city,
    journey::{
        keep::half_way,
        offline::{first_visit, settled},
    },
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, ensure, same},
};

const ID: &str = "usaha-mikro-dari-sptu";
const TITLE: &str = "Usaha mikro dari SPTU";
const PATH: &str = "/services/usaha-mikro-dari-sptu/2026-11-24.json";
const BROKEN: &str = "File layanan ini rusak.";
/// What a half-finished deployment says in place of a service, and lets every cache keep.
const ENVELOPE: &str = r#"{"status":"maintenance","data":null}"#;
const KEEP_IT: &str = "200 OK|Content-Type: application/json|Cache-Control: public, max-age=31536000, immutable";

/// An HTML page of the backend, below /api/ of the app's own address: an upload, a debug page, a help page with a hole. It tries to read
/// the drafts.
pub async fn a_page_of_the_backend_reads_no_draft(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 61).await?;
    let config = tool::path("LOKET_DIST")?.join("config.json");
    let mut headers = Command::new(tool::path("LOKET_AUTHOR")?);
    let headers = city::run(headers.arg("headers").arg(&config).arg("nginx")).await?;
    std::fs::write(office.file("headers.conf"), headers)?;
    let [addr, ..] = city::free()?;
    let _nginx = city::nginx(office.folder(), addr, &format!("{}/api", network.addr)).await?;
    let citizen = stage.citizen(addr).await?;
    half_way(&citizen).await?;
    // Kept before this page goes.
    citizen.reload().await?;

    network.order(
        "/api/bantuan",
        Fault::Reply(200, "text/html; charset=utf-8", tool::text("tests/data/attack/page.html")?),
        9,
    );
    for expected in ["Blocked script execution", "favicon.ico"] {
        citizen.expect(expected);
    }
    citizen.driver.goto(format!("{}/api/bantuan", citizen.home)).await?;
    citizen.see("Halaman bantuan.").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let text = citizen.text().await?;
    ensure(!text.contains("6171051708900001"), || format!("It has read the draft: {text}"))?;

    // And whoever sets it up is told so.
    let mut check = Command::new(tool::path("LOKET_AUTHOR")?);
    check.args(["check", "--live", "--config"]).arg(&config).args(["--origin", &format!("http://{addr}")]);
    city::run(check.arg(tool::path("LOKET_ROOT")?.join("public/services/perpanjangan-sptu/2026-11-24.json"))).await?;
    Ok(())
}

/// A text becomes the address of a script by the one rule of the loader, and markup by none.
pub async fn no_text_becomes_a_script(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    citizen.expect("Trusted");
    let went = citizen
        .run(
            "const element = document.createElement('script'), made = document.createElement('div'); \
             const tries = { \
               address: () => { element.src = '/x.js'; }, \
               text: () => { element.text = '1'; }, \
               worker: () => new Worker('/x.js'), \
               register: () => navigator.serviceWorker.register('/x.js').then(() => 0, error => { \
                 if (/Trusted/.test(error.message)) throw error; }), \
               markup: () => { made.innerHTML = '<b>x</b>'; }, \
               document: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'), \
               policy: () => trustedTypes.createPolicy('lain', {}), \
               twice: () => trustedTypes.createPolicy('loket', { createScriptURL: address => address }) }; \
             return Promise.all(Object.keys(tries).map(async name => { \
               try { await tries[name](); return name; } catch (error) { return ''; } })).then(names => names.filter(name => name))",
        )
        .await?;
    same("What went through", went, json!([]))?;
    let addresses =
        ["https://jahat.example/x.js", "//jahat.example/x.js", "data:text/javascript,1", "/api/x.js", "/x.js#"];
    let script = format!("return {}.map(address => String(loket.trusted(address)))", json!(addresses));
    same("What the rule lets through", citizen.run(&script).await?, json!(addresses.map(|_| "")))?;
    // And all that the app itself has loaded went by it.
    citizen.press("link", TITLE).await?;
    citizen.arrive(TITLE).await
}

/// What the worker has kept under a path; `null` for nothing.
async fn kept(citizen: &Citizen, path: &str) -> Result<Value> {
    let script = format!("return caches.match('{path}').then(kept => kept && kept.text()).then(text => text || null)");
    citizen.run(&script).await
}

/// A file of the build, by the beginning of its name.
async fn file_of_build(stem: &str) -> Result<(String, String)> {
    let dist = tool::path("LOKET_DIST")?;
    for entry in std::fs::read_dir(&dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(stem) && name.ends_with(".js") {
            let text = std::fs::read_to_string(dist.join(&name))?;
            return Ok((format!("/{name}"), text));
        }
    }
    crate::wrong::wrong(format!("The build has no {stem}."))
}

/// The sign-in page of a hotspot under a script's name, and half a script.
pub async fn another_file_under_a_script_s_name_is_not_kept(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 62).await?;
    let citizen = stage.citizen(network.addr).await?;
    let ((qr, qr_text), (seal, seal_text)) = (file_of_build("qr-").await?, file_of_build("seal-").await?);
    let html = String::from("<!doctype html><title>Masuk Wi-Fi</title>");
    network.order(&qr, Fault::Head(KEEP_IT.replace("application/json", "text/html"), html), 1);
    let half = String::from(seal_text.get(..seal_text.len() / 2).unwrap_or_default());
    network.order(&seal, Fault::Head(KEEP_IT.replace("application/json", "text/javascript"), half), 1);
    first_visit(&citizen).await?;
    for (path, text) in [(&qr, qr_text), (&seal, seal_text)] {
        let now = kept(&citizen, path).await?;
        ensure(now == Value::Null || now == json!(text), || format!("{path} is kept as {now}"))?;
    }
    Ok(())
}

/// One answer "maintenance" for a service, which every cache on the way may keep for a year.
pub async fn an_envelope_in_place_of_a_service_is_not_believed_for_ever(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 63).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(PATH, Fault::Head(KEEP_IT.into(), ENVELOPE.into()), 1);
    citizen.open("/").await?;
    settled(&citizen, "surat-keterangan-usaha").await?;
    same("What is kept of it", kept(&citizen, PATH).await?, Value::Null)?;
    citizen.press("link", TITLE).await?;
    citizen.arrive(TITLE).await?;
    settled(&citizen, ID).await?;
    citizen.expect("net::ERR");
    drop((network, office));
    citizen.reload().await?;
    citizen.arrive(TITLE).await
}

/// What an older worker has kept, or a disk has broken.
pub async fn a_copy_that_the_app_finds_broken_goes(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    first_visit(&citizen).await?;
    let names_itself = json!({ "id": ID, "version": "2026-11-24", "schema": 7 }).to_string();
    for planted in [ENVELOPE, "<!doctype html>", &names_itself] {
        let plant = format!(
            "return caches.open('loket-data').then(cache => cache.put('{PATH}', \
             new Response({}, {{ headers: {{ 'content-type': 'application/json' }} }})))",
            json!(planted)
        );
        citizen.open("/").await?;
        citizen.run(&plant).await?;
        same("What is kept", kept(&citizen, PATH).await?, json!(planted))?;
        citizen.press("link", TITLE).await?;
        citizen.arrive(TITLE).await?;
        let is_whole = || async { Ok(kept(&citizen, PATH).await?.as_str().is_some_and(|text| text.len() > 1000)) };
        until("the real one to be kept", is_whole).await?;
    }
    Ok(())
}

/// A broken file that is put right on the server: "Coba lagi" asks for it, past all copies.
pub async fn try_again_asks_the_server(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 64).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(PATH, Fault::Head(KEEP_IT.into(), ENVELOPE.into()), 99);
    citizen.open("/").await?;
    citizen.press("link", TITLE).await?;
    citizen.see(BROKEN).await?;
    network.heal();
    citizen.press("button", "Coba lagi").await?;
    citizen.arrive(TITLE).await?;
    citizen.focus_on("heading", TITLE).await
}

/// A service of the right name whose text is not what was published: the index of the build says what its file holds.
pub async fn a_service_that_was_changed_on_its_way_is_not_kept(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 65).await?;
    let citizen = stage.citizen(network.addr).await?;
    let index = std::fs::read_to_string(tool::path("LOKET_DIST")?.join("services/index.json"))?;
    network.order("/services/index.json", Fault::Reply(200, "application/json", index), 99);
    let real = tool::text(&format!("public{PATH}"))?;
    let changed = real.replace("0561-000000", "0812-3456-7890").replace("kelurahan", "toko sebelah");
    ensure(changed != real, || String::from("Nothing was changed."))?;
    network.order(PATH, Fault::Head(KEEP_IT.into(), changed), 1);
    citizen.open("/").await?;
    settled(&citizen, "surat-keterangan-usaha").await?;
    same("What is kept of it", kept(&citizen, PATH).await?, Value::Null)?;
    // The others are what the index says.
    let other = "/services/perpanjangan-sptu/2026-11-24.json";
    same("Another", kept(&citizen, other).await?, json!(tool::text(&format!("public{other}"))?))
}
