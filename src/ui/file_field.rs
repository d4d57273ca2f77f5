//! A file, picked or dropped. The browser's own file field speaks the browser's language, and goes on saying that no file is
//! chosen once it has been emptied: it is there for the keyboard and assistive technology, and a button stands for it.

use super::icon::{IconName, icon};
use super::unique_id;
use crate::platform::picked;
use crate::view::prelude::*;
use web_sys::{DragEvent, Event, File};

/// Kinds of files that hold card numbers.
const TABLES: &str = ".csv,.tsv,.txt,.xlsx";

/// The field; `name` is that of the file taken, empty while there is none.
#[component]
pub fn FileField(
    /// Text of its button, and its name.
    #[prop(into)]
    label: String,
    /// Help below.
    #[prop(into)]
    hint: String,
    /// Name of the file taken.
    #[prop(into)]
    name: Signal<String>,
    /// Takes a file.
    on_file: Callback<File>,
) -> impl IntoView {
    let (id, hint_id) = (unique_id("file"), unique_id("file-hint"));
    let over = RwSignal::new(false);
    let take = move |file: Option<File>| {
        if let Some(file) = file {
            on_file.run(file);
        }
    };
    let dragged = move |event: DragEvent| {
        if picked::has_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(picked::dropped(&event));
    };
    let chosen = move |event: Event| take(picked::chosen(&event));
    view! {
        <div class="file-field" class:over=over on:dragover=dragged on:dragleave=move |_| over.set(false) on:drop=dropped>
            <input type="file" class="sr-only" id=id.clone() accept=TABLES aria-describedby=hint_id.clone() on:change=chosen />
            <label class="btn" for=id>{icon(IconName::Plus)}{label}</label>
            <span role="status"><bdi class="mono">{name}</bdi></span>
            <span class="field-hint" id=hint_id>{hint}</span>
        </div>
    }
}
