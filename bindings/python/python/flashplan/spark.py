"""The plan on Apache Spark: the keys, texts and times that one machine gives, of contacts that none could hold.

>>> from flashplan.spark import plan                                     # doctest: +SKIP
>>> sends = plan("campaign/", spark.read.parquet("contacts/"))           # doctest: +SKIP
>>> sends.write.parquet("plan/")                                         # doctest: +SKIP

What Spark does is to sort, to shuffle and to add up; what a contact comes to is decided by flashplan in Rust, on
Arrow batches, on each partition by itself:

1. The contacts are sorted, once. Each partition packs its contacts in chunks of some thousand, and makes a draft of
   each: whether the selector takes it, and what keeps it from being written to.
2. Drafts of one id, then of one phone number, come together; the lowest position wins. They travel some hundred in a
   row of Spark's, which sees packets of bytes: a shuffle costs what their bytes cost, and nothing for each of them.
3. What has become of them goes back to the chunks. How many are written to before each chunk tells when.
4. Each chunk gets its times and texts.

Only counts come to the driver: some numbers a chunk. A task that is lost is made again from data that its rows are
functions of, so that it gives the same rows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

import pyarrow as pa
from pyspark import StorageLevel, TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import BinaryType, LongType, StringType, StructField, StructType, TimestampType

from ._flashplan import Drafter, Planner, PlanStopped, Scheduler, Settler, Steps, packet_schema

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import Definition, Inputs

    Counts = tuple[int, int, int, int]
    Packet = tuple[int, str, pa.Buffer]
    Step = Callable[[Iterator[pa.RecordBatch]], Iterable[pa.RecordBatch]]

__all__ = ["COLUMNS", "plan"]

KIND, KEY, ROWS, PLANNED, LACKING, DATA = (
    f"flashplan_{name}" for name in ("kind", "key", "rows", "planned", "lacking", "data")
)

#: What goes from step to step: contacts of a chunk, drafts of a bin, candidates of a chunk, or counts.
PACKETS = StructType([
    StructField(KIND, StringType()),
    StructField(KEY, LongType()),
    StructField(ROWS, LongType()),
    StructField(PLANNED, LongType()),
    StructField(LACKING, LongType()),
    StructField(DATA, BinaryType()),
])

#: Contacts of a chunk: enough that nothing is done for each by itself, few enough to be held by the dozen.
CHUNK = 1 << 14

#: Bits of a chunk's key that number it in its partition; above them stands the partition.
CHUNK_BITS = 22

#: Contacts of a task after the sort, at most and on average: what a worker holds follows from it.
TASK = 1 << 17

#: Bytes of the marks that the tasks are sent, all together.
MARKS = 1 << 26

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
    order of their ids. `partitions` is that of the sort, by default Spark's own setting of shuffles; the steps after
    it have as many, or more where a worker would hold too much. The contacts that are read, and what becomes of each,
    are kept under `storage` until the session ends.

    Raises CampaignError, ContactsError and PlanStopped, before a text is made.
    """
    planner = campaign if isinstance(campaign, Planner) else Planner(campaign, **inputs)
    steps = Steps(planner)
    names = steps.columns(_empty(contacts.schema))
    if order is not None and order not in contacts.columns:
        raise ValueError(f"order is {order!r}: expected one of the columns {', '.join(contacts.columns)}")
    if partitions is not None and partitions < 1:
        raise ValueError(f"partitions is {partitions}: expected 1 or more")
    partitions = partitions or int(contacts.sparkSession.conf.get("spark.sql.shuffle.partitions"))

    bins = max(1024, 4 * partitions)
    ordered = _ordered(contacts, names, order, partitions)
    packed = ordered.mapInArrow(_draft(planner, names, bins), PACKETS).persist(storage)
    sizes, counts = _counted(packed, steps)
    tasks = max(partitions, -(-sum(sizes.values()) // TASK))
    drafts = _together(packed.where(F.col(KIND) == "drafts"), tasks, F.col(KEY))
    drafts = _together(drafts.mapInArrow(_settle("ids", bins), PACKETS), tasks, F.col(KEY))
    settled = drafts.mapInArrow(_settle("phones", bins), PACKETS).persist(storage)

    planned, lacking = _add_up(settled)
    total = sum(planned.values())
    if lacking and steps.stops_at_missing():
        raise _stopped(lacking)
    # chunks that follow one another are timed by one task: some groups for each
    bits = max(0, min(len(sizes) // (4 * partitions), 4).bit_length() - 1)
    chunks = _chunks(sizes, planned)
    marks = _marks(steps, counts, total, chunks, bits)

    taken = packed.where(F.col(KIND) == "contacts").unionByName(settled)
    taken = _together(taken, tasks, F.shiftright(F.col(KEY), bits))
    sends = taken.mapInArrow(_schedule(planner, counts, total, chunks, marks, bits), COLUMNS)
    if not steps.names_contacts():
        return sends
    return sends.unionByName(settled.coalesce(1).mapInArrow(_not_found(planner, counts, total), COLUMNS))


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
    return ordered.select(*(_named(name).alias(_numbered(index)) for index, name in enumerate(names)))


def _together(packets: DataFrame, tasks: int, key: Any) -> DataFrame:
    """All packets of one key in one task, one key after the other."""
    return packets.repartition(tasks, key).sortWithinPartitions(KEY)


def _counted(packed: DataFrame, steps: Steps) -> tuple[dict[int, int], Counts]:
    """The contacts of each chunk, in the order of the plan, and what all count. Raises ContactsError where none has an
    id, or a number."""
    sizes, values, counts = {}, Counter(), (0, 0, 0, 0)
    for row in packed.where(F.col(KIND) == "counts").select(KEY, DATA).collect():
        own = json.loads(row[DATA])
        sizes.update({row[KEY] << CHUNK_BITS | number: rows for number, rows in enumerate(own["sizes"])})
        values.update(own["values"])
        counts = _added(counts, own["counts"])
    steps.check_values(sum(sizes.values()), {name: values[name] for name in ("id", "phone")})
    return dict(sorted(sizes.items())), counts


def _added(a: Iterable[int], b: Iterable[int]) -> Counts:
    contacts, candidates, near_misses, near_excluded = map(sum, zip(a, b))
    return contacts, candidates, near_misses, near_excluded


def _numbered(index: int) -> str:
    """A column's name between the steps, where Spark would take a point in its own for a field of a structure."""
    return f"flashplan_column{index}"


def _named(name: str) -> Any:
    """A column whose name may have a point in it."""
    return F.col("`" + name.replace("`", "``") + "`")


def _draft(planner: Planner, names: list[str], bins: int) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        drafter, sizes, values = Drafter(planner, bins), [], Counter()
        # partitions are numbered in the order of what they hold
        part = TaskContext.get().partitionId()
        for chunk in _cut(batches):
            key, rows, kept = part << CHUNK_BITS | len(sizes), 0, []
            for batch in chunk:
                batch = batch.rename_columns(names)
                own, full = drafter.push(batch, key, rows)
                kept.extend(map(pa.record_batch, own))
                if full is not None:
                    yield pa.record_batch(full)
                values.update({name: len(batch) - batch[name].null_count for name in ("id", "phone")})
                rows += len(batch)
            sizes.append(rows)
            if any(map(len, kept)):
                yield _packet("contacts", key, _stored(kept))
        if (left := drafter.finish()) is not None:
            yield pa.record_batch(left)
        told = {"sizes": sizes, "values": values, "counts": drafter.counts()}
        yield _packet("counts", part, json.dumps(told).encode())

    return step


def _cut(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """The rows in chunks, each in some batches."""
    chunk, room = [], CHUNK
    for batch in batches:
        while len(batch):
            chunk.append(batch.slice(0, room))
            batch = batch.slice(room)
            room -= len(chunk[-1])
            if not room:
                yield chunk
                chunk, room = [], CHUNK
    if chunk:
        yield chunk


def _stored(batches: list[pa.RecordBatch]) -> bytes:
    """Batches of one schema as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    return sink.getvalue().to_pybytes()


def _packet(kind: str, key: int, data: bytes) -> pa.RecordBatch:
    row = {KIND: kind, KEY: key, ROWS: 0, PLANNED: 0, LACKING: 0, DATA: data}
    return pa.RecordBatch.from_pylist([row], pa.record_batch(packet_schema()).schema)


def _settle(by: str, bins: int) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        settler = Settler(by, bins)
        for batch in batches:
            yield from map(pa.record_batch, settler.push(batch))
        if (left := settler.finish()) is not None:
            yield pa.record_batch(left)

    return step


def _add_up(settled: DataFrame) -> tuple[dict[int, int], int]:
    """The planned candidates of each chunk, and how many lack a value."""
    sums = settled.groupBy(KEY).agg(F.sum(PLANNED).alias("planned"), F.sum(LACKING).alias("lacking")).collect()
    return {row[KEY]: row["planned"] for row in sums}, sum(row["lacking"] for row in sums)


class Chunk(NamedTuple):
    """Where a chunk stands in the plan."""

    #: The position of its first contact.
    first: int
    #: The planned candidates before it.
    before: int


def _chunks(sizes: dict[int, int], planned: dict[int, int]) -> dict[int, Chunk]:
    """Where each chunk stands, in the order of the plan."""
    first = accumulate(sizes.values(), initial=0)
    before = accumulate((planned.get(key, 0) for key in sizes), initial=0)
    return dict(zip(sizes, map(Chunk, first, before)))


def _marks(steps: Steps, counts: Counts, planned: int, chunks: dict[int, Chunk], bits: int) -> dict[int, bytes]:
    """For each group of chunks where the times stand before it, or before a group before it. Raises PlanStopped."""
    groups = {key >> bits: chunk.before for key, chunk in reversed(chunks.items())}
    groups = dict(sorted(groups.items()))
    # the times remember most at the end: this tells how much
    _, (last,) = steps.marks(counts, planned, [planned])
    count = min(MARKS // len(last), len(groups))
    if not count:
        return {}
    each = -(-len(groups) // count)
    _, marks = steps.marks(counts, planned, list(groups.values())[::each])
    return {group: marks[number // each] for number, group in enumerate(groups)}


def _stopped(lacking: int) -> PlanStopped:
    message = f"{lacking} contacts lack a value that the template needs"
    hint = 'plan with missing="skip" or missing="empty", or complete the contacts'
    error = PlanStopped(f"VARIABLES_MISSING: {message}; {hint}")
    error.issues = [{
        "severity": "error", "code": "VARIABLES_MISSING", "path": "", "message": message, "hint": hint,
    }]
    return error


def _schedule(
    planner: Planner, counts: Counts, planned: int, chunks: dict[int, Chunk], marks: dict[int, bytes], bits: int
) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        scheduler, last = Scheduler(planner, counts, planned), None
        for key, packets in groupby(_packets(batches), itemgetter(0)):
            contacts, candidates = None, []
            for _, kind, data in packets:
                if kind == "contacts":
                    contacts = pa.ipc.open_stream(data)
                else:
                    candidates.append(data.to_pybytes())
            if not candidates:
                # nobody in it is a candidate
                continue
            if contacts is None:
                raise RuntimeError(f"chunk {key} has candidates and lacks their contacts: the task is to be made again")
            # within a group the times go on from chunk to chunk
            group = key >> bits
            mark = marks.get(group) if group != last else None
            last = group
            yield from map(_as_spark, scheduler.chunk(contacts, candidates, *chunks[key], mark))

    return step


def _packets(batches: Iterator[pa.RecordBatch]) -> Iterator[Packet]:
    for batch in batches:
        data = (packet.as_buffer() for packet in batch[DATA])
        yield from zip(batch[KEY].to_pylist(), batch[KIND].to_pylist(), data)


def _not_found(planner: Planner, counts: Counts, planned: int) -> Step:
    def step(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from map(_as_spark, Steps(planner).not_found(batches, counts, planned))

    return step


def _as_spark(rows: Any) -> pa.RecordBatch:
    """The rows of a plan with Spark's instants, which have microseconds."""
    batch = pa.record_batch(rows)
    fields = [
        field.with_type(pa.timestamp("us", "UTC")) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields))
