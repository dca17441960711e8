//! `flashplan verify`: holds a stored plan against its laws and its inputs.

use crate::contacts::ContactsError;
use crate::folder::FolderArgs;
use crate::format::Format;
use crate::load::{self, Stop};
use crate::output::{Failure, Outcome, print, tell};
use crate::plan::read_keys;
use crate::progress::{Progress, Unit};
use crate::show::visible;
use crate::stored;
use crate::words::Words;
use crate::wrap::hung;
use flashplan::plan::{PlanStopped, Verification};
use serde_json::{Map, Value, json};
use std::io;
use std::path::PathBuf;

/// Check a stored plan, line by line, against the inputs it was made from
///
/// What neither plan.toml nor a flag says is taken from the plan's first line, and told. Where they
/// say something else than the plan was made with, it does not hold. Exit status 0: the plan holds; 1:
/// a law is broken, and the first one is named.
#[derive(clap::Args)]
#[command(after_help = "Example:
  flashplan plan examples/promo --count 3 --out plan.ndjson
  flashplan verify plan.ndjson examples/promo --count 3")]
pub(crate) struct Args {
    /// The stored plan, or a part of it; `-` is standard input
    #[arg(value_name = "PLAN")]
    stored: PathBuf,
    #[command(flatten)]
    folder: FolderArgs,
    /// The file of keys that the plan was made with
    #[arg(long, value_name = "FILE")]
    sent: Option<PathBuf>,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Why a plan could not be held against its inputs.
enum Stopped {
    Inputs(Stop),
    Plan(io::Error),
}

impl From<ContactsError> for Stopped {
    fn from(error: ContactsError) -> Self {
        Self::Inputs(error.into())
    }
}

impl From<PlanStopped> for Stopped {
    fn from(stopped: PlanStopped) -> Self {
        Self::Inputs(stopped.into())
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Plan(error)
    }
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let name = stored::name(&args.stored);
    let sent = args.sent.as_deref().map(read_keys).transpose()?;
    let mut folder = args.folder.find()?;
    let stored = match stored::open(&args.stored)? {
        Ok(stored) => stored,
        Err(text) => {
            tell(&text)?;
            return Ok(Outcome::Invalid);
        }
    };
    if let Err(issues) = stored.header().options() {
        for issue in &issues {
            tell(&stored::show(issue, &name))?;
        }
        return Ok(Outcome::Invalid);
    }
    let taken;
    (folder.settings, taken) = folder.settings.or_stated(stored.header())?;
    if args.format == Format::Text && !taken.is_empty() {
        let taken: Vec<String> = taken.iter().map(shown).collect();
        let taken = taken.join(", ");
        let note = TAKEN.with(&[("plan", &name), ("taken", &taken)]);
        tell(&format!("{}\n", hung("note: ", &note, 6)))?;
    }
    let loaded = load::load(folder, |_, options| {
        options.shard = stored.header().shard();
        options.sent = sent.unwrap_or_default();
    })?;
    let Some(mut loaded) = loaded else {
        return Ok(Outcome::Invalid);
    };
    loaded.show(Progress::of_answer(Unit::Rows), 1);
    match loaded
        .plan
        .verify::<_, _, Stopped>(&mut loaded.contacts, stored)
    {
        Ok(verification) => answer(&verification, &taken, &name, args.format),
        Err(Stopped::Plan(error)) => Err(Failure::read(name, error)),
        Err(Stopped::Inputs(Stop::Failure(failure))) => Err(failure),
        Err(Stopped::Inputs(Stop::Refused(issues))) => {
            load::tell_issues(&issues, &loaded)?;
            Ok(Outcome::Invalid)
        }
    }
}

/// A setting for people: without its value where that is a list or a selector, which may be long.
fn shown((name, value): (&String, &Value)) -> String {
    match value {
        Value::Number(_) | Value::Bool(_) => format!("{name} = {value}"),
        Value::String(text) => format!("{name} = {}", visible(text)),
        _ => name.clone(),
    }
}

fn answer(
    found: &Verification,
    taken: &Map<String, Value>,
    name: &str,
    format: Format,
) -> Result<Outcome, Failure> {
    match format {
        Format::Json => print(&format!("{}\n", answer_json(found, taken)))?,
        Format::Text => {
            for broken in found.broken() {
                tell(&stored::show(&broken.issue, name))?;
            }
            print(&format!("{}\n", hung("", &verdict(found, name), 2)))?;
        }
    }
    Ok(if found.holds() {
        Outcome::Valid
    } else {
        Outcome::Invalid
    })
}

const TAKEN: Words = Words {
    en: "{plan} states what neither plan.toml nor a flag does: {taken}",
    fr: "{plan} indique ce que ni plan.toml ni une option ne disent : {taken}",
};

const HOLDS: Words = Words {
    en: "{plan} holds: {sends} sends and {skipped} skipped in {occurrences} occurrences, hash {hash}",
    fr: "{plan} est juste : {sends} envois et {skipped} ignorés en {occurrences} occurrences, empreinte {hash}",
};

const BROKEN: Words = Words {
    en: "{plan} is broken: first {law} on line {line}; how often: {all}",
    fr: "{plan} n'est pas juste : d'abord {law} à la ligne {line} ; combien de fois : {all}",
};

fn verdict(found: &Verification, name: &str) -> String {
    match (found.broken().first(), found.summary()) {
        (None, Some(summary)) => HOLDS.with(&[
            ("plan", &name),
            ("sends", &summary.sends),
            ("skipped", &summary.skipped_total()),
            ("occurrences", &summary.occurrences),
            ("hash", &summary.hash),
        ]),
        (Some(first), _) => {
            let line = first.issue.place().map_or(0, |place| place.line);
            let law = first.law.name();
            let all: Vec<String> = found
                .broken()
                .iter()
                .map(|broken| format!("{} {}", broken.law.name(), broken.times))
                .collect();
            BROKEN.with(&[
                ("plan", &name),
                ("law", &law),
                ("line", &line),
                ("all", &all.join(", ")),
            ])
        }
        // a plan without a summary breaks the law of being whole
        (None, None) => String::new(),
    }
}

fn answer_json(found: &Verification, taken: &Map<String, Value>) -> String {
    let broken: Vec<_> = found
        .broken()
        .iter()
        .map(|broken| json!({"law": broken.law.name(), "times": broken.times, "issue": broken.issue}))
        .collect();
    let names: Vec<&String> = taken.keys().collect();
    let first = found.broken().first().map(|broken| {
        json!({"law": broken.law.name(), "line": broken.issue.place().map(|place| place.line)})
    });
    json!({"valid": found.holds(), "first": first, "broken": broken, "summary": found.summary(), "fromHeader": names})
        .to_string()
}
