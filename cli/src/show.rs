//! Issues as a person reads them: the line that is meant, with carets under the place.

use flashplan::issue::{Issue, show_in_source};
use flashplan::json::{Document, locate};
use flashplan::limits::Limits;
use serde_json::Value;

/// An issue of a JSON file. A place inside one of its texts, such as a template's body, is shown in
/// that text; any other issue in the line of the JSON that its pointer leads to.
pub(crate) fn show_in_json(issue: &Issue, name: &str, source: &str) -> String {
    if issue.place().is_some() && !issue.path().is_empty() {
        let value: Value = serde_json::from_str(source).unwrap_or_default();
        if let Some(text) = value.pointer(issue.path()).and_then(Value::as_str) {
            return show_in_source(issue, name, text);
        }
    }
    match Document::parse(source.as_bytes(), &Limits::new()) {
        Ok(document) if issue.place().is_none() => {
            let place = locate(&document, issue.path()).place(source);
            show_in_source(&issue.clone().at(place), name, source)
        }
        Ok(_) | Err(_) => show_in_source(issue, name, source),
    }
}

/// An issue that is about no text: what is wrong, and how to mend it.
pub(crate) fn show_alone(issue: &Issue, name: &str) -> String {
    let (severity, code) = (issue.severity().name(), issue.code().name());
    let place = if name.is_empty() {
        String::new()
    } else {
        format!("  --> {name} {}\n", issue.path())
    };
    format!(
        "{severity}[{code}]: {}\n{place}  help: {}\n",
        issue.message(),
        issue.hint()
    )
}
