//! Whether anything of a person is left on a kiosk: in the page, in what a page can keep, in the history, in the heap of JavaScript,
//! in the memory of the wasm, in the profile's folder, in the clipboards of the screen. Every place is searched for the same strings.

use std::{io::Write, path::Path, process::Stdio, time::Duration};

use serde_json::{Value, json};
use tokio::time::timeout;

use super::Kiosk;
use crate::{
    tool,
    wrong::{Result, ensure},
};

/// Where something was found: (place, string).
pub type Found = Vec<(&'static str, String)>;

/// A program that has copied something answers so soon.
const ANSWERS: Duration = Duration::from_secs(5);

/// Searches everywhere.
pub async fn search(kiosk: &Kiosk, strings: &[&str]) -> Result<Found> {
    let mut found = quick(kiosk, strings).await?;
    let mut take =
        |place: &'static str, held: Vec<String>| found.extend(held.into_iter().map(|string| (place, string)));
    take("history", within(&kiosk.cdp.call("Page.getNavigationHistory", json!({})).await?.to_string(), strings));
    take("heap", within(&heap(kiosk).await?, strings));
    take("profile", profile(&kiosk.folder, strings)?);
    found.extend(clipboards(kiosk, strings).await?);
    Ok(found)
}

/// Searches where the page itself can look.
pub async fn quick(kiosk: &Kiosk, strings: &[&str]) -> Result<Found> {
    let mut found = Found::new();
    for (place, script) in PLACES {
        let held = kiosk.cdp.run(&script.replace("STRINGS", &json!(strings).to_string())).await?;
        found.extend(texts(&held).into_iter().map(|string| (place, string)));
    }
    Ok(found)
}

/// Puts a string into every place that a page can write: what looks there must find it.
pub async fn plant(kiosk: &Kiosk, string: &str) -> Result {
    kiosk.cdp.run(&PLANT.replace("STRING", &json!(string).to_string())).await?;
    std::fs::write(kiosk.folder.join("planted"), string)?;
    for (_, selection) in CLIPBOARDS {
        let mut copies = xsel(kiosk, selection)?.arg("--input").stdin(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = copies.stdin.take() {
            stdin.write_all(string.as_bytes())?;
        }
        ensure(copies.wait()?.success(), || format!("Nobody could copy to the {selection}."))?;
    }
    Ok(())
}

/// What was copied, and what was marked last (X11: it is pasted by the middle button of a mouse).
const CLIPBOARDS: [(&str, &str); 2] = [("clipboard", "--clipboard"), ("selection", "--primary")];

const PLACES: [(&str, &str); 3] = [
    (
        "page",
        "(() => {
            const boxes = Array.from(document.querySelectorAll('input, textarea'), (box) => box.value);
            const held = [document.documentElement.outerHTML, document.title, ...boxes];
            return STRINGS.filter((string) => held.some((text) => text.includes(string)));
        })()",
    ),
    (
        "storage",
        "(async () => {
            const held = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, JSON.stringify(history.state)];
            for (const { name } of await indexedDB.databases()) {
                const base = await new Promise((resolve) => { const open = indexedDB.open(name); open.onsuccess = () => resolve(open.result); });
                for (const store of base.objectStoreNames) {
                    const all = await new Promise((resolve) => { const ask = base.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => resolve(ask.result); });
                    // A record of answers is encrypted: that there is one is found, too.
                    held.push(JSON.stringify(all));
                    if (store === 'texts' && all.length) held.push(...STRINGS);
                }
                base.close();
            }
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    // A newer reply may take its place meanwhile.
                    const reply = await cache.match(request);
                    held.push(request.url, reply ? await reply.text() : '');
                }
            }
            return STRINGS.filter((string) => held.some((text) => text && text.includes(string)));
        })()",
    ),
    (
        "wasm",
        "(() => {
            const bytes = new Uint8Array(loket.memory.buffer);
            // Latin letters: a byte each in UTF-8, two in UTF-16.
            const text = new TextDecoder('latin1').decode(bytes);
            return STRINGS.filter((string) => text.includes(string) || text.includes(Array.from(string).join('\\0')));
        })()",
    ),
];

const PLANT: &str = "(async () => {
    localStorage.setItem('planted', STRING);
    await (await caches.open('planted')).put('/planted', new Response(STRING));
    history.replaceState(null, '', location.href + '#' + encodeURIComponent(STRING));
    history.replaceState({ planted: STRING }, '', location.href);
    document.title = STRING;
    window.planted = [STRING + ' ', 'x'].join('');
    const bytes = new TextEncoder().encode(STRING);
    new Uint8Array(loket.memory.buffer).set(bytes, loket.memory.buffer.byteLength - bytes.length);
})()";

fn xsel(kiosk: &Kiosk, selection: &str) -> Result<std::process::Command> {
    let mut command = std::process::Command::new(tool::path("LOKET_XSEL")?);
    command.arg(selection).env("DISPLAY", &kiosk.display).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command)
}

/// Searches what an X11 screen keeps for all its programs.
pub async fn clipboards(kiosk: &Kiosk, strings: &[&str]) -> Result<Found> {
    let mut found = Found::new();
    for (place, selection) in CLIPBOARDS {
        let held = within(&clipboard(kiosk, selection).await?, strings);
        found.extend(held.into_iter().map(|string| (place, string)));
    }
    Ok(found)
}

// The text there; nothing where nobody has copied.
async fn clipboard(kiosk: &Kiosk, selection: &str) -> Result<String> {
    let mut paste = tokio::process::Command::from(xsel(kiosk, selection)?);
    let pasted = paste.arg("--output").stdout(Stdio::piped()).output();
    Ok(String::from_utf8_lossy(&timeout(ANSWERS, pasted).await??.stdout).into())
}

async fn heap(kiosk: &Kiosk) -> Result<String> {
    kiosk.cdp.call("HeapProfiler.enable", json!({})).await?;
    let before = kiosk.cdp.events().len();
    kiosk.cdp.call("HeapProfiler.takeHeapSnapshot", json!({ "reportProgress": false })).await?;
    let events = kiosk.cdp.events();
    let chunks = events.iter().skip(before).filter(|(name, _)| name == "HeapProfiler.addHeapSnapshotChunk");
    Ok(chunks.filter_map(|(_, params)| params["chunk"].as_str()).collect())
}

fn profile(folder: &Path, strings: &[&str]) -> Result<Vec<String>> {
    let mut held = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)?.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => {
                    // A file may go while it is looked at.
                    let bytes = std::fs::read(entry.path()).unwrap_or_default();
                    held.extend(
                        strings.iter().filter(|string| is_in(&bytes, string)).map(|string| String::from(*string)),
                    );
                }
                _ => {}
            }
        }
    }
    Ok(held)
}

fn is_in(bytes: &[u8], string: &str) -> bool {
    let wide: Vec<u8> = string.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [string.as_bytes(), &wide].iter().any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
}

fn within(text: &str, strings: &[&str]) -> Vec<String> {
    strings.iter().filter(|string| text.contains(**string)).map(|string| String::from(*string)).collect()
}

fn texts(json: &Value) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from).collect()
}
