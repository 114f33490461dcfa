//! Corrections: the answers that an officer asked for again, and nothing else.

use forms::{Json, Pointer};

use crate::{Backend, Request, status::by_number};

impl Backend {
    /// Sends corrected answers for a receipt under a key of their own; the reply is read by [`Backend::receipt`].
    pub fn correct(&self, number: &str, digits: &str, answers: &[(Pointer, Json)], key: &str) -> Request {
        let list = answers.iter().map(|(pointer, value)| {
            let mut answer = Json::object();
            answer.set(&Pointer::root().join("pointer"), Json::String(String::from(pointer.as_str())));
            answer.set(&Pointer::root().join("value"), value.clone());
            answer
        });
        let mut body = by_number(number, digits);
        body.set(&Pointer::root().join("answers"), Json::Array(list.collect()));
        let url = self.url(&self.corrections.url, &[]);
        Request::new(self.corrections.method, url, Some(body.to_text())).with_key(key)
    }
}
