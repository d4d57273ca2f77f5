//! What a person asks about one card and only the account can tell: it is asked at once, ahead of all passes.

use gsl_client::{Card, Error, Page, Priority};
use gsl_model::units::Megabytes;
use gsl_model::wire::{RealNamed, SimPricePlan};
use rusqlite::params;

use super::Mirror;
use crate::clock::time;

impl Mirror {
    /// Operation 15: the plans of a card. In real time its carrier is asked, and the card's figures are those from then on.
    ///
    /// # Errors
    /// Why the account did not answer.
    pub async fn plans_of_card(
        &self,
        card: i64,
        real_time: bool,
    ) -> Result<Vec<SimPricePlan>, Error> {
        let account = &self.0.account;
        let asked = account.list_sim_price_plans(
            Priority::PersonRead,
            Card::Id(card),
            real_time,
            Page::default(),
        );
        let mut plans = asked.await?.value;
        if !real_time {
            return Ok(plans);
        }
        let now_ms = self.0.clock.now_ms();
        for plan in &mut plans {
            plan.flow_time.get_or_insert(time(now_ms));
        }
        let used = plans
            .iter()
            .find(|plan| plan.using.as_deref() == Some("1"))
            .or(plans.first())
            .and_then(|plan| plan.flow_used.zip(plan.flow_left));
        if let Some((used, left)) = used.map(|(used, left)| (thousandths(used), thousandths(left)))
        {
            // Nothing is lost when this fails: the figures are answered all the same.
            let _ = self
                .write(move |db| {
                    db.prepare_cached(
                        "UPDATE figures SET flow_used = ?2, flow_left = ?3, flow_time = ?4 WHERE card_id = ?1",
                    )?
                    .execute(params![card, used, left, now_ms])?;
                    Ok(((), vec![card]))
                })
                .await;
        }
        Ok(plans)
    }

    /// Operation 9: whether a card is real-named, as its carrier says now.
    ///
    /// # Errors
    /// Why the account did not answer.
    pub async fn real_named(&self, card: i64) -> Result<RealNamed, Error> {
        let asked = self
            .0
            .account
            .show_real_named(Priority::PersonRead, Card::Id(card));
        Ok(asked.await?.value)
    }
}

const fn thousandths(volume: Megabytes) -> i64 {
    volume.thousandths()
}
