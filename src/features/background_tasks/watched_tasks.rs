//! Long-running tasks of the service (bulk jobs, exports): stored in this browser, polled until they end, announced once.

use crate::features::polling::every;
use crate::platform::storage;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Polls one task. When it has ended, announces it or drops it.
pub type CheckTask = fn(App, WatchedTasks, i64) -> Pin<Box<dyn Future<Output = ()>>>;

/// The watched tasks of one kind in this browser. Copy.
#[derive(Clone, Copy)]
pub struct WatchedTasks {
    /// Prefix of the storage keys; the id follows.
    prefix: &'static str,
    /// Whether there are watched tasks.
    on: RwSignal<bool>,
    following: StoredValue<bool>,
    announced: StoredValue<Vec<i64>>,
}

impl WatchedTasks {
    pub(super) fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            on: RwSignal::new(false),
            following: StoredValue::new(false),
            announced: StoredValue::new(Vec::new()),
        }
    }

    /// The storage key of task `id`.
    #[must_use]
    pub fn key(self, id: i64) -> String {
        format!("{}{id}", self.prefix)
    }

    /// Ids of the watched tasks.
    #[must_use]
    pub fn written(self) -> Vec<i64> {
        storage::keys(self.prefix)
            .iter()
            .filter_map(|key| key.strip_prefix(self.prefix)?.parse().ok())
            .collect()
    }

    /// Resumes watching; true if the caller has to call [`follow`](Self::follow).
    pub(super) fn resume(self) -> bool {
        if self.written().is_empty() {
            return false;
        }
        self.on.set(true);
        let follows = self.following.get_value();
        self.following.set_value(true);
        !follows
    }

    /// Polls the watched tasks that have not been announced, at this interval, until the current owner is cleaned up.
    pub fn follow(self, app: App, ms: Signal<i32>, check: CheckTask) {
        let busy = StoredValue::new(false);
        let look = Callback::new(move |()| {
            let ids = self.written();
            if ids.is_empty() {
                self.on.set(false);
            }
            if ids.is_empty() || busy.get_value() {
                return;
            }
            busy.set_value(true);
            spawn_local(async move {
                for id in ids {
                    if self
                        .announced
                        .try_with_value(|announced| announced.contains(&id))
                        == Some(false)
                    {
                        check(app, self, id).await;
                    }
                }
                let _ = busy.try_set_value(false);
            });
        });
        every(ms, Memo::new(move |_| self.on.get()), look);
        look.run(());
    }

    /// Marks it as announced, so that it is not polled again; false once the console is unmounted.
    #[must_use]
    pub fn mark_announced(self, id: i64) -> bool {
        self.announced
            .try_update_value(|announced| announced.push(id))
            .is_some()
    }

    /// Tasks that have been announced.
    #[must_use]
    pub fn announced(self) -> Vec<i64> {
        self.announced.get_value()
    }

    /// Allows retried tasks to be announced again.
    pub fn clear_announced(self) {
        self.announced.set_value(Vec::new());
    }

    /// Stops watching a task: removes the entry and its notice.
    pub fn forget(self, app: App, id: i64) {
        app.forget(&self.key(id));
    }
}
