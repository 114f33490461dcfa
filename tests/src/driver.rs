//! The programs that drive browsers (chromedriver, geckodriver, WebKitWebDriver): each starts once, when the first journey
//! asks for it, and ends with the run.

use std::{net::SocketAddr, process::Stdio};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::{
    process::{Child, Command},
    sync::OnceCell,
};

use crate::{
    http, tool,
    wrong::{Result, wrong},
};

/// The browsers that have a driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
    WebKit,
}

/// All drivers.
#[derive(Default)]
pub struct Drivers {
    chromium: OnceCell<Driver>,
    firefox: OnceCell<Driver>,
    webkit: OnceCell<Driver>,
}

struct Driver {
    addr: SocketAddr,
    _program: Child,
}

impl Drivers {
    /// A new browser with nothing in its storage. `extra` are arguments of Chromium's own.
    pub async fn session(&self, kind: Kind, extra: &[String]) -> Result<WebDriver> {
        let (cell, program) = match kind {
            Kind::Chromium => (&self.chromium, "LOKET_CHROMEDRIVER"),
            Kind::Firefox => (&self.firefox, "LOKET_GECKODRIVER"),
            Kind::WebKit => (&self.webkit, "LOKET_WEBKITDRIVER"),
        };
        let driver = cell.get_or_try_init(|| Driver::start(program)).await?;
        let mut capabilities = Capabilities::new();
        for (name, value) in wishes(kind, extra)? {
            capabilities.set(name, value)?;
        }
        Ok(WebDriver::new(format!("http://{}", driver.addr), capabilities).await?)
    }
}

impl Driver {
    async fn start(variable: &str) -> Result<Driver> {
        // A free port: taken and given back, since not every driver can pick one and say which.
        let addr = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(tool::path(variable)?);
        match variable {
            "LOKET_GECKODRIVER" => command.arg("--port").arg(addr.port().to_string()),
            _ => command.arg(format!("--port={}", addr.port())),
        };
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let program = command.spawn()?;
        for _ in 0..400 {
            if http::get(addr, "/status").await.is_ok_and(|reply| reply.status() == 200) {
                return Ok(Driver { addr, _program: program });
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        wrong(format!("{variable} started, but does not answer."))
    }
}

fn wishes(kind: Kind, extra: &[String]) -> Result<Vec<(&'static str, Value)>> {
    Ok(match kind {
        Kind::Chromium => {
            let mut arguments: Vec<String> = CHROMIUM.map(String::from).to_vec();
            arguments.extend_from_slice(extra);
            let binary = tool::path("LOKET_CHROMIUM")?;
            vec![
                ("browserName", json!("chrome")),
                ("goog:chromeOptions", json!({ "binary": binary, "args": arguments })),
            ]
        }
        Kind::Firefox => {
            let binary = tool::path("LOKET_FIREFOX")?;
            let arguments = ["-headless", "-width", "360", "-height", "640"];
            vec![
                ("browserName", json!("firefox")),
                ("moz:firefoxOptions", json!({ "binary": binary, "args": arguments })),
            ]
        }
        Kind::WebKit => vec![],
    })
}

/// Without a sandbox, since it runs as root on a build machine; without anything that asks a server of its maker's.
const CHROMIUM: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--window-size=360,640",
    "--lang=id-ID",
];
