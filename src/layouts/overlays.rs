//! What opens over any page on a key or from the top bar: the command palette and the list of keys. A part of its own,
//! which arrives when one of them is first opened.

use super::{keyboard::KeyboardHelp, palette::Palette};
use crate::features::deferred::arriving;
use crate::platform::wasm_split::{LoadError, loaded};
use crate::state::App;
use crate::view::prelude::*;

/// Draws both; each is open while its signal says so.
type Draw = fn(RwSignal<bool>, RwSignal<bool>) -> AnyView;

#[cfg_attr(in_parts, leptos::wasm_split::wasm_split(overlay_part, wasm_split_path = leptos::wasm_split, fallible))]
fn overlay_part() -> Result<Draw, LoadError> {
    fn draw(palette: RwSignal<bool>, help: RwSignal<bool>) -> AnyView {
        view! {
            <Palette open=palette help_open=help />
            <KeyboardHelp open=help />
        }
    }
    Ok(draw)
}

/// Palette and list of keys, closed until their signals say otherwise.
pub fn overlays(app: App, palette: RwSignal<bool>, help: RwSignal<bool>) -> AnyView {
    let wanted = Signal::derive(move || palette.get() || help.get());
    let close = Callback::new(move |()| {
        palette.set(false);
        help.set(false);
    });
    let part = arriving(app, wanted, async || loaded!(overlay_part()), close);
    (move || part.get().map(|draw| draw(palette, help))).into_view()
}
