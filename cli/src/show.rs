//! Issues as a person reads them: the line that is meant, with carets under the place.

use crate::words::language;
use crate::wrap::hung;
use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Datelike as _, FixedOffset};
use flashplan::issue::{Issue, Language, Severity, Span, show_in_source as show_plain};
use flashplan::json::{Document, locate};
use flashplan::limits::Limits;
use flashplan_page::Problem;
use serde_json::Value;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

/// What an issue is about.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// No text: options, or a file as a whole. The name may be empty.
    Alone(&'a str),
    /// A JSON file, by name and text; the issue's pointer leads into it.
    Json(&'a str, &'a str),
    /// A text, by name; the issue's place is in it.
    Text(&'a str, &'a str),
}

impl Origin<'_> {
    /// The issue as a person reads it in a terminal.
    pub(crate) fn show(self, issue: &Issue) -> String {
        match self {
            Self::Alone(name) => show_alone(issue, name),
            Self::Json(name, source) => show_in_json(issue, name, source),
            Self::Text(name, source) => show_in_source(issue, name, source),
        }
    }

    /// The issue as a program reads it: with the file that is meant, where it is one.
    pub(crate) fn json(self, issue: &Issue) -> Value {
        let (file, issue) = match self {
            Self::Json(name, source) => (Some(base_name(name)), located(issue, source).0),
            Self::Text(name, _) => (Some(name), issue.clone()),
            Self::Alone(name) => (Some(name).filter(|name| !name.is_empty()), issue.clone()),
        };
        let mut value = serde_json::json!(issue.in_language(language()));
        if let Value::Object(fields) = &mut value {
            fields.insert("file".to_owned(), file.into());
        }
        value
    }

    /// The issue as the page shows it.
    pub(crate) fn problem(self, issue: &Issue) -> Problem {
        match self {
            Self::Alone("") => Problem::new(issue),
            Self::Alone(name) => Problem::in_file(issue, name, ""),
            Self::Text(name, source) => Problem::in_file(issue, name, source),
            Self::Json(name, source) => {
                let (issue, source) = located(issue, source);
                Problem::in_file(&issue, base_name(name), &source)
            }
        }
    }
}

/// A file without the folders it lies in: a page is read on other machines.
pub(crate) fn base_name(name: &str) -> &str {
    let base = Path::new(name).file_name().and_then(OsStr::to_str);
    base.unwrap_or(name)
}

/// An issue of a JSON file, in the line of the JSON that it is about.
pub(crate) fn show_in_json(issue: &Issue, name: &str, source: &str) -> String {
    let (issue, source) = located(issue, source);
    show_in_source(&issue, name, &source)
}

/// An issue of a JSON file with its place, and the text that the place is in: the file's, or that of a
/// value, such as a template's body, where escapes make the JSON hard to read.
fn located<'s>(issue: &Issue, source: &'s str) -> (Issue, Cow<'s, str>) {
    let Ok(document) = Document::parse(source.as_bytes(), &Limits::new()) else {
        return (issue.clone(), Cow::Borrowed(source));
    };
    let value = locate(&document, issue.path());
    let span = match issue.place() {
        None => Some(value),
        Some(inner) => within(value, inner.span, source),
    };
    match span {
        Some(span) => (issue.clone().at(span.place(source)), Cow::Borrowed(source)),
        None => (issue.clone(), Cow::Owned(text_at(issue.path(), source))),
    }
}

/// Where `inner`, a part of a text, stands in the JSON; none where the text is written with escapes.
fn within(value: Span, inner: Span, source: &str) -> Option<Span> {
    let text = value.text(source).strip_prefix('"')?;
    let is_escaped = text.contains('\\');
    let start = value.start + 1;
    (!is_escaped).then_some(Span {
        start: start + inner.start,
        end: start + inner.end,
    })
}

fn text_at(path: &str, source: &str) -> String {
    let value: Value = serde_json::from_str(source).unwrap_or_default();
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or(source)
        .to_owned()
}

/// An issue in `source`, in the colours of rustc; the stream that it goes to takes them out where they are
/// not wanted.
pub(crate) fn show_in_source(issue: &Issue, name: &str, source: &str) -> String {
    let issue = issue.clone().in_language(language());
    painted(&issue, &show_plain(&issue, name, source))
}

/// An issue that is about no text: what is wrong, and how to mend it.
pub(crate) fn show_alone(issue: &Issue, name: &str) -> String {
    let issue = &issue.clone().in_language(language());
    let (severity, code) = (issue.severity_word(), issue.code().name());
    let place = if name.is_empty() {
        String::new()
    } else {
        format!("  --> {name} {}\n", issue.path())
    };
    let (message, hint) = (visible(&issue.message()), visible(&issue.hint()));
    let help = issue.help_label();
    let plain = format!("{severity}[{code}]: {message}\n{place}  {help}{hint}\n");
    painted(issue, &plain)
}

/// A terminal acts on control characters and on marks that turn the direction of a line.
pub(crate) fn visible(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| {
        if c.is_control() || is_mark(c) {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

/// `Fri 2030-05-03 09:00:00 +01:00`, with the day in the settled language.
pub(crate) fn day_and_time(local: &DateTime<FixedOffset>) -> String {
    const FRENCH: [&str; 7] = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
    let day = match language() {
        Language::English => local.format("%a").to_string(),
        Language::French => {
            let day = local.weekday().num_days_from_monday() as usize;
            FRENCH.get(day).copied().unwrap_or_default().to_owned()
        }
    };
    format!("{day} {}", local.format("%Y-%m-%d %H:%M:%S %:z"))
}

const FRAME: Style = AnsiColor::BrightBlue.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();
const MESSAGE: Style = Style::new().bold();

fn style_of(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightGreen,
    };
    color.on_default().bold()
}

/// A shown issue in colours. Its lines are those of [`show_plain`]: the header, the place, a frame with
/// the source line and the carets, the help.
fn painted(issue: &Issue, plain: &str) -> String {
    let (own, help) = (style_of(issue.severity()), issue.help_label());
    let mut out = String::with_capacity(2 * plain.len());
    for (number, line) in plain.lines().enumerate() {
        let parts = if number == 0 {
            line.split_once("]: ")
                .map(|(kind, text)| (own, kind, "]: ", MESSAGE, text))
        } else if let Some(hint) = line.strip_prefix("  ").and_then(|l| l.strip_prefix(help)) {
            Some((HELP, "  ", help, Style::new(), hint))
        } else if let Some((margin, place)) = line.split_once("--> ") {
            Some((FRAME, margin, "--> ", Style::new(), place))
        } else {
            let text = line.split_once('|');
            text.map(|(margin, text)| (FRAME, margin, "|", text_style(own, text), text))
        };
        // writing to a String cannot fail
        let _ = match parts {
            Some((style, first, mark, rest_style, rest)) => {
                let rest = under(&format!("{first}{mark}"), rest, number == 0);
                writeln!(
                    out,
                    "{style}{first}{mark}{style:#}{rest_style}{rest}{rest_style:#}"
                )
            }
            None => writeln!(out, "{line}"),
        };
    }
    out
}

/// A message or a hint in lines that fit; frames with their source lines, and places, are as they are.
fn under(lead: &str, text: &str, is_message: bool) -> String {
    let indent = match (is_message, lead.trim_start()) {
        (true, _) => 4,
        (false, "help: " | "aide : ") => lead.chars().count(),
        (false, _) => return text.to_owned(),
    };
    hung(lead, text, indent).split_off(lead.len())
}

/// Carets are in the colour of the severity, the source line is as it is.
fn text_style(own: Style, text: &str) -> Style {
    if text.trim_matches([' ', '^']).is_empty() {
        own
    } else {
        Style::new()
    }
}
