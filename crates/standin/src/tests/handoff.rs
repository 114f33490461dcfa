//! Handing over between a kiosk and a phone: only with the office's own kiosks, once, to one of the two, and not for long.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use forms::Json;

use super::desk::{Answer, Desk, OTHER, UNIT};
use crate::secret;

const NAME: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOA";
const SEALED: [u8; 5] = [0, 159, 146, 150, 255];
/// What proves that a reader has opened them, and then its own name; and that of another.
const ACK: [u8; 64] = [9; 64];
const OTHERS_ACK: [u8; 64] = half([9; 32], [8; 32]);
const WRONG_ACK: [u8; 64] = half([8; 32], [9; 32]);

const fn half(ack: [u8; 32], reader: [u8; 32]) -> [u8; 64] {
    let mut both = [0; 64];
    let (start, end) = both.split_at_mut(32);
    start.copy_from_slice(&ack);
    end.copy_from_slice(&reader);
    both
}

/// Who asks: somebody, or a kiosk with its secret.
#[derive(Clone, Copy)]
enum Who {
    Anybody,
    Kiosk,
    OtherKiosk,
    /// A kiosk's name with another's secret.
    Liar,
}

use Who::{Anybody, Kiosk, Liar, OtherKiosk};

/// A token by its first byte, and the digest that a writer gives.
fn token(first: u8) -> (String, String) {
    let mut token = [7; 32];
    token[0] = first;
    (secret::hex(&token), secret::hex(&secret::sha256(&token)))
}

async fn ask(desk: &Desk, who: Who, what: (&str, &str), token: &str, body: &[u8]) -> Answer {
    let (method, path) = what;
    let address = std::net::SocketAddr::from(([192, 0, 2, 7], 1));
    let mut request = Request::builder().method(method).uri(format!("/api/handoff/{path}"));
    let unit = match who {
        Anybody => None,
        Kiosk => Some((UNIT.0, UNIT.1)),
        OtherKiosk => Some((OTHER.0, OTHER.1)),
        Liar => Some((UNIT.0, OTHER.1)),
    };
    if let Some((id, secret)) = unit {
        request = request.header("loket-kiosk", format!("{id} {secret}"));
    }
    if !token.is_empty() {
        request = request.header("loket-token", token);
    }
    if method == "PUT" && !path.contains('/') {
        request = request.header("loket-ack", secret::hex(&secret::sha256(&ACK[..32])));
    }
    if path.ends_with("/kiosk") {
        request = request.header("content-type", "application/json");
    }
    desk.send(request.extension(ConnectInfo(address)).body(Body::from(body.to_vec())).expect("a request")).await
}

fn offer() -> Vec<u8> {
    format!(r#"{{"point":"{}","commitment":"{}"}}"#, "A".repeat(104), "B".repeat(52)).into_bytes()
}

async fn open(desk: &Desk, name: &str) {
    let answer = ask(desk, Kiosk, ("PUT", &[name, "/kiosk"].concat()), "", &offer()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
}

/// A line of a conversation: who asks how, and the status of the reply.
type Line<'a> = (Who, &'a str, &'a str, &'a str, &'a [u8], u16);

async fn talk(desk: &Desk, lines: &[Line<'_>]) {
    for (n_line, (who, method, path, token, body, status)) in lines.iter().enumerate() {
        let answer = ask(desk, *who, (method, path), token, body).await;
        assert_eq!(answer.status.as_u16(), *status, "line {n_line}: {method} {path}");
        assert_eq!(answer.header("cache-control"), "no-store", "line {n_line}: {method} {path}");
    }
}

fn at(what: &str) -> String {
    [NAME, what].concat()
}

#[tokio::test]
async fn from_a_kiosk_it_goes_to_the_first_who_proves_it() {
    let desk = Desk::open();
    let ((mine, digest), (other, others)) = (token(1), token(2));
    let ack = at("/ack");
    talk(
        &desk,
        &[
            (Anybody, "GET", NAME, "", &[], 204),
            (Anybody, "PUT", NAME, &digest, &SEALED, 403),
            (Liar, "PUT", NAME, &digest, &SEALED, 403),
            (Kiosk, "PUT", NAME, "", &SEALED, 403),
            (Kiosk, "PUT", NAME, "00", &SEALED, 403),
            (Kiosk, "PUT", NAME, &digest, &SEALED, 201),
            // A browser repeats what it has heard no answer to.
            (Kiosk, "PUT", NAME, &digest, &SEALED, 201),
            (Kiosk, "PUT", NAME, &others, &SEALED, 409),
            (Kiosk, "PUT", NAME, &digest, b"another", 409),
            (Anybody, "GET", NAME, "", &[], 200),
            (Liar, "GET", NAME, "", &[], 403),
            (Anybody, "HEAD", NAME, "", &[], 200),
            // Nobody without the token ends it: not by its digest either, which the database holds.
            (Anybody, "DELETE", NAME, "", &[], 403),
            (Anybody, "DELETE", NAME, &digest, &[], 403),
            (Anybody, "DELETE", NAME, &other, &[], 403),
            (Kiosk, "DELETE", NAME, &other, &[], 403),
            // Nor without having opened it.
            (Anybody, "PUT", &ack, "", &WRONG_ACK, 403),
            (Anybody, "PUT", &ack, &mine, &ACK[1..], 400),
            (Anybody, "PUT", &ack, &mine, &ACK[..32], 400),
            (Anybody, "GET", &ack, "", &[], 204),
            (Anybody, "PUT", &ack, "", &ACK, 201),
            (Anybody, "PUT", &ack, "", &ACK, 201),
            // The first of two who have opened it has it.
            (Anybody, "PUT", &ack, "", &OTHERS_ACK, 409),
            (Anybody, "PUT", &ack, "", &WRONG_ACK, 403),
            (Anybody, "GET", NAME, "", &[], 204),
            (Kiosk, "DELETE", NAME, &mine, &[], 409),
            (Kiosk, "PUT", NAME, &others, &SEALED, 409),
        ],
    )
    .await;
    assert_eq!(ask(&desk, Anybody, ("GET", &ack), "", &[]).await.bytes, ACK[..32]);
    let sql = "SELECT sealed FROM handoff";
    let left: Option<Vec<u8>> = desk.office.db.lock().query_row(sql, [], |row| row.get(0)).expect("a row");
    assert_eq!(left, None);
}

#[tokio::test]
async fn what_was_taken_back_is_the_writers() {
    let desk = Desk::open();
    let ((mine, digest), (other, _)) = (token(1), token(2));
    talk(
        &desk,
        &[
            (Anybody, "DELETE", NAME, &mine, &[], 404),
            (Anybody, "PUT", &at("/ack"), "", &ACK, 404),
            (Kiosk, "PUT", NAME, &digest, &SEALED, 201),
            (Anybody, "DELETE", NAME, &other, &[], 403),
            (Kiosk, "DELETE", NAME, &mine, &[], 204),
            (Kiosk, "DELETE", NAME, &mine, &[], 204),
            (Anybody, "GET", NAME, "", &[], 204),
            (Anybody, "PUT", &at("/ack"), "", &ACK, 410),
            (Anybody, "GET", &at("/ack"), "", &[], 204),
            (Kiosk, "PUT", NAME, &digest, &SEALED, 409),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_phone_writes_where_the_office_vouches_for_a_kiosk() {
    let desk = Desk::open();
    let ((mine, digest), (strange, other)) = (token(1), token(2));
    let (kiosk, hello, reveal) = (at("/kiosk"), at("/hello"), at("/reveal"));
    talk(
        &desk,
        &[
            (Anybody, "GET", &kiosk, "", &[], 204),
            (Anybody, "PUT", &hello, &digest, &[4; 65], 403),
            (Anybody, "PUT", &kiosk, "", &offer(), 403),
            (Liar, "PUT", &kiosk, "", &offer(), 403),
            (Kiosk, "PUT", &kiosk, "", br#"{"point":"A","commitment":"B"}"#, 400),
            (Kiosk, "PUT", &kiosk, "", &offer(), 201),
            (Kiosk, "PUT", &kiosk, "", &offer(), 201),
            (OtherKiosk, "PUT", &kiosk, "", &offer(), 409),
            (Anybody, "GET", &hello, "", &[], 204),
            // Nothing is written there before somebody has said who writes.
            (Anybody, "PUT", NAME, &digest, &SEALED, 403),
            (Anybody, "DELETE", NAME, &strange, &[], 404),
            (Kiosk, "PUT", &reveal, "", &[3; 32], 409),
            (Anybody, "PUT", &hello, &digest, &[4; 64], 400),
            (Anybody, "PUT", &hello, "", &[4; 65], 403),
            (Anybody, "PUT", &hello, &digest, &[4; 65], 201),
            (Anybody, "PUT", &hello, &digest, &[4; 65], 201),
            (Anybody, "PUT", &hello, &other, &[4; 65], 409),
            (Anybody, "PUT", &hello, &digest, &[5; 65], 409),
            // A stranger who has seen the code neither closes the place nor takes it.
            (Anybody, "DELETE", NAME, &strange, &[], 403),
            (OtherKiosk, "DELETE", NAME, &strange, &[], 403),
            (Anybody, "PUT", NAME, &other, &SEALED, 403),
            (OtherKiosk, "PUT", NAME, &other, &SEALED, 403),
            (Anybody, "GET", &reveal, "", &[], 204),
            (Anybody, "PUT", &reveal, "", &[3; 32], 403),
            (OtherKiosk, "PUT", &reveal, "", &[3; 32], 403),
            (Kiosk, "PUT", &reveal, "", &[3; 32], 201),
            (Kiosk, "PUT", &reveal, "", &[3; 32], 201),
            (Kiosk, "PUT", &reveal, "", &[2; 32], 409),
            (Anybody, "PUT", &at("/ack"), "", &ACK, 403),
            (Kiosk, "PUT", &at("/ack"), "", &ACK, 404),
            (Anybody, "PUT", NAME, &digest, &SEALED, 201),
            (Anybody, "PUT", NAME, &other, &SEALED, 409),
            // It is for the kiosk that has opened the place.
            (Anybody, "GET", NAME, "", &[], 204),
            (OtherKiosk, "GET", NAME, "", &[], 204),
            (Kiosk, "GET", NAME, "", &[], 200),
            (Anybody, "GET", &kiosk, "", &[], 200),
            (Anybody, "PUT", &at("/ack"), "", &ACK, 403),
            (OtherKiosk, "PUT", &at("/ack"), "", &ACK, 403),
            (Kiosk, "PUT", &at("/ack"), "", &ACK, 201),
            (Anybody, "DELETE", NAME, &mine, &[], 409),
            (Anybody, "GET", &kiosk, "", &[], 204),
        ],
    )
    .await;
    assert_eq!(ask(&desk, Kiosk, ("GET", &hello), "", &[]).await.bytes, [4; 65]);
    assert_eq!(ask(&desk, Anybody, ("GET", &reveal), "", &[]).await.bytes, [3; 32]);
}

#[tokio::test]
async fn the_office_says_which_kiosk_it_is() {
    let desk = Desk::open();
    open(&desk, NAME).await;
    let said = ask(&desk, Anybody, ("GET", &at("/kiosk")), "", &[]).await;
    assert_eq!(said.header("content-type"), "application/json");
    let said = said.json();
    let text = |key: &str| said.get(key).and_then(Json::as_str).map(String::from);
    assert_eq!(text("kiosk").as_deref(), Some(UNIT.0));
    assert_eq!(text("name").as_deref(), Some("Kiosk pintu utara"));
    assert_eq!(text("point"), Some("A".repeat(104)));
    assert_eq!(text("commitment"), Some("B".repeat(52)));
    // A place that was not named is the office.
    let place = said.get("place").and_then(|place| place.get("id")).and_then(Json::as_str);
    assert_eq!(place, Some("Mal Pelayanan Publik Kota Pontianak"));
}

#[tokio::test]
async fn what_was_not_written_yet_can_be_closed() {
    let desk = Desk::open();
    let ((mine, digest), (other, _)) = (token(1), token(2));
    open(&desk, NAME).await;
    let (fresh, empty) = (NAME.replace('M', "N"), NAME.replace('M', "P"));
    open(&desk, &empty).await;
    talk(
        &desk,
        &[
            (Anybody, "PUT", &at("/hello"), &digest, &[4; 65], 201),
            (Anybody, "DELETE", NAME, &mine, &[], 204),
            (Anybody, "DELETE", NAME, &mine, &[], 204),
            (Anybody, "DELETE", NAME, &other, &[], 403),
            // The one that was still on its way.
            (Anybody, "PUT", NAME, &digest, &SEALED, 409),
            (Kiosk, "PUT", &at("/ack"), "", &ACK, 410),
            (Anybody, "GET", &at("/kiosk"), "", &[], 204),
            // A kiosk closes the place that it has opened.
            (OtherKiosk, "DELETE", &empty, &mine, &[], 404),
            (Kiosk, "DELETE", &empty, &mine, &[], 204),
            (Anybody, "PUT", &[&empty, "/hello"].concat(), &digest, &[4; 65], 409),
            // The same of a kiosk that wrote under a fresh name.
            (Kiosk, "DELETE", &fresh, &mine, &[], 201),
            (Kiosk, "DELETE", &fresh, &mine, &[], 204),
            (Kiosk, "PUT", &fresh, &digest, &SEALED, 409),
        ],
    )
    .await;
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_it_is_the_writers_again() {
    let mut desk = Desk::open();
    let (mine, digest) = token(1);
    let (late, never) = (NAME.replace('M', "N"), NAME.replace('M', "P"));
    let ack = at("/ack");
    for name in [&late, &never] {
        open(&desk, name).await;
        talk(&desk, &[(Anybody, "PUT", &[name, "/hello"].concat(), &digest, &[4; 65], 201)]).await;
    }
    talk(&desk, &[(Kiosk, "PUT", NAME, &digest, &SEALED, 201)]).await;
    desk = desk.reopen("2026-11-24T10:14:30+07:00");
    let kiosk = [&late, "/kiosk"].concat();
    talk(
        &desk,
        &[
            (Anybody, "GET", NAME, "", &[], 200),
            (Anybody, "GET", &kiosk, "", &[], 200),
            (Anybody, "PUT", &late, &digest, &SEALED, 201),
        ],
    )
    .await;
    desk = desk.reopen("2026-11-24T10:15:30+07:00");
    talk(
        &desk,
        &[
            (Anybody, "GET", NAME, "", &[], 204),
            // The reader may say so late: it may have the only copy.
            (Anybody, "PUT", &ack, "", &ACK, 201),
            (Kiosk, "DELETE", NAME, &mine, &[], 409),
            (Anybody, "GET", &kiosk, "", &[], 204),
            (Kiosk, "GET", &late, "", &[], 200),
            (Anybody, "PUT", &never, &digest, &SEALED, 409),
            (Anybody, "DELETE", &never, &mine, &[], 204),
        ],
    )
    .await;
    // What became of it is known as long as a phone keeps a draft that moves.
    desk = desk.reopen("2026-12-31T09:59:30+07:00");
    talk(&desk, &[(Kiosk, "GET", NAME, "", &[], 204), (Kiosk, "DELETE", NAME, &mine, &[], 409)]).await;
    desk = desk.reopen("2026-12-31T10:00:30+07:00");
    talk(&desk, &[(Kiosk, "GET", NAME, "", &[], 204), (Anybody, "DELETE", NAME, &mine, &[], 404)]).await;
    desk.office.sweep();
    assert_eq!(desk.count("handoff"), 0);
}

#[tokio::test]
async fn what_has_had_its_time_is_in_no_file() {
    let mut desk = Desk::open();
    let (_, digest) = token(1);
    let sealed = [0xA7; 300];
    talk(&desk, &[(Kiosk, "PUT", NAME, &digest, &sealed, 201)]).await;
    assert!(desk.holds(&sealed), "The control is not in the files.");
    desk = desk.reopen("2026-11-24T10:15:30+07:00");
    // Nobody asks: it goes by itself.
    desk.office.sweep();
    assert!(!desk.holds(&sealed), "Sealed bytes are still in the files.");
}

#[tokio::test]
async fn what_is_too_much_is_refused() {
    let desk = Desk::open();
    let (_, digest) = token(1);
    let other = NAME.replace('M', "N");
    talk(&desk, &[(Kiosk, "PUT", NAME, &digest, &vec![7; 64 * 1024], 201)]).await;
    let answer = ask(&desk, Kiosk, ("PUT", &other), &digest, &vec![7; 64 * 1024 + 1]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for name in ["mfrggzdfmztwq2lknnwg23tpoa", "MFRGG", &NAME.replace('M', "1"), &[NAME, "A"].concat()] {
        for method in ["GET", "PUT", "DELETE"] {
            let answer = ask(&desk, Kiosk, (method, name), &digest, b"x").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {name}");
        }
    }
}

/// The `n`th name.
fn nth(n: usize) -> String {
    format!("{:A>26}", n.to_string().replace(['0', '1', '8', '9'], "Z"))
}

#[tokio::test]
async fn strangers_cannot_fill_the_store() {
    let desk = Desk::open();
    let (_, digest) = token(1);
    open(&desk, NAME).await;
    // All that they write is refused: there is no place for it. In the end they wait, and nobody else does.
    let mut statuses = std::collections::BTreeSet::new();
    for n in 0..700 {
        statuses.insert(ask(&desk, Anybody, ("PUT", &nth(n)), &digest, b"x").await.status.as_u16());
    }
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), [403, 429]);
    assert_eq!(desk.count("handoff"), 1);
    // Nor does a phone of the same hall.
    let hello = ask(&desk, Anybody, ("PUT", &at("/hello")), &digest, &[4; 65]).await;
    assert_eq!(hello.status, StatusCode::CREATED);
    assert_eq!(ask(&desk, Kiosk, ("PUT", &at("/reveal")), "", &[3; 32]).await.status, StatusCode::CREATED);
    open(&desk, &nth(1)).await;
}

#[tokio::test]
async fn only_what_is_there_counts_and_only_for_its_kiosk() {
    let desk = Desk::open();
    let (mine, digest) = token(1);
    let names: Vec<String> = (0..1000).map(nth).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    for name in &names[..60] {
        assert_eq!(ask(&desk, Kiosk, ("PUT", name), &digest, b"x").await.status, StatusCode::CREATED);
    }
    let full = ask(&desk, Kiosk, ("PUT", &names[60]), &digest, b"x").await;
    assert_eq!((full.status, full.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "900"));
    assert_eq!(ask(&desk, OtherKiosk, ("PUT", &names[61]), &digest, b"x").await.status, StatusCode::CREATED);
    assert_eq!(ask(&desk, Kiosk, ("DELETE", &names[0]), &mine, &[]).await.status, StatusCode::NO_CONTENT);
    // A refused name is free.
    assert_eq!(ask(&desk, Kiosk, ("PUT", &names[60]), &digest, b"x").await.status, StatusCode::CREATED);
}
