"""What someone would write instead, in Python: the lines of `flashplan plan` for a folder that
contacts.py made, from csv, pybars3 and dateutil.

    pip install pybars3 python-dateutil
    python3 plan.py FOLDER COUNT "$(flashplan plan FOLDER --count COUNT | head -1)" > plan.ndjson

The header of a plan is taken as given: its fingerprint of the definition is flashplan's own.
"""

import csv
import hashlib
import json
import re
import sys
import uuid

from dateutil import parser, rrule, tz
from pybars import Compiler

folder, count, header = sys.argv[1], int(sys.argv[2]), sys.argv[3]
campaign = json.load(open(f"{folder}/campaign.json", encoding="utf-8"))
template = json.load(open(f"{folder}/templates.json", encoding="utf-8"))[0]
# text is plain: nothing is escaped
render = Compiler().compile(re.sub(r"\{\{(.*?)\}\}", r"{{{\1}}}", template["body"]))
digest = hashlib.sha256()
out = open(1, "w", encoding="utf-8", newline="\n", buffering=1 << 16)
out.write(header + "\n")
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def put(line):
    text = encode(line) + "\n"
    digest.update(text.encode())
    out.write(text)


start = parser.isoparse(campaign["schedule"])
keys = uuid.uuid5(uuid.UUID("7c000803-e24c-522b-9204-88bdb45d2be3"), json.loads(header)["campaign"])
number = re.compile(r"\+[1-9][0-9]{6,14}")
skipped, months, sends, candidates, first, last = {}, {}, 0, 0, None, None

for occurrence, local in enumerate(rrule.rrule(rrule.DAILY, dtstart=start, count=count)):
    at = local.astimezone(tz.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    put({"kind": "occurrence", "index": occurrence, "at": at, "local": local.isoformat(), "notes": []})
    namespace = uuid.uuid5(keys, at)
    winners = {}
    with open(f"{folder}/contacts.csv", newline="", encoding="utf-8") as file:
        for position, row in enumerate(csv.DictReader(file)):
            candidates += 1
            line = {"kind": "skipped", "occurrence": occurrence, "position": position, "contactId": row["id"]}
            phone = row["phone"]
            if not phone:
                line["reason"] = "MISSING_PHONE"
            elif not number.fullmatch(phone):
                line["reason"] = "INVALID_PHONE"
            elif phone in winners:
                line.update(reason="DUPLICATE_PHONE", of=winners[phone])
            else:
                winners[phone] = row["id"]
                names = row["name"].split(maxsplit=1)
                contact = {
                    "firstName": names[0] if names else "",
                    "meta": {"city": row["meta.city"], "points": row["meta.points"]},
                }
                values = {"contact.firstName": contact["firstName"], "contact.meta.city": row["meta.city"],
                          "contact.meta.points": row["meta.points"]}
                missing = [name for name, value in values.items() if not value]
                if missing:
                    line.update(reason="MISSING_VARIABLES", variables=missing)
            if "reason" in line:
                skipped[line["reason"]] = skipped.get(line["reason"], 0) + 1
                put(line)
                continue
            body = str(render({"contact": contact, "custom": campaign["variables"]}))
            put({
                "kind": "send", "key": str(uuid.uuid5(namespace, row["id"])), "occurrence": occurrence,
                "position": position, "contactId": row["id"], "to": phone, "sendAt": at,
                "type": template["type"], "body": body, "mediaUrl": None,
            })
            sends += 1
            months[at[:7]] = months.get(at[:7], 0) + 1
            first, last = first or at, at

out.write(encode({
    "kind": "summary", "occurrences": count, "candidates": candidates, "sends": sends,
    "skipped": dict(sorted(skipped.items())), "alreadySent": 0, "firstSendAt": first, "lastSendAt": last,
    "months": months, "hash": digest.hexdigest(),
}) + "\n")
out.close()
