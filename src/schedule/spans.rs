//! Between two changes of a zone's offset, local time is UTC plus a constant: a span.
//!
//! A table holds every change that a zone's file names; what comes after them is worked out from the
//! file's tail when somebody first asks for it, so that nothing ends in 2037 or 2099.

use super::calendar::DAY;
use super::tail_changes::Later;
use super::tzif::{Change, Tzif};

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
    pub(super) span: i64,
}

impl Clear {
    /// No wall at all.
    pub(super) const NONE: Self = Self {
        from: 0,
        to: 0,
        offset: 0,
        span: 0,
    };

    /// The clear walls between the last two of three changes, which come so many seconds later than
    /// written.
    #[inline(always)]
    fn between([before, start, end]: &[Change; 3], later: i64, span: i64) -> Self {
        let from = i64::from(start.offset.max(before.offset));
        let to = i64::from(start.offset.min(end.offset));
        Self {
            from: start.at.saturating_add(later + from),
            to: end.at.saturating_add(later + to),
            offset: start.offset.into(),
            span,
        }
    }

    #[inline]
    pub(super) fn contains(&self, wall: i64) -> bool {
        self.from <= wall && wall < self.to
    }
}

/// The offsets of a zone at all times. Spans are numbered from 0, before the first change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    first: i32,
    /// Those of the file.
    changes: Vec<Change>,
    /// Those after them.
    later: Option<Later>,
}

impl Spans {
    pub(super) fn fixed(offset: i32) -> Self {
        Self {
            first: offset,
            changes: Vec::new(),
            later: None,
        }
    }

    pub(super) fn of(tzif: Tzif) -> Self {
        let Tzif {
            first,
            changes,
            last,
            tail,
        } = tzif;
        let offset = changes.last().map_or(first, |change| change.offset);
        Self {
            first,
            later: tail.and_then(|tail| Later::new(tail, last, offset)),
            changes,
        }
    }

    pub(super) fn is_fixed(&self) -> bool {
        self.changes.is_empty() && self.listed_later().is_empty()
    }

    /// Whether the clock ever jumps over a day or more, as when a zone changes its side of the date
    /// line.
    pub(super) fn skips_a_date(&self) -> bool {
        let changes = self.changes.iter().chain(self.listed_later());
        let mut before = self.first;
        for change in changes {
            if i64::from(change.offset) - i64::from(before) >= DAY {
                return true;
            }
            before = change.offset;
        }
        false
    }

    /// The span that an instant lies in.
    pub(super) fn at(&self, instant: i64) -> OffsetSpan {
        self.span(self.number_at(instant))
    }

    /// What a wall time is here, and the walls from it on that need no second look. `near` is what this
    /// gave for a wall time not long before, or nothing.
    pub(super) fn wall(&self, wall: i64, near: Clear) -> (Wall, Clear) {
        let number = self.first_to_end_after(wall, near);
        let span = self.span(number);
        let none = Clear {
            span: number,
            ..Clear::NONE
        };
        if wall < span.walls().0 {
            let gap = Wall::Gap {
                at: span.start,
                before: self.span(number - 1).offset,
                after: span.offset,
            };
            return (gap, none);
        }
        let offset = i64::from(span.offset);
        let first = wall - offset;
        let mut to = span.walls().1;
        if let Some(next) = self.change(number) {
            let next_offset = i64::from(next.offset);
            to = to.min(next.at.saturating_add(next_offset));
            if wall >= to {
                let second = wall - next_offset;
                return (Wall::Twice { first, second }, none);
            }
        }
        let clear = Clear {
            from: wall,
            to,
            offset,
            span: number,
        };
        (Wall::Once(first), clear)
    }

    /// The clear walls of a span that has a change before it, one at its start and one at its end, where
    /// these lie side by side: nearly all do.
    #[inline(always)]
    pub(super) fn clear_of(&self, span: i64) -> Option<Clear> {
        let (changes, later) = self.changes_from(span - 2)?;
        Some(Clear::between(changes.first_chunk()?, later, span))
    }

    /// The clear walls of a span and of those after it, as far as their changes lie side by side.
    #[inline]
    pub(super) fn clears_from(&self, span: i64) -> impl Iterator<Item = Clear> {
        let (changes, later) = self.changes_from(span - 2).unwrap_or_default();
        let threes = changes.windows(3).filter_map(<[Change]>::first_chunk);
        threes
            .zip(span..)
            .map(move |(three, span)| Clear::between(three, later, span))
    }

    /// The change of a number and those listed after it, and how many seconds later they come than
    /// written.
    #[inline]
    fn changes_from(&self, number: i64) -> Option<(&[Change], i64)> {
        match self.changes.get(usize::try_from(number).ok()?..) {
            Some(changes) if !changes.is_empty() => Some((changes, 0)),
            _ => self.later.as_ref()?.changes_from(number - self.of_file()),
        }
    }

    /// The number of the first span whose clock shows `wall` before it ends, or would have shown it.
    fn first_to_end_after(&self, wall: i64, near: Clear) -> i64 {
        // an offset is less than a day, so nothing before a span that begins here can show it
        let earliest = wall.saturating_sub(DAY);
        let ends = |number: i64| self.span(number).walls().1 > wall;
        if near.span > 0
            && self.span(near.span).start <= earliest
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
        match &self.later {
            Some(later) if later.holds_at(instant) => self.of_file() + later.number_at(instant),
            _ => number(self.changes.partition_point(|change| change.at <= instant)),
        }
    }

    fn span(&self, number: i64) -> OffsetSpan {
        let before = self.change(number - 1);
        OffsetSpan {
            start: before.map_or(i64::MIN, |change| change.at),
            end: self.change(number).map_or(i64::MAX, |change| change.at),
            offset: before.map_or(self.first, |change| change.offset),
        }
    }

    #[inline]
    fn change(&self, number: i64) -> Option<Change> {
        let index = usize::try_from(number).ok()?;
        match self.changes.get(index) {
            Some(change) => Some(*change),
            None => self.later.as_ref()?.change(number - self.of_file()),
        }
    }

    fn of_file(&self) -> i64 {
        number(self.changes.len())
    }

    fn listed_later(&self) -> &[Change] {
        self.later.as_ref().map_or(&[], Later::listed)
    }
}

/// A table has some hundred changes.
fn number(changes: usize) -> i64 {
    i64::try_from(changes).unwrap_or(i64::MAX)
}
