//! Members that nobody is asked for: why not, and what becomes of what is required all the same.

use forms::{Json, Object};

use super::{
    join::CIRCLE,
    note::Bucket,
    schema::{Converter, Ground},
};
use crate::said::{Said, said};

/// A document that goes deeper describes something that is no form.
const DEEPEST: usize = 8;

impl Converter<'_> {
    /// An object that must be there, and of which nothing is asked, is sent empty where that fits.
    pub fn empty_stands_in(&mut self, shape: &Object, ground: &Ground, is_required: bool) -> Option<Json> {
        let is_map = shape.get("type").and_then(Json::as_str) == Some("object");
        if !is_required || !is_map || shape.get("readOnly").is_some() || shape.get(CIRCLE).is_some() {
            return None;
        }
        let (bucket, said) = if ground.is_firm
            && ["required", "minProperties"].iter().all(|key| shape.get(key).is_none())
        {
            self.made.constants.push((ground.at.clone(), Json::object()));
            (Bucket::Assumed, said!("harus ada, dan dikirim kosong: {{}}.", "must be there, and is sent empty: {{}}."))
        } else {
            let said = said!(
                "backend mewajibkannya, jadi operasi ini belum bisa dikirim dengan lengkap.",
                "the backend requires it, so this operation cannot be sent whole yet."
            );
            (Bucket::Unsupported, said)
        };
        self.notes.add(bucket, ground.at.as_str(), said);
        None
    }

    /// Names in `required` of which the document says no more: asked as texts, or left out where it allows no other members.
    pub fn nameless(&mut self, made: &mut Object, ground: &Ground) {
        let Some(mut asked) = made.get("properties").and_then(Json::as_object).cloned() else { return };
        let required = made.get("required").and_then(Json::as_array).unwrap_or_default().to_vec();
        let is_closed = made.get("additionalProperties").and_then(Json::as_bool) == Some(false);
        let mut kept = Vec::new();
        for name in &required {
            let Some(text) = name.as_str().filter(|name| asked.get(name).is_none()) else {
                kept.push(name.clone());
                continue;
            };
            let place = ground.at.join(text);
            let (bucket, said) = if is_closed {
                self.notes.cover(&ground.at, &format!("required {text}"));
                let said = said!(
                    "wajib, padahal dokumen tidak menjelaskannya dan melarang anggota lain (additionalProperties: false); tidak ditanyakan.",
                    "is required, though the document does not describe it and forbids other members (additionalProperties: false); it is not asked."
                );
                (Bucket::Unsupported, said)
            } else {
                kept.push(name.clone());
                asked.insert(text, [(String::from("type"), Json::from("string"))].into_iter().collect());
                let said = said!(
                    "wajib, tetapi dokumen tidak menjelaskannya; ditanyakan sebagai teks.",
                    "is required, but the document does not describe it; it is asked as a text."
                );
                (Bucket::Assumed, said)
            };
            self.notes.add(bucket, place.as_str(), said);
        }
        if kept.len() < required.len() || made.get("properties") != Some(&Json::Object(asked.clone())) {
            made.insert("required", Json::Array(kept));
            made.insert("properties", Json::Object(asked));
        }
    }
}

/// Why a member is not asked.
pub fn unasked(shape: &Object, ground: &Ground, is_required: bool) -> Option<Said> {
    let is = |key: &str| shape.get(key).and_then(Json::as_bool) == Some(true);
    let (must_id, must_en) = match is_required {
        true => (
            " Backend mewajibkannya, jadi operasi ini belum bisa dikirim dengan lengkap.",
            " The backend requires it, so this operation cannot be sent whole yet.",
        ),
        false => ("", ""),
    };
    let kind = shape.get("type").and_then(Json::as_str);
    if is("readOnly") {
        return Some(said!(
            "hanya ditulis backend (readOnly), jadi tidak ditanyakan.",
            "is written by the backend alone (readOnly) and not asked."
        ));
    }
    if shape.get(CIRCLE).is_some() {
        return Some(said!(
            "memuat dirinya sendiri ($ref berputar), jadi tidak ditanyakan.{must_id}",
            "holds itself ($ref in a circle) and is not asked.{must_en}"
        ));
    }
    if ground.depth > DEEPEST {
        return Some(said!(
            "terletak terlalu dalam, jadi tidak ditanyakan.{must_id}",
            "lies too deep and is not asked.{must_en}"
        ));
    }
    if is_file(shape) {
        return Some(said!(
            "adalah berkas; berkas belum bisa dikirim.{must_id}",
            "is a file; files are not sent yet.{must_en}"
        ));
    }
    if kind == Some("object") && is_map(shape) {
        return Some(said!(
            "adalah objek dengan nama anggota bebas (additionalProperties); formulir tidak bisa menanyakannya.",
            "is an object with members of any name (additionalProperties), which a form cannot ask for."
        ));
    }
    if kind == Some("null") || shape.get("prefixItems").is_some() {
        return Some(said!(
            "adalah null atau daftar dengan tempat tetap (prefixItems); formulir tidak bisa menanyakannya.{must_id}",
            "is null, or a list of fixed places (prefixItems), which a form cannot ask for.{must_en}"
        ));
    }
    None
}

fn is_file(shape: &Object) -> bool {
    let is_file = |json: &dyn Fn(&str) -> Option<Json>| {
        let format = json("format");
        matches!(format.as_ref().and_then(Json::as_str), Some("binary" | "byte" | "base64"))
            || json("contentMediaType").is_some()
            || json("contentEncoding").is_some()
    };
    let items = shape.get("items");
    is_file(&|key| shape.get(key).cloned()) || is_file(&|key| items?.get(key).cloned())
}

fn is_map(shape: &Object) -> bool {
    let asks = ["properties", "oneOf", "anyOf", "if", "dependentSchemas", "allOf", "discriminator", "enum", "const"];
    !asks.iter().any(|key| shape.get(key).is_some())
}
