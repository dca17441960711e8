//! What a page is made from: everything that it shows, as plain values.
//!
//! Instants are UTC seconds since 1970. The page turns them into local time by [`PlanView::offsets`].

use crate::both::Both;
use crate::compare::Comparison;
use crate::problem::Problem;
use serde::Serialize;
use std::collections::BTreeMap;

/// All that a page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The campaign; none where its definition cannot be read.
    pub campaign: Option<Campaign>,
    /// What is wrong, or worth a warning: at most [`limits::PROBLEMS`](crate::limits::PROBLEMS).
    pub problems: Vec<Problem>,
    /// Problems beyond these.
    pub more_problems: u64,
    /// What would be sent; none where an error prevents it.
    pub plan: Option<PlanView>,
    /// What is different from another plan.
    pub comparison: Option<Comparison>,
}

/// Whose preview it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// The campaign's name.
    pub name: String,
    /// `none`, `daily`, `weekly`.
    pub repeat: &'static str,
    /// Whom the definition takes: `all`, `tags`, `group`, `explicit`.
    pub recipients: &'static str,
    /// The tags, where they decide.
    pub tags: Vec<String>,
    /// Who sends, as far as it is known.
    pub sender: Option<Sender>,
}

/// The instance that sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// Its name, which stands above the message.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
}

/// What would be sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// The fingerprint of the definition.
    pub fingerprint: String,
    /// The hash of the plan.
    pub hash: String,
    /// The version of flashplan.
    pub version: &'static str,
    /// The version of the zone data.
    pub tzdb: String,
    /// The zone whose clock is shown.
    pub zone: String,
    /// From which second on the zone has which offset: the first one holds before, too.
    pub offsets: Vec<(i64, i32)>,
    /// Whether the campaign goes on after the occurrences that were planned.
    pub goes_on: bool,
    /// The counts.
    pub totals: Totals,
    /// The type of the message, its medium, its buttons.
    pub content: ContentView,
    /// The first occurrences, at most [`limits::OCCURRENCES`](crate::limits::OCCURRENCES).
    pub occurrences: Vec<OccurrenceView>,
    /// Messages: all, or a sample by rule.
    pub people: Vec<Person>,
    /// What the random part of the sample follows from.
    pub seed: u64,
    /// Why contacts get nothing, in the order in which reasons are looked for.
    pub reasons: Vec<SkippedReason>,
    /// Contacts that get nothing.
    pub skipped: Vec<SkippedPerson>,
    /// Sends by local day and hour, at most [`limits::DAYS`](crate::limits::DAYS).
    pub days: Vec<Day>,
    /// Sends on days beyond these.
    pub later: u64,
    /// How fast the messages may leave.
    pub pace: PaceView,
    /// Sends by UTC calendar month.
    pub months: Vec<Month>,
    /// The quota that the months are held against.
    pub quota: Option<QuotaView>,
    /// What the template looks up.
    pub variables: Vec<VariableView>,
}

/// The counts of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Contacts that were read.
    pub contacts: u64,
    /// Contacts that the definition takes.
    pub selected: u64,
    /// Contacts that get at least one message.
    pub reached: u64,
    /// Contacts that get nothing in at least one occurrence.
    pub missed: u64,
    /// Messages over all occurrences.
    pub sends: u64,
    /// Messages that were left out because they were sent before.
    pub already_sent: u64,
    /// Candidates that get nothing, over all occurrences.
    pub skipped: u64,
    /// Occurrences.
    pub occurrences: u64,
    /// When the first message leaves and when the last.
    pub leaves: Option<(i64, i64)>,
}

/// What a message is besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentView {
    /// `text`, `image`, `video`, `audio`, `voiceNote`, `document`, `buttons`.
    pub kind: String,
    /// Where the medium lies.
    pub media_url: Option<String>,
    /// The buttons.
    pub buttons: Option<ButtonsView>,
}

/// The buttons of a message. Its text is written for numbers that no buttons reach: title, description,
/// the buttons as lines, and the footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ButtonsView {
    /// The buttons.
    pub buttons: Vec<ButtonView>,
    /// The lines that stand for them in the text.
    pub lines: String,
}

/// One button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ButtonView {
    /// `reply`, `copy`, `url`, `call`, `pix`.
    pub kind: &'static str,
    /// The text on it.
    pub text: String,
    /// What it leads to.
    pub detail: Option<String>,
}

/// An occurrence and what it adds up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OccurrenceView {
    /// Its index, from 0.
    pub index: u64,
    /// When it is due.
    pub at: i64,
    /// Its messages.
    pub sends: u64,
    /// Candidates that get nothing.
    pub skipped: u64,
    /// When its first message leaves and when its last.
    pub leaves: Option<(i64, i64)>,
    /// What was done to its wall time.
    pub notes: Vec<Both>,
}

/// A contact that is written to, with the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The contact's position, from 0.
    pub position: u64,
    /// The contact's id.
    pub id: String,
    /// The contact's name.
    pub name: Option<String>,
    /// The number that is written to.
    pub to: String,
    /// The text or caption.
    pub body: Option<String>,
    /// Its UTF-16 units.
    pub length: usize,
    /// Why the page carries it: `first`, `shortest`, `longest`, `random`, `occurrence`.
    pub why: Vec<&'static str>,
    /// What becomes of the contact in each listed occurrence.
    pub times: Vec<Time>,
}

/// What becomes of a contact in one occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Time {
    /// A message leaves: occurrence and second.
    Sent(u64, i64),
    /// None does: occurrence and reason.
    Skipped(u64, &'static str),
}

/// A reason to skip, with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedReason {
    /// `DUPLICATE_PHONE`.
    pub reason: &'static str,
    /// Contacts.
    pub contacts: u64,
    /// How often, over all occurrences.
    pub times: u64,
}

/// A contact that gets nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedPerson {
    /// The contact's position, from 0; none for an id that no contact has.
    pub position: Option<u64>,
    /// The contact's id.
    pub id: Option<String>,
    /// The contact's name.
    pub name: Option<String>,
    /// The contact's number as it is written.
    pub phone: Option<String>,
    /// Why.
    pub reason: &'static str,
    /// The id of the contact that is written to instead.
    pub of: Option<String>,
    /// What the template needs and the contact lacks.
    pub variables: Vec<String>,
    /// In which occurrence first.
    pub occurrence: u64,
    /// In how many occurrences.
    pub times: u64,
}

/// The sends of a local day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-12-04`.
    pub date: String,
    /// Its sends.
    pub sends: u64,
    /// Sends by local hour, those hours that have any.
    pub hours: BTreeMap<u32, u64>,
}

/// How fast the messages may leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaceView {
    /// Sends in 60 seconds.
    pub per_minute: Option<u32>,
    /// Sends in an hour.
    pub per_hour: Option<u32>,
    /// Sends in 24 hours.
    pub per_day: Option<u32>,
    /// Sends in the first, second .. 24 hours.
    pub warm_up: Vec<u32>,
    /// Seconds between two sends.
    pub min_gap: u32,
    /// Up to this many seconds are added.
    pub jitter: u32,
    /// Quiet hours as `plan.toml` has them, each inside a day: `22:00-24:00`, `sun 00:00-24:00`.
    pub quiet: Vec<String>,
    /// Whether they are those of each contact's own clock.
    pub quiet_by_contact: bool,
    /// `wait`, `skip`, `abort`.
    pub quiet_action: &'static str,
}

/// The sends of a UTC calendar month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-12`.
    pub month: String,
    /// Planned sends.
    pub sends: u64,
    /// Messages that were used before the plan.
    pub used: u64,
}

/// The month's quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaView {
    /// Messages a month.
    pub monthly: u64,
    /// `warn`, `fail`, `truncate`.
    pub policy: &'static str,
}

/// What a template looks up, and how many of those who are written to have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VariableView {
    /// `contact.firstName`.
    pub path: String,
    /// Whether every message needs it.
    pub required: bool,
    /// What the template prints in its place, where it names a text for that.
    pub default: Option<String>,
    /// The value, where it is the same for everybody.
    pub value: Option<String>,
    /// Contacts it was looked for in.
    pub of: u64,
    /// Contacts with a value that prints something.
    pub present: u64,
    /// Contacts with an empty value.
    pub empty: u64,
    /// Contacts without a value.
    pub missing: u64,
    /// The first contacts that have it.
    pub examples: Vec<Example>,
    /// The first contacts without it or with an empty one.
    pub without: Vec<Who>,
}

/// A contact with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Whose it is.
    pub who: Who,
    /// The value, or its beginning.
    pub value: String,
}

/// A contact as it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Who {
    /// The contact's position, from 0.
    pub position: u64,
    /// The contact's name.
    pub name: Option<String>,
}
