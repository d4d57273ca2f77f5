//! 前向流量池 and 后向流量池: every pool with what is left of it, in any of the last six cycles (Q13.1, Q13.2).

mod column_keys;
mod columns;
mod export;
mod filters;
mod list;
mod settings;

use crate::features::listing::paging::{PagerState, Paging, count_text, in_address, row_count};
use crate::features::listing::refresh::refresh;
use crate::features::pools::wizards;
use crate::features::query_section::{list_load_state, part};
use crate::i18n::format;
use crate::i18n::pool_wizard::pool_wizard;
use crate::i18n::pools::pools;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::routes::{Page, Route};
use crate::state::{app, prefs::PAGE_SIZES};
use crate::ui::button::{ButtonLink, Kind};
use crate::ui::feedback::{Advice, Empty};
use crate::ui::icon::IconName;
use crate::ui::table::DataTable;
use crate::view::prelude::*;
use gsl_model::wire::extension;
use list::{List, Row};

/// A list of pools.
#[component]
pub fn PoolsPage(
    /// Which one.
    kind: PoolKind,
) -> impl IntoView {
    let app = app();
    let m = app.messages();
    let t = pools(app.locale.get_untracked());
    let list = List::new(app, kind);
    // Rows of the previous page stay while the next comes.
    let state = list_load_state(list.query);
    let row_count = row_count(list.query, |page| page.count);
    let (total, stale) = (row_count.total, row_count.stale);
    let place = PagerState {
        page: Memo::new(move |_| list.view.with(|view| view.page.0)),
        size: Signal::derive(move || list.prefs.with(|prefs| prefs.page_size)),
        sizes: &PAGE_SIZES,
        row_count,
        range: t.range,
        go: in_address(app.nav, move |page| {
            Route::Pools(PoolsView {
                page: Page(page),
                ..list.view.get_untracked()
            })
        }),
        resize: Callback::new(move |size| list.resize(size)),
    };
    let paging = place.kept();
    let none = Memo::new(move |_| list.query.data().is_none_or(|page| page.count == 0));
    Effect::new(move |_| {
        if let Some(total) = total.get().filter(|_| state.loaded.get()) {
            app.announce((t.count)(&format::count(total)));
        }
    });
    let content = move || {
        if none.get() {
            nothing(list)
        } else {
            table(list, paging, stale)
        }
    };
    let (heading, purpose) = match kind {
        PoolKind::Forward => (m.shell.forward_pools, t.forward_purpose),
        PoolKind::Backward => (m.shell.backward_pools, t.backward_purpose),
    };
    let fetched_at = Signal::derive(move || list.query.state.with(|state| state.fetched_at));
    let missing = !app.client.has(extension::POOLS);
    let create = (kind == PoolKind::Forward).then(|| wizards::create(app)).flatten().map(|href| {
        let text = pool_wizard(app.locale.get_untracked()).new_title;
        view! { <ButtonLink kind=Kind::Primary icon=IconName::Plus href=href>{text}</ButtonLink> }
    });
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{heading}</h1>
                <p>{purpose}</p>
            </div>
            <div class="actions">
                {settings::settings(list)}
                {export::export_menu(list)}
                {create}
            </div>
        </div>
        {missing.then(|| view! { <Advice kind=crate::ui::badge::Status::Idle><p>{t.not_offered}</p></Advice> })}
        <section class="panel pool-list">
            {filters::filters(list)}
            <div class="bar small results" class:stale=stale aria-busy=move || stale.get().then_some("true")>
                <b class="count">{move || count_text(state.loaded, total, t.count)}</b>
                <span class="grow"></span>
                {refresh(list.prefs, state, fetched_at)}
            </div>
            {part(state, 10, content)}
        </section>
        {list.renaming.view()}
    }
}

fn nothing(list: List) -> AnyView {
    let app = list.app;
    let t = pools(app.locale.get_untracked());
    if list.view.with(PoolsView::filtered) {
        let all = app.nav.href(&Route::Pools(PoolsView::of(list.kind)));
        return view! {
            <div class="pad"><Empty title=t.none_match>
                <ButtonLink href=all>{app.messages().common.clear}</ButtonLink>
            </Empty></div>
        };
    }
    let (title, text) = match list.kind {
        PoolKind::Forward => (t.none_forward, t.none_forward_text),
        PoolKind::Backward => (t.none_backward, t.none_backward_text),
    };
    view! { <div class="pad"><Empty title=title text=text></Empty></div> }
}

fn table(list: List, paging: Paging, stale: Memo<bool>) -> AnyView {
    let m = list.app.messages();
    let caption = match list.kind {
        PoolKind::Forward => m.shell.forward_pools,
        PoolKind::Backward => m.shell.backward_pools,
    };
    view! {
        <DataTable
            label=caption
            columns=Signal::derive(move || columns::columns(list))
            rows=Signal::derive(move || list.rows())
            key=|row: &Row| row.key
            loading=stale
            more_label=m.common.more
        />
        {paging.view(list.app)}
    }
}
