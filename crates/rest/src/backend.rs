//! The `backend` section of a service over the defaults of `config.json`, read and checked once.

mod read;

use forms::{Fault, Json, Map};

use crate::{Method, lookup::Lookup, options::List, outcome::ReceiptPlace, template::Template};

/// How answers travel for one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Backend {
    pub(crate) base: String,
    pub(crate) submit: Call,
    pub(crate) receipt: ReceiptPlace,
    pub(crate) lookup: Map<String, Lookup>,
    pub(crate) options: Map<String, List>,
    pub(crate) status: Call,
    pub(crate) withdraw: Call,
    pub(crate) corrections: Call,
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

    /// Whether the backend has a look-up of this name.
    pub fn has_lookup(&self, name: &str) -> bool {
        self.lookup.contains_key(name)
    }

    /// The address of a filled template. It never leaves the base: `read` refuses templates that could.
    pub(crate) fn url(&self, template: &Template, values: &[(&str, &str)]) -> String {
        let mut url = self.base.clone();
        url.push('/');
        template.expand(values, &mut url);
        url
    }
}
