//! 修改名称: the dialog to rename a pool.

use crate::api::pool_calls::{self, BACKWARD, FORWARD};
use crate::features::name_dialog::{NameDialog, Named, Naming};
use crate::i18n::format;
use crate::i18n::pools::pools;
use crate::routes::pool::PoolKind;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::label::{self, LabelError};

/// The dialog for one kind of pool.
#[must_use]
pub fn rename_dialog(app: App, kind: PoolKind) -> NameDialog {
    let t = pools(app.locale.get_untracked());
    let touched: &[&str] = match kind {
        PoolKind::Forward => &[FORWARD],
        PoolKind::Backward => &[BACKWARD],
    };
    let naming = Naming {
        label: t.column_name,
        title: Callback::new(move |name: Option<String>| {
            (t.rename)(&format::isolated(&name.unwrap_or_default()))
        }),
        hint: Callback::new(move |_| t.name_hint),
        check: Callback::new(move |name: String| {
            Some(match label::pool_name(&name).err()? {
                LabelError::Empty => t.name_empty.to_owned(),
                LabelError::NotText(bad) => (app.messages().common.not_text)(bad),
                LabelError::TooLong { .. } | LabelError::NotAllowed(_) => t.name_long.to_owned(),
            })
        }),
        save: Callback::new(move |(dialog, of, name): (NameDialog, Named, String)| {
            let (id, old) = of.unwrap_or_default();
            if name == old {
                dialog.close(String::new());
                return;
            }
            let request = pool_calls::rename(kind, id, &name);
            dialog.send(request, touched, (t.renamed)(&name));
        }),
    };
    NameDialog::new(app, naming)
}
