//! An address that is no page.

use crate::routes::Route;
use crate::state::app;
use crate::view::prelude::*;

/// Says which address it was and leads back.
#[component]
pub fn NotFoundPage(
    /// The address as it was asked for.
    path: String,
) -> impl IntoView {
    let app = app();
    let m = &app.messages().shell;
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.not_found}</h1>
                <p>{(m.not_found_text)(&path)}</p>
                <p><a href=app.nav.href(&Route::Overview)>{m.back_to_overview}</a></p>
            </div>
        </div>
    }
}
