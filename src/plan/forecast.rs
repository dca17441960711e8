//! What a plan comes to, for who decides on it: by occurrence, day and month, in calls and in money.

use super::entry::{Entry, PlannedSend};
use super::lengths::TextLengths;
use super::options::Quota;
use super::prepare::Plan;
use super::summary::Month;
use crate::audience::Reason;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::fmt;

/// Requests in a second that the API takes with one key; more are answered with
/// `API_RATE_LIMIT_EXCEEDED` (429).
pub const API_REQUESTS_PER_SECOND: u64 = 10;

/// What a message costs, in the smallest unit that the host counts in.
pub type Price<'p> = Box<dyn Fn(&PlannedSend<'_>) -> u64 + 'p>;

/// Adds up a plan while it streams by.
///
/// Memory grows with occurrences and days, some 80 bytes each, and not with contacts.
///
/// ```
/// use flashplan::plan::{Entry, Forecast, Never, Plan, PlanStopped};
/// # #[derive(Debug)] struct Stop;
/// # impl From<Never> for Stop { fn from(_: Never) -> Self { Self } }
/// # impl From<PlanStopped> for Stop { fn from(_: PlanStopped) -> Self { Self } }
/// fn forecast(plan: &Plan, contacts: &mut [flashplan::audience::Batch]) -> Result<u64, Stop> {
///     // a cent for each message to Benin, three for any other
///     let price = |send: &flashplan::plan::PlannedSend<'_>| {
///         if send.to.to_string().starts_with("+229") { 1 } else { 3 }
///     };
///     let mut forecast = Forecast::of(plan).price(Box::new(price));
///     plan.stream::<_, Stop>(contacts, &mut |entry, _| Ok(forecast.take(entry)))?;
///     println!("{} messages, {} s of API calls", forecast.sends(), forecast.api_seconds());
///     Ok(forecast.cost().unwrap_or(0))
/// }
/// ```
pub struct Forecast<'p> {
    quota: Option<Quota>,
    /// No message leaves before.
    now: Option<DateTime<Utc>>,
    price: Option<Price<'p>>,
    cost: u64,
    occurrences: Vec<OccurrenceForecast>,
    days: BTreeMap<NaiveDate, u64>,
    months: BTreeMap<Month, u64>,
    first_over: Option<OverQuota>,
    lengths: TextLengths,
}

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceForecast {
    /// Its index, from 0.
    pub index: u64,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// Messages that are planned in it.
    pub sends: u64,
    /// Candidates that get none.
    pub skipped: u64,
    /// The first and the last second at which a message leaves.
    pub leaves: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Messages that it leaves of the quota of a UTC month: of the month in which its last message leaves,
    /// or in which it is due where none does. None without a quota.
    pub quota_left: Option<u64>,
}

/// The first message that the quota does not cover, planned or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverQuota {
    /// The occurrence.
    pub occurrence: u64,
    /// The position of the contact.
    pub position: u64,
    /// The contact.
    pub contact_id: String,
    /// When it would leave; none where the policy leaves it out.
    pub send_at: Option<DateTime<Utc>>,
}

/// A UTC calendar month and what of its quota is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthForecast {
    /// The month.
    pub month: Month,
    /// Messages of the plan.
    pub sends: u64,
    /// Messages used before the plan: in its first month alone.
    pub used_before: u64,
    /// The quota.
    pub quota: Option<u64>,
}

impl MonthForecast {
    /// Messages that the quota does not cover.
    #[must_use]
    pub fn over(self) -> u64 {
        let used = self.sends.saturating_add(self.used_before);
        self.quota.map_or(0, |quota| used.saturating_sub(quota))
    }

    /// Messages that are left of the quota.
    #[must_use]
    pub fn left(self) -> Option<u64> {
        let used = self.sends.saturating_add(self.used_before);
        self.quota.map(|quota| quota.saturating_sub(used))
    }
}

impl OccurrenceForecast {
    /// Counts a message that leaves in a month. One that leaves before others that came before it, by its
    /// contact's clock, is not the last one.
    fn send(&mut self, at: DateTime<Utc>, month: &MonthForecast) {
        self.sends += 1;
        let (first, last) = self.leaves.unwrap_or((at, at));
        let last = last.max(at);
        self.leaves = Some((first.min(at), last));
        if Month::of(last) == month.month {
            self.quota_left = month.left();
        }
    }
}

impl<'p> Forecast<'p> {
    /// A forecast of `plan` that has seen nothing of it yet.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self {
            quota: plan.options().quota,
            now: plan.options().now,
            price: None,
            cost: 0,
            occurrences: Vec::new(),
            days: BTreeMap::new(),
            months: BTreeMap::new(),
            first_over: None,
            lengths: TextLengths::default(),
        }
    }

    /// Adds up what messages cost by a function of the host: prices depend on its contract, on countries
    /// and on days, none of which this library knows.
    #[must_use]
    pub fn price(mut self, price: Price<'p>) -> Self {
        self.price = Some(price);
        self
    }

    /// Takes the next entry of the plan.
    pub fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.begin(occurrence.index, occurrence.at),
            Entry::Send(send) => self.send(send),
            Entry::Skipped(skipped) => {
                if let Some(occurrence) = self.occurrences.last_mut() {
                    occurrence.skipped += 1;
                }
                let who = skipped.position.zip(skipped.contact_id);
                if let (Reason::OverQuota, Some((position, id))) = (skipped.reason, who) {
                    self.is_over(skipped.occurrence, position, id, None);
                }
            }
        }
    }

    fn begin(&mut self, index: u64, at: DateTime<Utc>) {
        self.occurrences.push(OccurrenceForecast {
            index,
            at,
            sends: 0,
            skipped: 0,
            leaves: None,
            quota_left: None,
        });
        let due = at.max(self.now.unwrap_or(at));
        let left = self.month(Month::of(due)).left();
        if let Some(occurrence) = self.occurrences.last_mut() {
            occurrence.quota_left = left;
        }
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        let at = send.send_at;
        *self.days.entry(at.date_naive()).or_default() += 1;
        let month = Month::of(at);
        *self.months.entry(month).or_default() += 1;
        let forecast = self.month(month);
        if let Some(occurrence) = self.occurrences.last_mut() {
            occurrence.send(at, &forecast);
        }
        if forecast.over() > 0 {
            self.is_over(send.occurrence, send.position, send.contact_id, Some(at));
        }
        if let Some(body) = send.body {
            self.lengths.add(body);
        }
        let price = self.price.as_ref().map_or(0, |price| price(send));
        self.cost = self.cost.saturating_add(price);
    }

    fn is_over(
        &mut self,
        occurrence: u64,
        position: u64,
        id: &str,
        send_at: Option<DateTime<Utc>>,
    ) {
        self.first_over.get_or_insert_with(|| OverQuota {
            occurrence,
            position,
            contact_id: id.to_owned(),
            send_at,
        });
    }

    fn month(&self, month: Month) -> MonthForecast {
        let first = self.occurrences.first().map(|first| first.at);
        let starts = first.map(|at| Month::of(at.max(self.now.unwrap_or(at))));
        let used = self.quota.map_or(0, |quota| quota.used);
        MonthForecast {
            month,
            sends: self.months.get(&month).copied().unwrap_or(0),
            used_before: if starts == Some(month) { used } else { 0 },
            quota: self.quota.map(|quota| quota.monthly),
        }
    }

    /// Messages that are planned.
    #[must_use]
    pub fn sends(&self) -> u64 {
        self.occurrences
            .iter()
            .map(|occurrence| occurrence.sends)
            .sum()
    }

    /// The occurrences, in order.
    #[must_use]
    pub fn occurrences(&self) -> &[OccurrenceForecast] {
        &self.occurrences
    }

    /// Messages by UTC day.
    #[must_use]
    pub fn days(&self) -> &BTreeMap<NaiveDate, u64> {
        &self.days
    }

    /// The UTC months in which messages leave.
    pub fn months(&self) -> impl Iterator<Item = MonthForecast> {
        self.months.keys().map(|month| self.month(*month))
    }

    /// The first message that the quota does not cover.
    #[must_use]
    pub fn first_over_quota(&self) -> Option<&OverQuota> {
        self.first_over.as_ref()
    }

    /// When the last message leaves.
    #[must_use]
    pub fn last_leaves(&self) -> Option<DateTime<Utc>> {
        let last = self
            .occurrences
            .iter()
            .filter_map(|occurrence| occurrence.leaves);
        last.map(|(_, last)| last).max()
    }

    /// API calls of a host that sends one by one.
    #[must_use]
    pub fn api_calls(&self) -> u64 {
        self.sends()
    }

    /// Seconds that these calls take at least, at [`API_REQUESTS_PER_SECOND`].
    #[must_use]
    pub fn api_seconds(&self) -> u64 {
        self.api_calls().div_ceil(API_REQUESTS_PER_SECOND)
    }

    /// What all messages cost by the host's function; none without one.
    #[must_use]
    pub fn cost(&self) -> Option<u64> {
        self.price.as_ref().map(|_| self.cost)
    }

    /// How long the texts are.
    #[must_use]
    pub fn lengths(&self) -> &TextLengths {
        &self.lengths
    }
}

impl fmt::Debug for Forecast<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forecast")
            .field("occurrences", &self.occurrences)
            .field("months", &self.months)
            .field("cost", &self.cost())
            .finish_non_exhaustive()
    }
}
