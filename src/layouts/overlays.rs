//! What opens over any page on a key or from the top bar: the command palette, the list of keys, the tray of notices. A
//! part of its own, loaded when one of them is first opened.

use super::opened::Overlays;
use super::{keyboard::KeyboardHelp, palette::Palette, tray::Tray};
use crate::features::deferred::arriving;
use crate::platform::wasm_split::{LoadError, loaded};
use crate::state::App;
use crate::view::prelude::*;

/// Draws all of them; each is open while its signal says so.
type Draw = fn(Overlays) -> AnyView;

#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(overlay_part, wasm_split_path = leptos::wasm_split, fallible))]
fn overlay_part() -> Result<Draw, LoadError> {
    fn draw(open: Overlays) -> AnyView {
        view! {
            <Palette open=open.palette help_open=open.help />
            <KeyboardHelp open=open.help />
            <Tray open=open.tray />
        }
    }
    Ok(draw)
}

/// All of them, closed until their signals say otherwise.
pub fn overlays(app: App, open: Overlays) -> AnyView {
    let Overlays {
        palette,
        help,
        tray,
    } = open;
    let wanted = Signal::derive(move || palette.get() || help.get() || tray.get());
    let close = Callback::new(move |()| {
        palette.set(false);
        help.set(false);
        tray.set(false);
    });
    let part = arriving(app, wanted, async || loaded!(overlay_part()), close);
    (move || part.get().map(|draw| draw(open))).into_view()
}
