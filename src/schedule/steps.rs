//! Every wall time that a schedule asks for, in order of the instants, and what becomes of each.

use super::Schedule;
use super::calendar::DAY;
use super::dates::DatesIter;
use super::note::{Note, Outcome};
use super::policy::Resolver;
use super::resume::Resume;
use super::spans::{Clear, Wall};
use chrono::{DateTime, NaiveDateTime};

/// A wall time that was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) wall: i64,
    pub(super) kind: Wall,
    pub(super) fate: Fate,
    /// The start itself, written with its offset: that instant is meant, whatever a policy says.
    pub(super) is_written_start: bool,
    is_extra: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It happens, at this UTC second.
    Happens(i64),
    /// It does not, and does not count.
    Dropped(Outcome),
    /// It does not, and counts.
    Excluded,
}

impl Step {
    /// What there is to tell of it, if anything.
    pub(super) fn notes(&self, schedule: &Schedule) -> impl Iterator<Item = Note> + use<> {
        let asked = local_of(self.wall);
        let happens = matches!(self.fate, Fate::Happens(_));
        let stands_in = || !self.is_extra && schedule.dates.stands_in(self.wall.div_euclid(DAY));
        let notes = [
            (happens && self.is_extra).then_some(Outcome::Extra),
            (happens && stands_in()).then_some(Outcome::LastDay),
            self.outcome(),
        ];
        notes
            .into_iter()
            .flatten()
            .map(move |outcome| Note { asked, outcome })
    }

    /// Seconds by which the wall clock is ahead of UTC when the step happens at `at`.
    pub(super) fn offset(&self, at: i64) -> i64 {
        match self.kind {
            Wall::Once(_) | Wall::Twice { .. } => self.wall - at,
            Wall::Gap {
                at: jump,
                before,
                after,
            } => i64::from(if at < jump { before } else { after }),
        }
    }

    fn outcome(&self) -> Option<Outcome> {
        let at = match self.fate {
            Fate::Happens(at) => at,
            Fate::Dropped(outcome) => return Some(outcome),
            Fate::Excluded => return Some(Outcome::Excluded),
        };
        match self.kind {
            Wall::Once(_) => None,
            Wall::Gap { .. } => {
                let moved = at + self.offset(at) - self.wall;
                // a jump is less than two days
                Some(Outcome::Moved(i32::try_from(moved).unwrap_or(0)))
            }
            Wall::Twice { first, .. } if at == first => Some(Outcome::First),
            Wall::Twice { .. } => Some(Outcome::Second),
        }
    }
}

/// The steps of a schedule.
#[derive(Clone, Debug)]
pub(super) struct Steps<'a> {
    schedule: &'a Schedule,
    rule: RuleSteps<'a>,
    /// The rule's next step, where an extra date went before it.
    waiting: Option<Step>,
    extra: usize,
}

impl<'a> Steps<'a> {
    pub(super) fn new(schedule: &'a Schedule) -> Self {
        Self::from(schedule, Resume::START)
    }

    pub(super) fn from(schedule: &'a Schedule, resume: Resume) -> Self {
        let rule = RuleSteps {
            schedule,
            dates: schedule.dates.iter_from(resume.place),
            resolver: Resolver::new(schedule.policy),
            counted: resume.counted,
            last: resume.last,
        };
        Self {
            schedule,
            rule,
            waiting: None,
            extra: resume.extra,
        }
    }

    /// The instant of the last occurrence that counts; excluded ones do.
    pub(super) fn last_of_rule(self) -> Option<i64> {
        let mut rule = self.rule;
        while rule.next().is_some() {}
        (rule.last > i64::MIN).then_some(rule.last)
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let from_rule = self.waiting.take().or_else(|| self.rule.next());
        let Some(extra) = self.schedule.extra.get(self.extra) else {
            return from_rule;
        };
        let before = match from_rule.map(|step| step.fate) {
            Some(Fate::Happens(at)) => {
                // the two are one occurrence
                self.extra += usize::from(extra.at == at);
                extra.at < at
            }
            Some(_) => false,
            None => true,
        };
        if !before {
            return from_rule;
        }
        self.waiting = from_rule;
        self.extra += 1;
        let (kind, _) = self.schedule.zone.spans().wall(extra.wall, Clear::NONE);
        let fate = match self.schedule.excludes(extra.at, extra.wall) {
            true => Fate::Excluded,
            false => Fate::Happens(extra.at),
        };
        Some(Step {
            wall: extra.wall,
            kind,
            fate,
            is_written_start: false,
            is_extra: true,
        })
    }
}

/// The steps of the rule alone.
#[derive(Clone, Debug)]
struct RuleSteps<'a> {
    schedule: &'a Schedule,
    dates: DatesIter<'a>,
    resolver: Resolver,
    counted: u64,
    last: i64,
}

impl RuleSteps<'_> {
    fn next(&mut self) -> Option<Step> {
        if self.counted >= self.schedule.count {
            return None;
        }
        let day = self.dates.next()?;
        let wall = self.schedule.wall_of(day);
        let resolved = self.resolver.resolve(self.schedule.zone.spans(), wall);
        let written = self.schedule.written_at(wall);
        let at = written.or(resolved.at);
        if at.is_some_and(|at| at > self.schedule.until) {
            self.counted = u64::MAX;
            return None;
        }
        let fate = self.fate(at, wall);
        let is_written_start = written.is_some();
        Some(Step {
            wall,
            kind: resolved.wall,
            fate,
            is_written_start,
            is_extra: false,
        })
    }

    fn fate(&mut self, at: Option<i64>, wall: i64) -> Fate {
        let Some(at) = at else {
            return Fate::Dropped(Outcome::Dropped);
        };
        if at <= self.last {
            return Fate::Dropped(Outcome::SameInstant);
        }
        self.last = at;
        self.counted += 1;
        if self.schedule.excludes(at, wall) {
            Fate::Excluded
        } else {
            Fate::Happens(at)
        }
    }
}

/// Wall seconds as chrono's type; those of a schedule lie well inside its range.
pub(super) fn local_of(wall: i64) -> NaiveDateTime {
    DateTime::from_timestamp(wall, 0)
        .unwrap_or_default()
        .naive_utc()
}
