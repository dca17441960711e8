//! When a plan's messages are due: the schedule of the campaign, and what of it was missed.

use super::options::PlanOptions;
use super::prepare::Plan;
use super::texts;
use crate::campaign::{Campaign, Repeat};
use crate::issue::{Code, Issue, Issues};
use crate::schedule::{Missed, Occurrence, Rule, Schedule, ScheduleBuilder};
use chrono::{DateTime, Datelike as _, Utc};

impl Plan {
    /// The occurrences of the plan: those of the schedule, but for those that are missed
    /// ([`PlanOptions::now`]).
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> + '_ {
        occurrences(self.schedule(), self.options())
    }

    /// How many occurrences were due before [`PlanOptions::now`] and do not happen.
    #[must_use]
    pub fn missed(&self) -> u64 {
        let (now, policy) = (self.options().now, self.options().missed);
        now.map_or(0, |now| self.schedule().first_that_runs(now, policy))
    }

    /// How many occurrences of a campaign were due before [`PlanOptions::now`] and do not happen, however
    /// long it goes on: for who plans the next few of one that has no end.
    #[must_use]
    pub fn missed_of(campaign: &Campaign, options: &PlanOptions) -> u64 {
        let schedule = schedule_builder(campaign, options).build().ok();
        let missed = |now| Some(schedule?.first_that_runs(now, options.missed));
        options.now.and_then(missed).unwrap_or(0)
    }
}

/// The occurrences of a schedule, but for those that are missed.
pub(super) fn occurrences<'s>(
    schedule: &'s Schedule,
    options: &PlanOptions,
) -> impl Iterator<Item = Occurrence> + use<'s> {
    // before any time nothing is due
    let now = options.now.unwrap_or(DateTime::<Utc>::MIN_UTC);
    schedule.occurrences_as_of(now, options.missed)
}

/// The first occurrence that happens, if one does.
pub(super) fn first(schedule: Option<&Schedule>, options: &PlanOptions) -> Option<Occurrence> {
    occurrences(schedule?, options).next()
}

/// When the campaign is sent.
pub(super) fn schedule(
    campaign: &Campaign,
    options: &PlanOptions,
    issues: &mut Issues,
) -> Option<Schedule> {
    if campaign.repeat() != Repeat::None && options.count.is_none() && options.until.is_none() {
        issues.report(Issue::new(
            Code::PlanUnbounded,
            "/repeat",
            &texts::UNBOUNDED,
        ));
        return None;
    }
    let mut builder = schedule_builder(campaign, options);
    if let Some(count) = options.count {
        builder = builder.count(count);
    }
    if let Some(until) = options.until {
        builder = builder.until(until);
    }
    match builder.build() {
        Ok(schedule) => Some(schedule),
        Err(found) => {
            issues.extend(found.into_iter().map(|issue| issue.below("/schedule")));
            None
        }
    }
}

/// The schedule without an end.
fn schedule_builder(campaign: &Campaign, options: &PlanOptions) -> ScheduleBuilder {
    let rule = match campaign.repeat() {
        Repeat::None => Rule::once(),
        Repeat::Daily => Rule::daily(),
        Repeat::Weekly => Rule::weekly(),
    };
    let builder = Schedule::starting(campaign.schedule(), rule)
        .gap(options.gap)
        .fold(options.fold)
        .exclude_dates(options.exclude_dates.iter().copied())
        .limits(options.limits);
    match &options.zone {
        Some(zone) => builder.zone(zone.clone()),
        None => builder,
    }
}

/// The first whole second that is not before `now`: messages leave at whole seconds.
pub(super) fn whole_second(now: DateTime<Utc>, issues: &mut Issues) -> DateTime<Utc> {
    let fraction = i64::from(now.timestamp_subsec_nanos() > 0);
    let whole = DateTime::from_timestamp(now.timestamp().saturating_add(fraction), 0);
    let is_writable = |at: &DateTime<Utc>| (0..=9_999).contains(&at.year());
    whole.filter(is_writable).unwrap_or_else(|| {
        let issue = Issue::new(Code::OptionInvalid, "", &texts::NOW);
        issues.report(issue.with("got", now));
        now
    })
}

/// What becomes of missed occurrences is said with a time that the plan is made at, in whole seconds.
pub(super) fn check_missed(options: &PlanOptions, issues: &mut Issues) {
    let mut report = |text| issues.report(Issue::new(Code::OptionInvalid, "", text));
    if options.now.is_none() && options.missed != Missed::Skip {
        report(&texts::MISSED_WITHOUT_NOW);
    }
    if let Missed::RunLate(within) = options.missed
        && (within.subsec_nanos() != 0 || u32::try_from(within.num_seconds()).is_err())
    {
        report(&texts::LATE_WITHIN);
    }
}
