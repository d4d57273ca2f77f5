//! Above the rows: part of the name, state, billing cycle of the whole table.

use super::list::List;
use crate::features::listing::search::{SearchKind, search};
use crate::i18n::pools::pools;
use crate::routes::pool::{CycleFilter, PoolKind, PoolsView};
use crate::routes::{Page, Route};
use crate::ui::field::Select;
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;

/// The fields.
#[must_use]
pub fn filters(list: List) -> AnyView {
    let t = pools(list.app.locale.get_untracked());
    let view = list.view;
    let name = search(
        t.search,
        SearchKind::Words,
        move || view.with(|view| view.name.clone()),
        move |name| {
            let next = PoolsView {
                name,
                page: Page::default(),
                ..view.get_untracked()
            };
            list.app.nav.replace(&Route::Pools(next));
        },
    );
    view! {
        <div class="label-filters">
            {name}
            {(list.kind == PoolKind::Forward).then(|| states(list))}
            {cycles(list)}
        </div>
    }
}

fn states(list: List) -> AnyView {
    let t = pools(list.app.locale.get_untracked());
    let value = Signal::derive(move || match list.view.with(|view| view.in_use) {
        None => "all".to_owned(),
        Some(true) => "in_use".to_owned(),
        Some(false) => "discarded".to_owned(),
    });
    let options = [
        ("all", t.all),
        ("in_use", t.in_use),
        ("discarded", t.discarded),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()))
    .to_vec();
    let choose = Callback::new(move |key: String| {
        list.go(|view| {
            view.in_use = match key.as_str() {
                "in_use" => Some(true),
                "discarded" => Some(false),
                _ => None,
            };
            view.page = Page::default();
        });
    });
    view! { <Select label=t.column_status value=value options=options on_change=choose /> }
}

fn cycles(list: List) -> AnyView {
    let t = pools(list.app.locale.get_untracked());
    let value = Signal::derive(move || match list.view.with(|view| view.cycles) {
        CycleFilter::Current => "current".to_owned(),
        CycleFilter::One(cycle) => cycle.to_string(),
        CycleFilter::All => "all".to_owned(),
    });
    let mut options = vec![("current".to_owned(), t.cycle_current.to_owned())];
    options.extend(
        List::cycles()
            .iter()
            .map(|cycle| (cycle.to_string(), cycle.to_string())),
    );
    options.push(("all".to_owned(), t.cycle_all.to_owned()));
    let choose = Callback::new(move |key: String| {
        list.choose_for_all(match key.as_str() {
            "all" => CycleFilter::All,
            key => BillingCycle::parse(key).map_or(CycleFilter::Current, CycleFilter::One),
        });
    });
    view! { <Select label=t.cycle_table value=value options=options on_change=choose /> }
}
