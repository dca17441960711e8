"""Time and peak memory of `flashplan plan` from 10^3 contacts to 10^7.

    cargo build --release -p flashplan-cli
    python3 scale.py curve ../../../target/release/flashplan /tmp/flashplan-scale 3 7
    python3 scale.py stream ../../../target/release/flashplan /tmp/flashplan-scale/7 30
    python3 scale.py shards ../../../target/release/flashplan /tmp/flashplan-scale/6 8
    python3 scale.py reader ../../../target/release/flashplan /tmp/flashplan-scale/6
    pip install pyarrow
    python3 scale.py parquet ../../../target/release/flashplan /tmp/flashplan-scale/7

`curve` plans one occurrence at each power of ten; `stream` pipes a plan of many occurrences into
`flashplan verify`; `shards` makes a plan in parts, one process each, and merges them; `reader` holds a
plan against Python's `csv.reader` reading the contacts once; `parquet` plans the same contacts from
Parquet, once as lines and once as Parquet. Times are processor time, user and
system together: the machine may do other work beside.
"""

import csv
import math
import os
import pathlib
import subprocess
import sys
import time

import contacts


class Run:
    """A process with what it took."""

    def __init__(self, command, **pipes):
        self.start = time.monotonic()
        self.process = subprocess.Popen(command, **pipes)

    def wait(self):
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - self.start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.mib = usage.ru_maxrss / 1024
        if self.process.returncode != 0:
            sys.exit(f"exit status {self.process.returncode}")
        return self


def plan(binary, folder, *flags, out=subprocess.DEVNULL):
    command = [binary, "plan", str(folder), *flags]
    return Run(command, stdout=out, stderr=subprocess.DEVNULL)


def curve(binary, folder, first, last):
    """One occurrence at each power of ten, the best of a few runs."""
    points = []
    print("| contacts | seconds | µs a contact | peak memory, MiB |\n|--:|--:|--:|--:|")
    for power in range(int(first), int(last) + 1):
        place, count = pathlib.Path(folder) / str(power), 10**power
        if not place.exists():
            contacts.write(count, place)
        runs = [plan(binary, place, "--count", "1").wait() for _ in range(1 if power > 6 else 5)]
        best, mib = min(run.cpu for run in runs), max(run.mib for run in runs)
        points.append((power, math.log10(best)))
        print(f"| 10^{power} | {best:.3f} | {best / count * 1e6:.3f} | {mib:.0f} |", flush=True)
    long = [point for point in points if point[0] >= 5]
    if len(long) > 1:
        (x0, y0), (x1, y1) = long[0], long[-1]
        print(f"slope from 10^{x0} to 10^{x1}: {(y1 - y0) / (x1 - x0):.3f}")


def stream(binary, folder, count):
    """A plan of many occurrences into its verification."""
    made = plan(binary, folder, "--count", count, out=subprocess.PIPE)
    command = [binary, "verify", "-", folder, "--count", count]
    proven = Run(command, stdin=made.process.stdout)
    made.process.stdout.close()
    for name, run in (("plan", made.wait()), ("verify", proven.wait())):
        print(f"{name}: {run.wall:.0f} s, {run.cpu:.0f} s of processor time, {run.mib:.0f} MiB")


def shards(binary, folder, count):
    """The parts of a plan in processes of their own, merged, beside the whole."""
    parts = []
    for index in range(int(count)):
        part = f"{folder}/part-{index}.ndjson"
        parts.append(part)
        plan(binary, folder, "--count", "2", "--shard", f"{index}/{count}", "--out", part).wait()
    merged, whole = f"{folder}/merged.ndjson", f"{folder}/whole.ndjson"
    joined = Run([binary, "merge", *parts, "--out", merged]).wait()
    plan(binary, folder, "--count", "2", "--out", whole).wait()
    same = subprocess.run(["cmp", merged, whole], check=False).returncode == 0
    print(f"{count} parts merge to the whole: {same}; {joined.cpu:.1f} s, {joined.mib:.0f} MiB")
    with open(merged, "rb") as file:
        file.seek(-90, os.SEEK_END)
        print("hash", file.read().decode().split('"')[-2])
    for name in (*parts, merged, whole):
        os.remove(name)


def reader(binary, folder):
    """Turn by turn with `csv.reader`."""
    theirs, ours = [], []
    for _ in range(9):
        start = time.process_time()
        with open(f"{folder}/contacts.csv", newline="", encoding="utf-8") as file:
            for _ in csv.reader(file):
                pass
        theirs.append(time.process_time() - start)
        ours.append(plan(binary, folder, "--count", "1").wait().cpu)
    ratio = min(ours) / min(theirs)
    print(f"csv.reader {min(theirs):.3f} s, flashplan plan {min(ours):.3f} s (best of 9 each): {ratio:.2f}")


def parquet(binary, folder):
    """Contacts from Parquet, the plan as lines and as Parquet."""
    # a folder has one list of contacts: this one is named to the command
    source, out = f"{folder}/source.parquet", f"{folder}/plan.parquet"
    if not os.path.exists(source):
        # in a process of its own: a child's peak memory is at least what its parent has
        subprocess.run([sys.executable, __file__, "convert", folder, source], check=True)
    with open(f"{folder}/contacts.csv", "rb") as file:
        rows = sum(1 for _ in file) - 1
    flags = ["--count", "1", "--contacts", source]
    for name, more in (("lines", []), ("parquet", ["--format", "parquet", "--out", out])):
        runs = [plan(binary, folder, *flags, *more).wait() for _ in range(1 if rows > 10**6 else 5)]
        best, mib = min(run.cpu for run in runs), max(run.mib for run in runs)
        print(f"{rows} rows as {name}: {best:.2f} s, {rows / best:,.0f} rows a second, {mib:.0f} MiB")
    print(f"{os.path.getsize(source):,} bytes in, {os.path.getsize(out):,} out")
    os.remove(out)


def convert(folder, out):
    """The contacts as Parquet."""
    import pyarrow
    from pyarrow import csv as arrow_csv, parquet as arrow_parquet

    # texts, as they are: a number that loses its + is none
    names = contacts.HEADER.strip().split(",")
    texts = arrow_csv.ConvertOptions(column_types={name: pyarrow.string() for name in names})
    table = arrow_csv.read_csv(f"{folder}/contacts.csv", convert_options=texts)
    arrow_parquet.write_table(table, out, compression="snappy")


if __name__ == "__main__":
    commands = (curve, stream, shards, reader, parquet, convert)
    {command.__name__: command for command in commands}[sys.argv[1]](*sys.argv[2:])
