//! What a line offers to do. What is done with the card is done on its page; what cannot be done now says why.

use crate::routes::label::RegionsView;
use crate::routes::{CardTab, Route};
use crate::state::App;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::copy::CopyButton;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::can::{self, Action, CardFacts};
use gsl_model::carrier::Carrier;
use gsl_model::checklist::Remedy;
use gsl_model::stop::Recovery;
use gsl_model::wire::SimCard;

/// One remedy; `ask` asks for the usage of now.
pub fn view(app: App, card: &SimCard, remedy: Remedy, place: &str, ask: Callback<()>) -> AnyView {
    let m = app.messages();
    let c = m.check();
    let plain = |text: &'static str| view! { <span>{text}</span> }.into_any();
    match remedy {
        Remedy::Action(action) => on_card(app, card, (c.action)(action), Some(action)),
        Remedy::Recovery(recovery) => match recovery {
            Recovery::BuyAddOn => on_card(app, card, (c.recovery)(recovery), Some(Action::AddOn)),
            Recovery::ChangeThreshold | Recovery::Resume | Recovery::Rebind => {
                on_card(app, card, (c.recovery)(recovery), None)
            }
            _ => plain((c.recovery)(recovery)),
        },
        Remedy::RealTimeUsage => {
            view! { <Button icon=IconName::Refresh on_click=ask>{c.real_time}</Button> }.into_any()
        }
        Remedy::CopyApn(apn) => view! {
            <span class="mono">{apn}</span>
            <CopyButton text=apn.to_owned() label=c.copy_apn copied_label=m.common.copied />
        }
        .into_any(),
        Remedy::RegionChecker => {
            let href = app.nav.href(&Route::Regions(RegionsView {
                carrier: Carrier::of(card),
                place: place.to_owned(),
            }));
            view! { <ButtonLink href=href>{c.region_checker}</ButtonLink> }.into_any()
        }
        Remedy::DirectionalEntries => plain(c.directional_entries),
        Remedy::Engineer => plain(c.engineer),
    }
}

/// The way to the card, or why the action is not possible now.
fn on_card(app: App, card: &SimCard, name: &str, action: Option<Action>) -> AnyView {
    let c = app.messages().check();
    let refused = action.and_then(|action| can::check(action, &CardFacts::of(card)).err());
    match refused {
        Some(reason) => {
            view! { <span class="muted">{(c.not_now)(name, (c.reason)(reason))}</span> }.into_any()
        }
        None => {
            let tab = match action {
                Some(Action::QueryRealName) => CardTab::Basic,
                _ => CardTab::default(),
            };
            let href = app.nav.href(&Route::Card {
                id: card.sim_card_id,
                tab,
                act: None,
            });
            let text = (c.on_card)(name);
            view! { <ButtonLink href=href>{text}</ButtonLink> }.into_any()
        }
    }
}
