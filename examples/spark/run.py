"""A plan on a Spark cluster, held against the plan of the command line.

    python examples/spark/run.py --contacts 100000

Makes contacts, starts a standalone cluster on loopback (a master and two workers), plans, writes the plan as Parquet,
and compares its hash with that of `flashplan plan`. It needs Java 17, and the packages flashplan
(`pip install ./bindings/python`), pandas, pyarrow and pyspark; the command line is built if it is not.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import contacts
import flashplan
import pyarrow.parquet as pq
from cluster import Cluster, configured
from flashplan.spark import plan
from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).resolve().parent
CAMPAIGN = HERE / "campaign"


def main():
    args = arguments()
    if args.dir:
        run(args, pathlib.Path(args.dir))
        return
    with tempfile.TemporaryDirectory(prefix="flashplan-spark-") as home:
        run(args, pathlib.Path(home))


def run(args, home):
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"contacts-{args.contacts}.parquet"
    if not path.exists():
        contacts.write(path, args.contacts)
    print(f"{args.contacts:,} contacts in {path}")

    cpu, expected = by_command_line(args.flashplan or built(), path)
    print(f"command line: {cpu:.1f} s of one core, {rate(args.contacts, cpu)}, hash {expected}")

    with Cluster(home, args.workers, args.memory) as cluster:
        spark = configured(SparkSession.builder, cluster.url, args.memory).appName("flashplan").getOrCreate()
        began = time.monotonic()
        sends = plan(CAMPAIGN, spark.read.parquet(str(path)), order="row", partitions=args.partitions)
        sends.write.mode("overwrite").parquet(str(home / "plan"))
        took = time.monotonic() - began
        print(f"Spark, {args.workers} workers of one core: {took:.1f} s, {rate(args.contacts, took)}")
        ordered = spark.read.parquet(str(home / "plan")).sort("occurrence", "position", "contactId")
        ordered.write.mode("overwrite").parquet(str(home / "ordered"))
        spark.stop()

    found = flashplan.Planner(CAMPAIGN).hash(batches(home / "ordered"))
    print(f"hash of the plan on Spark: {found}")
    if found != expected:
        sys.exit("the plans differ")
    print("the plans are the same")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="1g", help="of each worker")
    parser.add_argument("--dir", help="keep everything in this folder")
    parser.add_argument("--flashplan", default=os.environ.get("FLASHPLAN"), help="the command line")
    return parser.parse_args()


def built():
    """The command line, built."""
    root = HERE.parents[1]
    subprocess.run(["cargo", "build", "--locked", "--quiet", "--release", "-p", "flashplan-cli"], cwd=root, check=True)
    return root / "target" / "release" / "flashplan"


def by_command_line(binary, path):
    """The seconds of processor time, and the hash, of the plan that the command line makes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [binary, "plan", CAMPAIGN, "--contacts", path, "--threads", "1"]
    last = b""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        while chunk := process.stdout.read(1 << 20):
            last = (last + chunk)[-4096:]
    if process.returncode:
        sys.exit(f"{binary} plan: exit status {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, json.loads(last.splitlines()[-1])["hash"]


def batches(folder):
    """The rows of a sorted DataFrame: its parts are named in their order."""
    for part in sorted(folder.glob("part-*.parquet")):
        yield from pq.ParquetFile(part).iter_batches()


def rate(count, seconds):
    return f"{count / seconds:,.0f} contacts a second"


if __name__ == "__main__":
    main()
