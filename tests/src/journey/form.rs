//! Filling in a form as a data file says: what stands on each page, what is typed and chosen there, what is pressed.

use serde_json::Value;

use crate::{
    citizen::Citizen,
    wrong::{Result, Wrong, wrong},
};

/// Goes through pages: `[ { "heading", "do": [ [what, label, text], … ], "press": button } ]`.
pub async fn fill(citizen: &Citizen, pages: &Value) -> Result {
    for page in list(pages)? {
        fill_page(citizen, page).await?;
    }
    Ok(())
}

/// Does what is to be done on one page, the button included.
pub async fn fill_page(citizen: &Citizen, page: &Value) -> Result {
    citizen.arrive(text(page, "heading")?).await?;
    for act in list(&page["do"])? {
        let words: Vec<&str> = list(act)?.iter().filter_map(Value::as_str).collect();
        do_one(citizen, &words).await?;
    }
    match page.get("press").and_then(Value::as_str) {
        Some(button) => citizen.press("button", button).await,
        None => Ok(()),
    }
}

/// Does one thing: `["write", label, text]`, `["pick", label, option]`, `["choose", option]`, `["tick", label]`,
/// `["search", label, query, option]`, `["see", sentence]`, `["value", label, text]`, `["picked", label, option]`,
/// `["described", label, sentence]`.
pub async fn do_one(citizen: &Citizen, words: &[&str]) -> Result {
    match *words {
        ["write", label, text] => citizen.write(label, text).await,
        ["leave"] => citizen.leave().await,
        ["pick", label, option] => citizen.pick(label, option).await,
        ["choose", option] => citizen.choose("radio", option).await,
        ["tick", label] => citizen.choose("checkbox", label).await,
        ["search", label, query, option] => {
            citizen.write_in("searchbox", label, query).await?;
            citizen.choose_found(option).await
        }
        ["described", label, sentence] => citizen.described("textbox", label, sentence).await,
        ["see", sentence] => citizen.see(sentence).await,
        ["follow", link] => citizen.press("link", link).await,
        ["press", button] => citizen.press("button", button).await,
        ["value", label, want] => {
            let got = citizen.value("textbox", label).await?;
            crate::wrong::same(label, got.as_str(), want)
        }
        ["picked", label, want] => {
            let got = citizen.picked_when(label, want).await?;
            crate::wrong::same(label, got.as_str(), want)
        }
        _ => wrong(format!("Nobody knows how to do {words:?}.")),
    }
}

pub fn list(json: &Value) -> Result<&Vec<Value>> {
    json.as_array().ok_or_else(|| Wrong(format!("A list was expected: {json}")))
}

pub fn text<'a>(json: &'a Value, key: &str) -> Result<&'a str> {
    json[key].as_str().ok_or_else(|| Wrong(format!("A text “{key}” was expected: {json}")))
}
