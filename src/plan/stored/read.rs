//! Reads one line of a stored plan.

use super::entry::{StoredEntry, StoredOccurrence, StoredSend, StoredSkipped};
use super::header::Header;
use super::values::{count, instant, of_text, reason_named};
use super::{summary, texts};
use crate::content::ContentKind;
use crate::issue::{Code, Issue, Issues, Place, Severity, Span};
use crate::json::{Document, Kind, Value, locate};
use crate::limits::Limits;
use crate::phone::Phone;
use crate::plan::Summary;
use crate::reading::{Fields, Order, Path, Schema, Sink, object_root};
use serde_json::Map;
use uuid::Uuid;

/// What a line is.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Header(Box<Header>),
    Entry(StoredEntry),
    Summary(Box<Summary>),
}

/// Reads the line with this number, from 1. Everything that is wrong with it comes at once, each with
/// its place; a key that stands twice is wrong too, because readers differ in which of the two counts. All of
/// it is an error: a line that is refused is not warned of.
pub(super) fn read_line(bytes: &[u8], number: u64, limits: &Limits) -> Result<Line, Issues> {
    let limits = limits.json_bytes(limits.plan_line_bytes);
    let document = Document::parse(bytes, &limits)
        .map_err(|issue| Issues::from_iter([on_line(issue, number)]))?;
    let mut sink = Sink::new(limits.issues);
    let line = object_root(document.root(), &mut sink).and_then(|root| line(root, &mut sink));
    let (report, source) = (sink.into_report(&Order::REPORTED), document.root().raw());
    match line {
        Some(line) if report.issues().is_empty() => Ok(line),
        _ => Err(report
            .issues()
            .iter()
            .map(|issue| placed(issue, &document, source, number))
            .collect()),
    }
}

/// An issue without a place of its own, on the line with this number.
pub(super) fn on_line(issue: Issue, number: u64) -> Issue {
    let place = issue.place().unwrap_or(Place {
        span: Span::new(0, 0),
        line: 1,
        column: 1,
    });
    issue.at(Place {
        line: u32::try_from(number).unwrap_or(u32::MAX),
        ..place
    })
}

fn placed(issue: &Issue, document: &Document<'_>, source: &str, number: u64) -> Issue {
    let place = locate(document, issue.path()).place(source);
    on_line(issue.clone().as_severity(Severity::Error).at(place), number)
}

static KINDS: Schema<1> = Schema {
    names: ["kind"],
    mistaken: &[],
};

fn line(root: Value<'_>, sink: &mut Sink) -> Option<Line> {
    // the fields of each kind are looked through below, this one with them
    let kind = root.member("kind").and_then(|kind| kind.text());
    Some(match kind {
        Some("send") => Line::Entry(StoredEntry::Send(send(root, sink)?)),
        Some("skipped") => Line::Entry(StoredEntry::Skipped(skipped(root, sink)?)),
        Some("occurrence") => Line::Entry(StoredEntry::Occurrence(occurrence(root, sink)?)),
        Some("summary") => Line::Summary(Box::new(summary::read(root, sink)?)),
        Some("plan") => Line::Header(Box::new(header(root, sink)?)),
        Some(_) | None => {
            let field = Fields::of_stored(root, &KINDS, &Path::Root, sink).get("kind");
            if field.required_text(sink).is_some() {
                field.report(Code::Enum, &texts::KIND_UNKNOWN, sink);
            }
            return None;
        }
    })
}

static HEADER: Schema<4> = Schema {
    names: ["kind", "campaign", "shard", "options"],
    mistaken: &[],
};

fn header(root: Value<'_>, sink: &mut Sink) -> Option<Header> {
    let fields = Fields::of_stored(root, &HEADER, &Path::Root, sink);
    let campaign = fields.get("campaign").required_text(sink);
    let shard = of_text(
        &fields.get("shard"),
        Code::Type,
        &texts::SHARD_FORM,
        sink,
        |text| text.parse().ok(),
    );
    fields.get("options").of_kind(Kind::Object, sink);
    let fields = kept(root, sink);
    Some(Header {
        campaign: campaign?.to_owned(),
        shard: shard?,
        fields: fields?,
    })
}

/// All fields of a header. What was read already can still be more than a value holds: `1e999`.
fn kept(root: Value<'_>, sink: &mut Sink) -> Option<Map<String, serde_json::Value>> {
    if let Ok(fields) = serde_json::from_str(root.raw()) {
        return Some(fields);
    }
    let is_kept = |value: Value<'_>| serde_json::from_str::<serde_json::Value>(value.raw()).is_ok();
    let lost = root.members().filter(|(_, value)| !is_kept(*value));
    let mut paths: Vec<String> = lost
        .map(|(name, _)| Path::Root.name(name).pointer())
        .collect();
    // a list may be too deep for the object around it alone
    if paths.is_empty() {
        paths.push(String::new());
    }
    for path in paths {
        sink.report(Issue::new(Code::NumberRange, path, &texts::NOT_KEPT));
    }
    None
}

static OCCURRENCE: Schema<5> = Schema {
    names: ["kind", "index", "at", "local", "notes"],
    mistaken: &[],
};

fn occurrence(root: Value<'_>, sink: &mut Sink) -> Option<StoredOccurrence> {
    let fields = Fields::of_stored(root, &OCCURRENCE, &Path::Root, sink);
    let index = count(&fields.get("index"), sink);
    let at = instant(&fields.get("at"), sink);
    let local = instant(&fields.get("local"), sink);
    let notes = fields.get("notes").required(Kind::Array, sink);
    local?;
    let is_late = notes?.items().any(says_late);
    Some(StoredOccurrence {
        index: index?,
        at: at?,
        is_late,
    })
}

/// Whether a note says that its occurrence runs late.
fn says_late(note: Value<'_>) -> bool {
    let outcome = note.member("outcome");
    outcome.and_then(Value::text) == Some("late")
}

static SEND: Schema<11> = Schema {
    names: [
        "kind",
        "key",
        "occurrence",
        "position",
        "contactId",
        "to",
        "sendAt",
        "timeZone",
        "type",
        "body",
        "mediaUrl",
    ],
    mistaken: &[],
};

fn send(root: Value<'_>, sink: &mut Sink) -> Option<StoredSend> {
    let fields = Fields::of_stored(root, &SEND, &Path::Root, sink);
    let key = of_text(
        &fields.get("key"),
        Code::UuidInvalid,
        &texts::KEY_FORM,
        sink,
        |text| Uuid::try_parse(text).ok(),
    );
    let occurrence = count(&fields.get("occurrence"), sink);
    let position = count(&fields.get("position"), sink);
    let contact_id = fields.get("contactId").required_text(sink);
    let to = of_text(
        &fields.get("to"),
        Code::PhoneInvalid,
        &texts::NUMBER_FORM,
        sink,
        |text| Phone::parse(text).ok(),
    );
    let send_at = instant(&fields.get("sendAt"), sink);
    let time_zone = fields.get("timeZone").text(sink);
    let message_type = of_text(
        &fields.get("type"),
        Code::Enum,
        &texts::TYPE_UNKNOWN,
        sink,
        |text| {
            ContentKind::ALL
                .into_iter()
                .find(|kind| kind.name() == text)
        },
    );
    let body = fields.get("body").text(sink);
    let media_url = fields.get("mediaUrl").text(sink);
    Some(StoredSend {
        key: key?,
        occurrence: occurrence?,
        position: position?,
        contact_id: contact_id?.to_owned(),
        to: to?,
        send_at: send_at?,
        time_zone: time_zone.map(str::to_owned),
        message_type: message_type?,
        body: body.map(str::to_owned),
        media_url: media_url.map(str::to_owned),
    })
}

static SKIPPED: Schema<7> = Schema {
    names: [
        "kind",
        "occurrence",
        "position",
        "contactId",
        "reason",
        "of",
        "variables",
    ],
    mistaken: &[],
};

fn skipped(root: Value<'_>, sink: &mut Sink) -> Option<StoredSkipped> {
    let fields = Fields::of_stored(root, &SKIPPED, &Path::Root, sink);
    let occurrence = count(&fields.get("occurrence"), sink);
    let position = fields.get("position");
    let position = position.is_given().then(|| count(&position, sink));
    let contact_id = fields.get("contactId").text(sink);
    let reason = of_text(
        &fields.get("reason"),
        Code::Enum,
        &texts::REASON_UNKNOWN,
        sink,
        reason_named,
    );
    let of = fields.get("of").text(sink);
    fields.get("variables").of_kind(Kind::Array, sink);
    Some(StoredSkipped {
        occurrence: occurrence?,
        position: match position {
            Some(position) => Some(position?),
            None => None,
        },
        contact_id: contact_id.map(str::to_owned),
        reason: reason?,
        of: of.map(str::to_owned),
    })
}
