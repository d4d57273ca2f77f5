//! The tray: every notice since the console was opened, newest first.

use crate::features::instants;
use crate::state::{App, Notice, app};
use crate::ui::button::Button;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;

/// The panel with the notices; opening it marks them as read.
#[component]
pub fn Tray(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let m = app.messages();
    Effect::new(move |_| {
        if open.get() {
            app.dismiss_all();
        }
    });
    let any = Memo::new(move |_| app.notices.with(|notices| !notices.is_empty()));
    let list = move || {
        if !any.get() {
            return view! { <p class="muted">{m.shell.no_notices}</p> };
        }
        let newest_first = move || {
            app.notices
                .with(|all| all.iter().rev().cloned().collect::<Vec<_>>())
        };
        view! {
            <ul class="tray">
                <For each=newest_first key=|notice| (notice.id, notice.undo.is_some()) children=move |notice| row(app, open, notice) />
            </ul>
        }
    };
    let clear = Callback::new(move |()| app.notices.set(Vec::new()));
    let footer = move || {
        (move || {
            any.get()
                .then(|| view! { <Button on_click=clear>{m.shell.remove_all}</Button> })
        })
        .into_view()
    };
    view! {
        <Dialog open=open title=m.shell.notices close_label=m.common.close kind=DialogKind::Side footer=footer>
            {list}
        </Dialog>
    }
}

fn row(app: App, open: RwSignal<bool>, notice: Notice) -> AnyView {
    let m = app.messages();
    let id = notice.id;
    // The page it leads to is behind the panel.
    let follow = move |_| open.set(false);
    let link = notice.link.map(
        |link| view! { <a href=link.href download=link.download on:click=follow>{link.text}</a> },
    );
    let undo = notice.undo.is_some().then(|| {
        let undo = Callback::new(move |()| app.undo_notice(id));
        view! { <Button on_click=undo>{m.common.undo}</Button> }
    });
    let remove = move |_| app.remove_notice(id);
    view! {
        <li class:bad=notice.bad>
            {icon(if notice.bad { IconName::Error } else { IconName::Check })}
            <div>
                <p>{notice.text}" "{link}</p>
                <p class="small muted">{instants::past(app, Some(notice.at.into()))}</p>
                {undo}
            </div>
            <button type="button" class="btn quiet only-icon" aria-label=m.common.delete title=m.common.delete on:click=remove>
                {icon(IconName::Close)}
            </button>
        </li>
    }
}
