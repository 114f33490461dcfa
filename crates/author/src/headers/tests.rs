//! What each server is told.

use super::{SERVERS, headers};

const SHIPPED: &str = include_str!("../../../../public/config.json");
const STANDIN: &str = include_str!("../../../standin/src/header.rs");

#[test]
fn every_server_tells_what_the_stand_in_tells() {
    let plain = STANDIN.replace("\\\n    ", "");
    let policy = plain.split('"').find(|text| text.starts_with("default-src")).unwrap();
    for server in SERVERS {
        let text = headers(SHIPPED, server).unwrap();
        assert!(text.contains(policy), "{server}: {text}");
        assert!(text.contains("immutable") && text.contains("nosniff"), "{server}");
    }
}

#[test]
fn a_backend_with_an_origin_of_its_own_may_be_asked() {
    let text = headers(r#"{"backend":{"base":"https://izin.kota.example/api/v2"}}"#, "nginx").unwrap();
    assert!(text.contains("connect-src 'self' https://izin.kota.example;"), "{text}");
}

#[test]
fn what_is_unknown_is_told() {
    assert_eq!(headers(SHIPPED, "iis").unwrap_err(), "The servers are nginx, apache, caddy.");
    assert!(headers("{", "nginx").is_err());
}
