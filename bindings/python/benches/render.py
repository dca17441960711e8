"""What a text takes: a single one beside other template engines, and a frame of them beside Rust alone.

    pip install jinja2 chevron pybars3 pyarrow ./bindings/python
    python bindings/python/benches/render.py

All take turns in one run, several times; the least of each counts. One process, its own processor time. The frame is
compared with a program in Rust, benches/table.rs, which the first run builds.
"""

import pathlib
import subprocess
import time

import chevron
import jinja2
import pyarrow as pa
import pybars
from flashplan import Template

SOURCE = "Bonjour {{contact.firstName}} {{contact.lastName}}, de {{contact.city}} : code {{custom.code}}, merci beaucoup."
CONTACT = {"firstName": "Awa", "lastName": "Doe", "city": "Porto-Novo"}
CONTEXT = {"contact": CONTACT, "custom": {"code": "PAGNE10"}}
ROWS = 100_000
TURNS = 7


def main():
    template = Template(SOURCE)
    bound = template.bind(custom={"code": "PAGNE10"})
    jinja, bars = jinja2.Template(SOURCE), pybars.Compiler().compile(SOURCE)
    one = least({
        "flashplan, render": lambda: template.render(CONTEXT),
        "flashplan, bound": lambda: bound.render(CONTACT),
        "jinja2": lambda: jinja.render(CONTEXT),
        "chevron": lambda: chevron.render(SOURCE, CONTEXT),
        "pybars3": lambda: bars(CONTEXT),
    })
    print("a single text, microseconds")
    for name, seconds in one.items():
        print(f"  {name:20} {seconds * 1e6:6.2f}  {seconds / one['flashplan, render']:5.1f} times render")

    contacts = pa.table({
        "firstName": [f"Awa{i}" for i in range(ROWS)], "lastName": ["Doe"] * ROWS, "city": ["Porto-Novo"] * ROWS,
    })
    in_rust()
    package, rust = [], []
    for _ in range(TURNS):
        package.append(timed(lambda: bound.render_batch(contacts), 1) / ROWS * 1e9)
        rust.append(in_rust())
    package, table, alone = min(package), min(table for table, _ in rust), min(alone for _, alone in rust)
    print(f"{ROWS:,} rows of an Arrow table, nanoseconds a text")
    print(f"  from Python          {package:6.1f}")
    print(f"  Rust, table and text {table:6.1f}  {package / table:5.2f} times")
    print(f"  Rust, the text alone {alone:6.1f}  {package / alone:5.2f} times")


def least(engines):
    found = dict.fromkeys(engines, float("inf"))
    for _ in range(TURNS):
        for name, render in engines.items():
            found[name] = min(found[name], timed(render, 5_000))
    return found


def timed(run, count):
    began = time.process_time()
    for _ in range(count):
        run()
    return (time.process_time() - began) / count


def in_rust():
    manifest = pathlib.Path(__file__).resolve().parents[1] / "Cargo.toml"
    command = ["cargo", "bench", "--quiet", "--manifest-path", manifest, "--bench", "table", "--", str(ROWS), SOURCE]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(number) for number in printed.split()]


if __name__ == "__main__":
    main()
