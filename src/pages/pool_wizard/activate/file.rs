//! The way 文件: a table (CSV, XLSX), picked or dropped, read in the browser; only its container ID column counts.

use super::numbers::{self, Entry};
use super::{ActivateWizard, entries};
use crate::api::Request;
use crate::api::pool_wizard_calls::POOLS;
use crate::features::pools::frame::texts;
use crate::i18n::Locale;
use crate::i18n::batch::{batch, failed};
use crate::platform::sheets::{self, Failure};
use crate::routes::url::encode;
use crate::state::App;
use crate::ui::button::Button;
use crate::ui::feedback::Progress;
use crate::ui::file_field::FileField;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::sheet::{Fault, NumberKinds, Template, csv};
use gsl_model::state::SimStatus;
use gsl_model::wire::PoolMemberList;
use leptos::task::spawn_local;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::{AbortController, AbortSignal, File};

/// Cards in the template; a page of operation 18.
const IN_TEMPLATE: &str = "500";

/// Reads a file; cancelled when another is picked or the page is left.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The entries of a file: those that are container IDs, then those that are not, with their rows.
async fn entries(
    file: &JsValue,
    percent: RwSignal<Option<u32>>,
    signal: &AbortSignal,
) -> Result<Vec<Entry>, Failure> {
    let of_this = signal.clone();
    let progress = Closure::<dyn FnMut(f64)>::new(move |share: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let so_far = (share * 100.0) as u32;
        if !of_this.aborted() {
            percent.try_set(Some(so_far));
        }
    });
    let template = Template::cards(NumberKinds::Iccid);
    let checked = sheets::check(file, &template, None, &progress, signal).await?;
    let numbers = checked.numbers().await?;
    let sound = numbers
        .lines()
        .map(|number| Entry::new(0, numbers::digits(number)));
    let bad = checked.bad(0, checked.summary.bad).await?;
    let bad = bad.iter().map(|row| match row.fault {
        // It is a number all the same: the check reports what is wrong.
        Fault::Duplicate { .. } => {
            let digits: String = row.text.chars().filter(char::is_ascii_digit).collect();
            Entry::new(row.row as usize, &digits)
        }
        _ => Entry::new(row.row as usize, &row.text),
    });
    Ok(sound.chain(bad).collect())
}

/// The file as an address that a link downloads.
fn download(file: &str) -> String {
    format!("data:text/csv;charset=utf-8,{}", encode(file))
}

/// The template: the pool's cards that wait, at most 500; the state is for the reader only.
async fn template(app: App, pool: i64, cycle: &str) -> Option<String> {
    let t = texts(app);
    let request = Request::get(format!("{POOLS}/{pool}/members"))
        .with("billing_cycle", cycle)
        .with("limit", IN_TEMPLATE)
        .with("sim_status", SimStatus::Testable.code().to_string())
        .with("sim_status", SimStatus::Activatable.code().to_string());
    let list = app
        .client
        .send::<PoolMemberList>(&request, None)
        .await
        .ok()?;
    let m = app.messages();
    let state = |code: Option<i32>| {
        code.and_then(SimStatus::from_code)
            .map_or("", m.rules.status)
    };
    let head = std::iter::once([t.container_id, t.template_state]);
    let rows = list
        .pool_members
        .iter()
        .filter_map(|card| Some([card.cid.as_deref()?, state(card.sim_status)]));
    Some(download(&csv(head.chain(rows))))
}

/// The way's fields.
pub fn file(wizard: ActivateWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let problem = RwSignal::new(None::<String>);
    let link = RwSignal::new(None::<String>);
    let cycle = Memo::new(move |_| {
        wizard
            .pool
            .data()
            .and_then(|pool| pool.billing_cycle.clone())
    });
    Effect::new(move |_| {
        let Some(cycle) = cycle.get() else { return };
        spawn_local(async move {
            if let Some(template) = template(app, wizard.id, &cycle).await {
                link.try_set(Some(template));
            }
        });
    });
    let percent = RwSignal::new(None::<u32>);
    let running = StoredValue::new(None::<AbortOnDrop>);
    on_cleanup(move || drop(running.try_update_value(Option::take)));
    let read = move |file: File| {
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        running.set_value(Some(AbortOnDrop(controller)));
        problem.set(None);
        percent.set(Some(0));
        spawn_local(async move {
            let found = entries(&file, percent, &signal).await;
            if signal.aborted() {
                return;
            }
            percent.set(None);
            match found {
                Err(failure) => {
                    let t = batch(app.locale.get_untracked());
                    problem.set(Some(failed(t, &failure)));
                }
                Ok(entries) if entries.is_empty() => problem.set(Some(t.file_empty.to_owned())),
                Ok(entries) => {
                    wizard.file_name.set(file.name());
                    wizard.file.set(numbers::to_keep(&entries));
                }
            }
        });
    };
    let reading = move || {
        let t = batch(app.locale.get_untracked());
        let percent = percent.get()?;
        Some(view! {
            <p class="row"><Progress label=t.checking_label value=percent /><span>{(t.checking)(percent)}</span></p>
        })
    };
    let named = move || {
        let name = wizard.file_name.get();
        (!name.is_empty()).then(|| {
            let clear = move |()| {
                wizard.file_name.set(String::new());
                wizard.file.set(String::new());
            };
            view! {
                <p class="row">
                    <b>{name}</b>
                    <Button icon=IconName::Close on_click=Callback::new(clear)>{t.file_remove}</Button>
                </p>
            }
        })
    };
    let saved = match app.locale.get_untracked() {
        Locale::ZhCn => "批量激活模板.csv",
        Locale::EnUs => "activation-template.csv",
    };
    let template = move || {
        link.get().map(|href| {
            view! { <a class="btn" href=href download=saved>{t.template}</a> }
        })
    };
    view! {
        <p class="row">{template}<span class="small muted">{t.template_note}</span></p>
        <FileField label=t.file_choose hint=t.file_hint name=Signal::stored(String::new()) on_file=Callback::new(read) />
        {reading}
        <p class="field-error" role="alert">{move || problem.get()}</p>
        {named}
        {entries::entries(wizard)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_a_link() {
        assert!(download("cid\n").ends_with("utf-8,cid%0A"));
    }
}
