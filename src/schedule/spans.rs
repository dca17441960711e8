//! Between two changes of a zone's offset, local time is UTC plus a constant: a span.
//!
//! A table holds every change that a zone's file names and 400 years of what its tail says. After
//! 400 years dates and weekdays fall together again, so that any later instant is an instant of the
//! table some cycles on; nothing ends in 2037, 2099 or 2438.

use super::calendar::{CYCLE_DAYS, CYCLE_YEARS, DAY, civil, day_number};
use super::posix::Tail;
use super::tzif::{Change, Tzif};

const CYCLE: i64 = CYCLE_DAYS * DAY;
/// The years that a tail may begin in: a file with stranger times is read as if it had these.
const EARLIEST: i64 = 1_900;
const LATEST: i64 = 10_000;

/// UTC seconds `start..end`, in which local time is `offset` seconds ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffsetSpan {
    /// The first second; `i64::MIN` where nothing comes before.
    pub start: i64,
    /// One past the last second; `i64::MAX` where nothing comes after.
    pub end: i64,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl OffsetSpan {
    /// The wall seconds at which the span begins and ends on its own clock.
    pub(super) fn walls(self) -> (i64, i64) {
        let offset = i64::from(self.offset);
        (
            self.start.saturating_add(offset),
            self.end.saturating_add(offset),
        )
    }
}

/// What a wall time is in a zone. Seconds are UTC seconds, walls count the same way on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wall {
    /// The clock shows it once.
    Once(i64),
    /// The clock never shows it: it jumps over it at `at`, from the offset `before` to `after`.
    Gap { at: i64, before: i32, after: i32 },
    /// The clock shows it twice.
    Twice { first: i64, second: i64 },
}

/// Walls `from..to` that a zone shows exactly once, all of them at one offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clear {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) offset: i64,
}

impl Clear {
    /// No wall at all.
    pub(super) const NONE: Self = Self {
        from: 0,
        to: 0,
        offset: 0,
    };

    pub(super) fn contains(self, wall: i64) -> bool {
        self.from <= wall && wall < self.to
    }
}

/// The offsets of a zone at all times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    first: i32,
    changes: Vec<Change>,
    /// UTC seconds from which on the changes of the next 400 years repeat for ever.
    repeats_from: Option<i64>,
}

impl Spans {
    pub(super) fn fixed(offset: i32) -> Self {
        Self {
            first: offset,
            changes: Vec::new(),
            repeats_from: None,
        }
    }

    pub(super) fn of(tzif: Tzif) -> Self {
        let Tzif {
            first,
            mut changes,
            last,
            tail,
        } = tzif;
        let repeats_from = tail
            .filter(Tail::changes)
            .and_then(|tail| go_on(first, &mut changes, last, &tail));
        Self {
            first,
            changes,
            repeats_from,
        }
    }

    pub(super) fn is_fixed(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether the clock ever jumps over a day or more, as when a zone changes its side of the date
    /// line.
    pub(super) fn skips_a_date(&self) -> bool {
        let offsets =
            std::iter::once(self.first).chain(self.changes.iter().map(|change| change.offset));
        let next = offsets.clone().skip(1);
        offsets
            .zip(next)
            .any(|(before, after)| i64::from(after) - i64::from(before) >= DAY)
    }

    /// The span that an instant lies in.
    pub(super) fn at(&self, instant: i64) -> OffsetSpan {
        let cycles = match self.repeats_from {
            Some(from) if instant >= from + CYCLE => (instant - from) / CYCLE,
            _ => 0,
        };
        let shift = cycles * CYCLE;
        let span = self.in_table(instant - shift);
        OffsetSpan {
            start: span.start.saturating_add(shift),
            end: span.end.saturating_add(shift),
            offset: span.offset,
        }
    }

    fn in_table(&self, instant: i64) -> OffsetSpan {
        let after = self.changes.partition_point(|change| change.at <= instant);
        let before = after.checked_sub(1).and_then(|i| self.changes.get(i));
        OffsetSpan {
            start: before.map_or(i64::MIN, |change| change.at),
            end: self.changes.get(after).map_or(i64::MAX, |change| change.at),
            offset: before.map_or(self.first, |change| change.offset),
        }
    }

    /// What a wall time is here, and the walls around it that need no second look.
    pub(super) fn wall(&self, wall: i64) -> (Wall, Clear) {
        // an offset is less than a day, so nothing before this span can show the wall time
        let mut span = self.at(wall.saturating_sub(DAY));
        let mut before = None;
        while span.walls().1 <= wall {
            before = Some(span);
            span = self.at(span.end);
        }
        let before = before.or_else(|| self.before(span));
        if let Some(before) = before.filter(|_| wall < span.walls().0) {
            let gap = Wall::Gap {
                at: span.start,
                before: before.offset,
                after: span.offset,
            };
            return (gap, Clear::NONE);
        }
        let next = (span.end < i64::MAX).then(|| self.at(span.end));
        let first = wall - i64::from(span.offset);
        if let Some(next) = next.filter(|next| wall >= next.walls().0) {
            let second = wall - i64::from(next.offset);
            return (Wall::Twice { first, second }, Clear::NONE);
        }
        let clear = Clear {
            from: before.map_or(span.walls().0, |before| {
                span.walls().0.max(before.walls().1)
            }),
            to: next.map_or(span.walls().1, |next| span.walls().1.min(next.walls().0)),
            offset: span.offset.into(),
        };
        (Wall::Once(first), clear)
    }

    fn before(&self, span: OffsetSpan) -> Option<OffsetSpan> {
        (span.start > i64::MIN).then(|| self.at(span.start - 1))
    }
}

/// Adds what `tail` says to `changes` from the file's last transition on, for a cycle and a little
/// more; gives where the cycle begins.
fn go_on(first: i32, changes: &mut Vec<Change>, last: Option<i64>, tail: &Tail) -> Option<i64> {
    let last_year = last.map_or(EARLIEST, |at| civil(at.div_euclid(DAY)).0);
    let last_year = last_year.clamp(EARLIEST, LATEST);
    // a whole year of the tail lies before the cycle, so that its first span is like all later ones
    let cycle_year = last_year + 2;
    for year in last_year..=cycle_year + CYCLE_YEARS {
        for (at, offset) in tail.changes_of(year)? {
            if last.is_none_or(|last| last < at) {
                push(first, changes, Change { at, offset });
            }
        }
    }
    Some(day_number(cycle_year, 1, 1) * DAY)
}

/// Adds a change unless it changes nothing.
fn push(first: i32, changes: &mut Vec<Change>, change: Change) {
    // daylight saving all year is written as an end and a start at the same second: the later counts
    changes.pop_if(|last| last.at == change.at);
    let current = changes.last().map_or(first, |last| last.offset);
    if change.offset != current {
        changes.push(change);
    }
}
