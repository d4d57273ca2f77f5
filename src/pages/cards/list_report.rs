//! What became of a pasted list: numbers not found, spoiled by a spreadsheet, or no numbers at all.

use super::list::List;
use super::pasted::PastedNumbers;
use crate::api::{ApiError, calls};
use crate::features::error_panel::ApiErrorPanel;
use crate::i18n::{Messages, format};
use crate::platform::dom::fresh_key;
use crate::routes::card_filter::{Field, Value};
use crate::state::messages;
use crate::ui::{badge::Status, copy::CopyButton, feedback::Advice};
use crate::view::prelude::*;
use gsl_model::iccid::NumberError;
use gsl_model::wire::{CardList, CardListRequest, extension};
use leptos::task::spawn_local;
use std::rc::Rc;

/// The last paste.
#[derive(Clone, Debug, Default)]
pub struct PasteReport {
    /// What was pasted.
    pub pasted: PastedNumbers,
    /// It is being sent.
    pub sending: bool,
    /// Why it did not arrive.
    pub error: Option<ApiError>,
}

/// Most numbers named one by one.
const NAMED: usize = 12;

/// Sends a pasted list; the answer becomes a token of the filter.
pub fn send(list: List, report: RwSignal<Option<PasteReport>>, text: &str) {
    let app = list.app;
    let m = app.messages();
    let pasted = PastedNumbers::read(text);
    let offered = untrack(|| app.client.has(extension::CARD_LISTS));
    let numbers = if offered {
        pasted.numbers.clone()
    } else {
        Vec::new()
    };
    report.set(Some(PasteReport {
        pasted,
        sending: !numbers.is_empty(),
        error: None,
    }));
    if numbers.is_empty() {
        return;
    }
    app.announce((m.cards().filter.sending_list)(&format::count(
        i64::try_from(numbers.len()).unwrap_or(i64::MAX),
    )));
    spawn_local(async move {
        match app
            .client
            .send::<CardList>(
                &calls::keep_list(&CardListRequest { numbers }).once(fresh_key()),
                None,
            )
            .await
        {
            Ok(kept) => {
                let id = kept.card_list_id;
                // The filter token will request this list by id: cache the answer.
                app.client.keep(calls::list(id).key(), Rc::new(kept));
                let _ = report.try_update(|report| {
                    report.iter_mut().for_each(|report| report.sending = false)
                });
                if let Some(filter) = list.view.try_with_untracked(|view| view.filter.clone()) {
                    list.filter(filter.with(Field::List, Value::Ids(vec![id])));
                }
            }
            Err(error) => {
                let _ = report.try_update(|report| {
                    report.iter_mut().for_each(|report| {
                        report.sending = false;
                        report.error = Some(error.clone());
                    });
                });
            }
        }
    });
}

/// What is wrong with a number, as typed search says it too; None where there is nothing to add.
#[must_use]
pub fn why_bad(m: &Messages, why: NumberError) -> Option<String> {
    match why {
        NumberError::NotDigits(bad) => Some((m.common.not_a_digit)(bad)),
        NumberError::WrongLength { digits } => Some((m.cards().filter.digits)(&digits.to_string())),
        NumberError::SpoiledBySpreadsheet => Some(m.cards().empty.number_spoiled.to_owned()),
        NumberError::Empty => None,
    }
}

/// Below the filter while a list is in it, or just after a paste.
#[must_use]
pub fn view(list: List, report: RwSignal<Option<PasteReport>>) -> AnyView {
    let m = messages();
    let f = &m.cards().filter;
    let named = move |numbers: &[String], total: i64| {
        let shown = numbers
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<_>>()
            .join(m.common.comma);
        let more = total - i64::try_from(numbers.len().min(NAMED)).unwrap_or(total);
        if more > 0 {
            shown + &(f.not_found_more)(&format::count(more))
        } else {
            shown
        }
    };
    let count = |numbers: &[String]| i64::try_from(numbers.len()).unwrap_or(i64::MAX);
    let retry = Callback::new(move |()| {
        if let Some(last) = report.get_untracked() {
            send(list, report, &last.pasted.numbers.join("\n"));
        }
    });
    (move || {
        let kept = list.list.data();
        let last = report.get();
        if let Some(error) = last.as_ref().and_then(|last| last.error.clone()) {
            return view! { <p class="pad">{f.paste_failed}</p> <ApiErrorPanel error=error retry_in=Signal::stored(None) on_retry=retry /> };
        }
        let mut lines: Vec<AnyView> = Vec::new();
        if let Some(kept) = &kept {
            let mut head = (f.pasted)(&format::count(kept.total), &format::count(kept.found));
            if kept.duplicate_count > 0 {
                head = head + " " + &(f.named_again)(&format::count(kept.duplicate_count));
            }
            if kept.not_found_count == 0 && kept.ambiguous_count > 0 {
                lines.push(view! { <p>{head}</p> });
            } else if kept.not_found_count == 0 {
                lines.push(view! { <p>{head}" "{f.all_found}</p> });
            } else {
                let all = kept.not_found.join("\n");
                lines.push(
                    view! {
                        <p>
                            {head}" "{(f.not_found)(&format::count(kept.not_found_count))}
                            <span class="mono">{named(&kept.not_found, kept.not_found_count)}</span>
                            <CopyButton text=all label=f.copy_not_found copied_label=m.common.copied />
                        </p>
                    },
                );
            }
            if kept.ambiguous_count > 0 {
                let text = (f.ambiguous)(&format::count(kept.ambiguous_count));
                lines.push(view! { <p>{text}<span class="mono">{named(&kept.ambiguous, kept.ambiguous_count)}</span></p> });
            }
        }
        if let Some(last) = &last {
            if last.sending {
                lines.push(view! { <p>{(f.sending_list)(&format::count(count(&last.pasted.numbers)))}</p> });
            } else if last.pasted.numbers.is_empty() {
                lines.push(view! { <p>{f.paste_nothing}</p> });
            } else if !list.app.client.has(extension::CARD_LISTS) {
                lines.push(view! { <p>{f.lists_not_offered}</p> });
            }
            let bad: Vec<String> = last
                .pasted
                .bad
                .iter()
                .map(|(text, why)| match why_bad(m, *why) {
                    Some(why) => (m.common.bracket)(text, &why),
                    None => text.clone(),
                })
                .collect();
            let told = [(&last.pasted.doubtful, f.doubtful), (&last.pasted.spoiled, f.spoiled), (&bad, f.bad)];
            for (numbers, text) in told {
                if !numbers.is_empty() {
                    let total = count(numbers);
                    lines.push(view! { <p>{text(&format::count(total))}<span class="mono">{named(numbers, total)}</span></p> });
                }
            }
        }
        if lines.is_empty() {
            return ().into_view();
        }
        let fine = kept.is_some_and(|kept| kept.not_found_count + kept.ambiguous_count == 0)
            && last.is_none_or(|PasteReport { pasted, .. }| pasted.doubtful.is_empty() && pasted.spoiled.is_empty() && pasted.bad.is_empty());
        view! { <Advice kind=if fine { Status::Ok } else { Status::Warn }>{lines}</Advice> }
    })
    .into_view()
}
