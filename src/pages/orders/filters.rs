//! Above the rows: number, state, type, carrier, plan, pool.

use super::list::OrdersList;
use crate::api::{calls, use_query};
use crate::features::listing::SearchKind;
use crate::features::listing::filters::options;
use crate::features::orders::{kind, state_name};
use crate::routes::order::StateFilter;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::wire::PricePlanList;

/// The fields.
#[must_use]
pub fn filters(page: OrdersList) -> AnyView {
    let OrdersList { app, t, view, .. } = page;
    let state = |status: OrderStatus| state_name(app, Some(status.code()), None);
    let mut states = options(t.all, OrderStatus::ALL, OrderStatus::key, state);
    states.insert(1, (StateFilter::Open.key().to_owned(), t.open.to_owned()));
    let kinds = options(t.all, OrderType::ALL, OrderType::key, |one| {
        kind(app, Some(one.code()))
    });
    let carriers = options(t.all, &Carrier::ALL, Carrier::key, |carrier| {
        (app.messages().rules.carrier)(carrier).to_owned()
    });
    view! {
        <div class="work-filters">
            {view.search(t.number, SearchKind::Number, |view| &mut view.number)}
            {view.select(
                t.state,
                states,
                |view| view.states.key().to_owned(),
                |view, key| view.states = StateFilter::from_key(key),
            )}
            {view.select(
                t.kind,
                kinds,
                |view| view.kind.map_or("", OrderType::key).to_owned(),
                |view, key| view.kind = OrderType::from_key(key),
            )}
            {view.select(
                t.carrier,
                carriers,
                |view| view.carrier.map_or("", Carrier::key).to_owned(),
                |view, key| view.carrier = Carrier::from_key(key),
            )}
            {view.select(t.plan, plans(page), |view| view.plan.clone(), |view, key| key.clone_into(&mut view.plan))}
            {view.search(t.pool, SearchKind::Number, |view| &mut view.pool)}
        </div>
    }
}

/// By name; one that is asked for and not known stands by its id.
fn plans(page: OrdersList) -> Signal<Vec<(String, String)>> {
    let OrdersList { app, t, view, .. } = page;
    let query = use_query::<PricePlanList>(app.client, || Some(calls::price_plans()));
    Signal::derive(move || {
        let mut options = vec![(String::new(), t.all.to_owned())];
        if let Some(known) = query.data() {
            options.extend(known.price_plans.iter().filter_map(|plan| {
                let id = plan.price_plan_id.clone()?;
                Some((id, plan.price_plan_name.clone()?))
            }));
        }
        let asked = view.with(|view| view.plan.clone());
        if options.iter().all(|(id, _)| *id != asked) {
            options.push((asked.clone(), asked));
        }
        options
    })
}
