//! The cells of a row, one line each. They are plain markup; only the real-time figures are reactive. Clicks and tooltips are
//! handled once for the whole table, by the `data-` attributes set here.

use super::columns::{self, AttributeNames, CardColumn};
use super::facts::{self, Usage};
use super::list::{List, LiveUsage};
use crate::features::actions::Offers;
use crate::features::actions::facts::texts;
use crate::features::actions::offers::{Offer, of_order, order_name};
use crate::i18n::{Messages, format};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::label::CheckView;
use crate::routes::pool::PoolKind;
use crate::ui::badge::given;
use crate::ui::icon::{IconName, icon};
use crate::ui::table::{Column, ColumnNote};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::stop::{Recovery, StopReason};
use gsl_model::wire::SimCard;
use gsl_model::{iccid, units::Megabytes};
use std::rc::Rc;

/// A text of so many characters fits its cell.
const SHORT_TEXT: usize = 14;
/// Tags named in a row; of the others there is their number.
const TAGS: usize = 1;
/// A tag of so many bytes fits: six Chinese characters.
const WHOLE_TAG: usize = 18;

/// What the cells of all rows need.
#[derive(Clone)]
pub struct RowContext {
    /// The page.
    pub list: List,
    /// Texts.
    pub m: &'static Messages,
    /// Enabled attributes.
    pub attributes: Rc<AttributeNames>,
}

/// What the card is called in labels: its number in groups, else its id.
#[must_use]
pub fn number(card: &SimCard) -> String {
    card.number()
        .map_or_else(|| card.sim_card_id.to_string(), iccid::group)
}

/// Columns with names that people gave.
const fn of_people(column: CardColumn) -> bool {
    matches!(
        column,
        CardColumn::Attribute(_) | CardColumn::Model | CardColumn::Plan | CardColumn::Node
    )
}

/// The columns in the viewer's order, and what can be done with the card.
#[must_use]
pub fn columns(context: &RowContext, shown: &[CardColumn]) -> Vec<Column<SimCard>> {
    let mut all: Vec<Column<SimCard>> = shown
        .iter()
        .map(|column| self::column(context, *column))
        .collect();
    let own = context.clone();
    let heading = texts(context.list.app).column;
    all.push(
        Column::new(heading, move |card: &SimCard| acts(&own, card))
            .class("acts")
            .last(),
    );
    all
}

fn column(context: &RowContext, column: CardColumn) -> Column<SimCard> {
    let (m, list) = (context.m, context.list);
    let heading = columns::heading(m.cards(), column, &context.attributes);
    let note = note(m, column).map(|text| ColumnNote {
        about: (m.cards().table.about)(&heading),
        text,
    });
    let own = context.clone();
    let drawn = Column::new(heading, move |card: &SimCard| cell(&own, card, column))
        .class(columns::class(column))
        .class(if list.gives_way(column) {
            columns::gives_way(column)
        } else {
            ""
        })
        .sorted(list.sort(column))
        .note(note);
    match column {
        CardColumn::Cid => drawn.names_row(),
        CardColumn::Status | CardColumn::Used => drawn.primary(),
        _ => drawn,
    }
}

const fn note(m: &'static Messages, column: CardColumn) -> Option<&'static str> {
    let t = &m.cards().table;
    Some(match column {
        CardColumn::Cid => t.cid_note,
        CardColumn::Used => t.usage_note,
        CardColumn::Left => t.left_note,
        CardColumn::DataType => m.rules.general_data_note,
        CardColumn::Network => m.rules.nb_note,
        CardColumn::SimType => t.sim_type_note,
        _ => return None,
    })
}

fn cell(context: &RowContext, card: &SimCard, column: CardColumn) -> AnyView {
    match column {
        CardColumn::Cid => cid(context, card),
        CardColumn::Status => state(context, card),
        CardColumn::Used => used(context, card),
        CardColumn::Left => left(context, card),
        CardColumn::Tags => tags(card),
        CardColumn::Expires => expire(context, card),
        CardColumn::Order => order(context, card),
        CardColumn::Activated => act(card),
        column => match facts::plain(context.m, column, card, &context.attributes) {
            Some(text) if of_people(column) => whole(text),
            Some(text) => text.into_view(),
            None => nothing(),
        },
    }
}

/// A text that may be cut off: whole on hover and focus.
fn whole(text: String) -> AnyView {
    if text.chars().count() <= SHORT_TEXT {
        return given(text);
    }
    view! { <button type="button" class="state-why whole" data-do="why"><bdi>{text}</bdi></button> }
}

/// The remedy where the card has stopped, else what the state leads on to; and the menu of everything, which is built when it
/// opens.
fn acts(context: &RowContext, card: &SimCard) -> AnyView {
    let app = context.list.app;
    let t = texts(app);
    let number = number(card);
    let offers = Offers::of(app, card);
    let link = |kind: &'static str, label: &'static str, route: &Route| {
        let name = (t.of_card)(label, &number);
        view! { <a class=kind href=app.nav.href(route) aria-label=name title=label>{label}</a> }
    };
    let button = |kind: &'static str, offer: &Offer| match offer.page() {
        Some(page) => link(kind, offer.label, &page),
        None => {
            let name = (t.of_card)(offer.label, &number);
            view! {
                <button type="button" class=kind data-do="act" data-act=offer.action.key() aria-label=name title=offer.label>{offer.label}</button>
            }
        }
    };
    let main = match (
        offers.remedy_now(),
        pool_to_refill(card),
        offers.usual_now(),
    ) {
        (Some(offer), ..) => button("btn", offer),
        (None, Some(pool), _) => link("btn", context.m.cards().cell.open_pool, &pool),
        (None, None, Some(offer)) => button("btn quiet", offer),
        (None, None, None) => {
            let check = offers.check().unwrap_or(Route::Check(CheckView::default()));
            link("btn quiet", t.check, &check)
        }
    };
    view! {
        <span class="row-acts">
            {main}
            <button
                type="button"
                class="btn quiet only-icon"
                data-do="more"
                aria-haspopup="menu"
                aria-expanded="false"
                aria-label=(t.more_of)(&number)
                title=t.more
            >
                {icon(IconName::More)}
            </button>
        </span>
    }
}

/// The pool whose refilling brings the card back.
#[must_use]
pub fn pool_to_refill(card: &SimCard) -> Option<Route> {
    let reason = StopReason::of(card)?;
    let ways = reason.recoveries(Carrier::of(card), card.is_pooled());
    ways.contains(&Recovery::PoolRemedies)
        .then(|| {
            card.sim_pool_id
                .map(|id| Route::pool(PoolKind::Forward, id))
        })
        .flatten()
}

/// What the card waits for.
fn pending(context: &RowContext, card: &SimCard) -> Option<AnyView> {
    let t = texts(context.list.app);
    let first = card.pending_work_orders.as_ref()?.first()?;
    let name = order_name(context.list.app, of_order(first.action.as_deref()));
    Some(view! { <span class="why pending">{(t.pending_short)(name)}</span> })
}

fn nothing() -> AnyView {
    view! { <span class="muted">"—"</span> }
}

fn cid(context: &RowContext, card: &SimCard) -> AnyView {
    let number = number(card);
    let href = context.list.app.nav.href(&Route::card(card.sim_card_id));
    let label = (context.m.cards().cell.copy)(&number);
    view! {
        <span class="cid">
            <a href=href>{number}</a>
            <button type="button" class="btn quiet only-icon" data-do="copy" aria-label=label.clone() title=label tabindex="-1">
                {icon(IconName::Copy)}
            </button>
        </span>
    }
}

fn state(context: &RowContext, card: &SimCard) -> AnyView {
    let state = facts::state(context.m, card, clock::now());
    let of = state
        .of
        .map(|of| view! { <span class="sr-only">{of}" · "</span> });
    let badge = view! { <span class=format!("state {}", state.kind.class())><i aria-hidden="true"></i>{of}{state.name.clone()}</span> };
    let line = pending(context, card).or_else(|| {
        let line = state.line?;
        Some(view! { <span class="why">{line}</span> })
    });
    view! { <button type="button" class="state-why" data-do="why">{badge}{line}</button> }
}

fn figures(context: &RowContext, card: &SimCard) -> (Option<Usage>, Option<LiveUsage>) {
    let live = context.list.live_of(card.sim_card_id);
    let figures = live.as_ref().and_then(|live| live.figures.as_deref());
    context.list.day.track();
    (facts::usage(card, figures, clock::now()), live)
}

fn used(context: &RowContext, card: &SimCard) -> AnyView {
    if facts::usage(card, None, clock::now()).is_none() {
        return view! { <span class="muted">{context.m.cards().cell.after_activation}</span> };
    }
    let label = (context.m.cards().cell.query_now)(&number(card));
    let (context, card) = (context.clone(), card.clone());
    view! {
        <span class="used">
            {move || {
                let (usage, live) = figures(&context, &card);
                usage.map(|usage| {
                    if usage.own_time {
                        context.list.tick.track();
                    }
                    usage_text(context.m, &usage, live.as_ref())
                })
            }}
            <button type="button" class="btn quiet only-icon" data-do="live" aria-label=label.clone() title=label>
                {icon(IconName::Refresh)}
            </button>
        </span>
    }
}

/// What was used of the plan, without the way to ask anew.
#[must_use]
pub fn used_of(context: &RowContext, card: &SimCard) -> AnyView {
    let (context, card) = (context.clone(), card.clone());
    (move || {
        let (usage, live) = figures(&context, &card);
        match usage {
            Some(usage) => usage_text(context.m, &usage, live.as_ref()),
            None => nothing(),
        }
    })
    .into_view()
}

fn usage_text(m: &'static Messages, usage: &Usage, live: Option<&LiveUsage>) -> AnyView {
    let (cell, scale) = (&m.cards().cell, usage.scale());
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let used = or_dash(usage.used.map(|used| scale.number(used)));
    let total = or_dash(usage.total.map(|total| scale.short_number(total)));
    let exact = match (usage.used.zip(usage.total), usage.before) {
        (Some((used, total)), _) => {
            Some((cell.used_of)(&format::exact(used), &format::exact(total)))
        }
        (None, Some((cycle, used))) => {
            Some((cell.used_before)(&cycle.to_string(), &format::exact(used)))
        }
        (None, None) => None,
    };
    let percent = usage.used.zip(usage.total).map_or(0, |(used, total)| {
        (used.permille_of(total) / 10).clamp(0, 100)
    });
    let over = usage.left.is_some_and(|left| left < Megabytes::ZERO);
    let failed = live.and_then(|live| live.failed);
    let when = match failed {
        _ if live.is_some_and(|live| live.asking) => Some(m.cards().table.refreshing.to_owned()),
        Some(why) => Some(why.to_owned()),
        None => match (usage.at, usage.first_on) {
            (Some(at), _) => usage
                .own_time
                .then(|| format::ago(&m.common, at, clock::now())),
            (None, first) => first.map(|day| (cell.first_figure)(&format::date(day))),
        },
    };
    // One line: when a figure is from matters more than its meter.
    let beside = match when {
        Some(when) => {
            view! { <span class="as-of muted small" class:bad=failed.is_some() title=when.clone()>{when}</span> }
        }
        None => view! {
            <span class="meter" class:near=(80..100).contains(&percent) class:over=over aria-hidden="true"><b style:width=format!("{percent}%")></b></span>
        },
    };
    view! {
        <span class="use">{beside}<span class="num" title=exact>{used} " / " {total}</span></span>
    }
}

/// What is left; negative when more was used than the plan has.
#[must_use]
pub fn left(context: &RowContext, card: &SimCard) -> AnyView {
    let (context, card) = (context.clone(), card.clone());
    (move || {
        let (usage, _) = figures(&context, &card);
        let scale = usage.map(|usage| usage.scale());
        match usage.and_then(|usage| usage.left).zip(scale) {
            None => nothing(),
            Some((left, scale)) if left < Megabytes::ZERO => {
                let beyond = Megabytes::ZERO.checked_sub(left).unwrap_or_default();
                let word = (context.m.cards().cell.over)(&scale.text(beyond));
                view! { <span class="over" title=word.clone()>{scale.number(left)}<span class="sr-only">" "{word}</span></span> }
            }
            Some((left, scale)) => view! { <span title=format::exact(left)>{scale.number(left)}</span> },
        }
    })
    .into_view()
}

fn tags(card: &SimCard) -> AnyView {
    let all: Vec<&str> = card.tags().collect();
    if all.is_empty() {
        return nothing();
    }
    let (shown, rest) = all.split_at(all.len().min(TAGS));
    let more = (!rest.is_empty()).then(|| {
        view! { <span class="tag">"+"{rest.len()}<span class="sr-only">" "{rest.join(", ")}</span></span> }
    });
    let cut = more.is_some() || shown.iter().any(|tag| tag.len() > WHOLE_TAG);
    let tag = |tag: &&str| view! { <bdi class="tag">{(*tag).to_owned()}</bdi> };
    let tags = view! { {shown.iter().map(tag).collect_view()}{more} };
    if cut {
        // All of them, whole, on hover and focus.
        view! { <button type="button" class="state-why tags" data-do="why">{tags}</button> }
    } else {
        view! { <span class="tags">{tags}</span> }
    }
}

/// The day on which the card expires, and how far it is.
#[must_use]
pub fn expire(context: &RowContext, card: &SimCard) -> AnyView {
    match facts::expiry(context.m, card, clock::now()) {
        Some(expiry) => {
            let full = card.expire_time.map(|at| format::instant_full(at.0));
            // A day years away says enough by itself.
            let far = expiry
                .near
                .then(|| view! { <span class="why" class:warn=expiry.soon>{expiry.far}</span> });
            view! { <span class="day" title=full>{expiry.day}{far}</span> }
        }
        None if card.act_date.is_none() => {
            view! { <span class="muted">{context.m.cards().cell.valid_after_activation}</span> }
        }
        None => nothing(),
    }
}

fn act(card: &SimCard) -> AnyView {
    match card.act_date {
        Some(at) => {
            view! { <span title=format::instant_full(at.0)>{format::service_date(at.0)}</span> }
        }
        None => nothing(),
    }
}

/// The batch number leads to the cards of its order.
fn order(context: &RowContext, card: &SimCard) -> AnyView {
    use crate::routes::card_filter::{CardFilter, Field, Value};
    match card.order_id {
        Some(id) => {
            let route = Route::cards_where(CardFilter::one(Field::Order, Value::Ids(vec![id])));
            view! { <a href=context.list.app.nav.href(&route)>{id.to_string()}</a> }
        }
        None => nothing(),
    }
}
