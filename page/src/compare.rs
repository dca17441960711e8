//! What is different from another plan.

use crate::limits;
use flashplan::audience::Reason;
use flashplan::plan::{Change, Difference, Differences, StoredSend};
use serde::Serialize;

/// The differences to an earlier plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What the earlier plan is called.
    pub name: String,
    /// Fields of the header that differ.
    pub header: Vec<String>,
    /// Sends that only the new plan has.
    pub added: u64,
    /// Sends that only the earlier plan has.
    pub removed: u64,
    /// Sends that leave at another second.
    pub moved: u64,
    /// Sends with another number, type, text or medium.
    pub changed: u64,
    /// Sends that are the same.
    pub same: u64,
    /// The first of each kind, at most [`limits::CHANGES_EACH`].
    pub changes: Vec<ChangeView>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// `added`, `removed`, `moved`, `changed`.
    pub kind: &'static str,
    /// When the occurrence is due.
    pub occurrence: i64,
    /// The contact's position, from 0, where it is one of the new plan.
    pub position: Option<u64>,
    /// The contact's name.
    pub who: Option<String>,
    /// The number that is written to.
    pub to: String,
    /// When the message leaves in the earlier plan and in the new one.
    pub at: (Option<i64>, Option<i64>),
    /// Its texts.
    pub body: (Option<String>, Option<String>),
    /// Why the other plan skips the contact.
    pub reason: Option<&'static str>,
}

/// Keeps the first differences of each kind while two plans are compared.
#[derive(Clone, Debug, Default)]
pub struct Comparing {
    changes: Vec<ChangeView>,
    listed: [usize; 4],
}

const KINDS: [&str; 4] = ["added", "removed", "moved", "changed"];
const ADDED: usize = 0;
const REMOVED: usize = 1;
const MOVED: usize = 2;
const CHANGED: usize = 3;

impl Comparing {
    /// No difference yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next difference.
    pub fn take(&mut self, change: &Change) {
        match &change.difference {
            Difference::Added { send, was } => self.list(ADDED, change, (None, Some(send)), *was),
            Difference::Removed { send, now } => {
                self.list(REMOVED, change, (Some(send), None), *now)
            }
            Difference::Changed { before, after } => {
                let both = (Some(&**before), Some(&**after));
                if change.difference.fields().is_empty() {
                    self.list(MOVED, change, both, None);
                } else {
                    self.list(CHANGED, change, both, None);
                }
            }
        }
    }

    /// The comparison with a plan of this name.
    #[must_use]
    pub fn finish(self, name: impl Into<String>, counts: Differences) -> Comparison {
        Comparison {
            name: name.into(),
            header: counts.header,
            added: counts.added,
            removed: counts.removed,
            moved: counts.moved,
            changed: counts.changed,
            same: counts.same,
            changes: self.changes,
        }
    }

    fn list(
        &mut self,
        kind: usize,
        change: &Change,
        (before, after): (Option<&StoredSend>, Option<&StoredSend>),
        reason: Option<Reason>,
    ) {
        if self.listed[kind] == limits::CHANGES_EACH {
            return;
        }
        self.listed[kind] += 1;
        let at = |send: Option<&StoredSend>| send.map(|send| send.send_at.timestamp());
        let body = |send: Option<&StoredSend>| send.and_then(|send| send.body.clone());
        let to = after.or(before).map(|send| send.to.to_string());
        self.changes.push(ChangeView {
            kind: KINDS[kind],
            occurrence: change.at.timestamp(),
            position: after.map(|send| send.position),
            who: None,
            to: to.unwrap_or_default(),
            at: (at(before), at(after)),
            body: (body(before), body(after)),
            reason: reason.map(Reason::name),
        });
    }
}

impl Comparison {
    /// The positions of the contacts that are listed.
    pub(crate) fn positions(&self) -> impl Iterator<Item = u64> {
        self.changes.iter().filter_map(|change| change.position)
    }

    /// Names the contacts.
    pub(crate) fn name(&mut self, name: impl Fn(u64) -> Option<String>) {
        for change in &mut self.changes {
            change.who = change.position.and_then(&name);
        }
    }
}
