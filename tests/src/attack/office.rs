//! Attacks on the backend.

use std::{net::SocketAddr, sync::Arc};

use tokio::{io::AsyncWriteExt, net::TcpSocket};

use crate::{
    http::Message,
    journey::conversion::{apply, track, trader},
    office::Office,
    stage::Stage,
    wrong::{Result, Wrong, same},
};

/// Another address of this machine than the citizen's.
const STRANGER: &str = "127.0.0.9:0";

pub async fn a_strangers_wrong_digits_lock_no_citizen_out(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let number = apply(&citizen, &trader()?).await?;
    for n in 0..8 {
        guess(office.addr, &number, n).await?;
    }
    same("The stranger's reply", guess(office.addr, &number, 9).await?, 429)?;
    let digits = office.only_row()?.digits;
    track(&citizen, &number, &digits).await?;
    citizen.see("Terkirim").await
}

/// Asks for a number with wrong digits; the status of the reply.
async fn guess(addr: SocketAddr, number: &str, n: u32) -> Result<u16> {
    let body = format!(r#"{{"number":"{number}","digits":"000{n}"}}"#);
    let head = format!(
        "POST /api/status HTTP/1.1\r\nHost: {addr}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let socket = TcpSocket::new_v4()?;
    socket.bind(STRANGER.parse::<SocketAddr>()?)?;
    let mut stream = socket.connect(addr).await?;
    stream.write_all(&Message { head, body: body.into_bytes() }.closing().bytes()).await?;
    let reply = Message::read(&mut stream).await?.ok_or_else(|| Wrong(String::from("No reply.")))?;
    Ok(reply.status())
}
