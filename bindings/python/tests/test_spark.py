"""The plan on Spark is that of one machine, whatever the partitions and the order of the contacts."""

import datetime
import functools
import json
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
F = pytest.importorskip("pyspark.sql.functions")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

from spark_cases import (  # noqa: E402
    CASES,
    TEMPLATES,
    collected,
    definition,
    digest,
    frame,
    hash_of,
    people,
    planned,
    spread,
    write_folder,
)

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


@pytest.fixture(scope="module")
def by_command_line(rows, cli, tmp_path_factory):
    """The hash of the plan that `flashplan plan` makes of a case, and the reasons for which it skips."""

    @functools.cache
    def plan(case):
        folder = tmp_path_factory.mktemp(case)
        write_folder(folder, case, rows)
        written = cli("plan", folder, "--contacts", folder / "contacts.parquet").stdout.splitlines()
        summary = json.loads(written[-1])
        assert summary["sends"], summary
        return summary["hash"], summary["skipped"]

    return plan


@pytest.mark.parametrize("case, partitions", [
    *((case, partitions) for case in ("pace", "all") for partitions in (1, 2, 7, 64)),
    *((case, 7) for case in CASES if case not in ("pace", "all")),
])
def test_same_plan_as_the_command_line(spark, rows, by_command_line, case, partitions):
    from flashplan.spark import plan

    campaign, options = CASES[case]
    hash, skipped = by_command_line(case)
    contacts = spread(spark, rows, partitions)
    sends = plan(campaign, contacts, templates=TEMPLATES, order="row", partitions=partitions, **options)
    sends = collected(sends)
    reasons = pc.value_counts(sends["reason"].drop_null()).to_pylist()
    assert {each["values"]: each["counts"] for each in reasons} == skipped
    assert hash_of(sends, case) == hash


def test_same_plan_as_one_machine_by_id(spark, rows):
    """Without an order the contacts stand in that of their ids."""
    from flashplan.spark import plan

    campaign, options = CASES["all"]
    expected, hash = planned(rows, "all")
    sends = collected(plan(campaign, spread(spark, rows, 3), templates=TEMPLATES, partitions=5, **options))
    assert digest(sends) == digest(expected)
    assert hash_of(sends, "all") == hash


def test_an_order_with_equal_values(spark, rows):
    """Contacts that are equal in the order stand in that of their ids."""
    from flashplan.spark import plan

    campaign, options = CASES["pace"]
    _, hash = planned(sorted(rows, key=lambda row: (row["phone"] is None, row["phone"])), "pace")
    sends = plan(campaign, spread(spark, rows, 3), templates=TEMPLATES, order="phone", partitions=5, **options)
    assert hash_of(collected(sends), "pace") == hash


@pytest.mark.parametrize("kind, value", [
    ("timestamp_ntz", lambda i: datetime.datetime(1960, 1, 1) + datetime.timedelta(days=i * 7919 % 9_000, microseconds=i)),
    ("long", lambda i: i * 7919 % 800 - 400),
    ("string", lambda i: f"{i * 7919 % 800:04}"),
])
def test_an_order_of_any_type(spark, rows, kind, value):
    """Lowest first, before 1970 and below 0 too; those without a value come last."""
    from flashplan.spark import plan

    campaign, options = CASES["pace"]
    some = [(row, None if i % 7 == 0 else value(i)) for i, row in enumerate(rows[:300])]
    ordered = [row for row, at in sorted(some, key=lambda pair: (pair[1] is None, pair[1] or value(0)))]
    _, hash = planned(ordered, "pace")
    table = frame([row for row, _ in some]).append_column("order", pa.array([at for _, at in some]))
    contacts = spark.createDataFrame(table).withColumn("order", F.col("order").cast(kind)).repartition(3)
    sends = plan(campaign, contacts, templates=TEMPLATES, order="order", partitions=4, **options)
    assert hash_of(collected(sends), "pace") == hash


def test_only_counts_come_to_the_driver(spark, rows, monkeypatch):
    from flashplan.spark import plan
    from pyspark.sql import DataFrame

    campaign, options = CASES["all"]
    contacts = spread(spark, rows, 3)
    kind, seen = type(contacts), []
    for name in ("toArrow", "toPandas", "toLocalIterator", "take", "head", "first"):
        monkeypatch.setattr(kind, name, None)
    collect = kind.collect

    def told(self: DataFrame):
        found = collect(self)
        seen.append((self.columns, found))
        return found

    monkeypatch.setattr(kind, "collect", told)
    plan(campaign, contacts, templates=TEMPLATES, partitions=5, **options)
    (sizes, parts), (sums, chunks) = seen
    assert sizes == ["flashplan_key", "flashplan_data"] and len(parts) <= 5
    assert all(json.loads(part["flashplan_data"]).keys() == {"sizes", "values", "counts"} for part in parts)
    assert sums == ["flashplan_key", "planned", "lacking"] and len(chunks) <= 5


def test_what_is_counted_is_what_one_machine_counts(spark, rows, monkeypatch):
    """Who would be taken, or left out, but for the case of a tag: that is worth a warning."""
    from flashplan import spark as module

    campaign = definition(recipients={"type": "tags", "value": ["vip", "FIDELE"]})
    options = {"count": 1, "exclude": {"type": "tags", "value": ["STOP"]}, "missing": "empty"}
    one = flashplan.plan(campaign, frame(rows), templates=TEMPLATES, **options)
    pa.table(one)
    told = []

    def marks(steps, counts, planned, *rest):
        told.extend(steps.marks(counts, planned, [])[0])
        return {}

    monkeypatch.setattr(module, "_marks", marks)
    module.plan(campaign, spread(spark, rows, 3), templates=TEMPLATES, partitions=4, **options)
    near = [issue for issue in one.summary["issues"] if issue["code"] == "TAG_CASE_NEAR_MISS"]
    assert len(near) == 2
    assert [issue for issue in told if issue in near] == near


def test_nobody_has_a_number(spark):
    from flashplan.spark import plan

    campaign, options = CASES["plain"]
    contacts = spark.createDataFrame([("c1", None), ("c2", None)], "id string, phone string")
    with pytest.raises(flashplan.ContactsError) as caught:
        plan(campaign, contacts, templates=TEMPLATES, **options)
    assert [issue["path"] for issue in caught.value.issues] == ["/phone"]


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


def test_candidates_whose_contacts_are_lost_are_an_error():
    from flashplan import spark as module

    campaign, options = CASES["plain"]
    planner = flashplan.Planner(campaign, templates=TEMPLATES, **options)
    step = module._schedule(planner, (1, 1, 0, 0), 1, {0: module.Chunk(0, 0)}, {}, 0)
    with pytest.raises(RuntimeError, match="lacks their contacts"):
        list(step(iter([module._packet("candidates", 0, b"")])))


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
    ({"name": "Promo"}, TEMPLATES, {"count": 1}, "/instanceId"),
    (definition(), TEMPLATES, {"count": 1, "quiet_zone": "contact"}, "/options/quiet_zone"),
])
def test_refused_before_it_starts(spark, rows, campaign, templates, options, path):
    from flashplan.spark import plan

    contacts = spread(spark, rows[:5], 1)
    error = nothing_runs(spark, lambda: plan(campaign, contacts, templates=templates, **options))
    assert isinstance(error, flashplan.CampaignError)
    assert [issue["path"] for issue in error.issues if issue["severity"] == "error"][0] == path


@pytest.mark.parametrize("schema, path", [
    ("id string", "/phone"), ("id string, phone long", "/phone"), ("id string, phone void", "/phone"),
    ("id binary, phone string", "/id"), ("id string, phone string, phone string", "/phone"),
])
def test_frames_are_refused_before_it_starts(spark, schema, path):
    from flashplan.spark import plan

    campaign, options = CASES["plain"]
    contacts = spark.createDataFrame([], schema)
    error = nothing_runs(spark, lambda: plan(campaign, contacts, templates=TEMPLATES, **options))
    assert isinstance(error, flashplan.ContactsError)
    assert [issue["path"] for issue in error.issues] == [path]
    with pytest.raises(ValueError, match="partitions is 0: expected 1 or more"):
        plan(campaign, spark.createDataFrame([], "id string, phone string"), partitions=0, templates=TEMPLATES, **options)
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
