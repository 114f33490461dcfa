//! Reads a UI schema into [`Ui`], with every fault and its place; without one, a control for each property.

mod brought;
mod element;
mod inner;
mod part;

use std::sync::Arc;

use crate::{
    Answers, Direction, Json, Pointer, Set,
    fault::Faults,
    rule::{self, order},
    service::Words,
    ui::{Element, Frame, Ui, What, Zone, demand::RequiredRules, expand::expand},
};

/// Elements nested deeper than this are a fault.
const DEPTH: usize = 64;
/// More elements than this are a fault.
const MOST: usize = 20_000;

/// Reads `uischema` (at `/uischema` of the service) against the form's schema; `config` says what counts where options do not.
pub(crate) fn read(
    uischema: Option<&Json>,
    config: &Json,
    schema: &Json,
    words: &Words,
    faults: &mut Faults,
) -> Arc<Ui> {
    let at = Pointer::root().join("uischema");
    let mut reader = Reader { config, ..Reader::new(schema, words, faults) };
    match uischema {
        Some(json) => reader.element(json, &at, None, 0),
        None => reader.generated(&Pointer::root().join("schema")),
    }
    let keep = uischema.and_then(|json| json.get("options")?.get("keepHidden")?.as_bool());
    reader.ui.keep_hidden = keep.unwrap_or(false);
    if reader.ui.parts.is_empty() && !reader.faults.has_errors() {
        reader.faults.error(&at, &["the form asks nothing"]);
    }
    reader.finish()
}

/// Elements as they are being read.
struct Reader<'a> {
    schema: &'a Json,
    config: &'a Json,
    words: &'a Words,
    faults: &'a mut Faults,
    /// How many elements have been read, those of rows included.
    n_elements: usize,
    step_ids: Set<String>,
    /// The schemas inside which this one is asked: they may refer to each other in a circle.
    path: Vec<&'a Json>,
    ui: Ui,
    field_ids: Set<String>,
    /// What scopes start from: a part of the schema, and its place in the answers of this zone.
    node: &'a Json,
    base: Pointer,
    /// Begins all text keys: the key of the list or the object in which this zone lies.
    key: String,
    /// The id of a control that asks for the whole of this zone.
    own_id: &'static str,
}

impl<'a> Reader<'a> {
    fn new(schema: &'a Json, words: &'a Words, faults: &'a mut Faults) -> Reader<'a> {
        Reader {
            schema,
            config: &Json::Null,
            words,
            faults,
            n_elements: 0,
            step_ids: Set::new(),
            path: Vec::new(),
            ui: Ui::default(),
            field_ids: Set::new(),
            node: schema,
            base: Pointer::root(),
            key: String::new(),
            own_id: "root",
        }
    }

    /// A layout with one control for each property, or one control for what has none.
    fn generated(&mut self, at: &Pointer) {
        let what = What::Group { key: String::new(), label: None, direction: Direction::Down };
        let root = self.push(what, None, at);
        self.whole(root, at);
        self.close(root);
    }

    /// Adds an element, to be closed when all that lies in it has been added.
    fn push(&mut self, what: What, parent: Option<usize>, at: &Pointer) -> usize {
        let index = self.ui.elements.len();
        let written = Arc::new(at.clone());
        let element =
            Element { what, parent, end: index + 1, rule: None, compute: None, read_only: None, zone: 0, written };
        self.ui.elements.push(element);
        self.n_elements += 1;
        index
    }

    fn close(&mut self, index: usize) {
        let end = self.ui.elements.len();
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.end = end;
        }
    }

    fn is_full(&mut self, at: &Pointer) -> bool {
        let is_full = self.n_elements >= MOST;
        if is_full {
            self.faults.error(at, &["too many elements"]);
        }
        is_full
    }

    /// Works out what needs all elements of this zone: places and demands.
    fn ripen(&mut self) -> Ui {
        let mut ui = std::mem::take(&mut self.ui);
        let mut holders = ui.holders();
        for frame in std::mem::take(&mut ui.frames) {
            holders.add(frame.place);
        }
        let parts = ui.parts.iter().map(|part| part.pointer.clone());
        let asked = holders.keys().cloned().chain(parts).map(|place| (place, ())).collect();
        let demands = RequiredRules::read(self.schema, self.node, &asked);
        for part in &mut ui.parts {
            part.ways = demands.ways(&part.pointer);
        }
        let frame = |place: &Pointer| Frame { place: place.clone(), zone: 0, ways: demands.ways(place) };
        ui.frames = holders.keys().map(frame).collect();
        ui.zones = vec![Zone { base: Pointer::root(), demands: Arc::new(demands) }];
        ui.index();
        ui
    }

    /// Works out the order of rules; a circle is looked for in a form with one row in each list.
    fn finish(mut self) -> Arc<Ui> {
        let mut plan = self.ripen();
        let (order, stuck) = order(&plan);
        plan.order = order;
        let plan = Arc::new(plan);
        if plan.grows {
            let mut answers = Answers { data: inner::samples(&plan, Json::object()), ..Answers::default() };
            let grown = expand(&plan, &mut answers);
            self.report(&grown, &rule::order(&grown).1);
        } else {
            self.report(&plan, &stuck);
        }
        plan
    }

    fn report(&mut self, ui: &Ui, stuck: &[usize]) {
        for element in stuck.iter().filter_map(|&index| ui.elements.get(index)) {
            let (place, what) = match element.compute {
                Some(_) => ("options", "this computed answer waits for itself, through others or a rule"),
                None => (
                    "rule",
                    "this rule waits for itself: it looks at an answer that it may hide, or that hides it in turn",
                ),
            };
            self.faults.error(&element.written.join(place), &[what]);
        }
    }
}

/// The categories of the Categorization that is the whole form; nested ones are steps in a row.
pub(super) fn steps(ui: &Ui) -> Vec<usize> {
    let mut steps = Vec::new();
    let Some(mut root) = ui.elements.first() else {
        return steps;
    };
    let mut index = 0;
    // A layout around nothing but the Categorization does not count.
    while let What::Group { label: None, .. } = root.what {
        match ui.elements.get(index + 1) {
            Some(only) if only.end == root.end => (root, index) = (only, index + 1),
            _ => return steps,
        }
    }
    if matches!(root.what, What::Frame) {
        collect_steps(ui, index, &mut steps);
    }
    steps
}

fn collect_steps(ui: &Ui, frame: usize, steps: &mut Vec<usize>) {
    for child in ui.children(frame) {
        match ui.elements.get(child).map(|element| &element.what) {
            Some(What::Category { .. }) => steps.push(child),
            Some(What::Frame) => collect_steps(ui, child, steps),
            _ => {}
        }
    }
}
