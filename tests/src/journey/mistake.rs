//! Every kind of wrong input on the way: what is said, when it is said, where it is said, and that it goes when it is put right.

use std::sync::Arc;

use serde_json::Value;

use super::{conversion, form};
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, ensure},
};

pub async fn every_wrong_input_is_named_and_can_be_put_right(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    // The number that nobody has is looked up, and not found.
    citizen.expect("status of 404");
    let data = tool::json("tests/data/mistakes.json")?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&data, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    for page in form::list(&data["pages"])? {
        citizen.arrive(form::text(page, "heading")?).await?;
        act(&citizen, &page["first"]).await?;
        cases(&citizen, page).await?;
        empty(&citizen, page).await?;
        act(&citizen, &page["then"]).await?;
        fixed(&citizen, page).await?;
        doubts(&citizen, page).await?;
        citizen.press("button", form::text(page, "press")?).await?;
        act(&citizen, &page["after"]).await?;
    }
    citizen.arrive("Permohonan terkirim").await?;
    let row = office.only_row()?;
    ensure(row.number == conversion::number(&citizen).await?, || String::from("The receipt shows another number."))
}

/// `[role, label, typed, sentence]`: nothing is said while somebody types, and the sentence when the box is left.
async fn cases(citizen: &Citizen, page: &Value) -> Result {
    let mut known: Vec<&str> = Vec::new();
    for case in form::list(&page["cases"])? {
        let [label, typed, sentence] = three(case)?;
        citizen.write(label, typed).await?;
        if !known.contains(&label) {
            let early = citizen.description("textbox", label).await?;
            ensure(!early.contains(sentence), || format!("“{sentence}” is said before “{label}” is left."))?;
            known.push(label);
        }
        citizen.leave().await?;
        citizen.described("textbox", label, sentence).await?;
    }
    Ok(())
}

/// A page that is sent with holes: the summary has the focus, names each problem, and each line leads to its field.
async fn empty(citizen: &Citizen, page: &Value) -> Result {
    let empty = &page["empty"];
    if empty.is_null() {
        return Ok(());
    }
    for label in form::list(&empty["clear"])? {
        citizen.write(label.as_str().unwrap_or_default(), "").await?;
    }
    citizen.press("button", form::text(page, "press")?).await?;
    let lines = form::list(&empty["lines"])?;
    citizen.focus_is("the error summary", "focused.getAttribute('role') === 'alert'").await?;
    citizen.find("alert", &format!("Ada {} bagian yang perlu diperbaiki", lines.len())).await?;
    citizen.title(form::text(empty, "title")?).await?;
    for line in lines {
        let [sentence, role, name] = three(line)?;
        citizen.press("link", sentence).await?;
        citizen.focus_on(role, name).await?;
        citizen.described(role, name, sentence).await?;
    }
    Ok(())
}

/// No sentence stays beside a box that is right now.
async fn fixed(citizen: &Citizen, page: &Value) -> Result {
    for case in form::list(&page["cases"])? {
        let [label, _, sentence] = three(case)?;
        if citizen.has("textbox", label).await? {
            citizen.described_no_more("textbox", label, sentence).await?;
        }
    }
    Ok(())
}

/// `[label, typed, sentence]`: a doubt is said, and can be passed.
async fn doubts(citizen: &Citizen, page: &Value) -> Result {
    for doubt in form::list(&page["doubts"])? {
        let [label, typed, sentence] = three(doubt)?;
        citizen.write(label, typed).await?;
        citizen.leave().await?;
        citizen.described("textbox", label, sentence).await?;
    }
    Ok(())
}

async fn act(citizen: &Citizen, acts: &Value) -> Result {
    for act in acts.as_array().into_iter().flatten() {
        let words: Vec<&str> = form::list(act)?.iter().filter_map(Value::as_str).collect();
        form::do_one(citizen, &words).await?;
    }
    Ok(())
}

fn three(json: &Value) -> Result<[&str; 3]> {
    let words: Vec<&str> = form::list(json)?.iter().filter_map(Value::as_str).collect();
    <[&str; 3]>::try_from(words).map_err(|_| crate::wrong::Wrong(format!("Three texts were expected: {json}")))
}
