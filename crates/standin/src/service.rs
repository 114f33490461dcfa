//! The service definitions, read from their folder when they are first named, and again when a file has changed.

use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use forms::{Date, Host, Json, Lang, Native, Problem, Service, Severity, Submission};

use crate::{
    Clock,
    error::{Error, Mistake},
    journal::complain,
};

/// The folder of services and what was read of it.
pub(crate) struct Services {
    folder: PathBuf,
    read: Mutex<HashMap<PathBuf, (SystemTime, Arc<Service>)>>,
    native: Native,
}

impl Services {
    pub(crate) fn new(folder: PathBuf) -> Services {
        Services { folder, read: Mutex::default(), native: Native::default() }
    }

    /// One version of a service.
    pub(crate) fn get(&self, id: &str, version: &str) -> Result<Arc<Service>, Error> {
        if !is_name(id) || !is_name(version) {
            return Err(Error::NotFound);
        }
        let path = self.folder.join(id).join(format!("{version}.json"));
        let changed = fs::metadata(&path).and_then(|metadata| metadata.modified()).map_err(|_| Error::NotFound)?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, service)) = read.get(&path)
            && *known == changed
        {
            return Ok(service.clone());
        }
        let text = fs::read_to_string(&path).map_err(|_| Error::NotFound)?;
        let service = Json::parse(&text).ok().and_then(|json| Service::read_with(&json, &self.native).0);
        let Some(service) = service.filter(|service| service.id == id && service.version == version) else {
            complain(format!("{} is no sound definition: see `loket check`", path.display()));
            return Err(Error::Internal);
        };
        let service = Arc::new(service);
        read.insert(path, (changed, service.clone()));
        Ok(service)
    }

    /// The errors of a submission, in the reader's language. Warnings refuse nothing.
    pub(crate) fn mistakes(
        &self,
        service: &Service,
        submission: &Submission,
        clock: &Clock,
        lang: Lang,
    ) -> Vec<Mistake> {
        let host = OfficeHost { native: &self.native, today: clock.today() };
        let problems = submission.problems(service, &host);
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| mistake(service, problem, lang)).collect()
    }
}

/// A problem, told.
pub(crate) fn mistake(service: &Service, problem: &Problem, lang: Lang) -> Mistake {
    Mistake {
        pointer: String::from(problem.pointer.as_str()),
        keyword: problem.keyword(),
        sentence: words::told(service, problem, lang),
    }
}

/// The last four digits of the phone that was given, by which a submission is asked for.
pub(crate) fn digits(service: &Service, answers: &Json) -> String {
    let pointer = service.pointer_of_format("phone-id");
    let phone = pointer.and_then(|pointer| answers.at(&pointer)?.as_str()).unwrap_or_default();
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits.iter().skip(digits.len().saturating_sub(4)).collect()
}

/// The machine's pattern matcher with the office's date.
struct OfficeHost<'a> {
    native: &'a Native,
    today: Date,
}

impl Host for OfficeHost<'_> {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        self.native.matches(pattern, text)
    }

    fn today(&self) -> Date {
        self.today
    }
}

/// Whether a text may be part of a path here.
fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    !text.is_empty() && text.len() <= 100 && !text.starts_with('.') && text.bytes().all(fits)
}
