//! The times of an occurrence's sends by each contact's own clock.

use crate::pace::{LocalTimes, PaceNever, Pacer, Timing};
use crate::schedule::Zone;
use std::collections::HashMap;

/// The zones of all planned contacts in the order of the plan: what the times of a plan depend on whose
/// quiet hours are read on each contact's own clock.
///
/// Four bytes a contact.
#[derive(Clone, Debug)]
pub struct ContactZones {
    zones: Vec<Zone>,
    /// The place in `zones` of each name that was met; the campaign's for an unknown one.
    known: HashMap<String, u32>,
    /// The place in `zones` of each contact.
    contacts: Vec<u32>,
    /// Contacts whose zone no database knows.
    unknown: u64,
}

/// Names whose zone is remembered; there are 600 zones, but a name can be written in many ways.
const REMEMBERED: usize = 4_096;

/// The place of the campaign's zone.
const CAMPAIGN: u32 = 0;

impl ContactZones {
    /// No contact yet; `campaign` is the zone of those that have none.
    #[must_use]
    pub fn new(campaign: &Zone) -> Self {
        Self {
            zones: vec![campaign.clone()],
            known: HashMap::new(),
            contacts: Vec::new(),
            unknown: 0,
        }
    }

    pub(super) fn contacts(&self) -> &[u32] {
        &self.contacts
    }

    pub(super) fn unknown(&self) -> u64 {
        self.unknown
    }

    /// Adds the planned contact of the next rank, by the name of its zone: the campaign's zone is taken
    /// for one that has none, and for one that is not known, which is counted.
    pub fn add(&mut self, name: Option<&str>) {
        let Some(name) = name else {
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

    fn look_up(&mut self, name: &str) -> u32 {
        let place = Zone::find(name).map_or(CAMPAIGN, |zone| self.place(zone));
        if self.known.len() < REMEMBERED {
            self.known.insert(name.to_owned(), place);
        }
        place
    }

    /// The place of a zone; the campaign's own is not one of those that contacts name.
    fn place(&mut self, zone: Zone) -> u32 {
        let mut named = self.zones.iter().zip(0_u32..).skip(1);
        let found = named.find(|(known, _)| known.name() == zone.name());
        let found = found.map(|(_, place)| place);
        found.unwrap_or_else(|| {
            self.zones.push(zone);
            u32::try_from(self.zones.len() - 1).unwrap_or(CAMPAIGN)
        })
    }
}

/// The times of each occurrence, handed out in the order of the plan.
#[derive(Clone, Debug)]
pub(super) struct Timetable {
    zones: ContactZones,
    /// None before the first occurrence, and while those of the next one are worked out.
    times: Option<LocalTimes>,
    next: usize,
}

impl Timetable {
    /// The times of the contacts of `zones`, in their order, which every occurrence is sent to.
    pub(super) fn new(zones: ContactZones) -> Self {
        Self {
            zones,
            times: None,
            next: 0,
        }
    }

    /// Begins an occurrence that is due at this second.
    pub(super) fn begin(&mut self, pacer: &mut Pacer, due: i64) -> Result<(), PaceNever> {
        // the memory of the one before is free then
        self.times = None;
        let times = pacer.in_zones(due, &self.zones.contacts, &self.zones.zones)?;
        (self.times, self.next) = (Some(times), 0);
        Ok(())
    }

    /// The time of the next send.
    pub(super) fn next(&mut self) -> Timing {
        self.next += 1;
        // OK because the same contacts are planned in both passes
        let times = self.times.as_ref();
        let timing = times.and_then(|times| times.get(self.next - 1));
        timing.unwrap_or(Timing::Quiet)
    }

    /// The zone whose clock decided over the send that was timed last.
    pub(super) fn zone(&self) -> &Zone {
        let place = self.next.checked_sub(1);
        let place = place.and_then(|rank| self.zones.contacts.get(rank));
        &self.zones.zones[place.copied().unwrap_or(CAMPAIGN) as usize]
    }
}
