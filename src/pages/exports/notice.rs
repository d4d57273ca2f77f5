//! Announces on any page that an export is ready, until the user acknowledges it.

use crate::api::export_calls::{self, EXPORT_TASKS};
use crate::features::background_tasks::{BackgroundTasks, WatchedTasks};
use crate::i18n::exports::exports;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::{App, Link, Notice};
use crate::view::prelude::*;
use gsl_model::export::TaskState;
use gsl_model::wire::ExportTask;

/// Between two looks.
const EVERY_MS: i32 = 1500;

/// Waits for the exports written down.
pub fn follow(background_tasks: BackgroundTasks) {
    let (app, waiting) = (background_tasks.app, background_tasks.exports);
    let see = |app, waiting, id| Box::pin(see(app, waiting, id)) as _;
    waiting.follow(app, Signal::derive(|| EVERY_MS), see);
    // Opening the list acknowledges all of them.
    Effect::new(move |_| {
        if matches!(app.nav.route(), Route::Exports(_)) {
            for task in waiting.announced() {
                waiting.forget(app, task);
            }
            // A task that is retried is announced again.
            waiting.clear_announced();
        }
    });
}

async fn see(app: App, waiting: WatchedTasks, id: i64) {
    let task = match app
        .client
        .send::<ExportTask>(&export_calls::task(id), None)
        .await
    {
        Ok(task) if !task.cancellable => task,
        Err(error) if !error.may_pass() => return waiting.forget(app, id),
        _ => return,
    };
    app.client.invalidate(EXPORT_TASKS);
    let t = exports(app.locale.get_untracked());
    let bad = task.is(TaskState::Failed);
    let name = task.file_name.clone().unwrap_or_default();
    let text = match task.is(TaskState::Succeeded) {
        true => (t.ready)(&name),
        false if bad => (t.failed)(id),
        false => return waiting.forget(app, id),
    };
    if matches!(app.nav.route_untracked(), Route::Exports(_)) {
        // The list says so.
        app.announce(text);
        return waiting.forget(app, id);
    }
    if !waiting.mark_announced(id) {
        return;
    }
    // The file itself, where the browser can fetch it.
    let file = (!bad).then(|| app.client.address(&export_calls::file(id)));
    let link = match file.flatten() {
        Some(href) => Link {
            href,
            text: t.download.to_owned(),
            key: Some(waiting.key(id)),
            download: Some(name),
        },
        None => Link {
            href: app.nav.href(&Route::Exports(ExportsView::default())),
            text: app.messages().shell.exports.to_owned(),
            key: Some(waiting.key(id)),
            download: None,
        },
    };
    app.tell(Notice::new(bad, text).with_link(link));
}
