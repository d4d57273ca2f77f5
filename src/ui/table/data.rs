//! The table itself.

use super::column::{Column, ColumnSort, Head, Selection, Tick};
use super::control::{Control, range};
use super::edges;
use crate::platform::timer::AfterPaint;
use crate::ui::icon::{IconName, icon};
use crate::ui::tooltip::InfoTip;
use crate::view::RunShared;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::ops::Range;
use std::rc::Rc;

/// Rows that are drawn at once: more than any screen shows.
const IN_SIGHT: usize = 40;

/// The rows on screen without their type.
struct Rows {
    ids: Vec<i64>,
    /// Draws a cell by row and column.
    cell: Box<dyn RunShared<(usize, usize), AnyView>>,
}

type RowsOf = Rc<dyn RunShared<(), Rows>>;

/// A table without the type of its rows, so that it is compiled once.
struct ErasedTable {
    label: Signal<String>,
    /// The columns, and what reads the rows.
    content: Box<dyn RunShared<(), (Vec<Head>, RowsOf)>>,
    shared: Shared,
    class: Signal<&'static str>,
    control: Control,
}

/// What the rows share.
#[derive(Clone)]
struct Shared {
    selection: Option<Selection>,
    more_label: Option<String>,
    /// Row that was ticked last: where a range with Shift starts.
    anchor: StoredValue<Option<i64>>,
    order: StoredValue<Vec<i64>>,
    /// The rows answer the previous request.
    stale: Signal<bool>,
    /// The row shown beside the table.
    current: Option<Signal<Option<i64>>>,
    /// Rows unfolded below 720 px.
    open: RwSignal<Vec<i64>>,
}

/// A table; see the module for its props.
#[component]
pub fn DataTable<T>(
    /// What the table holds.
    #[prop(into)]
    label: Signal<String>,
    /// The columns, in order.
    #[prop(into)]
    columns: Signal<Vec<Column<T>>>,
    /// The rows of this page.
    #[prop(into)]
    rows: Signal<Vec<T>>,
    /// A row's id.
    key: fn(&T) -> i64,
    /// Tick boxes.
    #[prop(default = None)]
    selection: Option<Selection>,
    /// The rows answer the previous request.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Opens the rest of a card below 720 px.
    #[prop(optional, into)]
    more_label: Option<String>,
    /// Further classes of the table.
    #[prop(optional, into)]
    class: Signal<&'static str>,
    /// The page's hold on the rows.
    #[prop(default = None)]
    control: Option<Control>,
    /// The row that is shown beside the table.
    #[prop(default = None)]
    current: Option<Signal<Option<i64>>>,
) -> impl IntoView
where
    T: Clone + 'static,
{
    let content = move |()| {
        let columns = columns.get();
        let heads = columns.iter().map(|column| column.head.clone()).collect();
        let columns = Rc::new(columns);
        let rows_of = move |()| {
            let rows = rows.get();
            let columns = Rc::clone(&columns);
            Rows {
                ids: rows.iter().map(key).collect(),
                cell: Box::new(move |(row, column): (usize, usize)| {
                    match (rows.get(row), columns.get(column)) {
                        (Some(row), Some(column)) => column.cell.run(row),
                        _ => AnyView::Nothing,
                    }
                }),
            }
        };
        (heads, Rc::new(rows_of) as RowsOf)
    };
    ErasedTable {
        label,
        content: Box::new(content),
        shared: Shared {
            selection,
            more_label,
            anchor: StoredValue::new(None),
            order: StoredValue::new(Vec::new()),
            stale: loading,
            current,
            open: RwSignal::new(Vec::new()),
        },
        class,
        control: control.unwrap_or_default(),
    }
    .view()
}

impl ErasedTable {
    fn view(self) -> AnyView {
        let Self {
            label,
            content,
            shared,
            class,
            control,
        } = self;
        let loading = shared.stale;
        let area = NodeRef::<html::Div>::new();
        // The rows below are drawn after the first ones have been painted.
        let painted = RwSignal::new(());
        let soon = StoredValue::new(None::<SendWrapper<AfterPaint>>);
        let table = move || {
            let (columns, rows_of) = content.run(());
            let head = head(&columns, &shared);
            let folds = shared.more_label.is_some();
            let shared = shared.clone();
            let columns = Rc::new(columns);
            let drawn = StoredValue::new(None::<SendWrapper<Rc<Rows>>>);
            // A row that changes takes over the elements of the one before it, and the focus in them.
            let (own, own_columns) = (shared.clone(), Rc::clone(&columns));
            let in_sight = move || {
                let rows = Rc::new(rows_of.run(()));
                // Another page or order: no range starts at a row of the one before.
                if own.order.with_value(|before| *before != rows.ids) {
                    own.anchor.set_value(None);
                    own.order.set_value(rows.ids.clone());
                }
                drawn.set_value(Some(SendWrapper::new(Rc::clone(&rows))));
                if rows.ids.len() <= IN_SIGHT {
                    soon.set_value(None);
                    painted.set(());
                } else {
                    let draw = AfterPaint::run(move || {
                        painted.try_set(());
                    });
                    soon.set_value(Some(SendWrapper::new(draw)));
                }
                control.redrawn();
                some_rows(&rows, 0..IN_SIGHT, &own_columns, &own)
            };
            let below = move || {
                painted.track();
                control.redrawn();
                let rows = drawn.get_value();
                rows.map(|rows| some_rows(&rows, IN_SIGHT..usize::MAX, &columns, &shared))
            };
            view! {
                <table class=move || format!("table {}", class.get()) class:folds=folds role="table" class:stale=loading aria-busy=move || loading.get().to_string()>
                    <caption class="sr-only">{label}</caption>
                    {head}
                    <tbody role="rowgroup" node_ref=control.body on:focusin=move |_: web_sys::FocusEvent| control.entered()>
                        {in_sight}
                        {below}
                    </tbody>
                </table>
            }
        };
        Effect::new(move |_| {
            if let Some(area) = area.get() {
                edges::watch(&area);
            }
        });
        let scrolled = move |_| {
            if let Some(area) = area.get_untracked() {
                edges::mark(&area);
            }
        };
        view! {
            <div class="table-wrap" role="region" tabindex="0" aria-label=label node_ref=area on:scroll=scrolled>{table}</div>
        }
    }
}

fn some_rows(
    rows: &Rc<Rows>,
    which: Range<usize>,
    columns: &[Head],
    shared: &Shared,
) -> Vec<AnyView> {
    let end = which.end.min(rows.ids.len());
    (which.start..end)
        .map(|at| row(rows, at, columns, shared))
        .collect()
}

fn head(columns: &[Head], shared: &Shared) -> AnyView {
    let stale = shared.stale;
    let all = shared.selection.clone().map(|selection| {
        let Selection {
            page,
            on_page,
            page_label,
            wait,
            ..
        } = selection;
        let reason = move || stale.get().then_some(wait);
        view! {
            <th class="pick" role="columnheader" scope="col">
                <label class="pick-target">
                    <input
                        type="checkbox"
                        aria-label=page_label
                        aria-disabled=move || stale.get().then_some("true")
                        title=reason
                        prop:checked=move || page.get() == Tick::All
                        prop:indeterminate=move || page.get() == Tick::Some
                        on:click=move |event: web_sys::MouseEvent| {
                            if stale.get_untracked() {
                                event.prevent_default();
                            } else {
                                on_page.run(event_target_checked(&event));
                            }
                        }
                    />
                </label>
            </th>
        }
    });
    let header = |column: &Head| match column.sort {
        Some(sort) => sort_header(column, sort),
        None => view! {
            <th role="columnheader" scope="col" class=column.class.clone()>
                <span class:sr-only=column.hidden>{column.text.clone()}</span>
                {note(column)}
            </th>
        },
    };
    let headers: Vec<AnyView> = columns.iter().map(header).collect();
    let more = shared
        .more_label
        .is_some()
        .then(|| view! { <th class="unfold" role="columnheader" scope="col"></th> });
    // Nothing in it to press: where rows are cards there is no head.
    let bare = shared.selection.is_none();
    view! { <thead role="rowgroup" class:bare=bare><tr role="row">{all}{headers}{more}</tr></thead> }
}

fn note(column: &Head) -> Option<AnyView> {
    let note = column.note.clone()?;
    Some(view! { <InfoTip label=note.about>{note.text}</InfoTip> })
}

fn sort_header(column: &Head, sort: ColumnSort) -> AnyView {
    let descending = sort.descending;
    let header = NodeRef::<html::Div>::new();
    let aria = move || match descending.get() {
        None => "none",
        Some(true) => "descending",
        Some(false) => "ascending",
    };
    let arrow = move || {
        icon(match descending.get() {
            None => IconName::Sort,
            Some(true) => IconName::ArrowDown,
            Some(false) => IconName::ArrowUp,
        })
    };
    Effect::new(move |_| {
        if descending.get().is_some() {
            spawn_local(async move {
                leptos::task::tick().await;
                if let Some(header) = header.try_get_untracked().flatten() {
                    edges::reveal(&header);
                }
            });
        }
    });
    view! {
        <th role="columnheader" scope="col" class=column.class.clone() aria-sort=aria node_ref=header>
            <button type="button" class="sort" on:click=move |_| sort.press()>{column.text.clone()}{arrow}</button>
            {note(column)}
        </th>
    }
}

fn row(rows: &Rows, at: usize, columns: &[Head], shared: &Shared) -> AnyView {
    let id = rows.ids.get(at).copied().unwrap_or_default();
    let unfolded = shared.open;
    let open = move || unfolded.with(|open| open.contains(&id));
    let unfold = move |_| {
        unfolded.update(|open| match open.iter().position(|other| *other == id) {
            Some(at) => {
                open.remove(at);
            }
            None => open.push(id),
        });
    };
    let beside = shared.current;
    let current = move || {
        let now = beside.is_some_and(|beside| beside.get() == Some(id));
        now.then_some("true")
    };
    let cells: Vec<AnyView> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| cell(column, rows.cell.run((at, index))))
        .collect();
    let checked = shared.selection.as_ref().map(|selection| selection.checked);
    let on = move || checked.is_some_and(|checked| checked.run(id));
    let tick = shared
        .selection
        .as_ref()
        .map(|selection| tick(id, selection, shared));
    let more = shared.more_label.clone().map(|label| {
        view! {
            <td class="unfold" role="cell">
                <button type="button" class="btn quiet" aria-expanded=move || open().to_string() on:click=unfold>
                    {label}
                    {icon(IconName::ChevronDown)}
                </button>
            </td>
        }
    });
    view! {
        <tr role="row" tabindex="-1" data-id=id.to_string() aria-current=current class:on=on class:open=open>{tick}{cells}{more}</tr>
    }
}

fn cell(column: &Head, content: AnyView) -> AnyView {
    let class = format!(
        "{}{}",
        column.class,
        if column.primary { " main" } else { "" }
    );
    let label = (!column.hidden).then(|| column.text.clone());
    if column.names_row {
        view! { <th role="rowheader" scope="row" class=class>{content}</th> }
    } else {
        view! { <td role="cell" class=class data-label=label><div class="cell">{content}</div></td> }
    }
}

fn tick(id: i64, selection: &Selection, shared: &Shared) -> AnyView {
    let Selection {
        checked,
        on_toggle,
        wait,
        row_label,
        ..
    } = *selection;
    let (anchor, order, stale) = (shared.anchor, shared.order, shared.stale);
    // A click comes before the change it causes, and knows about Shift.
    let click = move |event: web_sys::MouseEvent| {
        if stale.get_untracked() {
            event.prevent_default();
            return;
        }
        let from = if event.shift_key() {
            anchor.get_value()
        } else {
            None
        };
        let ids = order.with_value(|order| range(order, from, id));
        anchor.set_value(Some(id));
        on_toggle.run((ids, event_target_checked(&event)));
    };
    view! {
        <td class="pick" role="cell">
            <label class="pick-target">
                <input
                    type="checkbox"
                    aria-label=row_label.run(id)
                    aria-disabled=move || stale.get().then_some("true")
                    title=move || stale.get().then_some(wait)
                    prop:checked=move || checked.run(id)
                    on:click=click
                />
            </label>
        </td>
    }
}
