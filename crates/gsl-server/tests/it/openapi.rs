//! `openapi.json` beside what there is: every route and method, and every type of the wire field by field.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use axum::http::Method;
use gsl_model::wire;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::Value;

use crate::common::Service;

/// What a type reads: found out by letting it read from [`Tracer`].
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array(Box<Kind>),
    /// Any names, values of one kind.
    Map,
    /// A struct: its name, and its fields in JSON.
    Object(&'static str, BTreeMap<&'static str, Kind>),
    /// Skipped, whatever it is.
    Ignored,
    /// Of no other kind.
    Unknown,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array(_) => "array",
            Self::Map | Self::Object(..) => "object",
            Self::Ignored => "ignored",
            Self::Unknown => "unknown",
        })
    }
}

/// The kind that `T` reads.
fn kind_of<'de, T: Deserialize<'de>>() -> Kind {
    let kind = RefCell::new(Kind::Unknown);
    let read = T::deserialize(Tracer(&kind));
    if let Err(error) = read {
        panic!("{}: {error}", std::any::type_name::<T>());
    }
    kind.into_inner()
}

/// A JSON value that is whatever is asked for, and notes what that is.
#[derive(Clone, Copy)]
struct Tracer<'a>(&'a RefCell<Kind>);

macro_rules! plain {
    ($($method:ident => $kind:ident, $visit:ident($value:expr);)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            *self.0.borrow_mut() = Kind::$kind;
            visitor.$visit($value)
        }
    )+};
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    plain! {
        deserialize_bool => Boolean, visit_bool(true);
        deserialize_i8 => Integer, visit_i8(1);
        deserialize_i16 => Integer, visit_i16(1);
        deserialize_i32 => Integer, visit_i32(1);
        deserialize_i64 => Integer, visit_i64(1);
        deserialize_u8 => Integer, visit_u8(1);
        deserialize_u16 => Integer, visit_u16(1);
        deserialize_u32 => Integer, visit_u32(1);
        deserialize_u64 => Integer, visit_u64(1);
        deserialize_f32 => Number, visit_f32(1.0);
        deserialize_f64 => Number, visit_f64(1.0);
        // Amounts of data read numbers and texts; they write numbers.
        deserialize_any => Number, visit_i64(1);
        deserialize_str => String, visit_str("2026-11-22T12:00:00.000Z");
        deserialize_string => String, visit_str("2026-11-22T12:00:00.000Z");
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        *self.0.borrow_mut() = Kind::Ignored;
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let item = RefCell::new(Kind::Unknown);
        let read = visitor.visit_seq(One(Some(&item)))?;
        *self.0.borrow_mut() = Kind::Array(Box::new(item.into_inner()));
        Ok(read)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        *self.0.borrow_mut() = Kind::Map;
        visitor.visit_map(Fields {
            names: [].iter(),
            kinds: &RefCell::default(),
            name: "",
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let kinds = RefCell::default();
        let read = visitor.visit_map(Fields {
            names: fields.iter(),
            kinds: &kinds,
            name: "",
        })?;
        *self.0.borrow_mut() = Kind::Object(name, kinds.into_inner());
        Ok(read)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0.borrow_mut() = Kind::String;
        visitor.visit_enum(Named(variants[0]))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// A list of one item.
struct One<'a>(Option<&'a RefCell<Kind>>);

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let item = self.0.take();
        item.map(|item| seed.deserialize(Tracer(item))).transpose()
    }
}

/// An object with all fields that are known.
struct Fields<'a> {
    names: std::slice::Iter<'static, &'static str>,
    kinds: &'a RefCell<BTreeMap<&'static str, Kind>>,
    name: &'static str,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        self.name = name;
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let kind = RefCell::new(Kind::Unknown);
        let read = seed.deserialize(Tracer(&kind))?;
        self.kinds.borrow_mut().insert(self.name, kind.into_inner());
        Ok(read)
    }
}

/// A variant without content.
struct Named(&'static str);

impl<'de> EnumAccess<'de> for Named {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Named {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Err(serde::de::Error::custom("a variant with content"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("a variant with content"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("a variant with content"))
    }
}

/// Follows a reference, and what stands beside `null`.
fn resolved<'a>(api: &'a Value, mut schema: &'a Value) -> &'a Value {
    loop {
        if let Some(name) = schema["$ref"].as_str() {
            schema = api
                .pointer(name.trim_start_matches('#'))
                .unwrap_or_else(|| panic!("{name} leads nowhere"));
            continue;
        }
        let choices = ["oneOf", "anyOf", "allOf"]
            .iter()
            .find_map(|key| schema[*key].as_array());
        match choices.and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            Some(one) => schema = one,
            None => return schema,
        }
    }
}

/// Notes where a schema differs from what a type reads.
fn compare(api: &Value, place: &str, kind: &Kind, schema: &Value, differ: &mut Vec<String>) {
    let schema = resolved(api, schema);
    let described: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    // Read as a number too, as the documentation's own example has it.
    let either = place == "ExceedCutNetReq.quota" || *kind == Kind::Ignored;
    if !described.contains(&kind.to_string().as_str()) && !either {
        differ.push(format!("{place} is {kind}, described as {described:?}"));
        return;
    }
    match kind {
        Kind::Array(item) => compare(api, &format!("{place}[]"), item, &schema["items"], differ),
        Kind::Object(_, fields) => {
            let nothing = serde_json::Map::new();
            let properties = schema["properties"].as_object().unwrap_or(&nothing);
            for name in properties.keys() {
                if !fields.contains_key(name.as_str()) {
                    differ.push(format!("{place}.{name} is described and does not exist"));
                }
            }
            for (name, kind) in fields {
                let place = format!("{place}.{name}");
                match properties.get(*name) {
                    Some(schema) => compare(api, &place, kind, schema, differ),
                    None => differ.push(format!("{place} ({kind}) is not described")),
                }
            }
        }
        _ => {}
    }
}

/// The names of the structs in a kind.
fn structs(kind: &Kind, into: &mut BTreeSet<&'static str>) {
    match kind {
        Kind::Array(item) => structs(item, into),
        Kind::Object(name, fields) => {
            into.insert(name);
            fields.values().for_each(|kind| structs(kind, into));
        }
        _ => {}
    }
}

macro_rules! described {
    ($($type:ident $(= $schema:literal)?)+) => {
        vec![$({
            let schema: &[&str] = &[$($schema,)? stringify!($type)];
            (schema[0], kind_of::<wire::$type>())
        }),+]
    };
}

/// Every type of the wire that has a schema of its own, under the schema's name.
fn types() -> Vec<(&'static str, Kind)> {
    described! {
        AccountSync ActivateAnswer ActivateRequest AddOnCard AddOnOffer Address AddressList AddressRequest
        Attribute = "CmAttributeVO"
        AttributeCreated = "CreateAttributeResponse"
        AttributeList = "ListAttributesResponse"
        AttributeRequest = "AddOrModifyAttributeReq"
        BackPool = "BackPoolVO"
        BackPoolList
        BatchSetAttributes = "BatchSetAttributesReq"
        AddOnSize
        BatchSetTags = "BatchSetTagsReq"
        BindAreaRequest = "BindAreaReq"
        BulkEstimate BulkExample BulkExcluded BulkItem BulkItemList BulkJob BulkJobList BulkJobRequest
        BulkParameters BulkPlan BulkReason BulkSelection BuyAddOn Capabilities
        CardAddOnCheck CardAddOnCheckRequest CardAddOnOffer CardAddOnOrders CardAddOnPurchase
        CardAddOnRequest
        CardAttributes = "AttributeReq"
        CardList CardListRequest
        CutNetRequest = "CutNetReq"
        DailyFlow = "SimCardFlowPerDayRsp"
        DailyFlowItem = "SimCardFlowItem"
        DailyFlowRequest = "SimCardFlowPerDayReq"
        Directional DirectionalEntry DirectionalRequest EntryRequest
        ExceedCutNetRequest = "ExceedCutNetReq"
        ExportPlan ExportReason ExportRequest ExportTask ExportTaskList
        FlowUsage = "FlowUsageVo"
        GroupStatus
        JoinCheckAnswer JoinCheckOrder JoinCheckRule JoinRequest
        MonthUsage = "MonthUsageVo"
        MonthUsageRequest = "ShowMonthUsageReq"
        MonthUsageResponse = "ShowMonthUsagesResponse"
        Order OrderDetail OrderList OrderStep PayAnswer PayRequest PendingWorkOrder
        PoolAddOn PoolAddOns PoolCandidate PoolCandidateList PoolDaily PoolDay
        PoolMember = "PoolMemVO"
        PoolMemberList PoolName PoolOutlook PoolRemedy PoolRiskCount PoolWorkOrder
        PricePlan = "ProPricePlanVo"
        PricePlanList = "ListProPricePlansResponse"
        PurchaseRequest Quote QuoteRequest
        RealNamed = "ShowRealNamedResponse"
        RebindRequest = "RegisterImeiReq"
        RefusedNumber RenewalCard RenewalCardList RenewalDue RenewalDueList RenewalMonth RenewalMonths
        RenewalOrder RenewalOrders RenewalReason RenewalRequest RenewalSnapshot
        SimCard = "SimDeviceVO"
        SimCardList = "ListSimCardsResponse"
        SimFlow = "SimCardsFlowVO"
        SimFlowRequest = "ListFlowBySimCardsReq"
        SimPool = "SimPoolVO"
        SimPoolList
        SimPricePlan = "SimPricePlanVO"
        SnapshotRequest
        SpeedLimitRequest = "SetSpeedValueReq"
        StopResetRequest = "DownUpTimeForSimCardReq"
        Summary SyncFailure
        Tag = "CmTagVO"
        TagList = "ListTagsResponse"
        TagRequest = "AddOrModifyTagReq"
        TempFile TopMember TopMembers
        WorkOrder = "WorkOrderVo"
        WorkOrderDetail = "WorkOrderDetailVo"
        WorkOrderDetailList = "ListWorkOrderDetailsResponse"
        WorkOrderId
        WorkOrderList = "ListWorkOrdersResponse"
    }
}

fn api() -> Value {
    serde_json::from_str(include_str!("../../openapi.json")).unwrap()
}

#[test]
fn every_type_of_the_wire_has_the_described_fields() {
    let (api, types) = (api(), types());
    let schemas = api["components"]["schemas"].as_object().unwrap();
    let mut differ = Vec::new();
    for (name, kind) in &types {
        match schemas.get(*name) {
            Some(schema) => compare(&api, name, kind, schema, &mut differ),
            None => differ.push(format!("{name} is not described")),
        }
    }
    let known: BTreeSet<&str> = types.iter().map(|(name, _)| *name).collect();
    for name in schemas.keys() {
        // An error is read in two spellings and written in one.
        if !known.contains(name.as_str()) && name != "ApiError" {
            differ.push(format!("{name} is described, and no type of the wire"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn every_struct_of_the_wire_is_checked() {
    let mut checked = BTreeSet::new();
    for (_, kind) in types() {
        structs(&kind, &mut checked);
    }
    // How an answer is read, and errors, which have a text of their own in every place that they occur.
    checked.extend(["Notes", "Fields", "ErrorBody", "AttributeFailure"]);
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../gsl-model/src/wire");
    let mut found = 0;
    for file in std::fs::read_dir(dir).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap();
                assert!(
                    checked.contains(&rest[..end]),
                    "{} is not checked",
                    &rest[..end]
                );
                found += 1;
            }
        }
    }
    assert!(found > 100, "{found}");
}

/// The paths of the router.
fn routed(service: &Service) -> BTreeSet<String> {
    let shown = format!("{:?}", service.app);
    let paths = shown.split('"').filter(|part| part.starts_with("/v1/"));
    paths.map(unnamed).collect()
}

/// A path whose parameters have no names: they are the router's own matter.
fn unnamed(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_and_method_is_described_and_nothing_else() {
    let service = Service::new(5);
    let api = api();
    let described = api["paths"].as_object().unwrap();
    let routed = routed(&service);
    assert!(routed.len() > 80, "{routed:?}");
    let known: BTreeSet<String> = described.keys().map(|path| unnamed(path)).collect();
    let missing: Vec<&String> = routed.difference(&known).collect();
    assert!(missing.is_empty(), "not described: {missing:?}");
    let gone: Vec<&String> = known.difference(&routed).collect();
    assert!(gone.is_empty(), "described and not there: {gone:?}");
    for (path, operations) in described {
        let filled: Vec<&str> = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect();
        let filled = filled.join("/");
        for method in [
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ] {
            let answer = service.call(method.clone(), &filled, &[], "{}").await;
            // Over a demo fleet there is no account to tell of; the route is there.
            let there = match answer.status.as_u16() {
                405 => false,
                404 => path.starts_with("/v1/account/"),
                _ => true,
            };
            let name = method.as_str().to_lowercase();
            assert_eq!(
                there,
                operations.get(&name).is_some(),
                "{method} {path}: {}",
                answer.status
            );
        }
    }
}
