//! A small table of figures on a pool's page.

use crate::view::prelude::*;

/// Heading of a column, and whether the column is numeric.
pub type Head = (AnyView, bool);

/// Heading of a text column.
pub fn words(text: &'static str) -> Head {
    (text.into_view(), false)
}

/// Heading of a numeric column.
pub fn figures(text: &'static str) -> Head {
    (text.into_view(), true)
}

/// The table in a scrollable region.
pub fn table(label: &'static str, heads: Vec<Head>, rows: AnyView) -> AnyView {
    let heads = heads
        .into_iter()
        .map(|(name, figures)| view! { <th scope="col" class:num=figures>{name}</th> });
    view! {
        <div class="pool-scroll" tabindex="0" role="region" aria-label=label>
            <table class="plain">
                <caption class="sr-only">{label}</caption>
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
