//! Reading what sending needs: encoding, body, receipt, problems, once, auth, and files as far as they are declared.

use forms::{Json, Object, Pointer, Text};

use super::super::reader::Reader;
use crate::{
    Auth, Csrf, Delivery, Method, Provider,
    body::{Body, EVERY, Own, Part, Source},
    delivery::Reference,
    encoding::{Encoding, Names},
    outcome::{ReceiptPlace, scalar},
    problems::Problems,
    status::{Question, REFERENCE},
};

/// The scope that makes it OpenID Connect (Core 1.0, section 3.1.2.1).
const OPENID: &str = "openid";
/// After so many seconds a submission that came can be found by its reference.
const SETTLE_SECONDS: u32 = 60;

impl Reader {
    pub(super) fn encoding(&mut self, submit: &Object, at: &Pointer) -> Encoding {
        let encoding = self.word(submit, at, "encoding", &["json", "multipart", "form"]);
        let known: &[&str] =
            if encoding == "multipart" { &["parts", "brackets", "dots"] } else { &["brackets", "dots", "parts"] };
        let names = match self.word(submit, at, "names", known) {
            "dots" => Names::Dots,
            "parts" => Names::Parts,
            _ => Names::Brackets,
        };
        match encoding {
            "multipart" => Encoding::Multipart(names),
            "form" => Encoding::Form(names),
            _ => Encoding::Json,
        }
    }

    /// The template: places of the body, and for each a place in the answers, `{ "const": … }` or `{ "own": "key" }`.
    pub(super) fn body(&mut self, submit: &Object, at: &Pointer) -> Option<Body> {
        submit.get("body")?;
        let (part, at) = self.part(submit, at, "body");
        let mut parts = Vec::new();
        for (place, source) in part.iter() {
            let at = at.join(place);
            let Some(place) = Pointer::parse(place).as_ref().map(tokens) else {
                self.fault(&at, "must be a JSON pointer into the body");
                continue;
            };
            let Some(source) = source_of(source) else {
                let what = "must be a JSON pointer into the answers, { \"const\": … } or { \"own\": key, service, version, channel or assisted }";
                self.fault(&at, what);
                continue;
            };
            let rows = |tokens: &[String]| tokens.iter().filter(|token| *token == EVERY).count();
            let n_rows = if let Source::Answer(answer) = &source { rows(answer) } else { 0 };
            if rows(&place) != n_rows {
                self.fault(&at, "needs as many * as its place in the answers");
            }
            parts.push(Part { place, source });
        }
        Some(Body { parts })
    }

    pub(super) fn receipt(&mut self, section: &Object) -> ReceiptPlace {
        let (part, at) = self.part(section, &Pointer::root(), "receipt");
        ReceiptPlace {
            number: self.place(&part, &at, "number", "/number"),
            promised: self.place(&part, &at, "promised", "/promised"),
            link: self.place(&part, &at, "link", "/link"),
        }
    }

    pub(super) fn problems(&mut self, section: &Object) -> Option<Problems> {
        section.get("problems")?;
        let (part, at) = self.part(section, &Pointer::root(), "problems");
        Some(Problems {
            items: self.place(&part, &at, "items", "/errors"),
            place: self.place(&part, &at, "place", ""),
            sentence: self.place(&part, &at, "sentence", ""),
            whole: self.some_place(&part, &at, "whole"),
            when: self.when(&part, &at),
        })
    }

    fn when(&mut self, part: &Object, at: &Pointer) -> Vec<(String, String)> {
        let (when, at) = self.part(part, at, "when");
        let mut said = Vec::new();
        for (place, text) in when.iter() {
            match (Pointer::parse(place), scalar(text)) {
                (Some(_), Some(text)) => said.push((String::from(place), text)),
                _ => self.fault(
                    &at.join(place),
                    "must be a JSON pointer into the reply, and the text or number that says no there",
                ),
            }
        }
        said
    }

    pub(super) fn once(&mut self, section: &Object) -> (Delivery, Option<Reference>) {
        let (part, at) = self.part(section, &Pointer::root(), "once");
        match self.word(&part, &at, "level", &["none", "key", "reference"]) {
            "key" => (Delivery::Key, None),
            "reference" => {
                let settle =
                    part.get("settleSeconds").map_or(Some(SETTLE_SECONDS), |json| json.as_i64()?.try_into().ok());
                let settle_seconds = settle.unwrap_or_else(|| {
                    self.fault(&at.join("settleSeconds"), "must be a number of seconds");
                    SETTLE_SECONDS
                });
                let call = self.call(&part, &at, "GET", None, &[REFERENCE]);
                let place = self.place(&part, &at, "place", "/reference");
                let body =
                    if call.method == Method::Get { Vec::new() } else { vec![(place.clone(), REFERENCE.into())] };
                let reference =
                    Reference { question: Question { call, body }, at: self.place(&part, &at, "at", ""), place };
                (Delivery::Reference { settle_seconds }, Some(reference))
            }
            _ => (Delivery::None, None),
        }
    }

    pub(super) fn auth(&mut self, section: &Object, base: &str) -> Auth {
        let (part, at) = self.part(section, &Pointer::root(), "auth");
        let needed = |reader: &mut Reader, key: &str| {
            reader.text(&part, &at, key).filter(|text| !text.is_empty()).unwrap_or_else(|| {
                reader.fault(&at.join(key), "is needed");
                String::new()
            })
        };
        match self.word(&part, &at, "kind", &["none", "header", "cookie", "oidc"]) {
            "header" => Auth::Header { name: needed(self, "header"), value: needed(self, "value") },
            "cookie" => {
                if !base.starts_with('/') {
                    self.fault(
                        &at.join("kind"),
                        "a session in cookies needs `base` to be a path on the app's own origin",
                    );
                }
                let first = self.text(&part, &at, "first");
                if first.as_ref().is_some_and(|first| !first.starts_with('/') || first.starts_with("//")) {
                    self.fault(&at.join("first"), "must be a path on the app's own origin");
                }
                Auth::Cookie(Csrf { cookie: needed(self, "cookie"), header: needed(self, "header"), first })
            }
            "oidc" => {
                let provider = Provider {
                    issuer: needed(self, "issuer"),
                    client_id: needed(self, "clientId"),
                    scope: self.text(&part, &at, "scope").unwrap_or_else(|| String::from(OPENID)),
                    name: part.get("name").and_then(Text::read),
                };
                self.provider(&part, &at, &provider);
                Auth::Oidc(provider)
            }
            _ => Auth::None,
        }
    }

    fn provider(&mut self, part: &Object, at: &Pointer, provider: &Provider) {
        if !provider.issuer.is_empty() && Provider::origin(&provider.issuer).is_none() {
            let what = "must be an https address without a query; http is for a provider on this machine only";
            self.fault(&at.join("issuer"), what);
        }
        if !provider.scope.split(' ').any(|name| name == OPENID) {
            self.fault(&at.join("scope"), "must name openid");
        }
        if part.get("name").is_some() && provider.name.is_none() {
            self.fault(&at.join("name"), "must be a text for people");
        }
        let secrets = part.iter().map(|(key, _)| key).filter(|key| matches!(*key, "clientSecret" | "client_secret"));
        for key in secrets {
            let what = "must not be here: everybody can read it; register the app as a public client, without a secret";
            self.fault(&at.join(key), what);
        }
    }

    /// Files are declared, so that services can name them; they are not sent yet.
    pub(super) fn files(&mut self, section: &Object) {
        let (part, at) = self.part(section, &Pointer::root(), "files");
        if part.get("way").is_some() {
            self.word(&part, &at, "way", &["multipart", "first", "tus"]);
        }
    }
}

fn tokens(pointer: &Pointer) -> Vec<String> {
    pointer.tokens().map(|token| token.into_owned()).collect()
}

fn source_of(json: &Json) -> Option<Source> {
    if let Some(text) = json.as_str() {
        return Pointer::parse(text).map(|answer| Source::Answer(tokens(&answer)));
    }
    if let Some(value) = json.get("const") {
        return Some(Source::Constant(value.clone()));
    }
    let name = json.get("own")?.as_str()?;
    let known = Own { key: "", service: "", version: "", channel: "", assisted: Some("") };
    known.get(name).map(|_| Source::Own(String::from(name)))
}
