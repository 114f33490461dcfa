//! What was called: a command, its words and its flags, in any order; and the language in which it answers.

use std::ffi::OsString;

use forms::Lang;
use lexopt::{
    Arg::{Long, Short, Value},
    ValueExt,
};

use crate::{
    check::near,
    said::{Said, said},
};

/// One call.
#[derive(Debug, Default, PartialEq)]
pub struct Call {
    pub command: String,
    pub words: Vec<String>,
    pub lang: Option<Lang>,
    pub is_help: bool,
    pub is_version: bool,
    pub is_live: bool,
    /// Flags with a value, by name.
    values: Vec<(&'static str, String)>,
}

/// Flags with a value, and the commands that take them.
const VALUES: [(&str, &str); 4] =
    [("operation", "import"), ("base", "import"), ("config", "check"), ("origin", "check")];

/// The commands, each with what stands behind its name.
const COMMANDS: [(&str, &str, &str); 8] = [
    ("check", "BERKAS…", "FILE…"),
    ("validate", "SKEMA-atau-LAYANAN JAWABAN.json", "SCHEMA-or-SERVICE ANSWERS.json"),
    ("import", "OPENAPI --operation ID", "OPENAPI --operation ID"),
    ("publish", "FOLDER BERKAS", "DIR FILE"),
    ("pin", "LOKET", "COUNTER"),
    ("kiosk", "ID", "ID"),
    ("headers", "CONFIG [nginx|apache|caddy]", "CONFIG [nginx|apache|caddy]"),
    ("help", "", ""),
];

impl Call {
    /// Reads what stands behind the program's name.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Call, Said> {
        let mut call = Call::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(wrong)? {
            match argument {
                Short('h') | Long("help") => call.is_help = true,
                Short('V') | Long("version") => call.is_version = true,
                Long("live") => call.is_live = true,
                Long("lang") => call.lang = Some(lang(&text(&mut parser)?)?),
                Long(name) => {
                    let Some((name, _)) = VALUES.into_iter().find(|(known, _)| *known == name) else {
                        return Err(no_flag(name));
                    };
                    let value = text(&mut parser)?;
                    call.values.push((name, value));
                }
                Value(word) if call.command.is_empty() => call.command = word.string().map_err(wrong)?,
                Value(word) => call.words.push(word.string().map_err(wrong)?),
                Short(letter) => return Err(said!("Tidak ada pilihan -{letter}.", "There is no flag -{letter}.")),
            }
        }
        call.fitting()
    }

    /// The value of a flag; the last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Why a call that no command takes is none: another command, or other words behind it.
    pub fn unfitting(&self) -> Said {
        let command = self.command.as_str();
        if command.is_empty() {
            return said!("Perintahnya belum ada.", "The command is missing.");
        }
        if let Some((_, id, en)) = COMMANDS.iter().find(|(known, ..)| *known == command) {
            return said!("Pemakaian: loket {command} {id}", "Usage: loket {command} {en}");
        }
        match near(command, COMMANDS.map(|(name, ..)| name)) {
            Some(meant) => said!(
                "Tidak ada perintah `{command}`; maksudnya `{meant}`?",
                "There is no command `{command}`; did you mean `{meant}`?"
            ),
            None => said!("Tidak ada perintah `{command}`.", "There is no command `{command}`."),
        }
    }

    /// A flag of another command is a mistake, not nothing.
    fn fitting(self) -> Result<Call, Said> {
        let command = &self.command;
        let of_others = self.values.iter().map(|(name, _)| *name).filter(|name| !VALUES.contains(&(name, command)));
        let live = (self.is_live && command != "check").then_some("live");
        match of_others.chain(live).next() {
            Some(name) if !self.is_help => {
                Err(said!("`loket {command}` tidak punya pilihan --{name}.", "`loket {command}` has no flag --{name}."))
            }
            _ => Ok(self),
        }
    }
}

fn no_flag(name: &str) -> Said {
    let all = VALUES.into_iter().map(|(known, _)| known).chain(["lang", "live", "help", "version"]);
    match near(name, all) {
        Some(meant) => said!(
            "Tidak ada pilihan --{name}; maksudnya --{meant}?",
            "There is no flag --{name}; did you mean --{meant}?"
        ),
        None => said!("Tidak ada pilihan --{name}.", "There is no flag --{name}."),
    }
}

/// The language that a call asks for, though the rest of it may be wrong.
pub fn asked<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Option<Lang> {
    let mut arguments = arguments.into_iter();
    let mut found = None;
    while let Some(argument) = arguments.next() {
        let code = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        found = code.and_then(|code| lang(code).ok()).or(found);
    }
    found
}

/// The language of the locale, as POSIX orders its variables; Indonesian without one.
pub fn locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match named {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Lang::En,
        _ => Lang::Id,
    }
}

fn lang(code: &str) -> Result<Lang, Said> {
    let known = [Lang::Id, Lang::En].into_iter().find(|lang| lang.tag() == code);
    known.ok_or_else(|| said!("--lang adalah id atau en.", "--lang is id or en."))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, Said> {
    parser.value().map_err(wrong)?.string().map_err(wrong)
}

/// What the parser of the command line says.
fn wrong(error: lexopt::Error) -> Said {
    use lexopt::Error;
    match error {
        Error::MissingValue { option } => {
            let option = option.unwrap_or_default();
            said!("{option} butuh nilai.", "{option} needs a value.")
        }
        Error::UnexpectedValue { option, .. } => said!("{option} tidak butuh nilai.", "{option} takes no value."),
        Error::NonUnicodeValue(value) => {
            let value = value.to_string_lossy();
            said!("“{value}” bukan UTF-8.", "“{value}” is no UTF-8.")
        }
        other => said!("Panggilan salah: {other}.", "A wrong call: {other}."),
    }
}

#[cfg(test)]
mod tests;
