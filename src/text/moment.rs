//! Dates and times as people read them: the browser's Intl does the words.

use forms::{Date, Lang};
use js_sys::{Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{fill, front};

const DAY: f64 = 86_400_000.0;

/// `Rabu, 25 November 2026`.
pub fn long_date(date: Date, lang: Lang) -> String {
    let options = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
    format(date.days() as f64 * DAY, lang, &options, Some("UTC"))
}

/// `25 November 2026`.
pub fn plain_date(date: Date, lang: Lang) -> String {
    let options = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
    format(date.days() as f64 * DAY, lang, &options, Some("UTC"))
}

/// `Tersimpan di HP ini, 10.42`: that answers are on this device since a moment.
pub fn saved(moment: f64, lang: Lang) -> String {
    fill(front(lang).saved, &[("time", &time(moment, lang))])
}

/// `Disimpan sampai 24 Desember 2026`: the last day on which answers are kept.
pub fn kept_until(day: Date, lang: Lang) -> String {
    fill(front(lang).kept_until, &[("date", &plain_date(day, lang))])
}

/// `24 November, 10.42`: a moment, in the device's time zone.
pub fn moment(moment: f64, lang: Lang) -> String {
    [&format(moment, lang, &[("day", "numeric"), ("month", "long")], None), ", ", &time(moment, lang)].concat()
}

/// `10.42`: the time of a moment, in the device's time zone.
pub fn time(moment: f64, lang: Lang) -> String {
    format(moment, lang, &[("hour", "2-digit"), ("minute", "2-digit")], None)
}

fn format(moment: f64, lang: Lang, options: &[(&str, &str)], zone: Option<&str>) -> String {
    let settings = Object::new();
    for (name, value) in options.iter().copied().chain(zone.map(|zone| ("timeZone", zone))) {
        let _ = Reflect::set(&settings, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let locale = match lang {
        Lang::Id => "id-ID",
        Lang::En => "en-GB",
    };
    let locales = js_sys::Array::of1(&JsValue::from_str(locale));
    let date = js_sys::Date::new(&JsValue::from_f64(moment));
    DateTimeFormat::new(&locales, &settings)
        .format()
        .call1(&JsValue::NULL, &date)
        .ok()
        .and_then(|text| text.dyn_into::<js_sys::JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}
