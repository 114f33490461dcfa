//! `cargo xtask serve`: builds, then runs the app with the embedded backend on one port.
//! `--lan` lets phones of the same network in and says what a plain http address cannot do.

use std::{net::UdpSocket, process::Command};

use qrcode::{QrCode, render::unicode::Dense1x2};

use crate::{
    Result,
    args::Args,
    build::{self, Build, Kind},
    place::Place,
    shell,
};

pub fn run(place: &Place, mut args: Args) -> Result {
    let lan = args.flag("--lan");
    let kind = if args.flag("--dev") { Kind::Dev } else { Kind::Release };
    let tls = args.values::<2>("--tls")?;
    let port = port(args.value("--port")?)?;
    let db = args.value("--db")?.unwrap_or_else(|| "loket.db".into());
    args.finish()?;

    let build = Build { kind, features: String::new(), dist: place.dist() };
    build::make(place, &build)?;
    shell::say("Compiling the embedded backend (3-6 minutes when nothing is cached) …");
    shell::run(shell::cargo(place).args(["build", "--quiet", "--package", "standin"]))?;

    let scheme = if tls.is_some() { "https" } else { "http" };
    if lan {
        invite(scheme, port)?;
    }
    let mut standin = Command::new(place.target.join("debug/standin"));
    standin.current_dir(&place.root).arg("--dist").arg(&build.dist);
    standin.args(["--services", "public/services", "--config", "public/config.json", "--db", &db, "--editing"]);
    standin.args(["--addr", &format!("{}:{port}", if lan { "0.0.0.0" } else { "127.0.0.1" })]);
    if let Some([cert, key]) = &tls {
        standin.args(["--tls", cert, key]);
    }
    shell::say(&format!("Loket is at {scheme}://127.0.0.1:{port} (stop with Ctrl+C)"));
    shell::run(&mut standin)
}

fn port(given: Option<String>) -> Result<u16> {
    let Some(given) = given else { return Ok(8080) };
    given.parse().map_err(|_| format!("--port wants a number up to 65535, not `{given}`."))
}

/// The address for phones, as text and as a QR code, with what it cannot do.
fn invite(scheme: &str, port: u16) -> Result {
    let address = format!("{scheme}://{}:{port}/", lan_address()?);
    println!("\n{}\n  {address}\n", qr(&address)?);
    if scheme == "http" {
        println!(
            "This is a plain http address of your network. On a phone the forms work there, but the browser keeps\n\
             no drafts safely, works not offline and gives no camera: these need https. Two ways:\n\
             - cargo xtask serve --lan --tls CERT KEY   with a certificate that the phone trusts\n\
             - adb reverse tcp:{port} tcp:{port}   with the phone on a USB cable; then open http://localhost:{port} on it\n"
        );
    }
    Ok(())
}

/// The address by which other machines of the network know this one. No packet is sent.
fn lan_address() -> Result<String> {
    let socket = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    });
    let address = socket.map_err(|error| format!("This machine seems to be in no network: {error}."))?;
    Ok(address.ip().to_string())
}

fn qr(text: &str) -> Result<String> {
    let code = QrCode::new(text).map_err(|error| format!("No QR code for {text}: {error}."))?;
    // Inverted, since most terminals are dark.
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

#[cfg(test)]
mod tests;
