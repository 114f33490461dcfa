//! How backends say what is wrong. One walk reads all dialects: members of a reply are told apart by their names (`name.rs`), a list of
//! mistakes that name their places and a tree of sentences in the shape of the body come again and again, and only words for people
//! are told (`words.rs`).

mod name;
mod words;

use forms::{Json, Object, Pointer, Problem, ProblemKind, Severity};

use crate::{
    outcome::{self, PROBLEMS},
    place,
};
use name::Kind;

pub(crate) use name::{begins, ends, fold, has};
pub(crate) use words::{is_at_work, is_machine, is_no, untagged};

/// What a refusal says: problems with their places in the body, and a sentence for the whole.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) problems: Vec<Problem>,
    pub(crate) sentence: Option<String>,
    /// Whether a place for mistakes stands there, though it may tell nothing.
    pub(crate) listed: bool,
}

/// Tells of a place in the body whether it is within a question, and if so whether it is the question's own place.
pub(crate) type Knows<'a> = &'a dyn Fn(&Pointer) -> Option<bool>;

/// Reads what a reply says is wrong. Nothing, when it says nothing for
/// people. A mistake at a known place that has no words of its own has an empty sentence, unless the whole has one.
pub(crate) fn read(body: &Json, knows: Knows) -> Refusal {
    let mut reader = Reader { body, knows, refusal: Refusal::default(), aside: Vec::new() };
    let told = if body.as_array().is_some() { Told::List } else { Told::Not };
    reader.gather(body, &Pointer::root(), told);
    reader.finish()
}

impl Refusal {
    /// Adds what another reading has found, and this one has not: no other words, and no place that has its words.
    pub(crate) fn join(&mut self, other: Refusal) {
        let n_known = self.problems.len();
        for problem in other.problems {
            let is_placed = !problem.pointer.as_str().is_empty();
            let is_new =
                |known: &Problem| said(known) != said(&problem) && !(is_placed && known.pointer == problem.pointer);
            if self.problems.iter().take(n_known).all(is_new) {
                self.problems.push(problem);
            }
        }
        self.sentence = self.sentence.take().or(other.sentence);
        self.listed |= other.listed;
    }

    /// Whether it says anything.
    pub(crate) fn is_told(&self) -> bool {
        self.sentence.is_some() || !self.problems.is_empty()
    }
}

/// A problem with the backend's own sentence.
pub(crate) fn problem(pointer: Pointer, sentence: &str) -> Problem {
    let kind = ProblemKind::Backend { sentence: outcome::sentence(&words::untagged(sentence)) };
    Problem { pointer, severity: Severity::Error, kind }
}

/// What a backend says of a problem.
pub(crate) fn said(problem: &Problem) -> &str {
    match &problem.kind {
        ProblemKind::Backend { sentence } => sentence,
        _ => "",
    }
}

/// Whether a text is told as a mistake where it stands.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// Among names, dates and echoes of what was sent.
    Not,
    /// In a tree of sentences.
    Tree,
    /// In a list of mistakes, whose sentences may begin with their places.
    List,
}

struct Reader<'a> {
    body: &'a Json,
    knows: Knows<'a>,
    refusal: Refusal,
    /// Problems that were found at the beginning of the sentence for the whole: they count when there are no others.
    aside: Vec<Problem>,
}

impl Reader<'_> {
    fn finish(mut self) -> Refusal {
        let placed: Vec<String> = (self.refusal.problems.iter())
            .filter(|problem| !problem.pointer.as_str().is_empty())
            .map(|problem| String::from(said(problem)))
            .collect();
        // What stands at its question is not said twice.
        let is_new = |problem: &Problem| {
            !problem.pointer.as_str().is_empty() || !placed.iter().any(|words| words == said(problem))
        };
        self.refusal.problems.retain(is_new);
        if self.refusal.problems.is_empty() {
            self.refusal.problems = self.aside;
        }
        let whole = self.refusal.sentence.clone().unwrap_or_default();
        for problem in &mut self.refusal.problems {
            if said(problem).is_empty() {
                problem.kind = ProblemKind::Backend { sentence: whole.clone() };
            }
        }
        let knows = self.knows;
        self.refusal.problems.retain(|problem| !said(problem).is_empty() || knows(&problem.pointer).is_some());
        self.refusal
    }

    fn gather(&mut self, json: &Json, at: &Pointer, told: Told) {
        if let Some(inner) = json.as_str().and_then(words::json_in) {
            return self.gather(&inner, at, told);
        }
        match json {
            Json::String(text) if told != Told::Not => self.leaf(at, text, told),
            // A reply that is nothing but a sentence.
            Json::String(text) if std::ptr::eq(json, self.body) => {
                self.refusal.sentence = words::clean(text).map(words::untagged);
            }
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Json::String(text) => self.leaf(at, text, told),
                        Json::Object(item) if self.item(item, at, true) => {}
                        // A list in the shape of the body: of rows.
                        _ if at.as_str().is_empty() && !std::ptr::eq(json, self.body) => {
                            self.gather(item, at, Told::Tree);
                        }
                        _ => self.gather(item, &at.join_index(index), Told::Tree),
                    }
                }
            }
            Json::Object(members) => {
                if told == Told::Not {
                    self.say(members);
                } else if self.item(members, at, false) {
                    return;
                }
                self.members(members, at, told);
            }
            _ => {}
        }
    }

    fn members(&mut self, members: &Object, at: &Pointer, told: Told) {
        // ASP.NET tells a body that it could not read once more under the name of the method's parameter.
        let unread = members.iter().any(|(name, _)| name.len() > 1 && name.starts_with('$'));
        for (name, value) in members.iter() {
            let place = place::read(name).tokens().fold(at.clone(), |at, token| at.join(&token));
            let known = self.is_question(&place);
            match if known { Kind::Place } else { name::kind(name) } {
                Kind::Noise => {}
                // What was sent (Joi's `_original`).
                Kind::Whole if told == Told::Not && name.starts_with('_') && value.as_object().is_some() => {}
                Kind::Wrap => {
                    // JSON-RPC 2.0, section 5.1: more about the error, and no echo.
                    if let Some(data) = value.get("data").filter(|_| told == Told::Not && fold(name) == "error") {
                        self.gather(data, at, Told::Tree);
                    }
                    self.gather(value, at, if value.as_str().is_some() { Told::Not } else { told });
                }
                Kind::Whole => self.gather(value, at, if told == Told::Not { told } else { Told::Tree }),
                Kind::List if value.as_str().is_none() => {
                    self.refusal.listed |= !value.is_null();
                    self.gather(value, at, Told::List);
                }
                Kind::List => {
                    if let Some(inner) = value.as_str().and_then(words::json_in) {
                        self.gather(&inner, at, Told::List);
                    }
                }
                _ if unread && !known && !name.contains(['.', '$']) => {}
                _ => match value {
                    // Beside a sentence it may be an echo of what was sent.
                    Json::String(text) if told == Told::Not => {
                        if known && self.refusal.sentence.is_none() {
                            self.leaf(&place, text, Told::Tree);
                        }
                    }
                    // Where nothing is said to be wrong it may be an echo, too, unless it has words of its own.
                    Json::Object(inner) if known && name::is_mistake(inner) => self.gather(value, &place, Told::Tree),
                    value => self.gather(value, &place, if told == Told::Not { told } else { Told::Tree }),
                },
            }
        }
    }

    /// One mistake, with its place, its words, or both; `false` when it is none.
    fn item(&mut self, members: &Object, at: &Pointer, in_list: bool) -> bool {
        if members.iter().any(|(name, _)| self.is_question(&at.join(name))) {
            return false;
        }
        let place = name::place_in(members).or_else(|| name::place_beside(members));
        let words = name::words_in(members);
        if place.is_none() && words.is_none() {
            return false;
        }
        let is_root = at.as_str().is_empty();
        let at = match &place {
            Some(place) if is_root => place.clone(),
            // A mistake under its place may name it once more.
            Some(place) if in_list && (self.is_question(&at.append(place)) || !self.is_question(place)) => {
                at.append(place)
            }
            Some(place) if in_list => place.clone(),
            _ => at.clone(),
        };
        let mut lists = name::lists_in(members);
        // Payload CMS, Lighthouse: what a mistake holds lists more.
        for held in ["data", "extensions"] {
            lists.extend(members.get(held).and_then(Json::as_object).map(name::lists_in).unwrap_or_default());
        }
        let n_problems = self.refusal.problems.len();
        match words {
            Some(words) if in_list || place.is_some() || !is_root => {
                self.leaf(&at, words, Told::Tree);
            }
            Some(_) => self.say(members),
            None => {}
        }
        for (name, value) in lists {
            match value {
                // The names are those of rules (class-validator).
                Json::Object(rules) if fold(name) == "constraints" => {
                    rules
                        .iter()
                        .filter_map(|(_, words)| words.as_str())
                        .for_each(|words| self.leaf(&at, words, Told::Tree));
                }
                value => self.gather(value, &at, Told::List),
            }
        }
        let is_told = self.refusal.problems.len() > n_problems || self.has(words.unwrap_or_default());
        if place.is_some() && !is_told && (self.refusal.sentence.is_some() || (self.knows)(&at).is_some()) {
            self.push(at, "");
        }
        true
    }

    /// Takes the sentence for the whole from the members that may hold it.
    fn say(&mut self, members: &Object) {
        for text in name::all_words_in(members) {
            if let Some(inner) = words::json_in(text) {
                self.gather(&inner, &Pointer::root(), Told::List);
                continue;
            }
            let n_aside = self.aside.len();
            for line in text.lines() {
                if let Some((place, words)) = self.placed(line, false) {
                    self.aside.push(problem(place, words));
                }
            }
            if self.aside.len() > n_aside {
                continue;
            }
            let Some(words) = words::clean(text) else { continue };
            if let Some(place) = name::place_in(members).filter(|place| self.is_question(place)) {
                self.push(place, words);
            }
            if self.refusal.sentence.is_none() {
                self.refusal.sentence = Some(words::untagged(words));
            }
            return;
        }
    }

    fn is_question(&self, place: &Pointer) -> bool {
        (self.knows)(place) == Some(true)
    }

    fn leaf(&mut self, at: &Pointer, text: &str, told: Told) {
        if let Some(inner) = words::json_in(text) {
            return self.gather(&inner, at, Told::List);
        }
        if at.as_str().is_empty()
            && let Some((place, words)) = self.placed(text, told == Told::List)
        {
            if told != Told::List || !self.has(words) {
                self.push(place, words);
            }
            return;
        }
        match words::clean(text) {
            Some(words) => self.push(at.clone(), words),
            None if (self.knows)(at).is_some() => self.push(at.clone(), ""),
            None => {}
        }
    }

    fn has(&self, words: &str) -> bool {
        !words.is_empty() && self.refusal.problems.iter().any(|problem| said(problem) == words)
    }

    fn push(&mut self, at: Pointer, words: &str) {
        let problems = &mut self.refusal.problems;
        let is_new = |problem: &Problem| said(problem) != words || problem.pointer != at;
        if problems.len() < PROBLEMS && problems.iter().all(is_new) {
            problems.push(problem(at, words));
        }
    }

    /// The known place with which a sentence begins, and its words; with `loose` a plain first word counts, too.
    fn placed<'t>(&self, text: &'t str, loose: bool) -> Option<(Pointer, &'t str)> {
        let (way, words) = words::way(text, loose)?;
        let place = place::read(way);
        ((self.knows)(&place).is_some() && words::clean(words).is_some()).then_some((place, words))
    }
}
