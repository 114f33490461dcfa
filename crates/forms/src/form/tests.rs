//! Whole forms without a screen: `case/form/*.json`. A file describes one form, its cases are played against it.

mod migrate;
mod play;

use std::{rc::Rc, sync::Arc};

use super::*;
use crate::{
    Item, Lang, ProblemKind, Severity,
    case::{self, World, items, members, pointer, text},
};

#[test]
fn forms() {
    for (name, file) in case::files("form") {
        let service = Arc::new(service(&file, &name));
        for case in items(file.get("cases")) {
            check(&service, case, &[&name, ": ", text(case, "name")].concat());
        }
    }
}

/// Opens the form, plays `do` (each entry an act with what it must lead to), then compares the whole.
fn check(service: &Arc<Service>, case: &Json, name: &str) {
    let host = Rc::new(World::default());
    let answers = Answers { data: data(case.get("answers")), ..Answers::default() };
    let places: Vec<Pointer> =
        items(case.get("correct")).iter().map(|place| pointer(place.as_str().unwrap())).collect();
    let mut form = match case.get("correct") {
        Some(_) => Form::correct(Arc::clone(service), answers, host, &places),
        None => Form::open(Arc::clone(service), answers, host),
    };
    for (n, act) in items(case.get("do")).iter().enumerate() {
        play(&mut form, act, &format!("{name}, act {n}: {}", act.to_text()));
    }
    compare(&form, case, name);
    // A draft that is opened again is the same form.
    if case.get("correct").is_none() {
        let kept = Answers::from_json(&Json::parse(&form.answers().to_json().to_text()).unwrap());
        assert_eq!(kept, *form.answers(), "{name}");
        let again = Form::open(Arc::clone(service), kept, Rc::new(World::default()));
        assert_eq!(*again.journey(), *form.journey(), "{name}");
        assert_eq!(again.submission(), form.submission(), "{name}");
    }
}

fn play(form: &mut Form, act: &Json, name: &str) {
    let before: Vec<Field> = form.view.fields.clone();
    let journey = form.journey().clone();
    let id = |key| FieldId::new(text(act, key));
    let mut refusal = None;
    let change = if act.get("type").is_some() {
        form.type_in(&id("type"), text(act, "text"))
    } else if act.get("answer").is_some() {
        let words = act.get("words").and_then(Json::as_str).map(str::to_owned);
        let answer = act.get("value").map(|value| Answer { value: value.clone(), words });
        form.answer(&id("answer"), answer)
    } else if let Some((list, edit)) = row_edit(act) {
        let (row, change) = form.edit_rows(&list, edit);
        if matches!(edit, RowEdit::Add | RowEdit::Restore) {
            assert_eq!(row.map(|row| Json::from(i64::from(row))), act.get("row").cloned(), "{name}");
        }
        change
    } else if act.get("leave").is_some() {
        form.leave(&id("leave"))
    } else if act.get("check").is_some() {
        let (result, change) = form.check(&StepId::new(text(act, "check")));
        refusal = Some(result);
        change
    } else if act.get("checkAll").is_some() {
        let (result, change) = form.check_all();
        refusal = Some(result);
        change
    } else if act.get("fill").is_some() {
        let found = members(act.get("fill")).into_iter();
        let answer = |value| Answer { value, words: None };
        form.fill(found.map(|(place, value)| (pointer(&place), answer(value))).collect())
    } else {
        let problems = members(act.get("refuse")).into_iter().map(|(place, sentence)| Problem {
            pointer: pointer(&place),
            severity: Severity::Error,
            kind: ProblemKind::Backend { sentence: sentence.as_str().unwrap().to_owned() },
        });
        let (homeless, change) = form.refuse(problems.collect());
        let places: Vec<Json> = homeless.iter().map(|one| one.pointer.as_str().into()).collect();
        assert_eq!(Json::Array(places), list(act.get("homeless")), "{name}");
        change
    };
    if let Some(result) = refusal {
        let found = result.err().unwrap_or_default().problems;
        let found = found.iter().map(|(id, problem)| {
            let id = id.as_ref().map_or("-", FieldId::as_str);
            Json::from([id, " ", problem.keyword()].concat())
        });
        assert_eq!(Json::Array(found.collect()), list(act.get("errors")), "{name}");
    }
    compare(form, act, name);
    // A change names exactly the fields that are different.
    let same = |after: &&Field| !before.contains(after);
    let different: Vec<FieldId> = form.view.fields.iter().filter(same).map(|after| after.id.clone()).collect();
    assert_eq!(change.fields, different, "{name}");
    assert_eq!(change.journey, journey != *form.journey(), "{name}");
    if let Some(changed) = act.get("changed") {
        let ids = change.fields.iter().map(|id| Json::from(id.as_str()));
        assert_eq!(Json::Array(ids.collect()), *changed, "{name}");
    }
}

/// Compares what `want` names with how the form stands.
fn compare(form: &Form, want: &Json, name: &str) {
    if want.get("journey").is_some() {
        let steps = form.journey().steps.iter();
        let found = steps.map(|step| (step.id.as_str().to_owned(), drawn(&step.items)));
        assert_eq!(found.collect::<Json>(), want.get("journey").cloned().unwrap(), "{name}");
    }
    let fields = || form.view.fields.iter().filter(|field| field.visible);
    let ids = |keep: &dyn Fn(&&Field) -> bool| {
        Json::Array(fields().filter(keep).map(|field| field.id.as_str().into()).collect())
    };
    if let Some(required) = want.get("required") {
        assert_eq!(ids(&|field| field.required), *required, "{name}");
    }
    if let Some(optional) = want.get("optional") {
        assert_eq!(ids(&|field| field.optional), *optional, "{name}");
    }
    if let Some(read_only) = want.get("readOnly") {
        assert_eq!(ids(&|field| field.access == Access::ReadOnly), *read_only, "{name}");
    }
    if let Some(disabled) = want.get("disabled") {
        assert_eq!(ids(&|field| field.access == Access::Disabled), *disabled, "{name}");
    }
    if let Some(shows) = want.get("shows") {
        let found = fields()
            .filter(|field| !field.problems.is_empty())
            .map(|field| (field.id.as_str().to_owned(), keywords(&field.problems)));
        assert_eq!(found.collect::<Json>(), *shows, "{name}");
    }
    for (id, kind) in members(want.get("kinds")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        assert_eq!(format!("{:?}", field.control.kind), kind.as_str().unwrap(), "{name}: {id}");
    }
    for (id, label) in members(want.get("labels")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        assert_eq!(field.control.label, label.as_str().unwrap(), "{name}: {id}");
    }
    for (id, choices) in members(want.get("choices")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        let titles = field.control.choices.iter().map(|choice| Json::from(choice.title.as_str()));
        assert_eq!(Json::Array(titles.collect()), choices, "{name}: {id}");
    }
    worded(form, want, name);
    for (id, options) in members(want.get("options")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        assert_eq!(field.control.options, options, "{name}: {id}");
    }
    for (id, place) in members(want.get("rowTitles")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        let title = field.control.row_title.as_ref().map(Pointer::as_str);
        assert_eq!(title, place.as_str(), "{name}: {id}");
    }
    for (id, key) in members(want.get("keys")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        assert_eq!(field.control.key, key.as_str().unwrap(), "{name}: {id}");
    }
    for (id, value) in members(want.get("values")) {
        let field = form.field(&FieldId::new(&id)).unwrap();
        assert_eq!(field.value.unwrap_or_default(), value, "{name}: {id}");
    }
    if let Some(answers) = want.get("data") {
        assert_eq!(form.answers().data, *answers, "{name}");
    }
    for (id, typed) in members(want.get("typed")) {
        assert_eq!(form.typed(&FieldId::new(&id)), typed.as_str().unwrap(), "{name}");
    }
    for (member, sent) in [("problems", None), ("judged", want.get("sent"))] {
        let Some(problems) = want.get(member) else { continue };
        let mut submission = form.submission();
        submission.answers = sent.cloned().unwrap_or(submission.answers);
        let found = submission.problems(&form.service, &World::default());
        let found =
            found.iter().map(|problem| Json::from([problem.pointer.as_str(), " ", keyword(problem).as_str()].concat()));
        assert_eq!(Json::Array(found.collect()), *problems, "{name}");
    }
    if let Some(answers) = want.get("submission") {
        assert_eq!(form.submission().answers, *answers, "{name}");
    }
    if want.get("asked").is_some() {
        let asked = form.asked().into_iter();
        let asked = asked.map(|(place, value)| (place.as_str().to_owned(), value.unwrap_or_default()));
        assert_eq!(asked.collect::<Json>(), want.get("asked").cloned().unwrap(), "{name}");
    }
}

/// Fields by id, groups as `{ label: […] }`, labels as `"# text"`; a layout without label is `{ "": […] }`. A list is
/// `{ id: { row: […] } }`, a choice of a branch `{ id: […] }`.
/// Compares words: what is said of fields, of their problems, and of what stands around them.
fn worded(form: &Form, want: &Json, name: &str) {
    let service = &form.service;
    for key in ["said", "descriptions", "worded", "sentences"] {
        for (id, wanted) in members(want.get(key)) {
            let field = form.field(&FieldId::new(&id)).unwrap();
            let control = &field.control;
            let sentence = |problem| Json::from(service.sentence(control, problem, Lang::Id).unwrap_or_default());
            let found = match key {
                "said" => Json::from(service.label(control, Lang::Id)),
                "descriptions" => Json::from(service.description(control, Lang::Id).unwrap_or_default()),
                "worded" => {
                    let words = control.choices.iter().map(|choice| Json::from(service.choice(choice, Lang::Id)));
                    Json::Array(words.collect())
                }
                _ => Json::Array(field.problems.iter().map(sentence).collect()),
            };
            assert_eq!(found, wanted, "{name}: {key} of {id}");
        }
    }
    if let Some(titles) = want.get("titles") {
        let title = |item: &Item| match item {
            Item::Group { key, label: Some(text), .. } | Item::Label { key, text } => {
                Some(Json::from(service.words(Lang::Id, key).unwrap_or(text)))
            }
            _ => None,
        };
        let items = form.journey().steps.iter().flat_map(|step| &step.items);
        assert_eq!(Json::Array(items.filter_map(title).collect()), *titles, "{name}");
    }
}

fn drawn(items: &[Item]) -> Json {
    let item = |item: &Item| match item {
        Item::Field(id) => Json::from(id.as_str()),
        Item::Unknown { name } => Json::from(["? ", name].concat()),
        Item::Label { text, .. } => Json::from(["# ", text].concat()),
        Item::Array { id, rows } => {
            let rows: Json = rows.iter().map(|row| (row.id.to_string(), drawn(&row.items))).collect();
            [(id.as_str().to_owned(), rows)].into_iter().collect()
        }
        Item::Branch { id, items } => [(id.as_str().to_owned(), drawn(items))].into_iter().collect(),
        Item::Group { label, items, .. } => [(label.clone().unwrap_or_default(), drawn(items))].into_iter().collect(),
    };
    Json::Array(items.iter().map(item).collect())
}

fn keywords(problems: &[Problem]) -> Json {
    Json::Array(problems.iter().map(|problem| Json::from(keyword(problem))).collect())
}

/// The keyword; a question mark behind it marks a warning.
fn keyword(problem: &Problem) -> String {
    let mark = if problem.severity == Severity::Warning { "?" } else { "" };
    [problem.keyword(), mark].concat()
}

fn service(file: &Json, name: &str) -> Service {
    let json = match file.get("file").and_then(Json::as_str) {
        Some(path) => case::file(path),
        None => {
            let mut json = Json::parse(r#"{ "id": "case", "version": "1", "title": "Case" }"#).unwrap();
            for key in ["schema", "uischema", "config", "text"] {
                if let Some(value) = file.get(key) {
                    json.set(&Pointer::root().join(key), value.clone());
                }
            }
            json
        }
    };
    let (service, faults) = Service::read(&json);
    service.unwrap_or_else(|| panic!("{name}: {faults:?}"))
}

/// `add`, `remove`, `restore`, `up` or `down`: a list; `row`: the id of the row.
fn row_edit(act: &Json) -> Option<(FieldId, RowEdit)> {
    let row = || act.get("row").and_then(Json::as_i64).unwrap() as u32;
    let list = |key: &str| Some(FieldId::new(act.get(key)?.as_str()?));
    let add = list("add").map(|list| (list, RowEdit::Add));
    let add = add.or_else(|| Some((list("remove")?, RowEdit::Remove(row()))));
    let add = add.or_else(|| Some((list("restore")?, RowEdit::Restore)));
    add.or_else(|| Some((list("up")?, RowEdit::Up(row())))).or_else(|| Some((list("down")?, RowEdit::Down(row()))))
}

fn data(json: Option<&Json>) -> Json {
    json.cloned().unwrap_or_else(Json::object)
}

fn list(json: Option<&Json>) -> Json {
    json.cloned().unwrap_or(Json::Array(Vec::new()))
}
