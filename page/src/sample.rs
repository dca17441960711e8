//! Which messages a page carries: the first, the shortest, the longest, some drawn at random, and at
//! least one of every occurrence.

use crate::preview::{Person, Time};
use flashplan::content::utf16_len;
use flashplan::plan::{PlannedSend, Skipped};
use std::collections::{BTreeMap, BinaryHeap};

/// Why a message is kept, one bit each, with its name.
const WHY: [(u8, &str); 5] = [
    (FIRST, "first"),
    (SHORTEST, "shortest"),
    (LONGEST, "longest"),
    (OCCURRENCE, "occurrence"),
    (RANDOM, "random"),
];
const FIRST: u8 = 1;
const SHORTEST: u8 = 2;
const LONGEST: u8 = 4;
const OCCURRENCE: u8 = 8;
const RANDOM: u8 = 16;

#[derive(Clone, Debug)]
pub(crate) struct Sample {
    seed: u64,
    most: usize,
    /// Who is kept, by position.
    kept: BTreeMap<u64, Kept>,
    shortest: Option<Extreme>,
    longest: Option<Extreme>,
    /// The lowest hashes so far, with their positions; the highest of them on top.
    drawn: BinaryHeap<(u64, u64)>,
    /// Whether a message of the current occurrence is kept.
    has_current: bool,
}

/// The message that is the shortest or the longest so far.
#[derive(Clone, Copy, Debug)]
struct Extreme {
    position: u64,
    length: usize,
}

#[derive(Clone, Debug)]
struct Kept {
    why: u8,
    person: Person,
}

impl Sample {
    pub(crate) fn new(seed: u64, most: usize) -> Self {
        Self {
            seed,
            most,
            kept: BTreeMap::new(),
            shortest: None,
            longest: None,
            drawn: BinaryHeap::new(),
            has_current: false,
        }
    }

    /// The next occurrence begins.
    pub(crate) fn begin(&mut self) {
        self.has_current = false;
    }

    /// Looks at a send of an occurrence that is listed.
    pub(crate) fn send(&mut self, send: &PlannedSend<'_>) {
        let length = utf16_len(send.body.unwrap_or(""));
        let why = self.why(send.position, length);
        if why != 0 {
            let kept = self.kept.entry(send.position);
            kept.or_insert_with(|| Kept::new(send, length)).why |= why;
        }
        if let Some(kept) = self.kept.get_mut(&send.position) {
            let time = Time::Sent(send.occurrence, send.send_at.timestamp());
            kept.person.times.push(time);
            self.has_current = true;
        }
    }

    /// Notes that somebody who is kept gets nothing this time.
    pub(crate) fn skipped(&mut self, skipped: &Skipped<'_>) {
        let kept = skipped
            .position
            .and_then(|position| self.kept.get_mut(&position));
        if let Some(kept) = kept {
            let time = Time::Skipped(skipped.occurrence, skipped.reason.name());
            kept.person.times.push(time);
        }
    }

    /// Who is kept, by position.
    pub(crate) fn people(self) -> Vec<Person> {
        self.kept.into_values().map(Kept::person).collect()
    }

    /// Why a message is kept, over what it has been kept for already.
    fn why(&mut self, position: u64, length: usize) -> u8 {
        let mut why = 0;
        if self.shortest.is_none() {
            why |= FIRST;
        }
        if self
            .shortest
            .is_none_or(|shortest| length < shortest.length)
        {
            let before = self.shortest.replace(Extreme { position, length });
            self.release(before.map(|before| before.position), SHORTEST);
            why |= SHORTEST;
        }
        if self.longest.is_none_or(|longest| length > longest.length) {
            let before = self.longest.replace(Extreme { position, length });
            self.release(before.map(|before| before.position), LONGEST);
            why |= LONGEST;
        }
        if self.draw(position) {
            why |= RANDOM;
        }
        if why == 0 && !self.has_current && !self.kept.contains_key(&position) {
            why |= OCCURRENCE;
        }
        why
    }

    /// Whether a position is among those with the lowest hashes. What is drawn is no matter of order,
    /// and not of how many there are.
    fn draw(&mut self, position: u64) -> bool {
        let is_drawn = |kept: &Kept| kept.why & RANDOM != 0;
        if self.kept.get(&position).is_some_and(is_drawn) {
            return true;
        }
        let entry = (mix(self.seed, position), position);
        if self.drawn.len() < self.most {
            self.drawn.push(entry);
            return true;
        }
        match self.drawn.peek() {
            Some(&highest) if entry < highest => {
                self.drawn.pop();
                self.drawn.push(entry);
                self.release(Some(highest.1), RANDOM);
                true
            }
            _ => false,
        }
    }

    /// A message loses a reason to be kept, and with the last one its place.
    fn release(&mut self, position: Option<u64>, why: u8) {
        let Some(position) = position else { return };
        if let Some(kept) = self.kept.get_mut(&position) {
            kept.why &= !why;
            if kept.why == 0 {
                self.kept.remove(&position);
            }
        }
    }
}

impl Kept {
    fn new(send: &PlannedSend<'_>, length: usize) -> Self {
        Self {
            why: 0,
            person: Person {
                position: send.position,
                id: send.contact_id.to_owned(),
                name: None,
                to: send.to.to_string(),
                body: send.body.map(str::to_owned),
                length,
                why: Vec::new(),
                times: Vec::new(),
            },
        }
    }

    fn person(mut self) -> Person {
        let reasons = WHY.iter().filter(|(bit, _)| self.why & bit != 0);
        self.person.why = reasons.map(|(_, name)| *name).collect();
        self.person
    }
}

/// A number that looks random and follows from seed and position (splitmix64).
fn mix(seed: u64, position: u64) -> u64 {
    let mut z = seed.wrapping_add(position.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
