//! The selection survives a reload: it is kept for the browser session with the question it was made under, and comes back
//! where that question is asked again.

use crate::platform::draft::Draft;
use crate::routes::{CardsView, Route};
use crate::state::App;
use crate::state::selection::Selection;
use crate::view::prelude::*;
use gsl_macros::Decode;
use gsl_model::wire::decode;
use serde::Serialize;

/// Most cards that are kept one by one.
const MOST: usize = 5000;
const FIELD: &str = "selection";

#[derive(Serialize, Decode)]
struct Kept {
    /// Filter and order of the list.
    question: String,
    /// The cards; of "all matching" those unticked.
    ids: Vec<i64>,
    /// Address of the filter of "all matching", and how many cards it matched.
    all: Option<(String, u64)>,
}

fn draft() -> Draft {
    Draft::of("cards")
}

/// What was selected before the page was loaded anew, if nothing else is selected and the question is the same.
pub fn restore(app: App, view: &CardsView) {
    if app
        .selected_cards
        .with_untracked(|now| *now != Selection::None)
    {
        return;
    }
    let kept = decode::<Kept>(&draft().text(FIELD)).ok();
    let Some(kept) = kept.filter(|kept| kept.question == view.question()) else {
        return;
    };
    let mut selection = Selection::None;
    match kept.all {
        Some((url, matching)) => {
            if let Route::Cards(view) = Route::parse(&url) {
                selection.select_all(view.filter, matching);
                selection.set(kept.ids, false);
            }
        }
        None => selection.set(kept.ids, true),
    }
    app.selected_cards.set(selection);
}

/// Keeps what is selected as long as the list is on the page: what becomes of it elsewhere, a reload cannot know.
pub fn keep(app: App, view: Memo<CardsView>) {
    Effect::new(move |_| {
        let question = view.with(CardsView::question);
        let text = app.selected_cards.with(|selected| text(question, selected));
        draft().keep(FIELD, &text);
    });
    on_cleanup(|| draft().forget(&[FIELD]));
}

fn text(question: String, selected: &Selection) -> String {
    let (ids, all) = match selected {
        Selection::None => return String::new(),
        Selection::Some(ids) => (ids, None),
        Selection::AllMatching {
            filter,
            matching,
            except,
        } => {
            let url = Route::cards_where(filter.clone()).to_url();
            (except, Some((url, *matching)))
        }
    };
    if ids.len() > MOST {
        return String::new();
    }
    let kept = Kept {
        question,
        ids: ids.iter().collect(),
        all,
    };
    serde_json::to_string(&kept).unwrap_or_default()
}
