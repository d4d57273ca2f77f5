//! 自定义属性: at most six, named, enabled and disabled.

use super::MOST_ATTRIBUTES;
use crate::api::{calls, label_calls, use_query};
use crate::features::labels::{LabelKind, attribute_name, label_dialog, slot};
use crate::features::listing::ListPage;
use crate::features::mutation::Mutation;
use crate::features::name_dialog::NameDialog;
use crate::features::query_section::{load_state, part};
use crate::i18n::format;
use crate::state::{App, app};
use crate::ui::badge::{Status, StatusBadge, given};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::feedback::Empty;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::wire::{Attribute, AttributeList};

/// The page.
#[component]
pub fn AttributesPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let l = m.labels();
    let query = use_query::<AttributeList>(app.client, || Some(calls::attributes()));
    let state = load_state(query);
    let naming = label_dialog(app, LabelKind::Attribute);
    let switching = Mutation::new();
    let list = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.attributes.clone())
            .unwrap_or_default()
    });
    let full = move || {
        let full = list.with(|list| list.len() >= MOST_ATTRIBUTES);
        app.read_only()
            .or_else(|| full.then(|| l.attributes_full.to_owned()))
    };
    let new = Callback::new(move |()| naming.ask(None));
    let content = move || {
        let empty = list.with(Vec::is_empty);
        if empty {
            return view! {
                <div class="pad"><Empty title=l.attributes_none text=l.attributes_none_text>
                    <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=Signal::derive(full) on_click=new>{l.new_attribute}</Button>
                </Empty></div>
            };
        }
        view! {
            <DataTable label=m.shell.attributes columns=columns(app, naming, switching) rows=list key=|attribute: &Attribute| attribute.id />
            <p class="pad small muted">{l.disable_note}</p>
        }
    };
    let create = view! {
        <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=Signal::derive(full) on_click=new>{l.new_attribute}</Button>
    };
    view! {
        <ListPage title=m.shell.attributes purpose=l.attributes_purpose actions=create notice=switching.failure()>
            {part(state, 6, content)}
        </ListPage>
        {naming.view()}
    }
}

fn columns(app: App, naming: NameDialog, switching: Mutation) -> Vec<Column<Attribute>> {
    let m = app.messages();
    let l = m.labels();
    let name = move |attribute: &Attribute| attribute_name(app, attribute, slot(attribute, 0));
    vec![
        Column::new(l.slot, |attribute: &Attribute| {
            (slot(attribute, 0) + 1).into_view()
        })
        .numeric(),
        Column::new(l.name, move |attribute| given(name(attribute))).names_row(),
        Column::new(l.status, move |attribute: &Attribute| {
            let (kind, text) = match attribute.status {
                Some(1) => (Status::Ok, l.enabled),
                _ => (Status::Idle, l.disabled),
            };
            view! { <StatusBadge kind=kind text=text /> }
        })
        .primary(),
        Column::new(l.created, |attribute: &Attribute| {
            attribute
                .create_time
                .map(|time| format::instant(time.into()))
                .into_view()
        }),
        Column::new(l.actions, move |attribute: &Attribute| {
            let (id, on, name) = (attribute.id, attribute.status == Some(1), name(attribute));
            let (shown, said) = (name.clone(), name.clone());
            let switch = Callback::new(move |()| {
                let said = (l.saved)(&said);
                switching.run(
                    app,
                    label_calls::switch_attribute(id, !on),
                    &["/v1/sim-cards", label_calls::ATTRIBUTES],
                    Box::new(move |_| app.announce(said)),
                );
            });
            let (short, label) = if on {
                (l.disable_short, (l.disable)(&name))
            } else {
                (l.enable_short, (l.enable)(&name))
            };
            let rename = (l.rename_attribute)(&name);
            let ask = Callback::new(move |()| naming.ask(Some((id, shown.clone()))));
            view! {
                <span class="row-actions">
                    <Button kind=Kind::Quiet disabled_reason=Signal::derive(move || switching.reason(app)) label=label on_click=switch>{short}</Button>
                    <IconButton icon=IconName::Edit label=rename disabled_reason=app.read_only() on_click=ask />
                </span>
            }
        })
        .last()
        .hide_header(),
    ]
}
