"""Every implemented operation through the official client: success, typed models, errors."""

import re

import pytest
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkgsl.v3 import (
    CmAttributeVO,
    CmTagVO,
    FlowUsageVo,
    ListAttributesRequest,
    ListFlowBySimCardsReq,
    ListFlowBySimCardsRequest,
    ListProPricePlansRequest,
    ListSimCardFlowPerDayRequest,
    ListSimCardsRequest,
    ListSimPricePlansRequest,
    ListTagsRequest,
    MonthUsageVo,
    ProPricePlanVo,
    ShowMonthUsageReq,
    ShowMonthUsagesRequest,
    ShowRealNamedRequest,
    ShowSimCardRequest,
    SimCardFlowItem,
    SimCardFlowPerDayReq,
    SimCardFlowPerDayRsp,
    SimCardsFlowVO,
    SimDeviceVO,
    SimPricePlanVO,
)

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
UNKNOWN = 5
UNKNOWN_ICCID = "89860099999999999999"


def refused(call, request, status, code):
    """The call fails as the client's own exception, with code and request id."""
    with pytest.raises(ClientRequestException) as caught:
        call(request)
    error = caught.value
    assert error.status_code == status
    assert error.error_code == code
    assert error.error_msg
    assert re.fullmatch(r"[0-9a-f]{32}", error.request_id)
    return error.error_msg


def is_time(value):
    """The client keeps the text, or reads it when python-dateutil is there."""
    return value is not None and (not isinstance(value, str) or TIME.match(value))


# 1


def test_list_sim_cards(client):
    answer = client.list_sim_cards(ListSimCardsRequest())
    assert (answer.limit, answer.offset, answer.count) == (10, 1, 400)
    assert len(answer.sim_cards) == 10
    for card in answer.sim_cards:
        assert isinstance(card, SimDeviceVO)
        assert isinstance(card.sim_card_id, int) and card.sim_card_id > 2**50
        assert re.fullmatch(r"\d{19,20}", card.cid) and card.iccid == card.cid
        assert card.sim_status in (10, 11, 13, 14, 20, 30)
        assert card.sim_type in (1, 2, 3)
        assert isinstance(card.real_named, bool)


def test_list_sim_cards_pages_by_number(client):
    pages = [client.list_sim_cards(ListSimCardsRequest(limit=150, offset=page)).sim_cards for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [150, 150, 100, 0]
    assert len({card.sim_card_id for page in pages for card in page}) == 400


def test_list_sim_cards_arrays_and_sorting(client):
    tags = client.list_tags(ListTagsRequest(status=1, limit=100)).tags
    wanted = tags[0], tags[1]
    answer = client.list_sim_cards(
        ListSimCardsRequest(tag_id=[tag.id for tag in wanted], sort="flow_used", order="desc", limit=500)
    )
    assert 0 < answer.count < 400
    names = {tag.tag_name for tag in wanted}
    assert all(names & set(card.tag_names.split(",")) for card in answer.sim_cards)
    used = [card.flow_used for card in answer.sim_cards if card.flow_used is not None]
    assert used == sorted(used, reverse=True) and used
    orders = list({card.order_id for card in answer.sim_cards})[:2]
    both = client.list_sim_cards(ListSimCardsRequest(order_ids=orders, limit=500))
    assert {card.order_id for card in both.sim_cards} == set(orders)
    plans = client.list_pro_price_plans(ListProPricePlansRequest(limit=500)).price_plans
    some = client.list_sim_cards(ListSimCardsRequest(price_plan_id=[plan.price_plan_id for plan in plans[:30]], limit=500))
    assert {card.price_plan_name for card in some.sim_cards} <= {plan.price_plan_name for plan in plans[:30]}


def test_list_sim_cards_stop_reasons(client):
    answer = client.list_sim_cards(ListSimCardsRequest(sim_status=14, limit=500))
    seen = {card.operator_status for card in answer.sim_cards}
    assert {1, 2, 3, 4, 5, 6, 7, None} == seen


def test_list_sim_cards_flows_and_flags(client):
    over = client.list_sim_cards(ListSimCardsRequest(max_left_flow=-1, limit=500)).sim_cards
    assert over and all(card.flow_left <= -1 for card in over)
    named = client.list_sim_cards(ListSimCardsRequest(real_named=True, filter_downtime_period=True))
    assert 0 < named.count < 400


def test_list_sim_cards_errors(client):
    for request, name in [
        (ListSimCardsRequest(limit=9), "limit"),
        (ListSimCardsRequest(offset=0), "offset"),
        (ListSimCardsRequest(sim_status=21), "sim_status"),
        (ListSimCardsRequest(sort="name"), "sort"),
        (ListSimCardsRequest(tag_id=list(range(11))), "tag_id"),
    ]:
        assert name in refused(client.list_sim_cards, request, 400, "GSL.00010004")


# 2


def test_show_sim_card(client, card):
    answer = client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id))
    assert answer.cid == card.cid and answer.flow_used == card.flow_used
    assert is_time(answer.act_date) and is_time(answer.expire_time)
    assert answer.operator_status == -1
    by_iccid = client.show_sim_card(ShowSimCardRequest(sim_card_id=0, iccid=card.iccid))
    assert by_iccid.sim_card_id == card.sim_card_id
    printed = client.show_sim_card(ShowSimCardRequest(sim_card_id=0, iccid=card.iccid[:19] + "D"))
    assert printed.sim_card_id == card.sim_card_id


def test_show_sim_card_errors(client):
    refused(client.show_sim_card, ShowSimCardRequest(sim_card_id=UNKNOWN), 400, "GSL.00011001")
    refused(client.show_sim_card, ShowSimCardRequest(sim_card_id=0, iccid=UNKNOWN_ICCID), 400, "GSL.00011001")
    assert "iccid" in refused(client.show_sim_card, ShowSimCardRequest(sim_card_id=0), 400, "GSL.00010004")


# 9


def test_show_real_named(client, card):
    answer = client.show_real_named(ShowRealNamedRequest(sim_card_id=card.sim_card_id))
    assert answer.iccid == card.iccid and answer.real_named is True


def test_show_real_named_errors(client):
    refused(client.show_real_named, ShowRealNamedRequest(sim_card_id=UNKNOWN), 400, "GSL.00011001")
    abroad = client.list_sim_cards(ListSimCardsRequest(main_search_type=1, main_search_key="8965", limit=10)).sim_cards
    request = ShowRealNamedRequest(sim_card_id=abroad[0].sim_card_id)
    refused(client.show_real_named, request, 400, "GSL.00011063")


# 12


def month_usages(**body):
    return ShowMonthUsagesRequest(body=ShowMonthUsageReq(**body))


def test_show_month_usages(client, card):
    cycles = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
    answer = client.show_month_usages(month_usages(sim_card_ids=[card.sim_card_id], billing_cycles=cycles))
    (usage,) = answer.month_usages
    assert isinstance(usage, MonthUsageVo) and usage.iccid == card.iccid
    assert all(isinstance(flow, FlowUsageVo) for flow in usage.flow_usages)
    assert [flow.billing_cycle for flow in usage.flow_usages] == [cycle.replace("-", "") for cycle in cycles]
    assert usage.flow_usages[-1].flow_used == pytest.approx(card.flow_used)


def test_show_month_usages_errors(client, card):
    one = [card.sim_card_id]
    refused(client.show_month_usages, month_usages(sim_card_ids=one, billing_cycles=["2027-01"]), 403, "GSL.00011004")
    refused(client.show_month_usages, month_usages(sim_card_ids=one, billing_cycles=["2026-05"]), 403, "GSL.00011004")
    refused(client.show_month_usages, month_usages(sim_card_ids=one, billing_cycles=["May"]), 400, "GSL.00010004")
    refused(client.show_month_usages, month_usages(billing_cycles=["2026-11"]), 400, "GSL.00010004")
    unknown = refused(
        client.show_month_usages, month_usages(iccids=[UNKNOWN_ICCID], billing_cycles=["2026-11"]), 400, "GSL.00011011"
    )
    assert UNKNOWN_ICCID in unknown
    many = month_usages(iccids=[UNKNOWN_ICCID] * 501, billing_cycles=["2026-11"])
    refused(client.show_month_usages, many, 400, "GSL.00011010")


# 13


def daily(**body):
    return ListSimCardFlowPerDayRequest(body=SimCardFlowPerDayReq(**body))


def test_list_sim_card_flow_per_day(client, card):
    answer = client.list_sim_card_flow_per_day(daily(iccids=[card.iccid], month="202611"))
    assert [day.date for day in answer.body] == [f"202611{day:02}" for day in range(1, 22)]
    for day in answer.body:
        assert isinstance(day, SimCardFlowPerDayRsp)
        (item,) = day.sim_flow
        assert isinstance(item, SimCardFlowItem) and item.sim_card_id == card.sim_card_id
    assert sum(day.sim_flow[0].flow for day in answer.body) == pytest.approx(card.flow_used)
    one = client.list_sim_card_flow_per_day(daily(sim_card_ids=[card.sim_card_id], date="20261121"))
    assert len(one.body) == 1 and one.body[0].sim_flow[0].flow == answer.body[-1].sim_flow[0].flow


def test_list_sim_card_flow_per_day_errors(client, card):
    call = client.list_sim_card_flow_per_day
    refused(call, daily(iccids=[card.iccid]), 400, "GSL.00010004")
    refused(call, daily(iccids=[card.iccid], date="20261122"), 400, "GSL.00010004")
    refused(call, daily(iccids=[card.iccid], month="202609"), 403, "GSL.00011004")
    refused(call, daily(iccids=[UNKNOWN_ICCID], month="202611"), 400, "GSL.00011011")
    refused(call, daily(sim_card_ids=[card.sim_card_id] * 101, month="202611"), 400, "GSL.00011010")


# 14


def test_list_pro_price_plans(client):
    answer = client.list_pro_price_plans(ListProPricePlansRequest(carrier_type=3, limit=100))
    assert answer.count == len(answer.price_plans) > 0
    for plan in answer.price_plans:
        assert isinstance(plan, ProPricePlanVo) and plan.carrier_type == 3
        assert isinstance(plan.flow_total, int) and isinstance(plan.price, int)
        assert isinstance(plan.auto_renew, bool)
    small = client.list_pro_price_plans(ListProPricePlansRequest(flow_total=30, network_type=1, location_type=1))
    assert small.count > 0 and all(plan.flow_total == 30 for plan in small.price_plans)
    assert client.list_pro_price_plans(ListProPricePlansRequest(network_type=2)).count == 0


def test_list_pro_price_plans_errors(client):
    call = client.list_pro_price_plans
    assert "carrier_type" in refused(call, ListProPricePlansRequest(carrier_type=7), 400, "GSL.00010004")
    assert "country_type" in refused(call, ListProPricePlansRequest(country_type=12), 400, "GSL.00010004")


# 15


def test_list_sim_price_plans(client, card):
    answer = client.list_sim_price_plans(ListSimPricePlansRequest(sim_card_id=card.sim_card_id))
    (plan,) = answer.body
    assert isinstance(plan, SimPricePlanVO)
    assert plan.order_id == str(card.order_id)
    assert (plan.flow_used, plan.flow_left, plan.using) == (card.flow_used, card.flow_left, "1")
    assert plan.flow_total == pytest.approx(plan.flow_used + plan.flow_left)


def test_list_sim_price_plans_in_real_time(client):
    busy = client.list_sim_cards(ListSimCardsRequest(sim_status=20, sort="flow_used", order="desc")).sim_cards[0]
    request = ListSimPricePlansRequest(sim_card_id=0, iccid=busy.iccid, real_time=True)
    (plan,) = client.list_sim_price_plans(request).body
    assert plan.flow_used > busy.flow_used
    assert "again later" in refused(client.list_sim_price_plans, request, 403, "GSL.00011005")
    assert client.show_sim_card(ShowSimCardRequest(sim_card_id=busy.sim_card_id)).flow_used == plan.flow_used


def test_list_sim_price_plans_errors(client):
    refused(client.list_sim_price_plans, ListSimPricePlansRequest(sim_card_id=UNKNOWN), 400, "GSL.00011001")
    refused(client.list_sim_price_plans, ListSimPricePlansRequest(sim_card_id=0), 400, "GSL.00010004")


# 16


def usage_of(**body):
    return ListFlowBySimCardsRequest(body=ListFlowBySimCardsReq(**body))


def test_list_flow_by_sim_cards(client, card):
    answer = client.list_flow_by_sim_cards(usage_of(iccids=[card.iccid]))
    (flow,) = answer.body
    assert isinstance(flow, SimCardsFlowVO)
    assert (flow.sim_card_id, flow.flow_used) == (card.sim_card_id, card.flow_used)
    by_id = client.list_flow_by_sim_cards(usage_of(sim_card_ids=[card.sim_card_id]))
    assert by_id.body[0].iccid == card.iccid


def test_list_flow_by_sim_cards_errors(client):
    call = client.list_flow_by_sim_cards
    refused(call, usage_of(), 400, "GSL.00010004")
    refused(call, usage_of(iccids=[UNKNOWN_ICCID]), 400, "GSL.00011011")
    refused(call, usage_of(sim_card_ids=[UNKNOWN]), 400, "GSL.00011001")
    refused(call, usage_of(iccids=[UNKNOWN_ICCID] * 51), 400, "GSL.00011010")


# 21


def test_list_tags(client):
    answer = client.list_tags(ListTagsRequest(limit=100))
    assert answer.count == len(answer.tags) == 40
    assert all(isinstance(tag, CmTagVO) and tag.status in (0, 1) for tag in answer.tags)
    found = client.list_tags(ListTagsRequest(tag_name="冷链", status=1))
    assert [tag.tag_name for tag in found.tags] == ["冷链"]


def test_list_tags_errors(client):
    assert "status" in refused(client.list_tags, ListTagsRequest(status=2), 400, "GSL.00010004")
    assert "tag_name" in refused(client.list_tags, ListTagsRequest(tag_name="x" * 101), 400, "GSL.00010004")


# 25


def test_list_attributes(client):
    answer = client.list_attributes(ListAttributesRequest())
    assert answer.count == 5
    assert all(isinstance(attribute, CmAttributeVO) for attribute in answer.attributes)
    enabled = client.list_attributes(ListAttributesRequest(status=1)).attributes
    assert [attribute.cust_attr_name for attribute in enabled] == ["客户名称", "安装城市", "设备用途"]
    assert is_time(enabled[0].create_time)


def test_list_attributes_errors(client):
    assert "limit" in refused(client.list_attributes, ListAttributesRequest(limit=501), 400, "GSL.00010004")
    assert "status" in refused(client.list_attributes, ListAttributesRequest(status=5), 400, "GSL.00010004")


# What is not there yet


def test_an_operation_that_is_not_implemented_says_so(client):
    from huaweicloudsdkgsl.v3 import ListNetworkSwitchPoliciesRequest

    refused(client.list_network_switch_policies, ListNetworkSwitchPoliciesRequest(), 404, "APIGW.0101")
