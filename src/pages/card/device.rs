//! 设备: what the card sits in, how it is bound (Q9.2), weak signal (Q9.15).

use super::CardData;
use super::fact::{fact, group, id, text};
use crate::state::messages;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::wire::SimCard;

/// Operation 1: code of a physical card.
const PHYSICAL: i32 = 3;

/// The tab.
pub fn device(data: CardData) -> AnyView {
    view! { <div class="fact-groups">{move || data.card.get().map(|card| view! { {current(&card)} {binding(&card)} })}</div> }
}

fn current(card: &SimCard) -> AnyView {
    let m = &messages().card().device;
    let physical = card.sim_type == Some(PHYSICAL);
    let status = match card.device_status {
        Some(code) => Some((m.status_name)(code).map_or_else(
            || (messages().card().facts.listed_code)(code),
            str::to_owned,
        )),
        None if physical => Some(m.status_physical.to_owned()),
        None => None,
    };
    let signal = match (&card.dbm, &card.signal_level) {
        (Some(dbm), _) => Some(format!("{dbm} dBm")),
        (None, Some(level)) => Some(level.clone()),
        (None, None) => physical.then(|| m.status_physical.to_owned()),
    };
    let facts = vec![
        id(m.imei, card.imei.as_deref(), false),
        id(m.node_id, card.node_id.as_deref(), false),
        text(m.model, card.device_model.clone()),
        text(m.status, status),
        text(m.signal, signal),
    ];
    group(m.title, facts, physical.then_some(m.model_note))
}

fn binding(card: &SimCard) -> AnyView {
    let m = &messages().card().device;
    let carrier = Carrier::of(card);
    let paragraph = |text: &'static str| view! { <p>{text}</p> };
    let mut facts = vec![
        fact(m.binding, paragraph(m.binding_text)),
        fact(m.change, paragraph((m.change_text)(carrier))),
    ];
    if carrier == Carrier::Telecom {
        facts.push(text(
            m.rebinds,
            card.imei_bind_remain_times
                .map(|n| (m.rebinds_left)(i64::from(n))),
        ));
    }
    facts.push(fact(m.weak, paragraph(messages().rules.signal_note)));
    group(m.binding, facts, None)
}
