//! Step 1: the orders.

use super::{JoinWizard, others, table};
use crate::features::pools::frame::texts;
use crate::features::wizard::panel;
use crate::i18n::format;
use crate::routes::pool_wizard::JoinStep;
use crate::ui::badge::Token;
use crate::ui::button::{Button, Kind};
use crate::view::prelude::*;

fn count(n: usize) -> String {
    format::count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The table, the field for other orders, and what was chosen.
pub fn choose(join: JoinWizard) -> AnyView {
    let t = texts(join.app);
    let hint = match join.into {
        None => t.choose_hint,
        Some(_) => t.choose_hint_join,
    };
    let reason = Signal::derive(move || (!join.chosen()).then(|| t.choose_first.to_owned()));
    view! {
        <section class="panel" aria-labelledby="wizard-choose">
            <header><h2 id="wizard-choose">{t.choose}</h2></header>
            <p class="pad small muted">{hint}</p>
            {table::table(join)}
        </section>
        {panel(t.others, others::others(join))}
        <section class="panel wizard-end">
            <div class="pad">
                {chosen(join)}
                <div class="row">
                    <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| join.go(JoinStep::Check))>
                        {t.to_check}
                    </Button>
                </div>
            </div>
        </section>
    }
}

/// What was chosen, each with the way to take it off.
fn chosen(join: JoinWizard) -> AnyView {
    let t = texts(join.app);
    let text = move || {
        join.view
            .with(|view| match (view.orders.len(), view.cards.len()) {
                (0, 0) => t.nothing_chosen.to_owned(),
                (orders, 0) => (t.orders_chosen)(&count(orders)),
                (orders, cards) => (t.orders_and_cards_chosen)(&count(orders), &count(cards)),
            })
    };
    let orders = move || {
        let orders = join.view.with(|view| view.orders.clone());
        orders
            .into_iter()
            .map(|order| {
                let remove = Callback::new(move |()| join.choose(|view| view.orders.retain(|one| *one != order)));
                view! {
                    <Token remove_label=(t.take_off)(&order.to_string()) on_remove=remove><span class="mono">{order}</span></Token>
                }
            })
            .collect_view()
    };
    let cards = move || {
        let cards = join.view.with(|view| view.cards.len());
        (cards > 0).then(|| {
            let remove = Callback::new(move |()| join.choose(|view| view.cards.clear()));
            let text = (t.cards_by_number)(&count(cards));
            view! { <Token remove_label=(t.take_off)(&text) on_remove=remove>{text.clone()}</Token> }
        })
    };
    view! {
        <p role="status"><b>{text}</b></p>
        <div class="tokens">{orders}{cards}</div>
    }
}
