//! `flashplan diff`: what two plans do not have in common.

mod audience;

use crate::format::Format;
use crate::output::{Failure, Outcome, tell};
use crate::show::visible;
use crate::stored;
use crate::whole::write_whole;
use crate::words::Words;
use crate::wrap::{hung, wrapped};
use chrono::{DateTime, SecondsFormat, Utc};
use flashplan::plan::{Change, DiffError, Difference, Differences, StoredSend, diff};
use serde_json::json;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use audience::Indices;

/// Compare two plans: messages added, removed, moved, or changed
///
/// Messages are compared by key; with --audience, contacts by id: who joined, who left, and who is skipped
/// for another reason. The exit status is 0 whether the plans differ or not; 1 means that one of them is
/// broken.
#[derive(clap::Args)]
#[command(after_help = "Example:
  flashplan plan examples/promo --out before.ndjson
  flashplan plan examples/promo --per-hour 10 --out after.ndjson
  flashplan diff before.ndjson after.ndjson
  flashplan diff --audience march.ndjson april.ndjson
  flashplan diff --audience plan.ndjson plan.ndjson --occurrence 0,1")]
pub(crate) struct Args {
    /// The plan as it was
    #[arg(value_name = "PLAN_A")]
    before: PathBuf,
    /// The plan as it is
    #[arg(value_name = "PLAN_B")]
    after: PathBuf,
    /// Compare who is written to in one occurrence of each plan, whatever the messages are
    #[arg(long)]
    audience: bool,
    /// The occurrences that are compared, by index: 3 for both plans, or 3,4 for one of each; without it
    /// the first ones
    #[arg(long, value_name = "I[,J]", requires = "audience")]
    occurrence: Option<Indices>,
    /// List at most this many contacts; without it 20 for people, and all for programs
    #[arg(long, value_name = "N", requires = "audience")]
    list: Option<u64>,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

enum Stop {
    Failure(Failure),
    Diff(DiffError),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<DiffError> for Stop {
    fn from(error: DiffError) -> Self {
        Self::Diff(error)
    }
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let (before, after) = match (stored::open(&args.before)?, stored::open(&args.after)?) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            for text in [before.err(), after.err()].into_iter().flatten() {
                tell(&text)?;
            }
            return Ok(Outcome::Invalid);
        }
    };
    if args.audience {
        return audience::run(&args, before, after);
    }
    let compared = write_whole(None, |out, name| {
        let failed = |reason: io::Error| Stop::Failure(Failure::write(name, reason));
        let mut shown = Shown::new(args.format);
        let counts = diff::<_, _, Stop>(before, after, &mut |change| {
            out.write_all(shown.change(change).as_bytes())
                .map_err(failed)
        })?;
        out.write_all(shown.end(&counts).as_bytes()).map_err(failed)
    });
    answer(&args, compared)
}

fn answer(args: &Args, compared: Result<(), Stop>) -> Result<Outcome, Failure> {
    match compared {
        Ok(()) => Ok(Outcome::Valid),
        Err(Stop::Failure(failure)) => Err(failure),
        Err(Stop::Diff(error)) => tell_broken(args, error),
    }
}

fn tell_broken(args: &Args, error: DiffError) -> Result<Outcome, Failure> {
    let name = |plan| stored::name(if plan == 0 { &args.before } else { &args.after });
    match error {
        DiffError::Unreadable { plan, error } => Err(Failure::read(name(plan), error)),
        DiffError::Invalid { plan, issues } => {
            for issue in &issues {
                tell(&stored::show(issue, &name(plan)))?;
            }
            Ok(Outcome::Invalid)
        }
    }
}

/// What has been shown so far.
struct Shown {
    format: Format,
    /// The occurrence of the last change.
    at: Option<DateTime<Utc>>,
}

impl Shown {
    fn new(format: Format) -> Self {
        Self { format, at: None }
    }

    fn change(&mut self, change: &Change) -> String {
        let before = self.at.replace(change.at);
        if self.format == Format::Json {
            let lead = if before.is_none() {
                "{\"changes\":["
            } else {
                ","
            };
            return format!("{lead}{}", json!(change));
        }
        let mut text = String::new();
        if before != Some(change.at) {
            let _ = writeln!(text, "Occurrence {}", instant(change.at));
        }
        text.push_str(&change_text(change));
        text
    }

    fn end(&self, counts: &Differences) -> String {
        if self.format == Format::Json {
            let lead = if self.at.is_none() {
                "{\"changes\":["
            } else {
                ""
            };
            let counts = json!(counts).to_string();
            return format!("{lead}],{}\n", counts.trim_start_matches('{'));
        }
        let mut text = String::new();
        if self.at.is_some() {
            text.push('\n');
        }
        if !counts.header.is_empty() {
            let otherwise = OTHERWISE.with(&[("fields", &counts.header.join(", "))]);
            let _ = writeln!(text, "{}", hung("", &otherwise, 2));
        }
        if counts.header.iter().any(|field| field == "campaign") {
            let _ = writeln!(text, "{}", DEFINITIONS.text());
        }
        let counts = COUNTS.with(&[
            ("added", &counts.added),
            ("removed", &counts.removed),
            ("moved", &counts.moved),
            ("changed", &counts.changed),
            ("same", &counts.same),
        ]);
        let _ = writeln!(text, "{}", hung("", &counts, 2));
        text
    }
}

fn change_text(change: &Change) -> String {
    match &change.difference {
        Difference::Added { send, was } => {
            let was = was.map_or(String::new(), |reason| {
                WAS.with(&[("reason", &reason.name())])
            });
            line(ADDED, &format!("{}{was}", who_and_when(send)))
        }
        Difference::Removed { send, now } => {
            let now = now.map_or(String::new(), |reason| {
                NOW.with(&[("reason", &reason.name())])
            });
            line(REMOVED, &format!("{}{now}", who_and_when(send)))
        }
        Difference::Changed { before, after } => changed(change, before, after),
    }
}

fn changed(change: &Change, before: &StoredSend, after: &StoredSend) -> String {
    let mut text = String::new();
    let who = who(after);
    if let Some((from, to)) = change.difference.moved() {
        let times = FROM_TO.with(&[
            ("who", &who),
            ("from", &instant(from)),
            ("to", &instant(to)),
        ]);
        text.push_str(&line(MOVED, &times));
    }
    let fields = change.difference.fields().join(", ");
    if !fields.is_empty() {
        let fields = FIELDS.with(&[("who", &who), ("fields", &fields)]);
        text.push_str(&line(CHANGED, &fields));
    }
    if before.body != after.body {
        text_lines(&mut text, '-', before);
        text_lines(&mut text, '+', after);
    }
    text
}

/// What has become of a message, and of which.
fn line(what: Words, whose: &str) -> String {
    let lead = format!("  {:<8} ", what.text());
    format!("{}\n", hung(&lead, whose, 13))
}

fn who(send: &StoredSend) -> String {
    WHO.with(&[("row", &(send.position + 1)), ("contact", &send.contact_id)])
}

fn who_and_when(send: &StoredSend) -> String {
    AT.with(&[("who", &who(send)), ("at", &instant(send.send_at))])
}

/// The lines of a text, marked; what would move a terminal's cursor is replaced.
fn text_lines(out: &mut String, mark: char, send: &StoredSend) {
    for line in send.body.as_deref().unwrap_or("").lines() {
        for (part, text) in wrapped(&visible(line), 74).iter().enumerate() {
            let mark = if part == 0 { mark } else { ' ' };
            let _ = writeln!(out, "    {mark} {text}");
        }
    }
}

const ADDED: Words = Words {
    en: "added",
    fr: "ajouté",
};

const REMOVED: Words = Words {
    en: "removed",
    fr: "retiré",
};

const MOVED: Words = Words {
    en: "moved",
    fr: "déplacé",
};

const CHANGED: Words = Words {
    en: "changed",
    fr: "changé",
};

const WHO: Words = Words {
    en: "row {row}, contact {contact}",
    fr: "rang {row}, contact {contact}",
};

const AT: Words = Words {
    en: "{who}, at {at}",
    fr: "{who}, à {at}",
};

const WAS: Words = Words {
    en: ", was {reason}",
    fr: ", était {reason}",
};

const NOW: Words = Words {
    en: ", now {reason}",
    fr: ", maintenant {reason}",
};

const FROM_TO: Words = Words {
    en: "{who}, from {from} to {to}",
    fr: "{who}, de {from} à {to}",
};

const FIELDS: Words = Words {
    en: "{who}: {fields}",
    fr: "{who} : {fields}",
};

const OTHERWISE: Words = Words {
    en: "the plans were made otherwise: {fields}",
    fr: "les plans ont été faits autrement : {fields}",
};

const DEFINITIONS: Words = Words {
    en: "the definitions differ, and with them every key",
    fr: "les définitions diffèrent, et avec elles chaque clé",
};

const COUNTS: Words = Words {
    en: "{added} added, {removed} removed, {moved} moved, {changed} changed, {same} the same",
    fr: "{added} ajoutés, {removed} retirés, {moved} déplacés, {changed} changés, {same} identiques",
};

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
