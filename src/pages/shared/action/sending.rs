//! What an open dialog holds: what is filled in, what is sent, what came of it; and the guided procedures. It arrives with
//! the dialog, the [`Desk`] is there before.

use super::Desk;
use super::facts;
use super::parameters::{Asked, Form, Whom};
use crate::api::ApiError;
use crate::api::action_calls::{self, CARDS, WORK_ORDERS};
use crate::pages::shared::act::Act;
use crate::pages::shared::errands::errands;
use crate::pages::shared::guided::Guides;
use crate::view::prelude::*;
use gsl_model::wire::{WorkOrderId, decode};
use std::ops::Deref;

/// Handle of the dialog that is drawn. Copy.
#[derive(Clone, Copy)]
pub struct Sending {
    /// The page's dialogs.
    pub desk: Desk,
    /// What the action asks for.
    pub form: Form,
    /// The mutation.
    pub act: Act,
    /// The irreversible is acknowledged.
    pub ticked: RwSignal<bool>,
    /// The work order made.
    pub sent: RwSignal<Option<i64>>,
    /// Guided procedures.
    pub guides: Guides,
}

impl Deref for Sending {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Sending {
    /// Follows what the desk has open.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        let sending = Self {
            desk,
            form: Form::new(desk.app, Asked::Nothing(""), &Whom::default()),
            act: Act::new(),
            ticked: RwSignal::new(false),
            sent: RwSignal::new(None),
            guides: errands().guides(),
        };
        sending.follow();
        sending
    }

    /// Every opening begins anew; a refusal makes the card be looked at again: it has changed meanwhile.
    fn follow(self) {
        let known = Memo::new(move |_| self.card.with(Option::is_some));
        Effect::new(move |_| {
            let now = self.now.get();
            if !known.get() {
                return;
            }
            self.ticked.set(false);
            self.sent.set(None);
            self.act.error.set(None);
            if let (Some((act, _)), Some(card)) = (now, self.card.get_untracked()) {
                self.form.begin(facts::asked(act), &facts::whom(&card));
            }
        });
        Effect::new(move |_| {
            let refused = self.act.error.with(|error| {
                error
                    .as_ref()
                    .is_some_and(|e| matches!(e, ApiError::Refused(_)))
            });
            if refused {
                self.app.client.invalidate(CARDS);
            }
        });
    }

    /// Why the open action cannot be sent now. Tracked.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        let t = facts::texts(self.app);
        let (act, _) = self.now.get()?;
        let refusal = self.card.with(|card| match card {
            Some(card) => facts::refusal(self.app, act, card),
            None => Some(self.app.messages().common.loading.to_owned()),
        });
        refusal
            .or_else(|| self.form.complaint())
            .or_else(|| {
                let tick = (t.irreversible)(act).is_some() && !self.ticked.get();
                tick.then(|| t.tick_first.to_owned())
            })
            .or_else(|| self.act.reason(self.app))
    }

    /// Sends the open action, once.
    pub fn send(self) {
        if untrack(|| self.reason().is_some()) || self.sent.with_untracked(Option::is_some) {
            return;
        }
        let (Some((act, id)), Some(ready), Some(card)) = (
            self.now.get_untracked(),
            self.form.ready(),
            self.card.get_untracked(),
        ) else {
            return;
        };
        let Some(request) = action_calls::act(act, id, &ready.parameters) else {
            return;
        };
        let number = facts::number(&card);
        let done = move |body: String| {
            let Ok(WorkOrderId { work_order_id }) = decode::<WorkOrderId>(&body) else {
                return;
            };
            self.sent.set(Some(work_order_id));
            self.orders.wait(work_order_id, Some(act), &number);
            let t = facts::texts(self.app);
            self.app
                .announce(format!("{} {}", t.sent, (t.order)(work_order_id)));
        };
        self.act
            .run(self.app, request, &[WORK_ORDERS, CARDS], Box::new(done));
    }
}
