//! Sending under faults: real pages in Chromium send to the real stand-in over a line that fails by a seed, and the database is asked
//! what became of it. For each level against doubles: nothing that was confirmed is missing, nothing is there twice, and on level
//! `none` nothing goes out a second time by itself. A control breaks the protection on purpose, and must be found out.

mod desk;

use std::{process::ExitCode, time::Duration};

use tokio::task::JoinSet;

use crate::{
    network::Fault,
    wrong::{Result, Wrong, ensure},
};
use desk::{Desk, Level};

/// What happens while a batch is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Refused,
    ReplyLost,
    ReplyCut,
    RequestCut,
    ReplyLate,
    HalfOpen,
    ErrorPage,
    BackendKilled,
    Reloaded,
    TabCrashed,
    BrowserKilled,
    TwoTabs,
    ClockChanged,
}

const CASES: [(Case, &str); 13] = [
    (Case::Refused, "connection refused"),
    (Case::ReplyLost, "reply lost"),
    (Case::ReplyCut, "reply cut"),
    (Case::RequestCut, "request cut"),
    (Case::ReplyLate, "reply late"),
    (Case::HalfOpen, "half-open"),
    (Case::ErrorPage, "error page"),
    (Case::BackendKilled, "backend killed"),
    (Case::Reloaded, "page reloaded"),
    (Case::TabCrashed, "tab crashed"),
    (Case::BrowserKilled, "browser killed"),
    (Case::TwoTabs, "two tabs"),
    (Case::ClockChanged, "clock changed"),
];

const LEVELS: [Level; 3] = [Level::Key, Level::Reference, Level::None];

/// How many submissions a batch has, and how many of them are typed through the page.
struct Size {
    batch: usize,
    typed: usize,
}

const CI: Size = Size { batch: 5, typed: 1 };
const FULL: Size = Size { batch: 78, typed: 2 };

/// What became of the submissions of a batch, or of several.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub tries: usize,
    pub lost: usize,
    pub duplicated: usize,
    pub sent_again: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.tries += other.tries;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.sent_again += other.sent_again;
    }

    fn row(&self, name: &str) {
        let Tally { tries, lost, duplicated, sent_again } = self;
        println!("{name:<24} {tries:>7} {lost:>7} {duplicated:>11} {sent_again:>15}");
    }

    fn is_clean(&self) -> bool {
        self.lost + self.duplicated + self.sent_again == 0
    }
}

/// Walks all cases and prints the table; `--full` for a thousand submissions on every level.
pub async fn run() -> ExitCode {
    let full = std::env::args().any(|argument| argument == "--full");
    match walk(full).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Wrong(sentence)) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn walk(full: bool) -> Result<bool> {
    let mut levels = JoinSet::new();
    for (index, level) in LEVELS.into_iter().enumerate() {
        // In CI each case is walked on one level, each level takes its turn.
        let cases = CASES.into_iter().enumerate().filter(move |(at, _)| full || at % LEVELS.len() == index);
        let cases: Vec<Case> = cases.map(|(_, (case, _))| case).collect();
        levels.spawn(walk_level(level, cases, if full { FULL } else { CI }));
    }
    levels.spawn(control());
    let mut sums = vec![Tally::default(); CASES.len()];
    while let Some(walked) = levels.join_next().await {
        for (case, tally) in walked?? {
            if let Some(sum) = CASES.iter().position(|(known, _)| *known == case).and_then(|at| sums.get_mut(at)) {
                sum.add(tally);
            }
        }
    }
    println!("\n{:<24} {:>7} {:>7} {:>11} {:>15}", "fault", "tries", "lost", "duplicated", "re-sent on none");
    let mut all = Tally::default();
    for ((_, name), sum) in CASES.into_iter().zip(sums) {
        sum.row(name);
        all.add(sum);
    }
    all.row("all");
    Ok(all.is_clean())
}

async fn walk_level(level: Level, cases: Vec<Case>, size: Size) -> Result<Vec<(Case, Tally)>> {
    let mut desk = Desk::open(level, level.name()).await?;
    let mut tallies = Vec::new();
    for case in cases {
        let tally = desk.batch(case, size.batch, size.typed).await;
        let tally = tally.map_err(|Wrong(sentence)| Wrong(format!("{}, {case:?}: {sentence}", level.name())))?;
        println!("{}, {case:?}: {tally:?}", level.name());
        tallies.push((case, tally));
    }
    desk.close().await;
    Ok(tallies)
}

/// A backend that promises keys and ignores them: what this harness is for must be found.
async fn control() -> Result<Vec<(Case, Tally)>> {
    let mut desk = Desk::open(Level::Key, "none").await?;
    let tally = desk.batch(Case::ReplyLost, 10, 0).await?;
    desk.close().await;
    println!("control, a backend that ignores its keys: {tally:?}");
    ensure(tally.duplicated > 0, || String::from("A backend that ignores its keys was not found out."))?;
    Ok(Vec::new())
}

impl Case {
    /// What the line does in it, and to how many requests in a hundred.
    fn storm(self) -> Option<(Fault, usize)> {
        let busy = || Fault::Reply(503, "text/html", String::from("<h1>Oops</h1>"));
        Some(match self {
            Case::Refused => (Fault::Refuse, 60),
            Case::ReplyLost | Case::TwoTabs => (Fault::LoseReply, 60),
            Case::ReplyCut => (Fault::Cut, 60),
            Case::RequestCut => (Fault::CutRequest, 60),
            Case::ReplyLate | Case::Reloaded | Case::TabCrashed | Case::BrowserKilled => {
                (Fault::Delay(Duration::from_millis(1_500)), 80)
            }
            Case::HalfOpen => (Fault::Hold, 40),
            Case::ErrorPage => (busy(), 60),
            Case::ClockChanged => (Fault::LoseReply, 40),
            Case::BackendKilled => return None,
        })
    }
}
