//! One row. Cells are plain markup; only the tick and the real-time figures are reactive. Clicks and tooltips are handled
//! once for the whole table, by the `data-` attributes set here.

use super::columns::{self, AttributeNames, CardColumn};
use super::facts::{self, Usage};
use super::list::{List, LiveUsage, WAIT};
use crate::features::actions::Offers;
use crate::features::actions::facts::texts;
use crate::features::actions::offers::{of_order, order_name};
use crate::i18n::{Messages, format};
use crate::platform::clock;
use crate::routes::Route;
use crate::routes::label::CheckView;
use crate::ui::badge::given;
use crate::ui::icon::{IconName, icon};
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::wire::{SimCard, SimCardList};
use gsl_model::{iccid, units::Megabytes};
use std::rc::Rc;

/// Tags named in a row; of the others there is their number.
const TAGS: usize = 2;
/// A tag of so many bytes fits: six Chinese characters.
const WHOLE_TAG: usize = 18;

/// What every row of a page needs.
#[derive(Clone)]
pub struct RowContext {
    /// The page.
    pub list: List,
    /// Texts.
    pub m: &'static Messages,
    /// Columns in order.
    pub columns: Rc<Vec<CardColumn>>,
    /// Their headings, shown beside the values on narrow screens.
    pub headings: Rc<Vec<String>>,
    /// Enabled attributes.
    pub attributes: Rc<AttributeNames>,
    /// Now, by the service.
    pub now: DateTime<Utc>,
    /// The page of cards.
    pub cards: Rc<SimCardList>,
}

impl RowContext {
    /// Cards of the page.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards.sim_cards.len()
    }

    fn card(&self, index: usize) -> Option<&SimCard> {
        self.cards.sim_cards.get(index)
    }
}

/// The row of card number `index` of the page.
#[must_use]
pub fn row(shared: &RowContext, index: usize) -> AnyView {
    let Some(card) = shared.card(index) else {
        return ().into_view();
    };
    let id = card.sim_card_id;
    let selected = shared.list.app.selected_cards;
    let ticked = move || selected.with(|selected| selected.contains(id));
    let stale = shared.list.row_count.stale;
    let number = number(card);
    let cells = shared
        .columns
        .iter()
        .zip(shared.headings.iter())
        .map(|(column, heading)| cell(shared, index, *column, heading))
        .collect_view();
    view! {
        <tr role="row" class:on=ticked data-id=id.to_string() aria-selected=move || ticked().to_string()>
            <td role="cell" class="pick">
                <input
                    type="checkbox"
                    prop:checked=ticked
                    aria-disabled=move || stale.get().then_some("true")
                    aria-describedby=WAIT
                    aria-label=(shared.m.cards().table.select_card)(&number)
                />
            </td>
            {cells}
            <td role="cell" class="acts stick-end main" data-label=texts(shared.list.app).column>{acts(shared, card)}</td>
            <td role="cell" class="unfold">
                <button type="button" class="btn quiet" data-do="unfold" aria-expanded="false">{texts(shared.list.app).unfold}</button>
            </td>
        </tr>
    }
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

fn cell(shared: &RowContext, index: usize, column: CardColumn, heading: &str) -> AnyView {
    let Some(card) = shared.card(index) else {
        return ().into_view();
    };
    let content = match column {
        CardColumn::Cid => cid(shared, card),
        CardColumn::Status => state(shared, card),
        CardColumn::Used => used(shared, index),
        CardColumn::Left => left(shared, index),
        CardColumn::Tags => tags(card),
        CardColumn::Expires => expire(shared, card),
        CardColumn::Order => order(shared, card),
        CardColumn::Activated => act(card),
        column => match facts::plain(shared.m, column, card, &shared.attributes) {
            Some(text) if of_people(column) => given(text),
            Some(text) => text.into_view(),
            None => nothing(),
        },
    };
    let main = matches!(
        column,
        CardColumn::Cid | CardColumn::Status | CardColumn::Used
    );
    view! {
        <td role="cell" class=columns::class(column) class:main=main data-label=heading.to_owned()>{content}</td>
    }
}

/// What the state leads on to, and the menu of everything else, which is built when it opens.
fn acts(shared: &RowContext, card: &SimCard) -> AnyView {
    let app = shared.list.app;
    let t = texts(app);
    let number = number(card);
    let offers = Offers::of(app, card);
    let main = match offers.usual_now() {
        Some(offer) => {
            let name = offer.label;
            view! { <button type="button" class="btn quiet" data-do="act" aria-label=(t.of_card)(name, &number)>{name}</button> }
        }
        None => {
            let check = offers.check().unwrap_or(Route::Check(CheckView::default()));
            let href = app.nav.href(&check);
            view! { <a class="btn quiet" href=href aria-label=(t.of_card)(t.check, &number)>{t.check}</a> }
        }
    };
    view! {
        <span class="row-acts">
            {main}
            <button
                type="button"
                class="btn quiet"
                data-do="more"
                aria-haspopup="menu"
                aria-expanded="false"
                aria-label=(t.more_of)(&number)
            >
                {t.more}
            </button>
        </span>
    }
}

/// What the card waits for.
fn pending(shared: &RowContext, card: &SimCard) -> Option<AnyView> {
    let t = texts(shared.list.app);
    let first = card.pending_work_orders.as_ref()?.first()?;
    let name = order_name(shared.list.app, of_order(first.action.as_deref()));
    Some(view! { <span class="why pending">{(t.pending_short)(name)}</span> })
}

fn nothing() -> AnyView {
    view! { <span class="muted">"—"</span> }
}

fn cid(shared: &RowContext, card: &SimCard) -> AnyView {
    let number = number(card);
    let href = shared.list.app.nav.href(&Route::card(card.sim_card_id));
    let label = (shared.m.cards().cell.copy)(&number);
    view! {
        <span class="cid">
            <a href=href>{number}</a>
            <button type="button" class="btn quiet only-icon" data-do="copy" aria-label=label.clone() title=label tabindex="-1">
                {icon(IconName::Copy)}
            </button>
        </span>
    }
}

fn state(shared: &RowContext, card: &SimCard) -> AnyView {
    let state = facts::state(shared.m, card, shared.now);
    let badge = view! { <span class=format!("state {}", state.kind.class())><i aria-hidden="true"></i>{state.name.clone()}</span> };
    let why = state
        .line
        .map(|line| view! { <span class="why">{line}</span> });
    let waits = pending(shared, card);
    if state.tip.is_empty() {
        view! { {badge}{why}{waits} }
    } else {
        view! { <button type="button" class="state-why" data-do="why">{badge}{why}</button> {waits} }
    }
}

fn figures(shared: &RowContext, index: usize) -> (Option<Usage>, Option<LiveUsage>) {
    let Some(card) = shared.card(index) else {
        return (None, None);
    };
    let live = shared.list.live_of(card.sim_card_id);
    let figures = live.as_ref().and_then(|live| live.figures.as_deref());
    shared.list.day.track();
    (facts::usage(card, figures, clock::now()), live)
}

fn used(shared: &RowContext, index: usize) -> AnyView {
    let Some(card) = shared.card(index) else {
        return ().into_view();
    };
    if facts::usage(card, None, shared.now).is_none() {
        return view! { <span class="muted">{shared.m.cards().cell.after_activation}</span> };
    }
    let label = (shared.m.cards().cell.query_now)(&number(card));
    let shared = shared.clone();
    view! {
        <span class="used">
            {move || {
                let (usage, live) = figures(&shared, index);
                usage.map(|usage| {
                    if usage.own_time {
                        shared.list.tick.track();
                    }
                    usage_text(shared.m, &usage, live.as_ref())
                })
            }}
            <button type="button" class="btn quiet only-icon" data-do="live" aria-label=label.clone() title=label>
                {icon(IconName::Refresh)}
            </button>
        </span>
    }
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
    view! {
        <span class="use">
            <span class="num" title=exact>{used} " / " {total}</span>
            <span class="meter" class:over=over aria-hidden="true"><b style:width=format!("{percent}%")></b></span>
            {when.map(|when| view! { <span class="as-of muted small" class:bad=failed.is_some()>{when}</span> })}
        </span>
    }
}

fn left(shared: &RowContext, index: usize) -> AnyView {
    let shared = shared.clone();
    (move || {
        let (usage, _) = figures(&shared, index);
        let scale = usage.map(|usage| usage.scale());
        match usage.and_then(|usage| usage.left).zip(scale) {
            None => nothing(),
            Some((left, scale)) if left < Megabytes::ZERO => {
                let beyond = Megabytes::ZERO.checked_sub(left).unwrap_or_default();
                let word = (shared.m.cards().cell.over)(&scale.text(beyond));
                view! { <span class="over" title=format::exact(left)>{scale.number(left)}<span class="why">{word}</span></span> }
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

fn expire(shared: &RowContext, card: &SimCard) -> AnyView {
    match facts::expiry(shared.m, card, shared.now) {
        Some((day, far, soon)) => {
            let full = card.expire_time.map(|at| format::instant_full(at.0));
            view! { <span title=full>{day}<span class="why" class:warn=soon>{far}</span></span> }
        }
        None if card.act_date.is_none() => {
            view! { <span class="muted">{shared.m.cards().cell.valid_after_activation}</span> }
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
fn order(shared: &RowContext, card: &SimCard) -> AnyView {
    use crate::routes::card_filter::{CardFilter, Field, Value};
    match card.order_id {
        Some(id) => {
            let route = Route::cards_where(CardFilter::one(Field::Order, Value::Ids(vec![id])));
            view! { <a href=shared.list.app.nav.href(&route)>{id.to_string()}</a> }
        }
        None => nothing(),
    }
}
