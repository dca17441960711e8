//! `flashplan diff --audience`: who joined, who left, and who is skipped otherwise.

use super::{Args, Format, Stop, instant};
use crate::output::{Failure, Outcome};
use crate::show::visible;
use crate::stored::Stored;
use crate::whole::write_whole;
use flashplan::plan::{AudienceChange, AudienceDifferences, Standing, diff_audience};
use serde_json::json;
use std::fmt::Write as _;
use std::io;

/// Contacts that a person is shown, unless another number is asked for.
const SHOWN: u64 = 20;

/// Which occurrences are compared: the same index in both plans, or one of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indices(u64, u64);

impl std::str::FromStr for Indices {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let index = |text: &str| {
            let is_plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let known = if is_plain { text.parse().ok() } else { None };
            known.ok_or_else(|| {
                format!("`{text}` is no index; write 3, or 3,4 for one of each plan")
            })
        };
        Ok(match text.split_once(',') {
            Some((one, other)) => Self(index(one)?, index(other)?),
            None => Self(index(text)?, index(text)?),
        })
    }
}

pub(super) fn run(args: &Args, before: Stored, after: Stored) -> Result<Outcome, Failure> {
    let (one, other) = args.occurrence.map(|Indices(a, b)| (a, b)).unzip();
    let compared = write_whole(None, |out, name| {
        let failed = |reason: io::Error| Stop::Failure(Failure::write(name, reason));
        let mut shown = Shown::new(args);
        let found = diff_audience::<_, _, Stop>((before, one), (after, other), &mut |change| {
            out.write_all(shown.change(change).as_bytes())
                .map_err(failed)
        })?;
        out.write_all(shown.end(&found).as_bytes()).map_err(failed)
    });
    super::answer(args, compared)
}

/// What has been shown so far.
struct Shown {
    format: Format,
    most: u64,
    /// Changes so far, shown or not.
    changes: u64,
}

impl Shown {
    fn new(args: &Args) -> Self {
        let most = match args.format {
            Format::Text => SHOWN,
            Format::Json => u64::MAX,
        };
        Self {
            format: args.format,
            most: args.list.unwrap_or(most),
            changes: 0,
        }
    }

    fn change(&mut self, change: &AudienceChange) -> String {
        self.changes += 1;
        if self.changes > self.most {
            return String::new();
        }
        match self.format {
            Format::Text => change_text(change),
            Format::Json if self.changes == 1 => format!("{{\"changes\":[{}", change_json(change)),
            Format::Json => format!(",{}", change_json(change)),
        }
    }

    fn end(&self, found: &AudienceDifferences) -> String {
        match self.format {
            Format::Text => self.end_text(found),
            Format::Json => {
                let lead = if self.changes.min(self.most) == 0 {
                    "{\"changes\":["
                } else {
                    ""
                };
                let counts = counts_json(found);
                format!("{lead}],{}\n", counts.trim_start_matches('{'))
            }
        }
    }

    fn end_text(&self, found: &AudienceDifferences) -> String {
        let mut out = String::new();
        let more = self.changes.saturating_sub(self.most);
        // writing to a String cannot fail
        if more > 0 {
            let _ = writeln!(out, "  .. and {more} more; --list says how many are shown");
        }
        let [before, after] = &found.occurrences;
        let _ = writeln!(
            out,
            "{}occurrence {} of {}, then occurrence {} of {}",
            if self.changes > 0 { "\n" } else { "" },
            before.index,
            instant(before.at),
            after.index,
            instant(after.at)
        );
        for ((before, after), contacts) in &found.contacts {
            if before != after {
                let (before, after) = (before.name(), after.name());
                let _ = writeln!(out, "{contacts:>8}  {before} before, {after} now");
            }
        }
        let _ = writeln!(
            out,
            "{} joined, {} left, {} skipped for another reason, {} written to in both, {} skipped in both",
            found.joined(),
            found.left(),
            found.skipped_otherwise(),
            found.stayed(),
            found.skipped_in_both()
        );
        out
    }
}

fn change_text(change: &AudienceChange) -> String {
    let (what, reasons) = match (change.before, change.after) {
        (Standing::Absent, Standing::Planned) => ("joined ", String::new()),
        (before, Standing::Planned) => ("joined ", format!(", was {}", before.name())),
        (Standing::Planned, Standing::Absent) => ("left   ", String::new()),
        (Standing::Planned, after) => ("left   ", format!(", now {}", after.name())),
        (before, after) => (
            "skipped",
            format!(", was {}, now {}", before.name(), after.name()),
        ),
    };
    let row = change
        .position
        .map_or(String::new(), |position| format!("row {}, ", position + 1));
    let id = visible(&change.contact_id);
    format!("  {what}  {row}contact {id}{reasons}\n")
}

fn change_json(change: &AudienceChange) -> String {
    json!({
        "contactId": change.contact_id, "position": change.position,
        "before": change.before.name(), "after": change.after.name(),
    })
    .to_string()
}

fn counts_json(found: &AudienceDifferences) -> String {
    let occurrences = found
        .occurrences
        .each_ref()
        .map(|occurrence| json!({"index": occurrence.index, "at": instant(occurrence.at)}));
    let contacts: Vec<_> = found
        .contacts
        .iter()
        .map(|((before, after), contacts)| {
            json!({"before": before.name(), "after": after.name(), "contacts": contacts})
        })
        .collect();
    json!({
        "occurrences": occurrences, "contacts": contacts, "joined": found.joined(), "left": found.left(),
        "skippedOtherwise": found.skipped_otherwise(), "stayed": found.stayed(),
        "skippedInBoth": found.skipped_in_both(),
    })
    .to_string()
}
