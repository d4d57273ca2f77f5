//! The dialog that names a tag or an attribute, new or not; what is wrong with the name stands below the field.

use crate::api::{MutationRequest, label_calls};
use crate::features::edit_dialog::EditDialog;
use crate::features::mutation::Mutation;
use crate::i18n::format;
use crate::state::App;
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::label::{self, LabelError};

/// What is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A tag.
    Tag,
    /// A custom attribute.
    Attribute,
}

impl LabelKind {
    /// What is wrong with a name, if anything is. The service checks the same.
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

/// Opens the dialog and holds what it is about. Copy.
#[derive(Clone, Copy)]
pub struct NameDialog {
    what: LabelKind,
    open: RwSignal<bool>,
    /// Id and name of what gets another name; None for something new.
    of: RwSignal<Option<(i64, String)>>,
    name: RwSignal<String>,
    tried: RwSignal<bool>,
    mutation: Mutation,
}

impl NameDialog {
    /// A closed dialog.
    #[must_use]
    pub fn new(what: LabelKind) -> Self {
        Self {
            what,
            open: RwSignal::new(false),
            of: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            mutation: Mutation::new(),
        }
    }

    /// Asks for a name: for something new, or for what has this id and name.
    pub fn ask(self, of: Option<(i64, String)>) {
        let name = of.as_ref().map(|(_, name)| name.clone());
        self.name.set(name.unwrap_or_default());
        self.of.set(of);
        self.tried.set(false);
        self.mutation.error.set(None);
        self.open.set(true);
    }

    fn validation_error(self, app: App) -> Option<String> {
        self.name.with(|name| self.what.validation_error(app, name))
    }

    fn save(self, app: App) {
        let name = untrack(|| self.name.get().trim().to_owned());
        if self.what.validation_error(app, &name).is_some() {
            self.tried.set(true);
            return;
        }
        let id = self.of.with_untracked(|of| of.as_ref().map(|(id, _)| *id));
        // A new name shows on cards too.
        let touched: &[&str] = match self.what {
            LabelKind::Tag => &["/v1/sim-cards", label_calls::TAGS],
            LabelKind::Attribute => &["/v1/sim-cards", label_calls::ATTRIBUTES],
        };
        let done = {
            let name = name.clone();
            move |_| {
                self.open.set(false);
                app.announce((app.messages().labels().saved)(&name));
            }
        };
        self.mutation
            .run(app, self.what.request(id, &name), touched, Box::new(done));
    }

    /// The dialog.
    #[must_use]
    pub fn view(self, app: App) -> AnyView {
        let m = app.messages();
        let l = m.labels();
        let (new, hint) = match self.what {
            LabelKind::Tag => (l.new_tag, l.tag_hint),
            LabelKind::Attribute => (l.new_attribute, l.attribute_hint),
        };
        let again = match self.what {
            LabelKind::Tag => l.rename_tag,
            LabelKind::Attribute => l.rename_attribute,
        };
        let title = Signal::derive(move || {
            self.of.with(|of| {
                of.as_ref().map_or_else(
                    || new.to_owned(),
                    |(_, name)| again(&format::isolated(name)),
                )
            })
        });
        // An empty field is not wrong before it was tried to save.
        let error = move || {
            let early = self.name.with(|name| name.trim().is_empty()) && !self.tried.get();
            self.validation_error(app).filter(|_| !early)
        };
        let save = Callback::new(move |()| self.save(app));
        view! {
            <EditDialog app=app open=self.open title=title mutation=self.mutation on_save=save>
                <Input
                    label=l.name
                    value=self.name
                    on_input=Callback::new(move |text| self.name.set(text))
                    on_enter=save
                    hint=hint
                    error=MaybeProp::derive(error)
                    autofocus=true
                />
            </EditDialog>
        }
    }
}
