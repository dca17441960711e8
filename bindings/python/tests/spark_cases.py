"""Campaigns and contacts that are planned on Spark, on one machine and by the command line."""

import functools
import hashlib
import json
import random

import flashplan
import pyarrow as pa
import pyarrow.parquet as pq

GROUP = "6fa459ea-ee8a-3ca4-894e-db77e160355e"
COUNT = 1_500

SCHEMA = pa.schema([
    ("id", pa.string()), ("row", pa.int64()), ("name", pa.string()), ("phone", pa.string()),
    ("tags", pa.list_(pa.string())), ("meta", pa.struct([("city", pa.string())])),
])


@functools.cache
def people(count=COUNT, seed=7):
    """Contacts with everything that can go wrong, in the order of their ids."""
    draw = random.Random(seed)
    rows = []
    for i in range(count):
        number = draw.randrange(count) if draw.random() < 0.2 else i
        rows.append({
            "id": f"c{draw.randrange(count) if draw.random() < 0.03 else i:07}",
            "row": i,
            "name": draw.choice([None, f"Awa {i}", f"Koffi {i} Mensah"]) if i % 9 == 0 else f"Nom{i} Prénom",
            "phone": draw.choice([None, "12", "+229"]) if i % 31 == 0 else f"+22901{97000000 + number}",
            "tags": draw.sample(["vip", "fidele", "stop"], draw.randrange(3)),
            "meta": {"city": draw.choice(["Ouidah", "Cotonou", None])},
        })
    return sorted(rows, key=lambda row: (row["id"], str(row["name"]), str(row["phone"])))


def definition(**changes):
    return {
        "instanceId": "1cd85ecf-f7b6-587d-bea6-15bd98049a0b", "name": "Promo",
        "schedule": "2030-03-30T09:00:00+01:00", "repeat": "daily",
        "templateId": "c92a98e0-6540-51d7-a450-312fe94658a9", "variables": {"code": "PAGNE10"},
        "recipients": {"type": "all"}, **changes,
    }


TEMPLATES = [{
    "id": "c92a98e0-6540-51d7-a450-312fe94658a9", "name": "promo", "type": "text",
    "body": "Bonjour {{contact.firstName}} de {{contact.meta.city}}, code {{custom.code}}.",
}]

GROUPS = [{"id": GROUP, "contactIds": [f"c{i:07}" for i in range(0, COUNT + 90, 7)]}]
SUPPRESSED = ["c0000003", *(f"+22901{97000000 + i}" for i in range(0, COUNT, 5))]

CASES = {
    "plain": (definition(), {"count": 1}),
    "pace": (definition(), {
        "count": 3, "timezone": "Europe/Paris", "min_gap": "2s", "jitter": "3s", "seed": 7, "per_hour": 300,
        "warm_up": [400, 800], "quiet_hours": ["22:00-08:00"],
    }),
    "quota": (definition(), {"count": 2, "quota": 1200, "quota_policy": "truncate", "batch_size": 50, "batch_pause": "1m"}),
    "tags": (definition(recipients={"type": "tags", "value": ["vip"]}), {
        "count": 1, "exclude": {"type": "tags", "value": ["stop"]}, "missing": "empty",
    }),
    "group": (definition(recipients={"type": "group", "groupId": GROUP}), {"count": 2, "groups": GROUPS}),
    "suppression": (definition(), {"count": 1, "suppress": SUPPRESSED}),
    "all": (definition(recipients={"type": "group", "groupId": GROUP}), {
        "count": 2, "groups": GROUPS, "suppress": SUPPRESSED, "min_gap": "2s", "per_minute": 9, "jitter": "1s",
        "windows": ["08:00-12:00"], "exclude": {"type": "tags", "value": ["stop"]},
    }),
}


def frame(rows):
    return pa.Table.from_pylist(rows, SCHEMA)


def spread(spark, rows, partitions, seed=1):
    """The contacts shuffled over so many partitions."""
    rows = list(rows)
    random.Random(seed).shuffle(rows)
    return spark.createDataFrame(frame(rows)).repartition(partitions)


def columns():
    return flashplan._flashplan.plan_schema().to_pyarrow().schema


def digest(table):
    """The hash of the set of rows, whatever order they come in."""
    lines = sorted(repr(row) for row in table.select(columns().names).to_pylist())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def collected(sends):
    """The rows of a plan in its order, as one machine has them."""
    table = sends.toArrow()
    far = 1 << 62
    keys = zip(*(table[name].to_pylist() for name in ("occurrence", "position", "contactId")))
    keys = [(occurrence, far if position is None else position, id or "") for occurrence, position, id in keys]
    order = sorted(range(len(table)), key=keys.__getitem__)
    return table.take(order).select(columns().names).cast(columns())


def planned(rows, case):
    """The plan of one machine: its rows and its hash."""
    campaign, options = CASES[case]
    plan = flashplan.plan(campaign, frame(rows), templates=TEMPLATES, **options)
    table = pa.table(plan)
    return table, plan.summary["hash"]


def hash_of(sends, case):
    """The hash of a plan's rows."""
    campaign, options = CASES[case]
    return flashplan.Planner(campaign, templates=TEMPLATES, **options).hash(sends)


def write_folder(path, case, rows):
    """The campaign as a folder for the command line, with its contacts in the order of their rows."""
    campaign, options = CASES[case]
    options = dict(options)
    (path / "campaign.json").write_text(json.dumps(campaign))
    (path / "templates.json").write_text(json.dumps(TEMPLATES))
    if groups := options.pop("groups", None):
        (path / "groups.json").write_text(json.dumps(groups))
    if suppressed := options.pop("suppress", None):
        (path / "suppress.txt").write_text("\n".join(suppressed))
        options["suppress"] = "suppress.txt"
    lines = (f"{name.replace('_', '-')} = {toml(value)}\n" for name, value in options.items())
    (path / "plan.toml").write_text("".join(lines))
    pq.write_table(frame(sorted(rows, key=lambda row: row["row"])), path / "contacts.parquet")


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {toml(inner)}" for name, inner in value.items()) + "}"
    return json.dumps(value)
