//! Django REST Framework: the body has the shape of what was sent, with lists of sentences:
//! `{ "pemilik": { "nik": [ … ] }, "barang": [ {}, { "nama": [ … ] } ], "non_field_errors": [ … ] }`. Rails'
//! `render json: permit.errors` looks the same.

use forms::Json;

use super::{Refusal, tree};

/// Reads the body itself as a tree. Its sentences stand in lists, so a gateway's `{ "message": … }` is none.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let members = match body {
        Json::Object(members) => members.iter().map(|(_, value)| value).collect(),
        Json::Array(_) => vec![body],
        _ => return None,
    };
    if members.iter().any(|value| value.as_str().is_some()) {
        return None;
    }
    tree(body).map(|problems| Refusal { problems, sentence: None })
}
