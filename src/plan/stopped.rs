//! Why a plan can stop.

use crate::issue::Issues;

/// Why a plan stopped before its end: what its policies refuse, found among the contacts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlanStopped(pub Issues);
