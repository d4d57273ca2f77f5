//! The way 文件: a CSV file, picked or dropped, read in the browser; only its container ID column counts.

use super::super::frame::texts;
use super::{Activate, numbers, ways};
use crate::api::Request;
use crate::api::pool_wizard_calls::POOLS;
use crate::i18n::Locale;
use crate::platform::picked;
use crate::routes::url::encode;
use crate::state::App;
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::sheet::csv;
use gsl_model::state::SimStatus;
use gsl_model::wire::PoolMemberList;
use leptos::task::spawn_local;
use web_sys::File;

/// Largest file read, in bytes: 100,000 rows with room for other columns.
const LARGEST: f64 = 32_000_000.0;
/// Cards in the template; a page of operation 18.
const IN_TEMPLATE: &str = "500";

/// An XLSX workbook or a spreadsheet of the old format.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
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
pub fn file(it: Activate) -> AnyView {
    let app = it.app;
    let t = texts(app);
    let problem = RwSignal::new(None::<&'static str>);
    let link = RwSignal::new(None::<String>);
    let cycle = Memo::new(move |_| it.pool.data().and_then(|pool| pool.billing_cycle.clone()));
    Effect::new(move |_| {
        let Some(cycle) = cycle.get() else { return };
        spawn_local(async move {
            if let Some(template) = template(app, it.id, &cycle).await {
                link.try_set(Some(template));
            }
        });
    });
    let read = move |file: File| {
        if file.size() > LARGEST {
            problem.set(Some(t.file_large));
            return;
        }
        spawn_local(async move {
            let bytes = picked::bytes(&file).await;
            let Ok(bytes) = bytes else {
                problem.try_set(Some(t.file_unreadable));
                return;
            };
            if is_workbook(&bytes) {
                problem.try_set(Some(t.file_workbook));
                return;
            }
            let entries = numbers::of_csv(&picked::text(&bytes));
            if entries.is_empty() {
                problem.try_set(Some(t.file_empty));
                return;
            }
            problem.try_set(None);
            it.file_name.try_set(file.name());
            it.file.try_set(numbers::to_keep(&entries));
        });
    };
    let over = RwSignal::new(false);
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = picked::dropped(&event) {
            read(file);
        }
    };
    let id = crate::ui::unique_id("file");
    let named = move || {
        let name = it.file_name.get();
        (!name.is_empty()).then(|| {
            let clear = move |()| {
                it.file_name.set(String::new());
                it.file.set(String::new());
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
        <div
            class="wizard-drop"
            class:over=over
            on:dragover=move |event: web_sys::DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_: web_sys::DragEvent| over.set(false)
            on:drop=drop
        >
            <label for=id.clone()>{t.file_choose}</label>
            <input
                id=id
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                on:change=move |event: web_sys::Event| {
                    if let Some(file) = picked::chosen(&event) {
                        read(file);
                    }
                }
            />
            <p class="small muted">{t.file_hint}</p>
        </div>
        <p class="field-error" role="alert">{move || problem.get()}</p>
        {named}
        {ways::entries(it)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workbooks_are_told_from_text() {
        assert!(is_workbook(b"PK\x03\x04rest"));
        assert!(!is_workbook("容器ID\n8986".as_bytes()));
    }

    #[test]
    fn a_template_is_a_link_and_read_back_as_it_was() {
        let template = csv([["容器ID", "卡状态"], ["8986011284071000001", "可激活"]]);
        assert!(download("cid\n").ends_with("utf-8,cid%0A"));
        let entries = numbers::of_csv(&picked::text(template.as_bytes()));
        let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["8986011284071000001"]);
        assert_eq!(numbers::bad(&entries), []);
    }
}
