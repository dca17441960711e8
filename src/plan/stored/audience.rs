//! Who joined an audience, who left it, and who is skipped for another reason.

use super::diff::{DiffError, next_of};
use super::entry::{StoredEntry, StoredOccurrence};
use super::reader::StoredPlan;
use super::texts;
use crate::audience::{Reason, normal_id};
use crate::issue::{Code, Issue, Issues};
use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

/// How a contact stands in an occurrence of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is no candidate: the selector does not take it, or it is not there.
    Absent,
    /// It is written to.
    Planned,
    /// It gets no message, for this reason.
    Skipped(Reason),
}

/// A contact that stands otherwise in one occurrence than in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceChange {
    /// The contact.
    pub contact_id: String,
    /// Its position in the second plan, or in the first where the second lacks it; none for an id that no
    /// contact has.
    pub position: Option<u64>,
    /// How it stands in the first.
    pub before: Standing,
    /// How it stands in the second.
    pub after: Standing,
}

/// How two audiences differ, by the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceDifferences {
    /// The occurrences that were compared.
    pub occurrences: [StoredOccurrence; 2],
    /// Contacts by how they stand in the first occurrence and in the second, those with them that stand
    /// the same in both.
    pub contacts: BTreeMap<(Standing, Standing), u64>,
}

impl Standing {
    /// `ABSENT`, `PLANNED`, or the name of the reason.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Planned => "PLANNED",
            Self::Skipped(reason) => reason.name(),
        }
    }
}

impl AudienceDifferences {
    /// Contacts that are written to in the second occurrence alone.
    #[must_use]
    pub fn joined(&self) -> u64 {
        self.count(|before, after| before != Standing::Planned && after == Standing::Planned)
    }

    /// Contacts that are written to in the first occurrence alone.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.count(|before, after| before == Standing::Planned && after != Standing::Planned)
    }

    /// Contacts that are written to in neither, for another reason.
    #[must_use]
    pub fn skipped_otherwise(&self) -> u64 {
        let differs = self.count(|before, after| before != after);
        differs - self.joined() - self.left()
    }

    /// Contacts that are written to in both.
    #[must_use]
    pub fn stayed(&self) -> u64 {
        self.count(|before, after| before == Standing::Planned && after == Standing::Planned)
    }

    /// Contacts that are skipped in both for the same reason.
    #[must_use]
    pub fn skipped_in_both(&self) -> u64 {
        self.count(|before, after| before == after) - self.stayed()
    }

    fn count(&self, is_meant: impl Fn(Standing, Standing) -> bool) -> u64 {
        let meant = self.contacts.iter();
        let meant = meant.filter(|((before, after), _)| is_meant(*before, *after));
        meant.map(|(_, contacts)| contacts).sum()
    }
}

/// Compares the audiences of two occurrences, of one plan or of two: `sink` gets each contact that stands
/// otherwise. A number says which occurrence of a plan is meant, by its index; none says the first.
///
/// Contacts are compared by id, so that plans of two definitions, zones or months can be. Where an id has
/// several lines, the one counts that is not passed over: `DUPLICATE_ID` never does, `DELETED` and
/// `UNREADABLE` do where the other plan has the contact and this one has no other line of it. Both plans are read side by side and to their ends. Memory is that of
/// [`diff`](super::diff()): it grows with what is different, and with how far apart equal contacts stand.
///
/// # Errors
///
/// What `sink` returns, a plan that [`StoredPlan::next_entry`] refuses, and an occurrence that a plan
/// does not have (`NOT_FOUND`).
pub fn diff_audience<A, B, E>(
    before: (StoredPlan<A>, Option<u64>),
    after: (StoredPlan<B>, Option<u64>),
    sink: &mut dyn FnMut(&AudienceChange) -> Result<(), E>,
) -> Result<AudienceDifferences, E>
where
    A: BufRead,
    B: BufRead,
    E: From<DiffError>,
{
    let mut a = Side::open(before.0, before.1, 0)?;
    let mut b = Side::open(after.0, after.1, 1)?;
    let mut found = Found {
        differences: AudienceDifferences {
            occurrences: [a.occurrence.clone(), b.occurrence.clone()],
            contacts: BTreeMap::new(),
        },
        sink,
    };
    while !(a.is_over && b.is_over) {
        if let Some(person) = a.person()? {
            match b.waiting.remove(&person.key) {
                Some(other) => found.pair(Some(person), Some(other))?,
                None => a.wait(person),
            }
        }
        if let Some(person) = b.person()? {
            match a.waiting.remove(&person.key) {
                Some(other) => found.pair(Some(other), Some(person))?,
                None => b.wait(person),
            }
        }
    }
    for person in a.rest() {
        let other = b.passed_over.remove(&person.key);
        found.pair(Some(person), other)?;
    }
    for person in b.rest() {
        let other = a.passed_over.remove(&person.key);
        found.pair(other, Some(person))?;
    }
    a.finish()?;
    b.finish()?;
    Ok(found.differences)
}

/// A contact of one of the plans.
struct Person {
    key: String,
    id: String,
    position: Option<u64>,
    standing: Standing,
}

/// One of the plans, in the occurrence that is compared.
struct Side<R> {
    plan: StoredPlan<R>,
    number: usize,
    occurrence: StoredOccurrence,
    is_over: bool,
    /// Contacts that the other plan did not have yet.
    waiting: HashMap<String, Person>,
    /// Lines that are passed over: what is said of a contact where nothing else is.
    passed_over: HashMap<String, Person>,
}

impl<R: BufRead> Side<R> {
    /// Reads on to the occurrence that is meant.
    fn open(mut plan: StoredPlan<R>, index: Option<u64>, number: usize) -> Result<Self, DiffError> {
        while let Some(entry) = next_of(&mut plan, number)? {
            match entry {
                StoredEntry::Occurrence(occurrence)
                    if index.is_none_or(|index| index == occurrence.index) =>
                {
                    return Ok(Self {
                        plan,
                        number,
                        occurrence,
                        is_over: false,
                        waiting: HashMap::new(),
                        passed_over: HashMap::new(),
                    });
                }
                _ => {}
            }
        }
        let issue = match index {
            Some(index) => {
                Issue::new(Code::NotFound, "", &texts::NO_SUCH_OCCURRENCE).with("index", index)
            }
            None => Issue::new(Code::NotFound, "", &texts::NO_OCCURRENCE),
        };
        Err(DiffError::Invalid {
            plan: number,
            issues: Issues::from_iter([issue]),
        })
    }

    /// The next contact of the occurrence.
    fn person(&mut self) -> Result<Option<Person>, DiffError> {
        while !self.is_over {
            let (id, position, standing) = match next_of(&mut self.plan, self.number)? {
                None | Some(StoredEntry::Occurrence(_)) => {
                    self.is_over = true;
                    break;
                }
                Some(StoredEntry::Send(send)) => {
                    (send.contact_id, Some(send.position), Standing::Planned)
                }
                Some(StoredEntry::Skipped(skipped)) => {
                    let Some(id) = skipped.contact_id else {
                        continue;
                    };
                    (id, skipped.position, Standing::Skipped(skipped.reason))
                }
            };
            let person = Person {
                key: normal_id(&id).into_owned(),
                id,
                position,
                standing,
            };
            match standing {
                // the contact whose id it repeats has a line of its own
                Standing::Skipped(Reason::DuplicateId) => {}
                Standing::Skipped(Reason::Deleted | Reason::Unreadable) => {
                    let known = self.passed_over.entry(person.key.clone());
                    known.or_insert(person);
                }
                _ => return Ok(Some(person)),
            }
        }
        Ok(None)
    }

    fn wait(&mut self, person: Person) {
        self.waiting.insert(person.key.clone(), person);
    }

    /// The contacts that the other plan does not have, by position.
    fn rest(&mut self) -> Vec<Person> {
        let waiting = std::mem::take(&mut self.waiting);
        for key in waiting.keys() {
            self.passed_over.remove(key);
        }
        let mut rest: Vec<Person> = waiting.into_values().collect();
        rest.sort_unstable_by(|a, b| (a.position, &a.key).cmp(&(b.position, &b.key)));
        rest
    }

    /// Reads to the end: only then it is known that the plan is whole.
    fn finish(mut self) -> Result<(), DiffError> {
        while next_of(&mut self.plan, self.number)?.is_some() {}
        Ok(())
    }
}

struct Found<'s, E> {
    differences: AudienceDifferences,
    sink: &'s mut dyn FnMut(&AudienceChange) -> Result<(), E>,
}

impl<E> Found<'_, E> {
    /// A contact as it stands in each plan.
    fn pair(&mut self, before: Option<Person>, after: Option<Person>) -> Result<(), E> {
        let standing = |person: &Option<Person>| {
            let known = person.as_ref().map(|person| person.standing);
            known.unwrap_or(Standing::Absent)
        };
        let pair = (standing(&before), standing(&after));
        *self.differences.contacts.entry(pair).or_default() += 1;
        let Some(person) = after.or(before).filter(|_| pair.0 != pair.1) else {
            return Ok(());
        };
        (self.sink)(&AudienceChange {
            contact_id: person.id,
            position: person.position,
            before: pair.0,
            after: pair.1,
        })
    }
}
