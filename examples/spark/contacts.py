"""Contacts for trying a plan, as many as are asked for: always the same for a count."""

import random

import pyarrow as pa
import pyarrow.parquet as pq

CITIES = ["Porto-Novo", "Cotonou", "Ouidah", "Parakou", "Abomey"]
NAMES = ["Awa Doe", "Koffi Mensah", "Adjoa Aïcha Bio", "Petterson", "Yemi"]
SCHEMA = pa.schema([
    ("row", pa.int64()), ("id", pa.string()), ("name", pa.string()), ("phone", pa.string()),
    ("tags", pa.string()), ("meta.city", pa.string()), ("meta.points", pa.int64()),
])

#: Rows that are made and written at a time.
ROWS = 200_000


def write(path, count):
    """One number in fifty stands twice, one in a hundred lacks; so does one city in sixty."""
    draw = random.Random(count)
    with pq.ParquetWriter(path, SCHEMA) as file:
        for start in range(0, count, ROWS):
            rows = range(start, min(start + ROWS, count))
            file.write_table(pa.table(columns(rows, count, draw), schema=SCHEMA))


def columns(rows, count, draw):
    numbers = [draw.randrange(count) if draw.random() < 0.02 else row for row in rows]
    return {
        "row": list(rows),
        "id": [f"c{row * 7919 % 1_000_000_007:010}" for row in rows],
        "name": [NAMES[row % 5] for row in rows],
        "phone": [
            f"+229{100_000_000 + number * 7 % 900_000_000}" if row % 100 else None
            for row, number in zip(rows, numbers)
        ],
        "tags": ["stop" if row % 50 == 0 else "fidele" for row in rows],
        "meta.city": [CITIES[row % 5] if row % 60 else None for row in rows],
        "meta.points": [row % 500 for row in rows],
    }
