//! A list of cards, pasted or from a file: read and checked in a worker, so that the page stays responsive.

mod bad_rows;
mod fields;

pub use fields::{paste_field, upload_field};

use crate::i18n::batch::{Batch, batch, failed};
use crate::i18n::format;
use crate::platform::save::save;
use crate::platform::sheets::{self, CheckedList, Failure};
use crate::state::App;
use crate::ui::badge::Status;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{Advice, Progress};
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use bad_rows::BadRows;
use gsl_model::sheet::{Field, Summary, Template};
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::AbortController;

/// The state of a list.
#[derive(Clone)]
enum State {
    /// No list.
    Empty,
    /// Being checked; percentage done.
    Checking(u32),
    /// Cannot be read.
    Failed(Failure),
    /// Read and checked.
    Done(Rc<CheckedList>),
}

/// Cancels a running check when another starts or the page is left.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A list of cards. Copy.
#[derive(Clone, Copy)]
pub struct CardListInput {
    app: App,
    /// A file or a text.
    source: RwSignal<Option<JsValue>>,
    sheet: RwSignal<Option<String>>,
    state: RwSignal<State>,
    running: StoredValue<Option<AbortOnDrop>>,
    bad: BadRows,
}

impl CardListInput {
    /// An empty list. It is checked against the columns of `template`, and again when they change.
    pub fn new(app: App, template: Memo<Template>) -> Self {
        let listing = Self {
            app,
            source: RwSignal::new(None),
            sheet: RwSignal::new(None),
            state: RwSignal::new(State::Empty),
            running: StoredValue::new(None),
            bad: BadRows::new(app),
        };
        on_cleanup(move || drop(listing.running.try_update_value(Option::take)));
        Effect::new(move |_| {
            let (source, sheet, template) =
                (listing.source.get(), listing.sheet.get(), template.get());
            listing.check(source, sheet, template);
        });
        listing
    }

    /// Sets another file or text; `None` for none.
    pub fn take(self, source: Option<JsValue>) {
        self.sheet.set(None);
        self.source.set(source);
    }

    fn texts(self) -> &'static Batch {
        batch(self.app.locale.get_untracked())
    }

    fn check(self, source: Option<JsValue>, sheet: Option<String>, template: Template) {
        self.running.set_value(None);
        self.bad.clear();
        let (Some(source), Ok(controller)) = (source, AbortController::new()) else {
            self.state.set(State::Empty);
            return;
        };
        let signal = controller.signal();
        self.running.set_value(Some(AbortOnDrop(controller)));
        self.state.set(State::Checking(0));
        spawn_local(async move {
            let of_this = signal.clone();
            let progress = Closure::<dyn FnMut(f64)>::new(move |share: f64| {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let percent = (share * 100.0) as u32;
                if !of_this.aborted() {
                    self.state.try_set(State::Checking(percent));
                }
            });
            let checked =
                sheets::check(&source, &template, sheet.as_deref(), &progress, &signal).await;
            if signal.aborted() {
                return;
            }
            match checked {
                Ok(checked) => {
                    let checked = Rc::new(checked);
                    if self.state.try_set(State::Done(Rc::clone(&checked))) {
                        self.say(&checked.summary);
                        self.bad.show(checked);
                    }
                }
                Err(failure) => {
                    self.state.try_set(State::Failed(failure));
                }
            }
        });
    }

    fn say(self, summary: &Summary) {
        let t = self.texts();
        let n = |count: u32| format::count(count.into());
        let comma = self.app.messages().common.comma;
        let said = [
            (t.rows)(&n(summary.rows)),
            (t.usable)(&n(summary.accepted)),
            (t.bad)(&n(summary.bad)),
        ];
        self.app.announce(said.join(comma));
    }

    /// The list, once it has a valid row. Tracked.
    pub fn usable(self) -> Option<Rc<CheckedList>> {
        self.state.with(|state| match state {
            State::Done(checked)
                if checked.summary.accepted > 0 && checked.summary.missing.is_empty() =>
            {
                Some(Rc::clone(checked))
            }
            _ => None,
        })
    }

    /// Progress, result, bad rows.
    pub fn view(self) -> AnyView {
        let t = self.texts();
        let shown = move || match self.state.get() {
            State::Empty => ().into_view(),
            State::Checking(percent) => view! {
                <div class="row batch-checking">
                    <Progress label=t.checking_label value=percent />
                    <span>{(t.checking)(percent)}</span>
                    <Button kind=Kind::Quiet on_click=Callback::new(move |()| self.take(None))>
                        {self.app.messages().common.cancel}
                    </Button>
                </div>
            },
            State::Failed(failure) => {
                let detail = failed(t, &failure);
                view! { <Advice kind=Status::Bad><div role="alert"><p><b>{t.failed}</b></p><p>{detail}</p></div></Advice> }
            }
            State::Done(checked) => self.outcome(&checked.summary),
        };
        view! { {shown} {self.bad.view()} }
    }

    fn outcome(self, summary: &Summary) -> AnyView {
        let t = self.texts();
        let language = self.app.locale.get_untracked().language();
        let n = |count: u32| format::count(count.into());
        let sheets = (summary.sheets.len() > 1).then(|| {
            let options: Vec<_> = summary
                .sheets
                .iter()
                .map(|name| (name.clone(), name.clone()))
                .collect();
            let choose = Callback::new(move |name| self.sheet.set(Some(name)));
            let now = summary.sheet.clone().unwrap_or_default();
            view! { <Select label=t.sheet value=now options=options on_change=choose /> }
        });
        let missing: Vec<&str> = summary
            .missing
            .iter()
            .map(|field| Field::heading(*field, language))
            .collect();
        let problem = if summary.column.is_none() {
            Some(t.no_column.to_owned())
        } else if missing.is_empty() {
            None
        } else {
            Some((t.missing_column)(
                &missing.join(self.app.messages().common.comma),
            ))
        };
        let problem = problem
            .map(|text| view! { <Advice kind=Status::Bad><p role="alert">{text}</p></Advice> });
        let doubtful = (!summary.doubtful.is_empty()).then(|| {
            let rows: Vec<String> = summary.doubtful.iter().map(u32::to_string).collect();
            let text = (t.doubtful)(&rows.join(", "));
            view! { <Advice><p>{text}</p></Advice> }
        });
        let odd_imeis = (summary.odd_imei_count > 0).then(|| {
            let rows: Vec<String> = summary.odd_imeis.iter().map(u32::to_string).collect();
            let text = (t.odd_imeis)(&rows.join(", "), &n(summary.odd_imei_count));
            view! { <Advice><p>{text}</p></Advice> }
        });
        let bad = if summary.bad == 0 {
            view! { <span class="state ok"><i aria-hidden="true"></i>{t.all_sound}</span> }
        } else {
            view! { <span class="state bad"><i aria-hidden="true"></i>{(t.bad)(&n(summary.bad))}</span> }
        };
        view! {
            {sheets}
            <p class="row batch-counts"><b>{(t.rows)(&n(summary.rows))}</b><span>{(t.usable)(&n(summary.accepted))}</span>{bad}</p>
            {problem}
            {doubtful}
            {odd_imeis}
        }
    }
}

/// The buttons to save a template for the action.
pub fn templates(app: App, template: Memo<Template>) -> AnyView {
    let t = batch(app.locale.get_untracked());
    let language = app.locale.get_untracked().tag();
    let button = |kind: &'static str, name: &'static str| {
        let get = Callback::new(move |()| {
            let template = template.get_untracked();
            spawn_local(async move {
                let file = sheets::template(kind, &template, language).await;
                let done = file
                    .map_err(|failure| failed(t, &failure))
                    .and_then(|file| save(&file, name));
                match done {
                    Ok(()) => app.announce((t.saved)(name)),
                    Err(why) => app.notify(true, why),
                }
            });
        });
        let label = (t.template)(if kind == "csv" { "CSV" } else { "XLSX" });
        view! { <Button kind=Kind::Quiet icon=IconName::Download on_click=get>{label}</Button> }
    };
    view! { <div class="row">{button("xlsx", "template.xlsx")}{button("csv", "template.csv")}</div> }
}
