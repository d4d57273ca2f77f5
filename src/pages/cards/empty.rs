//! Empty states: no cards yet (Q9.1), no match (Q9.13).

use super::list::List;
use crate::api::{calls, use_query};
use crate::i18n::action::action_texts;
use crate::i18n::{Messages, format};
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::{CardsView, Route};
use crate::state::messages;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::feedback::Empty;
use crate::view::prelude::*;
use gsl_model::iccid::{self, CardNumber, NumberError};
use gsl_model::imei::Imei;
use gsl_model::wire::{Order, OrderList, extension};

/// Order states in which cards are still to come (console.md section 8).
const UNDER_WAY: [i32; 5] = [1, 2, 3, 4, 9];
/// Digits of the shorter container ID.
const SHORTEST: usize = 19;

/// In place of the rows.
#[must_use]
pub fn view(list: List) -> AnyView {
    let m = messages();
    let e = &m.cards().empty;
    let view = list.view.get_untracked();
    if view.selected_only {
        let all = Callback::new(move |()| {
            list.go(CardsView {
                selected_only: false,
                ..list.view.get_untracked()
            })
        });
        return view! { <Empty title=e.nothing_selected><Button on_click=all>{m.cards().selection.show_all}</Button></Empty> };
    }
    if view.filter.is_empty() {
        return fleet(list, m);
    }
    let clear = Callback::new(move |()| list.filter(CardFilter::default()));
    if list.list_lost.get_untracked() {
        let without = Callback::new(move |()| {
            list.filter(list.view.get_untracked().filter.without(Field::List))
        });
        return view! {
            <Empty title=e.list_lost text=e.list_lost_text>
                <Button on_click=without>{e.list_remove}</Button>
            </Empty>
        };
    }
    let number = match (
        view.filter.get(Field::Number),
        view.filter.get(Field::Msisdn),
        view.filter.get(Field::Imei),
    ) {
        (Some(Value::Text(text)), ..)
        | (_, Some(Value::Text(text)), _)
        | (.., Some(Value::Text(text))) => Some(text.clone()),
        _ => None,
    };
    match number {
        Some(number) => {
            let title = (e.number)(&iccid::group(&number));
            let lines = match view.filter.get(Field::Imei).map(|_| Imei::read(&number)) {
                Some(Err(error)) => {
                    vec![(action_texts(list.app.locale.get_untracked()).imei_error)(
                        error,
                    )]
                }
                _ => about_number(m, &number),
            };
            let lines = lines
                .into_iter()
                .map(|line| view! { <p class="muted">{line}</p> })
                .collect_view();
            view! {
                <Empty title=title>
                    <div class="stack">{lines}</div>
                    <Button on_click=clear>{m.cards().filter.clear}</Button>
                </Empty>
            }
        }
        None => {
            view! { <Empty title=e.no_match text=e.no_match_text><Button on_click=clear>{m.cards().filter.clear}</Button></Empty> }
        }
    }
}

/// Why a number is not found: the facts of Q9.13 for a valid one, what is wrong with an invalid one.
#[must_use]
pub fn about_number(m: &Messages, number: &str) -> Vec<String> {
    let e = &m.cards().empty;
    match CardNumber::parse(number) {
        Err(NumberError::SpoiledBySpreadsheet) => vec![
            e.number_spoiled.to_owned(),
            e.number_spoiled_remedy.to_owned(),
        ],
        Ok(sound) if sound.may_be_spoiled() => {
            let mut lines = vec![
                e.number_spoiled.to_owned(),
                e.number_spoiled_remedy.to_owned(),
            ];
            // One valid 19-digit number in ten thousand ends this way, hardly any 20-digit one.
            if sound.search_key().len() == SHORTEST {
                lines.push(m.rules.not_here_yet.to_owned());
            }
            lines
        }
        Ok(sound) if sound.is_iccid() => {
            vec![
                e.number_well_formed.to_owned() + m.rules.not_here_yet,
                e.number_gone.to_owned(),
            ]
        }
        Ok(_) => vec![m.rules.not_here_yet.to_owned(), e.number_gone.to_owned()],
        Err(NumberError::NotDigits(bad)) => vec![(m.common.not_a_digit)(bad)],
        Err(_) if number.len() < SHORTEST => vec![(e.number_short)(&number.len().to_string())],
        Err(_) => vec![e.no_match_text.to_owned()],
    }
}

/// No cards at all: when they come, and the orders that bring them.
fn fleet(list: List, m: &'static Messages) -> AnyView {
    let e = &m.cards().empty;
    let client = list.app.client;
    let orders = use_query::<OrderList>(client, move || {
        client
            .has(extension::ORDERS)
            .then(|| calls::orders(&UNDER_WAY))
    });
    let under_way = move || {
        orders.data().map(|orders| {
            if orders.count == 0 {
                return view! { <p class="muted">{e.no_orders}</p> };
            }
            let line = |order: &Order| {
                let href = list.app.nav.href(&Route::order(order.order_id));
                view! { <li><a href=href>{order_line(m, order)}</a></li> }
            };
            let lines = orders.orders.iter().map(line).collect_view();
            view! {
                <div class="stack"><p>{(e.orders)(&format::count(orders.count))}</p><ul>{lines}</ul></div>
            }
        })
    };
    view! {
        <Empty title=e.fleet text=e.fleet_text>
            {under_way}
            <p class="muted">{e.fleet_why}</p>
            <ButtonLink href=list.app.nav.href(&Route::purchase())>{m.shell.purchase}</ButtonLink>
        </Empty>
    }
}

fn order_line(m: &Messages, order: &Order) -> String {
    let e = &m.cards().empty;
    let status = order.order_status.map_or(m.common.unknown, e.order_status);
    let plan = order.price_plan_name.as_deref().unwrap_or(m.common.unknown);
    let mut line = (e.order)(&order.order_id.to_string(), plan, status);
    if let Some(quantity) = order.quantity {
        line = line + " · " + &(e.order_cards)(&format::count(i64::from(quantity)));
    }
    if let Some(expected) = order.expected_time {
        line = line + " · " + &(e.order_expected)(&format::service_date(expected.0));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn q9_13_a_sound_number_that_is_not_here() {
        for locale in Locale::ALL {
            let m = locale.messages();
            let said = about_number(m, "89860112840710002346").join(" ");
            assert!(said.contains(m.rules.not_here_yet), "{said}");
            let said = about_number(m, "89860112840710000000").join(" ");
            assert!(
                said.contains(m.cards().empty.number_spoiled)
                    && !said.contains(m.rules.not_here_yet),
                "{said}"
            );
            assert_eq!(about_number(m, "898601").len(), 1);
        }
    }
}
