//! Templates.

/// The printed text of a JSON value; none where it cannot print (an object).
#[must_use]
pub fn print_value(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Object(_) => None,
        other => Some(other.to_string()),
    }
}
