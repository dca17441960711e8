//! The second step of planning: times and texts, from ranks.

use super::candidate::{Candidate, CandidateOutcome, Ranked};
use super::contacts::Contacts;
use super::emit::{Sink, Who};
use super::entry::Entry;
use super::issues;
use super::mark::Mark;
use super::message::Message;
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
    /// quiet hours are read on the contacts' clocks and `totals` lack them. A text that tells its
    /// occurrence (`@occurrence.at`) is made in each of them; where one keeps its contact from being
    /// written to in some occurrences and not in the first, ranks do not tell the times, and the plan stops
    /// too ([`Plan::stream`] makes it).
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
        self.schedule_from(&mut Mark::default(), contacts, part, totals, sink)
    }

    /// The second step for one part after the other, without passing over the ranks before each: `mark` is
    /// where the times stand ([`Plan::marks`], or [`Mark::default`] before all), at the rank of the first
    /// candidate of `part` or before it; it moves to the end of the part. The entries are those of
    /// [`Plan::schedule_ranked`]; of warnings about times the summary has those of the part alone.
    ///
    /// A mark of another plan or of other totals, or one that stands behind the part, is passed by for one
    /// before all.
    ///
    /// # Errors
    ///
    /// As [`Plan::schedule_ranked`].
    pub fn schedule_from<C, E>(
        &self,
        mark: &mut Mark,
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
        let first = planned.clone().next();
        let first = first.map_or(totals.planned, |ranked| ranked.rank);
        let is_whole = planned.count() as u64 == totals.planned;
        let mut run = Run::of_part(self, totals.counts, is_whole);
        let mut text = String::new();
        let before = mark.take_for(self, totals, first);
        for (index, occurrence) in self.occurrences().enumerate() {
            run.begin(&occurrence, sink)?;
            let message = self.message_at(&occurrence)?;
            let stood = before.as_ref().and_then(|states| states.get(index));
            if let Some(state) = stood {
                run.go_on(state);
            }
            if self.reads_clocks() {
                run.time_by_clocks(|| {
                    let zones = totals.zones.clone();
                    zones.ok_or_else(|| issues::stopped(issues::no_clocks()))
                })?;
            }
            let mut rest = Rest { part };
            contacts.for_each_batch_of::<E>(&self.contact_fields(), &mut |batch| {
                rest.batch(self, batch, &message, &mut run, &mut text, sink)
            })?;
            rest.finish(&mut run, sink)?;
            mark.add(self, &run);
            // the next occurrence begins where all of this one end
            if before.is_none() {
                run.skip_to(totals.planned)?;
            }
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
        message: &Message,
        run: &mut Run<'_>,
        text: &mut String,
        sink: &mut Sink<'_, E>,
    ) -> Result<(), E> {
        let Some(last) = batch.rows().checked_sub(1).map(|row| batch.position(row)) else {
            return Ok(());
        };
        let differs = message.tells_occurrence();
        let message = message.over(batch.table());
        while let Some((ranked, position)) = self.next(last) {
            let candidate = &ranked.candidate;
            let row = batch.row_at(position);
            let row = row.filter(|&row| batch.id(row) == candidate.contact_id.as_deref());
            let Some(row) = row else {
                return Err(issues::stopped(issues::lacks_contact(position)).into());
            };
            let phone = match candidate.outcome {
                CandidateOutcome::Planned { to, .. } => Some(to),
                CandidateOutcome::Skipped { .. } => {
                    plan.audience_rules().readable_number(batch, row)
                }
            };
            let stated = candidate.outcome.skip();
            // who is skipped for a text may have another in each occurrence
            let of_text = |skip: &Skip| differs && skip.reason.is_of_text();
            let asks_text = stated.as_ref().is_none_or(of_text);
            if asks_text && skip_of(message.write(row, text)) != stated {
                return Err(issues::stopped(issues::not_as_stated(position, differs)).into());
            }
            let who = who(candidate, phone);
            match stated {
                Some(skip) => run.skipped(who, &skip, sink)?,
                None => {
                    run.skip_to(ranked.rank)?;
                    run.planned(who, text, sink)?;
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
            if let Some(skip) = ranked.candidate.outcome.skip() {
                run.skipped(who(&ranked.candidate, None), &skip, sink)?;
            }
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
