"""Makes fuzz/corpus from the cases of the tests: a seed for each input that a case is about.

    python3 fuzz/seeds.py
"""

import hashlib
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# the first byte of a seed for `contacts` chooses the form of the file
FORMS = {".csv": 0, ".jsonl": 1, ".json": 2, ".xlsx": 3, ".ods": 3}
# a large seed makes every input that comes of it slow; limits have tests of their own
LARGEST = 4_000
# the targets of a case of tests/definitions, each with the bytes in front that say what it is
TARGETS = {
    "campaign": [("campaign", b"")],
    "stored-campaign": [("campaign", b"")],
    "message": [("message", b"\0")],
    "scheduled-message": [("message", b"\1")],
    "stored-message": [("message", b"\2")],
    "template": [("catalogue", b"\0")],
    "templates": [("catalogue", b"\1")],
    "preview": [("catalogue", b"\2")],
    "billing": [("catalogue", b"\3")],
    "instances": [("instances", b"")],
    "safety": [("catalogue", b"\4")],
    "api-error": [("errors", b"\0\0")],
}
# words, by the byte in front that chooses the kind: see fuzz_targets/words.rs
KINDS = {"quiet": "0", "status": "1", "shard": "2", "zone": "3", "schedule": "4", "name": "5"}


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
    source = path.read_text().split("\n=== ")[0]
    keep("template", source)
    keep("batches", b"\4" + source.encode())

for path in ROOT.glob("tests/definitions/*.json"):
    case = json.loads(path.read_text())
    text = json.dumps(case["json"], ensure_ascii=False) if "json" in case else case.get("text")
    if not isinstance(text, str) or len(text) > LARGEST:
        continue
    for target, front in TARGETS[case["as"]]:
        keep(target, front + text.encode())
    if case["as"] in ("campaign", "message", "scheduled-message"):
        keep("batches", b"\3" + text.encode())
    for text in strings(case.get("json")):
        text = text[:100]
        if "@" in text:
            keep("jid", text)
        elif text.strip("+ ")[:1].isdigit():
            keep("phone", text)
            keep("datetime", text)
        else:
            keep("words", KINDS["name"] + text)

for text in ["22:00-08:00", "mon 09:00-12:30,sat 00:00-24:00", "00:00-00:01"]:
    keep("words", KINDS["quiet"] + text)
for text in ["sent,read,failed", "queued,delivered,odd", "failed,delivered,other"]:
    keep("words", KINDS["status"] + text)
for text in ["0/1", "3/4", "7/18446744073709551615"]:
    keep("words", KINDS["shard"] + text)
for text in ["Europe/Paris", "africa/porto-novo", "UTC", "+01:00", "US/Eastern"]:
    keep("words", KINDS["zone"] + text)

for path in (p for p in ROOT.glob("tests/schedule/cases/*") if p.is_file()):
    for line in path.read_text().splitlines():
        if "FREQ=" in line:
            rule = line[line.index("FREQ=") :].split("\"")[0].split()[0]
            keep("rule", rule)
            keep("batches", b"\5" + rule.encode())
        for word in line.replace('"', " ").replace(",", " ").split():
            if word[:1].isdigit():
                keep("datetime", word[:60])
        keep("words", KINDS["schedule"] + line[:200])
for path in ROOT.glob("tests/datetime/*"):
    for line in path.read_text().splitlines():
        keep("datetime", line[:60])
        for word in line.replace('"', " ").replace(",", " ").split():
            keep("datetime", word[:60])
for text in ["DTSTART;TZID=Europe/Paris:20260328T023000\nRRULE:FREQ=DAILY;COUNT=5"]:
    keep("words", KINDS["schedule"] + text)

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
    for target in ["plan", "schedule", "stored", "interpreter"]:
        keep(target, noise)

for folder in sorted((ROOT / "fuzz" / "corpus").iterdir()):
    print(folder.name, sum(1 for _ in folder.iterdir()))
