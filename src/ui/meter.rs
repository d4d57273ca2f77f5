//! A thin bar: how much of something is used, or what is left of it.

use crate::view::prelude::*;

/// Used of total. Over 100 % the bar is full and red; the figures stand beside it, so it never carries them alone.
#[component]
pub fn Meter(
    /// Used, in any unit, for example thousandths of a MB.
    used: i64,
    /// All there is, in the same unit; 0 or less draws an empty bar.
    total: i64,
    /// What it says, with figures.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let percent = if total > 0 {
        used.max(0).saturating_mul(100) / total
    } else {
        0
    };
    let over = total > 0 && used > total;
    view! {
        <span class="meter" class:over=over role="img" aria-label=label>
            <b style:width=format!("{}%", percent.min(100))></b>
        </span>
    }
}

/// What is left of a total: filled by it, red from a tenth down and amber where it will not last. The figures stand beside it.
#[component]
pub fn LeftMeter(
    /// Left, in any unit; below 0 draws an empty bar.
    left: i64,
    /// All there is, in the same unit.
    total: i64,
    /// It will not last.
    #[prop(optional)]
    at_risk: bool,
    /// What it says, with figures.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let percent = if total > 0 {
        left.clamp(0, total).saturating_mul(100) / total
    } else {
        0
    };
    // What is there has a bar that can be seen.
    let width = if left > 0 { percent.max(2) } else { 0 };
    view! {
        <span class="meter left" class:over=percent < 10 class:warn=at_risk role="img" aria-label=label>
            <b style:width=format!("{width}%")></b>
        </span>
    }
}
