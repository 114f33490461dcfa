//! Bytes become JSON made of the words that the engine knows, so that the fuzzer finds its way past the reader of texts quickly.

use forms::{Json, Native, Number};

/// The host of all targets: with real patterns.
pub fn host() -> Native {
    Native::default()
}

/// The deepest nesting that is made; texts may be nested deeper (target `schema`).
const MAX_DEPTH: u32 = 12;

/// What is left of the fuzzer's bytes.
pub struct Source<'a>(&'a [u8]);

impl Source<'_> {
    pub fn new(bytes: &[u8]) -> Source<'_> {
        Source(bytes)
    }

    fn byte(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    /// A value whose members and texts are mostly these words.
    pub fn json(&mut self, words: &[&str]) -> Json {
        self.value(words, 0)
    }

    fn value(&mut self, words: &[&str], depth: u32) -> Json {
        let kind = self.byte();
        let n = usize::from(kind >> 4);
        match kind & 15 {
            0 => Json::Null,
            1 => true.into(),
            2 => false.into(),
            3 => i64::from(self.byte() as i8).into(),
            4 => self.number(),
            5 => self.text(n).into(),
            6 | 7 => self.word(words).into(),
            8 | 9 if depth < MAX_DEPTH => {
                (0..n).map(|_| self.value(words, depth + 1)).collect::<Vec<_>>().into()
            }
            _ if depth < MAX_DEPTH => {
                Json::from_iter((0..n).map(|_| (self.word(words), self.value(words, depth + 1))).collect::<Vec<_>>())
            }
            _ => Json::object(),
        }
    }

    fn word(&mut self, words: &[&str]) -> String {
        let index = usize::from(self.byte());
        match words.get(index) {
            Some(word) => (*word).to_owned(),
            None => self.text(index % 8),
        }
    }

    fn number(&mut self) -> Json {
        let texts = ["0", "-0", "1.0", "0.1", "1e400", "-1e-400", "9223372036854775807", "-9223372036854775808", "1e18", "5e-1"];
        let text = texts.get(usize::from(self.byte())).copied().unwrap_or("123456789012345678901234567890.5");
        Number::parse(text).map(Json::from).unwrap_or_default()
    }

    fn text(&mut self, n: usize) -> String {
        let bytes: Vec<u8> = (0..n).map(|_| self.byte()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The words of JSON Schema.
pub const SCHEMA: &[&str] = &[
    "$ref", "$defs", "#", "#/$defs/a", "#/properties/a", "#a", "a", "b", "$id", "http://a/b", "c", "$anchor", "$dynamicRef",
    "$dynamicAnchor", "$schema", "http://json-schema.org/draft-07/schema#", "type", "null", "boolean", "object", "array", "string",
    "number", "integer", "const", "enum", "minLength", "maxLength", "pattern", "^[a-z]+$", "(a|b)*", "[", "format", "date", "time",
    "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid", "json-pointer", "regex", "nik", "no-kk", "npwp", "nib",
    "phone-id", "postal-code-id", "plate-id", "rt-rw", "money-idr", "person-name", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains",
    "minContains", "maxContains", "unevaluatedItems", "properties", "patternProperties", "additionalProperties", "propertyNames",
    "required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties",
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "definitions", "title", "description", "readOnly", "default", "i18n",
];

/// The words of UI schemas, rules and JsonLogic.
pub const UI: &[&str] = &[
    "type", "elements", "VerticalLayout", "HorizontalLayout", "Group", "Label", "Control", "Categorization", "Category", "ListWithDetail",
    "scope", "#", "#/properties/a", "#/properties/b", "#/properties/list", "#/properties/o/properties/x", "label", "text", "i18n", "rule",
    "effect", "SHOW", "HIDE", "ENABLE", "DISABLE", "READONLY", "WRITABLE", "condition", "conditions", "AND", "OR", "LEAF",
    "expectedValue", "schema", "failWhenUndefined", "const", "not", "options", "readonly", "detail", "GENERATE", "DEFAULT", "multi",
    "format", "radio", "date", "toggle", "slider", "keepHidden", "variant", "stepper", "showNavButtons", "compute", "var", "+", "-", "*",
    "/", "%", "==", "===", "!=", "!==", "<", "<=", ">", ">=", "if", "and", "or", "!", "!!", "in", "cat", "substr", "map", "filter",
    "reduce", "all", "none", "some", "merge", "missing", "missing_some", "max", "min", "log", "accumulator", "current", "a", "b", "list",
    "o", "x", "o.x", "list.0", "elementLabelProp", "warnings", "options", "with", "why", "root", "/a", "/b", "/list/0", "search",
];
