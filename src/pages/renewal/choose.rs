//! Step 1: the way and its cards (Q12.1).

use super::look;
use super::{RenewalWizard, file, orders, texts};
use crate::features::wizard::panel;
use crate::routes::Route;
use crate::routes::renewal::{CalendarView, SelectionMethod};
use crate::ui::badge::Status;
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Advice;
use crate::ui::field::RadioGroup;
use crate::view::prelude::*;
use gsl_model::order::{RENEWAL_WINDOWS, ordered_late};

/// The step.
pub fn choose(wizard: RenewalWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let way = Memo::new(move |_| wizard.view.with(|view| view.way));
    let value = Signal::derive(move || way.get().key().to_owned());
    let options: Vec<_> = SelectionMethod::ALL
        .iter()
        .map(|one| (one.key().to_owned(), (t.way_name)(*one).to_owned()))
        .collect();
    let choose = Callback::new(move |key: String| {
        if let Some(way) = SelectionMethod::from_key(&key) {
            wizard.choose(|view| view.way = way);
        }
    });
    let content = move || match way.get() {
        SelectionMethod::Orders => orders::orders(wizard, t.orders, t.orders_hint),
        SelectionMethod::File => file::file(wizard),
        SelectionMethod::Expiry => expiry(wizard),
    };
    let reason = Signal::derive(move || {
        let missing = (way.get() == SelectionMethod::File && file::usable(wizard).is_none())
            .then(|| t.file_first.to_owned());
        missing.or_else(|| wizard.sender.wait())
    });
    let look = Callback::new(move |()| match file::usable(wizard) {
        Some(list) if way.get_untracked() == SelectionMethod::File => file::look(wizard, list),
        _ => look(wizard, None),
    });
    let late = ordered_late(crate::platform::clock::now())
        .then(|| view! { <Advice kind=Status::Warn><p>{t.late}</p></Advice> });
    let calendar = app
        .nav
        .href(&Route::RenewalCalendar(CalendarView::default()));
    view! {
        {late}
        {panel(t.way, view! {
            <RadioGroup legend=t.way_legend options=options value=value on_change=choose />
            <p class="small muted">{t.who}</p>
            <p><ButtonLink href=calendar>{app.messages().shell.calendar}</ButtonLink></p>
        })}
        {content}
        {wizard.sender.failure()}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=look>{t.look}</Button>
        </div>
    }
}

fn expiry(wizard: RenewalWizard) -> AnyView {
    let t = texts(wizard.app);
    let value = Signal::derive(move || wizard.view.with(|view| view.days.to_string()));
    let options: Vec<_> = RENEWAL_WINDOWS
        .iter()
        .map(|days| (days.to_string(), (t.within)(*days)))
        .collect();
    let choose = Callback::new(move |days: String| {
        if let Ok(days) = days.parse() {
            wizard.choose(|view| view.days = days);
        }
    });
    view! {
        {panel(t.window, view! { <RadioGroup legend=t.window options=options value=value on_change=choose /> })}
        {panel(t.tags, view! { <p class="small muted">{t.tags_hint}</p> {wizard.tags.view()} })}
    }
}
