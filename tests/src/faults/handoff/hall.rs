//! A hall with an office, a kiosk and people with phones, each end on a line of its own; one hand-over after another, each with its blows.

use std::time::Duration;

use serde_json::Value;
use tokio::{
    sync::oneshot,
    time::{Instant, sleep},
};

use super::{
    super::{dice::Dice, line::Line},
    kiosk, phone,
    plan::{Blow, End, Moment, Plan, Way},
    tally::MoveTally,
};
use crate::{
    kiosk::page::{KioskPage, KioskSeen},
    office::Office,
    tab::{Browser, Tab},
    wrong::{Result, Wrong, ensure, wrong},
};

const LOOK: Duration = Duration::from_millis(120);
/// After this the lines are good, so that all comes to an end.
const HEALED: Duration = Duration::from_secs(40);
const PATIENCE: Duration = Duration::from_secs(150);
/// What both ends rest for before it counts as the end.
const REST: Duration = Duration::from_millis(1_200);

pub struct Hall {
    pub browser: Browser,
    pub office: Office,
    pub phone_line: Line,
    pub kiosk_line: Line,
    pub dice: Dice,
    /// A draft and its service, as the phone has kept them; new ones are made after it.
    pub template: Vec<(String, String)>,
    // Profiles.
    pub phone: String,
    pub kiosk: String,
    n_hands: usize,
}

/// What breaks a promise on purpose.
#[derive(Clone, Copy, Default)]
pub struct Sabotage {
    /// In the office's database.
    pub sql: Option<&'static str>,
    /// In the page of the phone.
    pub page: Option<&'static str>,
}

/// One hand-over while it lasts.
pub struct Hand<'a> {
    pub hall: &'a mut Hall,
    pub way: Way,
    pub sabotage: Sabotage,
    /// The number that is in the form, by which it is found again.
    pub marker: String,
    pub began: Instant,
    pub kiosk: Option<KioskPage>,
    pub phone: Option<Tab>,
    /// What stood there when it was last looked at.
    pub at_kiosk: KioskSeen,
    pub at_phone: phone::PhoneSeen,
    pub person: phone::Person,
    /// The last code that was seen there.
    pub code: Option<String>,
    /// How often somebody asked for a code, and whether they changed their mind.
    pub n_codes: usize,
    pub is_back: bool,
    answers: Value,
    pending: Vec<(Trigger, Blow)>,
    due: Vec<(Instant, Blow)>,
    is_twice: bool,
}

enum Trigger {
    Asked(oneshot::Receiver<()>),
    Shown(&'static str),
}

impl Hall {
    pub async fn open(browser: Browser, dice: Dice) -> Result<Hall> {
        let office = Office::open().await?;
        let (phone_line, kiosk_line) = (Line::to(office.addr).await?, Line::to(office.addr).await?);
        let (phone, kiosk) = (browser.profile().await?, browser.profile().await?);
        let mut hall =
            Hall { browser, office, phone_line, kiosk_line, dice, template: Vec::new(), phone, kiosk, n_hands: 0 };
        hall.template = phone::learn(&hall).await?;
        Ok(hall)
    }

    /// The lines are good, and an office is there.
    pub async fn mend(&mut self) -> Result {
        self.phone_line.heal();
        self.kiosk_line.heal();
        self.revive().await
    }

    async fn revive(&mut self) -> Result {
        self.office.revive().await?;
        self.phone_line.is_to(self.office.pid());
        self.kiosk_line.is_to(self.office.pid());
        Ok(())
    }

    /// One hand-over, from a form that is half filled in until both ends rest.
    pub async fn hand(&mut self, plan: &Plan, sabotage: Sabotage) -> Result<MoveTally> {
        self.mend().await?;
        self.n_hands += 1;
        let marker = format!("511.2/{:04}/FLB/2026", 1_000 + self.n_hands % 9_000);
        let mut hand = Hand {
            hall: self,
            way: plan.way,
            sabotage,
            marker,
            began: Instant::now(),
            kiosk: None,
            phone: None,
            at_kiosk: KioskSeen::default(),
            at_phone: phone::PhoneSeen::default(),
            person: phone::Person::default(),
            code: None,
            n_codes: 0,
            is_back: false,
            answers: Value::Null,
            pending: Vec::new(),
            due: Vec::new(),
            is_twice: false,
        };
        let walked = hand.walk(plan).await;
        let ended = match walked {
            Ok(()) => hand.judge().await,
            Err(wrong) => Err(wrong),
        };
        let ended = match ended {
            Err(Wrong(sentence)) => wrong(format!("{sentence}; {plan:?}; {}", hand.describe())),
            ended => ended,
        };
        if let Ok(tally) = &ended
            && !tally.is_clean()
        {
            println!("  {plan:?}: {tally:?}; {}", hand.describe());
        }
        hand.leave().await;
        ended
    }
}

impl Hand<'_> {
    async fn walk(&mut self, plan: &Plan) -> Result {
        self.answers = match self.way {
            Way::ToPhone => kiosk::begin(self).await?,
            Way::ToKiosk => phone::begin(self).await?,
        };
        if self.kiosk.is_none() {
            let home = format!("http://{}", self.hall.kiosk_line.addr);
            self.kiosk = Some(KioskPage::open(&self.hall.browser, &self.hall.kiosk, &home).await?);
        }
        if let Some(sql) = self.sabotage.sql {
            self.hall.office.change(sql)?;
        }
        self.arm(plan);
        self.began = Instant::now();
        let mut rests: Option<Instant> = None;
        loop {
            self.hall.revive().await?;
            let kiosk_rests = kiosk::act(self).await?;
            let phone_rests = phone::act(self).await?;
            self.is_twice |= self.n_open_at_phone() + self.n_open_at_kiosk() > 1;
            self.strike().await?;
            if !(kiosk_rests && phone_rests && self.due.is_empty()) {
                rests = None;
            } else if rests.get_or_insert_with(Instant::now).elapsed() > REST {
                return Ok(());
            }
            if self.began.elapsed() > HEALED || self.person.n_scans > 3 {
                self.heal();
            }
            ensure(self.began.elapsed() < PATIENCE, || String::from("It does not come to an end"))?;
            sleep(LOOK).await;
        }
    }

    fn heal(&self) {
        self.hall.phone_line.heal();
        self.hall.kiosk_line.heal();
    }

    fn line(&self, end: End) -> &Line {
        match end {
            End::Phone => &self.hall.phone_line,
            End::Kiosk => &self.hall.kiosk_line,
        }
    }

    fn arm(&mut self, plan: &Plan) {
        for (moment, blow) in &plan.blows {
            match (*moment, *blow) {
                (Moment::Asked((end, word)), Blow::Line(fault, times)) => {
                    let dice = Dice::new(self.hall.dice.below(usize::MAX) as u64, 0);
                    self.line(end).strike(&[String::from(word)], fault, times, dice);
                }
                (Moment::Asked((end, word)), blow) => {
                    let alarm = self.line(end).alarm(word);
                    self.pending.push((Trigger::Asked(alarm), blow));
                }
                (Moment::Shown(title), blow) => self.pending.push((Trigger::Shown(title), blow)),
            }
        }
    }

    // The blows whose moment has come, a little later.
    async fn strike(&mut self) -> Result {
        let title = self.at_phone.title.clone();
        let mut waiting = Vec::new();
        for (mut trigger, blow) in std::mem::take(&mut self.pending) {
            let has_come = match &mut trigger {
                Trigger::Asked(alarm) => alarm.try_recv().is_ok(),
                Trigger::Shown(wanted) => title == *wanted,
            };
            if has_come {
                let pause = Duration::from_millis(self.hall.dice.between(0, 700) as u64);
                self.due.push((Instant::now() + pause, blow));
            } else {
                waiting.push((trigger, blow));
            }
        }
        self.pending = waiting;
        let (now, later) = std::mem::take(&mut self.due).into_iter().partition(|(at, _)| *at <= Instant::now());
        self.due = later;
        let now: Vec<(Instant, Blow)> = now;
        for (_, blow) in now {
            match blow {
                Blow::Closed(End::Phone) | Blow::Crashed(End::Phone) => {
                    end(self.phone.take(), blow).await?;
                    self.at_phone = phone::PhoneSeen::default();
                }
                Blow::Closed(End::Kiosk) | Blow::Crashed(End::Kiosk) => {
                    end(self.kiosk.take().map(|kiosk| kiosk.tab), blow).await?;
                    self.at_kiosk = KioskSeen::default();
                }
                Blow::Back => {
                    self.is_back = true;
                    kiosk::press(self, kiosk::BACK).await?;
                }
                Blow::Line(..) => {}
            }
        }
        Ok(())
    }

    /// How many open copies lie on the phone.
    pub fn n_open_at_phone(&self) -> usize {
        self.at_phone.open.len()
    }

    /// Whether somebody at the kiosk can go on.
    pub fn n_open_at_kiosk(&self) -> usize {
        let KioskSeen { draft, moved, dialog, .. } = &self.at_kiosk;
        usize::from(draft.contains(&self.marker) && !moved && dialog.is_empty())
    }

    // Both ends are asked: the phone by opening the app anew, and the form in it.
    async fn judge(&mut self) -> Result<MoveTally> {
        self.hall.mend().await?;
        let shown = phone::open_again(self).await?;
        if self.kiosk.is_some() {
            kiosk::look(self).await?;
        }
        let (n_phone, n_kiosk) = (self.n_open_at_phone(), self.n_open_at_kiosk());
        let open = self.at_phone.open.iter().map(|draft| &draft["answers"]).cloned();
        let at_kiosk = serde_json::from_str::<Value>(&self.at_kiosk.draft).ok().filter(|_| n_kiosk > 0);
        let at_kiosk = at_kiosk.map(|draft| draft["answers"].clone());
        let is_whole = open.chain(at_kiosk).all(|answers| answers == self.answers);
        let is_shown =
            n_phone == 0 && n_kiosk == 0 || shown || n_kiosk > 0 && self.at_kiosk.boxes.contains(&self.marker);
        // By its own word the kiosk has them, and then its page went.
        let sql = "handoff WHERE ack IS NOT NULL";
        let is_left = n_phone + n_kiosk == 0
            && self.way == Way::ToKiosk
            && self.kiosk.is_none()
            && self.hall.office.count(sql)? > 0;
        if !is_whole || !is_shown {
            println!("  whole: {is_whole}, shown: {is_shown}");
        }
        Ok(MoveTally {
            to_phone: usize::from(self.way == Way::ToPhone),
            to_kiosk: usize::from(self.way == Way::ToKiosk),
            at_phone: n_phone.min(1),
            at_kiosk: n_kiosk,
            left: is_left.into(),
            lost: usize::from(n_phone + n_kiosk == 0 && !is_left || !is_whole || !is_shown),
            twice: usize::from(n_phone + n_kiosk > 1 || self.is_twice),
        })
    }

    fn describe(&self) -> String {
        let KioskSeen { dialog, moved, draft, buttons, .. } = &self.at_kiosk;
        let phone::PhoneSeen { title, open, moving, .. } = &self.at_phone;
        format!(
            "kiosk: there {}, “{dialog}” {buttons:?}, moved {moved}, has it {}; phone: there {}, “{title}”, open {}, moving {moving}; \
             {} codes, {} scans, back {}, {:.1} s",
            self.kiosk.is_some(),
            draft.contains(&self.marker),
            self.phone.is_some(),
            open.len(),
            self.n_codes,
            self.person.n_scans,
            self.is_back,
            self.began.elapsed().as_secs_f32()
        )
    }

    // Nothing is left for the next.
    async fn leave(mut self) {
        let _ = self.hall.mend().await;
        if self.sabotage.sql.is_some() {
            let _ = self.hall.office.change("DROP TRIGGER sabotage");
        }
        let _ = self.hall.office.change("DELETE FROM handoff");
        let _ = phone::forget(&mut self).await;
        let _ = end(self.phone.take(), Blow::Closed(End::Phone)).await;
        let _ = end(self.kiosk.take().map(|kiosk| kiosk.tab), Blow::Closed(End::Kiosk)).await;
    }
}

async fn end(tab: Option<Tab>, blow: Blow) -> Result {
    match (tab, blow) {
        (Some(tab), Blow::Crashed(_)) => tab.crash().await,
        (Some(tab), _) => tab.close().await,
        (None, _) => Ok(()),
    }
}
