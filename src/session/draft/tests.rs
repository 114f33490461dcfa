use forms::{Json, Pointer};

use super::{
    super::{Direction, Move},
    Asked, Correction, Draft, Fate, Frozen, Sent, Stage, State,
};

fn check(draft: &Draft) {
    let text = draft.to_json().to_text();
    let again = Json::parse(&text).ok().as_ref().and_then(Draft::from_json);
    assert_eq!(again.as_ref(), Some(draft), "{text}");
}

#[test]
fn a_draft_is_kept_whole() {
    let mut draft = Draft::new("a1b2".into(), "usaha", "2026-11-24");
    check(&draft);
    draft.answers = Json::parse(r#"{"data":{"pemilik":{"nik":"617"}},"words":{},"raw":{}}"#).unwrap();
    draft.step = "pemilik".into();
    draft.saved = 1_795_000_000_123.0;
    check(&draft);
    draft.state = State::Sending(Frozen {
        url: "/api/x".into(),
        method: "POST".into(),
        headers: vec![("idempotency-key".into(), "00ff".into())],
        body: "{\"a\":\"\\\"\"}".into(),
        key: "00ff".into(),
        fate: Fate::Unknown,
        signed_in: None,
    });
    check(&draft);
    for direction in [Direction::Leaving, Direction::Arriving] {
        let State::Sending(frozen) = draft.state.clone() else { break };
        let (place, token, ack) = ("P".into(), "0a".into(), "0b".into());
        let moving = Draft {
            state: State::Moving(Move { direction, place, token, ack, frozen: Some(frozen) }.to_json()),
            ..draft.clone()
        };
        check(&moving);
        assert!(!moving.is_open() && !moving.is_on_its_way());
    }
    let at = 1_795_000_000_000.0;
    draft.state = State::Sent(Sent { number: "7H3K92QX".into(), promised: None, link: None, at, news: true });
    check(&draft);
    let link = Some("https://kota.example/cek/7H3K92QX".into());
    let promised = Some("2026-11-25".into());
    draft.state = State::Sent(Sent { number: "7H3K92QX".into(), promised, link, at: 0.0, news: false });
    let correction = Correction {
        number: "7H3K92QX".into(),
        digits: "7890".into(),
        asked: vec![Asked { pointer: Pointer::root().join("hp"), reason: "Salah".into() }],
    };
    draft.correction = forms::to_json(&correction).ok();
    assert_eq!(draft.correction(), Some(correction));
    check(&draft);
}

#[test]
fn a_sealed_draft_says_how_far_it_is_and_nothing_else() {
    let stages = [("open", Stage::Open), ("sending", Stage::Sending), ("sent", Stage::Sent), ("later", Stage::Sending)];
    for (name, stage) in stages {
        let text = format!(
            r#"{{"seal":{{"key":"AA=="}},"id":"a1b2","service":"usaha","version":"2026-11-24","saved":1795000000123,"stage":"{name}","sealed":{{}}}}"#
        );
        let draft = Draft::from_json(&Json::parse(&text).unwrap()).unwrap();
        assert_eq!((draft.id.as_str(), draft.service.as_str(), draft.saved), ("a1b2", "usaha", 1_795_000_000_123.0));
        assert_eq!((draft.state.clone(), draft.is_open(), draft.is_begun()), (State::Sealed(stage), false, false));
        assert_eq!((draft.is_on_its_way(), draft.is_sent()), (stage == Stage::Sending, stage == Stage::Sent), "{name}");
    }
}

#[test]
fn what_was_sent_under_one_sign_in_does_not_go_under_another() {
    let mut draft = Draft::new("a1b2".into(), "usaha", "2026-11-24");
    let mut frozen = Frozen {
        url: "/api/x".into(),
        method: "POST".into(),
        headers: Vec::new(),
        body: "{}".into(),
        key: "00ff".into(),
        fate: Fate::Unsent,
        signed_in: Some("0a".into()),
    };
    draft.state = State::Sending(frozen.clone());
    check(&draft);
    let goes = |frozen: &Frozen| [None, Some("0a"), Some("0b")].map(|signed_in| frozen.is_automatic(signed_in));
    assert_eq!(goes(&frozen), [false, true, false]);
    frozen.fate = Fate::Doubtful;
    assert_eq!(goes(&frozen), [false, false, false]);
    (frozen.fate, frozen.signed_in) = (Fate::Unknown, None);
    assert_eq!(goes(&frozen), [true, true, true]);
}

#[test]
fn something_else_is_no_draft() {
    for text in ["null", "{}", r#"{"id":"a"}"#, r#"{"id":1,"service":"s","version":"v","answers":{}}"#] {
        assert_eq!(Draft::from_json(&Json::parse(text).unwrap()), None, "{text}");
    }
}
