//! Helpers that make a text of a text.

use super::helper::Helper;
use crate::phone::Phone;
use unicode_segmentation::UnicodeSegmentation;

/// Adds the answer of `helper` to `out`; none where the arguments cannot be meant.
pub(super) fn format(helper: Helper, arguments: &[&str], out: &mut String) -> Option<()> {
    let text = *arguments.first()?;
    match helper {
        Helper::Upper => out.extend(text.chars().flat_map(char::to_uppercase)),
        Helper::Lower => out.push_str(&text.to_lowercase()),
        Helper::Capitalize => capitalize(text, out),
        Helper::Trim => out.push_str(text.trim()),
        Helper::Truncate => truncate(text, arguments, out)?,
        Helper::Phone => phone(text, out)?,
        Helper::Urlencode => urlencode(text, out),
        _ => return None,
    }
    Some(())
}

/// The first letter large, the rest as it is.
fn capitalize(text: &str, out: &mut String) {
    let mut chars = text.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
}

/// At most so many characters as a reader counts them, the mark for what is left out among them.
fn truncate(text: &str, arguments: &[&str], out: &mut String) -> Option<()> {
    let most: usize = arguments.get(1)?.parse().ok()?;
    let mark = arguments.get(2).copied().unwrap_or("…");
    if graphemes(text) <= most {
        out.push_str(text);
        return Some(());
    }
    let kept = most.saturating_sub(graphemes(mark));
    out.extend(text.graphemes(true).take(kept));
    out.extend(mark.graphemes(true).take(most));
    Some(())
}

/// A number of E.164 without the blanks, dots and hyphens that people write it with. It is not
/// grouped: where a country code ends, and how its numbers are read, is a table of its own.
fn phone(text: &str, out: &mut String) -> Option<()> {
    let is_mark = |c: &char| matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}');
    let plain: String = text.chars().filter(|c| !is_mark(c)).collect();
    out.push_str(&Phone::parse(&plain).ok()?.to_string());
    Some(())
}

/// All but letters, digits and `-_.~` as `%XX` of its UTF-8 bytes (RFC 3986, unreserved).
fn urlencode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// How many characters a reader counts.
pub(super) fn graphemes(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') {
        return text.len();
    }
    text.graphemes(true).count()
}

/// The number that a text of JSON's form stands for.
pub(super) fn number_of(text: &str) -> Option<f64> {
    let first = text.bytes().next()?;
    if text.len() > 32 || !(first.is_ascii_digit() || first == b'-') {
        return None;
    }
    let number: serde_json::Number = text.parse().ok()?;
    number.as_f64()
}
