//! What goes on wherever in the console the viewer is: guided procedures, and waiting for bulk jobs and exports to end. All
//! are written down in this browser; what carries them on is a part of its own, fetched once there is something to carry on.

mod waiting;

pub use waiting::Waiting;

use super::guided::{self, Guides};
use crate::pages::parts;
use crate::platform::storage;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// Handle of what goes on. Copy; lives as long as the mounted console.
#[derive(Clone, Copy)]
pub struct Errands {
    /// The console.
    pub app: App,
    /// Bulk jobs waited for.
    pub jobs: Waiting,
    /// Exports waited for.
    pub exports: Waiting,
    owner: StoredValue<Owner>,
    guides: StoredValue<Option<Guides>>,
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
            jobs: Waiting::new("job."),
            exports: Waiting::new("export."),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            guides: StoredValue::new(None),
        };
        provide_context(errands);
        Effect::new(move |_| {
            app.nav.visits.track();
            errands.look();
        });
    }

    fn look(self) {
        let waits = |what: Waiting| !what.written().is_empty();
        if !guided::any_written() && !waits(self.jobs) && !waits(self.exports) {
            return;
        }
        spawn_local(async move {
            // What did not arrive is asked for again on the next page.
            if let Ok(resume) = parts::bring_errands().await
                && self.owner.try_with_value(|_| ()).is_some()
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
        for (what, follow) in [(self.jobs, jobs), (self.exports, exports)] {
            if what.resume() {
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

    /// Says when what was begun here, one of [`jobs`](Self::jobs) or [`exports`](Self::exports), is over.
    pub fn wait_for(self, what: Waiting, id: i64) {
        storage::set_text(&what.key(id), "");
        self.look();
    }
}
