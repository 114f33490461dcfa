//! A draft with a PIN: nobody reads it without, and nothing of it is lost.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{
    keep::{half_way, is_half_way},
    kept::later,
};
use crate::{
    access::{look, look_without_tree},
    citizen::Citizen,
    driver::Kind,
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

pub const PIN: &str = "180945";
pub const LOCKED: &str = "Buka dengan PIN";
const OFFER: &str = "Kunci dengan PIN";
pub const CHANGE: &str = "Ganti atau hapus PIN";
pub const CARD: &str = "Buka: Usaha mikro dari SPTU";
const WORDS: &str = "Kata sandi panjang";
const PHRASE: &str = "perahu kertas lampu jambu";

/// Locks the draft that is open.
pub async fn lock(citizen: &Citizen) -> Result {
    citizen.press("disclosure", OFFER).await?;
    citizen.write("PIN baru", PIN).await?;
    citizen.write("Tulis PIN sekali lagi", PIN).await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.find("disclosure", CHANGE).await.map(drop)
}

pub async fn enter(citizen: &Citizen, pin: &str) -> Result {
    citizen.arrive(LOCKED).await?;
    citizen.write("PIN", pin).await?;
    citizen.press("button", "Buka").await
}

/// Nothing of the draft can be read on the page.
pub async fn tells_nothing(citizen: &Citizen) -> Result {
    let page = citizen.text().await?;
    for private in ["Siti", "6171", "Toko Ka", "Flamboyan", "511.2"] {
        ensure(!page.contains(private), || format!("The page shows “{private}”: {page}"))?;
    }
    Ok(())
}

/// What the device has of the draft, in the clear, as a script of this page can get it with the page's own key.
async fn record(citizen: &Citizen) -> Result<Value> {
    let script = r#"
        const base = await new Promise(done => { indexedDB.open("loket").onsuccess = event => done(event.target.result); });
        const work = base.transaction(["texts", "keys"]);
        const [names, texts, keys] = [work.objectStore("texts").getAllKeys(), work.objectStore("texts").getAll(), work.objectStore("keys").getAll()];
        await new Promise(done => { work.oncomplete = done; });
        base.close();
        const place = names.result.findIndex(name => name.startsWith("draft.")), name = names.result[place], found = texts.result[place];
        const how = (iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });
        const unpack = (text) => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
        const text = new TextDecoder().decode(await crypto.subtle.decrypt(how(found.iv), keys.result[0], found.bytes));
        const { seal, sealed, ...beside } = JSON.parse(text);
        const tried = async (work) => { try { await work(); return true; } catch { return false; } };
        const as = { name: "AES-GCM", length: 256 };
        return {
            text, beside: Object.keys(beside), revision: found.revision, tries: found.tries || 0,
            bytes: new Uint8Array(found.bytes).join(), plain: found.text !== undefined, keys: keys.result.length,
            taken: keys.result.some(key => key.extractable),
            opened: !!sealed && await tried(() => crypto.subtle.decrypt(how(unpack(sealed.iv)), keys.result[0], unpack(sealed.bytes))),
            unwrapped: !!seal && await tried(() => crypto.subtle.unwrapKey("raw", unpack(seal.key), keys.result[0],
                { name: "AES-GCM", iv: unpack(seal.iv) }, as, true, ["decrypt"])),
            stored: JSON.stringify([localStorage, sessionStorage, location.href, history.state, document.title]),
        };"#;
    citizen.cdp()?.run(&format!("(async () => {{ {script} }})()")).await
}

pub async fn a_pin_with_firefox(stage: Arc<Stage>) -> Result {
    elsewhere(stage, Kind::Firefox).await
}

pub async fn a_pin_with_webkit(stage: Arc<Stage>) -> Result {
    elsewhere(stage, Kind::WebKit).await
}

async fn elsewhere(stage: Arc<Stage>, kind: Kind) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen_with(kind, &format!("http://{}", office.addr), &[]).await?;
    half_way(&citizen).await?;
    lock(&citizen).await?;
    citizen.open("/").await?;
    citizen.press("link", CARD).await?;
    enter(&citizen, "180946").await?;
    citizen.see("PIN salah.").await?;
    tells_nothing(&citizen).await?;
    enter(&citizen, PIN).await?;
    is_half_way(&citizen).await
}

pub async fn a_pin_locks_a_draft_and_opens_it_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    citizen.press("disclosure", OFFER).await?;
    citizen.see("Bila lupa PIN, isian ini tidak bisa dibuka lagi.").await?;
    // What it does not do is said where it is chosen.
    citizen.see("Ahli komputer tetap bisa membukanya.").await?;
    look(&citizen, "pin-baru").await?;
    let (first, second) = ("PIN baru", "Tulis PIN sekali lagi");
    for bad in ["", "12345", "1234567", "12345a"] {
        citizen.write(first, bad).await?;
        citizen.press("button", "Kunci isian").await?;
        citizen.described("textbox", first, "PIN harus 6 angka.").await?;
        citizen.focus_on("textbox", first).await?;
    }
    citizen.write(first, PIN).await?;
    citizen.write(second, "180954").await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.described("textbox", second, "Kedua PIN tidak sama. Tulis lagi.").await?;
    citizen.described_no_more("textbox", first, "PIN harus 6 angka.").await?;
    look_without_tree(&citizen).await?;
    let kind = async || Ok::<_, crate::wrong::Wrong>(citizen.find("textbox", first).await?.attr("type").await?);
    same("The box", kind().await?.as_deref(), Some("password"))?;
    citizen.choose("checkbox", "Tampilkan PIN").await?;
    same("The box that is shown", kind().await?.as_deref(), Some("text"))?;
    citizen.write(second, PIN).await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.focus_on("disclosure", CHANGE).await?;
    is_half_way(&citizen).await?;

    // A reload forgets the key.
    citizen.reload().await?;
    citizen.arrive(LOCKED).await?;
    citizen.title("Buka dengan PIN – Loket").await?;
    citizen.focus_on("textbox", "PIN").await?;
    tells_nothing(&citizen).await?;
    look(&citizen, "pin").await?;
    citizen.press("button", "Buka").await?;
    citizen.described("textbox", "PIN", "PIN harus 6 angka.").await?;
    enter(&citizen, "000000").await?;
    citizen.described("textbox", "PIN", "PIN salah. Coba lagi.").await?;
    citizen.title("Kesalahan: Buka dengan PIN – Loket").await?;
    citizen.focus_on("textbox", "PIN").await?;
    same("The box", citizen.value("textbox", "PIN").await?.as_str(), "")?;
    look(&citizen, "pin-salah").await?;
    enter(&citizen, PIN).await?;
    is_half_way(&citizen).await?;
    citizen.focus_is("the heading", "focused.tagName === 'H1'").await?;

    // So does leaving for the front page.
    citizen.press("link", "Loket").await?;
    citizen.see("Terkunci. Disimpan sampai").await?;
    tells_nothing(&citizen).await?;
    citizen.press("link", CARD).await?;
    citizen.arrive(LOCKED).await?;
    citizen.open("/").await?;
    citizen.see("Terkunci. Disimpan sampai").await?;
    tells_nothing(&citizen).await?;
    look(&citizen, "beranda-pin").await?;
    citizen.press("link", CARD).await?;
    // The enter key is a button, too.
    citizen.arrive(LOCKED).await?;
    citizen.focus_on("textbox", "PIN").await?;
    citizen.driver.action_chain().send_keys(PIN).send_keys(thirtyfour::Key::Enter + "").perform().await?;
    is_half_way(&citizen).await?;
    citizen.press("button", "English").await?;
    citizen.find("disclosure", "Change or remove the PIN").await?;
    citizen.press("button", "Bahasa Indonesia").await?;

    citizen.press("disclosure", CHANGE).await?;
    citizen.press("button", "Hapus PIN").await?;
    citizen.focus_on("disclosure", OFFER).await?;
    citizen.reload().await?;
    is_half_way(&citizen).await?;
    ensure(!record(&citizen).await?["text"].as_str().unwrap_or_default().contains("seal"), || {
        String::from("The draft is still sealed.")
    })
}

/// Where six digits are too few: several words, which no keypad of digits types, and which count however they are spaced and spelled.
pub async fn words_lock_a_draft_and_open_it_again(stage: Arc<Stage>) -> Result {
    const NAME: &str = "Kata sandi baru";
    const AGAIN: &str = "Tulis kata sandi sekali lagi";
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    citizen.press("disclosure", OFFER).await?;
    citizen.write("PIN baru", "12345").await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.described("textbox", "PIN baru", "PIN harus 6 angka.").await?;
    citizen.choose("radio", WORDS).await?;
    citizen.see("Bila lupa kata sandi, isian ini tidak bisa dibuka lagi.").await?;
    same("The box", citizen.value("textbox", NAME).await?.as_str(), "")?;
    look(&citizen, "kata-sandi-baru").await?;
    for bad in ["", "180945", "perahu kertas lampu", "satu satu satu satu satu", "a b c d e f"] {
        citizen.write(NAME, bad).await?;
        citizen.press("button", "Kunci isian").await?;
        citizen.described("textbox", NAME, "Kata sandi paling sedikit 4 kata berbeda dengan 16 huruf.").await?;
        citizen.focus_on("textbox", NAME).await?;
    }
    citizen.write(NAME, PHRASE).await?;
    citizen.write(AGAIN, "perahu kertas lampu jambo").await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.described("textbox", AGAIN, "Kedua kata sandi tidak sama. Tulis lagi.").await?;
    look_without_tree(&citizen).await?;
    citizen.choose("checkbox", "Tampilkan kata sandi").await?;
    let kind = citizen.find("textbox", NAME).await?.attr("type").await?;
    same("The box that is shown", kind.as_deref(), Some("text"))?;
    citizen.write(AGAIN, PHRASE).await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.focus_on("disclosure", "Ganti atau hapus kata sandi").await?;
    is_half_way(&citizen).await?;

    citizen.reload().await?;
    citizen.arrive("Buka dengan kata sandi").await?;
    citizen.title("Buka dengan kata sandi – Loket").await?;
    citizen.focus_on("textbox", "Kata sandi").await?;
    tells_nothing(&citizen).await?;
    let keyboard = citizen.find("textbox", "Kata sandi").await?.attr("inputmode").await?;
    same("The keyboard", keyboard.as_deref(), None)?;
    look(&citizen, "kata-sandi").await?;
    let enter = async |phrase: &str| -> Result {
        citizen.write("Kata sandi", phrase).await?;
        citizen.press("button", "Buka").await
    };
    enter("perahu kertas lampu jambo").await?;
    citizen.described("textbox", "Kata sandi", "Kata sandi salah. Coba lagi.").await?;
    same("The tries", &record(&citizen).await?["tries"], &json!(1))?;
    enter("  Perahu Kertas  LAMPU jambu ").await?;
    is_half_way(&citizen).await?;

    // From words to digits, and to nothing.
    citizen.press("disclosure", "Ganti atau hapus kata sandi").await?;
    citizen.choose("radio", "PIN 6 angka").await?;
    citizen.write("PIN baru", PIN).await?;
    citizen.write("Tulis PIN sekali lagi", PIN).await?;
    citizen.press("button", "Ganti kata sandi").await?;
    citizen.focus_on("disclosure", CHANGE).await?;
    citizen.reload().await?;
    self::enter(&citizen, PIN).await?;
    is_half_way(&citizen).await
}

pub async fn what_lies_on_the_device_needs_the_pin(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let before = record(&citizen).await?;
    let is_read = before["text"].as_str().is_some_and(|text| text.contains("Toko Ka"));
    ensure(is_read, || String::from("Without a PIN the page's own key should open the draft."))?;
    lock(&citizen).await?;
    citizen.reload().await?;
    citizen.arrive(LOCKED).await?;
    let sealed = record(&citizen).await?;
    let text = [&sealed["text"], &sealed["stored"]].map(Value::to_string).concat();
    for private in ["Siti", "6171", "Toko Ka", "flamboyan", "511.2", "0147", PIN] {
        ensure(!text.contains(private), || format!("“{private}” can be read without the PIN: {text}"))?;
    }
    let want = json!({ "beside": ["id", "service", "version", "saved", "stage"], "plain": false, "keys": 1, "taken": false,
        "opened": false, "unwrapped": false, "tries": 0 });
    let Value::Object(want) = want else { return Ok(()) };
    for (name, want) in &want {
        same(name, &sealed[name], want)?;
    }

    enter(&citizen, "000000").await?;
    citizen.described("textbox", "PIN", "PIN salah. Coba lagi.").await?;
    let tried = record(&citizen).await?;
    same("The tries", &tried["tries"], &json!(1))?;
    for name in ["bytes", "revision"] {
        ensure(tried[name] == sealed[name], || format!("A wrong PIN has changed the {name} of the record."))?;
    }

    // Deleting needs no PIN.
    citizen.open("/").await?;
    citizen.press("button", "Hapus").await?;
    citizen.press("button", "Ya, hapus").await?;
    until("the card to go", || async { Ok(!citizen.has("link", CARD).await?) }).await
}

pub async fn wrong_pins_make_it_wait_longer_each_time(stage: Arc<Stage>) -> Result {
    const MINUTE: Duration = Duration::from_secs(60);
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    lock(&citizen).await?;
    citizen.reload().await?;
    for _ in 0..4 {
        enter(&citizen, "123456").await?;
        citizen.described("textbox", "PIN", "PIN salah. Coba lagi.").await?;
    }
    let waits = async |pin: &str, minutes: &str| -> Result {
        enter(&citizen, pin).await?;
        let sentence = format!("PIN salah beberapa kali. Tunggu {minutes} menit, lalu coba lagi.");
        citizen.described("textbox", "PIN", &sentence).await
    };
    waits("123456", "1").await?;
    // Not even the right one, and not after a reload.
    waits(PIN, "1").await?;
    look_without_tree(&citizen).await?;
    citizen.reload().await?;
    waits(PIN, "1").await?;
    same("The tries", &record(&citizen).await?["tries"], &json!(5))?;
    later(&citizen, 2 * MINUTE).await?;
    citizen.reload().await?;
    waits("123456", "2").await?;
    later(&citizen, 3 * MINUTE).await?;
    citizen.reload().await?;
    enter(&citizen, PIN).await?;
    is_half_way(&citizen).await?;
    same("The tries after the right one", &record(&citizen).await?["tries"], &json!(0))
}

pub async fn two_tabs_know_of_each_others_pin(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let first = citizen.driver.window().await?;
    let address = citizen.run("return location.pathname").await?;
    citizen.see("Tersimpan di HP ini").await?;
    citizen.new_tab().await?;
    let second = citizen.driver.window().await?;
    citizen.open(address.as_str().unwrap_or_default()).await?;
    lock(&citizen).await?;

    let overtaken = async |name: &str| -> Result {
        // It may have heard already when it came to the front; a letter typed now would tell it otherwise.
        if citizen.has("textbox", "Nama usaha").await? {
            let _ = citizen.write("Nama usaha", name).await;
        }
        citizen.arrive("Isian ini dibuka di jendela lain").await?;
        citizen.press("button", "Muat ulang").await
    };
    citizen.driver.switch_to_window(first.clone()).await?;
    overtaken("Toko Lain").await?;
    enter(&citizen, PIN).await?;
    is_half_way(&citizen).await?;
    citizen.press("disclosure", CHANGE).await?;
    citizen.press("button", "Hapus PIN").await?;
    citizen.find("disclosure", OFFER).await?;

    citizen.driver.switch_to_window(second).await?;
    overtaken("Toko Lain").await?;
    is_half_way(&citizen).await?;

    // One that is locked learns from the device that it no longer is, and what has been written since.
    lock(&citizen).await?;
    citizen.reload().await?;
    citizen.arrive(LOCKED).await?;
    citizen.driver.switch_to_window(first).await?;
    overtaken("Toko Lain").await?;
    enter(&citizen, PIN).await?;
    citizen.write("Nama usaha", "Toko Kain Melati").await?;
    citizen.press("disclosure", CHANGE).await?;
    citizen.press("button", "Hapus PIN").await?;
    citizen.find("disclosure", OFFER).await?;
    let others = citizen.driver.windows().await?;
    let now = citizen.driver.window().await?;
    let other = others.into_iter().find(|window| *window != now);
    citizen.driver.switch_to_window(other.unwrap_or(now)).await?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Apa usaha Anda?").await?;
    same("The name", citizen.value("textbox", "Nama usaha").await?.as_str(), "Toko Kain Melati")
}

pub async fn a_page_out_of_sight_asks_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    lock(&citizen).await?;
    away(&citizen, 4).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    is_half_way(&citizen).await?;
    away(&citizen, 6).await?;
    citizen.arrive(LOCKED).await?;
    citizen.focus_on("textbox", "PIN").await?;
    tells_nothing(&citizen).await?;
    enter(&citizen, PIN).await?;
    is_half_way(&citizen).await
}

/// Away for so many minutes, as the page sees it.
pub async fn away(citizen: &Citizen, minutes: u32) -> Result {
    let script = format!(
        "const see = hidden => {{ Object.defineProperty(document, 'hidden', {{ value: hidden, configurable: true }}); \
        document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }})); }}; \
        see(true); const now = Date.now; Date.now = () => now() + {minutes} * 60000; see(false);"
    );
    citizen.run(&script).await.map(drop)
}

pub async fn a_device_that_does_not_take_the_pin_says_so(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let full = "window.put = IDBObjectStore.prototype.put; \
        IDBObjectStore.prototype.put = function (...all) { const asked = window.put.apply(this, all); this.transaction.abort(); return asked }";
    citizen.run(full).await?;
    citizen.press("disclosure", OFFER).await?;
    citizen.write("PIN baru", PIN).await?;
    citizen.write("Tulis PIN sekali lagi", PIN).await?;
    citizen.press("button", "Kunci isian").await?;
    citizen.see("Browser ini tidak menyimpan isian").await?;
    ensure(!citizen.has("disclosure", CHANGE).await?, || String::from("It says that it is locked, though it is not."))?;
    // When there is room again it is kept as before, without a PIN.
    citizen.run("IDBObjectStore.prototype.put = window.put").await?;
    citizen.write("Nama usaha", "Toko Kain").await?;
    citizen.see("Tersimpan di HP ini").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.reload().await?;
    citizen.arrive("Apa usaha Anda?").await?;
    same("The name", citizen.value("textbox", "Nama usaha").await?.as_str(), "Toko Kain")
}
