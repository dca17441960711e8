//! The wall clock of a zone, by the same zone data as schedules: a text never tells another time
//! than the one at which it is sent.

use crate::schedule::Zone;
use chrono::FixedOffset;
#[cfg(feature = "locale")]
use chrono::{DateTime, NaiveDateTime, Utc};

#[cfg(feature = "locale")]
/// The local time of an instant in a zone: an IANA name, or an offset such as `+01:00`.
pub(super) fn local(instant: DateTime<Utc>, zone: &str) -> Option<NaiveDateTime> {
    Some(named(zone)?.to_local(instant).naive_local())
}

/// Whether a text names a zone.
pub(crate) fn is_zone(text: &str) -> bool {
    named(text).is_some()
}

fn named(text: &str) -> Option<Zone> {
    match text.parse::<FixedOffset>() {
        Ok(offset) => Some(Zone::fixed(offset)),
        Err(_) => Zone::find(text),
    }
}
