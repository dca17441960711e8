//! `flashplan plan`: streams the plan.

use crate::folder::FolderArgs;
use crate::load::{self, Loaded, Stop};
use crate::output::{Failure, Outcome, tell};
use crate::progress::{Progress, Unit};
use crate::sheet::{Layout, Sheet};
use crate::whole::write_whole;
use crate::words::Words;
use flashplan::issue::Issues;
use flashplan::plan::{Shard, Summary};
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Write the plan: one line for each date, message and skipped contact
///
/// Standard output gets the plan, standard error what a person should know. With --out the file
/// appears when the plan is whole; a plan that fails leaves the old file. Numbers that are read
/// otherwise than they are written are told of before the first line of the plan is made.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan plan examples/promo --count 3
  flashplan plan examples/promo --shard 0/4 --out part-0.ndjson
  flashplan plan examples/promo --until 2027-03-31T00:00:00Z --format ics")]
pub(crate) struct Args {
    /// Make only part I of K, such as 0/4: the parts are disjoint and together the whole
    #[arg(long, value_name = "I/K", default_value = "0/1")]
    shard: Shard,
    /// A file of keys already sent, one a line: these sends are left out and counted
    #[arg(long, value_name = "FILE")]
    sent: Option<PathBuf>,
    /// Write in this form; in CSV values stand as they are, also where a spreadsheet sees a formula
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    format: Format,
    /// Mask phone numbers and hash texts, for logs; the plan's hash stays that of the plan itself
    #[arg(long)]
    redact: bool,
    /// Share the work among this many threads; the plan is the same, byte for byte
    #[arg(long, value_name = "N", default_value = "1")]
    threads: NonZeroUsize,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    folder: FolderArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line
    Ndjson,
    /// One row a send or skipped contact
    Csv,
    /// The same rows as Parquet
    Parquet,
    /// The occurrences alone, as a calendar (RFC 5545)
    Ics,
}

const COUNTS: Words = Words {
    en: "{planned} planned, {skipped} skipped, {sent} sent before",
    fr: "{planned} planifiés, {skipped} ignorés, {sent} déjà envoyés",
};

const HASH: Words = Words {
    en: "plan hash {hash}",
    fr: "empreinte {hash}",
};

const NO_KEY: Words = Words {
    en: "{file}, line {line}: not the key of a send; a line holds one key, as the plan's `key` has it",
    fr: "{file}, ligne {line} : ce n'est pas la clé d'un envoi ; une ligne contient une clé, comme `key` dans le plan",
};

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let sent = args
        .sent
        .as_deref()
        .map(read_keys)
        .transpose()?
        .unwrap_or_default();
    let folder = args.folder.find()?;
    let Some(mut loaded) = load::load(folder, |_, options| {
        options.shard = args.shard;
        options.sent = sent;
    })?
    else {
        return Ok(Outcome::Invalid);
    };
    let layout = match args.format {
        Format::Ndjson => Layout::Lines,
        Format::Csv => Layout::Rows,
        Format::Parquet => Layout::Columns,
        Format::Ics => return write_calendar(args.out.as_deref(), &loaded),
    };
    let streams = if loaded.plan.may_stop() { 2 } else { 1 };
    loaded.show(Progress::of_output(Unit::Rows, args.out.is_some()), streams);
    loaded.contacts.tell_first(load::tell_of_contacts);
    let written = write_whole(args.out.as_deref(), |out, name| {
        let mut sheet = Sheet::new(out, layout, args.redact, &loaded.plan.header());
        write(&mut sheet, name, args.threads, &mut loaded)
    });
    match written {
        Ok(summary) => {
            load::tell_issues(&summary.issues, &loaded)?;
            // a table has no line for its summary
            if layout != Layout::Lines {
                tell(&told(&summary))?;
            }
            Ok(Outcome::Valid)
        }
        Err(Stop::Refused(issues)) => {
            load::tell_issues(&issues, &loaded)?;
            Ok(Outcome::Invalid)
        }
        Err(Stop::Failure(failure)) => Err(failure),
    }
}

/// What became of the candidates, and the hash.
fn told(summary: &Summary) -> String {
    let counts = COUNTS.with(&[
        ("planned", &summary.sends),
        ("skipped", &summary.skipped_total()),
        ("sent", &summary.already_sent),
    ]);
    format!("{counts}\n{}\n", HASH.with(&[("hash", &summary.hash)]))
}

fn write(
    sheet: &mut Sheet<'_>,
    name: &str,
    threads: NonZeroUsize,
    loaded: &mut Loaded,
) -> Result<Summary, Stop> {
    let failed = |reason| Stop::Failure(Failure::write(name, reason));
    let (plan, contacts) = (&loaded.plan, &mut loaded.contacts);
    if plan.may_stop() {
        plan.stream_on::<_, Stop>(threads, contacts, &mut |_, _| Ok(()))?;
    }
    let summary = plan.stream_on::<_, Stop>(threads, contacts, &mut |entry, line| {
        sheet.entry(entry, line).map_err(failed)
    })?;
    sheet.end(&summary).map_err(failed)?;
    Ok(summary)
}

/// The occurrences as a calendar. There is no clock here: it is dated by the campaign's own start.
fn write_calendar(path: Option<&Path>, loaded: &Loaded) -> Result<Outcome, Failure> {
    let uid = format!("{}@flashplan", loaded.plan.fingerprint());
    let (name, stamp) = (loaded.campaign.name(), loaded.campaign.schedule().to_utc());
    let (schedule, options) = (loaded.plan.schedule(), loaded.plan.options());
    let calendar = match options.now {
        None => schedule.to_ics(&uid, name, stamp),
        Some(now) => schedule.to_ics_as_of(now, options.missed, &uid, name, stamp),
    };
    match calendar {
        Ok(calendar) => write_whole(path, |out, name| {
            out.write_all(calendar.as_bytes())
                .map(|()| Outcome::Valid)
                .map_err(|reason| Failure::write(name, reason))
        }),
        Err(issue) => {
            load::tell_issues(&Issues::from_iter([issue]), loaded)?;
            Ok(Outcome::Invalid)
        }
    }
}

/// The keys of a file, one a line. A line that is no key is refused: passed over, it could be a
/// message that is sent twice.
pub(crate) fn read_keys(path: &Path) -> Result<HashSet<Uuid>, Failure> {
    let bytes = crate::output::read_bytes(path)?;
    let mut keys = HashSet::new();
    for (number, line) in bytes.split(|&b| b == b'\n').enumerate() {
        let line = line.trim_ascii();
        match Uuid::try_parse_ascii(line) {
            Ok(key) => drop(keys.insert(key)),
            Err(_) if line.is_empty() => {}
            Err(_) => {
                return Err(Failure::Usage(
                    NO_KEY.with(&[("file", &path.display()), ("line", &(number + 1))]),
                ));
            }
        }
    }
    Ok(keys)
}
