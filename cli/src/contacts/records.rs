//! The records of a CSV file, with a way on after a broken one.
//!
//! A quote that is opened and never closed makes the rest of a file one record, and two such lines make
//! one contact with the id of the first and the number of the second. So a record is given up after its
//! first line, and reading goes on with the next, if its quotes are not as RFC 4180 has them, or if it
//! runs over several lines and has not the right number of fields: one broken line costs one contact,
//! and never sends anything to another.

use super::Bytes;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io;

/// Bytes of one record: as much as a template may have, and far more than a contact has.
const RECORD_BYTES: usize = 64 << 10;

/// How often reading may start again inside a record. Each time costs up to [`RECORD_BYTES`], and a
/// file with more unclosed quotes than this has another quote character.
const RESTARTS: usize = 1_000;

/// The records of a CSV file.
pub(super) struct Records<'a> {
    bytes: &'a mut dyn Bytes,
    core: Reader,
    delimiter: Option<u8>,
    /// What has been read: `start..end` is not yet handed out.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    is_whole: bool,
    line: u64,
    /// The fields of the header; other records are held against it.
    expected: Option<usize>,
    restarts: usize,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

/// One record.
pub(super) struct Record<'a> {
    fields: &'a [u8],
    /// All fields, where they are UTF-8 one after the other: checked once a record.
    text: Option<&'a str>,
    ends: &'a [usize],
    line: u64,
    is_given_up: bool,
}

impl Record<'_> {
    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The line that the record starts in, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The record was given up after its first line: a quote that never closes, or too long.
    pub(super) fn is_given_up(&self) -> bool {
        self.is_given_up
    }

    /// The text of a field; empty where it is not UTF-8.
    pub(super) fn field(&self, i: usize) -> &str {
        match self.text {
            Some(text) => text.get(self.span(i)).unwrap_or(""),
            None => std::str::from_utf8(&self.fields[self.span(i)]).unwrap_or(""),
        }
    }

    /// The first field that is not UTF-8.
    pub(super) fn not_text(&self) -> Option<usize> {
        let is_text = |i| match self.text {
            Some(text) => text.get(self.span(i)).is_some(),
            None => std::str::from_utf8(&self.fields[self.span(i)]).is_ok(),
        };
        (0..self.len()).find(|&i| !is_text(i))
    }

    /// Nothing but empty fields, as spreadsheets write below the last row.
    pub(super) fn is_blank(&self) -> bool {
        !self.is_given_up && self.fields.iter().all(u8::is_ascii_whitespace)
    }

    fn span(&self, i: usize) -> std::ops::Range<usize> {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        start..self.ends[i]
    }
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a mut dyn Bytes) -> Self {
        Self {
            bytes,
            core: Reader::new(),
            delimiter: None,
            buffer: vec![0; 2 * RECORD_BYTES],
            start: 0,
            end: 0,
            is_whole: false,
            line: 1,
            expected: None,
            restarts: 0,
            fields: vec![0; RECORD_BYTES],
            ends: vec![0; 1_024],
        }
    }

    /// The next record, or none at the end. The first is the header: it settles the delimiter and
    /// the number of fields.
    pub(super) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        self.skip_empty_lines()?;
        self.settle_delimiter()?;
        let line = self.line;
        let Some((count, length, read)) = self.scan()? else {
            return Ok(None);
        };
        let text = &self.buffer[self.start..self.start + read];
        let lines = text.iter().filter(|&&b| b == b'\n').count();
        let runs_on = text.strip_suffix(b"\n").unwrap_or(text).contains(&b'\n');
        let is_right =
            count.is_some_and(|count| self.expected.is_none_or(|expected| count == expected));
        let is_quoted_right = self
            .delimiter
            .is_none_or(|delimiter| is_quoted_right(text, delimiter));
        let is_given_up = count.is_none() || !is_quoted_right || !is_right && runs_on;
        if is_given_up {
            self.give_up_line()?;
        } else {
            self.start += read;
            self.line += lines as u64;
        }
        let (count, length) = if is_given_up {
            (0, 0)
        } else {
            (count.unwrap_or(0), length)
        };
        self.expected.get_or_insert(count);
        Ok(Some(Record {
            fields: &self.fields[..length],
            text: std::str::from_utf8(&self.fields[..length]).ok(),
            ends: &self.ends[..count],
            line,
            is_given_up,
        }))
    }

    /// Goes on with the line after the one that a record started in.
    fn give_up_line(&mut self) -> io::Result<()> {
        self.restarts += 1;
        if self.restarts > RESTARTS {
            let reason = format!("more than {RESTARTS} lines open a quote and do not close it");
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        self.core.reset();
        loop {
            let rest = &self.buffer[self.start..self.end];
            if let Some(at) = rest.iter().position(|&b| b == b'\n') {
                self.start += at + 1;
                self.line += 1;
                return Ok(());
            }
            self.start = self.end;
            if self.is_whole {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Reads one record from `start`: how many fields it has (none if it is too long), how many bytes
    /// of text, and how many bytes of input.
    fn scan(&mut self) -> io::Result<Option<(Option<usize>, usize, usize)>> {
        let (mut read, mut length, mut count) = (0, 0, 0);
        loop {
            let input = &self.buffer[self.start + read..self.end];
            let (result, nin, nout, nend) =
                self.core
                    .read_record(input, &mut self.fields[length..], &mut self.ends[count..]);
            read += nin;
            length += nout;
            count += nend;
            match result {
                ReadRecordResult::Record => return Ok(Some((Some(count), length, read))),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::InputEmpty if self.is_whole || read < RECORD_BYTES => {
                    if !self.is_whole {
                        self.fill()?;
                    }
                }
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {
                    return Ok(Some((None, 0, read)));
                }
            }
        }
    }

    /// Reads more, keeping what is not handed out yet.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(2 * self.end, 0);
        }
        let read = loop {
            match self.bytes.read(&mut self.buffer[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.end += read;
        self.is_whole = read == 0;
        Ok(())
    }

    fn skip_empty_lines(&mut self) -> io::Result<()> {
        loop {
            while self.start < self.end {
                match self.buffer[self.start] {
                    b'\n' => self.line += 1,
                    b'\r' => {}
                    _ => return Ok(()),
                }
                self.start += 1;
            }
            if self.is_whole {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// The delimiter is the one of comma, semicolon and tab that the header has most of. A byte order
    /// mark in front of the header is no part of it.
    fn settle_delimiter(&mut self) -> io::Result<()> {
        if self.delimiter.is_some() {
            return Ok(());
        }
        while !self.is_whole && self.end - self.start < RECORD_BYTES {
            self.fill()?;
        }
        if self.buffer[self.start..self.end].starts_with(b"\xef\xbb\xbf") {
            self.start += 3;
        }
        let header = self.buffer[self.start..self.end]
            .split(|&b| b == b'\n')
            .next()
            .unwrap_or_default();
        let count = |delimiter: u8| header.iter().filter(|&&b| b == delimiter).count();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .rev()
            .max_by_key(|&d| count(d))
            .unwrap_or(b',');
        self.core = ReaderBuilder::new().delimiter(delimiter).build();
        self.delimiter = Some(delimiter);
        Ok(())
    }
}

/// Whether every quoted field of a record ends where its field ends (RFC 4180, section 2): what comes
/// after the quote is a delimiter, a line break, or nothing. A quote inside a field that does not begin
/// with one is a character like any other.
fn is_quoted_right(record: &[u8], delimiter: u8) -> bool {
    if !record.contains(&b'"') {
        return true;
    }
    let mut rest = record;
    while let Some(start) = quoted_field(rest, delimiter) {
        let Some(length) = quoted_length(&rest[start + 1..]) else {
            return false;
        };
        rest = &rest[start + 1 + length..];
        match rest.first() {
            None | Some(b'\r' | b'\n') => return true,
            Some(&byte) if byte == delimiter => {}
            Some(_) => return false,
        }
    }
    true
}

/// Where the first field begins that is quoted.
fn quoted_field(record: &[u8], delimiter: u8) -> Option<usize> {
    if record.first() == Some(&b'"') {
        return Some(0);
    }
    record
        .windows(2)
        .position(|two| two == [delimiter, b'"'])
        .map(|at| at + 1)
}

/// How long a field is behind its first quote, the last one included; none if it has no end.
fn quoted_length(field: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += field[at..].iter().position(|&byte| byte == b'"')? + 1;
        if field.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::is_quoted_right;

    #[test]
    fn quotes_are_those_of_the_standard() {
        let right = [
            "",
            "a,b",
            "\"a\",b",
            "a,\"b \"\"c\"\"\"\r\n",
            "5\" pipe,b\n",
            "\"\",\"\"",
            "\"a\nb\",\"c,d\"\n",
            "a,\"\"",
        ];
        for record in right {
            assert!(is_quoted_right(record.as_bytes(), b','), "{record:?}");
        }
        let wrong = [
            "\"a",
            "a,\"b\nc,\"d\"\n",
            "\"Awa \"la belle\"\",b",
            "\"a\" ,b",
            "a,\"\"\"",
        ];
        for record in wrong {
            assert!(!is_quoted_right(record.as_bytes(), b','), "{record:?}");
        }
    }
}
