//! Laravel: `{ "message": …, "errors": { "pemilik.nik": [ … ], "barang.0.nama": [ … ] } }`; and Rails, where `errors` stands
//! alone or holds whole sentences: `{ "errors": { "nik": [ … ], "base": [ … ] } }`, `{ "errors": [ "Nik is too short" ] }`.

use forms::Json;

use super::{Refusal, text, tree};

/// Reads a tree, or whole sentences, under `errors`.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors = body.get("errors")?;
    if errors.as_array().is_some_and(|errors| errors.iter().any(|error| error.as_str().is_none())) {
        return None;
    }
    let problems = tree(errors)?;
    Some(Refusal { problems, sentence: text(body, &["message", "detail", "title"]).map(String::from) })
}
