//! Amounts of data as text. Unit and decimals are chosen together for figures that are shown side by side, so that
//! different figures never look the same: only zero is shown as zero, and only the total is shown as the total.

use crate::units::Megabytes;

/// A hundredth of a GB, in thousandths of a MB; 1 GB = 1,024 MB.
const GB: u64 = 10_240;
/// A hundredth of a MB, in thousandths of a MB.
const MB: u64 = 10;
/// A thousandth of a MB: nothing is rounded.
const EXACT: u64 = 1;
/// From this size on the unit is GB; thousandths of a MB.
const FROM_GB: u64 = 1_024_000;

/// Unit and decimals for a group of figures, such as used, total and left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The value of the last digit, in thousandths of a MB.
    step: u64,
}

impl Scale {
    /// MB with three decimals, exactly as stored; for hovers.
    pub const EXACT: Self = Self { step: EXACT };

    /// GB with two decimals if one of the figures is at least 1 GB, otherwise MB with two decimals. Exact MB if
    /// rounding would make two different figures look equal, or one look like zero.
    #[must_use]
    pub fn of(group: &[Megabytes]) -> Self {
        let large = |one: &Megabytes| one.thousandths().unsigned_abs() >= FROM_GB;
        let gb = Self { step: GB };
        if group.iter().any(large) && gb.tells_apart(group) {
            return gb;
        }
        Self::mb(group)
    }

    /// Like [`of`](Self::of), but always in MB: for columns with the unit in the heading.
    #[must_use]
    pub fn mb(group: &[Megabytes]) -> Self {
        let mb = Self { step: MB };
        if mb.tells_apart(group) {
            mb
        } else {
            Self { step: EXACT }
        }
    }

    /// Without rounding: GB if all figures are whole hundredths of a GB, otherwise MB. For sizes and the axis labels of
    /// a chart.
    #[must_use]
    pub fn exact(group: &[Megabytes]) -> Self {
        let sizes = || group.iter().map(|one| one.thousandths().unsigned_abs());
        let gb = sizes().any(|size| size >= FROM_GB) && sizes().all(|size| size.is_multiple_of(GB));
        Self {
            step: if gb { GB } else { EXACT },
        }
    }

    /// Whether different figures have different texts, and only zero has the text of zero.
    fn tells_apart(self, group: &[Megabytes]) -> bool {
        let zero = [Megabytes::ZERO];
        group.iter().enumerate().all(|(at, one)| {
            group
                .iter()
                .skip(at + 1)
                .chain(&zero)
                .all(|other| one == other || self.digits(*one) != self.digits(*other))
        })
    }

    /// Sign and size in units of the last digit, rounded half up.
    fn digits(self, value: Megabytes) -> (bool, u64) {
        let size = (value.thousandths().unsigned_abs() + self.step / 2) / self.step;
        (value < Megabytes::ZERO && size > 0, size)
    }

    /// `GB` or `MB`.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        if self.step == GB { "GB" } else { "MB" }
    }

    /// The number without its unit: `1,404.02`.
    #[must_use]
    pub fn number(self, value: Megabytes) -> String {
        let (negative, size) = self.digits(value);
        let places = if self.step == EXACT { 1000 } else { 100 };
        let sign = if negative { "−" } else { "" };
        let (whole, rest) = (grouped(size / places), size % places);
        if places == 1000 {
            format!("{sign}{whole}.{rest:03}")
        } else {
            format!("{sign}{whole}.{rest:02}")
        }
    }

    /// The number without trailing zeros: `100`, `30.5`.
    #[must_use]
    pub fn short_number(self, value: Megabytes) -> String {
        let mut text = self.number(value);
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
        text
    }

    /// With its unit: `33.41 MB`.
    #[must_use]
    pub fn text(self, value: Megabytes) -> String {
        self.number(value) + " " + self.unit()
    }

    /// With its unit, without trailing zeros: `10 GB`.
    #[must_use]
    pub fn short(self, value: Megabytes) -> String {
        self.short_number(value) + " " + self.unit()
    }
}

/// The size of a plan, an add-on or a threshold, never rounded: `100 MB`, `1.5 GB`, `1,537 MB`.
#[must_use]
pub fn size(value: Megabytes) -> String {
    Scale::exact(&[value]).short(value)
}

/// A share in per cent, with one decimal (`12.3%`) or whole (`12%`). `0%` means nothing and `100%` exactly all; close
/// to these it is `<0.1%`, `>100%`. A negative part, or a whole of zero, gives `0%`.
#[must_use]
pub fn percent(part: Megabytes, whole: Megabytes, decimal: bool) -> String {
    let permille = part.max(Megabytes::ZERO).permille_of(whole);
    // Shares are rounded down, so that less than all never becomes 100%.
    let beyond = part > whole
        && if decimal {
            permille == 1000
        } else {
            permille < 1010
        };
    let none = part <= Megabytes::ZERO || whole <= Megabytes::ZERO;
    match (decimal, permille) {
        _ if none => "0%".to_owned(),
        (true, 0) => "<0.1%".to_owned(),
        (false, 0..10) => "<1%".to_owned(),
        _ if beyond => ">100%".to_owned(),
        (true, _) => format!("{}.{}%", permille / 10, permille % 10),
        (false, _) => format!("{}%", permille / 10),
    }
}

/// `48,213`
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn mb(thousandths: i64) -> Megabytes {
        Megabytes::from_thousandths(thousandths)
    }

    /// The number that a text shows, in thousandths of its unit.
    fn read(text: &str) -> i128 {
        let plain: String = text
            .chars()
            .filter(|sign| sign.is_ascii_digit() || *sign == '.')
            .collect();
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let value = format!("{whole}{rest:0<3}").parse::<i128>().unwrap();
        if text.starts_with('−') {
            -value
        } else {
            value
        }
    }

    fn texts(group: &[i64]) -> Vec<String> {
        let group: Vec<Megabytes> = group.iter().copied().map(mb).collect();
        let scale = Scale::of(&group);
        group.iter().map(|one| scale.text(*one)).collect()
    }

    #[test]
    fn a12_used_total_and_left_stand_in_one_unit_and_do_not_meet() {
        // Plan 10,240 MB; used, total, left or over.
        for (used, expected) in [
            (10_239_600, ["10,239.60 MB", "10,240.00 MB", "0.40 MB"]),
            (10_240_400, ["10,240.40 MB", "10,240.00 MB", "−0.40 MB"]),
            (4, ["0.004 MB", "10,240.000 MB", "10,239.996 MB"]),
            (10_239_996, ["10,239.996 MB", "10,240.000 MB", "0.004 MB"]),
            (10_240_000, ["10.00 GB", "10.00 GB", "0.00 GB"]),
            (0, ["0.00 GB", "10.00 GB", "10.00 GB"]),
            (5_120_000, ["5.00 GB", "10.00 GB", "5.00 GB"]),
        ] {
            assert_eq!(texts(&[used, 10_240_000, 10_240_000 - used]), expected);
        }
        assert_eq!(texts(&[33_410, 100_000]), ["33.41 MB", "100.00 MB"]);
        assert_eq!(texts(&[4]), ["0.004 MB"]);
        assert_eq!(texts(&[-4]), ["−0.004 MB"]);
        assert_eq!(texts(&[0]), ["0.00 MB"]);
    }

    #[test]
    fn a12_sizes_are_never_rounded() {
        for (thousandths, text) in [
            (30_000, "30 MB"),
            (100_500, "100.5 MB"),
            (1_024_000, "1 GB"),
            (1_536_000, "1.5 GB"),
            (1_537_000, "1,537 MB"),
            (10_000_000, "10,000 MB"),
            (10_240_000, "10 GB"),
            (102_400_000, "100 GB"),
            (1_023_999, "1,023.999 MB"),
            (10_239_999, "10,239.999 MB"),
            (0, "0 MB"),
            (-1_536_000, "−1.5 GB"),
        ] {
            assert_eq!(size(mb(thousandths)), text);
        }
    }

    #[test]
    fn a12_shares_are_nothing_or_all_only_when_they_are() {
        for (part, whole, decimal, text) in [
            (0, 100, true, "0%"),
            (1, 100_000, true, "<0.1%"),
            (1, 100_000, false, "<1%"),
            (99_999, 100_000, true, "99.9%"),
            (99_999, 100_000, false, "99%"),
            (100_000, 100_000, true, "100.0%"),
            (100_000, 100_000, false, "100%"),
            (100_001, 100_000, true, ">100%"),
            (100_001, 100_000, false, ">100%"),
            (150_000, 100_000, false, "150%"),
            (-5, 100, false, "0%"),
            (5, 0, false, "0%"),
            (123, 1000, true, "12.3%"),
        ] {
            assert_eq!(percent(mb(part), mb(whole), decimal), text);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(u64::MAX), "18,446,744,073,709,551,615");
    }

    proptest! {
        /// For any figures: texts are equal exactly when the figures are, zero exactly when the figure is, and in the
        /// same order.
        #[test]
        fn a12_texts_of_a_group_tell_its_figures_apart(
            used in prop_oneof![0_i64..3_000_000, Just(0), any::<i64>()],
            total in prop_oneof![0_i64..3_000_000, Just(10_240_000), any::<i64>()],
            near in -20_i64..20,
        ) {
            let group = [used, total, total.saturating_sub(used), total.saturating_add(near), near];
            for scale in [
                Scale::of(&group.map(mb)),
                Scale::mb(&group.map(mb)),
            ] {
                for one in group {
                    let text = scale.text(mb(one));
                    prop_assert_eq!(read(&text).signum(), i128::from(one.signum()), "{}", text);
                    for other in group {
                        let order = read(&text).cmp(&read(&scale.text(mb(other))));
                        prop_assert_eq!(order, one.cmp(&other));
                        prop_assert_eq!(
                            scale.short(mb(one)) == scale.short(mb(other)),
                            order == Ordering::Equal
                        );
                    }
                }
            }
        }

        #[test]
        fn a12_a_size_reads_back_as_it_is(thousandths in -9_000_000_000_000_i64..9_000_000_000_000) {
            let text = size(mb(thousandths));
            let value = read(&text) * if text.ends_with("GB") { 1024 } else { 1 };
            prop_assert_eq!(value, i128::from(thousandths));
        }
    }
}
