//! What other languages and other formats call the types of JSON Schema. A table.

/// The seven types.
pub const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];

/// Names of types in other languages: ours, and the format that it means.
const ALIASES: [(&[&str], &str, &str); 14] = [
    (&["int", "int32", "int64", "long", "short", "bigint", "smallint"], "integer", ""),
    (&["float", "double", "decimal", "numeric", "real"], "number", ""),
    (&["bool"], "boolean", ""),
    (&["str", "text", "char", "varchar"], "string", ""),
    (&["date"], "string", "date"),
    (&["datetime", "date-time", "timestamp"], "string", "date-time"),
    (&["time"], "string", "time"),
    (&["email"], "string", "email"),
    (&["uuid", "guid"], "string", "uuid"),
    (&["url", "uri"], "string", "uri"),
    (&["password"], "string", "password"),
    (&["file", "binary", "blob"], "string", "binary"),
    (&["list", "tuple"], "array", ""),
    (&["dict", "map", "hash", "json"], "object", ""),
];

/// The type and the format that a name means, in whatever case; the format is empty where it means none.
pub fn meant(name: &str) -> Option<(&'static str, &'static str)> {
    let lower = name.to_ascii_lowercase();
    if let Some(name) = TYPES.into_iter().find(|known| *known == lower) {
        return Some((name, ""));
    }
    let found = ALIASES.iter().find(|(names, ..)| names.contains(&lower.as_str()));
    found.map(|(_, name, format)| (*name, *format))
}
