//! The container IDs typed or read from a file: how many, and what is wrong with the invalid ones.

use super::ActivateWizard;
use super::numbers::BadEntry;
use crate::features::pools::frame::texts;
use crate::i18n::format;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;

/// Bad entries named one by one.
const NAMED: usize = 100;

/// A number for people.
pub fn count(n: usize) -> String {
    format::count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// How many entries there are, and the invalid ones.
pub fn entries(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let counted = move || {
        let entries = wizard.entries().len();
        (entries > 0).then(|| (t.numbers_count)(&count(entries)))
    };
    let line = move |bad: &BadEntry| {
        let text = if bad.entry.text.is_empty() {
            t.empty_entry.to_owned()
        } else {
            bad.entry.text.clone()
        };
        view! {
            <li>{(t.line)(&count(bad.entry.line))}" "<b class="mono">{text}</b>" "{(t.entry_error)(bad.why)}</li>
        }
    };
    let wrong = move || {
        let bad = wizard.bad();
        (!bad.is_empty()).then(|| {
            let more = bad.len().saturating_sub(NAMED);
            view! {
                <div role="alert">
                    <Advice kind=Status::Bad>
                        <p><b>{(t.entries_wrong)(&count(bad.len()))}</b></p>
                        <ul class="wizard-refused">{bad.iter().take(NAMED).map(line).collect_view()}</ul>
                        {(more > 0).then(|| view! { <p>{(t.and_more)(&count(more))}</p> })}
                    </Advice>
                </div>
            }
        })
    };
    view! { <p role="status">{counted}</p> {wrong} }
}
