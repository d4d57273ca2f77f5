"""Files of export tasks, read again by Python's csv and by openpyxl, cell by cell against the API."""

import csv
import datetime
import io
import json
import time
import urllib.request

import openpyxl
import pytest
from conftest import serving
from openpyxl.utils.escape import unescape

TRICKY = ["=1+1", "+8613800138000", "-1", "@x", "＝1", "0123", "'q", 'a,"b"']
NUMBERS = ["cid", "iccid", "imsi", "msisdn", "imei", "sim_card_id", "order_id"]
TEXTS = ["tag_names", "customer_attribute1", "price_plan_name"]
# What a card without a speed limit has in place of the API's -1.
NO_SPEED_LIMIT = "不限速"
FIGURES = ["flow_used", "flow_left", "flow_total", "exceed_cut_net_quota", "speed_value"]
TIMES = ["act_date", "expire_time", "purchase_time"]
COLUMNS = NUMBERS + TEXTS + FIGURES + TIMES


def ask(endpoint, method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{endpoint}{path}", data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def cards(endpoint):
    return json.loads(ask(endpoint, "GET", "/v1/sim-cards?limit=500"))["sim_cards"]


def exported(endpoint, kind):
    return finished(endpoint, {"what": "cards", "format": kind, "columns": COLUMNS})


def finished(endpoint, body):
    """The file of an export, once it is written."""
    task = json.loads(ask(endpoint, "POST", "/v1/export-tasks", body))["export_task_id"]
    until = time.monotonic() + 60
    while True:
        state = json.loads(ask(endpoint, "GET", f"/v1/export-tasks/{task}"))["state"]
        if state == "succeeded":
            return ask(endpoint, "GET", f"/v1/export-tasks/{task}/file")
        assert state in ("waiting", "running") and time.monotonic() < until, state
        time.sleep(0.02)


def local(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment + datetime.timedelta(hours=8)).replace(tzinfo=None, microsecond=0)


def plain(key, cell):
    """What stands in a CSV field; the two rules of the format taken back."""
    if cell == "":
        return None
    if cell == NO_SPEED_LIMIT:
        return cell
    if key in NUMBERS:
        return cell.removeprefix('="').removesuffix('"')
    if key in TEXTS:
        guarded = cell.startswith('="') and cell.endswith('"')
        return cell[2:-1] if guarded else cell.removeprefix("'")
    return datetime.datetime.fromisoformat(cell) if key in TIMES else float(cell)


def wanted(key, card):
    value = card[key]
    if value is None or value == "":
        return None
    if key == "speed_value" and value == -1:
        return NO_SPEED_LIMIT
    if key in NUMBERS:
        return str(value)
    if key in TEXTS:
        return value
    return local(value) if key in TIMES else float(value)


@pytest.fixture(scope="module")
def tricky(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("exports"), "--time-scale", "1000000") as endpoint:
        yield label(endpoint if "://" in endpoint else f"http://{endpoint}")


def label(endpoint):
    """Gives cards the values a spreadsheet would take for something else."""
    chosen = [card["sim_card_id"] for card in cards(endpoint)[: len(TRICKY)]]
    pairs = zip(chosen, TRICKY)
    rows = [{"sim_card_id": card, "customer_attribute1": value} for card, value in pairs]
    ask(endpoint, "POST", "/v1/sim-cards/attributes/batch-set", {"attributes": rows})
    for card, name in zip(chosen, ["=1+1", "+86-1", "-1", "@x"]):
        tag = json.loads(ask(endpoint, "POST", "/v1/tags", {"tag_name": name}))["id"]
        body = {"sim_card_ids": [card], "tag_ids": [tag]}
        ask(endpoint, "POST", "/v1/sim-tags/batch-set", body)
    return endpoint


def test_csv_is_what_the_api_says(tricky):
    raw = exported(tricky, "csv")
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    told = cards(tricky)
    assert len(rows) == len(told) + 1
    for row, card in zip(rows[1:], told, strict=True):
        assert {k: plain(k, v) for k, v in zip(COLUMNS, row, strict=True)} == {
            key: wanted(key, card) for key in COLUMNS
        }
        for key, cell in zip(COLUMNS, row):
            # A text of its own is no formula; ="0123" is one that is the text.
            formula = cell.startswith(("=", "+", "-", "@", "＝")) and not cell.startswith('="')
            assert key not in TEXTS or not formula


def test_xlsx_is_what_the_api_says(tricky):
    book = openpyxl.load_workbook(io.BytesIO(exported(tricky, "xlsx")))
    rows = list(book.active.iter_rows(min_row=2))
    for row, card in zip(rows, cards(tricky), strict=True):
        for key, cell in zip(COLUMNS, row, strict=True):
            value = cell.value
            assert cell.data_type != "f"
            if value is not None and key in NUMBERS + TEXTS:
                assert cell.data_type in ("s", "inlineStr")
                value = unescape(value)
            if key in TIMES and value is not None:
                value = (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
            assert value == wanted(key, card), key


def read_again(endpoint, kind, what, selection, columns):
    """The rows of an export as the independent readers see them: texts, numbers, moments, None."""
    body = {"what": what, "format": kind, "columns": columns, "selection": selection, "language": "en"}
    raw = finished(endpoint, body)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        return [[cell.removeprefix('="').removesuffix('"').removeprefix("'") or None for cell in row] for row in rows]
    rows = openpyxl.load_workbook(io.BytesIO(raw)).active.iter_rows(values_only=True)
    return [[unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def same(cell, value):
    """Whether a cell of either format says what the API says."""
    if value is None or value == "":
        return cell is None
    if isinstance(value, str) and value.endswith("Z"):
        moment = cell if isinstance(cell, datetime.datetime) else datetime.datetime.fromisoformat(cell)
        return abs(moment - local(value)) < datetime.timedelta(seconds=1)
    if isinstance(value, str):
        return cell == value
    return float(cell) == float(value)


def first_pool(endpoint, kind):
    pool = json.loads(ask(endpoint, "GET", f"/v1/{kind}-pools"))["pools"][0]
    return f"{kind}_pool_id={pool['id']}&billing_cycle={pool['billing_cycle']}", f"/v1/{kind}-pools/{pool['id']}/members"


POOL = ["id", "pool_name", "billing_cycle", "price_plan_name", "flow_used", "quantity", "order_ids", "modify_time"]
MEMBER = ["cid", "id", "flow_used", "order_id", "act_date"]
ORDER = [
    "order_id", "trade_number", "price_plan_name", "network_type", "logistics_company", "logistics_number", "ship_time", "quantity",
    "period_years", "silent_months", "pool_id", "price_cents", "create_time", "expected_time", "pay_time", "source_order_id", "fail_reason",
]
LISTS = {
    "tags": ("/v1/tags", "tags", ["id", "tag_name", "uses"]),
    "orders": ("/v1/orders", "orders", ORDER),
    "work_orders": ("/v1/work-orders", "work_orders", ["id", "req_detail", "total_count", "create_time", "finish_time"]),
    "sim_pools": ("/v1/sim-pools", "pools", [*POOL, "flow_total", "flow_left"]),
    "back_pools": ("/v1/back-pools", "pools", POOL),
    "sim_pool_members": ("sim", "pool_members", MEMBER),
    "back_pool_members": ("back", "pool_members", MEMBER),
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("what", LISTS)
def test_other_lists_are_what_the_api_says(tricky, what, kind):
    path, items, columns = LISTS[what]
    filter = ""
    if what.endswith("members"):
        filter, path = first_pool(tricky, path)
    if what == "work_orders" and not json.loads(ask(tricky, "GET", path))["count"]:
        cards_in_use = json.loads(ask(tricky, "GET", "/v1/sim-cards?sim_status=20&sim_type=3&carrier_type=2"))
        ask(tricky, "POST", f"/v1/sim-cards/{cards_in_use['sim_cards'][0]['sim_card_id']}/stop", {})
    rows = read_again(tricky, kind, what, {"filter": filter}, columns)[1:]
    told = json.loads(ask(tricky, "GET", f"{path}?limit=500&{filter}"))[items]
    assert told and len(rows) == len(told)
    for row, item in zip(rows, told, strict=True):
        for key, cell in zip(columns, row, strict=True):
            if key == "price_cents" and cell is not None:
                # Yuan in the file.
                cell = round(float(cell) * 100)
            moving = what == "work_orders" and key == "finish_time"
            assert moving or same(cell, item.get(key)), (key, cell, item.get(key))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_usage_is_that_of_operation_12(tricky, kind):
    chosen = [card["sim_card_id"] for card in cards(tricky)[:100]]
    head, *rows = read_again(tricky, kind, "card_usage", {"ids": chosen}, ["sim_card_id"])
    cycles = [name.removesuffix(" (MB)") for name in head[1:]]
    assert len(cycles) >= 6
    body = {"sim_card_ids": chosen, "billing_cycles": cycles[-6:]}
    told = json.loads(ask(tricky, "POST", "/v1/sim-cards/month-usages", body))["month_usages"]
    for row, card in zip(rows, told, strict=True):
        assert row[0] == str(card["sim_card_id"])
        months = {month["billing_cycle"]: month["flow_used"] for month in card["flow_usages"]}
        for cycle, cell in zip(cycles, row[1:], strict=True):
            assert cycle not in months or same(cell, months[cycle]), (cycle, cell, months[cycle])
