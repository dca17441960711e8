//! One making of a plan, or of a part of it: joins outcomes, times and entries.

use super::emit::{Emitter, Leaving, Sink, Who};
use super::issues::{self, Warnings};
use super::options::MissingVariables;
use super::outcome::Skip;
use super::prepare::Plan;
use super::shard::Shard;
use super::slots::{Slot, Slots, SlotsState};
use super::stopped::PlanStopped;
use super::summary::Summary;
use super::timetable::ContactZones;
use crate::audience::{Reason, SurveyCounts};
use crate::schedule::{Occurrence, Zone};

/// One making of a plan: takes the outcomes of its contacts in order, and hands out its entries.
#[derive(Debug)]
pub(super) struct Run<'p> {
    plan: &'p Plan,
    counts: SurveyCounts,
    is_whole: bool,
    slots: Slots<'p>,
    emitter: Emitter<'p>,
    warnings: Warnings,
}

impl<'p> Run<'p> {
    /// A making of the part that the plan's options name.
    pub(super) fn new(plan: &'p Plan, counts: SurveyCounts) -> Self {
        Self::of_part(plan, counts, true)
    }

    /// A making of candidates that may not be all of that part.
    pub(super) fn of_part(plan: &'p Plan, counts: SurveyCounts, is_whole: bool) -> Self {
        let mut run = Self {
            plan,
            counts,
            is_whole: is_whole && plan.options().shard == Shard::WHOLE,
            slots: Slots::new(plan),
            emitter: Emitter::new(plan),
            warnings: Warnings::of_audience(counts, plan.options().limits.issues),
        };
        issues::missed(plan)
            .into_iter()
            .for_each(|issue| run.warnings.once(issue));
        run
    }

    pub(super) fn begin<E>(
        &mut self,
        occurrence: &Occurrence,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let options = self.plan.options();
        let due = options.leaves_from(occurrence.at);
        if let Some(last) = self.slots.last().filter(|last| *last > due) {
            let issue = issues::overlap(occurrence, due, last);
            self.warnings.of_occurrence(issue);
        }
        if issues::is_due_in_quiet_hours(options, self.plan.zone(), due) {
            let issue = issues::quiet_hours_shift(occurrence, due);
            self.warnings.of_occurrence(issue);
        }
        for note in &occurrence.notes {
            self.warnings.of_occurrence(note.issue("/schedule"));
        }
        self.slots.begin(occurrence.index, due);
        self.emitter.begin(occurrence, sink)
    }

    /// Times the occurrence by the clocks of the contacts that are planned; `zones` gives them, once where
    /// they are the same in every occurrence.
    pub(super) fn time_by_clocks<E: From<PlanStopped>>(
        &mut self,
        zones: impl FnOnce() -> Result<ContactZones, E>,
    ) -> Result<(), E> {
        let is_first = !self.slots.has_clocks();
        // who is planned may depend on what the text tells
        if is_first || self.plan.message().tells_occurrence() {
            let zones = zones()?;
            if is_first && zones.unknown() > 0 {
                self.warnings.once(issues::unknown_zones(zones.unknown()));
            }
            self.slots.read_clocks(zones);
        }
        Ok(self.slots.time_by_clocks()?)
    }

    /// Passes over the ranks before `rank`, which other parts have.
    pub(super) fn skip_to(&mut self, rank: u64) -> Result<(), PlanStopped> {
        self.slots.skip_to(rank)
    }

    /// Where the times of this occurrence stand.
    pub(super) fn state(&self) -> SlotsState {
        self.slots.state()
    }

    /// Goes on from where the times of this occurrence stood in another making of the plan.
    pub(super) fn go_on(&mut self, state: &SlotsState) {
        self.slots.go_on(state);
    }

    /// The contact of the next rank, with its text.
    pub(super) fn planned<E: From<PlanStopped>>(
        &mut self,
        who: Who<'_>,
        text: &str,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        match self.slots.next(who.position)? {
            Slot::Skipped(skip) => self.emitter.skipped(who, skip, sink),
            Slot::Leaves(at) => {
                let time_zone = self.slots.zone().map(Zone::name);
                let leaving = Leaving {
                    at,
                    time_zone,
                    text,
                };
                self.emitter.send(who, leaving, sink)
            }
        }
    }

    /// A candidate that gets no message.
    pub(super) fn skipped<E: From<PlanStopped>>(
        &mut self,
        who: Who<'_>,
        skip: &Skip,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        self.check(skip, who.position)?;
        self.emitter.skipped(who, skip, sink)
    }

    /// Whether the plan goes on where a contact is skipped.
    pub(super) fn check(&self, skip: &Skip, position: Option<u64>) -> Result<(), PlanStopped> {
        let fails = self.plan.options().missing == MissingVariables::Fail;
        if fails && skip.reason == Reason::MissingVariables {
            let issue = issues::missing(&skip.variables, position.unwrap_or(0));
            return Err(issues::stopped(issue));
        }
        Ok(())
    }

    #[cfg(feature = "parallel")]
    pub(super) fn slots(&mut self) -> &mut Slots<'p> {
        &mut self.slots
    }

    #[cfg(feature = "parallel")]
    pub(super) fn emitter(&mut self) -> &mut Emitter<'p> {
        &mut self.emitter
    }

    pub(super) fn finish(mut self) -> Result<Summary, PlanStopped> {
        let quota = self.slots.finish()?;
        quota
            .into_iter()
            .for_each(|issue| self.warnings.once(issue));
        issues::no_contacts(self.emitter.summary()).for_each(|issue| self.warnings.once(issue));
        // a part cannot tell: the keys may be of another's sends
        if self.is_whole {
            let summary = self.emitter.summary();
            // what was missed may have been sent in its time
            let sent = issues::unknown_sent(self.plan.options(), summary.already_sent)
                .filter(|_| self.plan.missed() == 0);
            let skipped = issues::all_skipped(summary);
            let issues = sent.into_iter().chain(skipped);
            issues.for_each(|issue| self.warnings.once(issue));
        }
        let summary = self.emitter.finish();
        Ok(Summary {
            counts: self.counts,
            missed: self.plan.missed(),
            issues: self.warnings.finish(),
            ..summary
        })
    }
}
