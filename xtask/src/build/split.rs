//! Parts the app in two modules: what Beranda needs, and the pages of the form, which come when somebody goes on.
//! The linker's relocations tell which function and which constant each function names. What is reached from the start of the
//! app without passing the door in src/app/form.rs stays in the main module; the rest moves. So the form's module is never
//! missed by accident: nobody but the door knows an address in it.

use std::path::Path;

use wasm_split_cli_support::Options;

use crate::{Result, place, place::Place};

/// What wasm-bindgen is given.
pub const MAIN: &str = "main.wasm";
/// The module of the form's pages.
pub const FORM: &str = "split_form.wasm";
/// The script that joins the modules, by the name under which the main one imports it.
const JOIN: &str = "./split.js";

/// Writes both modules into a folder, with our own script in place of the splitter's.
pub fn split(place: &Place, folder: &Path) -> Result {
    let whole = place::bytes(&place.target.join("wasm32-unknown-unknown/release/loket-app.wasm"))?;
    let main = folder.join(MAIN);
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path, options.link_name) = (folder, &main, JOIN);
    let parts =
        wasm_split_cli_support::transform(options).map_err(|error| format!("The wasm cannot be split: {error}."))?;
    if parts.split_modules != [folder.join(FORM)] {
        return Err(format!("The wasm was split otherwise than meant: {:?}.", parts.split_modules));
    }
    place::write(&folder.join(JOIN), place.text("src/loader/split.js")?.as_bytes())
}
