//! The export dialog: rows, columns, format, remaining wait. Once the request is sent the dialog closes, and a notice links
//! to the task.

use super::scope::{FilterNames, NeededNames};
use super::wait::{clock_text, seconds_left, too_soon};
use super::{ExportDraft, ExportMenu, language};
use crate::api::export_calls::{self, EXPORT_TASKS};
use crate::api::{Query, calls, use_query};
use crate::features::background_tasks::{BackgroundTasks, background_tasks};
use crate::features::labels::slot as slot_of;
use crate::features::mutation::Mutation;
use crate::i18n::exports::{Exports, exports};
use crate::i18n::format;
use crate::platform::dom::fresh_key;
use crate::routes::Route;
use crate::routes::export::ExportsView;
use crate::state::{Link, Notice};
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::feedback::Advice;
use crate::ui::field::RadioGroup;
use crate::view::prelude::*;
use gsl_model::export::{Column, ExportKind, column, columns};
use gsl_model::wire::{
    Attribute, AttributeList, ExportPlan, ExportRequest, ExportTask, ExportTaskList, decode,
};
use leptos::task::spawn_local;

/// The open dialog. Copy.
#[derive(Clone, Copy)]
struct ExportDialog {
    menu: ExportMenu,
    t: &'static Exports,
    open: RwSignal<bool>,
    /// All columns instead of only the shown ones.
    all: RwSignal<bool>,
    csv: RwSignal<bool>,
    mutation: Mutation,
    left: Memo<i64>,
    names: FilterNames,
    background_tasks: BackgroundTasks,
    /// The counted rows, which the service keeps for the export.
    plan: RwSignal<Option<ExportPlan>>,
    /// The account's custom attributes: exports leave out those that are not enabled.
    attributes: Query<AttributeList>,
    /// Number of the last count request; answers to earlier ones are ignored.
    turn: StoredValue<u32>,
}

impl ExportDialog {
    /// All columns of a list as the service writes them. Tracked.
    fn every(self, what: ExportKind) -> impl Iterator<Item = &'static Column> {
        let list = self.attributes.data();
        let unused = move |column: &Column| {
            let slot = column.key.strip_prefix("customer_attribute");
            slot.and_then(|slot| slot.parse::<usize>().ok())
                .is_some_and(|wanted| {
                    let all = list
                        .iter()
                        .flat_map(|list| list.attributes.iter().enumerate());
                    let enabled = |(index, attribute): (usize, &Attribute)| {
                        attribute.status == Some(1) && slot_of(attribute, index) + 1 == wanted
                    };
                    list.is_some() && !all.into_iter().any(enabled)
                })
        };
        columns(what).iter().filter(move |column| !unused(column))
    }
}

/// The dialog, closed until an export is requested.
#[must_use]
pub fn draw(menu: ExportMenu) -> AnyView {
    let app = menu.app;
    let open = RwSignal::new(false);
    let list = use_query::<ExportTaskList>(app.client, move || {
        open.get().then(|| export_calls::tasks(1, 10))
    });
    let attributes = use_query::<AttributeList>(app.client, move || {
        let cards = menu
            .ask
            .with(|ask| ask.as_ref().is_some_and(|ask| ask.what.is_cards()));
        (open.get() && cards).then(calls::attributes)
    });
    let wanted = Memo::new(move |_| {
        let filter = |ask: &Option<ExportDraft>| {
            Some(NeededNames::of(ask.as_ref()?.selection.filter.as_deref()?))
        };
        menu.ask.with(|ask| filter(ask).unwrap_or_default())
    });
    let d = ExportDialog {
        menu,
        t: exports(app.locale.get_untracked()),
        open,
        all: RwSignal::new(false),
        csv: RwSignal::new(false),
        mutation: Mutation::new(),
        left: seconds_left(list),
        names: FilterNames::new(app, wanted),
        background_tasks: background_tasks(),
        plan: RwSignal::new(None),
        attributes,
        turn: StoredValue::new(0),
    };
    Effect::new(move |_| {
        if menu.ask.with(Option::is_some) {
            open.set(true);
            untrack(|| count(d));
            // The remaining wait may have changed.
            list.refetch();
        }
    });
    // A request that comes too soon is not shown as a failure, only the remaining wait.
    Effect::new(move |_| {
        let early = d
            .mutation
            .error
            .with(|error| error.as_ref().is_some_and(too_soon));
        if early {
            d.mutation.error.set(None);
            list.refetch();
        }
    });
    // An outdated row count is requested again.
    Effect::new(move |_| {
        if d.mutation.is_outdated() {
            d.plan.set(None);
        }
    });
    let m = app.messages();
    let title = Signal::derive(move || {
        menu.ask.with(|ask| {
            ask.as_ref()
                .map_or_else(String::new, |ask| ask.title.clone())
        })
    });
    view! {
        <Dialog
            open=open
            title=title
            close_label=m.common.close
            on_close=Callback::new(move |()| { let _ = menu.ask.try_set(None); })
            footer=move || footer(d)
        >
            {move || menu.ask.get().map(|ask| form(d, &ask))}
        </Dialog>
    }
}

/// Asks the service to count the rows and keep them for the export.
fn count(d: ExportDialog) {
    let Some(ask) = d.menu.ask.get_untracked() else {
        return;
    };
    let turn = d.turn.get_value().wrapping_add(1);
    d.turn.set_value(turn);
    d.plan.set(None);
    d.mutation.error.set(None);
    let request = export_calls::plan(&ExportRequest {
        what: ask.what.key().to_owned(),
        selection: ask.selection,
        ..ExportRequest::default()
    });
    spawn_local(async move {
        let client = d.menu.app.client;
        let answer = client.send(&request.once(fresh_key()), None).await;
        if d.turn.try_get_value() != Some(turn) {
            return;
        }
        match answer {
            Ok(plan) => d.plan.set(Some(plan)),
            Err(error) => d.mutation.error.set(Some(error)),
        }
    });
}

fn form(d: ExportDialog, ask: &ExportDraft) -> AnyView {
    let t = d.t;
    let shown = ask.keys.clone();
    let what = ask.what;
    let names = move || {
        let list: Vec<&str> = if d.all.get() {
            d.every(what)
                .map(|column| column.heading(language(d.menu.app)))
                .collect()
        } else {
            let keys = shown.iter().filter_map(|key| column(what, key));
            keys.map(|column| column.heading(language(d.menu.app)))
                .collect()
        };
        list.join(d.menu.app.messages().common.comma)
    };
    let usage =
        (ask.what == ExportKind::CardUsage).then(|| view! { <p class="small">{t.six_cycles}</p> });
    let either = |on: RwSignal<bool>, yes: &'static str, no: &'static str| {
        let value = Signal::derive(move || if on.get() { yes } else { no }.to_owned());
        (value, Callback::new(move |key: String| on.set(key == yes)))
    };
    let (columns_value, choose_columns) = either(d.all, "all", "shown");
    let (format_value, choose_format) = either(d.csv, "csv", "xlsx");
    let option = |key: &str, text: String| (key.to_owned(), text);
    let wait = move || {
        let left = d.left.get();
        (left > 0).then(|| {
            view! { <Advice><p role="timer">{(t.wait)(&clock_text(left))}</p></Advice> }
        })
    };
    let loading = d.menu.app.messages().common.loading;
    let will = move || {
        d.plan.with(|plan| match plan {
            Some(plan) => (t.will)(&format::count(plan.total)),
            None if d.mutation.error.with(Option::is_some) => String::new(),
            None => loading.to_owned(),
        })
    };
    view! {
        <div class="export-form">
            <p role="status"><b>{will}</b></p>
            {d.names.scope(ask.what, ask.selection.filter.as_deref(), ask.selection.except.len())}
            <RadioGroup
                legend=t.columns
                options=vec![
                    option("shown", (t.columns_shown)(ask.keys.len())),
                    option("all", t.columns_all.to_owned()),
                ]
                value=columns_value
                on_change=choose_columns
            />
            <p class="muted small">{names}</p>
            {usage}
            <RadioGroup
                legend=t.format
                options=vec![option("xlsx", t.xlsx.to_owned()), option("csv", t.csv.to_owned())]
                value=format_value
                on_change=choose_format
            />
            <p class="muted small">{t.snapshot}" "{t.pace}</p>
            {wait}
            {d.mutation.failure()}
        </div>
    }
}

fn footer(d: ExportDialog) -> AnyView {
    let app = d.menu.app;
    let m = app.messages();
    let close = Callback::new(move |()| d.open.set(false));
    let reason = Signal::derive(move || {
        let left = d.left.get();
        let wait = (left > 0).then(|| (d.t.wait)(&clock_text(left)));
        let counting = d.plan.with(Option::is_none) && d.mutation.error.with(Option::is_none);
        wait.or_else(|| d.mutation.wait(app))
            .or_else(|| counting.then(|| m.common.loading.to_owned()))
    });
    let label = move || match d.plan.with(Option::is_some) || d.mutation.error.with(Option::is_none)
    {
        true => d.t.start,
        false => d.t.count_again,
    };
    view! {
        <Button on_click=close>{m.common.cancel}</Button>
        <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| send(d))>{label}</Button>
    }
}

fn send(d: ExportDialog) {
    let app = d.menu.app;
    let Some(ask) = d.menu.ask.get_untracked() else {
        return;
    };
    let Some(plan) = d
        .plan
        .with_untracked(|plan| plan.as_ref().map(|plan| plan.plan_id))
    else {
        count(d);
        return;
    };
    let keys = ask.keys.into_iter().map(str::to_owned).collect();
    let text = |text: &str| Some(text.to_owned());
    let request = export_calls::create(&ExportRequest {
        plan_id: Some(plan),
        columns: (!d.all.get_untracked()).then_some(keys),
        format: text(if d.csv.get_untracked() { "csv" } else { "xlsx" }),
        language: text(match language(app) {
            gsl_model::sheet::Language::Zh => "zh",
            gsl_model::sheet::Language::En => "en",
        }),
        ..ExportRequest::default()
    });
    let done = move |body: String| {
        let Ok(task) = decode::<ExportTask>(&body) else {
            return;
        };
        d.open.set(false);
        let link = Link {
            href: app.nav.href(&Route::Exports(ExportsView::default())),
            text: d.t.to_tasks.to_owned(),
            key: None,
            download: None,
        };
        app.tell(Notice::new(false, (d.t.started)(task.export_task_id)).with_link(link));
        d.background_tasks
            .wait_for(d.background_tasks.exports, task.export_task_id);
    };
    d.mutation
        .run(app, request, &[EXPORT_TASKS], Box::new(done));
}
