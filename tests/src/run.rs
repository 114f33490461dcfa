//! Walks the journeys, two at a time, and says what became of them in the words of `cargo test`.
//! An argument is a part of the names of those to walk; `--list` only names them.
//!
//! Browsers share a busy machine with whatever else runs there, so what fails is walked once more, alone. What is wrong fails twice; what
//! passes then is printed with its first sentence, for somebody to look into.

use std::{
    future::Future,
    pin::Pin,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    driver::Drivers,
    stage::Stage,
    wrong::{Result, Wrong},
};

/// Two browsers keep two cores busy; more only make each other wait.
const AT_ONCE: usize = 2;
const LONGEST: Duration = Duration::from_secs(180);
/// When more than these fail, it is not the machine.
const MOST_AGAIN: usize = 8;

/// A journey; its name and how it goes.
#[derive(Clone, Copy)]
pub struct Journey {
    pub name: &'static str,
    pub walk: Walk,
}

pub async fn run(journeys: Vec<Journey>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parts: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let n_all = journeys.len();
    let asked = |journey: &Journey| parts.is_empty() || parts.iter().any(|part| journey.name.contains(part.as_str()));
    let journeys: Vec<Journey> = journeys.into_iter().filter(asked).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        journeys.iter().for_each(|journey| println!("{}: test", journey.name));
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", journeys.len());
    let (began, n_filtered) = (Instant::now(), n_all - journeys.len());
    let mut failures = walk_all(&journeys, AT_ONCE).await;
    if !failures.is_empty() && failures.len() <= MOST_AGAIN {
        println!("\nThese failed and are walked once more, alone:");
        tell(&failures);
        let has_failed = |journey: &&Journey| failures.iter().any(|(name, _)| *name == journey.name);
        let again: Vec<Journey> = journeys.iter().filter(has_failed).copied().collect();
        failures = walk_all(&again, 1).await;
    }
    failures.iter().for_each(|(name, _)| println!("test {name} ... FAILED"));
    tell(&failures);
    let word = if failures.is_empty() { "ok" } else { "FAILED" };
    let (n_failed, seconds) = (failures.len(), began.elapsed().as_secs_f32());
    println!(
        "\ntest result: {word}. {} passed; {n_failed} failed; 0 ignored; 0 measured; {n_filtered} filtered out; finished in {seconds:.2}s\n",
        journeys.len() - n_failed,
    );
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How a journey goes.
pub type Walk = fn(Arc<Stage>) -> Pin<Box<dyn Future<Output = Result> + Send>>;

type Failures = Vec<(&'static str, String)>;

fn tell(failures: &Failures) {
    failures.iter().for_each(|(name, sentence)| println!("\n---- {name} ----\n    {sentence}"));
}

async fn walk_all(journeys: &[Journey], at_once: usize) -> Failures {
    let (drivers, seats) = (Arc::new(Drivers::default()), Arc::new(Semaphore::new(at_once)));
    let mut walks = JoinSet::new();
    for &Journey { name, walk } in journeys {
        let (drivers, seats) = (drivers.clone(), seats.clone());
        walks.spawn(async move {
            let _seat = seats.acquire_owned().await;
            let (began, stage) = (Instant::now(), Arc::new(Stage::new(drivers)));
            // A task of its own, so that a panic is a failure of this journey only.
            let walked = tokio::time::timeout(LONGEST, tokio::spawn(walk(stage.clone()))).await;
            let walked = match walked {
                Ok(Ok(walked)) => walked,
                Ok(Err(panic)) => Err(Wrong(format!("The journey itself broke: {panic}"))),
                Err(_) => Err(Wrong(String::from("The journey took too long."))),
            };
            let ended = stage.end(walked).await;
            let seconds = began.elapsed().as_secs_f32();
            match ended {
                Ok(()) => println!("test {name} ... ok ({seconds:.1}s)"),
                Err(_) => println!("{name} failed ({seconds:.1}s)"),
            }
            (name, ended)
        });
    }
    let mut failures = Vec::new();
    while let Some(walked) = walks.join_next().await {
        match walked {
            Ok((name, Err(Wrong(sentence)))) => failures.push((name, sentence)),
            Ok((_, Ok(()))) => {}
            Err(panic) => failures.push(("?", panic.to_string())),
        }
    }
    failures
}
