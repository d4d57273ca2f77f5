//! The pass over all cards.
//!
//! Pages come in the order of container IDs, and rows shift while they are read. A card that joins before the place of the
//! pass is read next time; one that leaves pulls the rows after it forward, so a few would slip past: when `count` has
//! become smaller, the pass steps back by as many pages as can have shifted, and at the end it is read again while fewer
//! cards were seen than there are. What was not seen all the same is asked for by name before it counts as gone.

use std::time::Duration;

use gsl_client::{Card, CardSort, ErrorKind, Order, Page, SimCardsQuery};
use gsl_model::wire::{SimCard, SyncGroup};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use tokio::time::Instant;

use super::card_rows::{CardWriter, Written, count_order};
use super::{Failure, Mirror, priority};

const GROUP: SyncGroup = SyncGroup::Cards;
/// A pass that was broken off longer ago than this begins anew.
const GOES_ON_MS: i64 = 2 * 3_600_000;
/// How often a pass is read again when it saw fewer cards than there are.
const SWEEPS: i64 = 3;
/// Cards that were not seen and are asked for one by one; of more than this the next pass decides.
const ASKED: usize = 200;
/// New cards wait this long at most for the index, which takes many at once.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// Where a pass is.
#[derive(Debug, Clone, Copy)]
struct Pass {
    number: i64,
    page: u32,
    count: Option<i64>,
    sweep: i64,
    started_ms: i64,
}

impl Pass {
    /// The one that was broken off, or a new one.
    fn open(db: &Transaction<'_>, now_ms: i64) -> rusqlite::Result<Self> {
        let found = db
            .prepare_cached(
                "SELECT pass, page, count, sweep, started_at FROM sync_groups WHERE name = ?1 AND started_at IS NOT NULL",
            )?
            .query_row([GROUP.key()], |row| {
                Ok(Self {
                    number: row.get("pass")?,
                    page: row.get("page")?,
                    count: row.get("count")?,
                    sweep: row.get("sweep")?,
                    started_ms: row.get("started_at")?,
                })
            })
            .optional()?;
        if let Some(pass) = found.filter(|pass| now_ms - pass.started_ms < GOES_ON_MS) {
            return Ok(pass);
        }
        let last: i64 = db
            .prepare_cached("SELECT COALESCE(MAX(pass), 0) FROM sync_groups WHERE name = ?1")?
            .query_row([GROUP.key()], |row| row.get(0))?;
        let pass = Self {
            number: last + 1,
            page: 1,
            count: None,
            sweep: 0,
            started_ms: now_ms,
        };
        pass.save(db)?;
        Ok(pass)
    }

    fn save(&self, db: &Transaction<'_>) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO sync_groups (name, pass, page, count, sweep, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (name) DO UPDATE SET pass = excluded.pass, page = excluded.page, count = excluded.count, \
             sweep = excluded.sweep, started_at = excluded.started_at",
        )?
        .execute(params![
            GROUP.key(),
            self.number,
            self.page,
            self.count,
            self.sweep,
            self.started_ms
        ])?;
        Ok(())
    }

    /// The pass after a page of a list of so many cards.
    fn after(self, count: i64) -> Self {
        let lost = self.count.map_or(0, |before| (before - count).max(0));
        let pages = u32::try_from((lost + i64::from(Page::LARGEST) - 1) / i64::from(Page::LARGEST));
        let back = pages.unwrap_or(u32::MAX);
        let page = match back {
            0 => self.page.saturating_add(1),
            back => self.page.saturating_sub(back).max(1),
        };
        Self {
            page,
            count: Some(count),
            ..self
        }
    }

    /// Whether the page that was just read was the last.
    fn is_last(&self, count: i64) -> bool {
        i64::from(self.page) * i64::from(Page::LARGEST) >= count
    }
}

fn ended(db: &Transaction<'_>) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE sync_groups SET started_at = NULL WHERE name = ?1")?
        .execute([GROUP.key()])?;
    Ok(())
}

fn seen(db: &Connection, pass: i64) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT COUNT(*) FROM mirrored_cards WHERE pass = ?1")?
        .query_row([pass], |row| row.get(0))
}

/// Cards that a pass did not see, with how often that was so before.
fn unseen(db: &Connection, pass: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    db.prepare_cached(
        "SELECT card_id, missed FROM mirrored_cards JOIN cards ON cards.id = card_id \
         WHERE pass < ?1 AND gone_at IS NULL ORDER BY card_id",
    )?
    .query_map([pass], |row| Ok((row.get("card_id")?, row.get("missed")?)))?
    .collect()
}

impl Mirror {
    /// Reads all cards; answers since when the data are, that is, when the pass began.
    pub(super) async fn read_cards(&self) -> Result<Option<i64>, Failure> {
        let now_ms = self.0.clock.now_ms();
        let mut pass = self
            .write(move |db| Ok((Pass::open(db, now_ms)?, Vec::new())))
            .await?;
        // New cards that are written, and not in the index yet.
        let mut waiting: Vec<i64> = Vec::new();
        let mut shown = Instant::now();
        loop {
            let read = i64::from(pass.page - 1) * i64::from(Page::LARGEST);
            self.step(
                GROUP,
                pass.count.map_or(read, |count| read.min(count)),
                pass.count,
            )
            .await;
            let query = SimCardsQuery {
                page: Page::new(pass.page, Page::LARGEST).unwrap_or_default(),
                sort: Some(CardSort::ContainerId),
                order: Some(Order::Ascending),
                ..SimCardsQuery::default()
            };
            let answer = self
                .0
                .account
                .list_sim_cards(priority(GROUP), &query)
                .await?;
            let observed_ms = self.0.clock.now_ms();
            let (count, cards) = (answer.value.count, answer.value.sim_cards);
            let last = cards.is_empty() || pass.is_last(count);
            let next = pass.after(count);
            let many = usize::max(500, self.0.store.fleet().len() / 20);
            let show_all =
                last || waiting.len() + cards.len() > many || shown.elapsed() > SHOWN_WITHIN;
            let held = std::mem::take(&mut waiting);
            let written = self
                .write(move |db| {
                    let Written { new, changed } =
                        CardWriter::new(db, pass.number, observed_ms).write(&cards)?;
                    next.save(db)?;
                    let (mut touched, mut waiting) = (changed, held);
                    waiting.extend(new);
                    if show_all {
                        touched.append(&mut waiting);
                    }
                    Ok((waiting, touched))
                })
                .await?;
            waiting = written;
            if show_all {
                shown = Instant::now();
                self.plans_changed().await?;
            }
            let turned_back = next.page <= pass.page;
            pass = next;
            if !last || turned_back {
                continue;
            }
            let number = pass.number;
            if self.query(move |db| seen(db, number)).await? >= count || pass.sweep + 1 >= SWEEPS {
                break;
            }
            pass = Pass {
                page: 1,
                sweep: pass.sweep + 1,
                ..pass
            };
        }
        self.find_gone(pass).await?;
        self.write(|db| Ok((ended(db)?, Vec::new()))).await?;
        Ok(Some(pass.started_ms))
    }

    /// Cards that the pass did not see: asked for one by one, so that one that only slipped past is not taken for gone.
    async fn find_gone(&self, pass: Pass) -> Result<(), Failure> {
        let number = pass.number;
        let unseen = self.query(move |db| unseen(db, number)).await?;
        let mut gone = Vec::new();
        if unseen.len() <= ASKED {
            for (card, _) in unseen {
                self.0.board.unpaused().await;
                let asked = self
                    .0
                    .account
                    .show_sim_card(priority(GROUP), Card::Id(card));
                match asked.await {
                    Ok(answer) => self.put_cards(vec![answer.value], number).await?,
                    Err(error) if error.kind() == ErrorKind::NotFound => gone.push(card),
                    Err(error) => return Err(error.into()),
                }
            }
        } else {
            let (twice, once): (Vec<_>, Vec<_>) =
                unseen.into_iter().partition(|(_, missed)| *missed > 0);
            gone.extend(twice.into_iter().map(|(card, _)| card));
            self.write(move |db| {
                for (card, _) in once {
                    db.prepare_cached(
                        "UPDATE mirrored_cards SET missed = missed + 1 WHERE card_id = ?1",
                    )?
                    .execute([card])?;
                }
                Ok(((), Vec::new()))
            })
            .await?;
        }
        let now_ms = self.0.clock.now_ms();
        self.write(move |db| {
            for card in &gone {
                db.prepare_cached(
                    "UPDATE cards SET gone_at = ?2 WHERE id = ?1 AND gone_at IS NULL",
                )?
                .execute([*card, now_ms])?;
                let order: i64 = db
                    .prepare_cached("SELECT order_id FROM cards WHERE id = ?1")?
                    .query_row([card], |row| row.get(0))?;
                count_order(db, order)?;
            }
            Ok(((), gone))
        })
        .await
    }

    /// Writes cards that were read outside a pass, or for the pass of this number.
    pub(super) async fn put_cards(&self, cards: Vec<SimCard>, pass: i64) -> Result<(), Failure> {
        let observed_ms = self.0.clock.now_ms();
        self.write(move |db| {
            let Written { new, mut changed } =
                CardWriter::new(db, pass, observed_ms).write(&cards)?;
            changed.extend(new);
            Ok(((), changed))
        })
        .await?;
        self.plans_changed().await
    }

    /// Lets everybody see new plans.
    pub(super) async fn plans_changed(&self) -> Result<(), Failure> {
        let store = std::sync::Arc::clone(&self.0.store);
        let done = tokio::task::spawn_blocking(move || store.reload_catalog());
        Ok(done.await.map_err(Failure::storage)??)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_steps_back_by_as_many_pages_as_can_have_shifted() {
        let pass = Pass {
            number: 1,
            page: 7,
            count: Some(10_000),
            sweep: 0,
            started_ms: 0,
        };
        assert_eq!(pass.after(10_000).page, 8);
        assert_eq!(pass.after(10_001).page, 8);
        assert_eq!(pass.after(9_999).page, 6);
        assert_eq!(pass.after(9_499).page, 5);
        assert_eq!(pass.after(0).page, 1);
        assert!(pass.is_last(3_500) && !pass.is_last(3_501));
    }
}
