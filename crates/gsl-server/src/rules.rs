//! Where the service's numbers (day numbers, milliseconds, database codes) meet the rules of `gsl-model`.

use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::period::waiting;
use gsl_model::span::Span;
use gsl_model::workday::add_working_days;
use gsl_model::zone;

use crate::clock::{date_of, day_number, instant};

/// A billing cycle in day numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cycle {
    /// The cycle's name.
    pub name: BillingCycle,
    /// First day.
    pub first_day: i64,
    /// Last day, inclusive.
    pub last_day: i64,
}

/// The carrier of a code 1 to 4.
#[must_use]
pub fn carrier(code: u8) -> Carrier {
    Carrier::from_carrier_type(i32::from(code)).unwrap_or(Carrier::Overseas)
}

/// The code 1 to 4 of a carrier.
#[must_use]
pub fn carrier_code(carrier: Carrier) -> u8 {
    u8::try_from(carrier.carrier_type()).unwrap_or(4)
}

/// The cycle a day belongs to.
#[must_use]
pub fn cycle_of_day(code: u8, day: i64) -> Cycle {
    cycle_named(code, BillingCycle::containing(carrier(code), date_of(day)))
}

/// The days of a cycle.
#[must_use]
pub fn cycle_named(code: u8, name: BillingCycle) -> Cycle {
    let carrier = carrier(code);
    Cycle {
        name,
        first_day: day_number(name.start(carrier)),
        last_day: day_number(name.end(carrier)),
    }
}

/// When a card bought at this instant is activated at the latest (Q2.2, Q2.3), ms.
#[must_use]
pub fn forced_activation(code: u8, purchase_ms: i64) -> i64 {
    let waiting = waiting(carrier(code), zone::today(instant(purchase_ms)), None);
    zone::midnight(waiting.forced_activation).timestamp_millis()
}

/// When a term of some years that starts at this instant ends (Q2.4), ms.
#[must_use]
pub fn expiry(act_ms: i64, years: i32) -> i64 {
    // Period type 50 of operation 14 is a year.
    let term = Span::period(Some(years), Some(50)).unwrap_or(Span::Months(12));
    term.after_instant(instant(act_ms)).timestamp_millis()
}

/// The day `count` working days after a day.
#[must_use]
pub fn working_days_after(day: i64, count: u32) -> i64 {
    day_number(add_working_days(date_of(day), count))
}

/// General data (1) by default up to 100 MB outside pools, else directional (2) (Q9.4).
#[must_use]
pub fn data_type(flow_total: i64, pooled: bool) -> u8 {
    if flow_total <= 100_000 && !pooled {
        1
    } else {
        2
    }
}
