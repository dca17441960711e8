//! The instants of a schedule as bare UTC seconds, fast: many at a time.

use super::Schedule;
use super::clock::Clock;
use super::dates::{SetRow, State};
use super::even::Even;
use super::steps::{Fate, Steps};

/// How many instants are made at once: enough to spread what a turn costs, and few enough for whoever
/// wants only the first.
const TURN: usize = 64;
/// How many are appended to a list at once: so many that their zeros are written without a detour.
const CHUNK: usize = 192;

/// The instants of the occurrences as UTC seconds, each later than the one before.
#[derive(Clone, Debug)]
pub struct Instants<'a> {
    source: Source<'a>,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    /// Nothing but a rule of even distances and the zone: runs.
    Even(Even<'a>),
    /// Anything else: turns.
    Turns(Turns<'a>),
}

impl<'a> Instants<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        let turns = |draw| {
            Source::Turns(Turns {
                draw,
                ready: Vec::new(),
                next: 0,
            })
        };
        let source = if schedule.exclusions.is_empty() && schedule.extra.is_empty() {
            let clock = Clock::new(schedule);
            match schedule.dates.iter().state {
                State::Every(row) => Source::Even(Even::new(&row, clock)),
                State::Sets(row) => turns(Draw::Rule { row, clock }),
            }
        } else {
            turns(Draw::Steps(schedule.steps()))
        };
        Self { source }
    }

    /// Appends all that are left to a list: the fastest way to have them. Without an end, the list goes
    /// to the year 9999: see [`Schedule::is_bounded`].
    pub fn append_to(self, list: &mut Vec<i64>) {
        match self.source {
            Source::Even(even) => even.append_to(list),
            Source::Turns(turns) => turns.append_to(list),
        }
    }
}

impl Iterator for Instants<'_> {
    type Item = i64;

    #[inline]
    fn next(&mut self) -> Option<i64> {
        match &mut self.source {
            Source::Even(even) => even.next(),
            Source::Turns(turns) => turns.next(),
        }
    }
}

/// Instants that are made some at a time.
#[derive(Clone, Debug)]
struct Turns<'a> {
    draw: Draw<'a>,
    ready: Vec<i64>,
    /// The place in `ready` of the next one.
    next: usize,
}

impl Turns<'_> {
    fn append_to(mut self, list: &mut Vec<i64>) {
        list.extend_from_slice(self.ready.get(self.next..).unwrap_or(&[]));
        while self.draw.append_to(list, CHUNK) {}
    }
}

impl Iterator for Turns<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        if self.next == self.ready.len() {
            self.next = 0;
            self.ready.clear();
            self.draw.append_to(&mut self.ready, TURN);
        }
        let at = self.ready.get(self.next).copied()?;
        self.next += 1;
        Some(at)
    }
}

/// Where instants come from.
#[derive(Clone, Debug)]
enum Draw<'a> {
    /// Nothing but the rule and the zone.
    Rule { row: SetRow<'a>, clock: Clock<'a> },
    /// Exclusions and extra dates: a step at a time.
    Steps(Steps<'a>),
}

impl Draw<'_> {
    /// Appends the next instants to a list, so many at most; tells whether there are any.
    fn append_to(&mut self, list: &mut Vec<i64>, most: usize) -> bool {
        let before = list.len();
        list.resize(before + most.min(self.left()), 0);
        let len = self.fill(list.get_mut(before..).unwrap_or_default());
        list.truncate(before + len);
        len > 0
    }

    /// How many instants there can be at most.
    fn left(&self) -> usize {
        match self {
            Self::Rule { clock, .. } => clock.left(),
            Self::Steps(_) => usize::MAX,
        }
    }

    /// Fills `places` from the front with the next instants; tells how many there are, 0 at the end.
    fn fill(&mut self, places: &mut [i64]) -> usize {
        match self {
            Self::Rule { row, clock } => match row {
                SetRow::Weeks(row) => clock.fill(row, places),
                SetRow::OneAMonth(row) => clock.fill(row, places),
                SetRow::Months(row) => clock.fill(row, places),
                SetRow::Blocks(row) => clock.fill(row, places),
                SetRow::End => 0,
            },
            Self::Steps(steps) => {
                let happens = steps.filter_map(|step| match step.fate {
                    Fate::Happens(at) => Some(at),
                    Fate::Dropped(_) | Fate::Excluded => None,
                });
                places
                    .iter_mut()
                    .zip(happens)
                    .map(|(place, at)| *place = at)
                    .count()
            }
        }
    }
}
