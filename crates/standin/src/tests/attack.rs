//! What a stranger tries against citizens and kiosks.

use std::{os::unix::fs::PermissionsExt, time::Duration};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use rest::Outcome;
use tokio::time::advance;

use super::{
    desk::{COUNTER, DIGITS, Desk, UNIT, answers, from, submission},
    kiosk::unlock,
};
use crate::secret;

const CITIZEN: &str = "198.51.100.1";
const STRANGER: &str = "203.0.113.9";

/// Asks for a number with wrong digits.
async fn guess(desk: &Desk, address: &str, number: &str, digits: u32) -> StatusCode {
    desk.ask_from(address, desk.backend.status(number, &format!("{digits:04}"))).await.status
}

#[tokio::test(start_paused = true)]
async fn a_strangers_wrong_digits_lock_no_citizen_out() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    for digits in 0..10 {
        guess(&desk, STRANGER, &number, digits).await;
    }
    // The stranger waits, also with the right ones: else it would be told which they are.
    let refused = desk.ask_from(STRANGER, desk.backend.status(&number, DIGITS)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(desk.ask_from(CITIZEN, desk.backend.status(&number, DIGITS)).await.status, StatusCode::OK);
    assert_eq!(desk.ask_from(CITIZEN, desk.backend.withdraw(&number, DIGITS)).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn honest_mistakes_in_a_hall_lock_nobody_out() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    // Somebody in the hall mistypes twice, then finds them; a hundred times, within minutes, from one address.
    for _ in 0..100 {
        assert_eq!(guess(&desk, CITIZEN, &number, 0).await, StatusCode::NOT_FOUND);
        assert_eq!(guess(&desk, CITIZEN, &number, 1).await, StatusCode::NOT_FOUND);
        assert_eq!(desk.ask_from(CITIZEN, desk.backend.status(&number, DIGITS)).await.status, StatusCode::OK);
    }
    // Nor is that taken for guessing.
    assert_eq!(desk.ask_from(CITIZEN, desk.backend.withdraw(&number, DIGITS)).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_of_ipv6_is_counted_once() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let mut statuses = Vec::new();
    for n in 0..6 {
        statuses.push(guess(&desk, &format!("2001:db8:1:2::{n}"), &number, n).await);
    }
    assert_eq!(statuses[4..], [StatusCode::TOO_MANY_REQUESTS; 2]);
    assert_eq!(guess(&desk, "2001:db8:1:3::1", &number, 9).await, StatusCode::NOT_FOUND);
}

#[tokio::test(start_paused = true)]
async fn behind_a_proxy_each_citizen_has_an_address() {
    let proxied = Desk::open_with(|settings| settings.proxies = vec!["127.0.0.1/32".parse().expect("a network")]);
    let number = proxied.submitted().await;
    let ask = async |desk: &Desk, hops: &str, digits: &str| {
        let body = format!(r#"{{"number":"{number}","digits":"{digits}"}}"#);
        let request = Request::post("/api/status").header("content-type", "application/json");
        let request = request.header("x-forwarded-for", hops).body(Body::from(body)).expect("a request");
        desk.send(from("127.0.0.1", request)).await.status
    };
    for n in 0..6 {
        // A stranger who writes the header too gains nothing by it.
        ask(&proxied, &format!("192.0.2.{n}, {STRANGER}"), "0000").await;
    }
    assert_eq!(ask(&proxied, STRANGER, DIGITS).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask(&proxied, CITIZEN, DIGITS).await, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn digits_that_are_guessed_for_days_raise_an_alarm() {
    let mut desk = Desk::open();
    let number = desk.submitted().await;
    for n in 0..12 {
        guess(&desk, &format!("203.0.113.{n}"), &number, n).await;
    }
    // It is remembered over a restart, and the next day.
    desk = desk.reopen("2026-11-25T10:00:00+07:00");
    for n in 12..20 {
        guess(&desk, &format!("203.0.113.{n}"), &number, n).await;
    }
    let alarms = desk.said().iter().filter(|line| line.starts_with("alarm number=")).count();
    assert_eq!(alarms, 1);
    assert!(desk.said().iter().all(|line| !line.contains(&number) && !line.contains("203.0.113")), "{:?}", desk.said());

    // Right digits still show the status, but no longer withdraw.
    let status = desk.ask_from(CITIZEN, desk.backend.status(&number, DIGITS)).await;
    let status = desk.backend.read_status(&number, &status.reply()).expect("a status");
    assert!(!status.withdrawable && status.reason.is_some_and(|reason| reason.contains("KTP")));
    let refused = desk.ask_from(CITIZEN, desk.backend.withdraw(&number, DIGITS)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("loket:guarded"));

    // At the counter an officer does it, who is named in the history.
    let (cookie, token) = desk.sign_in().await;
    let page = format!("/petugas/{number}");
    assert!(desk.page(&page, &cookie).await.text().contains("ada yang menebak 4 angka HP"));
    let act = format!("{page}/batal");
    let unseen = desk.form(&act, &cookie, &[("token", &token)]).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = desk.form(&act, &cookie, &[("token", &token), ("ktp", "ya")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.status(&number, DIGITS).await.expect("a status").state, "dibatalkan");
    assert!(desk.page(&page, &cookie).await.text().contains("oleh petugas"));
}

#[tokio::test(start_paused = true)]
async fn wrong_pins_at_a_kiosk_keep_no_officer_out() {
    let desk = Desk::open();
    for n in 0..8 {
        assert_eq!(unlock(&desk, UNIT.0, &format!("{n:06}")).await.status, StatusCode::FORBIDDEN);
    }
    let began = tokio::time::Instant::now();
    assert_eq!(unlock(&desk, UNIT.0, COUNTER.1).await.status, StatusCode::OK);
    assert_eq!(began.elapsed(), Duration::from_secs(8));
    // It counts anew.
    let began = tokio::time::Instant::now();
    assert_eq!(unlock(&desk, UNIT.0, COUNTER.1).await.status, StatusCode::OK);
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_pin_is_guessed_slowly_and_not_unnoticed() {
    let desk = Desk::open();
    // Names of one's own gain nothing, nor do many tries at once.
    let both = tokio::join!(
        async {
            for n in 0..5 {
                unlock(&desk, UNIT.0, &format!("{n:06}")).await;
            }
            unlock(&desk, UNIT.0, "000005").await.status
        },
        async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            unlock(&desk, UNIT.0, "000006").await.status
        }
    );
    assert_eq!(both, (StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS));
    let began = tokio::time::Instant::now();
    for n in 0..24 {
        unlock(&desk, UNIT.0, &format!("{n:06}")).await;
    }
    assert!(began.elapsed() >= Duration::from_secs(24 * 8 - 8));
    assert!(desk.said().iter().any(|line| line.starts_with("alarm kiosk=mpp-1 pin=guessed")));
    assert_eq!(unlock(&desk, UNIT.0, "999999").await.status, StatusCode::TOO_MANY_REQUESTS);
    advance(Duration::from_secs(60)).await;
    assert_eq!(unlock(&desk, UNIT.0, COUNTER.1).await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_address_cannot_flood_a_service() {
    let desk = Desk::open_with(|settings| settings.submissions = 3);
    let send = async |address: &str, key: &str| {
        let request = desk.backend.submit(&submission(&answers()), key, None);
        desk.ask_from(address, request).await
    };
    let keys: Vec<String> = (0..4).map(|_| secret::token()).collect();
    for key in &keys[..3] {
        assert_eq!(send(STRANGER, key).await.status, StatusCode::CREATED);
        // A repetition is the same submission, and free.
        assert_eq!(send(STRANGER, key).await.status, StatusCode::CREATED);
    }
    let refused = send(STRANGER, &keys[3]).await;
    assert!(matches!(desk.outcome(&refused), Outcome::Busy { status: 429, seconds: Some(1..=600) }));
    assert_eq!(send(STRANGER, &keys[0]).await.status, StatusCode::CREATED);
    assert_eq!(send(CITIZEN, &keys[3]).await.status, StatusCode::CREATED);
    assert_eq!(desk.count("submission"), 4);
}

#[tokio::test]
async fn faulty_answers_take_no_share_of_sound_ones() {
    let desk = Desk::open_with(|settings| settings.submissions = 3);
    let send = async |answers: &forms::Json| {
        let request = desk.backend.submit(&submission(answers), &secret::token(), None);
        desk.ask_from(STRANGER, request).await.status
    };
    let empty = forms::Json::Object(Default::default());
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(send(&empty).await.as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 429, 429]);
    assert_eq!(send(&answers()).await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_huge_number_costs_nothing() {
    let desk = Desk::open();
    let huge = "9".repeat(200_000);
    for body in [format!(r#"{{"nomor":"{huge}","nik":"1"}}"#), format!(r#"{{"nomor":"1","nik":"{huge}"}}"#)] {
        let request = Request::post("/api/lookup/sptu").header("content-type", "application/json");
        let answer = desk.send(from(STRANGER, request.body(Body::from(body)).expect("a request"))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(desk.office.limits.n_known(), 0);
}

#[tokio::test]
async fn the_database_is_for_its_user_alone() {
    let desk = Desk::open();
    desk.submitted().await;
    for name in ["loket.db", "loket.db-wal", "loket.db-shm"] {
        let mode = std::fs::metadata(desk.folder.join(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn the_log_tells_refusals_and_nothing_of_a_citizen() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    guess(&desk, STRANGER, &number, 0).await;
    unlock(&desk, UNIT.0, "000000").await;
    unlock(&desk, UNIT.0, COUNTER.1).await;
    let said = desk.said();
    let begins = |start: &str| said.iter().any(|line| line.starts_with(start));
    for start in
        ["wrong-digits route=/api/status from=", "wrong-pin route=/api/kiosk/unlock", "unlocked kiosk=mpp-1 counter=3"]
    {
        assert!(begins(start), "{start}: {said:?}");
    }
    for secret in [number.as_str(), STRANGER, COUNTER.1, UNIT.1, "Siti"] {
        assert!(said.iter().all(|line| !line.contains(secret)), "{secret}: {said:?}");
    }
    let line = desk.office.journal.said.lock().expect("a log")[0].clone();
    assert!(line.starts_with("2026-11-24T10:00:0") && line.contains("+07:00 security "), "{line}");
}
