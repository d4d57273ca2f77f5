//! The table itself.

use super::column::{Column, Selection, Tick};
use super::control::{Control, range};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// What the rows share.
struct Shared<T: 'static> {
    selection: Option<Selection<T>>,
    more_label: Option<String>,
    /// Row that was ticked last: where a range with Shift starts.
    anchor: StoredValue<Option<i64>>,
    order: StoredValue<Vec<i64>>,
    /// The rows are of the previous question.
    stale: Signal<bool>,
    /// Rows unfolded below 720 px.
    open: RwSignal<Vec<i64>>,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self {
            selection: self.selection.clone(),
            more_label: self.more_label.clone(),
            ..*self
        }
    }
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
    /// Column key and whether descending.
    #[prop(optional, into)]
    sort: Signal<Option<(&'static str, bool)>>,
    /// A header was pressed.
    #[prop(optional)]
    on_sort: Option<Callback<&'static str>>,
    /// Tick boxes.
    #[prop(optional, into)]
    selection: Option<Selection<T>>,
    /// The rows are of the previous question.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Opens the rest of a card below 720 px.
    #[prop(optional, into)]
    more_label: Option<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + 'static,
{
    let control = Control::new();
    let shared = Shared {
        selection,
        more_label,
        anchor: StoredValue::new(None),
        order: StoredValue::new(Vec::new()),
        stale: loading,
        open: RwSignal::new(Vec::new()),
    };
    let table = move || {
        let columns = columns.get();
        let head = head(&columns, &shared, sort, on_sort);
        let class = if shared.more_label.is_some() {
            "table folds"
        } else {
            "table"
        };
        let shared = shared.clone();
        // A row that changes takes over the elements of the one before it, and the focus in them.
        let body = move || {
            let rows = rows.get();
            let order: Vec<i64> = rows.iter().map(key).collect();
            // Another page or order: no range starts at a row of the one before.
            if shared.order.with_value(|before| *before != order) {
                shared.anchor.set_value(None);
                shared.order.set_value(order);
            }
            control.redrawn();
            rows.iter()
                .map(|data| row(key(data), data, &columns, &shared))
                .collect_view()
        };
        view! {
            <table class=class role="table" class:stale=loading aria-busy=move || loading.get().to_string()>
                <caption class="sr-only">{label}</caption>
                {head}
                <tbody role="rowgroup" node_ref=control.body on:focusin=move |_: web_sys::FocusEvent| control.entered()>
                    {body}
                </tbody>
            </table>
        }
    };
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=label>{table}</div>
    }
}

fn head<T>(
    columns: &[Column<T>],
    shared: &Shared<T>,
    sort: Signal<Option<(&'static str, bool)>>,
    on_sort: Option<Callback<&'static str>>,
) -> AnyView {
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
    let header = |column: &Column<T>| {
        let (key, text) = (column.key, column.header.clone());
        let sorted = move || {
            sort.get()
                .filter(|(by, _)| *by == key)
                .map(|(_, descending)| descending)
        };
        let sortable = on_sort.is_some() && column.sortable;
        let aria = move || match sorted() {
            None => sortable.then_some("none"),
            Some(true) => Some("descending"),
            Some(false) => Some("ascending"),
        };
        let content = match on_sort.filter(|_| column.sortable) {
            Some(on_sort) => view! {
                <button type="button" class="sort" on:click=move |_| on_sort.run(key)>
                    {text}
                    {move || sorted().map(|descending| icon(if descending { IconName::ArrowDown } else { IconName::ArrowUp }))}
                </button>
            },
            None => view! { <span class:sr-only=column.hide_header>{text}</span> },
        };
        view! { <th role="columnheader" scope="col" class=column.class.clone() aria-sort=aria>{content}</th> }
    };
    let headers: Vec<AnyView> = columns.iter().map(header).collect();
    let more = shared
        .more_label
        .is_some()
        .then(|| view! { <th class="unfold" role="columnheader" scope="col"></th> });
    // Nothing in it to press: where rows are cards there is no head.
    let bare = shared.selection.is_none() && on_sort.is_none();
    view! { <thead role="rowgroup" class:bare=bare><tr role="row">{all}{headers}{more}</tr></thead> }
}

fn row<T>(id: i64, data: &T, columns: &[Column<T>], shared: &Shared<T>) -> AnyView
where
    T: 'static,
{
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
    let cells: Vec<AnyView> = columns.iter().map(|column| cell(column, data)).collect();
    let checked = shared.selection.as_ref().map(|selection| selection.checked);
    let on = move || checked.is_some_and(|checked| checked.run(id));
    let tick = shared
        .selection
        .clone()
        .map(|selection| tick(id, data, &selection, shared));
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
        <tr role="row" tabindex="-1" data-id=id.to_string() class:on=on class:open=open>{tick}{cells}{more}</tr>
    }
}

fn cell<T: 'static>(column: &Column<T>, data: &T) -> AnyView {
    let content = (column.cell)(data);
    let class = format!(
        "{}{}",
        column.class,
        if column.primary { " main" } else { "" }
    );
    let label = (!column.hide_header).then(|| column.header.clone());
    if column.names_row {
        view! { <th role="rowheader" scope="row" class=class>{content}</th> }
    } else {
        view! { <td role="cell" class=class data-label=label><div class="cell">{content}</div></td> }
    }
}

fn tick<T: 'static>(id: i64, data: &T, selection: &Selection<T>, shared: &Shared<T>) -> AnyView {
    let Selection {
        checked,
        on_toggle,
        row_label,
        wait,
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
                    aria-label=row_label(data)
                    aria-disabled=move || stale.get().then_some("true")
                    title=move || stale.get().then_some(wait)
                    prop:checked=move || checked.run(id)
                    on:click=click
                />
            </label>
        </td>
    }
}
