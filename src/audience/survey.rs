//! The two passes: first what stands more than once, then each contact's outcome.

use super::batch::Batch;
use super::outcome::{Outcome, Reason};
use super::repeated::{Repeated, RepeatedValues};
use super::selector::{Selector, Taken, normal};
use super::suppression::Suppression;
use crate::contact::FieldSet;
use crate::phone::{Change, Phone};
use std::collections::{HashMap, HashSet};

/// What decides over a contact, besides its own data.
#[derive(Clone, Debug)]
pub struct AudienceRules {
    /// Who is selected.
    pub selector: Selector,
    /// Who is left out all the same.
    pub exclude: Option<Selector>,
    /// Who must not be written to.
    pub suppression: Suppression,
    /// The number that the campaign is sent from.
    pub own_number: Option<Phone>,
}

/// The first pass: reads every contact once and finds the numbers and ids that repeat.
#[derive(Clone, Debug)]
pub struct Survey {
    rules: AudienceRules,
    phones: Repeated,
    ids: Repeated,
    found: HashSet<String>,
    counts: SurveyCounts,
}

/// What the first pass counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurveyCounts {
    /// Contacts read.
    pub contacts: u64,
    /// Contacts that the selector takes, and ids that it names and no contact has.
    pub candidates: u64,
    /// Contacts that the selector would take if the letter case of tags did not count.
    pub near_misses: u64,
    /// Candidates that the exclude selector would take if the letter case of tags did not count.
    pub near_excluded: u64,
    /// Numbers of candidates that stand twice in the eyes of WhatsApp: in full, and without the digit that
    /// [`Phone::equivalence_key`] leaves out. Each is written to; drafts do not see it.
    pub possible_duplicates: u64,
}

impl Survey {
    /// A survey that has seen nobody yet.
    #[must_use]
    pub fn new(rules: AudienceRules) -> Self {
        Self {
            rules,
            phones: Repeated::default(),
            ids: Repeated::default(),
            found: HashSet::new(),
            counts: SurveyCounts::default(),
        }
    }

    /// Takes note of a batch. Batches come in the order of their positions.
    pub fn add(&mut self, batch: &Batch) {
        for row in 0..batch.rows() {
            self.add_row(batch, row);
        }
    }

    fn add_row(&mut self, batch: &Batch, row: usize) {
        self.counts.contacts += 1;
        self.suppress_number_of_suppressed(batch, row);
        match self.rules.taken(batch, row) {
            Taken::No => return,
            Taken::NoButForCase => {
                self.counts.near_misses += 1;
                return;
            }
            Taken::Yes => self.counts.candidates += 1,
        }
        self.counts.near_excluded += u64::from(self.rules.nearly_excludes(batch, row));
        let Some(id) = batch.id(row) else { return };
        if !self.rules.selector.named().is_empty() {
            self.found.insert(normal(id).into_owned());
        }
        self.ids.add(hash(&normal(id)));
        if let Some(Ok(phone)) = self.rules.number(batch, row) {
            self.phones.add(phone.as_u64());
        }
    }

    /// Who is suppressed by id is suppressed under every record with the same number.
    fn suppress_number_of_suppressed(&mut self, batch: &Batch, row: usize) {
        if self.rules.suppression.is_empty() {
            return;
        }
        if batch
            .id(row)
            .is_some_and(|id| self.rules.suppression.has_id(id))
            && let Some(Ok(phone)) = self.rules.number(batch, row)
        {
            self.rules.suppression.add_phone(phone);
        }
    }

    /// What the second pass needs.
    #[must_use]
    pub fn finish(mut self) -> Audience {
        let found = self.found;
        let mut not_found: Vec<String> = self
            .rules
            .selector
            .named()
            .iter()
            .filter(|id| !found.contains(*id))
            .cloned()
            .collect();
        // they have no position to be ordered by, and parts of a plan are put together by order
        not_found.sort_unstable();
        self.counts.candidates += not_found.len() as u64;
        let (phones, possible_duplicates) = self.phones.finish_with(Phone::equivalent_digits);
        self.counts.possible_duplicates = possible_duplicates;
        Audience {
            rules: self.rules,
            phones,
            ids: self.ids.finish(),
            phone_winners: HashMap::new(),
            id_winners: HashMap::new(),
            not_found,
            counts: self.counts,
        }
    }
}

/// The second pass: tells the outcome of each contact.
#[derive(Clone, Debug)]
pub struct Audience {
    rules: AudienceRules,
    /// Numbers of candidates that stand more than once.
    phones: RepeatedValues,
    /// Hashes of candidates' ids that stand more than once.
    ids: RepeatedValues,
    phone_winners: HashMap<u64, Winner>,
    id_winners: HashMap<String, u64>,
    not_found: Vec<String>,
    counts: SurveyCounts,
}

#[derive(Clone, Debug)]
struct Winner {
    position: u64,
    id: String,
}

impl Audience {
    /// What the first pass counted.
    #[must_use]
    pub fn counts(&self) -> SurveyCounts {
        self.counts
    }

    /// The ids that an explicit selector names and no contact has, in ascending order.
    #[must_use]
    pub fn not_found(&self) -> &[String] {
        &self.not_found
    }

    /// The phone number of a row, if it has one that can be read.
    #[must_use]
    pub fn number(&self, batch: &Batch, row: usize) -> Option<Phone> {
        self.rules.readable_number(batch, row)
    }

    /// The outcome of a contact. Contacts come in the order of their positions; they may come again
    /// from the first, and get the same outcomes.
    pub fn outcome(&mut self, batch: &Batch, row: usize) -> Outcome {
        if self.rules.taken(batch, row) != Taken::Yes {
            return Outcome::NotSelected;
        }
        let Some(id) = batch.id(row) else {
            return skipped(Reason::Unreadable);
        };
        if batch.is_unreadable(row) {
            return skipped(Reason::Unreadable);
        }
        if batch.is_deleted(row) {
            return skipped(Reason::Deleted);
        }
        let position = batch.position(row);
        if self.repeats_id(id, position) {
            return skipped_for(Reason::DuplicateId, id);
        }
        self.addressed(batch, row, id, position)
    }

    fn addressed(&mut self, batch: &Batch, row: usize, id: &str, position: u64) -> Outcome {
        if self
            .rules
            .exclude
            .as_ref()
            .is_some_and(|exclude| exclude.takes(batch, row))
        {
            return skipped(Reason::Excluded);
        }
        let number = self.rules.number(batch, row);
        let suppressed_number =
            matches!(number, Some(Ok(phone)) if self.rules.suppression.has_phone(phone));
        if suppressed_number || self.rules.suppression.has_id(id) {
            return skipped(Reason::Suppressed);
        }
        let phone = match number {
            None => return skipped(Reason::MissingPhone),
            Some(Err(())) => return skipped(Reason::InvalidPhone),
            Some(Ok(phone)) => phone,
        };
        if self.rules.own_number == Some(phone) {
            return skipped(Reason::OwnNumber);
        }
        match self.earlier_with(phone, id, position) {
            Some(winner) => skipped_for(Reason::DuplicatePhone, &winner),
            None => Outcome::Planned(phone),
        }
    }

    /// Whether a contact at an earlier position has this id.
    fn repeats_id(&mut self, id: &str, position: u64) -> bool {
        if self.ids.is_empty() {
            return false;
        }
        let id = normal(id);
        if !self.ids.contains(hash(&id)) {
            return false;
        }
        *self.id_winners.entry(id.into_owned()).or_insert(position) < position
    }

    /// The id of the contact at an earlier position that has this number.
    fn earlier_with(&mut self, phone: Phone, id: &str, position: u64) -> Option<String> {
        if !self.phones.contains(phone.as_u64()) {
            return None;
        }
        let winner = self
            .phone_winners
            .entry(phone.as_u64())
            .or_insert_with(|| Winner {
                position,
                id: id.to_owned(),
            });
        (winner.position < position).then(|| winner.id.clone())
    }
}

impl AudienceRules {
    /// The fields of a contact that the rules look at.
    #[must_use]
    pub fn fields(&self) -> FieldSet {
        let reads_tags = |selector: &Selector| selector.reads_tags();
        let tags = reads_tags(&self.selector) || self.exclude.as_ref().is_some_and(reads_tags);
        FieldSet::of(["id", "phone", "deletedAt"]).and(FieldSet::of(tags.then_some("tags")))
    }

    /// A row that cannot be read is taken by every selector: nobody knows whether it would be, and it
    /// must not vanish.
    pub(super) fn taken(&self, batch: &Batch, row: usize) -> Taken {
        if batch.is_unreadable(row) {
            return Taken::Yes;
        }
        self.selector.taken(batch, row)
    }

    /// Whether the contact would be excluded if the letter case of tags did not count.
    pub(super) fn nearly_excludes(&self, batch: &Batch, row: usize) -> bool {
        let taken = |exclude: &Selector| exclude.taken(batch, row);
        let taken = self.exclude.as_ref().map(taken);
        taken == Some(Taken::NoButForCase) && !batch.is_unreadable(row)
    }

    /// The contact's number, if it has one that can be read.
    pub(crate) fn readable_number(&self, batch: &Batch, row: usize) -> Option<Phone> {
        self.number(batch, row)?.ok()
    }

    /// The contact's number. One without its country code is refused: nothing is guessed.
    pub(super) fn number(&self, batch: &Batch, row: usize) -> Option<Result<Phone, ()>> {
        Some(match Phone::normalise(batch.phone(row)?) {
            Ok(number) if number.change != Change::PlusAdded => Ok(number.phone),
            Ok(_) | Err(_) => Err(()),
        })
    }
}

/// Equal ids have equal hashes, and what is found twice is compared by id: a hash that somebody can
/// make collide costs him a look-up and changes no outcome.
fn hash(id: &str) -> u64 {
    let mix = |hash: u64, word: u64| {
        let wide = u128::from(hash ^ word) * 0x9e37_79b9_7f4a_7c15_u128;
        (wide as u64) ^ (wide >> 64) as u64
    };
    let mut chunks = id.as_bytes().chunks_exact(8);
    let mut hash = mix(0x2545_f491_4f6c_dd1d, id.len() as u64);
    for chunk in &mut chunks {
        hash = mix(
            hash,
            chunk
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        );
    }
    mix(
        hash,
        chunks
            .remainder()
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    )
}

fn skipped(reason: Reason) -> Outcome {
    Outcome::Skipped { reason, of: None }
}

fn skipped_for(reason: Reason, of: &str) -> Outcome {
    Outcome::Skipped {
        reason,
        of: Some(of.to_owned()),
    }
}
