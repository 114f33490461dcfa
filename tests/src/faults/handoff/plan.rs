//! What happens in a hand-over: blows, each at a moment of it.

use super::super::{case::LINES, dice::Dice, line::LineFault};

/// Which way answers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    ToPhone,
    ToKiosk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Phone,
    Kiosk,
}

/// When a blow falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// One end asks this of the store.
    Asked(Ask),
    /// The phone shows a page with this title.
    Shown(&'static str),
}

/// A request of the protocol, by its end and its beginning; `*` is the name of a place.
pub type Ask = (End, &'static str);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// How often a blow strikes the line.
    Line(LineFault, usize),
    /// The tab of one end is closed.
    Closed(End),
    /// The same without a word.
    Crashed(End),
    /// Somebody presses "Kembali" at the kiosk.
    Back,
}

/// What happens in one hand-over.
#[derive(Clone, Debug)]
pub struct Plan {
    pub way: Way,
    pub blows: Vec<(Moment, Blow)>,
}

const ASK: &str = "Ambil isian dari kiosk?";
const CHOOSE: &str = "Isian mana yang dilanjutkan di kiosk?";
const CONFIRM: &str = "Anda di depan kiosk ini?";
const DIGITS: &str = "Ketik angka di layar kiosk";

const GET: Ask = (End::Phone, "GET /api/handoff/* HTTP");
const ACK: Ask = (End::Phone, "PUT /api/handoff/*/ack HTTP");
const PUT: Ask = (End::Phone, "PUT /api/handoff/* HTTP");
const DELETE: Ask = (End::Phone, "DELETE /api/handoff/* HTTP");
const KIOSK_GET: Ask = (End::Kiosk, "GET /api/handoff/* HTTP");
const KIOSK_ACK: Ask = (End::Kiosk, "PUT /api/handoff/*/ack HTTP");
const KIOSK_PUT: Ask = (End::Kiosk, "PUT /api/handoff/* HTTP");
const KIOSK_DELETE: Ask = (End::Kiosk, "DELETE /api/handoff/* HTTP");
const OPEN: Ask = (End::Kiosk, "PUT /api/handoff/*/kiosk HTTP");
const MEET: Ask = (End::Phone, "GET /api/handoff/*/kiosk HTTP");
const HELLO: Ask = (End::Phone, "PUT /api/handoff/*/hello HTTP");
const KIOSK_HELLO: Ask = (End::Kiosk, "GET /api/handoff/*/hello HTTP");
const REVEAL: Ask = (End::Kiosk, "PUT /api/handoff/*/reveal HTTP");
const PHONE_REVEAL: Ask = (End::Phone, "GET /api/handoff/*/reveal HTTP");
const KIOSK_SEES: Ask = (End::Kiosk, "GET /api/handoff/*/ack HTTP");
const PHONE_SEES: Ask = (End::Phone, "GET /api/handoff/*/ack HTTP");

/// The kiosk reads nothing of what the phone gives.
const UNREAD: (Moment, Blow) = (Moment::Asked(KIOSK_GET), Blow::Line(LineFault::Refused, 99));

impl Way {
    /// Every request of it.
    fn asks(self) -> &'static [Ask] {
        match self {
            Way::ToPhone => &[KIOSK_PUT, GET, ACK, KIOSK_SEES, KIOSK_DELETE],
            Way::ToKiosk => {
                &[OPEN, MEET, HELLO, KIOSK_HELLO, REVEAL, PHONE_REVEAL, PUT, KIOSK_GET, KIOSK_ACK, PHONE_SEES, DELETE]
            }
        }
    }

    /// The titles that the phone shows before it gives or takes.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Way::ToPhone => &[ASK],
            Way::ToKiosk => &[CHOOSE, CONFIRM, DIGITS],
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Way::ToPhone => "to the phone",
            Way::ToKiosk => "to the kiosk",
        }
    }
}

impl Plan {
    /// Every stage of every request with every blow that can fall there, mixed; then two blows at a time, without an end.
    pub fn all(mut dice: Dice) -> impl Iterator<Item = Plan> {
        let mut once: Vec<Plan> =
            [Way::ToPhone, Way::ToKiosk].into_iter().flat_map(|way| once(way, &mut dice)).collect();
        for at in (1..once.len()).rev() {
            once.swap(at, dice.below(at + 1));
        }
        let all = once.clone();
        once.into_iter().chain(std::iter::from_fn(move || {
            let first = all.get(dice.below(all.len()))?;
            let others: Vec<&Plan> = all.iter().filter(|plan| plan.way == first.way && plan.fits(first)).collect();
            let second = others.get(dice.below(others.len()))?;
            Some(Plan { way: first.way, blows: [first.blows.clone(), second.blows.clone()].concat() })
        }))
    }

    /// A store that gives what was taken back is found out by this.
    pub fn taken_back() -> Plan {
        Plan { way: Way::ToPhone, blows: vec![(Moment::Shown(ASK), Blow::Back)] }
    }

    /// So is a store that forgets.
    pub fn kiosk_closed() -> Plan {
        Plan { way: Way::ToPhone, blows: vec![(Moment::Shown(ASK), Blow::Closed(End::Kiosk))] }
    }

    /// So is a phone that keeps nothing of what it gives.
    pub fn both_closed() -> Plan {
        let blows = [End::Kiosk, End::Phone].map(|end| (Moment::Asked(PUT), Blow::Closed(end)));
        Plan { way: Way::ToKiosk, blows: blows.into_iter().chain([UNREAD]).collect() }
    }

    /// What the table calls it.
    pub fn name(&self) -> &'static str {
        match self.blows.as_slice() {
            [(_, first)] => first.name(),
            // What asks for the other has a cause.
            [_, (Moment::Asked(KIOSK_DELETE), blow), ..] | [_, UNREAD, (Moment::Asked(DELETE), blow), ..] => {
                blow.name()
            }
            [(Moment::Asked(one), first), (Moment::Asked(other), Blow::Line(_, 1 | 9))] if one == other => first.name(),
            _ => "two of them",
        }
    }

    // A citizen who takes it back at a kiosk and then leaves loses it: a kiosk keeps nothing.
    fn fits(&self, other: &Plan) -> bool {
        let has = |plan: &Plan, is: fn(Blow) -> bool| plan.blows.iter().any(|(_, blow)| is(*blow));
        let leaves: fn(Blow) -> bool = |blow| matches!(blow, Blow::Closed(End::Kiosk) | Blow::Crashed(End::Kiosk));
        let back: fn(Blow) -> bool = |blow| blow == Blow::Back;
        !(has(self, leaves) && has(other, back) || has(self, back) && has(other, leaves))
    }
}

impl Blow {
    fn name(self) -> &'static str {
        match self {
            Blow::Line(fault, _) => fault.name(),
            Blow::Closed(End::Phone) => "phone's tab closed",
            Blow::Crashed(End::Phone) => "phone's tab crashed",
            Blow::Closed(End::Kiosk) => "kiosk's tab closed",
            Blow::Crashed(End::Kiosk) => "kiosk's tab crashed",
            Blow::Back => "taken back at the kiosk",
        }
    }
}

fn once(way: Way, dice: &mut Dice) -> Vec<Plan> {
    let mut all = Vec::new();
    for ask in way.asks() {
        for fault in LINES.into_iter().chain([LineFault::OfficeKilled, LineFault::Denied, LineFault::Missing]) {
            // What is asked again and again is struck again and again.
            let times = if ask.1.starts_with("GET") { dice.between(1, 6) } else { dice.between(1, 3) };
            all.push(with_cause(way, *ask, (Moment::Asked(*ask), Blow::Line(fault, times))));
        }
    }
    for blow in [Blow::Closed(End::Phone), Blow::Crashed(End::Phone)] {
        for (_, request) in way.asks().iter().filter(|(end, _)| *end == End::Phone) {
            let ask = (End::Phone, *request);
            // With the request heard and answered, heard and not answered yet, and not heard.
            for fault in [None, Some(LineFault::ReplyLate), Some(LineFault::Refused)] {
                let mut plan = with_cause(way, ask, (Moment::Asked(ask), blow));
                plan.blows.extend(fault.map(|fault| (Moment::Asked(ask), Blow::Line(fault, 1))));
                all.push(plan);
            }
        }
        all.extend(way.titles().iter().map(|title| Plan { way, blows: vec![(Moment::Shown(title), blow)] }));
    }
    // A kiosk whose page goes before it has handed over, or after it has acknowledged, loses it: a kiosk keeps nothing.
    let (moments, own): (&[Moment], &[Ask]) = match way {
        Way::ToPhone => (&[Moment::Shown(ASK), Moment::Asked(GET), Moment::Asked(ACK)], &[]),
        Way::ToKiosk => (&[Moment::Shown(DIGITS), Moment::Asked(PUT)], &[OPEN, KIOSK_HELLO, REVEAL]),
    };
    for blow in [Blow::Closed(End::Kiosk), Blow::Crashed(End::Kiosk)] {
        let moments = moments.iter().copied().chain(own.iter().map(|ask| Moment::Asked(*ask)));
        all.extend(moments.map(|moment| Plan { way, blows: vec![(moment, blow)] }));
        // The last moment: its word has not been heard.
        if way == Way::ToKiosk {
            let unheard = (Moment::Asked(KIOSK_ACK), Blow::Line(LineFault::Refused, 9));
            all.push(Plan { way, blows: vec![(Moment::Asked(KIOSK_ACK), blow), unheard] });
        }
    }
    if way == Way::ToPhone {
        let moments = [Moment::Shown(ASK), Moment::Asked(GET), Moment::Asked(ACK)];
        all.extend(moments.map(|moment| Plan { way, blows: vec![(moment, Blow::Back)] }));
    }
    all
}

// Nobody takes anything back without a cause.
fn with_cause(way: Way, ask: Ask, blow: (Moment, Blow)) -> Plan {
    let cause: &[(Moment, Blow)] = match ask {
        KIOSK_DELETE => &[(Moment::Shown(ASK), Blow::Back)],
        DELETE => &[(Moment::Asked(PUT), Blow::Closed(End::Kiosk)), UNREAD],
        _ => &[],
    };
    Plan { way, blows: [cause, &[blow]].concat() }
}
