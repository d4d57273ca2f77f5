//! The cards of the pool in the cycle shown, with what each used and its share (operations 18 and 20).

use super::PoolData;
use crate::api::pool_calls;
use crate::features::exports::list_menu;
use crate::features::listing::{ListAddress, PageSize, SearchKind, nothing, use_list};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::pool::{MemberState, PoolKind, PoolView};
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::table::Column;
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::units::Megabytes;
use gsl_model::wire::{PoolMember, PoolMemberList};

/// The columns shown, as columns of the export.
const SHOWN: &[&str] = &[
    "cid",
    "sim_status",
    "stop_reason",
    "flow_used",
    "order_id",
    "act_date",
];

/// The tab.
pub fn members(data: PoolData) -> AnyView {
    let t = data.t;
    let view = data.address().with_steps();
    let size = PageSize::new();
    let list = use_list::<PoolMemberList>(data.app, move || {
        let cycle = data.cycle.get()?;
        Some(pool_calls::members(&view.get(), cycle, size.get()))
    });
    let state = list.state;
    state.announce_count(t.member_count);
    // The share is of what the pool used in the cycle shown.
    let columns =
        Signal::derive(move || columns(data, data.shown.get().and_then(|pool| pool.flow_used)));
    let rows = state.section(
        view.paging(state, size, t.range_cards),
        8,
        move || list.table(t.tab_members, columns),
        move || nothing(t.no_members, ""),
    );
    let (what, name) = match data.kind {
        PoolKind::Forward => (ExportKind::SimPoolMembers, "sim_pool_id"),
        PoolKind::Backward => (ExportKind::BackPoolMembers, "back_pool_id"),
    };
    let of = Some((name, data.id));
    let export = list_menu(what, state, of, || SHOWN.to_vec(), list.rows);
    view! {
        <div class="pool-members-head">
            <div class="filters-and-export">{filters(data, view)}{export}</div>
            <p class="small muted">{cap_note(data)}</p>
        </div>
        {rows}
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

fn filters(data: PoolData, view: ListAddress<PoolView>) -> AnyView {
    let t = data.t;
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
    let read = |view: &PoolView| view.state.map_or("all", MemberState::key).to_owned();
    let write = |view: &mut PoolView, key: &str| view.state = MemberState::from_key(key);
    let in_list = data.app.nav.href(&Route::cards_where(CardFilter::one(
        Field::Pool,
        Value::Ids(vec![data.id]),
    )));
    view! {
        <div class="label-filters">
            {view.select(t.column_status, options, read, write)}
            {view.search(t.find_member, SearchKind::Number, |view| &mut view.number)}
            {(data.kind == PoolKind::Forward).then(|| view! { <a class="pool-in-list" href=in_list>{t.in_card_list}</a> })}
        </div>
    }
}

fn columns(data: PoolData, all: Option<Megabytes>) -> Vec<Column<PoolMember>> {
    let t = data.t;
    let app = data.app;
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).into_view();
    vec![
        Column::new(t.member, move |member: &PoolMember| {
            let href = app.nav.href(&Route::card(member.id));
            let number = gsl_model::iccid::group(member.cid.as_deref().unwrap_or_default());
            view! { <a class="mono" href=href>{number}</a> }
        })
        .names_row(),
        Column::new(t.column_status, move |member: &PoolMember| {
            state(data, member)
        })
        .primary(),
        Column::new(t.column_used, move |member: &PoolMember| {
            let used = member.flow_used;
            view! { <span title=used.map(format::exact)>{used.map_or_else(|| "—".to_owned(), format::volume)}</span> }
        })
        .numeric()
        .primary(),
        Column::new(t.share, move |member: &PoolMember| {
            text(
                member
                    .flow_used
                    .zip(all)
                    .map(|(used, all)| format::percent(used, all, true)),
            )
        })
        .numeric()
        .primary(),
        Column::new(t.column_orders, move |member: &PoolMember| {
            text(member.order_id.map(|order| order.to_string()))
        })
        .class("mono"),
        Column::new(t.activated, move |member: &PoolMember| {
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
