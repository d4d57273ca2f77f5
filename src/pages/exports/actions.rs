//! What can be done with a task: its file, cancelling, trying again, deleting.

use crate::api::MutationRequest;
use crate::api::export_calls::{self, EXPORT_TASKS};
use crate::features::background_tasks::{BackgroundTasks, background_tasks};
use crate::features::exports::wait::{clock_text, too_soon};
use crate::features::mutation::Mutation;
use crate::i18n::exports::exports;
use crate::platform::save::save;
use crate::state::App;
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use gsl_model::export::TaskState;
use gsl_model::wire::ExportTask;
use leptos::task::spawn_local;

/// The page's actions. Copy.
#[derive(Clone, Copy)]
pub struct TaskActions {
    /// The console.
    pub app: App,
    /// Seconds until the next export.
    left: Memo<i64>,
    mutation: Mutation,
    background_tasks: BackgroundTasks,
    /// The task whose deletion is asked about.
    to_delete: RwSignal<Option<i64>>,
}

impl TaskActions {
    /// `left` are the seconds until this user's next export.
    pub fn new(app: App, left: Memo<i64>) -> Self {
        let actions = Self {
            app,
            left,
            mutation: Mutation::new(),
            background_tasks: background_tasks(),
            to_delete: RwSignal::new(None),
        };
        // Too soon: the remaining wait is shown instead of a failure.
        Effect::new(move |_| {
            let early = actions
                .mutation
                .error
                .with(|error| error.as_ref().is_some_and(too_soon));
            if early {
                actions.mutation.error.set(None);
                app.client.invalidate(EXPORT_TASKS);
            }
        });
        actions
    }

    fn run(self, request: MutationRequest, said: String, after: impl FnOnce() + 'static) {
        let app = self.app;
        self.mutation.run(
            app,
            request,
            &[EXPORT_TASKS],
            Box::new(move |_| {
                after();
                app.announce(said);
            }),
        );
    }

    /// The buttons of a row.
    pub fn cell(self, task: &ExportTask) -> AnyView {
        let app = self.app;
        let t = exports(app.locale.get_untracked());
        let id = task.export_task_id;
        let (cancellable, retryable, failed) =
            (task.cancellable, task.retryable, task.is(TaskState::Failed));
        let cancel = Callback::new(move |()| {
            self.run(export_calls::cancel(id), (t.cancelled)(id), || {});
        });
        let retry = Callback::new(move |()| {
            let after = move || {
                self.background_tasks
                    .wait_for(self.background_tasks.exports, id)
            };
            self.run(export_calls::retry(id), (t.retried)(id), after);
        });
        let no_cancel = (!cancellable).then(|| t.cancel_not.to_owned());
        let no_retry = Signal::derive(move || {
            let left = self.left.get();
            if !retryable {
                Some(t.retry_not.to_owned())
            } else {
                // One that failed is not made to wait.
                (left > 0 && !failed).then(|| (t.wait)(&clock_text(left)))
            }
        });
        view! {
            <span class="export-actions">
                {self.download(task)}
                <IconButton icon=IconName::Close label=(t.cancel)(id) disabled_reason=no_cancel on_click=cancel />
                <IconButton icon=IconName::Refresh label=(t.retry)(id) disabled_reason=no_retry on_click=retry />
                <IconButton
                    icon=IconName::Trash
                    label=(t.delete)(id)
                    on_click=Callback::new(move |()| { self.mutation.error.set(None); self.to_delete.set(Some(id)); })
                />
            </span>
        }
    }

    /// A link, where the browser can fetch the file by itself.
    fn download(self, task: &ExportTask) -> AnyView {
        let app = self.app;
        let t = exports(app.locale.get_untracked());
        if !task.is(TaskState::Succeeded) {
            return view! {
                <Button kind=Kind::Quiet icon=IconName::Download disabled_reason=t.no_file.to_owned() on_click=Callback::new(|()| {})>
                    {t.download}
                </Button>
            };
        }
        let name = task.file_name.clone().unwrap_or_default();
        let request = export_calls::file(task.export_task_id);
        if let Some(href) = app.client.address(&request) {
            let label = (t.download_of)(&name);
            return view! {
                <a class="btn quiet" href=href download=name aria-label=label>{icon(IconName::Download)}{t.download}</a>
            };
        }
        let get = Callback::new(move |()| {
            let (request, name) = (request.clone(), name.clone());
            spawn_local(async move {
                let problem = match app.client.file(&request).await {
                    Ok(file) => save(&file, &name).err(),
                    Err(error) => Some(app.messages().errors.explain(&error).0.to_owned()),
                };
                if let Some(problem) = problem {
                    app.notify(true, problem);
                }
            });
        });
        view! { <Button kind=Kind::Quiet icon=IconName::Download on_click=get>{t.download}</Button> }
    }

    /// The wait until the next export, and what went wrong.
    pub fn notices(self) -> AnyView {
        let t = exports(self.app.locale.get_untracked());
        let wait = move || {
            let left = self.left.get();
            (left > 0).then(|| view! { <p class="muted small pad export-wait" role="timer">{(t.wait)(&clock_text(left))}</p> })
        };
        view! { {wait} {self.failure(false)} }
    }

    fn failure(self, in_dialog: bool) -> AnyView {
        (move || {
            (self.to_delete.with(Option::is_some) == in_dialog).then(|| self.mutation.failure())
        })
        .into_view()
    }

    /// The dialog that deletes.
    pub fn view(self) -> AnyView {
        let app = self.app;
        let m = app.messages();
        let t = exports(app.locale.get_untracked());
        let open = RwSignal::new(false);
        Effect::new(move |_| open.set(self.to_delete.with(Option::is_some)));
        let title = Signal::derive(move || {
            self.to_delete
                .get()
                .map_or_else(String::new, t.delete_title)
        });
        let close = Callback::new(move |()| self.to_delete.set(None));
        let delete = Callback::new(move |()| {
            if let Some(id) = self.to_delete.get_untracked() {
                self.background_tasks.exports.forget(app, id);
                self.run(export_calls::delete(id), (t.deleted)(id), move || {
                    self.to_delete.set(None)
                });
            }
        });
        view! {
            <Dialog
                open=open
                title=title
                close_label=m.common.close
                on_close=Callback::new(move |()| { let _ = self.to_delete.try_set(None); })
                footer=move || view! {
                    <Button on_click=close>{m.common.cancel}</Button>
                    <Button kind=Kind::Danger disabled_reason=Signal::derive(move || self.mutation.wait(app)) on_click=delete>{m.common.delete}</Button>
                }
            >
                <p>{t.delete_text}</p>
                {self.failure(true)}
            </Dialog>
        }
    }
}
