//! Each line of `case/typed/number.json`: what is typed, and the number as JSON, in a box for any number and in one for whole ones.

use super::read;
use crate::Json;

#[test]
fn as_people_mean_them_or_not_at_all() {
    let cases = Json::parse(include_str!("../../../case/typed/number.json")).expect("the cases are JSON");
    for case in cases.as_array().expect("the cases are a list") {
        let text = |key: &str| case.get(key).and_then(Json::as_str);
        let typed = text("typed").expect("each case has something typed");
        let whole = if case.get("whole").is_some() { text("whole") } else { text("number") };
        assert_eq!(read(typed, false).as_deref(), text("number"), "{typed}");
        assert_eq!(read(typed, true).as_deref(), whole, "{typed}: in a box for whole numbers");
    }
}
