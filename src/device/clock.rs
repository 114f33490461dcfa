//! The device's clock.

use forms::Date;
use wasm_bindgen::JsValue;

const DAY: f64 = 86_400_000.0;

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Today in the device's time zone.
pub fn today() -> Date {
    date_of(now())
}

/// The day that comes so many days after a moment (milliseconds since 1970), in the device's time zone.
pub fn date_after(moment: f64, days: i64) -> Date {
    date_of(moment + days as f64 * DAY)
}

/// The day of a moment (milliseconds since 1970), in the device's time zone.
pub fn date_of(moment: f64) -> Date {
    let date = js_sys::Date::new(&JsValue::from_f64(moment));
    Date::new(date.get_full_year() as i32, date.get_month() as u8 + 1, date.get_date() as u8)
        .unwrap_or_else(|| Date::from_days(0))
}
