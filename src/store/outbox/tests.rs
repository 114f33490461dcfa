//! The rules of the outbox, as written in src/store/case/outbox.json: what happens, and what is done about it.

use forms::Json;
use rest::{Delivery, Failure, Outcome, Receipt};

use super::{
    event::{Command, Event, Facts, Left, Lock},
    rule::{State, next},
};
use crate::{api::Error, session::Fate};

const CASES: &str = include_str!("../case/outbox.json");

#[test]
fn the_rules_do_what_the_cases_say() {
    let file = Json::parse(CASES).expect("JSON");
    let cases = file.as_array().expect("a list");
    assert!(cases.len() >= 60, "{} cases", cases.len());
    for case in cases {
        let name = case.get("case").and_then(Json::as_str).expect("a name");
        let mut state = State::default();
        for step in case.get("steps").and_then(Json::as_array).expect("steps") {
            let [event, want] = step.as_array().expect("a step") else { panic!("{name}: a step is a pair") };
            let (event, want) = (event.as_str().expect("an event"), want.as_str().expect("commands"));
            let (after, commands) = next(&state, read(event));
            let said: Vec<String> = commands.iter().map(write).collect();
            assert_eq!(said.join(", "), want, "{name}: {event}");
            state = after;
        }
        if let Some(end) = case.get("end").and_then(Json::as_str) {
            assert_eq!(told(&state), end, "{name}: the end");
        }
    }
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let events = ["held", "gone", "is unsent", "turned", "marked", "accepted", "settled"];
    for event in events {
        let (after, commands) = next(&State::default(), read(event));
        assert_eq!((after, commands), (State::default(), Vec::new()), "{event}");
    }
}

/// An event, from words: "is unknown, level none, by hand".
fn read(event: &str) -> Event {
    let mut words = event.split(", ");
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let number = |name: &str| {
        let found = rest.iter().find_map(|word| word.strip_prefix(name));
        found.map(|number| number.parse::<f64>().expect("a number"))
    };
    let now = number("at ").unwrap_or(1000.0);
    match first.split_once(' ').unwrap_or((first, "")) {
        ("found", _) => Event::Found,
        ("press", fate) => Event::Asked { fate: fate_of(fate) },
        ("tick", fate) => Event::Tick { now, offline: rest.contains(&"offline"), fate: fate_of(fate) },
        ("online", _) => Event::Online { at: now },
        ("held", _) => Event::Locked(Lock::Held),
        ("taken", _) => Event::Locked(Lock::Taken),
        ("lockless", _) => Event::Locked(Lock::Missing),
        ("silent", "device") => Event::Read(None),
        ("gone", _) => Event::Read(Some(None)),
        ("is", fate) => Event::Read(Some(Some(facts(fate_of(fate).expect("a fate"), &rest)))),
        ("turned", _) => Event::Turned { now, offline: rest.contains(&"offline") },
        ("marked", left) => Event::Marked {
            overtaken: rest.contains(&"overtaken"),
            left: match left {
                "over the same" => Left::Same,
                "over another" => Left::Other,
                _ => Left::Nothing,
            },
        },
        ("settled", _) => Event::Settled {
            now,
            automatic: !rest.contains(&"by hand"),
            random: number("random ").unwrap_or_default() as u32,
        },
        _ => Event::Answered(answer(first)),
    }
}

fn facts(fate: Fate, said: &[&str]) -> Facts {
    let once = match said.iter().find_map(|word| word.strip_prefix("level ")) {
        Some("none") => Delivery::None,
        Some("reference") => Delivery::Reference { settle_seconds: 60 },
        _ => Delivery::Key,
    };
    Facts {
        fate,
        automatic: !said.contains(&"by hand"),
        once,
        needs_sign_in: said.contains(&"signed out"),
        may_leave: said.contains(&"may leave"),
    }
}

fn fate_of(name: &str) -> Option<Fate> {
    Some(match name {
        "unsent" => Fate::Unsent,
        "unknown" => Fate::Unknown,
        "doubtful" => Fate::Doubtful,
        "refused" => Fate::Refused,
        "held" => Fate::Held,
        _ => return None,
    })
}

fn answer(name: &str) -> Result<Outcome, Error> {
    let failure = |status| Failure { status, fault: rest::BadReply::Status };
    let status = |name: &str| name.parse().expect("a status");
    match name.split_once(' ').unwrap_or((name, "")) {
        ("accepted", number) => Ok(Outcome::Accepted(Receipt { number: number.into(), promised: None, link: None })),
        ("refused", _) => Ok(Outcome::Refused { problems: Vec::new(), sentence: None }),
        ("returned", code) => Ok(Outcome::Returned(failure(status(code)))),
        ("progress", _) => Ok(Outcome::InProgress),
        ("busy", code) => Ok(Outcome::Busy { status: status(code), seconds: None }),
        ("slow", seconds) => Ok(Outcome::Busy { status: 503, seconds: Some(seconds.parse().expect("seconds")) }),
        ("failed", code) => Ok(Outcome::Failed(failure(status(code)))),
        ("blocked", _) => Err(Error::Blocked),
        ("unauthorized", _) => Err(Error::SignIn),
        ("silence", _) => Err(Error::Unreachable),
        _ => panic!("{name} is no event"),
    }
}

fn write(command: &Command) -> String {
    let fate = |fate: &Fate| format!("{fate:?}").to_lowercase();
    match command {
        Command::Lock => "lock".into(),
        Command::Read => "read".into(),
        Command::TakeTurn => "turn".into(),
        Command::Mark { fate: marked, begins: true } => format!("begin {}", fate(marked)),
        Command::Mark { fate: marked, begins: false } => format!("mark {}", fate(marked)),
        Command::Withdraw => "withdraw".into(),
        Command::Wait(milliseconds) => format!("wait {milliseconds}"),
        Command::Send { since: None } => "send".into(),
        Command::Send { since: Some(since) } => format!("send after {since}"),
        Command::KeepReceipt(receipt) => format!("receipt {}", receipt.number),
        Command::SendLater => "send later".into(),
        Command::Settle => "settle".into(),
    }
}

/// What is left of a round: when it goes out next, and what the page shows.
fn told(state: &State) -> String {
    let progress = state.progress();
    let due = (0..2_000_000).step_by(500).find(|now| state.is_due(f64::from(*now), false));
    let due = due.map_or("by hand".into(), |due| format!("due {due}"));
    let asked = if progress.asked { ", asked" } else { "" };
    let waiting = if progress.waiting { ", waiting" } else { "" };
    format!("{due}, turn {}{asked}{waiting}", progress.turn)
}
