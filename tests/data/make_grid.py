#!/usr/bin/env python3
"""Makes cases like those of grid.jsonl.gz: rules around changes of clocks, under five policies.

    python3 -m pip install python-dateutil tzdata
    python3 tests/data/make_grid.py --seed 1 --cases 2000 > fresh.jsonl

Wall times come from python-dateutil, offsets from zoneinfo over the package `tzdata`, both of which
share nothing with this repository. Each line can be run through `flashplan occurrences --batch`
once `gap`, `fold` and `monthOverflow` are added (see --batch), or put in place of the packed file.

    python3 tests/data/make_grid.py --seed 1 --batch > lines.jsonl   # questions, a policy each
    flashplan occurrences --batch < lines.jsonl > answers.jsonl
    python3 tests/data/make_grid.py --seed 1 --check answers.jsonl
"""

import argparse
import calendar
import importlib.resources
import json
import random
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

ZONES = """Africa/Cairo Africa/Casablanca Africa/El_Aaiun America/Asuncion America/Edmonton America/Halifax
America/Havana America/Los_Angeles America/New_York America/Nuuk America/Santiago America/Sao_Paulo
America/Scoresbysund America/St_Johns America/Vancouver America/Winnipeg Antarctica/Casey Antarctica/Troll
Asia/Amman Asia/Beirut Asia/Gaza Asia/Jerusalem Asia/Kolkata Asia/Pyongyang Asia/Tehran Asia/Tokyo
Atlantic/Azores Australia/Adelaide Australia/Lord_Howe Australia/Sydney Europe/Chisinau Europe/Dublin
Europe/Istanbul Europe/Lisbon Europe/London Europe/Paris Europe/Volgograd Pacific/Apia Pacific/Auckland
Pacific/Chatham Pacific/Easter Pacific/Fakaofo Pacific/Kiritimati Pacific/Kwajalein Pacific/Norfolk UTC""".split()
YEARS = [1993, 1995, 2010, 2011, 2015, 2018, 2024, 2026, 2027, 2030, 2036]
POLICIES = {
    "shift_first": ("shift", "first"),
    "shift_second": ("shift", "second"),
    "snap_first": ("snap", "first"),
    "earlier_first": ("earlier", "first"),
    "skip_first": ("skip", "first"),
}


class Zone:
    """Offsets by zoneinfo, of the package and not of the system."""

    def __init__(self, name: str) -> None:
        parts = name.split("/")
        folder = importlib.resources.files("tzdata").joinpath("zoneinfo")
        with folder.joinpath(*parts).open("rb") as file:
            self.info = ZoneInfo.from_file(file, key=name)

    def offset(self, at: int) -> int:
        local = datetime.fromtimestamp(at, timezone.utc).astimezone(self.info)
        return int(local.utcoffset().total_seconds())

    def jump(self, before: int, after: int) -> int:
        """The second in (before, after] at which the offset changes."""
        old = self.offset(before)
        while after - before > 1:
            middle = (before + after) // 2
            if self.offset(middle) == old:
                before = middle
            else:
                after = middle
        return after

    def changes(self, year: int) -> list[int]:
        start, end = (calendar.timegm((y, 1, 1, 0, 0, 0)) for y in (year, year + 1))
        days = range(start, end, 21_600)
        return [self.jump(day, day + 21_600) for day in days if self.offset(day) != self.offset(day + 21_600)]

    def resolve(self, wall: datetime, gap: str, fold: str) -> int | None:
        seconds = calendar.timegm(wall.timetuple())
        # the offsets that hold a day before and a day after
        candidates = {self.offset(seconds + days * 86_400) for days in (-1, 0, 1)}
        hits = sorted({seconds - o for o in candidates if self.offset(seconds - o) == o})
        if hits:
            return hits[0] if fold == "first" else hits[-1]
        before, after = self.offset(seconds - 86_400 * 2), self.offset(seconds + 86_400 * 2)
        if gap == "skip":
            return None
        if gap == "shift":
            return seconds - before
        if gap == "earlier":
            return seconds - after
        return self.jump(seconds - after - 1, seconds - before + 1)


def rules(rng: random.Random) -> str:
    weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    some = lambda most: ",".join(rng.sample(weekdays, rng.randint(1, most)))
    return rng.choice([
        "FREQ=DAILY;COUNT=7",
        f"FREQ=DAILY;INTERVAL={rng.randint(2, 9)};COUNT=9",
        "FREQ=WEEKLY;COUNT=5",
        f"FREQ=WEEKLY;BYDAY={some(5)};COUNT=9",
        f"FREQ=WEEKLY;INTERVAL=2;WKST={some(1)};BYDAY={some(3)};COUNT=8",
        "FREQ=MONTHLY;COUNT=6",
        f"FREQ=MONTHLY;BYDAY={rng.choice([1, 2, 3, 4, 5, -1, -2])}{some(1)};COUNT=5",
        f"FREQ=MONTHLY;BYMONTHDAY={rng.choice([-1, -2, 1, 15, 28, 30, 31])};COUNT=5",
        f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={rng.choice([1, -1])};COUNT=5",
    ])


def cases(seed: int, wanted: int):
    rng = random.Random(seed)
    zones = {name: Zone(name) for name in ZONES}
    made = 0
    while made < wanted:
        name = rng.choice(ZONES)
        zone, year, rule = zones[name], rng.choice(YEARS), rules(rng)
        around = zone.changes(year) or [calendar.timegm((year, 6, 1, 9, 0, 0))]
        at = rng.choice(around)
        wall = datetime(1970, 1, 1) + timedelta(seconds=at + zone.offset(at - 1))
        wall += timedelta(minutes=rng.choice([-61, -30, -1, 0, 0, 15, 30, 45, 59, 60, 61, 720]))
        start = wall - timedelta(days=rng.choice([0, 1, 3, 7, 14, 28]))
        walls = list(rrulestr(rule.replace("COUNT=", "COUNT=4") if "COUNT" in rule else rule, dtstart=start))
        count = int(rule.rsplit("COUNT=", 1)[1])
        exdates = [w for w in walls[:count] if rng.random() < 0.1]
        expect = {policy: expand(zone, walls, exdates, count, *ways) for policy, ways in POLICIES.items()}
        made += 1
        yield {
            "id": f"s{seed}-{made}",
            "zone": name,
            "dtstart": start.isoformat(),
            "rule": rule,
            "exdates": [wall.isoformat() for wall in exdates],
            "month_overflow": "skip",
            "expect": expect,
        }


def expand(zone: Zone, walls, exdates, count: int, gap: str, fold: str) -> list[int]:
    found, counted, last = [], 0, None
    for wall in walls:
        if counted == count:
            break
        at = zone.resolve(wall, gap, fold)
        if at is None or (last is not None and at <= last):
            continue
        last, counted = at, counted + 1
        if wall not in exdates:
            found.append(at)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--batch", action="store_true", help="questions for `flashplan occurrences --batch`")
    parser.add_argument("--check", help="the answers to those questions")
    args = parser.parse_args()
    answers = open(args.check) if args.check else None
    wrong = 0
    for case in cases(args.seed, args.cases):
        if not (args.batch or answers):
            print(json.dumps(case, separators=(",", ":")))
            continue
        for policy, (gap, fold) in POLICIES.items():
            if args.batch:
                asked = ("zone", "dtstart", "rule", "exdates")
                line = {key: case[key] for key in asked} | {"gap": gap, "fold": fold}
                print(json.dumps(line, separators=(",", ":")))
            elif json.loads(next(answers)).get("ok") != case["expect"][policy]:
                wrong += 1
                print(case["id"], policy, json.dumps(case), file=sys.stderr)
    if answers:
        print(f"{wrong} wrong of {5 * args.cases}")
        sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
