//! Plans as they are stored: read again line by line, put together, compared, proven and redacted.
//!
//! [`StoredPlan`] reads what [`Plan::stream`](super::Plan::stream) wrote, one line at a time and in
//! memory that does not grow with the plan. It hands out entries that are in order, and at the end it
//! has held the summary and the hash against them: who reads a plan to its end knows that it is whole
//! and that nobody changed a byte. [`merge`] puts shards together, [`diff`] compares two plans,
//! [`diff_audience`] two audiences, and
//! [`Plan::verify`](super::Plan::verify) holds a plan against what it was made from.

mod audience;
mod changes;
mod course;
mod diff;
mod entry;
mod header;
mod law;
mod merge;
mod once;
mod pace_laws;
mod read;
mod reader;
mod redact;
mod summary;
mod texts;
mod times;
mod values;
mod verification;
mod verify;

pub use audience::{AudienceChange, AudienceDifferences, Standing, diff_audience};
pub use diff::{Change, DiffError, Difference, Differences, diff};
pub use entry::{StoredEntry, StoredOccurrence, StoredSend, StoredSkipped};
pub use header::Header;
pub use law::Law;
pub use merge::{MergeError, PartIssue, merge};
pub use reader::{StoredError, StoredPlan};
pub use redact::redact;
pub use verification::{Broken, Verification};
