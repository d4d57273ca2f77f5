//! 基本信息, 收件信息 and logistics of an order, its price and the ways to the billing centre.

use super::columns::{cards_href, day, form, pooled, trade};
use super::order_data::OrderData;
use crate::features::instants;
use crate::features::orders::{badge, has_cards, kind, link, named, status_of, type_of};
use crate::features::wizard::price;
use crate::i18n::format;
use crate::i18n::orders::orders;
use crate::routes::Route;
use crate::routes::add_on::CardAddOnView;
use crate::state::App;
use crate::ui::badge::given;
use crate::ui::copy::CopyButton;
use crate::ui::icon::{IconName, icon};
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::export::Words;
use gsl_model::order::OrderType;
use gsl_model::wire::{Order, OrderDetail};

/// Where invoices are (Q5.2).
#[must_use]
pub fn invoice(app: App) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let href = app
        .config
        .with_value(|config| config.billing_url.as_str().to_owned());
    let note = app.messages().common.opens_new_tab;
    view! {
        <a class="btn" href=href target="_blank" rel="noopener noreferrer" title=t.invoice_note>
            {icon(IconName::External)}{t.invoice}<span class="sr-only">" "{note}</span>
        </a>
    }
}

/// The tab.
pub fn basic(data: OrderData) -> AnyView {
    (move || data.order.get().map(|detail| groups(data, &detail))).into_view()
}

fn row(name: impl IntoView, value: AnyView) -> AnyView {
    view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> }
}

fn group(title: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <section class="fact-group"><h2>{title}</h2><dl class="facts">{rows}</dl></section>
    }
}

fn groups(data: OrderData, detail: &OrderDetail) -> AnyView {
    let t = data.t;
    let order = &detail.order;
    let address = detail.address.as_ref().map(|to| {
        let postcode = text(data.app, to.postcode.clone());
        let mut rows = vec![
            row(t.name, given(to.receiver.clone())),
            row(t.phone, to.phone.clone().into_view()),
            row(t.address, given(to.address.clone())),
            row(t.postcode, postcode),
        ];
        if let Some(collect) = detail.freight_collect {
            let freight = if collect {
                t.freight_collect
            } else {
                t.freight_free
            };
            rows.push(row(t.freight, freight.into_view()));
        }
        group(t.receiver, rows)
    });
    view! {
        <div class="pad order-facts">
            {facts(data, detail)}
            {costs(data, order)}
            {address}
            {logistics(data, order)}
        </div>
    }
}

fn text(app: App, value: Option<String>) -> AnyView {
    value.map_or_else(|| instants::nothing(app), IntoView::into_view)
}

/// How many cards; those of an add-on are a click away, and how far it is.
fn on_cards(data: OrderData, detail: &OrderDetail, quantity: Option<String>) -> AnyView {
    let cards = detail.add_on_card_ids.clone();
    if cards.is_empty() {
        return text(data.app, quantity);
    }
    let href = data.app.nav.href(&Route::CardAddOn(CardAddOnView {
        cards,
        orders: vec![data.id],
        ..CardAddOnView::default()
    }));
    view! { <a href=href>{quantity}</a> }
}

fn facts(data: OrderData, detail: &OrderDetail) -> AnyView {
    let (app, t) = (data.app, data.t);
    let m = app.messages();
    let order = &detail.order;
    let months = order
        .silent_months
        .map(|months| (m.common.months)(months.into()));
    let quantity = order.quantity.map(|count| format::count(count.into()));
    let mut rows = vec![
        row(t.state, badge(app, order)),
        row(t.kind, kind(app, order.order_type).into_view()),
        row(t.plan, text(app, order.price_plan_name.clone())),
        row(
            t.carrier,
            text(app, named(app, Words::Carrier, order.carrier_type)),
        ),
        row(t.quantity, on_cards(data, detail, quantity)),
        row(t.period, text(app, order.period_years.map(t.years))),
    ];
    if has_cards(order) {
        let opened = format::count(detail.opened_quantity);
        let opened = if detail.opened_quantity > 0 {
            let href = cards_href(app, data.id);
            view! { <a href=href>{opened}</a> }
        } else {
            opened.into_view()
        };
        let carrier = order.carrier_type.and_then(Carrier::from_carrier_type);
        let before_billing = match carrier {
            Some(carrier) if carrier.is_mainland() => t.silent,
            _ => t.test,
        };
        let model = order
            .model
            .clone()
            .unwrap_or_else(|| t.module_none.to_owned());
        rows.extend([
            row(
                t.sim_type,
                text(app, named(app, Words::SimType, order.sim_type)),
            ),
            row(t.form, text(app, form(app, order))),
            row(t.model, model.into_view()),
            row(t.network, text(app, order.network_type.clone())),
            row(
                t.data,
                text(app, named(app, Words::DataType, order.data_type)),
            ),
            row(before_billing, text(app, months)),
            row(t.pooled, pooled(app, order)),
            row(t.opened, opened),
        ]);
    }
    if let Some(account) = order.account.clone() {
        rows.push(row(t.account, given(account)));
    }
    if let Some(job) = order.bulk_job_id {
        let href = app.nav.href(&Route::bulk_job(job));
        rows.push(row(
            t.bulk_job,
            view! { <a class="mono" href=href>{job}</a> },
        ));
    }
    if let Some(source) = order.source_order_id {
        rows.push(row(t.source, link(app, source)));
    }
    if let Some(renewal) = detail.renewal_order_id {
        rows.push(row(t.renewal, link(app, renewal)));
    }
    if let Some(why) = order.fail_reason.clone() {
        rows.push(row(t.reason, why.into_view()));
    }
    group(t.basic, rows)
}

/// Price (Q5.3), payment, invoice (Q5.2).
fn costs(data: OrderData, order: &Order) -> AnyView {
    let (app, t) = (data.app, data.t);
    let name = view! { {t.price}" "<InfoTip label=t.about_price>{t.price_note}</InfoTip> };
    // A transfer costs nothing.
    let none = if type_of(order) == Some(OrderType::Transfer) {
        t.price_none
    } else {
        t.price_unknown
    };
    let cents = order.price_cents.map_or_else(
        move || view! { <span class="muted">{none}</span> },
        |cents| price(cents).into_view(),
    );
    view! {
        <section class="fact-group">
            <h2>{t.billing}</h2>
            <dl class="facts">
                {row(name, cents)}
                {row(t.trade, trade(app, order))}
                {row(t.created, instants::instant(app, order.create_time))}
                {row(t.pay_time, instants::instant(app, order.pay_time))}
            </dl>
            <p class="small muted">{t.invoice_note}</p>
            {invoice(app)}
        </section>
    }
}

/// Only in states that have them, and only for orders that are shipped (Q6.1).
fn logistics(data: OrderData, order: &Order) -> Option<AnyView> {
    let (app, t) = (data.app, data.t);
    let (status, kind) = status_of(order).zip(type_of(order))?;
    if !status.shows_logistics(kind) {
        return None;
    }
    let number = order.logistics_number.clone().map_or_else(
        || instants::nothing(app),
        |number| {
            view! {
                <span class="mono">{number.clone()}</span>
                <CopyButton text=number label=t.tracking copied_label=app.messages().common.copied />
            }
        },
    );
    Some(group(
        t.logistics,
        vec![
            row(t.company, text(app, order.logistics_company.clone())),
            row(t.tracking, number),
            row(t.shipped, day(app, order.ship_time)),
        ],
    ))
}
