//! `cargo xtask size`: what a phone loads for the first look at Beranda, request by request, in brotli bytes, against
//! xtask/budget.toml. Parts that are loaded later have a line of their own there.

mod budget;

use std::{collections::BTreeSet, path::Path};

use crate::{
    Result,
    args::Args,
    build::{self, Build, Kind},
    place,
    place::Place,
};
use budget::Budget;

/// What the loader and the app ask for besides what index.html names.
const ASKED_BY_CODE: [&str; 1] = ["/services/index.json"];
/// Named in index.html but not fetched on a phone's first load: a home-screen icon, the worker for old Chromiums, the
/// modules of the form's pages and of the page that moves a form, what draws QR codes, what signs in, what seals a draft, what registers the service worker once Beranda stands, what takes
/// answers from a kiosk, and what only a kiosk has.
const NOT_FETCHED: [&str; 10] = [
    "apple-touch-icon",
    "data-worker",
    "data-form",
    "data-handoff-page",
    "data-qr",
    "data-oidc",
    "data-seal",
    "data-offline",
    "data-handoff",
    "data-kiosk",
];

pub struct Weight {
    pub path: String,
    pub raw: u64,
    pub brotli: u64,
}

pub fn run(place: &Place, mut args: Args) -> Result {
    let update = args.flag("--update");
    args.finish()?;
    let build = Build { kind: Kind::Release, features: String::new(), dist: place.dist() };
    build::make(place, &build)?;

    let file = place.root.join("xtask/budget.toml");
    let mut budget = Budget::parse(&place::read(&file)?)?;
    let first = first_load(&build.dist)?;
    let lazy = lazy(&build.dist, &first)?;
    print("First load of Beranda", &first);
    print("Loaded when first used", &lazy);
    if update {
        budget.update(&lazy);
        place::write(&file, budget.write().as_bytes())?;
    }
    let total: u64 = first.iter().map(|weight| weight.brotli).sum();
    let over = budget.over(total, &lazy);
    println!("\nFirst load: {total} of {} bytes.", budget.first_load);
    let form = lazy.iter().filter(|weight| weight.path.starts_with("/form-")).map(|weight| weight.brotli).sum::<u64>();
    println!("With the pages of the form: {}.", total + form);
    if over.is_empty() { Ok(()) } else { Err(over.join("\n")) }
}

/// index.html and everything it, its styles and its code ask for at once.
pub fn first_load(dist: &Path) -> Result<Vec<Weight>> {
    let page = place::read(&dist.join("index.html"))?;
    let mut paths = BTreeSet::from(["/index.html".to_owned()]);
    paths.extend(ASKED_BY_CODE.map(str::to_owned));
    for tag in page.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script ")) {
        for attribute in tag.split_whitespace().filter(|_| !tag.contains(NOT_FETCHED[0])) {
            let address =
                attribute.split_once("=\"").map(|(name, value)| (name, value.split('"').next().unwrap_or_default()));
            match address {
                Some((name, value)) if value.starts_with('/') && !NOT_FETCHED.contains(&name) => {
                    paths.insert(value.to_owned());
                }
                _ => {}
            }
        }
    }
    let styles: Vec<String> = paths.iter().filter(|path| path.ends_with(".css")).cloned().collect();
    for style in styles {
        paths.extend(urls(&place::read(&dist.join(&style[1..]))?));
    }
    paths.iter().map(|path| weigh(dist, path)).collect()
}

/// Scripts, styles and modules that the first load leaves out.
fn lazy(dist: &Path, first: &[Weight]) -> Result<Vec<Weight>> {
    let mut lazy = Vec::new();
    for file in place::files(dist) {
        let path = format!("/{}", file.strip_prefix(dist).unwrap_or(&file).to_string_lossy());
        let code = [".js", ".wasm", ".css"].iter().any(|ending| path.ends_with(ending));
        if code && first.iter().all(|weight| weight.path != path) {
            lazy.push(weigh(dist, &path)?);
        }
    }
    Ok(lazy)
}

fn weigh(dist: &Path, path: &str) -> Result<Weight> {
    let file = dist.join(path.trim_start_matches('/'));
    let raw = place::bytes(&file)?.len() as u64;
    let mut small = file.into_os_string();
    small.push(".br");
    let brotli = std::fs::metadata(small).map_or(raw, |small| small.len().min(raw));
    Ok(Weight { path: path.to_owned(), raw, brotli })
}

/// Addresses in a style sheet, without those that hold their own data.
fn urls(css: &str) -> Vec<String> {
    let found = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let bare = found.map(|address| address.trim_matches(['"', '\'']));
    bare.filter(|address| address.starts_with('/')).map(str::to_owned).collect()
}

fn print(title: &str, weights: &[Weight]) {
    println!("\n{title:<44} {:>9} {:>9}", "raw", "brotli");
    for Weight { path, raw, brotli } in weights {
        println!("  {path:<42} {raw:>9} {brotli:>9}");
    }
    let total = |of: fn(&Weight) -> u64| weights.iter().map(of).sum::<u64>();
    println!("  {:<42} {:>9} {:>9}", "together", total(|weight| weight.raw), total(|weight| weight.brotli));
}

#[cfg(test)]
mod tests;
