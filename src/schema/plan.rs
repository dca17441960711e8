//! The schema of a stored plan's lines.

use super::word::{given, instant, nullable, text};
use crate::audience::Reason;
use crate::content::ContentKind;
use serde_json::{Value, json};

/// The schema of one line of a stored plan: its header, an occurrence, a send, a skipped candidate or
/// the summary, told apart by `kind`.
///
/// A line that the [reader](crate::plan::StoredPlan) takes is always valid by it. It can't say what holds
/// between lines (their order, their sums, the hash), that a key stands once, that a date exists, that a
/// count is written without a fraction or an exponent, or that a shard's index is below its count. A
/// redacted plan is none by it: its numbers are masked.
///
/// ```
/// let schema = flashplan::schema::plan();
/// assert_eq!(schema["properties"]["kind"]["enum"][2], "send");
/// ```
#[must_use]
pub fn plan() -> Value {
    let kinds = [
        ("plan", header()),
        ("occurrence", occurrence()),
        ("send", send()),
        ("skipped", skipped()),
        ("summary", summary()),
    ];
    let names = kinds.each_ref().map(|(name, _)| *name);
    let rules = kinds.map(|(name, then)| {
        json!({
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": then,
        })
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Line of a plan",
        "type": "object",
        "properties": {"kind": {"enum": names}},
        "required": ["kind"],
        "allOf": rules,
    })
}

fn header() -> Value {
    json!({
        "properties": {
            "campaign": {"type": "string"},
            "shard": {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
            "options": {"type": ["object", "null"]},
            "redacted": {"not": {"const": true}},
        },
        "required": ["campaign", "shard"],
    })
}

fn occurrence() -> Value {
    json!({
        "properties": {
            "index": count(),
            "at": instant(),
            "local": instant(),
            "notes": {"type": "array"},
        },
        "required": ["index", "at", "local", "notes"],
    })
}

fn send() -> Value {
    json!({
        "properties": {
            "key": key(),
            "occurrence": count(),
            "position": count(),
            "contactId": {"type": "string"},
            "to": {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"},
            "sendAt": instant(),
            "timeZone": text(),
            "type": {"enum": ContentKind::ALL.map(ContentKind::name)},
            "body": text(),
            "mediaUrl": text(),
        },
        "required": ["key", "occurrence", "position", "contactId", "to", "sendAt", "type"],
    })
}

fn skipped() -> Value {
    json!({
        "properties": {
            "occurrence": count(),
            "position": nullable(&count()),
            "contactId": text(),
            "reason": {"enum": Reason::ALL.map(Reason::name)},
            "of": text(),
            "variables": {"type": ["array", "null"]},
        },
        "required": ["occurrence", "reason"],
    })
}

fn summary() -> Value {
    let reasons = json!({"enum": Reason::ALL.map(Reason::name)});
    let months = json!({"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"});
    json!({
        "properties": {
            "occurrences": count(),
            "late": nullable(&count()),
            "missed": nullable(&count()),
            "candidates": count(),
            "sends": count(),
            "skipped": counts(&reasons),
            "alreadySent": count(),
            "firstSendAt": nullable(&instant()),
            "lastSendAt": nullable(&instant()),
            "months": counts(&months),
            "hash": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
        },
        "required": [
            "occurrences", "candidates", "sends", "skipped", "alreadySent", "months", "hash",
        ],
        // a plan without a send has neither of the two, one that missed nothing neither of the others
        "allOf": [both("firstSendAt", "lastSendAt"), both("late", "missed")],
    })
}

/// Where one of two fields is given the other is too.
fn both(one: &str, other: &str) -> Value {
    json!({
        "if": {"anyOf": [given(one), given(other)]},
        "then": {"allOf": [given(one), given(other)]},
    })
}

/// A whole number that is not negative.
fn count() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": u64::MAX})
}

/// An object of counts by name.
fn counts(names: &Value) -> Value {
    json!({"type": "object", "propertyNames": names, "additionalProperties": count()})
}

/// A UUID in each form that the reader takes; we write the first.
fn key() -> Value {
    let hex = "[0-9a-fA-F]";
    let uuid = format!("{hex}{{8}}-{hex}{{4}}-{hex}{{4}}-{hex}{{4}}-{hex}{{12}}");
    let pattern = format!(r"^({uuid}|\{{{uuid}\}}|urn:uuid:{uuid}|{hex}{{32}})$");
    json!({"type": "string", "pattern": pattern})
}
