//! When each planned contact is written to, from its rank among them: the pace and the month's quota.

use super::issues;
use super::options::{PlanOptions, Quota, QuotaPolicy};
use super::outcome::Skip;
use super::prepare::Plan;
use super::quota::QuotaCount;
use super::stopped::PlanStopped;
use super::timetable::{ContactZones, Timetable};
use crate::audience::Reason;
use crate::issue::{Issue, Severity};
use crate::pace::{Pacer, PacerState, QuietAction, Timing};
use crate::schedule::Zone;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Hands out the times of a plan, one for each planned contact in the order of the plan: the time of a
/// send follows from its rank alone, so ranks of other parts are passed over without their contacts.
#[derive(Clone, Debug)]
pub(super) struct Slots<'p> {
    options: &'p PlanOptions,
    pacer: Pacer,
    /// The times of the occurrence, where each contact's own clock decides.
    timetable: Option<Timetable>,
    quota: QuotaCount,
    occurrence: u64,
    due: i64,
    /// How many slots of the occurrence were handed out or passed over.
    rank: u64,
    last: Option<DateTime<Utc>>,
}

/// Where the slots of an occurrence stand: what those to come follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SlotsState {
    pacer: PacerState,
    quota: QuotaCount,
    rank: u64,
    /// The second of the last message so far.
    last: Option<i64>,
}

impl SlotsState {
    /// How many slots of the occurrence were handed out or passed over.
    pub(super) fn rank(&self) -> u64 {
        self.rank
    }

    /// Whether slots can have come to this.
    pub(super) fn is_sound(&self) -> bool {
        self.pacer.is_sound()
    }
}

/// What the time of a planned contact is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot {
    /// Its message leaves.
    Leaves(DateTime<Utc>),
    /// It does not.
    Skipped(&'static Skip),
}

/// The send would fall into quiet hours.
static QUIET_HOURS: Skip = Skip::of(Reason::QuietHours);
/// The quota is used up.
static OVER_QUOTA: Skip = Skip::of(Reason::OverQuota);

impl<'p> Slots<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            options: plan.options(),
            pacer: Pacer::new(plan.options().pace.clone(), plan.zone().clone()),
            timetable: None,
            quota: QuotaCount::default(),
            occurrence: 0,
            due: 0,
            rank: 0,
            last: None,
        }
    }

    /// When the last message so far leaves.
    pub(super) fn last(&self) -> Option<DateTime<Utc>> {
        self.last
    }

    /// The occurrence of this index begins, whose messages leave from `due` on.
    pub(super) fn begin(&mut self, index: u64, due: DateTime<Utc>) {
        self.quota.starts(due);
        self.occurrence = index;
        self.due = due.timestamp();
        self.rank = 0;
    }

    /// Where the slots of this occurrence stand.
    pub(super) fn state(&self) -> SlotsState {
        SlotsState {
            pacer: self.pacer.state(),
            quota: self.quota.clone(),
            rank: self.rank,
            last: self.last.map(|last| last.timestamp()),
        }
    }

    /// Goes on from where slots of the same plan and occurrence stood.
    pub(super) fn go_on(&mut self, state: &SlotsState) {
        self.pacer = self.pacer.after(&state.pacer);
        self.quota = state.quota.clone();
        self.rank = state.rank;
        let last = state.last;
        self.last = last.and_then(|last| DateTime::from_timestamp(last, 0));
    }

    /// Takes the clocks of the contacts that are planned: they decide over each occurrence.
    pub(super) fn read_clocks(&mut self, zones: ContactZones) {
        self.timetable = Some(Timetable::new(zones));
    }

    /// Whether the clocks of the contacts were read.
    pub(super) fn has_clocks(&self) -> bool {
        self.timetable.is_some()
    }

    /// Times the occurrence by the clocks of the contacts.
    pub(super) fn time_by_clocks(&mut self) -> Result<(), PlanStopped> {
        let Some(timetable) = &mut self.timetable else {
            return Ok(());
        };
        let timed = timetable.begin(&mut self.pacer, self.due);
        timed.map_err(|never| issues::stopped(issues::never(&never)))
    }

    /// The zone whose clock decided over the last slot, if it was the contact's own.
    pub(super) fn zone(&self) -> Option<&Zone> {
        self.timetable.as_ref().map(Timetable::zone)
    }

    /// The slot of the next rank; `position` is the contact's, where it is known.
    pub(super) fn next(&mut self, position: Option<u64>) -> Result<Slot, PlanStopped> {
        self.rank += 1;
        let timing = match &mut self.timetable {
            Some(timetable) => Ok(timetable.next()),
            None => self.pacer.next(self.due),
        };
        let at = match timing {
            Err(never) => return Err(issues::stopped(issues::never(&never))),
            Ok(Timing::At(at)) => self.instant(at),
            Ok(Timing::Quiet) => return self.in_quiet_hours(position),
        };
        if !self.within_quota(position, at) {
            return Ok(Slot::Skipped(&OVER_QUOTA));
        }
        self.last = self.last.max(Some(at));
        Ok(Slot::Leaves(at))
    }

    /// The instant of a second. Many messages leave in the same one.
    fn instant(&self, second: i64) -> DateTime<Utc> {
        let last = self.last.filter(|last| last.timestamp() == second);
        last.or_else(|| DateTime::from_timestamp(second, 0))
            .unwrap_or_default()
    }

    /// Passes over the slots before `rank`, which contacts of other parts have.
    pub(super) fn skip_to(&mut self, rank: u64) -> Result<(), PlanStopped> {
        if self.timetable.is_none() && self.options.quota.is_none() {
            return self.pass_to(rank);
        }
        while self.rank < rank {
            self.next(None)?;
        }
        Ok(())
    }

    /// Passes over slots that the pace alone decides. A part of a large plan passes over the ranks of all
    /// others, so that nothing is done for each but its second.
    fn pass_to(&mut self, rank: u64) -> Result<(), PlanStopped> {
        let mut last = None;
        while self.rank < rank {
            self.rank += 1;
            match self.pacer.next(self.due) {
                Ok(Timing::At(at)) => last = last.max(Some(at)),
                Ok(Timing::Quiet) => {
                    self.in_quiet_hours(None)?;
                }
                Err(never) => return Err(issues::stopped(issues::never(&never))),
            }
        }
        let last = last.map(|second| self.instant(second));
        self.last = self.last.max(last);
        Ok(())
    }

    fn in_quiet_hours(&self, position: Option<u64>) -> Result<Slot, PlanStopped> {
        if self.options.pace.quiet_action == QuietAction::Abort {
            let issue = issues::in_quiet_hours(self.occurrence, position);
            return Err(issues::stopped(issue));
        }
        Ok(Slot::Skipped(&QUIET_HOURS))
    }

    /// Whether a send is to be planned as far as the quota goes.
    fn within_quota(&mut self, position: Option<u64>, at: DateTime<Utc>) -> bool {
        let Some(quota) = self.options.quota else {
            return true;
        };
        if !self.quota.covers(quota, at) {
            self.quota.exceed(at, self.occurrence, position);
            if quota.policy == QuotaPolicy::Truncate {
                return false;
            }
        }
        self.quota.count(at);
        true
    }

    /// What is to be said of the quota; an error where the policy is to fail.
    pub(super) fn finish(&self) -> Result<Option<Issue>, PlanStopped> {
        let over = |quota: Quota| issues::over_quota(quota, &self.quota);
        match self.options.quota.and_then(over) {
            Some(issue) if issue.severity() == Severity::Error => Err(issues::stopped(issue)),
            issue => Ok(issue),
        }
    }
}
