//! Sending under faults: real pages in Chromium send to the real stand-in over a line that breaks by a seed, while everything around them
//! dies or changes; then the database is asked. For each level against doubles: what the citizen saw confirmed is there once, what was typed
//! a second before a page died is there, and on level `none` nothing goes out a second time by itself. Then forms go between kiosks and
//! phones (`handoff`). Controls break the protection on purpose, and must be found out.

mod case;
mod death;
mod desk;
mod dice;
mod handoff;
mod level;
mod line;
mod outcome;
mod phone;
mod tally;
mod walk;

use std::{
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use tokio::{task::JoinSet, time::Instant};

use crate::wrong::{Result, Wrong, ensure};
use case::{Case, DEATHS, Death, EVENTS, Event, LINES};
use desk::Desk;
pub use dice::Dice;
use level::{LEVELS, Level};
use line::LineFault;
use phone::{PATIENCE, n_troubles, trouble};
use tally::Tally;

/// How many submissions there are, on each level.
struct Size {
    /// Batches from the outbox in which each fault of the line strikes so many.
    lines: (usize, usize),
    /// For each event: all of them, and those that are typed.
    event: (usize, usize),
    /// Requests that are struck on the way of somebody who types; `None` for every stage of every request.
    walks: Option<usize>,
    /// Applications with a death on each step, for each kind of death.
    deaths: usize,
    /// Whether each event and death comes on every level, not on one of them in turn.
    everywhere: bool,
    /// Hand-overs between kiosk and phone.
    handoffs: usize,
}

const CI: Size = Size { lines: (1, 1), event: (4, 1), walks: Some(2), deaths: 1, everywhere: false, handoffs: 6 };
const FULL: Size = Size { lines: (10, 10), event: (26, 2), walks: None, deaths: 2, everywhere: true, handoffs: 300 };

/// What hand-overs are called.
const HANDOFF: &str = "handoff";

/// What is asked of the harness.
struct Asked {
    full: bool,
    seed: u64,
    /// Only what has this in its name.
    only: Option<String>,
}

/// Walks all and prints the tables: `--full` for a thousand submissions on every level and 300 hand-overs, `--seed N` to have the same faults
/// again, `--only NAME`.
pub async fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let seed = value("--seed").and_then(|seed| seed.parse().ok()).unwrap_or(clock);
    let asked = Asked { full: arguments.iter().any(|argument| argument == "--full"), seed, only: value("--only") };
    println!("seed {seed}: --seed {seed} gives the same faults again.");
    match walk(asked).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Wrong(sentence)) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn walk(asked: Asked) -> Result<bool> {
    let size = if asked.full { &FULL } else { &CI };
    let is_asked = |name: &str| asked.only.as_ref().is_none_or(|only| name.contains(only.as_str()));
    let (only_handoffs, hands_over) = (asked.only.is_some() && is_asked(HANDOFF), is_asked(HANDOFF));
    let seed = asked.seed;
    let is_clean = only_handoffs || send(asked, size).await?;
    Ok(!hands_over || handoff::run(size.handoffs, seed).await? && is_clean)
}

async fn send(asked: Asked, size: &Size) -> Result<bool> {
    let (seed, began) = (asked.seed, Instant::now());
    let mut levels = JoinSet::new();
    for (index, level) in LEVELS.into_iter().enumerate() {
        let mut works = works(size, level, index, &mut Dice::new(seed, 1_000 + index as u64));
        works.retain(|work| asked.only.as_ref().is_none_or(|only| work.name().contains(only.as_str())));
        if !works.is_empty() {
            levels.spawn(walk_level(level, works, seed));
        }
    }
    if asked.only.as_ref().is_none_or(|only| "control".contains(only.as_str())) {
        levels.spawn(controls(seed));
    }
    let mut sums: Vec<(Case, Tally)> = Case::all().into_iter().map(|case| (case, Tally::default())).collect();
    while let Some(walked) = levels.join_next().await {
        for (case, tally) in walked?? {
            if let Some((_, sum)) = sums.iter_mut().find(|(known, _)| *known == case) {
                sum.add(tally);
            }
        }
    }
    Tally::head();
    let mut all = Tally::default();
    for (case, sum) in sums {
        sum.row(case.name());
        all.add(sum);
    }
    let (n_troubles, seconds) = (n_troubles(), began.elapsed().as_secs());
    println!("seed {seed}, {seconds} s, trouble of the harness that was tried again: {n_troubles}");
    all.row("all");
    // A run that tried nothing has shown nothing; the controls try on their own.
    ensure(all.tries > 0 || asked.only.is_some_and(|only| "control".contains(only.as_str())), || {
        String::from("Nothing was tried: no fault has this in its name.")
    })?;
    Ok(all.is_clean())
}

/// A piece of work on one level.
#[derive(Clone)]
enum Work {
    /// So many from the outbox for each fault of the line.
    Lines(usize),
    Event(Event, usize, usize),
    Walk(walk::CutAt),
    Death(Death),
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Work::Lines(_) => "lines",
            Work::Event(event, ..) => Case::Event(*event).name(),
            Work::Walk(_) => "walk",
            Work::Death(death) => Case::Death(*death).name(),
        }
    }

    async fn once(&self, desk: &mut Desk) -> Result<Vec<(Case, Tally)>> {
        match *self {
            Work::Lines(n) => {
                let all: Vec<_> = LINES.iter().flat_map(|fault| desk.make(Case::Line(*fault), n, 0)).collect();
                desk.batch(None, &all).await
            }
            Work::Event(event, n, n_typed) => {
                let all = desk.make(Case::Event(event), n, n_typed);
                desk.batch(Some(event), &all).await
            }
            Work::Walk(stage) => Ok(vec![desk.walk(stage).await?]),
            Work::Death(death) => Ok(vec![desk.die(death).await?]),
        }
    }
}

fn works(size: &Size, level: Level, index: usize, dice: &mut Dice) -> Vec<Work> {
    let is_here = |at: usize| size.everywhere || at % LEVELS.len() == index;
    let mut works = vec![Work::Lines(size.lines.1); size.lines.0];
    let events = EVENTS.into_iter().enumerate().filter(|(at, _)| is_here(*at));
    works.extend(events.map(|(_, event)| Work::Event(event, size.event.0, size.event.1)));
    let stages = walk::stages(level, dice).into_iter().take(size.walks.unwrap_or(usize::MAX));
    works.extend(stages.map(Work::Walk));
    let deaths = DEATHS.into_iter().enumerate().filter(|(at, _)| is_here(*at));
    works.extend(deaths.flat_map(|(_, death)| vec![Work::Death(death); size.deaths]));
    works
}

async fn walk_level(level: Level, works: Vec<Work>, seed: u64) -> Result<Vec<(Case, Tally)>> {
    let mut desk = Desk::open(level, level.name(), seed).await?;
    let mut tallies: Vec<(Case, Tally)> = Vec::new();
    for work in works {
        let began = Instant::now();
        let done = attempt(&mut desk, &work).await?;
        let mut sum = Tally::default();
        done.iter().for_each(|(_, tally)| sum.add(*tally));
        println!("{}, {}: {sum:?}, {:.1} s", level.name(), work.name(), began.elapsed().as_secs_f32());
        tallies.extend(done);
    }
    desk.close().await;
    Ok(tallies)
}

// What breaks off without a verdict is done again, with new submissions; a second time on a phone that does what it is told it is the app's.
async fn attempt(desk: &mut Desk, work: &Work) -> Result<Vec<(Case, Tally)>> {
    let mut n_tries = 0;
    loop {
        n_tries += 1;
        let wrong = match work.once(desk).await {
            Ok(done) => return Ok(done),
            Err(wrong) => wrong,
        };
        let name = format!("{}, {}", desk.level.name(), work.name());
        let wrong = Wrong(format!("{} ({})", wrong.0, desk.phone.describe().await));
        if n_tries > 1 && desk.phone.is_well().await || n_tries == PATIENCE {
            return Err(Wrong(format!("{name}: {}", wrong.0)));
        }
        trouble(&name, &wrong);
        desk.begin_anew().await?;
    }
}

/// Backends and pages that break what they promise: what this harness is for must be found.
async fn controls(seed: u64) -> Result<Vec<(Case, Tally)>> {
    let mut desk = Desk::open(Level::Key, "none", seed).await?;
    let all = desk.make(Case::Line(LineFault::ReplyLost), 5, 0);
    let tally = sum(desk.batch(None, &all).await?);
    println!("control, a backend that ignores its keys: {tally:?}");
    ensure(tally.duplicated > 0, || String::from("A backend that ignores its keys was not found out."))?;
    let all = desk.make(Case::Line(LineFault::Liar), 5, 0);
    let tally = sum(desk.batch(None, &all).await?);
    println!("control, a backend that confirms and stores nothing: {tally:?}");
    ensure(tally.lost >= 5, || String::from("A backend that stores nothing was not found out."))?;
    let n_missing = desk.die_unkept().await?;
    println!("control, a page that keeps nothing: {n_missing} answers are missing");
    ensure(n_missing > 0, || String::from("A page that keeps nothing was not found out."))?;
    desk.close().await;
    Ok(Vec::new())
}

fn sum(tallies: Vec<(Case, Tally)>) -> Tally {
    let mut sum = Tally::default();
    tallies.into_iter().for_each(|(_, tally)| sum.add(tally));
    sum
}
