//! `flashplan plan`: streams the plan.

use crate::folder::FolderArgs;
use crate::load::{self, Loaded, Stop};
use crate::output::{Failure, Outcome};
use flashplan::issue::Issues;
use flashplan::plan::Shard;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Stream the plan: one line for each occurrence, send and skipped contact
///
/// Standard output gets the plan, standard error what a person should know. With --out the file
/// appears when the plan is whole; a plan that fails leaves the old file.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan plan examples/promo --count 3
  flashplan plan examples/promo --shard 0/4 --out part-0.ndjson
  flashplan plan examples/promo --timezone Europe/Paris --until 2027-03-31T00:00:00Z")]
pub(crate) struct Args {
    #[command(flatten)]
    folder: FolderArgs,
    /// Make only part I of K, such as 0/4: the parts are disjoint and together the whole
    #[arg(long, value_name = "I/K", default_value = "0/1")]
    shard: Shard,
    /// A file of keys already sent, one a line: these sends are left out and counted
    #[arg(long, value_name = "FILE")]
    sent: Option<PathBuf>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One JSON object a line
    Ndjson,
}

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
    let Format::Ndjson = args.format;
    let written = match &args.out {
        Some(path) => write_file(path, &mut loaded),
        None => write_lines(
            &mut BufWriter::with_capacity(1 << 16, io::stdout().lock()),
            "standard output",
            &mut loaded,
        ),
    };
    load::tell_broken_lines(&loaded)?;
    match written {
        Ok(issues) => {
            load::tell_issues(&issues, &loaded)?;
            Ok(Outcome::Valid)
        }
        Err(Stop::Refused(issues)) => {
            load::tell_issues(&issues, &loaded)?;
            Ok(Outcome::Invalid)
        }
        Err(Stop::Failure(failure)) => Err(failure),
    }
}

/// Writes beside `path` and moves the whole over it, so that nobody ever finds half a plan there. What
/// is no ordinary file, such as a pipe or a device, is written to as it is.
fn write_file(path: &Path, loaded: &mut Loaded) -> Result<Issues, Stop> {
    let name = path.display().to_string();
    let failed = |reason| Stop::Failure(Failure::write(&name, reason));
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        let file = File::options().write(true).open(path).map_err(failed)?;
        return write_lines(&mut BufWriter::with_capacity(1 << 16, file), &name, loaded);
    }
    // through a link the file that it leads to is replaced, and not the link
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut part = whole.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let result = File::create(&part).map_err(failed).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let issues = write_lines(&mut out, &name, loaded)?;
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        fs::rename(&part, &whole).map_err(failed)?;
        Ok(issues)
    });
    if result.is_err() {
        // the part is worth nothing; that it cannot be removed either changes no answer
        let _ = fs::remove_file(&part);
    }
    result
}

fn write_lines(out: &mut impl Write, name: &str, loaded: &mut Loaded) -> Result<Issues, Stop> {
    let failed = |reason| Stop::Failure(Failure::write(name, reason));
    if loaded.plan.may_stop() {
        loaded.plan.summary::<_, Stop>(&mut loaded.contacts)?;
    }
    // the header waits for the first entry: contacts that cannot be read leave no output at all
    let mut header = Some(format!("{}\n", loaded.plan.header()));
    let mut write = |line: &str| {
        let header = header.take().unwrap_or_default();
        out.write_all(header.as_bytes())
            .and_then(|()| out.write_all(line.as_bytes()))
            .map_err(failed)
    };
    let summary = loaded
        .plan
        .stream::<_, Stop>(&mut loaded.contacts, &mut |_, line| write(line))?;
    let line = serde_json::to_string(&summary).map_err(|error| failed(error.into()))?;
    write(&format!("{line}\n"))?;
    out.flush().map_err(failed)?;
    Ok(summary.issues)
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
                return Err(Failure::Usage(format!(
                    "{}, line {}: not the key of a send; a line holds one key, as the plan's `key` has it",
                    path.display(),
                    number + 1
                )));
            }
        }
    }
    Ok(keys)
}
