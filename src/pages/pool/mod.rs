//! A pool: its figures, the forecast of the cycle, remedies, and members.

mod chart;
mod figures;
pub mod forecast;
mod head;
mod history;
mod members;
mod orders;
mod remedies;
mod table;
mod top;

use crate::api::{Query, pool_calls, use_query};
use crate::features::listing::ListAddress;
use crate::features::name_dialog::NameDialog;
use crate::features::polling::while_running;
use crate::features::pools::rename::rename_dialog;
use crate::features::pools::row::{Pool, PoolPage};
use crate::features::query_section::{LoadState, load_state, part};
use crate::i18n::pools::{Pools, pools};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolTab, PoolView, PoolsView};
use crate::state::{App, app};
use crate::ui::button::ButtonLink;
use crate::ui::feedback::Empty;
use crate::ui::tabs::{Tab, Tabs};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::forecast::Outlook;
use gsl_model::wire::{PoolDaily, extension};
use std::rc::Rc;

/// State shared by the parts of the page. Copy.
#[derive(Clone, Copy)]
pub struct PoolData {
    /// The console.
    pub app: App,
    /// The texts.
    pub t: &'static Pools,
    /// Kind.
    pub kind: PoolKind,
    /// 流量池号
    pub id: i64,
    /// The view from the address.
    pub view: Memo<PoolView>,
    /// The pool in its running cycle.
    pub now: Memo<Option<Rc<Pool>>>,
    /// The pool in the cycle shown.
    pub shown: Memo<Option<Rc<Pool>>>,
    /// Its carrier.
    pub carrier: Memo<Option<Carrier>>,
    /// The cycle shown.
    pub cycle: Memo<Option<BillingCycle>>,
    /// The cycle shown is the one running.
    pub running: Memo<bool>,
    /// The days of all six cycles.
    pub days: Query<PoolDaily>,
    /// The outlook of the running cycle.
    pub forecast: Memo<Option<Outlook>>,
    /// Pending operations will change the pool.
    pub changes: Memo<bool>,
    /// The rename dialog.
    pub renaming: NameDialog,
}

impl PoolData {
    fn new(app: App, kind: PoolKind, id: i64) -> (Self, LoadState) {
        let client = app.client;
        let view = Memo::new(move |_| match app.nav.route() {
            Route::Pool(view) if (view.kind, view.id) == (kind, id) => view,
            _ => PoolView {
                kind,
                id,
                ..PoolView::default()
            },
        });
        let running = use_query::<Pool>(client, move || Some(pool_calls::pool(kind, id, None)));
        let now = Memo::new(move |_| running.data());
        let carrier = Memo::new(move |_| now.with(|pool| pool.as_ref()?.carrier()));
        let cycle = Memo::new(move |_| {
            let carrier = carrier.get()?;
            let six = now.get()?.cycles(clock::now());
            // Cycles that are not kept or precede the pool fall back to the running cycle.
            let asked = view
                .with(|view| view.cycle)
                .filter(|cycle| six.contains(cycle));
            Some(asked.unwrap_or_else(|| BillingCycle::current(carrier, clock::now())))
        });
        let is_running = Memo::new(move |_| {
            now.with(|pool| pool.as_ref().and_then(|pool| pool.cycle())) == cycle.get()
        });
        let other = use_query::<Pool>(client, move || {
            let cycle = cycle.get().filter(|_| !is_running.get())?;
            Some(pool_calls::pool(kind, id, Some(cycle)))
        });
        let shown = Memo::new(move |_| {
            if is_running.get() {
                now.get()
            } else {
                other.data()
            }
        });
        let days = use_query::<PoolDaily>(client, move || Some(pool_calls::all_days(kind, id)));
        let forecast = Memo::new(move |_| {
            let (pool, days) = (now.get()?, days.data()?);
            forecast::forecast(&pool, &days.days, clock::now())
        });
        let changes =
            Memo::new(move |_| now.with(|pool| pool.as_ref().is_some_and(|pool| pool.changes())));
        follow(app, kind, changes);
        let data = Self {
            app,
            t: pools(app.locale.get_untracked()),
            kind,
            id,
            view,
            now,
            shown,
            carrier,
            cycle,
            running: is_running,
            days,
            forecast,
            changes,
            renaming: rename_dialog(app, kind),
        };
        (data, load_state(running))
    }

    /// Goes to another view of the pool.
    pub fn go(self, change: impl FnOnce(&mut PoolView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.nav.go(&Route::Pool(view));
    }

    /// The address state of the list in the open tab.
    #[must_use]
    pub fn address(self) -> ListAddress<PoolView> {
        let all = self.view.get_untracked();
        ListAddress::of(self.app, self.view, all, Route::Pool, |view| &mut view.page)
    }

    /// The address of a tab, with the cycle shown.
    #[must_use]
    pub fn href(self, tab: PoolTab) -> String {
        let cycle = self.view.with(|view| view.cycle);
        self.app.nav.href(&Route::Pool(PoolView {
            tab,
            cycle,
            kind: self.kind,
            id: self.id,
            ..PoolView::default()
        }))
    }

    /// The cycles that can be shown, newest first.
    #[must_use]
    pub fn six(self) -> Vec<BillingCycle> {
        let pool = self.now.get();
        pool.map(|pool| pool.cycles(clock::now()))
            .unwrap_or_default()
    }
}

/// Reloads the pool while operations are pending, and once more afterwards.
fn follow(app: App, kind: PoolKind, changes: Memo<bool>) {
    let again = move || app.client.invalidate(pool_calls::base(kind));
    while_running(app, changes, Callback::new(move |()| again()));
    Effect::new(move |was: Option<bool>| {
        let now = changes.get();
        if was == Some(true) && !now {
            app.client.invalidate("/v1/sim-cards");
            again();
        }
        now
    });
}

/// One pool.
#[component]
pub fn PoolPage(
    /// Its kind.
    kind: PoolKind,
    /// 流量池号
    id: i64,
) -> impl IntoView {
    let app = app();
    let t = pools(app.locale.get_untracked());
    if !app.client.has(extension::POOLS_READ) {
        return unknown(app, kind, id, t.detail_not_offered);
    }
    let (data, state) = PoolData::new(app, kind, id);
    let missing = Memo::new(move |_| {
        state.error.with(|error| {
            let refusal = error.as_ref().and_then(|error| error.refusal());
            refusal.is_some_and(|refusal| refusal.code == "GSL.00014003" || refusal.status == 404)
        })
    });
    (move || {
        if missing.get() {
            return unknown(app, kind, id, t.missing);
        }
        view! {
            {head::head(data)}
            {part(state, 8, move || body(data))}
            {data.renaming.view()}
        }
    })
    .into_view()
}

fn unknown(app: App, kind: PoolKind, id: i64, why: &'static str) -> AnyView {
    let t = pools(app.locale.get_untracked());
    let list = app.nav.href(&Route::Pools(PoolsView::of(kind)));
    view! {
        <div class="head"><div><h1 tabindex="-1">{(t.pool_number)(id)}</h1></div></div>
        <div role="alert">
            <Empty title=why><ButtonLink href=list>{t.back_to_list}</ButtonLink></Empty>
        </div>
    }
}

fn body(data: PoolData) -> AnyView {
    view! {
        <div class="card-page">
            {figures::figures(data)}
            <div class="pool-two">
                <div class="pool-main">
                    {chart::chart(data)}
                    {tabs(data)}
                </div>
                {remedies::remedies(data)}
            </div>
        </div>
    }
}

fn tabs(data: PoolData) -> AnyView {
    let t = data.t;
    let open = Memo::new(move |_| data.view.with(|view| view.tab));
    let list = Signal::derive(move || {
        PoolTab::ALL
            .map(|tab| Tab {
                href: data.href(tab),
                text: match tab {
                    PoolTab::Members => t.tab_members,
                    PoolTab::History => t.tab_history,
                    PoolTab::Top => t.tab_top,
                    PoolTab::Orders => t.tab_orders,
                }
                .to_owned(),
                current: open.get() == tab,
            })
            .to_vec()
    });
    view! {
        <section class="panel card-tabs">
            <Tabs label=t.tabs tabs=list />
            {move || match open.get() {
                PoolTab::Members => members::members(data),
                PoolTab::History => history::history(data),
                PoolTab::Top => top::top(data),
                PoolTab::Orders => orders::orders(data),
            }}
        </section>
    }
}

/// The six cycles of the pool, newest first.
fn cycles(data: PoolData) -> Query<PoolPage> {
    use_query::<PoolPage>(data.app.client, move || {
        Some(pool_calls::cycles(data.kind, data.id))
    })
}
