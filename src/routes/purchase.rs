//! The address of 购买SIM卡: choices and step. Typed text is kept as a draft in the browser session.

use super::Route;
use super::url::Params;
use gsl_model::can::DataType;
use gsl_model::carrier::Carrier;
use gsl_model::order::CARD_FORMS;

/// Largest plan an address asks for, in MB.
const MOST_MB: i64 = 1_000_000_000;

/// Steps before there is an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Plan, card, quantity.
    #[default]
    Plan,
    /// Where it is used, pool, delivery.
    Delivery,
    /// Consequences, quote, order.
    Confirm,
}

/// 应用场景: what the cards are for. It decides what may be bought (Q3.7) and is not part of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Meters and sensors.
    Meter,
    /// Vehicles and logistics.
    Vehicle,
    /// Payment terminals, vending machines.
    Payment,
    /// Cameras and gateways.
    Camera,
    /// Other devices of the company.
    Other,
    /// Devices for people's own use, no phones.
    Personal,
}

impl Scenario {
    /// All, in the order shown.
    pub const ALL: [Self; 6] = [
        Self::Meter,
        Self::Vehicle,
        Self::Payment,
        Self::Camera,
        Self::Other,
        Self::Personal,
    ];

    /// The name in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Meter => "meter",
            Self::Vehicle => "vehicle",
            Self::Payment => "payment",
            Self::Camera => "camera",
            Self::Other => "other",
            Self::Personal => "personal",
        }
    }

    /// The scenario of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// 是否使用前向流量池
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PoolChoice {
    /// Each card by itself.
    #[default]
    None,
    /// A pool of its own.
    New,
    /// One there is; None while it is not chosen.
    Join(Option<i64>),
}

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseView {
    /// Tab 全球通用 instead of 中国大陆.
    pub global: bool,
    /// Carrier, of a plan of the mainland.
    pub carrier: Option<Carrier>,
    /// Region in the service's words, of a global plan; empty = not chosen.
    pub to: String,
    /// MB a month.
    pub mb: Option<i64>,
    /// Years.
    pub years: Option<i32>,
    /// Scenario.
    pub scenario: Option<Scenario>,
    /// 实体卡类型, one of [`CARD_FORMS`].
    pub form: Option<&'static str>,
    /// General or directional; None = as the plan has it by default.
    pub data: Option<DataType>,
    /// Cards of a pack.
    pub pack: Option<i64>,
    /// Pool.
    pub pool: PoolChoice,
    /// Delivery address.
    pub address: Option<i64>,
    /// Step, while there is no order.
    pub step: Step,
    /// 批次号 of the order that was made.
    pub order: Option<i64>,
    /// 业务受理单号 of its joining the pool.
    pub joined: Option<i64>,
}

fn number(params: &Params, key: &str, most: i64) -> Option<i64> {
    let number = params.get(key)?.parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

impl PurchaseView {
    pub(super) fn from_url(params: &Params) -> Self {
        let text = |key: &str| params.get(key).unwrap_or_default();
        let global = text("kind") == "global";
        let carrier = Carrier::from_key(text("carrier")).filter(|one| one.is_mainland());
        let form = text("form");
        Self {
            global,
            carrier: carrier.filter(|_| !global),
            to: if global {
                text("to").trim().to_owned()
            } else {
                String::new()
            },
            mb: number(params, "mb", MOST_MB),
            years: number(params, "years", 99).and_then(|years| i32::try_from(years).ok()),
            scenario: Scenario::from_key(text("for")),
            form: CARD_FORMS.into_iter().find(|known| *known == form),
            data: match text("data") {
                "general" => Some(DataType::General),
                "directional" => Some(DataType::Directional),
                _ => None,
            },
            pack: number(params, "pack", 1_000_000),
            pool: match text("pool") {
                "new" => PoolChoice::New,
                "join" => PoolChoice::Join(None),
                _ => match number(params, "pool", i64::MAX) {
                    None => PoolChoice::None,
                    pool => PoolChoice::Join(pool),
                },
            },
            address: number(params, "address", i64::MAX),
            step: match text("step") {
                "delivery" => Step::Delivery,
                "confirm" => Step::Confirm,
                _ => Step::Plan,
            },
            order: number(params, "order", i64::MAX),
            joined: number(params, "joined", i64::MAX),
        }
    }

    pub(super) fn to_url(&self) -> String {
        let mut params = Params::default();
        let numbers = |number: Option<i64>| number.map(|number| number.to_string());
        let of = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let pool = match self.pool {
            PoolChoice::None => None,
            PoolChoice::New => of("new"),
            PoolChoice::Join(None) => of("join"),
            PoolChoice::Join(pool) => numbers(pool),
        };
        let data = self.data.map(|data| match data {
            DataType::General => "general".to_owned(),
            DataType::Directional => "directional".to_owned(),
        });
        let step = match self.step {
            Step::Plan => "",
            Step::Delivery => "delivery",
            Step::Confirm => "confirm",
        };
        for (key, value) in [
            ("kind", of(if self.global { "global" } else { "" })),
            ("carrier", self.carrier.and_then(|one| of(one.key()))),
            ("to", of(&self.to)),
            ("mb", numbers(self.mb)),
            ("years", numbers(self.years.map(i64::from))),
            ("for", self.scenario.and_then(|one| of(one.key()))),
            ("form", self.form.and_then(of)),
            ("data", data),
            ("pack", numbers(self.pack)),
            ("pool", pool),
            ("address", numbers(self.address)),
            ("step", of(step)),
            ("order", numbers(self.order)),
            ("joined", numbers(self.joined)),
        ] {
            if let Some(value) = value {
                params.push(key, value);
            }
        }
        params.append_to("/purchase")
    }
}

impl Route {
    /// 购买SIM卡, from its beginning.
    #[must_use]
    pub fn purchase() -> Self {
        Self::Purchase(PurchaseView::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn choice() -> impl Strategy<Value = PurchaseView> {
        let id = || option::of(1..=i64::MAX);
        let plan = (
            any::<bool>(),
            option::of(select(&Carrier::MAINLAND[..])),
            "[a-z香港 &=]{0,8}",
            option::of(1..=MOST_MB),
            option::of(1..=99_i32),
        );
        let card = (
            option::of(select(&Scenario::ALL[..])),
            option::of(select(&CARD_FORMS[..])),
            option::of(select(&[DataType::General, DataType::Directional][..])),
            option::of(1..=1_000_000_i64),
            prop_oneof![
                Just(PoolChoice::None),
                Just(PoolChoice::New),
                option::of(1..=i64::MAX).prop_map(PoolChoice::Join)
            ],
        );
        let step = select(&[Step::Plan, Step::Delivery, Step::Confirm][..]);
        (plan, card, (id(), step, id(), id())).prop_map(
            |((global, carrier, to, mb, years), (scenario, form, data, pack, pool), rest)| {
                let (address, step, order, joined) = rest;
                PurchaseView {
                    global,
                    carrier: carrier.filter(|_| !global),
                    to: if global {
                        to.trim().to_owned()
                    } else {
                        String::new()
                    },
                    mb,
                    years,
                    scenario,
                    form,
                    data,
                    pack,
                    pool,
                    address,
                    step,
                    order,
                    joined,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn an_address_read_back_is_the_same_route(view in choice()) {
            let route = Route::Purchase(view);
            prop_assert_eq!(Route::parse(&route.to_url()), route);
        }
    }

    /// As people bookmark them, and other pages link to them.
    #[test]
    fn addresses_are_what_they_were() {
        assert_eq!(Route::purchase().to_url(), "/purchase");
        let url = "/purchase?carrier=ct&mb=100&years=1&for=meter&form=industrial_2ff&data=general&pack=1000&pool=new&address=3&step=confirm";
        assert_eq!(Route::parse(url).to_url(), url);
        let wrong = "/purchase?kind=global&carrier=cm&mb=0&form=esim&data=both&pool=x&step=pay";
        assert_eq!(Route::parse(wrong).to_url(), "/purchase?kind=global");
    }
}
