//! Step 2: where the cards will be used (Q3.2), the pool (Q13.3, Q13.8, Q13.11), where they are sent.

use super::{Purchase, finder, pool, texts};
use crate::i18n::addresses::addresses;
use crate::pages::shared::addresses::{Book, book};
use crate::pages::shared::region;
use crate::pages::shared::wizard::panel;
use crate::routes::purchase::Step;
use crate::ui::button::{Button, Kind};
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::region::{Verdict, check};

/// Whether the place that was typed is in a high-risk region of the carrier, or may be. Tracked.
pub fn restricted(it: Purchase) -> bool {
    let Some(offer) = it.offer() else {
        return false;
    };
    it.place.with(|place| {
        matches!(
            check(offer.carrier, place.trim()),
            Some(Verdict::LocalOnly { .. } | Verdict::Partly { .. })
        )
    })
}

/// Why the next step cannot be taken. Tracked.
pub fn obstacle(it: Purchase) -> Option<String> {
    finder::obstacle(it)
        .or_else(|| pool::obstacle(it))
        .or_else(|| {
            let address = it.view.with(|view| view.address);
            let first = || addresses(it.app.locale.get_untracked()).first.to_owned();
            address.is_none().then(first)
        })
}

/// The step.
pub fn delivery(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let reason = Signal::derive(move || obstacle(it));
    let to = Book {
        app: it.app,
        draft: it.draft,
        chosen: Signal::derive(move || it.view.with(|view| view.address)),
        choose: Callback::new(move |address| it.choose(|view| view.address = address)),
    };
    view! {
        {panel(t.where_used, place(it))}
        {panel(t.pool, pool::pool(it))}
        {panel(addresses(it.app.locale.get_untracked()).title, book(to))}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| it.go(Step::Plan))>{t.previous}</Button>
            <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| it.go(Step::Confirm))>{t.next}</Button>
        </div>
    }
    .into_any()
}

fn place(it: Purchase) -> AnyView {
    let t = texts(it.app);
    let answer = move || {
        let offer = it.offer()?;
        it.place
            .with(|place| region::answer(it.app, offer.carrier, place))
    };
    let hint = move || {
        let abroad = it.offer().is_some_and(|offer| !offer.carrier.is_mainland());
        Some(if abroad { t.abroad_note } else { t.place_hint }.to_owned())
    };
    view! {
        <Input
            label=t.place
            value=it.place
            on_input=Callback::new(move |text| it.place.set(text))
            hint=MaybeProp::derive(hint)
            kind="search"
        />
        <div role="status">{answer}</div>
    }
    .into_any()
}
