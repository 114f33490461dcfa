//! Lists, the SPTU look-up, what is refused before it is read, ordered troubles, and the description of it all.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use forms::{Json, Lang};
use rest::{Error, Outcome};

use super::desk::{Desk, SERVICE, VERSION, answers, answers_with};
use crate::secret;

#[tokio::test]
async fn lists_follow_the_answers() {
    let desk = Desk::open();
    let items = async |name: &str, answers: &Json| {
        let request = desk.backend.options(name, answers, None, None).expect("a request");
        desk.backend.items(name, &desk.ask(request).await.reply()).expect("a list").0
    };
    for name in ["markets", "goods", "kelurahan", "kbli"] {
        let list = items(name, &Json::object()).await;
        assert!(list.len() > 1 && list.iter().all(|item| !item.label.get(Lang::En).is_empty()), "{name}");
    }
    let blocks = items("blocks", &answers()).await;
    assert!(blocks.iter().any(|item| item.value == Json::from("flamboyan-a")));
    let elsewhere = items("blocks", &answers_with(&[("/sptu/pasar", Json::from("kemuning"))])).await;
    assert!(elsewhere.iter().all(|item| item.always || !blocks.contains(item)));
    assert!(items("units", &answers()).await.iter().any(|item| item.value == Json::from("12A")));
    assert!(desk.backend.options("blocks", &Json::object(), None, None).is_none());
    assert_eq!(items("kbli", &Json::object()).await.iter().filter(|item| item.always).count(), 1);
}

#[tokio::test]
async fn neighbourhoods_are_searched_and_paged() {
    let desk = Desk::open();
    let found = async |query: &str| {
        let page = desk.get(&format!("/api/options/neighbourhoods?{query}")).await.json();
        let items = page.get("items").and_then(Json::as_array).expect("items").to_vec();
        let value = |item: &Json| item.get("value").and_then(Json::as_str).map(String::from).expect("a value");
        (items.iter().map(value).collect::<Vec<_>>(), page.get("next").and_then(Json::as_i64))
    };
    let (all, next) = found("").await;
    assert_eq!((all.len(), next), (10, Some(2)));
    let (first, next) = found("query=sung%20jaw").await;
    assert!(first.iter().all(|value| value.starts_with("sungai-jawi")), "{first:?}");
    let (second, _) = found(&format!("query=sung%20jaw&page={}", next.expect("another page"))).await;
    assert!(second.iter().all(|value| value.starts_with("sungai-jawi") && !first.contains(value)), "{second:?}");
    let (near, _) = found("query=rt%201&kelurahan=akcaya").await;
    assert!(!near.is_empty() && near.iter().all(|value| value.starts_with("akcaya-")), "{near:?}");
    assert_eq!(near.first().map(String::as_str), Some("akcaya-001-001"));
    for nothing in ["query=tidakada", "query=%22%2A", "query=rt&kelurahan=luar-kota", "query=rt&page=999"] {
        assert_eq!(found(nothing).await, (Vec::new(), None), "{nothing}");
    }
    for wrong in ["page=0", "page=x", "page=1001"] {
        let status = desk.get(&format!("/api/options/neighbourhoods?{wrong}")).await.status;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    // Filled once, and known to the officer.
    let n_before = desk.count("neighbourhood");
    let again = Desk::open_in(desk.folder.clone(), "2026-11-25T10:00:00+07:00");
    assert_eq!(again.count("neighbourhood"), n_before);
    let words = again.office.words("neighbourhoods", &Json::from("akcaya-001-002"));
    assert_eq!(words.as_deref(), Some("RT 002 / RW 001, Akcaya"));
}

#[tokio::test]
async fn the_register_knows_a_dozen_sptus_in_every_state() {
    let desk = Desk::open();
    let register = Json::parse(include_str!("../../data/sptu.json")).expect("JSON");
    let mut states = Vec::new();
    for record in register.get("sptu").and_then(Json::as_array).expect("a list") {
        let of = |key: &str| record.get(key).cloned().expect("a member");
        let answers = answers_with(&[("/sptu/nomor", of("number")), ("/pemilik/nik", of("nik"))]);
        let answer = desk.ask(desk.backend.prefill("sptu", &answers).expect("a request")).await;
        let found = desk.backend.prefilled("sptu", &answer.reply()).expect("a record");
        assert!(!answer.text().contains(of("nik").as_str().expect("a text")));
        // What it fills in is an answer that the service accepts.
        let mut filled = answers;
        found.fill.iter().for_each(|(place, answer)| filled.set(place, answer.value.clone()));
        let outcome = desk.outcome(&desk.submit(&filled, &secret::token()).await);
        assert!(matches!(outcome, Outcome::Accepted(_)), "{}: {outcome:?}", record.to_text());
        states.push(found.state);
    }
    assert!(states.len() >= 12);
    for state in ["valid", "expired", "arrears"] {
        assert!(states.iter().any(|known| known == state), "{state}");
    }
    let strange = answers_with(&[("/pemilik/nik", Json::from("6171051708900009"))]);
    let answer = desk.ask(desk.backend.prefill("sptu", &strange).expect("a request")).await;
    assert_eq!(desk.backend.prefilled("sptu", &answer.reply()).map(|found| found.state), Ok(String::from("notFound")));
}

#[tokio::test]
async fn nonsense_is_refused_with_a_problem_document() {
    let desk = Desk::open();
    let submissions = format!("/api/services/{SERVICE}/{VERSION}/submissions");
    let json = "application/json";
    let key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    let deep = "[".repeat(100_000);
    let large = format!("\"{}\"", "x".repeat(300_000));
    let long = "9".repeat(60_000);
    let long = format!(r#"{{"nomor":"{long}","nik":"1","number":"{long}","digits":"1"}}"#);
    let cases = [
        ("POST", submissions.as_str(), json, "", "{}", 400),
        ("POST", &submissions, json, "short", "{}", 400),
        ("POST", &submissions, json, key, "{", 400),
        ("POST", &submissions, json, key, "", 400),
        ("POST", &submissions, json, key, &deep, 400),
        ("POST", &submissions, json, key, &large, 413),
        ("POST", &submissions, "text/plain", key, "{}", 415),
        ("POST", &submissions, json, key, "null", 422),
        ("POST", &submissions, json, key, "[]", 422),
        ("PUT", &submissions, json, key, "{}", 405),
        ("POST", "/api/services/nope/1/submissions", json, key, "{}", 404),
        ("POST", "/api/services/..%2f..%2fconfig/1/submissions", json, key, "{}", 404),
        ("POST", "/api/services/usaha-mikro-dari-sptu/..%2findex/submissions", json, key, "{}", 404),
        ("POST", "/api/status", json, "", "{}", 400),
        ("POST", "/api/status", json, "", r#"{"number":"x","digits":7}"#, 400),
        ("POST", "/api/withdraw", json, "", "[]", 400),
        ("POST", "/api/corrections", json, key, r#"{"number":"x","digits":"1"}"#, 400),
        (
            "POST",
            "/api/corrections",
            json,
            key,
            r#"{"number":"x","digits":"1","answers":[{"pointer":"x","value":1}]}"#,
            400,
        ),
        ("POST", "/api/lookup/sptu", json, "", r#"{"nomor":"x"}"#, 400),
        ("POST", "/api/kiosk/unlock", json, "", r#"{"kiosk":"mpp-1"}"#, 400),
        ("POST", "/api/kiosk/unlock", json, "", r#"{"kiosk":"mpp-1","pin":"000000"}"#, 403),
        ("POST", "/api/lookup/sptu", json, "", &long, 400),
        ("POST", "/api/status", json, "", &long, 400),
        ("GET", "/api/options/nope", "", "", "", 404),
    ];
    for (method, path, kind, key, body, status) in cases {
        let request =
            Request::builder().method(method).uri(path).header("content-type", kind).header("idempotency-key", key);
        let answer = desk.send(request.body(Body::from(String::from(body))).expect("a request")).await;
        let case = format!("{method} {path} {}", body.get(..40).unwrap_or(body));
        assert_eq!(answer.status.as_u16(), status, "{case}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{case}");
        let problem = answer.json();
        assert_eq!(problem.get("status").and_then(Json::as_i64), Some(i64::from(status)), "{case}");
        assert!(problem.get("detail").and_then(Json::as_str).is_some_and(|detail| !detail.is_empty()), "{case}");
    }
    assert_eq!(desk.count("submission"), 0);
}

#[tokio::test]
async fn troubles_come_as_ordered() {
    let desk = Desk::open();
    let failed = |status| Outcome::Failed(rest::Failure { status, fault: rest::BadReply::Status });
    let key = secret::token();
    let orders = r#"[ { "path": "/api/services", "status": 500 }, { "path": "/api/services", "status": 502, "after": true }, { "path": "/api/status", "ms": 1 } ]"#;
    let request = Request::put("/trouble").body(Body::from(orders)).expect("a request");
    assert_eq!(desk.send(request).await.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.outcome(&desk.submit(&answers(), &key).await), failed(500));
    assert_eq!(desk.count("submission"), 0);
    // The work is done, only the reply is lost.
    assert_eq!(desk.outcome(&desk.submit(&answers(), &key).await), failed(502));
    assert_eq!(desk.count("submission"), 1);
    assert!(matches!(desk.outcome(&desk.submit(&answers(), &key).await), Outcome::Accepted(_)));
    assert_eq!(desk.count("submission"), 1);
    assert_eq!(desk.status("3A7C9KXM", "0000").await, Err(Error::NotFound));
}

#[tokio::test]
async fn the_description_names_what_there_is() {
    let desk = Desk::open();
    let document = desk.get("/api/openapi.json").await.json();
    let paths = document.get("paths").and_then(Json::as_object).expect("paths");
    assert_eq!(paths.len(), 14);
    for (path, methods) in paths.iter() {
        for (method, _) in methods.as_object().expect("methods").iter() {
            let path = path.replace("{name}", "markets").replace("{service}", SERVICE).replace("{version}", VERSION);
            let path = path.replace("{id}", "MFRGGZDFMZTWQ2LKNNWG23TPOA");
            let request = Request::builder().method(method.to_uppercase().as_str()).uri(&path);
            let status = desk.send(request.body(Body::empty()).expect("a request")).await.status;
            assert!(
                status.is_success()
                    || status == StatusCode::BAD_REQUEST
                    || status == StatusCode::FORBIDDEN
                    || status == StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{method} {path} {status}"
            );
        }
    }
}
