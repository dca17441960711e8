"""Checks and dates."""

import json
from datetime import datetime, timezone

import flashplan
import pytest


def test_check_answers_as_the_command_line(promo, cli, tmp_path):
    definition = json.loads((promo / "campaign.json").read_text())
    (tmp_path / "c.json").write_text(json.dumps(definition))
    written = cli("check", "--format", "json", tmp_path / "c.json").stdout
    assert flashplan.check(definition) == json.loads(written)
    report = flashplan.check(definition, templates=(promo / "templates.json").read_text())
    assert report["valid"] and report["error"] is None


@pytest.mark.parametrize("kind", ["campaign", "message", "scheduled-message", "template", "instances"])
def test_kinds(kind):
    report = flashplan.check({}, kind, language="fr")
    assert report["valid"] == (not any(issue["severity"] == "error" for issue in report["issues"]))
    assert (report["error"] is None) == report["valid"]


def test_now(campaign):
    report = flashplan.check(campaign, now=datetime(2031, 1, 1, tzinfo=timezone.utc))
    assert any(issue["path"] == "/schedule" for issue in report["issues"])
    with pytest.raises(flashplan.CampaignError, match="expected campaign, message"):
        flashplan.check({}, "mail")
    with pytest.raises(ValueError, match="language"):
        flashplan.check({}, language="de")


def test_occurrences():
    days = flashplan.occurrences(
        datetime(2026, 3, 28, 2, 30), "FREQ=DAILY", timezone="Europe/Paris", count=3, exdates=["2026-03-28"]
    )
    assert [str(day["local"]) for day in days] == ["2026-03-29 03:30:00+02:00", "2026-03-30 02:30:00+02:00"]
    assert [note["code"] for note in days[0]["notes"]] == ["DATE_EXCLUDED", "DST_GAP"]
    assert days[0]["at"] == datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize("arguments, paths", [
    (("2026-03-26T02:30:00", "FREQ=DAILY;COUNT=7"), ["/dtstart"]),
    (("2026-03-26T02:30:00Z", "FREQ=DAILY"), ["/count"]),
    (("soon", "FREQ=HOURLY"), ["/dtstart", "/rule"]),
])
def test_schedules_that_are_none(arguments, paths):
    with pytest.raises(flashplan.ScheduleError) as caught:
        flashplan.occurrences(*arguments)
    assert [issue["path"] for issue in caught.value.issues] == paths


def test_policies_and_zones_that_are_none():
    with pytest.raises(flashplan.ScheduleError) as caught:
        flashplan.occurrences("2026-03-26T02:30:00", "FREQ=DAILY;COUNT=7", timezone="Paris/Europe", gap="x", exdates=["y"])
    assert [issue["path"] for issue in caught.value.issues] == ["/timezone", "/gap", "/exdates/0"]


def test_variables():
    assert flashplan.variables("{{#each contact.tags}}{{this}}{{/each}}")[0]["path"] == "contact.tags"
    assert flashplan.__version__ and flashplan.TZDB
