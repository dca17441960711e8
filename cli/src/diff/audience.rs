//! `flashplan diff --audience`: who joined, who left, and who is skipped otherwise.

use super::{Args, Format, NOW, Stop, WAS, instant};
use crate::output::{Failure, Outcome};
use crate::show::visible;
use crate::stored::Stored;
use crate::whole::write_whole;
use crate::words::Words;
use crate::wrap::hung;
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
            let _ = writeln!(out, "  {}", MORE.with(&[("n", &more)]));
        }
        let [before, after] = &found.occurrences;
        let occurrences = OCCURRENCES.with(&[
            ("before", &before.index),
            ("then", &instant(before.at)),
            ("after", &after.index),
            ("now", &instant(after.at)),
        ]);
        let gap = if self.changes > 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{}", hung("", &occurrences, 2));
        for ((before, after), contacts) in &found.contacts {
            if before != after {
                let (before, after) = (before.name(), after.name());
                let words = BEFORE_AND_NOW.with(&[("before", &before), ("now", &after)]);
                let _ = writeln!(out, "{}", hung(&format!("{contacts:>8}  "), &words, 10));
            }
        }
        let counts = COUNTS.with(&[
            ("joined", &found.joined()),
            ("left", &found.left()),
            ("otherwise", &found.skipped_otherwise()),
            ("stayed", &found.stayed()),
            ("skipped", &found.skipped_in_both()),
        ]);
        let _ = writeln!(out, "{}", hung("", &counts, 2));
        out
    }
}

fn change_text(change: &AudienceChange) -> String {
    let was = |reason: Standing| WAS.with(&[("reason", &reason.name())]);
    let now = |reason: Standing| NOW.with(&[("reason", &reason.name())]);
    let (what, reasons) = match (change.before, change.after) {
        (Standing::Absent, Standing::Planned) => (JOINED, String::new()),
        (before, Standing::Planned) => (JOINED, was(before)),
        (Standing::Planned, Standing::Absent) => (LEFT, String::new()),
        (Standing::Planned, after) => (LEFT, now(after)),
        (before, after) => (SKIPPED, format!("{}{}", was(before), now(after))),
    };
    let row = change.position.map_or(String::new(), |position| {
        ROW.with(&[("row", &(position + 1))])
    });
    let lead = format!("  {:<7}  ", what.text());
    let whose = format!("{row}contact {}{reasons}", visible(&change.contact_id));
    format!("{}\n", hung(&lead, &whose, 13))
}

const JOINED: Words = Words {
    en: "joined",
    fr: "ajouté",
};

const LEFT: Words = Words {
    en: "left",
    fr: "parti",
};

const SKIPPED: Words = Words {
    en: "skipped",
    fr: "ignoré",
};

const ROW: Words = Words {
    en: "row {row}, ",
    fr: "rang {row}, ",
};

const MORE: Words = Words {
    en: ".. and {n} more; --list says how many are shown",
    fr: ".. et {n} de plus ; --list dit combien sont montrés",
};

const OCCURRENCES: Words = Words {
    en: "occurrence {before} of {then}, then occurrence {after} of {now}",
    fr: "occurrence {before} du {then}, puis occurrence {after} du {now}",
};

const BEFORE_AND_NOW: Words = Words {
    en: "{before} before, {now} now",
    fr: "{before} avant, {now} maintenant",
};

const COUNTS: Words = Words {
    en: "{joined} joined, {left} left, {otherwise} skipped for another reason, {stayed} written to in both, {skipped} skipped in both",
    fr: "{joined} ajoutés, {left} partis, {otherwise} ignorés pour un autre motif, {stayed} contactés dans les deux, {skipped} ignorés dans les deux",
};

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
