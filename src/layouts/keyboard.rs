//! Keys that work everywhere, and the list of them. Single keys can be switched off (WCAG 2.1.4) and never fire while
//! typing.

use super::opened::Overlays;
use crate::state::{App, app, messages};
use crate::ui::dialog::Dialog;
use crate::ui::field::Switch;
use crate::view::prelude::*;

/// Ctrl/⌘ K opens the palette, `?` the list of keys; `[` turns the navigation into a rail and back.
pub fn follow_keys(app: App, open: Overlays, toggle_rail: Callback<()>) {
    app.on_key(move |key| {
        if (key.ctrl_key() || key.meta_key())
            && !key.shift_key()
            && !key.alt_key()
            && key.key().eq_ignore_ascii_case("k")
        {
            key.prevent_default();
            // The page around an embedded console may have a palette of its own.
            key.stop_propagation();
            open.palette.update(|open| *open = !*open);
        }
    });
    app.on_single_key(move |key| match key.key().as_str() {
        "?" => {
            key.prevent_default();
            open.help.set(true);
        }
        "[" => toggle_rail.run(()),
        _ => {}
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
