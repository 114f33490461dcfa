//! A person before a browser: opens, reads, types, chooses, presses. Everything is found by role and accessible name, and
//! everything waits until it is there, since that is what people do.

mod sight;

use std::{net::SocketAddr, sync::Mutex};

use serde_json::{Value, json};
use thirtyfour::{
    Key, WebDriver, WebElement,
    common::command::{Command, ExtensionCommand},
};

use crate::{
    cdp::Cdp,
    driver::Kind,
    wait::{tidy, until, wait},
    watch,
    wrong::{Result, Wrong, ensure, wrong},
};

/// How long WebKit's driver may take to tell the page of a click.
const GRACE: std::time::Duration = std::time::Duration::from_millis(200);

/// Somebody with a browser.
pub struct Citizen {
    pub driver: WebDriver,
    /// Where the app is, without a slash at the end.
    pub home: String,
    kind: Kind,
    tabs: Mutex<Vec<Cdp>>,
    expected: Mutex<Vec<String>>,
}

impl Citizen {
    pub async fn new(kind: Kind, driver: WebDriver, home: String) -> Result<Citizen> {
        let citizen = Citizen { driver, home, kind, tabs: Mutex::default(), expected: Mutex::default() };
        citizen.attach().await?;
        Ok(citizen)
    }

    /// The DevTools of the present tab; only Chromium has them.
    pub fn cdp(&self) -> Result<Cdp> {
        let tabs = self.tabs.lock().map_err(|_| Wrong(String::from("Another thread failed.")))?;
        tabs.last().cloned().ok_or_else(|| Wrong(String::from("This browser has no DevTools.")))
    }

    /// Where the DevTools of the browser listen.
    pub fn debugger(&self) -> Result<SocketAddr> {
        let options = self.driver.capabilities().get("goog:chromeOptions").cloned().unwrap_or_default();
        let addr = options["debuggerAddress"].as_str().unwrap_or_default().replace("localhost", "127.0.0.1");
        Ok(addr.parse()?)
    }

    /// A complaint that this journey causes on purpose, such as "status of 500".
    pub fn expect(&self, part: &str) {
        if let Ok(mut expected) = self.expected.lock() {
            expected.push(part.into());
        }
    }

    /// What happened behind the citizen's back in all tabs.
    pub fn complaints(&self) -> Vec<String> {
        let (Ok(tabs), Ok(expected)) = (self.tabs.lock(), self.expected.lock()) else { return Vec::new() };
        tabs.iter().flat_map(|cdp| watch::complaints(&cdp.events(), &self.home, &expected)).collect()
    }

    /// Opens a page of the app and waits until the app has taken over.
    pub async fn open(&self, path: &str) -> Result {
        self.driver.goto(format!("{}{path}", self.home)).await?;
        self.ready().await
    }

    /// Waits until the app has taken over.
    pub async fn ready(&self) -> Result {
        let script = "return document.documentElement.hasAttribute('data-ready')";
        until("the app to take over", || async { Ok(self.run(script).await? == Value::Bool(true)) }).await
    }

    pub async fn reload(&self) -> Result {
        self.driver.refresh().await?;
        self.ready().await
    }

    /// A new tab in front, with an empty page.
    pub async fn new_tab(&self) -> Result {
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        self.attach().await
    }

    /// A new tab in front, and no other; what happened in the others is forgotten.
    pub async fn fresh_tab(&self) -> Result {
        let old = self.driver.windows().await?;
        let tab = self.driver.new_tab().await?;
        for window in old {
            self.driver.switch_to_window(window).await?;
            // One that crashed may not answer.
            let _ = self.driver.close_window().await;
        }
        self.driver.switch_to_window(tab).await?;
        self.again().await
    }

    /// Attends to the tab that is in front now, and to no other.
    pub async fn again(&self) -> Result {
        self.tabs.lock().map_err(|_| Wrong(String::from("Another thread failed.")))?.clear();
        self.attach().await
    }

    /// Closes the present tab and goes to the one that is left.
    pub async fn close_tab(&self) -> Result {
        self.driver.close_window().await?;
        let left = self.driver.windows().await?.pop().ok_or_else(|| Wrong(String::from("No tab is left.")))?;
        self.driver.switch_to_window(left).await?;
        self.attach().await
    }

    /// The element with this role and accessible name, as soon as there is just one.
    pub async fn find(&self, role: &str, name: &str) -> Result<WebElement> {
        let only = || async {
            let mut found = self.all(role, name).await?;
            Ok(if found.len() == 1 { found.pop() } else { None })
        };
        match wait(only).await? {
            Some(element) => Ok(element),
            None => {
                let n_found = self.all(role, name).await?.len();
                wrong(format!("There should be one {role} “{name}”; there are {n_found}."))
            }
        }
    }

    /// Whether there is anything with this role and name now.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool> {
        Ok(!self.all(role, name).await?.is_empty())
    }

    /// Presses a button or follows a link. What is drawn anew under the finger is pressed again.
    pub async fn press(&self, role: &str, name: &str) -> Result {
        match self.press_once(role, name).await {
            Err(Wrong(sentence)) if sentence.contains("stale") => self.press_once(role, name).await,
            pressed => pressed,
        }
    }

    async fn press_once(&self, role: &str, name: &str) -> Result {
        let element = self.find(role, name).await?;
        element.scroll_into_view().await?;
        self.click(&element).await.map_err(|Wrong(error)| Wrong(format!("{role} “{name}”: {error}")))
    }

    // WebKit's driver loses clicks when the machine is busy: whoever sees that nothing happened presses again.
    async fn click(&self, element: &WebElement) -> Result {
        if self.kind == Kind::WebKit {
            let hear = "window.heard = false; \
                arguments[0].addEventListener('click', () => { window.heard = true }, { once: true, capture: true })";
            self.driver.execute(hear, vec![element.to_json()?]).await?;
        }
        element.click().await?;
        if self.kind == Kind::WebKit {
            tokio::time::sleep(GRACE).await;
            // Another document knows nothing of it, which says enough.
            if self.run("return window.heard").await.is_ok_and(|heard| heard == Value::Bool(false)) {
                element.click().await?;
            }
        }
        Ok(())
    }

    /// Types into a box, in place of what was in it.
    pub async fn write(&self, label: &str, text: &str) -> Result {
        self.write_in("textbox", label, text).await
    }

    /// Types into a box of this role.
    pub async fn write_in(&self, role: &str, label: &str, text: &str) -> Result {
        let element = self.find(role, label).await?;
        let value = async || -> Result<String> { Ok(element.prop("value").await?.unwrap_or_default()) };
        // WebKit's driver loses keys when the machine is busy: whoever sees that types again. The others get one try.
        for _ in 0..if self.kind == Kind::WebKit { 3 } else { 1 } {
            element.click().await.map_err(|error| Wrong(format!("{role} “{label}”: {error}")))?;
            if !value().await?.is_empty() {
                element.send_keys(Key::Control + "a").await?;
                element.send_keys(Key::Backspace + "").await?;
            }
            // Now and then it fails over them, too; what stands in the box is judged all the same.
            match element.send_keys(text).await {
                Err(error) if self.kind != Kind::WebKit => return Err(error.into()),
                _ => {}
            }
            if same_typed(&value().await?, text) {
                return Ok(());
            }
        }
        let got = value().await?;
        ensure(same_typed(&got, text), || format!("“{text}” was typed into “{label}”; it holds “{got}”."))
    }

    /// Chooses one of several alternatives that are all shown, or ticks a box: on its words, as people do.
    pub async fn choose(&self, role: &str, name: &str) -> Result {
        let element = self.find(role, name).await?;
        let label = self.driver.execute("return arguments[0].labels[0]", vec![element.to_json()?]).await?.element()?;
        label.scroll_into_view().await?;
        label.click().await.map_err(|error| Wrong(format!("{role} “{name}”: {error}")))?;
        let chosen = async || element.is_selected().await.unwrap_or(true);
        // WebKit's driver loses clicks, too.
        if self.kind == Kind::WebKit && !chosen().await {
            label.click().await?;
        }
        until("the choice to be marked", || async { Ok(chosen().await) }).await
    }

    /// Chooses from a list that opens. A list that is drawn anew while its options come is looked for again.
    pub async fn pick(&self, label: &str, option: &str) -> Result {
        let picked = wait(|| async {
            let list = self.find("combobox", label).await?;
            Ok(self.pick_in(&list, option).await.ok())
        });
        match picked.await? {
            Some(()) => Ok(()),
            None => wrong(format!("The list “{label}” has no “{option}”.")),
        }
    }

    async fn pick_in(&self, list: &WebElement, option: &str) -> Result {
        let script = "return Array.from(arguments[0].options).find(option => option.text === arguments[1]) || null";
        let found = self.driver.execute(script, vec![list.to_json()?, json!(option)]).await?;
        Ok(found.element()?.click().await?)
    }

    /// Leaves the box that has the focus, with the tab key.
    pub async fn leave(&self) -> Result {
        Ok(self.driver.active_element().await?.send_keys(Key::Tab + "").await?)
    }

    /// Chooses an alternative that a search has found; the search is over with it.
    pub async fn choose_found(&self, name: &str) -> Result {
        let element = self.find("radio", name).await?;
        let label = self.driver.execute("return arguments[0].labels[0]", vec![element.to_json()?]).await?.element()?;
        label.scroll_into_view().await?;
        Ok(label.click().await?)
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// What a developer wants to know of a journey that failed here.
    pub async fn describe(&self) -> String {
        let address = self.driver.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let title = self.driver.title().await.unwrap_or_default();
        let text = self.text().await.map_err(|Wrong(sentence)| sentence).unwrap_or_else(|sentence| sentence);
        format!("at {address} “{title}”: {}", text.chars().take(1500).collect::<String>())
    }

    async fn all(&self, role: &str, name: &str) -> Result<Vec<WebElement>> {
        let arguments = vec![json!(role), json!(name)];
        let found = self.driver.execute(include_str!("find.js"), arguments).await?.elements()?;
        if self.kind == Kind::WebKit {
            return Ok(found);
        }
        let mut named = Vec::new();
        for element in found {
            // It may have gone meanwhile; then it is not there.
            if let Ok(label) = self.computed(&element, "computedlabel").await
                && is_name(&tidy(&label), name)
            {
                named.push(element);
            }
        }
        Ok(named)
    }

    // What the browser itself tells assistive technology.
    async fn computed(&self, element: &WebElement, what: &'static str) -> Result<String> {
        let ask = Computed { element: element.element_id().to_string(), what };
        let reply = self.driver.cmd(Command::ExtensionCommand(Box::new(ask))).await?;
        Ok(reply.value()?)
    }

    async fn attach(&self) -> Result {
        if self.kind != Kind::Chromium {
            return Ok(());
        }
        let cdp = Cdp::connect(self.debugger()?, &self.driver.window().await?.to_string()).await?;
        watch::begin(&cdp).await?;
        let phone = json!({ "width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": true });
        cdp.call("Emulation.setDeviceMetricsOverride", phone).await?;
        if let Ok(mut tabs) = self.tabs.lock() {
            tabs.push(cdp);
        }
        Ok(())
    }
}

// Separators come by themselves while it is typed.
fn same_typed(got: &str, text: &str) -> bool {
    let plain = |text: &str| text.replace([' ', '.', '-'], "");
    plain(got) == plain(text)
}

fn is_name(known: &str, name: &str) -> bool {
    known == name || known.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
}

// `computedlabel` of WebDriver, which thirtyfour does not know.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> ::http::Method {
        ::http::Method::GET
    }

    fn endpoint(&self) -> std::sync::Arc<str> {
        format!("/element/{}/{}", self.element, self.what).into()
    }
}
