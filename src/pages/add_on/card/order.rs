//! The lines of the purchase with their sizes, and the summary with the payment.

use super::super::texts;
use super::lines::{self, Doubt, Line};
use super::{CardAddOnWizard, cards};
use crate::api::add_on_calls as calls;
use crate::features::orders::ticks;
use crate::features::pools::frame::change;
use crate::features::wizard::points::{Point, all_agreed, boxes};
use crate::features::wizard::price;
use crate::features::wizard::summary::{beside, lines as summary_lines, note, total};
use crate::i18n::format;
use crate::platform::clock;
use crate::routes::Route;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::cycle::BillingCycle;
use gsl_model::wire::{CardAddOnCheck, CardAddOnOffer, CardAddOnOrders, CardAddOnRequest, decode};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What is to be acknowledged.
fn points(wizard: CardAddOnWizard) -> Vec<Point> {
    vec![("terms", texts(wizard.app).agree)]
}

fn n(count: usize) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn sum(line: &Line, offer: &CardAddOnOffer) -> i64 {
    let cards = i64::try_from(line.cards.len()).unwrap_or(i64::MAX);
    offer.price_cents.saturating_mul(cards)
}

/// The lines on the page. Copy.
#[derive(Clone, Copy)]
struct Lines {
    wizard: CardAddOnWizard,
    all: StoredValue<Rc<Vec<Line>>>,
}

impl Lines {
    fn with<R>(self, read: impl FnOnce(&[Line]) -> R) -> R {
        let all = self.all.get_value();
        read(&all)
    }

    /// The size of a line. Tracked.
    fn offer(self, line: &Line) -> Option<CardAddOnOffer> {
        self.wizard.view.with(|view| {
            let own = view.sizes.iter().find(|(key, _)| *key == line.key);
            line.offer(own.map(|(_, plan)| plan.as_str())).cloned()
        })
    }

    /// Whether a line is bought. Tracked.
    fn is_ticked(self, line: &Line) -> bool {
        let toggled = self
            .wizard
            .view
            .with(|view| view.toggled.contains(&line.key));
        line.doubt.is_some() == toggled
    }

    /// What is bought. Tracked.
    fn bought(self) -> Vec<(Line, CardAddOnOffer)> {
        self.with(|lines| {
            let ticked = lines.iter().filter(|line| self.is_ticked(line));
            let bought = ticked.filter_map(|line| Some((line.clone(), self.offer(line)?)));
            bought.collect()
        })
    }

    fn tick(self, places: &[i64], on: bool) {
        let keys: Vec<(String, bool)> = self.with(|lines| {
            let at = |place: &i64| lines.get(usize::try_from(*place).ok()?);
            let lines = places.iter().filter_map(at);
            lines
                .map(|line| (line.key.clone(), line.doubt.is_some()))
                .collect()
        });
        self.wizard.choose(|view| {
            for (key, doubtful) in keys {
                view.toggled.retain(|other| *other != key);
                if on == doubtful {
                    view.toggled.push(key);
                }
            }
            view.toggled.sort();
        });
    }

    fn resize(self, key: String, plan: String) {
        self.wizard.choose(|view| {
            view.sizes.retain(|(other, _)| *other != key);
            view.sizes.push((key, plan));
            view.sizes.sort();
        });
    }
}

/// The step.
pub fn order(wizard: CardAddOnWizard) -> AnyView {
    let Some(check) = wizard.check.data() else {
        return AnyView::Nothing;
    };
    let t = texts(wizard.app);
    let lines = Lines {
        wizard,
        all: StoredValue::new(Rc::new(lines::lines(&check))),
    };
    let refused = cards::refused(wizard, &check);
    if lines.with(<[Line]>::is_empty) {
        return view! { <Empty title=t.nobody></Empty> {refused} };
    }
    beside(
        t.summary,
        view! { {table(lines)} {refused} },
        summary(lines, &check),
    )
}

fn table(lines: Lines) -> AnyView {
    let app = lines.wizard.app;
    let t = texts(app);
    let (rows, takers) = lines.with(|all| {
        let places = (0_i64..).take(all.len()).collect::<Vec<_>>();
        (places, all.iter().map(|line| line.cards.len()).sum())
    });
    let shown = Signal::stored(rows.clone());
    let ticked = Signal::derive(move || {
        lines.with(|all| {
            let ticked = all
                .iter()
                .zip(0_i64..)
                .filter(|(line, _)| lines.is_ticked(line));
            ticked.map(|(_, place)| place).collect::<Vec<_>>()
        })
    });
    let tick = Callback::new(move |(places, on): (Vec<i64>, bool)| lines.tick(&places, on));
    let mut selection = ticks::selection(app, shown, ticked, tick, t.tick_all);
    selection.row_label = Callback::new(|place: i64| format::count(place + 1));
    view! {
        <section class="panel" aria-labelledby="add-on-lines">
            <header>
                <h2 id="add-on-lines" class="wizard-count">{(t.cards_taking)(&n(takers))}</h2>
                <p class="small muted">{t.split}</p>
            </header>
            <DataTable
                label=t.cards
                columns=columns(lines)
                rows=Signal::stored(rows)
                key=|place: &i64| *place
                selection=Some(selection)
                more_label=app.messages().common.more
            />
        </section>
    }
}

fn columns(lines: Lines) -> Vec<Column<i64>> {
    let app = lines.wizard.app;
    let t = texts(app);
    let of = move |place: &i64, draw: fn(Lines, &Line) -> AnyView| {
        let at = usize::try_from(*place).ok();
        lines.with(|all| {
            let line = at.and_then(|at| all.get(at));
            line.map_or(AnyView::Nothing, |line| draw(lines, line))
        })
    };
    vec![
        Column::new(t.carrier, move |place: &i64| of(place, carrier)).names_row(),
        Column::new(t.size_each, move |place: &i64| of(place, size)).primary(),
        Column::new(t.cards, move |place: &i64| {
            of(place, |_, line| n(line.cards.len()).into_view())
        })
        .numeric()
        .primary(),
        Column::new(t.comes_back_column, move |place: &i64| of(place, back)),
        Column::new(t.unit, move |place: &i64| {
            of(place, |lines, line| {
                let line = line.clone();
                (move || lines.offer(&line).map(|offer| price(offer.price_cents))).into_view()
            })
        })
        .numeric(),
        Column::new(t.amount, move |place: &i64| {
            of(place, |lines, line| {
                let line = line.clone();
                (move || lines.offer(&line).map(|offer| price(sum(&line, &offer)))).into_view()
            })
        })
        .numeric()
        .primary(),
    ]
}

/// The carrier, and whether what can be added has a limit.
fn carrier(lines: Lines, line: &Line) -> AnyView {
    let app = lines.wizard.app;
    let name = Carrier::from_carrier_type(line.carrier).map_or("—", app.messages().rules.carrier);
    let capped = line.cards.iter().any(|card| card.room.is_some());
    let capped = capped.then(|| view! { <span class="small muted">{texts(app).capped}</span> });
    view! { <span class="wizard-back">{name}{capped}</span> }
}

/// The size of a line, to be changed.
fn size(lines: Lines, line: &Line) -> AnyView {
    let app = lines.wizard.app;
    let t = texts(app);
    let option = |offer: &CardAddOnOffer| (offer.price_plan_id.clone(), format::size(offer.size));
    let options: Vec<_> = line.offers.iter().map(option).collect();
    let carrier = Carrier::from_carrier_type(line.carrier);
    let name = carrier.map_or("—", app.messages().rules.carrier);
    let label = format!("{} {name} × {}", t.size_each, n(line.cards.len()));
    let (key, line) = (line.key.clone(), line.clone());
    let value = Signal::derive(move || {
        let offer = lines.offer(&line);
        offer.map(|offer| offer.price_plan_id).unwrap_or_default()
    });
    let change = Callback::new(move |plan: String| lines.resize(key.clone(), plan));
    view! { <Select label=label value=value options=Signal::stored(options) on_change=change hide_label=true /> }
}

/// How many of a line's stopped cards come back; of a single card the figures.
fn back(lines: Lines, line: &Line) -> AnyView {
    let app = lines.wizard.app;
    let t = texts(app);
    let line = line.clone();
    (move || {
        let offer = lines.offer(&line)?;
        let (back, stay) = line.back(offer.size);
        let figures = match line.cards.as_slice() {
            [card] => {
                let after = card.allowance.checked_add(offer.size)?;
                Some(change(app, card.allowance, after))
            }
            _ => None,
        };
        let ordered = (line.doubt == Some(Doubt::OnItsWay))
            .then(|| view! { <span class="muted">{t.on_its_way}</span> });
        let back = (back > 0).then(|| view! { <span class="ok">{(t.back_again)(&n(back))}</span> });
        let stay = (stay > 0)
            .then(|| view! { <span class="bad-text">{(t.stays_stopped)(&n(stay))}</span> });
        Some(view! { <span class="wizard-back">{figures}{ordered}{back}{stay}</span> })
    })
    .into_view()
}

fn summary(lines: Lines, check: &CardAddOnCheck) -> AnyView {
    let wizard = lines.wizard;
    let app = wizard.app;
    let t = texts(app);
    let all = check.cards.len();
    let bought = Memo::new(move |_| lines.bought());
    let cents = move |bought: &[(Line, CardAddOnOffer)]| {
        let each = bought.iter().map(|(line, offer)| sum(line, offer));
        each.fold(0, i64::saturating_add)
    };
    let reason = Signal::derive(move || {
        if bought.with(Vec::is_empty) {
            return Some(t.line_first.to_owned());
        }
        if !all_agreed(wizard.agreed, &points(wizard)) {
            return Some(t.agree_first.to_owned());
        }
        wizard.sender.reason()
    });
    let pay = Callback::new(move |()| {
        let (purchases, cents) = bought.with_untracked(|bought| {
            let bought_lines: Vec<_> = bought.iter().map(|(line, offer)| (line, offer)).collect();
            (lines::purchases(&bought_lines).0, cents(bought))
        });
        let ids = purchases.iter().flat_map(|one| one.sim_card_ids.clone());
        let ids: Vec<i64> = ids.collect();
        let rest: Vec<i64> = lines.with(|all| {
            let takers = all.iter().flat_map(|line| &line.cards);
            let takers = takers.map(|card| card.sim_card_id);
            takers.filter(|id| !ids.contains(id)).collect()
        });
        let request = calls::place(&CardAddOnRequest {
            purchases,
            amount_cents: Some(cents),
        });
        wizard.sender.send(
            &request,
            &["/v1/orders", calls::CARD_ADD_ONS],
            move |body| {
                if let Ok(made) = decode::<CardAddOnOrders>(&body) {
                    app.announce(t.paid);
                    wizard.forget();
                    let mut view = wizard.view.get_untracked();
                    view.cards = ids;
                    view.sizes.clear();
                    view.toggled.clear();
                    view.orders = made.orders.iter().map(|order| order.order_id).collect();
                    view.rest = rest;
                    // Back leads to where the cards came from: these are bought.
                    app.nav.replace(&Route::CardAddOn(view));
                }
            },
        );
    });
    let figures = move || {
        bought.with(|bought| {
            let lines_of: Vec<_> = bought.iter().map(|(line, offer)| (line, offer)).collect();
            let orders = lines::purchases(&lines_of).1;
            let cards = bought.iter().map(|(line, _)| line.cards.len()).sum();
            let back = bought.iter().map(|(line, offer)| line.back(offer.size).0);
            summary_lines(vec![
                (t.cards, (t.of_all)(&n(cards), &n(all)).into_view()),
                (t.back_in_use, n(back.sum()).into_view()),
                (t.orders, (t.paid_together)(&n(orders)).into_view()),
            ])
        })
    };
    let sum = move || total(t.total, price(bought.with(|bought| cents(bought))));
    let button = move || (t.pay)(&price(bought.with(|bought| cents(bought))));
    view! {
        {figures}
        {sum}
        {move || bought.with(|bought| notes(wizard, bought))}
        {boxes(t.agree_title, wizard.agreed, points(wizard))}
        {wizard.sender.failure()}
        <Button kind=Kind::Primary disabled_reason=reason on_click=pay>{button}</Button>
    }
}

/// When it counts and until when, and what happens otherwise.
fn notes(wizard: CardAddOnWizard, bought: &[(Line, CardAddOnOffer)]) -> AnyView {
    let t = texts(wizard.app);
    let carriers: BTreeSet<i32> = bought.iter().map(|(line, _)| line.carrier).collect();
    let carriers: Vec<Carrier> = carriers
        .into_iter()
        .filter_map(Carrier::from_carrier_type)
        .collect();
    let cycles = carriers.iter().map(|carrier| {
        let cycle = BillingCycle::current(*carrier, clock::now());
        (t.this_cycle_only)(&cycle.to_string(), &format::date(cycle.end(*carrier)))
    });
    let cycles: BTreeSet<String> = cycles.collect();
    let cycles = cycles.into_iter().collect::<Vec<_>>().join(" ");
    let stopped = bought
        .iter()
        .any(|(line, _)| line.cards.iter().any(lines::is_stopped));
    let otherwise = stopped.then(|| {
        note(
            Status::Idle,
            t.otherwise.to_owned(),
            t.otherwise_then.to_owned(),
        )
    });
    view! {
        {note(Status::Ok, t.five_minutes.to_owned(), cycles)}
        {otherwise}
    }
}
