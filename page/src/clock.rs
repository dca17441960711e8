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

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{limits, offsets};
    use flashplan::schedule::Zone;

    const YEAR: i64 = 31_556_952;

    #[test]
    fn two_changes_a_year_are_listed_up_to_the_limit() {
        let zone = Zone::named("Europe/Paris").expect("a zone");
        // 2027-01-01T00:00:00Z: the clocks change in March and October
        let listed = |years: i64| offsets(&zone, 1_798_761_600, 1_798_761_600 + years * YEAR);
        assert_eq!(
            listed(1)
                .iter()
                .map(|(_, offset)| *offset)
                .collect::<Vec<_>>(),
            [3_600, 7_200, 3_600]
        );
        assert_eq!(listed(50).len(), limits::CLOCK_CHANGES + 1);
        assert_eq!(listed(51).len(), limits::CLOCK_CHANGES + 1);
        assert_eq!(offsets(&Zone::utc(), 0, 100 * YEAR), [(0, 0)]);
    }
}
