//! The plan: who gets which text when, who does not and why.
//!
//! [`Plan::prepare`] joins definition, template, account and options, and refuses with all their
//! problems at once. [`Plan::stream`] then reads the contacts and hands out the plan entry by entry:
//! occurrence by occurrence, and in each the candidates by position. Memory does not grow with
//! contacts or occurrences, but for eight bytes a phone number and an id.
//!
//! Every entry has one canonical line of JSON; the hash of a plan is over these lines. The key of a
//! send ([`Keys`]) depends on campaign, instant and contact alone.

mod contacts;
mod entry;
mod key;
mod line;
mod message;
mod options;
mod prepare;
mod quota;
mod run;
mod shard;
mod stated;
mod stopped;
mod stored;
mod stream;
mod summary;
mod texts;
mod timetable;

pub use contacts::{Contacts, Never};
pub use entry::{Entry, PlannedSend, Skipped};
pub use key::Keys;
pub use options::{MissingVariables, PlanOptions, QuietZone, Quota, QuotaPolicy};
pub use prepare::{Inputs, Plan};
pub use shard::{Shard, ShardError};
pub use stopped::PlanStopped;
pub use stored::{
    Broken, Change, DiffError, Difference, Differences, Header, Law, MergeError, PartIssue,
    StoredEntry, StoredError, StoredOccurrence, StoredPlan, StoredSend, StoredSkipped,
    Verification, diff, merge, redact,
};
pub use summary::{Hash, Month, Summary};
