//! What has been drawn of a step, so that a change of the journey draws only what is new.

use forms::{FieldId, Item, Json};
use leptos::prelude::Owner;

use super::Asking;
use crate::part::El;

/// One item in the page. Its signals and effects live as long as it stands there.
pub struct Drawn {
    key: String,
    element: El,
    owner: Owner,
    inside: Option<El>,
    inner: Vec<Drawn>,
}

/// Draws items into `place`, where `before` stands; `salt` tells apart items that have one name but are not the same.
pub fn draw(asking: &Asking, place: &El, before: Vec<Drawn>, items: &[Item], salt: &str) -> Vec<Drawn> {
    let mut page = Page { asking, before: before.into_iter().map(Some).collect(), next: 0, now: Vec::new() };
    for item in items {
        page.item(item, salt);
    }
    page.finish(place)
}

// Makes an element, and the place in it for what lies inside.
type Make<'a> = &'a dyn Fn(&Asking) -> Option<(El, Option<El>)>;

struct Page<'a> {
    asking: &'a Asking,
    // What stood there and has not been used again, and where the next item is looked for first: most keep their order.
    before: Vec<Option<Drawn>>,
    next: usize,
    // What stands there now, with its place of before.
    now: Vec<(Option<usize>, Drawn)>,
}

impl Page<'_> {
    fn item(&mut self, item: &Item, salt: &str) {
        let key = [salt, &key(item)].concat();
        let Some((was, mut drawn)) = self.take(key, &|asking| super::item(asking, item)) else { return };
        if let Some(inside) = &drawn.inside {
            let inner = std::mem::take(&mut drawn.inner);
            drawn.inner = match item {
                Item::Group { items, .. } => draw(self.asking, inside, inner, items, salt),
                Item::Array { id, rows } => {
                    let before = inner.into_iter().map(Some).collect();
                    let mut page = Page { asking: self.asking, before, next: 0, now: Vec::new() };
                    rows.iter().for_each(|row| page.row(id, row));
                    page.finish(inside)
                }
                // Another branch may ask for a place of the same name in another way.
                Item::Branch { id, items } => {
                    let field = self.asking.session.field_untracked(id);
                    let chosen = field.and_then(|field| field.value).unwrap_or_default();
                    draw(self.asking, inside, inner, items, &[salt, &Json::to_text(&chosen), " "].concat())
                }
                Item::Field(_) | Item::Unknown { .. } | Item::Label { .. } => inner,
            };
        }
        self.now.push((was, drawn));
    }

    fn row(&mut self, list: &FieldId, row: &forms::Row) {
        let make = |asking: &Asking| super::row(asking, list, row).map(|(frame, inside)| (frame, Some(inside)));
        let Some((was, mut drawn)) = self.take(row.id.to_string(), &make) else { return };
        if let Some(inside) = &drawn.inside {
            let inner = std::mem::take(&mut drawn.inner);
            drawn.inner = draw(self.asking, inside, inner, &row.items, "");
        }
        self.now.push((was, drawn));
    }

    // What stands there already, else what is made now; the second of one name is another one.
    fn take(&mut self, key: String, make: Make) -> Option<(Option<usize>, Drawn)> {
        let is_it = |drawn: &Option<Drawn>| drawn.as_ref().is_some_and(|drawn| drawn.key == key);
        let next = self.before.get(self.next).is_some_and(is_it).then_some(self.next);
        if let Some(place) = next.or_else(|| self.before.iter().position(is_it)) {
            self.next = place + 1;
            return Some((Some(place), self.before.get_mut(place).and_then(Option::take)?));
        }
        let owner = Owner::current().unwrap_or_default().child();
        let (element, inside) = owner.with(|| make(self.asking))?;
        Some((None, Drawn { key, element, owner, inside, inner: Vec::new() }))
    }

    // Only what lies between the first and the last change is asked for its place in the page: on a long page that is little.
    fn finish(self, place: &El) -> Vec<Drawn> {
        let kept: Vec<usize> = (0..self.before.len()).filter(|i| matches!(self.before.get(*i), Some(None))).collect();
        for gone in self.before.into_iter().flatten() {
            gone.element.remove();
            gone.end();
        }
        let stands = |(now, kept): &(&(Option<usize>, Drawn), &usize)| now.0 == Some(**kept);
        let n_first = self.now.iter().zip(&kept).take_while(stands).count();
        let rest = kept.get(n_first..).unwrap_or_default();
        let changed = self.now.get(n_first..).unwrap_or_default();
        let n_last = changed.iter().rev().zip(rest.iter().rev()).take_while(stands).count();
        let changed = changed.iter().take(changed.len() - n_last).map(|(_, drawn)| drawn.element.clone());
        let first = n_first.checked_sub(1).and_then(|last| self.now.get(last));
        place.arrange(first.map(|(_, drawn)| &drawn.element), &changed.collect::<Vec<El>>());
        self.now.into_iter().map(|(_, drawn)| drawn).collect()
    }
}

impl Drawn {
    fn end(self) {
        self.inner.into_iter().for_each(Drawn::end);
        self.owner.cleanup();
    }
}

fn key(item: &Item) -> String {
    match item {
        Item::Field(id) => ["f ", id.as_str()].concat(),
        Item::Array { id, .. } => ["l ", id.as_str()].concat(),
        Item::Branch { id, .. } => ["b ", id.as_str()].concat(),
        Item::Group { key, label, .. } => ["g ", key, " ", label.as_deref().unwrap_or_default()].concat(),
        Item::Unknown { name } => ["u ", name].concat(),
        Item::Label { key, text } => ["t ", key, " ", text].concat(),
    }
}
