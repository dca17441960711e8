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
    /// The number of the span; also where there is no such wall.
    span: i64,
}

impl Clear {
    /// No wall at all.
    pub(super) const NONE: Self = Self {
        from: 0,
        to: 0,
        offset: 0,
        span: 0,
    };

    pub(super) fn contains(self, wall: i64) -> bool {
        self.from <= wall && wall < self.to
    }
}

/// The offsets of a zone at all times. Spans are numbered from 0, before the first change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    first: i32,
    changes: Vec<Change>,
    cycle: Option<Cycle>,
}

/// The last changes of the table are those of 400 years, and come again for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cycle {
    /// UTC seconds from which on.
    from: i64,
    /// The number of the first change of them.
    change: i64,
    /// How many they are.
    changes: i64,
}

impl Spans {
    pub(super) fn fixed(offset: i32) -> Self {
        Self {
            first: offset,
            changes: Vec::new(),
            cycle: None,
        }
    }

    pub(super) fn of(tzif: Tzif) -> Self {
        let Tzif {
            first,
            mut changes,
            last,
            tail,
        } = tzif;
        let cycle = tail.and_then(|tail| go_on(first, &mut changes, last, &tail));
        Self {
            first,
            changes,
            cycle,
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
        self.span(self.number_at(instant))
    }

    /// What a wall time is here, and the walls around it that need no second look. `near` is what this
    /// gave for a wall time not long before, or nothing.
    pub(super) fn wall(&self, wall: i64, near: Clear) -> (Wall, Clear) {
        let number = self.first_to_end_after(wall, near);
        let (before, span) = (self.span(number - 1), self.span(number));
        let none = Clear {
            span: number,
            ..Clear::NONE
        };
        if wall < span.walls().0 {
            let gap = Wall::Gap {
                at: span.start,
                before: before.offset,
                after: span.offset,
            };
            return (gap, none);
        }
        let first = wall - i64::from(span.offset);
        let next = self.span(number + 1);
        if span.end < i64::MAX && wall >= next.walls().0 {
            let second = wall - i64::from(next.offset);
            return (Wall::Twice { first, second }, none);
        }
        let mut clear = Clear {
            from: span.walls().0,
            to: span.walls().1,
            offset: span.offset.into(),
            span: number,
        };
        if span.start > i64::MIN {
            clear.from = clear.from.max(before.walls().1);
        }
        if span.end < i64::MAX {
            clear.to = clear.to.min(next.walls().0);
        }
        (Wall::Once(first), clear)
    }

    /// The clear walls around `wall`, if they are those of the span of `near` or of the one after it: a
    /// quick look for whoever goes on from there.
    pub(super) fn clear_near(&self, wall: i64, near: Clear) -> Option<Clear> {
        let in_span = |span| self.clear_of(span).filter(|clear| clear.contains(wall));
        in_span(near.span + 1).or_else(|| in_span(near.span))
    }

    /// The clear walls of a span that has a change before it, one at its start and one at its end.
    fn clear_of(&self, span: i64) -> Option<Clear> {
        let before = self.change(span - 2)?;
        let (start, end) = (self.change(span - 1)?, self.change(span)?);
        Some(Clear {
            from: start
                .at
                .saturating_add(start.offset.max(before.offset).into()),
            to: end.at.saturating_add(start.offset.min(end.offset).into()),
            offset: start.offset.into(),
            span,
        })
    }

    /// The number of the first span whose clock shows `wall` before it ends, or would have shown it.
    fn first_to_end_after(&self, wall: i64, near: Clear) -> i64 {
        // an offset is less than a day, so nothing before a span that begins here can show it
        let earliest = wall.saturating_sub(DAY);
        let ends = |number: i64| self.span(number).walls().1 > wall;
        if self.span(near.span).start <= earliest
            && let Some(number) = (near.span..near.span + 3).find(|number| ends(*number))
        {
            return number;
        }
        let mut number = self.number_at(earliest);
        while !ends(number) {
            number += 1;
        }
        number
    }

    fn number_at(&self, instant: i64) -> i64 {
        let (cycles, each) = match self.cycle {
            Some(cycle) if instant >= cycle.from => ((instant - cycle.from) / CYCLE, cycle.changes),
            _ => (0, 0),
        };
        let in_table = instant - cycles * CYCLE;
        let changes = self.changes.partition_point(|change| change.at <= in_table);
        // a table has some hundred changes
        cycles * each + i64::try_from(changes).unwrap_or(0)
    }

    fn span(&self, number: i64) -> OffsetSpan {
        let before = self.change(number - 1);
        OffsetSpan {
            start: before.map_or(i64::MIN, |change| change.at),
            end: self.change(number).map_or(i64::MAX, |change| change.at),
            offset: before.map_or(self.first, |change| change.offset),
        }
    }

    fn change(&self, number: i64) -> Option<Change> {
        if let Ok(index) = usize::try_from(number)
            && let Some(change) = self.changes.get(index)
        {
            return Some(*change);
        }
        let cycle = self.cycle.filter(|_| number >= 0)?;
        let cycles = (number - cycle.change) / cycle.changes;
        let index = usize::try_from(number - cycles * cycle.changes).ok()?;
        let change = self.changes.get(index)?;
        Some(Change {
            at: change.at.saturating_add(cycles.saturating_mul(CYCLE)),
            offset: change.offset,
        })
    }
}

/// Adds what `tail` says to `changes` from the file's last transition on, to the end of a cycle.
fn go_on(first: i32, changes: &mut Vec<Change>, last: Option<i64>, tail: &Tail) -> Option<Cycle> {
    let last_year = last.map_or(EARLIEST, |at| civil(at.div_euclid(DAY)).0);
    let last_year = last_year.clamp(EARLIEST, LATEST);
    // a whole year of the tail lies before the cycle, so that its first span is like all later ones
    let cycle_year = last_year + 2;
    changes.reserve(2 * 404);
    for year in last_year..=cycle_year + CYCLE_YEARS {
        for (at, offset) in tail.changes_of(year)? {
            if last.is_none_or(|last| last < at) {
                push(first, changes, Change { at, offset });
            }
        }
    }
    let from = day_number(cycle_year, 1, 1) * DAY;
    let before = changes.partition_point(|change| change.at < from);
    changes.truncate(changes.partition_point(|change| change.at < from + CYCLE));
    let of_cycle = i64::try_from(changes.len() - before)
        .ok()
        .filter(|changes| *changes > 0)?;
    Some(Cycle {
        from,
        change: i64::try_from(before).ok()?,
        changes: of_cycle,
    })
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
