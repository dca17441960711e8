//! `flashplan contacts`: how a file of contacts is understood, before anything is planned with it.

use crate::contacts::{ContactFile, ContactsError, How, Understood};
use crate::output::{Failure, Outcome, print, tell};
use crate::show::{show_alone, visible};
use crate::wrap::wrapped;
use flashplan::plan::Contacts as _;
use std::fmt::Write as _;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Show how a file of contacts is understood, number by number
///
/// Prints the encoding, the separator, what each column is taken for, and each number that is read
/// otherwise than it is written, or that nothing is sent to. The flags are also keys of plan.toml.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan contacts clients.csv
  flashplan contacts clients.csv --country BJ --encoding windows-1252
  flashplan contacts clients.xlsx --sheet Feuil1 --column id=Mobile")]
pub(crate) struct Args {
    /// The file: CSV, .xlsx, .ods, or JSON lines in a .jsonl
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Read numbers without a country code as of this country, such as BJ or 229
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Read the file in this encoding; without it UTF-8, or UTF-16 by its mark
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Read this sheet of a spreadsheet
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Take a column for this name, such as phone=Mobile; may be given again
    #[arg(long, value_name = "NAME=COLUMN")]
    column: Vec<String>,
    /// List every number that is told of, not only the first twenty of a kind
    #[arg(long)]
    all: bool,
}

/// Columns whose names are listed.
const COLUMNS: usize = 30;

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let how = How::new(
        args.country.as_deref(),
        args.encoding.as_deref(),
        args.sheet.as_deref(),
        &args.column,
    )?;
    let mut file = ContactFile::open(&args.file, how)?;
    if args.all {
        file.list_all();
    }
    let read: Result<(), ContactsError> = file.for_each_batch(&mut |_| Ok(()));
    match read {
        Ok(()) => {}
        Err(ContactsError::Failure(failure)) => return Err(failure),
        Err(ContactsError::Invalid(issue)) => {
            tell(&show_alone(&issue, ""))?;
            return Ok(Outcome::Invalid);
        }
    }
    for issue in file.broken_lines() {
        tell(&show_alone(issue, ""))?;
    }
    if let Some(understood) = file.understood() {
        print(&page(file.name(), understood, file.broken_lines().len()))?;
    }
    Ok(Outcome::Valid)
}

fn page(name: &str, understood: &Understood, broken: usize) -> String {
    let mut out = format!("{}\n", visible(name));
    let mut line = |what: &str, fact: &str| {
        // writing to a String cannot fail
        let _ = writeln!(out, "  {what:<9} {}", visible(fact));
    };
    for (what, fact) in understood.form() {
        line(what, &fact);
    }
    for part in wrapped(&columns(&understood.header), 68) {
        line("columns", &part);
    }
    let rows = understood.rows;
    line(
        "contacts",
        &format!("{rows}, of which {broken} cannot be read"),
    );
    for (kind, group) in understood.phones.found() {
        let verdict = if kind.is_refused() {
            "not used"
        } else {
            "used"
        };
        let _ = writeln!(out, "\n{}, {verdict}: {}", group.count, kind.words());
        for listed in &group.listed {
            let written = visible(&listed.written);
            let room = " ".repeat(26_usize.saturating_sub(written.width()));
            let number = match (listed.number, listed.since) {
                (Some(new), Some(day)) => format!("now {new} since {day}"),
                (Some(number), None) => number.to_string(),
                (None, _) => "-".to_owned(),
            };
            let _ = writeln!(out, "  line {:>6}  {written}{room}  {number}", listed.line);
        }
        let more = group.count - group.listed.len() as u64;
        if more > 0 {
            let _ = writeln!(out, "  and {more} more");
        }
    }
    out
}

/// The names of the columns, of many only the first.
fn columns(header: &[String]) -> String {
    let mut names = header.iter().take(COLUMNS).cloned().collect::<Vec<_>>();
    if header.len() > COLUMNS {
        names.push(format!("and {} more", header.len() - COLUMNS));
    }
    names.join(", ")
}
