//! The last jobs.

use super::cells;
use crate::api::bulk_calls;
use crate::features::instants;
use crate::features::listing::{nothing, use_list};
use crate::features::polling::{note, while_running};
use crate::features::query_section::part;
use crate::i18n::batch::{batch, word};
use crate::routes::Route;
use crate::state::App;
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::wire::{BulkJob, BulkJobList};

/// Jobs listed.
const LISTED: u32 = 20;

/// The section.
pub fn jobs(app: App) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let list = use_list::<BulkJobList>(app, || Some(bulk_calls::jobs(LISTED)));
    let load = list.state.load;
    let running = list.has(cells::is_open);
    while_running(app, running, load.refetch);
    let content = move || {
        if list.state.any.get() {
            list.table(t.jobs, columns(app))
        } else {
            nothing(t.jobs_none, "")
        }
    };
    view! {
        <section class="panel batch-jobs">
            <header><h2>{t.jobs}</h2><span class="grow"></span>{note(app, running, t.live)}</header>
            {part(load, 3, content)}
        </section>
    }
}

fn columns(app: App) -> Vec<Column<BulkJob>> {
    let t = batch(app.locale.get_untracked());
    vec![
        Column::new(t.number, move |job: &BulkJob| {
            let href = app.nav.href(&Route::bulk_job(job.bulk_job_id));
            view! { <a class="mono" href=href>{job.bulk_job_id.to_string()}</a> }
        })
        .names_row(),
        Column::new(t.action, move |job: &BulkJob| {
            super::preview::act_name(app, &job.action).into_view()
        })
        .primary(),
        Column::new(t.state, move |job: &BulkJob| cells::badge(app, job)).primary(),
        Column::new(t.progress, move |job: &BulkJob| cells::progress(app, job)).primary(),
        Column::new(t.selection, move |job: &BulkJob| {
            word(t.selection_name, &job.selection)
                .to_owned()
                .into_view()
        }),
        Column::new(t.created, move |job: &BulkJob| {
            instants::past(app, job.create_time)
        }),
        Column::new(t.finished, move |job: &BulkJob| {
            instants::past(app, job.finish_time)
        }),
        Column::new(t.expected, move |job: &BulkJob| {
            instants::instant(app, job.expected_time)
        }),
    ]
}
