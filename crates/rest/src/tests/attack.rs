//! Replies that want to fill a phone: what is kept of them is bounded.

use forms::ProblemKind;

use super::keyed;
use crate::{Outcome, Reply};

fn reply(status: u16, body: &str) -> Reply<'_> {
    Reply { status, content_type: "application/json", body, ..Reply::default() }
}

#[test]
fn a_huge_number_is_not_kept() {
    let body = format!(r#"{{"number":"{}","link":"https://{}"}}"#, "9".repeat(3_900_000), "x".repeat(10_000));
    let Outcome::Accepted(receipt) = keyed().receipt(&reply(201, &body)) else { panic!("a receipt") };
    assert_eq!((receipt.number.len(), receipt.link), (64, None));
}

#[test]
fn many_and_long_sentences_are_not_kept() {
    let long = "ä ".repeat(50_000);
    let error = |n: i32| format!(r#"{{"pointer":"/nik/{n}","detail":"{long}"}}"#);
    let errors = (0..30).map(error).collect::<Vec<_>>().join(",");
    let short = (0..60_000).map(|n| format!(r#"{{"pointer":"/nik/{n}","detail":"x y"}}"#));
    let short = short.collect::<Vec<_>>().join(",");
    let body = format!(r#"{{"detail":"{long}","errors":[{errors},{short}]}}"#);
    let Outcome::Refused { problems, sentence } = keyed().receipt(&reply(422, &body)) else { panic!("a refusal") };
    assert_eq!((problems.len(), sentence.map(|text| text.chars().count())), (200, Some(2_000)));
    for problem in problems {
        let ProblemKind::Backend { sentence } = problem.kind else { panic!("a sentence") };
        assert!(sentence.chars().count() <= 2_000);
    }
}

#[test]
fn a_status_is_bounded() {
    let long = "x".repeat(1_000_000);
    let asked = vec![format!(r#"{{"pointer":"/nik","reason":"{}"}}"#, &long[..9_000]); 500].join(",");
    let body = format!(r#"{{"state":"{long}","reason":"{long}","corrections":[{asked}]}}"#);
    let status = keyed().read_status("3A7C9KXM", &reply(200, &body)).expect("a status");
    let reason = status.reason.map(|reason| reason.len());
    assert_eq!((status.state.len(), reason, status.corrections.len()), (2_000, Some(2_000), 200));
    assert!(status.corrections.iter().all(|asked| asked.reason.len() == 2_000));
}
