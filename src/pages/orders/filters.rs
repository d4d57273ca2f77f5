//! Above the rows: number, state, type, carrier, plan, pool.

use super::list::List;
use crate::api::{calls, use_query};
use crate::features::listing::search::{SearchKind, search};
use crate::features::orders::{kind, state_name};
use crate::i18n::orders::orders;
use crate::routes::order::{OrdersView, StateFilter};
use crate::ui::field::Select;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::order::{OrderStatus, OrderType};
use gsl_model::wire::PricePlanList;

/// The fields.
#[must_use]
pub fn filters(list: List) -> AnyView {
    let app = list.app;
    let t = orders(app.locale.get_untracked());
    let view = list.view;
    let number = search(
        t.number,
        SearchKind::Number,
        move || view.with(|view| view.number.clone()),
        move |number| list.filter(|view| view.number = number),
    );
    let pool = search(
        t.pool,
        SearchKind::Number,
        move || view.with(|view| view.pool.clone()),
        move |pool| list.filter(|view| view.pool = pool),
    );
    let all = || (String::new(), t.all.to_owned());
    let mut states = vec![
        all(),
        (StateFilter::Open.key().to_owned(), t.open.to_owned()),
    ];
    states.extend(OrderStatus::ALL.iter().map(|status| {
        let name = state_name(app, Some(status.code()), None);
        (status.key().to_owned(), name)
    }));
    let mut kinds = vec![all()];
    kinds.extend(OrderType::ALL.iter().map(|one| {
        let name = kind(app, Some(one.code()));
        (one.key().to_owned(), name)
    }));
    let mut carriers = vec![all()];
    carriers.extend(Carrier::ALL.map(|carrier| {
        let name = (app.messages().rules.carrier)(carrier);
        (carrier.key().to_owned(), name.to_owned())
    }));
    view! {
        <div class="work-filters">
            {number}
            {choice(list, t.state, states, |view| view.states.key().to_owned(), |view, key| view.states = StateFilter::from_key(&key))}
            {choice(
                list,
                t.kind,
                kinds,
                |view| view.kind.map_or("", OrderType::key).to_owned(),
                |view, key| view.kind = OrderType::from_key(&key),
            )}
            {choice(
                list,
                t.carrier,
                carriers,
                |view| view.carrier.map_or("", Carrier::key).to_owned(),
                |view, key| view.carrier = Carrier::from_key(&key),
            )}
            {plans(list)}
            {pool}
        </div>
    }
}

fn choice(
    list: List,
    label: &'static str,
    options: impl Into<Signal<Vec<(String, String)>>>,
    read: fn(&OrdersView) -> String,
    write: fn(&mut OrdersView, String),
) -> AnyView {
    let options: Signal<Vec<(String, String)>> = options.into();
    let value = Signal::derive(move || list.view.with(read));
    let choose = Callback::new(move |key: String| list.filter(|view| write(view, key)));
    view! { <Select label=label value=value options=options on_change=choose /> }
}

/// By name; one that is asked for and not known stands by its id.
fn plans(list: List) -> AnyView {
    let t = orders(list.app.locale.get_untracked());
    let query = use_query::<PricePlanList>(list.app.client, || Some(calls::price_plans()));
    let options = Signal::derive(move || {
        let mut options = vec![(String::new(), t.all.to_owned())];
        if let Some(known) = query.data() {
            options.extend(known.price_plans.iter().filter_map(|plan| {
                let id = plan.price_plan_id.clone()?;
                Some((id, plan.price_plan_name.clone()?))
            }));
        }
        let asked = list.view.with(|view| view.plan.clone());
        if options.iter().all(|(id, _)| *id != asked) {
            options.push((asked.clone(), asked));
        }
        options
    });
    choice(
        list,
        t.plan,
        options,
        |view| view.plan.clone(),
        |view, key| view.plan = key,
    )
}
