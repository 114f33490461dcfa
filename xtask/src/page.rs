//! Shows a folder's page to Chromium and waits for what it says: `POST /said` with a text. A small server of our own, so that
//! measuring in a browser needs no driver.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Sender, channel},
    thread,
    time::Duration,
};

use crate::{Result, place};

/// As root, and without anything that asks a server of its maker's.
const CHROMIUM: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// Opens `/index.html` of the folder and gives what it says; fails when it says nothing for so long.
pub fn ask(chromium: &Path, folder: &Path, patience: Duration) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("No port is free: {error}."))?;
    let address = listener.local_addr().map_err(|error| format!("No port is free: {error}."))?;
    let (sender, receiver) = channel();
    let served = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (served, sender) = (served.clone(), sender.clone());
            // A browser opens connections in stock: each has a thread, so that none waits for another.
            thread::spawn(move || answer(stream, &served, &sender));
        }
    });
    let _browser = Browser::open(chromium, &format!("http://{address}/index.html"))?;
    receiver.recv_timeout(patience).map_err(|_| format!("The page in {} said nothing.", folder.display()))
}

/// A browser with an empty profile; both end with it.
struct Browser {
    program: Child,
    profile: PathBuf,
}

impl Browser {
    fn open(chromium: &Path, address: &str) -> Result<Browser> {
        let profile = std::env::temp_dir().join(format!("loket-chromium-{}", std::process::id()));
        let mut command = Command::new(chromium);
        command.args(CHROMIUM).arg(format!("--user-data-dir={}", profile.display())).arg(address);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let program = command.spawn().map_err(|error| format!("{} did not start: {error}.", chromium.display()))?;
        Ok(Browser { program, profile })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Answers the one request of a connection.
fn answer(mut stream: TcpStream, folder: &Path, said: &Sender<String>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let (method, path) = line.split_once(' ').map(|(method, rest)| (method, rest.split(' ').next().unwrap_or("/")))?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    if method == "POST" {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        reply(&mut stream, "204 No Content", "text/plain", b"");
        return said.send(String::from_utf8_lossy(&body).into_owned()).ok();
    }
    let file = folder.join(path.trim_start_matches('/'));
    match place::bytes(&file) {
        Ok(bytes) => reply(&mut stream, "200 OK", kind(&file), &bytes),
        Err(_) => reply(&mut stream, "404 Not Found", "text/plain", b""),
    }
    Some(())
}

fn reply(stream: &mut TcpStream, status: &str, kind: &str, bytes: &[u8]) {
    let length = bytes.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(bytes));
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
