use forms::{Json, Lang};

use super::{Config, NoticeKind};

fn read(text: &str) -> Option<Config> {
    Config::read(&Json::parse(text).unwrap())
}

#[test]
fn the_shipped_config_is_read() {
    let config = read(include_str!("../../../public/config.json")).unwrap();
    assert_eq!(config.city.get(Lang::Id), "Kota Pontianak");
    assert!(!config.office.phone.is_empty());
    assert_eq!(config.draft_days(), 30);
}

#[test]
fn a_wrong_config_is_refused_not_guessed() {
    for text in ["null", "{}", r#"{"city":"X","office":{}}"#, r#"{"city":"X","office":{},"backend":{}}"#] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_catalogue_is_the_app_s_own_or_the_backend_s() {
    let at = |base: &str, catalogue: &str| {
        let text = format!(r#"{{"city":"X","office":{{}},"backend":{{"base":"{base}"}},"catalogue":"{catalogue}"}}"#);
        read(&text).map(|config| config.catalogue)
    };
    assert_eq!(at("/api", "/api/layanan/").as_deref(), Some("/api/layanan"));
    assert_eq!(at("https://a.example", "https://a.example/layanan").as_deref(), Some("https://a.example/layanan"));
    for (base, catalogue) in
        [("/api", "//b.example"), ("/api", "https://b.example"), ("https://a.example", "https://a.example.b")]
    {
        assert_eq!(at(base, catalogue), None, "{catalogue}");
    }
}

#[test]
fn a_wait_is_bounded() {
    let wait = |n: &str| {
        let text = format!(r#"{{"city":"X","office":{{}},"backend":{{"base":"/api"}},"waitSeconds":{n}}}"#);
        read(&text).unwrap().wait_seconds()
    };
    assert_eq!([wait("15"), wait("0"), wait("9000"), wait("null")], [15, 5, 120, 30]);
}

#[test]
fn a_notice_says_whether_something_is_closed() {
    let text = r#"{"city":"X","office":{},"backend":{"base":"/api"},"notice":{"kind":"closed","text":"Tutup"}}"#;
    assert_eq!(read(text).unwrap().notice.unwrap().kind, NoticeKind::Closed);
    let text = text.replace("closed", "later");
    assert_eq!(read(&text).unwrap().notice.unwrap().kind, NoticeKind::Info);
}

#[test]
fn one_odd_member_does_not_take_the_rest_with_it() {
    let text = r#"{"city":"X","office":{"name":"Mal","phone":561,"hours":null},"backend":{"base":"/api"},
        "notice":{"kind":"closed"},"draftDays":null,"waitSeconds":"lama","handoff":7}"#;
    let config = read(text).unwrap();
    assert_eq!((config.office.name.get(Lang::Id), config.office.phone.as_str()), ("Mal", ""));
    assert_eq!((config.notice.is_none(), config.handoff.is_none()), (true, true));
    assert_eq!((config.draft_days(), config.wait_seconds()), (30, 30));
}
