//! What a line offers to do; what cannot be done now says why.

use crate::features::actions::{CardDialogs, Offer, Offers};
use crate::routes::Route;
use crate::routes::label::RegionsView;
use crate::routes::order::{OrderTab, OrderView};
use crate::ui::button::{Button, ButtonLink};
use crate::ui::copy::CopyButton;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::checklist::Remedy;
use gsl_model::wire::{SimCard, extension};

/// One remedy; `ask` asks for the usage of now.
pub fn view(
    dialogs: CardDialogs,
    card: &SimCard,
    offers: &Offers,
    remedy: Remedy,
    place: &str,
    ask: Callback<()>,
) -> AnyView {
    let app = dialogs.app;
    let m = app.messages();
    let c = m.check();
    let plain = |text: &'static str| view! { <span>{text}</span> };
    match remedy {
        Remedy::Action(action) => match offers.get(action) {
            Some(offer) => {
                let name = match action {
                    CardAction::Threshold => c.set_threshold,
                    CardAction::RestoreNet => c.restore_net,
                    _ => offer.label,
                };
                on_card(dialogs, offer, name)
            }
            None => ().into_view(),
        },
        Remedy::Recovery(recovery) => {
            let name = (c.recovery)(recovery);
            match CardAction::recovering(recovery).and_then(|action| offers.get(action)) {
                Some(offer) => on_card(dialogs, offer, name),
                None => plain(name),
            }
        }
        Remedy::RealTimeUsage => {
            view! { <Button icon=IconName::Refresh on_click=ask>{c.real_time}</Button> }
        }
        Remedy::CopyApn(apn) => view! {
            <span class="mono">{apn}</span>
            <CopyButton text=apn.to_owned() label=c.copy_apn copied_label=m.common.copied />
        },
        Remedy::RegionChecker => {
            let href = app.nav.href(&Route::Regions(RegionsView {
                carrier: Carrier::of(card),
                place: place.to_owned(),
            }));
            view! { <ButtonLink href=href>{c.region_checker}</ButtonLink> }
        }
        Remedy::DirectionalEntries => {
            let told = app.client.has(extension::DIRECTIONAL_READ);
            match card.order_id.filter(|_| told) {
                Some(id) => {
                    let href = app.nav.href(&Route::Order(OrderView {
                        id,
                        tab: OrderTab::Directional,
                        ..OrderView::default()
                    }));
                    view! { <ButtonLink href=href>{c.directional_entries}</ButtonLink> }
                }
                None => plain(c.directional_entries),
            }
        }
        Remedy::Engineer => plain(c.engineer),
    }
}

/// The dialog or the page of what can be done, or why it cannot be done now.
fn on_card(dialogs: CardDialogs, offer: &Offer, name: &'static str) -> AnyView {
    let app = dialogs.app;
    if let Some(why) = offer.reason(app) {
        let why = (app.messages().check().not_now)(name, &why);
        return view! { <span class="muted">{why}</span> };
    }
    match offer.page() {
        Some(page) => view! { <ButtonLink href=app.nav.href(&page)>{name}</ButtonLink> },
        None => view! { <Button on_click=dialogs.opener(offer)>{name}</Button> },
    }
}
