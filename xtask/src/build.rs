//! `cargo xtask build`: the app as a folder that any web server can serve.
//! wasm -> its three modules -> styles -> public files -> hashed names -> texts of the frame -> service worker -> .br and .gz. Steps whose inputs did not change
//! are taken from the cache.

mod frame;
mod icon;
mod index;
pub mod press;
mod script;
mod split;
mod style;
mod trim;
pub mod wasm;

use std::path::{Path, PathBuf};

use crate::{Result, args::Args, hash::hash, place, place::Place, shell, tool};

/// What to build; two builds with the same values give the same bytes.
pub struct Build {
    pub kind: Kind,
    /// Features of the app, comma separated. Tests ask for `trap`.
    pub features: String,
    pub dist: PathBuf,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// Small and for old browsers: std compiled again, wasm-opt.
    Release,
    /// Quicker to make: for a developer's own browser.
    Dev,
}

pub fn run(place: &Place, mut args: Args) -> Result {
    let kind = if args.flag("--dev") { Kind::Dev } else { Kind::Release };
    let features = args.value("--features")?.unwrap_or_default();
    let dist = args.value("--dist")?.map_or_else(|| place.dist(), |dist| place.root.join(dist));
    args.finish()?;
    make(place, &Build { kind, features, dist })
}

pub fn make(place: &Place, build: &Build) -> Result {
    let tools = tool::ensure_build(place)?;
    let app = wasm::compile(place, &tools, build)?;
    let style = style::bundle(place, &tools, "index.css")?;
    let kiosk_style = style::bundle(place, &tools, "kiosk.css")?;
    let glue = script::glue(place, &tools, &app.folder)?;
    let loader = script::loader(place, &tools, "src/loader/loader.js")?;
    let worker = script::loader(place, &tools, "src/loader/worker.js")?;
    let qr = script::qr(place, &tools)?;
    let oidc = script::lazy(place, &tools, "src/device/oidc.js")?;
    let seal = script::lazy(place, &tools, "src/device/seal.js")?;
    let handoff = script::lazy(place, &tools, "src/device/handoff.js")?;
    let offline = script::lazy(place, &tools, "src/worker/offline.js")?;

    // Written beside and renamed at the end: a server that is running never sees half a folder.
    let fresh = build.dist.with_extension("new");
    let _ = std::fs::remove_dir_all(&fresh);
    copy(&place.root.join("public"), &fresh)?;
    index::seal(&fresh.join("services"))?;
    let add = |stem: &str, kind: &str, bytes: &[u8]| {
        let name = format!("{stem}-{}.{kind}", hash(bytes));
        place::write(&fresh.join(&name), bytes).map(|()| format!("/{name}"))
    };
    // The script of a kiosk asks for its style, so that a phone reads neither name.
    let kiosk_style = add("kiosk", "css", &kiosk_style)?;
    let kiosk = script::kiosk(place, &tools, &kiosk_style)?;
    let names = frame::Names {
        style: add("style", "css", &style)?,
        loader: add("loader", "js", &loader)?,
        worker: add("worker", "js", &worker)?,
        qr: add("qr", "js", &qr)?,
        seal: add("seal", "js", &seal)?,
        oidc: add("oidc", "js", &oidc)?,
        offline: add("offline", "js", &offline)?,
        handoff: add("handoff", "js", &handoff)?,
        kiosk: add("kiosk", "js", &kiosk)?,
        glue: add("app", "js", &glue)?,
        wasm: add("app", "wasm", &app.main)?,
        form: add("form", "wasm", &app.form)?,
        handoff_page: add("handoff-page", "wasm", &app.handoff_page)?,
    };
    let icons = icon::rename(&fresh)?;
    let page = icon::replace(&frame::fill(place, &names)?, &icons);
    place::write(&fresh.join("index.html"), page.as_bytes())?;
    let manifest = icon::replace(&place.text("public/manifest.webmanifest")?, &icons);
    place::write(&fresh.join("manifest.webmanifest"), manifest.as_bytes())?;

    let frame::Names { style, loader, worker, qr, oidc, seal, offline, glue, wasm, form, handoff_page, .. } = names;
    let names = [style, loader, worker, qr, oidc, seal, offline, glue, wasm, form];
    let files: Vec<String> = names.into_iter().chain(icons.into_iter().map(|(_, new)| new)).collect();
    let stamp = hash(format!("{files:?}{page}").as_bytes());
    let worker = script::service_worker(place, &tools, &stamp, [&files, &[handoff_page]])?;
    place::write(&fresh.join("service-worker.js"), &worker)?;
    press::press(place, &fresh)?;

    let old = build.dist.with_extension("old");
    let _ = std::fs::remove_dir_all(&old);
    let _ = std::fs::rename(&build.dist, &old);
    std::fs::rename(&fresh, &build.dist)
        .map_err(|error| format!("{} cannot be replaced: {error}.", build.dist.display()))?;
    let _ = std::fs::remove_dir_all(&old);
    shell::say(&format!("Built {}", build.dist.display()));
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result {
    for file in place::files(from) {
        let name = file.strip_prefix(from).unwrap_or(&file);
        place::write(&to.join(name), &place::bytes(&file)?)?;
    }
    Ok(())
}
