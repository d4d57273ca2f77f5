//! The rows of a list that cannot be used, with the reason for each.

use crate::i18n::batch::{Batch, batch, failed, word};
use crate::i18n::format;
use crate::platform::save::save;
use crate::platform::sheets::CheckedList;
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::sheet::{BadRow, Fault};
use leptos::task::spawn_local;
use std::rc::Rc;

/// Number of rows shown at first, and added on each request for more.
const PORTION: u32 = 50;

/// The rows shown. Copy.
#[derive(Clone, Copy)]
pub struct BadRows {
    app: App,
    list: StoredValue<Option<Rc<CheckedList>>>,
    total: RwSignal<u32>,
    rows: RwSignal<Vec<BadRow>>,
}

impl BadRows {
    /// No rows.
    pub fn new(app: App) -> Self {
        Self {
            app,
            list: StoredValue::new(None),
            total: RwSignal::new(0),
            rows: RwSignal::new(Vec::new()),
        }
    }

    /// Removes all rows.
    pub fn clear(self) {
        self.list.set_value(None);
        self.total.set(0);
        self.rows.set(Vec::new());
    }

    /// Shows the rows of a list.
    pub fn show(self, list: Rc<CheckedList>) {
        self.total.set(list.summary.bad);
        self.list.set_value(Some(list));
        self.more();
    }

    fn more(self) {
        let from = self.rows.with_untracked(Vec::len);
        let Some(list) = self.list.get_value() else {
            return;
        };
        if from >= self.total.get_untracked() as usize {
            return;
        }
        spawn_local(async move {
            let Ok(rows) = list
                .bad(u32::try_from(from).unwrap_or(u32::MAX), PORTION)
                .await
            else {
                return;
            };
            let same = self
                .list
                .try_get_value()
                .flatten()
                .is_some_and(|now| Rc::ptr_eq(&now, &list));
            if same && self.rows.with_untracked(Vec::len) == from {
                self.rows.update(|known| known.extend(rows));
            }
        });
    }

    fn download(self, kind: &'static str) {
        let t = batch(self.app.locale.get_untracked());
        let Some(list) = self.list.get_value() else {
            return;
        };
        let name = if kind == "csv" {
            "bad-rows.csv"
        } else {
            "bad-rows.xlsx"
        };
        spawn_local(async move {
            let file = list.bad_file(kind, t.faults).await;
            let done = file
                .map_err(|failure| failed(t, &failure))
                .and_then(|file| save(&file, name));
            match done {
                Ok(()) => self.app.announce((t.saved)(name)),
                Err(why) => self.app.notify(true, why),
            }
        });
    }

    /// The table, if there are rows.
    pub fn view(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let any = Memo::new(move |_| self.rows.with(|rows| !rows.is_empty()));
        let left = Memo::new(move |_| {
            let shown = u32::try_from(self.rows.with(Vec::len)).unwrap_or(u32::MAX);
            self.total.get().saturating_sub(shown).min(PORTION)
        });
        let columns = move || {
            vec![
                Column::new(t.bad_row, |row: &BadRow| row.row.to_string().into_view()).names_row(),
                Column::new(t.bad_text, |row: &BadRow| {
                    view! { <span class="mono">{row.text.clone()}</span> }
                })
                .class("wrap")
                .primary(),
                Column::new(t.bad_reason, move |row: &BadRow| {
                    fault(t, row.fault).into_view()
                })
                .class("wrap")
                .primary(),
            ]
        };
        let csv = Callback::new(move |()| self.download("csv"));
        let xlsx = Callback::new(move |()| self.download("xlsx"));
        let more = Callback::new(move |()| self.more());
        (move || {
            any.get().then(|| {
                view! {
                    <div class="batch-bad">
                        <div class="row">
                            <h3>{t.bad_title}</h3>
                            <Button kind=Kind::Quiet icon=IconName::Download on_click=xlsx>{(t.bad_download)("XLSX")}</Button>
                            <Button kind=Kind::Quiet icon=IconName::Download on_click=csv>{(t.bad_download)("CSV")}</Button>
                        </div>
                        <DataTable label=t.bad_title columns=columns() rows=self.rows key=|row: &BadRow| row.row.into() />
                        {move || (left.get() > 0).then(|| view! {
                            <Button on_click=more>{(t.bad_more)(&format::count(left.get().into()))}</Button>
                        })}
                    </div>
                }
            })
        })
        .into_view()
    }
}

/// What is wrong with a row; the text is the same as in the file of bad rows.
fn fault(t: &Batch, fault: Fault) -> String {
    let text = fault.fill(word(t.faults, fault.name()));
    match fault {
        Fault::Value { field, .. } => {
            let key = format!("field.{}", field.key());
            text.replace("{field}", word(t.faults, &key))
        }
        _ => text,
    }
}
