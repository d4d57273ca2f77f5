"""Operations 17 to 20 through the official client: success, typed models, errors."""

import re

import pytest
from huaweicloudsdkgsl.v3 import (
    BackPoolMemVO,
    BackPoolVO,
    ListBackPoolMembersRequest,
    ListBackPoolsRequest,
    ListSimPoolMembersRequest,
    ListSimPoolsRequest,
    PoolMemVO,
    SimPoolVO,
)
from test_operations import is_time, refused

CYCLES = ["2026-11", "2026-10", "2026-09", "2026-08", "2026-07", "2026-06"]


def close(a, b):
    """Sums of three decimals come as floats."""
    return abs(a - b) < 0.0005


@pytest.fixture(scope="module")
def forward(client):
    return client.list_sim_pools(ListSimPoolsRequest(limit=500)).pools


@pytest.fixture(scope="module")
def backward(client):
    return client.list_back_pools(ListBackPoolsRequest(limit=500)).pools


# 17


def test_list_sim_pools(client):
    answer = client.list_sim_pools(ListSimPoolsRequest())
    assert (answer.limit, answer.offset) == (10, 1)
    assert answer.count == len(answer.pools) > 3
    for pool in answer.pools:
        assert isinstance(pool, SimPoolVO)
        assert isinstance(pool.id, int) and pool.id > 2**50
        assert pool.pool_name and pool.price_plan_name and re.fullmatch(r"\d+", pool.price_plan_id)
        assert is_time(pool.effective_time) and is_time(pool.expired_time) and is_time(pool.modify_time)
        assert pool.billing_cycle == "2026-11"
        assert close(pool.flow_left, pool.flow_total - pool.flow_used)
        parts = pool.activated_sim_quantity, pool.inactive_sim_quantity, pool.disassembled_sim_quantity
        assert sum(parts) == pool.quantity
        assert str(pool.order_id) in pool.order_ids.split(",")
        assert pool.status in (0, 1)
        assert (pool.status == 0) == (pool.disassembled_sim_quantity == pool.quantity)


def test_list_sim_pools_six_cycles(client, forward):
    rows = client.list_sim_pools(ListSimPoolsRequest(all_billing_cycle=True, limit=500)).pools
    assert {row.billing_cycle for row in rows} == set(CYCLES)
    for pool in forward:
        own = [row.billing_cycle for row in rows if row.id == pool.id]
        assert own == CYCLES[: len(own)]
    one = client.list_sim_pools(ListSimPoolsRequest(billing_cycle="2026-08", limit=500)).pools
    assert {pool.id for pool in one} == {row.id for row in rows if row.billing_cycle == "2026-08"}


def test_list_sim_pools_filters(client, forward):
    def count(**filters):
        return client.list_sim_pools(ListSimPoolsRequest(limit=500, **filters)).count

    assert count(status=[0, 1]) == len(forward)
    assert count(status=[0]) + count(status=[1]) == len(forward)
    assert 0 < count(status=[0]) < len(forward)
    assert count(pool_name=forward[0].pool_name) == 1
    assert count(pool_name="no pool of this name") == 0
    assert count(all_billing_cycle=False) == len(forward)
    assert client.list_sim_pools(ListSimPoolsRequest(offset=1000)).pools == []


def test_list_sim_pools_errors(client):
    for cycle in ("2026-05", "2026-12"):
        message = refused(client.list_sim_pools, ListSimPoolsRequest(billing_cycle=cycle), 403, "GSL.00011004")
        assert cycle in message
    for request, name in [
        (ListSimPoolsRequest(billing_cycle="last month"), "billing_cycle"),
        (ListSimPoolsRequest(limit=501), "limit"),
        (ListSimPoolsRequest(offset=0), "offset"),
        (ListSimPoolsRequest(status=[2]), "status"),
    ]:
        assert name in refused(client.list_sim_pools, request, 400, "GSL.00010004")


# 18


def test_list_sim_pool_members(client, forward):
    for pool in forward:
        for cycle in CYCLES[:2]:
            row = client.list_sim_pools(
                ListSimPoolsRequest(billing_cycle=cycle, pool_name=pool.pool_name, limit=500)
            ).pools
            answer = client.list_sim_pool_members(
                ListSimPoolMembersRequest(sim_pool_id=pool.id, billing_cycle=cycle, limit=500)
            )
            assert answer.count == len(answer.pool_members)
            for member in answer.pool_members:
                assert isinstance(member, PoolMemVO)
                assert re.fullmatch(r"\d{19,20}", member.cid)
                assert isinstance(member.sim_price_plan_id, int)
            if row:
                assert answer.count == row[0].quantity
                assert close(sum(member.flow_used for member in answer.pool_members), row[0].flow_used)


def test_list_sim_pool_members_by_number(client, forward):
    def find(**filters):
        return client.list_sim_pool_members(
            ListSimPoolMembersRequest(sim_pool_id=forward[0].id, billing_cycle="2026-11", **filters)
        )

    member = find().pool_members[0]
    found = find(cid=member.cid)
    assert found.count == 1 and found.pool_members[0].id == member.id
    assert find(cid="89860099999999999999").count == 0


def test_list_sim_pool_members_errors(client, forward):
    def request(**given):
        given = {"sim_pool_id": forward[0].id, "billing_cycle": "2026-11", **given}
        return ListSimPoolMembersRequest(**given)

    call = client.list_sim_pool_members
    refused(call, request(billing_cycle="2026-05"), 403, "GSL.00011004")
    refused(call, request(sim_pool_id=5), 403, "GSL.00014003")
    assert "billing_cycle" in refused(call, request(billing_cycle=None), 400, "GSL.00010004")
    assert "limit" in refused(call, request(limit=5), 400, "GSL.00010004")


# 19


def test_list_back_pools(client, backward):
    assert {pool.pool_status for pool in backward} == {2, -1, -2}
    for pool in backward:
        assert isinstance(pool, BackPoolVO)
        assert is_time(pool.status_time) and is_time(pool.modify_time)
        assert pool.flow_used >= 0
        parts = pool.activated_sim_quantity, pool.inactive_sim_quantity, pool.disassembled_sim_quantity
        assert sum(parts) == pool.quantity
    rows = client.list_back_pools(ListBackPoolsRequest(all_billing_cycle=True, limit=500)).pools
    assert {row.billing_cycle for row in rows} == set(CYCLES)
    named = client.list_back_pools(ListBackPoolsRequest(pool_name=backward[0].pool_name, billing_cycle="2026-11"))
    assert [pool.id for pool in named.pools] == [backward[0].id]


def test_list_back_pools_errors(client):
    refused(client.list_back_pools, ListBackPoolsRequest(billing_cycle="2025-11"), 403, "GSL.00011004")
    assert "limit" in refused(client.list_back_pools, ListBackPoolsRequest(limit=1), 400, "GSL.00010004")


# 20


def test_list_back_pool_members(client, backward):
    for pool in backward:
        answer = client.list_back_pool_members(
            ListBackPoolMembersRequest(back_pool_id=pool.id, billing_cycle="2026-11", limit=500)
        )
        assert answer.count == len(answer.pool_members) == pool.quantity
        for member in answer.pool_members:
            assert isinstance(member, BackPoolMemVO)
            assert member.sim_status in (10, 11, 13, 14, 20, 30)
        assert close(sum(member.flow_used for member in answer.pool_members), pool.flow_used)
        if pool.pool_status != 2:
            assert 20 not in {member.sim_status for member in answer.pool_members}


def test_list_back_pool_members_errors(client, forward, backward):
    def request(**given):
        given = {"back_pool_id": backward[0].id, "billing_cycle": "2026-11", **given}
        return ListBackPoolMembersRequest(**given)

    call = client.list_back_pool_members
    refused(call, request(billing_cycle="2026-12"), 403, "GSL.00011004")
    refused(call, request(back_pool_id=forward[0].id), 403, "GSL.00014003")
    assert "offset" in refused(call, request(offset=0), 400, "GSL.00010004")
