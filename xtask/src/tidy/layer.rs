//! Who may use whom: the import table of ARCHITECTURE.md. Everything that is not listed is forbidden.

use crate::tidy::{
    Fault,
    source::{Named, Source},
};

/// One place of the house.
struct Layer {
    /// A file `<place>.rs` and a folder `<place>/`.
    place: &'static str,
    /// Paths that it may name, and all below them.
    may_use: &'static [&'static str],
    /// Paths below those that it must not name all the same.
    but_not: &'static [&'static str],
    /// Whether its files must not know each other.
    siblings: Siblings,
}

enum Siblings {
    Known,
    /// One file never names another: a page is not part of a page, a widget not of a widget.
    /// Save for the files named here, which are pieces that several draw.
    StrangersBut(&'static [&'static str]),
}

/// What a browser offers, as Rust crates.
const BROWSER: [&str; 4] = ["js_sys", "web_sys", "wasm_bindgen", "wasm_bindgen_futures"];
/// Helpers of Leptos that give the window and know no signal; better than a second way to reach it.
const WINDOW: [&str; 2] = ["leptos::prelude::window", "leptos::prelude::document"];

const LAYERS: [Layer; 12] = [
    Layer {
        place: "src/route",
        may_use: &["leptos", "js_sys", "web_sys", "wasm_bindgen"],
        but_not: &[],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/part",
        may_use: &["leptos", "web_sys", "wasm_bindgen", "crate::part"],
        but_not: &[],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/widget",
        may_use: &["leptos", "web_sys", "wasm_bindgen", "forms", "crate::part", "crate::text", "crate::widget"],
        but_not: &["forms::Form"],
        siblings: Siblings::StrangersBut(&[]),
    },
    Layer {
        place: "src/session",
        may_use: &["leptos", "forms", "serde", "crate::session"],
        but_not: &["leptos::html", "leptos::ev", "leptos::view", "leptos::task"],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/api",
        may_use: &[
            WINDOW[0],
            WINDOW[1],
            "forms",
            "rest",
            "serde",
            "gloo_net",
            "gloo_timers",
            BROWSER[0],
            BROWSER[1],
            BROWSER[2],
            BROWSER[3],
            "crate::api",
        ],
        but_not: &["forms::Form"],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/device",
        may_use: &[WINDOW[0], WINDOW[1], "forms", BROWSER[0], BROWSER[1], BROWSER[2], BROWSER[3], "crate::device"],
        but_not: &["forms::Form"],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/text",
        may_use: &["leptos::prelude", "forms", "words", BROWSER[0], BROWSER[2], "crate::text"],
        but_not: &["forms::Form"],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/store",
        may_use: &[
            "leptos::prelude",
            "leptos::ev",
            "forms",
            "rest",
            BROWSER[0],
            "crate::part::spawn",
            "crate::session",
            "crate::api",
            "crate::device",
            "crate::store",
        ],
        but_not: &["forms::Form"],
        siblings: Siblings::Known,
    },
    Layer {
        place: "src/page",
        may_use: &[
            "leptos",
            "forms",
            "rest",
            BROWSER[0],
            BROWSER[1],
            BROWSER[2],
            BROWSER[3],
            "crate::route",
            "crate::part",
            "crate::widget",
            "crate::store",
            "crate::session",
            "crate::api",
            "crate::device",
            "crate::text",
            "crate::page",
        ],
        but_not: &["forms::Form"],
        siblings: Siblings::StrangersBut(&["account", "detail", "head", "items", "late", "lists", "lock", "office"]),
    },
    Layer {
        place: "crates/forms/src",
        may_use: &["crate", "regress", "serde"],
        but_not: &[],
        siblings: Siblings::Known,
    },
    Layer { place: "crates/words/src", may_use: &["crate", "forms"], but_not: &[], siblings: Siblings::Known },
    Layer { place: "crates/rest/src", may_use: &["crate", "forms"], but_not: &[], siblings: Siblings::Known },
];

/// Names at the head of a path that mean another crate or another place of ours. Other heads are local names.
const HEADS: [&str; 17] = [
    "crate",
    "forms",
    "words",
    "rest",
    "standin",
    "leptos",
    "leptos_router",
    "gloo_net",
    "gloo_timers",
    "serde_json",
    "serde",
    "regress",
    BROWSER[0],
    BROWSER[1],
    BROWSER[2],
    BROWSER[3],
    "reactive_graph",
];

pub fn check(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| !source.test) {
        let layer = LAYERS.iter().find(|layer| inside(&source.path, layer.place));
        let Some(layer) = layer else { continue };
        for Named { line, path } in source.paths() {
            if let Some(what) = wrong(layer, source, &path, sources) {
                faults.push(Fault { path: source.path.clone(), line, what });
            }
        }
    }
    faults
}

fn wrong(layer: &Layer, source: &Source, path: &str, sources: &[Source]) -> Option<String> {
    let head = path.split("::").next().unwrap_or_default();
    if !HEADS.contains(&head) || source.declares(head) {
        return None;
    }
    if is_forbidden_sibling(layer, source, path, sources) {
        return Some(format!("{path}: a file of {} does not use another one.", layer.place));
    }
    let allowed = layer.may_use.iter().any(|may| below(path, may)) && !layer.but_not.iter().any(|not| below(path, not));
    (!allowed).then(|| format!("{} may not use {path}.", layer.place))
}

/// Whether the path leads into another file of the same folder, where files must be strangers.
fn is_forbidden_sibling(layer: &Layer, source: &Source, path: &str, sources: &[Source]) -> bool {
    let Siblings::StrangersBut(shared) = layer.siblings else { return false };
    let place = layer.place.trim_start_matches("src/");
    let Some(inner) = path.strip_prefix("crate::").and_then(|path| path.strip_prefix(place)?.strip_prefix("::")) else {
        return false;
    };
    let stem = inner.split("::").next().unwrap_or_default();
    let other = format!("{}/{stem}", layer.place);
    let exists = sources.iter().any(|source| inside(&source.path, &other));
    // The folder's own file (widget.rs) is where the match on kinds stands; it knows them all.
    let own_file = source.path == format!("{}.rs", layer.place);
    exists && !own_file && !shared.contains(&stem) && !inside(&source.path, &other)
}

/// `src/page/step.rs` and `src/page/step/answers.rs` lie inside `src/page/step`.
fn inside(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests;
