//! Opens stored plans, and shows what is wrong with them.

use crate::output::{Failure, STANDARD_INPUT};
use crate::progress::{Shared, Watched};
use crate::words::language;
use crate::wrap::hung;
use flashplan::issue::Issue;
use flashplan::plan::{Law, StoredError, StoredPlan};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A stored plan that is being read from a file, or from standard input for `-`.
pub(crate) type Stored = StoredPlan<Box<dyn BufRead>>;

/// Opens a plan. The inner error is what is wrong with its header, ready to be told.
pub(crate) fn open(path: &Path) -> Result<Result<Stored, String>, Failure> {
    Ok(open_watched(path)?.map(|(plan, _)| plan))
}

/// As [`open`], with how far the plan was read.
pub(crate) fn open_watched(path: &Path) -> Result<Result<(Stored, Shared), String>, Failure> {
    let unread = |reason| Failure::read(name(path), reason);
    let (input, size): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
        (Box::new(io::stdin()), 0)
    } else {
        let file = File::open(path).map_err(unread)?;
        let size = file.metadata().map_err(unread)?.len();
        (Box::new(file), size)
    };
    let input = Watched::new(input, size);
    let position = input.position();
    let input: Box<dyn BufRead> = Box::new(BufReader::with_capacity(1 << 16, input));
    match StoredPlan::open(input) {
        Ok(plan) => Ok(Ok((plan, position))),
        Err(StoredError::Unreadable(reason)) => Err(Failure::read(name(path), reason)),
        Err(StoredError::Invalid(issues)) => Ok(Err(issues
            .iter()
            .map(|issue| show(issue, &name(path)))
            .collect())),
    }
}

/// What a file is called.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        STANDARD_INPUT.text().to_owned()
    } else {
        path.display().to_string()
    }
}

/// An issue with its line. The line itself is not shown: it holds a contact's data.
pub(crate) fn show(issue: &Issue, name: &str) -> String {
    let issue = &issue.clone().in_language(language());
    let (severity, code) = (issue.severity_word(), issue.code().name());
    let law = match Law::of(issue) {
        Law::Form | Law::Whole => String::new(),
        law => format!(", {}", law.name()),
    };
    let place = issue.place().map_or(String::new(), |place| {
        format!(":{}:{}", place.line, place.column)
    });
    let path = match issue.path() {
        "" => String::new(),
        path => format!(" {path}"),
    };
    let message = hung(&format!("{severity}[{code}{law}]: "), &issue.message(), 4);
    let lead = format!("  {}", issue.help_label());
    let hint = hung(&lead, &issue.hint(), lead.chars().count());
    format!("{message}\n  --> {name}{place}{path}\n{hint}\n")
}
