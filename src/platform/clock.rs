//! The service's clock as the console knows it, and the viewer's zone.
//!
//! The service says what time it is (capabilities, else the `Date` header of an answer); the console keeps the difference
//! to the machine's clock. Periods are computed from the service's time, never from a wrong local clock.

use chrono::{DateTime, Utc};
use std::cell::Cell;

thread_local! {
    static SKEW_MS: Cell<i64> = const { Cell::new(0) };
}

#[allow(clippy::cast_possible_truncation)]
fn machine_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Now, by the service's clock.
#[must_use]
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(machine_ms() + SKEW_MS.get()).unwrap_or_default()
}

/// Sets the clock by what the service has just said.
pub fn set_by_service(service: DateTime<Utc>) {
    SKEW_MS.set(service.timestamp_millis() - machine_ms());
}

/// Sets the clock by a `Date` header. The browser reads it: chrono's parser would weigh 20 kB.
pub fn set_by_header(date: &str) {
    let ms = js_sys::Date::parse(date);
    if ms.is_finite() {
        #[allow(clippy::cast_possible_truncation)]
        SKEW_MS.set(ms as i64 - machine_ms());
    }
}

/// Minutes the viewer's zone is east of UTC at that instant (daylight saving included).
#[must_use]
pub fn viewer_offset_minutes(at: DateTime<Utc>) -> i32 {
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(
        at.timestamp_millis() as f64
    ));
    #[allow(clippy::cast_possible_truncation)]
    let west = date.get_timezone_offset() as i32;
    -west
}
