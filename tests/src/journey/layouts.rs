//! The examples of JSON Forms in the app: each opens with its answers and its pages say what they ask.

use std::sync::Arc;

use serde_json::{Value, json};

use super::form;
use crate::{
    citizen::Citizen,
    driver::Kind,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, Wrong, ensure},
};

/// Examples that ask for what no form can: any JSON at all (the meta-schema's `default`, `const` and `examples`).
const UNKNOWN: [&str; 1] = ["jsonschema"];
/// How a page begins to name what it cannot ask.
const CANNOT: [&str; 2] = ["Bagian “", "” belum bisa diisi di sini."];

/// Every example is opened with its answers, each step drawn and sent, with no complaint of the browser.
///
/// Supports: examples.
pub async fn every_example_opens(stage: Arc<Stage>) -> Result {
    let bundle = std::fs::read_to_string(tool::path("LOKET_EXAMPLES")?)?;
    let bundle: Value = serde_json::from_str(&bundle)?;
    let examples = form::list(&bundle["examples"])?;
    let office = Office::open().await?;
    // Chromium forgets addresses that are pushed quicker than any person goes from page to page: 200 in ten seconds.
    let extra = [String::from("--disable-ipc-flooding-protection")];
    let citizen = stage.citizen_with(Kind::Chromium, &format!("http://{}", office.addr), &extra).await?;
    citizen.open("/").await?;
    keep(&citizen, examples).await?;
    // The app reads drafts when it starts; from here on it runs, as a citizen's does who goes from one to the next.
    let first = examples.first().map(|example| form::text(&example["service"], "id")).transpose()?.unwrap_or_default();
    citizen.open(&format!("/periksa/{first}")).await?;
    let mut wrong = Vec::new();
    for example in examples {
        let (name, n_complaints) = (form::text(example, "name")?, citizen.complaints().len());
        if let Err(Wrong(sentence)) = open(&citizen, example).await {
            wrong.push(format!("{name}: {sentence}"));
        }
        let complaints = citizen.complaints().into_iter().skip(n_complaints);
        wrong.extend(complaints.map(|complaint| format!("{name}: {complaint}")));
    }
    println!("{}/{} examples of JSON Forms opened", examples.len() - wrong.len().min(examples.len()), examples.len());
    for left in form::list(&bundle["left"])? {
        println!("left out {}: {}", form::text(left, "name")?, form::text(left, "reason")?);
    }
    ensure(wrong.is_empty() && !examples.is_empty(), || wrong.join("\n    "))
}

async fn open(citizen: &Citizen, example: &Value) -> Result {
    let (name, id) = (form::text(example, "name")?, form::text(&example["service"], "id")?);
    let steps = citizen.driver.execute_async(include_str!("layouts.js"), vec![json!(id)]).await?;
    let steps = form::list(steps.json())?.clone();
    ensure(!steps.is_empty(), || String::from("It has no step."))?;
    if let Some(step) = steps.iter().find(|step| step["error"].is_string()) {
        return Err(Wrong(format!("{}: {}", step["path"], step["error"])));
    }
    let said = steps.iter().filter_map(|step| step["said"].as_str()).flat_map(str::lines);
    let unknown: Vec<&str> = said.filter(|line| CANNOT.iter().all(|part| line.contains(part))).collect();
    let expected = UNKNOWN.contains(&name);
    ensure(unknown.is_empty() != expected, || format!("Elements that cannot be asked: {}", unknown.join(" ")))
}

/// Puts a draft of each example, with its definition, where the device keeps drafts.
async fn keep(citizen: &Citizen, examples: &[Value]) -> Result {
    let entries = examples.iter().map(|example| {
        let (service, id) = (&example["service"], &example["service"]["id"]);
        let draft = json!({ "id": id, "service": id, "version": "1", "answers": { "data": example["data"] } });
        json!([id, service.to_string(), draft])
    });
    let script = format!(
        "(async () => {{ for (const [id, service, draft] of {}) {{
            await loket.vault.put(`service.${{id}}@1`, service, 0);
            await loket.vault.put(`draft.${{id}}`, JSON.stringify({{ ...draft, saved: Date.now() }}), 0);
        }} }})()",
        Value::Array(entries.collect())
    );
    citizen.cdp()?.run(&script).await?;
    Ok(())
}
