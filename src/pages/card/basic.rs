//! 基本信息: every identifier, plan and data, the card itself, real-name, tags and attributes.

use super::fact::{explained, fact, group, id, nothing, text};
use super::{CardData, head};
use crate::api::{calls, use_query};
use crate::features::labels::{attribute_name, card_labels, slot};
use crate::features::query_section::{failure, load_state};
use crate::i18n::format;
use crate::routes::Route;
use crate::routes::pool::PoolKind;
use crate::state::{App, app, messages};
use crate::ui::badge::Tag;
use crate::ui::button::Button;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::wire::{Attribute, AttributeList, RealNamed, SimCard, extension};

/// The tab.
pub fn basic(data: CardData) -> AnyView {
    let app = app();
    let attributes = use_query::<AttributeList>(app.client, || Some(calls::attributes()));
    view! {
        <div class="fact-groups">
            {move || data.card.get().map(|card| view! {
                {identifiers(&card)}
                {plan(app, &card, data)}
                {the_card(app, &card)}
            })}
            {move || data.card.get().map(|card| labels(app, &card, &attributes.data().map(|list| list.attributes.clone()).unwrap_or_default()))}
        </div>
        {failure(load_state(attributes))}
    }
}

fn identifiers(card: &SimCard) -> AnyView {
    let m = &messages().card().facts;
    group(
        m.identifiers,
        vec![
            id(m.cid, card.cid.as_deref(), true),
            id(m.iccid, card.iccid.as_deref(), true),
            id(m.msisdn, card.msisdn.as_deref(), true),
            id(m.imsi, card.imsi.as_deref(), true),
            id(m.sim_card_id, Some(&card.sim_card_id.to_string()), false),
            id(m.account_id, card.account_id.as_deref(), false),
        ],
        Some(m.cid_note),
    )
}

/// General or directional: as the service says, else by the default rule (Q9.4), and then said so.
fn data_type(card: &SimCard) -> Option<String> {
    let m = &messages().card().facts;
    let name = match (DataType::of(card), card.data_type) {
        (Some(DataType::General), _) => m.general.to_owned(),
        (Some(DataType::Directional), _) => m.directional.to_owned(),
        (None, code) => (m.listed_code)(code?),
    };
    Some(match card.data_type {
        Some(_) => name,
        None => format!("{name}{}", m.by_default),
    })
}

fn plan(app: App, card: &SimCard, data: CardData) -> AnyView {
    let m = &app.messages().card().facts;
    let rules = &app.messages().rules;
    let of_instance = data
        .plan
        .with(|plan| plan.as_ref().and_then(|plan| plan.flow_total));
    let total = card.flow_total.or(of_instance);
    let kind = data_type(card);
    let kind = kind.map_or_else(nothing, |kind| view! { <span>{kind}</span> });
    group(
        m.plan_group,
        vec![
            text(m.plan, card.price_plan_name.clone()),
            text(m.flow_total, total.map(format::size)),
            explained(m.data_type, kind, m.general, rules.general_data_note),
            fact(m.pool, pool(app, card)),
            text(m.threshold, Some(threshold(card))),
            text(
                m.cut_net,
                card.cut_net_flag
                    .map(|cut| if cut { m.cut } else { m.not_cut }.to_owned()),
            ),
            text(
                m.area,
                app.client.has(extension::AREA_READ).then(|| {
                    let area = card.restricted_area.clone();
                    area.unwrap_or_else(|| m.no_area.to_owned())
                }),
            ),
            text(
                m.speed,
                card.speed_value.map(|speed| {
                    if speed < 0 {
                        m.speed_none.to_owned()
                    } else {
                        format!("{speed} Kbps")
                    }
                }),
            ),
        ],
        None,
    )
}

fn pool(app: App, card: &SimCard) -> AnyView {
    let m = &app.messages().card().facts;
    let link = |kind: PoolKind, id: i64, name: &'static str| {
        let href = app.nav.href(&Route::pool(kind, id));
        view! { <a href=href>{name}" "<span class="mono">{id}</span></a> }
    };
    match (card.back_pool_id, card.sim_pool_id) {
        (Some(id), _) => link(PoolKind::Backward, id, m.back_pool),
        (None, Some(id)) => link(PoolKind::Forward, id, m.forward_pool),
        (None, None) => view! { <span>{m.no_pool}</span> },
    }
}

fn threshold(card: &SimCard) -> String {
    let m = &messages().card().facts;
    match (card.exceed_cut_net_flag, card.exceed_cut_net_quota) {
        (Some(true), Some(0)) => m.threshold_zero.to_owned(),
        (Some(true), Some(mb)) if mb > 0 => format!("{} MB", format::count(i64::from(mb))),
        (Some(true), _) => m.threshold_none.to_owned(),
        _ => m.threshold_off.to_owned(),
    }
}

fn the_card(app: App, card: &SimCard) -> AnyView {
    let m = &app.messages().card().facts;
    let rules = &app.messages().rules;
    let carrier = Carrier::of(card);
    let networks = view! { <span>{head::networks(app, carrier)}</span> };
    let kind = card
        .sim_type
        .map(|code| (m.sim_type_name)(code).map_or_else(|| (m.listed_code)(code), str::to_owned));
    let form = card
        .card_form
        .as_deref()
        .map(|key| (m.form_name)(key).unwrap_or(key).to_owned());
    let order = card.order_id.map_or_else(nothing, |id| {
        let href = app.nav.href(&Route::order(id));
        view! { <a href=href aria-label=(m.order_link)(&id.to_string())><span class="mono">{id}</span></a> }
    });
    group(
        m.card_group,
        vec![
            text(m.carrier, Some((rules.carrier)(carrier).to_owned())),
            explained(m.networks, networks, m.nb_label, rules.nb_note),
            text(m.sim_type, kind),
            text(m.card_form, form),
            fact(m.order, order),
            fact(m.real_name, real_name(app, card)),
        ],
        None,
    )
}

fn real_name(app: App, card: &SimCard) -> AnyView {
    let m = &app.messages().card().facts;
    let (id, listed) = (card.sim_card_id, card.real_named);
    let overseas = Carrier::of(card) == Carrier::Overseas;
    let asked = RwSignal::new(false);
    let query = use_query::<RealNamed>(app.client, move || {
        asked.get().then(|| calls::real_named(id))
    });
    let state = load_state(query);
    let answer = Memo::new(move |_| query.data().and_then(|answer| answer.real_named));
    let ask = move |()| {
        if asked.get_untracked() {
            query.refetch();
        } else {
            asked.set(true);
        }
    };
    let reason = move || {
        if overseas {
            Some(m.overseas_no_real_name.to_owned())
        } else {
            state.loading.get().then(|| m.asking.to_owned())
        }
    };
    let word = |done: bool| if done { m.real_named } else { m.not_real_named };
    view! {
        <span role="status">
            {move || match (answer.get(), listed) {
                (Some(done), _) => view! { <span>{word(done)}" "<span class="small muted">{m.asked_now}</span></span> },
                (None, Some(done)) => view! { <span>{word(done)}" "<span class="small muted">{m.as_listed}</span></span> },
                (None, None) => nothing(),
            }}
        </span>
        " "
        <Button icon=IconName::Refresh disabled_reason=Signal::derive(reason) on_click=Callback::new(ask)>{m.ask_now}</Button>
        {failure(state)}
    }
}

fn labels(app: App, card: &SimCard, attributes: &[Attribute]) -> AnyView {
    let m = &app.messages().card().facts;
    let tags: Vec<_> = card.tags().map(|tag| view! { <Tag text=tag /> }).collect();
    let tags = if tags.is_empty() {
        nothing()
    } else {
        tags.into_view()
    };
    let tags = view! { {tags}" "{card_labels::edit_tags(app, card)} };
    let mut facts = vec![fact(m.tags, tags)];
    for (index, value) in card.attributes().into_iter().enumerate() {
        // Attributes are numbered one to six in the order of their ids; only enabled ones are in use.
        let attribute = attributes
            .iter()
            .enumerate()
            .find(|(at, attribute)| slot(attribute, *at) == index)
            .map(|(_, attribute)| attribute);
        let shown = attribute.is_some_and(|attribute| attribute.status == Some(1))
            || value.is_some_and(|value| !value.is_empty());
        if shown {
            let name = attribute.map_or_else(
                || (m.attribute)(index),
                |attribute| attribute_name(app, attribute, index),
            );
            facts.push(text(&name, value.map(str::to_owned)));
        }
    }
    let note = (facts.len() == 1).then_some(m.no_attributes);
    facts.push(card_labels::edit_attributes(app, card, attributes));
    group(m.labels, facts, note)
}
