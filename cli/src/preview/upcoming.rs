//! The next dates as data, for programs and tables: when each is, for how many, what it leaves of the
//! quota, and why it is moved and who is skipped.

use super::texts;
use crate::load::Loaded;
use crate::words::language;
use chrono::{DateTime, SecondsFormat, Utc};
use flashplan::audience::Reason;
use flashplan::plan::{Entry, OccurrenceForecast, Plan};
use flashplan::schedule::{CalendarEvent, Note, Occurrence, calendar, tzdb_version};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The columns of a date.
const COLUMNS: [&str; 11] = [
    "index",
    "at",
    "local",
    "notes",
    "candidates",
    "sends",
    "skipped",
    "reasons",
    "firstSendAt",
    "lastSendAt",
    "quotaLeft",
];

/// What is kept of the dates while the plan streams by.
#[derive(Default)]
pub(super) struct Upcoming {
    dates: Vec<Date>,
}

struct Date {
    occurrence: Occurrence,
    skipped: BTreeMap<Reason, u64>,
}

impl Upcoming {
    pub(super) fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.dates.push(Date {
                occurrence: (*occurrence).clone(),
                skipped: BTreeMap::new(),
            }),
            Entry::Skipped(skipped) => {
                if let Some(date) = self.dates.last_mut() {
                    *date.skipped.entry(skipped.reason).or_default() += 1;
                }
            }
            Entry::Send(_) => {}
        }
    }

    /// One object: the dates, and every problem. `goes_on` where the campaign has more dates than these.
    pub(super) fn json(
        &self,
        plan: &Plan,
        counts: &[OccurrenceForecast],
        issues: &[Value],
        goes_on: bool,
    ) -> String {
        let dates = self.dates.iter().zip(counts);
        let dates: Vec<Value> = dates.map(|(date, counts)| date.json(counts)).collect();
        let answer = json!({
            "valid": true,
            "campaign": plan.fingerprint(),
            "zone": plan.zone().name(),
            "tzdb": plan.zone().data_version().unwrap_or(tzdb_version()),
            "goesOn": goes_on,
            "occurrences": dates,
            "issues": issues,
        });
        format!("{answer}\n")
    }

    /// One row a date. No cell holds a text of anybody, so that none needs quotes.
    pub(super) fn csv(&self, counts: &[OccurrenceForecast]) -> String {
        let rows = self.dates.iter().zip(counts);
        let rows = rows.map(|(date, counts)| date.row(counts) + "\n");
        std::iter::once(COLUMNS.join(",") + "\n")
            .chain(rows)
            .collect()
    }

    /// One event a date. There is no clock here: it is dated by the campaign's own start.
    pub(super) fn calendar(&self, loaded: &Loaded, counts: &[OccurrenceForecast]) -> String {
        let (plan, campaign) = (&loaded.plan, &loaded.campaign);
        let now = plan.options().now;
        let dates = self.dates.iter().zip(counts);
        let events = dates.map(|(date, counts)| CalendarEvent {
            index: counts.index,
            at: now.map_or(counts.at, |now| now.max(counts.at)),
            description: date.words(counts),
        });
        let uid = format!("{}@flashplan", plan.fingerprint());
        calendar(&uid, campaign.name(), campaign.schedule().to_utc(), events)
    }
}

/// The object of a campaign that cannot be planned.
pub(super) fn refused(issues: &[Value]) -> String {
    format!("{}\n", json!({"valid": false, "issues": issues}))
}

impl Date {
    fn json(&self, counts: &OccurrenceForecast) -> Value {
        let by_reason = self.skipped.iter();
        let reasons: Map<String, Value> = by_reason
            .map(|(reason, count)| (reason.name().to_owned(), json!(count)))
            .collect();
        let (first, last) = counts.leaves.unzip();
        json!({
            "index": counts.index,
            "at": utc(counts.at),
            "local": self.occurrence.local.to_rfc3339(),
            "notes": self.occurrence.notes,
            "candidates": counts.sends + counts.skipped,
            "sends": counts.sends,
            "skipped": reasons,
            "firstSendAt": first.map(utc),
            "lastSendAt": last.map(utc),
            "quotaLeft": counts.quota_left,
        })
    }

    /// Its counts, reasons and shifts in words, a line each.
    fn words(&self, counts: &OccurrenceForecast) -> String {
        let mut lines = vec![texts::COUNT_OF_MESSAGES.of(counts.sends)];
        for (reason, count) in &self.skipped {
            let why = reason.words_in(language());
            lines.push(texts::SKIPPED_FOR.with(&[("n", count), ("why", &why)]));
        }
        if let Some((first, last)) = counts.leaves {
            lines.push(texts::LEAVES.with(&[("first", &utc(first)), ("last", &utc(last))]));
        }
        if let Some(left) = counts.quota_left {
            lines.push(texts::QUOTA_LEFT.with(&[("n", &left)]));
        }
        let notes = self.occurrence.notes.iter();
        lines.extend(notes.map(|note| note.issue("").message_in(language())));
        lines.join("\n")
    }

    /// Its notes and reasons by their codes, each reason with its count: `EXCLUDED=1 SUPPRESSED=2`.
    fn row(&self, counts: &OccurrenceForecast) -> String {
        let notes = self.occurrence.notes.iter();
        let notes: Vec<&str> = notes.map(code).collect();
        let reasons = self.skipped.iter();
        let reasons: Vec<String> = reasons
            .map(|(reason, count)| format!("{}={count}", reason.name()))
            .collect();
        let instant = |at: Option<DateTime<Utc>>| at.map_or(String::new(), utc);
        let (first, last) = counts.leaves.unzip();
        let cells = [
            counts.index.to_string(),
            utc(counts.at),
            self.occurrence.local.to_rfc3339(),
            notes.join(" "),
            (counts.sends + counts.skipped).to_string(),
            counts.sends.to_string(),
            counts.skipped.to_string(),
            reasons.join(" "),
            instant(first),
            instant(last),
            counts.quota_left.map_or(String::new(), |n| n.to_string()),
        ];
        cells.join(",")
    }
}

fn code(note: &Note) -> &'static str {
    note.code().name()
}

fn utc(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
