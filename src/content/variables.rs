//! `variables`: the values of `custom.*`, the same for every contact.

use super::texts;
use crate::issue::{Code, Issue};
use crate::json::{Kind, Value};
use crate::reading::{BlankVariables, Field, Options, Path, Sink};
use serde_json::{Map, Number};
use std::collections::HashSet;

/// The values of `custom.*` by name, in the order of the definition. Each is a text, a number or a
/// boolean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(Map<String, serde_json::Value>);

impl Variables {
    /// The value of `custom.name`.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&serde_json::Value> {
        self.0.get(name)
    }

    /// The values by name, as the context of a template has them.
    #[must_use]
    pub fn as_map(&self) -> &Map<String, serde_json::Value> {
        &self.0
    }

    /// The names and values, sorted by name.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&str, &serde_json::Value)> {
        let mut all: Vec<_> = self.0.iter().map(|(k, v)| (k.as_str(), v)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all
    }
}

/// Reads `variables` of a definition in template mode.
pub(crate) fn read_variables(
    field: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Variables {
    let mut variables = Map::new();
    let Some(object) = field.of_kind(Kind::Object, sink) else {
        return Variables(variables);
    };
    let mut seen = HashSet::new();
    for (name, value) in object.members() {
        let path = field.path.name(name);
        let at = Field {
            value: Some(value),
            path,
        };
        if !seen.insert(name) {
            at.report(Code::DuplicateKey, &texts::DUPLICATE_VARIABLE, sink);
        }
        check_name(name, &path, sink);
        match read_value(value, &at, options, sink) {
            Some(value) => variables.insert(name.to_owned(), value),
            // null counts as missing, also where it overrides a value
            None => variables.shift_remove(name),
        };
    }
    Variables(variables)
}

/// A name that no placeholder can hold is of no use.
fn check_name(name: &str, path: &Path<'_>, sink: &mut Sink) {
    if is_segment(name) {
        return;
    }
    let prefixed = name.strip_prefix("custom.").filter(|rest| is_segment(rest));
    let issue = match prefixed {
        Some(rest) => Issue::new(
            Code::VariableKeyPrefixed,
            path.pointer(),
            &texts::VARIABLE_KEY_PREFIXED,
        )
        .with("name", rest),
        None => Issue::new(Code::PathInvalid, path.pointer(), &texts::VARIABLE_NAME),
    };
    sink.report(issue);
}

fn is_segment(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    starts && name.chars().all(goes_on)
}

fn read_value(
    value: Value<'_>,
    at: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<serde_json::Value> {
    match value.kind() {
        Kind::Null => None,
        Kind::Boolean => value.boolean().map(Into::into),
        Kind::Number => {
            let number = number(value);
            if number.is_none() {
                at.report(Code::NumberRange, &texts::VARIABLE_NUMBER, sink);
            }
            number.map(Into::into)
        }
        Kind::Text => read_text(value.text()?, at, options, sink),
        Kind::Array | Kind::Object => {
            at.report(Code::ValueNotScalar, &texts::VALUE_NOT_SCALAR, sink);
            None
        }
    }
}

/// 2⁵³: from here on a double may stand for two whole numbers.
const FIRST_OF_TWO: f64 = 9_007_199_254_740_992.0;

/// The number as an integer where it is written as one and fits, as a double otherwise.
fn number(value: Value<'_>) -> Option<Number> {
    let raw = value.raw();
    if let Ok(integer) = raw.parse::<i64>() {
        return Some(integer.into());
    }
    let double = value.number()?;
    // 1.0 and 1e3 print as 1 and 1000, and are the same definition
    if double.fract() == 0.0 && double.abs() < FIRST_OF_TWO {
        return Some(Number::from(double as i64));
    }
    Number::from_f64(double)
}

/// The text, unless it is blank and the host takes that for missing.
fn read_text(
    text: &str,
    at: &Field<'_, '_>,
    options: &Options<'_>,
    sink: &mut Sink,
) -> Option<serde_json::Value> {
    check_text(text, at, options, sink);
    if !text.trim().is_empty() {
        return Some(text.into());
    }
    match options.blank_variables {
        BlankVariables::Present => {
            at.report(Code::ValueEmpty, &texts::VALUE_EMPTY, sink);
            Some(text.into())
        }
        BlankVariables::Missing => {
            at.report(Code::ValueEmpty, &texts::VALUE_COUNTS_AS_MISSING, sink);
            None
        }
    }
}

fn check_text(text: &str, at: &Field<'_, '_>, options: &Options<'_>, sink: &mut Sink) {
    let max = options.limits.value_bytes;
    if text.len() > max {
        let issue = at.issue(Code::InputTooLarge, &texts::VALUE_TOO_LARGE);
        sink.report(issue.with("got", text.len()).with("max", max));
    }
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        at.report(Code::ValueHasControlChars, &texts::VALUE_HAS_CONTROL, sink);
    }
}
