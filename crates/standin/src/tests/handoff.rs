//! Handing over between a kiosk and a phone: once, to one of the two, and not for long.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};

use super::desk::{Answer, Desk};

const NAME: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOA";

async fn ask(desk: &Desk, method: &str, id: &str, body: &[u8]) -> Answer {
    let address = std::net::SocketAddr::from(([192, 0, 2, 7], 1));
    let request = Request::builder().method(method).uri(format!("/api/handoff/{id}")).extension(ConnectInfo(address));
    desk.send(request.body(Body::from(body.to_vec())).expect("a request")).await
}

#[tokio::test]
async fn what_is_handed_over_is_there_until_it_is_confirmed() {
    let desk = Desk::open();
    let sealed = [0, 159, 146, 150, 255];
    assert_eq!(ask(&desk, "GET", NAME, &[]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ask(&desk, "PUT", NAME, &sealed).await.status, StatusCode::CREATED);
    for _ in 0..2 {
        let answer = ask(&desk, "GET", NAME, &[]).await;
        assert_eq!((answer.status, answer.bytes.as_slice()), (StatusCode::OK, sealed.as_slice()));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    assert_eq!(ask(&desk, "HEAD", NAME, &[]).await.status, StatusCode::OK);
    assert_eq!(ask(&desk, "PUT", NAME, b"other").await.status, StatusCode::CONFLICT);
    // Only one of reader and writer is told that it was there.
    assert_eq!(ask(&desk, "DELETE", NAME, &[]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ask(&desk, "DELETE", NAME, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&desk, "GET", NAME, &[]).await.status, StatusCode::NO_CONTENT);
    // A writer who did not hear the first answer does not hand it over a second time.
    assert_eq!(ask(&desk, "PUT", NAME, &sealed).await.status, StatusCode::CONFLICT);
    let bytes: Option<Vec<u8>> =
        desk.office.db.lock().query_row("SELECT sealed FROM handoff", [], |row| row.get(0)).expect("a row");
    assert_eq!(bytes, None);
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_it_is_gone() {
    let desk = Desk::open();
    assert_eq!(ask(&desk, "PUT", NAME, b"sealed").await.status, StatusCode::CREATED);
    let desk = desk.reopen("2026-11-24T10:14:30+07:00");
    assert_eq!(ask(&desk, "GET", NAME, &[]).await.status, StatusCode::OK);
    let desk = desk.reopen("2026-11-24T10:15:30+07:00");
    assert_eq!(ask(&desk, "DELETE", NAME, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.count("handoff"), 0);
}

#[tokio::test]
async fn what_is_too_much_is_refused() {
    let desk = Desk::open();
    assert_eq!(ask(&desk, "PUT", NAME, &vec![7; 64 * 1024]).await.status, StatusCode::CREATED);
    let other = NAME.replace('M', "N");
    assert_eq!(ask(&desk, "PUT", &other, &vec![7; 64 * 1024 + 1]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for name in ["mfrggzdfmztwq2lknnwg23tpoa", "MFRGG", &NAME.replace('M', "1"), &[NAME, "A"].concat()] {
        for method in ["GET", "PUT", "DELETE"] {
            assert_eq!(ask(&desk, method, name, b"x").await.status, StatusCode::NOT_FOUND, "{method} {name}");
        }
    }
    let mut refused = None;
    for n in 0..200 {
        let answer =
            ask(&desk, "PUT", &format!("{:A>26}", n.to_string().replace(['0', '1', '8', '9'], "Z")), b"x").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some((n, answer.header("retry-after").to_owned()));
            break;
        }
    }
    let (n, seconds) = refused.expect("a limit");
    assert!(n > 100 && seconds.parse::<u32>().is_ok_and(|seconds| seconds <= 600), "{n} {seconds}");
}
