//! Attacks by whoever stands at a kiosk with a keyboard, or has an account of its machine.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use serde_json::Value;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::{
    cdp::{self, Cdp},
    http::{self, Message},
    office::{Office, UNIT},
    stage::Stage,
    tool,
    wait::wait,
    wrong::{Result, ensure, wrong},
};

/// Where everybody may write, under the name that the tally once had.
const PLANTED: &str = "/dev/shm/loket-kiosk-tally";
/// Pages of the browser itself, some of which no list of names has.
const PAGES: [&str; 12] = [
    "chrome://version/",
    "chrome://settings/",
    "chrome://extensions/",
    "chrome://chrome-urls/",
    "chrome://components/",
    "chrome://credits/",
    "chrome://media-internals/",
    "chrome://policy/",
    "chrome://quota-internals/",
    "chrome://sandbox/",
    "chrome://terms/",
    "chrome://webrtc-internals/",
];
/// A page of the browser itself has come within this time.
const LOADED: Duration = Duration::from_secs(3);

/// What others have left in shared memory is neither read nor written over.
pub async fn a_planted_tally_is_not_believed(_: Arc<Stage>) -> Result {
    std::fs::write(PLANTED, "t666\n")?;
    let mut command = Command::new(tool::path("LOKET_ROOT")?.join("kiosk/loket-kiosk"));
    command.env("LOKET_ADDRESS", "http://127.0.0.1:1").env("LOKET_KIOSK", UNIT.0).env("LOKET_SECRET", UNIT.1);
    command.env("LOKET_KIOSK_CONF", "/nowhere");
    command.env("LOKET_LOOK_SECONDS", "20").env_remove("XDG_RUNTIME_DIR").env_remove("RUNTIME_DIRECTORY");
    // What the browser would be told, and where it would keep what it keeps.
    let told = command.env("LOKET_CHROMIUM", "echo").stdin(Stdio::null()).output().await;
    let planted = std::fs::read_to_string(PLANTED);
    std::fs::remove_file(PLANTED)?;
    let told = String::from_utf8(told?.stdout)?;
    ensure(told.contains("kiosk=mpp-1#") && !told.contains("666"), || format!("The browser is told {told}"))?;
    ensure(planted? == "t666\n", || String::from("The planted file was written over."))?;
    let profile = told.split_whitespace().find_map(|word| word.strip_prefix("--user-data-dir="));
    let folder = profile.and_then(|profile| Path::new(profile).parent()).unwrap_or(Path::new("/dev/shm"));
    ensure(folder != Path::new("/dev/shm") && !folder.exists(), || format!("{} stays.", folder.display()))
}

/// With the shipped policy nothing opens but Loket: no other place, no source, no page of the browser, no tools of developers.
pub async fn a_keyboard_opens_nothing_but_loket(_: Arc<Stage>) -> Result {
    let (loket, other) = (Office::open().await?, Office::open().await?);
    let home = format!("http://{}", loket.addr);
    let browser = Browser::start(&home).await?;
    browser.shows(&home, "Mau mengurus apa hari ini? – Loket").await?;
    // What is blocked is called by its host, or by its address.
    let mut blocked = vec![
        (format!("http://{}/", other.addr), "127.0.0.1"),
        (format!("view-source:{home}/"), "127.0.0.1"),
        (String::from("file:///etc/"), "file:///etc/"),
        (String::from("devtools://devtools/bundled/inspector.html"), "devtools://devtools/bundled/inspector.html"),
    ];
    blocked.extend(PAGES.map(|page| (String::from(page), page)));
    for (address, _) in &blocked {
        browser.open(address).await?;
    }
    // What opens, if it does, has its own title by then.
    tokio::time::sleep(LOADED).await;
    for (address, title) in &blocked {
        browser.shows(address, title).await?;
    }
    let page = cdp::first_page(browser.addr).await?;
    let inspected = async { Cdp::connect(browser.addr, &page).await?.run("document.title").await };
    // Who is not refused is answered in a moment.
    match timeout(LOADED, inspected).await {
        Ok(Ok(title)) => wrong(format!("The tools of developers read the page: {title}")),
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// Chromium with the policy of a kiosk, which this machine's other browsers do not see.
struct Browser {
    addr: SocketAddr,
    folder: PathBuf,
    _process: Child,
}

impl Browser {
    async fn start(home: &str) -> Result<Browser> {
        let folder = std::env::temp_dir().join(format!("loket-policy-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("policies/managed"))?;
        let policy = std::fs::read_to_string(tool::path("LOKET_ROOT")?.join("kiosk/chromium-policy.json"))?;
        // As docs/kiosk.md says.
        let policy = policy.replace("https://loket.kota.example", home);
        std::fs::write(folder.join("policies/managed/loket.json"), policy)?;
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", "mount --bind \"$0\" /etc/chromium && exec \"$@\""]).arg(&folder);
        command.arg(tool::path("LOKET_CHROMIUM")?).args(["--headless=new", "--no-sandbox", "--disable-gpu"]);
        command.args(["--disable-dev-shm-usage", "--no-first-run", "--incognito", "--remote-debugging-port=0"]);
        command.arg(format!("--user-data-dir={}", folder.join("profile").display())).arg(home);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let process = command.spawn()?;
        let file = folder.join("profile/DevToolsActivePort");
        let port = wait(|| async {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            Ok(text.lines().next().and_then(|port| port.parse::<u16>().ok()))
        });
        let Some(port) = port.await? else {
            return wrong("No browser under a policy of its own: may this user have a namespace (unshare -rm)?");
        };
        Ok(Browser { addr: SocketAddr::from(([127, 0, 0, 1], port)), folder, _process: process })
    }

    async fn open(&self, address: &str) -> Result {
        let head = format!("PUT /json/new?{address} HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\n\r\n", self.addr);
        http::ask(self.addr, &Message { head, body: Vec::new() }).await?;
        Ok(())
    }

    async fn shows(&self, address: &str, title: &str) -> Result {
        let shown = wait(|| async { Ok((self.title(address).await? == title).then_some(())) }).await?;
        let now = self.title(address).await?;
        ensure(shown.is_some(), || format!("{address} should be called {title}, and is {now}."))
    }

    async fn title(&self, address: &str) -> Result<String> {
        let list: Value = serde_json::from_slice(&http::get(self.addr, "/json/list").await?.body)?;
        let mut pages = list.as_array().into_iter().flatten();
        let page = pages.find(|page| page["url"].as_str().is_some_and(|url| url.starts_with(address)));
        Ok(page.and_then(|page| page["title"].as_str()).unwrap_or_default().into())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
