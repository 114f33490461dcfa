//! Crates: what each of ours may depend on, and what must not reach the app by any way but Leptos itself.

use serde_json::Value;

use crate::{Result, place::Place, shell, tidy::Fault};

/// Direct dependencies (dev-dependencies aside). A crate that is not listed may use anything but the app.
const MAY_DEPEND: [(&str, &[&str]); 4] = [
    // `regress` is the native stand-in for the browser's RegExp.
    ("forms", &["regress", "serde"]),
    ("words", &["forms"]),
    ("rest", &["forms"]),
    (
        "loket-app",
        &[
            "forms",
            "words",
            "rest",
            "leptos",
            "serde",
            "gloo-net",
            "gloo-timers",
            "js-sys",
            "wasm-bindgen",
            "wasm-bindgen-futures",
            "wasm_split_helpers",
            "web-sys",
        ],
    ),
];

/// Too heavy for a phone, or done by the browser: never in the app's tree.
const FORBIDDEN: [&str; 12] = [
    "regex",
    "regress",
    "url",
    "chrono",
    "time",
    "icu",
    "icu_normalizer",
    "uuid",
    "rand",
    "anyhow",
    "serde_json",
    "leptos_router",
];

/// Who may bring a forbidden crate along, since the linker throws it away again; the wasm shows it (cargo xtask size).
const CARRIERS: [(&str, &str); 1] = [(
    "leptos",
    "leptos_config and server_fn, which a csr app names but never calls, bring regex, url, uuid and serde_json",
)];

pub fn check(place: &Place) -> Result<Vec<Fault>> {
    let metadata = shell::quiet(shell::cargo(place).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}."))?;
    let mut tree = shell::cargo(place);
    tree.args(["tree", "--package", "loket-app", "--edges", "normal", "--target", "wasm32-unknown-unknown"]);
    tree.args(["--prefix", "depth", "--format", " {p}"]);
    let tree = shell::quiet(&mut tree)?;
    Ok(dependencies(&metadata).into_iter().chain(forbidden(&tree)).collect())
}

fn dependencies(metadata: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = text(package, "name");
        let may = MAY_DEPEND.iter().find(|(known, _)| *known == name).map(|(_, may)| *may);
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = text(dependency, "name");
            let normal = dependency["kind"].is_null();
            let allowed = may.is_none_or(|may| may.contains(&other.as_str())) && other != "loket-app";
            if normal && !allowed {
                faults.push(fault(format!("{name} may not depend on {other}.")));
            }
        }
    }
    faults
}

/// `tree` has one line per crate: its depth, its name, its version.
fn forbidden(tree: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let depth = words.next().and_then(|depth| depth.parse::<usize>().ok());
        let (Some(depth), Some(name)) = (depth, words.next()) else { continue };
        above.truncate(depth);
        let carried = above.iter().any(|name| CARRIERS.iter().any(|(carrier, _)| carrier == name));
        if FORBIDDEN.contains(&name) && !carried {
            faults.push(fault(format!("{name} reaches the app: {} -> {name}.", above.join(" -> "))));
        }
        above.push(name);
    }
    faults
}

fn fault(what: String) -> Fault {
    Fault { path: "Cargo.toml".into(), line: 0, what }
}

#[cfg(test)]
mod tests;
