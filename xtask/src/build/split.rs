//! Parts the app: what Beranda needs, the pages of the form, which come when somebody goes on, and pages that few need.
//! The linker's relocations tell which function and which constant each function names. What is reached from the start of the
//! app without passing a door (`wasm_split` in src/app) stays in the main module; the rest moves. So a module is never
//! missed by accident: nobody but its door knows an address in it.

use std::path::{Path, PathBuf};

use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module};
use wasm_split_cli_support::Options;
use wasmparser::{Parser, Payload};

use crate::{Result, place, place::Place};

/// What wasm-bindgen is given.
pub const MAIN: &str = "main.wasm";
/// The module of the form's pages.
pub const FORM: &str = "split_form.wasm";
/// The module of the page that moves a form between phone and kiosk.
pub const HANDOFF_PAGE: &str = "split_handoff_page.wasm";
/// The script that joins the modules, by the name under which the main one imports it.
const JOIN: &str = "./split.js";
/// What the modules import of the main one, as the splitter calls it, and as `merge` does.
const SHARED: &str = "__wasm_split";
const OUTER: &str = "app";

/// Writes the modules into a folder, with our own script in place of the splitter's. `merge` runs wasm-merge with these words.
pub fn split(place: &Place, folder: &Path, merge: impl Fn(&[&Path]) -> Result) -> Result {
    let whole = place::bytes(&place.target.join("wasm32-unknown-unknown/release/loket-app.wasm"))?;
    let main = folder.join(MAIN);
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path, options.link_name) = (folder, &main, JOIN);
    let parts =
        wasm_split_cli_support::transform(options).map_err(|error| format!("The wasm cannot be split: {error}."))?;
    let form = folder.join(FORM);
    let (own, both): (Vec<PathBuf>, Vec<PathBuf>) = parts.split_modules.into_iter().partition(|path| !is_chunk(path));
    let [both] = &both[..] else { return Err(format!("The wasm was split otherwise than meant: {both:?}.")) };
    if own != [form.clone(), folder.join(HANDOFF_PAGE)] {
        return Err(format!("The wasm was split otherwise than meant: {own:?}."));
    }
    // Who moves a form has the form's pages already: what both need lies with them.
    let stub = folder.join("stub.wasm");
    place::write(&stub, &passing_on(both)?)?;
    let [shared, name] = [Path::new(SHARED), Path::new("form")];
    merge(&[&stub, shared, both, Path::new("both"), &form, name, Path::new("-o"), &form])?;
    place::write(&folder.join(JOIN), place.text("src/loader/split.js")?.as_bytes())
}

fn is_chunk(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("chunk"))
}

/// A module that exports all that this one imports, and imports it under another name: two that are merged have one import then,
/// where wasm-merge would give them a memory each.
fn passing_on(path: &Path) -> Result<Vec<u8>> {
    let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
    let no_module = |what: &dyn std::fmt::Display| format!("{} cannot be read: {what}.", path.display());
    let (mut n_memories, mut n_tables, mut n_globals) = (0, 0, 0);
    for payload in Parser::new(0).parse_all(&place::bytes(path)?) {
        let Payload::ImportSection(section) = payload.map_err(|error| no_module(&error))? else { continue };
        for import in section.into_imports() {
            let import = import.map_err(|error| no_module(&error))?;
            let ty = EntityType::try_from(import.ty).map_err(|_| no_module(&import.name))?;
            let (kind, n) = match ty {
                EntityType::Memory(_) => (ExportKind::Memory, &mut n_memories),
                EntityType::Table(_) => (ExportKind::Table, &mut n_tables),
                EntityType::Global(_) => (ExportKind::Global, &mut n_globals),
                _ => return Err(no_module(&format!("it imports {}", import.name))),
            };
            imports.import(OUTER, import.name, ty);
            exports.export(import.name, kind, *n);
            *n += 1;
        }
    }
    let mut module = Module::new();
    module.section(&imports).section(&exports);
    Ok(module.finish())
}
