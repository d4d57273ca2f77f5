//! Paying and cancelling an order: confirmation, one request, refusals explained.

use crate::api::order_calls::{self, PURCHASE};
use crate::api::pool_calls::{BACKWARD, FORWARD, ORDERS};
use crate::features::mutation::Mutation;
use crate::features::orders::{explain, kind, waits_for_payment};
use crate::features::wizard::{facts, price};
use crate::i18n::format;
use crate::i18n::orders::{Orders, orders};
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;
use gsl_model::order::PaymentRefusal;
use gsl_model::wire::Order;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderAction {
    /// 支付
    Pay,
    /// 取消订单
    Cancel,
}

impl OrderAction {
    /// In words.
    #[must_use]
    pub const fn name(self, t: &Orders) -> &'static str {
        match self {
            Self::Pay => t.pay,
            Self::Cancel => t.cancel,
        }
    }
}

/// The dialog's state. Copy.
#[derive(Clone, Copy)]
pub struct OrderActionDialog {
    app: App,
    mutation: Mutation,
    asked: RwSignal<Option<(OrderAction, Order)>>,
}

impl OrderActionDialog {
    /// Nothing is asked for.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self {
            app,
            mutation: Mutation::new(),
            asked: RwSignal::new(None),
        }
    }

    /// Why it cannot be done with the order; `None` when it can.
    #[must_use]
    pub fn why_not(self, action: OrderAction, order: &Order) -> Option<String> {
        let t = orders(self.app.locale.get_untracked());
        if let Some(why) = self.app.why_not(PURCHASE) {
            return Some(why);
        }
        // Made with its job, free of charge.
        let transferred = order.account.is_some();
        let why = match (action, waits_for_payment(order)) {
            (OrderAction::Pay, Ok(())) if order.price_cents.is_none() => t.no_price,
            (_, Ok(())) => return None,
            (OrderAction::Pay, Err(PaymentRefusal::Paid)) if transferred => t.price_none,
            (OrderAction::Cancel, Err(PaymentRefusal::Paid)) if transferred => t.no_cancel_transfer,
            (OrderAction::Pay, Err(PaymentRefusal::Paid)) => t.no_pay_paid,
            (OrderAction::Pay, Err(PaymentRefusal::Ended)) => t.no_pay_ended,
            (OrderAction::Cancel, Err(PaymentRefusal::Paid)) => t.no_cancel_paid,
            (OrderAction::Cancel, Err(PaymentRefusal::Ended)) => t.no_cancel_ended,
        };
        Some(why.to_owned())
    }

    /// Opens the dialog.
    pub fn ask(self, action: OrderAction, order: &Order) {
        self.mutation.error.set(None);
        self.asked.set(Some((action, order.clone())));
    }

    fn run(self) {
        let app = self.app;
        let t = orders(app.locale.get_untracked());
        let Some((action, order)) = self.asked.get_untracked() else {
            return;
        };
        let id = order.order_id;
        let (request, said) = match action {
            OrderAction::Pay => (
                order_calls::pay(vec![id], order.price_cents.unwrap_or_default()),
                (t.paid)(id),
            ),
            OrderAction::Cancel => (order_calls::cancel(id), (t.cancelled)(id)),
        };
        let done = move |_| {
            self.asked.set(None);
            app.announce(said);
        };
        self.mutation
            .run(app, request, &[FORWARD, BACKWARD, ORDERS], Box::new(done));
    }

    /// The dialog.
    #[must_use]
    pub fn view(self) -> AnyView {
        let app = self.app;
        let m = app.messages();
        let t = orders(app.locale.get_untracked());
        let open = RwSignal::new(false);
        Effect::new(move |_| open.set(self.asked.with(Option::is_some)));
        let title = Signal::derive(move || {
            self.asked.with(|asked| match asked {
                Some((OrderAction::Pay, order)) => (t.pay_title)(order.order_id),
                Some((OrderAction::Cancel, order)) => (t.cancel_title)(order.order_id),
                None => String::new(),
            })
        });
        let close = Callback::new(move |()| {
            let _ = self.asked.try_set(None);
        });
        let run = Callback::new(move |()| self.run());
        let waits = Signal::derive(move || self.mutation.reason(app));
        let footer = move || {
            let cancels = self
                .asked
                .with(|asked| matches!(asked, Some((OrderAction::Cancel, _))));
            let cents = self
                .asked
                .with(|asked| asked.as_ref().and_then(|(_, order)| order.price_cents));
            let (keep, kind, go) = if cancels {
                (t.keep, Kind::Danger, t.cancel.to_owned())
            } else {
                let amount = (t.pay_amount)(&price(cents.unwrap_or_default()));
                (m.common.cancel, Kind::Primary, amount)
            };
            view! {
                <Button on_click=close>{keep}</Button>
                <Button kind=kind disabled_reason=waits on_click=run>{go}</Button>
            }
        };
        view! {
            <Dialog open=open title=title close_label=m.common.close on_close=close footer=footer>
                {move || self.asked.get().map(|(action, order)| body(app, action, &order))}
                {self.mutation.failure_with(explain)}
            </Dialog>
        }
    }
}

fn body(app: App, action: OrderAction, order: &Order) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let quantity = order.quantity.unwrap_or_default();
    let mut lines = vec![
        (t.kind, kind(app, order.order_type).into_view()),
        (
            t.plan,
            order
                .price_plan_name
                .clone()
                .unwrap_or_default()
                .into_view(),
        ),
        (t.quantity, format::count(quantity.into()).into_view()),
    ];
    if let Some(cents) = order.price_cents {
        lines.push((t.price, price(cents).into_view()));
    }
    let text = match action {
        OrderAction::Pay => t.pay_text,
        OrderAction::Cancel => t.cancel_text,
    };
    let note =
        (action == OrderAction::Pay).then(|| view! { <p class="small muted">{t.price_note}</p> });
    view! { {facts(lines)} <p>{text}</p> {note} }
}
