//! Which columns show, in which order, and how many rows a page has.

use super::columns::{defaults, heading};
use super::list::{List, PAGE_SIZE};
use crate::i18n::pools::pools;
use crate::state::prefs::PAGE_SIZES;
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::ui::table::{Preference, PreferenceTexts, Preferences};
use crate::view::prelude::*;

fn items(list: List) -> Vec<Preference> {
    let t = pools(list.app.locale.get_untracked());
    list.prefs.with_untracked(|prefs| {
        prefs
            .columns
            .iter()
            .map(|(key, shown)| Preference {
                key: key.clone(),
                text: heading(t, key).to_owned(),
                shown: *shown || key == "name",
                fixed: key == "name",
            })
            .collect()
    })
}

/// The button and its dialog. Every change shows at once and is remembered.
#[must_use]
pub fn settings(list: List) -> AnyView {
    let m = list.app.messages();
    let t = pools(list.app.locale.get_untracked());
    let p = &m.cards().prefs;
    let open = RwSignal::new(false);
    let lines = RwSignal::new(items(list));
    Effect::new(move |before: Option<()>| {
        let columns: Vec<(String, bool)> = lines.with(|lines| {
            let line = |line: &Preference| (line.key.clone(), line.shown);
            lines.iter().map(line).collect()
        });
        if before.is_some() {
            list.prefs.update(|prefs| prefs.columns = columns);
        }
    });
    let reset = Callback::new(move |()| {
        list.prefs.update(|prefs| {
            prefs.page_size = PAGE_SIZE;
            prefs.columns = defaults(list.kind)
                .into_iter()
                .map(|(key, shown)| (key.to_owned(), shown))
                .collect();
        });
        lines.set(items(list));
    });
    let size = Signal::derive(move || list.prefs.with(|prefs| prefs.page_size.to_string()));
    let resize = Callback::new(move |size: String| {
        if let Ok(size) = size.parse() {
            list.resize(size);
        }
    });
    let sizes: Vec<(String, String)> = PAGE_SIZES
        .iter()
        .map(|size| (size.to_string(), (m.cards().table.per_page)(*size)))
        .collect();
    let texts = PreferenceTexts {
        label: p.columns,
        up: p.up,
        down: p.down,
        moved: t.moved,
    };
    view! {
        <IconButton icon=IconName::Columns label=p.open on_click=Callback::new(move |()| open.set(true)) />
        <Dialog
            open=open
            title=p.title
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=reset>{p.reset}</Button>
                <Button kind=Kind::Primary on_click=Callback::new(move |()| open.set(false))>{m.common.close}</Button>
            }
        >
            <Select label=m.cards().table.page_size value=size options=sizes.clone() on_change=resize />
            <Preferences items=lines texts=texts />
        </Dialog>
    }
    .into_any()
}
