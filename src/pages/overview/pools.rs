//! Forward pools that run dry next or are dry, with their cheapest remedies, from one request.

use crate::api::{Request, use_query};
use crate::features::pools::outlook;
use crate::features::pools::row::{Pool, PoolPage};
use crate::i18n::format;
use crate::i18n::pools::pools;
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::state::App;
use crate::ui::badge::given;
use crate::ui::meter::LeftMeter;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::forecast::Risk;

/// Pools listed at most.
const NAMED: usize = 6;
/// Below this share of the total, in thousandths, a pool counts as at risk where the service forecasts nothing.
const SHORT_PERMILLE: i64 = 100;

/// The risk of a pool: the service's forecast, or else judged by what is left.
fn risk(pool: &Pool, now: DateTime<Utc>) -> Option<Risk> {
    if let Some(risk) = pool.risk() {
        return Some(risk);
    }
    let totals = pool.totals();
    let (left, total) = totals.left.zip(totals.total)?;
    if pool.active() == 0 || !pool.is_running(now) {
        return None;
    }
    Some(match left.permille_of(total) {
        _ if pool.stopped_quantity.is_some_and(|cards| cards > 0) => Risk::Dry,
        share if share < SHORT_PERMILLE => Risk::AtRisk,
        _ => Risk::Lasts,
    })
}

/// The pools that need attention.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Short {
    /// Pools that run dry in this cycle, earliest first.
    pub at_risk: Vec<Pool>,
    /// Dry pools.
    pub dry: Vec<Pool>,
}

/// Requests them; empty until loaded. A failure is shown on the pools page, not here.
pub fn short(app: App) -> Memo<Short> {
    let query = use_query::<PoolPage>(app.client, || {
        Some(
            Request::get("/v1/sim-pools")
                .with("status", "1")
                .with("sort", "runs_out")
                .with("limit", "500"),
        )
    });
    Memo::new(move |_| {
        let now = clock::now();
        let mut short = Short::default();
        for pool in query.data().iter().flat_map(|page| page.pools.iter()) {
            match risk(pool, now) {
                Some(Risk::AtRisk) => short.at_risk.push(pool.clone()),
                Some(Risk::Dry) => short.dry.push(pool.clone()),
                _ => {}
            }
        }
        short
    })
}

impl Short {
    /// Cards that will stop when the pools at risk run dry.
    pub fn would_stop(&self) -> i64 {
        self.at_risk.iter().map(Pool::active).sum()
    }
}

/// The list of pools with this risk.
pub fn href(app: App, risk: Option<Risk>) -> String {
    app.nav.href(&Route::Pools(PoolsView {
        risk,
        ..PoolsView::of(PoolKind::Forward)
    }))
}

/// The panel; empty while no pool needs attention.
pub fn panel(app: App, short: Memo<Short>) -> AnyView {
    (move || {
        short.with(|short| {
            let any = !short.at_risk.is_empty() || !short.dry.is_empty();
            any.then(|| table(app, short))
        })
    })
    .into_view()
}

fn table(app: App, short: &Short) -> AnyView {
    let o = app.messages().overview();
    let named = short.at_risk.iter().chain(&short.dry).take(NAMED);
    let rows = named.map(|pool| row(app, pool));
    let count = |pools: &[Pool]| format::count(i64::try_from(pools.len()).unwrap_or_default());
    let link = |risk: Risk, pools: &[Pool], text: fn(&str) -> String| {
        (!pools.is_empty())
            .then(|| view! { <a href=href(app, Some(risk))>{text(&count(pools))}</a> })
    };
    view! {
        <section class="panel" aria-labelledby="overview-pools">
            <header>
                <h2 id="overview-pools">{o.pools}</h2>
                <span class="grow"></span>
                <a href=href(app, None)>{o.all_pools}</a>
            </header>
            <table class="plain counts dry-next">
                <caption class="sr-only">{o.pools}</caption>
                <thead class="sr-only"><tr>
                    <th scope="col">{o.pool}</th>
                    <th scope="col">{o.runs_dry}</th>
                    <th scope="col">{o.remedy}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p class="pad small dry-more">
                {link(Risk::AtRisk, &short.at_risk, o.pools_at_risk)}
                {link(Risk::Dry, &short.dry, o.pools_dry)}
            </p>
        </section>
    }
}

fn row(app: App, pool: &Pool) -> AnyView {
    let (o, t) = (app.messages().overview(), pools(app.locale.get_untracked()));
    let (totals, scale) = (pool.totals(), pool.scale());
    let (total, left) = (
        totals.total.unwrap_or_default(),
        totals.left.unwrap_or_default(),
    );
    let label = (o.pool_left)(&scale.text(left), &scale.text(total));
    let share = (o.share_left)(&format::percent(left, total, false));
    let at_risk = pool.risk() == Some(Risk::AtRisk);
    let href = app.nav.href(&Route::pool(PoolKind::Forward, pool.id));
    let cards = (o.pool_cards)(&format::count(pool.active()));
    let remedy = outlook::remedy_text(t, pool);
    view! {
        <tr>
            <th scope="row">
                <a href=href>{given(pool.name())}</a>" "<span class="small muted">{cards}</span>
                <span class="left-of">
                    <LeftMeter left=left.thousandths() total=total.thousandths() at_risk=at_risk label=label />
                    <span class="small muted">{share}</span>
                </span>
            </th>
            <td class="when">{outlook::when(t, pool)}</td>
            <td class="what small"><span class="muted">{remedy}</span>{outlook::remedy_button(app, t, pool)}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::units::Megabytes;
    use gsl_model::wire::PoolOutlook;

    #[test]
    fn without_a_forecast_less_than_a_tenth_is_a_risk_and_stopped_cards_say_dry() {
        let pool = |used: i64, active: i32| Pool {
            activated_sim_quantity: Some(active),
            package_size: Megabytes::from_mb(100),
            flow_used: Megabytes::from_mb(used),
            ..Pool::default()
        };
        let now = DateTime::from_timestamp(1_796_000_000, 0).unwrap();
        assert_eq!(risk(&pool(901, 10), now), Some(Risk::AtRisk));
        assert_eq!(
            risk(&pool(900, 10), now),
            Some(Risk::Lasts),
            "a tenth is left"
        );
        assert_eq!(risk(&pool(0, 0), now), None, "nothing to stop");
        let stopped = Pool {
            stopped_quantity: Some(10),
            ..pool(2000, 10)
        };
        assert_eq!(risk(&stopped, now), Some(Risk::Dry));
        let of = |cycle: &str| Pool {
            carrier_type: Some(1),
            billing_cycle: Some(cycle.to_owned()),
            ..pool(2000, 10)
        };
        let running =
            gsl_model::cycle::BillingCycle::current(gsl_model::carrier::Carrier::Mobile, now);
        assert!(risk(&of(&running.to_string()), now).is_some());
        assert_eq!(
            risk(&of(&running.prev().to_string()), now),
            None,
            "a cycle that is over"
        );
        // What the service forecasts counts before what is left.
        let told = Pool {
            outlook: Some(PoolOutlook {
                risk: Risk::AtRisk.key().to_owned(),
                ..PoolOutlook::default()
            }),
            ..pool(100, 10)
        };
        assert_eq!(risk(&told, now), Some(Risk::AtRisk));
    }
}
