//! The action, its parameters, and the columns a list may have for it.

use super::attribute_form::AttributeForm;
use super::transfer::TransferForm;
use crate::features::actions::parameters::{ActionTarget, ParameterForm};
use crate::features::labels::tag_choice::{Mode, TagChoice};
use crate::i18n::action::action_texts;
use crate::i18n::batch::{Batch, batch};
use crate::state::App;
use crate::ui::field::RadioGroup;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
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
    pub bulk: CardAction,
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
    pub fn new(app: App, bulk: CardAction) -> Self {
        let target = ActionTarget {
            many: true,
            ..ActionTarget::default()
        };
        Self {
            app,
            bulk,
            form: ParameterForm::new(app, bulk, &target),
            tags: TagChoice::new(app),
            values: AttributeForm::new(app, bulk == CardAction::Attributes),
            transfer: TransferForm::new(app, bulk),
            per_row: RwSignal::new(false),
        }
    }

    fn texts(self) -> &'static Batch {
        batch(self.app.locale.get_untracked())
    }

    /// Whether each card can have a value of its own.
    fn has_columns(self) -> bool {
        let removes = self.bulk == CardAction::Tags && self.tags.mode() == Mode::Remove;
        !removes && Template::of(self.bulk).values().next().is_some()
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
        let chosen = self.form.current();
        chosen.is_some_and(|ready| ready.action == CardAction::RebindFixed)
    }

    /// Action and parameters of the bulk API, or why there are none yet. Tracked.
    pub fn wanted(self) -> Result<(CardAction, BulkParameters), String> {
        let replace = (self.tags.mode() == Mode::Replace).then_some(true);
        if self.own() {
            let parameters = BulkParameters {
                replace: replace.filter(|_| self.bulk == CardAction::Tags),
                ..BulkParameters::default()
            };
            return Ok((self.bulk, parameters));
        }
        let parameters = match self.bulk {
            CardAction::Tags => {
                let parameters = BulkParameters {
                    tag_ids: self.tags.ids()?,
                    replace,
                    ..BulkParameters::default()
                };
                if self.tags.mode() == Mode::Remove {
                    return Ok((CardAction::UnsetTags, parameters));
                }
                parameters
            }
            CardAction::Attributes => self.values.parameters()?,
            CardAction::Transfer | CardAction::Replace => self.transfer.parameters()?,
            _ => {
                return match (self.form.validation_error(), self.form.current()) {
                    (None, Some(ready)) => Ok((ready.action, ready.parameters)),
                    (why, _) => Err(why.unwrap_or_default()),
                };
            }
        };
        Ok((self.bulk, parameters))
    }

    /// The columns a list is read for. Tracked.
    pub fn template(self) -> Template {
        if self.rebinds_fixed() {
            return Template::of(CardAction::RebindFixed);
        }
        if !self.own() {
            return Template::cards(NumberKinds::Any);
        }
        let template = Template::of(self.bulk);
        if self.bulk != CardAction::Attributes {
            return template;
        }
        let names = self.values.names();
        template.with_attributes(names.each_ref().map(Option::as_deref))
    }

    /// What it does, before anything is filled in.
    fn effect(self) -> Vec<&'static str> {
        let t = self.texts();
        match self.bulk {
            CardAction::Deregister => vec![t.effect_deregister],
            CardAction::Tags => vec![t.effect_tags],
            CardAction::Attributes => vec![t.effect_attributes],
            CardAction::Transfer => vec![t.effect_transfer],
            CardAction::Replace => vec![t.effect_replace],
            action => of_carriers(&Carrier::MAINLAND, |carrier| {
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
        let mode = (self.bulk == CardAction::Tags).then(|| self.tags.mode_view());
        let fields = move || {
            if self.own() {
                return view! { <p class="small muted">{t.per_row_note}</p> };
            }
            match self.bulk {
                CardAction::Transfer => self.transfer.account_view(),
                CardAction::Tags => self.tags.view(),
                CardAction::Attributes => self.values.view(),
                _ => self.form.view(),
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

/// The texts of several carriers, each sentence once.
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
