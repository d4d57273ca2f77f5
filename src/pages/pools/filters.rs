//! Above the rows: part of the name, state, billing cycle of the whole table.

use super::list::PoolsList;
use crate::features::listing::SearchKind;
use crate::routes::pool::{CycleFilter, PoolKind, PoolsView};
use crate::view::prelude::*;
use gsl_model::cycle::BillingCycle;

/// The fields.
#[must_use]
pub fn filters(list: PoolsList) -> AnyView {
    view! {
        <div class="label-filters">
            {list.view.search(list.t.search, SearchKind::Words, |view| &mut view.name)}
            {(list.kind == PoolKind::Forward).then(|| states(list))}
            {cycles(list)}
        </div>
    }
}

fn states(list: PoolsList) -> AnyView {
    let t = list.t;
    let options = [
        ("all", t.all),
        ("in_use", t.in_use),
        ("discarded", t.discarded),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()));
    let read = |view: &PoolsView| {
        let key = match view.in_use {
            None => "all",
            Some(true) => "in_use",
            Some(false) => "discarded",
        };
        key.to_owned()
    };
    let write = |view: &mut PoolsView, key: &str| {
        view.in_use = match key {
            "in_use" => Some(true),
            "discarded" => Some(false),
            _ => None,
        };
    };
    list.view
        .select(t.column_status, options.to_vec(), read, write)
}

fn cycles(list: PoolsList) -> AnyView {
    let t = list.t;
    let mut options = vec![("current".to_owned(), t.cycle_current.to_owned())];
    options.extend(
        PoolsList::cycles()
            .iter()
            .map(|cycle| (cycle.to_string(), cycle.to_string())),
    );
    options.push(("all".to_owned(), t.cycle_all.to_owned()));
    let read = |view: &PoolsView| match view.cycles {
        CycleFilter::Current => "current".to_owned(),
        CycleFilter::One(cycle) => cycle.to_string(),
        CycleFilter::All => "all".to_owned(),
    };
    let write = |view: &mut PoolsView, key: &str| {
        view.cycles = match key {
            "all" => CycleFilter::All,
            key => BillingCycle::parse(key).map_or(CycleFilter::Current, CycleFilter::One),
        };
        view.own.clear();
    };
    list.view.select(t.cycle_table, options, read, write)
}
