//! Attacks on what lies on a phone: its drafts, how long they are kept, and what makes it a kiosk.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::{
    access::{look, look_without_tree},
    citizen::Citizen,
    journey::{
        keep::half_way,
        kept::{DAY, later, names, set_clock},
        send::ready_to_send,
    },
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

const SUBMISSIONS: &str = "/api/services/";
const CARD: &str = "Lanjutkan: Usaha mikro dari SPTU";

/// Runs a script in the page that knows the store of drafts: `all(store)` gives what is in one, `put(name, record)` writes, `how(name, iv)` is how
/// it is encrypted, and `text(name, record)` reads with the browser's own key.
async fn with_store(citizen: &Citizen, script: &str) -> Result<Value> {
    let prelude = r#"
        const base = await new Promise(done => { indexedDB.open("loket").onsuccess = event => done(event.target.result); });
        const ask = (store, mode, question) => new Promise((done, fail) => {
            const work = base.transaction(store, mode), asked = question(work.objectStore(store));
            work.oncomplete = () => done(asked.result); work.onabort = () => fail(work.error);
        });
        const all = (store) => ask(store, "readonly", found => found.getAll());
        const put = (name, record) => ask("texts", "readwrite", found => found.put(record, name));
        const how = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });
        const text = async (name, record) =>
            new TextDecoder().decode(await crypto.subtle.decrypt(how(name, record.iv), (await all("keys"))[0], record.bytes));
    "#;
    let whole = format!(
        "(async () => {{ {prelude} const run = async () => {{ {script} }}; \
        try {{ return await run(); }} finally {{ base.close(); }} }})()"
    );
    citizen.cdp()?.run(&whole).await
}

/// Puts a text into the store, as a script with the browser's key can, or as a hand-over of an older build did.
async fn plant(citizen: &Citizen, name: &str, text: &str) -> Result {
    let script = format!(
        "const name = {}, iv = crypto.getRandomValues(new Uint8Array(12)); \
        const bytes = await crypto.subtle.encrypt(how(name, iv), (await all('keys'))[0], new TextEncoder().encode({})); \
        await put(name, {{ iv, bytes, revision: 1, at: Date.now() }});",
        json!(name),
        json!(text)
    );
    with_store(citizen, &script).await.map(drop)
}

/// Waits until the time of everything that was planted is counted.
async fn counted(citizen: &Citizen) -> Result {
    let script = "return (await all('texts')).filter(record => !(record.since > 0)).length";
    let n_drafts = || async {
        let n_names = names(citizen).await?.iter().filter(|name| name.starts_with("service.")).count();
        Ok(with_store(citizen, script).await?.as_u64() <= u64::try_from(n_names).ok())
    };
    until("the time of all drafts to be counted", n_drafts).await
}

async fn drafts(citizen: &Citizen) -> Result<Vec<String>> {
    Ok(names(citizen).await?.into_iter().filter(|name| name.starts_with("draft.")).collect())
}

pub async fn a_clock_weeks_ahead_deletes_no_draft(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 51).await?;
    let citizen = stage.citizen(network.addr).await?;
    half_way(&citizen).await?;
    later(&citizen, 40 * DAY).await?;
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    same("The drafts on the device", drafts(&citizen).await?.len(), 1)?;

    // A network that is silent has no clock, and then nobody counts.
    let worker = "return !!navigator.serviceWorker.controller";
    until("the service worker", || async { Ok(citizen.run(worker).await? == Value::Bool(true)) }).await?;
    network.order("/", Fault::Refuse, 1_000);
    citizen.expect("net::ERR");
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    network.heal();

    // The server's own time still ends.
    network.later(31 * DAY);
    citizen.open("/").await?;
    until("the draft to be gone", || async { Ok(drafts(&citizen).await?.is_empty()) }).await?;
    until("its card to be gone", || async { Ok(!citizen.has("link", CARD).await?) }).await
}

pub async fn a_clock_weeks_behind_deletes_no_draft(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 52).await?;
    let citizen = stage.citizen(network.addr).await?;
    let weeks = i64::try_from((40 * DAY).as_millis())?;
    set_clock(&citizen, -weeks).await?;
    half_way(&citizen).await?;
    // Somebody puts the clock right.
    set_clock(&citizen, weeks).await?;
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;

    // The same without a network: nobody knows when it was written, and it is counted from the next start on.
    let forgotten = "for (const name of await ask('texts', 'readonly', found => found.getAllKeys())) { \
        const record = await ask('texts', 'readonly', found => found.get(name)); delete record.since; await put(name, record); }";
    with_store(&citizen, forgotten).await?;
    network.later(29 * DAY);
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    counted(&citizen).await?;
    network.later(58 * DAY);
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    network.later(60 * DAY);
    citizen.open("/").await?;
    until("the draft to be gone", || async { Ok(drafts(&citizen).await?.is_empty()) }).await
}

/// Keeps a copy of all that is ever written into the store from the next page on.
const SPY: &str = "{ window.written = []; const put = IDBObjectStore.prototype.put; \
    IDBObjectStore.prototype.put = function (record, name) { \
        if (String(name).startsWith('draft.')) window.written.push([name, record]); return put.call(this, record, name); } }";

pub async fn a_draft_of_a_sealed_service_is_read_before_its_lock(stage: Arc<Stage>) -> Result {
    const PHRASE: &str = "perahu kertas lampu jambu";
    let office = Office::with_service("terkunci").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SPY })).await?;
    citizen.open("/").await?;
    citizen.press("link", "Permohonan terkunci").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Kunci isian ini dulu").await?;
    citizen.title("Kunci isian ini dulu – Loket").await?;
    look(&citizen, "kunci-dulu").await?;
    ensure(!citizen.has("textbox", "Nama").await?, || String::from("The form is open before it is locked."))?;
    same("What was written before the lock", citizen.run("return window.written.length").await?, json!(0))?;
    citizen.choose("radio", "Kata sandi panjang").await?;
    citizen.write("Kata sandi baru", PHRASE).await?;
    citizen.write("Tulis kata sandi sekali lagi", PHRASE).await?;
    citizen.press("button", "Kunci dan mulai mengisi").await?;
    citizen.arrive("Siapa Anda?").await?;
    citizen.write("Nama", "Siti Aminah").await?;
    citizen.see("Tersimpan di HP ini").await?;
    citizen.write("Nomor HP", "081256007890").await?;
    citizen.leave().await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let script = "return Promise.all(window.written.map(([name, record]) => text(name, record)))";
    let texts: Vec<String> = serde_json::from_value(with_store(&citizen, script).await?)?;
    ensure(!texts.is_empty(), || String::from("Nothing was written."))?;
    for text in texts {
        let is_open = !text.starts_with(r#"{"seal":"#) || text.contains("Siti") || text.contains("0078");
        ensure(!is_open, || format!("Written without its seal: {text}"))?;
    }
    citizen.press("disclosure", "Ganti atau hapus kata sandi").await?;
    citizen.find("button", "Ganti kata sandi").await?;
    ensure(!citizen.has("button", "Hapus kata sandi").await?, || String::from("The lock can be taken away."))?;

    citizen.reload().await?;
    citizen.arrive("Buka dengan kata sandi").await?;
    citizen.write("Kata sandi", PHRASE).await?;
    citizen.press("button", "Buka").await?;
    citizen.arrive("Siapa Anda?").await?;
    same("The name", citizen.value("textbox", "Nama").await?.as_str(), "Siti Aminah")?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The service", office.only_row()?.service, String::from("terkunci"))
}

pub async fn a_submission_that_nobody_takes_stays_for_ever(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 53).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(SUBMISSIONS, Fault::Reply(502, "text/plain", String::from("not here")), 1_000);
    citizen.expect("status of 502");
    ready_to_send(&citizen).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Server sedang bermasalah.").await?;
    // While it is young it may have arrived: nobody deletes it.
    for days in [0, 36] {
        network.later(days * DAY);
        citizen.open("/").await?;
        citizen.find("link", "Belum terkirim: Usaha mikro dari SPTU").await?;
        for role in ["link", "button"] {
            ensure(!citizen.has(role, "Hapus").await?, || format!("It can be deleted after {days} days."))?;
        }
    }
    network.later(38 * DAY);
    citizen.open("/").await?;
    look_without_tree(&citizen).await?;
    citizen.press("link", "Hapus").await?;
    citizen.see("Sudah lebih dari 37 hari belum ada kepastian.").await?;
    let key = network.seen(SUBMISSIONS).first().and_then(|seen| seen.key.clone()).unwrap_or_default();
    let code = key.get(..8).unwrap_or_default().to_ascii_uppercase();
    citizen.see(&format!("Catat dulu kode {} {}.", &code[..4], &code[4..])).await?;
    look_without_tree(&citizen).await?;
    citizen.press("button", "Hapus isian ini").await?;
    citizen.see("Yakin hapus dari HP ini? Tidak bisa dikembalikan.").await?;
    look_without_tree(&citizen).await?;
    citizen.press("button", "Tidak jadi").await?;
    citizen.press("button", "Hapus isian ini").await?;
    citizen.press("button", "Ya, hapus").await?;
    citizen.arrive("Mau mengurus apa hari ini?").await?;
    until("the draft to be gone", || async { Ok(drafts(&citizen).await?.is_empty()) }).await?;
    ensure(!citizen.has("link", "Belum terkirim: Usaha mikro dari SPTU").await?, || String::from("The card is there."))
}

pub async fn a_planted_card_stays_for_ever(stage: Arc<Stage>) -> Result {
    const PLANTED: &str = "Buka: Usaha mikro dari SPTU";
    let office = Office::open().await?;
    let network = Network::to(office.addr, 54).await?;
    let citizen = stage.citizen(network.addr).await?;
    half_way(&citizen).await?;
    let text = json!({ "seal": {}, "id": "aaaa1111", "service": "usaha-mikro-dari-sptu", "version": "2026-11-24", "saved": 9e15,
        "sealed": 1, "stage": "sending" });
    plant(&citizen, "draft.aaaa1111", &text.to_string()).await?;
    citizen.open("/").await?;
    citizen.find("link", PLANTED).await?;
    counted(&citizen).await?;
    network.later(38 * DAY);
    citizen.open("/").await?;
    citizen.find("link", PLANTED).await?;
    citizen.press("link", "Hapus").await?;
    citizen.see("Sudah lebih dari 37 hari belum ada kepastian.").await?;
    look(&citizen, "terlambat-terkunci").await?;
    citizen.press("button", "Hapus isian ini").await?;
    citizen.press("button", "Ya, hapus").await?;
    citizen.arrive("Mau mengurus apa hari ini?").await?;
    until("the planted draft to be gone", || async { Ok(drafts(&citizen).await?.is_empty()) }).await
}

pub async fn a_planted_text_stays_unseen(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 55).await?;
    let citizen = stage.citizen(network.addr).await?;
    half_way(&citizen).await?;
    let other = json!({ "id": "cccc3333", "service": "usaha-mikro-dari-sptu", "version": "2026-11-24", "saved": 0, "step": "",
        "answers": { "data": { "a": 1 } } });
    // One that is called otherwise would have a card that deletes another's; one that says it is sealed and is not, a card that opens nothing.
    let sealed = json!({ "id": "aaaa1111", "service": "usaha-mikro-dari-sptu", "version": "2026-11-24", "sealed": 1, "stage": "sending" });
    let texts = [
        ("draft.aaaa1111", sealed.to_string()),
        ("draft.bbbb2222", other.to_string()),
        ("draft.dddd4444", "[1, 2".into()),
        ("draft.eeee5555", "{}".into()),
    ];
    for (name, text) in &texts {
        plant(&citizen, name, text).await?;
    }
    // And one whose key is gone.
    with_store(
        &citizen,
        "await put('draft.ffff6666', { iv: new Uint8Array(12), bytes: new Uint8Array(64).buffer, revision: 1, at: 1 })",
    )
    .await?;
    citizen.open("/").await?;
    citizen.see("Ada 5 isian di HP ini yang tidak bisa dibaca lagi.").await?;
    citizen.find("link", CARD).await?;
    counted(&citizen).await?;
    citizen.open("/").await?;
    citizen.see("Isian itu dihapus sendiri setelah").await?;
    look_without_tree(&citizen).await?;
    network.later(29 * DAY);
    citizen.open("/").await?;
    same("What is there after 29 days", drafts(&citizen).await?.len(), 6)?;
    network.later(31 * DAY);
    citizen.open("/").await?;
    until("everything of it to be gone", || async { Ok(names(&citizen).await?.is_empty()) }).await?;
    ensure(!citizen.text().await?.contains("tidak bisa dibaca lagi"), || String::from("It is still told."))
}
