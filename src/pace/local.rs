//! Quiet hours by each contact's own clock.

use super::pacer::{PaceNever, Pacer, Timing};
use super::quiet::{Open, QuietAction, QuietHours};
use crate::schedule::Zone;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

impl Pacer {
    /// The seconds at which the sends of one occurrence leave, not before `due`, when the quiet hours
    /// are those of each contact's zone. `contacts` has the place in `zones` of each, by rank.
    ///
    /// A contact that is quiet at its turn waits alone and holds nobody up: the next one takes the
    /// slot. Once its hours are open it takes the first slot that comes, before those of higher rank.
    ///
    /// # Errors
    ///
    /// When a send would leave more than ten years after the plan's start.
    pub fn in_zones(
        &mut self,
        due: i64,
        contacts: &[u32],
        zones: &[Zone],
    ) -> Result<Vec<Timing>, PaceNever> {
        let (quiet, action) = self.quiet();
        let mut queue = Queue {
            quiet: quiet.clone(),
            contacts,
            zones,
            open: vec![None; zones.len()],
            next: 0,
            waiting: BinaryHeap::new(),
            ready: BinaryHeap::new(),
        };
        let mut times = vec![Timing::Quiet; contacts.len()];
        while !queue.is_empty() {
            let slot = self.slot(due.max(queue.idle_until()))?;
            let Some(rank) = queue.turn(slot) else {
                continue;
            };
            let open = queue.opens(rank, slot);
            if open == slot {
                self.take(slot);
                times[rank] = Timing::At(slot);
            } else if action == QuietAction::Wait {
                queue.waiting.push(Reverse((open, rank)));
            }
        }
        Ok(times)
    }
}

/// Who is still to be sent to.
struct Queue<'a> {
    quiet: QuietHours,
    contacts: &'a [u32],
    zones: &'a [Zone],
    /// When sending to each zone is possible, as far as it was looked at last.
    open: Vec<Option<Open>>,
    /// The lowest rank that has not had its turn.
    next: usize,
    /// Who waits for its hours to open: (second, rank).
    waiting: BinaryHeap<Reverse<(i64, usize)>>,
    /// Who has waited long enough, by rank.
    ready: BinaryHeap<Reverse<usize>>,
}

impl Queue<'_> {
    fn is_empty(&self) -> bool {
        self.next == self.contacts.len() && self.waiting.is_empty() && self.ready.is_empty()
    }

    /// The second before which nobody can be sent to: where all that are left wait, when the first of
    /// them opens.
    fn idle_until(&self) -> i64 {
        let all_wait = self.next == self.contacts.len() && self.ready.is_empty();
        let first = self.waiting.peek().filter(|_| all_wait);
        first.map_or(i64::MIN, |Reverse((opens, _))| *opens)
    }

    /// Whose turn the slot is.
    fn turn(&mut self, slot: i64) -> Option<usize> {
        while let Some(&Reverse((opens, rank))) = self.waiting.peek()
            && opens <= slot
        {
            self.waiting.pop();
            self.ready.push(Reverse(rank));
        }
        if let Some(Reverse(rank)) = self.ready.pop() {
            return Some(rank);
        }
        let rank = self.next;
        self.next += usize::from(rank < self.contacts.len());
        (rank < self.contacts.len()).then_some(rank)
    }

    /// The first second at or after `slot` that is not quiet for a contact.
    fn opens(&mut self, rank: usize, slot: i64) -> i64 {
        let zone = self.contacts[rank] as usize;
        match self.open[zone] {
            Some(open) if (open.from..open.until).contains(&slot) => slot,
            _ => {
                self.open[zone]
                    .insert(self.quiet.open(&self.zones[zone], slot))
                    .from
            }
        }
    }
}
