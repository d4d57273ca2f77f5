//! Paying an order and cancelling it: asked once more, sent once, refused in words.

use crate::api::order_calls::{self, PURCHASE};
use crate::api::pool_calls::{BACKWARD, FORWARD, ORDERS};
use crate::i18n::format;
use crate::i18n::orders::{Orders, orders};
use crate::pages::shared::act::Act;
use crate::pages::shared::order::{explain, kind, waits_for_payment};
use crate::pages::shared::wizard::{facts, price};
use crate::state::App;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::view::prelude::*;
use gsl_model::order::Settled;
use gsl_model::wire::Order;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// 支付
    Pay,
    /// 取消订单
    Cancel,
}

impl Deed {
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
pub struct Doing {
    app: App,
    act: Act,
    asked: RwSignal<Option<(Deed, Order)>>,
}

impl Doing {
    /// Nothing is asked for.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self {
            app,
            act: Act::new(),
            asked: RwSignal::new(None),
        }
    }

    /// Why it cannot be done with the order; `None` when it can.
    #[must_use]
    pub fn why_not(self, deed: Deed, order: &Order) -> Option<String> {
        let t = orders(self.app.locale.get_untracked());
        if !self.app.client.has(PURCHASE) {
            return Some(self.app.messages().common.not_offered.to_owned());
        }
        // Made with its job, free of charge.
        let transferred = order.account.is_some();
        let why = match (deed, waits_for_payment(order)) {
            (Deed::Pay, Ok(())) if order.price_cents.is_none() => t.no_price,
            (_, Ok(())) => return None,
            (Deed::Pay, Err(Settled::Paid)) if transferred => t.price_none,
            (Deed::Cancel, Err(Settled::Paid)) if transferred => t.no_cancel_transfer,
            (Deed::Pay, Err(Settled::Paid)) => t.no_pay_paid,
            (Deed::Pay, Err(Settled::Ended)) => t.no_pay_ended,
            (Deed::Cancel, Err(Settled::Paid)) => t.no_cancel_paid,
            (Deed::Cancel, Err(Settled::Ended)) => t.no_cancel_ended,
        };
        Some(why.to_owned())
    }

    /// Opens the dialog.
    pub fn ask(self, deed: Deed, order: &Order) {
        self.act.error.set(None);
        self.asked.set(Some((deed, order.clone())));
    }

    fn run(self) {
        let app = self.app;
        let t = orders(app.locale.get_untracked());
        let Some((deed, order)) = self.asked.get_untracked() else {
            return;
        };
        let id = order.order_id;
        let (request, said) = match deed {
            Deed::Pay => (
                order_calls::pay(vec![id], order.price_cents.unwrap_or_default()),
                (t.paid)(id),
            ),
            Deed::Cancel => (order_calls::cancel(id), (t.cancelled)(id)),
        };
        let done = move |_| {
            self.asked.set(None);
            app.announce(said);
        };
        self.act
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
                Some((Deed::Pay, order)) => (t.pay_title)(order.order_id),
                Some((Deed::Cancel, order)) => (t.cancel_title)(order.order_id),
                None => String::new(),
            })
        });
        let close = Callback::new(move |()| {
            let _ = self.asked.try_set(None);
        });
        let run = Callback::new(move |()| self.run());
        let waits = Signal::derive(move || self.act.reason(app));
        let footer = move || {
            let cancels = self
                .asked
                .with(|asked| matches!(asked, Some((Deed::Cancel, _))));
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
            .into_any()
        };
        view! {
            <Dialog open=open title=title close_label=m.common.close on_close=close footer=footer>
                {move || self.asked.get().map(|(deed, order)| body(app, deed, &order))}
                {self.act.told(explain)}
            </Dialog>
        }
        .into_any()
    }
}

fn body(app: App, deed: Deed, order: &Order) -> AnyView {
    let t = orders(app.locale.get_untracked());
    let quantity = order.quantity.unwrap_or_default();
    let mut lines = vec![
        (t.kind, kind(app, order.order_type).into_any()),
        (
            t.plan,
            order.price_plan_name.clone().unwrap_or_default().into_any(),
        ),
        (t.quantity, format::count(quantity.into()).into_any()),
    ];
    if let Some(cents) = order.price_cents {
        lines.push((t.price, price(cents).into_any()));
    }
    let text = match deed {
        Deed::Pay => t.pay_text,
        Deed::Cancel => t.cancel_text,
    };
    let note = (deed == Deed::Pay).then(|| view! { <p class="small muted">{t.price_note}</p> });
    view! { {facts(lines)} <p>{text}</p> {note} }.into_any()
}
