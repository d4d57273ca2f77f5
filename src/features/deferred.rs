//! Parts of the console that are loaded separately from their page, when they are first needed.

use crate::platform::wasm_split::LoadError;
use crate::state::App;
use crate::view::prelude::*;
use leptos::task::spawn_local;
use std::{pin::Pin, rc::Rc};

type Coming = Pin<Box<dyn Future<Output = bool>>>;

/// Loads a part with `bring` once `wanted` is true, and keeps it. If loading fails, the user is notified and `give_up`
/// resets `wanted`; when it is true again, loading is retried.
pub fn arriving<D: 'static>(
    app: App,
    wanted: Signal<bool>,
    bring: impl AsyncFn() -> Result<D, LoadError> + 'static,
    give_up: Callback<()>,
) -> RwSignal<Option<D>> {
    let here = RwSignal::new(None);
    let bring = Rc::new(bring);
    let start = move || -> Coming {
        let bring = Rc::clone(&bring);
        Box::pin(async move {
            let part = bring().await.ok();
            let arrived = part.is_some();
            let _ = here.try_set(part);
            arrived
        })
    };
    fetch(app, wanted, Box::new(start), give_up);
    here
}

/// [`arriving`] without the type of the part, so that it is compiled once.
fn fetch(app: App, wanted: Signal<bool>, start: Box<dyn Fn() -> Coming>, give_up: Callback<()>) {
    let asked = StoredValue::new(false);
    Effect::new(move |_| {
        if !wanted.get() || asked.get_value() {
            return;
        }
        asked.set_value(true);
        let coming = start();
        spawn_local(async move {
            // If the page is gone, nothing waits for the result.
            if !coming.await && asked.try_set_value(false) {
                let e = &app.messages().errors;
                app.notify(true, format!("{} {}", e.part_lost, e.part_lost_next));
                give_up.run(());
            }
        });
    });
}
