//! Scripts as small files that the promised browsers can read. esbuild refuses what it cannot lower, so a line of newer
//! JavaScript in src fails the build.

use std::{path::Path, process::Command};

use crate::{
    Result,
    build::style::TARGETS,
    hash::{Stamp, is_script},
    place,
    place::Place,
    shell,
    tool::BuildTools,
};

/// The loader must be readable by browsers that are too old for Loket, so that it can say so.
const LOADER_TARGET: &str = "es5";

/// A script that comes when the app stands, so only to browsers that Loket promises.
pub fn lazy(place: &Place, tools: &BuildTools, path: &str) -> Result<Vec<u8>> {
    below(place, tools, path, "", &TARGETS.replace(' ', ""))
}

/// What only a kiosk has, with the address of its style above it.
pub fn kiosk(place: &Place, tools: &BuildTools, style: &str) -> Result<Vec<u8>> {
    below(place, tools, "src/kiosk/kiosk.js", &format!("const STYLE = {style:?};\n"), &TARGETS.replace(' ', ""))
}

/// The service worker of one build, which must be the only one of this name: what it keeps, above what it does.
pub fn service_worker(
    place: &Place,
    tools: &BuildTools,
    build: &str,
    [files, later]: [&[String]; 2],
) -> Result<Vec<u8>> {
    let head = format!("const BUILD = {build:?};\nconst FILES = {files:?};\nconst LATER = {later:?};\n");
    below(place, tools, "src/worker/service-worker.js", &head, &TARGETS.replace(' ', ""))
}

/// What starts the app, or says that this browser is too old for it.
pub fn loader(place: &Place, tools: &BuildTools, path: &str) -> Result<Vec<u8>> {
    below(place, tools, path, "", LOADER_TARGET)
}

fn below(place: &Place, tools: &BuildTools, path: &str, head: &str, target: &str) -> Result<Vec<u8>> {
    let path = place.root.join(path);
    let entry = [head, &place::read(&path)?].concat();
    bundle(place, tools, path.parent().unwrap_or(&place.root), &entry, target)
}

/// The glue of wasm-bindgen, with what stands beside it. It gives the app the store of the device and a way to load what few need,
/// and hands the start of the app to the loader, which has the wasm by then or waits for it.
pub fn glue(place: &Place, tools: &BuildTools, folder: &Path) -> Result<Vec<u8>> {
    place::write(&folder.join("vault.js"), place.text("src/device/vault.js")?.as_bytes())?;
    let entry = "import begin from './loket-app.js';\nimport * as vault from './vault.js';\n\
        window.loket.vault = vault;\nwindow.loket.load = (name) => import(window.loket.trusted(window.loket[name]));\nwindow.loket.begin(begin);\n";
    bundle(place, tools, folder, entry, &TARGETS.replace(' ', ""))
}

/// What draws QR codes: a library of others, loaded when the first receipt is shown.
pub fn qr(place: &Place, tools: &BuildTools) -> Result<Vec<u8>> {
    let folder = tools.modules.join("uqr/dist");
    bundle(place, tools, &folder, "export { encode } from './index.mjs';\n", &TARGETS.replace(' ', ""))
}

// Sentences of scripts (src/text).
fn is_words(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "json")
}

fn bundle(place: &Place, tools: &BuildTools, folder: &Path, entry: &str, target: &str) -> Result<Vec<u8>> {
    let stamp = Stamp::default().text(&tools.versions).text(entry).text(target);
    // A script may take others beside it or above it in.
    let own = place.root.join("src");
    let root = if folder.starts_with(&own) { &own } else { folder };
    let scripts = place::files(root).into_iter().filter(|file| is_script(file) || is_words(file));
    let stamp = scripts.fold(stamp, |stamp, file| stamp.file(root, &file)).finish();
    let kept = place.cache.join("script").join(stamp).with_extension("js");
    if !kept.exists() {
        let mut command = Command::new(&tools.esbuild);
        command.args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=warning"]);
        command.arg(format!("--target={target}")).current_dir(folder);
        let script = shell::feed(&mut command, entry)?;
        place::write(&kept, script.trim_end().as_bytes())?;
    }
    place::bytes(&kept)
}
