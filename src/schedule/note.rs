//! What the schedule did to a wall time that it was asked for, and why.

use super::texts;
use crate::issue::{Code, Issue, Text};
use chrono::NaiveDateTime;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// One wall time that was moved, chosen, added or dropped.
///
/// As JSON: `{"code":"DST_GAP","asked":"2026-03-29T02:30:00","outcome":"moved","seconds":3600,"message":".."}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// The wall time that the rule asked for.
    pub asked: NaiveDateTime,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a wall time that did not simply happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The clock skips it: it happens so many seconds later by the clock, or earlier if negative.
    Moved(i32),
    /// The clock skips it, and the policy lets it fall away. It does not count.
    Dropped,
    /// The zone skips the whole date, so that it fell on the instant of another. It does not count.
    SameInstant,
    /// The clock shows it twice: it happens the first time.
    First,
    /// The clock shows it twice: it happens the second time.
    Second,
    /// The month has no such day: its last day stands in.
    LastDay,
    /// It is excluded. It counts.
    Excluded,
    /// It is an extra date beside the rule.
    Extra,
    /// It was missed, and happens so many seconds later.
    Late(i64),
}

impl Outcome {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved(_) => "moved",
            Self::Dropped => "dropped",
            Self::SameInstant => "sameInstant",
            Self::First => "first",
            Self::Second => "second",
            Self::LastDay => "lastDay",
            Self::Excluded => "excluded",
            Self::Extra => "extra",
            Self::Late(_) => "late",
        }
    }

    /// Whether nothing happens because of it.
    #[must_use]
    pub fn is_drop(self) -> bool {
        matches!(self, Self::Dropped | Self::SameInstant | Self::Excluded)
    }
}

impl Note {
    /// `DST_GAP`, `DST_OVERLAP`, `OCCURRENCE_LATE`, or one of the codes for dates.
    #[must_use]
    pub fn code(&self) -> Code {
        match self.outcome {
            Outcome::Moved(_) | Outcome::Dropped | Outcome::SameInstant => Code::DstGap,
            Outcome::First | Outcome::Second => Code::DstOverlap,
            Outcome::LastDay => Code::MonthOverflow,
            Outcome::Excluded => Code::DateExcluded,
            Outcome::Extra => Code::DateExtra,
            Outcome::Late(_) => Code::OccurrenceLate,
        }
    }

    /// The note as an issue, with its words in every language; never an error.
    #[must_use]
    pub fn issue(&self, path: impl Into<String>) -> Issue {
        let issue = Issue::new(self.code(), path, self.text())
            .with("asked", self.asked.format("%Y-%m-%d %H:%M:%S"));
        match self.outcome {
            Outcome::Moved(seconds) => issue.with("minutes", minutes(seconds)),
            Outcome::Late(seconds) => issue.with("late", hours(seconds)),
            _ => issue.with("minutes", minutes(0)),
        }
    }

    fn text(&self) -> &'static Text {
        match self.outcome {
            Outcome::Moved(seconds) if seconds < 0 => &texts::GAP_EARLIER,
            Outcome::Moved(_) => &texts::GAP_LATER,
            Outcome::Dropped => &texts::GAP_DROPPED,
            Outcome::SameInstant => &texts::DATE_SKIPPED_BY_ZONE,
            Outcome::First => &texts::FOLD_FIRST,
            Outcome::Second => &texts::FOLD_SECOND,
            Outcome::LastDay => &texts::MONTH_OVERFLOW,
            Outcome::Excluded => &texts::DATE_EXCLUDED,
            Outcome::Extra => &texts::DATE_EXTRA,
            Outcome::Late(_) => &texts::LATE,
        }
    }
}

/// `60`, or `0:37` for a jump that is no whole minute.
pub(super) fn minutes(seconds: i32) -> String {
    let seconds = seconds.unsigned_abs();
    match seconds % 60 {
        0 => (seconds / 60).to_string(),
        rest => format!("{}:{:02}", seconds / 60, rest),
    }
}

/// `26:05:00`.
fn hours(seconds: i64) -> String {
    let (hours, rest) = (seconds / 3_600, seconds % 3_600);
    format!("{hours}:{:02}:{:02}", rest / 60, rest % 60)
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.issue("").message())
    }
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code().name())?;
        map.serialize_entry("asked", &self.asked.format("%Y-%m-%dT%H:%M:%S").to_string())?;
        map.serialize_entry("outcome", self.outcome.name())?;
        match self.outcome {
            Outcome::Moved(seconds) => map.serialize_entry("seconds", &seconds)?,
            Outcome::Late(seconds) => map.serialize_entry("seconds", &seconds)?,
            _ => {}
        }
        map.serialize_entry("message", &self.to_string())?;
        map.end()
    }
}
