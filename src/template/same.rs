//! Whether two contexts are the same: JavaScript's `==`, by which handlebars.js counts `../`.
//!
//! Objects and arrays are the same only where they are one. Beside a text or a number an array is
//! the text of its items joined by commas, and `"1"` equals 1. One thing is left out, that the text
//! `[object Object]` equals every object: it would put each `../` in doubt.

use super::number;
use super::value::Val;
use crate::contact::Items;
use serde_json::Value;

impl Val<'_> {
    /// Whether handlebars.js takes the two for the same context. A text that a helper made is like
    /// no other.
    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Missing(_), Self::Missing(_)) | (Self::Root, Self::Root) => true,
            (Self::List(one), Self::List(two)) => one.is_same(two),
            (Self::Json(one), Self::Json(two)) if is_compound(one) && is_compound(two) => {
                std::ptr::eq(one, two)
            }
            (Self::List(_), Self::Json(other)) | (Self::Json(other), Self::List(_))
                if is_compound(other) =>
            {
                false
            }
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Text(text), Self::List(items)) | (Self::List(items), Self::Text(text)) => {
                is_list(items, text)
            }
            (Self::Text(text), Self::Json(Value::Array(items)))
            | (Self::Json(Value::Array(items)), Self::Text(text)) => is_joined(items, text),
            _ => match (self.as_number(), other.as_number()) {
                (Some(one), Some(two)) => one == two,
                _ => false,
            },
        }
    }

    /// The number that JavaScript makes of a value for `==`; none where it makes none.
    fn as_number(self) -> Option<f64> {
        match self {
            Self::Bool(value) => Some(f64::from(u8::from(value))),
            Self::Count(count) => Some(count as f64),
            Self::Text(text) => number::of_text(text),
            // no context is an empty one
            Self::List(items) if items.len() == 1 => items.get(0).and_then(number::of_text),
            Self::Json(value) => number_of(value),
            _ => None,
        }
    }
}

fn is_compound(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

fn is_list(items: Items<'_>, text: &str) -> bool {
    let mut rest = Some(text);
    for (i, item) in items.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        rest = rest
            .and_then(|rest| rest.strip_prefix(comma))
            .and_then(|rest| rest.strip_prefix(item));
    }
    rest == Some("")
}

/// An array is its text as a number, so that only one of one item, or of none, can be one.
fn number_of(value: &Value) -> Option<f64> {
    let mut value = value;
    loop {
        return match value {
            Value::Array(items) => match items.as_slice() {
                [] => Some(0.0),
                [one] => {
                    value = one;
                    continue;
                }
                _ => None,
            },
            Value::Number(number) => number.as_f64(),
            Value::String(text) => number::of_text(text),
            // in an array: nothing else here is null
            Value::Null => Some(0.0),
            _ => None,
        };
    }
}

/// Whether `text` is the items joined by commas, those of inner arrays too. Ends where they differ.
fn is_joined(items: &[Value], text: &str) -> bool {
    let mut rest = text;
    let mut outer = vec![(items.iter(), true)];
    while let Some((items, is_first)) = outer.last_mut() {
        let Some(item) = items.next() else {
            outer.pop();
            continue;
        };
        let comma = if std::mem::take(is_first) { "" } else { "," };
        let Some(after) = rest.strip_prefix(comma) else {
            return false;
        };
        if let Value::Array(inner) = item {
            rest = after;
            outer.push((inner.iter(), true));
            continue;
        }
        let Some(after) = strip_scalar(after, item) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

/// What follows a value as JavaScript writes it.
fn strip_scalar<'a>(text: &'a str, value: &Value) -> Option<&'a str> {
    match value {
        Value::Null => Some(text),
        Value::Bool(true) => text.strip_prefix("true"),
        Value::Bool(false) => text.strip_prefix("false"),
        Value::Number(value) => text.strip_prefix(&number::print(value)),
        Value::String(own) => text.strip_prefix(own.as_str()),
        Value::Array(_) | Value::Object(_) => text.strip_prefix("[object Object]"),
    }
}

#[cfg(test)]
mod tests {
    use super::Val;
    use serde_json::{Value, json};

    #[test]
    fn values_are_the_same_as_in_javascript() {
        let same = |a: &Value, b: &Value| {
            let found = Val::of(a).is_same(Val::of(b));
            assert_eq!(found, Val::of(b).is_same(Val::of(a)), "{a} {b}");
            found
        };
        for (a, b) in [
            (json!("Awa"), json!(["Awa"])),
            (json!("a,b"), json!(["a", ["b"]])),
            (json!(",1,,true"), json!([null, 1, [], [true]])),
            (json!("1,[object Object]"), json!([1, {"a": 1}])),
            (json!("[object Object]"), json!([{}])),
            (json!(""), json!([])),
            (json!(0), json!([])),
            (json!(false), json!([[]])),
            (json!(0), json!([[null]])),
            (json!(1), json!(["1"])),
            (json!(true), json!([1])),
            (json!(1), json!(" 1\u{a0}\u{feff}")),
            (json!(16), json!("0x10")),
            (json!(5), json!("0b101")),
            (json!(0), json!(" ")),
            (json!(null), json!(null)),
        ] {
            assert!(same(&a, &b), "{a} == {b}");
        }
        for (a, b) in [
            (json!("Awa"), json!(["Awa", "Awa"])),
            (json!("a,"), json!(["a"])),
            (json!(1), json!([1, 2])),
            (json!([1]), json!([1])),
            (json!({}), json!({})),
            (json!(1), json!({})),
            (json!(null), json!(0)),
            (json!(null), json!([null])),
            (json!(1), json!([true])),
            (json!(0), json!("nan")),
            (json!("inf"), json!(1)),
            (json!(1), json!("1_0")),
            (json!(-16), json!("-0x10")),
            (json!(0), json!("\u{85}")),
        ] {
            assert!(!same(&a, &b), "{a} != {b}");
        }
    }
}
