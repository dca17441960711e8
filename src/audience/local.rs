//! What a contact's own data decides, whatever other contacts there are.

use super::batch::Batch;
use super::outcome::Reason;
use super::selector::Taken;
use super::survey::{AudienceRules, SurveyCounts};
use crate::phone::Phone;

/// What is known of a contact without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    /// Whether the contact is a candidate.
    pub(crate) is_candidate: bool,
    /// Its number, if it has one that can be read.
    pub(crate) number: Option<Phone>,
    /// Its id is on the suppression list: nobody with its number is written to.
    pub(crate) suppresses: bool,
    /// The first reason, in their order, that its own data gives for skipping it.
    pub(crate) reason: Option<Reason>,
}

impl AudienceRules {
    /// What is known of the contact of a row without the others; it is counted in `counts`.
    pub(crate) fn local(&self, batch: &Batch, row: usize, counts: &mut SurveyCounts) -> Local {
        let taken = self.taken(batch, row);
        let is_candidate = taken == Taken::Yes;
        counts.contacts += 1;
        counts.candidates += u64::from(is_candidate);
        counts.near_misses += u64::from(taken == Taken::NoButForCase);
        let nearly = is_candidate && self.nearly_excludes(batch, row);
        counts.near_excluded += u64::from(nearly);
        let number = self.number(batch, row);
        let readable = number.and_then(Result::ok);
        let on_list = batch.id(row).is_some_and(|id| self.suppression.has_id(id));
        Local {
            is_candidate,
            number: readable,
            suppresses: on_list && readable.is_some(),
            reason: self.own_reason(batch, row, number, on_list),
        }
    }

    fn own_reason(
        &self,
        batch: &Batch,
        row: usize,
        number: Option<Result<Phone, ()>>,
        on_list: bool,
    ) -> Option<Reason> {
        let excluded = |exclude: &super::Selector| exclude.takes(batch, row);
        let is_suppressed =
            |phone: Result<Phone, ()>| phone.is_ok_and(|phone| self.suppression.has_phone(phone));
        let is_own = |phone: Result<Phone, ()>| phone.is_ok_and(|p| self.own_number == Some(p));
        // in the order in which reasons are looked for
        let reasons = [
            (
                batch.is_unreadable(row) || batch.id(row).is_none(),
                Reason::Unreadable,
            ),
            (batch.is_deleted(row), Reason::Deleted),
            (
                self.exclude.as_ref().is_some_and(excluded),
                Reason::Excluded,
            ),
            (
                on_list || number.is_some_and(is_suppressed),
                Reason::Suppressed,
            ),
            (number.is_none(), Reason::MissingPhone),
            (
                number.is_some_and(|phone| phone.is_err()),
                Reason::InvalidPhone,
            ),
            (number.is_some_and(is_own), Reason::OwnNumber),
        ];
        let first = reasons.into_iter().find(|(holds, _)| *holds);
        first.map(|(_, reason)| reason)
    }
}

impl std::ops::AddAssign for SurveyCounts {
    /// What two sets of contacts count together that have none in common.
    fn add_assign(&mut self, other: Self) {
        self.contacts += other.contacts;
        self.candidates += other.candidates;
        self.near_misses += other.near_misses;
        self.near_excluded += other.near_excluded;
        self.possible_duplicates += other.possible_duplicates;
    }
}
