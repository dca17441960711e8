//! A problem with where it is and how to mend it.

use crate::both::Both;
use flashplan::issue::Issue;
use serde::Serialize;

/// Characters of a line that are shown on each side of the place.
const WINDOW: usize = 60;

/// One problem of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `error`, `warning`, `info`.
    pub severity: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: Both,
    /// How to mend it.
    pub hint: Both,
    /// The JSON pointer of what is wrong; empty where the input is not JSON.
    pub path: String,
    /// The file, or the template, that is meant.
    pub file: Option<String>,
    /// The place in it.
    pub excerpt: Option<Excerpt>,
}

/// A line with the place that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What stands before the place.
    pub before: String,
    /// The place.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

impl Problem {
    /// An issue that is about no text.
    #[must_use]
    pub fn new(issue: &Issue) -> Self {
        Self {
            severity: issue.severity().name(),
            code: issue.code().name(),
            message: Both::of(issue, Issue::message_in),
            hint: Both::of(issue, Issue::hint_in),
            path: issue.path().to_owned(),
            file: None,
            excerpt: None,
        }
    }

    /// An issue of a file, with the line of `source` that its place is in.
    #[must_use]
    pub fn in_file(issue: &Issue, name: &str, source: &str) -> Self {
        Self {
            file: Some(name.to_owned()),
            excerpt: Excerpt::of(issue, source),
            ..Self::new(issue)
        }
    }
}

impl Excerpt {
    fn of(issue: &Issue, source: &str) -> Option<Self> {
        let place = issue.place()?;
        let line = source.split('\n').nth(place.line as usize - 1)?;
        let line = line.trim_end_matches('\r');
        let before: String = line.chars().take(place.column as usize - 1).collect();
        let rest = line.get(before.len()..).unwrap_or("");
        let wanted = place.span.text(source).split('\n').next().unwrap_or("");
        let marked = if rest.starts_with(wanted) {
            wanted.trim_end_matches('\r')
        } else {
            ""
        };
        let after = rest.get(marked.len()..).unwrap_or("");
        Some(Self {
            line: place.line,
            column: place.column,
            before: last(&before, WINDOW),
            marked: first(marked, WINDOW),
            after: first(after, WINDOW),
        })
    }
}

fn first(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn last(text: &str, most: usize) -> String {
    let cut = text.chars().count().saturating_sub(most);
    let shown: String = text.chars().skip(cut).collect();
    if cut > 0 {
        format!("…{shown}")
    } else {
        shown
    }
}
