//! What was sent without a network goes by itself: from whichever page is open, after the tab was closed, from one tab alone, and
//! never twice.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{conversion, send::ready_to_send};
use crate::{
    access,
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

const SUBMISSIONS: &str = "/api/services/";

/// Takes the network away from the present tab, or gives it back.
pub async fn online(citizen: &Citizen, online: bool) -> Result {
    let line = json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    citizen.cdp()?.call("Network.emulateNetworkConditions", line).await.map(drop)
}

/// Presses "Kirim" without a network; the worker, which the browser tells nothing of that, gets no reply.
async fn send_into_the_void(citizen: &Citizen, network: &Network) -> Result {
    network.order(SUBMISSIONS, Fault::Refuse, 1_000);
    citizen.expect("net::ERR");
    ready_to_send(citizen).await?;
    online(citizen, false).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Belum terkirim").await?;
    citizen.see("Akan dikirim sendiri begitu ada sinyal. Kalau Loket ditutup, buka lagi nanti.").await
}

pub async fn the_receipt_comes_with_the_network(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 30).await?;
    let citizen = stage.citizen(network.addr).await?;
    send_into_the_void(&citizen, &network).await?;
    access::look_without_tree(&citizen).await?;
    citizen.press("link", "Ke halaman depan").await?;
    citizen.see("Belum terkirim: Usaha mikro dari SPTU").await?;
    citizen.see("Akan dikirim sendiri begitu ada sinyal.").await?;

    network.heal();
    online(&citizen, true).await?;
    until("the row", || async { Ok(!office.rows()?.is_empty()) }).await?;
    let number = office.only_row()?.number;
    citizen.see(&format!("Terkirim, nomor {} {}", &number[..4], &number[4..])).await?;
    access::look_without_tree(&citizen).await?;
    citizen.press("link", "Usaha mikro dari SPTU Terkirim, nomor").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, number)
}

pub async fn a_closed_tab_sends_when_it_is_opened_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 31).await?;
    let citizen = stage.citizen(network.addr).await?;
    // A tab that stays open, so that the browser does not end.
    citizen.new_tab().await?;
    send_into_the_void(&citizen, &network).await?;
    citizen.close_tab().await?;
    network.heal();
    // Tabs may share a process, in which the closed one was told that there is no network.
    online(&citizen, true).await?;
    citizen.open("/lacak").await?;
    until("the row", || async { Ok(!office.rows()?.is_empty()) }).await?;
    citizen.open("/").await?;
    citizen.see("Terkirim, nomor").await?;
    citizen.press("link", "Usaha mikro dari SPTU Terkirim, nomor").await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, office.only_row()?.number)
}

/// The first time the module of the form is not to be had; no wait is longer than two seconds.
const LOSE_FORM: &str = "{
    const [ask, later] = [window.fetch, window.setTimeout];
    let lost = 0;
    window.fetch = (what, ...how) => String(what).includes('/form-') && !lost++ ? Promise.resolve(new Response('', { status: 404 })) : ask(what, ...how);
    window.setTimeout = (run, time, ...what) => later(run, Math.min(time, 2000), ...what);
}";

pub async fn a_form_that_could_not_be_had_is_asked_for_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 35).await?;
    let citizen = stage.citizen(network.addr).await?;
    send_into_the_void(&citizen, &network).await?;
    citizen.new_tab().await?;
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LOSE_FORM })).await?;
    network.heal();
    citizen.open("/").await?;
    citizen.see("Terkirim, nomor").await?;
    office.only_row().map(drop)
}

pub async fn two_tabs_do_not_send_at_once(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 32).await?;
    let citizen = stage.citizen(network.addr).await?;
    send_into_the_void(&citizen, &network).await?;
    network.heal();
    let n_refused = network.seen(SUBMISSIONS).len();
    network.order(SUBMISSIONS, Fault::Delay(Duration::from_secs(3)), 1);
    for _ in 0..2 {
        citizen.new_tab().await?;
        citizen.open("/").await?;
    }
    until("the row", || async { Ok(!office.rows()?.is_empty()) }).await?;
    citizen.see("Terkirim, nomor").await?;
    // The worker may have been woken meanwhile: whoever comes later sends the same bytes once more.
    let seen = network.seen(SUBMISSIONS).split_off(n_refused);
    ensure(seen.iter().all(|seen| seen.alone), || format!("{} requests, not one after the other.", seen.len()))?;
    office.only_row().map(drop)
}

/// A reload for a new build would end what is under way.
pub async fn no_reload_is_offered_while_something_is_sent(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 33).await?;
    let citizen = stage.citizen(network.addr).await?;
    send_into_the_void(&citizen, &network).await?;
    network.heal();
    network.order(SUBMISSIONS, Fault::Delay(Duration::from_secs(3)), 100);
    citizen.press("link", "Ke halaman depan").await?;
    online(&citizen, true).await?;
    let sending = || citizen.run("return document.documentElement.hasAttribute('data-sending')");
    until("it to be sent", || async { Ok(sending().await? == Value::Bool(true)) }).await?;
    citizen.see("Terkirim, nomor").await?;
    until("it to be over", || async { Ok(sending().await? == Value::Bool(false)) }).await
}

/// No page is open: the browser wakes the worker, which sends the same bytes under the same key.
pub async fn the_worker_sends_for_a_closed_page(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 34).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.open("/").await?;
    until("the service worker", || async {
        Ok(citizen.run("return !!navigator.serviceWorker.controller").await? == Value::Bool(true))
    })
    .await?;
    send_into_the_void(&citizen, &network).await?;
    let tags = "return navigator.serviceWorker.ready.then(ready => ready.sync ? ready.sync.getTags() : null)";
    until("the browser to remember it", || async { Ok(citizen.run(tags).await?[0].is_string()) }).await?;
    let tag = citizen.run(tags).await?[0].clone();
    let cdp = citizen.cdp()?;
    cdp.call("ServiceWorker.enable", json!({})).await?;
    let registration = || {
        cdp.events().iter().rev().find_map(|(name, params)| {
            let found =
                params["registrations"].as_array().filter(|_| name == "ServiceWorker.workerRegistrationUpdated");
            found.and_then(|all| all.first()).map(|first| first["registrationId"].clone())
        })
    };
    until("its registration", || async { Ok(registration().is_some()) }).await?;
    citizen.driver.goto("about:blank").await?;
    network.heal();
    let n_refused = network.seen(SUBMISSIONS).len();
    let sync = json!({ "origin": citizen.home, "registrationId": registration(), "tag": tag, "lastChance": false });
    cdp.call("ServiceWorker.dispatchSyncEvent", sync).await?;
    until("the row", || async { Ok(!office.rows()?.is_empty()) }).await?;
    online(&citizen, true).await?;
    citizen.open("/").await?;
    citizen.see("Terkirim, nomor").await?;
    let seen = network.seen(SUBMISSIONS).into_iter().skip(n_refused);
    let keys: Vec<Option<String>> = seen.map(|seen| seen.key).collect();
    ensure(keys.len() == 2 && keys.first() == keys.last(), || format!("The keys of what was sent: {keys:?}"))?;
    office.only_row().map(drop)
}

/// The phone is full when "Kirim" is pressed, and the page dies before it hears the answer: the older state that the phone still holds must not
/// lead to a second application.
pub async fn a_full_phone_whose_page_dies_sends_once(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 35).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    citizen.new_tab().await?;
    ready_to_send(&citizen).await?;
    let full = "const put = IDBObjectStore.prototype.put; \
        IDBObjectStore.prototype.put = function (...all) { const asked = put.apply(this, all); this.transaction.abort(); return asked }";
    citizen.run(full).await?;
    network.order(SUBMISSIONS, Fault::LoseReply, 1_000);
    citizen.press("button", "Kirim permohonan").await?;
    until("the row", || async { Ok(!office.rows()?.is_empty()) }).await?;
    citizen.close_tab().await?;
    network.heal();
    citizen.open("/").await?;
    let offered = citizen.has("link", "Lanjutkan: Usaha mikro dari SPTU").await?;
    same("The older state is offered", offered, false)?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("The number of applications", office.rows()?.len(), 1)
}
