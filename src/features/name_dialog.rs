//! A dialog to name something new or existing; errors are shown below the field.

use super::edit_dialog::EditDialog;
use super::mutation::Mutation;
use crate::api::MutationRequest;
use crate::state::App;
use crate::ui::field::Input;
use crate::view::prelude::*;

/// What is named: its id and current name; None for something new.
pub type Named = Option<(i64, String)>;

/// The texts and rules for naming one kind of thing. Copy.
#[derive(Clone, Copy)]
pub struct Naming {
    /// Name of the field.
    pub label: &'static str,
    /// Heading of the dialog, given the current name.
    pub title: Callback<Option<String>, String>,
    /// The rules for a name, given the input.
    pub hint: Callback<String, &'static str>,
    /// What is wrong with a name.
    pub check: Callback<String, Option<String>>,
    /// Saves a trimmed name, by calling [`NameDialog::send`] or [`NameDialog::close`].
    pub save: Callback<(NameDialog, Named, String)>,
}

/// Opens the dialog and holds its state. Copy.
#[derive(Clone, Copy)]
pub struct NameDialog {
    app: App,
    naming: Naming,
    open: RwSignal<bool>,
    of: RwSignal<Named>,
    name: RwSignal<String>,
    tried: RwSignal<bool>,
    mutation: Mutation,
}

impl NameDialog {
    /// A closed dialog.
    #[must_use]
    pub fn new(app: App, naming: Naming) -> Self {
        Self {
            app,
            naming,
            open: RwSignal::new(false),
            of: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            mutation: Mutation::new(),
        }
    }

    /// Opens the dialog.
    pub fn ask(self, of: Named) {
        let name = of.as_ref().map(|(_, name)| name.clone());
        self.name.set(name.unwrap_or_default());
        self.of.set(of);
        self.tried.set(false);
        self.mutation.error.set(None);
        self.open.set(true);
    }

    /// Sends the name; `said` is announced when it is saved.
    pub fn send(self, request: MutationRequest, touched: &'static [&'static str], said: String) {
        let done = move |_| self.close(said);
        self.mutation
            .run(self.app, request, touched, Box::new(done));
    }

    /// Closes the dialog after the name was saved.
    pub fn close(self, said: String) {
        self.open.set(false);
        if !said.is_empty() {
            self.app.announce(said);
        }
    }

    fn save(self) {
        let name = self.name.with_untracked(|name| name.trim().to_owned());
        if untrack(|| self.naming.check.run(self.name.get())).is_some() {
            self.tried.set(true);
            return;
        }
        self.naming.save.run((self, self.of.get_untracked(), name));
    }

    /// The dialog.
    #[must_use]
    pub fn view(self) -> AnyView {
        let Naming {
            label,
            title,
            hint,
            check,
            ..
        } = self.naming;
        let title = Signal::derive(move || {
            let name = |of: &Named| of.as_ref().map(|(_, name)| name.clone());
            title.run(self.of.with(name))
        });
        // An empty field is only reported after an attempt to save.
        let error = move || {
            let name = self.name.get();
            let early = name.trim().is_empty() && !self.tried.get();
            check.run(name).filter(|_| !early)
        };
        let save = Callback::new(move |()| self.save());
        view! {
            <EditDialog app=self.app open=self.open title=title mutation=self.mutation on_save=save>
                <Input
                    label=label
                    value=self.name
                    on_input=Callback::new(move |text| self.name.set(text))
                    on_enter=save
                    hint=MaybeProp::derive(move || Some(hint.run(self.name.get()).to_owned()))
                    error=MaybeProp::derive(error)
                    autofocus=true
                />
            </EditDialog>
        }
    }
}
