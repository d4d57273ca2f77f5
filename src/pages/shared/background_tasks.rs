//! What goes on wherever in the console the viewer is: guided procedures, and waiting for bulk jobs and exports to end. All
//! are written down in this browser; what carries them on is a part of its own, fetched once there is something to carry on.

mod watched_tasks;

pub use watched_tasks::WatchedTasks;

use super::guided::{self, GuidedProcedures};
use crate::pages::parts;
use crate::platform::storage;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;

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
    procedures: StoredValue<Option<GuidedProcedures>>,
}

/// What goes on in the console this component belongs to.
#[must_use]
pub fn background_tasks() -> BackgroundTasks {
    expect_context::<BackgroundTasks>()
}

impl BackgroundTasks {
    /// Looks for something to carry on now and on every page, as long as the current owner lives.
    pub fn begin(app: App) {
        let background_tasks = Self {
            app,
            jobs: WatchedTasks::new("job."),
            exports: WatchedTasks::new("export."),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            procedures: StoredValue::new(None),
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
            // What did not arrive is asked for again on the next page.
            if let Ok(resume) = parts::load_background_tasks().await
                && self.owner.try_with_value(|_| ()).is_some()
            {
                resume(self);
            }
        });
    }

    /// Carries on what is written down; `jobs` waits for bulk jobs, `exports` for exports.
    pub fn resume(self, jobs: fn(Self), exports: fn(Self)) {
        if guided::any_written() {
            let _ = self.procedures();
        }
        for (what, follow) in [(self.jobs, jobs), (self.exports, exports)] {
            if what.resume() {
                self.owner.get_value().with(|| follow(self));
            }
        }
    }

    /// The guided procedures; they go on whatever becomes of the page that asks.
    #[must_use]
    pub fn procedures(self) -> GuidedProcedures {
        let procedures = self.procedures.get_value().unwrap_or_else(|| {
            let owner = self.owner.get_value();
            let procedures = owner.with(|| GuidedProcedures::new(self.app));
            self.procedures.set_value(Some(procedures));
            procedures
        });
        procedures.read();
        procedures
    }

    /// Says when what was begun here, one of [`jobs`](Self::jobs) or [`exports`](Self::exports), is over.
    pub fn wait_for(self, what: WatchedTasks, id: i64) {
        storage::set_text(&what.key(id), "");
        self.look();
    }
}
