//! The last jobs.

use super::cells;
use crate::api::{bulk_calls, use_query};
use crate::features::instants;
use crate::features::polling::{note, while_running};
use crate::features::query_section::{list_load_state, part};
use crate::i18n::batch::{batch, word};
use crate::routes::Route;
use crate::state::App;
use crate::ui::feedback::Empty;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::wire::{BulkJob, BulkJobList};

/// Jobs listed.
const LISTED: u32 = 20;

/// The section.
pub fn jobs(app: App) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let query = use_query::<BulkJobList>(app.client, || Some(bulk_calls::jobs(LISTED)));
    let rows = Memo::new(move |_| {
        query
            .data()
            .map(|list| list.bulk_jobs.clone())
            .unwrap_or_default()
    });
    let running = Memo::new(move |_| rows.with(|rows| rows.iter().any(cells::is_open)));
    while_running(app, running, Callback::new(move |()| query.refetch()));
    let state = list_load_state(query);
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let content = move || {
        if any.get() {
            view! { <DataTable label=t.jobs columns=columns(app) rows=rows key=|job: &BulkJob| job.bulk_job_id more_label=app.messages().common.more /> }
        } else {
            view! { <div class="pad"><Empty title=t.jobs_none /></div> }
        }
    };
    view! {
        <section class="panel batch-jobs">
            <header><h2>{t.jobs}</h2><span class="grow"></span>{note(app, running, t.live)}</header>
            {part(state, 3, content)}
        </section>
    }
}

fn columns(app: App) -> Vec<Column<BulkJob>> {
    let t = batch(app.locale.get_untracked());
    vec![
        Column::new("id", t.number, move |job: &BulkJob| {
            let href = app.nav.href(&Route::bulk_job(job.bulk_job_id));
            view! { <a class="mono" href=href>{job.bulk_job_id.to_string()}</a> }
        })
        .names_row(),
        Column::new("action", t.action, move |job: &BulkJob| {
            super::preview::act_name(app, &job.action).into_view()
        })
        .primary(),
        Column::new("state", t.state, move |job: &BulkJob| {
            cells::badge(app, job)
        })
        .primary(),
        Column::new("progress", t.progress, move |job: &BulkJob| {
            cells::progress(app, job)
        })
        .primary(),
        Column::new("selection", t.selection, move |job: &BulkJob| {
            word(t.selection_name, &job.selection)
                .to_owned()
                .into_view()
        }),
        Column::new("created", t.created, move |job: &BulkJob| {
            instants::past(app, job.create_time)
        }),
        Column::new("finished", t.finished, move |job: &BulkJob| {
            instants::past(app, job.finish_time)
        }),
        Column::new("expected", t.expected, move |job: &BulkJob| {
            instants::instant(app, job.expected_time)
        }),
    ]
}
