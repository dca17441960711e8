//! One streaming of a plan: what is known at each contact, and what becomes of it.

use super::contacts::Contacts;
use super::entry::{Entry, PlannedSend, Skipped};
use super::key::Keys;
use super::line::LineWriter;
use super::message::{MessageView, Written};
use super::options::{MissingVariables, QuotaPolicy};
use super::prepare::Plan;
use super::quota::QuotaCount;
use super::shard::Shard;
use super::stopped::PlanStopped;
use super::summary::{Hash, Month, Summary};
use super::texts;
use super::timetable::{ContactZones, Timetable};
use crate::audience::{Audience, Batch, Outcome, Reason};
use crate::contact::FieldSet;
use crate::issue::{Code, Issue, Issues, Severity};
use crate::pace::{PaceNever, Pacer, QuietAction, Timing};
use crate::phone::Phone;
use crate::schedule::Occurrence;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// One streaming of a plan.
pub(super) struct Run<'p> {
    plan: &'p Plan,
    audience: Audience,
    /// The text of the message that is looked at.
    text: String,
    pacer: Pacer,
    /// The times of the current occurrence, where each contact's own clock decides.
    timetable: Option<Timetable>,
    quota: QuotaCount,
    lines: LineWriter,
    hasher: Sha256,
    summary: Summary,
    issues: Issues,
    /// Warnings of occurrences that are over the limit, and only counted.
    unlisted: u64,
    /// The occurrence that is planned, with its keys.
    current: Option<(Occurrence, Keys)>,
    /// When the last message so far leaves.
    last: Option<DateTime<Utc>>,
}

/// A contact that the audience plans.
struct Addressed<'b> {
    batch: &'b Batch,
    row: usize,
    id: &'b str,
    to: Phone,
}

impl<'p> Run<'p> {
    pub(super) fn new(plan: &'p Plan, audience: Audience) -> Self {
        Self {
            plan,
            text: String::new(),
            pacer: Pacer::new(plan.options().pace.clone(), plan.zone().clone()),
            timetable: None,
            quota: QuotaCount::default(),
            lines: LineWriter::default(),
            hasher: Sha256::new(),
            summary: Summary::default(),
            issues: audience_issues(&audience),
            unlisted: 0,
            audience,
            current: None,
            last: None,
        }
    }

    pub(super) fn begin<E>(
        &mut self,
        occurrence: Occurrence,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        self.warn_of_overlap(&occurrence);
        for note in &occurrence.notes {
            self.warn(note.issue("/schedule"));
        }
        self.quota.starts(occurrence.at);
        self.summary
            .first_month
            .get_or_insert(Month::of(occurrence.at));
        self.summary.occurrences += 1;
        self.emit(&Entry::Occurrence(&occurrence), sink)?;
        let keys = Keys::new(self.plan.fingerprint(), occurrence.at);
        self.current = Some((occurrence, keys));
        Ok(())
    }

    /// Finds the zones of all contacts that this occurrence is sent to, and times the sends.
    pub(super) fn make_timetable<C, E>(
        &mut self,
        fields: &FieldSet,
        contacts: &mut C,
    ) -> Result<(), E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        let mut zones = ContactZones::new(self.plan.zone());
        contacts.for_each_batch_of::<E>(fields, &mut |batch| {
            let message = self.plan.message().over(batch.table());
            for row in 0..batch.rows() {
                let is_planned = matches!(self.audience.outcome(batch, row), Outcome::Planned(_));
                if is_planned && message.write(row, &mut self.text) == Written::Text {
                    zones.add(batch, row);
                }
            }
            Ok(())
        })?;
        if zones.unknown > 0 && self.summary.occurrences == 1 {
            self.issues.report(
                Issue::new(Code::TzFallback, "", &texts::TZ_FALLBACK)
                    .with("contacts", zones.unknown),
            );
        }
        let due = self
            .current
            .as_ref()
            .map_or(0, |(occurrence, _)| occurrence.at.timestamp());
        let times = self.pacer.in_zones(due, &zones.contacts, zones.zones());
        let times = times.map_err(|never| stopped(never_issue(&never)))?;
        self.timetable = Some(Timetable::new(zones, times));
        Ok(())
    }

    /// Notes a warning of one occurrence. There can be as many as occurrences, and a plan's memory does
    /// not grow with them.
    fn warn(&mut self, issue: Issue) {
        if self.issues.len() < self.plan.options().limits.issues {
            self.issues.report(issue);
        } else {
            self.unlisted += 1;
        }
    }

    /// The pace is too slow where an occurrence is due and the one before it has not left yet.
    fn warn_of_overlap(&mut self, occurrence: &Occurrence) {
        let Some(last) = self.last.filter(|last| *last > occurrence.at) else {
            return;
        };
        self.warn(
            Issue::new(
                Code::OccurrencesOverlap,
                "/schedule",
                &texts::OCCURRENCES_OVERLAP,
            )
            .with("index", occurrence.index)
            .with("due", super::line::instant(occurrence.at))
            .with("last", super::line::instant(last)),
        );
    }

    pub(super) fn batch<E: From<PlanStopped>>(
        &mut self,
        batch: &Batch,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let message = self.plan.message().over(batch.table());
        for row in 0..batch.rows() {
            match self.audience.outcome(batch, row) {
                Outcome::NotSelected => {}
                Outcome::Skipped { reason, of } => {
                    self.skip(batch, row, reason, of.as_deref(), &[], sink)?
                }
                Outcome::Planned(to) => {
                    // a planned contact has an id, or the audience would have skipped it
                    let id = batch.id(row).unwrap_or("");
                    self.addressed(&Addressed { batch, row, id, to }, &message, sink)?;
                }
            }
        }
        Ok(())
    }

    /// A contact that is to be written to: its text, its time, the quota.
    fn addressed<E: From<PlanStopped>>(
        &mut self,
        contact: &Addressed<'_>,
        message: &MessageView<'_>,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let (batch, row) = (contact.batch, contact.row);
        match message.write(row, &mut self.text) {
            Written::Text => {}
            Written::Missing(paths) => {
                if self.plan.options().missing == MissingVariables::Fail {
                    return Err(stopped(missing_issue(&paths, batch.position(row))).into());
                }
                let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
                return self.skip(batch, row, Reason::MissingVariables, None, &paths, sink);
            }
            Written::Refused(reason) => return self.skip(batch, row, reason, None, &[], sink),
        }
        let Some((occurrence, _)) = &self.current else {
            return Ok(());
        };
        let (index, due) = (occurrence.index, occurrence.at.timestamp());
        let timing = match &mut self.timetable {
            Some(timetable) => Ok(timetable.next()),
            None => self.pacer.next(due),
        };
        let at = match timing {
            Err(never) => return Err(stopped(never_issue(&never)).into()),
            Ok(Timing::At(at)) => DateTime::from_timestamp(at, 0).unwrap_or_default(),
            Ok(Timing::Quiet) if self.plan.options().pace.quiet_action == QuietAction::Abort => {
                return Err(stopped(quiet_issue(index, batch.position(row))).into());
            }
            Ok(Timing::Quiet) => return self.skip(batch, row, Reason::QuietHours, None, &[], sink),
        };
        if !self.within_quota(index, batch.position(row), at)? {
            return self.skip(batch, row, Reason::OverQuota, None, &[], sink);
        }
        self.last = self.last.max(Some(at));
        self.send(contact, at, sink)
    }

    /// Whether a send is to be planned as far as the quota goes.
    fn within_quota(
        &mut self,
        occurrence: u64,
        position: u64,
        at: DateTime<Utc>,
    ) -> Result<bool, PlanStopped> {
        if let Some(quota) = self.plan.options().quota
            && !self.quota.covers(quota, at)
        {
            self.quota.exceed(at, occurrence, position);
            if quota.policy == QuotaPolicy::Truncate {
                return Ok(false);
            }
        }
        self.quota.count(at);
        Ok(true)
    }

    fn send<E>(
        &mut self,
        contact: &Addressed<'_>,
        at: DateTime<Utc>,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let options = self.plan.options();
        let Some((occurrence, keys)) = &self.current else {
            return Ok(());
        };
        if !options.shard.takes(Some(contact.to), Some(contact.id)) {
            return Ok(());
        }
        let key = keys.of(contact.id);
        if options.sent.contains(&key) {
            self.summary.count_already_sent();
            return Ok(());
        }
        let entry = Entry::Send(PlannedSend {
            key,
            occurrence: occurrence.index,
            position: contact.batch.position(contact.row),
            contact_id: contact.id,
            to: contact.to,
            send_at: at,
            time_zone: self.timetable.as_ref().map(Timetable::zone),
            message_type: self.plan.message().kind(),
            body: self.plan.message().has_body().then_some(self.text.as_str()),
            media_url: self.plan.message().media_url(),
        });
        let line = self.lines.line(&entry);
        self.hasher.update(line);
        self.summary.count_send(at);
        sink(&entry, line)
    }

    fn skip<E>(
        &mut self,
        batch: &Batch,
        row: usize,
        reason: Reason,
        of: Option<&str>,
        variables: &[&str],
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let id = batch.id(row);
        if !self
            .plan
            .options()
            .shard
            .takes(self.audience.number(batch, row), id)
        {
            return Ok(());
        }
        let skipped = Skipped {
            occurrence: self.index(),
            position: Some(batch.position(row)),
            contact_id: id,
            reason,
            of,
            variables: variables.to_vec(),
        };
        self.skipped(skipped, sink)
    }

    /// The ids that the selector names and nobody has come last.
    pub(super) fn not_found<E>(
        &mut self,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        for id in self.audience.not_found().to_vec() {
            if !self.plan.options().shard.takes(None, Some(&id)) {
                continue;
            }
            let skipped = Skipped {
                occurrence: self.index(),
                position: None,
                contact_id: Some(&id),
                reason: Reason::ContactNotFound,
                of: None,
                variables: Vec::new(),
            };
            self.skipped(skipped, sink)?;
        }
        Ok(())
    }

    fn skipped<E>(
        &mut self,
        skipped: Skipped<'_>,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        self.summary.count_skipped(skipped.reason);
        self.emit(&Entry::Skipped(skipped), sink)
    }

    fn emit<E>(
        &mut self,
        entry: &Entry<'_>,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let line = self.lines.line(entry);
        self.hasher.update(line);
        sink(entry, line)
    }

    fn index(&self) -> u64 {
        self.current
            .as_ref()
            .map_or(0, |(occurrence, _)| occurrence.index)
    }

    pub(super) fn finish(mut self) -> Result<Summary, PlanStopped> {
        if let Some(issue) = self.quota_issue() {
            if issue.severity() == Severity::Error {
                return Err(stopped(issue));
            }
            self.issues.report(issue);
        }
        self.issues.extend(self.sent_issue());
        if self.unlisted > 0 {
            let more = Issue::new(Code::InputTooLarge, "", &texts::MORE_WARNINGS);
            self.issues.report(
                more.as_severity(Severity::Warning)
                    .with("more", self.unlisted),
            );
        }
        self.summary.hash = Hash(self.hasher.finalize().into());
        self.summary.counts = self.audience.counts();
        self.summary.issues = self.issues;
        Ok(self.summary)
    }

    /// Keys that leave nothing out were meant for something. A part cannot tell: they may be another's.
    fn sent_issue(&self) -> Option<Issue> {
        let options = self.plan.options();
        let given = options.sent.len() as u64;
        let unknown = given.saturating_sub(self.summary.already_sent);
        (unknown > 0 && options.shard == Shard::WHOLE).then(|| {
            Issue::new(Code::SentUnknown, "", &texts::SENT_UNKNOWN)
                .with("unknown", unknown)
                .with("given", given)
        })
    }

    fn quota_issue(&self) -> Option<Issue> {
        let (quota, exceeded) = (self.plan.options().quota?, self.quota.exceeded()?);
        let used = self.quota.used(quota, exceeded.month);
        let issue = Issue::new(Code::QuotaExceeded, "/schedule", &texts::QUOTA_EXCEEDED)
            .with("month", exceeded.month)
            .with("quota", quota.monthly)
            .with("needed", used)
            .with("occurrence", exceeded.occurrence)
            .with("position", exceeded.position);
        Some(match quota.policy {
            QuotaPolicy::Fail => issue,
            QuotaPolicy::Warn | QuotaPolicy::Truncate => issue.as_severity(Severity::Warning),
        })
    }
}

fn audience_issues(audience: &Audience) -> Issues {
    let counts = audience.counts();
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
    issues
}

fn stopped(issue: Issue) -> PlanStopped {
    PlanStopped([issue].into_iter().collect())
}

fn missing_issue(paths: &[String], position: u64) -> Issue {
    Issue::new(Code::VariablesMissing, "", &texts::CONTACT_LACKS)
        .with("position", position)
        .with("variables", paths.join(", "))
}

fn never_issue(never: &PaceNever) -> Issue {
    Issue::new(Code::PaceImpossible, "", &texts::PACE_NEVER).with("why", never)
}

fn quiet_issue(occurrence: u64, position: u64) -> Issue {
    Issue::new(Code::QuietHoursAbort, "", &texts::QUIET_ABORT)
        .with("occurrence", occurrence)
        .with("position", position)
}
