//! What is known of a plan that was verified.

use super::law::Law;
use crate::issue::Issue;
use crate::plan::summary::Summary;

/// What came of verifying a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub(super) broken: Vec<Broken>,
    pub(super) summary: Option<Summary>,
}

/// A law that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The law.
    pub law: Law,
    /// What is wrong where it is broken first, and on which line.
    pub issue: Issue,
    /// How often it is broken.
    pub times: u64,
}

impl Verification {
    /// Whether the plan keeps every law and is what its inputs give.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }

    /// The laws that are broken, in the order of the lines where each is broken first, and on one line
    /// in the order of [`Law`].
    #[must_use]
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// The plan's own summary; none where it has none.
    #[must_use]
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }
}
