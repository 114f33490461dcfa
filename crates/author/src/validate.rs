//! `loket validate`: answers against a service or a bare JSON Schema, without a browser; by the same function and in the same words
//! as in the app.

mod detail;

use forms::{Json, Lang, Level, Map, Native, Problem, Schema, Service, Severity, Submission};

use crate::{
    check,
    said::{Said, said},
};

use detail::Detail;

/// The problems of answers, each as `{ "pointer", "keyword", "severity", "got", "want", "sentence" }`; or why they cannot be told.
pub fn validate(definition: &str, answers: &str, lang: Lang) -> Result<Vec<Json>, String> {
    let definition = parse(&said!("definisi", "the definition"), definition, lang)?;
    let answers = parse(&said!("jawaban", "the answers"), answers, lang)?;
    let is_service = definition.get("schema").is_some() && definition.get("properties").is_none();
    let (service, problems) =
        if is_service { of_service(&definition, &answers, lang)? } else { of_schema(&definition, &answers, lang)? };
    let tell = |problem: &Problem| {
        let sentence = match &service {
            Some(service) => words::told(service, problem, lang),
            None => words::sentence(lang, &words::last_word(&problem.pointer), problem),
        };
        line(problem, &answers, sentence)
    };
    Ok(problems.iter().map(tell).collect())
}

/// A service judges a submission: hidden answers count as absent.
fn of_service(definition: &Json, answers: &Json, lang: Lang) -> Result<(Option<Service>, Vec<Problem>), String> {
    let (service, faults) = Service::read_with(definition, &Native::default());
    let service = service.ok_or_else(|| told(faults, lang))?;
    let (id, version) = (service.id.clone(), service.version.clone());
    let submission = Submission { service: id, version, answers: answers.clone() };
    let problems = submission.problems(&service, &Native::default());
    Ok((Some(service), problems))
}

/// A bare schema judges the answers as they are. Labels come from a service that asks for all of it, where it can be made.
fn of_schema(definition: &Json, answers: &Json, lang: Lang) -> Result<(Option<Service>, Vec<Problem>), String> {
    let schema = Schema::compile(definition, &Map::new()).map_err(|faults| told(faults, lang))?;
    let host = Native::default();
    if let Some(pattern) = schema.patterns().find(|pattern| !pattern.is_valid(&host)) {
        let pattern = pattern.text();
        let what = said!(
            "{pattern:?} bukan pola yang sah (ECMA-262 dengan flag u)",
            "{pattern:?} is no valid pattern (ECMA-262 with the flag u)"
        );
        return Err(what.text(lang).to_owned());
    }
    let member = |name: &str, value: Json| (name.to_owned(), value);
    let service = Json::from_iter([
        member("id", "schema".into()),
        member("version", "1".into()),
        member("title", "Schema".into()),
        member("schema", definition.clone()),
    ]);
    Ok((Service::read(&service).0, schema.validate(answers, &host)))
}

fn line(problem: &Problem, answers: &Json, sentence: String) -> Json {
    let Detail { got, want } = Detail::of(problem, answers);
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    let members = [
        ("pointer", Some(problem.pointer.as_str().into())),
        ("keyword", Some(problem.keyword().into())),
        ("severity", Some(severity.into())),
        ("got", got),
        ("want", want),
        ("sentence", Some(sentence.into())),
    ];
    let known = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Json::from_iter(known)
}

fn parse(what: &Said, text: &str, lang: Lang) -> Result<Json, String> {
    let text = check::bare(text);
    Json::parse(text).map_err(|_| format!("{}: {}", what.text(lang), check::not_json(text).text(lang)))
}

/// The errors of a definition, one per line.
fn told(faults: Vec<forms::Fault>, lang: Lang) -> String {
    let errors = faults.into_iter().filter(|fault| fault.level == Level::Error);
    let lines: Vec<String> = errors.map(|fault| check::Line::from(fault).text(lang)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
