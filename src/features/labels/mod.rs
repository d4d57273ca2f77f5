//! Names of tags and attributes, and the dialogs that set them on a card (console.md section 10).

pub mod card_labels;
mod card_tags;
mod naming;
pub mod tag_choice;

pub use naming::{LabelKind, label_dialog};

use crate::i18n::Locale;
use crate::state::App;
use gsl_model::label::{self, LabelError};
use gsl_model::wire::Attribute;

/// The most tags on a card.
const MOST_TAGS_OF_CARD: usize = 10;

/// The customer's name of an attribute, or the service's name, or its number.
#[must_use]
pub fn attribute_name(app: App, attribute: &Attribute, index: usize) -> String {
    let of_service = match app.locale.get_untracked() {
        Locale::ZhCn => attribute.default_attr_name_cn.as_ref(),
        Locale::EnUs => attribute.default_attr_name_en.as_ref(),
    };
    let given = |name: Option<&String>| name.filter(|name| !name.is_empty()).cloned();
    given(attribute.cust_attr_name.as_ref())
        .or_else(|| given(of_service))
        .unwrap_or_else(|| (app.messages().card().facts.attribute)(index))
}

/// What is wrong with the value of an attribute, if anything.
#[must_use]
pub fn value_complaint(app: App, value: &str) -> Option<String> {
    let m = app.messages();
    Some(match label::attribute_value(value).err()? {
        LabelError::NotText(bad) | LabelError::NotAllowed(bad) => (m.common.not_text)(bad),
        LabelError::Empty | LabelError::TooLong { .. } => m.labels().value_long.to_owned(),
    })
}

/// The index of an attribute, from 0: its slot, or if that is missing its position in the list.
#[must_use]
pub fn slot(attribute: &Attribute, index: usize) -> usize {
    attribute
        .slot
        .and_then(|slot| usize::try_from(slot).ok())
        .and_then(|slot| slot.checked_sub(1))
        .unwrap_or(index)
}
