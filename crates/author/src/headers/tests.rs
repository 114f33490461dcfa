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
fn a_provider_may_be_asked() {
    let with = |base: &str, issuer: &str| {
        let auth = format!(r#"{{"kind":"oidc","issuer":"{issuer}","clientId":"loket"}}"#);
        headers(&format!(r#"{{"backend":{{"base":"{base}","auth":{auth}}}}}"#), "nginx")
    };
    let realm = "https://masuk.kota.example:8443/realms/warga";
    let text = with("/api", realm).unwrap();
    assert!(text.contains("connect-src 'self' https://masuk.kota.example:8443;"), "{text}");
    let text = with("https://izin.kota.example", realm).unwrap();
    let both = "connect-src 'self' https://izin.kota.example https://masuk.kota.example:8443;";
    assert!(text.contains(both), "{text}");
    let text = with("https://kota.example/api", "https://kota.example/masuk").unwrap();
    assert!(text.contains("connect-src 'self' https://kota.example;"), "{text}");
    assert!(with("/api", "http://masuk.kota.example").unwrap_err().contains("must be an https address"));
    assert!(with("/api", "https://kota.example; script-src *").is_err());
}

#[test]
fn what_is_unknown_is_told() {
    assert_eq!(headers(SHIPPED, "iis").unwrap_err(), "The servers are nginx, apache, caddy.");
    assert!(headers("{", "nginx").is_err());
}
