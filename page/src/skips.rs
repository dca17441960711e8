//! Who gets nothing, by reason.

use crate::limits;
use crate::positions::Positions;
use crate::preview::{SkippedPerson, SkippedReason};
use flashplan::audience::Reason;
use flashplan::plan::Skipped;
use std::collections::{BTreeMap, HashMap};

#[derive(Clone, Debug, Default)]
pub(crate) struct Skips {
    reasons: BTreeMap<Reason, Counted>,
    /// Where a listed contact stands in `list`, by reason and position or id.
    known: HashMap<(Reason, Result<u64, String>), usize>,
    list: Vec<(Reason, SkippedPerson)>,
}

#[derive(Clone, Debug, Default)]
struct Counted {
    times: u64,
    contacts: Positions,
    /// Ids that no contact has; they are the same in every occurrence.
    unknown: u64,
    listed: usize,
}

impl Skips {
    /// Counts and lists a contact; `is_first` says that it is the plan's first occurrence.
    pub(crate) fn take(&mut self, skipped: &Skipped<'_>, is_first: bool) {
        let counted = self.reasons.entry(skipped.reason).or_default();
        counted.times += 1;
        match skipped.position {
            Some(position) => drop(counted.contacts.add(position)),
            None => counted.unknown += u64::from(is_first),
        }
        let id = || skipped.contact_id.unwrap_or("").to_owned();
        let key = (skipped.reason, skipped.position.ok_or_else(id));
        if let Some(&at) = self.known.get(&key) {
            self.list[at].1.times += 1;
        } else if counted.listed < limits::SKIPPED_EACH {
            counted.listed += 1;
            self.known.insert(key, self.list.len());
            self.list.push((skipped.reason, person(skipped)));
        }
    }

    /// The reasons with their counts, and the contacts by reason and position.
    pub(crate) fn finish(mut self) -> (Vec<SkippedReason>, Vec<SkippedPerson>) {
        let reasons = self.reasons.iter().map(|(reason, counted)| SkippedReason {
            reason: reason.name(),
            contacts: counted.contacts.count() + counted.unknown,
            times: counted.times,
        });
        let reasons = reasons.collect();
        // those without a position come last, in the order of the plan: the sort is stable
        let place = |(reason, person): &(Reason, SkippedPerson)| {
            (*reason, person.position.unwrap_or(u64::MAX))
        };
        self.list.sort_by_key(place);
        (
            reasons,
            self.list.into_iter().map(|(_, person)| person).collect(),
        )
    }
}

fn person(skipped: &Skipped<'_>) -> SkippedPerson {
    SkippedPerson {
        position: skipped.position,
        id: skipped.contact_id.map(str::to_owned),
        name: None,
        phone: None,
        reason: skipped.reason.name(),
        of: skipped.of.map(str::to_owned),
        variables: skipped
            .variables
            .iter()
            .map(|&path| path.to_owned())
            .collect(),
        occurrence: skipped.occurrence,
        times: 1,
    }
}
