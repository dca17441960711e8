//! The first step of planning: who is planned, and who is skipped for what.

use super::candidate::{Candidate, CandidateOutcome};
use super::contacts::Contacts;
use super::outcome::{Finder, Found, zone_of};
use super::prepare::Plan;
use super::timetable::ContactZones;
use crate::audience::{Batch, SurveyCounts};

/// What all parts of a plan add up to after the first step: the second takes it.
#[derive(Clone, Debug)]
pub struct Totals {
    pub(super) counts: SurveyCounts,
    pub(super) planned: u64,
    pub(super) zones: Option<ContactZones>,
}

impl Totals {
    /// So many contacts, of whom `planned` are planned.
    #[must_use]
    pub fn new(counts: SurveyCounts, planned: u64) -> Self {
        Self {
            counts,
            planned,
            zones: None,
        }
    }

    /// The same where quiet hours are read on the contacts' clocks: `zones` has every planned one, in
    /// the order of positions.
    #[must_use]
    pub fn in_zones(counts: SurveyCounts, zones: ContactZones) -> Self {
        Self {
            counts,
            planned: zones.contacts().len() as u64,
            zones: Some(zones),
        }
    }

    /// Contacts, and those of them that the selector takes.
    #[must_use]
    pub fn counts(&self) -> SurveyCounts {
        self.counts
    }

    /// Candidates that are written to.
    #[must_use]
    pub fn planned(&self) -> u64 {
        self.planned
    }
}

impl Plan {
    /// The first step: hands each candidate with its outcome to `sink`, in the order of the plan, and
    /// adds them up. It is cheap: no time is worked out, no key, no line, and no text where the lengths of
    /// its pieces tell that it is neither blank nor too long. A text is made, and thrown away, where they
    /// do not (`RENDERED_BLANK`, `RENDERED_TOO_LONG` and `MISSING_VARIABLES` follow from it): where a value
    /// is missing, where all pieces are blank, where they are more bytes than the text may have UTF-16
    /// units, where a block or a helper decides what prints, and for direct content of several pieces.
    /// A text that tells its occurrence (`@occurrence.at`) is looked at as it is in the first one.
    ///
    /// Here one machine sees all contacts. Where none does, [`Plan::drafts`] gives the same candidates.
    /// [`Plan::schedule_ranked`] is the second step; [`Plan::stream`] is both in one go, and gives the
    /// same bytes.
    ///
    /// With [`PlanOptions::shard`](super::PlanOptions::shard) only candidates of that part are handed
    /// out; the totals are of all.
    ///
    /// # Errors
    ///
    /// What `sink` returns, and what keeps the contacts from being read.
    pub fn outcomes<C, E>(
        &self,
        contacts: &mut C,
        sink: &mut dyn FnMut(Candidate) -> Result<(), E>,
    ) -> Result<Totals, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut finder = Finder::new(self.survey::<C, E>(contacts)?);
        let mut zones = ContactZones::new(self.zone());
        let mut planned = 0;
        contacts.for_each_batch_of::<E>(&self.contact_fields(), &mut |batch| {
            let message = self.message().over(batch.table());
            for row in 0..batch.rows() {
                let found = finder.outcome(batch, row, &message);
                if matches!(found, Found::Planned(_)) {
                    planned += 1;
                    if self.reads_clocks() {
                        zones.add(zone_of(self, batch, row));
                    }
                }
                if let Some(candidate) = self.candidate(&finder, batch, row, found) {
                    sink(candidate)?;
                }
            }
            Ok(())
        })?;
        let shard = self.options().shard;
        let unknown = finder.audience().not_found().iter();
        for id in unknown.filter(|id| shard.takes(None, Some(id))) {
            sink(Candidate::unknown(id))?;
        }
        let counts = finder.audience().counts();
        Ok(if self.reads_clocks() {
            Totals::in_zones(counts, zones)
        } else {
            Totals::new(counts, planned)
        })
    }

    /// The candidate of a row, if it is one of the part that is made.
    fn candidate(
        &self,
        finder: &Finder,
        batch: &Batch,
        row: usize,
        found: Found,
    ) -> Option<Candidate> {
        let (phone, outcome) = match found {
            Found::NotSelected => return None,
            Found::Planned(to) => {
                let time_zone = zone_of(self, batch, row).map(str::to_owned);
                (Some(to), CandidateOutcome::Planned { to, time_zone })
            }
            Found::Skipped(skip) => {
                let phone = finder.audience().number(batch, row);
                (phone, CandidateOutcome::skipped(skip))
            }
        };
        let id = batch.id(row);
        self.options().shard.takes(phone, id).then(|| Candidate {
            position: Some(batch.position(row)),
            contact_id: id.map(str::to_owned),
            outcome,
        })
    }
}
