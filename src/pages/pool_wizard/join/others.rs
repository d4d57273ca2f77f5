//! Orders and cards by their numbers, checked by the same rules.

use super::super::activate::typed;
use super::JoinWizard;
use crate::api::calls;
use crate::features::pools::frame::texts;
use crate::platform::dom::fresh_key;
use crate::routes::pool_wizard::MOST_NAMED;
use crate::state::App;
use crate::ui::button::Button;
use crate::ui::field::Input;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::text::number_digits;
use gsl_model::wire::{CardList, CardListRequest, SimCardList};
use leptos::task::spawn_local;

/// Digits of a container ID; batch numbers are shorter.
const CARD_DIGITS: usize = 19;

/// What was typed, sorted.
#[derive(Default)]
struct ParsedInput {
    orders: Vec<i64>,
    cards: Vec<String>,
    wrong: Vec<String>,
}

fn read(text: &str) -> ParsedInput {
    let mut read = ParsedInput::default();
    for entry in typed(text) {
        let number = number_digits(&entry.text, false).unwrap_or_default();
        match number.parse::<i64>() {
            _ if number.len() >= CARD_DIGITS => read.cards.push(number),
            Ok(order @ 1..) => read.orders.push(order),
            _ => read.wrong.push(entry.text),
        }
    }
    read
}

/// The cards with these numbers, and the numbers no card has.
async fn find(app: App, numbers: Vec<String>) -> Option<(Vec<i64>, Vec<String>)> {
    let request = calls::keep_list(&CardListRequest { numbers }).once(fresh_key());
    let list = app.client.send::<CardList>(&request, None).await.ok()?;
    let request = crate::api::Request::get("/v1/sim-cards")
        .with("card_list_id", list.card_list_id.to_string())
        .with("limit", "500");
    let found = app.client.send::<SimCardList>(&request, None).await.ok()?;
    let ids = found
        .sim_cards
        .iter()
        .map(|card| card.sim_card_id)
        .collect();
    let mut lost = list.not_found;
    lost.extend(list.ambiguous);
    Some((ids, lost))
}

/// The field, its button, and what could not be read or found.
pub fn others(join: JoinWizard) -> AnyView {
    let app = join.app;
    let t = texts(app);
    let text = join.draft.signal("others");
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let add = Callback::new(move |()| {
        let ParsedInput {
            orders,
            cards,
            wrong: bad,
        } = text.with_untracked(|text| read(text));
        if busy.get_untracked() {
            return;
        }
        wrong.set((!bad.is_empty()).then(|| (t.not_numbers)(&bad.join(" "))));
        if !bad.is_empty() {
            return;
        }
        join.choose(|view| {
            for order in orders {
                if !view.orders.contains(&order) && view.orders.len() < MOST_NAMED {
                    view.orders.push(order);
                }
            }
        });
        if cards.is_empty() {
            text.set(String::new());
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let found = find(app, cards).await;
            if !busy.try_set(false) {
                return;
            }
            let Some((ids, missing)) = found else {
                wrong.set(Some(t.not_looked_up.to_owned()));
                return;
            };
            join.choose(|view| {
                for id in ids {
                    if !view.cards.contains(&id) && view.cards.len() < MOST_NAMED {
                        view.cards.push(id);
                    }
                }
            });
            if missing.is_empty() {
                text.set(String::new());
            } else {
                wrong.set(Some((t.no_such_cards)(&missing.join(" "))));
            }
        });
    });
    let reason =
        Signal::derive(move || busy.get().then(|| app.messages().common.loading.to_owned()));
    view! {
        <div class="wizard-row">
            <Input
                label=t.others_label
                value=text
                on_input=Callback::new(move |new| text.set(new))
                on_enter=add
                hint=t.others_hint
                error=MaybeProp::derive(move || wrong.get())
            />
            <Button icon=IconName::Plus disabled_reason=reason on_click=add>{t.add}</Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batch_numbers_and_card_numbers_are_told_apart_by_length() {
        let read = read("4600000000100000, 8986011284071000001 x1 0");
        assert_eq!(read.orders, [4_600_000_000_100_000]);
        assert_eq!(read.cards, ["8986011284071000001"]);
        assert_eq!(read.wrong, ["x1", "0"]);
    }
}
