//! Walks the journeys, two at a time, and says what became of them in the words of `cargo test`.
//! An argument is a part of the names of those to walk; `--list` only names them.

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

/// A journey; its name and how it goes.
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
    let failures = walk_all(journeys.iter().map(|journey| (journey.name, journey.walk)).collect()).await;
    for (name, sentence) in &failures {
        println!("\n---- {name} ----\n    {sentence}");
    }
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

async fn walk_all(journeys: Vec<(&'static str, Walk)>) -> Vec<(&'static str, String)> {
    let (drivers, seats) = (Arc::new(Drivers::default()), Arc::new(Semaphore::new(AT_ONCE)));
    let mut walks = JoinSet::new();
    for (name, walk) in journeys {
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
            let word = if ended.is_ok() { "ok" } else { "FAILED" };
            println!("test {name} ... {word} ({:.1}s)", began.elapsed().as_secs_f32());
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
