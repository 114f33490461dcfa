//! The officer's pages.

use axum::http::{StatusCode, header};

use rest::Outcome;

use super::desk::{DIGITS, Desk, PASSWORD, answers};
use crate::secret;

#[tokio::test]
async fn nobody_gets_in_without_the_password() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    for path in ["/petugas", &format!("/petugas/{number}")] {
        for cookie in ["", "petugas=", "petugas=0f1e2d3c4b5a69788796a5b4c3d2e1f0"] {
            let answer = desk.page(path, cookie).await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/petugas/masuk"));
        }
    }
    for (name, password) in [("petugas", "salah"), ("siti", PASSWORD), ("", PASSWORD), ("petugas", "")] {
        let wrong = desk.enter("192.0.2.7", name, password, "").await;
        assert_eq!((wrong.status, wrong.cookie("petugas")), (StatusCode::UNPROCESSABLE_ENTITY, None), "{name}");
    }
}

#[tokio::test]
async fn a_form_needs_its_token() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let (cookie, token) = desk.sign_in().await;
    let path = format!("/petugas/{number}/tolak");
    for token in ["", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"] {
        let answer = desk.form(&path, &cookie, &[("token", token), ("alasan", "x")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(desk.status(&number, DIGITS).await.expect("a status").state, "terkirim");
    // Signing out ends the session on the server.
    desk.form("/petugas/keluar", &cookie, &[("token", &token)]).await;
    assert_eq!(desk.page("/petugas", &cookie).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let desk = Desk::open();
    let answer = desk.enter("192.0.2.7", "petugas", PASSWORD, "").await;
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().expect("text");
        for part in ["HttpOnly", "SameSite=Strict", "Path=/petugas"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}

#[tokio::test]
async fn a_submission_is_shown_in_words() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let (cookie, _) = desk.sign_in().await;
    let list = desk.page("/petugas?status=terkirim", &cookie).await.text();
    assert!(list.contains(&format!("/petugas/{number}")));
    assert!(!desk.page("/petugas?status=terbit", &cookie).await.text().contains(&number));
    let shown = format!("/petugas?cari={}-{}", &number[..4].to_lowercase(), &number[4..]);
    assert!(desk.page(&shown, &cookie).await.text().contains(&format!("/petugas/{number}")));
    let scanned = format!("/petugas?cari=https%3A%2F%2Floket.kota.example%2Flacak%23{number}");
    assert!(desk.page(&scanned, &cookie).await.text().contains(&format!("/petugas/{number}")));

    let page = desk.page(&format!("/petugas/{number}"), &cookie).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let page = page.text();
    for words in ["6171 0517 0890 0001", "Pasar Flamboyan", "Siti Aminah", "5.000.000", "untuk mencoba dan menguji"] {
        assert!(page.contains(words), "{words} is missing in {page}");
    }
    assert!(page.contains("Jl. &lt;b&gt;Tanjungpura") && !page.contains("<b>Tanjungpura"));
    assert_eq!(desk.page("/petugas/3A7C9KXMX", &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_has_no_number_is_found_by_the_code() {
    let desk = Desk::open();
    let key = secret::token();
    let Outcome::Accepted(receipt) = desk.outcome(&desk.submit(&answers(), &key).await) else { panic!("a receipt") };
    let other = desk.submitted().await;
    let (cookie, _) = desk.sign_in().await;
    // As a kiosk prints it, and as it is typed.
    let code = key[..8].to_uppercase();
    for typed in [format!("{}%20{}", &code[..4], &code[4..]), code.to_lowercase()] {
        let found = desk.page(&format!("/petugas?cari={typed}"), &cookie).await.text();
        assert!(found.contains(&format!("/petugas/{}", receipt.number)), "{typed}");
        assert!(!found.contains(&format!("/petugas/{other}")), "{typed}");
    }
    // A part of it is not enough.
    let part = desk.page(&format!("/petugas?cari={}", &code[..7]), &cookie).await.text();
    assert!(!part.contains(&format!("/petugas/{}", receipt.number)));
}

#[tokio::test]
async fn a_refusal_needs_a_reason() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let (cookie, token) = desk.sign_in().await;
    let path = format!("/petugas/{number}/tolak");
    let answer = desk.form(&path, &cookie, &[("token", &token), ("alasan", "  ")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("token", token.as_str()), ("alasan", "Kios ini milik orang lain.")];
    assert_eq!(desk.form(&path, &cookie, &fields).await.status, StatusCode::SEE_OTHER);
    let status = desk.status(&number, DIGITS).await.expect("a status");
    assert_eq!((status.state.as_str(), status.reason.as_deref()), ("ditolak", Some("Kios ini milik orang lain.")));
    assert!(status.steps.len() <= 5 && status.steps.iter().all(|step| step.done && step.date.is_some()));
    // What is closed stays closed.
    let fields = [("token", token.as_str()), ("status", "terbit")];
    let answer = desk.form(&format!("/petugas/{number}/status"), &cookie, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn each_state_is_told_in_at_most_five_steps() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let (cookie, token) = desk.sign_in().await;
    let path = format!("/petugas/{number}/status");
    let unknown = desk.form(&path, &cookie, &[("token", &token), ("status", "selesai")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for state in crate::state::SETTABLE {
        if state == "diserahkan" {
            // The paper is made: there is nothing left to refuse or to ask for.
            for (act, field) in [("tolak", "alasan"), ("perbaikan", "/pemilik/nama")] {
                let path = format!("/petugas/{number}/{act}");
                let answer = desk.form(&path, &cookie, &[("token", &token), (field, "x")]).await;
                assert_eq!(answer.status, StatusCode::CONFLICT, "{act}");
            }
        }
        desk.form(&path, &cookie, &[("token", &token), ("status", state)]).await;
        let status = desk.status(&number, DIGITS).await.expect("a status");
        assert_eq!(status.state, state);
        assert!(status.steps.len() <= 5, "{state}: {:?}", status.steps);
        let n_done = status.steps.iter().take_while(|step| step.done).count();
        assert!(status.steps.iter().skip(n_done).all(|step| !step.done), "{state}: {:?}", status.steps);
        // The present step is the first that is not done, unless all is over.
        let present = status.steps.get(n_done).or(status.steps.last()).expect("a step");
        assert_eq!((present.state.as_str(), present.date.is_some()), (state, true));
        assert!(status.steps.iter().skip(n_done + 1).all(|step| step.date.is_none()), "{state}: {:?}", status.steps);
    }
}
