//! Puts a schedule together, and checks all of it before one exists.

use super::calendar::{DAY, LAST_DAY};
use super::dates::Dates;
use super::exclusions::Exclusions;
use super::policy::{Fold, Gap, Policy};
use super::rule::{End, Frequency, MonthOverflow, Rule, Until};
use super::spans::{Clear, Wall};
use super::steps::{Step, local_of};
use super::texts;
use super::zone::Zone;
use super::{Extra, Schedule};
use crate::datetime::{DatetimeError, Moment, YEARS};
use crate::issue::{Code, Issue, Issues};
use crate::limits::Limits;
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use std::sync::OnceLock;

/// The last second that is planned for: the end of 9999 in UTC.
pub(super) const LAST_SECOND: i64 = (LAST_DAY + 1) * DAY - 1;

/// A schedule in the making: what is not said has the defaults that each method names.
#[derive(Clone, Debug)]
#[must_use]
pub struct ScheduleBuilder {
    start: Moment,
    rule: Rule,
    zone: Option<Zone>,
    policy: Policy,
    overflow: MonthOverflow,
    count: Option<u64>,
    until: Option<DateTime<Utc>>,
    excluded_dates: Vec<NaiveDate>,
    excluded: Vec<Moment>,
    extra: Vec<Moment>,
    most: Most,
}

/// The limits that a schedule knows, by their names in [`Limits`]; the others would be moved from call
/// to call in vain.
#[derive(Clone, Copy, Debug)]
struct Most {
    issues: usize,
    schedule_dates: usize,
    occurrences: usize,
}

impl Most {
    const fn of(limits: &Limits) -> Self {
        Self {
            issues: limits.issues,
            schedule_dates: limits.schedule_dates,
            occurrences: limits.occurrences,
        }
    }
}

impl ScheduleBuilder {
    #[inline]
    pub(super) fn new(start: Moment, rule: Rule) -> Self {
        Self {
            start,
            rule,
            zone: None,
            policy: Policy::default(),
            overflow: MonthOverflow::default(),
            count: None,
            until: None,
            excluded_dates: Vec::new(),
            excluded: Vec::new(),
            extra: Vec::new(),
            most: Most::of(&Limits::new()),
        }
    }

    /// The zone whose wall clock the occurrences keep. Without one it is the fixed offset of the
    /// start, so that a day is 24 hours and a week 168.
    #[inline]
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// What happens to a wall time that the clock skips; [`Gap::Shift`] by default.
    #[inline]
    pub fn gap(mut self, gap: Gap) -> Self {
        self.policy.gap = gap;
        self
    }

    /// What happens to a wall time that the clock shows twice; [`Fold::First`] by default.
    #[inline]
    pub fn fold(mut self, fold: Fold) -> Self {
        self.policy.fold = fold;
        self
    }

    /// What happens in a month that lacks the day asked for; [`MonthOverflow::Skip`] by default.
    #[inline]
    pub fn month_overflow(mut self, overflow: MonthOverflow) -> Self {
        self.overflow = overflow;
        self
    }

    /// Ends after so many occurrences of the rule, or earlier where the rule says so.
    #[inline]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(self.count.map_or(count, |known| known.min(count)));
        self
    }

    /// Ends at an instant, or earlier where the rule says so. An occurrence at that very instant
    /// still happens.
    #[inline]
    pub fn until(mut self, until: DateTime<Utc>) -> Self {
        self.until = Some(self.until.map_or(until, |known| known.min(until)));
        self
    }

    /// Local dates on which nothing happens. What is excluded counts.
    pub fn exclude_dates(mut self, dates: impl IntoIterator<Item = NaiveDate>) -> Self {
        self.excluded_dates.extend(dates);
        self
    }

    /// Occurrences that do not happen (`EXDATE`): wall times of the schedule's zone, or instants.
    /// What is excluded counts.
    pub fn exclude(mut self, moments: impl IntoIterator<Item = Moment>) -> Self {
        self.excluded.extend(moments);
        self
    }

    /// Occurrences beside the rule (`RDATE`). They do not count, and the rule's end does not end them.
    pub fn extra(mut self, moments: impl IntoIterator<Item = Moment>) -> Self {
        self.extra.extend(moments);
        self
    }

    /// Other bounds than the defaults.
    #[inline]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.most = Most::of(&limits);
        self
    }

    /// The schedule.
    ///
    /// # Errors
    /// All problems at once; each points to what it is about: `/start`, `/rule`, `/count`, `/exclude`
    /// or `/extra`.
    ///
    /// `DATETIME_NO_OFFSET` for a start of `2030-05-01T09:00:00` without a zone; `RULE_BARREN` for
    /// `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30`; `NUMBER_RANGE` for a count of 0; `INPUT_TOO_LARGE` for
    /// more dates than [`Limits::schedule_dates`]; with a policy that rejects, `GAP_REJECTED` and
    /// `FOLD_REJECTED` for each occurrence that it means, and `RULE_UNBOUNDED` where there is no end.
    pub fn build(mut self) -> Result<Schedule, Issues> {
        let mut issues = Issues::new();
        self.check(&mut issues);
        let Some(zone) = self.zone.take().or_else(|| self.fixed_zone()) else {
            issues.report(DatetimeError::NoOffset.issue("/start"));
            return Err(issues);
        };
        let start = Start::of(self.start, &zone);
        let dates = Dates::new(&self.rule, start.wall.div_euclid(DAY), self.overflow);
        if !issues.has_errors() {
            self.check_dates(&dates, &mut issues);
        }
        if issues.has_errors() {
            return Err(issues);
        }
        if !self.policy.may_reject() {
            return Ok(self.schedule(zone, start, dates));
        }
        let most = self.most.issues;
        let schedule = self.schedule(zone, start, dates);
        schedule.check_rejected(&mut issues, most);
        if issues.has_errors() {
            Err(issues)
        } else {
            Ok(schedule)
        }
    }

    fn check(&self, issues: &mut Issues) {
        if self.count == Some(0) {
            issues.report(Issue::new(Code::NumberRange, "/count", &texts::COUNT_ZERO));
        }
        if let Moment::Local(start) = self.start
            && !YEARS.contains(&start.year())
        {
            issues.report(DatetimeError::Year.issue("/start"));
        }
        let most = self.most.schedule_dates;
        let lists = [
            ("exclude", self.excluded.len() + self.excluded_dates.len()),
            ("extra", self.extra.len()),
        ];
        for (name, len) in lists {
            if len > most {
                let issue = Issue::new(
                    Code::InputTooLarge,
                    format!("/{name}"),
                    &texts::TOO_MANY_DATES,
                );
                issues.report(issue.with("name", name).with("got", len).with("max", most));
            }
        }
    }

    fn check_dates(&self, dates: &Dates, issues: &mut Issues) {
        let count = self.least_count();
        let is_once = self.rule.frequency == Frequency::Once;
        if dates.is_empty() {
            issues.report(Issue::new(Code::RuleBarren, "/rule", &texts::RULE_BARREN));
        } else if count < u64::MAX && !is_once && !dates.reaches(count) {
            let issue = Issue::new(Code::NumberRange, "/count", &texts::COUNT_TOO_HIGH);
            issues.report(issue.with("count", count));
        }
    }

    /// The zone of a start that is written with its offset.
    fn fixed_zone(&self) -> Option<Zone> {
        match self.start {
            Moment::Instant(start) => Some(Zone::fixed(*start.offset())),
            Moment::Local(_) => None,
        }
    }

    fn schedule(self, zone: Zone, start: Start, dates: Dates) -> Schedule {
        let resolve = Moments {
            zone: &zone,
            policy: self.policy,
        };
        let until = [
            self.until.map(|until| until.timestamp()),
            self.rule_until(&resolve),
        ];
        let (count, extra) = (self.least_count(), resolve.extra(&self.extra));
        Schedule {
            start_wall: start.wall,
            start_at: start.at,
            until: until.into_iter().flatten().fold(LAST_SECOND, i64::min),
            count,
            extra,
            exclusions: Exclusions::new(&self.excluded, &self.excluded_dates),
            dates,
            rule: self.rule,
            policy: self.policy,
            overflow: self.overflow,
            most: self.most.occurrences,
            places: OnceLock::new(),
            zone,
        }
    }

    fn least_count(&self) -> u64 {
        let of_rule = match self.rule.end {
            End::Count(count) => count,
            End::Never | End::Until(_) => u64::MAX,
        };
        self.count.map_or(of_rule, |count| count.min(of_rule))
    }

    fn rule_until(&self, resolve: &Moments<'_>) -> Option<i64> {
        // an end has to lie somewhere, also where occurrences fall away
        let policy = Policy {
            gap: Gap::Shift,
            ..resolve.policy
        };
        let resolve = Moments { policy, ..*resolve };
        let End::Until(until) = self.rule.end else {
            return None;
        };
        match until {
            Until::Instant(until) => Some(until.timestamp()),
            Until::Local(until) => resolve.instant(Moment::Local(until)),
            Until::Date(date) => {
                let next_day = date.succ_opt()?.and_time(NaiveTime::MIN);
                Some(resolve.instant(Moment::Local(next_day))? - 1)
            }
        }
    }
}

/// Where a schedule starts.
#[derive(Clone, Copy)]
struct Start {
    wall: i64,
    /// The instant, where it is written with its offset.
    at: Option<i64>,
}

impl Start {
    fn of(start: Moment, zone: &Zone) -> Self {
        match start {
            Moment::Local(local) => Self {
                wall: local.and_utc().timestamp(),
                at: None,
            },
            Moment::Instant(at) => Self {
                wall: wall_of(at.timestamp(), zone),
                at: Some(at.timestamp()),
            },
        }
    }
}

/// The wall seconds that a zone shows at an instant.
fn wall_of(at: i64, zone: &Zone) -> i64 {
    at + i64::from(zone.span_at(at).offset)
}

/// Turns the moments that a builder is given into instants of its zone.
struct Moments<'a> {
    zone: &'a Zone,
    policy: Policy,
}

impl Moments<'_> {
    fn instant(&self, moment: Moment) -> Option<i64> {
        match moment {
            Moment::Instant(at) => Some(at.timestamp()),
            Moment::Local(local) => {
                let wall = local.and_utc().timestamp();
                let (kind, _) = self.zone.spans().wall(wall, Clear::NONE);
                self.policy.resolve(wall, kind).at
            }
        }
    }

    /// Extra occurrences by instant, none twice.
    fn extra(&self, moments: &[Moment]) -> Vec<Extra> {
        let each = |moment: &Moment| {
            let at = self.instant(*moment)?;
            let wall = match moment {
                Moment::Local(local) => local.and_utc().timestamp(),
                Moment::Instant(_) => wall_of(at, self.zone),
            };
            Some(Extra { at, wall })
        };
        let mut extra: Vec<Extra> = moments.iter().filter_map(each).collect();
        extra.sort_unstable_by_key(|extra| (extra.at, extra.wall));
        extra.dedup_by_key(|extra| extra.at);
        extra
    }
}

impl Schedule {
    /// Reports each occurrence whose wall time a rejecting policy means.
    fn check_rejected(&self, issues: &mut Issues, most: usize) {
        if !self.is_bounded() {
            issues.report(Issue::new(
                Code::RuleUnbounded,
                "/rule",
                &texts::REJECT_UNBOUNDED,
            ));
            return;
        }
        for step in self.steps() {
            if issues.len() >= most {
                return;
            }
            if let Some(issue) = self.rejection(&step) {
                issues.report(issue);
            }
        }
    }

    fn rejection(&self, step: &Step) -> Option<Issue> {
        // whoever wrote the start with its offset has said which of the two is meant
        if !self.policy.rejects(step.kind) || step.is_written_start {
            return None;
        }
        let (code, text) = match step.kind {
            Wall::Twice { .. } => (Code::FoldRejected, &texts::FOLD_REJECTED),
            _ => (Code::GapRejected, &texts::GAP_REJECTED),
        };
        Some(
            Issue::new(code, "/start", text)
                .with("asked", local_of(step.wall).format("%Y-%m-%d %H:%M:%S")),
        )
    }
}

impl From<DateTime<chrono::FixedOffset>> for Moment {
    fn from(instant: DateTime<chrono::FixedOffset>) -> Self {
        Self::Instant(instant)
    }
}

impl From<NaiveDateTime> for Moment {
    fn from(local: NaiveDateTime) -> Self {
        Self::Local(local)
    }
}
