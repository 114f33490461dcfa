//! A kiosk: Chromium as kiosk/loket-kiosk starts it, on a screen of its own, touched with a finger. What is typed is typed on the
//! keyboard on the screen.

mod code;
pub mod endure;
pub mod officer;
pub mod search;

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
    access,
    cdp::{self, Cdp},
    http, tool,
    wait::{tidy, wait},
    watch,
    wrong::{Result, Wrong, ensure, wrong},
};

/// Width and height of the screen, in pixels.
pub type Screen = (u32, u32);
pub const PORTRAIT: Screen = (1080, 1920);
pub const LANDSCAPE: Screen = (1920, 1080);

static N_KIOSKS: AtomicU32 = AtomicU32::new(0);

/// What is too small, too small to read, or out of reach on the present page. What is scrolled under the cover is out of sight.
const INSPECT: &str = "(() => {
    const faults = [];
    const shown = (element) => {
        const at = element.getBoundingClientRect();
        const there = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
        return at.width > 1 && there && (element.contains(there) || there.contains(element)) ? at : null;
    };
    // Words that end on another line than they began.
    const torn = (element) => {
        const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walk.nextNode()) {
            for (const { 0: word, index } of walk.currentNode.data.matchAll(/\\S+/g)) {
                const range = document.createRange();
                range.setStart(walk.currentNode, index);
                range.setEnd(walk.currentNode, index + word.length);
                if (range.getClientRects().length > 1) found.push('torn: ' + word + ' in ' + element.outerHTML.slice(0, 120));
            }
        }
        return found;
    };
    const third = Math.floor(innerHeight / 3);
    for (const element of document.querySelectorAll('button, a[href], input, select, textarea, summary')) {
        const at = shown(element);
        if (!at || getComputedStyle(element).pointerEvents === 'none') continue;
        if (at.height < 64 || at.width < 64) faults.push('small: ' + element.outerHTML.slice(0, 120) + ' ' + at.width + 'x' + at.height);
        const below = element.closest('.kiosk-bar') && at.bottom > innerHeight + 1;
        if (below || element.scrollHeight > element.clientHeight + 2) faults.push('cut: ' + element.outerHTML.slice(0, 120));
        if (element.matches('button')) faults.push(...torn(element));
        if (at.top + at.height / 2 < third) faults.push('high: ' + element.outerHTML.slice(0, 120) + ' ' + at.top);
    }
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const holder = walk.currentNode.parentElement;
        if (walk.currentNode.data.trim() && shown(holder) && parseFloat(getComputedStyle(holder).fontSize) < 24)
            faults.push('unreadable: ' + walk.currentNode.data.trim().slice(0, 60));
    }
    const keys = document.querySelector('.kiosk-keys:not([hidden])');
    if (keys) {
        const [box, cover] = [document.activeElement, document.querySelector('.kiosk-cover')].map((element) => element.getBoundingClientRect());
        if (box.top < cover.bottom - 1 || box.bottom > keys.getBoundingClientRect().top + 1) faults.push('the box that is typed into is not seen');
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
    return faults;
})()";

/// Who is asked and says nothing for so long has not heard it.
const PROMPT: Duration = Duration::from_secs(5);
/// A browser that stands still, or whose first page asks for another, has gone within this time.
const LONGEST_RESTART: Duration = Duration::from_secs(90);
/// How often somebody touches one thing that does nothing.
const MOST_TRIES: usize = 4;

/// A running one.
pub struct Kiosk {
    pub cdp: Cdp,
    /// Where the profile lies while it runs.
    pub folder: PathBuf,
    /// Touches so far, those of the keyboard aside, and those.
    pub touches: AtomicU32,
    pub keys: AtomicU32,
    home: String,
    started: Child,
    _display: Child,
}

/// How a kiosk is started.
#[derive(Clone, Copy)]
pub enum Start<'a> {
    /// Once; this goes to the browser, too.
    Once(&'a [&'a str]),
    /// Again whenever it ends, as systemd does (`Restart=always`); its watchdog counts so many seconds and looks every second.
    Kept(u32),
}

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
                // Nobody would start it again.
                command.env("LOKET_STILL_SECONDS", "86400");
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
            .env("LOKET_KIOSK", "mpp-1")
            .env("LOKET_CHROMIUM", tool::path("LOKET_CHROMIUM")?);
        command.env("LOKET_SIZE", format!("{},{}", screen.0, screen.1)).env("XDG_RUNTIME_DIR", &folder);
        command.env("DISPLAY", name).env("LOKET_KIOSK_CONF", "/nowhere").env("LANG", "id_ID.UTF-8");
        // As root on a build machine, without a graphics card.
        command.args(["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0"]);
        if let Start::Once(more) = start {
            command.args(more);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let started = command.kill_on_drop(true).spawn()?;
        let cdp = connect(&folder).await?;
        let (touches, keys) = (AtomicU32::new(0), AtomicU32::new(0));
        let kiosk = Kiosk { cdp, folder, touches, keys, home, started, _display: display };
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
            ensure(Instant::now() < end, || String::from("The browser stays."))?;
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

    /// Looks at the present page: a finger fits on everything that is touched, a hand reaches it, and it is read from afar; axe-core has
    /// nothing to say.
    pub async fn inspect(&self, name: &str) -> Result {
        self.look(name).await?;
        let found = self.cdp.run(INSPECT).await?;
        ensure(found == json!([]), || format!("{name}: {found:#}"))?;
        access::axe_over(&self.cdp, name).await
    }

    /// Keeps a picture of the screen in the folder that `LOKET_PICTURES` names, for people to look at.
    pub async fn look(&self, name: &str) -> Result {
        let Some(folder) = std::env::var_os("LOKET_PICTURES") else { return Ok(()) };
        let shot = self.cdp.call("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let file = Path::new(&folder).join(format!("{name}.base64"));
        Ok(std::fs::write(file, shot["data"].as_str().unwrap_or_default())?)
    }

    /// Prints the page as the paper is: how many pages, and how many millimetres the first is wide.
    pub async fn print(&self, name: &str) -> Result<(usize, f64)> {
        let settings = json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.cdp.call("Page.printToPDF", settings).await?;
        let coded = printed["data"].as_str().unwrap_or_default();
        if let Some(folder) = std::env::var_os("LOKET_PICTURES") {
            std::fs::write(Path::new(&folder).join(format!("{name}.pdf.base64")), coded)?;
        }
        let text = self.cdp.run(&format!("atob({})", json!(coded))).await?;
        let text = text.as_str().unwrap_or_default();
        let points =
            text.split("/MediaBox [").nth(1).and_then(|rest| rest.split_whitespace().nth(2)?.parse::<f64>().ok());
        Ok((text.matches("/Type /Page\n").count(), points.unwrap_or_default() / 72.0 * 25.4))
    }

    /// Waits until the page says this.
    pub async fn see(&self, sentence: &str) -> Result {
        self.holds(&format!("document.body.innerText.replace(/\\s+/g, ' ').includes({})", json!(sentence))).await
    }

    /// Touches what has this role and name.
    pub async fn touch(&self, role: &str, name: &str) -> Result {
        let find = include_str!("find.js");
        // What is touched stands where a hand reaches, below the cover, above the keyboard, and stands still: a new page scrolls to its top.
        let expression = format!(
            "(async function () {{ const found = (function () {{ {find} }})({}, {}); if (found.length !== 1) return found.length; \
             const on = found[0].labels && found[0].matches('[type=radio], [type=checkbox]') ? found[0].labels[0] : found[0]; \
             const seen = () => {{ const at = on.getBoundingClientRect(); const [x, y] = [at.left + at.width / 2, at.top + at.height / 2]; \
             const there = document.elementFromPoint(x, y); return there && (on.contains(there) || there.contains(on)) ? [x, y] : null; }}; \
             if (!seen()) on.scrollIntoView({{ block: 'center' }}); const first = seen(); \
             await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); \
             if (!first || String(first) !== String(seen())) return null; \
             window.heard = false; const hear = () => {{ window.heard = true; }}; \
             on.addEventListener('click', hear, {{ once: true, capture: true }}); \
             if (on.matches('input, textarea')) on.addEventListener('focus', hear, {{ once: true }}); \
             return first; }})()",
            json!(role),
            json!(name)
        );
        // A page that is being wiped takes its promise with it.
        let look = async || match timeout(PROMPT, self.cdp.run(&expression)).await {
            Ok(found) => found,
            Err(_) => Ok(Value::Null),
        };
        let place = wait(|| async { Ok(Some(look().await?).filter(Value::is_array)) }).await?;
        let Some(place) = place else {
            self.look("found in vain").await?;
            let found = self.cdp.run(&expression).await?;
            return Err(Wrong(format!("There should be one {role} “{name}” in reach; found {found}.")));
        };
        self.touches.fetch_add(1, Ordering::Relaxed);
        let mut place = place;
        // A page that moves under the finger takes it for something else: whoever sees that nothing happened touches again, as people do.
        for _ in 0..MOST_TRIES {
            let touched = self.finger(&place).await;
            touched.map_err(|Wrong(sentence)| Wrong(format!("{role} “{name}”: {sentence}")))?;
            place = if self.is_unheard().await { look().await? } else { Value::Null };
            if !place.is_array() {
                break;
            }
        }
        Ok(())
    }

    // Whether the page, a second later, has heard nothing of a touch. A new one has nothing to say.
    async fn is_unheard(&self) -> bool {
        for _ in 0..20 {
            let heard = timeout(PROMPT, self.cdp.run("window.heard")).await;
            if !matches!(heard, Ok(Ok(Value::Bool(false)))) {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        true
    }

    async fn finger(&self, place: &Value) -> Result {
        let start = json!({ "type": "touchStart", "touchPoints": [{ "x": place[0], "y": place[1] }] });
        // A busy machine loses a finger now and then: it is lifted and comes again. What it has done is looked at afterwards in any case.
        if !self.feels(start.clone()).await? {
            self.feels(json!({ "type": "touchCancel", "touchPoints": [] })).await?;
            self.feels(start).await?;
        }
        self.feels(json!({ "type": "touchEnd", "touchPoints": [] })).await.map(drop)
    }

    // Whether the browser says that it has felt it.
    async fn feels(&self, touch: Value) -> Result<bool> {
        match timeout(PROMPT, self.cdp.call("Input.dispatchTouchEvent", touch)).await {
            Ok(felt) => felt.map(|_| true),
            Err(_) => Ok(false),
        }
    }

    /// Touches a box and types into it on the keyboard on the screen.
    pub async fn write_in(&self, role: &str, label: &str, text: &str) -> Result {
        self.touch(role, label).await?;
        let find = include_str!("find.js");
        let at_it = format!(
            "!!document.querySelector('.kiosk-keys:not([hidden])') && \
             (function () {{ {find} }})({}, {}).includes(document.activeElement)",
            json!(role),
            json!(label)
        );
        // The keyboard of the box before goes away and the page moves: who is quicker than that touches once more, as people do.
        for _ in 0..40 {
            if self.cdp.run(&at_it).await? == Value::Bool(true) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        if self.cdp.run(&at_it).await? != Value::Bool(true) {
            self.touch(role, label).await?;
            self.holds(&at_it).await?;
        }
        // Where digits are asked there are no other keys: separators come by themselves.
        let digits = self.cdp.run("!!document.querySelector('.kiosk-keys--digits')").await? == Value::Bool(true);
        for letter in text.chars().filter(|letter| !digits || letter.is_ascii_digit() || *letter == '/') {
            if letter.is_uppercase() {
                self.key("[aria-label='Huruf kapital']").await?;
                self.holds("document.querySelector('.kiosk-key--shift').getAttribute('aria-pressed') === 'true'")
                    .await?;
            }
            match letter {
                ' ' => self.key(".kiosk-key--space").await?,
                letter => self.key(&format!("={letter}")).await?,
            }
        }
        Ok(())
    }

    // A key by its text (`=a`) or by a selector.
    async fn key(&self, key: &str) -> Result {
        let found = match key.strip_prefix('=') {
            Some(text) => format!(
                "Array.from(document.querySelectorAll('.kiosk-key')).find((key) => key.textContent === {})",
                json!(text)
            ),
            None => format!("document.querySelector({})", json!([".kiosk-keys ", key].concat())),
        };
        let expression = format!(
            "(function () {{ const key = {found}; if (!key) return null; const at = key.getBoundingClientRect(); \
             return at.width ? [at.left + at.width / 2, at.top + at.height / 2] : null; }})()"
        );
        let place = self.cdp.run(&expression).await?;
        ensure(place.is_array(), || format!("The keyboard has no key {key}."))?;
        self.keys.fetch_add(1, Ordering::Relaxed);
        self.finger(&place).await
    }

    /// Does what a data file says (see journey::form), with a finger.
    pub async fn fill(&self, pages: &Value) -> Result {
        self.fill_and(pages, false).await
    }

    /// The same, and looks at every page.
    pub async fn fill_and_inspect(&self, pages: &Value) -> Result {
        self.fill_and(pages, true).await
    }

    async fn fill_and(&self, pages: &Value, inspecting: bool) -> Result {
        for page in pages.as_array().into_iter().flatten() {
            let heading = page["heading"].as_str().unwrap_or_default();
            self.arrive(heading).await?;
            if inspecting {
                self.inspect(heading).await?;
            }
            for act in page["do"].as_array().into_iter().flatten() {
                let words: Vec<&str> = act.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                self.do_one(&words).await?;
                if inspecting && words.first() == Some(&"write") {
                    self.inspect(words.get(1).unwrap_or(&"")).await?;
                }
            }
            if let Some(button) = page["press"].as_str() {
                self.touch("button", button).await?;
            }
        }
        Ok(())
    }

    /// The whole conversion, from the first page to the receipt; how many touches it took, those of the keyboard aside.
    pub async fn convert(&self, trader: &Value) -> Result<u32> {
        let before = self.touches.load(Ordering::Relaxed);
        self.touch("link", "Usaha mikro dari SPTU").await?;
        self.touch("button", "Mulai").await?;
        self.fill(&trader["pages"]).await?;
        self.touch("button", "Kirim permohonan").await?;
        self.arrive("Permohonan terkirim").await?;
        Ok(self.touches.load(Ordering::Relaxed) - before)
    }

    /// Has the page wipe itself, and waits for the new one.
    pub async fn wipe(&self) -> Result {
        let go = "window.old = true, document.querySelector('.kiosk-bar .button:last-child').click(), true";
        self.holds(&format!("!!document.querySelector('.kiosk-bar') && ({go})")).await?;
        self.holds("!window.old && document.documentElement.hasAttribute('data-ready') && !!document.querySelector('.kiosk-bar')").await
    }

    /// What the processes that draw this kiosk's page take of the memory, in kilobytes.
    pub fn renderer(&self) -> Result<f64> {
        let mark = format!("--user-data-dir={}", self.folder.display());
        let mut whole = 0.0;
        for process in std::fs::read_dir("/proc")?.flatten() {
            let mut of = process.path();
            if !has(&of, "--type=renderer") {
                continue;
            }
            // A child of the browser, or of what the browser forks from.
            while !has(&of, &mark)
                && let Some(parent) = status(&of, "PPid:").filter(|parent| *parent > 1.0)
            {
                of = PathBuf::from(format!("/proc/{parent}"));
            }
            if has(&of, &mark) {
                whole += status(&process.path(), "VmRSS:").unwrap_or_default();
            }
        }
        Ok(whole)
    }

    async fn do_one(&self, words: &[&str]) -> Result {
        match *words {
            ["write", label, text] => self.write_in("textbox", label, text).await,
            ["choose", option] => self.touch("radio", option).await,
            ["tick", label] => self.touch("checkbox", label).await,
            ["search", label, query, option] => {
                self.write_in("searchbox", label, query).await?;
                // What is found changes with every letter; a person looks first.
                self.holds("new Promise((still) => { const seen = document.body.innerText; setTimeout(() => still(seen === document.body.innerText), 300); })").await?;
                self.touch("radio", option).await
            }
            ["see", sentence] => self.see(sentence).await,
            ["picked", _, option] => {
                let all = "Array.from(document.querySelectorAll('option:checked'), (option) => option.text)";
                self.holds(&format!("{all}.includes({})", json!(option))).await
            }
            _ => wrong(format!("Nobody knows how to do {words:?} with a finger.")),
        }
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

// Whether the command line of a process has this.
fn has(process: &Path, text: &str) -> bool {
    let line = std::fs::read(process.join("cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).contains(text)
}

// A number of its status.
fn status(process: &Path, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
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
