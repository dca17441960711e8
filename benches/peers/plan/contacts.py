"""Writes a campaign folder with N contacts: always the same file for the same N.

    python3 contacts.py 1000000 /tmp/flashplan-1000000

One number in fifty is that of an earlier contact, one contact in a hundred lacks a city that the
template needs, one in two hundred has no number, and one name in ten is quoted.
"""

import hashlib
import json
import pathlib
import sys

FIRST = ["Awa", "Koffi", "Ọláyẹmí", "Rose", "Bienvenue", "Jean-Luc", "Élodie", "Sèna"]
LAST = ["Doe", "Mensah", "Adjovi", "Dossou", "Hounkpatin", "da Silva", "N'Tcha"]
CITIES = ["Cotonou", "Porto-Novo", "Abomey", "Parakou", "Ouidah"]
TAGS = ["fidele", "fidele;pagne", "nouveau", "fidele;gros;pagne", ""]
HEADER = "id,name,phone,tags,email,meta.city,meta.points\n"
TEMPLATE = "c92a98e0-6540-51d7-a450-312fe94658a9"
BODY = (
    "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{contact.meta.city}}.\n"
    "Votre carte compte {{contact.meta.points}} points ; code {{custom.code}}."
)


def contact(n):
    """The line of contact `n`."""
    digest = hashlib.sha1(b"%d" % n).hexdigest()
    contact_id = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"
    first, last = FIRST[n % 8], LAST[n % 7]
    name = f'"{last}, {first}"' if n % 10 == 9 else f"{first} {last}"
    phone = "" if n % 200 == 7 else f"+22901{n - 10 if n % 50 == 49 else n:08d}"
    city = "" if n % 100 == 3 else CITIES[n % 5]
    return f"{contact_id},{name},{phone},{TAGS[n % 5]},c{n}@example.com,{city},{n * 7919 % 1000}\n"


def write(count, folder):
    """Writes the folder."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    campaign = {
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": "scale",
        "schedule": "2030-03-28T09:00:00+01:00",
        "repeat": "daily",
        "recipients": {"type": "all"},
        "templateId": TEMPLATE,
        "variables": {"app": "MsgFlash", "code": "PROMO10"},
    }
    templates = [{"id": TEMPLATE, "name": "scale", "type": "text", "body": BODY}]
    (folder / "campaign.json").write_text(json.dumps(campaign))
    (folder / "templates.json").write_text(json.dumps(templates))
    with open(folder / "contacts.csv", "w", encoding="utf-8", buffering=1 << 20) as out:
        out.write(HEADER)
        for n in range(count):
            out.write(contact(n))


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
