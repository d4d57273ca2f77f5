//! The cells of the list.

use crate::features::exports::scope::FilterNames;
use crate::features::instants;
use crate::i18n::batch::word;
use crate::i18n::exports::exports;
use crate::i18n::format;
use crate::platform::clock;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge, given};
use crate::ui::meter::Meter;
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, TaskState};
use gsl_model::units::Megabytes;
use gsl_model::wire::ExportTask;

/// Which list in which format, and the file's name.
pub fn content(app: App, task: &ExportTask) -> AnyView {
    let t = exports(app.locale.get_untracked());
    let name = word(t.what, &task.what).to_owned();
    let under = task
        .file_name
        .clone()
        .unwrap_or_else(|| task.export_task_id.to_string());
    view! {
        <span class="export-content">
            <span>{name}" · "{if task.format == "csv" { "CSV" } else { "XLSX" }}</span>
            <span class="muted small mono">{given(under)}</span>
        </span>
    }
}

/// Which rows, in words.
pub fn filter(names: FilterNames, task: &ExportTask) -> AnyView {
    let what = ExportKind::from_key(&task.what).unwrap_or(ExportKind::Cards);
    let except = usize::try_from(task.except_count).unwrap_or_default();
    let filter = task
        .filter
        .as_deref()
        .filter(|_| task.selection == "filter");
    names.scope(what, filter, except)
}

/// The state with why it failed, or that its file is gone.
pub fn state(app: App, task: &ExportTask) -> AnyView {
    let t = exports(app.locale.get_untracked());
    let kinds = [
        (TaskState::Succeeded, Status::Ok),
        (TaskState::Failed, Status::Bad),
        (TaskState::Waiting, Status::Warn),
        (TaskState::Running, Status::Warn),
    ];
    let kind = kinds.into_iter().find(|(state, _)| task.is(*state));
    let kind = kind.map_or(Status::Idle, |(_, kind)| kind);
    let text = word(t.states, &task.state).to_owned();
    let why = match &task.reason {
        Some(reason) => Some(word(t.reasons, &reason.key).to_owned()),
        None => (task.is(TaskState::Expired)).then(|| t.expired.to_owned()),
    };
    let told = task.reason.as_ref().map(|reason| reason.text.clone());
    view! {
        <span class="export-state">
            <StatusBadge kind=kind text=text />
            {why.map(|why| view! { <span class="muted small" title=told>{why}</span> })}
        </span>
    }
}

/// How many rows there are, or are written so far.
pub fn rows(app: App, task: &ExportTask) -> AnyView {
    let t = exports(app.locale.get_untracked());
    let gone = task.total - task.rows;
    if task.is(TaskState::Succeeded) && gone > 0 {
        return view! {
            <span class="export-content">
                <span>{format::count(task.rows)}</span>
                <span class="muted small">{(t.gone)(&format::count(gone))}</span>
            </span>
        };
    }
    if !task.is(TaskState::Running) {
        return format::count(if task.cancellable {
            task.total
        } else {
            task.rows
        })
        .into_view();
    }
    let text = (t.part_way)(&format::count(task.rows), &format::count(task.total));
    view! {
        <span class="use">
            <span>{text.clone()}</span>
            <Meter used=task.rows total=task.total.max(1) label=text />
        </span>
    }
}

/// The file's size.
pub fn size(app: App, task: &ExportTask) -> AnyView {
    match task.size {
        None => instants::nothing(app),
        Some(bytes) if bytes < 1_000_000 => format!("{} kB", (bytes + 999) / 1000).into_view(),
        Some(bytes) => format::volume(Megabytes::from_thousandths(bytes / 1000)).into_view(),
    }
}

/// How long it took, or has taken so far.
pub fn took(app: App, task: &ExportTask) -> AnyView {
    let t = exports(app.locale.get_untracked());
    let Some(begun) = task.start_time else {
        return instants::nothing(app);
    };
    let end = task.finish_time.map_or_else(clock::now, |at| at.0);
    // Begun seconds count.
    let seconds = ((end - begun.0).num_milliseconds().max(0) + 999) / 1000;
    match seconds {
        0..60 => (t.seconds)(seconds).into_view(),
        _ => (t.minutes)(seconds / 60, seconds % 60).into_view(),
    }
}

/// When it was asked for, and how long its file is kept.
pub fn created(app: App, task: &ExportTask) -> AnyView {
    let t = exports(app.locale.get_untracked());
    let kept = task.expire_time.filter(|_| task.is(TaskState::Succeeded));
    let kept = kept.map(|at| {
        view! { <span class="muted small export-kept">{t.kept}" "{instants::instant(app, Some(at))}</span> }
    });
    view! { <span class="export-content">{instants::past(app, task.create_time)}{kept}</span> }
}
