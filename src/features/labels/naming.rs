//! Names of tags and attributes: their rules, and the dialog to enter one.

use crate::api::{MutationRequest, label_calls};
use crate::features::name_dialog::{NameDialog, Named, Naming};
use crate::i18n::format;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::label::{self, LabelError};

/// The thing to be named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A tag.
    Tag,
    /// A custom attribute.
    Attribute,
}

impl LabelKind {
    /// What is wrong with a name, if anything. The service has the same rules.
    #[must_use]
    pub fn validation_error(self, app: App, name: &str) -> Option<String> {
        let l = app.messages().labels();
        let read = match self {
            Self::Tag => label::tag_name(name),
            Self::Attribute => label::attribute_name(name),
        };
        let text = match (self, read.err()?) {
            (_, LabelError::NotText(bad)) => return Some((app.messages().common.not_text)(bad)),
            (_, LabelError::Empty) => l.tag_empty,
            (Self::Tag, LabelError::TooLong { .. }) => l.tag_long,
            (Self::Tag, LabelError::NotAllowed(_)) => l.tag_comma,
            (Self::Attribute, _) => l.attribute_bad,
        };
        Some(text.to_owned())
    }

    fn request(self, id: Option<i64>, name: &str) -> MutationRequest {
        match self {
            Self::Tag => label_calls::save_tag(id, name),
            Self::Attribute => label_calls::save_attribute(id, name),
        }
    }
}

/// The dialog to name a tag or an attribute.
#[must_use]
pub fn label_dialog(app: App, kind: LabelKind) -> NameDialog {
    let l = app.messages().labels();
    let (new, rename, hint) = match kind {
        LabelKind::Tag => (l.new_tag, l.rename_tag, l.tag_hint),
        LabelKind::Attribute => (l.new_attribute, l.rename_attribute, l.attribute_hint),
    };
    // Cards show the new name too.
    let touched: &[&str] = match kind {
        LabelKind::Tag => &["/v1/sim-cards", label_calls::TAGS],
        LabelKind::Attribute => &["/v1/sim-cards", label_calls::ATTRIBUTES],
    };
    let naming = Naming {
        label: l.name,
        title: Callback::new(move |name: Option<String>| {
            name.map_or_else(|| new.to_owned(), |name| rename(&format::isolated(&name)))
        }),
        hint: Callback::new(move |_| hint),
        check: Callback::new(move |name: String| kind.validation_error(app, &name)),
        save: Callback::new(move |(dialog, of, name): (NameDialog, Named, String)| {
            let id = of.map(|(id, _)| id);
            dialog.send(kind.request(id, &name), touched, (l.saved)(&name));
        }),
    };
    NameDialog::new(app, naming)
}
