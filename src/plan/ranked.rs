//! The second step of planning: times and texts, from ranks.

use super::candidate::{Candidate, CandidateOutcome, Ranked};
use super::contacts::Contacts;
use super::emit::{Sink, Who};
use super::entry::Entry;
use super::issues;
use super::outcome::{Skip, skip_of};
use super::outcomes::Totals;
use super::prepare::Plan;
use super::run::Run;
use super::stopped::PlanStopped;
use super::summary::Summary;
use crate::audience::Batch;
use crate::phone::Phone;

impl Plan {
    /// The second step: hands out the entries of `part`, in the order of the plan, as
    /// [`Plan::stream`] hands out those of the whole.
    ///
    /// `part` are any candidates of the first step ([`Plan::outcomes`], [`Plan::drafts`]) in the order
    /// of positions, each with its rank among all planned ones ([`rank`](super::rank)); ids that nobody
    /// has come last. `contacts` are those of the part, others may be among them. `totals` are of all
    /// parts. The lines of all parts together, by occurrence and position, are those of the whole plan.
    ///
    /// # Errors
    ///
    /// As [`Plan::stream`]; [`PlanStopped`] too where `contacts` lack a candidate of `part`, and where
    /// quiet hours are read on the contacts' clocks and `totals` lack them.
    pub fn schedule_ranked<C, E>(
        &self,
        contacts: &mut C,
        part: &[Ranked],
        totals: &Totals,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<Summary, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        let planned = part.iter().filter(|ranked| ranked.candidate.is_planned());
        let is_whole = planned.count() as u64 == totals.planned;
        let mut run = Run::of_part(self, totals.counts, is_whole);
        let mut text = String::new();
        for occurrence in self.occurrences() {
            run.begin(&occurrence, sink)?;
            if self.reads_clocks() {
                run.time_by_clocks(|| {
                    let zones = totals.zones.clone();
                    zones.ok_or_else(|| issues::stopped(issues::no_clocks()))
                })?;
            }
            let mut rest = Rest { part };
            contacts.for_each_batch_of::<E>(&self.contact_fields(), &mut |batch| {
                rest.batch(self, batch, &mut run, &mut text, sink)
            })?;
            rest.finish(&mut run, sink)?;
            run.skip_to(totals.planned)?;
        }
        Ok(run.finish()?)
    }
}

/// The candidates of the part that have not had their turn in the occurrence.
struct Rest<'a> {
    part: &'a [Ranked],
}

impl<'a> Rest<'a> {
    /// The next candidate, if it is one of the contacts up to `last`.
    fn next(&mut self, last: u64) -> Option<(&'a Ranked, u64)> {
        let (ranked, rest) = self.part.split_first()?;
        let position = ranked.candidate.position.filter(|at| *at <= last)?;
        self.part = rest;
        Some((ranked, position))
    }

    fn batch<E: From<PlanStopped>>(
        &mut self,
        plan: &Plan,
        batch: &Batch,
        run: &mut Run<'_>,
        text: &mut String,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let Some(last) = batch.rows().checked_sub(1).map(|row| batch.position(row)) else {
            return Ok(());
        };
        let message = plan.message().over(batch.table());
        while let Some((ranked, position)) = self.next(last) {
            let candidate = &ranked.candidate;
            let row = batch.row_at(position);
            let row = row.filter(|&row| batch.id(row) == candidate.contact_id.as_deref());
            let Some(row) = row else {
                return Err(issues::stopped(issues::lacks_contact(position)).into());
            };
            let phone = plan.audience_rules().readable_number(batch, row);
            match &candidate.outcome {
                CandidateOutcome::Skipped { .. } => skipped(candidate, phone, run, sink)?,
                CandidateOutcome::Planned { to, .. } => {
                    run.skip_to(ranked.rank)?;
                    let who = who(candidate, Some(*to));
                    match skip_of(message.write(row, text)) {
                        None => run.planned(who, text, sink)?,
                        // the contact is not the one whose outcome this is
                        Some(_) => {
                            return Err(issues::stopped(issues::lacks_contact(position)).into());
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The ids that nobody has. Any other candidate that is left has no contact.
    fn finish<E: From<PlanStopped>>(
        self,
        run: &mut Run<'_>,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        for ranked in self.part {
            if let Some(position) = ranked.candidate.position {
                return Err(issues::stopped(issues::lacks_contact(position)).into());
            }
            skipped(&ranked.candidate, None, run, sink)?;
        }
        Ok(())
    }
}

fn who(candidate: &Candidate, phone: Option<Phone>) -> Who<'_> {
    Who {
        position: candidate.position,
        id: candidate.contact_id.as_deref(),
        phone,
    }
}

fn skipped<E: From<PlanStopped>>(
    candidate: &Candidate,
    phone: Option<Phone>,
    run: &mut Run<'_>,
    sink: &mut Sink<'_, E>,
) -> Result<(), E> {
    let CandidateOutcome::Skipped {
        reason,
        of,
        variables,
    } = &candidate.outcome
    else {
        return Ok(());
    };
    let skip = Skip {
        reason: *reason,
        of: of.clone(),
        variables: variables.clone(),
    };
    run.skipped(who(candidate, phone), &skip, sink)
}
