//! Names and addresses of the net (RFC 1123, 3986, 4291, 5321, 9562).

use crate::{date::digits, pointer::hex};

/// RFC 5321: dots between words or a quoted text, then a host or an address in brackets.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let quoted = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let local_fits = match quoted {
        Some(inner) => is_quoted(inner),
        None => local.split('.').all(|word| !word.is_empty() && word.bytes().all(is_word)),
    };
    let literal = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let domain_fits = match literal {
        Some(address) => address.strip_prefix("IPv6:").map_or_else(|| is_ipv4(address), is_ipv6),
        None => is_hostname(domain),
    };
    local_fits && domain_fits
}

/// Labels of letters, digits and inner hyphens, 1 to 63 long, 253 in all.
pub(super) fn is_hostname(text: &str) -> bool {
    let fits = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(fits)
}

/// Four numbers up to 255 without zeros in front.
pub(super) fn is_ipv4(text: &str) -> bool {
    let fits = |part: &str| {
        let plain = part.len() <= 3 && (part == "0" || !part.starts_with('0'));
        plain && digits(part.as_bytes()).is_some_and(|value| value <= 255)
    };
    text.split('.').count() == 4 && text.split('.').all(fits)
}

/// Eight groups; `::` once for zeros, an IPv4 address for the last two.
pub(super) fn is_ipv6(text: &str) -> bool {
    let gap = text.as_bytes().windows(2).position(|pair| pair == b"::");
    let halves = gap.and_then(|gap| text.get(..gap).zip(text.get(gap + 2..)));
    let Some((head, tail)) = halves else {
        return groups(text, true) == Some(8);
    };
    let n_groups = groups(head, false).zip(groups(tail, true));
    n_groups.is_some_and(|(head, tail)| head + tail <= 7)
}

/// An absolute URI.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let scheme_fits = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = match hierarchy.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", hierarchy),
    };
    scheme_fits
        && is_authority(authority)
        && is_escaped(path, b":@/")
        && is_escaped(query, b":@/?")
        && is_escaped(fragment, b":@/?")
}

/// Five groups of hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let fits = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => hex(byte).is_some(),
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

/// What stands in a word of an address or a host's name: RFC 5322 `atext`.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn is_quoted(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'\\' => bytes.next().is_some_and(|byte| (b' '..=b'~').contains(&byte)),
            b'"' => false,
            other => (b' '..=b'~').contains(&other),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// The number of groups of four hexadecimal digits; an IPv4 address at the end counts as two.
fn groups(text: &str, last: bool) -> Option<usize> {
    if text.is_empty() {
        return Some(0);
    }
    let mut n_groups = 0;
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next() {
        let at_end = parts.peek().is_none();
        if last && at_end && part.contains('.') {
            return is_ipv4(part).then_some(n_groups + 2);
        }
        if !(1..=4).contains(&part.len()) || !part.bytes().all(|byte| hex(byte).is_some()) {
            return None;
        }
        n_groups += 1;
    }
    Some(n_groups)
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) if is_ipv6(address) || is_future_address(address) => ("", port),
            _ => return false,
        },
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let port_fits = port.is_empty() || port.starts_with(':') && port.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    port_fits && is_escaped(user, b":") && is_escaped(host, b"")
}

fn is_future_address(text: &str) -> bool {
    text.starts_with(['v', 'V']) && text.contains('.') && is_escaped(text, b":")
}

/// Unreserved characters, sub-delimiters, escapes, and these.
fn is_escaped(text: &str, also: &[u8]) -> bool {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b'%', high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => tail,
            [byte, tail @ ..]
                if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(byte) || also.contains(byte) =>
            {
                tail
            }
            _ => return false,
        };
    }
}
