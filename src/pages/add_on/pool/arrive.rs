//! After the purchase: the add-on's progress until it has arrived, and the pool with it.

use super::super::arrival::{ArrivalState, badge, follow};
use super::super::texts;
use super::PoolAddOnWizard;
use crate::api::pool_wizard_calls as calls;
use crate::features::orders::link;
use crate::features::pools::frame::{self, pool_href};
use crate::features::pools::head::{scale, some};
use crate::features::query_section::{load_state, part};
use crate::features::wizard::{at, facts, panel, price, volume};
use crate::i18n::format;
use crate::platform::timer::Timer;
use crate::routes::Route;
use crate::ui::button::ButtonLink;
use crate::view::prelude::*;
use gsl_model::wire::PoolAddOn;

/// The service counts a pool within this time of what changes it.
const COUNTED_MS: i32 = 2_500;

/// Follows the add-on of this order until it counts.
pub fn arrive(wizard: PoolAddOnWizard, order: i64) -> AnyView {
    let app = wizard.app;
    let (t, p) = (texts(app), frame::texts(app));
    let bought = Memo::new(move |_| {
        let add_ons = wizard.add_ons.data()?;
        add_ons
            .add_ons
            .iter()
            .find(|one| one.order_id == order)
            .cloned()
    });
    let wait = Memo::new(move |_| {
        bought.with(|bought| match bought {
            Some(one) if one.arrived => ArrivalState::Arrived,
            Some(one) => ArrivalState::Expected(one.effective_time),
            None => ArrivalState::None,
        })
    });
    // The service recounts the pool shortly after: fetched once more then.
    let later = StoredValue::new(None::<Timer>);
    on_cleanup(move || drop(later.try_update_value(Option::take)));
    let row_count = Callback::new(move |()| {
        app.client.invalidate(calls::POOLS);
        let again = Timer::after(COUNTED_MS, move || app.client.invalidate(calls::POOLS));
        later.set_value(Some(again));
    });
    follow(app, wizard.add_ons, wait, row_count);
    let content = move || match bought.get() {
        Some(one) => outcome(wizard, &one),
        None if wizard.add_ons.state.with(|state| state.loading) => AnyView::Nothing,
        None => view! { <p>{t.not_listed}</p> },
    };
    let again = app.nav.href(&Route::pool_add_on(wizard.id, None));
    view! {
        {panel(t.bought, view! {
            {part(load_state(wizard.add_ons), 4, content)}
            <p class="row">
                <ButtonLink href=pool_href(app, wizard.id)>{p.to_pool}</ButtonLink>
                <ButtonLink href=again>{t.buy_more}</ButtonLink>
            </p>
        })}
    }
}

fn outcome(wizard: PoolAddOnWizard, one: &PoolAddOn) -> AnyView {
    let (t, p) = (texts(wizard.app), frame::texts(wizard.app));
    let pool = wizard.pool.data();
    let now = pool.filter(|_| one.arrived).map(|pool| {
        facts(vec![
            (p.total_now, some(scale(&pool), pool.flow_total)),
            (t.left_now, some(scale(&pool), pool.flow_left)),
        ])
    });
    view! {
        {facts(vec![
            (p.batch_number, link(wizard.app, one.order_id)),
            (p.state, badge(wizard.app, one.arrived)),
            (t.size, volume(one.size)),
            (t.packages, format::count(one.quantity).into_view()),
            (t.price, price(one.price_cents).into_view()),
            (t.counts_from, at(one.effective_time)),
            (t.counts_in, one.billing_cycle.clone().into_view()),
        ])}
        <p role="status">{if one.arrived { t.arrived_next } else { t.arriving_next }}</p>
        {now}
    }
}
