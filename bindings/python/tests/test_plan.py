"""A plan from Python is the plan of the command line, whatever the frame is."""

import hashlib
import json
import pickle
from datetime import date, datetime, timedelta, timezone

import flashplan
import pyarrow as pa
import pyarrow.parquet as pq
import pytest


def frames(table):
    """The same contacts in each kind of frame."""
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    return {
        "pyarrow": table,
        "chunks": pa.concat_tables([table.slice(0, 3), table.slice(3, 0), table.slice(3)]),
        "batch": table.combine_chunks().to_batches()[0],
        "reader": table.to_reader(max_chunksize=7),
        "polars": polars.from_arrow(table),
        "categories": polars.from_arrow(table).with_columns(polars.col("tags").cast(polars.Categorical)),
        "pandas": table.to_pandas(),
        "duckdb": duckdb.from_arrow(table),
    }


KINDS = ["pyarrow", "chunks", "batch", "reader", "polars", "categories", "pandas", "duckdb"]


@pytest.mark.parametrize("kind", KINDS)
def test_same_bytes_as_the_command_line(kind, promo, contacts, cli):
    written = cli("plan", promo).stdout
    plan = flashplan.plan(promo, frames(contacts)[kind])
    assert b"".join(plan.lines()) == written


def test_same_rows_as_the_command_line(promo, contacts, cli, tmp_path):
    cli("plan", promo, "--format", "parquet", "--out", tmp_path / "plan.parquet")
    expected = pq.read_table(tmp_path / "plan.parquet")
    for rows in (1, 7, 65_536):
        table = pa.Table.from_batches(map(pa.record_batch, flashplan.plan(promo, contacts, batch_rows=rows)))
        assert table.cast(expected.schema).equals(expected)


def test_same_contacts_from_parquet(promo, contacts, cli, tmp_path):
    rich = contacts.drop(["tags", "meta.points", "meta.city"])
    rich = rich.append_column("tags", pa.array([t.split(";") if t else [] for t in contacts["tags"].to_pylist()]))
    points = [float(p) + 0.5 if p else None for p in contacts["meta.points"].to_pylist()]
    rich = rich.append_column("meta", pa.array(
        [None if p is None else {"points": p, "city": c} for p, c in zip(points, contacts["meta.city"].to_pylist())]
    ))
    pq.write_table(rich, tmp_path / "contacts.parquet")
    written = cli("plan", promo, "--contacts", tmp_path / "contacts.parquet").stdout
    assert b"".join(flashplan.plan(promo, rich).lines()) == written


OPTIONS = [
    ({"count": 2, "per_hour": 9, "min_gap": "90s", "seed": 3, "jitter": 60},
     ["--count", 2, "--per-hour", 9, "--min-gap", "90s", "--seed", 3, "--jitter", "60s"]),
    ({"count": 3, "quiet_hours": ["08:30-12:00"], "batch_size": 5, "batch_pause": timedelta(minutes=10)},
     ["--count", 3, "--quiet-hours", "08:30-12:00", "--batch-size", 5, "--batch-pause", "10m"]),
    ({"windows": ["fri 10:00-18:00"], "warm_up": [5, 10, 20], "min_gap": 2, "count": 1},
     ["--windows", "fri 10:00-18:00", "--warm-up", "5,10,20", "--min-gap", "2s", "--count", 1]),
    ({"until": datetime(2026, 12, 12, tzinfo=timezone.utc), "exclude_dates": [date(2026, 12, 4)]},
     ["--until", "2026-12-12T00:00:00Z", "--exclude-dates", "2026-12-04"]),
    ({"now": "2026-12-20T00:00:00Z", "missed": "late", "late_within": "30h", "count": 3},
     ["--now", "2026-12-20T00:00:00Z", "--missed", "late", "--late-within", "30h", "--count", 3]),
    ({"quota": 40, "quota_policy": "truncate", "missing": "empty", "shard": "1/3"},
     ["--quota", 40, "--quota-policy", "truncate", "--missing", "empty", "--shard", "1/3"]),
    ({"quiet_zone": "contact", "quiet_hours": ["00:00-09:30"], "gap": "skip", "fold": "second"},
     ["--quiet-zone", "contact", "--quiet-hours", "00:00-09:30", "--gap", "skip", "--fold", "second"]),
]


@pytest.mark.parametrize("options, flags", OPTIONS)
def test_options_are_those_of_the_command_line(options, flags, promo, contacts, cli):
    written = cli("plan", promo, *flags).stdout
    assert b"".join(flashplan.plan(promo, contacts, **options).lines()) == written


def test_suppressed_and_sent(promo, contacts, cli, tmp_path):
    first = json.loads(cli("plan", promo).stdout.splitlines()[2])
    (tmp_path / "sent").write_text(first["key"])
    (tmp_path / "stop").write_text("+2290197000003\n")
    written = cli("plan", promo, "--sent", tmp_path / "sent", "--suppress", tmp_path / "stop").stdout
    plan = flashplan.plan(promo, contacts, sent=[first["key"]], suppress=["+2290197000003"])
    assert b"".join(plan.lines()) == written
    assert plan.summary["alreadySent"] == 1


def test_definitions_in_every_form(campaign, templates, few):
    def hashed(campaign, templates):
        plan = flashplan.plan(campaign, few, templates=templates)
        return [batch.num_rows for batch in plan], plan.summary["hash"]

    text = json.dumps(campaign)
    expected = hashed(campaign, templates)
    assert expected[0] == [3]
    assert hashed(text, json.dumps(templates)) == expected
    assert hashed(text.encode(), {"data": templates}) == expected


def test_summary_header_and_hash(promo, contacts):
    planner = flashplan.Planner(promo)
    assert planner.header["options"]["timezone"] == "Africa/Porto-Novo"
    assert [str(each["local"]) for each in planner.occurrences()][:2] == [
        "2026-12-04 09:00:00+01:00", "2026-12-11 09:00:00+01:00",
    ]
    plan = planner.plan(contacts)
    assert plan.summary is None
    table = pa.table(plan)
    summary = plan.summary
    assert summary["sends"] == 108 == table["key"].drop_null().length()
    assert [issue["code"] for issue in summary["issues"]]
    lines = b"".join(planner.plan(contacts).lines()).splitlines(keepends=True)
    assert summary["hash"] == hashlib.sha256(b"".join(lines[1:-1])).hexdigest()
    assert planner.hash(table) == summary["hash"]
    assert planner.hash(planner.plan(contacts, batch_rows=5)) == summary["hash"]
    assert planner.hash(table.slice(1)) != summary["hash"]


def test_a_plan_can_be_left(promo, contacts):
    plan = flashplan.plan(promo, contacts, batch_rows=1)
    assert next(plan).num_rows == 1
    del plan


def test_a_planner_travels(promo, contacts):
    planner = pickle.loads(pickle.dumps(flashplan.Planner(promo, count=1)))
    assert len(pa.table(planner.plan(contacts))) == 35


def test_polars_and_duckdb_read_a_plan(promo, contacts):
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    frame = polars.DataFrame(flashplan.plan(promo, contacts))
    assert frame.filter(polars.col("kind") == "send").height == 108
    rows = pa.table(flashplan.plan(promo, contacts))
    assert duckdb.sql("select count(*) from rows where kind = 'send'").fetchall() == [(108,)]


def test_groups(campaign, templates, few):
    group = "6fa459ea-ee8a-3ca4-894e-db77e160355e"
    campaign["recipients"] = {"type": "group", "groupId": group}
    groups = [{"id": group, "contactIds": ["c2", "c9"]}]
    table = pa.table(flashplan.plan(campaign, few, templates=templates, groups=groups))
    assert table["contactId"].to_pylist() == ["c2", "c9"]
    assert table["reason"].to_pylist() == [None, "CONTACT_NOT_FOUND"]
    with pytest.raises(flashplan.CampaignError) as caught:
        flashplan.plan(campaign, few, templates=templates)
    assert caught.value.issues[0]["path"] == "/recipients/groupId"


def test_written_verified_and_compared(promo, contacts, cli, tmp_path):
    before, after = tmp_path / "before.ndjson", tmp_path / "after.ndjson"
    summary = flashplan.plan(promo, contacts).write(before)
    assert before.read_bytes() == cli("plan", promo).stdout
    assert flashplan.verify(before, promo, contacts)["valid"]
    assert flashplan.verify(before.read_bytes(), promo, contacts)["summary"]["hash"] == summary["hash"]
    flashplan.plan(promo, contacts, min_gap=5).write(after)
    found = flashplan.verify(after, promo, contacts)
    assert not found["valid"] and found["broken"][0]["law"]
    differences = flashplan.diff(before, after)
    ours = json.loads(cli("diff", before, after, "--format", "json").stdout)
    assert differences == ours and differences["moved"] > 100
    assert flashplan.diff(before, before)["changes"] == []
    broken = before.read_bytes().replace(b"Bonjour Awa", b"Bonjour Eve", 1)
    with pytest.raises(flashplan.StoredPlanError) as caught:
        flashplan.diff(before, broken)
    assert caught.value.issues
    with pytest.raises(FileNotFoundError):
        flashplan.diff(before, tmp_path / "none")


def test_a_broken_contact_is_a_skipped_row(campaign, templates):
    contacts = pa.table({
        "id": ["c1", None, " ", "c1", "c5"],
        "name": ["Awa", "B", "C", "D", None],
        "phone": ["+2290197000001", "+2290197000002", "+2290197000003", "+2290197000004", None],
    })
    table = pa.table(flashplan.plan(campaign, contacts, templates=templates))
    assert table["reason"].to_pylist() == [None, "UNREADABLE", "UNREADABLE", "DUPLICATE_ID", "MISSING_PHONE"]
    assert table["position"].to_pylist() == [0, 1, 2, 3, 4]
