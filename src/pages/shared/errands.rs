//! What goes on wherever in the console the viewer is: guided procedures, and waiting for bulk jobs and exports to end. All
//! are written down in this browser; what carries them on is a part of its own, fetched once there is something to carry on.

use super::guided::{self, Guides};
use crate::pages::parts;
use crate::platform::storage;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// Keys of bulk jobs waited for begin so; the number follows.
const JOB: &str = "job.";
/// Keys of exports waited for begin so.
const EXPORT: &str = "export.";

/// Handle of what goes on. Copy; lives as long as the mounted console.
#[derive(Clone, Copy)]
pub struct Errands {
    /// The console.
    pub app: App,
    /// Jobs are waited for.
    pub waiting: RwSignal<bool>,
    /// Exports are waited for.
    pub exporting: RwSignal<bool>,
    owner: StoredValue<Owner>,
    guides: StoredValue<Option<Guides>>,
    following: StoredValue<bool>,
    following_exports: StoredValue<bool>,
}

/// What goes on in the console this component belongs to.
#[must_use]
pub fn errands() -> Errands {
    expect_context::<Errands>()
}

impl Errands {
    /// Looks for something to carry on now and on every page, as long as the current owner lives.
    pub fn begin(app: App) {
        let errands = Self {
            app,
            waiting: RwSignal::new(false),
            exporting: RwSignal::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            guides: StoredValue::new(None),
            following: StoredValue::new(false),
            following_exports: StoredValue::new(false),
        };
        provide_context(errands);
        Effect::new(move |_| {
            app.nav.visits.track();
            errands.look();
        });
    }

    fn look(self) {
        if !guided::any_written() && self.jobs().is_empty() && self.exports().is_empty() {
            return;
        }
        spawn_local(async move {
            // What did not arrive is asked for again on the next page.
            if let Ok(resume) = parts::bring_errands().await
                && !self.waiting.is_disposed()
            {
                resume(self);
            }
        });
    }

    /// Carries on what is written down; `jobs` waits for bulk jobs, `exports` for exports.
    pub fn resume(self, jobs: fn(Self), exports: fn(Self)) {
        if guided::any_written() {
            let _ = self.guides();
        }
        for (any, waiting, following, follow) in [
            (self.jobs(), self.waiting, self.following, jobs),
            (
                self.exports(),
                self.exporting,
                self.following_exports,
                exports,
            ),
        ] {
            if any.is_empty() {
                continue;
            }
            waiting.set(true);
            if !following.get_value() {
                following.set_value(true);
                self.owner.get_value().with(|| follow(self));
            }
        }
    }

    /// The guided procedures; they go on whatever becomes of the page that asks.
    #[must_use]
    pub fn guides(self) -> Guides {
        let guides = self.guides.get_value().unwrap_or_else(|| {
            let owner = self.owner.get_value();
            let guides = owner.with(|| Guides::new(self.app));
            self.guides.set_value(Some(guides));
            guides
        });
        guides.read();
        guides
    }

    /// Says when a job made here has ended.
    pub fn wait_for(self, job: i64) {
        storage::set_text(&key(job), "");
        self.look();
    }

    /// The jobs waited for.
    #[must_use]
    pub fn jobs(self) -> Vec<i64> {
        written(JOB)
    }

    /// Says when an export asked for here is ready.
    pub fn wait_for_export(self, task: i64) {
        storage::set_text(&export_key(task), "");
        self.look();
    }

    /// The exports waited for.
    #[must_use]
    pub fn exports(self) -> Vec<i64> {
        written(EXPORT)
    }
}

fn written(prefix: &str) -> Vec<i64> {
    storage::keys(prefix)
        .iter()
        .filter_map(|key| key.strip_prefix(prefix)?.parse().ok())
        .collect()
}

/// Where it is written down that an export is waited for.
#[must_use]
pub fn export_key(task: i64) -> String {
    format!("{EXPORT}{task}")
}

/// Where it is written down that a job is waited for.
#[must_use]
pub fn key(job: i64) -> String {
    format!("{JOB}{job}")
}
