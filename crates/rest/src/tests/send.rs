//! The cases of sending: bodies and the way back, dialects, once, auth.

use std::{fs, path::Path};

use forms::{Json, Pointer, Submission};

use super::{at, backend, header, line, list, members, object, outcome_json, read, text, with_reply};
use crate::{Auth, BadReply, Csrf, Delivery, Failure, Next, Outcome, Provider, Receipt, Sought, seconds};

const KEY: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

#[test]
fn every_dialect_is_recognised_by_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/dialect");
    let mut n_cases = 0;
    for entry in fs::read_dir(folder).expect("a folder of cases") {
        let file = read(&fs::read_to_string(entry.expect("an entry").path()).expect("a case file"));
        let places = file.get("places").and_then(Json::as_array).unwrap_or_default();
        let places: Vec<Pointer> = places.iter().filter_map(|place| Pointer::parse(text(place))).collect();
        for case in list(&file, "cases") {
            let backend = backend(case.get("backend").unwrap_or(&Json::Null)).with_places(places.clone());
            let outcome = with_reply(case, |reply| backend.receipt(reply));
            assert_eq!(outcome_json(&outcome), *at(case, "want"), "{}", case.to_text());
            n_cases += 1;
        }
    }
    assert!(n_cases > 40, "{n_cases}");
}

#[test]
fn a_template_finds_what_no_dialect_knows() {
    for case in read(include_str!("../../case/problems.json")).as_array().expect("a list") {
        let places =
            ["/nik", "/hp", "/pemilik/nik", "/alat"].iter().filter_map(|place| Pointer::parse(place)).collect();
        let backend = backend(&object([("problems", Some(at(case, "problems").clone()))])).with_places(places);
        let outcome = with_reply(case, |reply| backend.receipt(reply));
        assert_eq!(outcome_json(&outcome), *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn bodies_are_filled_and_places_found_back() {
    for case in read(include_str!("../../case/body.json")).as_array().expect("a list") {
        let backend = backend(&object([("submit", Some(at(case, "submit").clone()))]));
        let (service, version) = (String::from("s"), String::from("v"));
        let submission = Submission { service, version, answers: at(case, "answers").clone() };
        let assisted = case.get("assisted").map(text);
        let request = backend.submit(&submission, KEY, assisted);
        let kind = case.get("type").map_or("application/json", text);
        assert_eq!(header(&request, "Content-Type"), Some(kind), "{}", case.to_text());
        assert_eq!(request.body.as_deref(), Some(text(at(case, "want"))), "{}", case.to_text());
        assert_eq!(header(&request, "Loket-Assisted"), case.get("header").map(text), "{}", case.to_text());
        // A correction is not made by the template.
        let correction = backend.correct("1", "2", &[], KEY, assisted);
        assert_eq!(header(&correction, "Loket-Assisted"), assisted, "{}", case.to_text());
        for (wire, answer) in case.get("back").map(|_| members(case, "back")).into_iter().flatten() {
            let wire = Pointer::parse(wire).expect("a pointer");
            assert_eq!(backend.answer_place(&wire).as_str(), text(answer), "{}", wire.as_str());
        }
        for (answer, wire) in case.get("forth").map(|_| members(case, "forth")).into_iter().flatten() {
            let answers = [(Pointer::parse(answer).expect("a pointer"), Json::Null)];
            let body = read(&backend.correct("1", "2", &answers, KEY, assisted).body.expect("a body"));
            assert_eq!(at(&list(&body, "answers")[0], "pointer"), wire, "{answer}");
        }
    }
}

#[test]
fn what_is_done_while_the_outcome_is_unknown() {
    let file = read(include_str!("../../case/once.json"));
    for case in list(&file, "next") {
        let outcome = outcome(at(case, "outcome"));
        let next = once(case).next(
            outcome.as_ref(),
            number(case, "tries") as usize,
            number(case, "since"),
            number(case, "random"),
        );
        assert_eq!(next_text(next), text(at(case, "want")), "{}", case.to_text());
    }
    for case in list(&file, "rest") {
        let outcome = outcome(at(case, "outcome"));
        let rest = Delivery::rest(outcome.as_ref(), number(case, "rounds"), number(case, "random"));
        assert_eq!(rest, number(case, "want"), "{}", case.to_text());
    }
    for case in list(&file, "again") {
        assert_eq!(next_text(once(case).again(number(case, "since"))), text(at(case, "want")), "{}", case.to_text());
    }
    let backend = backend(at(&file, "backend"));
    assert_eq!(backend.once(), Delivery::Reference { settle_seconds: 60 });
    assert_eq!(backend.seek(KEY).map(line).as_deref(), Some(text(at(&file, "ask"))));
    let submission = Submission { service: String::new(), version: String::new(), answers: read(r#"{"a":1}"#) };
    let request = backend.submit(&submission, KEY, None);
    assert_eq!(header(&request, "Idempotency-Key"), None);
    assert_eq!(request.body, Some(format!(r#"{{"a":1,"client_reference":"{KEY}"}}"#)));
    for case in list(&file, "sought") {
        let sought = match with_reply(case, |reply| backend.sought(reply)) {
            Sought::Found(receipt) => format!("found {}", receipt.number),
            Sought::Missing => String::from("missing"),
            Sought::Unknown => String::from("unknown"),
        };
        assert_eq!(sought, text(at(case, "want")), "{}", case.to_text());
    }
}

#[test]
fn who_asks_is_shown_by_a_header_or_by_the_guard_of_a_session() {
    let keyed = backend(&read(r#"{ "auth": { "kind": "header", "header": "X-Client", "value": "loket" } }"#));
    assert_eq!(header(&keyed.status("1", "2"), "X-Client"), Some("loket"));
    let session = read(
        r#"{ "auth": { "kind": "cookie", "cookie": "XSRF-TOKEN", "header": "X-XSRF-TOKEN", "first": "/sanctum/csrf-cookie" } }"#,
    );
    let Auth::Cookie(guard) = backend(&session).auth().clone() else { panic!("a session") };
    assert_eq!(guard.first.as_deref(), Some("/sanctum/csrf-cookie"));
    for case in read(include_str!("../../case/guard.json")).as_array().expect("a list") {
        let guard = Csrf { cookie: String::from(text(at(case, "cookie"))), ..guard.clone() };
        let value = guard.value(text(at(case, "cookies")));
        assert_eq!(value.as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
}

#[test]
fn a_provider_has_an_address_and_its_backend_asks_for_signing_in() {
    let case = read(include_str!("../../case/oidc.json"));
    for case in list(&case, "origins") {
        let origin = Provider::origin(text(at(case, "issuer")));
        assert_eq!(origin.as_deref(), at(case, "want").as_str(), "{}", case.to_text());
    }
    let auth = r#"{ "kind": "oidc", "issuer": "https://masuk.kota.example", "clientId": "loket" }"#;
    for case in list(&case, "replies") {
        let auth = if text(at(case, "kind")) == "oidc" { auth } else { r#"{ "kind": "none" }"# };
        let backend = backend(&object([("auth", Some(read(auth)))]));
        let wants = with_reply(case, |reply| backend.wants_sign_in(reply));
        assert_eq!(Json::Bool(wants), *at(case, "want"), "{}", case.to_text());
    }
}

#[test]
fn moments_of_headers_are_read() {
    for case in read(include_str!("../../case/moment.json")).as_array().expect("a list") {
        assert_eq!(seconds(text(at(case, "text"))), at(case, "want").as_i64(), "{}", case.to_text());
    }
}

fn once(case: &Json) -> Delivery {
    let once = at(case, "once");
    match once.as_str() {
        Some("key") => Delivery::Key,
        Some(_) => Delivery::None,
        None => {
            Delivery::Reference { settle_seconds: once.as_i64().and_then(|n| u32::try_from(n).ok()).expect("seconds") }
        }
    }
}

fn outcome(json: &Json) -> Option<Outcome> {
    let status = |key: &str| u16::try_from(json.get(key)?.as_i64()?).ok();
    let receipt = Receipt { number: String::from("1"), promised: None, link: None };
    Some(match json.as_str() {
        Some("silence") => return None,
        Some("in progress") => Outcome::InProgress,
        Some("accepted") => Outcome::Accepted(receipt),
        Some(_) => Outcome::Refused { problems: Vec::new(), sentence: None },
        None => match status("failed") {
            Some(status) => Outcome::Failed(Failure { status, fault: BadReply::Status }),
            None => {
                Outcome::Busy { status: status("status").expect("a status"), seconds: status("busy").map(u32::from) }
            }
        },
    })
}

fn number(case: &Json, key: &str) -> u32 {
    case.get(key).and_then(Json::as_i64).and_then(|n| u32::try_from(n).ok()).unwrap_or_default()
}

fn next_text(next: Next) -> String {
    match next {
        Next::Send { after } => format!("send {after}"),
        Next::Ask { after } => format!("ask {after}"),
        Next::Stop => String::from("stop"),
    }
}
