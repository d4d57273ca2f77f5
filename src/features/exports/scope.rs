//! The rows of an export, in words.

use super::language;
use crate::api::{calls, use_query};
use crate::i18n::exports::exports;
use crate::i18n::format;
use crate::routes::url::Params;
use crate::state::App;
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, describe_filter};
use gsl_model::wire::{PricePlanList, TagList};

/// The kinds of names that filters need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NeededNames {
    tags: bool,
    plans: bool,
}

impl NeededNames {
    /// The names that a query string needs.
    #[must_use]
    pub fn of(filter: &str) -> Self {
        Self {
            tags: filter.contains("tag_id="),
            plans: filter.contains("price_plan_id="),
        }
    }

    /// The names that either of them needs.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            tags: self.tags || other.tags,
            plans: self.plans || other.plans,
        }
    }
}

/// Names of tags and plans by id, loaded when a filter refers to them. Copy.
#[derive(Clone, Copy)]
pub struct FilterNames {
    app: App,
    known: Memo<Vec<(&'static str, String, String)>>,
}

impl FilterNames {
    /// Loads the names that are needed.
    #[must_use]
    pub fn new(app: App, wanted: Memo<NeededNames>) -> Self {
        let tags = use_query::<TagList>(app.client, move || wanted.get().tags.then(calls::tags));
        let plans = use_query::<PricePlanList>(app.client, move || {
            wanted.get().plans.then(calls::price_plans)
        });
        let known = Memo::new(move |_| {
            let mut known = Vec::new();
            for tag in tags.data().iter().flat_map(|list| &list.tags) {
                let name = tag.tag_name.clone().unwrap_or_default();
                known.push(("tag_id", tag.id.to_string(), name));
            }
            for plan in plans.data().iter().flat_map(|list| &list.price_plans) {
                let id = plan.price_plan_id.clone().unwrap_or_default();
                let name = plan.price_plan_name.clone().unwrap_or_default();
                known.push(("price_plan_id", id, name));
            }
            known
        });
        Self { app, known }
    }

    fn name(self, key: &str, id: &str) -> Option<String> {
        let found = |known: &Vec<(&str, String, String)>| {
            let found = known
                .iter()
                .find(|(of, known, _)| *of == key && known == id);
            found.map(|(_, _, name)| name.clone())
        };
        self.known.with(found)
    }

    /// The rows of an export. Without a filter they were picked one by one.
    #[must_use]
    pub fn scope(self, what: ExportKind, filter: Option<&str>, except: usize) -> AnyView {
        let t = exports(self.app.locale.get_untracked());
        let Some(filter) = filter else {
            return view! { <p class="export-scope">{t.selected}</p> };
        };
        let params = Params::parse(filter);
        let lines = move || {
            let name = |key: &str, id: &str| self.name(key, id);
            let mut lines = describe_filter(what, params.iter(), &name, language(self.app));
            let only_sorted = params
                .iter()
                .all(|(key, _)| key == "sort" || key == "order");
            if only_sorted {
                lines.insert(0, (String::new(), t.everything.to_owned()));
            }
            if except > 0 {
                let count = format::count(i64::try_from(except).unwrap_or(i64::MAX));
                lines.push((String::new(), (t.except)(&count)));
            }
            let line = |(label, value): (String, String)| {
                let label = (!label.is_empty())
                    .then(|| view! { <span class="muted">{label}{t.colon}</span> });
                view! { <li>{label}<bdi>{value}</bdi></li> }
            };
            lines.into_iter().map(line).collect_view()
        };
        view! { <ul class="export-scope">{lines}</ul> }
    }
}
