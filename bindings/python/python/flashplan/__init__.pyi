"""Campaigns for MsgFlash, planned offline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from os import PathLike
from typing import Any, Literal, Protocol, TypedDict, final

from typing_extensions import Unpack

__version__: str
TZDB: str

class ArrowStream(Protocol):
    """A frame: what pyarrow, polars, pandas and DuckDB hand out."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class ArrowArray(Protocol):
    """A record batch."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

Frame = ArrowStream | ArrowArray
Definition = Mapping[str, Any] | str | bytes | PathLike[str]
Stored = str | bytes | PathLike[str]

class Issue(TypedDict, total=False):
    severity: Literal["error", "warning", "info"]
    code: str
    apiCode: str | None
    http: int | None
    path: str
    message: str
    hint: str
    span: list[int]
    line: int
    column: int

class Report(TypedDict):
    valid: bool
    issues: list[Issue]
    unchecked: list[str]
    value: Any
    error: dict[str, Any] | None

class Variable(TypedDict):
    path: str
    required: bool
    spans: list[list[int]]

class Occurrence(TypedDict):
    index: int
    at: datetime
    local: datetime
    notes: list[dict[str, Any]]

class Summary(TypedDict):
    kind: str
    occurrences: int
    candidates: int
    sends: int
    skipped: dict[str, int]
    alreadySent: int
    firstSendAt: str | None
    lastSendAt: str | None
    months: dict[str, int]
    hash: str
    issues: list[Issue]

class Verification(TypedDict):
    valid: bool
    broken: list[dict[str, Any]]
    summary: Summary | None

class Differences(TypedDict):
    changes: list[dict[str, Any]]
    header: list[str]
    added: int
    removed: int
    moved: int
    changed: int
    same: int

class Options(TypedDict, total=False):
    """The options of a plan; those of `plan.toml`, and data."""

    timezone: str
    count: int
    until: str | datetime
    gap: Literal["shift", "snap", "skip", "earlier", "reject"]
    fold: Literal["first", "second", "reject"]
    now: str | datetime
    missed: Literal["skip", "late", "once"]
    late_within: int | str | timedelta
    exclude_dates: Sequence[str | date]
    quiet_hours: Sequence[str]
    windows: Sequence[str]
    quiet_zone: Literal["campaign", "contact"]
    quiet_action: Literal["wait", "skip", "abort"]
    min_gap: int | str | timedelta
    jitter: int | str | timedelta
    seed: int
    batch_size: int
    batch_pause: int | str | timedelta
    per_minute: int
    per_hour: int
    per_day: int
    warm_up: Sequence[int]
    quota: int
    quota_used: int
    quota_policy: Literal["warn", "fail", "truncate"]
    exclude: Mapping[str, Any]
    match: Literal["any", "all"]
    missing: Literal["skip", "fail", "empty"]
    suppress: Sequence[str]
    sent: Sequence[str]
    shard: str
    render_direct: bool

class Inputs(Options, total=False):
    """What a plan is made from besides the definition and the contacts."""

    templates: Sequence[Mapping[str, Any]] | Mapping[str, Any] | str | bytes
    instances: Sequence[Mapping[str, Any]] | Mapping[str, Any] | str | bytes
    user: Mapping[str, Any]
    groups: Sequence[Mapping[str, Any]]

class FlashplanError(ValueError):
    """An input is invalid; `issues` has every reason."""

    issues: list[Issue]

class TemplateError(FlashplanError): ...
class RenderError(FlashplanError): ...
class CampaignError(FlashplanError): ...
class ContactsError(FlashplanError): ...
class ScheduleError(FlashplanError): ...
class PlanStopped(FlashplanError): ...
class StoredPlanError(FlashplanError): ...

@final
class Batch:
    """Rows of an Arrow table."""

    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def to_pyarrow(self) -> Any: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Texts:
    """Texts, one a row, null where there is none."""

    def to_pyarrow(self) -> Any: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str | None]: ...
    def __getitem__(self, row: int) -> str | None: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Template:
    """A template, compiled."""

    def __new__(cls, source: str, *, syntax: Literal["handlebars", "placeholders"] = "handlebars") -> Template: ...
    @property
    def source(self) -> str: ...
    @property
    def issues(self) -> list[Issue]: ...
    def variables(self) -> list[Variable]: ...
    def render(
        self, context: Mapping[str, Any], *, missing: Literal["error", "empty", "keep"] = "error"
    ) -> str: ...
    def bind(
        self,
        *,
        custom: Mapping[str, Any] | None = None,
        user: Mapping[str, Any] | None = None,
        instance: Mapping[str, Any] | None = None,
        missing: Literal["error", "empty", "keep"] = "error",
    ) -> Message: ...
    def render_batch(
        self,
        contacts: Frame,
        *,
        custom: Mapping[str, Any] | None = None,
        user: Mapping[str, Any] | None = None,
        instance: Mapping[str, Any] | None = None,
        missing: Literal["error", "empty", "keep"] = "error",
        errors: Literal["raise", "null"] = "raise",
    ) -> Texts: ...

@final
class Message:
    """A template that only lacks the contact."""

    def render(self, contact: Mapping[str, Any]) -> str: ...
    def render_batch(self, contacts: Frame, *, errors: Literal["raise", "null"] = "raise") -> Texts: ...

@final
class Plan:
    """The plan of a campaign for a frame of contacts, batch by batch."""

    @property
    def header(self) -> dict[str, Any]: ...
    @property
    def summary(self) -> Summary | None: ...
    def lines(self) -> Lines: ...
    def write(self, path: str | PathLike[str]) -> Summary: ...
    def __iter__(self) -> Plan: ...
    def __next__(self) -> Batch: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Lines:
    """The lines of a plan, some at a time."""

    def __iter__(self) -> Lines: ...
    def __next__(self) -> bytes: ...

@final
class Planner:
    """A campaign that can be planned: everything but the contacts is known and valid."""

    def __new__(cls, campaign: Definition, **inputs: Unpack[Inputs]) -> Planner: ...
    @property
    def header(self) -> dict[str, Any]: ...
    @property
    def issues(self) -> list[Issue]: ...
    def occurrences(self) -> list[Occurrence]: ...
    def plan(self, contacts: Frame, *, batch_rows: int = 65_536) -> Plan: ...
    def verify(self, stored: Stored, contacts: Frame) -> Verification: ...
    def hash(self, rows: Frame | Iterable[Frame]) -> str: ...

def plan(campaign: Definition, contacts: Frame, *, batch_rows: int = 65_536, **inputs: Unpack[Inputs]) -> Plan: ...
def verify(stored: Stored, campaign: Definition, contacts: Frame, **inputs: Unpack[Inputs]) -> Verification: ...
def diff(before: Stored, after: Stored) -> Differences: ...
def variables(source: str) -> list[Variable]: ...
def occurrences(
    dtstart: str | datetime,
    rule: str,
    *,
    timezone: str | None = None,
    count: int | None = None,
    exdates: Sequence[str | date] | None = None,
    gap: Literal["shift", "snap", "skip", "earlier", "reject"] = "shift",
    fold: Literal["first", "second", "reject"] = "first",
    month_overflow: Literal["skip", "last_day"] = "skip",
) -> list[Occurrence]: ...
def check(
    definition: Mapping[str, Any] | Sequence[Any] | str | bytes,
    kind: Literal["campaign", "message", "scheduled-message", "template", "instances"] = "campaign",
    *,
    templates: Sequence[Mapping[str, Any]] | Mapping[str, Any] | str | bytes | None = None,
    instances: Sequence[Mapping[str, Any]] | Mapping[str, Any] | str | bytes | None = None,
    now: datetime | None = None,
    timezone: str | None = None,
    render_direct: bool = False,
    language: Literal["en", "fr"] = "en",
) -> Report: ...
