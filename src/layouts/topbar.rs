//! Product name, the way to the palette, display settings, language, account.

use crate::i18n::Locale;
use crate::routes::Route;
use crate::state::app;
use crate::state::theme::{Density, Theme};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::icon::IconName;
use crate::ui::menu::{Item, MenuButton};
use leptos::prelude::*;

/// The bar at the top.
#[component]
pub fn TopBar(palette_open: RwSignal<bool>, help_open: RwSignal<bool>, navigation_open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let m = app.messages();
    let home = app.nav.href(&Route::Overview);
    view! {
        <header class="top">
            <IconButton
                class="nav-toggle"
                icon=IconName::Menu
                label=m.shell.open_navigation
                expanded=navigation_open
                controls="gsl-navigation"
                on_click=Callback::new(move |()| navigation_open.update(|open| *open = !*open))
            />
            <a class="brand" href=home>{m.shell.product}</a>
            <button type="button" class="search" on:click=move |_| palette_open.set(true)>
                <span>{m.shell.search}</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <span class="grow"></span>
            <span class="muted small zone">{m.common.service_zone}</span>
            <OtherLanguage />
            <Settings help_open=help_open />
            <Account />
        </header>
    }
}
