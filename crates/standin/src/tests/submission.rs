//! Taking submissions: judged by the engine, kept once.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use forms::{Date, Json};
use rest::Outcome;

use super::desk::{Desk, answers, answers_with, submission};
use crate::{Once, secret};

const KEY: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

#[tokio::test]
async fn answers_are_judged_by_the_named_version() {
    let desk = Desk::open();
    let cases = Json::parse(include_str!("../../case/submission.json")).expect("JSON");
    for case in cases.as_array().expect("a list") {
        let changes = case.get("set").and_then(Json::as_object).expect("changes");
        let changes: Vec<(&str, Json)> = changes.iter().map(|(place, value)| (place, value.clone())).collect();
        let answer = desk.submit(&answers_with(&changes), &secret::token()).await;
        assert_eq!(
            Some(i64::from(answer.status.as_u16())),
            case.get("status").and_then(Json::as_i64),
            "{}",
            case.to_text()
        );
        let errors = answer.json().get("errors").and_then(Json::as_array).map(<[Json]>::to_vec).unwrap_or_default();
        let told: BTreeSet<String> =
            errors.iter().map(|error| pair(error.get("pointer"), error.get("keyword"))).collect();
        let wanted = case.get("errors").and_then(Json::as_array).unwrap_or_default();
        let wanted: BTreeSet<String> =
            wanted.iter().filter_map(Json::as_array).map(|want| pair(want.first(), want.get(1))).collect();
        assert_eq!(told, wanted, "{}", case.to_text());
        assert!(
            errors.iter().all(|error| error.get("detail").and_then(Json::as_str).is_some_and(|text| !text.is_empty()))
        );
    }
}

#[tokio::test]
async fn a_receipt_has_a_number_and_a_promise() {
    let desk = Desk::open();
    let answer = desk.submit(&answers(), KEY).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let Outcome::Accepted(receipt) = desk.outcome(&answer) else { panic!("{}", answer.text()) };
    assert_eq!(receipt.promised, Date::parse("2026-11-24"));
    assert!(
        receipt.number.len() == 8 && !receipt.number.contains(['0', 'O', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B'])
    );
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn one_key_gives_one_receipt() {
    let desk = Desk::open();
    let first = desk.submit(&answers(), KEY).await;
    let again = desk.submit(&answers(), KEY).await;
    assert_eq!((first.status, first.text()), (again.status, again.text()));
    let other = desk.submit(&answers_with(&[("/usaha/pekerja", Json::from(2))]), KEY).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(matches!(desk.outcome(&other), Outcome::Refused { problems, .. } if problems.is_empty()));
    assert_eq!(desk.count("submission"), 1);

    // It is so after a restart, and for 37 days.
    let desk = desk.reopen("2026-12-30T10:00:00+07:00");
    assert_eq!(desk.submit(&answers(), KEY).await.text(), first.text());
    let desk = desk.reopen("2027-01-01T10:00:00+07:00");
    desk.submitted().await;
    assert_ne!(desk.submit(&answers(), KEY).await.text(), first.text());
    assert_eq!(desk.count("submission"), 3);
}

#[tokio::test]
async fn a_refused_try_does_not_bind_its_key() {
    let desk = Desk::open();
    let wrong = answers_with(&[("/pemilik/nik", Json::from("617"))]);
    assert_eq!(desk.submit(&wrong, KEY).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.count("receipt_key"), 0);
    assert_eq!(desk.submit(&answers(), KEY).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_key_at_work_is_in_progress() {
    let desk = Desk::open();
    let held = desk.office.keys.hold(KEY).expect("the key is free");
    assert_eq!(desk.outcome(&desk.submit(&answers(), KEY).await), Outcome::InProgress);
    drop(held);
    assert!(matches!(desk.outcome(&desk.submit(&answers(), KEY).await), Outcome::Accepted(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_at_once_are_one() {
    let desk = std::sync::Arc::new(Desk::open());
    let tries = (0..20).map(|_| {
        let desk = desk.clone();
        tokio::spawn(async move { desk.outcome(&desk.submit(&answers(), KEY).await) })
    });
    let mut numbers = BTreeSet::new();
    for task in tries.collect::<Vec<_>>() {
        match task.await.expect("the try ends") {
            Outcome::Accepted(receipt) => drop(numbers.insert(receipt.number)),
            Outcome::InProgress => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!((desk.count("submission"), desk.count("receipt_key"), desk.count("event")), (1, 1, 1));
}

/// Two programs on one file: the database alone decides.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_offices_on_one_file_keep_it_once() {
    let first = Desk::open();
    let second = Desk::open_in(first.folder.clone(), "2026-11-24T10:00:00+07:00");
    let mut numbers = BTreeSet::new();
    for n in 0..10 {
        let key = format!("{KEY}-{n}");
        let (mine, theirs) = (answers(), answers());
        let (a, b) = tokio::join!(first.submit(&mine, &key), second.submit(&theirs, &key));
        for outcome in [first.outcome(&a), second.outcome(&b)] {
            match outcome {
                Outcome::Accepted(receipt) => drop(numbers.insert(receipt.number)),
                Outcome::InProgress => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(numbers.len(), 10);
    assert_eq!(first.count("submission"), 10);
}

#[tokio::test]
async fn sentences_follow_the_reader() {
    let desk = Desk::open();
    let told = async |language: &str| {
        let wrong = answers_with(&[("/pemilik/nik", Json::from("617105170890000"))]);
        let mut request = desk.backend.submit(&submission(&wrong), KEY, None);
        request.headers.push((String::from("Accept-Language"), String::from(language)));
        let Outcome::Refused { problems, sentence } = desk.outcome(&desk.ask(request).await) else { panic!("refused") };
        (format!("{:?}", problems.first().map(|problem| &problem.kind)), sentence.unwrap_or_default())
    };
    let indonesian = told("id").await;
    assert!(indonesian.0.contains("16 angka"), "{indonesian:?}");
    assert_eq!(told("id-ID,id;q=0.9,en;q=0.8").await, indonesian);
    assert_eq!(told("fr").await, indonesian);
    let english = told("en-GB,en;q=0.9,id;q=0.5").await;
    assert!(english.0.contains("16 digits"), "{english:?}");
}

fn pair(pointer: Option<&Json>, keyword: Option<&Json>) -> String {
    let text = |json: Option<&Json>| json.and_then(Json::as_str).map(String::from).unwrap_or_default();
    format!("{} {}", text(pointer), text(keyword))
}

#[tokio::test]
async fn a_weaker_office_takes_what_comes_and_finds_a_reference() {
    let desk = Desk::open_once(Once::None);
    for _ in 0..2 {
        assert_eq!(desk.submit(&answers(), KEY).await.status, StatusCode::CREATED);
    }
    assert_eq!(desk.count("submission"), 2);

    let desk = Desk::open_once(Once::Reference);
    let sought = || desk.get("/api/references/0f1e2d3c4b5a6978");
    assert_eq!(sought().await.status, StatusCode::NOT_FOUND);
    let referred = answers_with(&[("/reference", Json::from("0f1e2d3c4b5a6978"))]);
    let receipt = desk.submit(&referred, KEY).await.json();
    assert_eq!(sought().await.json(), receipt);
    desk.submit(&referred, KEY).await;
    assert_eq!(desk.count("submission"), 2);
    assert_eq!(sought().await.json(), receipt);
    assert_eq!(desk.submit(&answers(), KEY).await.status, StatusCode::BAD_REQUEST);
}
