//! What is worth a warning in a plan, and what stops one.

use super::line::instant;
use super::options::{PlanOptions, QuietZone, Quota, QuotaPolicy};
use super::prepare::Plan;
use super::quota::{Exceeded, QuotaCount};
use super::stopped::PlanStopped;
use super::summary::Summary;
use super::texts;
use crate::audience::{Reason, SurveyCounts};
use crate::issue::{Code, Issue, Issues, Severity};
use crate::pace::{Caps, PaceNever, QuietAction};
use crate::schedule::{Occurrence, Zone};
use chrono::{DateTime, Utc};

/// The warnings of a plan. There can be as many as occurrences, and a plan's memory does not grow with
/// them: those over the limit are counted.
#[derive(Clone, Debug)]
pub(super) struct Warnings {
    issues: Issues,
    most: usize,
    unlisted: u64,
}

impl Warnings {
    /// What the first pass over the contacts is warned of; of the rest at most `most`.
    pub(super) fn of_audience(counts: SurveyCounts, most: usize) -> Self {
        Self {
            issues: audience_issues(counts),
            most,
            unlisted: 0,
        }
    }

    /// Notes a warning that comes once.
    pub(super) fn once(&mut self, issue: Issue) {
        self.issues.report(issue);
    }

    /// Notes a warning of one occurrence.
    pub(super) fn of_occurrence(&mut self, issue: Issue) {
        if self.issues.len() < self.most {
            self.issues.report(issue);
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn finish(mut self) -> Issues {
        if self.unlisted > 0 {
            let more = Issue::new(Code::InputTooLarge, "", &texts::MORE_WARNINGS);
            self.issues.report(
                more.as_severity(Severity::Warning)
                    .with("more", self.unlisted),
            );
        }
        self.issues
    }
}

fn audience_issues(counts: SurveyCounts) -> Issues {
    let mut issues = Issues::new();
    if counts.candidates == 0 {
        issues.report(
            Issue::new(Code::AudienceEmpty, "/recipients", &texts::AUDIENCE_EMPTY)
                .with("contacts", counts.contacts),
        );
    }
    if counts.near_misses > 0 {
        issues.report(
            Issue::new(
                Code::TagCaseNearMiss,
                "/recipients/value",
                &texts::TAG_CASE_NEAR_MISS,
            )
            .with("contacts", counts.near_misses),
        );
    }
    if counts.near_excluded > 0 {
        let text = &texts::EXCLUDED_TAG_CASE_NEAR_MISS;
        let issue = Issue::new(Code::TagCaseNearMiss, "", text);
        issues.report(issue.with("contacts", counts.near_excluded));
    }
    if counts.possible_duplicates > 0 {
        let issue = Issue::new(Code::PossibleDuplicate, "", &texts::POSSIBLE_DUPLICATE);
        issues.report(issue.with("numbers", counts.possible_duplicates));
    }
    issues
}

/// What was due before the plan is made and does not happen.
pub(super) fn missed(plan: &Plan) -> Option<Issue> {
    let (missed, now) = (plan.missed(), plan.options().now?);
    let last = plan.schedule().nth(missed.checked_sub(1)?)?;
    let is_end = plan.schedule().nth(missed).is_none();
    let text = if is_end {
        &texts::ALL_MISSED
    } else {
        &texts::MISSED
    };
    let issue = Issue::new(Code::OccurrenceMissed, "/schedule", text);
    let issue = issue.with("missed", missed).with("now", instant(now));
    Some(issue.with("last", instant(last.at)))
}

/// Nobody of those who are selected gets a message.
pub(super) fn all_skipped(summary: &Summary) -> Option<Issue> {
    let some = summary.skipped.iter().max_by_key(|(_, count)| **count);
    let is_empty = summary.sends == 0 && summary.already_sent == 0;
    let (reason, _) = some.filter(|_| is_empty)?;
    let issue = Issue::new(Code::AudienceEmpty, "/recipients", &texts::ALL_SKIPPED);
    Some(issue.with("reason", reason.name()))
}

/// Candidates whose lines are no contacts of their own: a record that repeats an id, an id that nobody has.
pub(super) fn no_contacts(summary: &Summary) -> impl Iterator<Item = Issue> {
    let counted = |reason| {
        let lines = summary.skipped.get(&reason).copied().unwrap_or(0);
        // the same in each occurrence
        lines / summary.occurrences.max(1)
    };
    let same_id = counted(Reason::DuplicateId);
    let same_id = (same_id > 0).then(|| {
        let issue = Issue::new(Code::DuplicateValue, "", &texts::SAME_ID);
        issue.with("n", same_id)
    });
    let unknown = counted(Reason::ContactNotFound);
    let unknown = (unknown > 0).then(|| {
        let issue = Issue::new(Code::NotFound, "/recipients", &texts::UNKNOWN_IDS);
        issue.as_severity(Severity::Warning).with("n", unknown)
    });
    same_id.into_iter().chain(unknown)
}

/// The pace is too slow where an occurrence is due and the one before it has not left yet.
pub(super) fn overlap(occurrence: &Occurrence, due: DateTime<Utc>, last: DateTime<Utc>) -> Issue {
    Issue::new(
        Code::OccurrencesOverlap,
        "/schedule",
        &texts::OCCURRENCES_OVERLAP,
    )
    .with("index", occurrence.index)
    .with("due", instant(due))
    .with("last", instant(last))
}

/// Whether an occurrence is due while nothing is sent on the campaign's clock, and waits. By the clocks
/// of contacts some wait and some do not, and each send says for itself when it leaves.
pub(super) fn is_due_in_quiet_hours(
    options: &PlanOptions,
    zone: &Zone,
    due: DateTime<Utc>,
) -> bool {
    options.quiet_zone == QuietZone::Campaign
        && options.pace.quiet_action == QuietAction::Wait
        && options.pace.quiet.covers(zone, due.timestamp())
}

pub(super) fn quiet_hours_shift(occurrence: &Occurrence, due: DateTime<Utc>) -> Issue {
    Issue::new(
        Code::QuietHoursShift,
        "/schedule",
        &texts::QUIET_HOURS_SHIFT,
    )
    .with("index", occurrence.index)
    .with("due", instant(due))
}

/// A cap that lets more messages through than WhatsApp takes from any number: 80 a second (Cloud API,
/// throughput). A cap that nobody states is no pace, and MsgFlash keeps its own.
pub(super) fn pace_high(caps: &Caps) -> impl Iterator<Item = Issue> {
    const MOST: u32 = 80;
    let stated = [
        ("per-minute", caps.per_minute, 60),
        ("per-hour", caps.per_hour, 3_600),
    ];
    let high = stated.into_iter().filter_map(|(name, cap, seconds)| {
        let cap = cap.filter(|cap| *cap > MOST * seconds)?;
        Some((name, cap, MOST * seconds))
    });
    high.map(|(name, cap, most)| {
        Issue::new(Code::PaceHigh, "", &texts::PACE_HIGH)
            .with("name", name)
            .with("cap", cap)
            .with("most", most)
    })
}

pub(super) fn unknown_zones(contacts: u64) -> Issue {
    Issue::new(Code::TzFallback, "", &texts::TZ_FALLBACK).with("contacts", contacts)
}

/// Keys that leave nothing out of the whole plan were meant for something.
pub(super) fn unknown_sent(options: &PlanOptions, already_sent: u64) -> Option<Issue> {
    let given = options.sent.len() as u64;
    let unknown = given.saturating_sub(already_sent);
    (unknown > 0).then(|| {
        Issue::new(Code::SentUnknown, "", &texts::SENT_UNKNOWN)
            .with("unknown", unknown)
            .with("given", given)
    })
}

/// What is said of a quota that does not suffice: an error where the policy is to fail.
pub(super) fn over_quota(quota: Quota, count: &QuotaCount) -> Option<Issue> {
    let exceeded = count.exceeded()?;
    let issue = quota_issue(exceeded)
        .with("month", exceeded.month)
        .with("quota", quota.monthly)
        .with("needed", count.used(quota, exceeded.month))
        .with("occurrence", exceeded.occurrence);
    Some(match quota.policy {
        QuotaPolicy::Fail => issue,
        QuotaPolicy::Warn | QuotaPolicy::Truncate => issue.as_severity(Severity::Warning),
    })
}

/// Which contact is the first one over is not known where another part holds it.
fn quota_issue(exceeded: Exceeded) -> Issue {
    let issue = |text| Issue::new(Code::QuotaExceeded, "/schedule", text);
    match exceeded.position {
        Some(position) => issue(&texts::QUOTA_EXCEEDED).with("position", position),
        None => issue(&texts::QUOTA_EXCEEDED_ELSEWHERE),
    }
}

pub(super) fn stopped(issue: Issue) -> PlanStopped {
    PlanStopped([issue].into_iter().collect())
}

pub(super) fn missing(variables: &[String], position: u64) -> Issue {
    Issue::new(Code::VariablesMissing, "", &texts::CONTACT_LACKS)
        .with("position", position)
        .with("variables", variables.join(", "))
}

/// The second step was given other contacts than the first.
pub(super) fn lacks_contact(position: u64) -> Issue {
    Issue::new(Code::PlanIncomplete, "", &texts::CONTACT_ELSEWHERE).with("position", position)
}

/// The text of a contact does not come to the outcome that was given: in this occurrence, or at all.
pub(super) fn not_as_stated(position: u64, differs: bool) -> Issue {
    if !differs {
        return lacks_contact(position);
    }
    Issue::new(Code::PlanIncomplete, "", &texts::OUTCOMES_DIFFER).with("position", position)
}

/// The second step was given no clocks.
pub(super) fn no_clocks() -> Issue {
    Issue::new(Code::OptionInvalid, "", &texts::NO_CLOCKS)
}

pub(super) fn never(never: &PaceNever) -> Issue {
    Issue::new(Code::PaceImpossible, "", &texts::PACE_NEVER).with("why", never)
}

pub(super) fn in_quiet_hours(occurrence: u64, position: Option<u64>) -> Issue {
    let issue = |text| Issue::new(Code::QuietHoursAbort, "", text).with("occurrence", occurrence);
    match position {
        Some(position) => issue(&texts::QUIET_ABORT).with("position", position),
        None => issue(&texts::QUIET_ABORT_ELSEWHERE),
    }
}
