//! Real-time usage of one card (operation 15), asked for in its row.

use super::list::{List, Live};
use super::row::number;
use crate::api::calls;
use crate::i18n::format;
use crate::platform::clock;
use gsl_model::wire::{SimCard, SimPricePlan};
use leptos::{prelude::*, task::spawn_local};

/// Asks the carrier now and shows the answer in the row; what went wrong is said there and announced.
pub fn ask(list: List, card: &SimCard) {
    let id = card.sim_card_id;
    if list.live.with_untracked(|live| matches!(live.get(&id), Some(Live::Asking))) {
        return;
    }
    let app = list.app;
    let m = app.messages();
    let number = number(card);
    list.live.update(|live| {
        live.insert(id, Live::Asking);
    });
    app.announce((m.cards.cell.querying)(&number));
    spawn_local(async move {
        let answer = app.client.send::<Vec<SimPricePlan>>(&calls::sim_price_plans(id, true), None).await;
        let result = match answer {
            Ok(plans) => plans.into_iter().find(|plan| plan.flow_used.is_some()).ok_or(m.card.period.no_figures),
            Err(error) => Err(m.errors.explain(&error).0),
        };
        let live = match result {
            Ok(plan) => {
                let used = plan.flow_used.map(format::volume).unwrap_or_default();
                app.announce((m.cards.cell.queried)(&number, &used));
                Live::Here(Box::new((plan, clock::now())))
            }
            Err(why) => {
                app.announce((m.cards.cell.query_failed)(&number, why));
                Live::Failed(why)
            }
        };
        let _ = list.live.try_update(|all| {
            all.insert(id, live);
        });
    });
}
