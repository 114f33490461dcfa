//! What a stranger tries with connections, on real sockets.

use std::{net::SocketAddr, time::Duration};

use axum_server::Handle;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

use super::desk::Desk;

async fn serve(desk: &Desk) -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let addr = listener.local_addr().expect("an address");
    let office = desk.office.clone();
    tokio::spawn(async move { crate::serve(office, listener, Handle::new()).await });
    addr
}

/// Begins a request and leaves it at that.
async fn begin(addr: SocketAddr, start: &str) -> TcpStream {
    let mut stream = TcpStream::connect(addr).await.expect("a connection");
    let _ = stream.write_all(start.as_bytes()).await;
    stream
}

/// Asks for the health, from another address of this machine.
async fn health(addr: SocketAddr) -> String {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.2:0".parse().expect("an address")).expect("an address of this machine");
    let mut stream = socket.connect(addr).await.expect("a connection");
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.expect("a request");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.expect("a reply");
    reply
}

/// How long a connection stays open.
async fn stays(mut stream: TcpStream) -> Duration {
    let (began, mut bytes) = (Instant::now(), Vec::new());
    let _ = timeout(Duration::from_secs(90), stream.read_to_end(&mut bytes)).await.expect("an end");
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_sent_requests_do_not_stop_the_server() {
    let desk = Desk::open();
    let addr = serve(&desk).await;
    let mut held = Vec::new();
    for _ in 0..1_100 {
        held.push(begin(addr, "GET / HTTP/1.1\r\nHost: x\r\n").await);
    }
    let reply = timeout(Duration::from_secs(5), health(addr)).await.expect("others are answered");
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    // So many connections of one address are held, the others are closed at once.
    let mut n_open = 0;
    for stream in &mut held {
        let mut byte = [0];
        n_open += usize::from(timeout(Duration::from_millis(5), stream.read(&mut byte)).await.is_err());
    }
    assert!((200..=256).contains(&n_open), "{n_open}");
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_and_bodies_are_not_waited_for() {
    let desk = Desk::open();
    let addr = serve(&desk).await;
    let body = "POST /api/status HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{";
    let [head, nothing, first, body] =
        [begin(addr, "GET / HTTP/1.1\r\n"), begin(addr, ""), begin(addr, "P"), begin(addr, body)]
            .map(|stream| tokio::spawn(async move { stays(stream.await).await }));
    for (name, stayed, most) in [("head", head, 25), ("nothing", nothing, 25), ("first", first, 25), ("body", body, 40)]
    {
        let stayed = stayed.await.expect("an end");
        assert!(stayed < Duration::from_secs(most), "{name}: {stayed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_read_is_not_waited_for() {
    let desk = Desk::open();
    std::fs::write(desk.folder.join("dist/large.bin"), vec![7; 4 << 20]).expect("a file");
    let addr = serve(&desk).await;
    let mut stream = begin(addr, &"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)).await;
    // The first bytes have come: it is served, and nobody reads on.
    stream.read_u8().await.expect("a byte");
    let began = Instant::now();
    while stream.write_all(b"\r\n").await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(60), "The connection is still open.");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
