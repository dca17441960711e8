//! The times of an occurrence's sends by each contact's own clock.

use crate::audience::Batch;
use crate::pace::Timing;
use crate::schedule::Zone;
use std::collections::HashMap;

/// The zones of the contacts that an occurrence is sent to, in the order of the plan.
#[derive(Clone, Debug)]
pub(super) struct ContactZones {
    zones: Vec<Zone>,
    /// The place in `zones` of each name that was met; the campaign's for an unknown one.
    known: HashMap<String, usize>,
    /// The place in `zones` of each contact.
    pub(super) contacts: Vec<usize>,
    /// Contacts whose zone no database knows.
    pub(super) unknown: u64,
}

/// The place of the campaign's zone.
const CAMPAIGN: usize = 0;

impl ContactZones {
    /// No contact yet; `campaign` is the zone of those that have none.
    pub(super) fn new(campaign: &Zone) -> Self {
        Self {
            zones: vec![campaign.clone()],
            known: HashMap::new(),
            contacts: Vec::new(),
            unknown: 0,
        }
    }

    pub(super) fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Adds the contact of a row.
    pub(super) fn add(&mut self, batch: &Batch, row: usize) {
        let Some(name) = batch.time_zone(row) else {
            self.contacts.push(CAMPAIGN);
            return;
        };
        let place = match self.known.get(name) {
            Some(place) => *place,
            None => self.look_up(name),
        };
        self.unknown += u64::from(place == CAMPAIGN);
        self.contacts.push(place);
    }

    fn look_up(&mut self, name: &str) -> usize {
        let place = match Zone::named(name) {
            Ok(zone) => {
                self.zones.push(zone);
                self.zones.len() - 1
            }
            Err(_) => CAMPAIGN,
        };
        self.known.insert(name.to_owned(), place);
        place
    }
}

/// The times of an occurrence, handed out in the order of the plan.
#[derive(Clone, Debug)]
pub(super) struct Timetable {
    zones: ContactZones,
    times: Vec<Timing>,
    next: usize,
}

impl Timetable {
    /// The times of the contacts of `zones`, in their order.
    pub(super) fn new(zones: ContactZones, times: Vec<Timing>) -> Self {
        Self {
            zones,
            times,
            next: 0,
        }
    }

    /// The time of the next send.
    pub(super) fn next(&mut self) -> Timing {
        self.next += 1;
        // OK because the same contacts are planned in both passes
        let timing = self.times.get(self.next - 1);
        timing.copied().unwrap_or(Timing::Quiet)
    }

    /// The name of the zone whose clock decided over the send that was timed last.
    pub(super) fn zone(&self) -> &str {
        let place = self.next.checked_sub(1);
        let place = place.and_then(|rank| self.zones.contacts.get(rank));
        self.zones.zones[place.copied().unwrap_or(CAMPAIGN)].name()
    }
}
