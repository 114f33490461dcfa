//! A Rust file as tidy sees it: words and signs without comments and strings, and the paths that it names.
//! No parser: enough to tell who uses whom, and nothing that a new edition could break.

/// A Rust file.
pub struct Source {
    /// From the root of the clone, with `/`.
    pub path: String,
    /// Its first line, where the file says what it is.
    pub first_line: String,
    pub tokens: Vec<Token>,
    /// The first line of each comment, without its slashes.
    pub comments: Vec<Token>,
    /// Whether it holds only tests, by its name or by `#[cfg(test)]` before its `mod` line (`mark_tests`).
    pub test: bool,
}

/// A word, or a sign (`::` is one).
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub line: usize,
    pub text: String,
}

/// A path such as `crate::part::Panel`, written out: `use` groups are taken apart, `super` and `self` resolved.
#[derive(Debug, PartialEq)]
pub struct Named {
    pub line: usize,
    pub path: String,
}

impl Source {
    pub fn read(path: String, text: &str) -> Self {
        let first_line = text.lines().next().unwrap_or_default().to_owned();
        let test = path.ends_with("/tests.rs") || path.contains("/tests/") || path.starts_with("tests/");
        let (tokens, comments) = tokens(text);
        Self { path, first_line, tokens, comments, test }
    }

    /// Whether it declares this module, so that the name means no other crate.
    pub fn declares(&self, module: &str) -> bool {
        self.tokens.windows(2).any(|pair| pair[0].text == "mod" && pair[1].text == module)
    }

    /// Modules that it declares for tests alone, as the paths of their files.
    fn test_modules(&self) -> Vec<String> {
        let words = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
        let folder = self.path.trim_end_matches(".rs").trim_end_matches("/lib").trim_end_matches("/main");
        let found = self
            .tokens
            .windows(words.len() + 1)
            .filter(|part| words.iter().zip(*part).all(|(word, token)| token.text == *word));
        found.map(|part| format!("{folder}/{}", part[words.len()].text)).collect()
    }

    /// Every path of two or more words that the file names.
    pub fn paths(&self) -> Vec<Named> {
        let mut paths = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let starts = self.is_word(at) && self.sign(at + 1) == "::" && (at == 0 || self.sign(at - 1) != "::");
            let whole = at > 0 && self.sign(at - 1) == "use" && self.is_word(at) && !starts;
            if starts {
                at = self.walk(at, String::new(), &mut paths);
            } else if whole {
                paths.push(Named { line: self.tokens[at].line, path: self.tokens[at].text.clone() });
                at += 1;
            } else {
                at += 1;
            }
        }
        for named in &mut paths {
            named.path = self.resolve(&named.path);
        }
        paths
    }

    /// Follows one path, and every branch of a `use` group. Gives the place after it.
    fn walk(&self, mut at: usize, mut prefix: String, paths: &mut Vec<Named>) -> usize {
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        loop {
            match self.sign(at) {
                "{" => {
                    at += 1;
                    while !matches!(self.sign(at), "}" | "") {
                        let before = at;
                        at = self.walk(at, prefix.clone(), paths);
                        // `as name`, commas and whatever else stands between the branches.
                        while !matches!(self.sign(at), "}" | "," | "") {
                            at += 1;
                        }
                        at += usize::from(self.sign(at) == ",");
                        if at == before {
                            return at + 1;
                        }
                    }
                    return at + 1;
                }
                word if self.is_word(at) || word == "*" => {
                    if !prefix.is_empty() {
                        prefix.push_str("::");
                    }
                    prefix.push_str(word);
                    at += 1;
                }
                _ => break,
            }
            if self.sign(at) != "::" {
                break;
            }
            at += 1;
        }
        paths.push(Named { line, path: prefix });
        at
    }

    /// `self` and `super` as paths from `crate`.
    fn resolve(&self, path: &str) -> String {
        let mut words: Vec<&str> = path.split("::").collect();
        if !matches!(words.first(), Some(&"self" | &"super")) {
            return path.to_owned();
        }
        let mut module = self.module();
        while let Some(word) = words.first().copied().filter(|word| matches!(*word, "self" | "super")) {
            if word == "super" {
                module.pop();
            }
            words.remove(0);
        }
        module.extend(words);
        format!("crate::{}", module.join("::"))
    }

    /// The module that this file is, as words below `crate`.
    fn module(&self) -> Vec<&str> {
        let below = self.path.split_once("src/").map_or(self.path.as_str(), |(_, below)| below);
        let below = below.trim_end_matches(".rs").trim_end_matches("/mod");
        below.split('/').filter(|word| !matches!(*word, "main" | "lib")).collect()
    }

    fn is_word(&self, at: usize) -> bool {
        self.sign(at).starts_with(|c: char| c.is_alphabetic() || c == '_')
    }

    /// The text of a token; empty beyond the end.
    pub fn sign(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }
}

/// Marks the files of modules that are compiled for tests alone.
pub fn mark_tests(sources: &mut [Source]) {
    let modules: Vec<String> = sources.iter().flat_map(Source::test_modules).collect();
    for source in sources {
        let stem = source.path.trim_end_matches(".rs");
        source.test |= modules.iter().any(|module| stem == module || stem.starts_with(&format!("{module}/")));
    }
}

/// The words and signs, and the comments.
fn tokens(text: &str) -> (Vec<Token>, Vec<Token>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut tokens, mut comments) = (Vec::new(), Vec::new());
    let (mut at, mut line, mut last_comment) = (0, 1, 0);
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => find(&chars, at, |at| chars[at] == '\n'),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment(&chars, at),
            '"' => string(&chars, at),
            'r' | 'b' if raw(&chars, at).is_some() => raw(&chars, at).unwrap_or(at + 1),
            '\'' => quote(&chars, at),
            c if c.is_alphanumeric() || c == '_' => {
                find(&chars, at, |at| !chars[at].is_alphanumeric() && chars[at] != '_')
            }
            ':' if chars.get(at + 1) == Some(&':') => at + 2,
            _ => at + 1,
        };
        let first = chars[at];
        let skipped = first.is_whitespace()
            || matches!(first, '"' | '\'')
            || (first == '/' && end > at + 1)
            || raw(&chars, at).is_some();
        if !skipped {
            tokens.push(Token { line, text: chars[at..end].iter().collect() });
        }
        if first == '/' && chars.get(at + 1) == Some(&'/') {
            if last_comment + 1 < line || last_comment == 0 {
                let text: String = chars[at..end].iter().collect();
                comments.push(Token { line, text: text.trim_start_matches(['/', '!', ' ']).into() });
            }
            let is_behind = tokens.last().is_some_and(|token: &Token| token.line == line);
            last_comment = if is_behind { 0 } else { line };
        }
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    (tokens, comments)
}

/// The first place after `from` where `stop` holds, or the end.
fn find(chars: &[char], from: usize, stop: impl Fn(usize) -> bool) -> usize {
    (from + 1..chars.len()).find(|at| stop(*at)).unwrap_or(chars.len())
}

fn block_comment(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (at, depth) = (at + 2, depth + 1),
            ('*', '/') => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn string(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The end of `r"…"`, `r#"…"#`, `br"…"`, `b"…"`, when one starts here.
fn raw(chars: &[char], from: usize) -> Option<usize> {
    if from > 0 && (chars[from - 1].is_alphanumeric() || chars[from - 1] == '_') {
        return None;
    }
    let mut at = from;
    if chars.get(at) == Some(&'b') {
        at += 1;
        if chars.get(at) == Some(&'"') {
            return Some(string(chars, at));
        }
    }
    if chars.get(at) != Some(&'r') {
        return None;
    }
    at += 1;
    let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
    at += hashes;
    if chars.get(at) != Some(&'"') {
        return None;
    }
    let close = |at: usize| chars[at] == '"' && chars[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    Some((find(chars, at, close) + 1 + hashes).min(chars.len()))
}

/// A character, or a lifetime.
fn quote(chars: &[char], from: usize) -> usize {
    if chars.get(from + 1) == Some(&'\\') {
        return (find(chars, from + 2, |at| chars[at] == '\'') + 1).min(chars.len());
    }
    let is_word = |at: usize| chars[at].is_alphanumeric() || chars[at] == '_';
    if chars.get(from + 2) == Some(&'\'') { from + 3 } else { find(chars, from, |at| !is_word(at)) }
}

#[cfg(test)]
mod tests;
