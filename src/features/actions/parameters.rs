//! What an action asks for besides the cards: one form for the dialog of a card and for the bulk pages.
//!
//! ```ignore
//! let target = ActionTarget { many: true, ..ActionTarget::default() };
//! let form = ParameterForm::new(app, CardAction::Threshold, &target);
//! view! { {form.view()} <Button disabled_reason=Signal::derive(move || form.complaint()) … /> }
//! // on the click:
//! if let Some(ActionInput { action, parameters }) = form.ready() { … }
//! ```
//!
//! `parameters` are those of `POST /v1/bulk-jobs`; the dialog of a card makes its own call of them.

use super::values;
use crate::i18n::action::{ActionTexts, action_texts};
use crate::i18n::format::{self, Scale};
use crate::state::App;
use crate::ui::feedback::Advice;
use crate::ui::field::{Input, RadioGroup, Select};
use crate::view::prelude::*;
use gsl_model::action::CardAction;
use gsl_model::carrier::Carrier;
use gsl_model::imei::{Imei, ImeiError};
use gsl_model::region;
use gsl_model::speed::{self, UNLIMITED};
use gsl_model::threshold;
use gsl_model::units::Megabytes;
use gsl_model::wire::BulkParameters;

/// The cards that the parameters are for.
#[derive(Clone, Debug, Default)]
pub struct ActionTarget {
    /// Carriers of the cards; none when they are not known, then everything any carrier offers can be chosen.
    pub carriers: Vec<Carrier>,
    /// Several cards: the file has an IMEI for each.
    pub many: bool,
    /// One card: MB used in this cycle, to say that a threshold is passed already.
    pub used: Option<Megabytes>,
    /// One card: its threshold in MB, `None` when none is set.
    pub threshold: Option<i32>,
    /// One card: its speed limit in Kbps.
    pub speed: Option<i32>,
    /// One card: the province it is bound to.
    pub area: Option<String>,
}

/// Values as the bulk API takes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionInput {
    /// The choice in the form: a threshold may be cancelled, a rebind fixed.
    pub action: CardAction,
    /// Its parameters.
    pub parameters: BulkParameters,
}

/// Value of the radio button that cancels a threshold.
const CANCEL: &str = "cancel";
/// Value of the radio button of a fixed rebind.
const FIXED: &str = "fixed";

/// A form. Copy.
#[derive(Clone, Copy)]
pub struct ParameterForm {
    app: App,
    action: StoredValue<CardAction>,
    target: StoredValue<ActionTarget>,
    /// The radio button chosen; the first is the empty text.
    choice: RwSignal<String>,
    /// MB, IMEI or Kbps.
    text: RwSignal<String>,
}

impl ParameterForm {
    /// A form with what the card has now, where there is one.
    #[must_use]
    pub fn new(app: App, action: CardAction, target: &ActionTarget) -> Self {
        let form = Self {
            app,
            action: StoredValue::new(action),
            target: StoredValue::new(ActionTarget::default()),
            choice: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
        };
        form.begin(action, target);
        form
    }

    /// Resets the form for another action or other cards; the view must be redrawn then.
    pub fn begin(self, action: CardAction, target: &ActionTarget) {
        let text = match action {
            CardAction::Threshold => target.threshold.map(|mb| mb.to_string()),
            CardAction::SpeedLimit => target.speed.map(|kbps| kbps.to_string()),
            CardAction::BindArea => target.area.clone(),
            _ => None,
        };
        self.action.set_value(action);
        self.target.set_value(target.clone());
        self.choice.set(String::new());
        self.text.set(text.unwrap_or_default());
    }

    fn texts(self) -> &'static ActionTexts {
        action_texts(self.app.locale.get_untracked())
    }

    fn chosen(self, option: &str) -> bool {
        self.choice.with(|choice| choice == option)
    }

    /// Why the values cannot be sent, for `disabled_reason`; None when they can. Tracked.
    #[must_use]
    pub fn validation_error(self) -> Option<String> {
        self.values()
            .is_none()
            .then(|| self.texts().fill_in.to_owned())
    }

    /// The values; None while something is missing or wrong.
    #[must_use]
    pub fn ready(self) -> Option<ActionInput> {
        untrack(|| self.values())
    }

    /// The same, tracked.
    #[must_use]
    pub fn current(self) -> Option<ActionInput> {
        self.values()
    }

    fn values(self) -> Option<ActionInput> {
        let mut parameters = BulkParameters::default();
        let action = match self.action.get_value() {
            CardAction::Threshold if self.chosen(CANCEL) => CardAction::CancelThreshold,
            action @ CardAction::Threshold => {
                parameters.quota = Some(self.text.with(|text| threshold::read(text))?);
                action
            }
            action @ CardAction::SpeedLimit => {
                let kbps = self.text.with(|text| text.parse().ok())?;
                parameters.speed_value = Some(self.speeds().contains(&kbps).then_some(kbps)?);
                action
            }
            action @ CardAction::BindArea => {
                let area = self.text.with(|text| region::province(text))?;
                parameters.area = Some(area.zh.to_owned());
                action
            }
            CardAction::Rebind if self.chosen(FIXED) => {
                parameters.bind_type = Some(2);
                if !self.target.with_value(|target| target.many) {
                    parameters.imei = Some(self.text.with(|text| Imei::read(text)).ok()?.into());
                }
                CardAction::RebindFixed
            }
            action @ CardAction::Rebind => {
                parameters.bind_type = Some(1);
                action
            }
            asks_for_nothing => asks_for_nothing,
        };
        Some(ActionInput { action, parameters })
    }

    /// The speeds that can be chosen: what one of the carriers offers, slowest first, then no limit.
    fn speeds(self) -> Vec<i32> {
        let mut all: Vec<i32> = Vec::new();
        self.target.with_value(|target| {
            let carriers = if target.carriers.is_empty() {
                Carrier::MAINLAND.as_slice()
            } else {
                &target.carriers
            };
            for kbps in carriers.iter().flat_map(|carrier| speed::values(*carrier)) {
                if let Err(at) = all.binary_search(kbps) {
                    all.insert(at, *kbps);
                }
            }
        });
        if !all.is_empty() {
            all.push(UNLIMITED);
        }
        all
    }

    /// The fields; nothing for actions that ask for nothing.
    #[must_use]
    pub fn view(self) -> AnyView {
        match self.action.get_value() {
            CardAction::Threshold => self.threshold(),
            CardAction::SpeedLimit => self.speed(),
            CardAction::Rebind => self.rebind(),
            CardAction::BindArea => self.area(),
            _ => ().into_view(),
        }
    }

    fn input(self) -> Callback<String> {
        Callback::new(move |text| self.text.set(text))
    }

    fn choose(
        self,
        legend: &'static str,
        options: Vec<(String, String)>,
        refused: Vec<(String, String)>,
    ) -> AnyView {
        let change = Callback::new(move |choice| self.choice.set(choice));
        view! { <RadioGroup legend=legend options=options refused=refused value=self.choice on_change=change /> }
    }

    fn threshold(self) -> AnyView {
        let t = self.texts();
        let target = self.target.get_value();
        let options = vec![
            (String::new(), t.threshold_set.to_owned()),
            (CANCEL.to_owned(), t.threshold_cancel.to_owned()),
        ];
        let refused = if target.many || target.threshold.is_some() {
            Vec::new()
        } else {
            vec![(CANCEL.to_owned(), t.threshold_none_set.to_owned())]
        };
        let used = target.used;
        let hint = move || {
            let quota = self.text.with(|text| threshold::read(text));
            Some(match quota {
                None => t.threshold_hint.to_owned(),
                Some(0) => t.threshold_zero.to_owned(),
                Some(..0) => t.threshold_never.to_owned(),
                Some(mb) => {
                    let size = Megabytes::from_mb(mb).unwrap_or_default();
                    match used.filter(|used| *used >= size) {
                        None => (t.threshold_at)(&format::size(size)),
                        Some(used) => {
                            let scale = Scale::of(&[size, used]);
                            let text = (t.threshold_at)(&scale.short(size));
                            text + &(t.threshold_passed)(&scale.text(used))
                        }
                    }
                }
            })
        };
        let error = move || {
            let bad = self
                .text
                .with(|text| !text.trim().is_empty() && threshold::read(text).is_none());
            bad.then(|| t.threshold_bad.to_owned())
        };
        let field = move || {
            (!self.chosen(CANCEL)).then(|| {
                view! {
                    <Input
                        label=t.threshold_mb
                        value=self.text
                        on_input=self.input()
                        hint=MaybeProp::derive(hint)
                        error=MaybeProp::derive(error)
                        numeric=true
                    />
                }
            })
        };
        view! { <div class="parameters">{self.choose(t.threshold, options, refused)}{field}</div> }
    }

    fn speed(self) -> AnyView {
        let t = self.texts();
        let mut options = vec![(String::new(), t.speed_choose.to_owned())];
        options.extend(self.speeds().into_iter().map(|kbps| {
            let text = if kbps == UNLIMITED {
                t.speed_none.to_owned()
            } else {
                values::speed(kbps)
            };
            (kbps.to_string(), text)
        }));
        let many = self.target.with_value(|target| target.many);
        view! {
            <div class="parameters">
                <Select label=t.speed value=self.text options=options on_change=self.input() />
                {many.then(|| view! { <p class="small muted">{t.speed_many}</p> })}
            </div>
        }
    }

    fn area(self) -> AnyView {
        let t = self.texts();
        let locale = self.app.locale.get_untracked();
        let mut options = vec![(String::new(), t.speed_choose.to_owned())];
        options.extend(
            region::PROVINCES
                .iter()
                .map(|name| (name.zh.to_owned(), values::province(locale, name))),
        );
        view! {
            <div class="parameters">
                <Select label=t.area value=self.text options=options on_change=self.input() />
            </div>
        }
    }

    fn rebind(self) -> AnyView {
        let t = self.texts();
        let target = self.target.get_value();
        let options = vec![
            (String::new(), t.rebind_ordinary.to_owned()),
            (FIXED.to_owned(), t.rebind_fixed.to_owned()),
        ];
        let mobile = !target.carriers.is_empty()
            && target.carriers.iter().all(|one| *one == Carrier::Mobile);
        let refused = if mobile {
            vec![(FIXED.to_owned(), t.rebind_ordinary_only.to_owned())]
        } else {
            Vec::new()
        };
        let many = target.many;
        let hint = move || {
            let read = self.text.with(|text| Imei::read(text));
            let fine = read.is_ok_and(|imei| imei.doubt().is_none());
            Some(if fine { t.imei_fine } else { t.imei_hint }.to_owned())
        };
        let error = move || {
            let error = self.text.with(|text| Imei::read(text)).err()?;
            (error != ImeiError::Empty).then(|| (t.imei_error)(error))
        };
        // Said before it is sent; a device may have such an IMEI all the same.
        let doubt = move || {
            let imei = self.text.with(|text| Imei::read(text)).ok()?;
            let doubt = (t.imei_doubt)(imei.doubt()?);
            Some(view! { <Advice><p role="status">{doubt}</p></Advice> })
        };
        let field = move || {
            if !self.chosen(FIXED) {
                return ().into_view();
            }
            if many {
                return view! { <p class="small muted">{t.imei_in_file}</p> };
            }
            view! {
                <Input
                    label="IMEI"
                    value=self.text
                    on_input=self.input()
                    hint=MaybeProp::derive(hint)
                    error=MaybeProp::derive(error)
                    numeric=true
                />
                {doubt}
            }
        };
        view! { <div class="parameters">{self.choose(t.rebind, options, refused)}{field}</div> }
    }
}
