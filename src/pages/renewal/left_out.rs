//! Cards that cannot be renewed: how many for which reason, what to do about it, and which they are.

use super::{RenewalWizard, texts};
use crate::api::renewal_calls;
use crate::features::listing::paging::paging_here;
use crate::features::listing::{PageSize, use_list};
use crate::features::orders::link;
use crate::features::query_section::part;
use crate::features::wizard::day;
use crate::i18n::format;
use crate::routes::Route;
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::order::RenewRefusal;
use gsl_model::wire::{RenewalCard, RenewalCardList, RenewalSnapshot};

/// The panel, when a card is left out.
pub fn left_out(wizard: RenewalWizard, snapshot: &RenewalSnapshot) -> AnyView {
    let t = texts(wizard.app);
    if snapshot.reasons.is_empty() {
        return AnyView::Nothing;
    }
    let id = snapshot.snapshot_id;
    let open = RwSignal::new(String::new());
    let reason = |key: &str, count: i64| {
        let words = RenewRefusal::from_key(key).map(t.reason);
        let (name, next) = words.unwrap_or((t.reason_unknown, ""));
        let key = StoredValue::new(key.to_owned());
        let shown = Memo::new(move |_| open.with(|open| key.with_value(|key| open == key)));
        let toggle = Callback::new(move |()| {
            let next = if shown.get_untracked() {
                String::new()
            } else {
                key.get_value()
            };
            open.set(next);
        });
        let button = move || {
            if shown.get() {
                t.hide_cards
            } else {
                t.show_cards
            }
        };
        let cards = move || {
            shown
                .get()
                .then(|| cards(wizard, id, key.get_value(), name))
        };
        view! {
            <li>
                <p class="row">
                    <b class="num">{format::count(count)}</b>
                    <span>{name}</span>
                    <Button kind=Kind::Quiet on_click=toggle>{button}<span class="sr-only">" "{name}</span></Button>
                </p>
                <p class="small muted">{next}</p>
                {cards}
            </li>
        }
    };
    let reasons: Vec<_> = snapshot
        .reasons
        .iter()
        .map(|one| reason(&one.reason, one.count))
        .collect();
    view! {
        <section class="panel" aria-labelledby="renewal-left-out">
            <header><h2 id="renewal-left-out">{t.left_out}</h2></header>
            <ul class="pad reasons">{reasons}</ul>
        </section>
    }
}

fn cards(wizard: RenewalWizard, snapshot: i64, reason: String, name: &'static str) -> AnyView {
    let app = wizard.app;
    let (page, size) = (RwSignal::new(1_u32), PageSize::new());
    let list = use_list::<RenewalCardList>(app, move || {
        Some(renewal_calls::left_out(
            snapshot,
            &reason,
            page.get(),
            size.get(),
        ))
    });
    let state = list.state;
    let paging = paging_here(page, size, state.row_count, texts(app).range);
    part(state.load, 4, move || {
        view! { {list.table(name, columns(app))} {paging.view(app)} }
    })
}

fn columns(app: App) -> Vec<Column<RenewalCard>> {
    let t = texts(app);
    vec![
        Column::new(t.card, move |row: &RenewalCard| {
            let href = app.nav.href(&Route::card(row.sim_card_id));
            view! { <a class="mono" href=href>{iccid::group(&row.cid)}</a> }
        })
        .names_row(),
        Column::new(t.order, move |row: &RenewalCard| link(app, row.order_id)).primary(),
        Column::new(t.before, |row: &RenewalCard| day(row.expire_time)).primary(),
    ]
}
