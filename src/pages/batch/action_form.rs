//! What is done: the action, its parameters, and the columns a list may have for it.

use super::attribute_form::AttributeForm;
use super::transfer::TransferForm;
use crate::features::actions::parameters::{ActionTarget, ParameterForm, ParameterKind};
use crate::features::labels::tag_choice::{Mode, TagChoice};
use crate::i18n::action::action_texts;
use crate::i18n::batch::{Batch, batch};
use crate::routes::batch::BulkAction;
use crate::routes::card_action::CardAction;
use crate::state::App;
use crate::ui::field::RadioGroup;
use crate::view::prelude::*;
use gsl_model::can::{Action, RebindKind};
use gsl_model::carrier::Carrier;
use gsl_model::sheet::{NumberKinds, Template};
use gsl_model::wire::BulkParameters;

/// Value of the radio button for values of each card's own.
const PER_ROW: &str = "row";

/// The action chosen, with its form. Copy.
#[derive(Clone, Copy)]
pub struct ActionForm {
    app: App,
    /// The action.
    pub bulk: BulkAction,
    form: ParameterForm,
    tags: TagChoice,
    values: AttributeForm,
    /// Account and address.
    pub transfer: TransferForm,
    /// Each card has its own value in the list.
    pub per_row: RwSignal<bool>,
}

impl ActionForm {
    /// A form for an action.
    pub fn new(app: App, bulk: BulkAction) -> Self {
        let target = ActionTarget {
            many: true,
            ..ActionTarget::default()
        };
        Self {
            app,
            bulk,
            form: ParameterForm::new(app, ParameterKind::of(bulk.action()), &target),
            tags: TagChoice::new(app),
            values: AttributeForm::new(app, bulk == BulkAction::Attributes),
            transfer: TransferForm::new(app, bulk),
            per_row: RwSignal::new(false),
        }
    }

    fn texts(self) -> &'static Batch {
        batch(self.app.locale.get_untracked())
    }

    /// Whether each card can have a value of its own.
    fn has_columns(self) -> bool {
        match self.bulk {
            BulkAction::Single(CardAction::Threshold | CardAction::BindArea)
            | BulkAction::Attributes => true,
            BulkAction::Tags => self.tags.mode() != Mode::Remove,
            BulkAction::Single(_)
            | BulkAction::Deregister
            | BulkAction::Transfer
            | BulkAction::Replace => false,
        }
    }

    fn own(self) -> bool {
        self.has_columns() && self.per_row.get()
    }

    /// Whether the cards must come with a list, and why. Tracked.
    pub fn needs_list(self) -> Option<&'static str> {
        let t = self.texts();
        if self.own() {
            return Some(t.per_row_needs_list);
        }
        let fixed = self.rebinds_fixed();
        fixed.then_some(t.rebind_needs_list)
    }

    fn rebinds_fixed(self) -> bool {
        self.bulk == BulkAction::Single(CardAction::Rebind)
            && self
                .form
                .current()
                .is_some_and(|ready| ready.parameters.bind_type == Some(2))
    }

    /// Action and parameters of the bulk API, or why there are none yet. Tracked.
    pub fn wanted(self) -> Result<(&'static str, BulkParameters), String> {
        let action = self.bulk.action();
        let replace = (self.tags.mode() == Mode::Replace).then_some(true);
        if self.own() {
            let parameters = BulkParameters {
                replace: replace.filter(|_| self.bulk == BulkAction::Tags),
                ..BulkParameters::default()
            };
            return Ok((action, parameters));
        }
        match self.bulk {
            BulkAction::Single(_) => match (self.form.validation_error(), self.form.current()) {
                (None, Some(ready)) => Ok((ready.action, ready.parameters)),
                (why, _) => Err(why.unwrap_or_default()),
            },
            BulkAction::Deregister => Ok((action, BulkParameters::default())),
            BulkAction::Tags => {
                let parameters = BulkParameters {
                    tag_ids: self.tags.ids()?,
                    replace,
                    ..BulkParameters::default()
                };
                let remove = self.tags.mode() == Mode::Remove;
                Ok((if remove { "unset_tags" } else { action }, parameters))
            }
            BulkAction::Attributes => Ok((action, self.values.parameters()?)),
            BulkAction::Transfer | BulkAction::Replace => Ok((action, self.transfer.parameters()?)),
        }
    }

    /// The columns a list is read for. Tracked.
    pub fn template(self) -> Template {
        let of = match self.bulk {
            _ if self.rebinds_fixed() => Action::Rebind(RebindKind::Fixed),
            _ if !self.own() => return Template::cards(NumberKinds::Any),
            BulkAction::Tags => Action::SetTags,
            BulkAction::Attributes => {
                let names = self.values.names();
                let template = Template::of(Action::SetAttributes);
                return template.with_attributes(names.each_ref().map(Option::as_deref));
            }
            BulkAction::Single(CardAction::BindArea) => Action::BindArea,
            _ => Action::SetThreshold,
        };
        Template::of(of)
    }

    /// What it does, before anything is filled in.
    fn effect(self) -> Vec<&'static str> {
        let t = self.texts();
        match self.bulk {
            BulkAction::Deregister => vec![t.effect_deregister],
            BulkAction::Tags => vec![t.effect_tags],
            BulkAction::Attributes => vec![t.effect_attributes],
            BulkAction::Transfer => vec![t.effect_transfer],
            BulkAction::Replace => vec![t.effect_replace],
            BulkAction::Single(action) => of_carriers(&Carrier::MAINLAND, |carrier| {
                vec![(action_texts(self.app.locale.get_untracked()).effect)(
                    action, carrier,
                )]
            }),
        }
    }

    /// Effect, parameters.
    pub fn view(self) -> AnyView {
        let t = self.texts();
        let choice = Signal::derive(move || {
            let own = self.per_row.get();
            (if own { PER_ROW } else { "" }).to_owned()
        });
        let choose = Callback::new(move |choice: String| self.per_row.set(choice == PER_ROW));
        let options = vec![
            (String::new(), t.same.to_owned()),
            (PER_ROW.to_owned(), t.per_row.to_owned()),
        ];
        let rows = move || {
            self.has_columns().then(|| {
                view! {
                    <RadioGroup legend=t.per_row_legend options=options.clone() value=choice on_change=choose />
                }
            })
        };
        let mode = (self.bulk == BulkAction::Tags).then(|| self.tags.mode_view());
        let fields = move || {
            if self.own() {
                return view! { <p class="small muted">{t.per_row_note}</p> };
            }
            match self.bulk {
                BulkAction::Single(_) => self.form.view(),
                BulkAction::Deregister | BulkAction::Replace => ().into_view(),
                BulkAction::Transfer => self.transfer.account_view(),
                BulkAction::Tags => self.tags.view(),
                BulkAction::Attributes => self.values.view(),
            }
        };
        view! {
            <div class="batch-task">
                {self.effect().into_iter().map(|text| view! { <p class="muted">{text}</p> }).collect_view()}
                {mode}
                {rows}
                {fields}
            </div>
        }
    }
}

/// What is said of some carriers, each sentence once.
pub fn of_carriers(
    carriers: &[Carrier],
    say: impl Fn(Carrier) -> Vec<&'static str>,
) -> Vec<&'static str> {
    let mut said: Vec<&'static str> = Vec::new();
    for text in carriers.iter().flat_map(|carrier| say(*carrier)) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}
