//! The offsets of a zone while a plan runs.

use crate::limits;
use flashplan::schedule::{OffsetSpan, Zone};

/// From which second on the zone has which offset, from `first` to `last`: what holds at `first`, then
/// each change, at most [`limits::CLOCK_CHANGES`] of them.
pub(crate) fn offsets(zone: &Zone, first: i64, last: i64) -> Vec<(i64, i32)> {
    let mut span = zone.span_at(first);
    let mut offsets = vec![(first, span.offset)];
    while span.end <= last && offsets.len() <= limits::CLOCK_CHANGES {
        span = zone.span_at(span.end);
        offsets.push((span.start, span.offset));
    }
    offsets
}

/// Local time of many instants that mostly lie near one another.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: Zone,
    span: Option<OffsetSpan>,
}

impl Clock {
    pub(crate) fn new(zone: Zone) -> Self {
        Self { zone, span: None }
    }

    /// The seconds that the wall clock shows, counted as if it were UTC.
    pub(crate) fn wall(&mut self, at: i64) -> i64 {
        let known = self
            .span
            .filter(|span| (span.start..span.end).contains(&at));
        let span = known.unwrap_or_else(|| self.zone.span_at(at));
        self.span = Some(span);
        at + i64::from(span.offset)
    }
}
