//! How long scripts ran in the page between two moments, from the browser's own trace.

use serde_json::{Value, json};

use crate::{
    cdp::Cdp,
    wait::until,
    wrong::{Result, Wrong},
};

/// What scripts run in: events, timers, frames, replies, microtasks. Names of the trace's events.
const SCRIPT: [&str; 5] = ["EventDispatch", "FunctionCall", "RunMicrotasks", "TimerFire", "FireAnimationFrame"];
/// What a script may make the browser do at once, and is not its own time.
const LAYOUT: [&str; 3] = ["Layout", "UpdateLayoutTree", "RecalculateStyles"];

/// Begins a trace of the page.
pub async fn begin(cdp: &Cdp) -> Result {
    let categories = ["devtools.timeline", "__metadata"];
    let config = json!({ "includedCategories": categories, "excludedCategories": ["*"] });
    cdp.call("Tracing.start", json!({ "transferMode": "ReportEvents", "traceConfig": config })).await?;
    Ok(())
}

/// Ends it; gives the milliseconds of scripts in the page, without the layout that they asked for.
pub async fn end(cdp: &Cdp) -> Result<f64> {
    let n_before = ends(cdp);
    cdp.call("Tracing.end", json!({})).await?;
    until("the trace to come", || async { Ok(ends(cdp) > n_before) }).await?;
    let events = cdp.events();
    // Only what came since the trace before this one.
    let ends = events.iter().enumerate().filter(|(_, (method, _))| method == "Tracing.tracingComplete");
    let since = ends.map(|(place, _)| place).rev().nth(1).map_or(0, |place| place + 1);
    let parts = events.iter().skip(since).filter(|(method, _)| method == "Tracing.dataCollected");
    let events: Vec<&Value> = parts.filter_map(|(_, params)| params["value"].as_array()).flatten().collect();
    let thread = thread(&events)?;
    let spans = |names: &[&str]| -> Vec<(f64, f64)> {
        let named = |event: &&&Value| event["name"].as_str().is_some_and(|name| names.contains(&name));
        events.iter().filter(named).filter(|event| at(event) == thread).filter_map(|event| span(event)).collect()
    };
    let (scripts, layouts) = (joined(spans(&SCRIPT)), joined(spans(&LAYOUT)));
    let layout_in = |script: &(f64, f64)| -> f64 { layouts.iter().map(|layout| shared(*script, *layout)).sum() };
    Ok(scripts.iter().map(|script| script.1 - script.0 - layout_in(script)).sum::<f64>() / 1_000.0)
}

fn ends(cdp: &Cdp) -> usize {
    cdp.events().iter().filter(|(method, _)| method == "Tracing.tracingComplete").count()
}

// Process and thread.
fn at(event: &Value) -> (i64, i64) {
    (event["pid"].as_i64().unwrap_or_default(), event["tid"].as_i64().unwrap_or_default())
}

// The thread in which the page lives: the one where most keys arrived.
fn thread(events: &[&Value]) -> Result<(i64, i64)> {
    let keys = |event: &&&Value| event["name"] == "EventDispatch" && event["args"]["data"]["type"] == "input";
    let place = events.iter().find(|event| keys(event)).map(|event| at(event));
    place.ok_or_else(|| Wrong(String::from("The trace knows of no key.")))
}

// Begin and end, in microseconds.
fn span(event: &Value) -> Option<(f64, f64)> {
    let (begin, long) = (event["ts"].as_f64()?, event["dur"].as_f64()?);
    Some((begin, begin + long))
}

// Spans that lie in each other or overlap count once.
fn joined(mut spans: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => out.push(span),
        }
    }
    out
}

fn shared(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}
