//! The canonical lines of a plan: what is written, hashed and compared.
//!
//! One JSON object an entry, its fields in a fixed order, no white space, a line feed at the end.

use super::entry::{Entry, PlannedSend, Skipped};
use crate::schedule::Occurrence;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use std::fmt::Write as _;

/// Writes entries as the canonical lines of a plan, one after the other, into a buffer that is used again.
///
/// [`Plan::stream`](super::Plan::stream) hands out each entry with its line; this is for who has entries
/// alone. SHA-256 over the lines of all entries, in order, is the plan's hash.
///
/// ```
/// use flashplan::audience::Reason;
/// use flashplan::plan::{Entry, LineWriter, Skipped};
/// let entry = Entry::Skipped(Skipped {
///     occurrence: 0,
///     position: Some(18),
///     contact_id: Some("c2"),
///     reason: Reason::DuplicatePhone,
///     of: Some("c1"),
///     variables: Vec::new(),
/// });
/// assert_eq!(
///     LineWriter::new().line(&entry),
///     "{\"kind\":\"skipped\",\"occurrence\":0,\"position\":18,\"contactId\":\"c2\",\"reason\":\"DUPLICATE_PHONE\",\"of\":\"c1\"}\n"
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct LineWriter {
    line: String,
    place: PlaceText,
    instant: InstantText,
    /// The text of the last type of message.
    kind: KindText,
}

impl LineWriter {
    /// A writer with an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The line of an entry with its line feed. It stays until the next one is asked for.
    pub fn line(&mut self, entry: &Entry<'_>) -> &str {
        self.line.clear();
        match entry {
            Entry::Occurrence(occurrence) => self.occurrence(occurrence),
            Entry::Send(send) => self.send(send),
            Entry::Skipped(skipped) => self.skipped(skipped),
        }
        self.line.push('\n');
        &self.line
    }

    fn occurrence(&mut self, occurrence: &Occurrence) {
        self.number("{\"kind\":\"occurrence\",\"index\":", occurrence.index);
        self.text(",\"at\":", &instant(occurrence.at));
        self.text(
            ",\"local\":",
            &occurrence
                .local
                .to_rfc3339_opts(SecondsFormat::AutoSi, true),
        );
        let notes = serde_json::to_string(&occurrence.notes).unwrap_or_default();
        self.raw(",\"notes\":", &notes);
        self.line.push('}');
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        let mut key = uuid::Uuid::encode_buffer();
        let key: &str = send.key.hyphenated().encode_lower(&mut key);
        self.line.push_str("{\"kind\":\"send\",\"key\":\"");
        self.line.push_str(key);
        self.line.push_str(self.place.of(send.occurrence));
        push_decimal(&mut self.line, send.position);
        self.text(",\"contactId\":", send.contact_id);
        self.number(",\"to\":\"+", send.to.as_u64());
        self.line.push_str(self.instant.of(send.send_at));
        if let Some(zone) = send.time_zone {
            self.text(",\"timeZone\":", zone);
        }
        self.line.push_str(self.kind.of(send.message_type));
        self.optional("", send.body);
        self.optional(",\"mediaUrl\":", send.media_url);
        self.line.push('}');
    }

    fn skipped(&mut self, skipped: &Skipped<'_>) {
        self.number("{\"kind\":\"skipped\",\"occurrence\":", skipped.occurrence);
        match skipped.position {
            Some(position) => self.number(",\"position\":", position),
            None => self.line.push_str(",\"position\":null"),
        }
        self.optional(",\"contactId\":", skipped.contact_id);
        self.text(",\"reason\":", skipped.reason.name());
        if let Some(of) = skipped.of {
            self.text(",\"of\":", of);
        }
        if !skipped.variables.is_empty() {
            let variables: Vec<Value> = skipped
                .variables
                .iter()
                .map(|path| Value::from(*path))
                .collect();
            self.raw(",\"variables\":", &Value::from(variables).to_string());
        }
        self.line.push('}');
    }

    fn raw(&mut self, name: &str, json: &str) {
        self.line.push_str(name);
        self.line.push_str(json);
    }

    fn number(&mut self, name: &str, number: u64) {
        self.line.push_str(name);
        push_decimal(&mut self.line, number);
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(name, text),
            None => self.raw(name, "null"),
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line.push_str(name);
        push_quoted(&mut self.line, text);
    }
}

/// `text` as a JSON string (RFC 8259): what must be escaped is, and nothing else.
pub(super) fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some((at, byte)) = first_to_escape(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        push_escape(out, byte);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// The first byte that must be escaped. Bytes are looked at in pieces without a way out inside, which
/// the compiler turns into a few instructions a piece.
fn first_to_escape(bytes: &[u8]) -> Option<(usize, u8)> {
    let (pieces, rest) = bytes.as_chunks::<16>();
    let is_hit = |piece: &[u8]| piece.iter().fold(false, |hit, b| hit | must_be_escaped(*b));
    let clean = match pieces.iter().position(|piece| is_hit(piece)) {
        Some(piece) => piece * 16,
        None if is_hit(rest) => pieces.len() * 16,
        None => return None,
    };
    let at = clean + bytes[clean..].iter().position(|b| must_be_escaped(*b))?;
    Some((at, bytes[at]))
}

fn must_be_escaped(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

fn push_escape(out: &mut String, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        // writing to a String cannot fail
        other => drop(write!(out, "\\u{other:04x}")),
    }
}

/// The decimal digits of a number, two at a time.
fn push_decimal(out: &mut String, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    while number >= 10 {
        at -= 2;
        let two = number % 100;
        digits[at] = b'0' + (two / 10) as u8;
        digits[at + 1] = b'0' + (two % 10) as u8;
        number /= 100;
    }
    if number > 0 || at == digits.len() {
        at -= 1;
        digits[at] = b'0' + number as u8;
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// An instant as the API writes it: `2030-03-28T08:00:00Z`.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// What stands behind a key: the sends of an occurrence share it.
#[derive(Clone, Debug, Default)]
struct PlaceText {
    occurrence: Option<u64>,
    text: String,
}

impl PlaceText {
    fn of(&mut self, occurrence: u64) -> &str {
        if self.occurrence != Some(occurrence) {
            self.occurrence = Some(occurrence);
            self.text = format!("\",\"occurrence\":{occurrence},\"position\":");
        }
        &self.text
    }
}

/// What stands behind a number: sends that leave in the same second share it.
#[derive(Clone, Debug, Default)]
struct InstantText {
    at: Option<DateTime<Utc>>,
    text: String,
}

impl InstantText {
    fn of(&mut self, at: DateTime<Utc>) -> &str {
        if self.at != Some(at) {
            self.at = Some(at);
            self.text = format!("\",\"sendAt\":\"{}\"", instant(at));
        }
        &self.text
    }
}

/// What stands before a text: all sends of a plan share it.
#[derive(Clone, Debug, Default)]
struct KindText {
    kind: &'static str,
    text: String,
}

impl KindText {
    fn of(&mut self, kind: &'static str) -> &str {
        if self.kind != kind {
            self.kind = kind;
            self.text = format!(",\"type\":\"{kind}\",\"body\":");
        }
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{push_decimal, push_quoted};

    #[test]
    fn quotes_as_a_json_writer_does() {
        let long = "a".repeat(100);
        let places: Vec<String> = (0..40)
            .map(|at| format!("{}\n{}", "a".repeat(at), "é".repeat(40 - at)))
            .collect();
        for text in places.iter().map(String::as_str).chain([
            "",
            "Awa",
            "\"\\\n\r\t\u{1}\u{1f} \u{7f}é\u{2028}🍎",
            &long,
        ]) {
            let mut quoted = String::new();
            push_quoted(&mut quoted, text);
            assert_eq!(
                serde_json::from_str::<String>(&quoted).ok().as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn writes_decimals() {
        for number in [0, 7, 10, 99, 100, 101, 9_999, 10_000, u64::MAX] {
            let mut text = String::new();
            push_decimal(&mut text, number);
            assert_eq!(text, number.to_string());
        }
    }
}
