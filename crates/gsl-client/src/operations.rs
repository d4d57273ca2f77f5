//! The 39 public operations, as a table.

use hyper::Method;
use std::fmt;

/// Whether an operation changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Changes nothing and may be repeated. Three of these are sent as POST.
    Read,
    /// Changes something. Never repeated unless it is certain that it was not accepted.
    Act,
}

macro_rules! operations {
    ($($number:literal $name:ident $method:ident $path:literal $kind:ident $($slow:ident)?;)+) => {
        /// A public operation, by its name in the official client and its number in `docs/service/api-v1.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {$(
            #[doc = concat!("`", stringify!($method), " ", $path, "`")]
            $name = $number,
        )+}

        impl Operation {
            /// All of them, by number.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// 1 to 39.
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// Name in the official client.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {$(Self::$name => stringify!($name),)+}
            }

            /// Method.
            #[must_use]
            pub const fn method(self) -> Method {
                match self {$(Self::$name => Method::$method,)+}
            }

            /// Path with the name of the id in braces, if it has one.
            #[must_use]
            pub const fn template(self) -> &'static str {
                match self {$(Self::$name => $path,)+}
            }

            /// Reading or acting.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self {$(Self::$name => Kind::$kind,)+}
            }

            /// Whether the cloud allows it only once a second.
            #[must_use]
            pub const fn is_slow(self) -> bool {
                match self {$(Self::$name => operations!(@slow $($slow)?),)+}
            }
        }
    };
    (@slow slow) => { true };
    (@slow) => { false };
}

operations! {
    1 ListSimCards GET "/v1/sim-cards" Read slow;
    2 ShowSimCard GET "/v1/sim-cards/{sim_card_id}" Read;
    3 EnableSimCard POST "/v1/sim-cards/{sim_card_id}/enable" Act;
    4 StopSimCard POST "/v1/sim-cards/{sim_card_id}/stop" Act;
    5 ResetSimCard POST "/v1/sim-cards/{sim_card_id}/reset" Act;
    6 StartStopNet POST "/v1/sim-cards/{sim_card_id}/cut-net" Act;
    7 SetExceedCutNet POST "/v1/sim-cards/{sim_card_id}/exceed-cut-net" Act;
    8 RegisterImei POST "/v1/sim-cards/{sim_card_id}/bind-device" Act;
    9 ShowRealNamed GET "/v1/sim-cards/{sim_card_id}/real-named" Read;
    10 DeleteRealName POST "/v1/sim-cards/{sim_card_id}/clear-real-name" Act;
    11 SetSpeedValue POST "/v1/sim-cards/{sim_card_id}/speed-limit" Act;
    12 ShowMonthUsages POST "/v1/sim-cards/month-usages" Read;
    13 ListSimCardFlowPerDay POST "/v1/sim-cards/batch-daily-flow" Read;
    14 ListProPricePlans GET "/v1/price-plans" Read;
    15 ListSimPricePlans GET "/v1/sim-price-plans" Read slow;
    16 ListFlowBySimCards POST "/v1/sim-price-plans/usage/batch-query" Read;
    17 ListSimPools GET "/v1/sim-pools" Read;
    18 ListSimPoolMembers GET "/v1/sim-pools/{sim_pool_id}/members" Read;
    19 ListBackPools GET "/v1/back-pools" Read;
    20 ListBackPoolMembers GET "/v1/back-pools/{back_pool_id}/members" Read;
    21 ListTags GET "/v1/tags" Read;
    22 CreateTag POST "/v1/tags" Act;
    23 DeleteTag DELETE "/v1/tags/{tag_id}" Act;
    24 BatchSetTags POST "/v1/sim-tags/batch-set" Act;
    25 ListAttributes GET "/v1/attributes" Read;
    26 CreateAttribute POST "/v1/attributes" Act;
    27 UpdateAttribute PUT "/v1/attributes/{attribute_id}" Act;
    28 EnableAttribute POST "/v1/attributes/{attribute_id}/enable" Act;
    29 DisableAttribute POST "/v1/attributes/{attribute_id}/disable" Act;
    30 BatchSetAttributes POST "/v1/sim-cards/attributes/batch-set" Act;
    31 SendSms POST "/v1/sms-send-infos" Act;
    32 ListSmsDetails GET "/v1/sms-send-infos/details" Read;
    33 ListWorkOrders GET "/v1/work-orders" Read;
    34 ListWorkOrderDetails GET "/v1/work-orders/{work_order_id}/details" Read;
    35 ListSimDeviceMultiply GET "/v1/sim-cards-multiply" Read;
    36 SwitchNetwork POST "/v1/sim-cards-multiply/{sim_card_id}/switch-network" Act;
    37 SetNetworkSwitchPolicy POST "/v1/sim-cards/{sim_card_id}/network-switch-policy/set" Act;
    38 ListNetworkSwitchPolicies GET "/v1/network-switch-policies" Read;
    39 AddNetworkSwitchPolicy POST "/v1/network-switch-policies" Act;
}

impl Operation {
    /// The path with its id. Ids are whole numbers, so nothing in a path needs encoding.
    pub(crate) fn path(self, id: i64) -> String {
        match self.template().split_once('{') {
            Some((before, rest)) => {
                let after = rest.split_once('}').map_or("", |(_, after)| after);
                format!("{before}{id}{after}")
            }
            None => self.template().to_owned(),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Operation};
    use serde_json::Value;

    /// The contract in machine form, made from the official client.
    const CONTRACT: &str = include_str!("../../../docs/service/gsl-v1.openapi.json");

    #[test]
    fn the_table_is_the_contract() {
        let contract: Value = serde_json::from_str(CONTRACT).unwrap();
        let mut expected = Vec::new();
        for (path, methods) in contract["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let name = operation["operationId"].as_str().unwrap().to_owned();
                expected.push((name, method.to_uppercase(), path.clone()));
            }
        }
        expected.sort();
        let mut table: Vec<_> = Operation::ALL
            .iter()
            .map(|it| {
                let method = it.method().to_string();
                (it.name().to_owned(), method, it.template().to_owned())
            })
            .collect();
        table.sort();
        assert_eq!(table, expected);
    }

    #[test]
    fn numbers_and_slow_operations_are_those_of_the_description() {
        let description = include_str!("../../../docs/service/api-v1.md");
        for operation in Operation::ALL {
            let row = format!(
                "| {} | {} | `{}` | {} |",
                operation.number(),
                operation.method(),
                operation.template(),
                operation.name()
            );
            assert!(description.contains(&row), "{row}");
        }
        let slow = Operation::ALL.iter().filter(|it| it.is_slow());
        assert_eq!(slow.map(|it| it.number()).collect::<Vec<_>>(), [1, 15]);
    }

    #[test]
    fn what_is_sent_as_post_and_only_reads() {
        let reads = Operation::ALL.iter().filter(|it| it.kind() == Kind::Read);
        let posted = reads.filter(|it| it.method() != "GET");
        assert_eq!(
            posted.map(|it| it.number()).collect::<Vec<_>>(),
            [12, 13, 16]
        );
        let gets = Operation::ALL.iter().filter(|it| it.method() == "GET");
        assert!(gets.into_iter().all(|it| it.kind() == Kind::Read));
    }

    #[test]
    fn ids_stand_in_the_path() {
        assert_eq!(Operation::StopSimCard.path(7), "/v1/sim-cards/7/stop");
        assert_eq!(Operation::DeleteTag.path(7), "/v1/tags/7");
        assert_eq!(Operation::ListTags.path(0), "/v1/tags");
    }
}
