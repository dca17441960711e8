"""What the tests share: the sample campaign, its contacts as a frame, and the command line."""

import csv
import os
import pathlib
import shutil
import subprocess
import sys

import pyarrow as pa
import pytest

# Spark's workers are of this Python, and not of whatever is called python3
os.environ["PYSPARK_PYTHON"] = sys.executable

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROMO = ROOT / "examples" / "promo"


def contacts_of(path):
    """A CSV of contacts as a table of texts; a blank cell is null."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return pa.table({
        name: pa.array([row[name] or None for row in rows], pa.string()) for name in rows[0]
    })


@pytest.fixture(scope="session")
def promo():
    return PROMO


@pytest.fixture(scope="session")
def contacts():
    return contacts_of(PROMO / "contacts.csv")


def find_cli():
    """The command line, as CI builds it."""
    given = os.environ.get("FLASHPLAN")
    built = [ROOT / "target" / profile / "flashplan" for profile in ("release", "debug")]
    built = sorted((path for path in built if path.exists()), key=lambda path: -path.stat().st_mtime)
    return given or next((str(path) for path in built), None) or shutil.which("flashplan")


@pytest.fixture(scope="session")
def cli():
    found = find_cli()
    if found is None:
        pytest.skip("the command line is not built: cargo build -p flashplan-cli")

    def run(*args, **options):
        return subprocess.run([found, *map(str, args)], check=True, capture_output=True, **options)

    return run


CAMPAIGN = {
    "instanceId": "1cd85ecf-f7b6-587d-bea6-15bd98049a0b",
    "name": "Promo",
    "schedule": "2030-05-01T09:00:00+01:00",
    "repeat": "none",
    "templateId": "c92a98e0-6540-51d7-a450-312fe94658a9",
    "variables": {"code": "PAGNE10"},
    "recipients": {"type": "all"},
}

TEMPLATES = [
    {
        "id": "c92a98e0-6540-51d7-a450-312fe94658a9",
        "name": "promo",
        "type": "text",
        "body": "Bonjour {{contact.firstName}}, le code {{custom.code}} vaut 10 %.",
    }
]


@pytest.fixture
def campaign():
    return {**CAMPAIGN, "variables": dict(CAMPAIGN["variables"])}


@pytest.fixture
def templates():
    return [dict(template) for template in TEMPLATES]


@pytest.fixture
def few():
    return pa.table({
        "id": ["c1", "c2", "c3"],
        "name": ["Awa Doe", "Koffi Mensah", None],
        "phone": ["+2290197000001", "+2290197000002", "+2290197000003"],
    })
