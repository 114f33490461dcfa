//! What kiosks ask, and what they claim.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use forms::Json;
use rest::Outcome;

use super::desk::{Answer, COUNTER, Desk, OTHER, UNIT, answers, submission};
use crate::secret;

const KEY: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

#[tokio::test(start_paused = true)]
async fn a_pin_opens_and_wrong_ones_cost_waiting() {
    let desk = Desk::open();
    let (counter, pin) = COUNTER;
    let right = unlock(&desk, "mpp-1", pin).await;
    assert_eq!((right.status, right.json().get("counter")), (StatusCode::OK, Some(&Json::from(counter))));
    for wrong in ["246811", "", "24681", "2468100"] {
        assert_eq!(unlock(&desk, "mpp-1", wrong).await.status, StatusCode::FORBIDDEN, "{wrong}");
    }
    // Now even the right one waits; another kiosk does not.
    let early = unlock(&desk, "mpp-1", pin).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(unlock(&desk, "mpp-2", pin).await.status, StatusCode::OK);
    let seconds = early.header("retry-after").parse().expect("seconds");
    tokio::time::advance(Duration::from_secs(seconds)).await;
    assert_eq!(unlock(&desk, "mpp-1", pin).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_helped_is_kept_and_shown_to_officers() {
    let desk = Desk::open();
    let (cookie, _) = desk.sign_in().await;
    for (assisted, shown) in [(Some("3"), Some("Dibantu di loket 3")), (None, None)] {
        let request = desk.backend.submit(&submission(&answers()), &secret::token(), assisted);
        let Outcome::Accepted(receipt) = desk.outcome(&desk.ask(request).await) else { panic!("accepted") };
        let page = desk.page(&format!("/petugas/{}", receipt.number), &cookie).await.text();
        assert_eq!(page.contains("Dibantu"), shown.is_some());
        assert!(shown.is_none_or(|shown| page.contains(shown)), "{page}");
    }
}

#[tokio::test]
async fn a_counter_is_short_and_plain() {
    let desk = Desk::open();
    let long = "x".repeat(41);
    for wrong in ["<b>3</b>", "", "tiga\u{e9}", &long] {
        let request = desk.backend.submit(&submission(&answers()), KEY, Some(wrong));
        assert_eq!(desk.ask(request).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    assert_eq!(desk.count("submission"), 0);
}

#[tokio::test]
async fn only_a_kiosk_of_the_office_asks_for_a_pin() {
    let desk = Desk::open();
    for header in ["", "mpp-1", &format!("mpp-1 {}", OTHER.1), &format!("{} {}", OTHER.0, OTHER.1)] {
        let answer = unlock_as(&desk, header, UNIT.0, COUNTER.1).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header}");
        assert!(answer.text().contains("loket:unit"), "{header}");
    }
    assert_eq!(unlock(&desk, UNIT.0, COUNTER.1).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_settings_name_the_kiosks_by_their_digests() {
    let desk = Desk::open();
    let config = desk.get("/config.json").await;
    let units = config.json().get("kiosk").and_then(|kiosk| kiosk.get("units")).cloned().expect("units");
    for (id, secret) in [UNIT, OTHER] {
        let digest = secret::hex(&secret::sha256(secret.as_bytes()));
        assert_eq!(units.get(id).and_then(Json::as_str), Some(digest.as_str()));
        assert!(!config.text().contains(secret));
    }
    // What else stands there is as it was.
    assert!(config.json().get("kiosk").is_some_and(|kiosk| kiosk.get("unlock").is_some()));
}

async fn unlock(desk: &Desk, kiosk: &str, pin: &str) -> Answer {
    let (id, secret) = if kiosk == UNIT.0 { UNIT } else { OTHER };
    unlock_as(desk, &format!("{id} {secret}"), kiosk, pin).await
}

async fn unlock_as(desk: &Desk, header: &str, kiosk: &str, pin: &str) -> Answer {
    let body = serde_json::json!({ "kiosk": kiosk, "pin": pin }).to_string();
    let request =
        Request::post("/api/kiosk/unlock").header("content-type", "application/json").header("loket-kiosk", header);
    desk.send(request.body(Body::from(body)).expect("a request")).await
}
