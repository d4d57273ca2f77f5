//! 标签管理: the list with how many cards carry each, new ones, other names, deleting.

use super::MOST_TAGS;
use super::delete_tag::{DeleteTagDialog, cards_with};
use crate::api::{label_calls, use_query};
use crate::features::exports::list_menu;
use crate::features::labels::{LabelKind, label_dialog};
use crate::features::listing::{ListAddress, ListPage, PageSize, SearchKind, use_list};
use crate::features::name_dialog::NameDialog;
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::label::TagsView;
use crate::state::{App, app};
use crate::ui::badge::{Status, StatusBadge, given};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::wire::{Tag, TagList, extension};

/// The page.
#[component]
pub fn TagsPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let l = m.labels();
    let view = ListAddress::new(
        app,
        TagsView::default(),
        |route| match route {
            Route::Tags(view) => Some(view),
            _ => None,
        },
        Route::Tags,
        |view| &mut view.page,
    );
    let size = PageSize::new();
    let list = use_list::<TagList>(app, move || {
        Some(label_calls::tags(&view.get(), size.get()))
    });
    let state = list.state;
    // All tags, whatever the filter: the limit applies to all.
    let all = use_query::<TagList>(app.client, || {
        Some(label_calls::tags(&TagsView::default(), 10))
    });
    let naming = label_dialog(app, LabelKind::Tag);
    let deleting = DeleteTagDialog::new(app);
    let full = move || {
        let count = all.data().map_or(0, |list| list.count);
        app.read_only()
            .or_else(|| (count >= MOST_TAGS).then(|| l.tags_full.to_owned()))
    };
    let new = Callback::new(move |()| naming.ask(None));
    state.announce_count(l.count);
    let table = move || {
        view! {
            <DataTable
                label=m.shell.tags
                columns=columns(app, naming, deleting)
                rows=list.rows
                key=|tag: &Tag| tag.id
                loading=state.row_count.stale
            />
        }
    };
    let none = move || {
        if view.is_filtered() {
            return view.no_match(l.none_match, "");
        }
        view! {
            <div class="pad"><Empty title=l.none text=l.none_text>
                <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=Signal::derive(full) on_click=new>{l.new_tag}</Button>
            </Empty></div>
        }
    };
    let rows = state.section(view.paging(state, size, l.range), 8, table, none);
    let keys = || vec!["tag_name", "uses", "status"];
    let export = list_menu(ExportKind::Tags, state, None, keys, list.rows);
    let actions = view! {
        <Button icon=IconName::Refresh on_click=state.load.refetch>{m.common.refresh}</Button>
        {export}
        <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=Signal::derive(full) on_click=new>{l.new_tag}</Button>
    };
    view! {
        <ListPage title=m.shell.tags purpose=l.purpose actions=actions>
            {filters(view)}
            {rows}
        </ListPage>
        {naming.view()}
        {deleting.view()}
    }
}

fn filters(view: ListAddress<TagsView>) -> AnyView {
    let l = view.app().messages().labels();
    let uses = [("all", l.all), ("used", l.used), ("unused", l.unused)];
    let uses = uses.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let read = |view: &TagsView| {
        let key = match view.used {
            None => "all",
            Some(true) => "used",
            Some(false) => "unused",
        };
        key.to_owned()
    };
    let write = |view: &mut TagsView, key: &str| {
        view.used = match key {
            "used" => Some(true),
            "unused" => Some(false),
            _ => None,
        };
    };
    view! {
        <div class="label-filters">
            {view.search(l.search, SearchKind::Words, |view| &mut view.name)}
            {view.select(l.usage, uses.to_vec(), read, write)}
        </div>
    }
}

fn columns(app: App, naming: NameDialog, deleting: DeleteTagDialog) -> Vec<Column<Tag>> {
    let m = app.messages();
    let l = m.labels();
    let can_rename = app.client.has(extension::TAGS_ACT);
    vec![
        Column::new(l.name, |tag: &Tag| given(name_of(tag))).names_row(),
        Column::new(l.status, move |tag: &Tag| {
            let (kind, text) = match tag.status {
                Some(1) => (Status::Ok, l.used),
                _ => (Status::Idle, l.unused),
            };
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new(l.cards, move |tag: &Tag| {
            let href = app.nav.href(&Route::cards_where(cards_with(tag.id)));
            let count = tag
                .uses
                .map_or_else(|| l.show_cards.to_owned(), format::count);
            let label = (l.cards_of)(&name_of(tag), &count);
            view! { <a href=href aria-label=label>{count}</a> }
        })
        .numeric()
        .primary(),
        Column::new(l.actions, move |tag: &Tag| {
            let (id, name) = (tag.id, name_of(tag));
            let (rename, delete) = ((l.rename_tag)(&name), (l.delete_tag)(&name));
            let ask = Callback::new(move |()| naming.ask(Some((id, name.clone()))));
            let gone = tag.clone();
            let ask_delete = Callback::new(move |()| deleting.ask(gone.clone()));
            let closed = app.read_only();
            let reason = closed
                .clone()
                .or_else(|| (!can_rename).then(|| l.rename_missing.to_owned()));
            view! {
                <span class="row-actions">
                    <IconButton icon=IconName::Edit label=rename disabled_reason=reason on_click=ask />
                    <IconButton icon=IconName::Trash label=delete disabled_reason=closed on_click=ask_delete />
                </span>
            }
        })
        .last()
        .hide_header(),
    ]
}

fn name_of(tag: &Tag) -> String {
    tag.tag_name.clone().unwrap_or_default()
}
