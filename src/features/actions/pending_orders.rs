//! Work orders made here: followed until they are done, then said so, wherever on the page the viewer is.

use super::facts::texts;
use super::offers::order_name;
use crate::api::action_calls::{self, CARDS};
use crate::features::polling::poll_interval;
use crate::platform::dom::keep;
use crate::platform::timer::Timer;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::wire::WorkOrderList;
use gsl_model::work_order::WorkOrderStatus;
use leptos::task::spawn_local;

/// A work order waited for.
#[derive(Clone, PartialEq, Eq)]
struct PendingOrder {
    order: i64,
    action: Option<CardAction>,
    /// The card as people know it.
    card: String,
}

/// The work orders a page waits for. Copy.
#[derive(Clone, Copy)]
pub struct PendingOrders {
    app: App,
    pending: RwSignal<Vec<PendingOrder>>,
}

impl PendingOrders {
    /// Waits for none; looks after those given until the page goes.
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

    /// Waits for one more.
    pub fn wait(self, order: i64, action: Option<CardAction>, card: &str) {
        self.pending.update(|pending| {
            if pending.iter().all(|one| one.order != order) {
                pending.push(PendingOrder {
                    order,
                    action,
                    card: card.to_owned(),
                });
            }
        });
    }

    async fn look(self, one: PendingOrder) {
        let request = action_calls::work_order(one.order);
        let Ok(list) = self.app.client.send::<WorkOrderList>(&request, None).await else {
            // The next look may fare better.
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
        if status == Some(WorkOrderStatus::Completed) {
            self.app.notify(false, (t.finished)(&one.card, name));
        } else {
            let why = order.fail_reason.or(order.response).unwrap_or_default();
            self.app.notify(true, (t.failed)(&one.card, name, &why));
        }
        self.app.client.invalidate(CARDS);
    }
}
