//! What a kiosk's browser takes of the memory when it has given back all that it can.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;

use super::Kiosk;
use crate::wrong::Result;

/// How long a browser is given to give memory back.
const GIVES_BACK: Duration = Duration::from_millis(500);

/// In kilobytes, of what is kept when everything is given back that can be.
pub struct Memory {
    renderer: f64,
    heap: f64,
    wasm: f64,
}

/// What of it.
type Of = fn(&Memory) -> f64;
pub const KINDS: [(&str, Of); 3] =
    [("renderer", |memory| memory.renderer), ("JavaScript heap", |memory| memory.heap), ("wasm", |memory| memory.wasm)];

impl Memory {
    /// Gives back what can be given back, and looks.
    pub async fn of(kiosk: &Kiosk) -> Result<Memory> {
        // A browser stops a service worker that nobody has asked for half a minute, as between two visitors. Five wipes a second never let it
        // rest, and nothing else collects its garbage.
        for method in [
            "ServiceWorker.enable",
            "ServiceWorker.stopAllWorkers",
            "ServiceWorker.disable",
            "HeapProfiler.collectGarbage",
        ] {
            kiosk.cdp.call(method, json!({})).await?;
        }
        kiosk.cdp.call("Memory.simulatePressureNotification", json!({ "level": "critical" })).await?;
        tokio::time::sleep(GIVES_BACK).await;
        let heap = kiosk.cdp.call("Runtime.getHeapUsage", json!({})).await?["usedSize"].as_f64().unwrap_or_default();
        let wasm = kiosk.cdp.run("loket.memory.buffer.byteLength").await?.as_f64().unwrap_or_default();
        Ok(Memory { renderer: renderer(kiosk)?, heap: heap / 1024.0, wasm: wasm / 1024.0 })
    }
}

// What the processes that draw this kiosk's page take of the memory, in kilobytes.
fn renderer(kiosk: &Kiosk) -> Result<f64> {
    let mark = format!("--user-data-dir={}/", kiosk.folder.display());
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
