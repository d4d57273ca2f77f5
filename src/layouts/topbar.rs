//! Product name, the way to the palette, notices, display settings, language, account.

use super::opened::Overlays;
use crate::config::theme::{Density, Theme};
use crate::i18n::Locale;
use crate::routes::Route;
use crate::state::{Notice, app};
use crate::ui::button::{IconButton, Kind};
use crate::ui::icon::{IconName, icon};
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;

/// The bar at the top.
#[component]
pub fn TopBar(
    /// What it opens.
    open: Overlays,
    /// Whether the navigation drawer of narrow screens is open.
    navigation_open: RwSignal<bool>,
) -> impl IntoView {
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
            <button type="button" class="search" on:click=move |_| open.palette.set(true)>
                {icon(IconName::Search)}
                <span>{m.shell.search}</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <span class="grow"></span>
            <Bell open=open.tray />
            <LanguageMenu />
            <SettingsMenu help_open=open.help />
            <AccountMenu />
        </header>
    }
}

/// Opens the tray; says how many notices are unread.
#[component]
fn Bell(open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    let unread = Memo::new(move |_| {
        let count = |notices: &Vec<_>| {
            notices
                .iter()
                .filter(|notice: &&Notice| notice.unread)
                .count()
        };
        app.notices.with(count)
    });
    let label = Signal::derive(move || match unread.get() {
        0 => m.notices.to_owned(),
        count => (m.notices_unread)(&count.to_string()),
    });
    let count = move || {
        (unread.get() > 0).then(|| view! { <b class="unread" aria-hidden="true">{unread}</b> })
    };
    view! {
        <button
            type="button"
            class="btn quiet only-icon bell"
            aria-label=label
            title=label
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {icon(IconName::Bell)}
            {count}
        </button>
    }
}

#[component]
fn LanguageMenu() -> impl IntoView {
    let app = app();
    let items = Signal::derive(move || {
        let now = app.locale.get();
        Locale::ALL
            .into_iter()
            .map(|locale| {
                Item::radio(
                    locale.name(),
                    locale == now,
                    Callback::new(move |()| app.set_locale(locale)),
                )
                .in_language(locale.tag())
            })
            .collect::<Vec<_>>()
    });
    let name = app.locale.get_untracked().name();
    view! { <MenuButton label=name items=items icon=IconName::Language kind=Kind::Quiet /> }
}

#[component]
fn SettingsMenu(help_open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    let zone = app.messages().common.service_zone;
    let items = Signal::derive(move || {
        let (theme, density) = (app.theme.get(), app.density.get());
        let mut items = vec![Item::heading(m.theme)];
        items.extend(Theme::ALL.into_iter().map(|one| {
            let name = match one {
                Theme::System => m.theme_system,
                Theme::Light => m.theme_light,
                Theme::Dark => m.theme_dark,
            };
            Item::radio(
                name,
                one == theme,
                Callback::new(move |()| app.set_theme(one)),
            )
        }));
        items.push(Item::heading(m.density));
        items.extend(Density::ALL.into_iter().map(|one| {
            let name = match one {
                Density::Comfortable => m.comfortable,
                Density::Compact => m.compact,
            };
            Item::radio(
                name,
                one == density,
                Callback::new(move |()| app.set_density(one)),
            )
        }));
        items.push(Item::heading(zone));
        items.push(Item::separator());
        items.push(Item::run(
            m.keyboard,
            Callback::new(move |()| help_open.set(true)),
        ));
        items
    });
    view! { <MenuButton label=m.settings items=items icon=IconName::Settings kind=Kind::Quiet hide_label=true /> }
}

/// Sub-accounts are made in the cloud's identity service, not here (Q11.1).
#[component]
fn AccountMenu() -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    let identity = app
        .config
        .with_value(|config| config.identity_url.as_str().to_owned());
    let note = app.messages().common.opens_new_tab;
    let items = Signal::derive(move || {
        vec![
            Item::outside(m.sub_accounts, identity.clone(), note),
            Item::heading(m.sub_accounts_note),
        ]
    });
    view! { <MenuButton label=m.account items=items icon=IconName::User kind=Kind::Quiet /> }
}
