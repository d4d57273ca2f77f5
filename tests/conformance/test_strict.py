"""The official client against gsl-sim as the cloud behaves: its signatures are let in, its calls read and act, what the
gateway refuses it reads as errors."""

import re
import time

import pytest
from conftest import connect, strict
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkgsl.v3 import (
    AddOrModifyTagReq,
    BatchSetTagsReq,
    BatchSetTagsRequest,
    CreateTagRequest,
    DeleteTagRequest,
    DownUpTimeForSimCardReq,
    ListFlowBySimCardsReq,
    ListFlowBySimCardsRequest,
    ListSimCardsRequest,
    ListTagsRequest,
    ResetSimCardRequest,
    ShowSimCardRequest,
    SimDeviceVO,
    StopSimCardRequest,
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """An account whose limits do not slow the tests down."""
    limits = ["--calls-per-second", "1000", "--slow-calls-per-second", "1000"]
    more = [*limits, "--time-scale", "172800", "--failures", "0", "--gateway-prefix", "APIG"]
    with strict(tmp_path_factory.mktemp("strict"), *more) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def account(address):
    return connect(address)


def refused(call, request, status, code):
    with pytest.raises(ClientRequestException) as caught:
        call(request)
    error = caught.value
    assert (error.status_code, error.error_code) == (status, code)
    assert re.fullmatch(r"[0-9a-f]{32}", error.request_id)
    return error.error_msg


def test_reads(account):
    cards = account.list_sim_cards(ListSimCardsRequest(limit=500, sort="cid", order="asc"))
    assert (cards.count, len(cards.sim_cards)) == (400, 400)
    assert [card.cid for card in cards.sim_cards] == sorted(card.cid for card in cards.sim_cards)
    assert all(isinstance(card, SimDeviceVO) for card in cards.sim_cards)
    card = cards.sim_cards[0]
    assert account.show_sim_card(ShowSimCardRequest(sim_card_id=0, iccid=card.iccid)).cid == card.cid
    ids = [card.sim_card_id for card in cards.sim_cards[:50]]
    flows = account.list_flow_by_sim_cards(ListFlowBySimCardsRequest(body=ListFlowBySimCardsReq(sim_card_ids=ids)))
    assert len(flows.body) == 50
    # Names that are given more than once, which this client sorts as numbers, and what has to be encoded.
    tags = [tag.id for tag in account.list_tags(ListTagsRequest(limit=100)).tags]
    some = account.list_sim_cards(ListSimCardsRequest(tag_id=[7, 10, *tags[:8]], limit=10))
    assert some.count > 0
    assert account.list_tags(ListTagsRequest(tag_name="华东 +/%&=~")).count == 0


def test_acts(account):
    tag = account.create_tag(CreateTagRequest(body=AddOrModifyTagReq(tag_name="官方")))
    cards = account.list_sim_cards(ListSimCardsRequest(limit=500, sim_type=3, sim_status=20)).sim_cards
    card = next(card for card in cards if card.cid.startswith("898600")).sim_card_id
    body = BatchSetTagsReq(sim_card_ids=[card], tag_ids=[tag.id])
    account.batch_set_tags(BatchSetTagsRequest(body=body))
    assert "官方" in account.show_sim_card(ShowSimCardRequest(sim_card_id=card)).tag_names.split(",")
    account.delete_tag(DeleteTagRequest(tag_id=tag.id))

    stop = StopSimCardRequest(sim_card_id=card, body=DownUpTimeForSimCardReq(down_up_switch=1))
    assert account.stop_sim_card(stop).work_order_id > 2**50
    # A working day takes half a second here, and the order at least one day.
    reset = ResetSimCardRequest(sim_card_id=card, body=DownUpTimeForSimCardReq(down_up_switch=2))
    assert "unfinished stop order" in refused(account.reset_sim_card, reset, 403, "GSL.00016010")
    limit = time.monotonic() + 30
    while account.show_sim_card(ShowSimCardRequest(sim_card_id=card)).sim_status != 14:
        assert time.monotonic() < limit
        time.sleep(0.02)
    assert account.reset_sim_card(reset).work_order_id > 2**50


def test_refusals(account, address):
    tags = ListTagsRequest()
    assert "signature" in refused(connect(address, secret_key="another").list_tags, tags, 401, "APIG.0301")
    assert "project" in refused(connect(address, project="another").list_tags, tags, 401, "APIG.0301")
    assert "limit" in refused(account.list_sim_cards, ListSimCardsRequest(limit=501), 400, "GSL.00010004")


def test_the_clock_and_the_limits(tmp_path):
    late = tmp_path / "late"
    late.mkdir()
    with strict(late, "--clock-ahead", "-960") as endpoint:
        assert "signature expired" in refused(connect(endpoint).list_tags, ListTagsRequest(), 401, "APIGW.0301")
    with strict(tmp_path) as endpoint:
        account = connect(endpoint)
        account.list_sim_cards(ListSimCardsRequest())
        # This client keeps nothing of a 429 but its status.
        with pytest.raises(ClientRequestException) as caught:
            account.list_sim_cards(ListSimCardsRequest())
        assert caught.value.status_code == 429
        limit = time.monotonic() + 30
        while True:
            try:
                assert account.list_sim_cards(ListSimCardsRequest()).count == 400
                break
            except ClientRequestException as error:
                assert error.status_code == 429 and time.monotonic() < limit
                time.sleep(0.05)
