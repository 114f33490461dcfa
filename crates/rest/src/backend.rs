//! The `backend` section of a service over the defaults of `config.json`, read and checked once.

mod read;
mod reader;

use forms::{Fault, Json, Map, Pointer};

use crate::{
    Auth, Delivery, Method,
    body::Body,
    delivery::Reference,
    encoding::Encoding,
    options::List,
    outcome::ReceiptPlace,
    prefill::Prefill,
    problems::Problems,
    status::{Question, StatusPlace},
    template::Template,
};

/// How answers travel for one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Backend {
    pub(crate) base: String,
    pub(crate) channel: String,
    /// How many hours the city's clocks are ahead of the world's time: its days are those of replies.
    pub(crate) zone: i64,
    /// Media types under which this backend writes JSON, too.
    pub(crate) json_types: Vec<String>,
    pub(crate) submit: Call,
    pub(crate) encoding: Encoding,
    pub(crate) body: Option<Body>,
    pub(crate) receipt: ReceiptPlace,
    pub(crate) problems: Option<Problems>,
    pub(crate) once: Delivery,
    pub(crate) reference: Option<Reference>,
    pub(crate) auth: Auth,
    pub(crate) lookup: Map<String, Prefill>,
    pub(crate) options: Map<String, List>,
    pub(crate) status: Question,
    pub(crate) status_place: StatusPlace,
    pub(crate) withdraw: Question,
    pub(crate) corrections: Call,
    /// Places in the answers that problems may name; empty when they are not known.
    pub(crate) places: Vec<Pointer>,
}

/// A method and an address below the base.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) url: Template,
}

impl Backend {
    /// Reads the section of a service (if any) over the defaults. The service's keys win; inside `lookup` and
    /// `options` name by name. All faults come back at once, each with its place in the section.
    pub fn read(defaults: &Json, service: Option<&Json>) -> Result<Backend, Vec<Fault>> {
        read::read(defaults, service)
    }

    /// The same, knowing the places of the questions: a backend that writes `Pemilik.Nik` means `/pemilik/nik`.
    pub fn with_places(self, places: Vec<Pointer>) -> Backend {
        Backend { places, ..self }
    }

    /// Whether the backend has a look-up of this name.
    pub fn has_lookup(&self, name: &str) -> bool {
        self.lookup.contains_key(name)
    }

    /// The names of its lists.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.options.keys().map(String::as_str)
    }

    /// Where all addresses start, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How the backend knows who asks.
    pub fn auth(&self) -> &Auth {
        &self.auth
    }

    /// What keeps a submission from being taken twice.
    pub fn once(&self) -> Delivery {
        self.once
    }

    /// The address of a filled template. It never leaves the base: `read` refuses templates that could.
    pub(crate) fn url(&self, template: &Template, values: &[(&str, &str)]) -> String {
        let mut url = self.base.clone();
        url.push('/');
        template.expand(values, &mut url);
        url
    }
}
