//! The last line of a stored plan, and whether it is what the lines add up to.

use super::texts;
use super::values::{count, instant, of_text, reason_named};
use crate::issue::{Code, Text};
use crate::json::{Kind, Value};
use crate::plan::summary::{Hash, Month, Summary};
use crate::reading::{Field, Fields, Path, Schema, Sink};
use chrono::NaiveDate;
use std::collections::BTreeMap;

static SUMMARY: Schema<12> = Schema {
    names: [
        "kind",
        "occurrences",
        "late",
        "missed",
        "candidates",
        "sends",
        "skipped",
        "alreadySent",
        "firstSendAt",
        "lastSendAt",
        "months",
        "hash",
    ],
    mistaken: &[],
};

pub(super) fn read(root: Value<'_>, sink: &mut Sink) -> Option<Summary> {
    let fields = Fields::of_stored(root, &SUMMARY, &Path::Root, sink);
    let occurrences = count(&fields.get("occurrences"), sink);
    let (late, missed) = (fields.get("late"), fields.get("missed"));
    let of_missed =
        (late.is_given() || missed.is_given()).then(|| (count(&late, sink), count(&missed, sink)));
    let candidates = count(&fields.get("candidates"), sink);
    let sends = count(&fields.get("sends"), sink);
    let skipped = counts(
        &fields.get("skipped"),
        &texts::REASON_UNKNOWN,
        sink,
        reason_named,
    );
    let already_sent = count(&fields.get("alreadySent"), sink);
    let (first, last) = (fields.get("firstSendAt"), fields.get("lastSendAt"));
    let leaves = (first.is_given() || last.is_given())
        .then(|| (instant(&first, sink), instant(&last, sink)));
    let months = counts(
        &fields.get("months"),
        &texts::NOT_A_MONTH,
        sink,
        month_named,
    );
    let hash = of_text(
        &fields.get("hash"),
        Code::Type,
        &texts::HASH_FORM,
        sink,
        hash_of_text,
    );
    let (late, missed) = of_missed.unwrap_or((Some(0), Some(0)));
    Some(Summary {
        occurrences: occurrences?,
        late: late?,
        missed: missed?,
        candidates: candidates?,
        sends: sends?,
        skipped: skipped?,
        already_sent: already_sent?,
        leaves: match leaves {
            Some((first, last)) => Some((first?, last?)),
            None => None,
        },
        months: months?,
        hash: hash?,
        ..Summary::default()
    })
}

/// An object of counts by name. Whatever is reported refuses the line.
fn counts<K: Ord>(
    field: &Field<'_, '_>,
    unknown: &'static Text,
    sink: &mut Sink,
    named: impl Fn(&str) -> Option<K>,
) -> Option<BTreeMap<K, u64>> {
    let mut counts = BTreeMap::new();
    for (name, value) in field.required(Kind::Object, sink)?.members() {
        let member = Field {
            value: Some(value),
            path: field.path.name(name),
        };
        let number = count(&member, sink);
        let Some(known) = named(name) else {
            member.report(Code::Enum, unknown, sink);
            continue;
        };
        if number
            .and_then(|number| counts.insert(known, number))
            .is_some()
        {
            member.report_twice(sink);
        }
    }
    Some(counts)
}

fn month_named(text: &str) -> Option<Month> {
    let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
    let month = Month::of(first.and_hms_opt(0, 0, 0)?.and_utc());
    (month.to_string() == text).then_some(month)
}

fn hash_of_text(text: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|d| d as u8);
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(Hash(bytes))
}

impl Summary {
    /// The fields that `stored` has otherwise than the lines add up to. What was already sent has no
    /// line: it is what the candidates are more than the lines. Of what was missed the lines tell where
    /// there is an occurrence: the first one comes after them.
    pub(super) fn differing(&self, stored: &Self) -> Vec<&'static str> {
        let candidates = self.candidates.saturating_add(stored.already_sent);
        let pairs = [
            ("occurrences", self.occurrences == stored.occurrences),
            ("late", self.late == stored.late),
            (
                "missed",
                self.missed == stored.missed || stored.occurrences == 0,
            ),
            ("candidates", candidates == stored.candidates),
            ("sends", self.sends == stored.sends),
            ("skipped", self.skipped == stored.skipped),
            ("firstSendAt, lastSendAt", self.leaves == stored.leaves),
            ("months", self.months == stored.months),
        ];
        pairs
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(name, _)| name)
            .collect()
    }

    /// Counts an entry.
    pub(super) fn count_stored(&mut self, entry: &super::StoredEntry) {
        match entry {
            super::StoredEntry::Occurrence(occurrence) => {
                if self.occurrences == 0 {
                    self.missed = occurrence.index;
                }
                self.occurrences += 1;
                self.late += u64::from(occurrence.is_late);
            }
            super::StoredEntry::Send(send) => self.count_send(send.send_at),
            super::StoredEntry::Skipped(skipped) => self.count_skipped(skipped.reason),
        }
    }
}
