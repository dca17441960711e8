//! Reads the contacts and hands out the plan, entry by entry.

use super::contacts::Contacts;
use super::entry::Entry;
use super::options::QuietZone;
use super::prepare::Plan;
use super::run::Run;
use super::stopped::PlanStopped;
use super::summary::Summary;
use crate::audience::Survey;

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
        let mut survey = Survey::new(self.audience_rules().clone());
        let surveyed = self.audience_rules().fields();
        contacts.for_each_batch_of::<E>(&surveyed, &mut |batch| {
            survey.add(batch);
            Ok(())
        })?;
        let fields = self.contact_fields();
        let mut run = Run::new(self, survey.finish());
        for occurrence in self.schedule().occurrences() {
            run.begin(occurrence, sink)?;
            if self.options().quiet_zone == QuietZone::Contact {
                run.make_timetable::<C, E>(&fields, contacts)?;
            }
            contacts.for_each_batch_of::<E>(&fields, &mut |batch| run.batch(batch, sink))?;
            run.not_found(sink)?;
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
}
