//! How many cards are selected, which of them are elsewhere, what can be done with them, and the way from a page to
//! everything that matches. The bar stands where the count line stood.

use super::list::{List, n};
use crate::features::actions::facts::texts;
use crate::features::actions::offers::Offer;
use crate::features::actions::selection::selection_offers;
use crate::routes::batch::BatchView;
use crate::routes::{CardsView, Route};
use crate::state::{App, messages, selection::Selection};
use crate::ui::button::{Button, Kind};
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;
use gsl_model::action::{CardAction, Consequence};
use gsl_model::wire::extension;

/// Whether anything is selected, or only the selected are shown.
pub fn visible(list: List) -> Memo<bool> {
    Memo::new(move |_| {
        list.view.with(|view| view.selected_only)
            || list.ended.with(Option::is_some)
            || list
                .app
                .selected_cards
                .with(|selected| *selected != Selection::None)
    })
}

/// The bar, while it is [`visible`].
#[must_use]
pub fn view(list: List, visible: Memo<bool>) -> AnyView {
    let app = list.app;
    let m = messages();
    let s = &m.cards().selection;
    let only = Memo::new(move |_| list.view.with(|view| view.selected_only));
    let whole_page = Memo::new(move |_| {
        let ids = list.shown().map(|shown| shown.ids).unwrap_or_default();
        app.selected_cards.with(|selected| {
            matches!(selected, Selection::Some(_))
                && !ids.is_empty()
                && ids.iter().all(|id| selected.contains(*id))
        })
    });
    let text = move || {
        let elsewhere = list.elsewhere();
        let page = whole_page.get();
        app.selected_cards.with(|selected| match selected {
            Selection::None => list.ended.with(|ended| match ended {
                Some((_, count)) => (s.ended)(&n(*count)),
                None => m.cards().empty.nothing_selected.to_owned(),
            }),
            Selection::AllMatching { except, .. } if except.is_empty() => {
                (s.all)(&n(selected.count()))
            }
            Selection::AllMatching { except, .. } => {
                (s.all_except)(&n(selected.count()), &n(except.len() as u64))
            }
            Selection::Some(_) if elsewhere > 0 => {
                (s.some_elsewhere)(&n(selected.count()), &n(elsewhere))
            }
            Selection::Some(_) if page => (s.page_all)(&n(selected.count())),
            Selection::Some(_) => (s.some)(&n(selected.count())),
        })
    };
    // Filter and count of one answer.
    let rest = Memo::new(move |_| {
        let shown = list.shown().filter(|shown| !shown.only)?;
        let total = u64::try_from(shown.total).unwrap_or_default();
        (total > shown.ids.len() as u64).then_some((shown.filter, total))
    });
    let offer_all = move || {
        rest.get().filter(|_| whole_page.get()).map(|(filter, total)| {
            let select = move |()| {
                app.selected_cards
                    .update(|selected| selected.select_all(filter.clone(), total));
                app.announce((s.all)(&n(total)));
            };
            view! { <Button kind=Kind::Quiet on_click=Callback::new(select)>{(s.select_all)(&n(total))}</Button> }
        })
    };
    let back = move || {
        list.ended.get().map(|(filter, _)| {
            let back = Callback::new(move |()| list.filter(filter.clone()));
            view! { <Button kind=Kind::Quiet on_click=back>{s.ended_back}</Button> }
        })
    };
    let why_not = Signal::derive(move || {
        if !app.client.has(extension::FILTERS) {
            Some(m.common.not_offered.to_owned())
        } else if app
            .selected_cards
            .with(|selected| matches!(selected, Selection::AllMatching { .. }))
        {
            Some(s.only_these.to_owned())
        } else {
            None
        }
    });
    let toggle = move |()| {
        let view = list.view.get_untracked();
        list.go(CardsView {
            selected_only: !view.selected_only,
            page: crate::routes::Page::default(),
            ..view
        });
    };
    let offers = Memo::new(move |_| selection_offers(app));
    let (first, others) = (
        Memo::new(move |_| split(offers.get()).0),
        Memo::new(move |_| split(offers.get()).1),
    );
    let direct = move || {
        let button = |offer: Offer| {
            let why_not = offer.reason(app);
            let (label, own) = (short(app, &offer), offer.clone());
            let go = Callback::new(move |()| list.dialogs.open(&own));
            view! { <Button disabled_reason=why_not on_click=go>{label}</Button> }
        };
        first.get().into_iter().map(button).collect_view()
    };
    let more = Signal::derive(move || {
        let item = |offer: Offer| {
            let item = match offer.page() {
                Some(page) => Item::link(offer.label, app.nav.href(&page)),
                None => Item::run(offer.label, list.dialogs.opener(&offer)),
            };
            let destructive = offer.action.consequence() == Consequence::Destructive;
            let item = item.disabled(offer.reason(app));
            if destructive { item.danger() } else { item }
        };
        let mut items: Vec<Item> = others.get().into_iter().map(item).collect();
        items.push(Item::separator());
        if only.get() {
            items.push(Item::run(s.show_all, Callback::new(toggle)));
        } else {
            items.push(Item::run(s.only, Callback::new(toggle)).disabled(why_not.get()));
        }
        let all = app.nav.href(&Route::Batch(BatchView::default()));
        items.push(Item::link(m.shell.batch, all));
        items
    });
    let clear = move |()| {
        app.selected_cards.set(Selection::None);
        if list.ended.with_untracked(Option::is_some) {
            list.ended.set(None);
            let _ = app.left_selections.try_update_value(Vec::pop);
        }
        if only.get_untracked() {
            toggle(());
        }
    };
    (move || {
        visible.get().then(|| {
            let selected = move || app.selected_cards.with(|now| *now != Selection::None);
            view! {
                <div class="bar sel" role="region" aria-label=s.label>
                    <b>{text}</b>
                    {offer_all}
                    {back}
                    {move || only.get().then(|| view! { <Button kind=Kind::Quiet on_click=Callback::new(toggle)>{s.show_all}</Button> })}
                    {move || selected().then(|| view! { {direct} <MenuButton label=texts(app).more items=more /> })}
                    <span class="grow"></span>
                    <Button kind=Kind::Quiet on_click=Callback::new(clear)>{s.clear}</Button>
                </div>
            }
        })
    })
    .into_view()
}

/// Keys of the actions that have a button of their own, in its order.
const DIRECT: [&str; 5] = ["suspend", "resume", "tags", "renew", "add_on"];

/// Those with a button of their own, and the others.
fn split(offers: Vec<Offer>) -> (Vec<Offer>, Vec<Offer>) {
    let place = |offer: &Offer| DIRECT.iter().position(|key| *key == offer.action.key());
    let (mut direct, others): (Vec<Offer>, Vec<Offer>) =
        offers.into_iter().partition(|offer| place(offer).is_some());
    direct.sort_by_key(place);
    (direct, others)
}

/// The action's name in a word or two: the bar says already that it is about the selected cards.
fn short(app: App, offer: &Offer) -> &'static str {
    if offer.action == CardAction::Tags {
        app.messages().cards().selection.tag
    } else {
        offer.action.name(app.locale.get_untracked().language())
    }
}
