//! A draft: the answers of one citizen to one version of a service, and how far they have been sent.
//! A plain value, which the store keeps on the device (src/store.rs).

use forms::{Answers, Json, Pointer};

/// A draft, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Random; part of addresses, so it says nothing of the person.
    pub id: String,
    pub service: String,
    pub version: String,
    /// As [`Answers::to_json`] writes them. They are read by who opens the form: Beranda need not know how.
    pub answers: Json,
    /// The step that was open last.
    pub step: String,
    /// When it was last saved, in milliseconds since 1970.
    pub saved: f64,
    pub state: State,
    /// For a correction: what the officer asked back, as a [`Correction`] is written.
    pub correction: Option<Json>,
}

/// How far a draft has been sent.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Being filled in.
    Open,
    /// Frozen and on its way; the outcome is unknown. Every try sends the same bytes under the same key.
    Sending(Frozen),
    /// The backend has confirmed it.
    Sent(Sent),
    /// Behind its PIN: only this is known, and nothing of the answers.
    Sealed(Stage),
    /// On its way between this device and another one: nobody goes on with it here until it is known where it is.
    /// What is known of it is a [`Move`](super::Move), which is read by who ends it: Beranda need not know how.
    Moving(Json),
}

/// How far a sealed draft has been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Open,
    Sending,
    Sent,
}

/// A frozen submission (architecture decision 10).
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    pub url: String,
    pub method: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The submission's own random name.
    pub key: String,
    pub fate: Fate,
    /// The sign-in under which it was sent, where the backend wants one: under another, or none, it does not go by itself.
    pub signed_in: Option<String>,
}

/// What is known of a frozen submission, and so what may be done without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing of it has left this device: it goes by itself.
    Unsent,
    /// It may have arrived. The backend can tell one submission from two: it goes by itself.
    Unknown,
    /// It may have arrived, and a second one would be a double: the citizen decides.
    Doubtful,
    /// The backend has said no. The last page says why.
    Refused,
    /// It was frozen on another device, and nobody has pressed "Kirim" on this one.
    Held,
}

/// What the receipt page needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub number: String,
    /// The promised day, `2026-11-25`.
    pub promised: Option<String>,
    /// The backend's own page for it.
    pub link: Option<String>,
    /// When the confirmation came, in milliseconds since 1970.
    pub at: f64,
    /// Whether the citizen has not seen the receipt yet.
    pub news: bool,
}

/// A correction names the receipt that it corrects and what is asked back.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub number: String,
    /// The last four digits of the phone that was given: the backend asks for them again.
    pub digits: String,
    pub asked: Vec<Asked>,
}

/// One answer that the officer asked back, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub pointer: Pointer,
    pub reason: String,
}

impl Draft {
    /// A new, empty draft.
    pub fn new(id: String, service: &str, version: &str) -> Draft {
        Draft {
            id,
            service: service.into(),
            version: version.into(),
            answers: Json::object(),
            step: String::new(),
            saved: 0.0,
            state: State::Open,
            correction: None,
        }
    }

    /// Whether its answers may be changed.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// Whether it is frozen and nobody knows yet what became of it.
    pub fn is_on_its_way(&self) -> bool {
        match &self.state {
            State::Sending(frozen) => frozen.fate != Fate::Held,
            state => matches!(state, State::Sealed(Stage::Sending)),
        }
    }

    /// Whether the backend has confirmed it.
    pub fn is_sent(&self) -> bool {
        matches!(self.state, State::Sent(_) | State::Sealed(Stage::Sent))
    }

    /// Whether anything has been answered.
    pub fn is_begun(&self) -> bool {
        let is_there = |key| self.answers.get(key).and_then(Json::as_object).is_some_and(|members| !members.is_empty());
        is_there("data") || is_there("raw")
    }

    /// The answers, read.
    pub fn answers(&self) -> Answers {
        Answers::from_json(&self.answers)
    }

    /// What the officer asked back, read.
    pub fn correction(&self) -> Option<Correction> {
        self.correction.as_ref().and_then(Correction::from_json)
    }

    /// What is kept on the device; a sealed draft lies there as its seal has written it.
    pub fn to_json(&self) -> Json {
        let mut json = Json::object();
        put(&mut json, "id", Json::from(self.id.as_str()));
        put(&mut json, "service", Json::from(self.service.as_str()));
        put(&mut json, "version", Json::from(self.version.as_str()));
        put(&mut json, "step", Json::from(self.step.as_str()));
        put(&mut json, "saved", Json::from(self.saved as i64));
        put(&mut json, "answers", self.answers.clone());
        match &self.state {
            State::Open | State::Sealed(_) => {}
            State::Sending(frozen) => put(&mut json, "sending", frozen.to_json()),
            State::Sent(sent) => put(&mut json, "sent", sent.to_json()),
            State::Moving(moving) => put(&mut json, "moving", moving.clone()),
        }
        if let Some(correction) = &self.correction {
            put(&mut json, "correction", correction.clone());
        }
        json
    }

    /// Reads what `to_json` or a seal (src/loader/seal.js) wrote; `None` when it is something else.
    pub fn from_json(json: &Json) -> Option<Draft> {
        let state = match (json.get("sending"), json.get("sent")) {
            _ if json.get("sealed").is_some() => State::Sealed(Stage::named(&text(json, "stage")?)),
            _ if let Some(moving) = json.get("moving") => State::Moving(moving.clone()),
            (_, Some(sent)) => State::Sent(Sent::from_json(sent)?),
            (Some(frozen), _) => State::Sending(Frozen::from_json(frozen)?),
            _ => State::Open,
        };
        let answers = match &state {
            State::Sealed(_) => Json::object(),
            _ => json.get("answers")?.clone(),
        };
        Some(Draft {
            id: text(json, "id")?,
            service: text(json, "service")?,
            version: text(json, "version")?,
            answers,
            step: text(json, "step").unwrap_or_default(),
            saved: moment(json, "saved"),
            state,
            correction: json.get("correction").cloned(),
        })
    }
}

impl Frozen {
    pub(super) fn to_json(&self) -> Json {
        let mut json = Json::object();
        put(&mut json, "url", Json::from(self.url.as_str()));
        put(&mut json, "method", Json::from(self.method.as_str()));
        let mut headers = Json::object();
        for (name, value) in &self.headers {
            put(&mut headers, name, Json::from(value.as_str()));
        }
        put(&mut json, "headers", headers);
        put(&mut json, "body", Json::from(self.body.as_str()));
        put(&mut json, "key", Json::from(self.key.as_str()));
        put(&mut json, "fate", Json::from(self.fate.name()));
        if let Some(signed_in) = &self.signed_in {
            put(&mut json, "signedIn", Json::from(signed_in.as_str()));
        }
        json
    }

    pub(super) fn from_json(json: &Json) -> Option<Frozen> {
        let headers = json.get("headers")?.as_object()?;
        Some(Frozen {
            url: text(json, "url")?,
            method: text(json, "method")?,
            headers: headers.iter().filter_map(|(name, value)| Some((name.into(), value.as_str()?.into()))).collect(),
            body: text(json, "body")?,
            key: text(json, "key").unwrap_or_default(),
            fate: Fate::named(&text(json, "fate").unwrap_or_default()),
            signed_in: text(json, "signedIn"),
        })
    }

    /// Whether it goes out without being asked for, under the present sign-in.
    pub fn is_automatic(&self, signed_in: Option<&str>) -> bool {
        self.fate.is_automatic() && (self.signed_in.is_none() || self.signed_in.as_deref() == signed_in)
    }
}

impl Fate {
    fn name(self) -> &'static str {
        match self {
            Fate::Unsent => "unsent",
            Fate::Unknown => "unknown",
            Fate::Doubtful => "doubtful",
            Fate::Refused => "refused",
            Fate::Held => "held",
        }
    }

    // Without a name of ours nothing is known, least of all that it may go by itself.
    fn named(name: &str) -> Fate {
        let all = [Fate::Unsent, Fate::Unknown, Fate::Refused, Fate::Held];
        all.into_iter().find(|fate| fate.name() == name).unwrap_or(Fate::Doubtful)
    }

    // Whether that alone lets it go out without being asked for.
    fn is_automatic(self) -> bool {
        matches!(self, Fate::Unsent | Fate::Unknown)
    }
}

impl Stage {
    // Of what is not known it is the one that is kept longest and deleted by nobody.
    fn named(name: &str) -> Stage {
        match name {
            "open" => Stage::Open,
            "sent" => Stage::Sent,
            _ => Stage::Sending,
        }
    }
}

impl Sent {
    fn to_json(&self) -> Json {
        let mut json = Json::object();
        put(&mut json, "number", Json::from(self.number.as_str()));
        if let Some(promised) = &self.promised {
            put(&mut json, "promised", Json::from(promised.as_str()));
        }
        if let Some(link) = &self.link {
            put(&mut json, "link", Json::from(link.as_str()));
        }
        put(&mut json, "at", Json::from(self.at as i64));
        put(&mut json, "news", Json::from(self.news));
        json
    }

    fn from_json(json: &Json) -> Option<Sent> {
        let (promised, link) = (text(json, "promised"), text(json, "link"));
        let news = json.get("news").and_then(Json::as_bool).unwrap_or_default();
        Some(Sent { number: text(json, "number")?, promised, link, at: moment(json, "at"), news })
    }
}

impl Correction {
    /// What is kept on the device.
    pub fn to_json(&self) -> Json {
        let mut json = Json::object();
        put(&mut json, "number", Json::from(self.number.as_str()));
        put(&mut json, "digits", Json::from(self.digits.as_str()));
        let asked = self.asked.iter().map(|asked| {
            let mut json = Json::object();
            put(&mut json, "pointer", Json::from(asked.pointer.as_str()));
            put(&mut json, "reason", Json::from(asked.reason.as_str()));
            json
        });
        put(&mut json, "asked", Json::Array(asked.collect()));
        json
    }

    pub(super) fn from_json(json: &Json) -> Option<Correction> {
        let asked = json.get("asked")?.as_array()?;
        Some(Correction {
            number: text(json, "number")?,
            digits: text(json, "digits")?,
            asked: asked
                .iter()
                .filter_map(|asked| {
                    Some(Asked {
                        pointer: Pointer::parse(asked.get("pointer")?.as_str()?)?,
                        reason: text(asked, "reason")?,
                    })
                })
                .collect(),
        })
    }
}

/// As many characters of the random key are a code that can be said on the phone.
const CODE: usize = 8;

/// The beginning of a submission's key, by which an officer finds it.
pub fn short_code(key: &str) -> String {
    key.get(..CODE).unwrap_or_default().to_ascii_uppercase()
}

pub(super) fn put(json: &mut Json, key: &str, value: Json) {
    if let Json::Object(object) = json {
        object.insert(key, value);
    }
}

pub(super) fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key)?.as_str().map(String::from)
}

pub(super) fn moment(json: &Json, key: &str) -> f64 {
    json.get(key).and_then(Json::as_i64).unwrap_or(0) as f64
}

#[cfg(test)]
mod tests;
