//! JSON Schema 2020-12 (and draft-07): compile once, validate often.

use std::collections::BTreeMap;

use crate::{Fault, Host, Json, Problem};

/// A compiled schema.
#[derive(Debug)]
pub struct Schema {/* private */}

impl Schema {
    /// Compiles; all faults come back together. `remotes` are other documents by URI (none in the app).
    pub fn compile(schema: &Json, remotes: &BTreeMap<String, Json>) -> Result<Schema, Vec<Fault>> {
        todo!()
    }
    /// All problems, in document order. Applicators report what their branches say where that helps a person: `allOf`, `$ref`, `if` pass problems through; a failed
    /// `anyOf`/`oneOf` is one problem (for a oneOf of `const`: `Enum`).
    pub fn validate(&self, value: &Json, host: &dyn Host) -> Vec<Problem> {
        todo!()
    }
    /// Whether it is valid; stops at the first error.
    pub fn is_valid(&self, value: &Json, host: &dyn Host) -> bool {
        todo!()
    }
    /// Validity of "no value at all" (JSON Forms' undefined): `const`, `enum`, `type` fail, guarded keywords pass, `not` flips.
    pub fn accepts_absent(&self, host: &dyn Host) -> bool {
        todo!()
    }
}
