//! The price line: a quote with the time it still holds, renewed with one click (Q5.3).

use super::{PurchaseWizard, texts};
use crate::api::purchase_calls;
use crate::features::mutation::Mutation;
use crate::features::wizard::{price, summary};
use crate::i18n::format;
use crate::platform::clock;
use crate::platform::timer::Timer;
use crate::ui::badge::Status;
use crate::ui::button::Button;
use crate::ui::feedback::{Advice, Progress};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::wire::{Quote, QuoteRequest, decode};

/// Field of the draft that counts the quotes asked for: the same turn gets the same quote, also after a reload.
pub const TURN: &str = "turn";

/// The quote of what was chosen. Copy.
#[derive(Clone, Copy)]
pub struct Price {
    wizard: PurchaseWizard,
    /// What the service said.
    pub quote: RwSignal<Option<Quote>>,
    now: RwSignal<chrono::DateTime<chrono::Utc>>,
    mutation: Mutation,
}

impl Price {
    /// Asks for it.
    pub fn new(wizard: PurchaseWizard) -> Self {
        let now = RwSignal::new(clock::now());
        let timer = Timer::every(1000, move || {
            let _ = now.try_set(clock::now());
        });
        let timer = StoredValue::new(Some(timer));
        on_cleanup(move || drop(timer.try_update_value(Option::take)));
        let price = Self {
            wizard,
            quote: RwSignal::new(None),
            now,
            mutation: Mutation::new(),
        };
        price.ask(true);
        price
    }

    fn request(self) -> Option<QuoteRequest> {
        untrack(move || {
            let (pack, form) = self.wizard.view.with(|view| (view.pack, view.form));
            Some(QuoteRequest {
                price_plan_id: self.wizard.offer()?.plan,
                pack_size: pack?,
                pack_count: self.wizard.pack_count()?,
                card_form: form?.to_owned(),
            })
        })
    }

    /// Requests a quote under this turn's key; if that quote has expired, requests a new one, once.
    fn ask(self, once_more: bool) {
        let Some(body) = self.request() else { return };
        let (wizard, request) = (self.wizard, purchase_calls::quote(&body));
        let key = wizard.sender.key(&request, &wizard.draft.text(TURN));
        let done = move |body: String| {
            let Ok(quote) = decode::<Quote>(&body) else {
                return;
            };
            let _ = self.now.try_set(clock::now());
            self.quote.set(Some(quote));
            if once_more && untrack(move || self.left()).is_some_and(|left| left <= 0) {
                self.renew(false);
            }
        };
        self.mutation
            .run(wizard.app, request.once(key), &[], Box::new(done));
    }

    fn renew(self, once_more: bool) {
        let turn = self.wizard.draft.text(TURN).parse::<u32>().unwrap_or(0);
        self.wizard
            .draft
            .keep(TURN, &turn.wrapping_add(1).to_string());
        self.ask(once_more);
    }

    /// Seconds it still holds. Tracked.
    fn left(self) -> Option<i64> {
        let until = self.quote.with(|quote| quote.as_ref()?.expire_time)?;
        Some((until.0 - self.now.get()).num_seconds())
    }

    /// Whether it holds no more. Tracked.
    pub fn expired(self) -> bool {
        self.left().is_some_and(|left| left <= 0)
    }

    /// The line.
    pub fn view(self) -> AnyView {
        let t = texts(self.wizard.app);
        let expired = Memo::new(move |_| self.expired());
        let line = move || {
            let quote = self.quote.get()?;
            let day = quote
                .expected_time
                .map_or_else(|| "—".to_owned(), |at| format::service_date(at.0));
            let freight = quote.freight_collect.then(|| format!(" · {}", t.freight));
            Some(view! {
                {summary::lines(vec![
                    (t.plan, quote.price_plan_name.unwrap_or_default().into_view()),
                    (t.quantity, format::count(quote.cards).into_view()),
                    (t.unit, price(quote.unit_price_cents).into_view()),
                    (t.expected, view! { {day} {freight} }),
                ])}
                {summary::total(t.total, price(quote.total_cents))}
            })
        };
        let holds = move || {
            if expired.get() {
                return view! { <Advice kind=Status::Warn><p>{t.expired}</p></Advice> };
            }
            let left = move || {
                self.left()
                    .map(|left| (t.holds)(&format!("{}:{:02}", left.max(0) / 60, left.max(0) % 60)))
            };
            view! { <p class="muted figure">{left}</p> }
        };
        let busy = move || {
            let first = self.mutation.busy.get() && self.quote.with(Option::is_none);
            first.then(|| view! { <Progress label=t.quoting /> })
        };
        let failure = move || {
            let error = self.mutation.error.get();
            error.map(|error| self.wizard.sender.refusal(&error))
        };
        let again = Callback::new(move |()| self.renew(false));
        let reason = Signal::derive(move || self.mutation.wait(self.wizard.app));
        view! {
            {busy}
            {line}
            {holds}
            {failure}
            <p class="row">
                <Button icon=IconName::Refresh disabled_reason=reason on_click=again>{t.again}</Button>
                <span class="small muted">{t.promotions}</span>
            </p>
        }
    }
}
