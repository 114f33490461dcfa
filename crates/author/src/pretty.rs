//! JSON as people read it: short things on one line, long ones with a line for each member.

use forms::Json;

/// The longest line that holds a whole thing.
const LINE: usize = 140;

/// The text, with a line break at its end.
pub fn pretty(json: &Json) -> String {
    let mut out = String::new();
    write(json, 0, &mut out);
    out.push('\n');
    out
}

fn write(json: &Json, depth: usize, out: &mut String) {
    let short = short(json);
    let is_whole = depth > 0 && short.chars().count() + 2 * depth <= LINE;
    match json {
        Json::Object(members) if !is_whole && !members.is_empty() => {
            let lines = members.iter().map(|(key, value)| (format!("{}: ", Json::from(key).to_text()), value));
            block('{', lines.collect(), '}', depth, out);
        }
        Json::Array(items) if !is_whole && !items.is_empty() => {
            block('[', items.iter().map(|item| (String::new(), item)).collect(), ']', depth, out);
        }
        _ => out.push_str(&short),
    }
}

fn block(open: char, lines: Vec<(String, &Json)>, close: char, depth: usize, out: &mut String) {
    out.push(open);
    for (index, (key, value)) in lines.into_iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(&key);
        write(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// On one line, with spaces where people put them.
fn short(json: &Json) -> String {
    match json {
        Json::Object(members) if !members.is_empty() => {
            let members = members.iter().map(|(key, value)| format!("{}: {}", Json::from(key).to_text(), short(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Json::Array(items) if !items.is_empty() => {
            format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(", "))
        }
        _ => json.to_text(),
    }
}
