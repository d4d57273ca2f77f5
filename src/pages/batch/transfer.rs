//! 批量转移 and 批量补卡: to which account, to which address, what it costs.

use crate::features::addresses::{AddressBook, address_book};
use crate::features::wizard::price;
use crate::i18n::addresses::addresses;
use crate::i18n::batch::batch;
use crate::i18n::format;
use crate::platform::draft::Draft;
use crate::state::App;
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::label::{self, LabelError};
use gsl_model::wire::{BulkParameters, BulkPlan, extension};

/// Fields of the draft.
const ACCOUNT: &str = "account";
const ADDRESS: &str = "to";

/// What was filled in; only of these two actions. Copy.
#[derive(Clone, Copy)]
pub struct TransferForm {
    app: App,
    bulk: CardAction,
    draft: Draft,
    account: RwSignal<String>,
    address: RwSignal<String>,
}

impl TransferForm {
    /// With the fields as they were left, where the draft is of the same job.
    pub fn new(app: App, bulk: CardAction) -> Self {
        let draft = Draft::of("batch");
        let kept = |of: CardAction, field| {
            if of == bulk {
                draft.signal(field)
            } else {
                RwSignal::new(String::new())
            }
        };
        Self {
            app,
            bulk,
            draft,
            account: kept(CardAction::Transfer, ACCOUNT),
            address: kept(CardAction::Replace, ADDRESS),
        }
    }

    /// The parameters, or why there are none. Tracked.
    pub fn parameters(self) -> Result<BulkParameters, String> {
        let t = batch(self.app.locale.get_untracked());
        let none = BulkParameters::default();
        let missing = |name| !self.app.client.has(name);
        if self.bulk.extension().is_some_and(missing) {
            return Err(t.act_not_offered.to_owned());
        }
        if self.bulk == CardAction::Transfer {
            let account = self.account.with(|text| text.trim().to_owned());
            return match self.validation_error() {
                Some(why) => Err(why),
                None if account.is_empty() => Err(t.account_first.to_owned()),
                None => Ok(BulkParameters {
                    account: Some(account),
                    ..none
                }),
            };
        }
        let first = addresses(self.app.locale.get_untracked()).first;
        let address = self.address().ok_or_else(|| first.to_owned())?;
        Ok(BulkParameters {
            address_id: Some(address),
            ..none
        })
    }

    fn address(self) -> Option<i64> {
        self.address.with(|id| id.parse().ok())
    }

    fn validation_error(self) -> Option<String> {
        let t = batch(self.app.locale.get_untracked());
        match self.account.with(|text| label::account(text).err())? {
            LabelError::NotText(bad) => Some((self.app.messages().common.not_text)(bad)),
            LabelError::TooLong { .. } => Some(t.account_long.to_owned()),
            LabelError::Empty | LabelError::NotAllowed(_) => None,
        }
    }

    /// The account.
    pub fn account_view(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        view! {
            <Input
                label=t.account
                value=self.account
                on_input=Callback::new(move |text| self.account.set(text))
                hint=t.account_hint.to_owned()
                error=MaybeProp::derive(move || self.validation_error())
            />
        }
    }

    fn address_view(self) -> AnyView {
        let it = AddressBook {
            app: self.app,
            draft: self.draft,
            chosen: Signal::derive(move || self.address()),
            choose: Callback::new(move |id: Option<i64>| {
                self.address
                    .set(id.map(|id| id.to_string()).unwrap_or_default());
            }),
        };
        address_book(it)
    }
}

/// The step between cards and preview: where the new cards are sent.
pub fn address_step(app: App, form: Option<TransferForm>) -> AnyView {
    let Some(form) = form.filter(|form| form.bulk == CardAction::Replace) else {
        return ().into_view();
    };
    if !app.client.has(extension::REPLACE) {
        return ().into_view();
    }
    let t = batch(app.locale.get_untracked());
    view! {
        <section class="panel batch-step">
            <header><h2>{t.delivery}</h2></header>
            <div class="pad">{form.address_view()}</div>
        </section>
    }
}

/// What it costs, where it costs something.
pub fn cost(app: App, plan: &BulkPlan) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let Some(cents) = plan.price_cents.filter(|_| plan.will_act > 0) else {
        return ().into_view();
    };
    let each = price(cents / plan.will_act.max(1));
    let text = (t.costs)(&price(cents), &each, &format::count(plan.will_act));
    view! { <p><b>{text}</b></p> <p class="muted">{t.costs_note}</p> }
}
