"""The plan on Spark is that of one machine, whatever the partitions and the order of the contacts."""

import hashlib
import pathlib
import random
import re
import shutil

import flashplan
import pyarrow as pa
import pyarrow.compute as pc
import pytest

pytest.importorskip("pyspark", reason="pyspark is not installed")
spark_sql = pytest.importorskip("pyspark.sql")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

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
    "quota": (definition(), {"count": 2, "quota": 1200, "quota_policy": "truncate", "batch_size": 50, "batch_pause": "1m"}),
    "tags": (definition(recipients={"type": "tags", "value": ["vip"]}), {
        "count": 1, "exclude": {"type": "tags", "value": ["stop"]}, "missing": "empty",
    }),
    "group": (definition(recipients={"type": "group", "groupId": GROUP}), {
        "count": 2, "groups": [{"id": GROUP, "contactIds": [f"c{i:07}" for i in range(0, COUNT + 90, 7)]}],
    }),
    "suppression": (definition(), {
        "count": 1, "suppress": ["c0000003", *(f"+22901{97000000 + i}" for i in range(0, COUNT, 5))],
    }),
}


@pytest.fixture(scope="module")
def spark():
    session = (
        spark_sql.SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "America/New_York")
        .config("spark.sql.shuffle.partitions", "3")
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


@pytest.mark.parametrize("case, partitions", [
    *(("pace", partitions) for partitions in (1, 2, 7, 64)),
    *((case, 7) for case in CASES if case != "pace"),
])
def test_same_plan_as_one_machine(spark, rows, case, partitions):
    from flashplan.spark import plan

    campaign, options = CASES[case]
    expected, hash = planned(rows, case)
    assert expected.num_rows and expected["reason"].drop_null().length()
    contacts = spread(spark, rows, partitions)
    sends = collected(plan(campaign, contacts, templates=TEMPLATES, partitions=partitions, **options))
    assert digest(sends) == digest(expected)
    assert flashplan.Planner(campaign, templates=TEMPLATES, **options).hash(sends) == hash


def test_from_csv(spark, promo, contacts, tmp_path):
    from flashplan.spark import plan

    read = spark.read.option("header", True).csv(str(promo / "contacts.csv"))
    ordered = contacts.take(pc.sort_indices(contacts["id"]))
    expected = flashplan.plan(promo, ordered)
    table = pa.table(expected)
    assert digest(collected(plan(promo, read, partitions=2))) == digest(table)


def test_broken_contacts_are_skipped_rows(spark):
    from flashplan.spark import plan

    rows = [
        {"id": None, "phone": "+2290197000001"}, {"id": " ", "phone": "+2290197000001"},
        {"id": "c1", "phone": None}, {"id": "c2", "phone": "\ud83d".encode("utf-8", "replace").decode()},
        {"id": "c3", "phone": "+2290197000001", "name": "Awa", "meta": {"city": "Ouidah"}},
    ]
    campaign, options = CASES["plain"]
    sends = collected(plan(campaign, spread(spark, rows, 3), templates=TEMPLATES, partitions=2, **options))
    found = dict(zip(sends["contactId"].to_pylist(), sends["reason"].to_pylist()))
    assert found == {"c1": "MISSING_PHONE", "c2": "INVALID_PHONE", "c3": None, None: "UNREADABLE"}
    assert sends.num_rows == 5


def test_readme(spark):
    text = (pathlib.Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    mine = [block for block in blocks if "pyspark" in block]
    assert mine
    for block in mine:
        exec(compile(block, "README.md", "exec"), {})


def test_no_contacts(spark):
    from flashplan.spark import plan

    campaign, options = CASES["plain"]
    contacts = spark.createDataFrame([], "id string, phone string")
    assert plan(campaign, contacts, templates=TEMPLATES, **options).count() == 0


def nothing_runs(spark, plan):
    """The refusal of a plan, for which Spark ran nothing."""
    group = f"refusal{random.random()}"
    spark.sparkContext.setJobGroup(group, "a plan that is refused")
    with pytest.raises(flashplan.FlashplanError) as caught:
        plan()
    assert spark.sparkContext.statusTracker().getJobIdsForGroup(group) == []
    return caught.value


@pytest.mark.parametrize("campaign, templates, options, path", [
    (definition(), [{**TEMPLATES[0], "body": "{{contact.name"}], {"count": 1}, "/templates/0/body"),
    (definition(variables={}), TEMPLATES, {"count": 1}, ""),
    (definition(repeat="none"), TEMPLATES, {"timezone": "Europe/Pari"}, "/options/timezone"),
    (definition(), TEMPLATES, {}, "/repeat"),
    (definition(), TEMPLATES, {"count": 1, "quiet_zone": "contact"}, "/options/quiet_zone"),
])
def test_refused_before_it_starts(spark, rows, campaign, templates, options, path):
    from flashplan.spark import plan

    contacts = spread(spark, rows[:5], 1)
    error = nothing_runs(spark, lambda: plan(campaign, contacts, templates=templates, **options))
    assert isinstance(error, flashplan.CampaignError)
    assert [issue["path"] for issue in error.issues if issue["severity"] == "error"] == [path]


@pytest.mark.parametrize("schema, path", [
    ("id string", "/phone"), ("id string, phone long", "/phone"), ("id string, phone void", "/phone"),
    ("id binary, phone string", "/id"),
])
def test_frames_are_refused_before_it_starts(spark, schema, path):
    from flashplan.spark import plan

    campaign, options = CASES["plain"]
    contacts = spark.createDataFrame([], schema)
    error = nothing_runs(spark, lambda: plan(campaign, contacts, templates=TEMPLATES, **options))
    assert isinstance(error, flashplan.ContactsError)
    assert [issue["path"] for issue in error.issues] == [path]
    with pytest.raises(ValueError, match="order is 'x'"):
        plan(campaign, spark.createDataFrame([], "id string, phone string"), order="x", templates=TEMPLATES, **options)


@pytest.mark.parametrize("options", [
    {"count": 1, "missing": "fail"}, {"count": 1, "quota": 5, "quota_policy": "fail"},
    {"count": 1, "quiet_hours": ["00:00-23:00"], "quiet_action": "abort"},
])
def test_policies_stop_it_before_a_text_is_made(spark, rows, options):
    from flashplan.spark import plan

    with pytest.raises(flashplan.PlanStopped) as caught:
        plan(definition(), spread(spark, rows, 3), templates=TEMPLATES, **options)
    assert caught.value.issues
