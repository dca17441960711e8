//! What two plans do not have in common.

use super::entry::{StoredEntry, StoredSend};
use super::law::Law;
use super::read::on_line;
use super::reader::{StoredError, StoredPlan};
use crate::audience::Reason;
use crate::issue::Issues;
use crate::plan::key::Keys;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::io::{self, BufRead};
use uuid::Uuid;

/// A send that two plans do not have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The occurrence.
    pub at: DateTime<Utc>,
    /// What is different.
    pub difference: Difference,
}

/// What is different about a send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Only the second plan has it.
    Added {
        /// The send.
        send: Box<StoredSend>,
        /// Why the first plan skips the contact, if it does.
        was: Option<Reason>,
    },
    /// Only the first plan has it.
    Removed {
        /// The send.
        send: Box<StoredSend>,
        /// Why the second plan skips the contact, if it does.
        now: Option<Reason>,
    },
    /// Both have it, with other words or at another time.
    Changed {
        /// The send of the first plan.
        before: Box<StoredSend>,
        /// The send of the second plan.
        after: Box<StoredSend>,
    },
}

/// How much two plans differ. A send that was moved and reads otherwise counts as both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Fields of the header that differ: the campaign, the zone, the version, the part.
    pub header: Vec<String>,
    /// Sends that only the second plan has.
    pub added: u64,
    /// Sends that only the first plan has.
    pub removed: u64,
    /// Sends that leave at another second.
    pub moved: u64,
    /// Sends with another number, type, text or media.
    pub changed: u64,
    /// Sends that are the same in both.
    pub same: u64,
}

/// Why two plans cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// The bytes of a plan cannot be read.
    #[error("plan {plan}: {error}")]
    Unreadable {
        /// Which plan, 0 or 1.
        plan: usize,
        /// The reason.
        error: io::Error,
    },
    /// A plan is broken.
    #[error("plan {plan}: {issues}")]
    Invalid {
        /// Which plan, 0 or 1.
        plan: usize,
        /// What is wrong with it.
        issues: Issues,
    },
}

impl Differences {
    /// Whether both plans send the same messages to the same numbers at the same times.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added + self.removed + self.moved + self.changed == 0
    }
}

impl Difference {
    /// When the send leaves in each plan, if that differs.
    #[must_use]
    pub fn moved(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        match self {
            Self::Changed { before, after } if before.send_at != after.send_at => {
                Some((before.send_at, after.send_at))
            }
            _ => None,
        }
    }

    /// What else differs: `to`, `type`, `body`, `mediaUrl`.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let Self::Changed { before, after } = self else {
            return Vec::new();
        };
        let pairs = [
            ("to", before.to == after.to),
            ("type", before.message_type == after.message_type),
            ("body", before.body == after.body),
            ("mediaUrl", before.media_url == after.media_url),
        ];
        pairs
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(name, _)| name)
            .collect()
    }
}

/// Compares two plans by the keys of their sends: `sink` gets each difference.
///
/// Both plans are read side by side, occurrence by occurrence. Memory holds the contacts that one
/// plan had and the other did not have yet: it grows with how far apart equal contacts stand, and
/// with what was added and removed in one occurrence, not with the plans. At worst, where the
/// contacts come in another order, it holds both plans' entries of one occurrence.
///
/// A key depends on the definition: plans of two definitions have none in common, and
/// [`Differences::header`] says so.
///
/// # Errors
///
/// What `sink` returns, and a plan that [`StoredPlan::next_entry`] refuses.
pub fn diff<A, B, E>(
    before: StoredPlan<A>,
    after: StoredPlan<B>,
    sink: &mut dyn FnMut(&Change) -> Result<(), E>,
) -> Result<Differences, E>
where
    A: BufRead,
    B: BufRead,
    E: From<DiffError>,
{
    let mut header = before.header().differing(after.header().fields());
    if before.header().shard() != after.header().shard() {
        header.push("shard".to_owned());
    }
    let counts = Differences {
        header,
        ..Differences::default()
    };
    let mut diff = Diff { counts, sink };
    let (mut a, mut b) = (Side::open(before, 0)?, Side::open(after, 1)?);
    loop {
        match (a.at, b.at) {
            (None, None) => return Ok(diff.counts),
            (Some(at), other) if other.is_none_or(|other| at < other) => diff.alone(&mut a, at)?,
            (other, Some(at)) if other.is_none_or(|other| at < other) => diff.alone(&mut b, at)?,
            (at, _) => diff.both(&mut a, &mut b, at.unwrap_or_default())?,
        }
    }
}

/// One of the plans, with the occurrence that it stands in.
struct Side<R> {
    plan: StoredPlan<R>,
    number: usize,
    at: Option<DateTime<Utc>>,
    keys: Keys,
    /// The occurrence that the plan stands before or at.
    next: Option<StoredEntry>,
}

/// The next entry of the plan with this number. If it is broken, all that is broken in it is told.
pub(super) fn next_of<R: BufRead>(
    stored: &mut StoredPlan<R>,
    plan: usize,
) -> Result<Option<StoredEntry>, DiffError> {
    match stored.next_entry() {
        Ok(entry) => Ok(entry),
        Err(StoredError::Unreadable(error)) => Err(DiffError::Unreadable { plan, error }),
        Err(StoredError::Invalid(issues)) => {
            let issues = stored.broken_from(issues);
            Err(DiffError::Invalid { plan, issues })
        }
    }
}

/// What a plan does with a contact.
enum Person {
    Planned(Box<StoredSend>),
    Skipped(Reason),
}

impl<R: BufRead> Side<R> {
    fn open(plan: StoredPlan<R>, number: usize) -> Result<Self, DiffError> {
        let mut side = Self {
            keys: Keys::new(plan.header().campaign(), DateTime::UNIX_EPOCH),
            plan,
            number,
            at: None,
            next: None,
        };
        side.read()?;
        side.enter();
        Ok(side)
    }

    fn read(&mut self) -> Result<(), DiffError> {
        self.next = next_of(&mut self.plan, self.number)?;
        Ok(())
    }

    /// Goes into the occurrence that comes next.
    fn enter(&mut self) {
        self.at = match &self.next {
            Some(StoredEntry::Occurrence(occurrence)) => Some(occurrence.at),
            _ => None,
        };
        if let Some(at) = self.at {
            self.keys = Keys::new(self.plan.header().campaign(), at);
        }
    }

    /// The next contact of the occurrence, by key.
    fn person(&mut self) -> Result<Option<(Uuid, Person)>, DiffError> {
        loop {
            if self.is_next() {
                return Ok(None);
            }
            self.read()?;
            match self.next.take() {
                None => return Ok(None),
                Some(StoredEntry::Occurrence(occurrence)) => {
                    self.next = Some(StoredEntry::Occurrence(occurrence));
                    return Ok(None);
                }
                Some(StoredEntry::Send(send)) => {
                    return Ok(Some((send.key, Person::Planned(Box::new(send)))));
                }
                Some(StoredEntry::Skipped(skipped)) => {
                    if let Some(id) = &skipped.contact_id
                        && is_about_a_person(skipped.reason)
                    {
                        return Ok(Some((self.keys.of(id), Person::Skipped(skipped.reason))));
                    }
                }
            }
        }
    }

    /// Whether the entry at hand starts another occurrence than the one the plan stands in.
    fn is_next(&self) -> bool {
        matches!(&self.next, Some(StoredEntry::Occurrence(o)) if Some(o.at) != self.at)
    }

    /// The contacts that have no counterpart, by position.
    fn rest(&self, waiting: HashMap<Uuid, Person>) -> Vec<StoredSend> {
        let mut rest: Vec<StoredSend> = waiting
            .into_values()
            .filter_map(|person| match person {
                Person::Planned(send) => Some(*send),
                Person::Skipped(_) => None,
            })
            .collect();
        rest.sort_unstable_by_key(|send| send.position);
        rest
    }
}

/// Whether a reason says that a contact is not written to, and not only that a line of theirs is
/// passed over: the same id may stand on another line.
fn is_about_a_person(reason: Reason) -> bool {
    !matches!(
        reason,
        Reason::Unreadable | Reason::Deleted | Reason::DuplicateId
    )
}

struct Diff<'s, E> {
    counts: Differences,
    sink: &'s mut dyn FnMut(&Change) -> Result<(), E>,
}

impl<E: From<DiffError>> Diff<'_, E> {
    /// An occurrence that one plan has.
    fn alone<R: BufRead>(&mut self, side: &mut Side<R>, at: DateTime<Utc>) -> Result<(), E> {
        while let Some((_, person)) = side.person()? {
            if let Person::Planned(send) = person {
                self.unmatched(side.number, send, None, at)?;
            }
        }
        side.enter();
        Ok(())
    }

    /// An occurrence that both plans have: their contacts side by side.
    fn both<A: BufRead, B: BufRead>(
        &mut self,
        a: &mut Side<A>,
        b: &mut Side<B>,
        at: DateTime<Utc>,
    ) -> Result<(), E> {
        let (mut only_a, mut only_b) = (HashMap::new(), HashMap::new());
        loop {
            let first = a.person()?;
            let is_end = first.is_none();
            if let Some((key, before)) = first {
                match only_b.remove(&key) {
                    Some(after) => self.compare(before, after, at)?,
                    None => wait(&mut only_a, key, before, a)?,
                }
            }
            let second = b.person()?;
            if is_end && second.is_none() {
                break;
            }
            if let Some((key, after)) = second {
                match only_a.remove(&key) {
                    Some(before) => self.compare(before, after, at)?,
                    None => wait(&mut only_b, key, after, b)?,
                }
            }
        }
        for send in a.rest(only_a) {
            self.unmatched(a.number, Box::new(send), None, at)?;
        }
        for send in b.rest(only_b) {
            self.unmatched(b.number, Box::new(send), None, at)?;
        }
        a.enter();
        b.enter();
        Ok(())
    }

    fn compare(&mut self, before: Person, after: Person, at: DateTime<Utc>) -> Result<(), E> {
        match (before, after) {
            (Person::Planned(before), Person::Planned(after)) => self.matched(before, after, at),
            (Person::Planned(send), Person::Skipped(now)) => self.unmatched(0, send, Some(now), at),
            (Person::Skipped(was), Person::Planned(send)) => self.unmatched(1, send, Some(was), at),
            (Person::Skipped(_), Person::Skipped(_)) => Ok(()),
        }
    }

    fn matched(
        &mut self,
        before: Box<StoredSend>,
        after: Box<StoredSend>,
        at: DateTime<Utc>,
    ) -> Result<(), E> {
        let difference = Difference::Changed { before, after };
        let (moved, changed) = (
            difference.moved().is_some(),
            !difference.fields().is_empty(),
        );
        self.counts.moved += u64::from(moved);
        self.counts.changed += u64::from(changed);
        if !moved && !changed {
            self.counts.same += 1;
            return Ok(());
        }
        (self.sink)(&Change { at, difference })
    }

    /// A send of one plan, with what the other does with the contact.
    fn unmatched(
        &mut self,
        plan: usize,
        send: Box<StoredSend>,
        reason: Option<Reason>,
        at: DateTime<Utc>,
    ) -> Result<(), E> {
        let difference = if plan == 0 {
            self.counts.removed += 1;
            Difference::Removed { send, now: reason }
        } else {
            self.counts.added += 1;
            Difference::Added { send, was: reason }
        };
        (self.sink)(&Change { at, difference })
    }
}

/// Keeps a contact until the other plan has it. A key that waits already stands twice in its plan.
fn wait<R: BufRead>(
    waiting: &mut HashMap<Uuid, Person>,
    key: Uuid,
    person: Person,
    side: &Side<R>,
) -> Result<(), DiffError> {
    if waiting.insert(key, person).is_none() {
        return Ok(());
    }
    let issue = on_line(Law::KeyOnce.broken("/key"), side.plan.line());
    Err(DiffError::Invalid {
        plan: side.number,
        issues: Issues::from_iter([issue]),
    })
}
