"""Orders over plain HTTP (extension orders.purchase): from quote to cards, and every refusal with its code."""

import json
import time
import urllib.error
import urllib.request

import pytest
from conftest import connect, serving
from huaweicloudsdkgsl.v3 import ListSimCardsRequest

ADDRESS = {"receiver": "王芳", "phone": "0755-1234567", "address": "深圳市龙岗区 1 号"}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("orders"), "--time-scale", "432000") as endpoint:
        yield endpoint


def call(endpoint, method, path, body=None, key=None):
    """Status and body of an answer."""
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(endpoint + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.headers["X-Request-Id"]
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        assert error.headers["X-Request-Id"]
        return error.code, json.load(error)


def ok(endpoint, *request, **more):
    status, body = call(endpoint, *request, **more)
    assert status == 200, body
    return body


@pytest.fixture(scope="module")
def plan(endpoint):
    plans = ok(endpoint, "GET", "/v1/price-plans?limit=500")["price_plans"]
    return next(plan for plan in plans if plan["price_plan_name"] == "中国移动 5GB/月 1年")


def bought(endpoint, plan):
    address = ok(endpoint, "POST", "/v1/addresses", ADDRESS)["address_id"]
    wanted = {"pack_size": 10, "pack_count": 1, "card_form": "consumer_2ff", "price_plan_id": plan["price_plan_id"]}
    quote = ok(endpoint, "POST", "/v1/orders/quotes", wanted)
    return ok(endpoint, "POST", "/v1/orders", {"quote_id": quote["quote_id"], "address_id": address})


def test_from_quote_to_cards(endpoint, plan):
    order = bought(endpoint, plan)
    assert order["price_cents"] == plan["price"] * 10 and order["order_status"] == 1
    money = {"order_ids": [order["order_id"]], "amount_cents": order["price_cents"]}
    paid = ok(endpoint, "POST", "/v1/payments", money, key="once")
    assert ok(endpoint, "POST", "/v1/payments", money, key="once") == paid
    path = f"/v1/orders/{order['order_id']}"
    end = time.monotonic() + 30
    while (detail := ok(endpoint, "GET", path))["order"]["order_status"] != 5:
        assert time.monotonic() < end, detail
        time.sleep(0.05)
    assert detail["opened_quantity"] == 10 and detail["order"]["logistics_number"]
    assert [step["order_status"] for step in detail["steps"]] == [1, 2, 3, 4, 5]
    # The official client sees the cards like any others.
    found = connect(endpoint).list_sim_cards(ListSimCardsRequest(order_id=order["order_id"]))
    assert found.count == 10 and {card.sim_status for card in found.sim_cards} == {13}


def test_cancel_before_payment(endpoint, plan):
    order = bought(endpoint, plan)
    path = f"/v1/orders/{order['order_id']}/cancel"
    assert ok(endpoint, "POST", path)["order_status"] == 6
    status, body = call(endpoint, "POST", path)
    assert (status, body["error_code"]) == (403, "GSL.00013002")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "word"),
    [
        ("GET", "/v1/orders/1", None, 400, "GSL.00013001", "order"),
        ("GET", "/v1/orders/x", None, 400, "GSL.00010004", "order_id"),
        ("GET", "/v1/orders?order_type=0", None, 400, "GSL.00010004", "order_type"),
        ("POST", "/v1/orders/1/cancel", None, 400, "GSL.00013001", "order"),
        ("POST", "/v1/orders/quotes", {}, 400, "GSL.00010004", "price_plan_id"),
        ("POST", "/v1/orders", {"quote_id": 1, "address_id": 1}, 400, "GSL.00013003", "quote"),
        ("POST", "/v1/orders", {"quote_id": "x"}, 400, "GSL.00010004", "body"),
        ("POST", "/v1/payments", {"order_ids": [], "amount_cents": 0}, 400, "GSL.00010004", "order_ids"),
        ("POST", "/v1/payments", {"order_ids": [1], "amount_cents": 0}, 400, "GSL.00013001", "order"),
        ("POST", "/v1/addresses", ADDRESS | {"phone": "x"}, 400, "GSL.00010004", "phone"),
        ("PUT", "/v1/addresses/1", ADDRESS, 400, "GSL.00013006", "address"),
        ("DELETE", "/v1/addresses/1", None, 400, "GSL.00013006", "address"),
    ],
)
def test_refusals(endpoint, method, path, body, status, code, word):
    answer = call(endpoint, method, path, body)
    assert (answer[0], answer[1]["error_code"]) == (status, code), answer
    assert word in answer[1]["error_msg"]
