//! What goes on wherever in the console the viewer is: guided procedures, and waiting for bulk jobs and exports to end. All
//! are written down in this browser; what carries them on is a part of its own, fetched once there is something to carry on.

mod watched_tasks;

pub use watched_tasks::WatchedTasks;

use crate::features::actions::guided;
use crate::platform::storage;
use crate::platform::wasm_split::LoadError;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Resumes background tasks, whatever page is open.
pub type Resume = fn(BackgroundTasks);

/// Loads the background tasks unless they are loaded.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Result<Resume, LoadError>>>>;

/// Handle of what goes on. Copy; lives as long as the mounted console.
#[derive(Clone, Copy)]
pub struct BackgroundTasks {
    /// The console.
    pub app: App,
    /// Bulk jobs waited for.
    pub jobs: WatchedTasks,
    /// Exports waited for.
    pub exports: WatchedTasks,
    owner: StoredValue<Owner>,
    load: Load,
}

/// What goes on in the console this component belongs to.
#[must_use]
pub fn background_tasks() -> BackgroundTasks {
    expect_context::<BackgroundTasks>()
}

impl BackgroundTasks {
    /// Looks for something to carry on now and on every page, as long as the current owner lives.
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
            // What failed to load is requested again on the next page.
            if let Ok(resume) = (self.load)().await
                && self.owner.try_with_value(|_| ()).is_some()
            {
                resume(self);
            }
        });
    }

    /// Carries on what is written down; `jobs` waits for bulk jobs, `exports` for exports.
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

    /// Says when what was begun here, one of [`jobs`](Self::jobs) or [`exports`](Self::exports), is over.
    pub fn wait_for(self, what: WatchedTasks, id: i64) {
        storage::set_text(&what.key(id), "");
        self.look();
    }
}
