//! Which values of custom attributes are set.

use crate::api::{calls, use_query};
use crate::features::labels::{attribute_name, slot, value_complaint};
use crate::features::query_section::{failure, load_state};
use crate::i18n::action::action_texts;
use crate::i18n::batch::batch;
use crate::state::App;
use crate::ui::field::{Input, Select};
use crate::view::prelude::*;
use gsl_model::wire::{AttributeList, BulkParameters};

/// What happens to each of the six: "" nothing, "set", "clear".
#[derive(Clone, Copy)]
struct AttributeChange {
    what: RwSignal<String>,
    value: RwSignal<String>,
}

/// The choice. Copy.
#[derive(Clone, Copy)]
pub struct AttributeForm {
    app: App,
    changes: StoredValue<[AttributeChange; 6]>,
    /// Names of those that are enabled.
    names: Memo<[Option<String>; 6]>,
    query: StoredValue<Option<crate::api::Query<AttributeList>>>,
}

impl AttributeForm {
    /// No changes. The attributes are only loaded while `wanted` is true.
    pub fn new(app: App, wanted: bool) -> Self {
        let query =
            wanted.then(|| use_query::<AttributeList>(app.client, || Some(calls::attributes())));
        let names = Memo::new(move |_| {
            let mut names: [Option<String>; 6] = Default::default();
            let list = query.and_then(|query| query.data());
            for (index, attribute) in list
                .iter()
                .flat_map(|list| list.attributes.iter().enumerate())
            {
                let at = slot(attribute, index);
                if attribute.status == Some(1)
                    && let Some(name) = names.get_mut(at)
                {
                    *name = Some(attribute_name(app, attribute, at));
                }
            }
            names
        });
        let change = |_| AttributeChange {
            what: RwSignal::new(String::new()),
            value: RwSignal::new(String::new()),
        };
        Self {
            app,
            changes: StoredValue::new([0; 6].map(change)),
            names,
            query: StoredValue::new(query),
        }
    }

    /// Names of attributes one to six that are enabled. Tracked.
    pub fn names(self) -> [Option<String>; 6] {
        self.names.get()
    }

    /// The parameters, or why there are none. Tracked.
    pub fn parameters(self) -> Result<BulkParameters, String> {
        let changes = self.changes.get_value();
        let fill_in = || {
            action_texts(self.app.locale.get_untracked())
                .fill_in
                .to_owned()
        };
        let mut wanted: [Option<String>; 6] = Default::default();
        for (place, change) in wanted.iter_mut().zip(changes) {
            *place = match change.what.get().as_str() {
                "clear" => Some(String::new()),
                "set" => {
                    let value = change.value.with(|value| value.trim().to_owned());
                    if value.is_empty() || value_complaint(self.app, &value).is_some() {
                        return Err(fill_in());
                    }
                    Some(value)
                }
                _ => None,
            };
        }
        if wanted.iter().all(Option::is_none) {
            return Err(fill_in());
        }
        let [one, two, three, four, five, six] = wanted;
        Ok(BulkParameters {
            customer_attribute1: one,
            customer_attribute2: two,
            customer_attribute3: three,
            customer_attribute4: four,
            customer_attribute5: five,
            customer_attribute6: six,
            ..BulkParameters::default()
        })
    }

    /// A line for each attribute that is enabled.
    pub fn view(self) -> AnyView {
        let t = batch(self.app.locale.get_untracked());
        let lines = move || {
            let names = self.names.get();
            if names.iter().all(Option::is_none) {
                return view! { <p class="muted">{t.attributes_none}</p> };
            }
            let changes = self.changes.get_value();
            let lines = names.into_iter().zip(changes).filter_map(|(name, change)| {
                let AttributeChange { what, value } = change;
                let name = name?;
                let options = vec![
                    (String::new(), t.attribute_keep.to_owned()),
                    ("set".to_owned(), t.attribute_set.to_owned()),
                    ("clear".to_owned(), t.attribute_clear.to_owned()),
                ];
                let label = (t.attribute_value)(&name);
                let field = move || {
                    let long = MaybeProp::derive(move || {
                        value.with(|value| value_complaint(self.app, value))
                    });
                    what.with(|what| what == "set").then(|| view! {
                        <Input label=label.clone() value=value on_input=Callback::new(move |text| value.set(text)) error=long />
                    })
                };
                Some(view! {
                    <div class="batch-value">
                        <Select label=name value=what options=options on_change=Callback::new(move |key| what.set(key)) />
                        {field}
                    </div>
                })
            });
            lines.collect_view()
        };
        let failed = self
            .query
            .get_value()
            .map(|query| failure(load_state(query)));
        view! { {failed} {lines} }
    }
}
