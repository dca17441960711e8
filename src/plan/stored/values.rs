//! The values in the lines of a stored plan.

use super::texts;
use crate::audience::Reason;
use crate::datetime::parse_instant;
use crate::issue::{Code, Text};
use crate::json::Kind;
use crate::reading::{Field, Sink};
use chrono::{DateTime, Utc};

pub(super) fn reason_named(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

/// A whole number that is not negative.
pub(super) fn count(field: &Field<'_, '_>, sink: &mut Sink) -> Option<u64> {
    let value = field.required(Kind::Number, sink)?;
    let number = value.raw().parse().ok();
    if number.is_none() {
        field.report(Code::NumberRange, &texts::NOT_A_COUNT, sink);
    }
    number
}

pub(super) fn instant(field: &Field<'_, '_>, sink: &mut Sink) -> Option<DateTime<Utc>> {
    match parse_instant(field.required_text(sink)?) {
        Ok(instant) => Some(instant.to_utc()),
        Err(error) => {
            sink.report(error.issue(field.path.pointer()));
            None
        }
    }
}

/// A text that `read` can make something of; `code` is reported otherwise.
pub(super) fn of_text<T>(
    field: &Field<'_, '_>,
    code: Code,
    text: &'static Text,
    sink: &mut Sink,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let value = read(field.required_text(sink)?);
    if value.is_none() {
        field.report(code, text, sink);
    }
    value
}
