//! Announces on any page that a bulk job has ended, until the user acknowledges it.

use super::{cells, preview::act_name};
use crate::api::bulk_calls;
use crate::features::background_tasks::{BackgroundTasks, WatchedTasks};
use crate::features::polling::poll_interval;
use crate::i18n::batch::batch;
use crate::routes::Route;
use crate::state::{App, Link, Notice};
use crate::view::prelude::*;
use gsl_model::wire::BulkJob;

/// Waits for the jobs written down.
pub fn follow(background_tasks: BackgroundTasks) {
    let (app, jobs) = (background_tasks.app, background_tasks.jobs);
    jobs.follow(
        app,
        Signal::derive(move || poll_interval(app, None)),
        |app, jobs, id| Box::pin(see(app, jobs, id)),
    );
    // Opening the page acknowledges it.
    Effect::new(move |_| {
        if let Route::BulkJob(view) = app.nav.route()
            && jobs.announced().contains(&view.id)
        {
            jobs.forget(app, view.id);
        }
    });
}

async fn see(app: App, jobs: WatchedTasks, id: i64) {
    match app.client.send::<BulkJob>(&bulk_calls::job(id), None).await {
        Ok(job) if !cells::is_open(&job) => {
            if !jobs.mark_announced(id) {
                return;
            }
            app.client.invalidate("/v1/sim-cards");
            let here = matches!(app.nav.route_untracked(), Route::BulkJob(view) if view.id == id);
            if here {
                // Its own page says so.
                jobs.forget(app, id);
                return;
            }
            let t = batch(app.locale.get_untracked());
            let link = Link {
                href: app.nav.href(&Route::bulk_job(id)),
                text: (t.job)(id),
                key: Some(jobs.key(id)),
                download: None,
            };
            let bad = job.failed > 0;
            let text = (t.ended)(act_name(app, &job.action), &cells::state(app, &job));
            app.tell(Notice::new(bad, text).with_link(link));
        }
        Err(error) if !error.may_pass() => jobs.forget(app, id),
        _ => {}
    }
}
