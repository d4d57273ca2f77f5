//! A thin bar: how much of something is used.

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
