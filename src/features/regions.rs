//! What the tables of high-risk regions (Q3.2) say about a place, as a text.

use crate::features::actions::values::province;
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::region::{self, Name, Verdict};

/// A name in the viewer's language.
#[must_use]
pub fn name_of(app: App, name: &Name) -> String {
    province(app.locale.get_untracked(), name)
}

/// Names as a list.
pub fn names<'a>(app: App, names: impl Iterator<Item = &'a Name>) -> String {
    let names: Vec<_> = names.map(|name| name_of(app, name)).collect();
    names.join(app.messages().check().between)
}

/// A verdict as a text. `typed` is the name used for an allowed place; `carrier` selects the places of a partly
/// restricted province.
#[must_use]
pub fn verdict_text(
    app: App,
    verdict: Verdict,
    typed: Option<&str>,
    carrier: Option<Carrier>,
) -> String {
    let c = app.messages().check();
    let full = |province: &Name, place: Option<&Name>| {
        let province = name_of(app, province);
        place.map_or_else(
            || province.clone(),
            |place| format!("{province} {}", name_of(app, place)),
        )
    };
    match verdict {
        Verdict::LocalOnly { province, place } => (c.local_only)(&full(province, place)),
        Verdict::Partly { province } => {
            let carriers: &[Carrier] = match &carrier {
                Some(carrier) => std::slice::from_ref(carrier),
                None => &Carrier::MAINLAND,
            };
            // Without a carrier, the places of all carriers, without duplicates.
            let mut places: Vec<&Name> = Vec::new();
            for place in carriers
                .iter()
                .flat_map(|carrier| region::places(*carrier, province))
            {
                if places.iter().all(|other| other.zh != place.zh) {
                    places.push(place);
                }
            }
            (c.partly)(&name_of(app, province), &names(app, places.into_iter()))
        }
        Verdict::Allowed => (c.allowed)(typed.unwrap_or(c.region_place)),
        Verdict::NoTable => c.no_table.to_owned(),
    }
}

/// The verdict for a carrier's card in a place, with its colour; None without a place.
#[must_use]
pub fn answer(app: App, carrier: Carrier, place: &str) -> Option<AnyView> {
    let place = place.trim();
    let verdict = region::check(carrier, place)?;
    let kind = match verdict {
        Verdict::LocalOnly { .. } => Status::Bad,
        Verdict::Partly { .. } => Status::Warn,
        Verdict::Allowed => Status::Ok,
        Verdict::NoTable => Status::Idle,
    };
    let text = verdict_text(app, verdict, Some(place), Some(carrier));
    let border = (carrier.is_mainland() && region::is_border(place))
        .then(|| view! { <p>{app.messages().check().border}</p> });
    Some(view! { <Advice kind=kind><p><b>{text}</b></p>{border}</Advice> })
}
