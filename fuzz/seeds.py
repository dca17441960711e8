"""Makes fuzz/corpus from the cases of the tests: a seed for each input that a case is about.

    python3 fuzz/seeds.py
"""

import hashlib
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# the first byte of a seed for `contacts` chooses the form of the file
FORMS = {".csv": 0, ".jsonl": 1, ".json": 2, ".xlsx": 3, ".ods": 3}


def keep(target, seed):
    seed = seed if isinstance(seed, bytes) else seed.encode()
    folder = ROOT / "fuzz" / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


def strings(value):
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


for path in ROOT.glob("tests/template/cases/*.txt"):
    keep("template", path.read_text().split("\n=== ")[0])

for path in ROOT.glob("tests/definitions/*.json"):
    case = json.loads(path.read_text())
    if "json" in case:
        keep("definition", json.dumps(case["json"], ensure_ascii=False))
        for text in strings(case["json"]):
            keep("words", text[:200])
    elif "text" in case:
        keep("definition", case["text"])

for path in (p for p in ROOT.glob("tests/schedule/cases/*") if p.is_file()):
    for line in path.read_text().splitlines():
        if "FREQ=" in line:
            keep("rule", line[line.index("FREQ=") :].split("\"")[0].split()[0])
        keep("words", line[:200])

for path in ROOT.glob("cli/tests/cmd/**/*"):
    if path.suffix in FORMS:
        keep("contacts", bytes([FORMS[path.suffix]]) + path.read_bytes())
    if path.suffix == ".ndjson":
        keep("stored", path.read_bytes()[:20_000])

for name in ["Europe/Paris", "Africa/Casablanca", "Africa/Porto-Novo", "America/Nuuk"]:
    file = pathlib.Path("/usr/share/zoneinfo") / name
    if file.exists():
        keep("zone", file.read_bytes())

# what is made from bytes of a shape needs enough of them
for seed in range(64):
    noise = b"".join(hashlib.sha256(bytes([seed, i])).digest() for i in range(12))
    for target in ["plan", "schedule", "stored"]:
        keep(target, noise)

for folder in sorted((ROOT / "fuzz" / "corpus").iterdir()):
    print(folder.name, sum(1 for _ in folder.iterdir()))
