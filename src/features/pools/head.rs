//! The header of a wizard about a pool: its figures above the steps.

use super::frame::texts;
use crate::features::wizard::{facts, volume_in};
use crate::i18n::format::{self, Scale};
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::pool::ForwardState;
use gsl_model::units::Megabytes;
use gsl_model::wire::SimPool;

/// Whether all cards of a pool are deregistered: no action is possible then.
#[must_use]
pub fn discarded(pool: &SimPool) -> bool {
    pool.status.and_then(ForwardState::from_code) == Some(ForwardState::Discarded)
}

/// The carrier of a pool's cards.
#[must_use]
pub fn carrier(pool: &SimPool) -> Carrier {
    Carrier::known_or_by_number(pool.carrier_type, None)
}

/// Unit and decimals shared by the figures of a pool.
#[must_use]
pub fn scale(pool: &SimPool) -> Scale {
    Scale::of(&[pool.flow_total, pool.flow_used, pool.flow_left].map(Option::unwrap_or_default))
}

/// A figure that may be missing.
#[must_use]
pub fn some(scale: Scale, value: Option<Megabytes>) -> AnyView {
    value.map_or_else(|| "—".into_view(), |value| volume_in(scale, value))
}

/// Name, plan and figures of the current cycle.
#[must_use]
pub fn head(app: App, pool: &SimPool) -> AnyView {
    let (m, t, scale) = (app.messages(), texts(app), scale(pool));
    let name = pool.pool_name.clone().unwrap_or_default();
    let plan = pool.price_plan_name.clone().unwrap_or_default();
    let cards = |count: Option<i32>| {
        count
            .map_or_else(|| "—".to_owned(), |count| format::count(count.into()))
            .into_view()
    };
    let gone = discarded(pool).then(|| {
        view! { <Advice kind=Status::Bad><p>{t.discarded}</p></Advice> }
    });
    let id = crate::ui::unique_id("pool");
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <header>
                <h2 id=id><bdi>{name}</bdi></h2>
                <span class="mono muted">{pool.id}</span>
                <span class="muted">{(m.rules.carrier)(carrier(pool))}</span>
                <span class="muted">{plan}</span>
            </header>
            <div class="pad">
                {gone}
                {facts(vec![
                    (t.total, some(scale, pool.flow_total)),
                    (t.used, some(scale, pool.flow_used)),
                    (t.left, some(scale, pool.flow_left)),
                    (t.active, cards(pool.activated_sim_quantity)),
                    (t.waiting, cards(pool.inactive_sim_quantity)),
                ])}
            </div>
        </section>
    }
}
