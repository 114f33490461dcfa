//! Rules about single values: constants, texts, numbers.

use super::{
    node::Rule,
    place::Place,
    run::{Mode, Run},
};
use crate::{Json, Number, Pattern, ProblemKind, Severity, format::Format, pattern::Unjudged};

impl<'a> Run<'a> {
    /// Checks a rule about a single value; rules about other things pass.
    pub(super) fn plain(&mut self, rule: &'a Rule, value: &Json, place: &Place) -> bool {
        match (rule, value) {
            (Rule::Never, _) => self.fail(place, ProblemKind::Never),
            (Rule::Const(want), _) => want == value || self.fail_const(want, place),
            (Rule::Enum(choices), _) => {
                self.skim(choices.len());
                choices.contains(value) || self.fail(place, ProblemKind::Enum)
            }
            (Rule::Length { min, max }, Json::String(text)) => self.length(*min, *max, text, place),
            (Rule::Pattern { pattern, max }, Json::String(text)) => self.pattern(pattern, *max, text, place),
            (Rule::Format(format), _) => self.format(*format, value, place),
            (_, Json::Number(number)) => self.number(rule, number, place),
            _ => true,
        }
    }

    fn length(&mut self, min: usize, max: usize, text: &str, place: &Place) -> bool {
        let got = length(text);
        if got < min {
            return self.fail(place, ProblemKind::MinLength { got, want: min });
        }
        got <= max || self.fail(place, ProblemKind::MaxLength { got, want: max })
    }

    fn pattern(&mut self, pattern: &Pattern, max: usize, text: &str, place: &Place) -> bool {
        // A text that is too long is checked no further.
        if text.len() > max && length(text) > max {
            return true;
        }
        match self.judge(pattern, text) {
            Ok(true) => return true,
            // Nobody knows what would be let through. (What is no pattern is a fault of the definition, and lets nothing through.)
            Err(Unjudged::TooMuch) if self.mode == Mode::Quiet => self.exhaust(),
            _ => {}
        }
        self.mode == Mode::Loud && self.fail(place, ProblemKind::Pattern { want: pattern.text().to_owned() })
    }

    fn number(&mut self, rule: &Rule, number: &Number, place: &Place) -> bool {
        let got = *number;
        let kind = match rule {
            Rule::Minimum(want) if got < *want => ProblemKind::Minimum { got, want: *want },
            Rule::Maximum(want) if got > *want => ProblemKind::Maximum { got, want: *want },
            Rule::ExclusiveMinimum(want) if got <= *want => ProblemKind::ExclusiveMinimum { got, want: *want },
            Rule::ExclusiveMaximum(want) if got >= *want => ProblemKind::ExclusiveMaximum { got, want: *want },
            Rule::MultipleOf(want) if !got.is_multiple_of(want) => ProblemKind::MultipleOf { got, want: *want },
            _ => return true,
        };
        self.fail(place, kind)
    }

    fn format(&mut self, format: Format, value: &Json, place: &Place) -> bool {
        let text = match (value, format) {
            (Json::String(text), _) => text,
            // Money is a whole number in most schemas.
            (Json::Number(number), Format::LocalFormat(crate::LocalFormat::MoneyIdr)) if number.is_integer() => {
                &number.to_whole_text()
            }
            _ => return true,
        };
        let Format::LocalFormat(identity) = format else {
            return format.holds(text, self.host) || self.fail_format(format, place);
        };
        let mut fits = true;
        for (severity, fault) in identity.check(text) {
            fits &= severity != Severity::Error;
            self.keep(place, severity, ProblemKind::LocalFormat { identity, fault });
        }
        fits
    }

    fn fail_format(&mut self, format: Format, place: &Place) -> bool {
        self.mode == Mode::Loud && self.fail(place, ProblemKind::Format { format: format.name().to_owned() })
    }

    fn fail_const(&mut self, want: &Json, place: &Place) -> bool {
        self.mode == Mode::Loud && self.fail(place, ProblemKind::Const { want: want.clone() })
    }
}

/// The number of characters.
fn length(text: &str) -> usize {
    // Every byte but the continuing ones begins a character.
    text.bytes().filter(|byte| (byte & 0xC0) != 0x80).count()
}
