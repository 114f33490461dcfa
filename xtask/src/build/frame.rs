//! Fills index.html: names of files, and what a citizen may read before the wasm has come (city, office, services).
//! The markup of the list is that of src/page/home.rs, so that nothing moves when the app takes over.

use serde_json::Value;

use crate::{Result, build::wasm::TRUNK_MARK, place::Place};

/// Addresses of the hashed files.
pub struct Names {
    pub style: String,
    pub loader: String,
    pub worker: String,
    pub qr: String,
    pub seal: String,
    pub oidc: String,
    pub offline: String,
    pub handoff: String,
    pub kiosk: String,
    pub glue: String,
    pub wasm: String,
    pub form: String,
    pub handoff_page: String,
}

/// Where the services stand, unless `config.json` says otherwise.
const CATALOGUE: &str = "/services";

pub fn fill(place: &Place, names: &Names) -> Result<String> {
    let config = json(place, "public/config.json")?;
    let catalogue = catalogue(&config);
    // What the backend has to offer is not known here.
    let cards = match catalogue == CATALOGUE {
        true => services(&json(place, "public/services/index.json")?)?,
        false => String::new(),
    };
    let page = place.text("index.html")?;
    let page: Vec<&str> = page.lines().filter(|line| !line.contains(TRUNK_MARK)).collect();
    let values = [
        ("style", names.style.clone()),
        ("loader", names.loader.clone()),
        ("worker", names.worker.clone()),
        ("qr", names.qr.clone()),
        ("seal", names.seal.clone()),
        ("oidc", names.oidc.clone()),
        ("offline", names.offline.clone()),
        ("handoff", names.handoff.clone()),
        ("kiosk", names.kiosk.clone()),
        ("glue", names.glue.clone()),
        ("wasm", names.wasm.clone()),
        ("form", names.form.clone()),
        ("handoff-page", names.handoff_page.clone()),
        ("city", escape(text(&config, "city")?)),
        ("office", office(&config)?),
        ("index", escape(catalogue) + "/index.json"),
        ("services", cards),
    ];
    replace(&strip(&page.join("\n")), &values)
}

fn json(place: &Place, path: &str) -> Result<Value> {
    serde_json::from_str(&place.text(path)?).map_err(|error| format!("{path} is no valid JSON: {error}."))
}

/// Where the services stand, without a slash at the end.
fn catalogue(config: &Value) -> &str {
    config.get("catalogue").and_then(Value::as_str).unwrap_or(CATALOGUE).trim_end_matches('/')
}

/// A text of a definition: plain, or by language, of which the frame takes Indonesian.
fn text<'a>(of: &'a Value, key: &str) -> Result<&'a str> {
    let value = of.get(key);
    let found = value.and_then(|value| value.as_str().or_else(|| value.get("id")?.as_str()));
    found.filter(|found| !found.trim().is_empty()).ok_or_else(|| format!("A text named `{key}` is missing in {of}."))
}

fn office(config: &Value) -> Result<String> {
    let office = config.get("office").ok_or("public/config.json names no `office`.")?;
    let phone = text(office, "phone")?;
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let hours = text(office, "hours").map_or_else(|_| String::new(), |hours| format!(" · {}", escape(hours)));
    Ok(format!(
        "<address class=\"office\"><strong>{}</strong><br>{}<br><a href=\"tel:{digits}\">{}</a>{hours}</address>",
        escape(text(office, "name")?),
        escape(text(office, "address")?),
        escape(phone)
    ))
}

fn services(index: &Value) -> Result<String> {
    let services =
        index.get("services").and_then(Value::as_array).ok_or("public/services/index.json lists no `services`.")?;
    let cards: Result<Vec<String>> = services.iter().map(card).collect();
    Ok(cards?.concat())
}

fn card(service: &Value) -> Result<String> {
    let mut facts = match service.get("fee").and_then(Value::as_u64) {
        Some(0) => "<span class=\"fact fact--free\">Gratis</span>".to_owned(),
        Some(fee) => fact(&rupiah(fee)),
        None => String::new(),
    };
    if let Some(minutes) = service.get("minutes").and_then(Value::as_u64) {
        facts.push_str(&fact(&format!("Isi {minutes} menit")));
    }
    if let Ok(time) = text(service, "time") {
        facts.push_str(&fact(time));
    }
    Ok(format!(
        "<a class=\"card\" href=\"/layanan/{}\"><span class=\"card__title\">{}</span><p class=\"card__summary\">{}</p>\
         <div class=\"card__facts\">{facts}</div></a>",
        escape(text(service, "id")?),
        escape(text(service, "title")?),
        escape(text(service, "summary")?)
    ))
}

fn fact(text: &str) -> String {
    format!("<span class=\"fact\">{}</span>", escape(text))
}

/// Rupiah as it is written in Indonesia: groups of three, parted by points.
fn rupiah(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::from("Rp");
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Puts each value where its `{{name}}` stands. Values are not searched again.
fn replace(page: &str, values: &[(&str, String)]) -> Result<String> {
    let mut parts = page.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").ok_or("A `{{` in index.html is not closed.")?;
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(&value.ok_or_else(|| format!("index.html asks for an unknown {{{{{name}}}}}."))?.1);
        filled.push_str(rest);
    }
    Ok(filled)
}

/// Without comments and indentation: they are for us.
fn strip(page: &str) -> String {
    let mut stripped = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        stripped.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    stripped.push_str(rest);
    let lines: Vec<&str> = stripped.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
