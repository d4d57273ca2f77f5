//! The page header: breadcrumb, name with its edit button, plan, carrier, cycle, state and actions.

use super::PoolData;
use crate::api::pool_calls::{self, BACKWARD, FORWARD};
use crate::features::mutation::Mutation;
use crate::features::polling::note;
use crate::features::pools::row::Pool;
use crate::features::pools::{state, wizards};
use crate::i18n::format;
use crate::i18n::work::work;
use crate::routes::Route;
use crate::routes::pool::{PoolKind, PoolsView};
use crate::ui::button::{Button, ButtonLink, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::pool::BackwardState;
use gsl_model::wire::extension;

/// What a refresh reloads, by kind.
pub const fn touched(kind: PoolKind) -> &'static [&'static str] {
    match kind {
        PoolKind::Forward => &[FORWARD],
        PoolKind::Backward => &[BACKWARD],
    }
}

/// The heading of the page; it stays the same element while the pool loads.
pub fn head(data: PoolData) -> AnyView {
    let (app, t) = (data.app, data.t);
    let m = app.messages();
    let name = Memo::new(move |_| {
        data.now.with(|pool| {
            pool.as_ref()
                .map_or_else(|| (t.pool_number)(data.id), |pool| pool.name())
        })
    });
    Effect::new(move |_| app.set_title(&name.get()));
    let list = app.nav.href(&Route::Pools(PoolsView::of(data.kind)));
    let list_name = match data.kind {
        PoolKind::Forward => m.shell.forward_pools,
        PoolKind::Backward => m.shell.backward_pools,
    };
    let rename = Callback::new(move |()| {
        if let Some(pool) = data.now.get_untracked() {
            data.renaming.ask(Some((pool.id, pool.name())));
        }
    });
    view! {
        <div class="head card-head">
            <div>
                <nav class="crumbs small" aria-label=m.card().breadcrumb>
                    <a href=list>{list_name}</a>
                    <span aria-hidden="true">" / "</span>
                    <span aria-current="page" class="mono">{data.id}</span>
                </nav>
                <div class="card-number">
                    <h1 tabindex="-1"><bdi>{name}</bdi></h1>
                    {move || data.now.with(Option::is_some).then(|| view! {
                        <IconButton icon=IconName::Edit label=(t.rename)(&name.get()) disabled_reason=data.app.why_not(extension::POOLS_ACT) on_click=rename />
                    })}
                </div>
                {move || data.shown.get().map(|pool| summary(data, &pool))}
            </div>
            <div class="actions">
                {note(app, data.changes, work(app.locale.get_untracked()).live)}
                {move || data.now.get().map(|pool| match data.kind {
                    PoolKind::Forward => wizard_links(data, &pool),
                    PoolKind::Backward => restart(data, &pool),
                })}
            </div>
        </div>
    }
}

fn summary(data: PoolData, pool: &Pool) -> AnyView {
    let m = data.app.messages();
    let carrier = pool.carrier().map(|carrier| (m.rules.carrier)(carrier));
    let plan = pool.price_plan_name.clone().unwrap_or_default();
    let day = |time: Option<gsl_model::time::Time>| {
        time.map(|time| format::service_date(time.0))
            .unwrap_or_default()
    };
    let cycle = (data.t.cycle_from_to)(
        pool.billing_cycle.as_deref().unwrap_or_default(),
        &day(pool.effective_time),
        &day(pool.expired_time),
    );
    // Plans are usually named after their carrier.
    let carrier = carrier.filter(|carrier| !plan.starts_with(carrier));
    view! {
        <div class="card-summary">
            {state::badge(data.t, pool)}
            {carrier.map(|carrier| view! { <span>{carrier}</span><span aria-hidden="true">"·"</span> })}
            <span>{plan}</span>
            <span aria-hidden="true">"·"</span>
            <span>{cycle}</span>
        </div>
    }
}

/// 新增成员, 购买叠加包, 批量激活: impossible for a discarded pool, and it says so.
fn wizard_links(data: PoolData, pool: &Pool) -> AnyView {
    let (app, t, id) = (data.app, data.t, data.id);
    let why = app
        .why_not(extension::POOLS_ACT)
        .or_else(|| pool.discarded().then(|| t.discarded_why.to_owned()));
    let one = |text: &'static str, href: Option<String>, kind: Kind| {
        let href = href?;
        Some(if let Some(why) = why.clone() {
            let nothing = Callback::new(|()| ());
            view! { <Button kind=kind disabled_reason=why on_click=nothing>{text}</Button> }
        } else {
            view! { <ButtonLink kind=kind href=href>{text}</ButtonLink> }
        })
    };
    [
        one(t.join, wizards::join(app, id), Kind::Secondary),
        one(
            t.add_on_title,
            wizards::add_on(app, id, None),
            Kind::Secondary,
        ),
        one(t.activate, wizards::activate(app, id, None), Kind::Primary),
    ]
    .into_view()
}

/// 重启已废弃后向流量池
fn restart(data: PoolData, pool: &Pool) -> AnyView {
    let (app, t) = (data.app, data.t);
    let m = app.messages();
    let mutation = Mutation::new();
    let open = RwSignal::new(false);
    let discarded = pool.backward_state() == Some(BackwardState::Discarded);
    let reason = app
        .why_not(extension::POOLS_ACT)
        .or_else(|| (!discarded).then(|| t.restart_only.to_owned()));
    let send = Callback::new(move |()| {
        let done = move |_| {
            open.set(false);
            app.notify(false, t.restarted);
        };
        mutation.run(
            app,
            pool_calls::restart(data.id),
            touched(data.kind),
            Box::new(done),
        );
    });
    let ask = Callback::new(move |()| {
        mutation.error.set(None);
        open.set(true);
    });
    view! {
        <Button disabled_reason=reason on_click=ask>{t.restart}</Button>
        <Dialog
            open=open
            title=t.restart
            close_label=m.common.close
            footer=move || view! {
                <Button on_click=Callback::new(move |()| open.set(false))>{m.common.cancel}</Button>
                <Button kind=Kind::Primary disabled_reason=Signal::derive(move || mutation.reason(app)) on_click=send>{t.restart}</Button>
            }
        >
            <p>{t.restart_text}</p>
            {mutation.failure()}
        </Dialog>
    }
}
