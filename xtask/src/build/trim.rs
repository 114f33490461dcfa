//! Takes out what wasm-bindgen must offer and nobody calls: the streams of `wasm-streams`, which comes with Leptos's server functions.
//! Loket has none of those. An export keeps alive whatever it reaches; without it wasm-opt drops that, and esbuild the classes of the glue.

use std::path::Path;

use wasm_encoder::{ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::{Result, place};

/// How the names of these exports begin, after the `__wbg_` of what frees one.
const NOBODYS: &str = "intounderlying";

/// Trims the main module and its glue, in place.
pub fn trim(module: &Path, glue: &Path) -> Result {
    let bytes = place::bytes(module)?;
    let trimmed = exports(&bytes).map_err(|error| format!("{} cannot be read: {error}.", module.display()))?;
    place::write(module, &trimmed)?;
    place::write(glue, pure(&place::read(glue)?).as_bytes())
}

fn exports(bytes: &[u8]) -> wasmparser::Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Payload::ExportSection(section) = payload {
            let mut kept = ExportSection::new();
            for export in section {
                let export = export?;
                if !export.name.trim_start_matches("__wbg_").starts_with(NOBODYS) {
                    kept.export(export.name, export.kind.into(), export.index);
                }
            }
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            // What the parser has just read is there.
            let range =
                usize::try_from(range.start).unwrap_or_default()..usize::try_from(range.end).unwrap_or_default();
            module.section(&RawSection { id, data: bytes.get(range).unwrap_or_default() });
        }
    }
    Ok(module.finish())
}

/// Says that a class does nothing by being there, so that esbuild leaves out those that nobody names.
fn pure(glue: &str) -> String {
    let lines = glue.lines().filter(|line| !line.starts_with("if (Symbol.dispose)"));
    let lines: Vec<String> = lines
        .map(|line| line.replace("new FinalizationRegistry(", "/* @__PURE__ */ new FinalizationRegistry("))
        .collect();
    lines.join("\n")
}
