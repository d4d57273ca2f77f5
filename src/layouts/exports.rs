//! Exports go on in the background: a notice says when one is ready, wherever in the console one is.

use crate::api::ApiError;
use crate::api::export_calls::{self, EXPORT_TASKS};
use crate::platform::timer::Timer;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::App;
use crate::view::prelude::*;
use gsl_macros::Decode;
use leptos::task::spawn_local;

/// Between two looks.
const EVERY_MS: i32 = 1500;

/// What a notice needs of a task.
#[derive(Clone, Debug, Decode)]
struct Brief {
    state: String,
    #[serde(default)]
    file_name: Option<String>,
}

/// Looks after the exports asked for here, also before a reload, until each is over.
pub fn follow_exports(app: App) {
    let timer = StoredValue::new(None::<Timer>);
    let looking = StoredValue::new(false);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    let any = Memo::new(move |_| app.exports.with(|exports| !exports.is_empty()));
    Effect::new(move |_| {
        timer.set_value(None);
        if any.get() {
            timer.set_value(Some(Timer::every(EVERY_MS, move || {
                if looking.try_get_value() == Some(false) {
                    looking.set_value(true);
                    spawn_local(look(app, looking));
                }
            })));
        }
    });
}

async fn look(app: App, looking: StoredValue<bool>) {
    for id in app.exports.try_get_untracked().unwrap_or_default() {
        let answer = app
            .client
            .send::<Brief>(&export_calls::task(id), None)
            .await;
        let brief = match answer {
            Ok(brief) => brief,
            // Deleted meanwhile.
            Err(ApiError::Refused(_)) => {
                app.leave_export(id);
                continue;
            }
            Err(_) => continue,
        };
        if brief.state == "waiting" || brief.state == "running" {
            continue;
        }
        app.leave_export(id);
        app.client.invalidate(EXPORT_TASKS);
        let m = &app.messages().shell;
        let link = (
            m.exports.to_owned(),
            app.nav.href(&Route::Exports(ExportsView::default())),
        );
        match brief.state.as_str() {
            "succeeded" => {
                let name = brief.file_name.unwrap_or_default();
                app.notify_with(false, (m.export_ready)(&name), Some(link));
            }
            "failed" => app.notify_with(true, (m.export_failed)(id), Some(link)),
            _ => {}
        }
    }
    looking.try_set_value(false);
}
