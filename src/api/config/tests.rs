use forms::{Json, Lang};

use super::Config;

fn read(text: &str) -> Option<Config> {
    Config::read(&Json::parse(text).unwrap())
}

#[test]
fn the_shipped_config_is_read() {
    let config = read(include_str!("../../../public/config.json")).unwrap();
    assert_eq!(config.city.get(Lang::Id), "Kota Pontianak");
    assert!(!config.office.phone.is_empty());
    assert_eq!(config.draft_days, 30);
}

#[test]
fn a_wrong_config_is_refused_not_guessed() {
    for text in ["null", "{}", r#"{"city":"X","office":{}}"#, r#"{"city":"X","office":{},"backend":{}}"#] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_notice_says_whether_something_is_closed() {
    let text = r#"{"city":"X","office":{},"backend":{"base":"/api"},"notice":{"kind":"closed","text":"Tutup"}}"#;
    assert!(read(text).unwrap().notice.unwrap().closed);
}
