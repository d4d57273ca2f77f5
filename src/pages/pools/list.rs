//! The state of the page: the view in the address, the viewer's preferences, the rows and their pending requests.

use crate::api::pool_calls::{self, base};
use crate::api::use_query;
use crate::features::listing::{ColumnChoice, List, ListAddress, PageSize, TableSettings};
use crate::features::name_dialog::NameDialog;
use crate::features::pools::rename::rename_dialog;
use crate::features::pools::row::{Pool, PoolPage};
use crate::i18n::format;
use crate::i18n::pools::{Pools, pools};
use crate::platform::clock;
use crate::platform::dom::fresh_key;
use crate::platform::timer::every_visible;
use crate::routes::pool::{CycleFilter, PoolKind, PoolSort, PoolsView};
use crate::routes::{Page, Route};
use crate::state::App;
use crate::ui::table::ColumnSort;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::wire::{PoolRiskCount, decode, extension};
use gsl_model::zone;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Default page size.
const PAGE_SIZE: u32 = 100;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Unique key.
    pub key: i64,
    /// Pool and cycle shown.
    pub pool: Rc<Pool>,
    /// Another cycle of the row is loading.
    pub waits: bool,
    /// Why the requested cycle cannot be shown.
    pub failed: Option<&'static str>,
}

/// A row's own cycle.
#[derive(Clone, Debug)]
struct RowCycle {
    id: i64,
    cycle: BillingCycle,
    pool: Option<Rc<Pool>>,
    failed: Option<&'static str>,
}

/// Handle of the page's state. Copy.
#[derive(Clone, Copy)]
pub struct PoolsList {
    /// The console.
    pub app: App,
    /// Its texts.
    pub t: &'static Pools,
    /// Which list.
    pub kind: PoolKind,
    /// Filter, cycles and page from the address.
    pub view: ListAddress<PoolsView>,
    /// Columns and page size.
    pub settings: TableSettings,
    /// Rows a page.
    pub size: PageSize,
    /// The answer: a row for each pool, of the table's cycle.
    pub answer: List<Pool>,
    /// The matching pools by risk; empty for past cycles.
    pub risks: Memo<Vec<PoolRiskCount>>,
    /// The rename dialog.
    pub renaming: NameDialog,
    /// Pools being recounted.
    pub asking: RwSignal<Vec<i64>>,
    /// Pools whose last recount failed, and why.
    pub refused: RwSignal<Vec<(i64, &'static str)>>,
    /// Ticks every five seconds, for relative times.
    pub tick: RwSignal<u32>,
    own: RwSignal<Vec<RowCycle>>,
}

impl PoolsList {
    /// Sets up the page's queries.
    #[must_use]
    pub fn new(app: App, kind: PoolKind) -> Self {
        let t = pools(app.locale.get_untracked());
        let view = ListAddress::new(
            app,
            PoolsView::of(kind),
            move |route| match route {
                Route::Pools(view) if view.kind == kind => Some(view),
                _ => None,
            },
            Route::Pools,
            |view| &mut view.page,
        )
        .with_steps();
        let choices = columns(t, kind);
        let settings = TableSettings::new(app, table(kind), PAGE_SIZE, choices);
        let size = settings.page_size();
        let query = use_query::<PoolPage>(app.client, move || {
            let extended = app.client.has(extension::POOLS_READ);
            Some(view.with(|view| pool_calls::pools(view, size.get(), extended)))
        });
        let answer = List::of(app, query);
        let risks = Memo::new(move |_| {
            query
                .data()
                .map(|page| page.risks.clone())
                .unwrap_or_default()
        });
        let tick = RwSignal::new(0_u32);
        every_visible(5000, move || {
            let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
        });
        let list = Self {
            app,
            t,
            kind,
            view,
            settings,
            size,
            answer,
            risks,
            renaming: rename_dialog(app, kind),
            asking: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            tick,
            own: RwSignal::new(Vec::new()),
        };
        list.follow_own();
        list
    }

    /// Sorting by a column; `None` when the service cannot sort by it. By default, pools of the running cycle are sorted by the
    /// day they run dry.
    #[must_use]
    pub fn sort(self, by: Option<PoolSort>) -> Option<ColumnSort> {
        let extended = untrack(move || self.app.client.has(extension::POOLS_READ));
        let by = by.filter(|_| extended && self.kind == PoolKind::Forward)?;
        let sorted = move |view: &PoolsView| {
            let own = (view.cycles == CycleFilter::Current).then_some((PoolSort::RunsOut, false));
            view.sort.or(own)
        };
        let descending = move |_: Option<&Option<bool>>| {
            let sort = self.view.with(sorted).filter(|(sort, _)| *sort == by);
            sort.map(|(_, descending)| descending)
        };
        let set = move |descending: Option<bool>| {
            self.view
                .filter(|view| view.sort = descending.map(|descending| (by, descending)));
        };
        Some(ColumnSort {
            descending: Memo::new(descending),
            first_descending: matches!(by, PoolSort::Cards | PoolSort::Total),
            set: Callback::new(set),
        })
    }

    /// Loads the rows that show a cycle other than the table's; reloads all of them after a change.
    fn follow_own(self) {
        Effect::new(move |seen: Option<u32>| {
            let (touches, prefix) = self.app.client.touched();
            let wanted = self.view.with(|view| view.own.clone());
            let changed = seen.is_some_and(|seen| seen != touches) && prefix == base(self.kind);
            let mut ask = Vec::new();
            self.own.update(|own| {
                own.retain(|one| !changed && wanted.contains(&(one.id, one.cycle)));
                for (id, cycle) in wanted {
                    if !own.iter().any(|one| (one.id, one.cycle) == (id, cycle)) {
                        own.push(RowCycle {
                            id,
                            cycle,
                            pool: None,
                            failed: None,
                        });
                        ask.push((id, cycle));
                    }
                }
            });
            for (id, cycle) in ask {
                spawn_local(self.load(id, cycle));
            }
            touches
        });
    }

    async fn load(self, id: i64, cycle: BillingCycle) {
        let request = pool_calls::pool(self.kind, id, Some(cycle));
        let answer = self.app.client.send::<Pool>(&request, None).await;
        let m = self.app.messages();
        let _ = self.own.try_update(|own| {
            let place = own
                .iter_mut()
                .find(|one| (one.id, one.cycle) == (id, cycle));
            if let Some(one) = place {
                match answer {
                    Ok(pool) => one.pool = Some(Rc::new(pool)),
                    Err(error) => one.failed = Some(m.errors.explain(&error).0),
                }
            }
        });
    }

    /// The rows of the answer, with their own cycles where chosen.
    #[must_use]
    pub fn rows(self) -> Vec<Row> {
        self.own.with(|own| {
            let row = |pool: &Pool| {
                let own = own.iter().find(|one| one.id == pool.id);
                let shown = own.and_then(|own| own.pool.clone());
                Row {
                    key: key_of(pool),
                    waits: own.is_some_and(|own| own.pool.is_none() && own.failed.is_none()),
                    failed: own.and_then(|own| own.failed),
                    pool: shown.unwrap_or_else(|| Rc::new(pool.clone())),
                }
            };
            self.answer
                .rows
                .with(|pools| pools.iter().map(row).collect())
        })
    }

    /// Sets the page size and goes to the first page.
    pub fn resize(self, size: u32) {
        self.size.set.run(size);
        self.view.go(|view| view.page = Page::default());
    }

    /// The cycles a table can show, newest first. Carriers' calendars differ, so on some days there are seven.
    #[must_use]
    pub fn cycles() -> Vec<BillingCycle> {
        let today = zone::today(clock::now());
        let mut all = BillingCycle::last_six(Carrier::Unicom, today).to_vec();
        let [oldest, ..] = BillingCycle::last_six(Carrier::Mobile, today);
        if !all.contains(&oldest) {
            all.insert(0, oldest);
        }
        all.reverse();
        all
    }

    /// Shows another cycle in a row.
    pub fn choose(self, id: i64, cycle: BillingCycle) {
        let of_table = self.answer.rows.with_untracked(|pools| {
            let row = pools.iter().find(|pool| pool.id == id);
            row.and_then(Pool::cycle)
        });
        self.view.go(|view| {
            view.own.retain(|(other, _)| *other != id);
            if of_table != Some(cycle) {
                view.own.push((id, cycle));
            }
        });
    }

    /// Has the service recount a pool (刷新) and announces the result.
    pub fn count_now(self, pool: &Pool) {
        let (app, id, name) = (self.app, pool.id, pool.name());
        if self.asking.with_untracked(|asking| asking.contains(&id)) {
            return;
        }
        let (m, t) = (app.messages(), self.t);
        self.asking.update(|asking| asking.push(id));
        self.refused
            .update(|refused| refused.retain(|(other, _)| *other != id));
        app.announce((t.counting)(&name));
        spawn_local(async move {
            let request = pool_calls::refresh(self.kind, id).once(fresh_key());
            let answer = app.client.raw(&request, None).await;
            if self
                .asking
                .try_update(|asking| asking.retain(|other| *other != id))
                .is_none()
            {
                return;
            }
            match answer {
                Ok(answer) => {
                    let used = decode::<Pool>(&answer.body)
                        .ok()
                        .and_then(|pool| pool.flow_used);
                    app.client.invalidate(base(self.kind));
                    app.announce((t.counted)(
                        &name,
                        &used.map(format::volume).unwrap_or_default(),
                    ));
                }
                Err(error) => {
                    let why = m.errors.explain(&error).0;
                    self.refused.update(|refused| refused.push((id, why)));
                    app.announce((t.not_counted)(&name, why));
                }
            }
        });
    }
}

/// Name of the table in the stored preferences.
const fn table(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::Forward => "pools",
        PoolKind::Backward => "back-pools",
    }
}

/// All columns (console.md sections 11 and 12). By default, forward pools show when they run dry and what to do; backward pools
/// show nearly all.
fn columns(t: &Pools, kind: PoolKind) -> Vec<ColumnChoice> {
    let column = |key, heading, shown, fields| ColumnChoice {
        key,
        heading,
        shown,
        fields,
    };
    let back = kind == PoolKind::Backward;
    let status: &[&str] = if back { &["pool_status"] } else { &["status"] };
    let cards: &[&str] = &[
        "quantity",
        "inactive_sim_quantity",
        "disassembled_sim_quantity",
    ];
    let mut columns = vec![
        column("name", t.column_name, true, &["pool_name"]),
        column("id", t.column_id, back, &["id"]),
        column("status", t.column_status, true, status),
        column("quantity", t.column_quantity, back, cards),
    ];
    if !back {
        columns.push(column("runs_out", t.column_runs_out, true, &[]));
    }
    columns.extend([
        column("active", t.column_active, true, &["activated_sim_quantity"]),
        column("plan", t.column_plan, back, &["price_plan_name"]),
    ]);
    if !back {
        columns.extend([
            column("total", t.column_total, false, &["flow_total"]),
            column("left", t.column_left, true, &["flow_left"]),
        ]);
    }
    columns.push(column("used", t.column_used, back, &["flow_used"]));
    if !back {
        columns.push(column("remedy", t.column_remedy, true, &[]));
    }
    columns.extend([
        column("orders", t.column_orders, back, &["order_ids"]),
        column("cycle", t.column_cycle, back, &["billing_cycle"]),
        column("updated", t.column_updated, back, &["modify_time"]),
        column("start", t.column_start, false, &["effective_time"]),
        column("end", t.column_end, false, &["expired_time"]),
    ]);
    columns
}

/// With a row per cycle, a pool has several rows for adjacent months.
fn key_of(pool: &Pool) -> i64 {
    let cycle = pool.billing_cycle.as_deref().unwrap_or_default();
    let (year, month) = cycle.split_once('-').unwrap_or_default();
    let number = |text: &str| text.parse::<i64>().unwrap_or_default();
    let months = number(year) * 12 + number(month);
    pool.id.wrapping_mul(8).wrapping_add(months % 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b6_a_row_is_known_by_pool_and_cycle_wherever_it_stands() {
        let row = |id, cycle: &str| {
            key_of(&Pool {
                id,
                billing_cycle: Some(cycle.to_owned()),
                ..Pool::default()
            })
        };
        let cycles = [
            "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
        ];
        let mut keys: Vec<i64> = [1, 2]
            .iter()
            .flat_map(|id| cycles.map(|cycle| row(*id, cycle)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 14);
    }
}
