//! How many cards are selected, which of them are elsewhere, and the way from a page to everything that matches.

use super::list::{List, n};
use crate::features::actions::selection::selection_offers;
use crate::routes::batch::BatchView;
use crate::routes::{CardsView, Route};
use crate::state::{messages, selection::Selection};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
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
    let add_on = Memo::new(move |_| {
        let mut offers = selection_offers(app).into_iter();
        offers.find(|offer| offer.action == CardAction::AddOn)
    });
    let no_add_on = Signal::derive(move || add_on.with(|offer| offer.as_ref()?.reason(app)));
    let buy = move |()| {
        if let Some(offer) = add_on.get_untracked() {
            list.dialogs.open(&offer);
        }
    };
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
        visible.get().then(|| view! {
            <div class="bar sel" role="region" aria-label=s.label>
                <b>{text}</b>
                {offer_all}
                {back}
                <span class="grow"></span>
                {move || if only.get() {
                    view! { <Button kind=Kind::Quiet on_click=Callback::new(toggle)>{s.show_all}</Button> }
                } else {
                    view! { <Button kind=Kind::Quiet disabled_reason=why_not on_click=Callback::new(toggle)>{s.only}</Button> }
                }}
                <Button kind=Kind::Quiet disabled_reason=no_add_on on_click=Callback::new(buy)>
                    {CardAction::AddOn.name(app.locale.get_untracked().language())}
                </Button>
                <ButtonLink kind=Kind::Primary href=app.nav.href(&Route::Batch(BatchView::default()))>{m.shell.batch_short}</ButtonLink>
                <Button kind=Kind::Quiet on_click=Callback::new(clear)>{s.clear}</Button>
            </div>
        })
    })
    .into_view()
}
