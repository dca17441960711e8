//! A candidate and its outcome: what the first step of planning tells of a contact, small enough to be
//! kept and sent around for ten million of them.

use super::outcome::Skip;
use crate::audience::Reason;
use crate::phone::Phone;
use serde::{Deserialize, Serialize};

/// One contact that the selector takes, or one id that it names and nobody has, with its outcome.
///
/// ```
/// use flashplan::plan::{Candidate, CandidateOutcome};
/// let json = r#"{"position":17,"contactId":"c1","outcome":{"planned":{"to":"+2290197000001","timeZone":null}}}"#;
/// let candidate: Candidate = serde_json::from_str(json)?;
/// assert!(matches!(candidate.outcome, CandidateOutcome::Planned { .. }));
/// assert_eq!(serde_json::to_string(&candidate)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The position of the contact, from 0; none for an id that no contact has.
    pub position: Option<u64>,
    /// The contact; none where its line has no id.
    pub contact_id: Option<String>,
    /// What becomes of it.
    pub outcome: CandidateOutcome,
}

/// What becomes of a candidate in every occurrence, but for quiet hours and the quota; and but for a text that
/// tells its occurrence, which may be too long in one of them ([`Plan::schedule_ranked`](super::Plan::schedule_ranked)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CandidateOutcome {
    /// It is written to.
    Planned {
        /// At this number.
        to: Phone,
        /// The contact's own zone by its name, where quiet hours are read on the contacts' clocks.
        time_zone: Option<String>,
    },
    /// It is not.
    Skipped {
        /// Why.
        reason: Reason,
        /// The id of the contact that is written to instead, among equal numbers or ids.
        of: Option<String>,
        /// The paths that the template needs and the contact does not have.
        variables: Vec<String>,
    },
}

impl Candidate {
    /// Whether the candidate is written to.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        matches!(self.outcome, CandidateOutcome::Planned { .. })
    }

    /// A candidate that is an id which nobody has.
    pub(super) fn unknown(id: &str) -> Self {
        Self {
            position: None,
            contact_id: Some(id.to_owned()),
            outcome: CandidateOutcome::skipped(Skip::of(Reason::ContactNotFound)),
        }
    }
}

impl CandidateOutcome {
    /// Why the candidate gets no message; none if it gets one.
    pub(super) fn skip(&self) -> Option<Skip> {
        match self {
            Self::Planned { .. } => None,
            Self::Skipped {
                reason,
                of,
                variables,
            } => Some(Skip {
                reason: *reason,
                of: of.clone(),
                variables: variables.clone(),
            }),
        }
    }

    pub(super) fn skipped(skip: Skip) -> Self {
        Self::Skipped {
            reason: skip.reason,
            of: skip.of,
            variables: skip.variables,
        }
    }
}

/// A candidate with its rank: how many planned candidates stand before it in the whole plan. The times
/// of a plan follow from ranks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// Planned candidates at lower positions, over all parts.
    pub rank: u64,
    /// The candidate.
    pub candidate: Candidate,
}

/// The ranks of candidates that follow one another by position, of which `before` planned ones stand
/// before the first.
pub fn rank(
    candidates: impl IntoIterator<Item = Candidate>,
    before: u64,
) -> impl Iterator<Item = Ranked> {
    let mut next = before;
    candidates.into_iter().map(move |candidate| {
        let rank = next;
        next += u64::from(candidate.is_planned());
        Ranked { rank, candidate }
    })
}
