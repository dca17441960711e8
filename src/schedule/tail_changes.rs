//! The changes of a zone's clock after the last one of its file: what the file's tail says, for ever.
//!
//! After 400 years dates and weekdays fall together again, so that any later change is one of a table
//! of 400 years some cycles on. The table is made when somebody first asks for a change of it: most
//! files name their changes to 2037, and most schedules end before.

use super::calendar::{CYCLE_DAYS, DAY, Year, civil};
use super::posix::Tail;
use super::tzif::Change;
use std::sync::OnceLock;

const CYCLE: i64 = CYCLE_DAYS * DAY;
/// Years of a table: those of a cycle, the two before it, and one after it whose changes may come early.
const YEARS: usize = 403;
/// The years that a tail may begin in: a file with stranger times is read as if it had these.
const EARLIEST: i64 = 1_900;
const LATEST: i64 = 10_000;

/// The changes after those of a file. They are numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Later {
    tail: Tail,
    /// The file's last transition, also one that moves no clock.
    last: Option<i64>,
    /// Seconds east of UTC after it.
    offset: i32,
    table: OnceLock<Table>,
}

/// Two are equal when they say the same, be it written out or not yet.
impl PartialEq for Later {
    fn eq(&self, other: &Self) -> bool {
        (&self.tail, self.last, self.offset) == (&other.tail, other.last, other.offset)
    }
}

impl Eq for Later {}

/// Changes from the file's last transition on, to the end of a cycle.
#[derive(Clone, Debug)]
struct Table {
    changes: Vec<Change>,
    cycle: Option<Cycle>,
}

/// The last changes of the table are those of 400 years, and come again for ever.
#[derive(Clone, Copy, Debug)]
struct Cycle {
    /// UTC seconds from which on.
    from: i64,
    /// The number of the first change of them.
    change: i64,
    /// How many they are.
    changes: i64,
}

impl Later {
    /// What `tail` says after a file's `last` transition, which left the clock at `offset`; none where
    /// it says that the clock stays there.
    pub(super) fn new(tail: Tail, last: Option<i64>, offset: i32) -> Option<Self> {
        tail.changes_of(Year::at(EARLIEST))?;
        Some(Self {
            tail,
            last,
            offset,
            table: OnceLock::new(),
        })
    }

    /// Whether an instant lies after what the file says.
    pub(super) fn holds_at(&self, instant: i64) -> bool {
        self.last.is_none_or(|last| last < instant)
    }

    /// How many of the changes come at an instant or before.
    pub(super) fn number_at(&self, instant: i64) -> i64 {
        let table = self.table();
        let (cycles, each) = table.cycle.map_or((0, 0), |cycle| {
            let seconds = instant.saturating_sub(cycle.from).max(0);
            (seconds / CYCLE, cycle.changes)
        });
        let in_table = instant - cycles * CYCLE;
        let changes = table
            .changes
            .partition_point(|change| change.at <= in_table);
        // a table has some hundred changes
        cycles * each + i64::try_from(changes).unwrap_or(0)
    }

    pub(super) fn change(&self, number: i64) -> Option<Change> {
        let (changes, later) = self.changes_from(number)?;
        let change = changes.first()?;
        Some(Change {
            at: change.at.saturating_add(later),
            offset: change.offset,
        })
    }

    /// The change of a number and those after it to the end of its cycle, and how many seconds later
    /// they come than there.
    pub(super) fn changes_from(&self, number: i64) -> Option<(&[Change], i64)> {
        let table = self.table();
        let index = usize::try_from(number).ok()?;
        if index < table.changes.len() {
            return Some((table.changes.get(index..)?, 0));
        }
        let cycle = table.cycle?;
        let cycles = (number - cycle.change) / cycle.changes;
        let index = usize::try_from(number - cycles * cycle.changes).ok()?;
        Some((table.changes.get(index..)?, cycles.saturating_mul(CYCLE)))
    }

    /// The changes to the end of the first cycle; all others are like them.
    pub(super) fn listed(&self) -> &[Change] {
        &self.table().changes
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| self.written_out())
    }

    fn written_out(&self) -> Table {
        let last_year = self.last.map_or(EARLIEST, |at| civil(at.div_euclid(DAY)).0);
        let last_year = last_year.clamp(EARLIEST, LATEST);
        // a whole year of the tail lies before the cycle, so that its first span is like all later ones
        let from = Year::at(last_year + 2).first * DAY;
        let mut changes = Vec::with_capacity(2 * YEARS);
        let years = std::iter::successors(Some(Year::at(last_year)), |year| Some(year.next()));
        let of_years = years.map_while(|year| self.tail.changes_of(year));
        for (at, offset) in of_years.take(YEARS).flatten() {
            if self.holds_at(at) {
                push(self.offset, &mut changes, Change { at, offset });
            }
        }
        let before = changes.partition_point(|change| change.at < from);
        changes.truncate(changes.partition_point(|change| change.at < from + CYCLE));
        let cycle = cycle(from, before, changes.len());
        Table { changes, cycle }
    }
}

/// The cycle of a table of `len` changes, `before` of which lie before it; none without a change.
fn cycle(from: i64, before: usize, len: usize) -> Option<Cycle> {
    let changes = i64::try_from(len.checked_sub(before)?).ok()?;
    (changes > 0).then_some(Cycle {
        from,
        change: i64::try_from(before).ok()?,
        changes,
    })
}

/// Adds a change unless it changes nothing; `first` is the offset before all of them.
fn push(first: i32, changes: &mut Vec<Change>, change: Change) {
    // daylight saving all year is written as an end and a start at the same second: the later counts
    changes.pop_if(|last| last.at == change.at);
    let current = changes.last().map_or(first, |last| last.offset);
    if change.offset != current {
        changes.push(change);
    }
}
