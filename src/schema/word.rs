//! The small parts that schemas are made of.

use crate::content::ContentKind;
use serde_json::{Value, json};

/// A UUID.
pub(super) fn id() -> Value {
    let hex = "[0-9a-fA-F]";
    let pattern = format!("^{hex}{{8}}-{hex}{{4}}-{hex}{{4}}-{hex}{{4}}-{hex}{{12}}$");
    json!({"type": "string", "pattern": pattern})
}

/// An instant: a date, a time and an offset.
pub(super) fn instant() -> Value {
    let date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    let time = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?";
    let offset = "([Zz]|[+-][0-9]{2}:[0-9]{2})";
    json!({"type": "string", "pattern": format!("^{date}[Tt]{time}{offset}$")})
}

/// A text that is not blank.
pub(super) fn required_text() -> Value {
    json!({"type": "string", "pattern": r"\S"})
}

/// A text, or nothing.
pub(super) fn text() -> Value {
    json!({"type": ["string", "null"]})
}

/// The address of a medium.
pub(super) fn web_address() -> Value {
    let pattern = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*$";
    json!({"type": "string", "pattern": pattern, "maxLength": 2048})
}

/// What `schema` says, or null.
pub(super) fn nullable(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

/// An object that has the field, and not null in it.
pub(super) fn given(name: &str) -> Value {
    json!({"required": [name], "properties": {name: {"not": {"type": "null"}}}})
}

/// An object whose `type` is one of these.
pub(super) fn one_of_kinds(kinds: &[ContentKind]) -> Value {
    let names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
    json!({"required": ["type"], "properties": {"type": {"enum": names}}})
}
