//! Real-time usage of one card (operation 15), queried from its row.

use super::list::List;
use super::row::number;
use crate::api::calls;
use crate::i18n::format;
use crate::platform::clock;
use gsl_model::wire::{SimCard, SimPricePlan};
use leptos::task::spawn_local;
use std::rc::Rc;

/// Queries the carrier now and shows the answer in the row; a failure shows there and is announced.
pub fn ask(list: List, card: &SimCard) {
    let id = card.sim_card_id;
    if list
        .live
        .with_untracked(|live| live.get(&id).is_some_and(|live| live.asking))
    {
        return;
    }
    let app = list.app;
    let m = app.messages();
    let number = number(card);
    list.live.update(|live| {
        let live = live.entry(id).or_default();
        live.asking = true;
        live.failed = None;
    });
    app.announce((m.cards().cell.querying)(&number));
    spawn_local(async move {
        let answer = app
            .client
            .send::<Vec<SimPricePlan>>(&calls::sim_price_plans(id, true), None)
            .await;
        let result = match answer {
            Ok(plans) => plans
                .into_iter()
                .find(|plan| plan.flow_used.is_some())
                .ok_or(m.card().period.no_figures),
            Err(error) => Err(m.errors.explain(&error).0),
        };
        let said = match &result {
            Ok(plan) => (m.cards().cell.queried)(
                &number,
                &plan.flow_used.map(format::volume).unwrap_or_default(),
            ),
            Err(why) => (m.cards().cell.query_failed)(&number, why),
        };
        app.announce(said);
        let _ = list.live.try_update(|all| {
            let live = all.entry(id).or_default();
            live.asking = false;
            match result {
                Ok(plan) => live.figures = Some(Rc::new((plan, clock::now()))),
                Err(why) => live.failed = Some(why),
            }
        });
    });
}
