//! Which columns of a table show, in which order, and how many rows a page has.

use crate::state::App;
use crate::state::prefs::{PAGE_SIZES, TablePrefs};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::ui::table::{Preference, PreferenceTexts, Preferences};
use crate::view::prelude::*;

/// A table whose columns can be chosen. Copy.
#[derive(Clone, Copy)]
pub struct ColumnSettings {
    /// The console.
    pub app: App,
    /// What the viewer wants.
    pub prefs: RwSignal<TablePrefs>,
    /// The column that always shows.
    pub fixed: &'static str,
    /// Rows on a page before the viewer chose.
    pub page_size: u32,
    /// Columns before the viewer chose.
    pub defaults: Callback<(), Vec<(&'static str, bool)>>,
    /// The heading of a column.
    pub heading: Callback<String, String>,
    /// Says where a column has moved.
    pub moved: fn(&str, usize, usize) -> String,
    /// Sets the rows of a page.
    pub resize: Callback<u32>,
}

impl ColumnSettings {
    fn items(self) -> Vec<Preference> {
        self.prefs.with_untracked(|prefs| {
            let item = |(key, shown): &(String, bool)| Preference {
                key: key.clone(),
                text: self.heading.run(key.clone()),
                shown: *shown || key == self.fixed,
                fixed: key == self.fixed,
            };
            prefs.columns.iter().map(item).collect()
        })
    }
}

/// The button and its dialog. Every change shows at once and is remembered.
#[must_use]
pub fn settings(table: ColumnSettings) -> AnyView {
    let m = table.app.messages();
    let p = &m.cards().prefs;
    let open = RwSignal::new(false);
    let lines = RwSignal::new(table.items());
    Effect::new(move |before: Option<()>| {
        let columns: Vec<(String, bool)> = lines.with(|lines| {
            let line = |line: &Preference| (line.key.clone(), line.shown);
            lines.iter().map(line).collect()
        });
        if before.is_some() {
            table.prefs.update(|prefs| prefs.columns = columns);
        }
    });
    let reset = Callback::new(move |()| {
        let defaults = table.defaults.run(());
        table.prefs.update(|prefs| {
            prefs.page_size = table.page_size;
            prefs.columns = defaults
                .into_iter()
                .map(|(key, shown)| (key.to_owned(), shown))
                .collect();
        });
        lines.set(table.items());
    });
    let size = Signal::derive(move || table.prefs.with(|prefs| prefs.page_size.to_string()));
    let resize = Callback::new(move |size: String| {
        if let Ok(size) = size.parse() {
            table.resize.run(size);
        }
    });
    let sizes: Vec<(String, String)> = PAGE_SIZES
        .iter()
        .map(|size| (size.to_string(), (m.cards().table.per_page)(*size)))
        .collect();
    let texts = PreferenceTexts {
        label: p.columns,
        up: p.up,
        down: p.down,
        moved: table.moved,
    };
    view! {
        <IconButton icon=IconName::Columns label=p.open on_click=Callback::new(move |()| open.set(true)) />
        <Dialog
            open=open
            title=p.title
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=reset>{p.reset}</Button>
                <Button kind=Kind::Primary on_click=Callback::new(move |()| open.set(false))>{m.common.close}</Button>
            }
        >
            <Select label=m.cards().table.page_size value=size options=sizes.clone() on_change=resize />
            <Preferences items=lines texts=texts />
        </Dialog>
    }
}
