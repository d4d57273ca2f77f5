//! The result of each card of a job.

use super::preview::saved;
use crate::api::bulk_calls;
use crate::features::instants;
use crate::features::listing::{ListAddress, PageSize, nothing, use_list};
use crate::features::mutation::Mutation;
use crate::features::polling::while_running;
use crate::i18n::batch::batch;
use crate::i18n::{format, why};
use crate::routes::batch::{BulkJobView, ItemState};
use crate::routes::{Page, Route};
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::ui::table::Column;
use crate::ui::tabs::{Tab, Tabs};
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::wire::{BulkItem, BulkItemList, BulkJob};
use std::rc::Rc;

fn count_of(job: &BulkJob, state: Option<ItemState>) -> i64 {
    match state {
        None => job.total,
        Some(ItemState::Waiting) => job.waiting,
        Some(ItemState::Running) => job.running,
        Some(ItemState::Succeeded) => job.succeeded,
        Some(ItemState::Failed) => job.failed,
        Some(ItemState::Excluded) => job.excluded,
        Some(ItemState::Cancelled) => job.cancelled,
    }
}

/// Tabs by state with their counts, the table, the file.
pub fn items(
    app: App,
    view: Memo<BulkJobView>,
    job: Memo<Option<Rc<BulkJob>>>,
    running: Memo<bool>,
) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let id = view.with_untracked(|view| view.id);
    let all = BulkJobView {
        id,
        ..BulkJobView::default()
    };
    let address = ListAddress::of(app, view, all, Route::BulkJob, |view| &mut view.page);
    let size = PageSize::new();
    let list = use_list::<BulkItemList>(app, move || {
        Some(bulk_calls::items(&view.get(), size.get()))
    });
    let state = list.state;
    let again = state.load.refetch;
    while_running(app, running, again);
    // One more fetch when the job has just ended.
    Effect::new(move |was: Option<bool>| {
        let now = running.get();
        if was == Some(true) && !now {
            again.run(());
        }
        now
    });
    let tabs = Signal::derive(move || {
        let now = view.with(|view| view.state);
        let states = std::iter::once(None).chain(ItemState::ALL.map(Some));
        let tab = |state: Option<ItemState>| {
            let name = state.map_or(t.all, t.item_state);
            let count = job.with(|job| job.as_ref().map_or(0, |job| count_of(job, state)));
            Tab {
                href: app.nav.href(&Route::BulkJob(BulkJobView {
                    id,
                    state,
                    page: Page::default(),
                })),
                text: format!("{name} {}", format::count(count)),
                current: now == state,
            }
        };
        let shown = |state: &Option<ItemState>| {
            let count = job.with(|job| job.as_ref().map_or(0, |job| count_of(job, *state)));
            state.is_none() || *state == now || count > 0
        };
        states.filter(shown).map(tab).collect::<Vec<_>>()
    });
    let saving = Mutation::new();
    let download = Callback::new(move |()| {
        let view = view.get_untracked();
        saving.run(
            app,
            bulk_calls::items_csv(&view, t.file_language),
            &[],
            Box::new(move |text| saved(app, &text, &format!("bulk-job-{}.csv", view.id))),
        );
    });
    let wait = Signal::derive(move || saving.wait(app));
    let rows = state.section(
        address.paging(state, size, t.range),
        8,
        move || list.table(t.items, columns(app)),
        move || nothing(t.no_items, ""),
    );
    view! {
        <section class="panel">
            <div class="batch-tabs">
                <Tabs label=t.state tabs=tabs />
                <Button icon=IconName::Download disabled_reason=wait on_click=download>{t.download}</Button>
            </div>
            {saving.failure()}
            {rows}
        </section>
    }
}

fn badge(app: App, item: &BulkItem) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let known = ItemState::from_key(&item.status);
    let kind = match known {
        Some(ItemState::Succeeded) => Status::Ok,
        Some(ItemState::Failed) => Status::Bad,
        Some(ItemState::Waiting | ItemState::Running) => Status::Warn,
        Some(ItemState::Excluded | ItemState::Cancelled) | None => Status::Idle,
    };
    let text = known.map_or(item.status.as_str(), t.item_state);
    view! { <StatusBadge kind=kind text=text /> }
}

fn columns(app: App) -> Vec<Column<BulkItem>> {
    let t = batch(app.locale.get_untracked());
    vec![
        Column::new(t.row, |item: &BulkItem| {
            format::count(item.position).into_view()
        })
        .numeric(),
        Column::new(t.card, move |item: &BulkItem| {
            let shown = iccid::group(&item.number);
            match item.sim_card_id {
                Some(id) => {
                    let href = app.nav.href(&Route::card(id));
                    view! { <a class="mono" href=href>{shown}</a> }
                }
                None => view! { <span class="mono">{shown}</span> },
            }
        })
        .names_row(),
        Column::new(t.state, move |item: &BulkItem| badge(app, item)).primary(),
        Column::new(t.reason, move |item: &BulkItem| match &item.reason {
            Some(reason) => {
                why::reason(app.messages(), app.locale.get_untracked(), reason).into_view()
            }
            None => instants::nothing(app),
        })
        .class("wrap")
        .primary(),
        Column::new(t.order, move |item: &BulkItem| match item.work_order_id {
            Some(id) => {
                let href = app.nav.href(&Route::work_order(id));
                view! { <a class="mono" href=href>{id.to_string()}</a> }
            }
            None => instants::nothing(app),
        }),
        Column::new(t.finished, move |item: &BulkItem| {
            instants::past(app, item.finish_time)
        }),
    ]
}
