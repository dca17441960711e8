"""Campaigns for MsgFlash, planned offline: definition, template and contacts in, a dated plan out.

The same inputs give the same plan on every machine, byte for byte. Contacts and plans are Arrow: frames
of pyarrow, polars, pandas and DuckDB go in as they are, and what comes out goes into any of them.

>>> import flashplan, pyarrow as pa
>>> contacts = pa.table({
...     "id": ["c1", "c2", "c3"],
...     "name": ["Awa Doe", "Koffi Mensah", "Awa D."],
...     "phone": ["+2290197000001", "+2290197000002", "+2290197000001"],
... })
>>> campaign = {
...     "instanceId": "1cd85ecf-f7b6-587d-bea6-15bd98049a0b",
...     "name": "Promo",
...     "schedule": "2030-05-01T09:00:00+01:00",
...     "repeat": "none",
...     "templateId": "c92a98e0-6540-51d7-a450-312fe94658a9",
...     "variables": {"code": "PAGNE10"},
...     "recipients": {"type": "all"},
... }
>>> templates = [{
...     "id": "c92a98e0-6540-51d7-a450-312fe94658a9",
...     "name": "promo",
...     "type": "text",
...     "body": "Bonjour {{contact.firstName}}, le code {{custom.code}} vaut 10 %.",
... }]
>>> plan = flashplan.plan(campaign, contacts, templates=templates, min_gap=2)
>>> table = pa.table(plan)
>>> table["body"].to_pylist()
['Bonjour Awa, le code PAGNE10 vaut 10 %.', 'Bonjour Koffi, le code PAGNE10 vaut 10 %.', None]
>>> table["reason"].to_pylist()
[None, None, 'DUPLICATE_PHONE']
>>> plan.summary["sends"]
2

Everything that is wrong is raised at once, as data:

>>> try:
...     flashplan.plan(campaign, contacts, templates=templates, timezone="Europe/Pari", per_hour="many")
... except flashplan.CampaignError as error:
...     [issue["path"] for issue in error.issues]
['/options/timezone', '/options/per_hour']
"""

from ._flashplan import (
    TZDB,
    Batch,
    CampaignError,
    ContactsError,
    FlashplanError,
    Lines,
    Message,
    Plan,
    Planner,
    PlanStopped,
    RenderError,
    ScheduleError,
    StoredPlanError,
    Template,
    TemplateError,
    Texts,
    __version__,
    check,
    diff,
    occurrences,
)

__all__ = [
    "TZDB",
    "Batch",
    "CampaignError",
    "ContactsError",
    "FlashplanError",
    "Lines",
    "Message",
    "Plan",
    "PlanStopped",
    "Planner",
    "RenderError",
    "ScheduleError",
    "StoredPlanError",
    "Template",
    "TemplateError",
    "Texts",
    "__version__",
    "check",
    "diff",
    "occurrences",
    "plan",
    "variables",
    "verify",
]


def plan(campaign, contacts, *, batch_rows=65_536, **inputs):
    """The plan of a campaign for a frame of contacts: an iterator of Arrow batches.

    `campaign` is a mapping, JSON text, or the path of a campaign folder, whose `plan.toml` counts. Beside it
    come `templates`, `instances`, `user` and `groups`, and the options by the names of `plan.toml` with
    underscores: `count=3`, `timezone="Europe/Paris"`, `per_hour=500`, `quiet_hours=["22:00-08:00"]`,
    `suppress=[..]` with phone numbers and ids, `sent=[..]` with keys, `shard="0/4"`.

    The frame needs the columns `id` and `phone`; its rows are the positions. A contact that cannot be sent to
    is a skipped row.

    Raises CampaignError and ContactsError at once, PlanStopped where a policy refuses what is found.
    """
    return Planner(campaign, **inputs).plan(contacts, batch_rows=batch_rows)


def verify(stored, campaign, contacts, **inputs):
    """Holds a stored plan (JSON lines: a path or bytes) against every law and against its inputs.

    Gives whether it holds, which laws are broken, and the summary.
    """
    return Planner(campaign, **inputs).verify(stored, contacts)


def variables(source):
    """The paths that a template looks up, in order of first use.

    >>> import flashplan
    >>> [each["path"] for each in flashplan.variables("{{contact.name}}: {{custom.code}}")]
    ['contact.name', 'custom.code']
    """
    return Template(source).variables()
