//! UI primitives. They know neither router, API, languages nor application state: every text is a prop, a link takes an
//! `href`. Class names are scoped under `.gsl`; the list of layout classes is at the top of `style/layout.css`.
//!
//! Conventions: a text prop is `Signal<String>` taken `into` (so `"text"`, `String`, a signal or `move || …` all do); an
//! optional one is `MaybeProp<String>`. Handlers are [`leptos::prelude::Callback`]. `disabled_reason: Some(text)` makes a
//! control `aria-disabled`, keeps it focusable and shows the text on hover and focus.
//!
//! | component | props (`?` = optional) | use |
//! |---|---|---|
//! | [`icon::Icon`] | `name: IconName` | decoration only, hidden from assistive technology |
//! | [`button::Button`] | `kind?: Kind, icon?: IconName, disabled_reason?, pressed?, class?, on_click: Callback<()>`, children | `Kind::{Primary, Secondary, Quiet, Danger}` |
//! | [`button::ButtonLink`] | `href, kind?, icon?, class?`, children | a link that looks like a button |
//! | [`button::IconButton`] | `icon, label, expanded?, controls?, disabled_reason?, class?, on_click` | the label is the name and the tooltip |
//! | [`copy::CopyButton`] | `text, label, copied_label` | copies `text`, says `copied_label`; a refused one goes to the context [`copy::Refused`] |
//! | [`tooltip::tip`] | fn(`MaybeProp<String>`) → view | put directly after a focusable element: describes it |
//! | [`tooltip::Hint`] | `text, focusable?`, children | wraps text: dotted underline and tooltip |
//! | [`tooltip::InfoTip`] | `label`, children | small ⓘ that opens an explanation |
//! | [`field::Input`] | `label, value, on_input: Callback<String>, on_enter?: Callback<()>, hint?, error?, kind?, placeholder?, hide_label?, autofocus?` | |
//! | [`field::Select`] | `label, value, options: Signal<Vec<(String, String)>>, on_change: Callback<String>, hide_label?` | options are (value, text) |
//! | [`field::Checkbox`] | `label, checked, indeterminate?, on_change: Callback<bool>, hide_label?, disabled_reason?` | |
//! | [`field::Switch`] | `label, checked, on_change: Callback<bool>` | |
//! | [`field::RadioGroup`] | `legend, options: Vec<(String, String)>, value, on_change: Callback<String>` | |
//! | [`date_field::DateField`] | `label, value, on_input: Callback<String>, hint` | `2026-11-30` in every language |
//! | [`file_field::FileField`] | `label, hint, name, on_file: Callback<File>` | picked or dropped |
//! | [`dialog::Dialog`] | `open: RwSignal<bool>, title, close_label, kind?: DialogKind, footer?: ViewFn, on_close?: Callback<()>`, children | `DialogKind::{Center, Wide, Side, Palette}`; drawn while open; put `autofocus` on what should have the focus |
//! | [`menu::MenuButton`] | `label, items: Signal<Vec<Item>>, icon?, kind?, hide_label?, class?, disabled_reason?` | `Item::{run, link, check, radio, heading, separator}`, `.disabled(reason)`, `.danger()` |
//! | [`combobox::Combobox`] | `label, text: RwSignal<String>, options: Signal<Vec<Choice>>, on_select: Callback<String>, on_input?, on_enter?, on_backspace?, on_paste?: Callback<String, bool>, placeholder?, inline?, empty?, autofocus?, first_active?, node_ref?` | filter bar and command palette; `Choice { key, text, detail, group }` |
//! | [`badge::StatusBadge`] | `kind: Status, text` | `Status::{Ok, Warn, Bad, Idle}`: shape, word, colour |
//! | [`badge::Tag`] | `text` | |
//! | [`badge::Token`] | `remove_label, on_remove, on_edit?`, children | filter token |
//! | [`meter::Meter`] | `used: i64, total: i64, label` | red when over |
//! | [`feedback::Skeleton`] | `rows?: usize, label` | shows after 150 ms |
//! | [`feedback::Empty`] | `title, text?`, children (actions) | |
//! | [`feedback::ErrorPanel`] | `title, text, details?: Vec<(String, String)>, copy_label, copied_label`, children (actions) | `role=alert` |
//! | [`feedback::Advice`] | `kind?: Status`, children | callout |
//! | [`feedback::LiveRegion`] | `text` | polite announcement |
//! | [`feedback::Progress`] | `label, value?: MaybeProp<u32>` (percent) | spinner without value |
//! | [`tabs::Tabs`] | `label, tabs: Signal<Vec<Tab>>` | `Tab { href, text, current }` |
//! | [`toast::Toasts`] | `label, dismiss_label, items: Signal<Vec<Item>>, on_dismiss: Callback<u32>` | see [`toast::Item`] |
//! | [`table::DataTable`] | see there | columns, selection, cards below 720 px |
//! | [`table::Pager`] | `page, pages, size, sizes, on_page, on_size, texts: PagerTexts` | |
//! | [`table::Preferences`] | `items: Signal<Vec<Preference>>, on_show, on_swap, texts: PreferenceTexts` | body of a columns dialog |
//! | [`chart::BarChart`] | `label, bars: Signal<Vec<Bar>>, height?` | values in thousandths of a MB |
//! | [`chart::LineChart`] | `label, points: Signal<Vec<Point>>, marks: Signal<ReferenceLines>, height?` | measured, forecast, limits |

pub mod badge;
pub mod button;
pub mod chart;
pub mod combobox;
pub mod copy;
pub mod date_field;
pub mod dialog;
pub mod feedback;
pub mod field;
pub mod file_field;
pub mod icon;
pub mod menu;
pub mod meter;
pub mod popover;
pub mod table;
pub mod tabs;
pub mod toast;
pub mod tooltip;

use std::cell::Cell;

/// An element id no other primitive on the page has, such as `gsl-tip-12`.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    thread_local!(static NEXT: Cell<u32> = const { Cell::new(0) });
    let number = NEXT.get() + 1;
    NEXT.set(number);
    format!("gsl-{prefix}-{number}")
}
