//! The state of an open dialog: its form, the request it sends, and the guided procedures. It is loaded with the dialog;
//! [`CardDialogs`] is there before.

use super::CardDialogs;
use super::facts;
use super::offers::Offers;
use super::parameters::{ActionTarget, ParameterForm};
use super::pending_orders::order_link;
use crate::api::ApiError;
use crate::api::action_calls::{self, CARDS, WORK_ORDERS};
use crate::features::actions::guided::{self, GuidedProcedures};
use crate::features::mutation::Mutation;
use crate::state::Notice;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::undo::undo;
use gsl_model::wire::{WorkOrderId, decode};
use std::ops::Deref;

/// Handle of the dialog that is drawn. Copy.
#[derive(Clone, Copy)]
pub struct ActionDialog {
    /// The page's dialogs.
    pub dialogs: CardDialogs,
    /// What can be done with the card now.
    pub offers: Memo<Option<Offers>>,
    /// What the action asks for.
    pub form: ParameterForm,
    /// The mutation.
    pub mutation: Mutation,
    /// The irreversible is acknowledged.
    pub ticked: RwSignal<bool>,
    /// Guided procedures.
    pub procedures: GuidedProcedures,
}

impl Deref for ActionDialog {
    type Target = CardDialogs;

    fn deref(&self) -> &CardDialogs {
        &self.dialogs
    }
}

impl ActionDialog {
    /// Follows the dialog that the address opens.
    #[must_use]
    pub fn new(dialogs: CardDialogs) -> Self {
        let dialog = Self {
            dialogs,
            offers: Memo::new(move |_| {
                let card = dialogs.card.get()?;
                Some(Offers::of(dialogs.app, &card))
            }),
            form: ParameterForm::new(dialogs.app, CardAction::Suspend, &ActionTarget::default()),
            mutation: Mutation::new(),
            ticked: RwSignal::new(false),
            procedures: guided::procedures(),
        };
        dialog.follow();
        dialog
    }

    /// Resets the form on every opening; after a refusal the card is read again, since it has changed.
    fn follow(self) {
        let known = Memo::new(move |_| self.card.with(Option::is_some));
        Effect::new(move |_| {
            let now = self.now.get();
            if !known.get() {
                return;
            }
            self.ticked.set(false);
            self.mutation.error.set(None);
            if let (Some((action, _)), Some(card)) = (now, self.card.get_untracked()) {
                self.form.begin(action, &facts::target(&card));
            }
        });
        Effect::new(move |_| {
            let refused = self.mutation.error.with(|error| {
                error
                    .as_ref()
                    .is_some_and(|e| matches!(e, ApiError::Refused(_)))
            });
            if refused {
                self.app.client.invalidate(CARDS);
            }
        });
    }

    /// Why the card does not allow an action now. Tracked.
    #[must_use]
    pub fn refusal(self, action: CardAction) -> Option<String> {
        self.offers
            .with(|offers| offers.as_ref()?.get(action)?.reason(self.app))
    }

    /// Why the open action cannot be sent now. Tracked.
    #[must_use]
    pub fn reason(self) -> Option<String> {
        let t = facts::texts(self.app);
        let (action, _) = self.now.get()?;
        if self.offers.with(Option::is_none) {
            return Some(self.app.messages().common.loading.to_owned());
        }
        self.refusal(action)
            .or_else(|| self.form.validation_error())
            .or_else(|| {
                let tick = (t.irreversible)(action).is_some() && !self.ticked.get();
                tick.then(|| t.tick_first.to_owned())
            })
            .or_else(|| self.mutation.reason(self.app))
    }

    /// Sends the open action, once.
    pub fn send(self) {
        if untrack(|| self.reason().is_some()) {
            return;
        }
        let (Some((action, id)), Some(ready), Some(card)) = (
            self.now.get_untracked(),
            self.form.ready(),
            self.card.get_untracked(),
        ) else {
            return;
        };
        let Some(request) = action_calls::request(ready.action, id, &ready.parameters) else {
            return;
        };
        let number = facts::number(&card);
        let undo = undo(ready.action, &card);
        let done = move |body: String| {
            if let Ok(WorkOrderId { work_order_id }) = decode::<WorkOrderId>(&body) {
                let t = facts::texts(self.app);
                let text = (t.sent)(facts::name(self.app, action), &number);
                let link = order_link(self.app, work_order_id);
                self.app.tell(Notice::new(false, text).with_link(link));
                if let Some(undo) = undo {
                    self.app
                        .opposites
                        .update_value(|known| known.push((work_order_id, (id, undo))));
                }
                self.orders.wait(work_order_id, Some(action), &number);
            }
            self.dialogs.sent();
        };
        self.mutation
            .run(self.app, request, &[WORK_ORDERS, CARDS], Box::new(done));
    }
}
