"""Operations 3 to 8, 10, 11, 33 and 34 through the official client: success and error each."""

import time

import pytest
from huaweicloudsdkgsl.v3 import (
    CutNetReq,
    DeleteRealNameRequest,
    DownUpTimeForSimCardReq,
    EnableSimCardRequest,
    ExceedCutNetReq,
    ListSimCardsRequest,
    ListWorkOrderDetailsRequest,
    ListWorkOrdersRequest,
    RegisterImeiReq,
    RegisterImeiRequest,
    ResetSimCardRequest,
    SetExceedCutNetRequest,
    SetSpeedValueReq,
    SetSpeedValueRequest,
    ShowSimCardRequest,
    StartStopNetRequest,
    StopSimCardRequest,
    WorkOrderDetailVo,
    WorkOrderVo,
)
from test_operations import UNKNOWN, UNKNOWN_ICCID, is_time, refused

MOBILE = ("898600", "898602", "898604")
TELECOM = ("898603", "898611")
UNICOM = ("898601", "898606", "898609")
ABROAD = ("8985", "8966", "8965")


@pytest.fixture(scope="module")
def cards(quick):
    """Hands out physical cards, none twice."""
    all_cards = quick.list_sim_cards(ListSimCardsRequest(limit=500, sim_type=3)).sim_cards

    def take(prefixes, wanted=lambda card: card.sim_status == 20):
        for card in all_cards:
            if card.cid.startswith(prefixes) and wanted(card):
                all_cards.remove(card)
                return card
        raise AssertionError("the demo fleet has such a card")

    return take


def order_of(client, work_order_id):
    found = client.list_work_orders(ListWorkOrdersRequest(main_search_key=str(work_order_id)))
    assert found.count == 1
    return found.work_orders[0]


def done(client, answer, kind):
    """Waits for the end of the work order and answers it."""
    assert isinstance(answer.work_order_id, int) and answer.work_order_id > 2**50
    limit = time.monotonic() + 30
    while (order := order_of(client, answer.work_order_id)).status in (1, 2, 3):
        assert time.monotonic() < limit, order
        time.sleep(0.02)
    assert (order.status, order.work_order_type, order.total_count, order.success_count) == (4, kind, 1, 1)
    return order


def show(client, card):
    return client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id))


# 3


def test_enable(quick, cards):
    card = cards(TELECOM, lambda card: card.sim_status == 13)
    done(quick, quick.enable_sim_card(EnableSimCardRequest(sim_card_id=card.sim_card_id)), 10)
    after = show(quick, card)
    assert after.sim_status == 20 and is_time(after.act_date) and is_time(after.expire_time)
    by_iccid = cards(MOBILE, lambda card: card.sim_status == 13)
    done(quick, quick.enable_sim_card(EnableSimCardRequest(sim_card_id=0, iccid=by_iccid.iccid)), 10)
    assert show(quick, by_iccid).sim_status == 20


def test_enable_refused(quick, cards):
    card = cards(MOBILE)
    request = EnableSimCardRequest(sim_card_id=card.sim_card_id)
    assert card.cid in refused(quick.enable_sim_card, request, 403, "GSL.00011006")
    refused(quick.enable_sim_card, EnableSimCardRequest(sim_card_id=UNKNOWN), 400, "GSL.00011001")
    refused(quick.enable_sim_card, EnableSimCardRequest(sim_card_id=0, iccid=UNKNOWN_ICCID), 400, "GSL.00011001")
    refused(quick.enable_sim_card, EnableSimCardRequest(sim_card_id=0), 400, "GSL.00010004")


# 4, 5


def test_stop_and_reset(quick, cards):
    card = cards(MOBILE)
    stop = StopSimCardRequest(sim_card_id=card.sim_card_id, body=DownUpTimeForSimCardReq(down_up_switch=0))
    done(quick, quick.stop_sim_card(stop), 5)
    after = show(quick, card)
    assert (after.sim_status, after.operator_status) == (14, 5)
    assert card.cid in refused(quick.stop_sim_card, stop, 403, "GSL.00011006")
    # No body at all.
    done(quick, quick.reset_sim_card(ResetSimCardRequest(sim_card_id=card.sim_card_id)), 4)
    after = show(quick, card)
    assert (after.sim_status, after.operator_status) == (20, -1)
    by_iccid = StopSimCardRequest(sim_card_id=0, body=DownUpTimeForSimCardReq(iccid=card.iccid))
    done(quick, quick.stop_sim_card(by_iccid), 5)


def test_reset_refused(quick, cards):
    for reason in (1, 4, 6):
        card = cards(MOBILE + TELECOM + UNICOM + ABROAD, lambda card: card.operator_status == reason)
        request = ResetSimCardRequest(sim_card_id=card.sim_card_id)
        assert "停机" in refused(quick.reset_sim_card, request, 403, "GSL.00011006")


# 6


def test_cut_net(quick, cards):
    card = cards(TELECOM, lambda card: card.sim_status == 20 and not card.cut_net_flag)

    def request(action, card=card):
        return StartStopNetRequest(sim_card_id=card.sim_card_id, body=CutNetReq(action=action))

    done(quick, quick.start_stop_net(request("ADD")), 11)
    after = show(quick, card)
    assert after.cut_net_flag is True and after.sim_status == 20
    done(quick, quick.start_stop_net(request("DEL")), 20)
    assert show(quick, card).cut_net_flag is False
    refused(quick.start_stop_net, request("DEL"), 403, "GSL.00011006")
    refused(quick.start_stop_net, request("CUT"), 400, "GSL.00010004")
    refused(quick.start_stop_net, request("ADD", cards(UNICOM)), 400, "GSL.00011063")


# 7


def test_threshold(quick, cards):
    card = cards(TELECOM, lambda card: card.sim_status == 20 and not card.exceed_cut_net_flag)

    def request(card=card, **body):
        return SetExceedCutNetRequest(sim_card_id=card.sim_card_id, body=ExceedCutNetReq(**body))

    done(quick, quick.set_exceed_cut_net(request(action=1, quota="900000")), 12)
    after = show(quick, card)
    assert after.exceed_cut_net_flag is True and after.exceed_cut_net_quota == 900000
    done(quick, quick.set_exceed_cut_net(request(action=1, quota="-1")), 12)
    assert show(quick, card).exceed_cut_net_quota == -1
    done(quick, quick.set_exceed_cut_net(request(action=2)), 21)
    after = show(quick, card)
    assert after.exceed_cut_net_flag is False and after.exceed_cut_net_quota is None
    refused(quick.set_exceed_cut_net, request(action=1, quota="-2"), 400, "GSL.00010004")
    refused(quick.set_exceed_cut_net, request(action=1), 400, "GSL.00010004")
    alone = cards(MOBILE, lambda card: card.sim_status == 20 and card.sim_pool_id is None)
    refused(quick.set_exceed_cut_net, request(alone, action=1, quota="10"), 403, "GSL.00011006")
    refused(quick.set_exceed_cut_net, request(cards(ABROAD), action=2), 400, "GSL.00011063")


# 8


def test_rebind(quick, cards):
    card = cards(TELECOM, lambda card: card.sim_status == 20 and card.imei_bind_remain_times == 2)

    def request(card=card, **body):
        return RegisterImeiRequest(sim_card_id=card.sim_card_id, body=RegisterImeiReq(**body))

    done(quick, quick.register_imei(request(bind_type=2, imei="860123040000017")), 13)
    after = show(quick, card)
    assert after.imei == "860123040000017" and after.imei_bind_remain_times == 1
    done(quick, quick.register_imei(request(bind_type=1)), 13)
    assert "2 rebinds" in refused(quick.register_imei, request(bind_type=1), 403, "GSL.00011006")
    refused(quick.register_imei, request(bind_type=2), 400, "GSL.00010004")
    refused(quick.register_imei, request(cards(UNICOM), bind_type=1), 400, "GSL.00011063")
    refused(quick.register_imei, request(cards(MOBILE), bind_type=2, imei="860123040000017"), 403, "GSL.00011006")
    separated = cards(MOBILE, lambda card: card.operator_status == 7)
    done(quick, quick.register_imei(request(separated, bind_type=1)), 13)
    assert show(quick, separated).sim_status == 20


# 10


def test_clear_real_name(quick, cards):
    card = cards(TELECOM, lambda card: card.sim_status == 20 and card.real_named)
    request = DeleteRealNameRequest(sim_card_id=card.sim_card_id)
    done(quick, quick.delete_real_name(request), 14)
    assert show(quick, card).real_named is False
    refused(quick.delete_real_name, request, 403, "GSL.00011006")
    other = DeleteRealNameRequest(sim_card_id=0, iccid=cards(MOBILE).iccid)
    refused(quick.delete_real_name, other, 400, "GSL.00011063")


# 11


def test_speed_limit(quick, cards):
    card = cards(TELECOM)

    def request(value, card=card):
        return SetSpeedValueRequest(sim_card_id=card.sim_card_id, body=SetSpeedValueReq(speed_value=value))

    done(quick, quick.set_speed_value(request(10240)), 15)
    assert show(quick, card).speed_value == 10240
    done(quick, quick.set_speed_value(request(-1)), 15)
    assert show(quick, card).speed_value == -1
    refused(quick.set_speed_value, request(7424), 400, "GSL.00011016")
    refused(quick.set_speed_value, request(512, cards(MOBILE)), 400, "GSL.00011063")


# 33, 34


def test_work_orders(quick, cards):
    answer = quick.stop_sim_card(StopSimCardRequest(sim_card_id=cards(ABROAD).sim_card_id))
    ended = done(quick, answer, 5)
    assert isinstance(ended, WorkOrderVo)
    assert is_time(ended.create_time) and is_time(ended.finish_time)
    assert (ended.sim_type, ended.work_order_source, ended.process_count, ended.fail_count) == (3, 8, 0, 0)
    assert ended.req_detail and ended.work_order_source_desc
    page = quick.list_work_orders(ListWorkOrdersRequest(limit=10, offset=1, status=4, work_order_type=5, sim_type=3))
    assert (page.limit, page.offset) == (10, 1) and page.count >= len(page.work_orders) > 0
    assert {(order.status, order.work_order_type) for order in page.work_orders} == {(4, 5)}
    ids = [order.id for order in page.work_orders]
    assert ids == sorted(ids, reverse=True) and answer.work_order_id in ids
    assert quick.list_work_orders(ListWorkOrdersRequest(sim_type=1)).count == 0


def test_work_orders_errors(quick):
    for request, name in [
        (ListWorkOrdersRequest(limit=9), "limit"),
        (ListWorkOrdersRequest(offset=0), "offset"),
        (ListWorkOrdersRequest(status=8), "status"),
        (ListWorkOrdersRequest(work_order_type=25), "work_order_type"),
        (ListWorkOrdersRequest(main_search_key="1" * 18), "main_search_key"),
    ]:
        assert name in refused(quick.list_work_orders, request, 400, "GSL.00010004")


def test_work_order_details(quick, cards):
    card = cards(TELECOM)
    answer = quick.stop_sim_card(StopSimCardRequest(sim_card_id=card.sim_card_id))
    request = ListWorkOrderDetailsRequest(work_order_id=answer.work_order_id)
    (under_way,) = quick.list_work_order_details(request).work_order_details
    assert isinstance(under_way, WorkOrderDetailVo)
    assert under_way.status in (1, 2)
    assert (under_way.cid, under_way.sim_card_id) == (card.cid, card.sim_card_id)
    done(quick, answer, 5)
    (row,) = quick.list_work_order_details(request).work_order_details
    assert (row.id, row.status, row.sim_type) == (under_way.id, 1, 3)
    assert is_time(row.create_time) and is_time(row.finish_time)
    by_card = ListWorkOrderDetailsRequest(work_order_id=answer.work_order_id, main_search_key=card.cid, status=1)
    assert quick.list_work_order_details(by_card).count == 1
    failed = ListWorkOrderDetailsRequest(work_order_id=answer.work_order_id, status=3)
    assert quick.list_work_order_details(failed).count == 0


def test_work_order_details_errors(quick):
    request = ListWorkOrderDetailsRequest(work_order_id=UNKNOWN)
    assert "work_order_id" in refused(quick.list_work_order_details, request, 400, "GSL.00010004")
    bad = ListWorkOrderDetailsRequest(work_order_id=UNKNOWN, status=4)
    assert "status" in refused(quick.list_work_order_details, bad, 400, "GSL.00010004")
