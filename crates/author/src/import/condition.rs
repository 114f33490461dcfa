//! Branches: what `then`, `else` and `dependentSchemas` bring is asked when they bring it, also where one lies inside another.

use forms::{Json, Object};

use super::{
    object,
    schema::{Brought, Converter, Ground},
};

impl Converter<'_> {
    /// What `then`, `else` and `dependentSchemas` bring.
    pub fn branches(&mut self, joined: &Object, made: &mut Object, ground: &Ground) {
        self.branches_when(joined, None, made, ground);
    }

    /// The same of a schema that counts under a condition itself.
    fn branches_when(&mut self, joined: &Object, above: Option<&Json>, made: &mut Object, ground: &Ground) {
        let under = |when: Json| match above {
            Some(above) => object([("allOf", Json::Array(vec![above.clone(), when]))]),
            None => when,
        };
        let parts: Vec<Object> = joined
            .get("allOf")
            .and_then(Json::as_array)
            .unwrap_or_default()
            .iter()
            .filter_map(|part| part.as_object().cloned())
            .collect();
        for part in std::iter::once(joined).chain(&parts) {
            if let Some(condition) = part.get("if") {
                let when = self.constraint(condition, &ground.at);
                let not = object([("not", when.clone())]);
                for (key, when) in [("then", when), ("else", not)] {
                    if let Some(branch) = part.get(key) {
                        self.branch(branch, &under(when), made, ground);
                    }
                }
            }
            let dependent = part.get("dependentSchemas").and_then(Json::as_object);
            for (name, branch) in dependent.into_iter().flat_map(Object::iter) {
                let when = object([("required", Json::Array(vec![Json::from(name)]))]);
                self.branch(branch, &under(when), made, ground);
            }
        }
    }

    fn branch(&mut self, branch: &Json, when: &Json, made: &mut Object, ground: &Ground) {
        let flat = self.flat(branch, &ground.at);
        let followed = std::mem::take(&mut self.joiner.followed);
        let n_way = self.joiner.way.len();
        self.joiner.way.extend(followed);
        self.bring_when(&flat, when, made, ground);
        self.branches_when(&flat, Some(when), made, ground);
        self.joiner.way.truncate(n_way);
    }

    /// The members of a branch that are asked when it counts.
    fn bring_when(&mut self, flat: &Object, when: &Json, made: &mut Object, ground: &Ground) {
        let members = flat.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let own = made.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let mut fresh = Object::default();
        for (name, member) in members.iter() {
            let place = ground.at.join(name);
            if own.get(name).is_some() {
                // What another branch has brought shows with this one, too.
                if self.made.brought.iter().any(|brought| brought.place == place) {
                    self.made.brought.push(Brought { place, when: when.clone(), fails_when_absent: false });
                }
            } else if !self.notes.covers(&ground.at, &format!("required {name}")) {
                fresh.insert(name, member.clone());
            }
        }
        let mut brought = Object::default();
        let inner = Ground { is_firm: false, ..ground.clone() };
        brought.insert("required", flat.get("required").cloned().unwrap_or_else(|| Json::Array(Vec::new())));
        self.properties(&fresh, &mut brought, &inner);
        let mut all = own;
        for (name, member) in brought.get("properties").and_then(Json::as_object).into_iter().flat_map(Object::iter) {
            all.insert(name, member.clone());
            let place = ground.at.join(name);
            self.made.brought.push(Brought { place, when: when.clone(), fails_when_absent: false });
        }
        if !all.is_empty() {
            made.insert("type", Json::from("object"));
            made.insert("properties", Json::Object(all));
        }
    }
}
