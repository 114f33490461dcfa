//! URI templates (RFC 6570), levels 1 to 3: `services/{service}/{version}`, `options/blocks{?market}`.

/// A template that was read once and can be filled often.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Literal(String),
    Expression { operator: Operator, names: Vec<String> },
}

/// How an expression is written out: what stands before it, between its values, and whether names are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Operator {
    sign: char,
    first: &'static str,
    between: &'static str,
    named: bool,
    /// What an empty value leaves behind its name.
    empty: &'static str,
    /// Whether reserved characters stay as they are.
    reserved: bool,
}

const SIMPLE: Operator = Operator { sign: ' ', first: "", between: ",", named: false, empty: "", reserved: false };

/// The table of RFC 6570, appendix A.
const OPERATORS: [Operator; 7] = [
    Operator { sign: '+', reserved: true, ..SIMPLE },
    Operator { sign: '#', first: "#", reserved: true, ..SIMPLE },
    Operator { sign: '.', first: ".", between: ".", ..SIMPLE },
    Operator { sign: '/', first: "/", between: "/", ..SIMPLE },
    Operator { sign: ';', first: ";", between: ";", named: true, ..SIMPLE },
    Operator { sign: '?', first: "?", between: "&", named: true, empty: "=", ..SIMPLE },
    Operator { sign: '&', first: "&", between: "&", named: true, empty: "=", ..SIMPLE },
];

impl Template {
    /// Reads a template; `None` when a brace or a name is wrong, or when it uses level 4.
    pub(crate) fn parse(text: &str) -> Option<Template> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let (expression, after) = after.split_once('}')?;
            push_literal(&mut parts, literal)?;
            parts.push(expression_part(expression)?);
            rest = after;
        }
        push_literal(&mut parts, rest)?;
        Some(Template { parts })
    }

    /// The names of its variables, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.parts.iter().flat_map(|part| match part {
            Part::Literal(_) => [].iter(),
            Part::Expression { names, .. } => names.iter(),
        });
        names.map(String::as_str)
    }

    /// Appends the template filled with `values`; a name without a value leaves nothing behind.
    pub(crate) fn expand(&self, values: &[(&str, &str)], out: &mut String) {
        for part in &self.parts {
            match part {
                Part::Literal(text) => encode(text, true, out),
                Part::Expression { operator, names } => expand_expression(operator, names, values, out),
            }
        }
    }
}

fn push_literal(parts: &mut Vec<Part>, literal: &str) -> Option<()> {
    if literal.contains('}') {
        return None;
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(String::from(literal)));
    }
    Some(())
}

fn expression_part(expression: &str) -> Option<Part> {
    let sign = expression.chars().next()?;
    let known = OPERATORS.iter().find(|operator| operator.sign == sign);
    let (operator, names) = match known {
        Some(operator) => (*operator, expression.get(1..)?),
        None => (SIMPLE, expression),
    };
    let names: Vec<String> = names.split(',').map(String::from).collect();
    names.iter().all(|name| is_name(name)).then_some(Part::Expression { operator, names })
}

fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(fits)
}

fn expand_expression(operator: &Operator, names: &[String], values: &[(&str, &str)], out: &mut String) {
    let mut before = operator.first;
    for name in names {
        let Some((_, value)) = values.iter().find(|(known, _)| known == name) else {
            continue;
        };
        out.push_str(before);
        before = operator.between;
        if operator.named {
            out.push_str(name);
            out.push_str(if value.is_empty() { operator.empty } else { "=" });
        }
        encode(value, operator.reserved, out);
    }
}

/// Appends `text`, percent-encoded but for unreserved characters and, where `reserved` says so, reserved ones and
/// triplets that are encoded already.
pub(crate) fn encode(text: &str, reserved: bool, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        let is_triplet =
            byte == b'%' && bytes.get(index + 1..index + 3).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        let stays = byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || (reserved && (b":/?#[]@!$&'()*+,;=".contains(&byte) || is_triplet));
        if stays {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}
