//! The DevTools protocol over a WebSocket: what WebDriver does not say (console, requests, the accessibility tree) and the
//! only way to speak with a Chromium of 2020, which has no driver here.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::{connect_async, tungstenite::Message};

use crate::wrong::{Result, Wrong, wrong};

/// A connection to one page.
#[derive(Clone)]
pub struct Cdp {
    out: mpsc::UnboundedSender<String>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    next: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
    events: Mutex<Vec<(String, Value)>>,
}

impl Cdp {
    /// Connects to a page of a browser that listens at `addr`.
    pub async fn connect(addr: SocketAddr, page: &str) -> Result<Cdp> {
        Cdp::open(&format!("ws://{addr}/devtools/page/{page}")).await
    }

    /// Connects to the browser itself.
    pub async fn browser(addr: SocketAddr) -> Result<Cdp> {
        let reply = crate::http::get(addr, "/json/version").await?;
        let version: Value = serde_json::from_slice(&reply.body)?;
        Cdp::open(version["webSocketDebuggerUrl"].as_str().unwrap_or_default()).await
    }

    async fn open(address: &str) -> Result<Cdp> {
        let (socket, _) = connect_async(address).await?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut outgoing) = mpsc::unbounded_channel::<String>();
        let shared = Arc::new(Shared::default());
        tokio::spawn(async move {
            while let Some(text) = outgoing.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    break;
                }
            }
        });
        let heard = shared.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Ok(text) = message.to_text()
                    && let Ok(json) = serde_json::from_str(text)
                {
                    heard.hear(json);
                }
            }
            // Those who still wait learn that nothing will come.
            lock(&heard.waiting).clear();
        });
        Ok(Cdp { out, shared })
    }

    /// Calls a method and gives its result.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
        let id = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.shared.waiting).insert(id, sender);
        self.out.send(json!({ "id": id, "method": method, "params": params }).to_string())?;
        let reply = tokio::time::timeout(Duration::from_secs(30), receiver).await;
        let Ok(Ok(mut reply)) = reply else { return wrong(format!("{method}: the browser does not answer.")) };
        match reply.get("error") {
            Some(error) => wrong(format!("{method}: {error}")),
            None => Ok(reply["result"].take()),
        }
    }

    /// Runs an expression in the page, waits for its promise, and gives its value.
    pub async fn run(&self, expression: &str) -> Result<Value> {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut reply = self.call("Runtime.evaluate", params).await?;
        match reply.get("exceptionDetails") {
            Some(exception) => wrong(format!("{expression}: {exception}")),
            None => Ok(reply["result"]["value"].take()),
        }
    }

    /// Forgets what has happened so far: a long run would keep it all.
    pub fn forget(&self) {
        lock(&self.shared.events).clear();
    }

    /// What has happened with one of these names, oldest first.
    pub fn events(&self) -> Vec<(String, Value)> {
        lock(&self.shared.events).clone()
    }
}

/// The id of the first page of a browser that listens at `addr`; waits for the browser to come up.
pub async fn first_page(addr: SocketAddr) -> Result<String> {
    for _ in 0..400 {
        if let Ok(reply) = crate::http::get(addr, "/json/list").await
            && let Ok(Value::Array(pages)) = serde_json::from_slice(&reply.body)
            && let Some(page) = pages.iter().find(|page| page["type"] == "page")
        {
            return page["id"].as_str().map(String::from).ok_or_else(|| Wrong(String::from("A page without an id.")));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    wrong(format!("No browser answers at {addr}."))
}

impl Shared {
    fn hear(&self, mut json: Value) {
        if let Some(id) = json.get("id").and_then(Value::as_u64) {
            if let Some(sender) = lock(&self.waiting).remove(&id) {
                let _ = sender.send(json);
            }
        } else if let Some(method) = json.get("method").and_then(Value::as_str).map(String::from) {
            lock(&self.events).push((method, json["params"].take()));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
