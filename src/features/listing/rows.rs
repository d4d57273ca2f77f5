//! The rows of a list, and how its query stands.

use super::paging::{Paging, RowCount};
use crate::api::{Freshness, Query, QueryStatus, Request, use_query};
use crate::features::error_panel::{Explain, explain};
use crate::features::query_section::{LoadState, keeping_rows, section_with};
use crate::i18n::format;
use crate::state::App;
use crate::ui::table::{Column, Control, DataTable, Selection};
use crate::view::RunShared;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::wire::{
    BulkItem, BulkItemList, BulkJob, BulkJobList, Decode, ExportTask, ExportTaskList, Order,
    OrderList, PoolCandidate, PoolCandidateList, PoolMember, PoolMemberList, RenewalCard,
    RenewalCardList, RenewalDue, RenewalDueList, SimCard, SimCardList, Tag, TagList, WorkOrder,
    WorkOrderDetail, WorkOrderDetailList, WorkOrderList,
};
use std::rc::Rc;

/// An answer of the service that is a page of a list.
pub trait RowPage: Decode + 'static {
    /// What a row is of.
    type Row: Clone + PartialEq + 'static;

    /// Rows in all.
    fn count(&self) -> i64;

    /// The rows of this page.
    fn rows(&self) -> &[Self::Row];

    /// What makes a row this one and no other.
    fn id(row: &Self::Row) -> i64;
}

macro_rules! row_pages {
    ($($page:ty { $rows:ident: $row:ty, $id:expr })+) => {$(
        impl RowPage for $page {
            type Row = $row;

            fn count(&self) -> i64 {
                self.count
            }

            fn rows(&self) -> &[$row] {
                &self.$rows
            }

            fn id(row: &$row) -> i64 {
                let id: fn(&$row) -> i64 = $id;
                id(row)
            }
        }
    )+};
}

row_pages! {
    BulkItemList { items: BulkItem, |item| item.position }
    BulkJobList { bulk_jobs: BulkJob, |job| job.bulk_job_id }
    ExportTaskList { export_tasks: ExportTask, |task| task.export_task_id }
    OrderList { orders: Order, |order| order.order_id }
    PoolCandidateList { orders: PoolCandidate, |order| order.order_id }
    PoolMemberList { pool_members: PoolMember, |member| member.id }
    RenewalCardList { cards: RenewalCard, |card| card.sim_card_id }
    RenewalDueList { orders: RenewalDue, |due| due.order_id.unwrap_or_default() }
    SimCardList { sim_cards: SimCard, |card| card.sim_card_id }
    TagList { tags: Tag, |tag| tag.id }
    WorkOrderDetailList { work_order_details: WorkOrderDetail, |item| item.id }
    WorkOrderList { work_orders: WorkOrder, |order| order.id }
}

/// How a list stands, whatever its rows are. Copy.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The console.
    pub app: App,
    /// Loading, failed, there. Rows of the question before stay while the next come.
    pub load: LoadState,
    /// Rows that match, and whether those on screen are the ones asked for.
    pub row_count: RowCount,
    /// There are rows, on this page or on another.
    pub any: Memo<bool>,
    query: QueryStatus,
    count: Signal<Option<i64>>,
    words: Explain,
}

/// What a list's table has beyond its columns.
#[derive(Clone, Default)]
pub struct TableOptions {
    /// Tick boxes.
    pub selection: Option<Selection>,
    /// Further classes.
    pub class: Option<Signal<&'static str>>,
    /// The page's hold on the rows.
    pub control: Option<Control>,
    /// The row shown beside the list.
    pub current: Option<Signal<Option<i64>>>,
    /// Name of the button that opens the rest of a card below 720 px.
    pub more_label: Option<&'static str>,
}

/// The rows of a list and how it stands. Copy.
pub struct List<R: 'static> {
    /// This page.
    pub rows: Memo<Vec<R>>,
    /// How it stands.
    pub state: ListState,
    id: fn(&R) -> i64,
}

impl<R> Clone for List<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for List<R> {}

/// Asks for a list; None means there is nothing to ask.
pub fn use_list<A: RowPage>(
    app: App,
    request: impl Fn() -> Option<Request> + 'static,
) -> List<A::Row> {
    List::of(app, use_query::<A>(app.client, request))
}

impl<R: Clone + PartialEq + 'static> List<R> {
    /// The list of a query.
    #[must_use]
    pub fn of<A: RowPage<Row = R>>(app: App, query: Query<A>) -> Self {
        let rows = move |_: Option<&Vec<R>>| {
            let data = query.data();
            data.map_or_else(Vec::new, |page| page.rows().to_vec())
        };
        let count = move || query.data().map(|page| page.count());
        Self {
            rows: Memo::new(rows),
            state: ListState::new(app, query.status(), Signal::derive(count)),
            id: A::id,
        }
    }

    /// Whether something is true of a row on this page.
    #[must_use]
    pub fn has(self, is_so: fn(&R) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.rows.with(|rows| rows.iter().any(is_so)))
    }

    /// Ids of the rows on this page.
    #[must_use]
    pub fn ids(self) -> Signal<Vec<i64>> {
        Signal::derive(move || self.rows.with(|rows| rows.iter().map(self.id).collect()))
    }

    /// Says which rows of the page are in another state than before: `one` names a row, `many` counts several.
    pub fn announce_changes(
        self,
        state: fn(&R) -> Option<i32>,
        one: impl Fn(&R) -> String + 'static,
        many: fn(usize) -> String,
    ) {
        let states = move || {
            let row = |row: &R| ((self.id)(row), state(row));
            self.rows.with(|rows| rows.iter().map(row).collect())
        };
        let name = move |id: i64| {
            let is = |row: &&R| (self.id)(row) == id;
            let name = |rows: &Vec<R>| rows.iter().find(is).map(&one);
            self.rows.with_untracked(name).unwrap_or_default()
        };
        announce_changes(self.state.app, Signal::derive(states), Box::new(name), many);
    }

    /// The table.
    #[must_use]
    pub fn table(
        self,
        label: impl Into<Signal<String>>,
        columns: impl Into<Signal<Vec<Column<R>>>>,
    ) -> AnyView {
        self.table_with(None, label, columns)
    }

    /// As [`List::table`], with tick boxes.
    #[must_use]
    pub fn table_with(
        self,
        selection: Option<Selection>,
        label: impl Into<Signal<String>>,
        columns: impl Into<Signal<Vec<Column<R>>>>,
    ) -> AnyView {
        let options = TableOptions {
            selection,
            ..TableOptions::default()
        };
        self.table_as(options, label, columns)
    }

    /// As [`List::table`], with what else it has.
    #[must_use]
    pub fn table_as(
        self,
        options: TableOptions,
        label: impl Into<Signal<String>>,
        columns: impl Into<Signal<Vec<Column<R>>>>,
    ) -> AnyView {
        let TableOptions {
            selection,
            class,
            control,
            current,
            more_label,
        } = options;
        view! {
            <DataTable
                label=label.into()
                columns=columns.into()
                rows=self.rows
                key=self.id
                selection=selection
                loading=self.state.row_count.stale
                more_label=more_label.unwrap_or(self.state.app.messages().common.more)
                class=class.unwrap_or_else(|| Signal::stored(""))
                control=control
                current=current
            />
        }
    }
}

impl ListState {
    /// Follows a query whose answers say how many rows there are.
    #[must_use]
    pub fn new(app: App, query: QueryStatus, count: Signal<Option<i64>>) -> Self {
        let total = move |_: Option<&Option<i64>>| {
            let known = query.freshness() != Freshness::OtherQuery;
            count.get().filter(|_| known)
        };
        let load = keeping_rows(query);
        Self {
            app,
            load,
            row_count: RowCount {
                total: Memo::new(total),
                stale: load.stale,
            },
            any: Memo::new(move |_| count.get().is_some_and(|count| count > 0)),
            query,
            count,
            words: explain,
        }
    }

    /// With words of its own for what went wrong.
    #[must_use]
    pub fn explained(self, words: Explain) -> Self {
        Self { words, ..self }
    }

    /// When the rows came.
    #[must_use]
    pub fn fetched_at(self) -> Signal<Option<DateTime<Utc>>> {
        Signal::derive(move || self.query.get().fetched_at)
    }

    /// What the rows on screen answer and how many match, when that is what is asked now. Tracked.
    #[must_use]
    pub fn answer(self) -> Option<(Rc<Request>, i64)> {
        let asked = self.query.get().asked?;
        (self.query.freshness() == Freshness::Current).then_some(())?;
        Some((asked, self.count.get()?))
    }

    /// Says how many rows match, whenever that changes.
    pub fn announce_count(self, words: fn(&str) -> String) {
        let app = self.app;
        Effect::new(move |_| {
            if let Some(total) = self.row_count.total.get() {
                app.announce(words(&format::count(total)));
            }
        });
    }

    /// The rows with their pager, or `none` in their place; a skeleton of so many lines before they come, the failure
    /// above those that are there.
    #[must_use]
    pub fn section(
        self,
        paging: Paging,
        skeleton: usize,
        table: impl Into<ViewFn>,
        none: impl Into<ViewFn>,
    ) -> AnyView {
        self.draw(paging, skeleton, table.into(), none.into())
    }

    fn draw(self, paging: Paging, skeleton: usize, table: ViewFn, none: ViewFn) -> AnyView {
        let app = self.app;
        section_with(self.load, self.words, skeleton, move || {
            if self.any.get() {
                view! { {table.run()} {paging.view(app)} }
            } else {
                none.run()
            }
        })
    }
}

fn announce_changes(
    app: App,
    states: Signal<Vec<(i64, Option<i32>)>>,
    name: Box<dyn RunShared<i64, String>>,
    many: fn(usize) -> String,
) {
    Effect::new(move |before: Option<Vec<(i64, Option<i32>)>>| {
        let before = before.unwrap_or_default();
        let now = states.get();
        let other = |(id, state): &&(i64, Option<i32>)| {
            before
                .iter()
                .any(|(known, was)| known == id && was != state)
        };
        let mut changed = now.iter().filter(other);
        match (changed.next(), changed.count()) {
            (Some((id, _)), 0) => app.announce(name.run(*id)),
            (Some(_), more) => app.announce(many(more + 1)),
            (None, _) => {}
        }
        now
    });
}
