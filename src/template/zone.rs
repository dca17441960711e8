//! The wall clock of a zone.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// The local time of an instant in a zone: an IANA name, or an offset such as `+01:00`.
pub(super) fn local(instant: DateTime<Utc>, zone: &str) -> Option<NaiveDateTime> {
    if let Ok(offset) = zone.parse::<FixedOffset>() {
        return Some(instant.with_timezone(&offset).naive_local());
    }
    let zone: Tz = zone.parse().ok()?;
    Some(instant.with_timezone(&zone).naive_local())
}

/// Whether a text names a zone.
pub(super) fn is_zone(text: &str) -> bool {
    text.parse::<FixedOffset>().is_ok() || text.parse::<Tz>().is_ok()
}
