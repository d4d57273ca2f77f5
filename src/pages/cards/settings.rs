//! Columns and their order, rows per page, density.

use super::columns::{self, CardColumn};
use super::list::{List, PAGE_SIZE};
use crate::config::theme::Density;
use crate::routes::{CardsView, Page};
use crate::state::{messages, prefs::PAGE_SIZES};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::{Checkbox, RadioGroup, Select};
use crate::ui::icon::IconName;
use crate::view::prelude::*;

/// Sets the page size and stays with the first row shown.
pub fn resize(list: List, size: u32) {
    let old = list.prefs.with_untracked(|prefs| prefs.page_size).max(1);
    let view = list.view.get_untracked();
    let first_row = u64::from(view.page.0 - 1) * u64::from(old);
    list.prefs.update(|prefs| prefs.page_size = size);
    let page = u32::try_from(first_row / u64::from(size)).unwrap_or_default() + 1;
    list.go(CardsView {
        page: Page(page),
        ..view
    });
}

/// The dialog. Every change shows at once and is remembered.
#[must_use]
pub fn dialog(list: List, open: RwSignal<bool>) -> AnyView {
    let m = messages();
    let p = &m.cards().prefs;
    let density = move || list.app.density.get().key().to_owned();
    let set_density = Callback::new(move |key: String| {
        if let Some(density) = Density::from_key(&key) {
            list.app.set_density(density);
        }
    });
    let reset = Callback::new(move |()| {
        list.prefs.update(|prefs| {
            prefs.columns = columns::defaults()
                .into_iter()
                .map(|(key, shown)| (key.to_owned(), shown))
                .collect()
        });
        resize(list, PAGE_SIZE);
    });
    let size = Signal::derive(move || list.prefs.with(|prefs| prefs.page_size.to_string()));
    view! {
        <Dialog
            open=open
            title=p.title
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=reset>{p.reset}</Button>
                <Button kind=Kind::Primary on_click=Callback::new(move |()| open.set(false))>{m.common.close}</Button>
            }
        >
            <Select
                label=m.cards().table.page_size
                value=size
                options=PAGE_SIZES.map(|size| (size.to_string(), (m.cards().table.per_page)(size))).to_vec()
                on_change=Callback::new(move |size: String| size.parse().into_iter().for_each(|size| resize(list, size)))
            />
            <RadioGroup
                legend=p.density
                options=vec![
                    (Density::Comfortable.key().to_owned(), p.comfortable.to_owned()),
                    (Density::Compact.key().to_owned(), p.compact.to_owned()),
                ]
                value=Signal::derive(density)
                on_change=set_density
            />
            <fieldset class="columns">
                <legend>{p.columns}</legend>
                <ul>
                    <For each=move || keys(list) key=|key| key.clone() children=move |key| line(list, key) />
                </ul>
            </fieldset>
            <p class="muted small">{list.app.kept(p.hint)}</p>
        </Dialog>
    }
}

/// Keys of the columns that exist, in the viewer's order.
fn keys(list: List) -> Vec<String> {
    let names = list.attribute_names();
    let exists =
        |key: &String| columns::of_key(key).is_some_and(|column| columns::exists(column, &names));
    list.prefs.with(|prefs| {
        prefs
            .columns
            .iter()
            .map(|(key, _)| key)
            .filter(|key| exists(key))
            .cloned()
            .collect()
    })
}

fn line(list: List, key: String) -> AnyView {
    let m = messages();
    let p = &m.cards().prefs;
    let Some(column) = columns::of_key(&key) else {
        return ().into_view();
    };
    let heading = untrack(|| columns::heading(m.cards(), column, &list.attribute_names()));
    let always = column == CardColumn::Cid;
    let of = StoredValue::new(key);
    let checked = Signal::derive(move || {
        always
            || list.prefs.with(|prefs| {
                of.with_value(|of| prefs.columns.iter().any(|(key, shown)| key == of && *shown))
            })
    });
    let set = Callback::new(move |on| {
        list.prefs.update(|prefs| {
            of.with_value(|of| {
                prefs
                    .columns
                    .iter_mut()
                    .filter(|(key, _)| key == of)
                    .for_each(|(_, shown)| *shown = on)
            });
        });
    });
    let step = move |by: isize| {
        Callback::new(move |()| {
            // Among the columns that exist: one that does not must not take a step of its own.
            let keys = untrack(|| keys(list));
            let Some(here) = of.with_value(|of| keys.iter().position(|key| key == of)) else {
                return;
            };
            let Some(other) = here
                .checked_add_signed(by)
                .and_then(|there| keys.get(there))
                .cloned()
            else {
                return;
            };
            list.prefs.update(|prefs| {
                let at = |wanted: &str| prefs.columns.iter().position(|(key, _)| key == wanted);
                if let (Some(a), Some(b)) = (of.with_value(|of| at(of)), at(&other)) {
                    prefs.columns.swap(a, b);
                }
            });
        })
    };
    view! {
        <li>
            <Checkbox label=heading.clone() checked=checked on_change=set disabled_reason=always.then(|| p.always.to_owned()) />
            <span class="grow"></span>
            <IconButton icon=IconName::ArrowUp label=(p.up)(&heading) on_click=step(-1) />
            <IconButton icon=IconName::ArrowDown label=(p.down)(&heading) on_click=step(1) />
        </li>
    }
}
