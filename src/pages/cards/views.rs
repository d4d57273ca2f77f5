//! Named views: filter and sort under a name, kept in the browser; one may open by itself.

use super::list::{List, TABLE};
use crate::features::name_dialog::{NameDialog, Named, Naming};
use crate::i18n::format::isolated;
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::{CardsView, Route, Sort, SortBy};
use crate::state::{messages, prefs};
use crate::ui::menu::{Item, MenuButton};
use crate::view::prelude::*;
use gsl_model::state::SimStatus;

/// Opens the default view when the list is entered without anything in its address.
pub fn open_default(list: List) {
    if list.view.get_untracked() == CardsView::default()
        && let Some(view) = prefs::load_views(TABLE)
            .into_iter()
            .find(|view| view.default)
    {
        list.app.nav.replace(&Route::parse(&view.url));
    }
}

/// The views as tabs: all cards, those that operators look at every day, then the viewer's own.
#[must_use]
pub fn tabs(list: List) -> AnyView {
    let m = messages();
    let v = &m.cards().views;
    let expiring = CardsView {
        filter: CardFilter::one(Field::Expire, Value::Days(30)),
        sort: Some(Sort {
            by: SortBy::ExpireTime,
            descending: false,
        }),
        ..CardsView::default()
    };
    let stopped = CardsView {
        filter: CardFilter::one(Field::Status, Value::Statuses(vec![SimStatus::Suspended])),
        ..CardsView::default()
    };
    let today = CardsView {
        filter: CardFilter::one(Field::Stopped, Value::Days(1)),
        ..CardsView::default()
    };
    let built_in = [
        (v.all_cards, CardsView::default().question()),
        ((m.rules.status)(SimStatus::Suspended), stopped.question()),
        (v.stopped_today, today.question()),
        (v.expiring, expiring.question()),
    ];
    let here = Memo::new(move |_| list.view.with(CardsView::question));
    let tab = move |name: String, url: String| {
        let href = list.app.nav.href(&Route::parse(&url));
        let current = move || (here.get() == url).then_some("page");
        view! { <a href=href aria-current=current><bdi>{name}</bdi></a> }
    };
    let built_in: Vec<AnyView> = built_in
        .into_iter()
        .map(|(name, url)| tab(name.to_owned(), url))
        .collect();
    let own = move || {
        let views = list.views.get().into_iter();
        views.map(|view| tab(view.name, view.url)).collect_view()
    };
    view! { <nav class="tabs view-tabs" aria-label=v.menu>{built_in}{own}</nav> }
}

/// The menu of views and the dialog that saves one.
#[component]
pub fn Views(
    /// The page.
    list: List,
) -> impl IntoView {
    let m = messages();
    let v = &m.cards().views;
    let views = list.views;
    let here = Memo::new(move |_| list.view.with(CardsView::question));
    let current = Memo::new(move |_| {
        let here = here.get();
        views.with(|views| views.iter().find(|view| view.url == here).cloned())
    });
    let change = move |change: &dyn Fn(&mut Vec<prefs::View>)| {
        views.update(|views| change(views));
        views.with_untracked(|views| prefs::save_views(TABLE, views));
    };
    let save = move |(dialog, _, new): (NameDialog, Named, String)| {
        let url = here.get_untracked();
        change(&|views| {
            let default = views.iter().any(|view| view.name == new && view.default);
            views.retain(|view| view.name != new);
            views.push(prefs::View {
                name: new.clone(),
                url: url.clone(),
                default,
            });
        });
        dialog.close((v.saved)(&new));
    };
    let naming = NameDialog::new(
        list.app,
        Naming {
            label: v.name,
            title: Callback::new(move |_| v.save_title.to_owned()),
            hint: Callback::new(move |name: String| {
                let taken = views.with(|views| views.iter().any(|view| view.name == name.trim()));
                if taken {
                    v.name_taken
                } else {
                    list.app.kept(v.name_hint)
                }
            }),
            check: Callback::new(move |name: String| {
                name.trim().is_empty().then(|| v.name_empty.to_owned())
            }),
            save: Callback::new(save),
        },
    );
    let items = Signal::derive(move || {
        let go = move |url: String| Callback::new(move |()| list.app.nav.go(&Route::parse(&url)));
        let now = here.get();
        let all = Route::Cards(CardsView::default()).to_url();
        let mut items = vec![Item::radio(v.all_cards, now == all, go(all))];
        for view in views.get() {
            let label = if view.default {
                (v.is_default)(&isolated(&view.name))
            } else {
                view.name.clone()
            };
            items.push(Item::radio(label, now == view.url, go(view.url)));
        }
        items.push(Item::separator());
        items.push(Item::run(
            v.save,
            Callback::new(move |()| naming.ask(current.get_untracked().map(|view| (0, view.name)))),
        ));
        if let Some(view) = current.get() {
            let (of, on) = (view.name.clone(), !view.default);
            let default = Callback::new(move |()| {
                change(&|views| {
                    views
                        .iter_mut()
                        .for_each(|view| view.default = on && view.name == of)
                });
            });
            items.push(Item::run(
                if on {
                    (v.make_default)(&isolated(&view.name))
                } else {
                    (v.no_default)(&isolated(&view.name))
                },
                default,
            ));
            let of = view.name.clone();
            let delete = Callback::new(move |()| {
                change(&|views| views.retain(|view| view.name != of));
                list.app.announce((v.deleted)(&of));
            });
            items.push(Item::run((v.delete)(&isolated(&view.name)), delete).danger());
        }
        items
    });
    let label = Signal::derive(move || {
        current.get().map_or_else(
            || v.menu.to_owned(),
            |view| (v.menu_named)(&isolated(&view.name)),
        )
    });
    view! {
        <MenuButton label=label items=items />
        {naming.view()}
    }
}
