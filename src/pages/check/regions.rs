//! The region checker (Q3.2): carrier and place, allowed or local cards only, and the carrier's whole table.

use crate::features::regions::{answer, name_of, names};
use crate::platform::timer::Timer;
use crate::routes::Route;
use crate::routes::label::RegionsView;
use crate::state::{App, app};
use crate::ui::field::{Input, Select};
use crate::view::prelude::*;
use gsl_model::carrier::Carrier;
use gsl_model::region::{self, Area};

/// Milliseconds after the last keystroke until the address is changed.
const TYPING_MS: i32 = 250;

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
    // The typed text takes effect at once; the address follows.
    let answer = move || {
        let carrier = carrier.get();
        place.with(|place| answer(app, carrier, place))
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
}

/// The carrier's table, province by province.
fn table(app: App, carrier: Carrier) -> AnyView {
    let m = app.messages();
    let c = m.check();
    if !carrier.is_mainland() {
        return view! { <p class="muted">{c.no_table}</p> };
    }
    // The tables list a province several times; here it is one row.
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
}
