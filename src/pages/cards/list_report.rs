//! The result of a list of card numbers, pasted or out of a file: numbers not found, numbers damaged by a spreadsheet, and
//! other text.

use super::list::List;
use super::pasted::PastedNumbers;
use crate::api::{ApiError, calls};
use crate::features::error_panel::ApiErrorPanel;
use crate::i18n::{Messages, format};
use crate::platform::dom::fresh_key;
use crate::platform::sheets;
use crate::routes::card_filter::{Field, Value};
use crate::state::messages;
use crate::ui::{badge::Status, copy::CopyButton, feedback::Advice};
use crate::view::prelude::*;
use gsl_model::iccid::NumberError;
use gsl_model::sheet::{Fault, NumberKinds, Template};
use gsl_model::wire::{CardList, CardListRequest, extension};
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;

/// The last list.
#[derive(Clone, Debug, Default)]
pub struct PasteReport {
    /// What was pasted, or the numbers of the file.
    pub pasted: PastedNumbers,
    /// The file it came from.
    pub file: Option<FileReport>,
    /// It is being sent.
    pub sending: bool,
    /// Why it did not arrive.
    pub error: Option<ApiError>,
}

/// What became of a file.
#[derive(Clone, Debug, Default)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub progress: FileProgress,
    /// Rows that name a card of an earlier row.
    pub duplicates: u32,
    /// Rows without a card number.
    pub left_out: u32,
    /// The first of them: row and what stands there.
    pub rows: Vec<String>,
}

/// How far the reading of a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileProgress {
    /// It is being read.
    #[default]
    Reading,
    /// It was read.
    Read,
    /// It is no CSV or XLSX file, or damaged.
    Unreadable,
    /// None of its columns has card numbers.
    NoNumbers,
}

/// Most numbers named one by one.
const NAMED: usize = 12;
/// Rows that were left out and are looked at, to name the first without a number.
const LOOKED_AT: u32 = 200;

/// Reads a CSV or XLSX file in the worker, and sends its numbers as [`send`] does.
pub fn take_file(list: List, report: RwSignal<Option<PasteReport>>, file: web_sys::File) {
    let app = list.app;
    let f = &app.messages().cards().filter;
    let mut of = FileReport {
        name: file.name(),
        ..FileReport::default()
    };
    let show = move |of: &FileReport| {
        report.try_set(Some(PasteReport {
            file: Some(of.clone()),
            ..PasteReport::default()
        }));
    };
    show(&of);
    app.announce((f.reading_file)(&format::isolated(&of.name)));
    spawn_local(async move {
        match read(file, &mut of).await {
            Some(numbers) if !numbers.is_empty() => {
                of.progress = FileProgress::Read;
                // The page may be gone, or another list taken.
                let current = report.try_with_untracked(|now| {
                    let now = now.as_ref().and_then(|now| now.file.as_ref());
                    now.is_some_and(|now| now.name == of.name)
                });
                if current == Some(true) {
                    keep(list, report, PastedNumbers::read(&numbers), Some(of));
                }
            }
            Some(_) => {
                of.progress = FileProgress::NoNumbers;
                show(&of);
            }
            None => {
                of.progress = FileProgress::Unreadable;
                show(&of);
            }
        }
    });
}

/// The numbers of a file, one a line; None where it cannot be read.
async fn read(file: web_sys::File, of: &mut FileReport) -> Option<String> {
    let progress = Closure::<dyn FnMut(f64)>::new(|_| ());
    let controller = web_sys::AbortController::new().ok()?;
    let template = Template::cards(NumberKinds::Any);
    let source = file.into();
    let signal = controller.signal();
    let checked = sheets::check(&source, &template, None, &progress, &signal)
        .await
        .ok()?;
    if checked.summary.column.is_none() || checked.summary.accepted == 0 {
        return Some(String::new());
    }
    let duplicates = |fault: &Fault| matches!(fault, Fault::Duplicate { .. });
    let bad = checked.bad(0, LOOKED_AT).await.unwrap_or_default();
    let faults = checked.summary.faults.iter();
    let counted = faults.filter(|fault| fault.kind == DUPLICATE);
    of.duplicates = counted.map(|fault| fault.count).sum();
    of.left_out = checked.summary.bad.saturating_sub(of.duplicates);
    of.rows = bad
        .into_iter()
        .filter(|row| !duplicates(&row.fault))
        .take(NAMED)
        .map(|row| format!("{} ({})", row.row, format::isolated(&row.text)))
        .collect();
    checked.numbers().await.ok()
}

/// [`Fault::kind`] of a duplicate.
const DUPLICATE: &str = Fault::Duplicate { of: 0 }.kind();

/// Sends a pasted list; the answer becomes a token of the filter.
pub fn send(list: List, report: RwSignal<Option<PasteReport>>, text: &str) {
    keep(list, report, PastedNumbers::read(text), None);
}

fn keep(
    list: List,
    report: RwSignal<Option<PasteReport>>,
    pasted: PastedNumbers,
    file: Option<FileReport>,
) {
    let app = list.app;
    let m = app.messages();
    let offered = untrack(|| app.client.has(extension::CARD_LISTS));
    let numbers = if offered {
        pasted.numbers.clone()
    } else {
        Vec::new()
    };
    report.set(Some(PasteReport {
        pasted,
        file,
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
            keep(list, report, last.pasted, last.file);
        }
    });
    (move || {
        let kept = list.list.data();
        let last = report.get();
        if let Some(error) = last.as_ref().and_then(|last| last.error.clone()) {
            return view! { <p class="pad">{f.paste_failed}</p> <ApiErrorPanel error=error retry_in=Signal::stored(None) on_retry=retry /> };
        }
        let mut lines: Vec<AnyView> = Vec::new();
        let file = last.as_ref().and_then(|last| last.file.clone());
        let name = file.as_ref().map(|file| format::isolated(&file.name)).unwrap_or_default();
        let unread = match file.as_ref().map(|file| file.progress) {
            Some(FileProgress::Reading) => Some((f.reading_file)(&name)),
            Some(FileProgress::Unreadable) => Some((f.file_unreadable)(&name)),
            Some(FileProgress::NoNumbers) => Some((f.file_no_numbers)(&name)),
            Some(FileProgress::Read) | None => None,
        };
        if let Some(text) = unread {
            let reading = file.is_some_and(|file| file.progress == FileProgress::Reading);
            let kind = if reading { Status::Idle } else { Status::Bad };
            return view! { <Advice kind=kind><p role=(!reading).then_some("alert")>{text}</p></Advice> };
        }
        if list.list_lost.get() {
            return view! { <Advice kind=Status::Warn><p>{f.list_lost}</p></Advice> };
        }
        if let Some(kept) = &kept {
            let mut head = (f.pasted)(&format::count(kept.total), &format::count(kept.found));
            let in_file = file.as_ref().map_or(0, |file| i64::from(file.duplicates));
            if kept.duplicate_count + in_file > 0 {
                head = head + " " + &(f.named_again)(&format::count(kept.duplicate_count + in_file));
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
            } else if last.pasted.numbers.is_empty() && file.is_none() {
                lines.push(view! { <p>{f.paste_nothing}</p> });
            } else if !list.app.client.has(extension::CARD_LISTS) {
                lines.push(view! { <p>{f.lists_not_offered}</p> });
            }
            if let Some(file) = file.filter(|file| file.left_out > 0) {
                let text = (f.file_rows)(&format::count(i64::from(file.left_out)));
                lines.push(view! { <p>{text}<span class="mono">{named(&file.rows, i64::from(file.left_out))}</span></p> });
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
            && last.is_none_or(|PasteReport { pasted, file, .. }| file.is_none_or(|file| file.left_out == 0) && pasted.doubtful.is_empty() && pasted.spoiled.is_empty() && pasted.bad.is_empty());
        view! { <Advice kind=if fine { Status::Ok } else { Status::Warn }>{lines}</Advice> }
    })
    .into_view()
}
