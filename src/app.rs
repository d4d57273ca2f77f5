//! One mounted console: its state, its root element, and what follows the address.

use crate::config::Config;
use crate::features::background_tasks::BackgroundTasks;
use crate::layouts::shell::Shell;
use crate::pages::parts;
use crate::platform::{focus, keys, picked, storage};
use crate::state::App;
use crate::ui::copy::CopyFallback;
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// The root. Everything the console draws is inside this element, which carries language, theme and density.
#[component]
pub fn Console(
    /// What the host asked for.
    config: Config,
) -> impl IntoView {
    let app = App::new(config);
    provide_context(app);
    spawn_local(app.client.discover());
    BackgroundTasks::begin(app, || Box::pin(parts::load_background_tasks()));
    Effect::new(move |_| {
        if let Some(root) = app.root.get() {
            app.nav.intercept(&root);
            keys::guard(&root, !app.config.with_value(|config| config.standalone));
            focus::guard(&root);
            picked::guard(&root);
        }
    });
    storage::follow_refusals(move || app.not_kept());
    provide_context(CopyFallback(app.not_copied));
    follow_language(app);
    view! {
        <div
            // Both languages are built in, and what a translator makes of numbers is wrong.
            class="gsl notranslate"
            translate="no"
            node_ref=app.root
            lang=move || app.locale.get().tag()
            data-theme=move || app.theme.get().key()
            data-density=move || app.density.get().key()
        >
            // Drawn anew in another language: the address and the state above hold everything that matters.
            {move || {
                app.locale.track();
                view! { <Shell /> }
            }}
        </div>
    }
}

/// A standalone console also owns the document's language.
fn follow_language(app: App) {
    if app.config.with_value(|config| config.standalone) {
        Effect::new(move |_| {
            let tag = app.locale.get().tag();
            if let Some(html) = crate::platform::dom::document().document_element() {
                let _ = html.set_attribute("lang", tag);
            }
        });
    }
}
