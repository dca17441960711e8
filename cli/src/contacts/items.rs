//! Contacts in a file of JSON, one after the other: lines, or the items of an array.
//!
//! The array is the file, or its member `data`, as the API lists contacts. It is never in memory as a
//! whole: brackets and quotes tell where an item ends, and what lies between them is read later, by
//! itself. So an item that is no contact costs one contact, as a line does.

use super::{Bytes, texts};
use flashplan::issue::{Code, Issue};
use std::io::{self, BufRead, BufReader, Read};

/// Bytes of one item: a contact with as much is none that anyone wrote.
pub(super) const ITEM_BYTES: usize = 1 << 20;

/// The items of a file.
pub(super) struct Items<'a> {
    input: BufReader<&'a mut dyn Bytes>,
    layout: Layout,
    line: u64,
}

enum Layout {
    Lines,
    Array(Place),
}

/// Where reading stands in a file with an array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Inside { is_first: bool, in_object: bool },
    End,
}

/// Why there is no next item.
pub(super) enum ItemsError {
    Unreadable(io::Error),
    /// The brackets are not those of a list of contacts.
    Invalid(Issue),
}

impl From<io::Error> for ItemsError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl<'a> Items<'a> {
    /// One item a line.
    pub(super) fn of_lines(bytes: &'a mut dyn Bytes) -> Self {
        Self::new(bytes, Layout::Lines)
    }

    /// The items of the array.
    pub(super) fn of_array(bytes: &'a mut dyn Bytes) -> Self {
        Self::new(bytes, Layout::Array(Place::Start))
    }

    fn new(bytes: &'a mut dyn Bytes, layout: Layout) -> Self {
        Self {
            input: BufReader::with_capacity(1 << 16, bytes),
            layout,
            line: 1,
        }
    }

    /// Reads the next item, of one that is longer than [`ITEM_BYTES`] the beginning and one byte more:
    /// the number of the line that it begins in, from 1. None at the end.
    pub(super) fn next(&mut self, item: &mut Vec<u8>) -> Result<Option<u64>, ItemsError> {
        item.clear();
        match self.layout {
            Layout::Lines => Ok(self.next_line(item)?),
            Layout::Array(place) => self.next_of_array(place, item),
        }
    }

    fn next_line(&mut self, item: &mut Vec<u8>) -> io::Result<Option<u64>> {
        loop {
            let line = self.line;
            let most = ITEM_BYTES as u64 + 1;
            let read = self.input.by_ref().take(most).read_until(b'\n', item)?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 == most && item.last() != Some(&b'\n') {
                self.input.skip_until(b'\n')?;
            }
            self.line += 1;
            if !item.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
            item.clear();
        }
    }

    fn next_of_array(
        &mut self,
        place: Place,
        item: &mut Vec<u8>,
    ) -> Result<Option<u64>, ItemsError> {
        let (is_first, in_object) = match place {
            Place::Start => (true, self.open()?),
            Place::Inside {
                is_first,
                in_object,
            } => (is_first, in_object),
            Place::End => return Ok(None),
        };
        let byte = match self.peek()? {
            Some(b']') => {
                self.skip();
                self.close(in_object)?;
                self.layout = Layout::Array(Place::End);
                return Ok(None);
            }
            Some(b',') if !is_first => {
                self.skip();
                self.peek()?
            }
            Some(_) if !is_first => return Err(self.invalid()),
            other => other,
        };
        if matches!(byte, None | Some(b']' | b',' | b'}' | b':')) {
            return Err(self.invalid());
        }
        let line = self.line;
        self.value(Some(item))?;
        self.layout = Layout::Array(Place::Inside {
            is_first: false,
            in_object,
        });
        Ok(Some(line))
    }

    /// Reads up to the first item; whether the array is a member of an object.
    fn open(&mut self) -> Result<bool, ItemsError> {
        if self.input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            self.input.consume(3);
        }
        match self.peek()? {
            Some(b'[') => {
                self.skip();
                Ok(false)
            }
            Some(b'{') => {
                self.skip();
                self.members()?;
                Ok(true)
            }
            _ => Err(self.invalid()),
        }
    }

    /// Passes over the members of the object before its `data`, and opens that.
    fn members(&mut self) -> Result<(), ItemsError> {
        let mut name = Vec::new();
        loop {
            if self.peek()? != Some(b'"') {
                return Err(self.invalid());
            }
            name.clear();
            self.value(Some(&mut name))?;
            self.take(b':')?;
            if name == b"\"data\"" {
                return self.take(b'[');
            }
            self.peek()?;
            self.value(None)?;
            self.take(b',')?;
        }
    }

    /// Passes over what stands behind the array.
    fn close(&mut self, in_object: bool) -> Result<(), ItemsError> {
        let mut is_open = in_object;
        while is_open {
            match self.peek()? {
                Some(b'}') => {
                    self.skip();
                    is_open = false;
                }
                Some(b',') => {
                    self.skip();
                    if self.peek()? != Some(b'"') {
                        return Err(self.invalid());
                    }
                    let mut name = Vec::new();
                    self.value(Some(&mut name))?;
                    self.take(b':')?;
                    // of two lists one would be lost
                    if name == b"\"data\"" {
                        return Err(self.invalid());
                    }
                    self.peek()?;
                    self.value(None)?;
                }
                _ => return Err(self.invalid()),
            }
        }
        match self.peek()? {
            None => Ok(()),
            Some(_) => Err(self.invalid()),
        }
    }

    /// The next byte that is no white space; it is not taken.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.input.fill_buf()?;
            let Some(&byte) = buffer.first() else {
                return Ok(None);
            };
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.line += u64::from(byte == b'\n');
            self.skip();
        }
    }

    fn skip(&mut self) {
        self.input.consume(1);
    }

    fn take(&mut self, expected: u8) -> Result<(), ItemsError> {
        if self.peek()? != Some(expected) {
            return Err(self.invalid());
        }
        self.skip();
        Ok(())
    }

    /// Reads the value that begins here, up to the byte behind it: as far as brackets and quotes tell.
    fn value(&mut self, mut into: Option<&mut Vec<u8>>) -> Result<(), ItemsError> {
        let mut scan = Scan::default();
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                // a number or a word ends with the file, and nothing else does
                return if scan.is_bare() {
                    Ok(())
                } else {
                    Err(self.invalid())
                };
            }
            let (length, is_whole) = scan.take(buffer);
            self.line += memchr::memchr_iter(b'\n', &buffer[..length]).count() as u64;
            if let Some(into) = &mut into {
                let room = (ITEM_BYTES + 1).saturating_sub(into.len());
                into.extend_from_slice(&buffer[..length.min(room)]);
            }
            self.input.consume(length);
            if is_whole {
                return Ok(());
            }
        }
    }

    fn invalid(&self) -> ItemsError {
        ItemsError::Invalid(Issue::new(Code::Type, "", &texts::NO_LIST).with("line", self.line))
    }
}

/// How far a value was read.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_text: bool,
    is_escaped: bool,
}

impl Scan {
    /// Neither in a text nor inside brackets: a number or a word.
    fn is_bare(&self) -> bool {
        self.depth == 0 && !self.in_text
    }

    /// How many of the bytes belong to the value, and whether it ends with them.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.in_text = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' if self.depth == 1 => return (at + 1, true),
                b'}' | b']' | b',' | b':' if self.depth == 0 => return (at, true),
                _ if self.depth == 0 && byte.is_ascii_whitespace() => return (at, true),
                _ => {}
            }
        }
        (bytes.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::{Items, ItemsError};
    use std::io::Cursor;

    /// The items with their lines, or the line where there is no list of them.
    fn items(file: &str) -> Result<Vec<(u64, String)>, Option<String>> {
        let mut bytes = Cursor::new(file.as_bytes());
        let mut items = Items::of_array(&mut bytes);
        let (mut all, mut item) = (Vec::new(), Vec::new());
        loop {
            match items.next(&mut item) {
                Ok(Some(line)) => all.push((line, String::from_utf8_lossy(&item).into_owned())),
                Ok(None) => return Ok(all),
                Err(ItemsError::Invalid(issue)) => return Err(Some(issue.message())),
                Err(ItemsError::Unreadable(_)) => return Err(None),
            }
        }
    }

    #[test]
    fn an_array_is_taken_apart() {
        let one = |item: &str| vec![(1, item.to_owned())];
        for (file, expected) in [
            ("[]", vec![]),
            ("\u{feff} [ ] \n", vec![]),
            ("{\"data\":[]}", vec![]),
            ("[{\"a\":\"]}\\\"\"}]", one("{\"a\":\"]}\\\"\"}")),
            ("[1]", one("1")),
            ("[ \"a,b\" ]", one("\"a,b\"")),
            (
                "{\"n\":{\"data\":[7]},\"s\":\"x\",\"data\":[[2]],\"hasMore\":false}",
                one("[2]"),
            ),
            (
                "[{},\n\n {\"b\":\n1}\n, 3]",
                vec![
                    (1, "{}".to_owned()),
                    (3, "{\"b\":\n1}".to_owned()),
                    (5, "3".to_owned()),
                ],
            ),
        ] {
            assert_eq!(items(file).ok(), Some(expected), "{file}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for file in [
            "",
            "7",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1]]",
            "[{]",
            "[\"a",
            "{}",
            "{\"data\":{}}",
            "{\"data\":[]",
            "{\"data\":[],}",
            "{\"data\":[],\"data\":[]}",
            "{\"a\":1}",
            "{data:[]}",
            "[1] x",
        ] {
            assert!(matches!(items(file), Err(Some(_))), "{file}");
        }
    }
}
