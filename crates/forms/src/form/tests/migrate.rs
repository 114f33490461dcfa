//! A draft goes on in another version: `case/migrate/*.json`. A file holds two versions of a form; its cases are drafts of the one.

use std::{rc::Rc, sync::Arc};

use super::{Form, Service, service};
use crate::{
    Answers, Json,
    case::{self, World, items, text},
};

#[test]
fn another_version() {
    for (name, file) in case::files("migrate") {
        let version = |key: &str| service(file.get(key).unwrap(), &name);
        let (before, after) = (Arc::new(version("before")), Arc::new(version("after")));
        for case in items(file.get("cases")) {
            check(&before, &after, case, &[&name, ": ", text(case, "name")].concat());
        }
    }
}

fn check(before: &Arc<Service>, after: &Arc<Service>, case: &Json, name: &str) {
    let draft = Answers::from_json(case.get("draft").unwrap());
    let form = Form::open(Arc::clone(before), draft, Rc::new(World::default()));
    // In the version that it is of, a draft stays as it is.
    let same = form.migrate(before);
    assert_eq!((same.answers, same.left.len()), (form.answers().clone(), 0), "{name}");

    let carried = form.migrate(after);
    let left = carried.left.iter().map(|field| (field.id.as_str().to_owned(), field.value.clone().unwrap_or_default()));
    assert_eq!(left.collect::<Json>(), *case.get("left").unwrap(), "{name}");
    let open =
        |answers| Form::open(Arc::clone(after), answers, Rc::new(World::default())).answers().to_json().to_text();
    let wanted = Answers::from_json(case.get("carried").unwrap());
    assert_eq!(open(carried.answers), open(wanted), "{name}");
}
