//! Outcomes where no machine sees all contacts: each contact by itself, then those that share an id,
//! then those that share a number.

use super::candidate::{Candidate, CandidateOutcome};
use super::outcome::{Skip, skip_of, zone_of};
use super::prepare::Plan;
use crate::audience::{Batch, Local, Reason, SurveyCounts, normal_id};
use crate::phone::Phone;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;

/// What is known of one contact without the others; from [`Plan::drafts`].
///
/// Drafts become [`Candidate`]s in two shuffles: all drafts with the same [`id_key`](Self::id_key)
/// come together in one [`settle_ids`], then all with the same [`phone_key`](Self::phone_key) in one
/// [`settle_phones`]. A draft without a key takes no part in that shuffle. How drafts are spread over
/// machines, and in which order they come, changes nothing: among equal ids and among equal numbers the
/// lowest position wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    position: u64,
    contact_id: Option<String>,
    number: Option<Phone>,
    /// Who is no candidate is there for its number alone, which nobody is written to at.
    is_candidate: bool,
    suppresses: bool,
    time_zone: Option<String>,
    reason: Option<Reason>,
    of: Option<String>,
    variables: Vec<String>,
}

impl Plan {
    /// The drafts of a batch, and what its contacts count. Only candidates have one, and contacts on
    /// the suppression list. Texts are looked at as far as a reason to skip takes it, as in [`Plan::outcomes`].
    pub fn drafts(&self, batch: &Batch, sink: &mut dyn FnMut(Draft)) -> SurveyCounts {
        let mut counts = SurveyCounts::default();
        let message = self.message().over(batch.table());
        let mut text = String::new();
        for row in 0..batch.rows() {
            let local = self.audience_rules().local(batch, row, &mut counts);
            if !local.is_candidate && !local.suppresses {
                continue;
            }
            let may_be_sent = local.is_candidate && local.reason.is_none();
            let skip = may_be_sent.then(|| skip_of(message.probe(row, &mut text)));
            sink(self.draft(batch, row, local, skip.flatten()));
        }
        counts
    }

    fn draft(&self, batch: &Batch, row: usize, local: Local, skip: Option<Skip>) -> Draft {
        let reason = skip.as_ref().map(|skip| skip.reason);
        Draft {
            position: batch.position(row),
            contact_id: batch.id(row).map(str::to_owned),
            number: local.number,
            is_candidate: local.is_candidate,
            suppresses: local.suppresses,
            time_zone: zone_of(self, batch, row).map(str::to_owned),
            reason: local.reason.or(reason),
            of: None,
            variables: skip.map(|skip| skip.variables).unwrap_or_default(),
        }
    }

    /// The candidates that are ids which the selector names and nobody has, in the order of the plan;
    /// they come after all others. `ids` are those of all candidates ([`Draft::contact_id`]).
    #[must_use]
    pub fn not_found<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Vec<Candidate> {
        let found: HashSet<Cow<'_, str>> = ids.into_iter().map(normal_id).collect();
        let mut unknown = self.audience_rules().selector.unknown(&found);
        unknown.sort_unstable();
        unknown.into_iter().map(Candidate::unknown).collect()
    }
}

impl Draft {
    /// The position of the contact.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The contact's id; none for one that is no candidate, or that has none.
    #[must_use]
    pub fn contact_id(&self) -> Option<&str> {
        self.contact_id.as_deref().filter(|_| self.is_candidate)
    }

    /// By what the first shuffle goes: equal keys are one contact. None for a draft that is settled.
    #[must_use]
    pub fn id_key(&self) -> Option<Cow<'_, str>> {
        let id = self.contact_id()?;
        self.contends(Reason::DuplicateId).then(|| normal_id(id))
    }

    /// By what the second shuffle goes: the digits of the number. None for a draft that is settled.
    #[must_use]
    pub fn phone_key(&self) -> Option<u64> {
        let takes_part = self.suppresses || self.is_candidate && self.contends(Reason::Suppressed);
        self.number.filter(|_| takes_part).map(Phone::as_u64)
    }

    /// The candidate; none for a contact that is none.
    #[must_use]
    pub fn into_candidate(self) -> Option<Candidate> {
        let outcome = match (self.reason, self.number) {
            (None, Some(to)) => CandidateOutcome::Planned {
                to,
                time_zone: self.time_zone,
            },
            (reason, _) => CandidateOutcome::Skipped {
                // OK because who has no number has a reason
                reason: reason.unwrap_or(Reason::MissingPhone),
                of: self.of,
                variables: self.variables,
            },
        };
        self.is_candidate.then_some(Candidate {
            position: Some(self.position),
            contact_id: self.contact_id,
            outcome,
        })
    }

    /// Whether no reason that comes before `reason` holds.
    fn contends(&self, reason: Reason) -> bool {
        self.reason.is_none_or(|own| own > reason)
    }

    fn skip(&mut self, reason: Reason, of: Option<String>) {
        self.reason = Some(reason);
        self.of = of;
        self.variables.clear();
    }
}

/// Settles who wins among equal ids. Of each id all drafts must be there.
pub fn settle_ids(drafts: &mut [Draft]) {
    let key = |draft: &Draft| draft.id_key().map(Cow::into_owned);
    drafts.sort_by_cached_key(|draft| (key(draft), draft.position));
    for group in drafts.chunk_by_mut(|a, b| a.id_key() == b.id_key()) {
        if let [first, rest @ ..] = group
            && first.id_key().is_some()
        {
            for loser in rest {
                let own = loser.contact_id.clone();
                loser.skip(Reason::DuplicateId, own);
            }
        }
    }
}

/// Settles who wins among equal numbers, once ids are settled. Of each number all drafts must be there.
pub fn settle_phones(drafts: &mut [Draft]) {
    drafts.sort_unstable_by_key(|draft| (draft.phone_key(), draft.position));
    for group in drafts.chunk_by_mut(|a, b| a.phone_key() == b.phone_key()) {
        if group
            .first()
            .is_some_and(|first| first.phone_key().is_some())
        {
            settle_phone(group);
        }
    }
}

/// Settles the drafts of one number, in the order of their positions.
fn settle_phone(group: &mut [Draft]) {
    let is_suppressed = group.iter().any(|draft| draft.suppresses);
    let mut winner: Option<String> = None;
    for draft in group.iter_mut().filter(|draft| draft.is_candidate) {
        if is_suppressed && draft.contends(Reason::Suppressed) {
            draft.skip(Reason::Suppressed, None);
        } else if draft.contends(Reason::DuplicatePhone) {
            match &winner {
                Some(of) => draft.skip(Reason::DuplicatePhone, Some(of.clone())),
                None => winner = draft.contact_id.clone(),
            }
        }
    }
}
