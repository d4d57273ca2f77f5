//! 账号与同步: what was read of the account when, calls used and left, the latest failures; pause, resume, read now.

mod tables;

use crate::api::{account_calls, use_query};
use crate::features::account::{EVERY_MS, IDLE_MS, Reading};
use crate::features::listing::nothing;
use crate::features::mutation::Mutation;
use crate::features::polling::every;
use crate::features::query_section::{load_state, part};
use crate::i18n::Locale;
use crate::i18n::account::{Account, account, first_reading};
use crate::i18n::format;
use crate::state::{App, app};
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{Advice, Empty, Progress};
use crate::ui::icon::IconName;
use crate::ui::table::DataTable;
use crate::view::prelude::*;
use gsl_model::wire::AccountSync;
use std::rc::Rc;

/// The account as it was last answered.
type Sync = Memo<Option<Rc<AccountSync>>>;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let t = account(app.locale.get_untracked());
    let head = |actions: AnyView| {
        view! {
            <div class="head">
                <div><h1 tabindex="-1">{m.shell.account_sync}</h1><p>{t.purpose}</p></div>
                <div class="actions">{actions}</div>
            </div>
        }
    };
    if !app.client.mirrors() {
        return view! {
            {head(().into_view())}
            <section class="panel">{nothing(t.not_offered, t.not_offered_text)}</section>
        };
    }
    let query = use_query::<AccountSync>(app.client, || Some(account_calls::sync()));
    let state = load_state(query);
    let sync: Sync = Memo::new(move |_| query.data());
    let interval = Signal::derive(move || {
        let reading = sync.with(|sync| sync.as_ref().is_some_and(|sync| Reading::of(sync).runs()));
        if reading { EVERY_MS } else { IDLE_MS }
    });
    every(interval, Memo::new(|_| true), state.refetch);
    let mutation = Mutation::new();
    view! {
        {head(buttons(app, t, sync, mutation))}
        {mutation.failure()}
        {part(state, 10, move || content(app, t, sync))}
    }
}

fn buttons(app: App, t: &'static Account, sync: Sync, mutation: Mutation) -> AnyView {
    let paused =
        Memo::new(move |_| sync.with(|sync| sync.as_ref().is_some_and(|sync| sync.paused)));
    let wait = Signal::derive(move || {
        let loading = sync
            .with(Option::is_none)
            .then(|| app.messages().common.loading.to_owned());
        loading.or_else(|| mutation.wait(app))
    });
    let switch = Callback::new(move |()| {
        let call = if paused.get_untracked() {
            account_calls::resume()
        } else {
            account_calls::pause()
        };
        mutation.run(app, call, &[account_calls::SYNC], Box::new(|_| ()));
    });
    let no_read = Signal::derive(move || {
        paused
            .get()
            .then(|| t.pause_first.to_owned())
            .or_else(|| wait.get())
    });
    let read = Callback::new(move |()| {
        let done = move |_| app.announce(t.read_now_asked);
        mutation.run(
            app,
            account_calls::read_now(),
            &[account_calls::SYNC],
            Box::new(done),
        );
    });
    view! {
        <Button disabled_reason=wait on_click=switch>{move || if paused.get() { t.resume } else { t.pause }}</Button>
        <Button kind=Kind::Primary icon=IconName::Refresh disabled_reason=no_read on_click=read>{t.read_now}</Button>
    }
}

fn content(app: App, t: &'static Account, sync: Sync) -> AnyView {
    let groups = Memo::new(move |_| {
        sync.with(|sync| {
            sync.as_ref()
                .map(|sync| sync.groups.clone())
                .unwrap_or_default()
        })
    });
    let failures = Memo::new(move |_| {
        let failures = sync.with(|sync| sync.as_ref().map(|sync| sync.failures.clone()));
        tables::numbered(failures.unwrap_or_default())
    });
    let none = Memo::new(move |_| failures.with(Vec::is_empty));
    view! {
        {move || sync.get().map(|sync| now(t, app.locale.get_untracked(), &sync))}
        <section class="panel" aria-labelledby="account-groups">
            <header><h2 id="account-groups">{t.groups_title}</h2></header>
            <DataTable
                label=t.groups_title
                columns=tables::groups(app, t, first_reading(app.locale.get_untracked()))
                rows=groups
                key=tables::group_key
                more_label=app.messages().common.more
            />
        </section>
        <section class="panel" aria-labelledby="account-calls">
            <header><h2 id="account-calls">{t.calls_title}</h2></header>
            <div class="pad">{move || sync.get().map(|sync| calls(t, &sync))}</div>
        </section>
        <section class="panel" aria-labelledby="account-failures">
            <header><h2 id="account-failures">{t.failures_title}</h2></header>
            {move || if none.get() {
                view! { <Empty title=t.no_failures /> }
            } else {
                view! {
                    <DataTable
                        label=t.failures_title
                        columns=tables::failures(t)
                        rows=failures
                        key=|(number, _)| *number
                        more_label=app.messages().common.more
                    />
                }
            }}
        </section>
    }
}

/// What goes on, in one line: paused, the cards that have been read, or that all is there.
fn now(t: &'static Account, locale: Locale, sync: &AccountSync) -> AnyView {
    if sync.paused {
        return view! { <Advice><p><b>{t.paused}</b></p><p>{t.paused_text}</p></Advice> };
    }
    let reading = Reading::of(sync);
    match reading.cards(locale) {
        Some((text, percent)) => {
            let label = text.clone();
            view! {
                <div class="account-now" role="status">
                    <p>{text}</p>
                    <Progress label=Signal::derive(move || label.clone()) value=percent />
                </div>
            }
        }
        None if reading.complete() => {
            view! { <Advice kind=Status::Ok><p>{t.up_to_date}</p></Advice> }
        }
        None => ().into_view(),
    }
}

fn calls(t: &'static Account, sync: &AccountSync) -> AnyView {
    let left = (sync.calls_allowed_per_minute - sync.calls_last_minute).max(0);
    let minute = (t.minute)(
        &format::count(sync.calls_last_minute),
        &format::count(sync.calls_allowed_per_minute),
    );
    let facts = [
        (t.last_minute, minute),
        (t.still_left, format::count(left)),
        (t.waiting, format::count(sync.calls_waiting)),
        (t.made, format::count(sync.calls_made)),
        (t.throttled, format::count(sync.throttled)),
    ];
    let slowed = (sync.calls_allowed_per_minute < sync.calls_full_per_minute)
        .then(|| (t.slowed)(&format::count(sync.calls_full_per_minute)));
    let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="facts account-calls">{facts.into_iter().map(fact).collect_view()}</dl>
        {slowed.map(|text| view! { <p class="small muted">{text}</p> })}
    }
}
