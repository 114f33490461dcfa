//! Compile once, validate often: JSON text in, the number of problems out.

use forms::{Json, Map, Schema};
use wasm_bindgen::prelude::wasm_bindgen;

use super::device::Browser;

/// A compiled schema with the patterns that it has used.
#[wasm_bindgen]
pub struct Compiled {
    schema: Schema,
    host: Browser,
}

/// Compiles a schema; nothing when the text is no JSON or the schema has faults.
#[wasm_bindgen]
pub fn compile(schema: &str) -> Option<Compiled> {
    let json = Json::parse(schema).ok()?;
    let schema = Schema::compile(&json, &Map::new()).ok()?;
    Some(Compiled { schema, host: Browser::default() })
}

/// The number of problems of an answer; -1 when the text is no JSON.
#[wasm_bindgen]
pub fn validate(compiled: &Compiled, data: &str) -> i32 {
    match Json::parse(data) {
        Ok(json) => compiled.schema.validate(&json, &compiled.host).len() as i32,
        Err(_) => -1,
    }
}
