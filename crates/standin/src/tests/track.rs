//! Asking for the status, withdrawing, correcting.

use axum::http::StatusCode;
use forms::{Json, Pointer};
use rest::{Error, Outcome};

use super::desk::{DIGITS, Desk, answers, pointer};
use crate::secret;

#[tokio::test]
async fn the_status_says_how_far_and_nothing_else() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let answer = desk.ask(desk.backend.status(&number.to_lowercase(), DIGITS)).await;
    let status = desk.backend.read_status(&number, &answer.reply()).expect("a status");
    assert_eq!((status.number, status.state.as_str(), status.withdrawable), (number, "terkirim", true));
    let steps: Vec<(&str, bool)> = status.steps.iter().map(|step| (step.state.as_str(), step.done)).collect();
    let wanted =
        [("terkirim", false), ("diperiksa", false), ("persetujuan", false), ("terbit", false), ("diserahkan", false)];
    assert_eq!(steps, wanted);
    for answer_text in ["6171051708900001", "Siti", "81234567890", "Tanjungpura", "5000000"] {
        assert!(!answer.text().contains(answer_text), "{}", answer.text());
    }
}

#[tokio::test(start_paused = true)]
async fn unknown_numbers_and_wrong_digits_look_alike() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let unknown = if number == "3A7C9KXM" { "3A7C9KXN" } else { "3A7C9KXM" };
    for _ in 0..6 {
        let mut answers = Vec::new();
        for (number, digits) in [(number.as_str(), "0000"), (unknown, DIGITS)] {
            let began = tokio::time::Instant::now();
            let answer = desk.ask(desk.backend.status(number, digits)).await;
            answers.push((answer.status, answer.text(), answer.header("retry-after").to_owned(), began.elapsed()));
        }
        assert_eq!(answers[0], answers[1]);
    }
    // By now one has to wait, even with the right digits, and the waiting grows with each wrong try.
    let Err(Error::Busy { seconds: Some(first) }) = desk.status(&number, DIGITS).await else { panic!("must wait") };
    tokio::time::advance(std::time::Duration::from_secs(u64::from(first))).await;
    assert_eq!(desk.status(&number, "0000").await, Err(Error::NotFound));
    let Err(Error::Busy { seconds: Some(second) }) = desk.status(&number, DIGITS).await else { panic!("must wait") };
    assert!(second > first, "{second} after {first}");
    tokio::time::advance(std::time::Duration::from_secs(u64::from(second))).await;
    assert!(desk.status(&number, DIGITS).await.is_ok());
}

#[tokio::test]
async fn a_submission_can_be_withdrawn_until_it_is_nearly_done() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    for _ in 0..2 {
        let answer = desk.ask(desk.backend.withdraw(&number, DIGITS)).await;
        let status = desk.backend.read_status(&number, &answer.reply()).expect("a status");
        assert_eq!((status.state.as_str(), status.withdrawable), ("dibatalkan", false));
    }
    assert_eq!(desk.count("event"), 2);

    let number = desk.submitted().await;
    let (cookie, token) = desk.sign_in().await;
    desk.form(&format!("/petugas/{number}/status"), &cookie, &[("token", &token), ("status", "persetujuan")]).await;
    let answer = desk.ask(desk.backend.withdraw(&number, DIGITS)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.status(&number, DIGITS).await.expect("a status").state, "persetujuan");
    assert_eq!(desk.ask(desk.backend.withdraw(&number, "0000")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_what_was_asked_for_is_corrected() {
    let desk = Desk::open();
    let number = desk.submitted().await;
    let correct = async |answers: &[(Pointer, Json)], key: &str| {
        desk.outcome(&desk.ask(desk.backend.correct(&number, DIGITS, answers, key, None)).await)
    };
    let name = (pointer("/pemilik/nama"), Json::from("Siti Nurhaliza"));
    let phone = (pointer("/pemilik/hp"), Json::from("+6281300001111"));
    let good = [name.clone(), phone.clone()];

    // Nothing was asked for yet.
    assert_eq!(refused(correct(&good, &secret::token()).await), Vec::<String>::new());

    let (cookie, token) = desk.sign_in().await;
    let fields = [
        ("token", token.as_str()),
        ("/pemilik/nama", "Tulis seperti di KTP."),
        ("/pemilik/hp", "Tidak aktif."),
        ("/pemilik/nik", " "),
    ];
    desk.form(&format!("/petugas/{number}/perbaikan"), &cookie, &fields).await;
    let status = desk.status(&number, DIGITS).await.expect("a status");
    let asked: Vec<&str> = status.corrections.iter().map(|correction| correction.pointer.as_str()).collect();
    assert_eq!((status.state.as_str(), asked), ("perlu_perbaikan", vec!["/pemilik/nama", "/pemilik/hp"]));

    let other = (pointer("/pemilik/nik"), Json::from("6171051708900002"));
    let with_other = [name.clone(), phone.clone(), other];
    assert_eq!(refused(correct(&with_other, &secret::token()).await), ["/pemilik/nik"]);
    assert_eq!(refused(correct(std::slice::from_ref(&name), &secret::token()).await), ["/pemilik/hp"]);
    let empty = [name.clone(), (pointer("/pemilik/hp"), Json::Null)];
    assert_eq!(refused(correct(&empty, &secret::token()).await), ["/pemilik/hp"]);
    let wrong = [name.clone(), (pointer("/pemilik/hp"), Json::from("12"))];
    let key = secret::token();
    assert_eq!(refused(correct(&wrong, &key).await), ["/pemilik/hp"]);
    assert_eq!(desk.count("revision"), 0);

    // The refused key is free; and the repetition is known although the digits have changed by it.
    let first = correct(&good, &key).await;
    assert!(matches!(&first, Outcome::Accepted(receipt) if receipt.number == number), "{first:?}");
    assert_eq!(correct(&good, &key).await, first);
    assert_eq!(desk.count("revision"), 1);
    assert_eq!(desk.status(&number, "1111").await.expect("a status").state, "dikirim_ulang");
    let kept: String =
        desk.office.db.lock().query_row("SELECT answers FROM revision", [], |row| row.get(0)).expect("a row");
    assert_eq!(Json::parse(&kept), Ok(answers()));
}

fn refused(outcome: Outcome) -> Vec<String> {
    let Outcome::Refused { problems, .. } = outcome else { panic!("{outcome:?}") };
    problems.iter().map(|problem| String::from(problem.pointer.as_str())).collect()
}
