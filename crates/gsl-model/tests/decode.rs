//! `Decode`, which the console uses, reads the same as serde's derive, for every type that has both.
//!
//! The test data comes from serde itself: a deserializer answers each request of a type with a suitable value and
//! records its answers as JSON. Afterwards fields are removed and replaced.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use gsl_model::guided::{HaltReason, LostCard, LostStep, NetworkReset, ResetStep, Sent};
use gsl_model::sheet::{
    BadRow, Fault, FaultCount, Field, SpreadsheetDamage, Summary as SheetSummary, ValueFault,
};
use gsl_model::state::SimStatus;
use gsl_model::stop::StopReason;
use gsl_model::wire::*;
use serde::de::{
    DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

type Error = serde::de::value::Error;

/// Answers where a type accepts any value: amounts, times, and enums with a tag field.
fn anything() -> Vec<Value> {
    let at = "2021-01-31T16:00:00.000Z";
    let mut all = vec![
        json!(30),
        json!(3.5),
        json!("33.41"),
        json!(at),
        json!("a"),
        json!(true),
    ];
    all.extend([
        json!({"step": "waiting", "until": at}),
        json!({"step": "suspending", "sent": {"yes": 5}, "since": at}),
        json!({"step": "resuming", "sent": "no", "since": at}),
        json!({"step": "halted", "why": {"obstacle": "refused", "code": "x", "message": "y"}, "suspended": true}),
        json!({"step": "done", "at": at}),
        json!({"step": "safe", "at": at}),
        json!({"obstacle": "failed", "message": "y"}),
        json!({"obstacle": "cancelled"}),
        json!({"obstacle": "resumed_early"}),
        json!({"kind": "empty"}),
        json!({"kind": "wrong_length", "digits": 7}),
        json!({"kind": "not_digits", "character": "x", "at": 3}),
        json!({"kind": "value", "field": "imei", "fault": {"what": "no_check_digit", "imei": 490_154_203_237_518_u64}}),
        json!({"what": "missing"}),
        json!({"what": "too_long", "most": 64}),
    ]);
    all
}

/// Answers where a type asks for a text: any text, and those with a meaning.
fn texts() -> Vec<Value> {
    let mut all = vec![
        json!("停机 \"x\"\n"),
        json!("2021-01-31T16:00:00.000Z"),
        json!("33.41"),
        json!("imei"),
        json!("zeros"),
    ];
    all.extend(SimStatus::ALL.iter().map(|status| json!(status)));
    all.extend(StopReason::ALL.iter().map(|reason| json!(reason)));
    all
}

/// A random number generator, reproducible for a seed.
struct Draw {
    state: u64,
    /// Which of [`anything`] is accepted at a path, found by trial.
    taken: HashMap<String, usize>,
    last: Option<String>,
}

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % end
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// Answers the requests at one path.
struct Place<'a> {
    draw: &'a mut Draw,
    path: String,
    out: &'a mut Value,
}

impl Place<'_> {
    fn answer<'de, V: Visitor<'de>>(self, value: Value, visitor: V) -> Result<V::Value, Error> {
        self.out.clone_from(&value);
        value
            .deserialize_any(visitor)
            .map_err(serde::de::Error::custom)
    }

    /// The value of `of` that has not been refused at this path before.
    fn tried<'de, V: Visitor<'de>>(self, of: &[Value], visitor: V) -> Result<V::Value, Error> {
        self.draw.last = Some(self.path.clone());
        let fixed = self.draw.taken.get(&self.path).copied();
        let value = match fixed {
            Some(which) => of[which % of.len()].clone(),
            None => of[0].clone(),
        };
        self.answer(value, visitor)
    }

    fn whole<'de, V: Visitor<'de>>(self, visitor: V, of: &[i64]) -> Result<V::Value, Error> {
        let number = self.draw.one(of);
        self.answer(json!(number), visitor)
    }
}

macro_rules! answers {
    ($($ask:ident => $of:expr),*) => {
        $(fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.whole(visitor, &$of)
        })*
    };
}

impl<'de> Deserializer<'de> for Place<'_> {
    type Error = Error;

    answers!(
        deserialize_i64 => [0, 1, -7, 9_007_199_254_740_993, i64::MIN],
        deserialize_i32 => [0, 20, -1, 2_147_483_647],
        deserialize_u64 => [0, 5, 490_154_203_237_518],
        deserialize_u32 => [0, 5, 4_294_967_295],
        deserialize_u8 => [0, 5, 255]
    );

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let on = self.draw.one(&[true, false]);
        self.answer(json!(on), visitor)
    }

    /// A type that asks for a text may need a specific one.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.tried(&texts(), visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.tried(&anything(), visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.draw.below(3) == 0 {
            *self.out = Value::Null;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let length = self.draw.below(3);
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.out = json!([]);
        visitor.visit_seq(Items {
            place: self,
            left: length,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.out = json!({});
        visitor.visit_map(Members {
            place: self,
            fields,
            name: "",
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // Variants with a value are among [`anything`].
        self.draw.last = Some(self.path.clone());
        let unit = match self.draw.taken.get(&self.path) {
            Some(which) => variants[which % variants.len()],
            None => self.draw.one(variants),
        };
        *self.out = json!(unit);
        visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(unit))
    }

    forward_to_deserialize_any! {
        i8 i16 u16 f32 f64 char bytes byte_buf unit unit_struct tuple_struct map identifier ignored_any
    }
}

struct Items<'a> {
    place: Place<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let items = self.place.out.as_array_mut().unwrap();
        items.push(Value::Null);
        let path = format!("{}[]", self.place.path);
        let out = items.last_mut().unwrap();
        seed.deserialize(Place {
            draw: self.place.draw,
            path,
            out,
        })
        .map(Some)
    }
}

struct Members<'a> {
    place: Place<'a>,
    fields: &'static [&'static str],
    name: &'static str,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((name, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        (self.name, self.fields) = (name, rest);
        seed.deserialize(IntoDeserializer::<Error>::into_deserializer(*name))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let path = format!("{}.{}", self.place.path, self.name);
        let out = &mut self.place.out[self.name];
        seed.deserialize(Place {
            draw: self.place.draw,
            path,
            out,
        })
    }
}

/// JSON that serde reads as `T`.
fn example<T: DeserializeOwned>(draw: &mut Draw) -> Value {
    let name = std::any::type_name::<T>();
    for _ in 0..1000 {
        let mut out = Value::Null;
        draw.last = None;
        let read = T::deserialize(Place {
            draw,
            path: name.to_owned(),
            out: &mut out,
        });
        match (read, draw.last.take()) {
            (Ok(_), _) => return out,
            // The last path with a free choice refused its value; try the next.
            (Err(_), Some(last)) => *draw.taken.entry(last).or_default() += 1,
            (Err(problem), None) => panic!("no example of {name}: {problem} in {out}"),
        }
    }
    panic!("no example of {name}");
}

/// Another value, or `None` to remove it. No arrays: serde also reads structs from arrays of their fields, which nobody sends.
fn other(draw: &mut Draw) -> Option<Value> {
    let of = [
        None,
        Some(Value::Null),
        Some(json!(true)),
        Some(json!("x")),
        Some(json!("7")),
        Some(json!(1.5)),
        Some(json!(-1)),
        Some(json!(99_999_999_999_i64)),
        Some(json!(18_446_744_073_709_551_615_u64)),
        Some(json!({})),
    ];
    draw.one(&of)
}

/// Whether a value is now null, or all its fields absent.
fn emptied(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// Changes one place somewhere in `value`. Returns whether a value that was there is now absent or null.
fn spoil(value: &mut Value, draw: &mut Draw) -> bool {
    match value {
        Value::Object(fields) if !fields.is_empty() && draw.below(8) > 0 => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = draw.one(&names);
            let inner = fields.get_mut(&name).unwrap();
            if (inner.is_object() || inner.is_array()) && draw.below(2) == 0 {
                return spoil(inner, draw);
            }
            match other(draw) {
                None => {
                    fields.remove(&name);
                    true
                }
                Some(new) => {
                    *inner = new;
                    emptied(inner)
                }
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = draw.below(items.len());
            spoil(&mut items[at], draw)
        }
        _ => {
            *value = other(draw).unwrap_or_default();
            emptied(value)
        }
    }
}

/// `Decode` reads exactly what serde reads, except that it also accepts null for a list or a default.
fn compare<T: DeserializeOwned + Decode + PartialEq + Debug>(json: &Value, emptied: bool) {
    let name = std::any::type_name::<T>();
    let ours = decode::<T>(&json.to_string());
    match (serde_json::from_value::<T>(json.clone()), ours) {
        (Ok(reference), Ok(ours)) => assert_eq!(ours, reference, "{name} from {json}"),
        (Ok(_), Err(problem)) => panic!("{name} is refused, {problem}: {json}"),
        (Err(problem), Ok(_)) => assert!(emptied, "{name} is read, but {problem}: {json}"),
        (Err(_), Err(_)) => {}
    }
}

fn agree<T: DeserializeOwned + Decode + PartialEq + Debug>(names: &mut BTreeSet<String>) {
    let name = std::any::type_name::<T>().rsplit("::").next().unwrap();
    names.insert(name.to_owned());
    let mut draw = Draw {
        state: 15,
        taken: HashMap::new(),
        last: None,
    };
    for _ in 0..40 {
        let json = example::<T>(&mut draw);
        compare::<T>(&json, false);
        for _ in 0..20 {
            let mut spoiled = json.clone();
            let emptied = spoil(&mut spoiled, &mut draw);
            compare::<T>(&spoiled, emptied);
        }
    }
}

macro_rules! agree {
    ($($type:ty),* $(,)?) => {{
        let mut names = BTreeSet::new();
        $(agree::<$type>(&mut names);)*
        names
    }};
}

/// Names of the types in the sources that implement `Decode`.
fn decoded(directory: &std::path::Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            decoded(&path, names);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut derived = false;
        for line in text.lines().map(str::trim) {
            derived |= line.contains("Decode,") || line.contains("Decode)");
            derived &= !line.starts_with("use ") && !line.starts_with("pub use ");
            // Private types are compared together with the type that reads through them.
            let private = line.starts_with("struct ") || line.starts_with("enum ");
            derived &= !private;
            let head = line.strip_prefix("pub ").unwrap_or(line);
            let declared = head
                .strip_prefix("struct ")
                .or_else(|| head.strip_prefix("enum "));
            if let Some(declared) = declared
                && std::mem::take(&mut derived)
            {
                names.extend(
                    declared
                        .split([' ', '<', '(', ';', '{'])
                        .next()
                        .map(str::to_owned),
                );
            }
        }
    }
}

#[test]
fn decode_reads_what_serde_reads() {
    let compared = agree!(
        AccountSync,
        ActivateAnswer,
        ActivateRequest,
        AddOnCard,
        AddOnOffer,
        AddOnSize,
        Address,
        AddressList,
        AddressRequest,
        Attribute,
        AttributeCreated,
        AttributeFailure,
        AttributeList,
        BackPool,
        BackPoolList,
        BadRow,
        BulkEstimate,
        BulkExample,
        BulkExcluded,
        BulkItem,
        BulkItemList,
        BulkJob,
        BulkJobList,
        BulkParameters,
        BulkPlan,
        BulkReason,
        BuyAddOn,
        Capabilities,
        CardAddOnCheck,
        CardAddOnOffer,
        CardAddOnOrders,
        CardList,
        CarrierCount,
        DailyFlow,
        DailyFlowItem,
        Directional,
        DirectionalEntry,
        DirectionalRequest,
        EntryRequest,
        ErrorBody,
        ExpiringCount,
        ExportPlan,
        ExportReason,
        ExportTask,
        ExportTaskList,
        Fault,
        FaultCount,
        Field,
        FlowUsage,
        GroupStatus,
        HaltReason,
        JoinCheckAnswer,
        JoinCheckOrder,
        JoinCheckRule,
        JoinRequest,
        LostCard,
        LostStep,
        MonthUsage,
        MonthUsageResponse,
        NetworkReset,
        Order,
        OrderDetail,
        OrderList,
        OrderStep,
        PayAnswer,
        PayRequest,
        PendingWorkOrder,
        PoolAddOn,
        PoolAddOns,
        PoolCandidate,
        PoolCandidateList,
        PoolDaily,
        PoolDay,
        PoolMember,
        PoolMemberList,
        PoolOutlook,
        PoolRemedy,
        PoolRiskCount,
        PoolWorkOrder,
        PricePlan,
        PricePlanList,
        PurchaseRequest,
        Quote,
        QuoteRequest,
        RealNamed,
        ReasonCount,
        RefusedNumber,
        RenewalCard,
        RenewalCardList,
        RenewalDue,
        RenewalDueList,
        RenewalMonth,
        RenewalMonths,
        RenewalOrder,
        RenewalOrders,
        RenewalReason,
        RenewalRequest,
        RenewalSnapshot,
        ResetStep,
        Sent,
        SheetSummary,
        SimCard,
        SimCardList,
        SimFlow,
        SimPool,
        SimPoolList,
        SimPricePlan,
        SimStatus,
        SpreadsheetDamage,
        StatusCount,
        StopReason,
        StoppedCount,
        Summary,
        SyncFailure,
        Tag,
        TagList,
        TempFile,
        TopMember,
        TopMembers,
        ValueFault,
        WorkOrder,
        WorkOrderDetail,
        WorkOrderDetailList,
        WorkOrderId,
        WorkOrderList
    );
    let mut all = BTreeSet::new();
    decoded(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut all,
    );
    assert!(all.len() > 100, "{all:?}");
    let missing: Vec<_> = all.difference(&compared).collect();
    assert!(missing.is_empty(), "not compared: {missing:?}");
}
