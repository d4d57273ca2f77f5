//! Which columns of a table show, in which order, how many rows a page has, how dense the rows are.

use super::paging::PageSize;
use crate::config::theme::Density;
use crate::state::App;
use crate::state::prefs::{PAGE_SIZES, TablePrefs};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::{RadioGroup, Select};
use crate::ui::icon::IconName;
use crate::ui::table::{Preference, PreferenceTexts, Preferences};
use crate::view::prelude::*;

/// A column that can be shown.
#[derive(Clone, Copy)]
pub struct ColumnChoice {
    /// Its key in the stored preferences.
    pub key: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// It shows before the viewer chose.
    pub shown: bool,
    /// What it is in an export.
    pub fields: &'static [&'static str],
}

/// The columns and the page size that a viewer chose for a table. Copy.
#[derive(Clone, Copy)]
pub struct TableSettings {
    app: App,
    /// What the viewer wants.
    pub prefs: RwSignal<TablePrefs>,
    choices: StoredValue<Vec<ColumnChoice>>,
    page_size: u32,
}

/// The preferences of a table, remembered under its name whenever they change.
#[must_use]
pub fn remembered(
    table: &'static str,
    defaults: &[(&str, bool)],
    page_size: u32,
) -> RwSignal<TablePrefs> {
    let prefs = RwSignal::new(TablePrefs::load(table, defaults, page_size));
    Effect::new(move |before: Option<()>| {
        prefs.track();
        if before.is_some() {
            prefs.with_untracked(|prefs| prefs.save(table));
        }
    });
    prefs
}

impl TableSettings {
    /// Those of a table with the columns `choices`, of which the first always shows.
    #[must_use]
    pub fn new(app: App, table: &'static str, page_size: u32, choices: Vec<ColumnChoice>) -> Self {
        let defaults = defaults(&choices);
        Self {
            app,
            prefs: remembered(table, &defaults, page_size),
            choices: StoredValue::new(choices),
            page_size,
        }
    }

    /// The columns the viewer wants, in the viewer's order. Tracked.
    #[must_use]
    pub fn shown(self) -> Vec<ColumnChoice> {
        self.choices.with_value(|choices| {
            self.prefs.with(|prefs| {
                let columns = prefs.columns.iter();
                columns
                    .filter_map(|(key, shown)| {
                        let at = choices.iter().position(|choice| choice.key == key)?;
                        choices.get(at).filter(|_| *shown || at == 0).copied()
                    })
                    .collect()
            })
        })
    }

    /// The columns shown, as columns of an export.
    #[must_use]
    pub fn fields(self) -> Vec<&'static str> {
        let shown = untrack(move || self.shown());
        shown
            .iter()
            .flat_map(|column| column.fields)
            .copied()
            .collect()
    }

    /// Rows a page.
    #[must_use]
    pub fn page_size(self) -> PageSize {
        let prefs = self.prefs;
        PageSize {
            now: Signal::from(Memo::new(move |_| prefs.with(|prefs| prefs.page_size))),
            choices: &PAGE_SIZES,
            set: Callback::new(move |size| prefs.update(|prefs| prefs.page_size = size)),
        }
    }

    /// The button and its dialog; `resize` sets the rows a page and shows the first page.
    #[must_use]
    pub fn button(self, resize: Callback<u32>) -> AnyView {
        let m = self.app.messages();
        let open = RwSignal::new(false);
        let (choices, page_size) = (self.choices, self.page_size);
        let settings = ColumnSettings {
            app: self.app,
            prefs: self.prefs,
            fixed: choices.with_value(|all| all.first().map_or("", |choice| choice.key)),
            page_size,
            defaults: Callback::new(move |()| choices.with_value(|all| defaults(all))),
            heading: Callback::new(move |key: String| {
                choices.with_value(|all| {
                    let choice = all.iter().find(|choice| choice.key == key)?;
                    Some(choice.heading.to_owned())
                })
            }),
            resize,
        };
        view! {
            <IconButton icon=IconName::Columns label=m.cards().prefs.open on_click=Callback::new(move |()| open.set(true)) />
            {dialog(settings, open)}
        }
    }
}

fn defaults(choices: &[ColumnChoice]) -> Vec<(&'static str, bool)> {
    let default = |choice: &ColumnChoice| (choice.key, choice.shown);
    choices.iter().map(default).collect()
}

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
    /// The heading of a column; None for one that means nothing to this customer. Tracked.
    pub heading: Callback<String, Option<String>>,
    /// Sets the rows of a page.
    pub resize: Callback<u32>,
}

impl ColumnSettings {
    fn items(self) -> Vec<Preference> {
        let item = |(key, shown): &(String, bool)| {
            let fixed = key == self.fixed;
            Some(Preference {
                key: key.clone(),
                text: self.heading.run(key.clone())?,
                shown: *shown || fixed,
                fixed,
            })
        };
        let columns = self.prefs.with(|prefs| prefs.columns.clone());
        columns.iter().filter_map(item).collect()
    }

    fn show(self, key: &str, shown: bool) {
        self.prefs.update(|prefs| {
            let columns = prefs.columns.iter_mut();
            columns
                .filter(|(known, _)| known == key)
                .for_each(|(_, on)| *on = shown);
        });
    }

    fn swap(self, one: &str, other: &str) {
        self.prefs.update(|prefs| {
            let at = |key: &str| prefs.columns.iter().position(|(known, _)| known == key);
            if let (Some(one), Some(other)) = (at(one), at(other)) {
                prefs.columns.swap(one, other);
            }
        });
    }

    fn reset(self) {
        let defaults = self.defaults.run(());
        self.prefs.update(|prefs| {
            let column = |(key, shown): (&str, bool)| (key.to_owned(), shown);
            prefs.columns = defaults.into_iter().map(column).collect();
        });
        if self.prefs.with_untracked(|prefs| prefs.page_size) != self.page_size {
            self.resize.run(self.page_size);
        }
    }
}

/// The dialog. Every change shows at once and is remembered.
#[must_use]
pub fn dialog(table: ColumnSettings, open: RwSignal<bool>) -> AnyView {
    let app = table.app;
    let m = app.messages();
    let p = &m.cards().prefs;
    let density = Signal::derive(move || app.density.get().key().to_owned());
    let set_density = Callback::new(move |key: String| {
        if let Some(density) = Density::from_key(&key) {
            app.set_density(density);
        }
    });
    let size = Signal::derive(move || table.prefs.with(|prefs| prefs.page_size.to_string()));
    let resize = Callback::new(move |size: String| {
        if let Ok(size) = size.parse() {
            table.resize.run(size);
        }
    });
    let sizes = PAGE_SIZES.map(|size| (size.to_string(), (m.cards().table.per_page)(size)));
    let densities = [
        (Density::Comfortable, p.comfortable),
        (Density::Compact, p.compact),
    ]
    .map(|(density, text)| (density.key().to_owned(), text.to_owned()));
    let texts = PreferenceTexts {
        label: p.columns,
        always: p.always,
        up: p.up,
        down: p.down,
        moved: p.moved,
    };
    view! {
        <Dialog
            open=open
            title=p.title
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=Callback::new(move |()| table.reset())>{p.reset}</Button>
                <Button kind=Kind::Primary on_click=Callback::new(move |()| open.set(false))>{m.common.close}</Button>
            }
        >
            <Select label=m.cards().table.page_size value=size options=sizes.to_vec() on_change=resize />
            <RadioGroup legend=p.density options=densities.to_vec() value=density on_change=set_density />
            <Preferences
                items=Signal::derive(move || table.items())
                on_show=Callback::new(move |(key, shown): (String, bool)| table.show(&key, shown))
                on_swap=Callback::new(move |(one, other): (String, String)| table.swap(&one, &other))
                texts=texts
            />
            <p class="muted small">{app.kept(p.hint)}</p>
        </Dialog>
    }
}
