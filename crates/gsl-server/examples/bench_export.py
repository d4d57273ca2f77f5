"""Writes cards of a database into a file as a script in Python would, for bench_export.rs to compare with.

bench_export.py csv|xlsx DATABASE ROWS OUT [OURS]: reads with sqlite3, puts codes into words, and writes with csv or with
openpyxl in write-only mode. Prints rows, seconds and peak memory as JSON. With OURS, a CSV export of the service, its
first rows must be the same; reading them is not counted.
"""

import csv
import datetime
import itertools
import json
import sqlite3
import sys
import time

QUERY = """
SELECT c.cid, c.id, c.cid, c.status, c.stop_reason, c.node_id, c.imei, c.device_model, c.device_status, c.imsi, c.msisdn,
  p.name, p.flow_total, f.flow_used, f.flow_left, f.flow_time,
  (SELECT group_concat(name, ',') FROM (SELECT tags.name AS name FROM card_tags w JOIN tags ON tags.id = w.tag_id
   WHERE w.card_id = c.id ORDER BY w.tag_id)),
  c.order_id, c.attr1, c.attr2, c.attr3, c.attr4, c.attr5, c.attr6, c.act_time, c.expire_time, c.purchase_time,
  c.real_named, c.cut_net, c.exceed_cut, c.exceed_quota, c.rebinds_left, c.speed, c.sim_type, c.card_form, c.data_type,
  c.carrier, c.carrier, c.pool_id, c.back_pool_id
FROM cards c JOIN plans p ON p.id = c.plan LEFT JOIN figures f ON f.card_id = c.id
ORDER BY c.id DESC LIMIT ?
"""
STATES = {10: "Testable", 11: "Inactive", 13: "Activatable", 14: "Suspended", 20: "In use", 30: "Deregistered"}
REASONS = {
    "over_plan": "Plan data used up",
    "over_threshold": "Over the threshold",
    "pool": "Pool used up",
    "expired": "Plan expired",
    "user": "Suspended by the user",
    "violation": "Violation",
    "separation": "Device changed",
    "not_real_named": "Not real-named",
    "pool_frozen": "Pool frozen",
    "back_pool_threshold": "Backward pool over its threshold",
}
DEVICES = {1: "Registered", 2: "Restarted", 3: "Online", 4: "Offline"}
YES = {0: "No", 1: "Yes"}
TYPES = {1: "vSIM", 2: "eSIM", 3: "Physical"}
FORMS = {
    "consumer_2ff": "Consumer plug-in (2FF)",
    "consumer_dual": "Consumer dual cut (mini+micro)",
    "consumer_triple": "Consumer triple cut (mini+micro+nano)",
    "consumer_smd": "Consumer SMD",
    "industrial_2ff": "Industrial plug-in (2FF)",
    "industrial_smd": "Industrial SMD",
}
DATA = {1: "General", 2: "Directional"}
CARRIERS = {1: "China Mobile", 2: "China Telecom", 3: "China Unicom", 4: "Overseas"}
NETWORKS = {}
EPOCH = datetime.datetime(1970, 1, 1, 8)


def words(table):
    return lambda value: None if value is None else table.get(value, value)


def digits(value):
    return None if value is None else str(value)


def moment(value):
    return None if value is None else EPOCH + datetime.timedelta(seconds=value // 1000)


def megabytes(value):
    return None if value is None else value / 1000


def plain(value):
    return value


D, T, M, P = digits, moment, megabytes, plain
CONVERT = [D, D, D, words(STATES), words(REASONS), P, D, P, words(DEVICES), D, D, P, M, M, M, T, P, D]
CONVERT += [P] * 6 + [T] * 3 + [words(YES)] * 3 + [P] * 3
CONVERT += [words(TYPES), words(FORMS), words(DATA), words(NETWORKS), words(CARRIERS), D, D]


def rows(database, count):
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for row in db.execute(QUERY, (count,)):
        yield [convert(value) for convert, value in zip(CONVERT, row)]


def safe(value):
    """As a spreadsheet leaves it alone."""
    if isinstance(value, str):
        if value.isdigit() and (len(value) >= 12 or len(value) > 1 and value[0] == "0"):
            return f'="{value}"'
        return "'" + value if value[:1] in tuple("=+-@\t\r'") and value else value
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return value


def write_csv(all_rows, out):
    with open(out, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in all_rows:
            writer.writerow([safe(value) for value in row])


def write_xlsx(all_rows, out):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in all_rows:
        sheet.append(row)
    book.save(out)


def compare(out, ours):
    with open(out, encoding="utf-8-sig", newline="") as a, open(ours, encoding="utf-8-sig", newline="") as b:
        theirs = csv.reader(b)
        next(theirs)
        for number, (one, other) in enumerate(itertools.zip_longest(csv.reader(a), theirs)):
            if one is None:
                break
            # The names of networks are not in the database.
            del one[36], other[36]
            assert one == other, f"row {number}: {one} {other}"


kind, database, count, out, *ours = sys.argv[1:]
started = time.monotonic()
(write_csv if kind == "csv" else write_xlsx)(rows(database, int(count)), out)
seconds = time.monotonic() - started
# Not by getrusage: that of a program begun by another one begins with the other's.
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) / 1000 for line in status if line.startswith("VmHWM"))
if ours:
    compare(out, ours[0])
writer = "Python csv" if kind == "csv" else "openpyxl"
print(json.dumps({"writer": writer, "rows": int(count), "seconds": seconds, "peak_mb": peak}))
