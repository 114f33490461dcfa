//! What a box shows while others are typed in: read through a memo, as an effect of the page does, which runs again only when it is woken.

use std::{rc::Rc, sync::Arc};

use forms::{Answer, Date, FieldId, Host, Json, RowEdit, Service};
use leptos::prelude::*;

use super::{Draft, Session};

const SERVICE: &str = r##"{
  "id": "case", "version": "1", "title": "Case",
  "schema": { "type": "object", "properties": {
    "p": { "type": "number" }, "l": { "type": "number" }, "ada": { "type": "boolean" },
    "luas": { "type": "number" }, "biaya": { "type": "number" }, "catatan": { "type": "string" },
    "barang": { "type": "array", "items": { "type": "object", "properties": {
      "harga": { "type": "integer" }, "nilai": { "type": "integer" } } } },
    "total": { "type": "integer" } } },
  "uischema": { "type": "VerticalLayout", "elements": [
    { "type": "Control", "scope": "#/properties/p" },
    { "type": "Control", "scope": "#/properties/l" },
    { "type": "Control", "scope": "#/properties/ada" },
    { "type": "Control", "scope": "#/properties/luas", "options": { "compute": { "*": [{ "var": "p" }, { "var": "l" }] } } },
    { "type": "Control", "scope": "#/properties/biaya", "options": { "compute": { "*": [{ "var": "luas" }, 1000] } } },
    { "type": "Control", "scope": "#/properties/catatan", "options": { "compute": { "if": [{ ">": [{ "var": "biaya" }, 15000] }, "besar", "kecil"] } },
      "rule": { "effect": "SHOW", "condition": { "scope": "#/properties/luas", "schema": { "minimum": 5 }, "failWhenUndefined": true } } },
    { "type": "Control", "scope": "#/properties/barang", "options": { "detail": { "type": "VerticalLayout", "elements": [
      { "type": "Control", "scope": "#/properties/harga" },
      { "type": "Control", "scope": "#/properties/nilai", "options": { "compute": { "*": [{ "var": "harga" }, 2] } } } ] } } },
    { "type": "Control", "scope": "#/properties/total", "options": { "compute": { "reduce": [{ "var": "barang" }, { "+": [{ "var": "accumulator" }, { "var": "current.nilai" }] }, 0] } } } ] }
}"##;

struct World;

impl Host for World {
    fn matches(&self, _: &str, _: &str) -> Option<bool> {
        Some(true)
    }

    fn today(&self) -> Date {
        Date::parse("2026-11-24").expect("a date")
    }
}

// What the box of a field shows.
struct Shown(Memo<String>);

impl Shown {
    fn of(session: Session, id: &'static str) -> Shown {
        let shown = Shown(Memo::new(move |_| session.typed(&FieldId::new(id))));
        let _ = shown.get();
        shown
    }

    fn get(&self) -> String {
        self.0.get_untracked()
    }
}

fn open() -> (Owner, Session) {
    let owner = Owner::new();
    owner.set();
    let service = Service::read(&Json::parse(SERVICE).expect("JSON")).0.expect("a service");
    let draft = Draft::new("a".into(), "case", "1");
    let session = Session::open(Arc::new(service), draft, Rc::new(World));
    (owner, session)
}

fn write(session: Session, id: &str, text: &str) {
    session.type_in(&FieldId::new(id), text);
}

#[test]
fn a_computed_box_shows_what_was_worked_out_now() {
    let (_owner, session) = open();
    let [luas, biaya] = ["luas", "biaya"].map(|id| Shown::of(session, id));
    write(session, "p", "3");
    write(session, "l", "4");
    assert_eq!([luas.get(), biaya.get()], ["12", "12000"]);
    write(session, "p", "5");
    assert_eq!([luas.get(), biaya.get()], ["20", "20000"]);
    write(session, "l", "");
    assert_eq!(
        [luas.get(), biaya.get()].join(""),
        session.typed(&FieldId::new("luas")) + &session.typed(&FieldId::new("biaya"))
    );
}

#[test]
fn one_that_comes_and_goes_shows_what_is_worked_out_then() {
    let (_owner, session) = open();
    let shown = Shown::of(session, "catatan");
    write(session, "p", "2");
    write(session, "l", "3");
    assert_eq!(shown.get(), "kecil");
    write(session, "l", "1");
    assert_eq!(shown.get(), "");
    write(session, "l", "8");
    assert_eq!(shown.get(), "besar");
}

#[test]
fn a_sum_over_rows_goes_with_them() {
    let (_owner, session) = open();
    let (total, list) = (Shown::of(session, "total"), FieldId::new("barang"));
    for price in ["100", "20"] {
        let row = session.edit_rows(&list, RowEdit::Add).expect("a row");
        write(session, &format!("barang.r{row}.harga"), price);
    }
    assert_eq!(total.get(), "240");
    let nilai = Shown::of(session, "barang.r2.nilai");
    write(session, "barang.r2.harga", "30");
    assert_eq!([nilai.get(), total.get()], ["60", "260"]);
    session.edit_rows(&list, RowEdit::Remove(1));
    assert_eq!([nilai.get(), total.get()], ["60", "60"]);
    session.edit_rows(&list, RowEdit::Restore);
    assert_eq!(total.get(), "260");
    session.edit_rows(&list, RowEdit::Up(2));
    assert_eq!([nilai.get(), total.get()], ["60", "260"]);
}

#[test]
fn a_box_that_is_typed_in_is_left_alone() {
    let (_owner, session) = open();
    let shown = Shown::of(session, "p");
    write(session, "p", "007");
    assert_eq!(shown.get(), "", "Its text is the citizen's until it is left.");
    session.leave(&FieldId::new("p"));
    assert_eq!(shown.get(), "7");
    session.answer(&FieldId::new("ada"), Some(Answer { value: Json::Bool(true), words: None }));
    assert_eq!(shown.get(), "7");
}
