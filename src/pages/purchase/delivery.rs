//! Step 2: where the cards will be used (Q3.2), the pool (Q13.3, Q13.8, Q13.11), where they are sent.

use super::{PurchaseWizard, finder, pool, texts};
use crate::features::addresses::{AddressBook, address_book};
use crate::features::regions;
use crate::features::wizard::panel;
use crate::i18n::addresses::addresses;
use crate::routes::purchase::Step;
use crate::ui::button::{Button, Kind};
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::region::{Verdict, check};

/// Whether the place that was typed is in a high-risk region of the carrier, or may be. Tracked.
pub fn restricted(wizard: PurchaseWizard) -> bool {
    let Some(offer) = wizard.offer() else {
        return false;
    };
    wizard.place.with(|place| {
        matches!(
            check(offer.carrier, place.trim()),
            Some(Verdict::LocalOnly { .. } | Verdict::Partly { .. })
        )
    })
}

/// Why the next step cannot be taken. Tracked.
pub fn blocked_reason(wizard: PurchaseWizard) -> Option<String> {
    finder::blocked_reason(wizard)
        .or_else(|| pool::blocked_reason(wizard))
        .or_else(|| {
            let address = wizard.view.with(|view| view.address);
            let first = || {
                addresses(wizard.app.locale.get_untracked())
                    .first
                    .to_owned()
            };
            address.is_none().then(first)
        })
}

/// The step.
pub fn delivery(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let reason = Signal::derive(move || blocked_reason(wizard));
    let to = AddressBook {
        app: wizard.app,
        draft: wizard.draft,
        chosen: Signal::derive(move || wizard.view.with(|view| view.address)),
        choose: Callback::new(move |address| wizard.choose(|view| view.address = address)),
    };
    view! {
        {panel(t.where_used, place(wizard))}
        {panel(t.pool, pool::pool(wizard))}
        {panel(addresses(wizard.app.locale.get_untracked()).title, address_book(to))}
        <div class="row wizard-buttons">
            <Button on_click=Callback::new(move |()| wizard.go(Step::Plan))>{t.previous}</Button>
            <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| wizard.go(Step::Confirm))>{t.next}</Button>
        </div>
    }
}

fn place(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let answer = move || {
        let offer = wizard.offer()?;
        wizard
            .place
            .with(|place| regions::answer(wizard.app, offer.carrier, place))
    };
    let hint = move || {
        let abroad = wizard
            .offer()
            .is_some_and(|offer| !offer.carrier.is_mainland());
        Some(if abroad { t.abroad_note } else { t.place_hint }.to_owned())
    };
    view! {
        <Input
            label=t.place
            value=wizard.place
            on_input=Callback::new(move |text| wizard.place.set(text))
            hint=MaybeProp::derive(hint)
            kind="search"
        />
        <div role="status">{answer}</div>
    }
}
