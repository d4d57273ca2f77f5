//! The tables of the page: groups of data, and failures.

use crate::i18n::account::{Account, FirstReading};
use crate::i18n::format;
use crate::platform::clock;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::copy::CopyButton;
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::time::Time;
use gsl_model::wire::{GroupStatus, SyncFailure, SyncGroup, SyncState};

/// A row's key: the place of its group.
pub fn group_key(status: &GroupStatus) -> i64 {
    let group = status.group();
    let place = SyncGroup::ALL
        .into_iter()
        .position(|known| Some(known) == group);
    place
        .and_then(|place| i64::try_from(place).ok())
        .unwrap_or(-1)
}

/// Failures with a key each, newest first.
pub fn numbered(failures: Vec<SyncFailure>) -> Vec<(i64, SyncFailure)> {
    (0..).zip(failures).collect()
}

/// Columns of the groups.
pub fn groups(app: App, t: &'static Account, l: &'static FirstReading) -> Vec<Column<GroupStatus>> {
    vec![
        Column::new(t.group, move |status: &GroupStatus| name(t, &status.group)).names_row(),
        Column::new(t.state, move |status: &GroupStatus| state(t, l, status)).primary(),
        Column::new(t.observed, move |status: &GroupStatus| {
            observed(app, t, status)
        })
        .primary(),
        Column::new(t.next, move |status: &GroupStatus| next(t, status)),
    ]
}

/// Columns of the failures.
pub fn failures(t: &'static Account) -> Vec<Column<(i64, SyncFailure)>> {
    vec![
        Column::new(t.at, move |(_, failure): &(i64, SyncFailure)| {
            instant(failure.at)
        })
        .names_row(),
        Column::new(t.what, move |(_, failure): &(i64, SyncFailure)| {
            name(t, &failure.group)
        })
        .primary(),
        Column::new(t.answer, move |(_, failure): &(i64, SyncFailure)| {
            reason(t, failure)
        })
        .primary(),
        Column::new(t.request_id, move |(_, failure): &(i64, SyncFailure)| {
            request_id(failure)
        }),
        Column::new(t.message, move |(_, failure): &(i64, SyncFailure)| {
            view! { <span class="account-message">{failure.message.clone()}</span> }
        }),
    ]
}

fn name(t: &'static Account, key: &str) -> AnyView {
    match SyncGroup::of(key) {
        Some(group) => (t.group_name)(group).into_view(),
        None => key.to_owned().into_view(),
    }
}

fn instant(at: Option<Time>) -> AnyView {
    at.map(|at| {
        let full = format::instant_full(at.0);
        view! { <span title=full>{format::instant(at.0)}</span> }
    })
    .into_view()
}

fn state(t: &'static Account, l: &'static FirstReading, status: &GroupStatus) -> AnyView {
    let failure = status.failure.as_ref();
    match status.state() {
        Some(SyncState::Running) => {
            let done = format::count(status.done);
            let count = match status.total {
                Some(total) => (t.of)(&done, &format::count(total)),
                None => done,
            };
            let left = status.seconds_left.map(|left| (l.left)(left));
            view! {
                <span class="account-state">
                    <StatusBadge kind=Status::Warn text=t.running />
                    <span class="small muted">{count}{left.map(|left| format!("{}{left}", l.and))}</span>
                </span>
            }
        }
        _ if failure.is_some() => view! {
            <span class="account-state">
                <StatusBadge kind=Status::Bad text=t.failed />
                {failure.map(|failure| view! { <span class="small muted">{kind(t, &failure.kind)}</span> })}
            </span>
        },
        Some(SyncState::Done) => view! { <StatusBadge kind=Status::Ok text=t.read /> },
        _ => view! { <StatusBadge kind=Status::Idle text=t.never /> },
    }
}

fn observed(app: App, t: &'static Account, status: &GroupStatus) -> AnyView {
    let Some(at) = status.observed_at else {
        return t.never.into_view();
    };
    let ago = format::ago(&app.messages().common, at.0, clock::now());
    let full = format!("{}: {}", t.observed_tip, format::instant_full(at.0));
    view! { <span title=full>{ago}</span> }
}

fn next(t: &'static Account, status: &GroupStatus) -> AnyView {
    match status.next_at {
        Some(at) if at.0 > clock::now() => instant(Some(at)),
        Some(_) => t.soon.into_view(),
        None => ().into_view(),
    }
}

fn kind(t: &'static Account, key: &str) -> String {
    let known = t.kinds.iter().find(|(known, _)| *known == key);
    known.map_or_else(|| key.to_owned(), |(_, text)| (*text).to_owned())
}

fn reason(t: &'static Account, failure: &SyncFailure) -> AnyView {
    let status = failure.status.map(|status| status.to_string());
    let answer: Vec<String> = [status, failure.code.clone(), failure.operation.clone()]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <span class="account-state">
            <span>{kind(t, &failure.kind)}</span>
            <span class="small muted mono">{answer.join(" ")}</span>
        </span>
    }
}

fn request_id(failure: &SyncFailure) -> AnyView {
    failure
        .request_id
        .clone()
        .map(|id| {
            let m = crate::state::messages();
            let text = id.clone();
            view! {
                <span class="account-request"><span class="mono">{id}</span><CopyButton text=text label=m.common.copy copied_label=m.common.copied /></span>
            }
        })
        .into_view()
}
