//! What lies on the phone that opens the addresses: a form half filled in, one that was frozen elsewhere, two that move, and a receipt.

use serde_json::{Value, json};

use crate::{
    tab::{Browser, Tab},
    wait::until,
    wrong::{Result, Wrong},
};

const READY: &str = "document.documentElement.hasAttribute('data-ready')";
const KEPT: &str = "window.loket.vault.open().then((all) => all.map(([name, text]) => [name, text]).sort())";
const NUMBER: &str = "511.2/0147/FLB/2026";
const KEY: &str = "00112233445566778899aabbccddeeff";

/// Fills it; gives the names of its drafts.
pub async fn fill(browser: &Browser, profile: &str, home: &str) -> Result<Vec<String>> {
    let tab = browser.tab(profile).await?;
    tab.navigate(&format!("{home}/layanan/usaha-mikro-dari-sptu")).await?;
    until("the form to begin", || async { Ok(tab.press("button", "Mulai").await.unwrap_or_default()) }).await?;
    tab.write("Nomor SPTU", NUMBER).await?;
    tab.holds(&format!("{KEPT}.then((all) => all.some(([, text]) => text.includes({})))", json!(NUMBER))).await?;
    let open = draft(&tab).await?;
    let mut names = vec![open["id"].as_str().unwrap_or_default().into()];
    let moving = |arriving: bool| {
        let [token, ack] = ["5", "7"].map(|digit| digit.repeat(64));
        json!({ "arriving": arriving, "place": "A".repeat(26), "token": token, "ack": ack })
    };
    let sent = json!({ "number": "7H3K92QX", "promised": "2026-11-25", "at": 1_795_500_000_000_i64, "news": false });
    let others = [("moving", moving(false)), ("moving", moving(true)), ("sending", frozen("held")), ("sent", sent)];
    for (at, (state, value)) in others.into_iter().enumerate() {
        let name = format!("{:032x}", 7 + at);
        put(&tab, &open, &name, state, value).await?;
        names.push(name);
    }
    tab.close().await?;
    Ok(names)
}

/// Leaves something on it that "Kirim" was pressed for, and that goes by itself.
pub async fn leave_unsent(browser: &Browser, profile: &str, home: &str) -> Result {
    let tab = at_home(browser, profile, home).await?;
    let open = draft(&tab).await?;
    put(&tab, &open, &format!("{:032x}", 99), "sending", frozen("unsent")).await?;
    tab.close().await
}

/// What is kept on it, as name and text.
pub async fn kept(browser: &Browser, profile: &str, home: &str) -> Result<Vec<String>> {
    let tab = at_home(browser, profile, home).await?;
    let kept = tab.run(KEPT).await?;
    tab.close().await?;
    Ok(kept.as_array().into_iter().flatten().filter(|one| is_draft(one)).map(Value::to_string).collect())
}

async fn at_home(browser: &Browser, profile: &str, home: &str) -> Result<Tab> {
    let tab = browser.tab(profile).await?;
    tab.navigate(&format!("{home}/")).await?;
    tab.holds(READY).await?;
    Ok(tab)
}

fn is_draft(one: &Value) -> bool {
    one[0].as_str().is_some_and(|name| name.starts_with("draft."))
}

// The one that is open.
async fn draft(tab: &Tab) -> Result<Value> {
    let kept = tab.run(KEPT).await?;
    let texts = kept.as_array().into_iter().flatten().filter(|one| is_draft(one)).filter_map(|one| one[1].as_str());
    let mut drafts = texts.filter_map(|text| serde_json::from_str::<Value>(text).ok());
    let is_open = |draft: &Value| ["moving", "sending", "sent"].iter().all(|state| draft.get(state).is_none());
    drafts.find(is_open).ok_or_else(|| Wrong(String::from("There is no open draft.")))
}

async fn put(tab: &Tab, open: &Value, name: &str, state: &str, value: Value) -> Result {
    let mut draft = open.clone();
    draft["id"] = name.into();
    draft[state] = value;
    let put = format!("window.loket.vault.put('draft.{name}', {}, 0).then(() => true)", json!(draft.to_string()));
    tab.holds(&put).await
}

fn frozen(fate: &str) -> Value {
    json!({
        "url": "/api/services/usaha-mikro-dari-sptu/2026-11-24/submissions", "method": "POST",
        "headers": { "Accept": "application/json", "Content-Type": "application/json", "Idempotency-Key": KEY },
        "body": "{\"answers\":{}}", "key": KEY, "fate": fate,
    })
}
