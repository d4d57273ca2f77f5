//! Step 1: how the cards are chosen, and which; errors show at once.

use super::entries::entries;
use super::{ActivateWizard, file};
use crate::features::pools::frame::texts;
use crate::features::pools::head::carrier;
use crate::features::wizard::panel;
use crate::i18n::format;
use crate::routes::pool_wizard::ActivationMethod;
use crate::ui::button::{Button, Kind};
use crate::ui::field::{Input, RadioGroup};
use crate::view::prelude::*;
use gsl_model::pool::{MOST_CARDS, SegmentError};
use gsl_model::work_order::WorkOrderType;

/// Why there is nothing to check yet.
fn blocked_reason(wizard: ActivateWizard) -> Option<String> {
    let t = texts(wizard.app);
    match wizard.way() {
        ActivationMethod::Pool => None,
        ActivationMethod::Segment => wizard.segment().err().map(|_| t.segment_first.to_owned()),
        ActivationMethod::File | ActivationMethod::Input => {
            let entries = wizard.entries().len();
            if entries == 0 {
                Some(
                    if wizard.way() == ActivationMethod::File {
                        t.file_first
                    } else {
                        t.numbers_first
                    }
                    .to_owned(),
                )
            } else if entries as u64 > MOST_CARDS {
                Some(t.too_many.to_owned())
            } else if wizard.bad().is_empty() {
                None
            } else {
                Some(t.mend_first.to_owned())
            }
        }
    }
}

/// The step.
pub fn ways(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let options = ActivationMethod::ALL
        .map(|way| (way.key().to_owned(), (t.way)(way).to_owned()))
        .to_vec();
    let choose = Callback::new(move |key: String| {
        wizard.choose(|view| {
            view.way = ActivationMethod::from_key(&key).unwrap_or_default();
            view.count = None;
        });
    });
    let way = Memo::new(move |_| wizard.way());
    let field = move || match way.get() {
        ActivationMethod::Pool => whole_pool(wizard),
        ActivationMethod::Segment => segment(wizard),
        ActivationMethod::File => file::file(wizard),
        ActivationMethod::Input => input(wizard),
    };
    let reason = Signal::derive(move || blocked_reason(wizard));
    view! {
        {panel(t.which_cards, view! {
            <RadioGroup
                legend=t.ways
                options=options
                value=Signal::derive(move || way.get().key().to_owned())
                on_change=choose
            />
            <p class="small muted">{move || (t.way_note)(way.get())}</p>
            {field}
        })}
        {notes(wizard)}
        <div class="row wizard-buttons">
            <Button kind=Kind::Primary disabled_reason=reason on_click=Callback::new(move |()| wizard.go(true))>{t.preview}</Button>
        </div>
    }
}

/// How long it takes, the APN, and that each card is activated by itself.
fn notes(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let lines = move || {
        let pool = wizard.pool.data()?;
        let carrier = carrier(&pool);
        let (least, most) = WorkOrderType::BatchActivate.working_days(carrier);
        let apn = carrier.apn().map(|apn| view! { <li>{(t.apn)(apn)}</li> });
        Some(view! {
            <ul class="wizard-meaning">
                <li>{t.each_by_itself}</li>
                <li>{(t.takes)(least, most)}</li>
                {apn}
            </ul>
        })
    };
    panel(t.good_to_know, lines.into_view())
}

fn whole_pool(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let value = Signal::derive(move || {
        wizard.view.with(|view| {
            view.count
                .map(|count| count.to_string())
                .unwrap_or_default()
        })
    });
    let wrong = RwSignal::new(false);
    let set = Callback::new(move |text: String| {
        let text = text.trim();
        let count = text.parse().ok().filter(|count| *count > 0);
        wrong.set(!text.is_empty() && count.is_none());
        wizard.choose(|view| view.count = count);
    });
    let waiting = move || {
        let waiting = wizard
            .pool
            .data()
            .and_then(|pool| pool.inactive_sim_quantity)?;
        Some((t.all_waiting)(&format::count(waiting.into())))
    };
    view! {
        <p>{waiting}</p>
        <Input
            label=t.only_so_many
            value=value
            on_input=set
            hint=t.only_so_many_hint
            error=MaybeProp::derive(move || wrong.get().then(|| t.whole_number.to_owned()))
            numeric=true
        />
    }
}

fn segment(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let field = move |label: &'static str, value: RwSignal<String>, of_end: bool| {
        let error = move || {
            let empty = value.with(|text| text.trim().is_empty());
            let other_empty = (if of_end { wizard.start } else { wizard.end })
                .with(|text| text.trim().is_empty());
            let error = wizard.segment().err()?;
            let (mine, needs_both) = match error {
                SegmentError::Start(_) => (!of_end, false),
                SegmentError::End(_) => (of_end, false),
                _ => (of_end, true),
            };
            (mine && !empty && !(needs_both && other_empty)).then(|| (t.segment_error)(error))
        };
        view! {
            <Input
                label=label
                value=value
                on_input=Callback::new(move |text| value.set(text))
                hint=t.digits_hint
                error=MaybeProp::derive(error)
                numeric=true
            />
        }
    };
    let span = move || {
        wizard.segment().ok().map(|numbers| {
            (t.segment_numbers)(&format::count(i64::try_from(numbers).unwrap_or(i64::MAX)))
        })
    };
    view! {
        <div class="wizard-pair">
            {field(t.segment_start, wizard.start, false)}
            {field(t.segment_end, wizard.end, true)}
        </div>
        <p role="status">{span}</p>
    }
}

fn input(wizard: ActivateWizard) -> AnyView {
    let t = texts(wizard.app);
    let id = crate::ui::unique_id("numbers");
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{t.numbers}</label>
            <textarea
                id=id
                class="input wizard-numbers mono"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                aria-describedby=hint.clone()
                aria-invalid=move || (!wizard.bad().is_empty()).then_some("true")
                prop:value=wizard.typed
                on:input=move |event| wizard.typed.set(event_target_value(&event))
            ></textarea>
            <span class="field-hint" id=hint>{t.numbers_hint}</span>
        </div>
        {entries(wizard)}
    }
}
