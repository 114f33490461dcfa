//! What has one value only is not asked: it is put into the body, or into each new row.

use forms::{Json, Object};

use super::{
    note::Bucket,
    schema::{Converter, Ground},
};
use crate::said::said;

/// The one value that a member can have. A yes that must be given is a statement, and is asked.
pub fn of(shape: &Object) -> Option<Json> {
    let listed = || match shape.get("enum")?.as_array()? {
        [only] => Some(only),
        _ => None,
    };
    let value = shape.get("const").or_else(listed)?;
    (*value != Json::from(true)).then(|| value.clone())
}

impl Converter<'_> {
    /// A member with one value, whose object is certain to be there or not; `None` when nothing of it stays in the schema.
    pub fn constant(&mut self, value: Json, property: &Json, ground: &Ground, is_certain: bool) -> Option<Json> {
        let text = value.to_text();
        let is_in_row = ground.at.tokens().any(|token| token == "*");
        if is_in_row {
            self.made.silent.push(ground.at.clone());
            let mut made = self.schema(property, ground);
            made.insert("default", value);
            let parent = ground.at.parent().unwrap_or_default();
            let name = ground.at.last().unwrap_or_default().into_owned();
            // The row has it from the start, so nobody can leave it out.
            self.notes.cover(&parent, &format!("required {name}"));
            let said =
                said!("selalu {text}: ditulis ke setiap baris baru.", "is always {text}: written into each new row.");
            self.notes.add(Bucket::Taken, ground.at.as_str(), said);
            return Some(Json::Object(made));
        }
        if !is_certain {
            let said = said!(
                "hanya punya satu jawaban, {text}; bagiannya boleh tidak ada, jadi tetap menjadi bagian formulir.",
                "has one answer only, {text}; its part may be absent, so it stays in the form."
            );
            self.notes.add(Bucket::Assumed, ground.at.as_str(), said);
            return Some(Json::Object(self.schema(property, ground)));
        }
        self.made.constants.push((ground.at.clone(), value));
        let said = said!("selalu {text}: dikirim tanpa ditanyakan.", "is always {text}: sent without being asked.");
        self.notes.whole(Bucket::Taken, &ground.at, said);
        None
    }
}
