//! The cards: which take an add-on, why the others do not, and what cannot be bought together.

use super::super::texts;
use super::CardAddOnWizard;
use crate::features::card_state::state_text;
use crate::features::orders::link;
use crate::features::pools::wizards;
use crate::features::wizard::{panel, volume, volume_in};
use crate::i18n::format::{self, Scale};
use crate::routes::Route;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::Button;
use crate::ui::feedback::Advice;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::iccid;
use gsl_model::order::MOST_ADD_ON_ORDERS;
use gsl_model::units::Megabytes;
use gsl_model::wire::{AddOnCard, SimCard};

fn n(count: usize) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn ids<'a>(cards: impl Iterator<Item = &'a AddOnCard>) -> Vec<i64> {
    cards.map(|card| card.sim_card_id).collect()
}

/// The cards before buying.
pub fn chosen(wizard: CardAddOnWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let tally = move || {
        let takers = wizard.takers().len();
        let all = wizard.check.data().map_or(0, |check| check.cards.len());
        let refused = all.saturating_sub(takers);
        let bad = (refused > 0).then(|| {
            view! { <StatusBadge kind=Status::Bad text=(t.cards_refused)(&n(refused)) /> }
        });
        view! {
            <p class="row" role="status">
                <StatusBadge kind=Status::Ok text=(t.cards_taking)(&n(takers)) />
                {bad}
            </p>
        }
    };
    let content = view! { {tally} {table(wizard, true)} {move || remedy(wizard)} };
    panel(t.cards, content.into_view())
}

/// What to do when add-ons cannot be bought for these cards as they are.
fn remedy(wizard: CardAddOnWizard) -> Option<AnyView> {
    let t = texts(wizard.app);
    let check = wizard.check.data()?;
    let takers = wizard.takers();
    let only = |text: String, cards: Vec<i64>| {
        let keep = Callback::new(move |()| wizard.only(cards.clone()));
        view! { <Button on_click=keep>{text}</Button> }
    };
    if takers.len() < check.cards.len() && !takers.is_empty() {
        let text = (t.only_takers)(&n(takers.len()));
        return Some(view! { <p class="row">{only(text, ids(takers.iter()))}</p> });
    }
    let (text, ways) = match check.refusal.as_deref()? {
        "carriers" => {
            let of = |carrier: &Carrier| {
                let code = carrier.carrier_type();
                ids(takers.iter().filter(|card| card.carrier_type == code))
            };
            let carriers = Carrier::ALL
                .into_iter()
                .map(|carrier| (carrier, of(&carrier)));
            let ways: Vec<AnyView> = carriers
                .filter(|(_, cards)| !cards.is_empty())
                .map(|(carrier, cards)| {
                    let name = (wizard.app.messages().rules.carrier)(carrier);
                    only((t.only_carrier)(name, &n(cards.len())), cards)
                })
                .collect();
            (t.several_carriers.to_owned(), ways)
        }
        "orders" => {
            let mut batches: Vec<i64> = Vec::new();
            for card in &takers {
                if !batches.contains(&card.order_id) && batches.len() < MOST_ADD_ON_ORDERS {
                    batches.push(card.order_id);
                }
            }
            let first = takers
                .iter()
                .filter(|card| batches.contains(&card.order_id));
            let cards = ids(first);
            let ways = vec![only((t.first_batches)(&n(cards.len())), cards)];
            ((t.several_batches)(&format::count(check.batches)), ways)
        }
        _ => return None,
    };
    Some(view! { <Advice kind=Status::Warn><p>{text}</p></Advice> <p class="row">{ways}</p> })
}

/// The cards as they are now: those that take no add-on first.
pub fn table(wizard: CardAddOnWizard, verdict: bool) -> AnyView {
    let app = wizard.app;
    let rows = Memo::new(move |_| {
        let mut cards = wizard
            .check
            .data()
            .map(|check| check.cards.clone())
            .unwrap_or_default();
        cards.sort_by_key(|card| card.refusal.is_none());
        cards
    });
    view! {
        <DataTable
            label=texts(app).cards
            columns=columns(app, verdict)
            rows=rows
            key=|row: &AddOnCard| row.sim_card_id
            loading=Signal::derive(move || wizard.check.state.with(|state| state.of_previous))
            more_label=app.messages().common.more
        />
    }
}

fn columns(app: App, verdict: bool) -> Vec<Column<AddOnCard>> {
    let (m, t) = (app.messages(), texts(app));
    let mut columns = vec![
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
    ];
    if verdict {
        columns.insert(
            1,
            Column::new(t.verdict, move |row: &AddOnCard| judged(app, row)).primary(),
        );
        columns.push(
            Column::new(t.room, move |row: &AddOnCard| {
                let asked = matches!(row.refusal.as_deref(), None | Some("general_data_cap"));
                match row.room {
                    _ if !asked => "—".into_view(),
                    Some(room) => volume(room),
                    None => t.no_limit.into_view(),
                }
            })
            .numeric(),
        );
    }
    columns.extend([
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
    ]);
    columns
}

/// Whether it takes one, and why not.
fn judged(app: App, card: &AddOnCard) -> AnyView {
    let t = texts(app);
    let Some(key) = card.refusal.as_deref() else {
        return view! { <StatusBadge kind=Status::Ok text=t.takes_one /> };
    };
    let since = card.since.as_deref().unwrap_or_default();
    let room = format::volume(card.room.unwrap_or(Megabytes::ZERO));
    let pool = card
        .sim_pool_id
        .and_then(|pool| wizards::add_on(app, pool, None).map(|href| (pool, href)));
    let pool = pool.map(|(pool, href)| view! { " "<a href=href>{(t.to_pool_add_on)(pool)}</a> });
    view! {
        <StatusBadge kind=Status::Bad text=t.takes_none />
        <p class="wizard-why">{(t.refusal)(key, since, &room)}{pool}</p>
    }
}
