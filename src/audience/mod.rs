//! The audience: which contacts a campaign takes, and for each of them one outcome with its reason.
//!
//! Every contact that the selector takes is a candidate, and every candidate is either planned or
//! skipped for one [`Reason`]: planned and skipped add up to the candidates, always.
//!
//! Two passes over the contacts, so that memory does not grow with them but for eight bytes a phone
//! number: a [`Survey`] finds the numbers and ids that stand more than once, and the [`Audience`]
//! that it ends in tells each contact's [`Outcome`].
//!
//! The order in which reasons are looked for is fixed. What says that a person must not be written
//! to (excluded, suppressed) comes before what is wrong with a record, and who wins among equal
//! numbers depends on positions, exclusions and numbers alone, never on the template: a message that
//! is mended between two runs must not hand a number from one record to another, for then its owner
//! would get the message twice.

mod batch;
mod local;
mod outcome;
mod repeated;
mod selector;
mod suppression;
mod survey;

pub use batch::Batch;
pub(crate) use local::Local;
pub use outcome::{Outcome, Reason};
pub(crate) use selector::normal as normal_id;
pub use selector::{Groups, Match, Selector};
pub use suppression::Suppression;
pub use survey::{Audience, AudienceRules, Survey, SurveyCounts};
