//! Corrections: the answers that an officer asked for again, and nothing else.

use forms::{Json, Pointer};

use crate::{
    Backend, Request,
    status::{DIGITS, NUMBER},
};

impl Backend {
    /// Sends corrected answers for a receipt under a key of their own, each with its place in the body of a submission; the
    /// reply is read by [`Backend::receipt`]. `assisted` is the counter that
    /// helped, always in the header: this body is not made by the template.
    pub fn correct(
        &self,
        number: &str,
        digits: &str,
        answers: &[(Pointer, Json)],
        key: &str,
        assisted: Option<&str>,
    ) -> Request {
        let at = |member: &str| Pointer::root().join(member);
        let list = answers.iter().map(|(pointer, value)| {
            let place = self.body.as_ref().map_or_else(|| pointer.clone(), |body| body.forth(pointer));
            let mut answer = Json::object();
            answer.set(&at("pointer"), Json::from(place.as_str()));
            answer.set(&at("value"), value.clone());
            answer
        });
        let mut body = Json::object();
        body.set(&at(NUMBER), Json::from(number));
        body.set(&at(DIGITS), Json::from(digits));
        body.set(&at("answers"), Json::Array(list.collect()));
        if let Some(reference) = &self.reference {
            body.set(&reference.place, Json::from(key));
        }
        let request = self.request(&self.corrections, &[(NUMBER, number)], Some(&body));
        self.keyed(request, key, assisted)
    }
}
