//! The facts of a card as text, for a ticket or a chat: numbers, state and reason, figures, address.

use super::CardData;
use super::advice::Advice;
use crate::features::card_state::state_text;
use crate::i18n::format::{self, Scale};
use crate::platform::dom::window;
use crate::routes::Route;
use crate::state::App;
use crate::ui::copy::CopyButton;
use crate::view::prelude::*;
use chrono::{DateTime, Utc};
use gsl_model::carrier::Carrier;
use gsl_model::figures::CardUse;
use gsl_model::names::{Language, Name, term};
use gsl_model::wire::SimCard;

/// The copy button; `advice` is the page's advice about the card's state.
pub fn button(app: App, data: CardData, advice: Memo<Option<Advice>>) -> AnyView {
    let m = app.messages();
    let text = Signal::derive(move || {
        let card = data.card.get()?;
        let state = state_text(app, &card);
        let carrier = (m.rules.carrier)(Carrier::of(&card));
        let page = app.nav.href(&Route::card(card.sim_card_id));
        let origin = window().location().origin().unwrap_or_default();
        let facts = Facts {
            state: &state,
            carrier,
            used: m.card().period.used,
            left: m.card().period.left,
            address: format!("{origin}{page}"),
        };
        let language = app.locale.get_untracked().language();
        let usage = data.usage.get();
        Some(advice.with(|advice| lines(language, &card, &facts, usage.as_ref(), advice.as_ref())))
    });
    let text = Signal::derive(move || text.get().unwrap_or_default());
    view! { <CopyButton text=text label=m.card().copy_facts copied_label=m.common.copied named=true /> }
}

/// Texts of the console about the card.
struct Facts<'a> {
    state: &'a str,
    carrier: &'a str,
    /// Names of the two figures.
    used: &'a str,
    left: &'a str,
    address: String,
}

fn lines(
    language: Language,
    card: &SimCard,
    facts: &Facts,
    usage: Option<&CardUse>,
    advice: Option<&Advice>,
) -> String {
    let colon = match language {
        Language::Zh => "：",
        Language::En => ": ",
    };
    let mut text = String::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push_str(&format!("{name}{colon}{value}\n"));
        }
    };
    let name = |name: Name| name.of(language);
    let day = |at: Option<DateTime<Utc>>| at.map(format::service_date);
    put(name(term::CONTAINER_ID), card.cid.as_deref());
    put("ICCID", card.iccid.as_deref());
    put("MSISDN", card.msisdn.as_deref());
    put("IMSI", card.imsi.as_deref());
    put("IMEI", card.imei.as_deref());
    put(name(term::CARD_STATE), Some(facts.state));
    if let Some(advice) = advice {
        let said = std::iter::once(&advice.title).chain(&advice.lines);
        let said: Vec<&str> = said.map(String::as_str).collect();
        put(name(term::REASON), Some(&said.join(" ")));
    }
    put(name(term::CARRIER), Some(facts.carrier));
    put(name(term::PLAN), card.price_plan_name.as_deref());
    if let Some(figures) = usage.and_then(|usage| usage.figures.as_ref()) {
        let all: Vec<_> = [figures.used, figures.total, figures.left]
            .into_iter()
            .flatten()
            .collect();
        let scale = Scale::of(&all);
        let at = format::instant_full(figures.as_of);
        let used = figures
            .used
            .map(|used| format!("{} ({at})", scale.text(used)));
        put(facts.used, used.as_deref());
        put(
            facts.left,
            figures.left.map(|left| scale.text(left)).as_deref(),
        );
    }
    put(
        name(term::ACTIVATED),
        day(card.act_date.map(|at| at.0)).as_deref(),
    );
    put(
        name(term::EXPIRES),
        day(card.expire_time.map(|at| at.0)).as_deref(),
    );
    put(
        name(term::BATCH_NUMBER),
        card.order_id.map(|id| id.to_string()).as_deref(),
    );
    put(
        name(term::FORWARD_POOL),
        card.sim_pool_id.map(|id| id.to_string()).as_deref(),
    );
    put(
        name(term::BACKWARD_POOL),
        card.back_pool_id.map(|id| id.to_string()).as_deref(),
    );
    put(
        name(term::TAGS),
        Some(&card.tags().collect::<Vec<_>>().join(", ")),
    );
    text.push_str(&facts.address);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::badge::Status;

    #[test]
    fn a_ticket_says_what_is_known_and_nothing_else() {
        let card = SimCard {
            cid: Some("89860426120120086719".to_owned()),
            msisdn: Some("1440426086719".to_owned()),
            ..SimCard::default()
        };
        let facts = Facts {
            state: "Suspended (Suspended by user)",
            carrier: "China Mobile",
            used: "Used",
            left: "Left",
            address: "https://console/cards/7".to_owned(),
        };
        let advice = Advice {
            kind: Status::Warn,
            title: "Suspended by a user.".to_owned(),
            lines: vec!["Resume it.".to_owned()],
            acts: Vec::new(),
        };
        let text = lines(Language::En, &card, &facts, None, Some(&advice));
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                "Container ID: 89860426120120086719",
                "MSISDN: 1440426086719",
                "State: Suspended (Suspended by user)",
                "Reason: Suspended by a user. Resume it.",
                "Carrier: China Mobile",
                "https://console/cards/7",
            ]
        );
        assert!(lines(Language::Zh, &card, &facts, None, None).starts_with("容器ID：8986"));
    }
}
