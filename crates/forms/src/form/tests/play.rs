//! Forms played at random: what must hold whatever a citizen does, and whatever an author writes.

use std::{rc::Rc, sync::Arc};

use super::{Context, Form, RowEdit, Service, View, service};
use crate::{
    Access, Answer, Answers, Json, Kind, Pointer, Problem, ProblemKind, Severity, StepId,
    case::{self, World},
};

/// A small generator of numbers: the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

#[test]
fn the_browser_and_the_backend_agree() {
    for (name, file) in case::files("form") {
        let service = Arc::new(service(&file, &name));
        // The same on every machine, and others for each file.
        let length = name.rsplit('/').next().unwrap_or_default().len() as u64;
        for mut dice in [Dice(length), Dice(length + 4)] {
            (0..6).for_each(|_| play(&service, &name, &mut dice));
        }
    }
}

fn play(service: &Arc<Service>, name: &str, dice: &mut Dice) {
    let mut form = Form::open(Arc::clone(service), Answers::default(), Rc::new(World::default()));
    for _ in 0..60 {
        act(&mut form, dice);
        agree(&form, name);
    }
}

/// What was worked out edit by edit is what would be worked out at once.
fn whole(form: &Form, name: &str) {
    let mut view = View::of(&Context {
        service: &form.service,
        ui: &form.ui,
        answers: &form.answers,
        refused: &form.refused,
        asked: form.asked.as_deref(),
        host: &*form.host,
    });
    view.show(&form.marks);
    let name = [name, ": ", &form.answers.data.to_text()].concat();
    assert_eq!(form.view.fields, view.fields, "{name}");
    assert_eq!(form.view.found, view.found, "{name}");
    assert_eq!(form.view.journey, view.journey, "{name}");
    assert_eq!(form.view.sent, view.sent, "{name}");
    assert_eq!(form.view.sight.data, view.sight.data, "{name}");
    assert_eq!(form.view.held, view.held, "{name}");
    assert_eq!(form.view.tests, view.tests, "{name}");
}

/// What the form found is what the backend finds, and what shows was found.
fn agree(form: &Form, name: &str) {
    whole(form, name);
    let local =
        |problem: &&Problem| !matches!(problem.kind, ProblemKind::Backend { .. } | ProblemKind::Unreadable { .. });
    let fields = (0..form.view.fields.len()).flat_map(|part| form.view.found(part));
    let steps = 0..form.journey().steps.len().max(1);
    let homeless = steps.flat_map(|step| form.view.homeless(step));
    let mut found: Vec<&Problem> = fields.chain(homeless).filter(local).collect();
    let backend = form.submission().problems(&form.service, &World::default());
    let unreadable = |problem: &&Problem| {
        let raw = form.field_at(&problem.pointer).is_some_and(|id| form.answers.raw.contains_key(&id));
        problem.kind == ProblemKind::Required && raw
    };
    let mut wanted: Vec<&Problem> = backend.iter().filter(|problem| !unreadable(problem)).collect();
    // Answers alone may tell another branch than was chosen; then it is told something else, but there is something to tell.
    if form.service.expanded(&form.submission().answers).1.chosen != form.answers.chosen {
        assert_eq!(found.is_empty(), wanted.is_empty(), "{name}: {}", form.answers.data.to_text());
        return;
    }
    found.sort_by_key(|problem| (&problem.pointer, problem.keyword()));
    wanted.sort_by_key(|problem| (&problem.pointer, problem.keyword()));
    assert_eq!(found, wanted, "{name}: {}", form.answers.data.to_text());
    for (part, field) in form.view.fields.iter().enumerate() {
        let found = form.view.found(part);
        assert!(field.problems.iter().all(|problem| found.contains(problem)), "{name}");
        let sent = form.submission().answers.at(&field.pointer).cloned();
        let hidden = !form.service.ui.keep_hidden && !field.visible;
        assert!(!hidden || sent.is_none() || form.view.locate(&form.service.ui, &field.pointer).is_some(), "{name}");
    }
}

fn act(form: &mut Form, dice: &mut Dice) {
    let ids: Vec<_> = form.view.fields.iter().map(|field| field.id.clone()).collect();
    let id = &ids[dice.roll(ids.len())];
    let field = form.field(id).unwrap();
    let texts = ["", "kuasa", "6171051708900001", "x", "5.000", "17-8-1990", "0812", "\u{0}ü"];
    let values = [
        Json::Null,
        Json::from(true),
        Json::from(false),
        Json::from("kuasa"),
        Json::from(7),
        Json::object(),
        Json::Array(vec![Json::from("a")]),
    ];
    if field.control.kind == Kind::Array {
        let rows: Vec<u32> = form.answers.rows.get(id).map(|rows| rows.ids.clone()).unwrap_or_default();
        let row = rows.get(dice.roll(rows.len())).copied().unwrap_or(9);
        let edits = [RowEdit::Add, RowEdit::Remove(row), RowEdit::Restore, RowEdit::Up(row), RowEdit::Down(row)];
        drop(form.edit_rows(id, edits[dice.roll(edits.len())]));
        return;
    }
    match dice.roll(8) {
        0 | 1 => drop(form.type_in(id, texts[dice.roll(texts.len())])),
        2 | 3 => {
            let choices = &field.control.choices;
            let choice = choices.get(dice.roll(choices.len())).map(|choice| choice.value.clone());
            let value = choice.unwrap_or_else(|| values[dice.roll(values.len())].clone());
            drop(form.answer(id, Some(Answer { value, words: None })));
        }
        4 => drop(form.leave(id)),
        5 => {
            let steps: Vec<StepId> = form.journey().steps.iter().map(|step| step.id.clone()).collect();
            drop(form.check(&steps[dice.roll(steps.len())]));
        }
        6 => {
            let kind = ProblemKind::Backend { sentence: String::new() };
            let pointer = field.pointer.clone();
            let (homeless, _) = form.refuse(vec![Problem { pointer, severity: Severity::Error, kind }]);
            assert!(homeless.is_empty() || field.access != Access::Enabled || !field.visible);
        }
        _ => drop(form.answer(id, None)),
    }
}

/// Every so many places of a service file, each put to something else in turn.
#[test]
fn no_definition_panics() {
    let whole = case::file("../../public/services/usaha-mikro-dari-sptu/2026-11-24.json");
    let mut places = Vec::new();
    for section in ["schema", "uischema", "outcome", "text"] {
        let place = Pointer::root().join(section);
        collect(whole.at(&place).unwrap(), place, &mut places);
    }
    let values = ["null", "[]", "{}", "\"#\"", "-1", "[{\"$ref\":\"#\"}]", "{\"$ref\":\"#\"}", "true"];
    let mut dice = Dice(1);
    let mut n_read = 0;
    for _ in 0..250 {
        let place = &places[dice.roll(places.len())];
        let mut broken = whole.clone();
        match dice.roll(values.len() + 1) {
            0 => drop(broken.remove(place)),
            n => broken.set(place, Json::parse(values[n - 1]).unwrap()),
        }
        let (Some(service), _) = Service::read(&broken) else { continue };
        n_read += 1;
        let host = Rc::new(World::default());
        let mut form = Form::open(Arc::new(service), Answers::default(), host);
        for _ in 0..10 {
            act(&mut form, &mut dice);
        }
        drop(form.check_all());
    }
    assert!(n_read > 20, "{n_read} definitions could be read");
}

fn collect(json: &Json, place: Pointer, places: &mut Vec<Pointer>) {
    match json {
        Json::Object(object) => {
            object.iter().for_each(|(key, value)| collect(value, place.join(key), places));
        }
        Json::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| collect(item, place.join_index(index), places));
        }
        _ => {}
    }
    places.push(place);
}
