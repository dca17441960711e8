//! What must never be kept.

use crate::json::{Kind, Value};

/// Parts of the names that secrets have, written without case, `_` and `-`.
const MARKS: [&str; 9] = [
    "apikey",
    "token",
    "password",
    "passwd",
    "secret",
    "webhook",
    "authorization",
    "credential",
    "hash",
];

/// Whether a field of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    MARKS.iter().any(|mark| plain.contains(mark))
}

/// Whether `value` holds a secret that is not empty, at any depth.
pub(super) fn has_secret(value: Value<'_>) -> bool {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        for (name, member) in value.members() {
            if is_secret_name(name) && !is_empty(member) {
                return true;
            }
            left.push(member);
        }
        left.extend(value.items());
    }
    false
}

fn is_empty(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Null => true,
        Kind::Text => value.text() == Some(""),
        Kind::Array => value.items().next().is_none(),
        Kind::Object => value.members().next().is_none(),
        Kind::Boolean | Kind::Number => false,
    }
}

/// An address without the user and password, query and fragment that may stand in it.
pub(super) fn without_credentials(url: &str) -> String {
    let url = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    match url[start..end].rfind('@') {
        Some(at) => format!("{}{}", &url[..start], &url[start + at + 1..]),
        None => url.to_owned(),
    }
}
