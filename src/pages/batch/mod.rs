//! SIM卡批量管理: one action on many cards: preview, start, progress.

mod action_form;
mod attribute_form;
mod card_source;
mod cells;
mod items;
mod job;
mod jobs;
mod notice;
mod preview;
mod transfer;

pub use job::BulkJobPage;
pub use notice::follow;

use crate::i18n::batch::batch;
use crate::routes::Route;
use crate::routes::batch::{BatchView, SourceKind};
use crate::state::app;
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::view::prelude::*;
use action_form::ActionForm;
use card_source::CardSource;
use gsl_model::action::CardAction;
use gsl_model::sheet::{NumberKinds, Template};
use gsl_model::wire::extension;
use preview::Preview;

/// The page of a new job.
#[component]
pub fn BatchPage() -> impl IntoView {
    let app = app();
    let t = batch(app.locale.get_untracked());
    let head = view! {
        <div class="head"><div><h1 tabindex="-1">{t.title}</h1><p>{t.purpose}</p></div></div>
    };
    if !app.client.has(extension::BULK_JOBS_READ) || !app.client.has(extension::FILES) {
        return view! { {head} <section class="panel"><div class="pad"><Empty title=t.not_offered /></div></section> };
    }
    let view = Memo::new(move |_| match app.nav.route() {
        Route::Batch(view) => view,
        _ => BatchView::default(),
    });
    // The input for an action is kept when another is chosen in between.
    let tasks = StoredValue::new(
        CardAction::BULK
            .map(|bulk| ActionForm::new(app, bulk))
            .to_vec(),
    );
    let chosen = Memo::new(move |_| {
        let action = view.with(|view| view.action)?;
        CardAction::BULK.iter().position(|one| *one == action)
    });
    let task = move || {
        let at = chosen.get()?;
        tasks.with_value(|tasks| tasks.get(at).copied())
    };
    let template = Memo::new(move |_| {
        task().map_or_else(|| Template::cards(NumberKinds::Any), ActionForm::template)
    });
    let source = CardSource::new(app, view, template);
    let preview = Preview::new(app);
    let value = Signal::derive(move || {
        view.with(|view| view.action.map_or("", CardAction::key).to_owned())
    });
    let language = app.locale.get_untracked().language();
    let options: Vec<_> = std::iter::once((String::new(), t.choose.to_owned()))
        .chain(
            CardAction::BULK.map(|one| (one.key().to_owned(), one.bulk_name(language).to_owned())),
        )
        .collect();
    let choose = Callback::new(move |key: String| {
        let action = CardAction::from_key(&key);
        let from = view.with_untracked(|view| view.from);
        // Only a transfer takes a pool.
        let from = match from {
            SourceKind::Pool if action != Some(CardAction::Transfer) => SourceKind::default(),
            from => from,
        };
        app.nav.replace(&Route::Batch(BatchView { action, from }));
    });
    view! {
        {head}
        <section class="panel batch-step">
            <header><h2>{t.what}</h2></header>
            <div class="pad">
                <Select label=t.action value=value options=options on_change=choose />
                {move || task().map(ActionForm::view)}
            </div>
        </section>
        <section class="panel batch-step">
            <header><h2>{t.cards}</h2></header>
            <div class="pad">{source.view()}</div>
        </section>
        {move || transfer::address_step(app, task().map(|task| task.transfer))}
        {preview.view(chosen, tasks, source)}
        {jobs::jobs(app)}
    }
}
