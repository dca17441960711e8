//! Reads the contacts and hands out the plan, entry by entry: both steps in one go.

use super::contacts::Contacts;
use super::emit::{Sink, Who};
use super::entry::Entry;
use super::message::Message;
use super::outcome::{Finder, Found, Skip, zone_of};
use super::prepare::Plan;
use super::run::Run;
use super::stopped::PlanStopped;
use super::summary::Summary;
use super::timetable::ContactZones;
use crate::audience::{Audience, Batch, Reason, Survey};

/// What hands out the contacts of a batch, with the message of the occurrence.
pub(super) type EachBatch<'s, E> =
    dyn FnMut(&Batch, &Message, &mut Finder, &mut Run<'_>, &mut Sink<'_, E>) -> Result<(), E> + 's;

impl Plan {
    /// Hands out the plan: `sink` gets each entry with its canonical line, in order, until it returns
    /// an error. The summary holds the counts, the hash, and what is worth a warning.
    ///
    /// With a policy that fails (`missing`, the quota, quiet hours that abort) entries may have been
    /// handed out before the plan stops. [`Plan::summary`] tells in advance.
    ///
    /// # Errors
    ///
    /// What `sink` returns, what keeps the contacts from being read, and [`PlanStopped`] where a
    /// policy refuses or the pace would take more than ten years.
    pub fn stream<C, E>(
        &self,
        contacts: &mut C,
        sink: &mut dyn FnMut(&Entry<'_>, &str) -> Result<(), E>,
    ) -> Result<Summary, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        self.stream_by(contacts, &mut stream_batch, sink)
    }

    /// Streams the plan; `each` hands out a batch.
    pub(super) fn stream_by<C, E>(
        &self,
        contacts: &mut C,
        each: &mut EachBatch<'_, E>,
        sink: &mut Sink<'_, E>,
    ) -> Result<Summary, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        let mut finder = Finder::new(self.survey::<C, E>(contacts)?);
        let fields = self.contact_fields();
        let mut run = Run::new(self, finder.audience().counts());
        for occurrence in self.occurrences() {
            run.begin(&occurrence, sink)?;
            let message = self.message_at(&occurrence)?;
            if self.reads_clocks() {
                run.time_by_clocks(|| self.zones_of::<C, E>(contacts, &message, &mut finder))?;
            }
            contacts.for_each_batch_of::<E>(&fields, &mut |batch| {
                each(batch, &message, &mut finder, &mut run, sink)
            })?;
            stream_unknown(finder.audience(), &mut run, sink)?;
        }
        Ok(run.finish()?)
    }

    /// What [`Plan::stream`] would add up to.
    ///
    /// # Errors
    ///
    /// As [`Plan::stream`].
    pub fn summary<C, E>(&self, contacts: &mut C) -> Result<Summary, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error> + From<PlanStopped>,
    {
        self.stream(contacts, &mut |_, _| Ok(()))
    }

    /// The first pass over the contacts: what stands more than once.
    pub(super) fn survey<C, E>(&self, contacts: &mut C) -> Result<Audience, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut survey = Survey::new(self.audience_rules().clone());
        let fields = self.audience_rules().fields();
        contacts.for_each_batch_of::<E>(&fields, &mut |batch| {
            survey.add(batch);
            Ok(())
        })?;
        Ok(survey.finish())
    }

    /// The zones of all contacts that an occurrence is sent to.
    fn zones_of<C, E>(
        &self,
        contacts: &mut C,
        message: &Message,
        finder: &mut Finder,
    ) -> Result<ContactZones, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut zones = ContactZones::new(self.zone());
        contacts.for_each_batch_of::<E>(&self.contact_fields(), &mut |batch| {
            let message = message.over(batch.table());
            for row in 0..batch.rows() {
                if matches!(finder.outcome(batch, row, &message), Found::Planned(_)) {
                    zones.add(zone_of(self, batch, row));
                }
            }
            Ok(())
        })?;
        Ok(zones)
    }
}

fn stream_batch<E: From<PlanStopped>>(
    batch: &Batch,
    message: &Message,
    finder: &mut Finder,
    run: &mut Run<'_>,
    sink: &mut Sink<'_, E>,
) -> Result<(), E> {
    let message = message.over(batch.table());
    for row in 0..batch.rows() {
        let who = |phone| Who {
            position: Some(batch.position(row)),
            id: batch.id(row),
            phone,
        };
        match finder.with_text(batch, row, &message) {
            (Found::NotSelected, _) => {}
            (Found::Planned(to), text) => run.planned(who(Some(to)), text, sink)?,
            (Found::Skipped(skip), _) => {
                let phone = finder.audience().number(batch, row);
                run.skipped(who(phone), &skip, sink)?;
            }
        }
    }
    Ok(())
}

/// The ids that the selector names and nobody has come last.
fn stream_unknown<E: From<PlanStopped>>(
    audience: &Audience,
    run: &mut Run<'_>,
    sink: &mut Sink<'_, E>,
) -> Result<(), E> {
    let skip = Skip::of(Reason::ContactNotFound);
    for id in audience.not_found() {
        let who = Who {
            position: None,
            id: Some(id),
            phone: None,
        };
        run.skipped(who, &skip, sink)?;
    }
    Ok(())
}
