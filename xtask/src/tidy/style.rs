//! Style files: each has its Rust twin, so that what belongs together is found together; colours stand in tokens.css alone.

use crate::tidy::Fault;

/// Files that belong to no single Rust file: (file, whose twin it is instead).
const TWINS: [(&str, &str); 6] = [
    ("style/index.css", "style"),
    ("style/tokens.css", "style"),
    ("style/base.css", "index.html"),
    ("style/print.css", "style"),
    ("style/loader.css", "src/loader"),
    ("style/kiosk.css", "src/kiosk"),
];
/// Where colours may be written.
const COLOURS_IN: &str = "style/tokens.css";
const COLOUR_FUNCTIONS: [&str; 8] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklch("];
const COLOUR_NAMES: [&str; 12] =
    ["white", "black", "red", "green", "blue", "yellow", "grey", "gray", "orange", "gold", "silver", "navy"];

/// `styles` are (path, text); `exists` answers for other files of the clone.
pub fn check(styles: &[(String, String)], exists: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in styles {
        let known = TWINS.iter().find(|(file, _)| file == path);
        let rust = path.replacen("style/", "src/", 1).replace(".css", ".rs");
        let twin = known.map_or(rust.as_str(), |(_, twin)| twin);
        if !exists(twin) {
            faults.push(fault(path, 0, format!("Its twin {twin} is missing.")));
        }
        if path != COLOURS_IN {
            faults.extend(colours(path, text));
        }
    }
    faults
}

fn colours(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut in_comment = false;
    for (i, line) in text.lines().enumerate() {
        let code = without_comments(line, &mut in_comment);
        // Selectors may hold `#id` or a class named after a colour; only values count.
        for value in code.split([';', '{', '}']).filter_map(|part| part.split_once(':').map(|(_, value)| value)) {
            if let Some(colour) = colour(value) {
                faults.push(fault(path, i + 1, format!("{colour}: colours stand in {COLOURS_IN}.")));
            }
        }
    }
    faults
}

fn colour(value: &str) -> Option<String> {
    let value = value.to_ascii_lowercase();
    if value.contains("url(") || value.contains('"') {
        return None;
    }
    let words = value.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '#' | '(' | '-')));
    words.map(str::to_owned).find(|word| {
        let hex =
            word.strip_prefix('#').is_some_and(|hex| hex.len() >= 3 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        hex || COLOUR_FUNCTIONS.iter().any(|function| word.starts_with(function))
            || COLOUR_NAMES.contains(&word.as_str())
    })
}

fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut code = String::new();
    let mut rest = line;
    loop {
        let mark = if *in_comment { "*/" } else { "/*" };
        let (before, after) = rest.split_once(mark).map_or((rest, None), |(before, after)| (before, Some(after)));
        if !*in_comment {
            code.push_str(before);
        }
        let Some(after) = after else { return code };
        *in_comment = !*in_comment;
        rest = after;
    }
}

fn fault(path: &str, line: usize, what: String) -> Fault {
    Fault { path: path.to_owned(), line, what }
}

#[cfg(test)]
mod tests;
