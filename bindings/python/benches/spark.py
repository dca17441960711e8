"""What a plan on Spark takes, beside the command line and beside a pandas UDF, and what memory its workers take.

    pip install pybars3 pyarrow pandas pyspark ./bindings/python && cargo build --release -p flashplan-cli
    python bindings/python/benches/spark.py --contacts 10000000

Each way is a process of its own, one after the other, on local[2]: seconds on the clock, and of processor time of all
its processes, Java's among them, which other programs on the machine disturb least. The contacts and the campaign are
those of examples/spark. `bars` is the quickest template engine of benches/render.py in a pandas UDF; `texts` does the
same work with flashplan; both only render. What Spark takes by itself, so that nothing on it can take less: `copy` reads
and writes what those two do, `handed` hands it to Python and back besides; `sorted` sorts the contacts and hands them
over once, `rows` reads the rows of the plan before it, hands them over and writes them. A table comes at the end.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
EXAMPLE = ROOT / "examples" / "spark"
CAMPAIGN = EXAMPLE / "campaign"
#: What the ways do whose names are taken.
WORK = {"sorted": "ordered", "rows": "passed"}
WAYS = ["cli", "bars", "texts", "handed", "copy", "plan", "sorted", "rows"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--partitions", type=int, nargs="+", default=[32], help="several for the memory of the workers")
    parser.add_argument("--dir", default=tempfile.gettempdir())
    parser.add_argument("--flashplan", default=str(ROOT / "target" / "release" / "flashplan"))
    parser.add_argument("--ways", nargs="+", default=WAYS, choices=WAYS)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    args = parser.parse_args()
    path = pathlib.Path(args.dir) / f"contacts-{args.contacts}.parquet"
    if args.way:
        way(args, path)
        return
    if not path.exists():
        sys.path.insert(0, str(EXAMPLE))
        import contacts

        contacts.write(path, args.contacts)
    found = {}
    for name in args.ways:
        for partitions in args.partitions if name == "plan" else args.partitions[:1]:
            found[name, partitions] = measure(args, path, name, partitions)
    table(found)


def table(found):
    """Each way's microseconds a contact beside those of the pandas UDF, and of the command line."""
    alone = {name: each for (name, _), each in found.items()}
    print(f"\n{'':6} {'partitions':>10} {'µs':>7} {'a second and core':>18} {'times the UDF':>14} {'of the command line':>20}")
    for (name, partitions), each in found.items():
        beside = [f"{alone[other] / each:.2f}" if other in alone else "" for other in ("bars", "cli")]
        print(f"{name:6} {partitions:10} {each:7.2f} {1e6 / each:18,.0f} {beside[0]:>14} {beside[1]:>20}")


def measure(args, path, name, partitions):
    if name == "cli":
        command = [args.flashplan, "plan", CAMPAIGN, "--contacts", path, "--threads", "1", "--out", os.devnull]
    else:
        command = [
            sys.executable, __file__, "--way", name, "--contacts", args.contacts, "--partitions", partitions,
            "--dir", args.dir,
        ]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = ""
    if name != "cli":
        found = json.loads(done.stdout)
        cpu, peak = found["seconds"], f", {found['worker']} MiB the largest worker"
        if name == "plan":
            peak += f", {found['shuffled'] / args.contacts:.0f} bytes a contact shuffled"
    print(
        f"{name:6} {partitions:4} partitions {time.monotonic() - began:7.1f} s, {cpu:7.1f} s of processor time: "
        f"{cpu / args.contacts * 1e6:6.2f} µs a contact, {args.contacts / cpu:10,.0f} contacts a second and core{peak}",
        flush=True,
    )
    return cpu / args.contacts * 1e6


def way(args, path):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "3g")
        .config("spark.local.dir", args.dir)
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    # all is at work once, so that starting it does not count
    spark.range(1000).mapInArrow(lambda batches: batches, "id long").count()
    memory, before = Memory(), seconds()
    contacts = spark.read.parquet(str(path))
    if args.way == "rows":
        contacts = spark.read.parquet(f"{args.dir}/bench-plan")
    made = globals()[WORK.get(args.way, args.way)](contacts, args.partitions[0])
    made.write.mode("overwrite").format("noop" if args.way == "sorted" else "parquet").save(f"{args.dir}/bench-{args.way}")
    shuffled = sum(path.stat().st_size for path in pathlib.Path(args.dir).glob("blockmgr-*/*/shuffle_*.data"))
    print(json.dumps({"seconds": seconds() - before, "worker": memory.stop(), "shuffled": shuffled}))
    spark.stop()


def seconds():
    """Of processor time, by the processes below this one and those that they saw end."""
    ticks = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if is_mine(int(stat.parent.name)):
                ticks += sum(map(int, stat.read_text().rsplit(")", 1)[1].split()[11:15]))
        except (OSError, ValueError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def copy(contacts, partitions):
    return contacts.selectExpr("name", "`meta.city` AS city", "`meta.points` AS points")


def handed(contacts, partitions):
    return passed(copy(contacts, partitions))


def passed(rows, partitions=None):
    return rows.mapInArrow(lambda batches: batches, rows.schema)


def ordered(contacts, partitions):
    contacts = contacts.toDF(*(name.replace(".", "_") for name in contacts.columns))
    return passed(contacts.repartitionByRange(partitions, "row", "id").sortWithinPartitions("row", "id"))


def bars(contacts, partitions):
    import pandas as pd

    source = body()

    def step(frames):
        import pybars

        template = pybars.Compiler().compile(source)
        for frame in frames:
            columns = zip(frame["name"], frame["city"], frame["points"])
            texts = [
                template({
                    "contact": {"firstName": name.split(" ")[0], "meta": {"city": city, "points": points}},
                    "custom": {"code": "MAI10"},
                })
                for name, city, points in columns
            ]
            yield pd.DataFrame({"text": texts})

    return copy(contacts, partitions).mapInPandas(step, "text string")


def texts(contacts, partitions):
    import pyarrow as pa
    from flashplan import Template

    template = Template(body())

    def step(batches):
        bound = template.bind(custom={"code": "MAI10"}, missing="empty")
        for batch in batches:
            batch = batch.rename_columns(["name", "meta.city", "meta.points"])
            yield pa.record_batch({"text": pa.array(bound.render_batch(batch)).cast(pa.string())})

    return copy(contacts, partitions).mapInArrow(step, "text string")


def plan(contacts, partitions):
    from flashplan import spark

    return spark.plan(CAMPAIGN, contacts, order="row", partitions=partitions)


def body():
    return json.loads((CAMPAIGN / "templates.json").read_text(encoding="utf-8"))[0]["body"]


class Memory:
    """The most memory that any Python process of Spark's took, in MiB; the kernel keeps each one's peak."""

    def __init__(self):
        self.most, self.ended = 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        while not self.ended.wait(0.5):
            for status in pathlib.Path("/proc").glob("[0-9]*/status"):
                try:
                    if b"pyspark.daemon" in status.with_name("cmdline").read_bytes() and is_mine(int(status.parent.name)):
                        peak = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
                        self.most = max([self.most, *(int(line.split()[1]) for line in peak)])
                except (OSError, ValueError):
                    continue

    def stop(self):
        self.ended.set()
        self.thread.join()
        return self.most // 1024


def is_mine(pid):
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return False


if __name__ == "__main__":
    main()
