//! Scripts as small files that the promised browsers can read. esbuild refuses what it cannot lower, so a line of newer
//! JavaScript in src/loader fails the build.

use std::{path::Path, process::Command};

use crate::{Result, build::style::TARGETS, hash::Stamp, place, place::Place, shell, tool::BuildTools};

/// The loader must be readable by browsers that are too old for Loket, so that it can say so.
const LOADER_TARGET: &str = "es5";

/// A file of src/loader that comes when the app stands, so only to browsers that Loket promises.
pub fn lazy(place: &Place, tools: &BuildTools, name: &str) -> Result<Vec<u8>> {
    let folder = place.root.join("src/loader");
    bundle(place, tools, &folder, &place::read(&folder.join(name))?, &TARGETS.replace(' ', ""))
}

/// What only a kiosk has, with the address of its style above it.
pub fn kiosk(place: &Place, tools: &BuildTools, style: &str) -> Result<Vec<u8>> {
    let folder = place.root.join("src/loader/kiosk");
    let source = place::read(&folder.join("kiosk.js"))?;
    bundle(place, tools, &folder, &format!("const STYLE = {style:?};\n{source}"), &TARGETS.replace(' ', ""))
}

/// The service worker of one build, which must be the only one of this name: what it keeps, above what it does.
pub fn service_worker(
    place: &Place,
    tools: &BuildTools,
    build: &str,
    [files, later]: [&[String]; 2],
) -> Result<Vec<u8>> {
    let folder = place.root.join("src/loader");
    let source = place::read(&folder.join("service-worker.js"))?;
    let entry = format!("const BUILD = {build:?};\nconst FILES = {files:?};\nconst LATER = {later:?};\n{source}");
    bundle(place, tools, &folder, &entry, &TARGETS.replace(' ', ""))
}

/// A file of src/loader.
pub fn loader(place: &Place, tools: &BuildTools, name: &str) -> Result<Vec<u8>> {
    let folder = place.root.join("src/loader");
    let source = place::read(&folder.join(name))?;
    bundle(place, tools, &folder, &source, LOADER_TARGET)
}

/// The glue of wasm-bindgen, with what stands beside it. It gives the app the store of the device and a way to load what few need,
/// and hands the start of the app to the loader, which has the wasm by then or waits for it.
pub fn glue(place: &Place, tools: &BuildTools, folder: &Path) -> Result<Vec<u8>> {
    place::write(&folder.join("vault.js"), place.text("src/loader/vault.js")?.as_bytes())?;
    let entry = "import begin from './loket-app.js';\nimport * as vault from './vault.js';\n\
        window.loket.vault = vault;\nwindow.loket.load = (address) => import(window.loket.trusted(address));\nwindow.loket.begin(begin);\n";
    bundle(place, tools, folder, entry, &TARGETS.replace(' ', ""))
}

/// What draws QR codes: a library of others, loaded when the first receipt is shown.
pub fn qr(place: &Place, tools: &BuildTools) -> Result<Vec<u8>> {
    let folder = tools.modules.join("uqr/dist");
    bundle(place, tools, &folder, "export { encode } from './index.mjs';\n", &TARGETS.replace(' ', ""))
}

fn bundle(place: &Place, tools: &BuildTools, folder: &Path, entry: &str, target: &str) -> Result<Vec<u8>> {
    let stamp = Stamp::default().text(&tools.versions).text(entry).text(target);
    let scripts = place::files(folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "mjs"));
    let stamp = scripts.fold(stamp, |stamp, file| stamp.file(folder, &file)).finish();
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
