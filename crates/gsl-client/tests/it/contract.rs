//! Every operation against the contract in machine form: where it goes, what parameters and fields it sends, and that it reads
//! an answer in which every documented field has a value.

use crate::cloud::{Cloud, Do, Seen};
use chrono::NaiveDate;
use gsl_client::wire::{PolicyRequest, SmsRequest};
use gsl_client::{
    AttributesQuery, BackPoolsQuery, Calls, Card, CardSort, Operation, Order, Outcome, Page,
    PoliciesQuery, PoolMembersQuery, PricePlansQuery, Priority, Reading, SimCardsQuery,
    SimPoolsQuery, SmsQuery, TagsQuery, TriCarrierCardsQuery, WorkOrderDetailsQuery,
    WorkOrdersQuery,
};
use gsl_model::wire::{
    AttributeRequest, BatchSetAttributes, BatchSetTags, CardAttributes, DailyFlowRequest,
    MonthUsageRequest, SimFlowRequest, TagRequest,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Debug;

const CONTRACT: &str = include_str!("../../../../docs/service/gsl-v1.openapi.json");

/// Fields that are for the official console's uploads alone.
const NOT_SENT: &[&str] = &["file_temp_id"];

struct Contract(Value);

impl Contract {
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(path) => self.0.pointer(path.strip_prefix('#').unwrap()).unwrap(),
            None => schema,
        }
    }

    fn operation(&self, operation: Operation) -> &Value {
        let method = operation.method().as_str().to_lowercase();
        &self.0["paths"][operation.template()][method]
    }

    /// A value of the schema with everything in it.
    fn sample(&self, schema: &Value) -> Value {
        let schema = self.resolve(schema);
        match (schema["type"].as_str().unwrap(), schema["format"].as_str()) {
            ("object", _) => {
                let properties = schema["properties"].as_object().unwrap();
                let fields = properties
                    .iter()
                    .map(|(name, it)| (name.clone(), self.sample(it)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            ("array", _) => json!([self.sample(&schema["items"])]),
            ("integer", _) => json!(7),
            ("number", _) => json!(1.5),
            ("boolean", _) => json!(true),
            ("string", Some("date-time")) => json!("2020-01-31T16:00:00.000+00:00"),
            ("string", _) => json!("1"),
            other => panic!("{other:?}"),
        }
    }

    fn answer(&self, operation: Operation) -> Value {
        let answer = &self.operation(operation)["responses"]["200"];
        self.sample(&answer["content"]["application/json"]["schema"])
    }

    fn parameters(&self, operation: Operation, place: &str) -> BTreeSet<String> {
        let parameters = self.operation(operation)["parameters"].as_array();
        let of = parameters
            .into_iter()
            .flatten()
            .filter(|it| it["in"] == place);
        of.map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The fields of an object, and of the objects in its lists, each with its kind.
    fn fields(&self, schema: &Value, before: &str, found: &mut BTreeSet<String>) {
        let schema = self.resolve(schema);
        for (name, schema) in schema["properties"].as_object().unwrap() {
            if NOT_SENT.contains(&name.as_str()) {
                continue;
            }
            let schema = self.resolve(schema);
            found.insert(format!(
                "{before}{name}: {}",
                schema["type"].as_str().unwrap()
            ));
            let items = self.resolve(&schema["items"]);
            if items["type"] == "object" {
                self.fields(items, &format!("{before}{name}."), found);
            }
        }
    }
}

/// The same of what was sent.
fn sent_fields(body: &Value, before: &str, found: &mut BTreeSet<String>) {
    for (name, value) in body.as_object().unwrap() {
        let kind = match value {
            Value::Array(_) => "array",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            _ => "string",
        };
        found.insert(format!("{before}{name}: {kind}"));
        for item in value
            .as_array()
            .into_iter()
            .flatten()
            .filter(|item| item.is_object())
        {
            sent_fields(item, &format!("{before}{name}."), found);
        }
    }
}

/// What has been called, and what became of it.
struct Calling<'a> {
    contract: &'a Contract,
    cloud: &'a Cloud,
    calls: &'a Calls,
    called: Vec<Operation>,
    parameters: BTreeSet<String>,
    fields: BTreeSet<String>,
}

impl Calling<'_> {
    /// The cloud answers all that the contract knows.
    fn expect(&self, operation: Operation) {
        let answer = self.contract.answer(operation).to_string();
        self.cloud.next([Do::Answer(200, answer)]);
    }

    fn read<T: Debug>(&mut self, operation: Operation, answer: Reading<T>) {
        let answer = answer.unwrap_or_else(|error| panic!("{operation}: {error}"));
        self.compare(operation, &format!("{:?}", answer.value));
    }

    fn act<T: Debug>(&mut self, operation: Operation, outcome: Outcome<T>) {
        let Outcome::Accepted(answer) = outcome else {
            panic!("{operation}: {outcome:?}");
        };
        self.compare(operation, &format!("{:?}", answer.value));
    }

    fn compare(&mut self, operation: Operation, shown: &str) {
        let seen: Seen = self.cloud.seen().pop().unwrap();
        assert!(seen.accepted, "{operation}");
        assert_eq!(seen.method, operation.method().as_str());
        let id = operation.template().contains('{');
        let mut path = operation.template().to_owned();
        for name in self.contract.parameters(operation, "path") {
            path = path.replace(&format!("{{{name}}}"), "ID");
        }
        let same: Vec<&str> = path
            .split('/')
            .zip(seen.path.split('/'))
            .map(|(a, b)| if a == "ID" { b } else { a })
            .collect();
        assert_eq!(seen.path, same.join("/"), "{operation}");
        assert_eq!(id, path.contains("ID"), "{operation}");

        if self.called.last() != Some(&operation) {
            self.called.push(operation);
            self.parameters.clear();
            self.fields.clear();
        }
        let pairs = seen.query.split('&').filter(|pair| !pair.is_empty());
        self.parameters
            .extend(pairs.map(|pair| pair.split('=').next().unwrap().to_owned()));
        if !seen.body.is_empty() {
            sent_fields(
                &serde_json::from_slice(&seen.body).unwrap(),
                "",
                &mut self.fields,
            );
        }
        // A field that is not read stays empty.
        let answer = self.contract.answer(operation);
        let row = answer
            .as_object()
            .and_then(|it| it.values().find_map(Value::as_array));
        let row = row
            .or_else(|| answer.as_array())
            .and_then(|rows| rows.first());
        for (name, _) in row.and_then(Value::as_object).into_iter().flatten() {
            let (empty, kept) = (format!(" {name}: None"), format!(" {name}: "));
            assert!(
                shown.contains(&kept) && !shown.contains(&empty),
                "{operation}.{name}: {shown}"
            );
        }
    }

    /// All that the contract knows was sent, and nothing else.
    fn complete(&self, operation: Operation) {
        assert_eq!(self.called.last(), Some(&operation));
        let known = self.contract.parameters(operation, "query");
        assert_eq!(self.parameters, known, "{operation}");
        let body = &self.contract.operation(operation)["requestBody"];
        let mut known = BTreeSet::new();
        if !body.is_null() {
            let schema = &body["content"]["application/json"]["schema"];
            self.contract.fields(schema, "", &mut known);
        }
        assert_eq!(self.fields, known, "{operation}");
    }
}

/// Calls a method once for each of its arguments; together they send all there is.
macro_rules! check {
    ($calling:ident, $how:ident, $operation:ident, $($call:expr),+) => {
        $(
            $calling.expect(Operation::$operation);
            let came = $call.await;
            $calling.$how(Operation::$operation, came);
        )+
        $calling.complete(Operation::$operation);
    };
}

fn page() -> Page {
    Page::new(3, 50).unwrap()
}

fn text() -> Option<String> {
    Some("x".to_owned())
}

const ID: Card<'_> = Card::Id(4_710_226_018_477_568);
const NUMBER: Card<'_> = Card::Number("89860112345678901234");

#[tokio::test]
async fn every_operation_sends_and_reads_all_that_the_contract_knows() {
    let contract = Contract(serde_json::from_str(CONTRACT).unwrap());
    let cloud = Cloud::start().await;
    let calls = cloud.client().at(Priority::FullPass);
    let mut calling = Calling {
        contract: &contract,
        cloud: &cloud,
        calls: &calls,
        called: Vec::new(),
        parameters: BTreeSet::new(),
        fields: BTreeSet::new(),
    };
    cards(&mut calling).await;
    usage_and_plans(&mut calling).await;
    pools_and_work_orders(&mut calling).await;
    labels(&mut calling).await;
    the_rest(&mut calling).await;
    calling.called.sort();
    assert_eq!(calling.called, Operation::ALL);
}

async fn cards(it: &mut Calling<'_>) {
    let calls = it.calls;
    let query = SimCardsQuery {
        page: page(),
        main_search_type: Some(1),
        main_search_key: text(),
        sim_status: Some(20),
        device_status: Some(1),
        tag_id: vec![1, 2],
        sim_type: Some(3),
        sort: Some(CardSort::ContainerId),
        order: Some(Order::Ascending),
        msisdn: text(),
        customer_attribute1: text(),
        customer_attribute2: text(),
        customer_attribute3: text(),
        customer_attribute4: text(),
        customer_attribute5: text(),
        customer_attribute6: text(),
        min_used_flow: Some(1),
        max_used_flow: Some(2),
        min_left_flow: Some(-3),
        max_left_flow: Some(4),
        real_named: Some(true),
        order_id: Some(5),
        filter_downtime_period: Some(false),
        order_ids: vec![6],
        price_plan_id: vec!["p".to_owned()],
    };
    check!(it, read, ListSimCards, calls.list_sim_cards(&query));
    check!(
        it,
        read,
        ShowSimCard,
        calls.show_sim_card(ID),
        calls.show_sim_card(NUMBER)
    );
    check!(
        it,
        act,
        EnableSimCard,
        calls.enable_sim_card(ID),
        calls.enable_sim_card(NUMBER)
    );
    check!(
        it,
        act,
        StopSimCard,
        calls.stop_sim_card(ID),
        calls.stop_sim_card(NUMBER)
    );
    check!(
        it,
        act,
        ResetSimCard,
        calls.reset_sim_card(ID),
        calls.reset_sim_card(NUMBER)
    );
    check!(
        it,
        act,
        StartStopNet,
        calls.start_stop_net(NUMBER, true),
        calls.start_stop_net(ID, false)
    );
    check!(
        it,
        act,
        SetExceedCutNet,
        calls.set_exceed_cut_net(NUMBER, Some(0)),
        calls.set_exceed_cut_net(ID, None)
    );
    check!(
        it,
        act,
        RegisterImei,
        calls.register_imei(NUMBER, Some("490154203237518")),
        calls.register_imei(ID, None)
    );
    check!(
        it,
        read,
        ShowRealNamed,
        calls.show_real_named(ID),
        calls.show_real_named(NUMBER)
    );
    check!(
        it,
        act,
        DeleteRealName,
        calls.delete_real_name(ID),
        calls.delete_real_name(NUMBER)
    );
    check!(
        it,
        act,
        SetSpeedValue,
        calls.set_speed_value(NUMBER, Some(512)),
        calls.set_speed_value(ID, None)
    );
}

async fn usage_and_plans(it: &mut Calling<'_>) {
    let calls = it.calls;
    let months = MonthUsageRequest {
        sim_card_ids: vec![7],
        iccids: vec!["1".to_owned()],
        billing_cycles: vec!["2026-11".to_owned()],
    };
    check!(it, read, ShowMonthUsages, calls.show_month_usages(&months));
    let days = DailyFlowRequest {
        sim_card_ids: vec![7],
        iccids: vec!["1".to_owned()],
        month: text(),
        date: text(),
    };
    check!(
        it,
        read,
        ListSimCardFlowPerDay,
        calls.list_sim_card_flow_per_day(&days)
    );
    let query = PricePlansQuery {
        page: page(),
        main_search_key: text(),
        flow_total: Some(1),
        network_type: Some(1),
        location_type: Some(1),
        carrier_type: Some(1),
        country_type: Some(1),
    };
    check!(
        it,
        read,
        ListProPricePlans,
        calls.list_pro_price_plans(&query)
    );
    check!(
        it,
        read,
        ListSimPricePlans,
        calls.list_sim_price_plans(NUMBER, true, page()),
        calls.list_sim_price_plans(ID, false, page())
    );
    let cards = SimFlowRequest {
        iccids: vec!["1".to_owned()],
        sim_card_ids: vec![7],
    };
    check!(
        it,
        read,
        ListFlowBySimCards,
        calls.list_flow_by_sim_cards(&cards)
    );
}

async fn pools_and_work_orders(it: &mut Calling<'_>) {
    let calls = it.calls;
    let query = SimPoolsQuery {
        page: page(),
        pool_name: text(),
        billing_cycle: text(),
        all_billing_cycle: Some(true),
        status: vec![0, 1],
    };
    check!(it, read, ListSimPools, calls.list_sim_pools(&query));
    let members = PoolMembersQuery {
        page: page(),
        billing_cycle: "2026-11".to_owned(),
        cid: text(),
    };
    check!(
        it,
        read,
        ListSimPoolMembers,
        calls.list_sim_pool_members(7, &members)
    );
    let query = BackPoolsQuery {
        page: page(),
        pool_name: text(),
        billing_cycle: text(),
        all_billing_cycle: Some(true),
    };
    check!(it, read, ListBackPools, calls.list_back_pools(&query));
    check!(
        it,
        read,
        ListBackPoolMembers,
        calls.list_back_pool_members(7, &members)
    );
    let query = WorkOrdersQuery {
        page: page(),
        main_search_key: text(),
        sim_type: Some(3),
        work_order_type: Some(5),
        status: Some(4),
    };
    check!(it, read, ListWorkOrders, calls.list_work_orders(&query));
    let query = WorkOrderDetailsQuery {
        page: page(),
        main_search_key: text(),
        sim_type: Some(3),
        status: Some(1),
    };
    check!(
        it,
        read,
        ListWorkOrderDetails,
        calls.list_work_order_details(7, &query)
    );
}

async fn labels(it: &mut Calling<'_>) {
    let calls = it.calls;
    let query = TagsQuery {
        page: page(),
        tag_name: text(),
        status: Some(1),
    };
    check!(it, read, ListTags, calls.list_tags(&query));
    let tag = TagRequest {
        tag_name: "华东".to_owned(),
    };
    check!(it, act, CreateTag, calls.create_tag(&tag));
    check!(it, act, DeleteTag, calls.delete_tag(7));
    let tags = BatchSetTags {
        sim_card_ids: vec![7],
        iccids: vec!["1".to_owned()],
        tag_ids: vec![1],
        file_temp_id: None,
    };
    check!(it, act, BatchSetTags, calls.batch_set_tags(&tags));
    let query = AttributesQuery {
        page: page(),
        cust_attr_name: text(),
        status: Some(1),
    };
    check!(it, read, ListAttributes, calls.list_attributes(&query));
    let name = AttributeRequest {
        cust_attr_name: "车牌".to_owned(),
    };
    check!(it, act, CreateAttribute, calls.create_attribute(&name));
    check!(it, act, UpdateAttribute, calls.update_attribute(7, &name));
    check!(it, act, EnableAttribute, calls.enable_attribute(7));
    check!(it, act, DisableAttribute, calls.disable_attribute(7));
    let attributes = BatchSetAttributes {
        attributes: vec![CardAttributes {
            sim_card_id: 0,
            iccid: text(),
            customer_attribute1: text(),
            customer_attribute2: text(),
            customer_attribute3: text(),
            customer_attribute4: text(),
            customer_attribute5: text(),
            customer_attribute6: text(),
        }],
    };
    check!(
        it,
        act,
        BatchSetAttributes,
        calls.batch_set_attributes(&attributes)
    );
}

async fn the_rest(it: &mut Calling<'_>) {
    let calls = it.calls;
    let sms = SmsRequest {
        template_id: Some(1),
        sms_content: "AT+RESET".to_owned(),
        cids: vec!["1".to_owned()],
        order_id: Some(2),
    };
    check!(it, act, SendSms, calls.send_sms(&sms));
    let time = NaiveDate::from_ymd_opt(2024, 6, 17)
        .unwrap()
        .and_hms_opt(8, 0, 0);
    let query = SmsQuery {
        page: page(),
        cid: text(),
        start_time: time,
        end_time: time,
    };
    check!(it, read, ListSmsDetails, calls.list_sms_details(&query));
    let query = TriCarrierCardsQuery {
        page: page(),
        cid: text(),
        online_carrier: Some(1),
        sim_card_id: Some(7),
        order_id: Some(8),
        version: Some(2),
    };
    check!(
        it,
        read,
        ListSimDeviceMultiply,
        calls.list_sim_device_multiply(&query)
    );
    check!(
        it,
        act,
        SwitchNetwork,
        calls.switch_network(ID, 1),
        calls.switch_network(NUMBER, 2)
    );
    check!(
        it,
        act,
        SetNetworkSwitchPolicy,
        calls.set_network_switch_policy(ID, 1),
        calls.set_network_switch_policy(NUMBER, 2)
    );
    let query = PoliciesQuery {
        page: page(),
        policy_name: text(),
        version: Some(1),
    };
    check!(
        it,
        read,
        ListNetworkSwitchPolicies,
        calls.list_network_switch_policies(&query)
    );
    let policy = PolicyRequest {
        policy_name: text(),
        preferred_carrier: Some(3),
        least_preferred_carrier: Some(2),
        optimal_signal: Some(true),
        auto_switch: Some(true),
        weak_signal_switch: Some(true),
        connect_ip: text(),
        version: 1,
        switch_order: text(),
        blacklist: Some(0),
    };
    check!(
        it,
        act,
        AddNetworkSwitchPolicy,
        calls.add_network_switch_policy(&policy)
    );
}
