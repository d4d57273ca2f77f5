//! What a line offers to do; what cannot be done now says why.

use crate::features::actions::CardDialogs;
use crate::features::actions::facts::{no_add_on, refusal, refused, texts};
use crate::routes::Route;
use crate::routes::card_action::CardAction;
use crate::routes::label::RegionsView;
use crate::routes::order::{OrderTab, OrderView};
use crate::ui::button::{Button, ButtonLink};
use crate::ui::copy::CopyButton;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::can::Action;
use gsl_model::carrier::Carrier;
use gsl_model::checklist::Remedy;
use gsl_model::stop::Recovery;
use gsl_model::wire::{SimCard, extension};

/// One remedy; `ask` asks for the usage of now.
pub fn view(
    dialogs: CardDialogs,
    card: &SimCard,
    remedy: Remedy,
    place: &str,
    ask: Callback<()>,
) -> AnyView {
    let app = dialogs.app;
    let m = app.messages();
    let c = m.check();
    let plain = |text: &'static str| view! { <span>{text}</span> };
    match remedy {
        Remedy::Action(Action::AddOn) => add_on(dialogs, card, (c.action)(Action::AddOn)),
        Remedy::Action(action) => on_card(dialogs, card, action, (c.action)(action)),
        Remedy::Recovery(recovery) => match recovery {
            Recovery::BuyAddOn => add_on(dialogs, card, (c.recovery)(recovery)),
            _ => match CardAction::remedy(recovery) {
                Some(action) => on_card(dialogs, card, action.action(), (c.recovery)(recovery)),
                None => plain((c.recovery)(recovery)),
            },
        },
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
            let told = app.client.has(extension::DIRECTIONAL);
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

/// The page where an add-on is bought for the card, or why there is none now.
fn add_on(dialogs: CardDialogs, card: &SimCard, name: &'static str) -> AnyView {
    let app = dialogs.app;
    match no_add_on(app, card) {
        None => {
            let href = app.nav.href(&Route::card_add_on(vec![card.sim_card_id]));
            view! { <ButtonLink href=href>{name}</ButtonLink> }
        }
        Some(why) => {
            let why = (app.messages().check().not_now)(name, &why);
            view! { <span class="muted">{why}</span> }
        }
    }
}

/// The dialog of the action, or why there is none now.
fn on_card(dialogs: CardDialogs, card: &SimCard, action: Action, name: &'static str) -> AnyView {
    let app = dialogs.app;
    let card_action = CardAction::of(action);
    let why = match card_action {
        Some(card_action) => refusal(app, card_action, card),
        None => refused(app, action, card).or_else(|| Some(texts(app).not_offered.to_owned())),
    };
    match card_action.filter(|_| why.is_none()) {
        Some(card_action) => {
            view! { <Button on_click=dialogs.opener(card_action, card.sim_card_id)>{name}</Button> }
        }
        None => {
            let why = (app.messages().check().not_now)(name, &why.unwrap_or_default());
            view! { <span class="muted">{why}</span> }
        }
    }
}
