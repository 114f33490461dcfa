//! The `{got}` and `{want}` of a sentence, written as the language writes them.

use forms::{FormatFault, Json, Lang, Number, ProblemKind};

use crate::number;

/// More characters than this of a typed text tell nobody anything.
const MAX_QUOTE: usize = 24;

/// What was found and what is asked, as text; empty where a kind has none.
#[derive(Default)]
pub(crate) struct Values {
    pub(crate) got: String,
    pub(crate) want: String,
}

impl Values {
    pub(crate) fn of(lang: Lang, kind: &ProblemKind) -> Values {
        let count = |count: &usize| number::count(lang, *count);
        let sum = |number: &Number| number::text(lang, number);
        let (got, want) = match kind {
            ProblemKind::MinLength { got, want }
            | ProblemKind::MaxLength { got, want }
            | ProblemKind::MinItems { got, want }
            | ProblemKind::MaxItems { got, want }
            | ProblemKind::MinProperties { got, want }
            | ProblemKind::MaxProperties { got, want } => (count(got), count(want)),
            ProblemKind::Minimum { got, want }
            | ProblemKind::Maximum { got, want }
            | ProblemKind::ExclusiveMinimum { got, want }
            | ProblemKind::ExclusiveMaximum { got, want }
            | ProblemKind::MultipleOf { got, want } => (sum(got), sum(want)),
            ProblemKind::UniqueItems { first, second } => (count(&(first + 1)), count(&(second + 1))),
            ProblemKind::Contains { got, min, max } => {
                let want = max.filter(|max| got > max).unwrap_or(*min);
                (count(got), count(&want))
            }
            ProblemKind::OneOf { matched } => (count(matched), String::new()),
            ProblemKind::Const { want } => (String::new(), plain(want)),
            ProblemKind::Computed { want: Some(Json::Number(want)) } => (String::new(), sum(want)),
            ProblemKind::Computed { want: Some(want) } => (String::new(), plain(want)),
            ProblemKind::Unreadable { text, .. } => (quote(text), String::new()),
            ProblemKind::LocalFormat { fault, .. } => return Values::of_identity(lang, fault),
            _ => return Values::default(),
        };
        Values { got, want }
    }

    fn of_identity(lang: Lang, fault: &FormatFault) -> Values {
        match fault {
            FormatFault::Length { got, min, max } => Values {
                got: number::count(lang, *got),
                want: number::count(lang, if got < min { *min } else { *max }),
            },
            FormatFault::Character { got } => Values { got: quote(got.encode_utf8(&mut [0; 4])), want: String::new() },
            _ => Values::default(),
        }
    }
}

/// A text without its quotation marks, anything else as JSON.
fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => quote(text),
        other => other.to_text(),
    }
}

/// In quotation marks, cut when it is long.
fn quote(text: &str) -> String {
    let mut out = String::from("“");
    match text.char_indices().nth(MAX_QUOTE) {
        Some((end, _)) => {
            out.push_str(text.get(..end).unwrap_or(text));
            out.push('…');
        }
        None => out.push_str(text),
    }
    out.push('”');
    out
}
