//! `loket validate`: answers against a service or a bare JSON Schema, without a browser; by the same function and in the same words
//! as in the app.

mod detail;

use forms::{Json, Lang, Level, Map, Native, Problem, Schema, Service, Severity, Submission};

use detail::Detail;

/// The problems of answers, each as `{ "pointer", "keyword", "severity", "got", "want", "sentence" }`; or why they cannot be told.
pub fn validate(definition: &str, answers: &str, lang: Lang) -> Result<Vec<Json>, String> {
    let definition = parse("the definition", definition)?;
    let answers = parse("the answers", answers)?;
    let is_service = definition.get("schema").is_some() && definition.get("properties").is_none();
    let (service, problems) =
        if is_service { of_service(&definition, &answers)? } else { of_schema(&definition, &answers)? };
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
fn of_service(definition: &Json, answers: &Json) -> Result<(Option<Service>, Vec<Problem>), String> {
    let (service, faults) = Service::read(definition);
    let service = service.ok_or_else(|| told(faults))?;
    let (id, version) = (service.id.clone(), service.version.clone());
    let submission = Submission { service: id, version, answers: answers.clone() };
    let problems = submission.problems(&service, &Native::default());
    Ok((Some(service), problems))
}

/// A bare schema judges the answers as they are. Labels come from a service that asks for all of it, where it can be made.
fn of_schema(definition: &Json, answers: &Json) -> Result<(Option<Service>, Vec<Problem>), String> {
    let schema = Schema::compile(definition, &Map::new()).map_err(told)?;
    let member = |name: &str, value: Json| (name.to_owned(), value);
    let service = Json::from_iter([
        member("id", "schema".into()),
        member("version", "1".into()),
        member("title", "Schema".into()),
        member("schema", definition.clone()),
    ]);
    Ok((Service::read(&service).0, schema.validate(answers, &Native::default())))
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

fn parse(what: &str, text: &str) -> Result<Json, String> {
    Json::parse(text).map_err(|error| format!("{what}: {}", crate::check::not_json(text, error.offset)))
}

/// The errors of a definition, one per line.
fn told(faults: Vec<forms::Fault>) -> String {
    let errors = faults.into_iter().filter(|fault| fault.level == Level::Error);
    let lines: Vec<String> = errors.map(|fault| crate::check::Line::from(fault).to_string()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
