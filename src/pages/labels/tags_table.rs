//! The table of tags.

use super::delete_tag::{DeleteTagDialog, cards_with};
use crate::api::Query;
use crate::features::labels::name_dialog::NameDialog;
use crate::i18n::format;
use crate::routes::Route;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge, given};
use crate::ui::button::IconButton;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::wire::{Tag, TagList, extension};

fn name_of(tag: &Tag) -> String {
    tag.tag_name.clone().unwrap_or_default()
}

/// The table.
pub fn table(
    app: App,
    query: Query<TagList>,
    stale: Memo<bool>,
    naming: NameDialog,
    deleting: DeleteTagDialog,
) -> AnyView {
    let m = app.messages();
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.tags.clone())
            .unwrap_or_default()
    });
    view! {
        <DataTable label=m.shell.tags columns=columns(app, naming, deleting) rows=rows key=|tag: &Tag| tag.id loading=stale />
    }
}

fn columns(app: App, naming: NameDialog, deleting: DeleteTagDialog) -> Vec<Column<Tag>> {
    let m = app.messages();
    let l = m.labels();
    let can_rename = app.client.has(extension::TAGS);
    vec![
        Column::new("name", l.name, |tag: &Tag| given(name_of(tag))).names_row(),
        Column::new("status", l.status, move |tag: &Tag| {
            let (kind, text) = match tag.status {
                Some(1) => (Status::Ok, l.used),
                _ => (Status::Idle, l.unused),
            };
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new("cards", l.cards, move |tag: &Tag| {
            let href = app.nav.href(&Route::cards_where(cards_with(tag.id)));
            let count = tag
                .uses
                .map_or_else(|| l.show_cards.to_owned(), format::count);
            let label = (l.cards_of)(&name_of(tag), &count);
            view! { <a href=href aria-label=label>{count}</a> }
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
        })
        .last()
        .hide_header(),
    ]
}
