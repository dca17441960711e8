//! Characters that nobody sees.
//!
//! A NUL is in no text that a person wrote: a file with one was damaged, or is UTF-16 and does not say so.
//! Its contact is skipped. Tabs and line ends are text. Other control characters stay in their values, as
//! templates have it: told of here, and left out of messages by `--neutralise`.

use memchr::memchr;
use serde_json::{Map, Value};

/// Lines that are named.
const NAMED: usize = 3;

/// The contacts whose values have control characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unseen {
    pub(crate) count: u64,
    /// The lines of the first of them.
    pub(crate) lines: Vec<u64>,
}

impl Unseen {
    /// Notes the contact of this line.
    pub(super) fn note(&mut self, line: u64) {
        self.count += 1;
        if self.lines.len() < NAMED {
            self.lines.push(line);
        }
    }
}

/// Whether there is a NUL.
pub(super) fn has_nul(text: &[u8]) -> bool {
    memchr(0, text).is_some()
}

/// Whether there is a control character of ASCII that is no tab and no line end.
pub(super) fn has_control(text: &[u8]) -> bool {
    // without a branch for each byte, so that a file is looked through at the speed of memory
    let found = |found: bool, &byte: &u8| found | is_control(byte);
    text.chunks(64).any(|chunk| chunk.iter().fold(false, found))
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f
}

/// Whether an object that was written so may have a control character in one of its texts.
pub(super) fn may_have_control(written: &[u8]) -> bool {
    let escapes = memchr::memmem::find_iter(written, b"\\");
    escapes
        .into_iter()
        .any(|at| matches!(written.get(at + 1), Some(b'u' | b'b' | b'f')))
        || memchr(0x7f, written).is_some()
}

/// The field of an object whose texts, however deep, have a NUL.
pub(super) fn field_with_nul(object: &Map<String, Value>) -> Option<&str> {
    field_where(object, has_nul)
}

/// Whether one of an object's texts has a control character.
pub(super) fn object_has_control(object: &Map<String, Value>) -> bool {
    field_where(object, has_control).is_some()
}

fn field_where(object: &Map<String, Value>, is_meant: fn(&[u8]) -> bool) -> Option<&str> {
    let mut fields = object.iter();
    let field = fields.find(|(name, value)| is_meant(name.as_bytes()) || value_is(value, is_meant));
    field.map(|(name, _)| name.as_str())
}

/// Whether one of a value's texts is meant. What is nested too deep is refused when it is read.
fn value_is(value: &Value, is_meant: fn(&[u8]) -> bool) -> bool {
    match value {
        Value::String(text) => is_meant(text.as_bytes()),
        Value::Array(items) => items.iter().any(|item| value_is(item, is_meant)),
        Value::Object(object) => field_where(object, is_meant).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{field_with_nul, has_control, has_nul, may_have_control};
    use serde_json::json;

    #[test]
    fn tabs_and_line_ends_are_text() {
        for byte in 0..=u8::MAX {
            let text = [b'a', byte, b'b'];
            let is_text = matches!(byte, b'\t' | b'\n' | b'\r') || byte >= b' ' && byte != 0x7f;
            assert_eq!(has_control(&text), !is_text, "{byte}");
            assert_eq!(has_nul(&text), byte == 0);
        }
    }

    #[test]
    fn a_control_character_is_found_wherever_it_is() {
        for at in 0..200 {
            let mut text = vec![b'a'; 200];
            text[at] = 1;
            assert!(has_control(&text), "{at}");
        }
    }

    #[test]
    fn an_object_is_looked_through() {
        let nul = json!({"id": "c1", "meta": {"tags": ["x", "a\0b"]}});
        let clean = json!({"id": "c1", "meta": {"n": 1, "tags": ["x"]}});
        let field = |value: &serde_json::Value| {
            let object = value.as_object()?;
            field_with_nul(object).map(str::to_owned)
        };
        assert_eq!(field(&nul).as_deref(), Some("meta"));
        assert_eq!(field(&clean), None);
        assert!(may_have_control(nul.to_string().as_bytes()));
        assert!(may_have_control(br#"{"a":"\b"}"#));
        assert!(!may_have_control(clean.to_string().as_bytes()));
        assert!(!may_have_control(br#"{"a":"\n"}"#));
    }
}
