//! The fields of a record that is one line, found without a copy.

use memchr::{memchr, memchr_iter};

/// The fields of a line without quotes.
pub(super) fn unquoted_fields(line: &[u8], delimiter: u8, spans: &mut Vec<(usize, usize)>) {
    let mut start = 0;
    for end in memchr_iter(delimiter, line) {
        spans.push((start, end));
        start = end + 1;
    }
    spans.push((start, line.len()));
}

/// The fields of a line whose quotes stand around whole fields, without them; none where a quote
/// stands for itself inside another pair, where one does not close on the line, and where a field ends
/// in a carriage return alone.
pub(super) fn quoted_fields(
    line: &[u8],
    delimiter: u8,
    spans: &mut Vec<(usize, usize)>,
) -> Option<()> {
    let mut start = 0;
    loop {
        let field = line.get(start..)?;
        let (first, length, behind) = match field.strip_prefix(b"\"") {
            Some(quoted) => {
                let length = memchr(b'"', quoted)?;
                (start + 1, length, start + length + 2)
            }
            None => {
                let length = memchr(delimiter, field).unwrap_or(field.len());
                (start, length, start + length)
            }
        };
        memchr(b'\r', &line[first..first + length])
            .is_none()
            .then_some(())?;
        spans.push((first, first + length));
        match line.get(behind) {
            None => return Some(()),
            Some(&byte) if byte == delimiter => start = behind + 1,
            Some(_) => return None,
        }
    }
}
