use forms::{Json, Pointer};

use super::super::{Asked, Correction, Draft, Fate, Frozen, Sent, Stage, State};
use super::{Transport, is_same};

const KEY: &str = "00112233445566778899aabbccddeeff";

fn draft() -> Draft {
    let mut draft = Draft::new("a1b2".into(), "usaha-mikro", "2026-11-24");
    draft.answers = Json::parse(r#"{"data":{"pemilik":{"nik":"617"}},"words":{},"raw":{}}"#).unwrap();
    draft.step = "pemilik".into();
    draft.saved = 1_795_000_000_123.0;
    draft
}

fn frozen() -> Frozen {
    Frozen {
        url: "/api/x".into(),
        method: "POST".into(),
        headers: vec![("Accept".into(), "application/json".into()), ("Idempotency-Key".into(), KEY.into())],
        body: "{\"a\":1.10}".into(),
        key: KEY.into(),
        fate: Fate::Unknown,
        signed_in: None,
    }
}

fn text(draft: &Draft) -> String {
    Transport::of(draft, Some("3".into())).unwrap().to_text()
}

#[test]
fn what_is_written_is_read() {
    let mut draft = draft();
    let open = Transport::of(&draft, Some("3".into())).unwrap();
    assert_eq!(open.assisted, None, "only what is frozen names who helped");
    assert_eq!(Transport::read(&open.to_text()), Some(open));
    draft.state = State::Sending(frozen());
    let correction = Correction {
        number: "7H3K92QX".into(),
        digits: "7890".into(),
        asked: vec![Asked { pointer: Pointer::root().join("hp"), reason: "Salah".into() }],
    };
    draft.correction = forms::to_json(&correction).ok();
    assert_eq!(draft.correction(), Some(correction));
    let sending = Transport::of(&draft, Some("3".into())).unwrap();
    assert_eq!(Transport::read(&sending.to_text()), Some(sending.clone()));
    let taken = sending.into_draft("ffff".into(), 5.0);
    assert_eq!((taken.id.as_str(), taken.saved, &taken.state), ("ffff", 5.0, &State::Open));
    assert_eq!((taken.answers, taken.correction), (draft.answers, draft.correction));
}

#[test]
fn what_must_stay_does_not_travel() {
    let mut draft = draft();
    let states = [
        State::Sealed(Stage::Open),
        State::Sent(Sent { number: "1".into(), promised: None, link: None, at: 0.0, news: true }),
        State::Sending(Frozen { headers: vec![("Accept".into(), "a".into())], ..frozen() }),
        State::Sending(Frozen { fate: Fate::Refused, ..frozen() }),
    ];
    for state in states {
        draft.state = state;
        assert_eq!(Transport::of(&draft, None), None, "{:?}", draft.state);
    }
}

#[test]
fn what_this_app_would_not_write_is_refused() {
    let (open, sending) = (text(&draft()), text(&Draft { state: State::Sending(frozen()), ..draft() }));
    let changes: [(&str, &str, &str); 17] = [
        (&open, "\"saved\"", "\"sealed\":1,\"saved\""),
        (&open, "\"saved\":1795000000123", "\"saved\":1795000000123.0"),
        (&open, "\"answers\":{", "\"answers\":{\"more\":1,"),
        (&open, "\"words\":{}", "\"words\":{\"a\":1}"),
        (&open, "loket-handoff-2", "loket-handoff-1"),
        (&open, "usaha-mikro", "../../petugas"),
        (&open, "usaha-mikro", "usaha/mikro"),
        (&open, "2026-11-24", "..%2f"),
        (&open, "\"step\":\"pemilik\"", "\"step\":1"),
        (&open, "}}", "}},\"sent\":{\"number\":\"1\"}"),
        (&open, "}}", "}},\"moving\":{}"),
        (&sending, "\"fate\":\"unknown\"", "\"fate\":\"unknown\",\"x\":1"),
        (&sending, "\"fate\":\"unknown\"", "\"fate\":\"refused\""),
        (&sending, "\"fate\":\"unknown\"", "\"fate\":\"unknown\",\"signedIn\":\"a\""),
        (&sending, "\"key\":\"00", "\"key\":\"zz"),
        (&sending, "Idempotency-Key", "X-Key"),
        (&sending, "\"method\"", "\"mode\":1,\"method\""),
    ];
    for (text, from, to) in changes {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(Transport::read(&changed), None, "{changed}");
    }
    for text in ["", "null", "[]", "{}", &[&open, " "].concat()] {
        assert_eq!(Transport::read(text), None, "{text}");
    }
}

#[test]
fn a_submission_that_differs_by_a_byte_is_another() {
    let own = frozen();
    assert!(is_same(&own, &Frozen { fate: Fate::Held, ..frozen() }));
    let others = [
        Frozen { url: "/api/withdraw".into(), ..frozen() },
        Frozen { method: "PUT".into(), ..frozen() },
        Frozen { body: "{\"a\":1.1}".into(), ..frozen() },
        Frozen { headers: frozen().headers.into_iter().rev().collect(), ..frozen() },
    ];
    assert!(others.iter().all(|other| !is_same(&own, other)));
}
