//! Says on whatever page that an export is ready, until the viewer has taken note of it.

use crate::api::export_calls::{self, EXPORT_TASKS};
use crate::i18n::exports::exports;
use crate::pages::shared::errands::{Errands, export_key};
use crate::pages::shared::live::every;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::{App, Link};
use crate::view::prelude::*;
use gsl_model::wire::ExportTask;
use leptos::task::spawn_local;

/// Between two looks.
const EVERY_MS: i32 = 1500;

/// Waits for the exports written down.
pub fn follow(errands: Errands) {
    let app = errands.app;
    let said = StoredValue::new(Vec::<i64>::new());
    let busy = StoredValue::new(false);
    let look = Callback::new(move |()| {
        let tasks = errands.exports();
        if tasks.is_empty() {
            errands.exporting.set(false);
        }
        if tasks.is_empty() || busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            for task in tasks {
                let known = said.try_with_value(|said| said.contains(&task));
                if known == Some(false) {
                    see(app, task, said).await;
                }
            }
            let _ = busy.try_set_value(false);
        });
    });
    let waiting = Memo::new(move |_| errands.exporting.get());
    every(Signal::derive(|| EVERY_MS), waiting, look);
    look.run(());
    // Whoever opens the list has taken note of all of them.
    Effect::new(move |_| {
        if matches!(app.nav.route(), Route::Exports(_)) {
            for task in said.get_value() {
                app.forget(&export_key(task));
            }
            // One tried again is told of again.
            said.set_value(Vec::new());
        }
    });
}

async fn see(app: App, id: i64, said: StoredValue<Vec<i64>>) {
    let key = export_key(id);
    let task = match app
        .client
        .send::<ExportTask>(&export_calls::task(id), None)
        .await
    {
        Ok(task) if !task.cancellable => task,
        Err(error) if !error.may_pass() => return app.forget(&key),
        _ => return,
    };
    app.client.invalidate(EXPORT_TASKS);
    let t = exports(app.locale.get_untracked());
    let (bad, text) = match task.state.as_str() {
        "succeeded" => (false, (t.ready)(&task.file_name.unwrap_or_default())),
        "failed" => (true, (t.failed)(id)),
        _ => return app.forget(&key),
    };
    if matches!(app.nav.route_untracked(), Route::Exports(_)) {
        // The list says so.
        app.announce(text);
        return app.forget(&key);
    }
    if said.try_update_value(|said| said.push(id)).is_none() {
        return;
    }
    let link = Link {
        href: app.nav.href(&Route::Exports(ExportsView::default())),
        text: app.messages().shell.exports.to_owned(),
        key,
    };
    app.notify_of(bad, text, Some(link));
}
