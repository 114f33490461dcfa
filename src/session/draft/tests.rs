use forms::{Json, Pointer};

use super::{Asked, Correction, Draft, Fate, Frozen, Sent, State};

fn check(draft: &Draft) {
    let text = draft.to_json().to_text();
    let again = Json::parse(&text).ok().as_ref().and_then(Draft::from_json);
    assert_eq!(again.as_ref(), Some(draft), "{text}");
}

#[test]
fn a_draft_is_kept_whole() {
    let mut draft = Draft::new("a1b2".into(), "usaha", "2026-11-24");
    check(&draft);
    draft.answers.data.set(&Pointer::parse("/pemilik/nik").unwrap(), Json::from("617"));
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
    });
    check(&draft);
    let at = 1_795_000_000_000.0;
    draft.state = State::Sent(Sent { number: "7H3K92QX".into(), promised: None, link: None, at, news: true });
    check(&draft);
    let link = Some("https://kota.example/cek/7H3K92QX".into());
    let promised = Some("2026-11-25".into());
    draft.state = State::Sent(Sent { number: "7H3K92QX".into(), promised, link, at: 0.0, news: false });
    draft.correction = Some(Correction {
        number: "7H3K92QX".into(),
        digits: "7890".into(),
        asked: vec![Asked { pointer: Pointer::root().join("hp"), reason: "Salah".into() }],
    });
    check(&draft);
}

#[test]
fn something_else_is_no_draft() {
    for text in ["null", "{}", r#"{"id":"a"}"#, r#"{"id":1,"service":"s","version":"v","answers":{}}"#] {
        assert_eq!(Draft::from_json(&Json::parse(text).unwrap()), None, "{text}");
    }
}
