//! Step 3: the quote, what cannot be taken back, the order.

use super::quote::Price;
use super::{PurchaseWizard, delivery, reach, texts};
use crate::api::{purchase_calls, use_query};
use crate::features::query_section::{load_state, part};
use crate::features::regions;
use crate::features::wizard::points::{self, Point};
use crate::features::wizard::summary::beside;
use crate::features::wizard::{facts, panel, price as cents};
use crate::routes::Route;
use crate::routes::purchase::{PoolChoice, Scenario, Step};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Empty;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::wire::{AddressList, Order, PurchaseRequest, decode};

/// The step.
pub fn confirm(wizard: PurchaseWizard) -> AnyView {
    // The quote needs the plans, which a reload fetches first.
    part(load_state(wizard.plans), 6, move || draw(wizard))
}

/// Draft key of the order that the last purchase became.
pub const PLACED: &str = "placed";

/// The address of a purchase that is over, or that was never filled in here: what is there to do instead of an empty quote.
fn nothing_to_confirm(wizard: PurchaseWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let order = wizard.draft.text(PLACED).parse::<i64>().ok();
    let back = Callback::new(move |()| wizard.go(Step::Plan));
    let start = view! { <Button on_click=back>{t.choose_first}</Button> };
    match order {
        Some(order) => {
            let href = app.nav.href(&Route::order(order));
            view! {
                <Empty title=(t.placed)(order) text=t.placed_text>
                    <ButtonLink kind=Kind::Primary href=href>{t.to_order}</ButtonLink>
                    {start}
                </Empty>
            }
        }
        None => view! { <Empty title=t.nothing_chosen>{start}</Empty> },
    }
}

fn draw(wizard: PurchaseWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    if untrack(move || wizard.cards()).is_none() {
        return nothing_to_confirm(wizard);
    }
    let price = untrack(move || Price::new(wizard));
    let reason = Signal::derive(move || {
        delivery::blocked_reason(wizard)
            .or_else(|| {
                let none = price.quote.with(Option::is_none);
                none.then(|| t.quote_first.to_owned())
            })
            .or_else(|| price.expired().then(|| t.expired_first.to_owned()))
            .or_else(|| (!all_agreed(wizard)).then(|| t.agree_first.to_owned()))
            .or_else(|| wizard.sender.reason())
    });
    let order = Callback::new(move |()| {
        let quote = price
            .quote
            .with_untracked(|quote| quote.as_ref().map(|quote| quote.quote_id));
        let address = wizard.view.with_untracked(|view| view.address);
        let (Some(quote_id), Some(address_id)) = (quote, address) else {
            return;
        };
        let data = untrack(move || wizard.data());
        let request = purchase_calls::buy(&PurchaseRequest {
            quote_id,
            address_id,
            data_type: Some(data.code()),
            directional: match data {
                DataType::Directional => untrack(move || reach::entries(wizard)),
                DataType::General => Vec::new(),
            },
        });
        wizard
            .sender
            .send(&request, &[purchase_calls::ORDERS], move |body| {
                if let Ok(order) = decode::<Order>(&body) {
                    app.announce((t.ordered)(order.order_id));
                    wizard.draft.keep(PLACED, &order.order_id.to_string());
                    let mut view = wizard.view.get_untracked();
                    view.order = Some(order.order_id);
                    app.nav.go(&Route::Purchase(view));
                }
            });
    });
    let button = move || {
        let sum = price
            .quote
            .with(|quote| quote.as_ref().map(|quote| quote.total_cents));
        (t.order_for)(&sum.map(cents).unwrap_or_default())
    };
    let content = view! {
        {panel(t.confirm, chosen(wizard))}
        <div class="row"><Button on_click=Callback::new(move |()| wizard.go(Step::Delivery))>{t.previous}</Button></div>
    };
    let summary = view! {
        {price.view()}
        {boxes(wizard)}
        {wizard.sender.failure()}
        <Button kind=Kind::Primary disabled_reason=reason on_click=order>{button}</Button>
    };
    beside(t.quote, content.into_view(), summary.into_view())
}

/// What is not in the quote: card, data, place, pool, receiver.
fn chosen(wizard: PurchaseWizard) -> AnyView {
    let app = wizard.app;
    let (m, t) = (app.messages(), texts(app));
    let view = wizard.view.get_untracked();
    let form = view.form.unwrap_or_default();
    let form = (m.card().facts.form_name)(form).unwrap_or(form);
    let data = match untrack(move || wizard.data()) {
        DataType::General => t.general.to_owned(),
        DataType::Directional => {
            let lines = untrack(move || reach::lines(wizard));
            format!("{}: {}", t.directional, lines.join(", "))
        }
    };
    let pool = match view.pool {
        PoolChoice::None => t.pool_none.to_owned(),
        PoolChoice::New => format!(
            "{} {}",
            t.pool_new,
            wizard
                .pool_name
                .with_untracked(|name| name.trim().to_owned())
        ),
        PoolChoice::Join(pool) => format!("{} {}", t.pool_join, pool.unwrap_or_default()),
    };
    let book = use_query::<AddressList>(app.client, || Some(purchase_calls::addresses()));
    let to = move || {
        let chosen = wizard.view.with(|view| view.address);
        book.data().map(|book| {
            let found = book
                .addresses
                .iter()
                .find(|one| Some(one.address_id) == chosen);
            found.map_or_else(
                || "—".to_owned(),
                |one| format!("{} {} {}", one.receiver, one.phone, one.address),
            )
        })
    };
    let place = untrack(move || {
        let offer = wizard.offer()?;
        wizard
            .place
            .with(|place| regions::answer(app, offer.carrier, place))
    });
    view! {
        {facts(vec![
            (t.form, form.into_view()),
            (t.data, data.into_view()),
            (t.pool, pool.into_view()),
            (t.receiver_label, view! { <span>{to}</span> }),
        ])}
        {place}
    }
}

/// What cannot be taken back (Q3.2, Q3.5–3.8, Q3.10, Q5.4, Q13.8): key and text. Tracked.
fn points_of(wizard: PurchaseWizard) -> Vec<Point> {
    let t = texts(wizard.app);
    let (scenario, pool) = wizard.view.with(|view| (view.scenario, view.pool));
    let personal = scenario == Some(Scenario::Personal);
    let when = |wanted: bool, key, text| wanted.then_some((key, text));
    [
        when(!personal, "use", t.agree_use),
        when(personal, "personal", t.agree_personal),
        when(true, "number", t.agree_number),
        when(true, "return", t.agree_return),
        when(true, "fixed", t.agree_fixed),
        when(delivery::restricted(wizard), "region", t.agree_region),
        when(pool != PoolChoice::None, "pool", t.agree_pool),
        when(
            wizard.data() == DataType::Directional,
            "directional",
            t.agree_directional,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether every point is ticked. Tracked.
fn all_agreed(wizard: PurchaseWizard) -> bool {
    points::all_agreed(wizard.agreed, &points_of(wizard))
}

/// What is confirmed.
fn boxes(wizard: PurchaseWizard) -> AnyView {
    let points = untrack(move || points_of(wizard));
    points::boxes(texts(wizard.app).agree_title, wizard.agreed, points)
}
