//! Listens to a plan while it streams by.

use crate::both::Both;
use crate::compare::Comparison;
use crate::hours::Hours;
use crate::limits;
use crate::names::Names;
use crate::positions::Positions;
use crate::preview::{ContentView, OccurrenceView, PlanView, Totals};
use crate::sample::Sample;
use crate::skips::Skips;
use crate::variables::Coverage;
use crate::views;
use flashplan::audience::Reason;
use flashplan::issue::Issue;
use flashplan::plan::{Contacts, Entry, Inputs, Plan, PlannedSend, Skipped, Summary};
use flashplan::schedule::{Occurrence, Zone, tzdb_version};

/// Keeps what the page shows of a plan that is handed to it entry by entry.
///
/// Memory holds the sample and the listed contacts, and some bits for each contact.
#[derive(Clone, Debug)]
pub struct Gathering {
    zone: Zone,
    content: ContentView,
    occurrences: Vec<OccurrenceView>,
    sample: Sample,
    skips: Skips,
    hours: Hours,
    coverage: Coverage,
    /// Who gets a message, who gets none at least once, and whom the template was tried on.
    reached: Positions,
    missed: Positions,
    tried: Positions,
    /// Ids that no contact has.
    unknown: u64,
    /// Occurrences that have begun.
    begun: u64,
}

impl Gathering {
    /// Nothing has come by yet. `inputs` are those that the plan was prepared from.
    #[must_use]
    pub fn new(plan: &Plan, inputs: &Inputs<'_>) -> Self {
        Self {
            zone: plan.zone().clone(),
            content: views::content(inputs),
            occurrences: Vec::new(),
            sample: Sample::new(plan.options().pace.seed, limits::MESSAGES),
            skips: Skips::default(),
            hours: Hours::new(plan.zone().clone()),
            coverage: Coverage::new(inputs),
            reached: Positions::default(),
            missed: Positions::default(),
            tried: Positions::default(),
            unknown: 0,
            begun: 0,
        }
    }

    /// The next entry of the plan.
    pub fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.begin(occurrence),
            Entry::Send(send) => self.send(send),
            Entry::Skipped(skipped) => self.skip(skipped),
        }
    }

    /// Reads the contacts once more, for the names of those that are shown, and ends.
    ///
    /// # Errors
    ///
    /// What keeps the contacts from being read.
    pub fn finish<C, E>(
        self,
        plan: &Plan,
        summary: &Summary,
        contacts: &mut C,
        comparison: Option<&mut Comparison>,
    ) -> Result<PlanView, E>
    where
        C: Contacts + ?Sized,
        E: From<C::Error>,
    {
        let mut coverage = self.coverage;
        let mut people = self.sample.people();
        let (reasons, mut skipped) = self.skips.finish();
        let compared = comparison.iter().flat_map(|shown| shown.positions());
        let listed = people.iter().map(|person| person.position);
        let listed = listed.chain(skipped.iter().filter_map(|person| person.position));
        let mut names = Names::wanted(listed.chain(compared));
        contacts.for_each_batch::<E>(&mut |batch| {
            coverage.add(batch, &self.tried);
            names.read(batch);
            Ok(())
        })?;
        names.give(&mut people, &mut skipped, comparison);
        let (days, later) = self.hours.days();
        Ok(PlanView {
            fingerprint: plan.fingerprint().to_owned(),
            hash: summary.hash.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            tzdb: tzdb_version().to_owned(),
            zone: self.zone.name().to_owned(),
            offsets: views::offsets(&self.zone, &self.occurrences, summary),
            goes_on: false,
            totals: Totals {
                reached: self.reached.count(),
                missed: self.missed.count() + self.unknown,
                ..views::totals(summary)
            },
            content: self.content,
            occurrences: self.occurrences,
            people,
            seed: plan.options().pace.seed,
            reasons,
            skipped,
            days,
            later,
            pace: views::pace(plan.options()),
            months: views::months(summary, plan.options()),
            quota: views::quota(plan.options()),
            variables: coverage.finish(),
        })
    }

    fn begin(&mut self, occurrence: &Occurrence) {
        self.begun += 1;
        self.sample.begin();
        if self.occurrences.len() < limits::OCCURRENCES {
            self.occurrences.push(OccurrenceView {
                index: occurrence.index,
                at: occurrence.at.timestamp(),
                sends: 0,
                skipped: 0,
                leaves: None,
                notes: occurrence
                    .notes
                    .iter()
                    .map(|note| Both::of(&note.issue(""), Issue::message_in))
                    .collect(),
            });
        }
    }

    /// The current occurrence, if it is listed.
    fn listed(&mut self) -> Option<&mut OccurrenceView> {
        let is_listed = self.begun == self.occurrences.len() as u64;
        self.occurrences.last_mut().filter(|_| is_listed)
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        let at = send.send_at.timestamp();
        self.hours.count(at);
        self.reached.add(send.position);
        self.tried.add(send.position);
        if let Some(occurrence) = self.listed() {
            occurrence.sends += 1;
            let (first, last) = occurrence.leaves.unwrap_or((at, at));
            occurrence.leaves = Some((first.min(at), last.max(at)));
            self.sample.send(send);
        }
        if self.content.kind.is_empty() {
            self.content.kind = send.message_type.to_owned();
            self.content.media_url = send.media_url.map(str::to_owned);
        }
    }

    fn skip(&mut self, skipped: &Skipped<'_>) {
        let is_first = self.begun == 1;
        match skipped.position {
            Some(position) => {
                self.missed.add(position);
                if is_after_template(skipped.reason) {
                    self.tried.add(position);
                }
            }
            // the same ids in every occurrence
            None => self.unknown += u64::from(is_first),
        }
        self.skips.take(skipped, is_first);
        if let Some(occurrence) = self.listed() {
            occurrence.skipped += 1;
            self.sample.skipped(skipped);
        }
    }
}

/// Whether the reason is found when the text has been written, or not been written.
fn is_after_template(reason: Reason) -> bool {
    reason >= Reason::MissingVariables
}
