//! The command `standin`: starts the backend for trying and testing.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use axum_server::{Handle, tls_rustls::RustlsConfig};
use standin::{Kiosk, Office, Settings, app};

#[tokio::main]
async fn main() -> ExitCode {
    let ended = match Settings::read(std::env::args().skip(1)) {
        Ok(settings) => serve(settings).await,
        Err(sentence) => Err(sentence),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(mut settings: Settings) -> Result<(), String> {
    let (addr, tls) = (settings.addr, settings.tls.clone());
    let (has_password, has_counters) = (settings.password.is_some(), !settings.counters.is_empty());
    let mut tried = None;
    if settings.kiosks.is_empty() {
        let (kiosk, secret) = Kiosk::new();
        tried = Some(format!("{}#{secret}", kiosk.id));
        settings.kiosks.push(kiosk);
    }
    let office = Arc::new(Office::open(settings)?);
    let service = app(office.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let listener = std::net::TcpListener::bind(addr).map_err(|error| format!("{addr} cannot be used: {error}"))?;
    listener.set_nonblocking(true).map_err(|error| error.to_string())?;
    let addr = listener.local_addr().map_err(|error| error.to_string())?;

    let scheme = if tls.is_some() { "https" } else { "http" };
    println!("Loket's stand-in backend, for trying and testing: {scheme}://{addr}");
    if has_password {
        println!("Officer's pages: {scheme}://{addr}/petugas (password as given)");
    } else {
        println!("Officer's pages: {scheme}://{addr}/petugas (password: {})", office.password());
    }

    if let Some((counter, pin)) = office.counter().filter(|_| !has_counters) {
        println!("Kiosks: counter {counter} unlocks with the PIN {pin}");
    }

    if let Some(kiosk) = tried {
        println!("A kiosk of the office: {scheme}://{addr}/?kiosk={kiosk}");
    }

    let handle = Handle::new();
    tokio::spawn(stop(handle.clone()));
    let ended = match tls {
        None => axum_server::from_tcp(listener).map_err(|error| error.to_string())?.handle(handle).serve(service).await,
        Some((certificate, key)) => {
            // rustls takes its cryptography from the program's default provider. It is the first to be named here.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = RustlsConfig::from_pem_file(certificate, key).await;
            let config = config.map_err(|error| format!("Certificate or key cannot be read: {error}"))?;
            let server = axum_server::from_tcp_rustls(listener, config).map_err(|error| error.to_string())?;
            server.handle(handle).serve(service).await
        }
    };
    ended.map_err(|error| error.to_string())
}

/// Ends the server on Ctrl+C; requests at work are finished first.
async fn stop(handle: Handle<SocketAddr>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        handle.graceful_shutdown(Some(std::time::Duration::from_secs(5)));
    }
}
