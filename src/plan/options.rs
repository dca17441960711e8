//! What a plan needs to know besides the definition.

use super::shard::Shard;
use crate::audience::{Match, Suppression};
use crate::campaign::Recipients;
use crate::issue::Issues;
use crate::limits::Limits;
use crate::pace::Pace;
use crate::schedule::{Fold, Gap, Missed, Zone};
use crate::template::Neutralise;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};
use std::collections::HashSet;
use uuid::Uuid;

/// How a campaign is planned. [`PlanOptions::default`] plans a single occurrence as the definition
/// says; a repeating campaign needs a `count` or an `until`.
#[derive(Clone, Debug, Default)]
pub struct PlanOptions {
    /// The zone whose wall clock the occurrences keep; without one, the fixed offset of `schedule`.
    pub zone: Option<Zone>,
    /// At most this many occurrences, counted from the first of the campaign.
    pub count: Option<u64>,
    /// No occurrence after this instant.
    pub until: Option<DateTime<Utc>>,
    /// Where a change of clocks skips the local time.
    pub gap: Gap,
    /// Where a change of clocks repeats the local time.
    pub fold: Fold,
    /// Local dates without an occurrence.
    pub exclude_dates: Vec<NaiveDate>,
    /// When the plan is made: no message leaves before, and occurrences that were due before are
    /// [`missed`](Self::missed). There is no clock here; without it nothing is missed. A fraction of a
    /// second is rounded up.
    pub now: Option<DateTime<Utc>>,
    /// What becomes of occurrences that were due before [`now`](Self::now). One that runs late keeps its
    /// index and its keys.
    pub missed: Missed,
    /// How fast the messages leave.
    pub pace: Pace,
    /// Whose clock the quiet hours of the pace are read on.
    pub quiet_zone: QuietZone,
    /// The month's quota.
    pub quota: Option<Quota>,
    /// Who is left out although the definition takes them.
    pub exclude: Option<Recipients>,
    /// Whether a contact needs one of the tags of the definition or all of them. Having one of those of
    /// [`exclude`](Self::exclude) is always enough to be left out.
    pub matching: Match,
    /// Who must not be written to.
    pub suppression: Suppression,
    /// What becomes of a contact that lacks a variable.
    pub missing: MissingVariables,
    /// The locale of `date`, `number` and `plural` where a call names none: `fr`, `pt-BR`. A time with an
    /// offset is told in the zone of the campaign where a call of `date` names none.
    pub locale: Option<String>,
    /// What is done to the characters of values, so that they do not format the message; none: they print
    /// as they are.
    pub neutralise: Option<Neutralise>,
    /// The part of the plan that is made.
    pub shard: Shard,
    /// Keys of sends that were sent already: they are left out and counted.
    pub sent: HashSet<Uuid>,
    /// How the host read the contacts, in its own words, such as `country` for `BJ`. It changes nothing
    /// here: the header states it, so that a stored plan is held against contacts that are read alike.
    pub contacts: Map<String, Value>,
    /// The bounds of reading and rendering.
    pub limits: Limits,
}

impl PlanOptions {
    /// When the messages of an occurrence may leave at the earliest: when it is due, or now where it
    /// runs late.
    pub(super) fn leaves_from(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.now.map_or(at, |now| at.max(now))
    }

    /// The options by the names and in the form in which the header of a plan states them
    /// ([`Plan::header`](super::Plan::header)): camelCase, times in seconds. What is data (who is suppressed,
    /// what was sent), the part and the limits are left as they are by default.
    ///
    /// ```
    /// use flashplan::plan::PlanOptions;
    /// use serde_json::json;
    /// let stated = json!({"count": 3, "perHour": 500, "minGap": 2});
    /// let options = PlanOptions::from_stated(stated.as_object().unwrap()).unwrap();
    /// assert_eq!((options.count, options.pace.min_gap), (Some(3), 2));
    /// ```
    ///
    /// # Errors
    ///
    /// Each name that is no option, and each value that its option cannot have (`OPTION_INVALID` at
    /// `/options/NAME`): `"perHour": "many"`.
    pub fn from_stated(stated: &Map<String, Value>) -> Result<Self, Issues> {
        super::stated::read(stated)
    }
}

/// Whose clock quiet hours are read on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum QuietZone {
    /// The campaign's: the zone of its schedule.
    #[default]
    Campaign,
    /// Each contact's own (`meta.timezone`); the campaign's where that is absent or unknown.
    Contact,
}

impl QuietZone {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 2] =
        [("campaign", Self::Campaign), ("contact", Self::Contact)];
}

/// What becomes of a contact that lacks a variable of the template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum MissingVariables {
    /// The contact is skipped, with the variables that it lacks.
    #[default]
    Skip,
    /// Nothing is planned.
    Fail,
    /// The variable prints as nothing.
    Empty,
}

impl MissingVariables {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("skip", Self::Skip),
        ("fail", Self::Fail),
        ("empty", Self::Empty),
    ];
}

/// How many messages the account may send in a calendar month (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Quota {
    /// Messages a month.
    pub monthly: u64,
    /// How many of them are used in the month of the first occurrence; later months start at 0.
    pub used: u64,
    /// When they do not suffice.
    pub policy: QuotaPolicy,
}

/// What happens when the quota does not suffice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum QuotaPolicy {
    /// The plan says so, and is whole.
    #[default]
    Warn,
    /// Nothing is planned.
    Fail,
    /// What exceeds the quota is skipped.
    Truncate,
}

impl QuotaPolicy {
    /// Each with the name that options and the command line give it.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("warn", Self::Warn),
        ("fail", Self::Fail),
        ("truncate", Self::Truncate),
    ];
}

/// The value of a name.
pub(super) fn named<T: Copy>(name: &str, names: &[(&'static str, T)]) -> Option<T> {
    let found = names.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value)
}

/// The name of a value.
pub(super) fn name_of<T: Copy + PartialEq>(value: T, names: &[(&'static str, T)]) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}
