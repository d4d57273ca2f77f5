//! SIM卡列表: filter, views, table, selection, preferences, empty states.

#![allow(missing_docs)] // field names are the keys; the texts are in the language's own file

mod en;
mod zh;

pub use en::EN;
use gsl_model::card_column::CardColumn;
pub use zh::ZH;

use crate::routes::card_filter::Field;

/// See the module.
pub struct Cards {
    pub title: &'static str,
    pub purpose: &'static str,
    pub filter: Filter,
    pub views: Views,
    pub table: Table,
    pub cell: Cell,
    pub selection: Selection,
    pub empty: Empty,
    pub peek: Peek,
    pub prefs: Prefs,
}

/// The card beside the list.
pub struct Peek {
    pub label: &'static str,
    pub show: &'static str,
    pub open: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub page_ends: &'static str,
}

/// The filter bar.
pub struct Filter {
    pub label: &'static str,
    pub placeholder: &'static str,
    /// Opens the filter on a narrow screen; how many conditions it has.
    pub fold: fn(usize) -> String,
    pub pick_file: &'static str,
    pub reading_file: fn(&str) -> String,
    pub file_unreadable: fn(&str) -> String,
    pub file_no_numbers: fn(&str) -> String,
    /// Rows of the file without a card number.
    pub file_rows: fn(&str) -> String,
    /// In the token.
    pub list_gone: &'static str,
    pub list_lost: &'static str,
    /// Name of a property.
    pub field: fn(Field) -> &'static str,
    /// A token: property, relation, value.
    pub token: fn(&str, &str) -> String,
    /// What to enter for this property.
    pub ask_text: &'static str,
    pub ask_number: &'static str,
    pub ask_ids: &'static str,
    pub ask_range: &'static str,
    pub ask_days: &'static str,
    pub ask_choice: &'static str,
    pub properties: &'static str,
    pub values: &'static str,
    pub numbers: &'static str,
    pub nothing: &'static str,
    pub starts_with: fn(&str) -> String,
    pub range: fn(Option<&str>, Option<&str>) -> String,
    pub within: fn(&str) -> String,
    /// Stopped within so many days, today being one.
    pub stopped_within: fn(u16) -> String,
    pub sim_type: fn(i32) -> &'static str,
    pub device: fn(i32) -> &'static str,
    pub hidden: &'static str,
    /// Count of a pasted list.
    pub list: fn(&str) -> String,
    pub list_loading: &'static str,
    pub ids_more: fn(&str, usize) -> String,
    pub remove: fn(&str) -> String,
    pub clear: &'static str,
    pub not_understood: fn(&str) -> String,
    pub pasted: fn(&str, &str) -> String,
    pub all_found: &'static str,
    pub named_again: fn(&str) -> String,
    pub ambiguous: fn(&str) -> String,
    pub not_found: fn(&str) -> String,
    pub not_found_more: fn(&str) -> String,
    pub spoiled: fn(&str) -> String,
    pub doubtful: fn(&str) -> String,
    pub bad: fn(&str) -> String,
    pub digits: fn(&str) -> String,
    pub paste_nothing: &'static str,
    pub paste_failed: &'static str,
    pub sending_list: fn(&str) -> String,
    pub copy_not_found: &'static str,
    pub lists_not_offered: &'static str,
}

/// Named views.
pub struct Views {
    pub menu: &'static str,
    pub menu_named: fn(&str) -> String,
    pub save: &'static str,
    pub save_title: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub name_taken: &'static str,
    pub name_empty: &'static str,
    pub all_cards: &'static str,
    pub stopped_today: &'static str,
    pub expiring: &'static str,
    pub make_default: fn(&str) -> String,
    pub no_default: fn(&str) -> String,
    pub delete: fn(&str) -> String,
    pub is_default: fn(&str) -> String,
    pub saved: fn(&str) -> String,
    pub deleted: fn(&str) -> String,
}

/// Above, around and below the rows.
pub struct Table {
    pub caption: &'static str,
    pub column: fn(CardColumn) -> &'static str,
    pub attribute: fn(u8) -> &'static str,
    pub matching: fn(&str) -> String,
    pub shown_selected: fn(&str) -> String,
    pub usage_as_of: fn(&str) -> String,
    pub refreshing: &'static str,
    pub select_page: &'static str,
    pub select_card: fn(&str) -> String,
    pub loading: &'static str,
    pub range: fn(&str, &str, &str) -> String,
    pub page_size: &'static str,
    pub per_page: fn(u32) -> String,
    pub first_page: &'static str,
    pub pages: &'static str,
    pub about: fn(&str) -> String,
    pub usage_note: &'static str,
    pub left_note: &'static str,
    pub cid_note: &'static str,
    /// Q3.1
    pub sim_type_note: &'static str,
    pub fields_missing: &'static str,
    pub sort_newest: &'static str,
}

/// Inside the rows.
pub struct Cell {
    pub open_pool: &'static str,
    pub after_activation: &'static str,
    pub valid_after_activation: &'static str,
    pub over: fn(&str) -> String,
    pub used_of: fn(&str, &str) -> String,
    /// On the first day of a cycle: when its first figure is due.
    pub first_figure: fn(&str) -> String,
    /// An earlier cycle and its use.
    pub used_before: fn(&str, &str) -> String,
    pub silent_left: fn(i64, &str) -> String,
    pub silent_due: &'static str,
    pub test_left: fn(i64, &str) -> String,
    pub test_due: &'static str,
    pub expires_in: fn(i64) -> String,
    pub expired_since: fn(i64) -> String,
    pub expires_today: &'static str,
    pub query_now: fn(&str) -> String,
    pub querying: fn(&str) -> String,
    pub queried: fn(&str, &str) -> String,
    pub query_failed: fn(&str, &str) -> String,
    pub cut: &'static str,
    pub threshold_off: &'static str,
    pub threshold_zero: &'static str,
    pub threshold_none: &'static str,
    pub no_limit: &'static str,
    pub general: &'static str,
    pub directional: &'static str,
    pub unknown_code: fn(i32) -> String,
    pub data_cut_in_use: &'static str,
    pub why: fn(&str) -> String,
    /// Q10.3
    pub phone: &'static str,
    pub copy: fn(&str) -> String,
    pub copied: fn(&str) -> String,
    pub purged_note: &'static str,
}

/// Selected cards.
pub struct Selection {
    pub label: &'static str,
    pub page_all: fn(&str) -> String,
    pub select_all: fn(&str) -> String,
    pub all: fn(&str) -> String,
    pub all_except: fn(&str, &str) -> String,
    pub some: fn(&str) -> String,
    pub some_elsewhere: fn(&str, &str) -> String,
    /// A change of the filter has ended the selection of all matching cards.
    pub ended: fn(&str) -> String,
    pub ended_back: &'static str,
    pub only: &'static str,
    pub show_all: &'static str,
    pub clear: &'static str,
    pub too_many: &'static str,
    /// Puts tags on them.
    pub tag: &'static str,
    pub only_these: &'static str,
}

/// Nothing to show.
pub struct Empty {
    pub fleet: &'static str,
    /// Q9.1
    pub fleet_text: &'static str,
    /// Q3.9
    pub fleet_why: &'static str,
    pub orders: fn(&str) -> String,
    pub order: fn(&str, &str, &str) -> String,
    pub order_status: fn(i32) -> &'static str,
    pub order_cards: fn(&str) -> String,
    pub order_expected: fn(&str) -> String,
    pub no_orders: &'static str,
    pub no_match: &'static str,
    pub no_match_text: &'static str,
    pub list_lost: &'static str,
    pub list_lost_text: &'static str,
    pub list_remove: &'static str,
    pub number: fn(&str) -> String,
    /// Q9.13, followed by the text shared with other places.
    pub number_well_formed: &'static str,
    pub number_spoiled: &'static str,
    pub number_spoiled_remedy: &'static str,
    pub number_short: fn(&str) -> String,
    pub number_gone: &'static str,
    pub nothing_selected: &'static str,
}

/// Columns, order, page size, density.
pub struct Prefs {
    pub open: &'static str,
    pub title: &'static str,
    pub columns: &'static str,
    pub up: fn(&str) -> String,
    pub down: fn(&str) -> String,
    pub always: fn(&str) -> String,
    pub moved: fn(&str, usize, usize) -> String,
    pub reset: &'static str,
    pub density: &'static str,
    pub comfortable: &'static str,
    pub compact: &'static str,
    pub hint: &'static str,
}
