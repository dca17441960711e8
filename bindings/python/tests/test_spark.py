"""The plan on Spark is that of one machine, whatever the partitions and the order of the contacts."""

import hashlib
import random

import flashplan
import pyarrow as pa
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
spark_sql = pytest.importorskip("pyspark.sql")

GROUP = "6fa459ea-ee8a-3ca4-894e-db77e160355e"
COUNT = 1_500


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

CASES = {
    "plain": (definition(), {"count": 1}),
    "pace": (definition(), {
        "count": 3, "timezone": "Europe/Paris", "min_gap": 2, "jitter": 3, "seed": 7, "per_hour": 300,
        "warm_up": [400, 800], "quiet_hours": ["22:00-08:00"],
    }),
    "tags": (definition(recipients={"type": "tags", "value": ["vip"]}), {
        "count": 1, "exclude": {"type": "tags", "value": ["stop"]}, "missing": "empty",
    }),
    "group": (definition(recipients={"type": "group", "groupId": GROUP}), {
        "count": 2, "groups": [{"id": GROUP, "contactIds": [f"c{i:07}" for i in range(0, COUNT + 90, 7)]}],
    }),
}


@pytest.fixture(scope="module")
def spark():
    session = (
        spark_sql.SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "97")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def rows():
    return people()


SCHEMA = pa.schema([
    ("id", pa.string()), ("row", pa.int64()), ("name", pa.string()), ("phone", pa.string()),
    ("tags", pa.list_(pa.string())), ("meta", pa.struct([("city", pa.string())])),
])


def frame(rows):
    return pa.Table.from_pylist(rows, SCHEMA)


def spread(spark, rows, partitions, seed=1):
    """The contacts shuffled over so many partitions."""
    rows = list(rows)
    random.Random(seed).shuffle(rows)
    contacts = spark.createDataFrame(frame(rows))
    return contacts.repartition(partitions)


def digest(table):
    """The hash of rows, whatever order they come in."""
    table = table.select([field.name for field in flashplan._flashplan.plan_schema().to_pyarrow().schema])
    lines = sorted(repr(row) for row in table.to_pylist())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def collected(sends):
    """The rows of a plan in its order, as one machine has them."""
    table = sends.toArrow()
    at = [table["occurrence"].to_pylist(), table["position"].to_pylist(), table["contactId"].to_pylist()]
    far = 1 << 62
    order = sorted(range(len(table)), key=lambda i: (at[0][i], far if at[1][i] is None else at[1][i], at[2][i] or ""))
    schema = flashplan._flashplan.plan_schema().to_pyarrow().schema
    return table.take(order).select(schema.names).cast(schema)


def planned(rows, case):
    campaign, options = CASES[case]
    plan = flashplan.plan(campaign, frame(rows), templates=TEMPLATES, **options)
    table = pa.table(plan)
    return table, plan.summary["hash"]


@pytest.mark.parametrize("case, partitions", [("plain", 2), ("pace", 7), ("group", 3), ("tags", 2)])
def test_same_plan_as_one_machine(spark, rows, case, partitions):
    from flashplan.spark import plan

    campaign, options = CASES[case]
    expected, hash = planned(rows, case)
    assert expected.num_rows and expected["reason"].drop_null().length()
    contacts = spread(spark, rows, partitions)
    sends = collected(plan(campaign, contacts, templates=TEMPLATES, partitions=partitions, **options))
    assert digest(sends) == digest(expected)
    assert flashplan.Planner(campaign, templates=TEMPLATES, **options).hash(sends) == hash
