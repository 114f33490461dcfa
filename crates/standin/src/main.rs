//! The command `standin`: starts the backend for trying and testing. `standin officer NAME` makes the line of an officer.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use axum_server::Handle;
use standin::{Kiosk, Office, Settings, hash};

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    let ended = if arguments.next_if(|argument| argument == "officer").is_some() {
        officer(arguments.next())
    } else {
        match Settings::read(arguments) {
            Ok(settings) => serve(settings).await,
            Err(sentence) => Err(sentence),
        }
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Reads a password, one line, and prints what `--officer` and `--officers` take.
fn officer(name: Option<String>) -> Result<(), String> {
    let name = name.ok_or("standin officer NAME: the name is missing")?;
    eprintln!("Password of {name}, then Enter (it is shown while you type):");
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).map_err(|error| error.to_string())?;
    println!("{name}={}", hash(&name, password.trim_end_matches(['\r', '\n']))?);
    Ok(())
}

async fn serve(mut settings: Settings) -> Result<(), String> {
    let (addr, has_counters) = (settings.addr, !settings.counters.is_empty());
    if settings.password.is_none() {
        settings.password = std::env::var("LOKET_OFFICER_PASSWORD").ok();
    }
    let mut tried = None;
    if settings.kiosks.is_empty() {
        let (kiosk, secret) = Kiosk::new();
        tried = Some(format!("{}#{secret}", kiosk.id));
        settings.kiosks.push(kiosk);
    }
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let office = Arc::new(Office::open(settings)?);
    let listener = std::net::TcpListener::bind(addr).map_err(|error| format!("{addr} cannot be used: {error}"))?;
    listener.set_nonblocking(true).map_err(|error| error.to_string())?;
    let addr = listener.local_addr().map_err(|error| error.to_string())?;

    println!("Loket's stand-in backend, for trying and testing: {scheme}://{addr}");
    let password = office.made_password();
    let password = password.map(|password| format!(" (password: {password})")).unwrap_or_default();
    println!("Officers' pages: {scheme}://{addr}/petugas{password}");
    if let Some((counter, pin)) = office.counter().filter(|_| !has_counters) {
        println!("Kiosks: counter {counter} unlocks with the PIN {pin}");
    }
    if let Some(kiosk) = tried {
        println!("A kiosk of the office: {scheme}://{addr}/?kiosk={kiosk}");
    }

    let handle = Handle::new();
    tokio::spawn(stop(handle.clone()));
    standin::serve(office, listener, handle).await
}

/// Ends the server on Ctrl+C; requests at work are finished first.
async fn stop(handle: Handle<SocketAddr>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        handle.graceful_shutdown(Some(std::time::Duration::from_secs(5)));
    }
}
