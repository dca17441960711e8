//! The records of a CSV file, with a way on after a broken one.
//!
//! A quote that is opened and never closed makes the rest of a file one record, and two such lines make
//! one contact with the id of the first and the number of the second. So a record is given up after its
//! first line, and reading goes on with the next, if its quotes are not as RFC 4180 has them, or if it
//! runs over several lines and has not the right number of fields: one broken line costs one contact,
//! and never sends anything to another.
//!
//! Nearly every record is one line whose quotes, if it has any, stand around whole fields: its fields
//! are found by looking for the delimiter alone, and are not copied. All others go through the state
//! machine of `csv-core`.

mod plain;
mod quotes;

use super::Bytes;
use super::unseen::{has_control, has_nul};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter, memchr2};
use plain::{quoted_fields, unquoted_fields};
use quotes::is_quoted_right;
use std::io;

/// Bytes of one record: as much as a template may have, and far more than a contact has.
const RECORD_BYTES: usize = 64 << 10;

/// Fields of one record: a record with more is given up.
const FIELDS: usize = 1_024;

/// How often reading may start again inside a record. Each time costs up to [`RECORD_BYTES`], and a
/// file with more unclosed quotes than this has another quote character.
const RESTARTS: usize = 1_000;

/// The records of a CSV file.
pub(super) struct Records<'a> {
    bytes: &'a mut dyn Bytes,
    /// The state machine, once a record needs it.
    core: Option<Reader>,
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
    /// The fields that the state machine wrote, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// The next quote or carriage return in the buffer from `start` on, or its end; none if that is not
    /// known.
    odd: Option<usize>,
    /// Where the fields of the last record begin and end.
    spans: Vec<(usize, usize)>,
    /// A control character was read: from here on each record is looked at.
    has_control: bool,
    /// Whether plain records are read without the state machine: tests hold the two against each other.
    takes_plain: bool,
}

/// One record.
pub(super) struct Record<'a> {
    /// What the fields are parts of.
    bytes: &'a [u8],
    /// The same as text, where every field is UTF-8: checked once a record.
    text: Option<&'a str>,
    spans: &'a [(usize, usize)],
    line: u64,
    is_given_up: bool,
    /// There may be control characters.
    has_control: bool,
}

impl Record<'_> {
    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The line that the record starts in, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The record was given up after its first line: a quote that never closes, or too long.
    pub(super) fn is_given_up(&self) -> bool {
        self.is_given_up
    }

    /// The text of a field; empty where it is not UTF-8 or has a NUL, and where there is no such field.
    pub(super) fn field(&self, i: usize) -> &str {
        let Some(&(start, end)) = self.spans.get(i) else {
            return "";
        };
        if self.has_control && has_nul(&self.bytes[start..end]) {
            return "";
        }
        match self.text {
            Some(text) => text.get(start..end).unwrap_or(""),
            None => std::str::from_utf8(&self.bytes[start..end]).unwrap_or(""),
        }
    }

    /// The first field that is not UTF-8.
    pub(super) fn not_text(&self) -> Option<usize> {
        let is_text = |&(start, end): &(usize, usize)| {
            let field = &self.bytes[start..end];
            std::str::from_utf8(field).is_ok()
        };
        match self.text {
            Some(_) => None,
            None => self.spans.iter().position(|span| !is_text(span)),
        }
    }

    /// The first field with a NUL.
    pub(super) fn nul(&self) -> Option<usize> {
        let has_nul = |&(start, end): &(usize, usize)| has_nul(&self.bytes[start..end]);
        match self.has_control {
            true => self.spans.iter().position(has_nul),
            false => None,
        }
    }

    /// Whether a field has control characters.
    pub(super) fn has_control(&self) -> bool {
        let has_control = |&(start, end): &(usize, usize)| has_control(&self.bytes[start..end]);
        self.has_control && self.spans.iter().any(has_control)
    }

    /// Nothing but empty fields, as spreadsheets write below the last row.
    pub(super) fn is_blank(&self) -> bool {
        let is_blank = |&(start, end): &(usize, usize)| {
            let mut field = self.bytes[start..end].iter();
            field.all(u8::is_ascii_whitespace)
        };
        !self.is_given_up && self.spans.iter().all(is_blank)
    }
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a mut dyn Bytes) -> Self {
        Self {
            bytes,
            core: None,
            delimiter: None,
            buffer: vec![0; 2 * RECORD_BYTES],
            start: 0,
            end: 0,
            is_whole: false,
            line: 1,
            expected: None,
            restarts: 0,
            fields: vec![0; RECORD_BYTES],
            ends: vec![0; FIELDS],
            spans: Vec::with_capacity(FIELDS),
            has_control: false,
            odd: None,
            takes_plain: true,
        }
    }

    /// The byte between fields; known once the header is read.
    pub(super) fn delimiter(&self) -> Option<u8> {
        self.delimiter
    }

    /// The next record, or none at the end. The first is the header: it settles the delimiter and
    /// the number of fields.
    pub(super) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        self.skip_empty_lines()?;
        self.settle_delimiter()?;
        match self.plain() {
            Some(length) => Ok(Some(self.hand_out_plain(length))),
            None => self.next_by_states(),
        }
    }

    /// Finds the fields of a record that is one line with plain quotes and lies in the buffer: how many
    /// bytes it has, without its end.
    fn plain(&mut self) -> Option<usize> {
        let delimiter = self.delimiter.filter(|_| self.takes_plain)?;
        let rest = &self.buffer[self.start..self.end];
        let last = (self.is_whole && !rest.is_empty()).then_some(rest.len());
        let length = memchr(b'\n', rest).or(last);
        let length = length.filter(|length| *length < RECORD_BYTES)?;
        let line = &rest[..length];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        self.spans.clear();
        let odd = self
            .odd
            .filter(|odd| *odd >= self.start)
            .unwrap_or_else(|| self.start + memchr2(b'"', b'\r', rest).unwrap_or(rest.len()));
        self.odd = Some(odd);
        if odd >= self.start + line.len() {
            unquoted_fields(line, delimiter, &mut self.spans);
        } else {
            quoted_fields(line, delimiter, &mut self.spans)?;
        }
        (self.spans.len() <= FIELDS).then_some(length)
    }

    fn hand_out_plain(&mut self, length: usize) -> Record<'_> {
        let line = self.line;
        let bytes = &self.buffer[self.start..self.start + length];
        self.start = self.end.min(self.start + length + 1);
        self.line += 1;
        self.expected.get_or_insert(self.spans.len());
        Record {
            bytes,
            text: simdutf8::basic::from_utf8(bytes).ok(),
            spans: &self.spans,
            line,
            is_given_up: false,
            has_control: self.has_control,
        }
    }

    /// The next record, whatever it is like.
    fn next_by_states(&mut self) -> io::Result<Option<Record<'_>>> {
        let line = self.line;
        let Some((count, length, read)) = self.scan()? else {
            return Ok(None);
        };
        let text = &self.buffer[self.start..self.start + read];
        let lines = memchr_iter(b'\n', text).count();
        let runs_on = memchr(b'\n', text.strip_suffix(b"\n").unwrap_or(text)).is_some();
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
        self.spans.clear();
        let mut start = 0;
        for &end in &self.ends[..count] {
            self.spans.push((start, end));
            start = end;
        }
        let bytes = &self.fields[..length];
        // the machine leaves the delimiters out: what is text together need not be text in each field
        let is_apart = |text: &&str| {
            let ends = &self.ends[..count];
            ends.iter().all(|&end| text.is_char_boundary(end))
        };
        Ok(Some(Record {
            bytes,
            text: std::str::from_utf8(bytes).ok().filter(is_apart),
            spans: &self.spans,
            line,
            is_given_up,
            has_control: self.has_control,
        }))
    }

    /// Goes on with the line after the one that a record started in.
    fn give_up_line(&mut self) -> io::Result<()> {
        self.restarts += 1;
        if self.restarts > RESTARTS {
            let reason = format!("more than {RESTARTS} lines open a quote and do not close it");
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        self.core = None;
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
            let core = self.core.get_or_insert_with(|| machine(self.delimiter));
            let (result, nin, nout, nend) =
                core.read_record(input, &mut self.fields[length..], &mut self.ends[count..]);
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
        self.has_control |= has_control(&self.buffer[self.end..self.end + read]);
        self.end += read;
        self.is_whole = read == 0;
        self.odd = None;
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
        if self.takes_stated_delimiter() {
            return Ok(());
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
        self.delimiter = Some(delimiter);
        Ok(())
    }

    /// Takes the line `sep=;` that Excel reads and writes above the header.
    fn takes_stated_delimiter(&mut self) -> bool {
        let rest = &self.buffer[self.start..self.end];
        let Some((line, _)) = memchr(b'\n', rest).map(|end| rest.split_at(end)) else {
            return false;
        };
        let stated = line.strip_suffix(b"\r").unwrap_or(line);
        let Some(&[delimiter @ (b',' | b';' | b'\t')]) = stated.strip_prefix(b"sep=") else {
            return false;
        };
        self.start += line.len() + 1;
        self.line += 1;
        self.delimiter = Some(delimiter);
        true
    }
}

/// A state machine at the start of a record. To make its tables takes longer than to read a small file.
fn machine(delimiter: Option<u8>) -> Reader {
    let mut builder = ReaderBuilder::new();
    let mut machine = builder.delimiter(delimiter.unwrap_or(b',')).build();
    // what it reads first may have a byte order mark, which is one at the start of a file alone
    machine.read_record(b"\n", &mut [0], &mut [0]);
    machine
}

#[cfg(test)]
mod tests {
    use super::Records;
    use std::io::Cursor;

    /// What is read of a file: of each record its line, its fields and whether it was given up.
    fn records(file: &[u8], takes_plain: bool) -> Vec<(u64, Vec<String>, bool, bool)> {
        let mut bytes = Cursor::new(file);
        let mut records = Records::new(&mut bytes);
        records.takes_plain = takes_plain;
        let mut all = Vec::new();
        while let Ok(Some(record)) = records.next() {
            let fields = (0..record.len())
                .map(|i| record.field(i).to_owned())
                .collect();
            all.push((
                record.line(),
                fields,
                record.is_given_up(),
                record.is_blank(),
            ));
        }
        all
    }

    #[test]
    fn plain_records_are_read_as_the_state_machine_reads_them() {
        let alphabet = [b'a', b',', b'"', b'\n', b'\r'];
        for length in 0..=5_u32 {
            for n in 0..alphabet.len().pow(length) {
                let mut file = b"x,y\n".to_vec();
                file.extend((0..length).map(|i| alphabet[n / 5_usize.pow(i) % 5]));
                assert_eq!(records(&file, true), records(&file, false), "{file:?}");
                file.extend(b"\nb,c\n");
                assert_eq!(records(&file, true), records(&file, false), "{file:?}");
            }
        }
    }

    #[test]
    fn a_byte_order_mark_is_one_at_the_start_alone() {
        let marked = "\u{feff}a,\"b\"\"\"";
        let alone = records(format!("x,y\n{marked}\n").as_bytes(), true);
        let behind_a_broken_line = records(format!("x,y\n\"a,b\n{marked}\n").as_bytes(), true);
        assert_eq!(alone[1].1, ["\u{feff}a", "b\""]);
        assert_eq!(alone[1].1, behind_a_broken_line[2].1);
        assert_eq!(alone[1].2, behind_a_broken_line[2].2);
    }

    #[test]
    fn headers_are_read_in_either_way() {
        for header in [
            "id,name",
            "\"id\";\"a;b\"",
            "\u{feff}id,n",
            "\u{feff}\"id\",n",
            "\"i\"\"d\",n",
            "a\rb,c",
        ] {
            let file = format!("{header}\n1,2\n\"3\"\"\",4\n");
            assert_eq!(
                records(file.as_bytes(), true),
                records(file.as_bytes(), false)
            );
        }
    }

    #[test]
    fn text_is_text_in_either_way() {
        for field in ["\u{e9}", "\u{10ffff}", "\"\u{65e5},\""] {
            let file = format!("x,y\n{field},\u{e9}\n");
            assert_eq!(
                records(file.as_bytes(), true),
                records(file.as_bytes(), false)
            );
        }
        assert_eq!(
            records(b"x,y\n\xc3,\xa9\n", true),
            records(b"x,y\n\xc3,\xa9\n", false)
        );
    }
}
