//! Says on whatever page that a bulk job has ended, until the viewer has taken note of it.

use super::{cells, preview::act_name};
use crate::api::bulk_calls;
use crate::i18n::batch::batch;
use crate::pages::shared::errands::{Errands, key};
use crate::pages::shared::live::while_running;
use crate::routes::Route;
use crate::state::{App, Link};
use crate::view::prelude::*;
use gsl_model::wire::BulkJob;
use leptos::task::spawn_local;

/// Waits for the jobs written down.
pub fn follow(errands: Errands) {
    let app = errands.app;
    let said = StoredValue::new(Vec::<i64>::new());
    let busy = StoredValue::new(false);
    let look = Callback::new(move |()| {
        let jobs: Vec<i64> = errands.jobs();
        if jobs.is_empty() {
            errands.waiting.set(false);
        }
        if jobs.is_empty() || busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            for job in jobs {
                if !said
                    .try_with_value(|said| said.contains(&job))
                    .unwrap_or(true)
                {
                    see(app, job, said).await;
                }
            }
            let _ = busy.try_set_value(false);
        });
    });
    while_running(app, Memo::new(move |_| errands.waiting.get()), look);
    look.run(());
    // Whoever goes and looks has taken note.
    Effect::new(move |_| {
        if let Route::BulkJob(view) = app.nav.route()
            && said.with_value(|said| said.contains(&view.id))
        {
            app.forget(&key(view.id));
        }
    });
}

async fn see(app: App, id: i64, said: StoredValue<Vec<i64>>) {
    match app.client.send::<BulkJob>(&bulk_calls::job(id), None).await {
        Ok(job) if !cells::is_open(&job) => {
            if said.try_update_value(|said| said.push(id)).is_none() {
                return;
            }
            app.client.invalidate("/v1/sim-cards");
            let here = matches!(app.nav.route_untracked(), Route::BulkJob(view) if view.id == id);
            if here {
                // Its own page says so.
                app.forget(&key(id));
                return;
            }
            let t = batch(app.locale.get_untracked());
            let link = Link {
                href: app.nav.href(&Route::bulk_job(id)),
                text: (t.job)(id),
                key: key(id),
            };
            let bad = job.failed > 0;
            let text = (t.ended)(act_name(app, &job.action), &cells::state(app, &job));
            app.notify_of(bad, text, Some(link));
        }
        Err(error) if !error.may_pass() => app.forget(&key(id)),
        _ => {}
    }
}
