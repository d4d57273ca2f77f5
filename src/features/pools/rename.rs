//! 修改名称: the dialog that gives a pool another name.

use super::row::Pool;
use crate::api::pool_calls::{self, BACKWARD, FORWARD};
use crate::features::edit_dialog::EditDialog;
use crate::features::mutation::Mutation;
use crate::i18n::pools::pools;
use crate::routes::pool::PoolKind;
use crate::state::App;
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::label::{self, LabelError};

/// Opens the dialog and holds what it is about. Copy.
#[derive(Clone, Copy)]
pub struct RenamePoolDialog {
    app: App,
    kind: PoolKind,
    open: RwSignal<bool>,
    of: RwSignal<(i64, String)>,
    name: RwSignal<String>,
    mutation: Mutation,
}

impl RenamePoolDialog {
    /// A closed dialog.
    #[must_use]
    pub fn new(app: App, kind: PoolKind) -> Self {
        Self {
            app,
            kind,
            open: RwSignal::new(false),
            of: RwSignal::new((0, String::new())),
            name: RwSignal::new(String::new()),
            mutation: Mutation::new(),
        }
    }

    /// Asks for another name.
    pub fn ask(self, pool: &Pool) {
        self.of.set((pool.id, pool.name()));
        self.name.set(pool.name());
        self.mutation.error.set(None);
        self.open.set(true);
    }

    fn validation_error(self) -> Option<String> {
        let t = pools(self.app.locale.get_untracked());
        Some(match self.name.with(|name| label::pool_name(name).err())? {
            LabelError::Empty => t.name_empty.to_owned(),
            LabelError::NotText(bad) => (self.app.messages().common.not_text)(bad),
            LabelError::TooLong { .. } | LabelError::NotAllowed(_) => t.name_long.to_owned(),
        })
    }

    fn save(self) {
        let app = self.app;
        if untrack(|| self.validation_error()).is_some() {
            return;
        }
        let name = self.name.with_untracked(|name| name.trim().to_owned());
        let (id, old) = self.of.get_untracked();
        if name == old {
            self.open.set(false);
            return;
        }
        let touched: &'static [&'static str] = match self.kind {
            PoolKind::Forward => &[FORWARD],
            PoolKind::Backward => &[BACKWARD],
        };
        let request = pool_calls::rename(self.kind, id, &name);
        let done = move |_| {
            self.open.set(false);
            app.announce((pools(app.locale.get_untracked()).renamed)(&name));
        };
        self.mutation.run(app, request, touched, Box::new(done));
    }

    /// The dialog.
    #[must_use]
    pub fn view(self) -> AnyView {
        let app = self.app;
        let t = pools(app.locale.get_untracked());
        let title = Signal::derive(move || {
            self.of
                .with(|(_, name)| (t.rename)(&crate::i18n::format::isolated(name)))
        });
        let save = Callback::new(move |()| self.save());
        view! {
            <EditDialog app=app open=self.open title=title mutation=self.mutation on_save=save>
                <Input
                    label=t.column_name
                    value=self.name
                    on_input=Callback::new(move |text| self.name.set(text))
                    on_enter=save
                    hint=t.name_hint
                    error=MaybeProp::derive(move || self.validation_error())
                    autofocus=true
                />
            </EditDialog>
        }
    }
}
