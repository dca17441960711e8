//! An issue in a text, shown as rustc shows one: the source line and a caret beneath.

use super::{Issue, Place};
use std::fmt::Write as _;

/// How many characters of a long line are shown on each side of the place.
const WINDOW: usize = 60;

/// `issue` with the line of `source` that it stands in, the place marked with carets.
///
/// `name` is what the text is called (a file, a field). Without a place there is no source line.
/// The words around the message are in the issue's language.
#[must_use]
pub fn show_in_source(issue: &Issue, name: &str, source: &str) -> String {
    let mut out = String::new();
    let severity = issue.severity_word();
    let code = issue.code().name();
    // writing to a String cannot fail
    let _ = writeln!(out, "{severity}[{code}]: {}", issue.message());
    if let Some(place) = issue.place() {
        source_line(&mut out, name, source, issue.path(), place);
    } else if issue.path().is_empty() {
        let _ = writeln!(out, "  --> {name}");
    } else {
        let _ = writeln!(out, "  --> {name} {}", issue.path());
    }
    let hint = issue.hint();
    if !hint.is_empty() {
        let _ = writeln!(out, "  {}{hint}", issue.help_label());
    }
    out
}

fn source_line(out: &mut String, name: &str, source: &str, path: &str, place: Place) {
    let line = source
        .split('\n')
        .nth(place.line as usize - 1)
        .unwrap_or("")
        .trim_end_matches('\r');
    let before = place.column as usize - 1;
    let from = before.saturating_sub(WINDOW);
    let shown: String = line
        .chars()
        .skip(from)
        .take(before - from + WINDOW)
        .map(visible)
        .collect();
    let marked = place
        .span
        .text(source)
        .split('\n')
        .next()
        .unwrap_or("")
        .chars()
        .count();
    let room = shown.chars().count().saturating_sub(before - from).max(1);
    let carets = "^".repeat(marked.clamp(1, room));
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let cut = if from > 0 { "…" } else { "" };
    let indent = " ".repeat(before - from + cut.chars().count());
    let at = if path.is_empty() {
        String::new()
    } else {
        format!(" {path}")
    };
    let _ = writeln!(
        out,
        "{margin}--> {name}:{}:{}{at}",
        place.line, place.column
    );
    let _ = writeln!(out, "{margin} |");
    let _ = writeln!(out, "{number} | {cut}{shown}");
    let _ = writeln!(out, "{margin} | {indent}{carets}");
}

/// Control characters would move the caret, or the terminal's cursor.
fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}
