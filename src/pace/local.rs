//! Quiet hours by each contact's own clock.

use super::pacer::{PaceNever, Pacer, Timing};
use super::quiet::{Open, QuietAction, QuietHours};
use crate::schedule::Zone;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// When each contact of an occurrence is sent to, by rank: four bytes a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTimes {
    due: i64,
    /// Seconds after `due`, fewer than [`NONE`].
    after: Vec<u32>,
}

/// No second: the contact is not sent to. No rank: a line of contacts ends.
const NONE: u32 = u32::MAX;

impl LocalTimes {
    /// The time of the contact of a rank; none behind the last.
    #[must_use]
    pub fn get(&self, rank: usize) -> Option<Timing> {
        self.after.get(rank).map(|after| match *after {
            NONE => Timing::Quiet,
            after => Timing::At(self.due + i64::from(after)),
        })
    }

    /// The time of each contact, by rank.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Timing> {
        let timing = |rank| self.get(rank).unwrap_or(Timing::Quiet);
        (0..self.after.len()).map(timing)
    }
}

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
    ) -> Result<LocalTimes, PaceNever> {
        let (quiet, action) = self.quiet();
        let mut queue = Queue::new(quiet.clone(), contacts, zones);
        while !queue.is_empty() {
            let slot = self.slot(due.max(queue.idle_until()))?;
            let Some(rank) = queue.turn(slot) else {
                continue;
            };
            let opens = queue.opens(rank, slot);
            if opens == slot {
                self.take(slot);
                // OK because a send leaves within ten years of the start, which are fewer seconds than 2^32
                queue.place[rank as usize] = (slot - due) as u32;
            } else if action == QuietAction::Wait {
                queue.wait(rank, opens);
            }
        }
        let after = queue.place;
        Ok(LocalTimes { due, after })
    }
}

/// Who is still to be sent to.
///
/// The contacts of a zone that wait are one line, for their hours open at the same second: there is a line
/// of those that wait and one of those that have waited long enough for each zone, and no memory for each
/// contact but its place.
struct Queue<'a> {
    quiet: QuietHours,
    contacts: &'a [u32],
    zones: &'a [Zone],
    /// When sending to each zone is possible, as far as it was looked at last.
    open: Vec<Option<Open>>,
    /// The lowest rank that has not had its turn.
    next: u32,
    /// Of each contact that stands in a line the rank of the next one there; of the others their second.
    place: Vec<u32>,
    waiting: Vec<Line>,
    ready: Vec<Line>,
    /// The zones in which somebody waits, by the second at which their hours open.
    opening: BinaryHeap<Reverse<(i64, u32)>>,
    /// The zones in which somebody is ready, by the lowest rank; those that have another one by now too.
    firsts: BinaryHeap<Reverse<(u32, u32)>>,
    /// How many stand in the lines of those that are ready.
    are_ready: u32,
}

/// Contacts of a zone, in ascending order of their ranks.
#[derive(Clone, Copy)]
struct Line {
    first: u32,
    last: u32,
    len: u32,
}

impl Line {
    const EMPTY: Self = Self {
        first: NONE,
        last: NONE,
        len: 0,
    };
}

impl<'a> Queue<'a> {
    fn new(quiet: QuietHours, contacts: &'a [u32], zones: &'a [Zone]) -> Self {
        Self {
            quiet,
            contacts,
            zones,
            open: vec![None; zones.len()],
            next: 0,
            place: vec![NONE; contacts.len()],
            waiting: vec![Line::EMPTY; zones.len()],
            ready: vec![Line::EMPTY; zones.len()],
            opening: BinaryHeap::new(),
            firsts: BinaryHeap::new(),
            are_ready: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.had_turns() && self.opening.is_empty() && self.are_ready == 0
    }

    /// Whether every rank has had a turn.
    fn had_turns(&self) -> bool {
        self.next as usize == self.contacts.len()
    }

    /// The second before which nobody can be sent to: where all that are left wait, when the first of
    /// them opens.
    fn idle_until(&self) -> i64 {
        let all_wait = self.had_turns() && self.are_ready == 0;
        let first = self.opening.peek().filter(|_| all_wait);
        first.map_or(i64::MIN, |Reverse((opens, _))| *opens)
    }

    /// Whose turn the slot is.
    fn turn(&mut self, slot: i64) -> Option<u32> {
        while let Some(&Reverse((opens, zone))) = self.opening.peek()
            && opens <= slot
        {
            self.opening.pop();
            self.make_ready(zone);
        }
        if let Some(rank) = self.first_ready() {
            return Some(rank);
        }
        let rank = self.next;
        (!self.had_turns()).then(|| {
            self.next += 1;
            rank
        })
    }

    /// Who waits in a zone has waited long enough.
    fn make_ready(&mut self, zone: u32) {
        let waiting = std::mem::replace(&mut self.waiting[zone as usize], Line::EMPTY);
        let ready = &mut self.ready[zone as usize];
        // OK because who waits where others are ready was ready before them: nobody new has a turn until
        // all that are ready have had theirs
        self.place[waiting.last as usize] = ready.first;
        *ready = Line {
            first: waiting.first,
            last: if ready.len == 0 {
                waiting.last
            } else {
                ready.last
            },
            len: ready.len + waiting.len,
        };
        self.are_ready += waiting.len;
        self.firsts.push(Reverse((waiting.first, zone)));
    }

    /// Takes the lowest rank of those that are ready out of its line.
    fn first_ready(&mut self) -> Option<u32> {
        while let Some(Reverse((rank, zone))) = self.firsts.pop() {
            let line = &mut self.ready[zone as usize];
            if line.first != rank {
                continue;
            }
            line.first = self.place[rank as usize];
            line.len -= 1;
            self.are_ready -= 1;
            if line.len > 0 {
                self.firsts.push(Reverse((line.first, zone)));
            } else {
                *line = Line::EMPTY;
            }
            self.place[rank as usize] = NONE;
            return Some(rank);
        }
        None
    }

    /// Puts a contact behind the others that wait in its zone.
    fn wait(&mut self, rank: u32, opens: i64) {
        let zone = self.contacts[rank as usize];
        let line = &mut self.waiting[zone as usize];
        if line.len == 0 {
            line.first = rank;
            self.opening.push(Reverse((opens, zone)));
        } else {
            self.place[line.last as usize] = rank;
        }
        line.last = rank;
        line.len += 1;
    }

    /// The first second at or after `slot` that is not quiet for a contact.
    fn opens(&mut self, rank: u32, slot: i64) -> i64 {
        let zone = self.contacts[rank as usize] as usize;
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
