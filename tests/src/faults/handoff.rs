//! Hand-overs under faults: a form goes from a kiosk to a phone or from a phone to a kiosk, while the line of one end breaks at each request of it,
//! the office is killed, and tabs of both ends are closed. People do what people do: try again, come back, take back. Then both ends are asked:
//! the answers are open at just one of them. Controls break the protection on purpose, and must be found out.

mod hall;
mod kiosk;
mod phone;
mod plan;
mod tally;

use std::sync::{Arc, Mutex, PoisonError};

use tokio::{task::JoinSet, time::Instant};

use super::{
    dice::Dice,
    phone::{Phone, trouble},
};
use crate::{
    office::Office,
    tab::Browser,
    wrong::{Result, ensure},
};
use hall::{Hall, Sabotage};
use plan::Plan;
use tally::MoveTally;

/// So many people hand over at once.
const N_LANES: usize = 3;
/// What breaks off without a verdict is done once more; a second time it is the app's.
const TRIES: usize = 2;

/// Takes back, and gives all the same.
const GIVES: &str = "CREATE TRIGGER sabotage AFTER UPDATE OF sealed ON handoff WHEN NEW.sealed IS NULL AND NEW.ack IS NULL AND OLD.sealed IS NOT NULL \
    BEGIN UPDATE handoff SET sealed = OLD.sealed, closed = NULL WHERE id = OLD.id; END";
/// Forgets at once.
const FORGETS: &str =
    "CREATE TRIGGER sabotage AFTER UPDATE OF sealed ON handoff BEGIN DELETE FROM handoff WHERE id = OLD.id; END";
/// Keeps no copy of what it gives.
const UNKEPT: &str = "if (!window.__unkept) { window.__unkept = true; const vault = window.loket.vault; window.loket.vault = { ...vault, \
    put: (name, text, known) => text.includes('\"moving\"') ? vault.remove(name).then(() => known + 1) : vault.put(name, text, known) }; }";

/// So many hand-overs, and the controls; prints the table, and says whether nothing was lost.
pub async fn run(n: usize, seed: u64) -> Result<bool> {
    let began = Instant::now();
    // The office of this page is nobody's: it only has the browser opened.
    let office = Office::open().await?;
    let phone = Phone::start(&office.file("profile"), &format!("http://{}", office.addr)).await?;
    let browser = Browser::of(phone.citizen.debugger()?).await?;
    let plans: Vec<Plan> = Plan::all(Dice::new(seed, 2_000)).take(n).collect();
    let plans = Arc::new(Mutex::new(plans.into_iter().rev().collect::<Vec<Plan>>()));
    let mut lanes = JoinSet::new();
    for lane in 0..N_LANES {
        lanes.spawn(walk(browser.clone(), plans.clone(), Dice::new(seed, 2_001 + lane as u64)));
    }
    lanes.spawn(controls(browser.clone(), Dice::new(seed, 2_100)));
    let mut rows: Vec<(&'static str, MoveTally)> = Vec::new();
    while let Some(walked) = lanes.join_next().await {
        for (name, tally) in walked?? {
            match rows.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => sum.add(tally),
                None => rows.push((name, tally)),
            }
        }
    }
    phone.end().await;
    rows.sort_by_key(|(name, _)| *name);
    MoveTally::head();
    let mut all = MoveTally::default();
    for (name, tally) in rows {
        tally.row(name);
        all.add(tally);
    }
    all.row("all");
    println!("seed {seed}, {} s", began.elapsed().as_secs());
    ensure(all.n_tries() == n, || format!("{n} hand-overs were to be tried, not {}.", all.n_tries()))?;
    Ok(all.is_clean())
}

async fn walk(browser: Browser, plans: Arc<Mutex<Vec<Plan>>>, dice: Dice) -> Result<Vec<(&'static str, MoveTally)>> {
    let mut hall = Hall::open(browser, dice).await?;
    let mut tallies = Vec::new();
    loop {
        let Some(plan) = plans.lock().unwrap_or_else(PoisonError::into_inner).pop() else { return Ok(tallies) };
        let began = Instant::now();
        let tally = attempt(&mut hall, &plan, Sabotage::default()).await?;
        println!("{}, {}: {tally:?}, {:.1} s", plan.way.name(), plan.name(), began.elapsed().as_secs_f32());
        tallies.push((plan.name(), tally));
    }
}

async fn attempt(hall: &mut Hall, plan: &Plan, sabotage: Sabotage) -> Result<MoveTally> {
    let mut n_tries = 0;
    loop {
        n_tries += 1;
        let wrong = match hall.hand(plan, sabotage).await {
            Ok(tally) => return Ok(tally),
            Err(wrong) => wrong,
        };
        if n_tries == TRIES {
            return Err(wrong);
        }
        trouble(plan.way.name(), &wrong);
    }
}

/// Stores and phones that break what they promise: what this harness is for must be found.
async fn controls(browser: Browser, dice: Dice) -> Result<Vec<(&'static str, MoveTally)>> {
    let mut hall = Hall::open(browser, dice).await?;
    let sql = |sql| Sabotage { sql: Some(sql), page: None };
    let page = Sabotage { sql: None, page: Some(UNKEPT) };
    type Found = fn(&MoveTally) -> bool;
    let (lost, twice): (Found, Found) = (|tally| tally.lost > 0, |tally| tally.twice > 0);
    let controls = [
        ("a store that gives what was taken back", Plan::taken_back(), sql(GIVES), twice),
        ("a store that forgets", Plan::kiosk_closed(), sql(FORGETS), lost),
        ("a phone that keeps no copy", Plan::both_closed(), page, lost),
    ];
    for (name, plan, sabotage, is_found) in controls {
        let tally = attempt(&mut hall, &plan, sabotage).await?;
        println!("control, {name}: {tally:?}");
        ensure(is_found(&tally), || format!("It was not found out: {name}."))?;
    }
    Ok(Vec::new())
}
