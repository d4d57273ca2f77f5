//! Billing cycles: the calendar month; at China Unicom from the 27th of the previous month to the 26th (Q2.1).

use crate::{carrier::Carrier, zone};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use std::fmt;

/// A billing cycle, named by its month: `2026-11`. Its days depend on the carrier and are days in the service's zone.
/// Years 1–9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BillingCycle {
    year: i32,
    month: u32,
}

/// China Unicom's cycles begin on this day of the previous month.
const UNICOM_FIRST_DAY: u32 = 27;

/// Cycles the service keeps, including the current one (operations 12 and 17).
pub const CYCLES_KEPT: usize = 6;

impl BillingCycle {
    const FIRST: Self = Self { year: 1, month: 1 };
    const LAST: Self = Self {
        year: 9999,
        month: 12,
    };

    /// `None` unless year is 1–9999 and month 1–12.
    #[must_use]
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if year >= 1 && year <= 9999 && month >= 1 && month <= 12 {
            Some(Self { year, month })
        } else {
            None
        }
    }

    /// Reads `2026-11`, as in requests, and `202611`, as in some answers.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = match text.split_once('-') {
            Some(parts) => parts,
            None => text.split_at_checked(4)?,
        };
        let digits = |part: &str, length| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// Year of the month that names the cycle.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Month that names the cycle, 1–12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// `202611`, the form of months in operation 13.
    #[must_use]
    pub fn compact(self) -> String {
        format!("{:04}{:02}", self.year, self.month)
    }

    /// The next cycle; the last possible one returns itself.
    #[must_use]
    pub const fn next(self) -> Self {
        match (self.year, self.month) {
            (9999, 12) => self,
            (year, 12) => Self {
                year: year + 1,
                month: 1,
            },
            (year, month) => Self {
                year,
                month: month + 1,
            },
        }
    }

    /// The previous cycle; the first possible one returns itself.
    #[must_use]
    pub const fn prev(self) -> Self {
        match (self.year, self.month) {
            (1, 1) => self,
            (year, 1) => Self {
                year: year - 1,
                month: 12,
            },
            (year, month) => Self {
                year,
                month: month - 1,
            },
        }
    }

    /// The cycle a day belongs to.
    #[must_use]
    pub fn containing(carrier: Carrier, date: NaiveDate) -> Self {
        if date.year() < 1 {
            return Self::FIRST;
        }
        let month = Self::new(date.year(), date.month()).unwrap_or(Self::LAST);
        if carrier == Carrier::Unicom && date.day() >= UNICOM_FIRST_DAY {
            month.next()
        } else {
            month
        }
    }

    /// The current cycle.
    #[must_use]
    pub fn current(carrier: Carrier, now: DateTime<Utc>) -> Self {
        Self::containing(carrier, zone::today(now))
    }

    /// The cycle that usage figures belong to: figures as of 24:00 include the day that ends then.
    #[must_use]
    pub fn of_figures(carrier: Carrier, as_of: DateTime<Utc>) -> Self {
        let counted = as_of.checked_sub_signed(TimeDelta::milliseconds(1));
        Self::current(carrier, counted.unwrap_or(as_of))
    }

    /// Its first day.
    #[must_use]
    pub fn start(self, carrier: Carrier) -> NaiveDate {
        if carrier != Carrier::Unicom {
            return date(self.year, self.month, 1);
        }
        match self.month {
            1 => date(self.year - 1, 12, UNICOM_FIRST_DAY),
            month => date(self.year, month - 1, UNICOM_FIRST_DAY),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn end(self, carrier: Carrier) -> NaiveDate {
        if carrier == Carrier::Unicom {
            return date(self.year, self.month, UNICOM_FIRST_DAY - 1);
        }
        let after = match self.month {
            12 => date(self.year + 1, 1, 1),
            month => date(self.year, month + 1, 1),
        };
        after.pred_opt().unwrap_or(after)
    }

    /// The instant it begins.
    #[must_use]
    pub fn start_at(self, carrier: Carrier) -> DateTime<Utc> {
        zone::midnight(self.start(carrier))
    }

    /// The instant it ends: the first that is no longer in it.
    #[must_use]
    pub fn end_at(self, carrier: Carrier) -> DateTime<Utc> {
        let last = self.end(carrier);
        zone::midnight(last.succ_opt().unwrap_or(last))
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn contains(self, carrier: Carrier, date: NaiveDate) -> bool {
        (self.start(carrier)..=self.end(carrier)).contains(&date)
    }

    /// How many days it has, 28–31.
    #[must_use]
    pub fn days(self, carrier: Carrier) -> i64 {
        self.end(carrier)
            .signed_duration_since(self.start(carrier))
            .num_days()
            + 1
    }

    /// Its days, first to last.
    pub fn dates(self, carrier: Carrier) -> impl Iterator<Item = NaiveDate> {
        let start = self.start(carrier);
        (0_u64..)
            .map_while(move |day| start.checked_add_days(Days::new(day)))
            .take_while(move |date| self.contains(carrier, *date))
    }

    /// The six cycles the service keeps, oldest first, the current one last (Q8.1).
    #[must_use]
    pub fn last_six(carrier: Carrier, today: NaiveDate) -> [Self; CYCLES_KEPT] {
        let mut cycles = [Self::containing(carrier, today); CYCLES_KEPT];
        let mut cycle = Self::containing(carrier, today);
        for slot in cycles.iter_mut().rev() {
            *slot = cycle;
            cycle = cycle.prev();
        }
        cycles
    }
}

/// A date that exists: months here are 1–12, and days 1, 26 or 27.
fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

/// `2026-11`
impl fmt::Display for BillingCycle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Time;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_day_of_1990_to_2100_is_in_exactly_one_cycle() {
        for carrier in Carrier::ALL {
            let mut previous: Option<BillingCycle> = None;
            let mut date = day(1990, 1, 1);
            while date < day(2101, 1, 1) {
                let cycle = BillingCycle::containing(carrier, date);
                assert!(cycle.contains(carrier, date), "{carrier:?} {date}");
                assert!(
                    !cycle.prev().contains(carrier, date) && !cycle.next().contains(carrier, date),
                    "{carrier:?} {date}"
                );
                if let Some(previous) = previous
                    && previous != cycle
                {
                    assert_eq!(previous.next(), cycle, "no cycle is skipped");
                    assert_eq!(
                        cycle.start(carrier),
                        date,
                        "a cycle begins with its first day"
                    );
                    assert_eq!(
                        previous.end_at(carrier),
                        cycle.start_at(carrier),
                        "no instant between two cycles"
                    );
                }
                previous = Some(cycle);
                date = date.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn q2_1_the_days_of_a_cycle() {
        let cycle = |text| BillingCycle::parse(text).unwrap();
        for (text, carrier, start, end, days) in [
            ("2026-11", Carrier::Mobile, "2026-11-01", "2026-11-30", 30),
            ("2026-11", Carrier::Telecom, "2026-11-01", "2026-11-30", 30),
            ("2026-11", Carrier::Overseas, "2026-11-01", "2026-11-30", 30),
            ("2026-11", Carrier::Unicom, "2026-10-27", "2026-11-26", 31),
            ("2026-01", Carrier::Unicom, "2025-12-27", "2026-01-26", 31),
            ("2026-03", Carrier::Unicom, "2026-02-27", "2026-03-26", 28),
            ("2028-03", Carrier::Unicom, "2028-02-27", "2028-03-26", 29),
            ("2028-02", Carrier::Mobile, "2028-02-01", "2028-02-29", 29),
            ("2100-02", Carrier::Mobile, "2100-02-01", "2100-02-28", 28),
            ("2026-12", Carrier::Mobile, "2026-12-01", "2026-12-31", 31),
        ] {
            let cycle = cycle(text);
            assert_eq!(cycle.start(carrier).to_string(), start);
            assert_eq!(cycle.end(carrier).to_string(), end);
            assert_eq!(cycle.days(carrier), days);
            assert_eq!(cycle.dates(carrier).count(), usize::try_from(days).unwrap());
        }
    }

    #[test]
    fn the_midnight_edge_is_that_of_utc_plus_8() {
        let at = |text: &str| Time::parse(text).unwrap().0;
        let current = |carrier, text: &str| BillingCycle::current(carrier, at(text)).to_string();
        assert_eq!(
            current(Carrier::Mobile, "2026-10-31T15:59:59.999Z"),
            "2026-10"
        );
        assert_eq!(current(Carrier::Mobile, "2026-10-31T16:00:00Z"), "2026-11");
        assert_eq!(
            current(Carrier::Unicom, "2026-10-26T15:59:59.999Z"),
            "2026-10"
        );
        assert_eq!(current(Carrier::Unicom, "2026-10-26T16:00:00Z"), "2026-11");
        assert_eq!(current(Carrier::Unicom, "2026-12-26T16:00:00Z"), "2027-01");
        let november = BillingCycle::new(2026, 11).unwrap();
        assert_eq!(
            november.start_at(Carrier::Mobile),
            at("2026-10-31T16:00:00Z")
        );
        assert_eq!(november.end_at(Carrier::Mobile), at("2026-11-30T16:00:00Z"));
        assert_eq!(
            november.start_at(Carrier::Unicom),
            at("2026-10-26T16:00:00Z")
        );
    }

    #[test]
    fn both_spellings_and_nothing_else() {
        let november = BillingCycle::new(2026, 11);
        assert_eq!(BillingCycle::parse("2026-11"), november);
        assert_eq!(BillingCycle::parse("202611"), november);
        assert_eq!(november.unwrap().compact(), "202611");
        for text in [
            "",
            "2026",
            "2026-1",
            "2026-13",
            "2026-00",
            "0000-01",
            "20261",
            "2026-11-01",
            "2026/11",
            "+026-11",
            "二零二六11",
        ] {
            assert_eq!(BillingCycle::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_six() {
        let six =
            |carrier, date| BillingCycle::last_six(carrier, date).map(|cycle| cycle.to_string());
        let expected = [
            "2022-06", "2022-07", "2022-08", "2022-09", "2022-10", "2022-11",
        ];
        assert_eq!(six(Carrier::Mobile, day(2022, 11, 2)), expected);
        assert_eq!(six(Carrier::Unicom, day(2022, 10, 27)), expected);
        assert_eq!(six(Carrier::Telecom, day(2026, 2, 28))[0], "2025-09");
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for carrier in Carrier::ALL {
            for date in [
                NaiveDate::MIN,
                NaiveDate::MAX,
                day(9999, 12, 31),
                day(1, 1, 1),
            ] {
                let cycle = BillingCycle::containing(carrier, date);
                let _ = (
                    cycle.start_at(carrier),
                    cycle.end_at(carrier),
                    cycle.days(carrier),
                    BillingCycle::last_six(carrier, date),
                );
            }
        }
    }

    proptest! {
        #[test]
        fn text_reads_back(year in 1_i32..=9999, month in 1_u32..=12) {
            let cycle = BillingCycle::new(year, month).unwrap();
            prop_assert_eq!(BillingCycle::parse(&cycle.to_string()), Some(cycle));
            prop_assert_eq!(BillingCycle::parse(&cycle.compact()), Some(cycle));
        }

        #[test]
        fn next_and_prev_undo_each_other(year in 2_i32..9999, month in 1_u32..=12) {
            let cycle = BillingCycle::new(year, month).unwrap();
            prop_assert_eq!(cycle.next().prev(), cycle);
            prop_assert_eq!(cycle.prev().next(), cycle);
            prop_assert!(cycle.prev() < cycle && cycle < cycle.next());
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
            let _ = BillingCycle::parse(&text);
        }

        #[test]
        fn any_instant_is_within_its_cycle(seconds in 0_i64..4_102_444_800, carrier in 0_usize..4) {
            let carrier = Carrier::ALL[carrier];
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let cycle = BillingCycle::current(carrier, now);
            prop_assert!(cycle.start_at(carrier) <= now && now < cycle.end_at(carrier));
        }
    }
}
