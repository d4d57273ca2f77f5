//! Keys that work everywhere, and the list of them. Single keys can be switched off (WCAG 2.1.4) and never fire while
//! typing.

use crate::platform::dom::{self, is_typing};
use crate::state::{App, app, messages};
use crate::ui::dialog::Dialog;
use crate::ui::field::Switch;
use crate::view::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Ctrl/⌘ K opens the palette, `?` the list of keys. Listens on the document only for these two: with focus on the
/// page's body there is no element of ours to listen on.
pub fn follow_keys(app: App, palette_open: RwSignal<bool>, help_open: RwSignal<bool>) {
    dom::listen(&dom::document(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if (key.ctrl_key() || key.meta_key())
            && !key.shift_key()
            && !key.alt_key()
            && key.key().eq_ignore_ascii_case("k")
        {
            key.prevent_default();
            palette_open.update(|open| *open = !*open);
        } else if key.key() == "?" && app.shortcuts.get_untracked() && !is_typing(&event) {
            key.prevent_default();
            help_open.set(true);
        }
    });
}

/// The list of keys, and the switch for single keys.
#[component]
pub fn KeyboardHelp(
    /// Whether the list is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let m = messages();
    view! {
        <Dialog open=open title=m.shell.keyboard close_label=m.common.close>
            <dl class="keys">
                {m.shell.keys.iter().map(|(key, what)| view! {
                    <dt><kbd>{*key}</kbd></dt>
                    <dd>{*what}</dd>
                }).collect_view()}
            </dl>
            <Switch
                label=m.shell.keyboard_on
                checked=app.shortcuts
                on_change=Callback::new(move |on| app.set_shortcuts(on))
            />
        </Dialog>
    }
}
