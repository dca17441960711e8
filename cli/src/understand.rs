//! `flashplan contacts`: how a file of contacts is understood, before anything is planned with it.

use crate::contacts::{ContactFile, ContactsError, Group, How, Kind, Understood};
use crate::output::{Failure, Outcome, print, tell};
use crate::show::{show_alone, visible};
use crate::words::{Words, language};
use crate::wrap::{COLUMNS, hung, wrapped};
use flashplan::issue::Language;
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
    /// List every number that is told of and every line that cannot be read, not
    /// only the first ones
    #[arg(long)]
    all: bool,
}

/// Columns whose names are listed.
const NAMES: usize = 30;

/// Lines that a summary names.
const NAMED: usize = 3;

/// How much room a fact has behind what it is about.
const ROOM: usize = 66;

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
        tell(&show_alone(&issue, ""))?;
    }
    if let Some(understood) = file.understood() {
        print(&page(file.name(), understood))?;
    }
    Ok(Outcome::Valid)
}

fn page(name: &str, understood: &Understood) -> String {
    let mut out = format!("{}\n", visible(name));
    for (what, fact) in understood.form() {
        line(&mut out, what, &fact);
    }
    if !understood.header.is_empty() {
        line(&mut out, COLUMN_NAMES, &columns(&understood.header));
    }
    let counts = COUNTS.with(&[
        ("rows", &understood.rows),
        ("broken", &understood.broken.count()),
    ]);
    line(&mut out, CONTACTS, &counts);
    for (kind, group) in understood.phones.found() {
        // writing to a String cannot fail
        let _ = numbers(&mut out, kind, group);
    }
    out
}

/// A fact about the file. What does not fit goes on below.
fn line(out: &mut String, what: Words, fact: &str) {
    for (part, text) in wrapped(&visible(fact), ROOM).iter().enumerate() {
        let what = if part == 0 { what.text() } else { "" };
        let _ = writeln!(out, "  {} {text}", padded(what, widest()));
    }
}

/// How wide is what stands before a fact.
fn widest() -> usize {
    match language() {
        Language::English => "separator".width(),
        Language::French => "séparateur".width(),
    }
}

/// `text` and as many spaces as make it this wide.
fn padded(text: &str, columns: usize) -> String {
    let room = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(room))
}

/// The numbers of a kind, each as it is written and as it is read.
fn numbers(out: &mut String, kind: Kind, group: &Group) -> std::fmt::Result {
    let head = match kind.is_refused() {
        true => NOT_USED,
        false => USED,
    };
    let head = head.with(&[("n", &group.count), ("what", &kind.words().text())]);
    writeln!(out, "\n{}", hung("", &head, 2))?;
    for listed in &group.listed {
        let written = padded(&visible(&listed.written), 26);
        let number = match (listed.number, listed.since) {
            (Some(new), Some(day)) => NOW.with(&[("number", &new), ("day", &day)]),
            (Some(number), None) => number.to_string(),
            (None, _) => "-".to_owned(),
        };
        let text = format!("  {} {:>6}  {written}  {number}", LINE.text(), listed.line);
        // a number as it is written may be wide
        for (part, text) in wrapped(&text, COLUMNS).iter().enumerate() {
            writeln!(out, "{}{text}", if part == 0 { "" } else { "    " })?;
        }
    }
    let more = group.count - group.listed.len() as u64;
    if more > 0 {
        writeln!(out, "  {}", MORE.with(&[("n", &more)]))?;
    }
    Ok(())
}

/// The names of the columns, of many only the first.
fn columns(header: &[String]) -> String {
    let mut names = header.iter().take(NAMES).cloned().collect::<Vec<_>>();
    if header.len() > NAMES {
        names.push(MORE.with(&[("n", &(header.len() - NAMES))]));
    }
    names.join(", ")
}

/// What was taken otherwise than it is written, for somebody who plans; none if nothing was.
pub(crate) fn summary(name: &str, understood: &Understood) -> Option<String> {
    let mut lines = understood.form();
    lines.extend(understood.phones.found().map(counted));
    if lines.is_empty() {
        return None;
    }
    let name = visible(name);
    let mut text = format!("{}\n", UNDERSTOOD.with(&[("file", &name)]));
    for (what, fact) in lines {
        line(&mut text, what, &fact);
    }
    if understood.phones.found().next().is_some() {
        line(&mut text, MORE_BY, MORE_FACT.text());
    }
    Some(text)
}

/// How many numbers there are of a kind, and where the first of them stand.
fn counted((kind, group): (Kind, &Group)) -> (Words, String) {
    let listed = group.listed.iter().take(NAMED);
    let lines: Vec<String> = listed.map(|listed| listed.line.to_string()).collect();
    let more = if group.count > lines.len() as u64 {
        ", .."
    } else {
        ""
    };
    let what = match kind.is_refused() {
        true => NUMBERS_NOT_USED,
        false => NUMBERS,
    };
    let lines = format!("{}{more}", lines.join(", "));
    let fact = COUNTED.with(&[
        ("n", &group.count),
        ("what", &kind.words().text()),
        ("lines", &lines),
    ]);
    (what, fact)
}

const COLUMN_NAMES: Words = Words {
    en: "columns",
    fr: "colonnes",
};

const CONTACTS: Words = Words {
    en: "contacts",
    fr: "contacts",
};

const COUNTS: Words = Words {
    en: "{rows}, of which {broken} cannot be read",
    fr: "{rows}, dont {broken} illisibles",
};

const USED: Words = Words {
    en: "{n}, used: {what}",
    fr: "{n}, pris : {what}",
};

const NOT_USED: Words = Words {
    en: "{n}, not used: {what}",
    fr: "{n}, non pris : {what}",
};

const LINE: Words = Words {
    en: "line",
    fr: "ligne",
};

const NOW: Words = Words {
    en: "now {number} since {day}",
    fr: "{number} depuis le {day}",
};

const MORE: Words = Words {
    en: "and {n} more",
    fr: "et {n} de plus",
};

const UNDERSTOOD: Words = Words {
    en: "{file}, as it was understood:",
    fr: "{file}, tel qu'il a été compris :",
};

const NUMBERS: Words = Words {
    en: "numbers",
    fr: "numéros",
};

const NUMBERS_NOT_USED: Words = Words {
    en: "not used",
    fr: "non pris",
};

const COUNTED: Words = Words {
    en: "{n} {what} (line {lines})",
    fr: "{n} {what} (ligne {lines})",
};

const MORE_BY: Words = Words {
    en: "more",
    fr: "détails",
};

const MORE_FACT: Words = Words {
    en: "`flashplan contacts --all` lists each number",
    fr: "`flashplan contacts --all` montre chaque numéro",
};
