//! Grows a UI schema for given answers: a range of elements for each row, and for the chosen one of several branches.

use std::sync::Arc;

use super::{Branch, Element, Expansion, Frame, Inner, Part, Ui, What, Zone, reader::Readers};
use crate::{Answers, FieldId, Json, Pointer, Set, answers::Rows, rule::order};

/// Lists and branches inside each other grow down to this depth.
const DEPTH: usize = 16;
/// A form does not grow beyond so many elements; what is beyond is not drawn.
const MOST: usize = 50_000;

/// The UI schema for these answers. Rows without an id get one, and a branch that was not chosen is told from its answer.
pub(crate) fn expand(plan: &Arc<Ui>, answers: &mut Answers) -> Arc<Ui> {
    if !plan.grows {
        return Arc::clone(plan);
    }
    let mut grower = Grower { ui: Ui { keep_hidden: plan.keep_hidden, ..Ui::default() }, answers, rows: Vec::new() };
    grower.expansion(plan, &Ground { base: Pointer::root(), id: String::new(), parent: None, depth: 0 });
    let mut ui = grower.ui;
    ui.index();
    ui.order = order(&ui).0;
    Arc::new(ui)
}

/// Where something grows.
struct Ground {
    base: Pointer,
    /// The id of what holds it; empty for the whole form.
    id: String,
    parent: Option<usize>,
    depth: usize,
}

struct Grower<'a> {
    ui: Ui,
    answers: &'a mut Answers,
    rows: Vec<(usize, usize)>,
}

impl Grower<'_> {
    fn expansion(&mut self, plan: &Ui, ground: &Ground) {
        let first = self.ui.zones.len();
        let zone = |zone: &Zone| Zone { base: ground.base.append(&zone.base), demands: Arc::clone(&zone.demands) };
        self.ui.zones.extend(plan.zones.iter().map(zone));
        let frames = plan.frames.iter().map(|frame| Frame {
            place: ground.base.append(&frame.place),
            zone: first + frame.zone,
            ways: Arc::clone(&frame.ways),
        });
        self.ui.frames.extend(frames);
        self.elements(plan, 0..plan.elements.len(), ground.parent, first, ground);
    }

    /// Copies the elements of a range with all that lies in them.
    fn elements(
        &mut self,
        plan: &Ui,
        range: std::ops::Range<usize>,
        parent: Option<usize>,
        zone: usize,
        ground: &Ground,
    ) {
        let mut next = range.start;
        while let Some(planned) = plan.elements.get(next).filter(|_| next < range.end) {
            if self.ui.elements.len() >= MOST {
                return;
            }
            let index = self.push(Element { parent, zone: zone + planned.zone, ..planned.clone() });
            if let What::Control(part) = planned.what
                && let Some(part) = plan.parts.get(part)
            {
                self.part(part, index, zone, ground);
            }
            self.elements(plan, next + 1..planned.end, Some(index), zone, ground);
            self.close(index);
            next = planned.end;
        }
    }

    fn push(&mut self, element: Element) -> usize {
        self.ui.elements.push(element);
        self.ui.elements.len() - 1
    }

    fn close(&mut self, index: usize) {
        let end = self.ui.elements.len();
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.end = end;
        }
    }

    fn part(&mut self, planned: &Part, element: usize, zone: usize, ground: &Ground) {
        let index = self.ui.parts.len();
        let id = join(&ground.id, planned.id.as_str());
        let pointer = ground.base.append(&planned.pointer);
        let relation = |(relation, place): &(_, Pointer)| (*relation, ground.base.append(place));
        self.ui.parts.push(Part {
            id: FieldId::new(&id),
            pointer: pointer.clone(),
            element,
            zone: zone + planned.zone,
            relations: planned.relations.iter().map(relation).collect(),
            rows: self.rows.clone(),
            ..planned.clone()
        });
        if let Some(element) = self.ui.elements.get_mut(element) {
            element.what = What::Control(index);
        }
        if ground.depth >= DEPTH {
            return;
        }
        let ground = Ground { base: pointer, id, parent: Some(element), depth: ground.depth + 1 };
        match &planned.inner {
            Inner::Nothing => {}
            Inner::Rows(growth) => self.list(growth, index, &ground),
            Inner::Branches(branches) => self.branch(branches, &ground),
        }
    }

    fn list(&mut self, growth: &Expansion, part: usize, ground: &Ground) {
        let n_rows = self.answers.data.at(&ground.base).and_then(Json::as_array).unwrap_or_default().len();
        let id = FieldId::new(&ground.id);
        let Some(rows) = self.answers.rows.or_insert_with(id, Rows::default) else {
            return;
        };
        rows.fit(n_rows);
        for (index, row) in rows.ids.clone().into_iter().enumerate() {
            let Some(list) = ground.parent.and_then(|list| self.ui.elements.get(list)).cloned() else {
                return;
            };
            let what = What::Row(row);
            let element =
                self.push(Element { what, parent: ground.parent, rule: None, compute: None, read_only: None, ..list });
            self.rows.push((part, index));
            let id = [ground.id.as_str(), ".r", &row.to_string()].concat();
            let base = ground.base.join_index(index);
            self.expansion(&growth.ui, &Ground { base, id, parent: Some(element), depth: ground.depth });
            self.rows.pop();
            self.close(element);
        }
    }

    fn branch(&mut self, branches: &[Branch], ground: &Ground) {
        let id = FieldId::new(&ground.id);
        let value = self.answers.data.at(&ground.base);
        let chosen = self.answers.chosen.get(&id).copied();
        let chosen = chosen.or_else(|| fitting(branches, value?));
        let Some((chosen, branch)) = chosen.and_then(|chosen| Some((chosen, branches.get(chosen as usize)?))) else {
            return;
        };
        self.answers.chosen.insert(id, chosen);
        self.expansion(&branch.growth.ui, ground);
    }
}

/// The id of something inside something else.
fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, inner) => [outer, ".", inner].concat(),
    }
}

/// The branch that a value has: the one whose constants it holds, else the one that knows most of its members.
pub(crate) fn fitting(branches: &[Branch], value: &Json) -> Option<u32> {
    let mut best = None;
    for (branch, index) in branches.iter().zip(0..) {
        let score = score(branch, value);
        if score > best.map_or(0, |(score, _)| score) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

fn score(branch: &Branch, value: &Json) -> i64 {
    let kind = match value {
        Json::Null => return 0,
        Json::Bool(_) => "boolean",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    let fits = |wanted: &str| wanted == kind || (wanted == "integer" && kind == "number");
    if !branch.kind.as_deref().is_none_or(fits) {
        return 0;
    }
    let Some(members) = value.as_object() else {
        return 1;
    };
    let mut score = 0;
    for (name, only, required) in &branch.properties {
        score += match (members.get(name), only) {
            (Some(value), Some(only)) if value == only => 10,
            (Some(_), Some(_)) => return 0,
            (Some(_), None) => 2,
            (None, Some(_)) if *required => return 0,
            (None, _) => 0,
        };
    }
    score
}

impl Ui {
    /// Works out what is looked up by place and by id.
    pub(crate) fn index(&mut self) {
        let parts = self.parts.iter().enumerate();
        self.places = parts.map(|(index, part)| (part.pointer.clone(), index)).collect();
        self.places.sort();
        let ids = self.parts.iter().enumerate();
        self.by_id = ids.map(|(index, part)| (part.id.clone(), index)).collect();
        self.steps = super::read::steps(self);
        self.readers = Readers::of(self);
        let has_inner = |part: &Part| !matches!(part.inner, Inner::Nothing);
        self.grows = self.parts.iter().any(has_inner);
    }

    /// The places of the objects that hold controls, from outside in.
    pub(crate) fn holders(&self) -> Set<Pointer> {
        let mut holders = Set::new();
        for part in &self.parts {
            let mut above = part.pointer.parent();
            while let Some(place) = above.filter(|place| *place != Pointer::root()) {
                above = place.parent();
                if !holders.add(place) {
                    break;
                }
            }
        }
        holders
    }
}
