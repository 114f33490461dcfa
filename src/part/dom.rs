//! Elements, built by plain calls: one function for every tag instead of one type for every view.
//!
//! Leptos's `view!` gives each piece of markup a type of its own, and with it code for building, rebuilding and unmounting it: for the
//! pages of this app 300 KB (brotli) against a budget of 110 in all. Signals, effects and owners are Leptos's; what changes is told
//! to the element by [`El::bind`] and [`El::swap`].

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{Get, GetUntracked, RenderEffect, RwSignal, Set, StoredValue, document, untrack};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node};

/// An element that is being built, or stands in the page.
#[derive(Clone)]
pub struct El(Element);

/// A new element of a tag, with its class (empty for none).
pub fn el(tag: &str, class: &str) -> El {
    // A tag is a name of HTML in our own source: making it does not fail.
    let made = document().create_element(tag).unwrap_or_else(|_| JsValue::NULL.unchecked_into());
    if class.is_empty() { El(made) } else { El(made).class(class) }
}

/// A new element of SVG.
pub fn svg(tag: &str) -> El {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(made.unwrap_or_else(|_| JsValue::NULL.unchecked_into()))
}

impl El {
    /// Sets its class.
    pub fn class(self, class: &str) -> El {
        self.attr("class", class)
    }

    /// Sets its id.
    pub fn id(self, id: &str) -> El {
        self.attr("id", id)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets an attribute, or takes it away.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> El {
        let _ = match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        };
        self
    }

    /// Adds a text: never markup.
    pub fn text(self, text: &str) -> El {
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// Puts a text in place of everything inside.
    pub fn set_text(&self, text: &str) {
        // The same text again would make a screen reader speak it again, and a selection vanish.
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Adds an element.
    pub fn add(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds elements, in order.
    pub fn add_all(mut self, children: Vec<El>) -> El {
        for child in children {
            self = self.add(child);
        }
        self
    }

    /// Puts elements in place of everything inside.
    pub fn put(&self, children: Vec<El>) {
        self.0.set_text_content(None);
        let _ = self.clone().add_all(children);
    }

    /// Adds an element, if there is one.
    pub fn add_some(self, child: Option<El>) -> El {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    /// Calls `run` on an event.
    pub fn on(self, event: &str, run: impl FnMut(Event) + 'static) -> El {
        self.on_boxed(event, Box::new(run))
    }

    /// Calls `run` whenever another text stands in a box. What a password manager, the browser or an assistive tool writes may come with
    /// `change` alone.
    pub fn on_typed(self, mut run: impl FnMut() + 'static) -> El {
        self.on_typed_boxed(Box::new(move |_| run()))
    }

    fn on_typed_boxed(self, run: Box<dyn FnMut(Event)>) -> El {
        let run = Closure::wrap(run).into_js_value();
        for event in ["input", "change"] {
            let _ = self.0.add_event_listener_with_callback(event, run.unchecked_ref());
        }
        self
    }

    /// Calls `run` on a click.
    pub fn on_click(self, mut run: impl FnMut() + 'static) -> El {
        self.on_boxed("click", Box::new(move |_| run()))
    }

    fn on_boxed(self, event: &str, run: Box<dyn FnMut(Event)>) -> El {
        // Given to the browser, which frees it with the element.
        let run = Closure::wrap(run).into_js_value();
        let _ = self.0.add_event_listener_with_callback(event, run.unchecked_ref());
        self
    }

    /// Tells the element what `tell` says, now and whenever a signal that it read changes.
    pub fn bind(self, tell: impl Fn(&El) + 'static) -> El {
        self.bind_boxed(Box::new(tell))
    }

    fn bind_boxed(self, tell: Box<dyn Fn(&El)>) -> El {
        let element = self.clone();
        effect(Box::new(move || tell(&element)));
        self
    }

    /// A text inside, kept as `text` says.
    pub fn bind_text(self, text: impl Fn() -> String + 'static) -> El {
        self.bind_text_boxed(Box::new(text))
    }

    fn bind_text_boxed(self, text: Box<dyn Fn() -> String>) -> El {
        self.bind(move |element| element.set_text(&text()))
    }

    /// Elements at this place, made anew whenever a signal that `make` read changes. Signals made inside belong to that one run.
    pub fn swap(self, make: impl Fn() -> Vec<El> + 'static) -> El {
        self.swap_boxed(Box::new(make))
    }

    fn swap_boxed(self, make: Box<dyn Fn() -> Vec<El>>) -> El {
        let anchor = document().create_comment("");
        let _ = self.0.append_child(&anchor);
        let shown = RefCell::new(Vec::<El>::new());
        effect(Box::new(move || {
            let made = make();
            let old = shown.take();
            if let Some(parent) = anchor.parent_node() {
                for element in &made {
                    let _ = parent.insert_before(&element.0, Some(&anchor));
                }
            }
            for element in old {
                element.0.remove();
            }
            shown.replace(made);
        }));
        self
    }

    /// Elements at this place, made anew only when `key` gives another number: for places that must stay while something else changes.
    pub fn swap_on(self, key: impl Fn() -> u32 + 'static, make: impl Fn(u32) -> Vec<El> + 'static) -> El {
        self.swap_on_boxed(Box::new(key), Box::new(make))
    }

    fn swap_on_boxed(self, key: Box<dyn Fn() -> u32>, make: Box<dyn Fn(u32) -> Vec<El>>) -> El {
        // A memo would do, were its closure not asked to be `Send`.
        let kept = RwSignal::new(untrack(&key));
        effect(Box::new(move || {
            let now = key();
            if kept.get_untracked() != now {
                kept.set(now);
            }
        }));
        self.swap(move || {
            let now = kept.get();
            untrack(|| make(now))
        })
    }

    /// Puts elements inside, in this order, after one that stands there or first; those that stand right already are not touched, so that
    /// focus stays.
    pub fn arrange(&self, after: Option<&El>, children: &[El]) {
        let mut next = match after {
            Some(after) => after.0.next_sibling(),
            None => self.0.first_child(),
        };
        for child in children {
            if next.as_ref().is_some_and(|next| next.is_same_node(Some(&child.0))) {
                next = next.and_then(|next| next.next_sibling());
            } else {
                let _ = self.0.insert_before(&child.0, next.as_ref());
            }
        }
    }

    /// Puts the focus on it.
    pub fn focus(&self) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
    }

    /// Whether the focus is on it.
    pub fn has_focus(&self) -> bool {
        document().active_element().is_some_and(|active| active.is_same_node(Some(&self.0)))
    }

    /// Presses it.
    pub fn click(&self) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            element.click();
        }
    }

    /// Takes it out of the page.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// Whether its answer can be changed.
    pub fn set_enabled(&self, enabled: bool) {
        let text = self.0.has_type::<HtmlTextAreaElement>() || self.0.get_attribute("type").as_deref() == Some("text");
        let name = if text { "readonly" } else { "disabled" };
        let _ = self.clone().attr_if(name, (!enabled).then_some(""));
    }

    /// What is typed into it, for a box or a list.
    pub fn value(&self) -> String {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            return input.value();
        }
        if let Some(area) = self.0.dyn_ref::<HtmlTextAreaElement>() {
            return area.value();
        }
        self.0.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value).unwrap_or_default()
    }

    /// Puts a text into a box, or chooses a line of a list. The same text leaves the caret where it is.
    pub fn set_value(&self, value: &str) {
        if self.value() == value {
            return;
        }
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            input.set_value(value);
        } else if let Some(area) = self.0.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value);
        } else if let Some(list) = self.0.dyn_ref::<HtmlSelectElement>() {
            list.set_value(value);
        }
    }

    /// Where the caret stands in a box of one line, in UTF-16 units.
    pub fn caret(&self) -> Option<usize> {
        let caret = self.0.dyn_ref::<HtmlInputElement>()?.selection_end();
        caret.ok().flatten().and_then(|caret| usize::try_from(caret).ok())
    }

    /// Puts the caret there.
    pub fn set_caret(&self, caret: usize) {
        if let (Some(input), Ok(caret)) = (self.0.dyn_ref::<HtmlInputElement>(), u32::try_from(caret)) {
            let _ = input.set_selection_range(caret, caret);
        }
    }

    /// Whether a button of a choice is on.
    pub fn is_checked(&self) -> bool {
        self.0.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
    }

    /// Turns a button of a choice on or off.
    pub fn set_checked(&self, checked: bool) {
        if let Some(input) = self.0.dyn_ref::<HtmlInputElement>() {
            input.set_checked(checked);
        }
    }

    /// Whether a node lies inside.
    pub fn contains(&self, node: Option<&Node>) -> bool {
        self.0.contains(node)
    }

    /// Puts it into the page, at the end of `place`.
    pub fn put_into(self, place: &HtmlElement) {
        let _ = place.append_child(&self.0);
    }
}

/// A list of texts, an item each.
pub fn list(tag: &str, class: &str, texts: impl IntoIterator<Item = String>) -> El {
    let mut out = el(tag, class);
    for text in texts {
        out = out.add(el("li", "").text(&text));
    }
    out
}

// Runs now and on every change, as long as the present owner lives.
fn effect(run: Box<dyn Fn()>) {
    let run = Rc::new(run);
    let effect = RenderEffect::new(move |_: Option<()>| run());
    StoredValue::new_local(effect);
}
