//! Work orders in progress: polled until they end, then reported by a notice. Actions with an opposite can be undone from
//! the notice.

use super::facts::texts;
use super::offers::order_name;
use crate::api::action_calls::{self, CARDS, WORK_ORDERS};
use crate::features::polling::poll_interval;
use crate::platform::dom::{fresh_key, keep};
use crate::platform::timer::Timer;
use crate::routes::Route;
use crate::state::{App, Link, Notice, Opposite, Undo};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::wire::{WorkOrderId, WorkOrderList};
use gsl_model::work_order::WorkOrderStatus;
use leptos::task::spawn_local;

/// A work order waited for.
#[derive(Clone, PartialEq, Eq)]
struct PendingOrder {
    order: i64,
    action: Option<CardAction>,
    /// Number of the card as displayed.
    card: String,
}

/// The work orders a page waits for. Copy.
#[derive(Clone, Copy)]
pub struct PendingOrders {
    app: App,
    pending: RwSignal<Vec<PendingOrder>>,
}

/// The way to a work order.
#[must_use]
pub fn order_link(app: App, order: i64) -> Link {
    Link {
        href: app.nav.href(&Route::work_order(order)),
        text: (texts(app).order)(order),
        key: None,
        download: None,
    }
}

impl PendingOrders {
    /// Waits for none; polls those given until the page goes.
    #[must_use]
    pub fn new(app: App) -> Self {
        let orders = Self {
            app,
            pending: RwSignal::new(Vec::new()),
        };
        keep(Timer::every(poll_interval(app, None), move || {
            let pending = orders.pending.try_get_untracked().unwrap_or_default();
            for one in pending {
                spawn_local(orders.look(one));
            }
        }));
        orders
    }

    /// Waits for one more. Does nothing after the page was left.
    pub fn wait(self, order: i64, action: Option<CardAction>, card: &str) {
        let _ = self.pending.try_update(|pending| {
            if pending.iter().all(|one| one.order != order) {
                pending.push(PendingOrder {
                    order,
                    action,
                    card: card.to_owned(),
                });
            }
        });
    }

    /// The action that undoes it, if it was sent from this console; returned once.
    fn opposite_of(self, order: i64) -> Option<Opposite> {
        self.app.opposites.try_update_value(|known| {
            let at = known.iter().position(|(of, _)| *of == order)?;
            Some(known.remove(at).1)
        })?
    }

    async fn look(self, one: PendingOrder) {
        let request = action_calls::work_order(one.order);
        let Ok(list) = self.app.client.send::<WorkOrderList>(&request, None).await else {
            // The next poll may succeed.
            return;
        };
        let Some(order) = list
            .work_orders
            .into_iter()
            .find(|found| found.id == one.order)
        else {
            return;
        };
        let status = order.status.and_then(WorkOrderStatus::from_code);
        if !status.is_some_and(WorkOrderStatus::is_final) {
            return;
        }
        let first = self.pending.try_update(|pending| {
            let before = pending.len();
            pending.retain(|other| other.order != one.order);
            pending.len() < before
        });
        if first != Some(true) {
            return;
        }
        let t = texts(self.app);
        let name = order_name(self.app, one.action);
        let link = order_link(self.app, one.order);
        let notice = if status == Some(WorkOrderStatus::Completed) {
            let undo = self
                .opposite_of(one.order)
                .map(|undo| self.undo(undo, one.card.clone()));
            Notice::new(false, (t.finished)(&one.card, name)).with_undo(undo)
        } else {
            let why = order.fail_reason.or(order.response).unwrap_or_default();
            Notice::new(true, (t.failed)(&one.card, name, &why))
        };
        self.app.tell(notice.with_link(link));
        self.app.client.invalidate(CARDS);
    }

    /// Sends the opposite action, and waits for it.
    fn undo(self, (id, (action, parameters)): Opposite, card: String) -> Undo {
        Undo::new(move || {
            let Some(request) = action_calls::request(action, id, &parameters) else {
                return;
            };
            let card = card.clone();
            let app = self.app;
            spawn_local(async move {
                let request = request.once(fresh_key());
                match app.client.send::<WorkOrderId>(&request, None).await {
                    Ok(WorkOrderId { work_order_id }) => {
                        app.client.invalidate(WORK_ORDERS);
                        app.client.invalidate(CARDS);
                        let text = (texts(app).sent)(order_name(app, Some(action)), &card);
                        let link = order_link(app, work_order_id);
                        app.tell(Notice::new(false, text).with_link(link));
                        self.wait(work_order_id, Some(action), &card);
                    }
                    Err(error) => app.tell_failure(&error),
                }
            });
        })
    }
}
