//! 定向IP / 定向域名: what the devices may reach, of a purchase with directional data (Q3.4–3.6, Q4.1).

use super::{PurchaseWizard, texts};
use crate::features::directional::{self, EntryForm, limits_text, line};
use crate::ui::badge::Token;
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::order::{EntryKind, Limits, check_count, limits};
use gsl_model::wire::{DirectionalRequest, EntryRequest, decode};
use gsl_model::workday::{Duration, Task};

/// Field of the draft with the entry that is being typed.
pub const TYPED: &str = "reach.typed";

/// The entries so far. Tracked.
pub fn entries(wizard: PurchaseWizard) -> Vec<EntryRequest> {
    wizard.reach.with(|text| read(text))
}

fn read(text: &str) -> Vec<EntryRequest> {
    decode::<DirectionalRequest>(text)
        .map(|request| request.entries)
        .unwrap_or_default()
}

fn written(entries: Vec<EntryRequest>) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let request = DirectionalRequest {
        entries,
        whole_order: true,
    };
    serde_json::to_string(&request).unwrap_or_default()
}

/// The entries in one line each. Tracked.
pub fn lines(wizard: PurchaseWizard) -> Vec<String> {
    let line = |entry: &EntryRequest| line(&entry.protocol, &entry.address, entry.port);
    entries(wizard).iter().map(line).collect()
}

fn limit(wizard: PurchaseWizard) -> Limits {
    wizard
        .offer()
        .map_or_else(Limits::default, |offer| limits(offer.carrier, false))
}

/// Whether there may be this many. Tracked.
fn within(wizard: PurchaseWizard, more: Option<EntryKind>) -> bool {
    let entries = entries(wizard);
    let count = |kind: EntryKind| {
        let there = entries.iter().filter(|entry| entry.kind == kind.code());
        there.count() + usize::from(more == Some(kind))
    };
    check_count(
        limit(wizard),
        count(EntryKind::Ip),
        count(EntryKind::Domain),
    )
    .is_ok()
}

/// Why the next step cannot be taken. Tracked.
pub fn blocked_reason(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    if wizard.data() != DataType::Directional {
        return None;
    }
    if wizard.reach.with(|text| read(text).is_empty()) {
        return Some(t.reach_first.to_owned());
    }
    (!within(wizard, None)).then(|| limits_text(directional::texts(wizard.app), limit(wizard)))
}

/// The entries, each with the way to take it off, and the form for one more.
pub fn reach(wizard: PurchaseWizard) -> AnyView {
    let app = wizard.app;
    let (t, d) = (texts(app), directional::texts(app));
    let form = EntryForm::new(app);
    if let Ok(typed) = decode::<EntryRequest>(&wizard.draft.text(TYPED)) {
        form.fill(Some(&typed));
    }
    Effect::new(move |_| {
        let text = serde_json::to_string(&form.typed()).unwrap_or_default();
        wizard.draft.keep(TYPED, &text);
    });
    let full = RwSignal::new(false);
    let add = Callback::new(move |()| {
        let Some(entry) = form.request() else { return };
        let kind = EntryKind::from_code(entry.kind);
        full.set(!untrack(move || within(wizard, kind)));
        if full.get_untracked() {
            return;
        }
        wizard.reach.update(|text| {
            let mut entries = read(text);
            if !entries.contains(&entry) {
                entries.push(entry);
            }
            *text = written(entries);
        });
        form.fill(None);
    });
    let tokens = move || {
        let token = |(index, text): (usize, String)| {
            let remove = Callback::new(move |()| {
                full.set(false);
                wizard.reach.update(|text| {
                    let mut entries = read(text);
                    if index < entries.len() {
                        entries.remove(index);
                    }
                    *text = written(entries);
                });
            });
            view! { <Token remove_label=(t.take_off)(&text) on_remove=remove><span class="mono">{text.clone()}</span></Token> }
        };
        lines(wizard)
            .into_iter()
            .enumerate()
            .map(token)
            .collect_view()
    };
    let about = move || {
        let offer = wizard.offer()?;
        let takes = match Task::Directional.duration(offer.carrier) {
            Some(Duration::WorkingDays(_, days)) => (t.reach_days)(days),
            Some(Duration::Weeks(weeks)) => (t.reach_weeks)(weeks),
            Some(Duration::Minutes(_)) | None => String::new(),
        };
        Some(format!("{} {takes}", limits_text(d, limit(wizard))))
    };
    let over = move || full.get().then(|| limits_text(d, limit(wizard)));
    view! {
        <fieldset class="address-form">
            <legend>{t.reach}</legend>
            <p class="small muted">{t.reach_why} " " {about}</p>
            <div class="tokens" role="status">{tokens}</div>
            {form.view(add)}
            <span class="field-error" aria-live="polite">{over}</span>
            <p><Button icon=IconName::Plus on_click=add>{d.add}</Button></p>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_back_as_they_were_written() {
        let entries = vec![
            EntryRequest {
                kind: 1,
                protocol: "https".to_owned(),
                address: "*.example.com".to_owned(),
                port: None,
            },
            EntryRequest {
                kind: 2,
                protocol: "tcp".to_owned(),
                address: "8.8.8.8".to_owned(),
                port: Some(8883),
            },
        ];
        assert_eq!(read(&written(entries.clone())), entries);
        assert_eq!(written(Vec::new()), "");
        assert!(read("").is_empty() && read("{").is_empty());
    }
}
