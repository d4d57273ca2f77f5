//! The export menu of a list: a background task, or the rows on screen immediately.

pub mod dialog;
mod loader;
pub mod scope;
pub mod wait;

use crate::api::export_calls::filter_of;
use crate::features::listing::ListState;
use crate::i18n::export::export;
use crate::i18n::format;
use crate::platform::clock;
use crate::platform::save::save_csv;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::App;
use crate::state::selection::Selection;
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, MOST_CARDS, Row, file_name, view};
use gsl_model::sheet::Language;
use gsl_model::wire::{BulkSelection, extension};

/// A list as shown on its page.
#[derive(Clone, Copy)]
pub struct ExportableList {
    /// Which list.
    pub what: ExportKind,
    /// All rows that match; filter and count come from the same answer.
    pub all: Signal<MatchingRows>,
    /// Columns shown, as keys of [`gsl_model::export::columns`].
    pub keys: Callback<(), Vec<&'static str>>,
    /// Rows on screen.
    pub here: Signal<usize>,
    /// The rows on screen with these columns, as CSV.
    pub csv: Callback<Vec<&'static str>, String>,
}

/// All rows that match, if they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchingRows {
    /// The answer to the current request has not arrived.
    Unknown,
    /// The list only shows picked cards.
    NotApplicable,
    /// The filter, and how many rows it matches.
    Known(String, i64),
}

/// The rows that the list's current answer refers to: its filter, `more` from the path, and its count.
#[must_use]
fn all_of(list: ListState, more: Option<(&'static str, i64)>) -> Signal<MatchingRows> {
    Signal::derive(move || {
        let Some((request, count)) = list.answer() else {
            return MatchingRows::Unknown;
        };
        let mut filter = filter_of(&request);
        if let Some((key, value)) = more {
            if !filter.is_empty() {
                filter.push('&');
            }
            filter = filter + key + "=" + &value.to_string();
        }
        MatchingRows::Known(filter, count)
    })
}

/// The export requested in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportDraft {
    /// Which list.
    pub what: ExportKind,
    /// The menu item's text for it.
    pub title: String,
    /// Which rows.
    pub selection: BulkSelection,
    /// Columns shown.
    pub keys: Vec<&'static str>,
}

/// The dialog of a menu. Copy.
#[derive(Clone, Copy)]
pub struct ExportMenu {
    /// The console.
    pub app: App,
    /// The requested export; `None` while the dialog is closed.
    pub ask: RwSignal<Option<ExportDraft>>,
}

/// The language of exported files.
#[must_use]
pub fn language(app: App) -> Language {
    app.locale.get_untracked().language()
}

/// The menu button, and its dialog, which is loaded when it is first opened.
#[must_use]
pub fn menu(app: App, list: ExportableList) -> AnyView {
    let menu = ExportMenu {
        app,
        ask: RwSignal::new(None),
    };
    let t = export(app.locale.get_untracked());
    let items = Signal::derive(move || items(menu, list));
    view! {
        <MenuButton label=t.export items=items icon=IconName::Download />
        {loader::export_dialog(menu)}
    }
}

/// The menu of a list. `keys` returns the columns shown, `of` is the part of its filter that is in the path.
#[must_use]
pub fn list_menu<R: Row + 'static>(
    what: ExportKind,
    list: ListState,
    of: Option<(&'static str, i64)>,
    keys: impl Fn() -> Vec<&'static str> + 'static,
    rows: impl Into<Signal<Vec<R>>>,
) -> AnyView {
    let (app, rows) = (list.app, rows.into());
    let csv = move |keys: Vec<&'static str>| {
        rows.with_untracked(|rows| view(what, &keys, rows.iter(), &|_| None, language(app)))
    };
    let list = ExportableList {
        what,
        all: all_of(list, of),
        keys: Callback::new(move |()| keys()),
        here: Signal::derive(move || rows.with(Vec::len)),
        csv: Callback::new(csv),
    };
    menu(app, list)
}

fn items(menu: ExportMenu, list: ExportableList) -> Vec<Item> {
    let app = menu.app;
    let m = app.messages();
    let t = export(app.locale.get_untracked());
    let missing = (!app.client.has(extension::EXPORTS)).then(|| m.common.not_offered.to_owned());
    let now = list.all.get();
    let too_many = |count: i64| {
        let most = i64::try_from(MOST_CARDS).unwrap_or(i64::MAX);
        let words = || (t.too_many)(&format::count(count), &format::count(most));
        (count > most).then(words)
    };
    let why_not_all = missing.clone().or_else(|| match now {
        MatchingRows::Unknown => Some(m.common.rows_coming.to_owned()),
        MatchingRows::NotApplicable => Some(t.only_selected.to_owned()),
        MatchingRows::Known(_, 0) => Some(t.nothing.to_owned()),
        MatchingRows::Known(_, count) => too_many(count),
    });
    let (filter, total) = match &now {
        MatchingRows::Known(filter, total) => (filter.as_str(), *total),
        _ => ("", 0),
    };
    let all = |what: ExportKind, title: String| {
        let (asked, filter) = (title.clone(), filter.to_owned());
        // The filter and count that the menu showed when it was opened.
        let open = Callback::new(move |()| {
            menu.ask.set(Some(ExportDraft {
                what,
                title: asked.clone(),
                selection: BulkSelection {
                    filter: Some(filter.clone()),
                    ..BulkSelection::default()
                },
                keys: list.keys.run(()),
            }));
        });
        Item::run(title, open).disabled(why_not_all.clone())
    };
    let n = match now {
        MatchingRows::Unknown => "…".to_owned(),
        _ => format::count(total),
    };
    let mut items = Vec::new();
    if list.what == ExportKind::Cards {
        let count = app.selected_cards.with(Selection::count);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let why_not = missing.clone().or_else(|| match count {
            0 => Some(t.none_selected.to_owned()),
            count => too_many(count),
        });
        let some = |what: ExportKind, title: String| {
            let asked = title.clone();
            let open = Callback::new(move |()| {
                let selection = app.selected_cards.with_untracked(Selection::for_service);
                menu.ask.set(selection.map(|selection| ExportDraft {
                    what,
                    title: asked.clone(),
                    selection,
                    keys: list.keys.run(()),
                }));
            });
            Item::run(title, open).disabled(why_not.clone())
        };
        let chosen = format::count(count);
        items.push(some(ExportKind::Cards, (t.selected)(&chosen)));
        let narrowed = narrows(filter);
        let words = if narrowed { t.matching } else { t.all };
        let usage_words = if narrowed {
            t.usage_matching
        } else {
            t.usage_all
        };
        items.push(all(ExportKind::Cards, words(&n)));
        items.push(some(ExportKind::CardUsage, (t.usage_selected)(&chosen)));
        items.push(all(ExportKind::CardUsage, usage_words(&n)));
    } else {
        items.push(all(list.what, (t.rows)(&n)));
    }
    let here = list.here.get();
    let view = Callback::new(move |()| save_view(app, list));
    let nothing = if now == MatchingRows::Unknown {
        Some(m.common.rows_coming.to_owned())
    } else {
        (here == 0).then(|| t.nothing.to_owned())
    };
    items.push(Item::separator());
    items.push(Item::run((t.view)(&count_of(here)), view).disabled(nothing));
    items.push(Item::separator());
    let tasks = app.nav.href(&Route::Exports(ExportsView::default()));
    items.push(Item::link(m.shell.exports, tasks));
    items
}

/// Whether a list's query string holds more than how its rows are sorted.
fn narrows(filter: &str) -> bool {
    let sorts = |pair: &str| pair.starts_with("sort=") || pair.starts_with("order=");
    filter
        .split('&')
        .any(|pair| !pair.is_empty() && !sorts(pair))
}

fn count_of(rows: usize) -> String {
    format::count(i64::try_from(rows).unwrap_or(i64::MAX))
}

fn save_view(app: App, list: ExportableList) {
    let t = export(app.locale.get_untracked());
    let name = file_name(list.what, clock::now(), "csv");
    let text = list.csv.run(list.keys.run(()));
    match save_csv(&text, &name) {
        Ok(()) => app.announce((t.saved)(&count_of(list.here.get_untracked()), &name)),
        Err(problem) => app.notify(true, problem),
    }
}
