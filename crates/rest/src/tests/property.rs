//! Any JSON under any client's error: a refusal with words, a wait, or nothing known for a stated reason; never a draft that stays locked.

use forms::{Json, Pointer};

use super::{backend, object};
use crate::{Backend, Delivery, Next, Outcome, Reply, refusal};

const WORDS: [&str; 46] = [
    "error",
    "errors",
    "message",
    "messages",
    "detail",
    "details",
    "violations",
    "fieldErrors",
    "children",
    "constraints",
    "field",
    "path",
    "loc",
    "source",
    "name",
    "status",
    "data",
    "json",
    "_errors",
    "inner",
    "nik",
    "pemilik",
    "alat[1].jumlah",
    "Kuota habis.",
    "NIK harus 16 angka.",
    "Bad Request",
    "Not Found",
    "ValidationError",
    "QUOTA_EXCEEDED",
    "body/nik must be a string",
    "Sedang diproses.",
    "no Route matched",
    "false",
    "1",
    "_original",
    "extensions",
    "fault",
    "key",
    "params",
    "metadata",
    "response",
    "resultDesc",
    "<p>NIK <b>salah</b>.</p>",
    "<a href=x>",
    "<h1>Not Found</h1>",
    "[{\"field\":\"nik\",\"message\":\"NIK salah sekali.\"}]",
];
const LEVELS: [&str; 3] = ["none", "key", "reference"];

#[test]
fn any_reply_under_a_clients_error_gives_the_draft_back_or_a_reason() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let backends = LEVELS.map(|level| {
        let once = object([("level", Some(Json::from(level))), ("url", Some(Json::from("a{?reference}")))]);
        let places = ["/nik", "/pemilik/nik", "/alat"].iter().filter_map(|place| Pointer::parse(place)).collect();
        backend(&object([("once", Some(once))])).with_places(places)
    });
    let (mut n_refused, mut n_returned) = (0, 0);
    for _ in 0..20_000 {
        let body = dice.json(0).to_text();
        let status = 400 + u16::try_from(dice.below(100)).expect("below 100");
        for backend in &backends {
            let reply = Reply { status, content_type: "application/json", body: &body, ..Reply::default() };
            match judge(backend, &reply) {
                Outcome::Refused { .. } => n_refused += 1,
                Outcome::Returned(_) => n_returned += 1,
                _ => {}
            }
        }
    }
    assert!(n_refused > 1_000 && n_returned > 1_000, "{n_refused} refused, {n_returned} turned away");
}

// The outcome of a round that is this reply alone.
fn judge(backend: &Backend, reply: &Reply) -> Outcome {
    let case = || format!("{} {}", reply.status, reply.body);
    let outcome = backend.receipt(reply);
    let next = backend.once().next(Some(&outcome), 1, 0, 0);
    match &outcome {
        Outcome::Busy { .. } => assert!(matches!(reply.status, 408 | 425 | 429), "{}", case()),
        Outcome::InProgress => assert_eq!(reply.status, 409, "{}", case()),
        // Nothing is sent again by itself.
        _ => assert_eq!(next, Next::Stop, "{}", case()),
    }
    if let Outcome::Refused { problems, sentence } = &outcome {
        assert!(!matches!(reply.status, 401 | 407), "{}", case());
        assert_ne!(sentence.as_deref(), Some(""), "{}", case());
        let mut said = problems.iter().map(refusal::said).chain(sentence.as_deref()).filter(|words| !words.is_empty());
        assert!(said.all(|words| words.contains(' ') || words.ends_with('.')), "{}", case());
    }
    let end = outcome.clone().turned_away();
    let is_wait = matches!(outcome, Outcome::Busy { .. } | Outcome::InProgress);
    assert!(is_wait || matches!(end, Outcome::Refused { .. } | Outcome::Returned(_)), "{}", case());
    assert_eq!(outcome.is_untaken(), reply.status == 429 || matches!(outcome, Outcome::Failed(_)), "{}", case());
    let asks = matches!(backend.once(), Delivery::Reference { .. }) && matches!(next, Next::Ask { .. });
    assert!(!asks || is_wait, "{}", case());
    end
}

// Pseudorandom numbers (xorshift), the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn word(&mut self) -> &'static str {
        let index = usize::try_from(self.below(WORDS.len() as u64)).expect("an index");
        WORDS[index]
    }

    fn json(&mut self, depth: u32) -> Json {
        let n = self.below(4);
        match self.below(if depth < 5 { 9 } else { 5 }) {
            0 => Json::Null,
            1 => Json::Bool(n > 1),
            2 => Json::from(i64::try_from(self.below(600)).expect("small")),
            3 | 4 => Json::from(self.word()),
            5 | 6 => Json::Array((0..n).map(|_| self.json(depth + 1)).collect()),
            _ => (0..n).map(|_| (String::from(self.word()), self.json(depth + 1))).collect(),
        }
    }
}
