//! What a card waits for.

use super::card_dialogs::CardDialogs;
use super::facts::{number, texts};
use super::offers::{of_order, order_name};
use super::pending_orders::order_link;
use crate::i18n::format;
use crate::state::Link;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::wire::{PendingWorkOrder, SimCard};
use std::rc::Rc;

/// The work orders of a card that are under way, each followed until it is done.
#[must_use]
pub fn pending_notice(dialogs: CardDialogs, card: Memo<Option<Rc<SimCard>>>) -> AnyView {
    let t = texts(dialogs.app);
    let waits = Memo::new(move |_| {
        card.with(|card| {
            card.as_ref()
                .and_then(|card| card.pending_work_orders.clone())
                .unwrap_or_default()
        })
    });
    Effect::new(move |_| {
        let name = card.with_untracked(|card| card.as_deref().map(number));
        for one in waits.get() {
            let action = of_order(one.action.as_deref());
            dialogs
                .orders
                .wait(one.work_order_id, action, &name.clone().unwrap_or_default());
        }
    });
    let line = move |one: PendingWorkOrder| {
        let name = order_name(dialogs.app, of_order(one.action.as_deref()));
        let Link { href, text, .. } = order_link(dialogs.app, one.work_order_id);
        let until = one
            .expected_time
            .map(|at| (t.expected)(&format::instant(at.0)));
        view! { <p class="row"><b>{(t.pending)(name)}</b> <a href=href>{text}</a> <span>{until}</span></p> }
    };
    (move || {
        let waits = waits.get();
        (!waits.is_empty()).then(|| {
            view! {
                <section aria-label=t.pending_label>
                    <Advice kind=Status::Idle>{waits.into_iter().map(line).collect_view()}</Advice>
                </section>
            }
        })
    })
    .into_view()
}
