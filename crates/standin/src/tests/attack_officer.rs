//! What a stranger tries at the officers' pages.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use tokio::time::advance;

use super::desk::{Desk, PASSWORD, from};
use crate::hash;

const OFFICER: &str = "198.51.100.1";
const STRANGER: &str = "203.0.113.9";
const SITI: &str = "kata-sandi-siti";

fn desk_of_siti() -> Desk {
    let hash = hash("siti", SITI).expect("a hash");
    Desk::open_with(|settings| {
        settings.officers = vec![(String::from("siti"), hash)];
        settings.password = None;
    })
}

#[tokio::test(start_paused = true)]
async fn wrong_passwords_lock_no_officer_out() {
    let desk = Desk::open();
    let first = desk.enter(OFFICER, "petugas", PASSWORD, "").await;
    let device = first.cookie("petugas-perangkat").expect("a known browser");
    for n in 0..30 {
        desk.enter(&format!("203.0.113.{n}"), "petugas", "salah", "").await;
    }
    for _ in 0..10 {
        desk.enter(OFFICER, "petugas", "salah", "").await;
    }
    // From another address, and from the very address of the stranger in a browser that is known.
    assert_eq!(desk.enter("198.51.100.2", "petugas", PASSWORD, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.enter(OFFICER, "petugas", PASSWORD, "").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(desk.enter(OFFICER, "petugas", PASSWORD, &device).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        desk.enter(OFFICER, "petugas", PASSWORD, "petugas-perangkat=x").await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn officers_have_names_and_hashed_passwords() {
    let desk = desk_of_siti();
    assert_eq!(desk.enter(STRANGER, "petugas", PASSWORD, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.enter(STRANGER, "siti", PASSWORD, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let number = desk.submitted().await;
    let cookie = desk.enter(OFFICER, "siti", SITI, "").await.cookie("petugas").expect("a cookie");
    let token = desk.page("/petugas", &cookie).await.token();
    let path = format!("/petugas/{number}/status");
    desk.form(&path, &cookie, &[("token", &token), ("status", "diperiksa")]).await;
    // Who did what stands in the history; what the citizen did has no name.
    let page = desk.page(&format!("/petugas/{number}"), &cookie).await.text();
    assert_eq!(page.matches(", oleh siti").count(), 1);
    let said = desk.said();
    for start in ["login-refused officer=unknown", "login-refused officer=siti", "login officer=siti"] {
        assert!(said.iter().any(|line| line.starts_with(start)), "{start}: {said:?}");
    }
    assert!(hash("siti", "kurang").is_err() && hash("<b>", SITI).is_err());
    assert_ne!(hash("siti", SITI), hash("siti", SITI));
}

#[tokio::test]
async fn nobody_is_signed_in_by_another_site() {
    let desk = Desk::open();
    let form = desk.get("/petugas/masuk").await;
    let (cookie, token) = (form.cookie("petugas-masuk").expect("a cookie"), form.token());
    let other = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    for (cookie, token) in [("", token.as_str()), ("", ""), (&cookie, ""), (&cookie, other), ("petugas-masuk=", "")] {
        let fields = [("token", token), ("nama", "petugas"), ("sandi", PASSWORD)];
        let answer = desk.form("/petugas/masuk", cookie, &fields).await;
        assert_eq!((answer.status, answer.cookie("petugas")), (StatusCode::FORBIDDEN, None), "{cookie} {token}");
    }
    assert!(desk.said().iter().all(|line| line.starts_with("form-refused form=login")));
}

#[tokio::test(start_paused = true)]
async fn whoever_leaves_is_signed_out() {
    let desk = Desk::open();
    let (cookie, _) = desk.sign_in().await;
    for _ in 0..4 {
        advance(Duration::from_secs(25 * 60)).await;
        assert_eq!(desk.page("/petugas", &cookie).await.status, StatusCode::OK);
    }
    advance(Duration::from_secs(31 * 60)).await;
    assert_eq!(desk.page("/petugas", &cookie).await.status, StatusCode::SEE_OTHER);
    // And after a day of work in any case.
    let (cookie, _) = desk.sign_in().await;
    for _ in 0..27 {
        advance(Duration::from_secs(20 * 60)).await;
        desk.page("/petugas", &cookie).await;
    }
    assert_eq!(desk.page("/petugas", &cookie).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn over_https_no_other_host_sets_the_cookies() {
    let desk = Desk::open_with(|settings| settings.proxies = vec!["127.0.0.1/32".parse().expect("a network")]);
    let ask = async |address: &str, request: axum::http::request::Builder, body: String| {
        let request = request.header("x-forwarded-for", OFFICER).header("x-forwarded-proto", "https");
        desk.send(from(address, request.body(Body::from(body)).expect("a request"))).await
    };
    let form = ask("127.0.0.1", Request::get("/petugas/masuk"), String::new()).await;
    let given = form.cookie("__Host-petugas-masuk").expect("a cookie");
    let request = Request::post("/petugas/masuk")
        .header(header::COOKIE, &given)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = ask("127.0.0.1", request, format!("token={}&nama=petugas&sandi={PASSWORD}", form.token())).await;
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().expect("text");
        assert!(cookie.starts_with("__Host-") && cookie.ends_with("; Path=/; Secure"), "{cookie}");
    }
    let session = answer.cookie("__Host-petugas").expect("a session");
    let page = |cookie: &str| Request::get("/petugas").header(header::COOKIE, cookie);
    assert_eq!(ask("127.0.0.1", page(&session), String::new()).await.status, StatusCode::OK);
    // The same under the name that anybody can set is none.
    let bare = session.replace("__Host-", "");
    assert_eq!(ask("127.0.0.1", page(&bare), String::new()).await.status, StatusCode::SEE_OTHER);
    // A stranger's word for https is nothing.
    let plain = ask(STRANGER, Request::get("/petugas/masuk"), String::new()).await;
    assert!(plain.cookie("petugas-masuk").is_some());
}
