//! Reads a UI schema into [`Ui`], with every fault and its place; without one, a control for each property.

mod element;
mod part;

use crate::{
    Direction, Json, Pointer, Set,
    fault::Faults,
    rule::order,
    service::Words,
    ui::{Element, Ui, What, demand::Demands},
};

/// Elements nested deeper than this are a fault.
const DEPTH: usize = 64;
/// More elements than this are a fault.
const MOST: usize = 20_000;

/// Reads `uischema` (at `/uischema` of the service) against the form's schema.
pub(crate) fn read(uischema: Option<&Json>, schema: &Json, words: &Words, faults: &mut Faults) -> Ui {
    let at = Pointer::root().join("uischema");
    let mut reader = Reader::new(schema, words, faults);
    match uischema {
        Some(json) => reader.element(json, &at, None, 0),
        None => reader.generated(schema),
    }
    reader.finish(uischema, &at)
}

/// Elements as they are being read.
struct Reader<'a> {
    schema: &'a Json,
    words: &'a Words,
    faults: &'a mut Faults,
    ui: Ui,
    /// Where each element is written, for faults found later.
    written: Vec<Pointer>,
    field_ids: Set<String>,
    step_ids: Set<String>,
}

impl<'a> Reader<'a> {
    fn new(schema: &'a Json, words: &'a Words, faults: &'a mut Faults) -> Reader<'a> {
        Reader {
            schema,
            words,
            faults,
            ui: Ui::default(),
            written: Vec::new(),
            field_ids: Set::new(),
            step_ids: Set::new(),
        }
    }

    /// A layout with one control for each property of the root.
    fn generated(&mut self, schema: &Json) {
        let what = What::Group { key: String::new(), label: None, direction: Direction::Down };
        let at = Pointer::root().join("schema");
        let root = self.push(what, None, &at);
        self.properties(schema, &Pointer::root(), Some(root), &at, 0);
        self.close(root);
    }

    /// Adds an element, to be closed when all that lies in it has been added.
    fn push(&mut self, what: What, parent: Option<usize>, at: &Pointer) -> usize {
        let index = self.ui.elements.len();
        let element = Element { what, parent, end: index + 1, rule: None, read_only: None };
        self.ui.elements.push(element);
        self.written.push(at.clone());
        index
    }

    fn close(&mut self, index: usize) {
        let end = self.ui.elements.len();
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.end = end;
        }
    }

    fn is_full(&mut self, at: &Pointer) -> bool {
        let is_full = self.ui.elements.len() >= MOST;
        if is_full {
            self.faults.error(at, &["too many elements"]);
        }
        is_full
    }

    /// Works out what needs all elements: places, demands, steps and the order of rules.
    fn finish(self, uischema: Option<&Json>, at: &Pointer) -> Ui {
        let Reader { schema, faults, mut ui, written, .. } = self;
        let keep = uischema.and_then(|json| json.get("options")?.get("keepHidden")?.as_bool());
        ui.keep_hidden = keep.unwrap_or(false);
        let parts = ui.parts.iter().enumerate();
        ui.places = parts.map(|(index, part)| (part.pointer.clone(), index)).collect();
        ui.places.sort();
        let ids = ui.parts.iter().enumerate();
        ui.by_id = ids.map(|(index, part)| (part.id.clone(), index)).collect();
        ui.frames = frames(&ui);
        let frames = ui.frames.iter().cloned();
        let asked = frames.chain(ui.places.iter().map(|(place, _)| place.clone())).map(|place| (place, ())).collect();
        ui.demands = Demands::read(schema, &asked);
        ui.steps = steps(&ui);
        match order(&ui) {
            Ok(order) => ui.order = order,
            Err(stuck) => {
                for place in stuck.iter().filter_map(|&index| written.get(index)) {
                    let what = "this rule waits for itself: it looks at an answer that it may hide, \
                                or that hides it in turn";
                    faults.error(&place.join("rule"), &[what]);
                }
            }
        }
        if ui.parts.is_empty() && !faults.has_errors() {
            faults.error(at, &["the form asks nothing"]);
        }
        ui
    }
}

/// The objects that hold controls, from outside in.
fn frames(ui: &Ui) -> Vec<Pointer> {
    let mut frames = Set::new();
    for (place, _) in &ui.places {
        let mut above = place.parent();
        while let Some(frame) = above.filter(|frame| *frame != Pointer::root()) {
            above = frame.parent();
            if !frames.add(frame) {
                break;
            }
        }
    }
    frames.keys().cloned().collect()
}

/// The categories of the Categorization that is the whole form; nested ones are steps in a row.
fn steps(ui: &Ui) -> Vec<usize> {
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
