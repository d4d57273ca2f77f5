//! The table of tags and its pager.

use super::tags::{Deleting, cards_with};
use crate::api::Query;
use crate::i18n::format;
use crate::pages::shared::labels::name_dialog::Naming;
use crate::routes::{Page, Route};
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::IconButton;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable, Pager, PagerTexts};
use crate::view::prelude::*;
use gsl_model::wire::{Tag, TagList, extension};

/// Rows a page.
const SIZES: [u32; 3] = [20, 100, 500];

fn name_of(tag: &Tag) -> String {
    tag.tag_name.clone().unwrap_or_default()
}

/// The table with its pager.
pub fn table(
    app: App,
    query: Query<TagList>,
    size: RwSignal<u32>,
    naming: Naming,
    deleting: Deleting,
) -> AnyView {
    let m = app.messages();
    let l = m.labels();
    let t = &m.cards().table;
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.tags.clone())
            .unwrap_or_default()
    });
    let loading = Signal::derive(move || query.state.with(|state| state.of_previous));
    let total = Memo::new(move |_| query.data().map_or(0, |list| list.count));
    let page = Memo::new(move |_| match app.nav.route() {
        Route::Tags(view) => view.page.0,
        _ => 1,
    });
    let pages = Signal::derive(move || {
        let size = i64::from(size.get());
        u32::try_from((total.get() + size - 1) / size)
            .unwrap_or(1)
            .max(1)
    });
    let go = move |number: u32| {
        if let Route::Tags(mut view) = app.nav.route_untracked() {
            view.page = Page(number);
            app.nav.go(&Route::Tags(view));
        }
    };
    let resize = move |rows: u32| {
        size.set(rows);
        go(1);
    };
    let range = Signal::derive(move || {
        let from = i64::from(page.get() - 1) * i64::from(size.get()) + 1;
        let to = (from + i64::from(size.get()) - 1).min(total.get());
        (l.range)(
            &format::count(from),
            &format::count(to.max(from)),
            &format::count(total.get()),
        )
    });
    let texts = PagerTexts {
        label: t.pages,
        first: t.first_page,
        previous: m.common.previous_page,
        next: m.common.next_page,
        page: m.common.page_label,
        size: t.page_size,
        rows: t.per_page,
    };
    view! {
        <DataTable label=m.shell.tags columns=columns(app, naming, deleting) rows=rows key=|tag: &Tag| tag.id loading=loading />
        <Pager
            page=page
            pages=pages
            on_page=Callback::new(go)
            size=size
            sizes=&SIZES
            on_size=Callback::new(resize)
            range=range
            texts=texts
        />
    }
    .into_any()
}

fn columns(app: App, naming: Naming, deleting: Deleting) -> Vec<Column<Tag>> {
    let m = app.messages();
    let l = m.labels();
    let can_rename = app.client.has(extension::TAGS);
    vec![
        Column::new("name", l.name, |tag: &Tag| name_of(tag).into_any()).names_row(),
        Column::new("status", l.status, move |tag: &Tag| {
            let (kind, text) = match tag.status {
                Some(1) => (Status::Ok, l.used),
                _ => (Status::Idle, l.unused),
            };
            view! { <StatusBadge kind=kind text=text /> }.into_any()
        })
        .primary(),
        Column::new("cards", l.cards, move |tag: &Tag| {
            let href = app.nav.href(&Route::cards_where(cards_with(tag.id)));
            let count = tag
                .uses
                .map_or_else(|| l.show_cards.to_owned(), format::count);
            let label = (l.cards_of)(&name_of(tag), &count);
            view! { <a href=href aria-label=label>{count}</a> }.into_any()
        })
        .numeric()
        .primary(),
        Column::new("actions", l.actions, move |tag: &Tag| {
            let (id, name) = (tag.id, name_of(tag));
            let (rename, delete) = ((l.rename_tag)(&name), (l.delete_tag)(&name));
            let ask = Callback::new(move |()| naming.ask(Some((id, name.clone()))));
            let gone = tag.clone();
            let ask_delete = Callback::new(move |()| deleting.ask(gone.clone()));
            let reason = (!can_rename).then(|| l.rename_missing.to_owned());
            view! {
                <span class="row-actions">
                    <IconButton icon=IconName::Edit label=rename disabled_reason=reason on_click=ask />
                    <IconButton icon=IconName::Trash label=delete on_click=ask_delete />
                </span>
            }
            .into_any()
        })
        .last()
        .hide_header(),
    ]
}
