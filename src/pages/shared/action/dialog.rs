//! The dialog of an action on one card: effect, duration, what cannot be taken back, parameters, why not; then the number
//! of the work order made.

use super::desk::Desk;
use super::facts::{self, number, texts};
use super::sending::Sending;
use crate::api::{calls, use_query};
use crate::i18n::format;
use crate::pages::later::arriving;
use crate::pages::parts;
use crate::pages::shared::card_state::{badge_of, state_text};
use crate::pages::shared::guided;
use crate::pages::shared::part::{failure, watch};
use crate::routes::Route;
use crate::routes::act::Do;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::{Button, Kind};
use crate::ui::copy::CopyButton;
use crate::ui::dialog::Dialog;
use crate::ui::feedback::{Advice, Skeleton};
use crate::ui::field::Checkbox;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::wire::{RealNamed, SimCard};
use leptos::task::spawn_local;
use std::rc::Rc;

/// The dialogs of a page. What draws them is a part of its own and arrives when the first is opened.
#[must_use]
pub fn dialog(desk: Desk) -> AnyView {
    let app = desk.app;
    let wanted = Signal::derive(move || desk.now.with(Option::is_some) || guided::any_written());
    let give_up = Callback::new(move |()| desk.close());
    let here = arriving(app, wanted, async || parts::bring_dialog().await, give_up);
    (move || here.get().map(|draw| draw(desk))).into_any()
}

/// The dialog; closed until the address says otherwise.
#[must_use]
pub fn draw(desk: Desk) -> AnyView {
    let page = desk;
    let desk = Sending::new(desk);
    page.panel.set(Some(Callback::new(move |card| {
        guided::reset_panel(desk, card)
    })));
    let app = desk.app;
    let m = app.messages();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.now.with(Option::is_some)));
    let title = Signal::derive(move || {
        let name = desk.now.get().map_or("", |(act, _)| (texts(app).name)(act));
        let card = desk.card.with(|card| card.as_deref().map(number));
        (texts(app).title)(name, &card.unwrap_or_default())
    });
    view! {
        <Dialog
            open=open
            title=title
            close_label=m.common.close
            on_close=Callback::new(move |()| desk.close())
            footer=move || footer(desk)
        >
            <div class="act">{body(desk)}</div>
        </Dialog>
    }
    .into_any()
}

fn body(desk: Sending) -> AnyView {
    let known = Memo::new(move |_| desk.card.with(Option::is_some));
    let sent = desk.sent;
    (move || {
        let Some((act, id)) = desk.now.get() else {
            return ().into_any();
        };
        if !known.get() {
            let state = watch(desk.query);
            let label = desk.app.messages().common.loading;
            return view! {
                {failure(state)}
                {move || state.error.with(Option::is_none).then(|| view! { <Skeleton rows=4 label=label /> })}
            }
            .into_any();
        }
        if let Some(order) = sent.get() {
            return submitted(desk, order);
        }
        let content = match act {
            Do::ResetNetwork => guided::reset_view(desk, id),
            Do::Lost => guided::lost_view(desk, id),
            Do::QueryRealName => real_name(desk, id),
            _ => ask(desk, act),
        };
        view! { {summary(desk)} {content} }.into_any()
    })
    .into_any()
}

fn footer(desk: Sending) -> AnyView {
    let app = desk.app;
    let m = app.messages();
    let close = Callback::new(move |()| desk.close());
    (move || {
        let Some((act, _)) = desk.now.get() else {
            return ().into_any();
        };
        let asks = !matches!(act, Do::ResetNetwork | Do::Lost | Do::QueryRealName);
        if !asks || desk.sent.with(Option::is_some) {
            return view! { <Button on_click=close>{m.common.close}</Button> }.into_any();
        }
        let kind = if (texts(app).irreversible)(act).is_some() {
            Kind::Danger
        } else {
            Kind::Primary
        };
        let reason = Signal::derive(move || desk.reason());
        view! {
            <Button on_click=close>{m.common.cancel}</Button>
            <Button kind=kind disabled_reason=reason on_click=Callback::new(move |()| desk.send())>
                {(texts(app).submit)((texts(app).name)(act))}
            </Button>
        }
        .into_any()
    })
    .into_any()
}

/// State, carrier and plan of the card, as they are now.
fn summary(desk: Sending) -> AnyView {
    let app = desk.app;
    (move || {
        desk.card.get().map(|card| {
            let carrier = (app.messages().rules.carrier)(Carrier::of(&card));
            let plan = card.price_plan_name.clone();
            view! {
                <p class="row">
                    <StatusBadge kind=badge_of(&card) text=state_text(app, &card) />
                    <span>{carrier}</span>
                    {plan.map(|plan| view! { <span class="muted">{plan}</span> })}
                </p>
            }
        })
    })
    .into_any()
}

/// An action that makes a work order.
fn ask(desk: Sending, act: Do) -> AnyView {
    let app = desk.app;
    let t = texts(app);
    let refusal = move || {
        let why = desk.card.with(|card| {
            card.as_ref()
                .and_then(|card| facts::refusal(app, act, card))
        });
        why.map(|why| {
            view! { <Advice kind=Status::Bad><p><b>{(t.not_now)((t.name)(act))}</b></p><p>{why}</p></Advice> }
        })
    };
    let tick = (t.irreversible)(act).map(|label| {
        let change = Callback::new(move |on| desk.ticked.set(on));
        view! { <Checkbox label=label checked=desk.ticked on_change=change /> }
    });
    let what = desk
        .card
        .get_untracked()
        .map(|card| about(desk, act, &card));
    // Drawn once: a card refreshed meanwhile must not take away what was typed.
    view! {
        {refusal}
        {what}
        {desk.form.view()}
        {tick}
        {desk.act.failure()}
    }
    .into_any()
}

/// Effect, duration, and what to mind.
fn about(desk: Sending, act: Do, card: &Rc<SimCard>) -> AnyView {
    let app = desk.app;
    let t = texts(app);
    let carrier = Carrier::of(card);
    let mut mind: Vec<AnyView> = (t.mind)(act, carrier)
        .iter()
        .map(|line| view! { <li>{*line}</li> }.into_any())
        .collect();
    match (act, carrier.apn()) {
        (Do::Activate, Some(apn)) => mind.push(
            view! {
                <li>
                    {app.messages().card().apn}" "<span class="mono">{apn}</span>
                    <CopyButton text=apn label=app.messages().check().copy_apn copied_label=app.messages().common.copied />
                </li>
            }
            .into_any(),
        ),
        (Do::Rebind, _) => mind.extend(
            card.imei_bind_remain_times
                .filter(|_| carrier == Carrier::Telecom)
                .map(|left| view! { <li><b>{(t.rebinds_left)(left)}</b></li> }.into_any()),
        ),
        _ => {}
    }
    view! {
        <dl class="facts">
            <div><dt>{t.effect_label}</dt><dd>{(t.effect)(act, carrier)}</dd></div>
            <div><dt>{t.duration_label}</dt><dd>{facts::duration(app, act, card)}</dd></div>
            {(!mind.is_empty()).then(|| view! { <div><dt>{t.mind_label}</dt><dd><ul class="tip-list">{mind}</ul></dd></div> })}
        </dl>
    }
    .into_any()
}

/// What was made, and what comes of it.
fn submitted(desk: Sending, order: i64) -> AnyView {
    let app = desk.app;
    let t = texts(app);
    let node = NodeRef::<html::Div>::new();
    // The button that had the focus is gone.
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            let _ = node.focus();
        }
    });
    let expected = move || {
        desk.card.with(|card| {
            let pending = card.as_ref()?.pending_work_orders.as_ref()?;
            let waits = pending.iter().find(|one| one.work_order_id == order)?;
            let at = waits.expected_time?;
            Some(view! { <p>{(t.expected)(&format::instant(at.0))}</p> })
        })
    };
    view! {
        {summary(desk)}
        <div tabindex="-1" class="act-sent" node_ref=node>
            <Advice kind=Status::Ok>
                <p><b>{t.sent}</b></p>
                <p class="row">{order_link(desk.app, order)} <CopyButton text=order.to_string() label=t.number copied_label=app.messages().common.copied /></p>
                {expected}
                <p>{t.sent_next}</p>
            </Advice>
        </div>
    }
    .into_any()
}

/// The number of a work order, which leads to its page.
#[must_use]
pub fn order_link(app: App, order: i64) -> AnyView {
    let href = app.nav.href(&Route::work_order(order));
    view! { <a href=href>{(texts(app).order)(order)}</a> }.into_any()
}

/// 查询实名: asked when the button says so.
fn real_name(desk: Sending, id: i64) -> AnyView {
    let app = desk.app;
    let t = texts(app);
    let asked = RwSignal::new(false);
    let query = use_query::<RealNamed>(app.client, move || {
        asked.get().then(|| calls::real_named(id))
    });
    let state = watch(query);
    let press = move |()| {
        if asked.get_untracked() {
            query.refetch();
        } else {
            asked.set(true);
        }
    };
    let reason = Signal::derive(move || {
        let refused = desk.card.with(|card| {
            card.as_ref()
                .and_then(|card| facts::refusal(app, Do::QueryRealName, card))
        });
        refused.or_else(|| {
            state
                .loading
                .get()
                .then(|| app.messages().common.loading.to_owned())
        })
    });
    let why = move || {
        let why = desk.card.with(|card| {
            card.as_ref()
                .and_then(|card| facts::refusal(app, Do::QueryRealName, card))
        });
        why.map(|why| view! { <Advice kind=Status::Bad><p>{why}</p></Advice> })
    };
    let answer = move || {
        query.data().map(|answer| match answer.real_named {
            Some(done) => {
                let kind = if done { Status::Ok } else { Status::Idle };
                view! { <StatusBadge kind=kind text=(t.real_named)(done) /> }.into_any()
            }
            None => view! { <span>{t.real_named_unknown}</span> }.into_any(),
        })
    };
    let what = desk
        .card
        .get_untracked()
        .map(|card| about(desk, Do::QueryRealName, &card));
    view! {
        {why}
        {what}
        <p class="small muted">{t.real_name_note}</p>
        <p class="row">
            <Button icon=IconName::Refresh disabled_reason=reason on_click=Callback::new(press)>{(t.name)(Do::QueryRealName)}</Button>
            <span role="status">{answer}</span>
        </p>
        {failure(state)}
    }
    .into_any()
}
