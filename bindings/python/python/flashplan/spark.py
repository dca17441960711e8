"""The plan on Apache Spark: the keys, texts and times that one machine gives, of contacts that none could hold.

>>> from flashplan.spark import plan                                     # doctest: +SKIP
>>> sends = plan("campaign/", spark.read.parquet("contacts/"))           # doctest: +SKIP
>>> sends.write.parquet("plan/")                                         # doctest: +SKIP

What Spark does is to sort, to shuffle and to add up; what a contact comes to is decided by flashplan in Rust, on
Arrow batches, on each partition by itself:

1. The contacts are sorted, and a row's place among all is its position. The rows of each partition are counted.
2. Each contact becomes a draft: whether the selector takes it, and what keeps it from being written to.
3. Drafts of one id, then of one phone number, come together; the lowest position wins.
4. Buckets of positions are counted: how many are written to before each. The time of a send follows from that.
5. Each bucket gets its times and texts.

Only counts come to the driver: a number a partition, and one a bucket. A task that is lost is made again from data
that its rows are functions of, so that it gives the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Callable

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import (
    BinaryType,
    BooleanType,
    IntegerType,
    LongType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

from ._flashplan import Planner, PlanStopped, Scheduler, Settler, Steps

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import Definition, Inputs

    Counts = tuple[int, int, int]
    Step = Callable[[Iterator[pa.RecordBatch]], Iterable[pa.RecordBatch]]

__all__ = ["COLUMNS", "plan"]

PART = "flashplan_part"
POSITION = "flashplan_position"
ID = "flashplan_id"
PHONE = "flashplan_phone"
DRAFT = "flashplan_draft"
PLANNED = "flashplan_planned"
REASON = "flashplan_reason"
COUNTS = "flashplan_counts"
BUCKET = "flashplan_bucket"

#: The columns of a plan, as `flashplan plan --format parquet` has them.
COLUMNS = StructType([
    StructField("kind", StringType()),
    StructField("key", StringType()),
    StructField("occurrence", LongType()),
    StructField("at", TimestampType()),
    StructField("position", LongType()),
    StructField("contactId", StringType()),
    StructField("to", StringType()),
    StructField("sendAt", TimestampType()),
    StructField("timeZone", StringType()),
    StructField("type", StringType()),
    StructField("body", StringType()),
    StructField("mediaUrl", StringType()),
    StructField("reason", StringType()),
    StructField("of", StringType()),
    StructField("variables", StringType()),
])


def plan(
    campaign: Definition | Planner,
    contacts: DataFrame,
    *,
    order: str | None = None,
    partitions: int | None = None,
    storage: StorageLevel = StorageLevel.MEMORY_AND_DISK,
    **inputs: Unpack[Inputs],
) -> DataFrame:
    """Planned and skipped sends as a DataFrame, for contacts in any number of partitions and any order.

    `campaign` and `inputs` are those of `flashplan.plan`. The column `order` decides the positions, and with them who
    wins among equal phone numbers and who is first; contacts that are equal in it, and all without it, stand in the
    order of their ids. `partitions` is that of each shuffle, by default Spark's own setting. The contacts that are
    read, and what becomes of each, are kept under `storage` until the session ends.

    Raises CampaignError, ContactsError and PlanStopped, before a text is made.
    """
    planner = campaign if isinstance(campaign, Planner) else Planner(campaign, **inputs)
    steps = Steps(planner)
    names = steps.columns(_empty(contacts.schema))
    if order is not None and order not in contacts.columns:
        raise ValueError(f"order is {order!r}: expected one of the columns {', '.join(contacts.columns)}")
    partitions = partitions or int(contacts.sparkSession.conf.get("spark.sql.shuffle.partitions"))

    ordered = _ordered(contacts, names, order, partitions).persist(storage)
    sizes = _sizes(ordered, steps, names)
    first = dict(zip(sorted(sizes), _sums(sizes[part] for part in sorted(sizes))))

    drafts = ordered.mapInArrow(_draft(planner, names, first), _with_drafts(ordered.schema))
    by_id = F.coalesce(ID, F.col(POSITION).cast("string"))
    drafts = drafts.repartition(partitions, by_id).sortWithinPartitions(ID, POSITION)
    drafts = drafts.mapInArrow(_settle("ids"), drafts.schema)
    by_phone = F.coalesce(PHONE, F.col(POSITION))
    drafts = drafts.repartition(partitions, by_phone).sortWithinPartitions(PHONE, POSITION)
    size = _bucket_size(sum(sizes.values()), partitions)
    bucket = (F.col(POSITION) / F.lit(size)).cast("long")
    settled = drafts.mapInArrow(_settle("phones"), drafts.schema)
    settled = settled.withColumn(BUCKET, bucket).persist(storage)

    counts, planned, lacking = _add_up(settled)
    total = sum(planned.values())
    if lacking and steps.stops_at_missing():
        raise _stopped(lacking)
    steps.check_totals(counts, total)
    before = dict(zip(sorted(planned), _sums(planned[index] for index in sorted(planned))))

    candidates = settled.where(F.col(DRAFT).isNotNull())
    sends = candidates.repartition(partitions, BUCKET).sortWithinPartitions(POSITION)
    sends = sends.mapInArrow(_schedule(planner, names, counts, total, before, size), COLUMNS)
    if not steps.names_contacts():
        return sends
    ids = candidates.select(F.col(_numbered(names.index("id"))).cast("string")).coalesce(1)
    return sends.unionByName(ids.mapInArrow(_not_found(planner, counts, total), COLUMNS))


def _empty(schema: StructType) -> pa.Table:
    """No rows, with the columns of the contacts: for this Spark runs nothing."""
    try:
        return to_arrow_schema(schema, timezone="UTC").empty_table()
    except TypeError:
        # an older PySpark, whose instants are of UTC without saying so
        return to_arrow_schema(schema).empty_table()


def _ordered(contacts: DataFrame, names: list[str], order: str | None, partitions: int) -> DataFrame:
    """The columns that are read, sorted over all partitions, with the number of each row's partition."""
    keys = [_named(name).asc_nulls_last() for name in ["id", *(name for name in names if name != "id")]]
    if order is not None:
        keys.insert(0, _named(order).asc_nulls_last())
    ordered = contacts.repartitionByRange(partitions, *keys).sortWithinPartitions(*keys)
    own = (_named(name).alias(_numbered(index)) for index, name in enumerate(names))
    return ordered.select(*own, F.spark_partition_id().alias(PART))


def _sizes(ordered: DataFrame, steps: Steps, names: list[str]) -> dict[int, int]:
    """How many rows each partition has. Raises ContactsError where none has an id, or a number."""
    needed = {name: F.count(F.col(_numbered(names.index(name)))).alias(name) for name in ("id", "phone")}
    counts = ordered.groupBy(PART).agg(F.count("*").alias("rows"), *needed.values()).collect()
    values = {name: sum(row[name] for row in counts) for name in needed}
    steps.check_values(sum(row["rows"] for row in counts), values)
    return {row[PART]: row["rows"] for row in counts}


def _numbered(index: int) -> str:
    """A column's name between the steps, where Spark would take a point in its own for a field of a structure."""
    return f"flashplan_column{index}"


def _renamed(rows: pa.RecordBatch, names: list[str]) -> pa.RecordBatch:
    """The rows with other names for their first columns, which are those of the contacts."""
    return rows.rename_columns([*names, *rows.schema.names[len(names):]])


def _named(name: str) -> Any:
    """A column whose name may have a point in it."""
    return F.col("`" + name.replace("`", "``") + "`")


def _with_drafts(contacts: StructType) -> StructType:
    own = [StructField(field.name, field.dataType) for field in contacts if field.name != PART]
    return StructType([
        *own,
        StructField(POSITION, LongType()),
        StructField(ID, StringType()),
        StructField(PHONE, LongType()),
        StructField(DRAFT, BinaryType()),
        StructField(PLANNED, BooleanType()),
        StructField(REASON, StringType()),
        StructField(COUNTS, StringType()),
    ])


def _bucket_size(contacts: int, partitions: int) -> int:
    """Positions that are timed together: some buckets a partition, and not so many rows that they fill a worker."""
    return min(max(contacts // (4 * partitions), 256), Steps.BUCKET)


def _sums(numbers: Iterable[int]) -> Iterator[int]:
    """What stands before each number."""
    total = 0
    for number in numbers:
        yield total
        total += number


def _draft(planner: Planner, names: list[str], first: dict[int, int]) -> Step:
    numbered = [_numbered(index) for index in range(len(names))]

    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        steps, seen = Steps(planner), {}
        counts, last = (0, 0, 0), None
        for batch in batches:
            # a partition of Spark's may hold more than one of ours
            for part, rows in _by_part(batch):
                position = first[part] + seen.get(part, 0)
                seen[part] = seen.get(part, 0) + rows.num_rows
                drafts, more = steps.drafts(_renamed(rows, names), position)
                counts = _added(counts, more)
                last = _renamed(pa.record_batch(drafts), numbered)
                last = last.append_column(COUNTS, pa.nulls(last.num_rows, pa.string()))
                yield last
        if last is not None:
            row = {name: pa.nulls(1, last.schema.field(name).type) for name in last.schema.names}
            row[COUNTS] = pa.array([json.dumps(counts)])
            yield pa.RecordBatch.from_arrays(list(row.values()), names=list(row))

    return step


def _by_part(batch: pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Rows that follow one another in one partition, without its number."""
    parts = batch.column(PART)
    rows = batch.drop_columns([PART])
    runs = pc.run_end_encode(parts) if len(parts) else None
    start = 0
    for part, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist()) if runs else ():
        yield part, rows.slice(start, end - start)
        start = end


def _added(a: Counts, b: Counts) -> Counts:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _settle(by: str) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        settler = Settler(by)
        for batch in batches:
            is_draft = batch.column(DRAFT).is_valid()
            counts = batch.filter(pc.invert(is_draft))
            if counts.num_rows:
                yield counts
                batch = batch.filter(is_draft)
            if (settled := settler.push(batch)) is not None:
                yield pa.record_batch(settled)
        if (settled := settler.finish()) is not None:
            yield pa.record_batch(settled)

    return step


def _add_up(settled: DataFrame) -> tuple[Counts, dict[int, int], int]:
    """What all partitions count, the planned ones of each bucket, and how many lack a value."""
    lacking = F.count_if(F.col(REASON) == "MISSING_VARIABLES")
    sums = settled.groupBy(BUCKET, COUNTS).agg(
        F.count("*").alias("rows"), F.count_if(PLANNED).alias("planned"), lacking.alias("lacking")
    )
    counts, planned, lack = (0, 0, 0), {}, 0
    for row in sums.collect():
        if row[COUNTS] is None:
            planned[row[BUCKET]] = row["planned"]
            lack += row["lacking"]
        else:
            contacts, candidates, near_misses = json.loads(row[COUNTS])
            times = row["rows"]
            counts = _added(counts, (times * contacts, times * candidates, times * near_misses))
    return counts, planned, lack


def _stopped(lacking: int) -> PlanStopped:
    message = f"{lacking} contacts lack a value that the template needs"
    hint = 'plan with missing="skip" or missing="empty", or complete the contacts'
    error = PlanStopped(f"VARIABLES_MISSING: {message}; {hint}")
    error.issues = [{
        "severity": "error", "code": "VARIABLES_MISSING", "path": "", "message": message, "hint": hint,
    }]
    return error


def _schedule(
    planner: Planner, names: list[str], counts: Counts, planned: int, before: dict[int, int], size: int
) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        scheduler = Scheduler(planner, counts, planned, before, size)
        for batch in batches:
            yield from map(_as_spark, scheduler.push(_renamed(batch, names)))
        yield from map(_as_spark, scheduler.finish())

    return step


def _not_found(planner: Planner, counts: Counts, planned: int) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        ids = (id.strip() for batch in batches for id in batch.column(0).to_pylist() if id is not None)
        yield from map(_as_spark, Steps(planner).not_found(ids, counts, planned))

    return step


def _as_spark(rows: Any) -> pa.RecordBatch:
    """The rows of a plan with Spark's instants, which have microseconds."""
    batch = pa.record_batch(rows)
    fields = [
        field.with_type(pa.timestamp("us", "UTC")) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields))
