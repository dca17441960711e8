//! An issue in a text, shown as rustc shows one: the source line and a caret beneath.

use super::{Issue, Place};
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of a terminal. A source line that is longer is cut around the place.
const COLUMNS: usize = 80;

/// What a tab is shown as: a terminal would move to a column that nobody can know.
const TAB: &str = "    ";

/// `issue` with the line of `source` that it stands in, the place marked with carets.
///
/// `name` is what the text is called (a file, a field). Without a place there is no source line. The
/// carets stand under the place also behind emoji, tabs and combining marks, by the widths of Unicode's
/// annex 11; a long line is cut to 80 columns. No control character gets through, and none that turns
/// the direction of a line. The words around the message are in the issue's language.
///
/// ```
/// use flashplan::issue::show_in_source;
/// use flashplan::template::Template;
///
/// let source = "Bonjour 🌺 {{contct.firstName}}";
/// let issues = Template::compile(source).unwrap_err();
/// let shown = show_in_source(issues.iter().next().unwrap(), "salut.hbs", source);
/// assert!(shown.contains("\n1 | Bonjour 🌺 {{contct.firstName}}\n  |              ^^^^^^"));
/// ```
#[must_use]
pub fn show_in_source(issue: &Issue, name: &str, source: &str) -> String {
    let mut out = String::new();
    let severity = issue.severity_word();
    let code = issue.code().name();
    // writing to a String cannot fail
    let _ = writeln!(out, "{severity}[{code}]: {}", visible(&issue.message()));
    if let Some(place) = issue.place() {
        source_line(&mut out, name, source, issue.path(), place);
    } else {
        let _ = writeln!(out, "  --> {}", at(name, issue.path()));
    }
    let hint = issue.hint();
    if !hint.is_empty() {
        let _ = writeln!(out, "  {}{}", issue.help_label(), visible(&hint));
    }
    out
}

/// The name of a text, and the pointer into it if there is one.
fn at(name: &str, path: &str) -> String {
    if path.is_empty() {
        visible(name)
    } else {
        visible(&format!("{name} {path}"))
    }
}

fn source_line(out: &mut String, name: &str, source: &str, path: &str, place: Place) {
    let line = source
        .split('\n')
        .nth(place.line as usize - 1)
        .unwrap_or("")
        .trim_end_matches('\r');
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let marked = place.span.text(source).split('\n').next().unwrap_or("");
    let window = Window::around(line, place, marked, COLUMNS - margin.len() - " | ".len());
    let name = format!("{name}:{}:{}", place.line, place.column);
    let _ = writeln!(out, "{margin}--> {}", at(&name, path));
    let _ = writeln!(out, "{margin} |");
    let _ = writeln!(out, "{number} | {}", window.text);
    let _ = writeln!(
        out,
        "{margin} | {}{}",
        " ".repeat(window.indent),
        "^".repeat(window.carets)
    );
}

/// The part of a line that is shown, and where its carets stand, in columns.
struct Window {
    text: String,
    indent: usize,
    carets: usize,
}

impl Window {
    /// At most `columns` of `line`, the place in them.
    fn around(line: &str, place: Place, marked: &str, columns: usize) -> Self {
        let before: String = line.chars().take(place.column as usize - 1).collect();
        let before = visible(&before);
        let line = visible(line);
        let (start, total) = (width(&before), width(&line));
        let marked = width(&visible(marked)).max(1);
        if total <= columns {
            let carets = marked.min(total.saturating_sub(start).max(1));
            return Self {
                text: line,
                indent: start,
                carets,
            };
        }
        // the place in the middle, but no more empty room behind the line's end than need be
        let middle = start.saturating_sub((columns - marked.min(columns / 2)) / 2);
        // the `…` in front takes a column of its own
        let (text, skipped) = cut(&line, middle.min(total + 1 - columns), columns);
        let indent = start + usize::from(skipped > 0) - skipped;
        let carets = marked.min(width(&text).saturating_sub(indent).max(1));
        Self {
            text,
            indent,
            carets,
        }
    }
}

/// At most `columns` of `line`, from column `from` on, and how many columns were left out in front.
/// What is left out on either side is a `…`; no character is cut in two.
fn cut(line: &str, from: usize, columns: usize) -> (String, usize) {
    let mut text = String::new();
    let (mut skipped, mut used) = (0, 0);
    let mut left = width(line);
    for cluster in line.graphemes(true) {
        let own = cluster.width();
        if text.is_empty() && skipped < from {
            skipped += own;
            left = left.saturating_sub(own);
            continue;
        }
        if text.is_empty() && skipped > 0 {
            text.push('…');
            used = 1;
        }
        // a column is kept for what says that there is more
        if used + left > columns && used + own > columns - 1 {
            text.push('…');
            break;
        }
        text.push_str(cluster);
        used += own;
        left = left.saturating_sub(own);
    }
    (text, skipped)
}

/// How many columns a text takes. Cluster by cluster: terminals keep a cell for each letter of those that
/// a font may draw as one, such as the Arabic lam and alef.
fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// A terminal acts on control characters, on tabs, and on marks that turn the direction of a line.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str(TAB),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
