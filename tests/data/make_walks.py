#!/usr/bin/env python3
"""Makes walks.txt and places.txt of tests/schedule/cases: how many occurrences schedules have to the end of the year 9999, where the
last one lies, and what the instants of all of them add up to.

    python3 -m pip install python-dateutil tzdata
    python3 tests/data/make_walks.py < tests/schedule/cases/walks.txt > again.txt

It reads the schedules of such lines (what stands behind `=>` may be missing) and writes what they come to. Wall times come
from python-dateutil, instants from zoneinfo: see make_grid.py.
"""

import calendar
import sys
from datetime import datetime, timezone

from dateutil.rrule import rrulestr
from make_grid import Zone

END = calendar.timegm((9999, 12, 31, 23, 59, 59))
# after 400 years dates and weekdays fall together again: Python's calendar ends where ours does, and cannot look beyond
CYCLE = 146_097 * 86_400


class Utc:
    def resolve(self, wall, gap, fold):
        return calendar.timegm(wall.timetuple())


def wall_of(text):
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")


def value(line):
    """The name, the zone and the values of `EXDATE;TZID=Europe/Paris:20300102T090000`."""
    name, text = line.split(":", 1)
    name, _, zone = name.partition(";TZID=")
    return name, zone, text


def instants(case):
    words, _, text = case.rpartition(" ")
    lines = [value(line) for line in text.split("|")]
    (_, zone, start) = lines[0]
    rule = {name: text for name, _, text in lines}.get("RRULE", "FREQ=DAILY;COUNT=1")
    zone, start = Zone(zone) if zone else Utc(), wall_of(start)
    gap = words.split()[0] if words else "shift"
    lists = {name: [wall_of(one) for one in text.split(",")] for name, _, text in lines if name in ("EXDATE", "RDATE")}
    rule = dict(part.split("=") for part in rule.split(";"))
    count, until = int(rule.pop("COUNT", 0)) or None, rule.pop("UNTIL", None)
    until = calendar.timegm(wall_of(until).timetuple()) if until else END
    if "last-day" in words:
        # the last of the days from the 28th to the one asked for
        day = int(rule["BYMONTHDAY"])
        rule |= {"BYMONTHDAY": ",".join(map(str, range(28, day + 1))), "BYSETPOS": "-1"}
    text = ";".join(f"{name}={text}" for name, text in rule.items())
    excluded, extra = lists.get("EXDATE", []), lists.get("RDATE", [])
    is_last = start.year == 9999
    walls = rrulestr(text, dtstart=start.replace(year=9599) if is_last else start)
    found, counted, last = set(), 0, None
    for wall in walls:
        if is_last and wall.year > 9599:
            break
        is_late = is_last or wall.year == 9999
        at = zone.resolve(wall.replace(year=9599) if is_late else wall, gap, "first")
        if at is None:
            continue
        at += CYCLE if is_late else 0
        if last is not None and at <= last:
            continue
        if counted == count or at > until:
            break
        last, counted = at, counted + 1
        if wall not in excluded:
            found.add(at)
    return found | {zone.resolve(wall, gap, "first") for wall in extra if wall not in excluded}


for line in sys.stdin:
    case = line.rstrip("\n").split(" => ")[0]
    if not case or case.startswith("#"):
        print(line.rstrip("\n"))
        continue
    found = instants(case)
    last = datetime.fromtimestamp(max(found), timezone.utc)
    print(f"{case} => {len(found)} {last:%Y-%m-%dT%H:%M:%SZ} {sum(found)}")
