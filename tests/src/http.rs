//! As much HTTP as the journeys speak themselves: one request on one connection, whole bodies.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::wrong::{Result, Wrong, wrong};

/// A request or a reply: its head with the empty line at its end, and its body.
#[derive(Clone, Debug, Default)]
pub struct Message {
    pub head: String,
    pub body: Vec<u8>,
}

impl Message {
    /// Reads one from a connection; `None` when the other side closed it without a word.
    pub async fn read(from: &mut (impl AsyncRead + Unpin)) -> Result<Option<Message>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if from.read_buf(&mut bytes).await? == 0 {
                return if bytes.is_empty() { Ok(None) } else { wrong("A head that breaks off.") };
            }
        };
        let mut body = bytes.split_off(end);
        let head = String::from_utf8(bytes)?;
        let message = Message { head, body: Vec::new() };
        if let Some(length) = message.header("content-length") {
            let length: usize = length.parse()?;
            while body.len() < length {
                if from.read_buf(&mut body).await? == 0 {
                    return wrong("A body that breaks off.");
                }
            }
        } else if message.header("transfer-encoding").is_some() || message.head.starts_with("HTTP/1.0") {
            // Kept in its chunks: it is only passed on. We ask for closed connections, so its end is the end.
            from.read_to_end(&mut body).await?;
        }
        Ok(Some(Message { body, ..message }))
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Method and path, when it is a request.
    pub fn target(&self) -> (&str, &str) {
        let mut words = self.head.split_whitespace();
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }

    /// The status, when it is a reply.
    pub fn status(&self) -> u16 {
        self.head.split_whitespace().nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    /// The same with `Connection: close` instead of what it said about its connection.
    pub fn closing(&self) -> Message {
        let mut head = String::new();
        for line in self.head.trim_end().lines() {
            let is_about_connection = line.to_ascii_lowercase().starts_with("connection:");
            if !is_about_connection {
                head.push_str(line);
                head.push_str("\r\n");
            }
        }
        head.push_str("Connection: close\r\n\r\n");
        Message { head, body: self.body.clone() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.clone().into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// Sends a request and gives the reply.
pub async fn ask(addr: SocketAddr, request: &Message) -> Result<Message> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(&request.closing().bytes()).await?;
    Message::read(&mut stream).await?.ok_or_else(|| Wrong(String::from("No reply.")))
}

/// Gets a path.
pub async fn get(addr: SocketAddr, path: &str) -> Result<Message> {
    bare(addr, "GET", path).await
}

/// Posts nothing to a path.
pub async fn post(addr: SocketAddr, path: &str) -> Result<Message> {
    bare(addr, "POST", path).await
}

async fn bare(addr: SocketAddr, method: &str, path: &str) -> Result<Message> {
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {addr}\r\nContent-Length: 0\r\n\r\n");
    ask(addr, &Message { head, body: Vec::new() }).await
}
