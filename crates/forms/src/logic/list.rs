//! Operators that work out a rule for each item of a list.

use super::{Run, value::holds};
use crate::Json;

impl Run<'_> {
    pub(super) fn list(&mut self, operator: &str, rest: &[Json], data: &Json, depth: u32) -> Json {
        let none = Json::Null;
        let [list, rule, start] = [0, 1, 2].map(|index| rest.get(index).unwrap_or(&none));
        let list = self.apply(list, data, depth);
        let items = list.as_array().unwrap_or_default();
        let mut each = |item: &Json| self.apply(rule, item, depth);
        match operator {
            "map" => Json::Array(items.iter().map(each).collect()),
            "filter" => Json::Array(items.iter().filter(|item| holds(&each(item))).cloned().collect()),
            "all" => Json::Bool(!items.is_empty() && items.iter().all(|item| holds(&each(item)))),
            "none" => Json::Bool(!items.iter().any(|item| holds(&each(item)))),
            "some" => Json::Bool(items.iter().any(|item| holds(&each(item)))),
            _ => {
                let start = self.apply(start, data, depth);
                items.iter().fold(start, |sum, item| {
                    let members = [("current".to_owned(), item.clone()), ("accumulator".to_owned(), sum)];
                    self.apply(rule, &members.into_iter().collect(), depth)
                })
            }
        }
    }
}
