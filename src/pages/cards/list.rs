//! The state of the page: the view in the address, the viewer's preferences, the rows, names, real-time figures.

use super::columns::{self, AttributeNames, CardColumn};
use super::kept_selection;
use super::names::{self, Names};
use crate::api::{Answer, ApiError, Query, Request, calls, use_query};
use crate::features::actions::CardDialogs;
use crate::features::exports::MatchingRows;
use crate::features::listing::columns::remembered;
use crate::features::listing::paging::RowCount;
use crate::features::listing::{self, ListState};
use crate::features::polling::poll_interval;
use crate::i18n::format;
use crate::platform::clock;
use crate::platform::timer::every_visible;
use crate::routes::{
    CardsView, Page, Route, Sort,
    card_filter::{CardFilter, Field, Value},
};
use crate::state::{
    App, app,
    prefs::{TablePrefs, View, load_views},
    selection::{FilterChange, Selection},
};
use crate::ui::table::ColumnSort;
use crate::view::prelude::*;
use chrono::{DateTime, NaiveDate, Utc};
use gsl_model::wire::{
    AttributeList, CardList, PricePlanList, SimCard, SimCardList, SimPricePlan, TagList, extension,
};
use gsl_model::zone;
use std::collections::HashMap;
use std::rc::Rc;

/// Name of the table in the stored preferences.
pub const TABLE: &str = "cards";
/// Rows on a page before the viewer chose.
pub const PAGE_SIZE: u32 = 100;
/// Most cards that can be asked for by id.
const MOST_BY_ID: usize = 500;

/// A count for texts.
#[must_use]
pub fn n(count: u64) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The real-time queries of a row (operation 15).
#[derive(Clone, Debug, Default)]
pub struct LiveUsage {
    /// The last figures and when they came; a failure later does not take them away.
    pub figures: Option<Rc<(SimPricePlan, DateTime<Utc>)>>,
    /// A query is under way.
    pub asking: bool,
    /// Why the last query failed.
    pub failed: Option<&'static str>,
}

/// What is asked for.
#[derive(Clone, PartialEq)]
struct ListQuery {
    /// As the service understands it.
    filter: CardFilter,
    /// Only picked cards are shown.
    only: bool,
    request: Request,
}

/// The rows on screen, if they answer the current request: filter, count and rows of one answer. Whatever is ticked,
/// selected or exported comes from here.
pub struct ShownRows {
    /// The filter of the answer.
    pub filter: CardFilter,
    /// Only picked cards are shown.
    pub only: bool,
    /// Cards that match the filter.
    pub total: i64,
    /// Ids of this page.
    pub ids: Vec<i64>,
    request: Rc<Request>,
}

/// Handle of the page's state. Copy.
#[derive(Clone, Copy)]
pub struct List {
    /// The console.
    pub app: App,
    /// Filter, sort and page as the address says.
    pub view: Memo<CardsView>,
    /// The viewer's own views.
    pub views: RwSignal<Vec<View>>,
    /// Columns, page size, refresh.
    pub prefs: RwSignal<TablePrefs>,
    /// The rows.
    pub cards: Query<SimCardList>,
    /// Names of plans, tags, attributes.
    pub names: Memo<Names>,
    /// The names of plans and tags are needed.
    pub want_names: RwSignal<bool>,
    /// The pasted list of the filter.
    pub list: Query<CardList>,
    /// The service does not have that list any more.
    pub list_lost: Memo<bool>,
    /// Real-time figures by card.
    pub live: RwSignal<HashMap<i64, LiveUsage>>,
    /// Counts steps of five seconds while the tab is visible, for relative times in rows.
    pub tick: RwSignal<u32>,
    /// The service's current date, updated with `tick`; the billing cycle depends on it.
    pub day: Memo<NaiveDate>,
    /// Ids of the selected cards, while only those are shown.
    pub only: Memo<Option<Vec<i64>>>,
    /// The rows as the table draws them.
    pub rows: listing::List<SimCard>,
    /// How the list stands.
    pub state: ListState,
    /// Columns that the rows are sorted or filtered by.
    pub asked_columns: Memo<Vec<CardColumn>>,
    /// Cards that match in all, and whether the rows are those asked for.
    pub row_count: RowCount,
    /// The filter whose "all matching" ended when another came, and how many cards that were.
    pub ended: RwSignal<Option<(CardFilter, u64)>>,
    /// The filter, as the service understands it.
    filter: Memo<CardFilter>,
    question: Memo<Option<ListQuery>>,
    /// The dialogs about a card.
    pub dialogs: CardDialogs,
}

impl List {
    /// Sets up the page's queries.
    #[must_use]
    pub fn new() -> Self {
        let app = app();
        let client = app.client;
        let view = Memo::new(move |last: Option<&CardsView>| match app.nav.route() {
            Route::Cards(view) => view,
            _ => last.cloned().unwrap_or_default(),
        });
        kept_selection::restore(app, &view.get_untracked());
        let prefs = remembered(TABLE, &columns::defaults(), PAGE_SIZE);
        let page_size = Memo::new(move |_| prefs.with(|prefs| prefs.page_size));
        let flag = Memo::new(move |_| view.with(|view| view.selected_only));
        // As of the moment of switching: unticking a row must not take it away from under the pointer.
        let only = Memo::new(move |_| {
            flag.get()
                .then(|| match app.selected_cards.get_untracked() {
                    Selection::Some(ids) => ids.iter().collect(),
                    _ => Vec::new(),
                })
        });
        let filter = Memo::new(move |_| {
            let filter = view.with(|view| view.filter.clone());
            let idle = filter.not_understood(client.has(extension::FILTERS));
            idle.into_iter().fold(filter, CardFilter::without)
        });
        let question = Memo::new(move |_| {
            let limit = page_size.get();
            let view = CardsView {
                filter: filter.get(),
                ..view.get()
            };
            let of = |only: bool, filter: &CardFilter, request: Request| ListQuery {
                filter: filter.clone(),
                only,
                request,
            };
            if let Some(ids) = only.get() {
                let size = usize::try_from(limit).unwrap_or(MOST_BY_ID);
                let skip = usize::try_from(view.page.0 - 1)
                    .unwrap_or_default()
                    .saturating_mul(size);
                let page: Vec<i64> = ids
                    .into_iter()
                    .skip(skip)
                    .take(size.min(MOST_BY_ID))
                    .collect();
                return (!page.is_empty()).then(|| {
                    let request = calls::cards_by_id(page.into_iter(), limit);
                    of(true, &view.filter, request)
                });
            }
            Some(of(false, &view.filter, calls::cards(&view, limit)))
        });
        let cards = use_query::<SimCardList>(client, move || {
            question.with(|question| question.as_ref().map(|asked| asked.request.clone()))
        });
        let rows = listing::List::of(app, cards);
        let state = rows.state;
        let asked_columns = Memo::new(move |_| {
            let (sort, mut asked): (_, Vec<CardColumn>) = view.with(|view| {
                let filter = view.filter.iter();
                let filtered =
                    filter.filter_map(|(field, value)| columns::of_filter(*field, value));
                (view.sort, filtered.collect())
            });
            let by = |column: &CardColumn| sort.map(|sort| sort.by) == columns::sort_by(*column);
            asked.extend(
                columns::ALL
                    .into_iter()
                    .filter(by)
                    .filter(|_| sort.is_some()),
            );
            asked
        });
        let row_count = RowCount {
            total: Memo::new(move |_| match only.get() {
                Some(ids) => i64::try_from(ids.len()).ok(),
                None => state.row_count.total.get(),
            }),
            ..state.row_count
        };
        let want_names = RwSignal::new(false);
        let filtered_by = move |field| view.with(|view| view.filter.get(field).is_some());
        let plans = use_query::<PricePlanList>(client, move || {
            (want_names.get() || filtered_by(Field::Plan)).then(calls::price_plans)
        });
        let tags = use_query::<TagList>(client, move || {
            (want_names.get() || filtered_by(Field::Tag)).then(calls::tags)
        });
        let attributes = use_query::<AttributeList>(client, || Some(calls::attributes()));
        let list_id =
            Memo::new(
                move |_| match view.with(|view| view.filter.get(Field::List).cloned()) {
                    Some(Value::Ids(ids)) => ids.first().copied(),
                    _ => None,
                },
            );
        let list = use_query::<CardList>(client, move || {
            list_id
                .get()
                .filter(|_| client.has(extension::CARD_LISTS))
                .map(calls::list)
        });
        let list_lost = Memo::new(move |_| {
            list_id.get().is_some()
                && list.state.with(|state| {
                    matches!(&state.error, Some(ApiError::Refused(why)) if why.status == 400)
                })
        });
        let chinese = app.locale.get_untracked() == crate::i18n::Locale::ZhCn;
        let names = Memo::new(move |_| Names {
            plans: plans
                .data()
                .map(|data| names::plans(&data.price_plans))
                .unwrap_or_default(),
            tags: tags
                .data()
                .map(|data| names::tags(&data.tags))
                .unwrap_or_default(),
            attributes: attributes
                .data()
                .map(|data| columns::attribute_names(&data.attributes, chinese))
                .unwrap_or_default(),
            list_total: list.data().map(|data| data.total),
            list_lost: list_lost.get(),
        });
        let tick = RwSignal::new(0u32);
        let day = Memo::new(move |_| {
            tick.track();
            zone::today(clock::now())
        });
        every_visible(5000, move || {
            let _ = tick.try_update(|tick| *tick = tick.wrapping_add(1));
        });
        let live = RwSignal::new(HashMap::new());
        let dialogs = CardDialogs::new(
            app,
            |route| match route {
                Route::Cards(view) => view.action,
                _ => None,
            },
            move |action| {
                // The panel stays behind the dialog, and is there again after it.
                Route::Cards(CardsView {
                    action,
                    ..view.get_untracked()
                })
            },
            move |id| {
                let cards = cards.data()?;
                let card = cards.sim_cards.iter().find(|card| card.sim_card_id == id);
                card.cloned().map(Rc::new)
            },
        );
        let list = Self {
            app,
            view,
            views: RwSignal::new(load_views(TABLE)),
            prefs,
            cards,
            names,
            want_names,
            list,
            list_lost,
            live,
            tick,
            day,
            only,
            rows,
            state,
            asked_columns,
            row_count,
            ended: RwSignal::new(None),
            filter,
            question,
            dialogs,
        };
        list.follow();
        kept_selection::keep(app, view);
        list
    }

    /// "All matching" ends with its filter.
    fn follow(self) {
        Effect::new(move |_| {
            let filter = self.filter.get();
            let app = self.app;
            let s = &app.messages().cards().selection;
            let mut now = app.selected_cards.get_untracked();
            let before = now.clone();
            let followed = app
                .left_selections
                .try_update_value(|left| now.follow(&filter, left));
            if now != before {
                app.selected_cards.set(now.clone());
            }
            let count = before.count();
            match (followed, before) {
                (Some(FilterChange::Ended), Selection::AllMatching { filter, .. }) => {
                    self.ended.set(Some((filter, count)));
                    app.announce((s.ended)(&n(count)));
                }
                (Some(FilterChange::Restored), _) => app.announce((s.all)(&n(now.count()))),
                _ => {}
            }
        });
        Effect::new(move |_| {
            if self.app.selected_cards.with(|now| *now != Selection::None) {
                self.ended.set(None);
            }
        });
        // "All matching" counts what the list counts now.
        let total = Memo::new(move |_| self.shown().map(|shown| (shown.filter, shown.total)));
        Effect::new(move |_| {
            if let Some((filter, total)) = total.get() {
                let selected = self.app.selected_cards;
                let mut now = selected.get_untracked();
                let before = now.count();
                now.recount(&filter, u64::try_from(total).unwrap_or_default());
                if now.count() != before {
                    selected.set(now);
                }
            }
        });
        // Rows with pending work orders refresh by themselves.
        let waits = Memo::new(move |_| {
            self.cards.state.with(|state| {
                state.data.as_ref().is_some_and(|data| {
                    data.sim_cards.iter().any(|card| {
                        card.pending_work_orders
                            .as_ref()
                            .is_some_and(|orders| !orders.is_empty())
                    })
                })
            })
        });
        Effect::new(move |_| {
            if waits.get() {
                // Ends with this run of the effect.
                every_visible(poll_interval(self.app, None), move || {
                    if !self.cards.state.with_untracked(|state| state.loading) {
                        self.cards.refetch();
                    }
                });
            }
        });
    }

    /// Goes to another view as a new entry of the history.
    pub fn go(self, view: CardsView) {
        self.app.nav.go(&Route::Cards(view));
    }

    /// Changes the filter and goes to the first page of all matches.
    pub fn filter(self, filter: CardFilter) {
        let sort = self.view.with_untracked(|view| view.sort);
        self.go(CardsView {
            filter,
            sort,
            ..CardsView::default()
        });
    }

    /// The rows, if they answer the current request; none while it is loading. Tracked.
    #[must_use]
    pub fn shown(self) -> Option<ShownRows> {
        let Answer { request, data } = self.cards.answer()?;
        self.question.with(|question| {
            let asked = question
                .as_ref()
                .filter(|asked| asked.request == *request)?;
            Some(ShownRows {
                filter: asked.filter.clone(),
                only: asked.only,
                total: data.count,
                ids: data.sim_cards.iter().map(|card| card.sim_card_id).collect(),
                request,
            })
        })
    }

    /// All that match, for exports. Tracked.
    #[must_use]
    pub fn all(self) -> MatchingRows {
        match self.shown() {
            _ if self.only.with(Option::is_some) => MatchingRows::NotApplicable,
            Some(shown) => MatchingRows::Known(
                crate::api::export_calls::filter_of(&shown.request),
                shown.total,
            ),
            None => MatchingRows::Unknown,
        }
    }

    /// Whether a column may give way where there is no room for all: the choice of columns is the console's, and the rows are
    /// neither sorted nor filtered by it. Tracked.
    #[must_use]
    pub fn gives_way(self, column: CardColumn) -> bool {
        self.prefs
            .with(|prefs| columns::are_default(&prefs.columns))
            && !self.asked_columns.with(|asked| asked.contains(&column))
    }

    /// Sorting by a column; None for what the service does not sort by.
    #[must_use]
    pub fn sort(self, column: CardColumn) -> Option<ColumnSort> {
        let by = columns::sort_by(column)?;
        if by.is_extension() && !self.app.client.has(extension::FILTERS) {
            return None;
        }
        let sort = move |view: &CardsView| view.sort.filter(|sort| sort.by == by);
        let descending = move |_: Option<&Option<bool>>| {
            let sort = self.view.with(sort);
            sort.map(|sort| sort.descending)
        };
        let set = move |descending: Option<bool>| {
            self.go(CardsView {
                sort: descending.map(|descending| Sort { by, descending }),
                page: Page::default(),
                ..self.view.get_untracked()
            });
        };
        Some(ColumnSort {
            descending: Memo::new(descending),
            first_descending: column == CardColumn::Used,
            set: Callback::new(set),
        })
    }

    /// Ids of the rows drawn. Tracked.
    #[must_use]
    pub fn ids(self) -> Vec<i64> {
        self.cards.state.with(|state| {
            state
                .data
                .as_ref()
                .map(|data| data.sim_cards.iter().map(|card| card.sim_card_id).collect())
                .unwrap_or_default()
        })
    }

    /// Names of the enabled attributes. Tracked.
    #[must_use]
    pub fn attribute_names(self) -> AttributeNames {
        self.names.with(|names| names.attributes.clone())
    }

    /// Real-time queries of a card. Tracked.
    #[must_use]
    pub fn live_of(self, id: i64) -> Option<LiveUsage> {
        self.live.with(|live| live.get(&id).cloned())
    }

    /// How many of the selected cards are not among the rows. Tracked.
    #[must_use]
    pub fn elsewhere(self) -> u64 {
        let ids = self.ids();
        self.app.selected_cards.with(|selected| match selected {
            Selection::Some(set) => set
                .len()
                .saturating_sub(ids.iter().filter(|id| set.contains(**id)).count())
                as u64,
            _ => 0,
        })
    }

    /// Ticks or unticks cards among the rows shown; of a previous question's rows none.
    pub fn tick(self, ids: &[i64], on: bool) {
        if let Some(shown) = untrack(|| self.shown()) {
            let ids = ids.iter().copied().filter(|id| shown.ids.contains(id));
            self.app
                .selected_cards
                .update(|selected| selected.set(ids, on));
        }
    }
}
