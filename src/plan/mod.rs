//! The plan: who gets which text when, who does not and why.
//!
//! [`Plan::prepare`] joins definition, template, account and options, and refuses with all their
//! problems at once. [`Plan::stream`] then reads the contacts and hands out the plan entry by entry:
//! occurrence by occurrence, and in each the candidates by position. Memory does not grow with
//! contacts or occurrences, but for eight bytes a phone number and an id.
//!
//! That is two steps in one go. [`Plan::outcomes`] tells who is planned and who is skipped for what; it is
//! cheap, makes no text, and can be made of any split of the contacts ([`Plan::drafts`]).
//! [`Plan::schedule_ranked`] gives times and texts from each candidate's rank among all planned ones. An
//! engine runs the first everywhere, adds up, then runs the second everywhere; both ways give the same
//! bytes:
//!
//! 1. On every partition, [`Plan::drafts`]; the counts that it returns are added up.
//! 2. A shuffle by [`Draft::id_key`], and [`settle_ids`] on what comes together.
//! 3. A shuffle by [`Draft::phone_key`], and [`settle_phones`]. The lowest position wins.
//! 4. [`Draft::into_candidate`], sorted by position; [`Plan::not_found`] comes last. Each candidate's rank
//!    is the number of planned ones before it: a running sum ([`rank`]).
//! 5. On every partition, [`Plan::schedule_ranked`] with its contacts, its candidates and the totals; where
//!    there are many, [`Plan::schedule_from`] spares each the ranks before it ([`Plan::marks`]).
//!
//! Every entry has one canonical line of JSON; the hash of a plan is over these lines. The key of a
//! send ([`Keys`]) depends on campaign, instant and contact alone.

mod assessment;
mod audience_report;
mod binding;
mod bound_text;
mod candidate;
mod contacts;
mod dates;
mod draft;
mod emit;
mod entry;
mod forecast;
mod issues;
mod key;
mod lengths;
mod line;
mod lists;
mod mark;
mod message;
mod options;
mod outcome;
mod outcomes;
#[cfg(feature = "parallel")]
mod parallel;
mod prepare;
mod quota;
mod ranked;
mod rendering;
mod run;
mod shard;
mod slots;
mod stated;
mod stopped;
mod stored;
mod stream;
mod summary;
mod texts;
mod timetable;

pub use assessment::{SafetyAssessment, SafetyRule};
pub use audience_report::{AudienceReport, ContactExample, TextExample, VariableReport};
pub use candidate::{Candidate, CandidateOutcome, Ranked, rank};
pub use contacts::{Contacts, Never};
pub use draft::{Draft, settle_ids, settle_phones};
pub use entry::{Entry, PlannedSend, Skipped};
pub use forecast::{
    API_REQUESTS_PER_SECOND, Forecast, MonthForecast, OccurrenceForecast, OverQuota, Price,
};
pub use key::Keys;
pub use lengths::TextLengths;
pub use line::LineWriter;
pub use mark::Mark;
pub use options::{MissingVariables, PlanOptions, QuietZone, Quota, QuotaPolicy};
pub use outcomes::Totals;
pub use prepare::{Inputs, Plan};
pub use shard::{Shard, ShardError};
pub use stopped::PlanStopped;
pub use stored::{
    AudienceChange, AudienceDifferences, Broken, Change, DiffError, Difference, Differences,
    Header, Law, MergeError, PartIssue, Standing, StoredEntry, StoredError, StoredOccurrence,
    StoredPlan, StoredSend, StoredSkipped, Verification, diff, diff_audience, merge, redact,
};
pub use summary::{Hash, Month, Summary};
pub use timetable::ContactZones;
