//! A kiosk: Chromium as kiosk/loket-kiosk starts it, on a screen of its own, touched with a finger. What is typed is typed on the
//! keyboard on the screen.

pub mod code;
pub mod endure;
mod finger;
mod look;
mod memory;
mod officer;
pub mod page;
pub mod search;
mod visitor;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{
    cdp::{self, Cdp},
    http,
    office::UNIT,
    tool,
    wait::{tidy, wait},
    watch,
    wrong::{Result, ensure, wrong},
};

/// Width and height of the screen, in pixels.
pub type Screen = (u32, u32);
pub const PORTRAIT: Screen = (1080, 1920);
pub const LANDSCAPE: Screen = (1920, 1080);

static N_KIOSKS: AtomicU32 = AtomicU32::new(0);

/// Who is asked and says nothing for so long has not heard it.
const PROMPT: Duration = Duration::from_secs(5);
/// A browser that stands still, or whose first page asks for another, has gone within this time.
const LONGEST_RESTART: Duration = Duration::from_secs(90);

/// A running one.
pub struct Kiosk {
    pub cdp: Cdp,
    /// Where the profile lies while it runs.
    pub folder: PathBuf,
    /// Touches so far, those of the keyboard aside, and those.
    pub touches: AtomicU32,
    pub keys: AtomicU32,
    /// The name of its screen.
    display: String,
    home: String,
    started: Child,
    _screen: Child,
}

/// How a kiosk is started.
#[derive(Clone, Copy)]
pub enum Start<'a> {
    /// Once; this goes to the browser, too.
    Once(&'a [&'a str]),
    /// Again whenever it ends, as systemd does (`Restart=always`); its watchdog counts so many seconds and looks every second.
    Kept(u32),
}

pub use finger::Touch;

impl Kiosk {
    /// Turns it on: `address` is where the app is, `more` goes to the browser.
    pub async fn start(address: impl std::fmt::Display, screen: Screen, more: &[&str]) -> Result<Kiosk> {
        Kiosk::start_as(address, screen, Start::Once(more)).await
    }

    /// Turns it on in one of two ways.
    pub async fn start_as(address: impl std::fmt::Display, screen: Screen, start: Start<'_>) -> Result<Kiosk> {
        let n_kiosk = N_KIOSKS.fetch_add(1, Ordering::Relaxed);
        let folder = PathBuf::from(format!("/dev/shm/loket-kiosk-{}-{n_kiosk}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Kiosk::start_in(folder, address, screen, start).await
    }

    async fn start_in(
        folder: PathBuf,
        address: impl std::fmt::Display,
        screen: Screen,
        start: Start<'_>,
    ) -> Result<Kiosk> {
        let (display, name) = display(screen).await?;
        let home = format!("http://{address}");
        let script = tool::path("LOKET_ROOT")?.join("kiosk/loket-kiosk");
        let mut command = match start {
            Start::Once(_) => {
                let mut command = Command::new(script);
                // Nobody would start it again, and nobody tidies up behind it.
                command.env("LOKET_STILL_SECONDS", "86400").env("LOKET_LOOK_SECONDS", "86400");
                command
            }
            Start::Kept(seconds) => {
                let mut command = Command::new("sh");
                command.args(["-c", "while :; do \"$0\" \"$@\"; sleep 1; done"]).arg(script);
                command.env("LOKET_STILL_SECONDS", seconds.to_string()).env("LOKET_LOOK_SECONDS", "1");
                command
            }
        };
        command
            .env("LOKET_ADDRESS", &home)
            .env("LOKET_KIOSK", UNIT.0)
            .env("LOKET_SECRET", UNIT.1)
            .env("LOKET_CHROMIUM", tool::path("LOKET_CHROMIUM")?);
        command.env("LOKET_SIZE", format!("{},{}", screen.0, screen.1)).env("XDG_RUNTIME_DIR", &folder);
        command.env("DISPLAY", &name).env("LOKET_KIOSK_CONF", "/nowhere").env("LANG", "id_ID.UTF-8");
        // As root on a build machine, without a graphics card.
        command.args(["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0"]);
        if let Start::Once(more) = start {
            command.args(more);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let started = command.kill_on_drop(true).spawn()?;
        let cdp = connect(&folder).await?;
        let (touches, keys) = (AtomicU32::new(0), AtomicU32::new(0));
        let kiosk = Kiosk { cdp, folder, touches, keys, display: name, home, started, _screen: display };
        kiosk.holds("document.documentElement.hasAttribute('data-ready')").await?;
        Ok(kiosk)
    }

    /// The folders in which its browser keeps what it keeps: one while it runs.
    pub fn profiles(&self) -> Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(&self.folder)?.flatten().map(|entry| entry.path());
        Ok(entries.filter(|path| path.join("DevToolsActivePort").exists()).collect())
    }

    /// Waits until the browser has gone by itself and another one is there.
    pub async fn another_browser(&mut self) -> Result {
        let profiles = self.profiles()?;
        let end = Instant::now() + LONGEST_RESTART;
        while profiles.iter().any(|profile| profile.exists()) {
            if Instant::now() > end {
                let title = timeout(PROMPT, self.cdp.run("document.title")).await;
                let title = title.ok().and_then(Result::ok).map_or(String::from("silent"), |title| title.to_string());
                return wrong(format!("The browser stays; its page is {title}, its folders are {profiles:?}."));
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        self.reconnect().await
    }

    /// Speaks with the browser that runs now: another than before.
    pub async fn reconnect(&mut self) -> Result {
        self.cdp = connect(&self.folder).await?;
        self.holds("document.documentElement.hasAttribute('data-ready')").await
    }

    /// Waits until an expression is true in the page.
    pub async fn holds(&self, expression: &str) -> Result {
        // A page that is being wiped answers nobody, and takes its promises with it.
        let held = wait(|| async {
            let answer = timeout(PROMPT, self.cdp.run(expression)).await;
            Ok(matches!(answer, Ok(Ok(Value::Bool(true)))).then_some(()))
        });
        if held.await?.is_some() {
            return Ok(());
        }
        self.look("waited in vain").await?;
        let text = self.cdp.run("document.title + ': ' + document.body.innerText").await?;
        wrong(format!("Waited in vain for {expression}; there is: {}", tidy(text.as_str().unwrap_or_default())))
    }

    /// Waits for the page with this title.
    pub async fn arrive(&self, heading: &str) -> Result {
        self.holds(&format!(
            "document.documentElement.hasAttribute('data-ready') && \
             Array.from(document.querySelectorAll('#main h1'), (title) => title.textContent.trim()).includes({})",
            json!(heading)
        ))
        .await
    }

    /// Waits until the page says this. Of a page that is not shown yet, `innerText` is all that stands in it, hidden or not.
    pub async fn see(&self, sentence: &str) -> Result {
        self.holds(&format!(
            "!document.documentElement.hidden && document.body.innerText.replace(/\\s+/g, ' ').includes({})",
            json!(sentence)
        ))
        .await
    }

    /// What should not have happened.
    pub fn complaints(&self) -> Vec<String> {
        watch::complaints(&self.cdp.events(), &self.home, &[])
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        // The script and the browser that it started.
        if let Some(id) = self.started.id() {
            let _ = std::process::Command::new("kill").args(["-TERM", "--", &format!("-{id}")]).status();
        }
        std::thread::sleep(Duration::from_millis(200));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn display((width, height): Screen) -> Result<(Child, String)> {
    let mut command = Command::new(tool::path("LOKET_XVFB")?);
    command.args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"]);
    let mut server =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let mut number = String::new();
    if let Some(stdout) = server.stdout.take() {
        BufReader::new(stdout).read_line(&mut number).await?;
    }
    ensure(!number.trim().is_empty(), || String::from("Xvfb gave no screen."))?;
    Ok((server, format!(":{}", number.trim())))
}

async fn connect(folder: &Path) -> Result<Cdp> {
    let addr = debugger(folder).await?;
    let cdp = Cdp::connect(addr, &cdp::first_page(addr).await?).await?;
    watch::begin(&cdp).await?;
    Ok(cdp)
}

/// Where the browser of this profile listens: it says so in a file.
async fn debugger(folder: &Path) -> Result<std::net::SocketAddr> {
    let port = wait(|| async {
        let profiles = std::fs::read_dir(folder)?.flatten();
        let files = profiles.map(|profile| profile.path().join("DevToolsActivePort"));
        let port = files.filter_map(|file| std::fs::read_to_string(file).ok()).next();
        Ok(port.and_then(|text| text.lines().next().and_then(|port| port.parse::<u16>().ok())))
    });
    let Some(port) = port.await? else { return wrong("The kiosk's browser did not start.") };
    let addr = std::net::SocketAddr::from(([127, 0, 0, 1], port));
    http::get(addr, "/json/version").await?;
    Ok(addr)
}
