//! Tags and attributes of a card, edited on its page (operations 24 and 30 with one card).

use super::card_tags::CardTagsDialog;
use super::{attribute_name, slot, value_complaint};
use crate::api::label_calls;
use crate::features::edit_dialog::EditDialog;
use crate::features::mutation::Mutation;
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::field::Input;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::iccid::group;
use gsl_model::wire::{Attribute, SimCard};

fn number_of(card: &SimCard) -> String {
    group(card.number().unwrap_or_default())
}

/// The button that opens the tags of a card, with its dialog.
pub fn edit_tags(app: App, card: &SimCard) -> AnyView {
    let l = app.messages().labels();
    let choosing = CardTagsDialog::new(app, card);
    view! {
        <Button kind=Kind::Quiet icon=IconName::Edit disabled_reason=app.read_only() on_click=Callback::new(move |()| choosing.start())>{l.edit_tags}</Button>
        {choosing.view((l.edit_tags_of)(&number_of(card)))}
    }
}

/// An enabled attribute of a card: index from 0, name, current value and edited value.
#[derive(Clone)]
struct EditedAttribute {
    at: usize,
    name: String,
    before: String,
    value: RwSignal<String>,
}

impl EditedAttribute {
    fn validation_error(&self, app: App) -> Option<String> {
        self.value.with(|value| value_complaint(app, value))
    }
}

/// The button that opens the attributes of a card, with its dialog.
pub fn edit_attributes(app: App, card: &SimCard, attributes: &[Attribute]) -> AnyView {
    let m = app.messages();
    let l = m.labels();
    let id = card.sim_card_id;
    let values = card.attributes();
    let enabled = attributes.iter().enumerate();
    let edited: Vec<EditedAttribute> = enabled
        .filter(|(_, attribute)| attribute.status == Some(1))
        .map(|(index, attribute)| {
            let at = slot(attribute, index);
            let before = values.get(at).copied().flatten().unwrap_or_default();
            EditedAttribute {
                at,
                name: attribute_name(app, attribute, at),
                before: before.to_owned(),
                value: RwSignal::new(before.to_owned()),
            }
        })
        .collect();
    let reason = app
        .read_only()
        .or_else(|| edited.is_empty().then(|| l.no_enabled.to_owned()));
    let open = RwSignal::new(false);
    let mutation = Mutation::new();
    let start = {
        let edited = edited.clone();
        Callback::new(move |()| {
            for one in &edited {
                one.value.set(one.before.clone());
            }
            mutation.error.set(None);
            open.set(true);
        })
    };
    let save = {
        let edited = edited.clone();
        Callback::new(move |()| {
            if untrack(|| edited.iter().any(|one| one.validation_error(app).is_some())) {
                return;
            }
            let mut values: [Option<String>; 6] = Default::default();
            for one in &edited {
                let now = one.value.with_untracked(|value| value.trim().to_owned());
                if now != one.before
                    && let Some(place) = values.get_mut(one.at)
                {
                    *place = Some(now);
                }
            }
            if values.iter().all(Option::is_none) {
                open.set(false);
                return;
            }
            mutation.run(
                app,
                label_calls::set_attributes(id, values),
                &["/v1/sim-cards"],
                Box::new(move |_| {
                    open.try_set(false);
                    app.announce(l.attributes_saved);
                }),
            );
        })
    };
    let fields = move || {
        let field = |one: EditedAttribute| {
            let (value, name) = (one.value, one.name.clone());
            let long = MaybeProp::derive(move || one.validation_error(app));
            view! {
                <Input
                    label=name
                    value=value
                    on_input=Callback::new(move |text| value.set(text))
                    on_enter=save
                    error=long
                />
            }
        };
        edited.iter().cloned().map(field).collect_view()
    };
    let title = (l.edit_attributes_of)(&number_of(card));
    view! {
        <div class="fact">
            <dt class="sr-only">{l.edit_attributes}</dt>
            <dd>
                <Button kind=Kind::Quiet icon=IconName::Edit disabled_reason=reason on_click=start>{l.edit_attributes}</Button>
                <EditDialog app=app open=open title=title mutation=mutation on_save=save>
                    {fields()}
                    <p class="small muted">{l.value_hint}</p>
                </EditDialog>
            </dd>
        </div>
    }
}
