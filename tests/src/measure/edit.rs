//! What a key costs in a short and in a long form: script time from a trace, on a CPU slowed down four times.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::trace;
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, Wrong},
};

const LENGTHS: [usize; 2] = [30, 1_000];
/// Keys in one measure; the quietest of so many measures counts, since nothing else on the machine has disturbed it.
const N_KEYS: usize = 20;
const N_MEASURES: usize = 5;

/// What is typed: letters of a name, and a letter that shows a question or hides it (each key follows the other).
const EDITS: [(&str, &str, [&str; 2]); 3] = [
    ("a key", "Pertanyaan 15", ["Siti", "Sitti"]),
    ("a key from which another answer is computed", "Pertanyaan 1", ["Siti", "Sitti"]),
    ("a key that shows or hides a question", "Pertanyaan 3", ["ya", "yaa"]),
];

/// Prints a row for each kind of edit: milliseconds of script for one key with 30 and with 1,000 questions on the page.
pub async fn edits(stage: Arc<Stage>) -> Result {
    let mut columns = Vec::new();
    for length in LENGTHS {
        columns.push(column(&stage, length).await?);
    }
    println!("\n{:<46} {:>10} {:>10} {:>7}", "script in Chromium at 4x CPU, per key", "30 fields", "1,000", "ratio");
    let [short, long] = columns.as_slice() else { return Ok(()) };
    for (((name, ..), short), long) in EDITS.iter().zip(short).zip(long) {
        println!("{name:<46} {short:>7.2} ms {long:>7.2} ms {:>6.1}x", long / short);
    }
    Ok(())
}

async fn column(stage: &Stage, length: usize) -> Result<Vec<f64>> {
    let office = Office::with(service(length)?).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.open("/").await?;
    citizen.press("link", "Formulir panjang").await?;
    citizen.press("button", "Mulai").await?;
    citizen.arrive("Semua").await?;
    let cdp = citizen.cdp()?;
    cdp.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    let mut costs = Vec::new();
    for (_, label, texts) in EDITS {
        let mut best = f64::MAX;
        for _ in 0..N_MEASURES {
            best = best.min(measure(&citizen, label, texts).await?);
        }
        costs.push(best);
    }
    Ok(costs)
}

// Types into a box as an input method does, one text after the other, each a key of its own with a frame after it.
async fn measure(citizen: &Citizen, label: &str, texts: [&str; 2]) -> Result<f64> {
    let cdp = citizen.cdp()?;
    let find = format!(
        "(() => {{ const label = [...document.querySelectorAll('label')].find(label => label.textContent.startsWith({label:?})); \
         window.__box = document.getElementById(label.htmlFor); window.__box.focus(); }})()"
    );
    cdp.run(&find).await?;
    trace::begin(&cdp).await?;
    for turn in 0..N_KEYS {
        let text = texts.get(turn % 2).ok_or_else(|| Wrong(String::from("There are two texts.")))?;
        let typed = format!(
            "new Promise(done => {{ window.__box.value = {text:?}; \
             window.__box.dispatchEvent(new Event('input', {{ bubbles: true }})); setTimeout(done, 100); }})"
        );
        cdp.run(&typed).await?;
    }
    Ok(trace::end(&cdp).await? / N_KEYS as f64)
}

/// A service of `length` questions on one step: the third is computed from the second, the fifth is shown by the fourth.
fn service(length: usize) -> Result<Value> {
    let mut service = tool::json("tests/data/service/kelompok-pedagang.json")?;
    let (mut properties, mut controls) = (Map::new(), Vec::new());
    for i in 0..length {
        let title = format!("Pertanyaan {i}");
        properties.insert(format!("f{i}"), json!({ "type": "string", "title": title, "maxLength": 40 + i }));
        let mut control = json!({ "type": "Control", "scope": format!("#/properties/f{i}") });
        match i {
            2 => control["options"] = json!({ "compute": { "cat": [{ "var": "f1" }, "!"] } }),
            4 => {
                let condition = json!({ "scope": "#/properties/f3", "schema": { "const": "ya" } });
                control["rule"] = json!({ "effect": "SHOW", "condition": condition });
            }
            _ => {}
        }
        controls.push(control);
    }
    let required: Vec<String> = (7..length).map(|i| format!("f{i}")).collect();
    service["id"] = json!("formulir-panjang");
    service["title"] = json!({ "id": "Formulir panjang", "en": "A long form" });
    service["schema"] = json!({ "type": "object", "properties": properties, "required": required });
    let all = json!({ "type": "Category", "label": "Semua", "elements": controls });
    service["uischema"] = json!({ "type": "Categorization", "elements": [all] });
    for name in ["text", "outcome"] {
        if let Some(service) = service.as_object_mut() {
            service.remove(name);
        }
    }
    Ok(service)
}
