//! Counts that link to the matching list.

use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::state::{App, messages};
use crate::view::prelude::*;

/// The card list with one filter.
pub fn cards_where(app: App, field: Field, value: Value) -> String {
    app.nav
        .href(&Route::cards_where(CardFilter::one(field, value)))
}

/// A count that links to the list of what it counts.
pub fn number(href: String, what: &str, count: i64) -> AnyView {
    let count = format::count(count);
    let name = (messages().overview().show)(what, &count);
    view! { <a href=href aria-label=name>{count}</a> }
}
