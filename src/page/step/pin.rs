//! "Kunci dengan PIN": six digits, twice; later changed or taken away. Folded away under the line that says where the answers are.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::prelude::*;

use super::Given;
use crate::{
    device::{self, vault::Kept},
    part::{El, PinBox, PinForm, actions, el, p, quiet_button, spawn},
};

/// The PIN of the draft.
pub trait Seal {
    /// Whether it has one; tracked.
    fn is_set(&self) -> bool;
    /// Sets this one, or takes the present one away; ends with whether the device has taken it.
    fn put(&self, pin: Option<String>) -> Pin<Box<dyn Future<Output = bool>>>;
}

const SUMMARY: &str = "pin-summary";

// A handle that handlers share.
#[derive(Clone)]
struct Offer {
    given: Given,
    seal: Rc<dyn Seal>,
    form: PinForm,
    first: PinBox,
    second: PinBox,
}

/// The disclosure; only once the draft is on the device, for else there is nothing to lock.
pub fn draw(given: &Given, seal: Rc<dyn Seal>) -> El {
    let (given, asked, kept) = (given.clone(), seal.clone(), given.kept.clone());
    let offered = move || match kept() {
        _ if asked.is_set() => 2,
        Kept::At(_) => 1,
        _ => 0,
    };
    el("div", "").swap_on(offered, move |offered| match offered {
        0 => Vec::new(),
        offered => vec![disclosure(&given, seal.clone(), offered == 2)],
    })
}

// What is inside is there only while it is open: no page has boxes that nobody sees.
fn disclosure(given: &Given, seal: Rc<dyn Seal>, is_set: bool) -> El {
    let (given, words, is_open) = (given.clone(), given.language.words(), RwSignal::new(false));
    let inside = move || if is_open.get() { vec![form(&given, seal.clone(), is_set)] } else { Vec::new() };
    let summary = el("summary", "why__ask").id(SUMMARY).text(if is_set { words.pin_set } else { words.pin_offer });
    let toggled = move |_| is_open.update(|is_open| *is_open = !*is_open);
    el("details", "why").on("toggle", toggled).add(summary).add(el("div", "").swap(inside))
}

fn form(given: &Given, seal: Rc<dyn Seal>, is_set: bool) -> El {
    let words = given.language.words();
    let (form, first, second) = (PinForm::new(), PinBox::new("pin-new"), PinBox::new("pin-again"));
    let offer = Offer { given: given.clone(), seal, form, first, second };
    let sent = offer.clone();
    let remove = is_set.then(|| quiet_button(words.pin_remove, move || offer.put(None)));
    let go = form.button(if is_set { words.pin_change } else { words.pin_take }, words.pin_waits);
    el("form", "pin__form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            sent.send();
        })
        .add(p("", words.pin_why))
        .add(el("p", "").add(el("strong", "").text(words.pin_lost)))
        .add(form.field(first, words.pin_new, Some(words.pin_hint)).1)
        .add(form.field(second, words.pin_again, None).1)
        .add(form.show(words.pin_show))
        .add(actions([Some(go), remove].into_iter().flatten().collect()))
}

impl Offer {
    fn send(&self) {
        let words = self.given.language.words_untracked();
        let digits = self.first.digits();
        let (pin, sentence) = match &digits {
            None => (self.first, words.pin_digits),
            Some(_) if self.second.digits() != digits => (self.second, words.pin_differs),
            Some(_) => return self.put(digits),
        };
        self.form.refuse(pin, sentence);
        device::page::focus(pin.id);
    }

    // The disclosure is drawn anew when the PIN has come or gone: what is said and focused does not hang on it.
    fn put(&self, pin: Option<String>) {
        let (form, first, second) = (self.form, self.first, self.second);
        if form.is_waiting() {
            return;
        }
        form.begin();
        let (language, live) = (self.given.language, self.given.live);
        let is_set = pin.is_some();
        live.say(language.words_untracked().pin_waits);
        let putting = self.seal.put(pin);
        spawn(Box::pin(async move {
            let (taken, words) = (putting.await, language.words_untracked());
            form.end();
            if !taken {
                form.refuse(first, words.pin_failed);
                live.say(words.pin_failed);
                return;
            }
            first.clear();
            second.clear();
            live.say(if is_set { words.pin_taken } else { words.pin_removed });
            request_animation_frame(|| device::page::focus(SUMMARY));
        }));
    }
}
