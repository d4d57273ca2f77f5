//! Card form, data type, how many (Q3.7, Q3.11, Q5.1, Q9.4).

use super::choices::{Choice, choices};
use super::offer::size;
use super::{PurchaseWizard, reach, texts};
use crate::features::wizard::{price, summary};
use crate::i18n::format;
use crate::routes::purchase::Scenario;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::ui::field::Input;
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::can::GENERAL_DATA_CAP_MB;
use gsl_model::order::{
    CARD_FORMS, MOST_CARDS, MOST_PACKS, OrderType, QuantityRefusal, duration, freight_collect,
    pack_sizes, total,
};
use gsl_model::workday::Duration;

/// Sizes of packs there are for some plan.
const PACKS: [i64; 3] = [10, 100, 1000];

/// Whether cards of this form may be used so: devices for people take SMD cards only (Q3.7).
pub fn fits(scenario: Option<Scenario>, form: &str) -> bool {
    scenario != Some(Scenario::Personal) || form.ends_with("_smd")
}

/// Why so many cannot be bought, while something is typed. Tracked.
fn validation_error(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    if wizard.packs.with(|packs| packs.trim().is_empty()) {
        return None;
    }
    let bad = || Some((t.packs_bad)(&MOST_PACKS.to_string()));
    match wizard.pack_count() {
        None => bad(),
        Some(count) if !(1..=MOST_PACKS).contains(&count) => bad(),
        Some(_) => match wizard.cards() {
            Some(Err(QuantityRefusal::Packs)) => bad(),
            Some(Err(QuantityRefusal::Cards)) => Some((t.cards_bad)(&format::count(MOST_CARDS))),
            Some(Err(QuantityRefusal::Pack)) => Some(t.pack_refused.to_owned()),
            Some(Ok(_)) | None => None,
        },
    }
}

/// Why the next step cannot be taken. Tracked.
pub fn blocked_reason(wizard: PurchaseWizard) -> Option<String> {
    let t = texts(wizard.app);
    let (form, pack, scenario) = wizard
        .view
        .with(|view| (view.form, view.pack, view.scenario));
    match form {
        None => return Some(t.first_form.to_owned()),
        Some(form) if !fits(scenario, form) => return Some(t.form_refused.to_owned()),
        Some(_) => {}
    }
    if let Some(why) = reach::blocked_reason(wizard) {
        return Some(why);
    }
    if pack.is_none() {
        return Some(t.first_pack.to_owned());
    }
    if wizard.packs.with(|packs| packs.trim().is_empty()) {
        return Some(t.first_packs.to_owned());
    }
    validation_error(wizard)
}

/// The fields.
pub fn quantity(wizard: PurchaseWizard) -> AnyView {
    let (m, t) = (wizard.app.messages(), texts(wizard.app));
    let form_name = m.card().facts.form_name;
    let forms = CARD_FORMS.map(|form| Choice::new(form, form_name(form).unwrap_or(form)));
    let form = choices(
        t.form,
        forms.into(),
        move || {
            wizard
                .view
                .with(|view| view.form)
                .unwrap_or_default()
                .to_owned()
        },
        move |key| {
            let scenario = wizard.view.with(|view| view.scenario);
            (!fits(scenario, key)).then(|| t.form_refused.to_owned())
        },
        Callback::new(move |key: String| {
            wizard.choose(|view| view.form = CARD_FORMS.into_iter().find(|form| *form == key));
        }),
    );
    let packs = PACKS.map(|pack| {
        let note = if freight_collect(pack) { t.freight } else { "" };
        Choice::new(pack.to_string(), (t.cards_each)(&format::count(pack))).note(note)
    });
    let pack = choices(
        t.pack,
        packs.into(),
        move || {
            let pack = wizard.view.with(|view| view.pack);
            pack.map(|pack| pack.to_string()).unwrap_or_default()
        },
        move |key| {
            let pack: i64 = key.parse().ok()?;
            let sizes = pack_sizes(wizard.offer()?.size);
            (!sizes.contains(&pack)).then(|| t.pack_refused.to_owned())
        },
        Callback::new(move |key: String| wizard.choose(|view| view.pack = key.parse().ok())),
    );
    let cards = move || {
        let (pack, count) = (wizard.view.with(|view| view.pack)?, wizard.pack_count()?);
        let cards = wizard.cards()?.ok()?;
        Some((t.packs_sum)(
            &format::count(pack),
            &format::count(count),
            &format::count(cards),
        ))
    };
    view! {
        {form}
        <p class="small muted">{t.module_note} " " {t.six_weeks_note}</p>
        {data(wizard)}
        {pack}
        <div class="wizard-pair">
            <Input
                label=t.packs
                value=wizard.packs
                on_input=Callback::new(move |text| wizard.packs.set(text))
                hint=(t.packs_hint)(&MOST_PACKS.to_string(), &format::count(MOST_CARDS))
                error=MaybeProp::derive(move || validation_error(wizard))
                numeric=true
            />
        </div>
        <p role="status"><b>{cards}</b></p>
        <p class="small muted">{t.small_lots}</p>
    }
}

fn data(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let kind = choices(
        t.data,
        vec![
            Choice::new("general", t.general),
            Choice::new("directional", t.directional),
        ],
        move || {
            match wizard.data() {
                DataType::General => "general",
                DataType::Directional => "directional",
            }
            .to_owned()
        },
        move |key| {
            let missing = key == "directional" && !wizard.takes_entries();
            missing.then(|| t.directional_missing.to_owned())
        },
        Callback::new(move |key: String| {
            wizard.choose(|view| {
                view.data = Some(if key == "directional" {
                    DataType::Directional
                } else {
                    DataType::General
                });
            });
        }),
    );
    let directional = Memo::new(move |_| wizard.data() == DataType::Directional);
    let large = move || {
        let offer = wizard.offer()?;
        let wasted = wizard.data() == DataType::General && offer.mb() > GENERAL_DATA_CAP_MB;
        wasted.then(|| {
            view! { <Advice kind=Status::Warn><p>{(t.general_too_large)(&size(offer.mb()))}</p></Advice> }
        })
    };
    view! {
        {kind}
        <p class="small muted">{t.general_note}</p>
        {large}
        {move || directional.get().then(|| reach::reach(wizard))}
    }
}

/// Plan, price of a card, how many, and the sum as far as they are known; and when they ship. The day stands in the quote.
pub fn price_so_far(wizard: PurchaseWizard) -> AnyView {
    let t = texts(wizard.app);
    let none = || "—".to_owned();
    let offer = wizard.offer();
    let cards = wizard.cards().and_then(Result::ok);
    let sum = offer
        .as_ref()
        .zip(cards)
        .and_then(|(offer, cards)| total(offer.price, cards));
    let plan = offer.as_ref().map_or_else(none, |offer| offer.name.clone());
    let unit = offer
        .as_ref()
        .map_or_else(none, |offer| price(offer.price.0));
    let line = offer
        .as_ref()
        .zip(cards)
        .zip(sum)
        .map(|((offer, cards), sum)| {
            (t.sum)(&format::count(cards), &price(offer.price.0), &price(sum.0))
        });
    let form = wizard.view.with(|view| view.form);
    let ships = offer.as_ref().zip(form).and_then(|(offer, form)| {
        let takes = duration(OrderType::Purchase, offer.carrier, form, offer.size)?;
        Some(match takes {
            Duration::Weeks(_) => t.weeks,
            _ => t.ten_days,
        })
    });
    let freight = wizard
        .view
        .with(|view| view.pack)
        .is_some_and(freight_collect);
    view! {
        {summary::lines(vec![
            (t.plan, plan.into_view()),
            (t.unit, unit.into_view()),
            (t.quantity, cards.map_or_else(none, format::count).into_view()),
        ])}
        {summary::total(t.total, sum.map_or_else(none, |sum| price(sum.0)))}
        <p class="small muted">{line} " " {t.for_term}</p>
        {ships.map(|about| summary::note(Status::Ok, about.to_owned(), if freight { t.freight.to_owned() } else { String::new() }))}
    }
}
