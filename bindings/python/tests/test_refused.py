"""What bad input gets: an exception that names the column or the pointer, and what was expected."""

from datetime import timedelta

import flashplan
import pyarrow as pa
import pytest


def refusal(contacts, campaign, templates, **options):
    with pytest.raises(flashplan.FlashplanError) as caught:
        flashplan.plan(campaign, contacts, templates=templates, **options)
    error = caught.value
    assert isinstance(error, ValueError)
    for issue in error.issues:
        assert issue["code"] in str(error) and issue["message"] in str(error)
    return type(error), error.issues


PHONE = "texts with the country code, such as +2290197000001"

FRAMES = [
    ({"id": ["a"]}, "REQUIRED", "/phone", PHONE),
    ({"id": ["a"], "Phone": ["+2290197000001"]}, "REQUIRED", "/phone", "is `Phone` meant?"),
    ({"phone": ["+2290197000001"]}, "REQUIRED", "/id", "texts that stay the same"),
    ({"id": ["a"], "phone": [2290197000001]}, "TYPE", "/phone", PHONE),
    ({"id": ["a"], "phone": [2290197000001.0]}, "TYPE", "/phone", PHONE),
    ({"id": [1.5], "phone": ["+2290197000001"]}, "TYPE", "/id", "whole numbers"),
    ({"id": ["a", "b"], "phone": [None, None]}, "TYPE", "/phone", PHONE),
    ({"id": ["a"], "phone": ["+2290197000001"], "tags": [{"a": 1}]}, None, None, None),
    ({"id": ["a"], "phone": ["+2290197000001"], "tags": [5]}, "TYPE", "/tags", "lists of texts"),
    ({"id": ["a"], "phone": ["+2290197000001"], "firstName": [b"\xff"]}, "TYPE", "/firstName", "texts, numbers"),
]


@pytest.mark.parametrize("columns, code, path, expected", FRAMES)
def test_frames(columns, code, path, expected, campaign, templates):
    if code is None:  # a structure of tags is columns `tags.a`, which nobody reads
        assert flashplan.plan(campaign, pa.table(columns), templates=templates)
        return
    campaign["recipients"] = {"type": "tags", "value": ["vip"]}
    kind, issues = refusal(pa.table(columns), campaign, templates)
    assert kind is flashplan.ContactsError
    assert [(issue["code"], issue["path"]) for issue in issues] == [(code, path)]
    assert expected in issues[0]["hint"]


def test_all_that_is_wrong_with_a_frame(campaign, templates):
    _, issues = refusal(pa.table({"name": ["x"], "firstName": [b"x"]}), campaign, templates)
    assert [issue["path"] for issue in issues] == ["/id", "/phone", "/firstName"]


def test_a_column_that_stands_twice(campaign, templates):
    table = pa.Table.from_arrays([pa.array(["a"])] * 2 + [pa.array(["+2290197000001"])], ["id", "id", "phone"])
    _, issues = refusal(table, campaign, templates)
    assert issues[0]["path"] == "/id" and "two columns" in issues[0]["message"]


def test_columns_that_nobody_reads_may_be_anything(campaign, templates, few):
    table = few.append_column("photo", pa.array([b"\xff"] * 3))
    assert len(pa.table(flashplan.plan(campaign, table, templates=templates))) == 3


def test_an_empty_frame(campaign, templates, few):
    plan = flashplan.plan(campaign, few.slice(0, 0), templates=templates)
    assert len(pa.table(plan)) == 0
    assert plan.summary["sends"] == 0


@pytest.mark.parametrize("contacts", [None, 5, "contacts.csv", [{"id": "a"}], {"id": ["a"]}])
def test_no_frame(contacts, campaign, templates):
    with pytest.raises(TypeError, match="expected a frame of pyarrow, polars, pandas or DuckDB"):
        flashplan.plan(campaign, contacts, templates=templates)


@pytest.mark.parametrize("broken, paths", [
    ({}, ["/instanceId", "/name", "/schedule", "/recipients"]),
    ({"repeat": "hourly"}, ["/repeat"]),
    ({"schedule": "tomorrow", "recipients": {"type": "tags"}}, ["/schedule", "/recipients/value"]),
    ({"variables": {}}, ["/variables"]),
    ({"templateId": "00000000-0000-5000-8000-000000000000"}, ["/templateId"]),
])
def test_definitions(broken, paths, campaign, templates, few):
    definition = {**campaign, **broken} if broken else {}
    kind, issues = refusal(few, definition, templates)
    assert kind is flashplan.CampaignError
    found = [issue["path"] for issue in issues if issue["severity"] == "error"]
    assert set(paths) <= set(found) or paths == ["/variables"] and issues[0]["code"] == "VARIABLES_MISSING"


@pytest.mark.parametrize("definition", [5, [], True])
def test_no_campaign(definition, templates, few):
    kind, issues = refusal(few, definition, templates)
    assert kind is flashplan.CampaignError and issues[0]["code"] == "ROOT_TYPE"


def test_values_that_json_cannot_hold(campaign, templates, few):
    campaign["variables"]["code"] = {1, 2}
    with pytest.raises(TypeError, match="^/variables/code is of type set"):
        flashplan.plan(campaign, few, templates=templates)
    loop = []
    loop.append(loop)
    with pytest.raises(TypeError, match="nested"):
        flashplan.plan({"a": loop}, few, templates=templates)
    with pytest.raises(TypeError, match="^/name is of type float"):
        flashplan.plan({"name": float("nan")}, few, templates=templates)


def test_a_template_that_is_broken(campaign, templates, few):
    templates[0]["body"] = "Bonjour {{contact.firstName"
    kind, issues = refusal(few, campaign, templates)
    assert kind is flashplan.CampaignError and issues[0]["path"].startswith("/templates/0")


OPTIONS = [
    ({"timezone": "Europe/Pari"}, "Europe/Paris"),
    ({"count": -1}, "a whole number from 0"),
    ({"count": "three"}, "a whole number from 0"),
    ({"gap": "jump"}, "one of shift, snap, skip, earlier, reject"),
    ({"quiet_hours": "22:00-08:00"}, "a list of hours"),
    ({"windows": ["noon"]}, "a list of hours"),
    ({"min_gap": "soon"}, "2s, 5m, 1h"),
    ({"jitter": timedelta(seconds=-5)}, "2s, 5m, 1h"),
    ({"until": "2030-05-01T00:00:00"}, "an instant with its offset"),
    ({"exclude": {"type": "tag"}}, "a recipients selector"),
    ({"batch_size": 5}, "both batch_size"),
    ({"per_minute": "many"}, "a whole number from 1"),
    ({"sent": ["x"]}, "a list of keys"),
    ({"suppress": "x"}, "a list of phone numbers"),
    ({"shard": "4/4"}, "INDEX/COUNT"),
    ({"per_huor": 5}, "is `per_hour` meant?"),
    ({"country": "BJ"}, "with its country code"),
]


@pytest.mark.parametrize("options, expected", OPTIONS)
def test_options(options, expected, campaign, templates, few):
    kind, issues = refusal(few, campaign, templates, **options)
    assert kind is flashplan.CampaignError
    assert [(issue["path"]) for issue in issues] == [f"/options/{name}" for name in options]
    assert expected in issues[0]["hint"] + issues[0]["message"]


def test_all_options_at_once(campaign, templates, few):
    wrong = {name: value for options, _ in OPTIONS[:4] for name, value in options.items()}
    _, issues = refusal(few, {**campaign, "repeat": "x"}, templates, **wrong)
    assert len(issues) == 4


def test_a_policy_stops_the_plan_before_anything_comes(campaign, templates, few):
    plan = flashplan.plan(campaign, few, templates=templates, missing="fail")
    with pytest.raises(flashplan.PlanStopped) as caught:
        next(plan)
    assert "contact.firstName" in caught.value.issues[0]["message"]


def test_a_plan_that_fails_leaves_no_file(campaign, templates, few, tmp_path):
    plan = flashplan.plan(campaign, few, templates=templates, quota=1, quota_policy="fail")
    with pytest.raises(flashplan.PlanStopped):
        plan.write(tmp_path / "plan.ndjson")
    assert list(tmp_path.iterdir()) == []


def test_folders(tmp_path, few):
    with pytest.raises(FileNotFoundError, match="campaign.json"):
        flashplan.plan(tmp_path, few)
    (tmp_path / "campaign.json").write_text("{}")
    (tmp_path / "plan.toml").write_text("count = ")
    with pytest.raises(flashplan.CampaignError, match="plan.toml"):
        flashplan.plan(tmp_path, few)
