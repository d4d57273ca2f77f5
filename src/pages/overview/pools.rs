//! Forward pools that are used up or have less than a tenth left, from operation 17: one call, no forecast.

use crate::api::{Request, use_query};
use crate::features::pools::row::{Pool, PoolPage};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::state::App;
use crate::ui::badge::given;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};

/// Most pools named.
const NAMED: usize = 8;
/// Below this share of the total, in thousandths, a pool counts as low.
const SHORT_PERMILLE: i64 = 100;

/// Used up, or nearly so.
fn is_short(pool: &Pool, now: DateTime<Utc>) -> bool {
    let totals = pool.totals();
    pool.active() > 0
        && pool.is_running(now)
        && totals
            .left
            .zip(totals.total)
            .is_some_and(|(left, total)| left.permille_of(total) < SHORT_PERMILLE)
}

/// The pools that are short, those first whose cards are stopped; empty until they are known.
pub type Short = Memo<Vec<Pool>>;

/// Asks for them. A failure shows on the page of pools, not here.
pub fn short(app: App) -> Short {
    let query = use_query::<PoolPage>(app.client, || {
        Some(
            Request::get("/v1/sim-pools")
                .with("status", "1")
                .with("limit", "500"),
        )
    });
    Memo::new(move |_| {
        let now = clock::now();
        let mut short: Vec<Pool> = query
            .data()
            .map(|page| {
                page.pools
                    .iter()
                    .filter(|pool| is_short(pool, now))
                    .cloned()
                    .collect()
            })
            .unwrap_or_default();
        short.sort_by_key(|pool| std::cmp::Reverse(pool.stopped_quantity));
        short
    })
}

/// Cards that are stopped in these pools.
pub fn stopped(pools: &[Pool]) -> i64 {
    let each = pools
        .iter()
        .map(|pool| pool.stopped_quantity.unwrap_or_default());
    each.map(i64::from).sum()
}

/// The panel; nothing while no pool is short.
pub fn panel(app: App, short: Short) -> AnyView {
    (move || short.with(|short| (!short.is_empty()).then(|| table(app, short)))).into_view()
}

fn table(app: App, short: &[Pool]) -> AnyView {
    let o = app.messages().overview();
    let all = app
        .nav
        .href(&Route::Pools(PoolsView::of(PoolKind::Forward)));
    let rows = short.iter().take(NAMED).map(|pool| {
        let (totals, scale) = (pool.totals(), pool.scale());
        let (total, left) = (totals.total.unwrap_or_default(), totals.left.unwrap_or_default());
        let label = (o.pool_left)(&scale.text(left), &scale.text(total));
        let stopped = i64::from(pool.stopped_quantity.unwrap_or_default());
        let href = app.nav.href(&Route::pool(PoolKind::Forward, pool.id));
        view! {
            <tr>
                <th scope="row"><a href=href>{given(pool.name())}</a><span class="small muted">{label}</span></th>
                <td class="num">{(stopped > 0).then(|| (o.pool_stopped)(&format::count(stopped)))}</td>
            </tr>
        }
    });
    let more = short.len().saturating_sub(NAMED);
    view! {
        <section class="panel" aria-labelledby="overview-pools">
            <header>
                <h2 id="overview-pools">{o.pools}</h2>
                <span class="grow"></span>
                <a href=all>{(o.all_pools)(more)}</a>
            </header>
            <table class="plain counts">
                <caption class="sr-only">{o.pools}</caption>
                <thead class="sr-only"><tr>
                    <th scope="col">{o.pool}</th>
                    <th scope="col">{o.stopped}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::units::Megabytes;

    #[test]
    fn short_is_less_than_a_tenth_with_cards_to_stop() {
        let pool = |used: i64, active: i32| Pool {
            activated_sim_quantity: Some(active),
            package_size: Megabytes::from_mb(100),
            flow_used: Megabytes::from_mb(used),
            ..Pool::default()
        };
        let now = DateTime::from_timestamp(1_796_000_000, 0).unwrap();
        let is_short = |pool: &Pool| super::is_short(pool, now);
        assert!(is_short(&pool(901, 10)) && is_short(&pool(2000, 10)));
        assert!(!is_short(&pool(900, 10)), "a tenth is left");
        assert!(!is_short(&pool(0, 0)), "nothing to stop");
        let of = |cycle: &str| Pool {
            carrier_type: Some(1),
            billing_cycle: Some(cycle.to_owned()),
            ..pool(2000, 10)
        };
        let running =
            gsl_model::cycle::BillingCycle::current(gsl_model::carrier::Carrier::Mobile, now);
        assert!(is_short(&of(&running.to_string())));
        assert!(
            !is_short(&of(&running.prev().to_string())),
            "a cycle that is over"
        );
    }
}
