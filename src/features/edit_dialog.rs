//! A dialog with a form to save: its fields, the error of a failed save, and the buttons cancel and save.

use super::mutation::Mutation;
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;

/// The dialog; its fields are the children.
#[component]
pub fn EditDialog(
    /// The console.
    app: App,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading, which is also its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// The mutation that `on_save` sends; while it is running, nothing can be pressed.
    mutation: Mutation,
    /// Called when save is pressed.
    on_save: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let m = app.messages();
    let cancel = Callback::new(move |()| open.set(false));
    let waits = Signal::derive(move || mutation.reason(app));
    view! {
        <Dialog
            open=open
            title=title
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=cancel>{m.common.cancel}</Button>
                <Button kind=Kind::Primary disabled_reason=waits on_click=on_save>{m.common.save}</Button>
            }
        >
            {children()}
            {mutation.failure()}
        </Dialog>
    }
}
