//! Moments between the world's time, in which answers are kept, and this device's, in which people read and write them.

use forms::{Date, Lang};
use js_sys::Date as Moment;
use wasm_bindgen::JsValue;

use super::moment::{plain_date, time};

const MINUTE: f64 = 60_000.0;
const DAY: f64 = 1440.0 * MINUTE;

/// The zone of this device now, as in `13:37:00+07:00`.
pub fn zone() -> String {
    let east = -Moment::new_0().get_timezone_offset() as i32;
    let two = |number: i32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let sign = if east < 0 { "-" } else { "+" };
    [sign, &two(east.abs() / 60), ":", &two(east.abs() % 60)].concat()
}

/// A date and time of this device (`2026-11-24T10:00`) as a moment of the world (`2026-11-24T03:00:00.000Z`); `None` when it is none.
pub fn to_moment(text: &str) -> Option<String> {
    let moment = Moment::new(&JsValue::from_str(text));
    moment.get_time().is_finite().then(|| moment.to_iso_string().into())
}

/// A moment of the world as date and time of this device; empty when it is none.
pub fn from_moment(text: &str) -> String {
    let Some(here) = here(text) else { return String::new() };
    let text = String::from(Moment::new(&JsValue::from_f64(here)).to_iso_string());
    text.get(..16).unwrap_or_default().into()
}

/// `25 November 2026, 10.42`: a moment as it is written in answers; what is no moment, as it is.
pub fn in_words(text: &str, lang: Lang) -> String {
    let Some(here) = here(text) else { return text.into() };
    let moment = Moment::new(&JsValue::from_str(text)).get_time();
    [&plain_date(Date::from_days((here / DAY).floor() as i64), lang), ", ", &time(moment, lang)].concat()
}

// The clock of this device at a moment, in milliseconds since 1970 began on it.
fn here(text: &str) -> Option<f64> {
    let moment = Moment::new(&JsValue::from_str(text));
    let here = moment.get_time() - moment.get_timezone_offset() * MINUTE;
    here.is_finite().then_some(here)
}
