//! 是否使用前向流量池, and the same pre-check as of pools once there is an order.

use super::choices::{Choice, choices};
use super::{PurchaseWizard, texts};
use crate::api::{Query, pool_wizard_calls, purchase_calls, use_query};
use crate::features::pools::row::Pool;
use crate::features::pools::rules;
use crate::features::query_section::{load_state, part};
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
fn validation_error(wizard: PurchaseWizard, name: &str) -> Option<String> {
    Some(match label::pool_name(name).err()? {
        LabelError::NotText(bad) => (wizard.app.messages().common.not_text)(bad),
        _ => texts(wizard.app).pool_name_bad.to_owned(),
    })
}

/// Why the next step cannot be taken. Tracked.
pub fn blocked_reason(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    match wizard.view.with(|view| view.pool) {
        PoolChoice::None => None,
        _ if refused(wizard).is_some() => refused(wizard),
        PoolChoice::New => {
            let wrong = wizard
                .pool_name
                .with(|name| validation_error(wizard, name))?;
            Some(format!("{}: {wrong}", t.pool_name))
        }
        PoolChoice::Join(None) => Some(t.pool_first.to_owned()),
        PoolChoice::Join(_) => None,
    }
}

/// Why these cards cannot be pooled at all. Tracked.
fn refused(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    if !wizard.app.client.has(extension::POOLS_ACT) {
        return Some(t.pool_no.to_owned());
    }
    let abroad = wizard
        .offer()
        .is_some_and(|offer| !offer.carrier.is_mainland());
    abroad.then(|| t.pool_abroad.to_owned())
}

/// The choice.
pub fn pool(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let way = Memo::new(move |_| key(wizard.view.with(|view| view.pool)));
    let ways = choices(
        t.pool_use,
        vec![
            Choice::new("none", t.pool_none),
            Choice::new("new", t.pool_new),
            Choice::new("join", t.pool_join),
        ],
        move || way.get().to_owned(),
        move |key| if key == "none" { None } else { refused(wizard) },
        Callback::new(move |key: String| {
            wizard.choose(|view| {
                view.pool = match key.as_str() {
                    "new" => PoolChoice::New,
                    "join" => PoolChoice::Join(None),
                    _ => PoolChoice::None,
                };
            });
        }),
    );
    let more = move || match way.get() {
        "new" => name(wizard),
        "join" => existing(wizard),
        _ => AnyView::Nothing,
    };
    view! {
        {ways}
        {more}
        <p class="small muted">{t.pool_now} " " {t.pool_whole}</p>
    }
}

/// Name of a pool to be made.
pub fn name(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let error = move || {
        wizard.pool_name.with(|name| {
            (!name.is_empty())
                .then(|| validation_error(wizard, name))
                .flatten()
        })
    };
    view! {
        <Input
            label=t.pool_name
            value=wizard.pool_name
            on_input=Callback::new(move |text| wizard.pool_name.set(text))
            hint=t.pool_name_bad
            error=MaybeProp::derive(error)
        />
    }
}

fn existing(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let query = use_query::<Pools>(wizard.app.client, || Some(purchase_calls::pools()));
    let content = move || {
        let plan = wizard.offer().map(|offer| offer.name);
        let same = |pool: &&Pool| pool.price_plan_name == plan;
        let pools: Vec<(String, String)> = query.data().map_or_else(Vec::new, |list| {
            let text = |pool: &Pool| {
                let name = pool.pool_name.clone().unwrap_or_default();
                (pool.id.to_string(), format!("{name} ({})", pool.id))
            };
            list.pools.iter().filter(same).map(text).collect()
        });
        if pools.is_empty() {
            return view! { <p>{t.no_pool_of_plan}</p> };
        }
        let mut options = vec![(String::new(), "—".to_owned())];
        options.extend(pools);
        view! {
            <Select
                label=t.pool_choose
                value=Signal::derive(move || match wizard.view.with(|view| view.pool) {
                    PoolChoice::Join(Some(pool)) => pool.to_string(),
                    _ => String::new(),
                })
                options=options
                on_change=Callback::new(move |key: String| {
                    wizard.choose(|view| view.pool = PoolChoice::Join(key.parse().ok()));
                })
            />
        }
    };
    part(load_state(query), 2, content)
}

/// The pre-check of an order for the pool that was chosen; asks nothing without one.
pub fn pre_check(wizard: PurchaseWizard) -> Query<JoinCheckAnswer> {
    use_query::<JoinCheckAnswer>(wizard.app.client, move || {
        wizard.view.with(|view| {
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
pub fn checked(wizard: PurchaseWizard, check: Query<JoinCheckAnswer>) -> AnyView {
    let content = move || {
        check.data().map_or(AnyView::Nothing, |answer| {
            let orders = answer.orders.iter();
            orders
                .map(|order| rules::order(wizard.app, order, true))
                .collect_view()
        })
    };
    part(load_state(check), 6, content)
}

/// Lets the order join the chosen pool.
pub fn join(wizard: PurchaseWizard, order: i64) {
    let view = wizard.view.get_untracked();
    let into = match view.pool {
        PoolChoice::None => return,
        PoolChoice::New => None,
        PoolChoice::Join(pool) => pool,
    };
    let name = wizard.pool_name.get_untracked().trim().to_owned();
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
    wizard.joiner.send(&request, touched, move |body| {
        if let Ok(sent) = gsl_model::wire::decode::<gsl_model::wire::PoolWorkOrder>(&body) {
            wizard
                .app
                .announce((texts(wizard.app).joined)(sent.work_order_id));
            wizard.forget();
            wizard.choose(|view| view.joined = Some(sent.work_order_id));
        }
    });
}
