//! Attacks on what travels between a kiosk and a phone.

use std::{net::SocketAddr, process::Stdio, sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{io::AsyncWriteExt, process::Command};

use crate::{
    citizen::Citizen,
    http::{self, Message},
    journey::{
        handing::{
            ASK, CHOOSE, DIGITS, FROM_PHONE, GONE, MOVED, SERVICE, STORE, THIRD, TO_PHONE, UNANSWERED, begin, choose,
            digits, go, has_all, press, take, type_digits,
        },
        keep, rows,
    },
    kiosk::{Kiosk, PORTRAIT},
    network::{Fault, Network},
    office::{Office, UNIT},
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, Wrong, ensure, same},
};

const FETCHED: &str = "Isian dari kiosk belum selesai diambil";
const FORGOTTEN: &str = "Kantor tidak tahu lagi isian ini ada di mana";
const BROKEN: &str = "Isian ini tidak bisa dibuka";
const STRANGER: &str = "Kiosk ini tidak dikenal kantor";
const RESUME: &str = "Lanjutkan: Usaha mikro dari SPTU";
const KEY: &str = "00112233445566778899aabbccddeeff";
/// Longer than an outbox waits before it sends by itself.
const LONG: Duration = Duration::from_secs(8);

/// A page of another site leads to the code of a kiosk: nothing is asked of the office before a press.
pub async fn an_address_asks_before_it_takes(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 81).await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?.replace(&office.addr.to_string(), &network.addr.to_string());
    go(&citizen, &address).await?;
    citizen.arrive(ASK).await?;
    citizen.see("Usaha mikro dari SPTU").await?;
    // A press that comes at once, or from a page, was not made by somebody who has read.
    citizen.press("button", "Ambil isian").await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    same("What was asked of the store", network.seen(STORE).len(), 0)?;
    same("Drafts on the phone", kept(&citizen).await?, 0)?;
    press(&citizen, "Ambil isian").await?;
    has_all(&citizen).await?;
    kiosk.see(MOVED).await
}

/// A stranger who has the secret of a kiosk seals anything: nothing that they call frozen leaves a phone, whatever is pressed.
pub async fn what_somebody_else_has_frozen_is_refused(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 82).await?;
    let citizen = stage.citizen(network.addr).await?;
    let open = written(&office).await?;
    let frozen = |url: &str, method: &str, headers: Value, body: &str| {
        let frozen =
            json!({ "url": url, "method": method, "headers": headers, "body": body, "key": KEY, "fate": "unsent" });
        [&open[..open.len() - 1], ",\"frozen\":", &frozen.to_string(), "}"].concat()
    };
    let own = json!({ "Accept": "application/json", "Content-Type": "application/json", "Idempotency-Key": KEY });
    let form = json!({ "Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": KEY });
    let submit = "/api/services/usaha-mikro-dari-sptu/2026-11-24/submissions";
    let bundles = [
        frozen("/api/withdraw", "POST", own.clone(), r#"{"number":"PVVDMTFT","digits":"7890"}"#),
        frozen("/api/admin/users/7/role", "PUT", form, "role=admin&_method=PUT"),
        frozen(submit, "POST", own.clone(), r#"{"answers":{}}"#),
        frozen(&[submit, "/"].concat(), "POST", own, "{}"),
        open.replacen("\"saved\"", "\"sealed\":1,\"stage\":\"sending\",\"saved\"", 1),
        open.replacen("\"saved\"", "\"sending\":{},\"saved\"", 1),
        open.replacen("2026-11-24", "../../../petugas", 1),
    ];
    for bundle in bundles {
        let fragment = plant(&office, &bundle).await?;
        take(&citizen, &format!("{}/lanjut#{fragment}", citizen.home)).await?;
        if citizen.arrive(BROKEN).await.is_err() {
            return Err(Wrong(format!("It was not refused: {bundle}")));
        }
        same("Drafts on the phone", kept(&citizen).await?, 0)?;
    }
    citizen.open("/").await?;
    tokio::time::sleep(LONG).await;
    let sent: Vec<String> = network.seen("/api/").into_iter().map(|seen| seen.path).collect();
    let strange: Vec<&String> = sent.iter().filter(|path| !path.starts_with(STORE)).collect();
    same("What left the phone", strange, Vec::new())?;
    same("Submissions", office.rows()?.len(), 0)
}

/// Strangers write nothing into the store: neither something for a phone nor at a place that no kiosk has opened.
pub async fn a_stranger_puts_nothing_into_the_store(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let token = ["Loket-Token: ", &"0".repeat(64)].concat();
    let place = "A".repeat(26);
    let tries: [(&str, &[&str]); 6] = [
        ("", &[&token]),
        ("", &[]),
        ("", &[&token, "Loket-Kiosk: mpp-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAA"]),
        ("", &[&token, "Loket-Kiosk: mpp-9 ORSXG5BAMZXXEIDLNFXXG2ZAMF"]),
        ("/hello", &[]),
        ("/kiosk", &[]),
    ];
    for (part, headers) in tries {
        let reply = ask(office.addr, "PUT", &[&place, part].concat(), headers, &[7; 65]).await?;
        same(&format!("{part} {headers:?}"), reply.status(), 403)?;
    }
    same("What the store has", office.count("handoff")?, 0)
}

/// A stranger who sees the code of a kiosk cannot take away what lies there: nothing that the code tells lets them delete it, or say that they have
/// it without having fetched it.
pub async fn whoever_sees_a_code_cannot_destroy_what_it_stands_for(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    let seen = Seen::of(&address, "").await?;
    let place = [&seen.place, "/ack"].concat();
    for known in seen.derived.iter().chain([&seen.secret, &"0".repeat(64)]) {
        let token = ["Loket-Token: ", known].concat();
        same("Deleted", ask(office.addr, "DELETE", &seen.place, &[&token], &[]).await?.status(), 403)?;
        let ack = [bytes(known), vec![1; 32]].concat();
        same("Acknowledged", ask(office.addr, "PUT", &place, &[], &ack).await?.status(), 403)?;
    }
    same("Deleted", ask(office.addr, "DELETE", &seen.place, &[], &[]).await?.status(), 403)?;
    take(&citizen, &address).await?;
    has_all(&citizen).await?;
    kiosk.see(MOVED).await
}

/// A stranger who sees the code and is quicker has the answers; the citizen, whose phone does not, gets them back at the kiosk.
pub async fn whoever_is_robbed_goes_on_at_the_kiosk(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    let seen = Seen::fetched(&address, office.addr).await?;
    let ack = [seen.ack.as_slice(), &[1; 32]].concat();
    let reply = ask(office.addr, "PUT", &[&seen.place, "/ack"].concat(), &[], &ack).await?;
    same("The stranger", reply.status(), 201)?;
    kiosk.see(MOVED).await?;
    kiosk.look("moved").await?;
    kiosk.touch("button", "Tidak ada di HP saya").await?;
    kiosk.see("HP lain sudah mengambil isian ini").await?;
    kiosk.inspect("stolen").await?;
    kiosk.touch("button", "Lanjutkan di layar ini").await?;
    kiosk.arrive(THIRD).await?;
    kiosk.holds("document.documentElement.dataset.moved === undefined && window.loket.draft.includes('Toko Ka')").await
}

/// One code, two phones that have both fetched what it stands for: the first has it, and the other is told so and opens nothing.
pub async fn one_code_opens_on_one_phone(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 84).await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 409");
    citizen.expect("EMPTY_RESPONSE");
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    let seen = Seen::fetched(&address, office.addr).await?;
    let mine = address.replace(&office.addr.to_string(), &network.addr.to_string());
    fetch(&citizen, &network, &seen, &mine).await?;
    let place = [&seen.place, "/ack"].concat();
    let reply = ask(office.addr, "PUT", &place, &[], &[seen.ack.as_slice(), &[1; 32]].concat()).await?;
    same("The first", reply.status(), 201)?;
    let reply = ask(office.addr, "PUT", &place, &[], &[seen.ack.as_slice(), &[2; 32]].concat()).await?;
    same("Another", reply.status(), 409)?;
    press(&citizen, "Lanjutkan isian Anda").await?;
    citizen.arrive("HP lain sudah mengambil isian ini").await?;
    rows::look(&citizen, "lanjut-8").await?;
    // The copy stays closed, and can be deleted.
    citizen.press("link", "Ke halaman depan").await?;
    citizen.press("link", RESUME).await?;
    citizen.arrive(FETCHED).await
}

/// What has forgotten, or lets nobody through, has not said that the copy on the phone may go.
pub async fn a_phone_deletes_nothing_that_may_be_the_only_copy(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 85).await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    for wrong in ["status of 403", "status of 404", "EMPTY_RESPONSE"] {
        citizen.expect(wrong);
    }
    begin(&kiosk).await?;
    let address = kiosk.offer(TO_PHONE).await?;
    let seen = Seen::fetched(&address, office.addr).await?;
    let mine = address.replace(&office.addr.to_string(), &network.addr.to_string());
    fetch(&citizen, &network, &seen, &mine).await?;
    let ack = [STORE, &seen.place, "/ack"].concat();
    // A guard that lets nobody through, and one that says yes to everything.
    for status in [403, 200] {
        network.order(&ack, Fault::Reply(status, "text/html", String::from("<h1>Wi-Fi</h1>")), 99);
        press(&citizen, "Lanjutkan isian Anda").await?;
        citizen.arrive(FETCHED).await?;
        network.heal();
    }
    office.change("DELETE FROM handoff")?;
    press(&citizen, "Lanjutkan isian Anda").await?;
    citizen.arrive(FORGOTTEN).await?;
    rows::look(&citizen, "lanjut-9").await?;
    press(&citizen, "Lanjutkan di HP ini").await?;
    has_all(&citizen).await
}

/// Between a phone's hello and what it gives a stranger who has seen the code can neither close the place nor take it.
pub async fn a_place_is_for_the_phone_that_said_hello(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?;
    let place = address.split('.').find(|part| part.len() == 26).unwrap_or_default();
    let (token, ack) = (["Loket-Token: ", &"1".repeat(64)].concat(), ["Loket-Ack: ", &"2".repeat(64)].concat());
    // Before the phone comes a stranger closes nothing either.
    same("Deleted", ask(office.addr, "DELETE", place, &[&token], &[]).await?.status(), 404)?;
    choose(&citizen, &address).await?;
    let shown = digits(&kiosk).await?;
    citizen.arrive(DIGITS).await?;
    same("Deleted", ask(office.addr, "DELETE", place, &[&token], &[]).await?.status(), 403)?;
    same("Put", ask(office.addr, "PUT", place, &[&token, &ack], &[7; 1024]).await?.status(), 403)?;
    let hello = ask(office.addr, "PUT", &[place, "/hello"].concat(), &[&token], &[4; 65]).await?;
    same("Hello", hello.status(), 409)?;
    type_digits(&citizen, &shown).await?;
    kiosk.arrive(THIRD).await?;
    citizen.arrive("Isian sudah ada di kiosk").await
}

/// A store that forgets everything destroys nothing: what is not there has not arrived.
pub async fn what_the_store_forgets_stays_on_the_phone(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.expect("status of 404");
    keep::half_way(&citizen).await?;
    choose(&citizen, &kiosk.offer(FROM_PHONE).await?).await?;
    let shown = digits(&kiosk).await?;
    citizen.arrive(DIGITS).await?;
    // Whatever is written there is gone at once.
    office.change("CREATE TRIGGER forget AFTER UPDATE OF sealed ON handoff BEGIN DELETE FROM handoff; END")?;
    type_digits(&citizen, &shown).await?;
    until("the store to forget", || async { Ok(office.count("handoff")? == 0) }).await?;
    citizen.arrive(UNANSWERED).await?;
    press(&citizen, "Ambil kembali").await?;
    citizen.arrive(FORGOTTEN).await?;
    press(&citizen, "Lanjutkan di HP ini").await?;
    has_all(&citizen).await
}

/// A link with a key of its author's: the office vouches for no such kiosk, and nothing is given.
pub async fn a_link_with_a_strangers_key_gets_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 83).await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(network.addr).await?;
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?.replace(&office.addr.to_string(), &network.addr.to_string());
    let (place, print) = address.rsplit_once('.').unwrap_or_default();
    // A place that no kiosk has opened, and the place of a genuine kiosk with another key.
    let strangers =
        [format!("{}/lanjut#KIOSK.{}.{print}", citizen.home, "A".repeat(26)), [place, ".", &"B".repeat(52)].concat()];
    for address in strangers {
        go(&citizen, &address).await?;
        citizen.arrive(CHOOSE).await?;
        let before = network.seen(STORE).len();
        press(&citizen, SERVICE).await?;
        citizen.arrive(STRANGER).await?;
        same("Questions", network.seen(STORE).len() - before, 1)?;
    }
    citizen.open("/").await?;
    citizen.press("link", RESUME).await?;
    has_all(&citizen).await?;
    same("What the store has", office.count("handoff WHERE sealed IS NOT NULL")?, 0)
}

/// The digits are on the kiosk's screen alone, and three wrong ones end it: nobody guesses eight.
pub async fn digits_are_not_told_to_who_should_supply_them(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let citizen = stage.citizen(office.addr).await?;
    keep::half_way(&citizen).await?;
    let address = kiosk.offer(FROM_PHONE).await?;
    choose(&citizen, &address).await?;
    let shown: String = digits(&kiosk).await?.split_whitespace().collect();
    same("How many", shown.len(), 8)?;
    citizen.arrive(DIGITS).await?;
    let said = citizen.run("return document.documentElement.outerHTML.replace(/\\s/g, '')").await?.to_string();
    ensure(!said.contains(&shown), || String::from("The phone tells the digits."))?;
    let wrong = if shown == "00000000" { "11111111" } else { "00000000" };
    for _ in 0..2 {
        type_digits(&citizen, wrong).await?;
        citizen.see("Angka di layar kiosk lain. Lihat sekali lagi.").await?;
        citizen.run("document.querySelector('#main p.field__problem').remove()").await?;
    }
    type_digits(&citizen, wrong).await?;
    citizen.arrive("Angkanya tidak cocok").await?;
    same("What the store has", office.count("handoff WHERE sealed IS NOT NULL")?, 0)?;
    // The code is used up.
    citizen.expect("status of 409");
    choose(&citizen, &address).await?;
    citizen.arrive(GONE).await?;
    citizen.open("/").await?;
    citizen.press("link", RESUME).await?;
    has_all(&citizen).await
}

/// A link makes no kiosk of a phone: what is typed there is kept, and the page is a phone's.
pub async fn a_link_makes_no_kiosk_of_a_phone(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let links = ["/?kiosk=mpp-1", "/?kiosk=mpp-1#AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/?kiosk=x#ORSXG5BAMZXXEIDLNFXXG2ZAMF"];
    for link in links {
        go(&citizen, &[&citizen.home, link].concat()).await?;
        citizen.ready().await?;
        until("the page of a phone", || async {
            let is_phone = "return !document.documentElement.dataset.kiosk && !document.documentElement.hidden && \
                !document.querySelector('.kiosk-bar') && !location.hash";
            Ok(citizen.run(is_phone).await? == json!(true))
        })
        .await?;
    }
    keep::half_way(&citizen).await?;
    citizen.reload().await?;
    keep::is_half_way(&citizen).await?;
    same("Drafts on the phone", kept(&citizen).await?, 1)
}

/// What a kiosk would hand over of a form half filled in.
async fn written(office: &Office) -> Result<String> {
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    begin(&kiosk).await?;
    kiosk.offer(TO_PHONE).await?;
    kiosk.touch("button", "Kembali").await?;
    let text = kiosk.cdp.run("window.loket.draft").await?;
    text.as_str()
        .filter(|text| text.starts_with('{'))
        .map(String::from)
        .ok_or_else(|| Wrong(String::from("There is no draft.")))
}

/// Takes what a kiosk offers; the word for it does not reach the office.
async fn fetch(citizen: &Citizen, network: &Network, seen: &Seen, address: &str) -> Result {
    network.order(&[STORE, &seen.place, "/ack"].concat(), Fault::Refuse, 99);
    take(citizen, address).await?;
    citizen.arrive(FETCHED).await?;
    network.heal();
    Ok(())
}

/// All that a stranger can make of the code on a kiosk's screen.
struct Seen {
    place: String,
    /// In hex, as the others.
    secret: String,
    /// What proves that somebody has opened it; empty before they have fetched it.
    ack: Vec<u8>,
    /// What both ends can derive.
    derived: Vec<String>,
}

impl Seen {
    /// Makes it of a code, and of what lies in the store (in hex, or nothing).
    async fn of(address: &str, sealed: &str) -> Result<Seen> {
        let root = tool::path("LOKET_ROOT")?;
        let mut derive = Command::new(tool::path("LOKET_NODE")?);
        derive.arg(root.join("tests/data/derive.mjs")).arg(root.join("src/kiosk")).arg(address).arg(sealed);
        let said: Value = serde_json::from_slice(&derive.output().await?.stdout)?;
        let member = |name: &str| String::from(said[name].as_str().unwrap_or_default());
        let derived: Vec<String> = serde_json::from_value(said["derived"].clone())?;
        ensure(derived.len() == 3, || format!("Nothing was derived: {said}"))?;
        Ok(Seen { place: member("id"), secret: member("secret"), ack: bytes(&member("ack")), derived })
    }

    /// The same after having fetched it.
    async fn fetched(address: &str, office: SocketAddr) -> Result<Seen> {
        let seen = Seen::of(address, "").await?;
        let sealed = ask(office, "GET", &seen.place, &[], &[]).await?.body;
        let seen = Seen::of(address, &hex(&sealed)).await?;
        ensure(seen.ack.len() == 32, || String::from("It was not opened."))?;
        Ok(seen)
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Seals a text and puts it into the store, with the secret of a kiosk: the fragment of its code.
async fn plant(office: &Office, text: &str) -> Result<String> {
    let root = tool::path("LOKET_ROOT")?;
    let mut seal = Command::new(tool::path("LOKET_NODE")?);
    seal.arg(root.join("tests/data/seal.mjs")).arg(root.join("src/kiosk"));
    let mut seal = seal.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = seal.stdin.take() {
        stdin.write_all(text.as_bytes()).await?;
    }
    let said: Value = serde_json::from_slice(&seal.wait_with_output().await?.stdout)?;
    let member = |name: &str| said[name].as_str().unwrap_or_default();
    let sealed = bytes(member("sealed"));
    let kiosk = format!("Loket-Kiosk: {} {}", UNIT.0, UNIT.1);
    let (token, ack) = (["Loket-Token: ", member("token")].concat(), ["Loket-Ack: ", member("ack")].concat());
    let reply = ask(office.addr, "PUT", member("id"), &[&kiosk, &token, &ack], &sealed).await?;
    same("Planted", reply.status(), 201)?;
    Ok(member("fragment").into())
}

async fn ask(addr: SocketAddr, method: &str, place: &str, headers: &[&str], body: &[u8]) -> Result<Message> {
    let mut head = format!("{method} {STORE}{place} HTTP/1.1\r\nHost: {addr}\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        head.push_str(header);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    http::ask(addr, &Message { head, body: body.into() }).await
}

/// How many drafts the browser keeps.
async fn kept(citizen: &Citizen) -> Result<usize> {
    let names = "const [done] = arguments; const opening = indexedDB.open('loket', 1); opening.onsuccess = () => { \
        const asked = opening.result.transaction('texts').objectStore('texts').getAllKeys(); \
        asked.onsuccess = () => { opening.result.close(); done(asked.result.filter((name) => name.startsWith('draft.')).length); }; };";
    let n_drafts = citizen.driver.execute_async(names, Vec::new()).await?;
    Ok(n_drafts.json().as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX))
}
