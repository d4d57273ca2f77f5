//! Texts and links that the pool wizards share.

use crate::features::wizard::{Sender, volume_in};
use crate::i18n::format::Scale;
use crate::i18n::pool_wizard::{Wizard, pool_wizard};
use crate::platform::draft::Draft;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::units::Megabytes;
use gsl_model::wire::extension;

/// The texts of the current language.
#[must_use]
pub fn texts(app: App) -> &'static Wizard {
    pool_wizard(app.locale.get_untracked())
}

/// The message when the service does not offer pools.
#[must_use]
pub fn missing(app: App) -> Option<&'static str> {
    (!app.client.has(extension::POOLS_ACT)).then(|| texts(app).not_offered)
}

/// Sends the requests of the wizard with this draft.
#[must_use]
pub fn sender(app: App, draft: Draft) -> Sender {
    Sender::new(app, draft, |app, refusal| {
        let t = texts(app);
        Some(match refusal.code.as_str() {
            "GSL.00014004" => (t.refused, t.refused_next),
            "GSL.00016053" => (t.unknown, t.unknown_next),
            "GSL.00010004" => (t.refused, t.name_taken_maybe),
            _ => return None,
        })
    })
}

/// `12.00 GB → 15.00 GB`.
#[must_use]
pub fn change(app: App, before: Megabytes, after: Megabytes) -> AnyView {
    let (t, scale) = (texts(app), Scale::of(&[before, after]));
    view! {
        <span class="wizard-change">
            <span class="sr-only">{t.before}</span>{volume_in(scale, before)}
            <span aria-hidden="true">"→"</span>
            <span class="sr-only">{t.after}</span><b>{volume_in(scale, after)}</b>
        </span>
    }
}

/// The address of a pool page.
#[must_use]
pub fn pool_href(app: App, pool: i64) -> String {
    app.nav.href(&Route::pool(PoolKind::Forward, pool))
}

/// The back link of a wizard: to its pool, or to the list of pools.
#[must_use]
pub fn back(app: App, pool: Option<i64>) -> (String, String) {
    let t = texts(app);
    match pool {
        Some(pool) => (pool_href(app, pool), (t.back_to_pool)(pool)),
        None => {
            let list = Route::Pools(PoolsView::of(PoolKind::Forward));
            (
                app.nav.href(&list),
                app.messages().shell.forward_pools.to_owned(),
            )
        }
    }
}
