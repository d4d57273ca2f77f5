//! Background tasks that run on every page: guided procedures, and waiting for bulk jobs and exports to end. They are
//! stored in this browser; the code that resumes them is a separate chunk, loaded when there is something to resume.

mod watched_tasks;

pub use watched_tasks::WatchedTasks;

use crate::features::actions::guided;
use crate::platform::storage;
use crate::platform::wasm_split::LoadError;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Resumes background tasks, on any page.
pub type Resume = fn(BackgroundTasks);

/// Loads the code of the background tasks, if it is not loaded yet.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Result<Resume, LoadError>>>>;

/// Handle of the background tasks. Copy; lives as long as the mounted console.
#[derive(Clone, Copy)]
pub struct BackgroundTasks {
    /// The console.
    pub app: App,
    /// Watched bulk jobs.
    pub jobs: WatchedTasks,
    /// Watched exports.
    pub exports: WatchedTasks,
    owner: StoredValue<Owner>,
    load: Load,
}

/// The background tasks of the console that this component belongs to.
#[must_use]
pub fn background_tasks() -> BackgroundTasks {
    expect_context::<BackgroundTasks>()
}

impl BackgroundTasks {
    /// Checks now and after every navigation whether there is something to resume, until the current owner is cleaned up.
    pub fn begin(app: App, load: Load) {
        guided::provide(app);
        let background_tasks = Self {
            app,
            jobs: WatchedTasks::new("job."),
            exports: WatchedTasks::new("export."),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            load,
        };
        provide_context(background_tasks);
        Effect::new(move |_| {
            app.nav.visits.track();
            background_tasks.look();
        });
    }

    fn look(self) {
        let waits = |what: WatchedTasks| !what.written().is_empty();
        if !guided::any_written() && !waits(self.jobs) && !waits(self.exports) {
            return;
        }
        spawn_local(async move {
            // If loading fails, it is tried again on the next page.
            if let Ok(resume) = (self.load)().await
                && self.owner.try_with_value(|_| ()).is_some()
            {
                resume(self);
            }
        });
    }

    /// Resumes what is stored; `jobs` watches bulk jobs, `exports` watches exports.
    pub fn resume(self, jobs: fn(Self), exports: fn(Self)) {
        if guided::any_written() {
            // This runs outside of any component.
            let _ = self.owner.get_value().with(guided::procedures);
        }
        for (what, follow) in [(self.jobs, jobs), (self.exports, exports)] {
            if what.resume() {
                self.owner.get_value().with(|| follow(self));
            }
        }
    }

    /// Announces the end of a task started here; `what` is [`jobs`](Self::jobs) or [`exports`](Self::exports).
    pub fn wait_for(self, what: WatchedTasks, id: i64) {
        storage::set_text(&what.key(id), "");
        self.look();
    }
}
