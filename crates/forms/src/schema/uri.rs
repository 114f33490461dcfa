//! Resolving a URI reference against a base (RFC 3986, 5.2). No normalising beyond that.

/// The absolute form of `reference`; without a base, the reference itself. Fragments stay as they are.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let base = Parts::of(base);
    let mut parts = Parts::of(reference);
    if parts.scheme.is_empty() {
        parts.scheme = base.scheme;
        if parts.authority.is_none() {
            parts.authority = base.authority;
            if parts.path.is_empty() {
                parts.query = parts.query.or(base.query);
                return parts.join(base.path);
            }
            if !parts.path.starts_with('/') {
                let mut merged = String::new();
                match base.path.rfind('/') {
                    Some(slash) => merged.push_str(base.path.get(..=slash).unwrap_or_default()),
                    None if base.authority.is_some() => merged.push('/'),
                    None => {}
                }
                merged.push_str(parts.path);
                return parts.join(&without_dots(&merged));
            }
        }
    }
    parts.join(&without_dots(parts.path))
}

/// The five components; what is missing is `None`, the scheme holds its colon.
struct Parts<'a> {
    scheme: &'a str,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Parts<'a> {
        let (rest, fragment) = cut(text, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = match rest.find([':', '/']) {
            Some(colon) if rest.as_bytes().get(colon) == Some(&b':') => rest.split_at(colon + 1),
            _ => ("", rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Parts { scheme, authority, path, query, fragment }
    }

    fn join(&self, path: &str) -> String {
        let mut text = String::from(self.scheme);
        for (mark, part) in [("//", self.authority), ("", Some(path)), ("?", self.query), ("#", self.fragment)] {
            if let Some(part) = part {
                text.push_str(mark);
                text.push_str(part);
            }
        }
        text
    }
}

fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Takes `.` and `..` out of a path.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if kept.len() > usize::from(rooted) => {
                kept.pop();
            }
            ".." => {}
            other => kept.push(other),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    kept.join("/")
}

#[cfg(test)]
mod tests;
