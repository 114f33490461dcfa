//! What must not happen behind a citizen's back: errors in the console, breaches of the content security policy, requests to
//! anybody but the app's own address. Read from the browser's own events.

use serde_json::{Value, json};

use crate::{cdp::Cdp, wrong::Result};

/// Begins to watch a page.
pub async fn begin(cdp: &Cdp) -> Result {
    for domain in ["Log", "Runtime", "Network", "Page"] {
        cdp.call(&format!("{domain}.enable"), json!({})).await?;
    }
    Ok(())
}

/// Everything in these events that should not be. `expected` are parts of complaints that the journey caused on purpose.
pub fn complaints(events: &[(String, Value)], home: &str, expected: &[String]) -> Vec<String> {
    let all = events.iter().filter_map(|(method, params)| complaint(method, params, home));
    all.filter(|complaint| !expected.iter().any(|part| complaint.contains(part))).collect()
}

fn complaint(method: &str, params: &Value, home: &str) -> Option<String> {
    let text = |value: &Value| value.as_str().map(String::from).unwrap_or_default();
    match method {
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let bad = entry["level"] == "error" || entry["source"] == "security" || entry["source"] == "violation";
            bad.then(|| format!("Console: {} ({})", text(&entry["text"]), text(&entry["url"])))
        }
        "Runtime.consoleAPICalled" => {
            let bad = matches!(params["type"].as_str(), Some("error" | "warning" | "assert"));
            bad.then(|| format!("Console: {}", params["args"]))
        }
        "Runtime.exceptionThrown" => Some(format!("Exception: {}", params["exceptionDetails"])),
        "Network.requestWillBeSent" => {
            let url = text(&params["request"]["url"]);
            let own = url.strip_prefix(home).is_some_and(|rest| rest.starts_with('/'));
            let local = ["data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme));
            (!own && !local).then(|| format!("Request to another address: {url}"))
        }
        _ => None,
    }
}
