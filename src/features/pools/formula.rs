//! How a pool's figures are computed, with the actual numbers (Q13.2).

use super::row::{Pool, Totals};
use crate::i18n::format::{self, Scale};
use crate::i18n::pools::Pools;
use crate::ui::tooltip::Hint;
use crate::view::prelude::*;
use gsl_model::units::Megabytes;

/// `512 active cards × 100 MB + add-ons 0 MB = 51,200.000 MB`
#[must_use]
pub fn of_total(t: &Pools, pool: &Pool, totals: &Totals) -> Option<String> {
    let total = totals.total?;
    let Some(package) = pool.package_size.filter(|_| totals.computed) else {
        return Some(t.total_told.to_owned());
    };
    Some((t.total_formula)(
        &format::count(pool.active()),
        &format::size(package),
        &format::size(pool.addon_total.unwrap_or_default()),
        &format::exact(total),
    ))
}

/// `total 51,200.000 MB − used 33,792.000 MB = 17,408.000 MB`
#[must_use]
pub fn of_left(t: &Pools, pool: &Pool, totals: &Totals) -> Option<String> {
    Some((t.left_formula)(
        &format::exact(totals.total?),
        &format::exact(pool.flow_used?),
        &format::exact(totals.left?),
    ))
}

/// A volume in the pool's unit, with its formula on hover and focus.
#[must_use]
pub fn volume(scale: Scale, value: Option<Megabytes>, formula: Option<String>) -> AnyView {
    match value {
        Some(value) => view! { <Hint text=formula>{scale.text(value)}</Hint> },
        None => view! { <span class="muted">"—"</span> },
    }
}

/// The service's figure, where it differs from the computed one.
#[must_use]
pub fn differs(t: &Pools, stated: Option<Megabytes>) -> Option<AnyView> {
    stated.map(|stated| {
        view! { <span class="pool-differs small">{(t.differs)(&format::exact(stated))}</span> }
    })
}
