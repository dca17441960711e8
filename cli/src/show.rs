//! Issues as a person reads them: the line that is meant, with carets under the place.

use flashplan::issue::{Issue, Span, show_in_source};
use flashplan::json::{Document, locate};
use flashplan::limits::Limits;
use serde_json::Value;

/// An issue of a JSON file, in the line of the JSON that it is about. A place inside a text, such as a
/// template's body, is shown in that text where escapes make the JSON hard to read.
pub(crate) fn show_in_json(issue: &Issue, name: &str, source: &str) -> String {
    let Ok(document) = Document::parse(source.as_bytes(), &Limits::new()) else {
        return show_in_source(issue, name, source);
    };
    let value = locate(&document, issue.path());
    let span = match issue.place() {
        None => Some(value),
        Some(inner) => within(value, inner.span, source),
    };
    match span {
        Some(span) => show_in_source(&issue.clone().at(span.place(source)), name, source),
        None => show_in_source(issue, name, &text_at(issue.path(), source)),
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

/// An issue that is about no text: what is wrong, and how to mend it.
pub(crate) fn show_alone(issue: &Issue, name: &str) -> String {
    let (severity, code) = (issue.severity_word(), issue.code().name());
    let place = if name.is_empty() {
        String::new()
    } else {
        format!("  --> {name} {}\n", issue.path())
    };
    format!(
        "{severity}[{code}]: {}\n{place}  {}{}\n",
        issue.message(),
        issue.help_label(),
        issue.hint()
    )
}
