//! The region checker (Q3.2): carrier and place, allowed or local cards only, and the carrier's whole table.

use crate::pages::shared::action::values::province;
use crate::platform::timer::Timer;
use crate::routes::Route;
use crate::routes::label::RegionsView;
use crate::state::{App, app};
use crate::ui::badge::Status;
use crate::ui::feedback::Advice;
use crate::ui::field::{Input, Select};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::region::{self, Area, Name, Verdict};

/// The address waits so long for the next letter.
const TYPING_MS: i32 = 250;

/// A name in the viewer's language.
fn name_of(app: App, name: &Name) -> String {
    province(app.locale.get_untracked(), name)
}

fn names<'a>(app: App, names: impl Iterator<Item = &'a Name>) -> String {
    let names: Vec<_> = names.map(|name| name_of(app, name)).collect();
    names.join(app.messages().check().between)
}

/// A verdict in words. `typed` is what an allowed place is called by; `carrier` names the places of a province restricted
/// in part.
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
            // Without a carrier every place any carrier lists, each once.
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

/// The page.
#[component]
pub fn RegionsPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let c = m.check();
    let view = Memo::new(move |_| match app.nav.route() {
        Route::Regions(view) => view,
        _ => RegionsView::default(),
    });
    let place = RwSignal::new(view.with_untracked(|view| view.place.clone()));
    Effect::new(move |_| {
        let there = view.with(|view| view.place.clone());
        if place.with_untracked(|place| place.trim() != there) {
            place.set(there);
        }
    });
    let carrier = Memo::new(move |_| view.with(|view| view.carrier));
    let later = StoredValue::new(None::<Timer>);
    let typed = Callback::new(move |text: String| {
        place.set(text.clone());
        later.set_value(Some(Timer::after(TYPING_MS, move || {
            let next = RegionsView {
                place: text.trim().to_owned(),
                ..view.get_untracked()
            };
            app.nav.replace(&Route::Regions(next));
        })));
    });
    let choose = Callback::new(move |key: String| {
        let next = RegionsView {
            carrier: Carrier::from_key(&key).unwrap_or(Carrier::Mobile),
            place: place.with_untracked(|place| place.trim().to_owned()),
        };
        app.nav.replace(&Route::Regions(next));
    });
    let carriers: Vec<(String, String)> = Carrier::ALL
        .map(|carrier| {
            (
                carrier.key().to_owned(),
                (m.rules.carrier)(carrier).to_owned(),
            )
        })
        .to_vec();
    // What was typed counts at once; the address follows.
    let answer = move || {
        let carrier = carrier.get();
        place.with(|place| {
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
                .then(|| view! { <p>{c.border}</p> });
            Some(view! { <Advice kind=kind><p><b>{text}</b></p>{border}</Advice> })
        })
    };
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.regions}</h1>
                <p>{c.region_purpose}</p>
            </div>
        </div>
        <div class="check-page">
            <section class="panel check-form">
                <Select
                    label=c.carrier
                    value=Signal::derive(move || carrier.get().key().to_owned())
                    options=carriers
                    on_change=choose
                />
                <Input label=c.region_place value=place on_input=typed hint=c.region_hint kind="search" />
            </section>
            <div role="status">{answer}</div>
            {move || table(app, carrier.get())}
        </div>
    }
    .into_any()
}

/// The carrier's table, province by province.
fn table(app: App, carrier: Carrier) -> AnyView {
    let m = app.messages();
    let c = m.check();
    if !carrier.is_mainland() {
        return view! { <p class="muted">{c.no_table}</p> }.into_any();
    }
    // A province stands in several rows of the tables; here in one.
    let mut provinces: Vec<&'static Area> = Vec::new();
    for area in region::areas(carrier) {
        if provinces
            .iter()
            .all(|other| other.province.zh != area.province.zh)
        {
            provinces.push(area);
        }
    }
    let row = |area: &&'static Area| {
        let places = if area.whole {
            c.whole.to_owned()
        } else {
            names(app, region::places(carrier, &area.province))
        };
        view! { <tr><th scope="row">{name_of(app, &area.province)}</th><td>{places}</td></tr> }
    };
    let title = (c.table)((m.rules.carrier)(carrier));
    view! {
        <section class="panel" aria-labelledby="regions-table">
            <header><h2 id="regions-table">{title.clone()}</h2></header>
            <div class="pad">
                <table class="plain regions">
                    <caption class="sr-only">{title}</caption>
                    <thead><tr><th scope="col">{c.province}</th><th scope="col">{c.places}</th></tr></thead>
                    <tbody>{provinces.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
