//! The cards: why some take no add-on, by reason; and all of them as they are once it has arrived.

use super::super::texts;
use super::CardAddOnWizard;
use crate::features::card_state::state_text;
use crate::features::orders::link;
use crate::features::pools::wizards;
use crate::features::wizard::volume_in;
use crate::i18n::format::{self, Scale};
use crate::routes::Route;
use crate::state::App;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::iccid;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnCard, CardAddOnCheck, SimCard};
use std::collections::BTreeSet;

/// Why cards take none, with how many and, unfolded, which they are; nothing when all take one.
pub fn refused(wizard: CardAddOnWizard, check: &CardAddOnCheck) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let mut reasons: Vec<(String, Vec<&AddOnCard>)> = Vec::new();
    for card in &check.cards {
        let Some(key) = card.refusal.as_deref() else {
            continue;
        };
        let since = card.since.as_deref().unwrap_or_default();
        let room = format::volume(card.room.unwrap_or(Megabytes::ZERO));
        let text = (t.refusal)(key, since, &room);
        match reasons.iter_mut().find(|(known, _)| *known == text) {
            Some((_, cards)) => cards.push(card),
            None => reasons.push((text, vec![card])),
        }
    }
    if reasons.is_empty() {
        return AnyView::Nothing;
    }
    reasons.sort_by_key(|(_, cards)| std::cmp::Reverse(cards.len()));
    let count = reasons.iter().map(|(_, cards)| cards.len()).sum();
    let reasons = reasons.into_iter().map(|(text, cards)| {
        let links = cards.iter().map(|card| {
            let href = app.nav.href(&Route::card(card.sim_card_id));
            view! { <a class="mono" href=href>{iccid::group(&card.cid)}</a> }
        });
        view! {
            <details>
                <summary><b class="num">{n(cards.len())}</b><span>{text}</span></summary>
                <p class="cards">{links.collect_view()}</p>
                {pools(app, &cards)}
            </details>
        }
    });
    view! {
        <section class="panel wizard-reasons" aria-labelledby="add-on-refused">
            <header><h2 id="add-on-refused">{(t.cards_refused)(&n(count))}</h2></header>
            {reasons.collect_view()}
        </section>
    }
}

/// The ways to the add-ons of the pools that cards are in.
fn pools(app: App, cards: &[&AddOnCard]) -> Option<AnyView> {
    let t = texts(app);
    let pools: BTreeSet<i64> = cards.iter().filter_map(|card| card.sim_pool_id).collect();
    let links = pools.into_iter().filter_map(|pool| {
        let href = wizards::add_on(app, pool, None)?;
        Some(view! { <a href=href>{(t.to_pool_add_on)(pool)}</a> })
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| view! { <p class="cards">{links}</p> })
}

fn n(count: usize) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The cards as they are now.
pub fn table(wizard: CardAddOnWizard) -> AnyView {
    let app = wizard.app;
    let rows = Memo::new(move |_| {
        let check = wizard.check.data();
        check.map(|check| check.cards.clone()).unwrap_or_default()
    });
    view! {
        <DataTable
            label=texts(app).cards
            columns=columns(app)
            rows=rows
            key=|row: &AddOnCard| row.sim_card_id
            loading=Signal::derive(move || wizard.check.state.with(|state| state.of_previous))
            more_label=app.messages().common.more
        />
    }
}

fn columns(app: App) -> Vec<Column<AddOnCard>> {
    let (m, t) = (app.messages(), texts(app));
    vec![
        Column::new(t.card, move |row: &AddOnCard| {
            let href = app.nav.href(&Route::card(row.sim_card_id));
            view! { <a class="mono" href=href>{iccid::group(&row.cid)}</a> }
        })
        .names_row(),
        Column::new(t.card_state, move |row: &AddOnCard| {
            let card = SimCard {
                sim_status: row.sim_status,
                stop_reason: row.stop_reason.clone(),
                ..SimCard::default()
            };
            state_text(app, &card).into_view()
        })
        .primary(),
        Column::new(t.used_of, |row: &AddOnCard| {
            let scale = Scale::of(&[row.used, row.allowance]);
            view! { {volume_in(scale, row.used)}" / "{volume_in(scale, row.allowance)} }
        })
        .numeric()
        .primary(),
        Column::new(t.batch, move |row: &AddOnCard| link(app, row.order_id)),
        Column::new(t.carrier, move |row: &AddOnCard| {
            Carrier::from_carrier_type(row.carrier_type)
                .map_or("—", m.rules.carrier)
                .into_view()
        }),
        Column::new(t.data_type, move |row: &AddOnCard| {
            let data = row.data_type.and_then(DataType::from_code);
            data.map_or("—", t.data).into_view()
        }),
    ]
}
