//! The app's files and the headers of every reply.

use std::fs;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

use super::desk::{Answer, Desk};

const SCRIPT: &str = "loket-3f9a0c12d4e5f607.js";

fn desk() -> Desk {
    let desk = Desk::open();
    let put = |name: &str, text: &str| fs::write(desk.folder.join("dist").join(name), text).expect("a file");
    put("index.html", "<!doctype html>");
    put(SCRIPT, "raw");
    put(&format!("{SCRIPT}.br"), "brotli");
    put(&format!("{SCRIPT}.gz"), "gzip");
    put("only-gzip.css", "raw");
    put("only-gzip.css.gz", "gzip");
    put("config.json", "stale");
    put("config.json.br", "stale");
    desk
}

async fn ask(desk: &Desk, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    desk.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn files_go_out_compressed_when_the_browser_can() {
    let desk = desk();
    let cases = [
        (SCRIPT, "gzip, deflate, br", "br", "brotli"),
        (SCRIPT, "gzip, deflate", "gzip", "gzip"),
        (SCRIPT, "br;q=0, gzip;q=0.5", "gzip", "gzip"),
        (SCRIPT, "", "", "raw"),
        (SCRIPT, "identity", "", "raw"),
        ("only-gzip.css", "br, gzip", "gzip", "gzip"),
    ];
    for (name, accepted, encoding, body) in cases {
        let answer = ask(&desk, Method::GET, &format!("/{name}"), &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (answer.status, answer.header("content-encoding"), answer.text().as_str()),
            (StatusCode::OK, encoding, body)
        );
        assert!(answer.header("vary").contains("Accept-Encoding"));
    }
}

#[tokio::test]
async fn files_are_typed_and_cached() {
    let desk = desk();
    let script = ask(&desk, Method::GET, &format!("/{SCRIPT}"), &[]).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.header("cache-control").contains("immutable"));
    let page = ask(&desk, Method::GET, "/", &[("accept", "text/html")]).await;
    assert_eq!((page.header("content-type"), page.header("cache-control")), ("text/html; charset=utf-8", "no-cache"));
    let tag = page.header("etag").to_owned();
    let again = ask(&desk, Method::GET, "/", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn an_address_of_the_app_is_its_page_and_a_missing_file_is_missing() {
    let desk = desk();
    let html = [("accept", "text/html,application/xhtml+xml")];
    for path in ["/", "/layanan/surat-keterangan-usaha", "/lacak"] {
        let answer = ask(&desk, Method::GET, path, &html).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, "<!doctype html>"), "{path}");
    }
    let missing = [
        "/gone-0123456789abcdef.js",
        "/favicon.ico",
        "/..%2floket.db",
        "/../loket.db",
        "/services/../config.json",
        "/.git/config",
        "/services/x.json",
    ];
    for path in missing {
        assert_eq!(ask(&desk, Method::GET, path, &html).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ask(&desk, Method::GET, "/lacak", &[("accept", "*/*")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&desk, Method::POST, "/lacak", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
    let unknown = ask(&desk, Method::GET, "/api/nothing", &html).await;
    assert_eq!((unknown.status, unknown.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test]
async fn settings_and_services_come_from_the_command_line() {
    let desk = desk();
    let config = ask(&desk, Method::GET, "/config.json", &[("accept-encoding", "br")]).await;
    assert_eq!((config.header("content-encoding"), config.json().get("city").is_some()), ("", true));
    let index = ask(&desk, Method::GET, "/services/index.json", &[]).await;
    assert!(index.json().get("services").is_some());
    assert_eq!(index.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn every_reply_carries_the_security_headers() {
    let desk = desk();
    let app = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
        connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types loket";
    let bare = "default-src 'none'; frame-ancestors 'none'; sandbox";
    let officer = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'";
    let cases = [
        ("/", app),
        ("/gone.js", app),
        ("/healthz", app),
        ("/api", bare),
        ("/api/options/markets", bare),
        ("/api/nothing", bare),
        ("/petugas", officer),
        ("/petugas/masuk", officer),
    ];
    for (path, policy) in cases {
        let answer = ask(&desk, Method::GET, path, &[]).await;
        assert_eq!(answer.header("content-security-policy"), policy, "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(!answer.header("permissions-policy").is_empty(), "{path}");
    }
}
