//! The last six cycles: total and use.

use super::table::{self, figures, words};
use super::{PoolData, cycles};
use crate::features::pools::formula;
use crate::features::pools::row::Pool;
use crate::features::query_section::{load_state, part};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolView};
use crate::ui::chart::{Bar, BarChart};
use crate::view::prelude::*;
use gsl_model::units::Megabytes;

/// The tab.
pub fn history(data: PoolData) -> AnyView {
    let t = data.t;
    let query = cycles(data);
    let six = Memo::new(move |_| {
        query
            .data()
            .map(|page| page.pools.clone())
            .unwrap_or_default()
    });
    let bars = Signal::derive(move || {
        six.with(|six| {
            six.iter()
                .rev()
                .map(|pool| bar(pool, pool.is_running(clock::now())))
                .collect::<Vec<_>>()
        })
    });
    let content = move || {
        view! {
            <BarChart label=t.history_label bars=bars height=160 />
            {move || table(data, &six.get())}
        }
    };
    view! { <div class="pad">{part(load_state(query), 6, content)}</div> }
}

fn bar(pool: &Pool, running: bool) -> Bar {
    let cycle = pool.billing_cycle.clone().unwrap_or_default();
    let used = pool.flow_used.unwrap_or_default();
    Bar {
        tip: format!("{cycle} · {}", format::volume(used)),
        label: cycle,
        value: used.thousandths(),
        partial: running,
    }
}

fn table(data: PoolData, six: &[Pool]) -> AnyView {
    let t = data.t;
    let forward = data.kind == PoolKind::Forward;
    let newest = six.first().and_then(Pool::cycle);
    let rows = six.iter().map(|pool| {
        let cycle = pool.cycle();
        let href = data.app.nav.href(&Route::Pool(PoolView {
            cycle: cycle.filter(|_| cycle != newest),
            ..data.view.get_untracked()
        }));
        let day = |time: Option<gsl_model::time::Time>| {
            time.map(|time| format::service_date(time.0)).unwrap_or_default()
        };
        let (totals, scale) = (pool.totals(), pool.scale());
        let figures = forward.then(|| {
            let left = totals.left.unwrap_or_default();
            view! {
                <td class="num">{formula::volume(scale, totals.total, formula::of_total(t, pool, &totals))}{formula::differs(t, totals.stated_total)}</td>
                <td class="num">{scale.text(pool.addon_total.unwrap_or_default())}</td>
                <td class="num" class:bad=left <= Megabytes::ZERO>{formula::volume(scale, totals.left, formula::of_left(t, pool, &totals))}</td>
            }
        });
        view! {
            <tr>
                <th scope="row"><a href=href>{pool.billing_cycle.clone().unwrap_or_default()}</a></th>
                <td>{format!("{} – {}", day(pool.effective_time), day(pool.expired_time))}</td>
                <td class="num">{format::count(pool.active())}</td>
                <td class="num">{pool.flow_used.map_or_else(|| "—".to_owned(), |used| scale.text(used))}</td>
                {figures}
            </tr>
        }
    });
    let mut heads = vec![
        words(t.column_cycle),
        words(t.from_to),
        figures(t.column_active),
        figures(t.column_used),
    ];
    if forward {
        heads.extend([t.column_total, t.add_ons, t.left_name].map(figures));
    }
    table::table(t.tab_history, heads, rows.collect_view())
}
