//! The way 文件: part of an order (Q12.4). The cards that can be renewed are downloaded, rows taken away, the rest comes
//! back as a file or pasted; every row is checked in the browser.

use super::{RenewalWizard, orders, texts};
use crate::api::{calls, renewal_calls};
use crate::features::card_list_input::{paste_field, upload_field};
use crate::features::wizard::panel;
use crate::i18n::batch::{batch, failed};
use crate::platform::save::save;
use crate::platform::sheets::CheckedList;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::{CardList, CardListRequest, RenewalSnapshot, decode};
use leptos::task::spawn_local;
use std::rc::Rc;

/// Draft key of the pasted numbers.
pub const PASTED: &str = "list";

/// The list that counts: the file when there is one, else what was pasted. Tracked.
pub fn usable(wizard: RenewalWizard) -> Option<Rc<CheckedList>> {
    wizard.file.usable().or_else(|| wizard.pasted.usable())
}

/// The way's panels.
pub fn file(wizard: RenewalWizard) -> AnyView {
    let app = wizard.app;
    let t = texts(app);
    let name = RwSignal::new(String::new());
    let reason = Signal::derive(move || wizard.sender.wait());
    let download = Callback::new(move |()| download(wizard));
    let fields = view! {
        <p class="small muted">{t.file_hint}</p>
        {upload_field(app, wizard.file, name)}
        {wizard.file.view()}
        {paste_field(app, wizard.draft, PASTED, wizard.pasted)}
        {wizard.pasted.view()}
    };
    view! {
        {panel(t.file, fields.into_view())}
        {orders::orders(wizard, t.template, t.file_orders_hint)}
        <p class="row">
            <Button icon=IconName::Download disabled_reason=reason on_click=download>{t.download}</Button>
            <span class="small muted">{t.download_note}</span>
        </p>
    }
}

/// Checks the ticked orders and saves what can be renewed.
fn download(wizard: RenewalWizard) {
    let request = wizard.view.with_untracked(|view| {
        let mut of_orders = view.clone();
        of_orders.way = crate::routes::renewal::SelectionMethod::Orders;
        renewal_calls::look(&of_orders, None)
    });
    wizard.sender.send(&request, &[], move |body| {
        wizard.sender.anew();
        if let Ok(found) = decode::<RenewalSnapshot>(&body) {
            save_cards(wizard, found.snapshot_id);
        }
    });
}

/// Saves the cards of a snapshot that can be renewed.
pub fn save_cards(wizard: RenewalWizard, snapshot: i64) {
    const NAME: &str = "renewable-cards.csv";
    let app = wizard.app;
    let language = match app.locale.get_untracked() {
        crate::i18n::Locale::ZhCn => "zh",
        crate::i18n::Locale::EnUs => "en",
    };
    spawn_local(async move {
        let request = renewal_calls::cards_csv(snapshot, language);
        let saved = match app.client.file(&request).await {
            Ok(file) => save(&file, NAME),
            Err(error) => Err(app.messages().errors.explain(&error).0.to_owned()),
        };
        match saved {
            Ok(()) => app.announce((batch(app.locale.get_untracked()).saved)(NAME)),
            Err(why) => app.notify(true, why),
        }
    });
}

/// Saves the numbers as a list, then checks its cards.
pub fn look(wizard: RenewalWizard, list: Rc<CheckedList>) {
    let app = wizard.app;
    spawn_local(async move {
        let numbers = match list.numbers().await {
            Ok(numbers) => numbers.lines().map(str::to_owned).collect(),
            Err(failure) => {
                let t = batch(app.locale.get_untracked());
                app.notify(true, failed(t, &failure));
                return;
            }
        };
        let request = calls::keep_list(&CardListRequest { numbers });
        wizard.sender.send(&request, &[], move |body| {
            if let Ok(list) = decode::<CardList>(&body) {
                super::look(wizard, Some(list.card_list_id));
            }
        });
    });
}

/// The button that saves what a snapshot says can be renewed.
pub fn download_button(wizard: RenewalWizard, snapshot: i64) -> AnyView {
    let t = texts(wizard.app);
    let save = Callback::new(move |()| save_cards(wizard, snapshot));
    view! { <Button kind=Kind::Quiet icon=IconName::Download on_click=save>{t.download}</Button> }
}
