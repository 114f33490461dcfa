//! The cases of `case/`: requests as they travel, and what replies of every kind mean.

mod attack;
mod property;
mod send;

use forms::{Json, Pointer, ProblemKind, Submission};

use crate::{Backend, BadReply, Error, Failure, Outcome, Reply, Request, Status, place, template::Template};

#[test]
fn templates_are_filled() {
    let case = read(include_str!("../case/template.json"));
    let values: Vec<(&str, &str)> = members(&case, "values").map(|(name, value)| (name, text(value))).collect();
    for case in list(&case, "cases") {
        let filled = Template::parse(text(at(case, "template"))).map(|template| {
            let mut out = String::new();
            template.expand(&values, &mut out);
            out
        });
        assert_eq!(filled.as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
}

#[test]
fn places_are_read_in_every_notation() {
    for case in read(include_str!("../case/place.json")).as_array().expect("a list") {
        assert_eq!(place::read(text(at(case, "text"))).as_str(), text(at(case, "want")), "{}", case.to_text());
    }
}

#[test]
fn faults_of_a_section_come_all_at_once() {
    for case in read(include_str!("../case/backend.json")).as_array().expect("a list") {
        let faults = Backend::read(at(case, "defaults"), case.get("service")).err().unwrap_or_default();
        let places = faults.iter().map(|fault| Json::from(fault.pointer.as_str())).collect();
        assert_eq!(Json::Array(places), *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn replies_to_a_submission_mean_one_thing() {
    for case in read(include_str!("../case/receipt.json")).as_array().expect("a list") {
        let backend = case.get("backend").map_or_else(keyed, backend);
        let outcome = with_reply(case, |reply| backend.receipt(reply));
        assert_eq!(outcome_json(&outcome), *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn look_ups_are_asked_and_understood() {
    let case = read(include_str!("../case/lookup.json"));
    let backend = backend(at(&case, "backend"));
    for case in list(&case, "requests") {
        let request = backend.prefill("sptu", at(case, "answers"));
        assert_eq!(request.map(line).as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
    for case in list(&case, "replies") {
        let found = with_reply(case, |reply| backend.prefilled("sptu", reply));
        let found = found.map_or_else(error_json, |found| {
            let fill = found.fill.into_iter().map(|(place, answer)| {
                let words = answer.words.map_or(Json::Null, Json::from);
                (String::from(place.as_str()), Json::Array(vec![answer.value, words]))
            });
            object([
                ("state", Some(Json::from(found.state))),
                ("text", found.text.map(Json::from)),
                ("service", found.service.map(Json::from)),
                ("fill", Some(fill.collect())),
                ("values", Some(found.values.into_iter().map(|(name, value)| (name, Json::from(value))).collect())),
            ])
        });
        assert_eq!(found, *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn lists_are_asked_and_read() {
    let case = read(include_str!("../case/options.json"));
    let backend = backend(at(&case, "backend"));
    for case in list(&case, "requests") {
        let query = case.get("query").and_then(Json::as_str);
        let page = case.get("page").and_then(Json::as_str);
        let request = backend.options(text(at(case, "list")), at(case, "answers"), query, page);
        assert_eq!(request.map(line).as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
    for case in list(&case, "trials") {
        let name = text(at(case, "list"));
        let min_length = backend.min_length(name).and_then(|n| i64::try_from(n).ok());
        assert_eq!(min_length, at(case, "minLength").as_i64(), "{}", case.to_text());
        assert_eq!(backend.trial(name).map(line).as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
    for case in list(&case, "replies") {
        let items = with_reply(case, |reply| backend.items(text(at(case, "list")), reply));
        let items = items.map_or_else(error_json, |(items, next)| {
            assert_eq!(next.as_deref(), case.get("next").and_then(Json::as_str), "{}", case.to_text());
            let items = items.into_iter().map(|item| {
                object([
                    ("value", Some(item.value)),
                    ("label", Some(Json::from(item.label.get(forms::Lang::Id)))),
                    ("hint", item.hint.map(|hint| Json::from(hint.get(forms::Lang::Id)))),
                    ("keywords", Some(Json::from(item.keywords))),
                    ("always", Some(Json::Bool(item.always))),
                ])
            });
            Json::Array(items.collect())
        });
        assert_eq!(items, *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn the_status_is_read() {
    for case in read(include_str!("../case/status.json")).as_array().expect("a list") {
        let backend = backend(case.get("backend").unwrap_or(&Json::Null));
        let status = with_reply(case, |reply| match case.get("withdrawn") {
            Some(_) => backend.read_withdrawn("N", reply),
            None => backend.read_status("N", reply),
        });
        assert_eq!(status.map_or_else(error_json, status_json), *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn requests_carry_what_a_backend_needs() {
    let backend = keyed();
    let key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    let submission = Submission {
        service: String::from("surat-keterangan-usaha"),
        version: String::from("2026/1"),
        answers: read(r#"{"a":{"b":1.50}}"#),
    };
    let request = backend.submit(&submission, key, None);
    assert_eq!(header(&request, "Idempotency-Key"), Some(key));
    assert_eq!(header(&request, "Content-Type"), Some("application/json"));
    let body = submission.answers.to_text();
    assert_eq!(line(request), format!("POST /api/services/surat-keterangan-usaha/2026%2F1/submissions {body}"));

    let by_number = r#"{"number":"3A7C9KXM","digits":"7890"}"#;
    assert_eq!(line(backend.status("3A7C9KXM", "7890")), format!("POST /api/status {by_number}"));
    assert_eq!(line(backend.withdraw("3A7C9KXM", "7890")), format!("POST /api/withdraw {by_number}"));

    let answers = [(Pointer::parse("/a/b").expect("a pointer"), Json::Bool(true))];
    let request = backend.correct("3A7C9KXM", "7890", &answers, key, None);
    assert_eq!(header(&request, "Idempotency-Key"), Some(key));
    assert_eq!(
        line(request),
        r#"POST /api/corrections {"number":"3A7C9KXM","digits":"7890","answers":[{"pointer":"/a/b","value":true}]}"#
    );
}

#[test]
fn a_service_stands_over_the_defaults_name_by_name() {
    let defaults =
        read(r#"{ "base": "/b", "status": { "url": "s" }, "options": { "a": { "url": "a" }, "b": { "url": "b" } } }"#);
    let service = read(r#"{ "status": { "method": "PUT", "url": "t" }, "options": { "b": { "url": "c" } } }"#);
    let backend = Backend::read(&defaults, Some(&service)).expect("a sound section");
    let options = |name| backend.options(name, &Json::object(), None, None).map(line);
    assert_eq!(options("a").as_deref(), Some("GET /b/a"));
    assert_eq!(options("b").as_deref(), Some("GET /b/c"));
    assert!(line(backend.status("1", "2")).starts_with("PUT /b/t "));
    assert!(!backend.has_lookup("sptu"));
}

/// A reply cut off at every byte is a failure, never a panic, never a refusal.
#[test]
fn cut_off_replies_are_failures() {
    let backend = keyed();
    let body = r#"{"title":"x","errors":[{"pointer":"/a","detail":"é"}]}"#;
    // Nothing at all is a success without a body.
    for (end, _) in body.char_indices().skip(1) {
        for status in [201, 422] {
            let reply = Reply { status, content_type: "application/json", body: &body[..end], ..Reply::default() };
            let fault = if status == 201 { BadReply::Broken } else { BadReply::Status };
            assert_eq!(backend.receipt(&reply), Outcome::Failed(Failure { status, fault }), "cut at {end}");
        }
    }
}

/// A good body with one byte replaced, at every place: read or refused, but nothing breaks, and a reply of a broken
/// server never becomes a receipt or a refusal.
#[test]
fn damaged_replies_break_nothing() {
    let lookup = read(include_str!("../case/lookup.json"));
    let backend = backend(at(&lookup, "backend"));
    let bodies = [
        r#"{"number":"3A7C9KXM","promised":"2026-11-24","detail":"c"}"#,
        r#"{"errors":[{"pointer":"/a/0","detail":"b"}],"detail":"c"}"#,
        r#"{"number":"1","service":"a","version":"1","state":"b","steps":[{"state":"c","date":"2026-11-24"}]}"#,
        r#"{"status":"valid","market":"flamboyan","marketName":"P","unit":"12A","items":[{"value":1,"label":{"id":"a"}}]}"#,
    ];
    for body in bodies {
        for place in 0..body.len() {
            for byte in *b"\0\"\\{}[],:09-eE~/ x" {
                let mut damaged = String::from(body);
                damaged.replace_range(place..=place, &char::from(byte).to_string());
                let reply = |status| Reply { status, body: &damaged, ..Reply::default() };
                let _ = backend.read_status("N", &reply(200));
                let _ = backend.prefilled("sptu", &reply(200));
                let is_refused = matches!(backend.receipt(&reply(201)), Outcome::Refused { .. });
                assert!(!is_refused || body.contains("errors"), "{damaged}");
                assert!(!matches!(backend.receipt(&reply(422)), Outcome::Accepted(_)), "{damaged}");
                let failure = Failure { status: 500, fault: BadReply::Status };
                assert_eq!(backend.receipt(&reply(500)), Outcome::Failed(failure), "{damaged}");
            }
        }
    }
}

fn backend(section: &Json) -> Backend {
    Backend::read(section, None).expect("a sound section")
}

/// One that knows keys, as the stand-in does.
fn keyed() -> Backend {
    backend(&read(r#"{ "once": { "level": "key" } }"#))
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn with_reply<T>(case: &Json, judge: impl FnOnce(&Reply) -> T) -> T {
    let reply = at(case, "reply");
    let body = match reply.get("json") {
        Some(json) => json.to_text(),
        None => String::from(text(at(reply, "body"))),
    };
    judge(&Reply {
        status: at(reply, "status").as_i64().and_then(|status| u16::try_from(status).ok()).expect("a status"),
        retry_after: reply.get("retryAfter").and_then(Json::as_str),
        now: reply.get("now").and_then(Json::as_i64).unwrap_or_default(),
        redirected: reply.get("redirected").is_some(),
        location: reply.get("location").and_then(Json::as_str),
        link: reply.get("link").and_then(Json::as_str),
        cut: reply.get("cut").is_some(),
        content_type: reply.get("type").map_or("application/json", text),
        body: &body,
    })
}

fn line(request: Request) -> String {
    let mut line = format!("{} {}", request.method.name(), request.url);
    if let Some(body) = request.body {
        line.push(' ');
        line.push_str(&body);
    }
    line
}

fn outcome_json(outcome: &Outcome) -> Json {
    match outcome {
        Outcome::Accepted(receipt) => object([
            ("accepted", Some(Json::from(receipt.number.as_str()))),
            ("promised", receipt.promised.map(|date| Json::from(date.to_text()))),
            ("link", receipt.link.as_deref().map(Json::from)),
        ]),
        Outcome::Refused { problems, sentence } => {
            let problems = problems.iter().map(|problem| {
                let ProblemKind::Backend { sentence } = &problem.kind else { panic!("the backend's own sentence") };
                Json::Array(vec![Json::from(problem.pointer.as_str()), Json::from(sentence.as_str())])
            });
            object([
                ("problems", Some(Json::Array(problems.collect()))),
                ("sentence", sentence.as_deref().map(Json::from)),
            ])
        }
        Outcome::InProgress => Json::from("in progress"),
        Outcome::Busy { seconds, .. } => error_json(Error::Busy { seconds: *seconds }),
        Outcome::Returned(failure) => object([("returned", Some(Json::from(i64::from(failure.status))))]),
        Outcome::Failed(failure) => error_json(Error::Failed(*failure)),
    }
}

fn status_json(status: Status) -> Json {
    let date = |date: Option<forms::Date>| date.map_or(Json::Null, |date| Json::from(date.to_text()));
    let steps = status
        .steps
        .into_iter()
        .map(|step| Json::Array(vec![Json::from(step.state), date(step.date), Json::Bool(step.done)]));
    let corrections = status
        .corrections
        .into_iter()
        .map(|correction| Json::Array(vec![Json::from(correction.pointer.as_str()), Json::from(correction.reason)]));
    object([
        ("number", Some(Json::from(status.number))),
        ("service", Some(Json::from(status.service))),
        ("version", Some(Json::from(status.version))),
        ("state", Some(Json::from(status.state))),
        ("steps", Some(Json::Array(steps.collect()))),
        ("promised", status.promised.map(|date| Json::from(date.to_text()))),
        ("reason", status.reason.map(Json::from)),
        ("corrections", Some(Json::Array(corrections.collect()))),
        ("withdrawable", Some(Json::Bool(status.withdrawable))),
    ])
}

fn error_json(error: Error) -> Json {
    match error {
        Error::NotFound => Json::from("not found"),
        Error::Busy { seconds } => {
            object([("busy", Some(seconds.map_or(Json::Null, |seconds| Json::from(i64::from(seconds)))))])
        }
        Error::Failed(Failure { status, fault }) => {
            object([("failed", Some(Json::from(i64::from(status)))), ("fault", Some(Json::from(fault.name())))])
        }
    }
}

fn object<const N: usize>(members: [(&str, Option<Json>); N]) -> Json {
    members.into_iter().filter_map(|(key, value)| Some((String::from(key), value?))).collect()
}

fn read(text: &str) -> Json {
    Json::parse(text).expect("a case file is JSON")
}

fn at<'a>(json: &'a Json, key: &str) -> &'a Json {
    json.get(key).unwrap_or_else(|| panic!("{key} is missing in {}", json.to_text()))
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    at(json, key).as_array().expect("a list")
}

fn members<'a>(json: &'a Json, key: &str) -> impl Iterator<Item = (&'a str, &'a Json)> {
    at(json, key).as_object().expect("an object").iter()
}

fn text(json: &Json) -> &str {
    json.as_str().expect("a text")
}
