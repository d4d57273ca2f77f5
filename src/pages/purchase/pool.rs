//! 是否使用前向流量池, and the same pre-check as of pools once there is an order.

use super::choices::{Choice, choices};
use super::{Purchase, texts};
use crate::api::{Query, pool_wizard_calls, purchase_calls, use_query};
use crate::pages::shared::part::{part, watch};
use crate::pages::shared::pools::row::Pool;
use crate::pages::shared::pools::rules;
use crate::routes::purchase::PoolChoice;
use crate::ui::field::{Input, Select};
use crate::view::prelude::*;
use gsl_macros::Decode;
use gsl_model::label::{self, LabelError};
use gsl_model::wire::{JoinCheckAnswer, JoinRequest, extension};

/// Pools, as operation 17 answers them.
#[derive(Clone, Debug, Default, Decode)]
struct Pools {
    pools: Vec<Pool>,
}

const fn key(choice: PoolChoice) -> &'static str {
    match choice {
        PoolChoice::None => "none",
        PoolChoice::New => "new",
        PoolChoice::Join(_) => "join",
    }
}

/// What is wrong with the name of a new pool, if anything is.
fn complaint(it: Purchase, name: &str) -> Option<String> {
    Some(match label::pool_name(name).err()? {
        LabelError::NotText(bad) => (it.app.messages().common.not_text)(bad),
        _ => texts(it.app).pool_name_bad.to_owned(),
    })
}

/// Why the next step cannot be taken. Tracked.
pub fn obstacle(it: Purchase) -> Option<String> {
    let t = texts(it.app);
    match it.view.with(|view| view.pool) {
        PoolChoice::None => None,
        _ if refused(it).is_some() => refused(it),
        PoolChoice::New => {
            let wrong = it.pool_name.with(|name| complaint(it, name))?;
            Some(format!("{}: {wrong}", t.pool_name))
        }
        PoolChoice::Join(None) => Some(t.pool_first.to_owned()),
        PoolChoice::Join(_) => None,
    }
}

/// Why these cards cannot be pooled at all. Tracked.
fn refused(it: Purchase) -> Option<String> {
    let t = texts(it.app);
    if !it.app.client.has(extension::POOLS) {
        return Some(t.pool_no.to_owned());
    }
    let abroad = it.offer().is_some_and(|offer| !offer.carrier.is_mainland());
    abroad.then(|| t.pool_abroad.to_owned())
}

/// The choice.
pub fn pool(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let way = Memo::new(move |_| key(it.view.with(|view| view.pool)));
    let ways = choices(
        t.pool_use,
        vec![
            Choice::new("none", t.pool_none),
            Choice::new("new", t.pool_new),
            Choice::new("join", t.pool_join),
        ],
        move || way.get().to_owned(),
        move |key| if key == "none" { None } else { refused(it) },
        Callback::new(move |key: String| {
            it.choose(|view| {
                view.pool = match key.as_str() {
                    "new" => PoolChoice::New,
                    "join" => PoolChoice::Join(None),
                    _ => PoolChoice::None,
                };
            });
        }),
    );
    let more = move || match way.get() {
        "new" => name(it),
        "join" => existing(it),
        _ => AnyView::Nothing,
    };
    view! {
        {ways}
        {more}
        <p class="small muted">{t.pool_now} " " {t.pool_whole}</p>
    }
    .into_any()
}

/// Name of a pool to be made.
pub fn name(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let error = move || {
        it.pool_name
            .with(|name| (!name.is_empty()).then(|| complaint(it, name)).flatten())
    };
    view! {
        <Input
            label=t.pool_name
            value=it.pool_name
            on_input=Callback::new(move |text| it.pool_name.set(text))
            hint=t.pool_name_bad
            error=MaybeProp::derive(error)
        />
    }
    .into_any()
}

fn existing(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let query = use_query::<Pools>(it.app.client, || Some(purchase_calls::pools()));
    let content = move || {
        let plan = it.offer().map(|offer| offer.name);
        let same = |pool: &&Pool| pool.price_plan_name == plan;
        let pools: Vec<(String, String)> = query.data().map_or_else(Vec::new, |list| {
            let text = |pool: &Pool| {
                let name = pool.pool_name.clone().unwrap_or_default();
                (pool.id.to_string(), format!("{name} ({})", pool.id))
            };
            list.pools.iter().filter(same).map(text).collect()
        });
        if pools.is_empty() {
            return view! { <p>{t.no_pool_of_plan}</p> }.into_any();
        }
        let mut options = vec![(String::new(), "—".to_owned())];
        options.extend(pools);
        view! {
            <Select
                label=t.pool_choose
                value=Signal::derive(move || match it.view.with(|view| view.pool) {
                    PoolChoice::Join(Some(pool)) => pool.to_string(),
                    _ => String::new(),
                })
                options=options
                on_change=Callback::new(move |key: String| {
                    it.choose(|view| view.pool = PoolChoice::Join(key.parse().ok()));
                })
            />
        }
        .into_any()
    };
    part(watch(query), 2, content)
}

/// The pre-check of an order for the pool that was chosen; asks nothing without one.
pub fn pre_check(it: Purchase) -> Query<JoinCheckAnswer> {
    use_query::<JoinCheckAnswer>(it.app.client, move || {
        it.view.with(|view| {
            let into = match view.pool {
                PoolChoice::None => return None,
                PoolChoice::New => None,
                PoolChoice::Join(pool) => pool,
            };
            Some(pool_wizard_calls::pre_check(&JoinRequest {
                sim_pool_id: into,
                order_ids: view.order.into_iter().collect(),
                ..JoinRequest::default()
            }))
        })
    })
}

/// Every rule of a pre-check.
pub fn checked(it: Purchase, check: Query<JoinCheckAnswer>) -> AnyView {
    let content = move || {
        check.data().map_or(AnyView::Nothing, |answer| {
            let orders = answer.orders.iter();
            orders
                .map(|order| rules::order(it.app, order, true))
                .collect_view()
                .into_any()
        })
    };
    part(watch(check), 6, content)
}

/// Has the order join the pool that was chosen.
pub fn join(it: Purchase, order: i64) {
    let view = it.view.get_untracked();
    let into = match view.pool {
        PoolChoice::None => return,
        PoolChoice::New => None,
        PoolChoice::Join(pool) => pool,
    };
    let name = it.pool_name.get_untracked().trim().to_owned();
    let request = pool_wizard_calls::join(
        into,
        &JoinRequest {
            pool_name: into.is_none().then_some(name),
            order_ids: vec![order],
            ..JoinRequest::default()
        },
    );
    let touched: &[&str] = &[
        pool_wizard_calls::POOLS,
        pool_wizard_calls::WORK_ORDERS,
        purchase_calls::ORDERS,
    ];
    it.joiner.send(&request, touched, move |body| {
        if let Ok(sent) = gsl_model::wire::decode::<gsl_model::wire::PoolWorkOrder>(&body) {
            it.app.announce((texts(it.app).joined)(sent.work_order_id));
            it.forget();
            it.choose(|view| view.joined = Some(sent.work_order_id));
        }
    });
}
