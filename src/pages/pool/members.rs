//! The cards of the pool in the cycle shown, with what each used and its share (operations 18 and 20).

use super::PoolData;
use crate::api::{Query, pool_calls, use_query};
use crate::features::exports::{all_of, simple_menu};
use crate::features::listing::paging::{Paging, in_address, paging, row_count};
use crate::features::listing::search::{SearchKind, search};
use crate::features::query_section::{list_load_state, part};
use crate::i18n::format;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::{MemberState, PoolKind, PoolView};
use crate::routes::{Page, Route};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolMember, PoolMemberList};

/// The tab.
pub fn members(data: PoolData) -> AnyView {
    let t = data.t;
    let size = RwSignal::new(20_u32);
    let query = use_query::<PoolMemberList>(data.app.client, move || {
        let cycle = data.cycle.get()?;
        Some(pool_calls::members(&data.view.get(), cycle, size.get()))
    });
    let state = list_load_state(query);
    let row_count = row_count(query, |list| list.count);
    let page = Memo::new(move |_| data.view.with(|view| view.page.0));
    let go = in_address(data.app.nav, move |page| {
        Route::Pool(PoolView {
            page: Page(page),
            ..data.view.get_untracked()
        })
    });
    let paging = paging(page, size, row_count, t.range_cards, go);
    Effect::new(move |_| {
        if let Some(total) = row_count.total.get().filter(|_| state.loaded.get()) {
            data.app.announce((t.member_count)(&format::count(total)));
        }
    });
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let content = move || {
        if any.get() {
            table(data, query, row_count.stale, paging)
        } else {
            view! { <div class="pad"><Empty title=t.no_members></Empty></div> }
        }
    };
    let (what, name) = match data.kind {
        PoolKind::Forward => (ExportKind::SimPoolMembers, "sim_pool_id"),
        PoolKind::Backward => (ExportKind::BackPoolMembers, "back_pool_id"),
    };
    let all = all_of(query, |list| list.count, Some((name, data.id)));
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.pool_members.clone())
            .unwrap_or_default()
    });
    let keys = &[
        "cid",
        "sim_status",
        "stop_reason",
        "flow_used",
        "order_id",
        "act_date",
    ];
    let export = simple_menu(data.app, what, all, keys, rows);
    view! {
        <div class="pool-members-head">
            <div class="filters-and-export">{filters(data)}{export}</div>
            <p class="small muted">{cap_note(data)}</p>
        </div>
        {part(state, 8, content)}
    }
}

/// Q13.1, Q13.6, Q13.7
fn cap_note(data: PoolData) -> AnyView {
    let t = data.t;
    if data.kind == PoolKind::Backward {
        return t.members_note_back.into_view();
    }
    (move || {
        let capped = data.now.with(|pool| {
            let package = pool.as_ref()?.package_size?;
            gsl_model::pool::single_card_cap(package, Some(gsl_model::can::DataType::General))
        });
        let cap = capped.map_or_else(String::new, |cap| (t.members_capped)(&format::size(cap)));
        format!("{}{cap}", t.members_note)
    })
    .into_view()
}

fn filters(data: PoolData) -> AnyView {
    let t = data.t;
    let view = data.view;
    let number = search(
        t.find_member,
        SearchKind::Number,
        move || view.with(|view| view.number.clone()),
        move |number| {
            data.app.nav.replace(&Route::Pool(PoolView {
                number,
                page: Page::default(),
                ..view.get_untracked()
            }));
        },
    );
    let value = Signal::derive(move || {
        view.with(|view| view.state.map_or("all", MemberState::key).to_owned())
    });
    let option = |state: MemberState| {
        let text = match state {
            MemberState::Active => t.members_active,
            MemberState::Inactive => t.members_inactive,
            MemberState::Gone => t.members_gone,
        };
        (state.key().to_owned(), text.to_owned())
    };
    let mut options = vec![("all".to_owned(), t.all.to_owned())];
    options.extend(MemberState::ALL.map(option));
    let choose = Callback::new(move |key: String| {
        data.go(|view| {
            view.state = MemberState::from_key(&key);
            view.page = Page::default();
        });
    });
    let in_list = data.app.nav.href(&Route::cards_where(CardFilter::one(
        Field::Pool,
        Value::Ids(vec![data.id]),
    )));
    view! {
        <div class="label-filters">
            <Select label=t.column_status value=value options=options on_change=choose />
            {number}
            {(data.kind == PoolKind::Forward).then(|| view! { <a class="pool-in-list" href=in_list>{t.in_card_list}</a> })}
        </div>
    }
}

fn table(
    data: PoolData,
    query: Query<PoolMemberList>,
    stale: Memo<bool>,
    paging: Paging,
) -> AnyView {
    let m = data.app.messages();
    let t = data.t;
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.pool_members.clone())
            .unwrap_or_default()
    });
    view! {
        <DataTable
            label=t.tab_members
            // The share is of what the pool used in the cycle shown.
            columns=Signal::derive(move || columns(data, data.shown.get().and_then(|pool| pool.flow_used)))
            rows=rows
            key=|member: &PoolMember| member.id
            loading=stale
            more_label=m.common.more
        />
        {paging.view(data.app)}
    }
}

fn columns(data: PoolData, all: Option<Megabytes>) -> Vec<Column<PoolMember>> {
    let t = data.t;
    let app = data.app;
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).into_view();
    vec![
        Column::new("cid", t.member, move |member: &PoolMember| {
            let href = app.nav.href(&Route::card(member.id));
            let number = gsl_model::iccid::group(member.cid.as_deref().unwrap_or_default());
            view! { <a class="mono" href=href>{number}</a> }
        })
        .names_row(),
        Column::new("state", t.column_status, move |member: &PoolMember| {
            state(data, member)
        })
        .primary(),
        Column::new("used", t.column_used, move |member: &PoolMember| {
            let used = member.flow_used;
            view! { <span title=used.map(format::exact)>{used.map_or_else(|| "—".to_owned(), format::volume)}</span> }
        })
        .numeric()
        .primary(),
        Column::new("share", t.share, move |member: &PoolMember| {
            text(
                member
                    .flow_used
                    .zip(all)
                    .map(|(used, all)| format::percent(used, all, true)),
            )
        })
        .numeric()
        .primary(),
        Column::new("order", t.column_orders, move |member: &PoolMember| {
            text(member.order_id.map(|order| order.to_string()))
        })
        .class("mono"),
        Column::new("activated", t.activated, move |member: &PoolMember| {
            text(member.act_date.map(|time| format::service_date(time.0)))
        }),
    ]
}

fn state(data: PoolData, member: &PoolMember) -> AnyView {
    let m = data.app.messages();
    let status = member.sim_status.and_then(SimStatus::from_code);
    let reason = member.stop_reason.as_deref().and_then(StopReason::from_key);
    let Some(status) = status else {
        return "—".into_view();
    };
    let word = (m.rules.status)(status);
    let (kind, text) = match (status, reason) {
        (SimStatus::Deregistered, _) => (Status::Idle, word.to_owned()),
        (_, Some(reason)) => (
            Status::Bad,
            (m.common.bracket)(word, (m.rules.reason)(reason)),
        ),
        (SimStatus::InUse, None) => (Status::Ok, word.to_owned()),
        (SimStatus::Suspended, None) => (Status::Bad, word.to_owned()),
        (SimStatus::Activatable, None) => (Status::Warn, word.to_owned()),
        _ => (Status::Idle, word.to_owned()),
    };
    view! { <StatusBadge kind=kind text=text /> }
}
