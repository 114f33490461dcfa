//! The faults: what each is called, and what the line does in it.

use super::{dice::Dice, line::LineFault};

/// What happens while submissions are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Something happens to a request.
    Line(LineFault),
    /// Something happens around it.
    Event(Event),
    /// Something ends the page while an application is typed, on every step of it.
    Death(Death),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    BackendKilled,
    Reloaded,
    TabCrashed,
    BrowserKilled,
    TwoTabs,
    ClockChanged,
    QuotaCut,
    NewVersion,
    NewBuild,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    Tab,
    Browser,
}

pub const LINES: [LineFault; 7] = [
    LineFault::Refused,
    LineFault::RequestCut,
    LineFault::ReplyLost,
    LineFault::ReplyCut,
    LineFault::ReplyLate,
    LineFault::ReplyHeld,
    LineFault::ErrorPage,
];

pub const EVENTS: [Event; 9] = [
    Event::BackendKilled,
    Event::Reloaded,
    Event::TabCrashed,
    Event::BrowserKilled,
    Event::TwoTabs,
    Event::ClockChanged,
    Event::QuotaCut,
    Event::NewVersion,
    Event::NewBuild,
];

pub const DEATHS: [Death; 2] = [Death::Tab, Death::Browser];

impl Case {
    /// In the order of the table.
    pub fn all() -> Vec<Case> {
        let lines = LINES.into_iter().map(Case::Line);
        lines.chain(EVENTS.into_iter().map(Case::Event)).chain(DEATHS.into_iter().map(Case::Death)).collect()
    }

    pub fn name(self) -> &'static str {
        match self {
            Case::Line(fault) => fault.name(),
            Case::Event(Event::BackendKilled) => "backend killed",
            Case::Event(Event::Reloaded) => "page reloaded",
            Case::Event(Event::TabCrashed) => "tab crashed",
            Case::Event(Event::BrowserKilled) => "browser killed",
            Case::Event(Event::TwoTabs) => "two tabs",
            Case::Event(Event::ClockChanged) => "clock changed",
            Case::Event(Event::QuotaCut) => "quota cut",
            Case::Event(Event::NewVersion) => "new service version",
            Case::Event(Event::NewBuild) => "new build",
            Case::Death(Death::Tab) => "typing, tab crashed",
            Case::Death(Death::Browser) => "typing, browser killed",
        }
    }

    /// What the line does to one of its submissions, and how often.
    pub fn strike(self, dice: &mut Dice) -> Option<(LineFault, usize)> {
        let (fault, percent) = match self {
            Case::Line(fault) => return Some((fault, dice.between(1, 3))),
            Case::Death(_) => return None,
            Case::Event(event) => match event {
                Event::BackendKilled => (LineFault::OfficeKilled, 50),
                Event::Reloaded | Event::TabCrashed | Event::BrowserKilled => (LineFault::ReplyLate, 80),
                _ => (LineFault::ReplyLost, 60),
            },
        };
        (dice.below(100) < percent).then_some((fault, 1))
    }
}

impl LineFault {
    pub fn name(self) -> &'static str {
        match self {
            LineFault::Refused => "connection refused",
            LineFault::RequestCut => "request cut",
            LineFault::ReplyLost => "reply lost",
            LineFault::ReplyCut => "reply cut",
            LineFault::ReplyLate => "reply late",
            LineFault::ReplyHeld => "reply held",
            LineFault::ErrorPage => "error page",
            LineFault::Denied => "denied",
            LineFault::Missing => "not there",
            LineFault::OfficeKilled => "office killed",
            LineFault::Liar => "confirmed, not stored",
        }
    }
}
