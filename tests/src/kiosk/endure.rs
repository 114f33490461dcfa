//! A kiosk over a long day: visitor after visitor with a finger, then wipe after wipe. Prints what is left of them and how memory goes;
//! fails on anything left, and when memory grows by more than a tenth from the fiftieth to the last.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::{Kiosk, PORTRAIT, search};
use crate::{
    journey::conversion,
    office::Office,
    wrong::{Result, Wrong, ensure},
};

/// From which visitor on memory must stay as it is: before, the browser itself warms up.
const WARM: usize = 50;
/// How much it may grow from there on, in hundredths.
const MOST_GROWTH: f64 = 10.0;
/// After how many wipes memory is looked at.
const LOOK: usize = 50;

/// Walks `--visitors N` and `--wipes N`, and prints the table.
pub async fn run() -> ExitCode {
    match walk(number("--visitors", 300), number("--wipes", 10_000)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Wrong(sentence)) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn number(name: &str, usual: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1).and_then(|number| number.parse().ok()).unwrap_or(usual)
}

async fn walk(n_visitors: usize, n_wipes: usize) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    let secrets: Vec<&str> = trader["secrets"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut left = Vec::new();
    let mut memory = Vec::new();
    let mut touches = 0;
    for n_visitor in 1..=n_visitors {
        touches = kiosk.convert(&trader).await?;
        kiosk.wipe().await?;
        // The heap and the folder are large: now and then is enough.
        let found = if n_visitor % LOOK == 0 || n_visitor == n_visitors {
            search::search(&kiosk, &secrets).await?
        } else {
            search::quick(&kiosk, &secrets).await?
        };
        left.extend(found);
        memory.push(Memory::of(&kiosk).await?);
        kiosk.cdp.forget();
    }
    let sent = office.rows()?.len();
    let mut wiped = Vec::new();
    for n_wipe in 1..=n_wipes {
        kiosk.wipe().await?;
        if n_wipe % LOOK == 0 {
            wiped.push(Memory::of(&kiosk).await?);
            kiosk.cdp.forget();
        }
    }
    println!(
        "\nvisitors {n_visitors}, submissions {sent}, strings left {}, touches for the conversion {touches}, wipes {n_wipes}",
        left.len()
    );
    println!("{:<24} {:>12} {:>12} {:>16} {:>12}", "", "first", "last", "slope per 100", "growth");
    let mut most = 0.0_f64;
    for (name, samples, each) in [("visitors", &memory, 1), ("wipes", &wiped, LOOK)] {
        for (kind, of) in KINDS {
            let values: Vec<f64> = samples.iter().map(of).collect();
            let warm = values.get((WARM / each).min(values.len().saturating_sub(1))..).unwrap_or_default();
            let (Some(first), Some(last)) = (warm.first(), warm.last()) else { continue };
            let growth = growth(warm);
            most = most.max(growth);
            let slope = slope(warm) * 100.0 / each as f64;
            println!("{:<24} {first:>12.0} {last:>12.0} {slope:>16.1} {growth:>11.1}%", format!("{name}: {kind}, KB"));
        }
    }
    ensure(sent == n_visitors, || format!("{n_visitors} visitors made {sent} submissions."))?;
    ensure(left.is_empty(), || format!("Left: {left:?}"))?;
    ensure(most <= MOST_GROWTH, || format!("Memory grew by {most:.1} %."))
}

/// In kilobytes, after a garbage collection.
struct Memory {
    renderer: f64,
    heap: f64,
    wasm: f64,
}

type Of = fn(&Memory) -> f64;
const KINDS: [(&str, Of); 3] =
    [("renderer", |memory| memory.renderer), ("JavaScript heap", |memory| memory.heap), ("wasm", |memory| memory.wasm)];

impl Memory {
    async fn of(kiosk: &Kiosk) -> Result<Memory> {
        kiosk.cdp.call("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = kiosk.cdp.call("Runtime.getHeapUsage", json!({})).await?["usedSize"].as_f64().unwrap_or_default();
        let wasm = kiosk.cdp.run("loket.memory.buffer.byteLength").await?.as_f64().unwrap_or_default();
        Ok(Memory { renderer: kiosk.renderer()?, heap: heap / 1024.0, wasm: wasm / 1024.0 })
    }
}

/// From the first tenth to the last, in hundredths: one sample is noise.
fn growth(values: &[f64]) -> f64 {
    let n = (values.len() / 10).max(1);
    let mean = |some: &[f64]| some.iter().sum::<f64>() / some.len().max(1) as f64;
    let (first, last) =
        (mean(values.get(..n).unwrap_or_default()), mean(values.get(values.len() - n..).unwrap_or_default()));
    if first > 0.0 { (last / first - 1.0) * 100.0 } else { 0.0 }
}

/// Of the straight line through all, by least squares; per sample.
fn slope(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let (mean_x, mean_y) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let pairs = || values.iter().enumerate().map(|(x, y)| (x as f64 - mean_x, y - mean_y));
    let across: f64 = pairs().map(|(x, _)| x * x).sum();
    if across > 0.0 { pairs().map(|(x, y)| x * y).sum::<f64>() / across } else { 0.0 }
}
