//! Values while a template runs: what they are, whether they count as true, how they print.

use super::number;
use super::program::Name;
use crate::contact::Items;
use serde_json::Value;

/// A value, or the path that led to none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Val<'a> {
    /// Absent or null; the path of the program that was looked up, if one was.
    Missing(Option<u32>),
    Bool(bool),
    Count(u64),
    Text(&'a str),
    /// A text that a helper made: bytes of the scratch text.
    Made(u32, u32),
    /// A list of a table.
    List(Items<'a>),
    /// A number, an array or an object.
    Json(&'a Value),
    /// The object of all namespaces: it is there, and nothing of it is read but by its namespaces.
    Root,
}

/// Where paths lead.
pub(super) trait Lookup<'a> {
    /// The value of a path of the program.
    fn look_up(&self, path: u32) -> Val<'a>;
}

impl<'a> Val<'a> {
    pub(super) fn of(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Missing(None),
            Value::Bool(value) => Self::Bool(*value),
            Value::String(text) => Self::Text(text),
            other => Self::Json(other),
        }
    }

    /// The same value; where it is missing, `path` is what was looked up.
    pub(super) fn or_missing(self, path: u32) -> Self {
        match self {
            Self::Missing(None) => Self::Missing(Some(path)),
            other => other,
        }
    }

    /// Truth as handlebars.js has it in `{{#if}}`.
    pub(super) fn is_true(self) -> bool {
        match self {
            Self::Missing(_) => false,
            Self::Bool(value) => value,
            Self::Count(count) => count != 0,
            Self::Text(text) => !text.is_empty(),
            Self::Made(start, end) => start != end,
            Self::List(items) => !items.is_empty(),
            Self::Json(Value::Number(number)) => number.as_f64() != Some(0.0),
            Self::Json(Value::Array(items)) => !items.is_empty(),
            Self::Json(_) | Self::Root => true,
        }
    }

    /// Truth as JavaScript has it, where an empty array counts as true.
    pub(super) fn is_truthy(self) -> bool {
        match self {
            Self::List(_) | Self::Json(Value::Array(_)) => true,
            other => other.is_true(),
        }
    }

    /// Truth where 0 counts as true: what `{{#with}}` asks, and `includeZero=true`.
    pub(super) fn is_filled(self) -> bool {
        match self {
            Self::Count(_) | Self::Json(Value::Number(_)) => true,
            other => other.is_true(),
        }
    }

    /// How many items `{{#each}}` goes through.
    pub(super) fn items(self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Json(Value::Array(items)) => items.len(),
            Self::Json(Value::Object(object)) => object.len(),
            _ => 0,
        }
    }

    /// What a path's next name leads to.
    pub(super) fn field(self, name: &str) -> Self {
        let found = match self {
            Self::Json(Value::Object(object)) => {
                return object.get(name).map_or(Self::Missing(None), Self::of);
            }
            Self::Json(Value::Array(items)) => match position(name) {
                Some(i) => items.get(i).map(Self::of),
                None => length(name, items.len()),
            },
            Self::List(items) => match position(name) {
                Some(i) => items.get(i).map(Self::Text),
                None => length(name, items.len()),
            },
            Self::Text(text) => length(name, text.encode_utf16().count()),
            _ => None,
        };
        found.unwrap_or(Self::Missing(None))
    }

    pub(super) fn path(self, names: &[Name]) -> Self {
        let mut value = self;
        for name in names {
            value = value.field(name);
        }
        value
    }
}

/// `length` of a text or an array, as JavaScript has it.
fn length(name: &str, length: usize) -> Option<Val<'static>> {
    (name == "length").then_some(Val::Count(length as u64))
}

/// The index that a name stands for: digits without a leading zero.
fn position(name: &str) -> Option<usize> {
    let plain = name == "0" || !name.starts_with('0') && name.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| name.parse().ok()).flatten()
}

/// The printed text of a JSON value: a text as it is, a number as JavaScript writes it, an array as
/// its items joined by `, `. None for null, and where an object would print.
///
/// ```
/// use flashplan::template::print_value;
/// use serde_json::json;
/// assert_eq!(print_value(&json!(1.0)).as_deref(), Some("1"));
/// assert_eq!(print_value(&json!(["a", 2, true])).as_deref(), Some("a, 2, true"));
/// assert_eq!(print_value(&json!({"a": 1})), None);
/// ```
#[must_use]
pub fn print_value(value: &Value) -> Option<String> {
    if value.is_null() {
        return None;
    }
    let mut out = String::new();
    push_value(&mut out, value).then_some(out)
}

/// Whether `{{#if}}` takes a JSON value for true.
pub(crate) fn is_true(value: &Value) -> bool {
    Val::of(value).is_true()
}

/// Prints a value; whether it is one that prints. Nested arrays are joined as one, and null prints
/// nothing inside an array.
pub(super) fn push_value(out: &mut String, value: &Value) -> bool {
    let Value::Array(items) = value else {
        return push_scalar(out, value);
    };
    let before = out.len();
    let mut outer = vec![items.iter()];
    let mut first = true;
    while let Some(items) = outer.last_mut() {
        let Some(item) = items.next() else {
            outer.pop();
            continue;
        };
        if let Value::Array(inner) = item {
            outer.push(inner.iter());
            continue;
        }
        if !std::mem::take(&mut first) {
            out.push_str(", ");
        }
        if !push_scalar(out, item) {
            out.truncate(before);
            return false;
        }
    }
    true
}

fn push_scalar(out: &mut String, value: &Value) -> bool {
    match value {
        Value::Null => {}
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => number::push(out, value),
        Value::String(text) => out.push_str(text),
        Value::Array(_) | Value::Object(_) => return false,
    }
    true
}

/// The keys of an object in the order in which JavaScript goes through them: array indices first, by
/// size, then the others as they were written.
pub(super) fn keys(object: &serde_json::Map<String, Value>) -> Vec<&str> {
    let is_index = |key: &str| position(key).filter(|&i| i < u32::MAX as usize);
    let mut indices: Vec<&str> = object
        .keys()
        .map(String::as_str)
        .filter(|key| is_index(key).is_some())
        .collect();
    indices.sort_by_key(|key| is_index(key));
    let names = object
        .keys()
        .map(String::as_str)
        .filter(|key| is_index(key).is_none());
    indices.extend(names);
    indices
}
