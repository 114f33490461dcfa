//! What each server is told.

use forms::Lang;

use super::{BARE, SERVERS, headers};

const SHIPPED: &str = include_str!("../../../../public/config.json");
const STANDIN: &str = include_str!("../../../standin/src/header.rs");

#[test]
fn every_server_tells_what_the_stand_in_tells() {
    let plain = STANDIN.replace("\\\n    ", "");
    let policy = plain.split('"').find(|text| text.starts_with("default-src")).unwrap();
    for server in SERVERS {
        let text = headers(SHIPPED, server).unwrap();
        assert!(text.contains(policy), "{server}: {text}");
        assert!(policy.contains("require-trusted-types-for 'script'; trusted-types loket"), "{policy}");
        assert!(plain.contains(BARE) && text.contains(BARE), "{server}: {text}");
        assert!(text.contains("X-Frame-Options \"DENY\""), "{server}: {text}");
        assert!(text.contains("Strict-Transport-Security \"max-age=63072000; includeSubDomains\""), "{server}: {text}");
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
    assert!(with("/api", "http://masuk.kota.example").unwrap_err().text(Lang::En).contains("must be an https address"));
    assert!(with("/api", "https://kota.example; script-src *").is_err());
}

#[test]
fn a_backend_s_address_is_looked_at_letter_by_letter() {
    let with = |base: &str| headers(&format!(r#"{{"backend":{{"base":{base}}}}}"#), "nginx");
    let bad = [
        r#""https://a.example; script-src *""#,
        r#""https://a.example; script-src *\"; } location""#,
        r#""https://*""#,
        r#""https://*.example""#,
        r#""https://${host}""#,
        r#""https://a.example\nadd_header X Y""#,
        r#""http://izin.kota.example""#,
        r#""//a.example""#,
        r#""/api\" always; }""#,
        r#""/api/../""#,
        r#""/a pi""#,
        r#""/api(.*)""#,
        r#""/""#,
        r#""""#,
        r#""javascript:x""#,
        "7",
    ];
    for base in bad {
        let told = with(base).unwrap_err();
        let told = told.text(Lang::En);
        assert!(told.starts_with("backend.base ") && told.ends_with('.'), "{base}: {told}");
    }
    for base in ["/api", "/api/", "/izin/v2.1", "https://izin.kota.example:8443/api", "http://127.0.0.1:8000"] {
        assert!(with(&format!("\"{base}\"")).is_ok(), "{base}");
    }
    let issuer = r#"{"backend":{"auth":{"kind":"oidc","issuer":"https://*"}}}"#;
    assert!(headers(issuer, "nginx").unwrap_err().text(Lang::En).contains("must be an https address"));
}

#[test]
fn a_catalogue_stands_where_the_policy_lets_the_app_look() {
    let with = |catalogue: &str| {
        headers(&format!(r#"{{"backend":{{"base":"https://a.example/x"}},"catalogue":"{catalogue}"}}"#), "caddy")
    };
    for catalogue in ["/services", "/izin/layanan", "https://a.example/x/layanan"] {
        assert!(with(catalogue).is_ok(), "{catalogue}");
    }
    for catalogue in ["https://b.example/x/layanan", "//b.example", "https://a.example/x/a b", "services", "/a;b"] {
        assert!(with(catalogue).unwrap_err().text(Lang::En).starts_with("catalogue is"), "{catalogue}");
    }
}

#[test]
fn the_backend_s_own_place_in_apache_is_left_alone_by_the_app() {
    let text = headers(r#"{"backend":{"base":"/izin/v2.1/"}}"#, "apache").unwrap();
    assert!(
        text.contains("<LocationMatch \"^/izin/v2\\.1(/|$)\">\n    Header always set Content-Security-Policy"),
        "{text}"
    );
    assert!(text.contains("RewriteCond %{REQUEST_URI} !^/izin/v2\\.1(/|$)"), "{text}");
    let text = headers(r#"{"backend":{"base":"https://izin.kota.example"}}"#, "apache").unwrap();
    assert!(!text.contains("sandbox") && text.contains("<LocationMatch \"^\">"), "{text}");
}

#[test]
fn what_is_unknown_is_told() {
    assert_eq!(headers(SHIPPED, "iis").unwrap_err().text(Lang::En), "The servers are nginx, apache, caddy.");
    assert!(headers("{", "nginx").is_err());
}
