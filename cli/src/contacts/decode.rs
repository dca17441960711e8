//! Files that are not UTF-8, read as if they were.
//!
//! What the encoding has no character for stays a byte that is not UTF-8, so that the reader of records
//! finds it with its line and its column. So does a part of a Windows file that is UTF-8: a file that is
//! put together from two is noticed, and `Ã©` is sent to nobody.

use super::Bytes;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read, Seek, SeekFrom};

/// A byte that no text in UTF-8 has.
const NO_TEXT: u8 = 0xff;

const CHUNK: usize = 1 << 16;

/// The encoding that a byte order mark stands for; none without a mark, and for that of UTF-8, which
/// needs no decoding.
pub(super) fn by_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => Some(encoding),
        _ => None,
    }
}

/// The encoding of a name, such as `windows-1252` or `latin1`.
pub(super) fn named(name: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(name.trim().as_bytes())?;
    (encoding.output_encoding() == encoding || encoding == UTF_16LE || encoding == UTF_16BE)
        .then_some(encoding)
}

/// A file of some encoding as UTF-8.
pub(super) struct Decoded {
    file: Box<dyn Bytes>,
    encoding: &'static Encoding,
    decoder: Decoder,
    /// What is read and not decoded.
    input: Vec<u8>,
    /// What is decoded; the bytes from `start` on are not handed out.
    output: Vec<u8>,
    start: usize,
    is_whole: bool,
}

impl Decoded {
    pub(super) fn new(file: Box<dyn Bytes>, encoding: &'static Encoding) -> Self {
        Self {
            file,
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: Vec::new(),
            output: Vec::new(),
            start: 0,
            is_whole: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let kept = self.input.len();
        self.input.resize(kept + CHUNK, 0);
        let read = loop {
            match self.file.read(&mut self.input[kept..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.input.truncate(kept + read);
        self.is_whole = read == 0;
        self.output.clear();
        self.start = 0;
        if self.encoding.is_single_byte() {
            self.decode_runs();
        } else {
            let input = std::mem::take(&mut self.input);
            self.decode(&input, self.is_whole);
        }
        Ok(())
    }

    /// Decodes what is whole of a file with one byte a character: a run of bytes above ASCII that ends
    /// with the chunk waits for the next one.
    fn decode_runs(&mut self) {
        let input = std::mem::take(&mut self.input);
        let is_high = |byte: &u8| *byte >= 0x80;
        let open = input.iter().rev().take_while(|b| is_high(b)).count();
        let whole = if self.is_whole || open > CHUNK {
            input.len()
        } else {
            input.len() - open
        };
        for run in input[..whole].chunk_by(|a, b| is_high(a) == is_high(b)) {
            if run.first().is_some_and(is_high) && std::str::from_utf8(run).is_ok() {
                self.output.push(NO_TEXT);
            } else {
                self.decode(run, false);
            }
        }
        self.input = input[whole..].to_vec();
    }

    fn decode(&mut self, mut input: &[u8], is_last: bool) {
        loop {
            let most = self
                .decoder
                .max_utf8_buffer_length_without_replacement(input.len())
                .unwrap_or(CHUNK);
            let from = self.output.len();
            self.output.resize(from + most, 0);
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                input,
                &mut self.output[from..],
                is_last,
            );
            self.output.truncate(from + written);
            input = &input[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.output.push(NO_TEXT),
            }
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.start == self.output.len() && !self.is_whole {
            self.fill()?;
        }
        let count = buffer.len().min(self.output.len() - self.start);
        buffer[..count].copy_from_slice(&self.output[self.start..self.start + count]);
        self.start += count;
        Ok(count)
    }
}

/// A file is read again from its beginning; nothing else is asked for.
impl Seek for Decoded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if to != SeekFrom::Start(0) {
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        self.file.rewind()?;
        self.decoder = self.encoding.new_decoder_with_bom_removal();
        self.input.clear();
        self.output.clear();
        self.start = 0;
        self.is_whole = false;
        Ok(0)
    }
}

/// Whether reading a file as this encoding needs no decoding.
pub(super) fn is_utf8(encoding: &'static Encoding) -> bool {
    encoding == UTF_8
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Decoded, named};
    use std::io::{Cursor, Read, Seek};

    /// What is read of `bytes`, twice.
    fn decoded(bytes: &[u8], encoding: &str) -> Vec<u8> {
        let encoding = named(encoding).expect("an encoding");
        let mut file = Decoded::new(Box::new(Cursor::new(bytes.to_vec())), encoding);
        let mut once = Vec::new();
        file.read_to_end(&mut once).expect("bytes");
        file.rewind().expect("a beginning");
        let mut again = Vec::new();
        file.read_to_end(&mut again).expect("bytes");
        assert_eq!(once, again);
        once
    }

    #[test]
    fn each_encoding_gives_its_characters() {
        assert_eq!(
            decoded(b"Pr\xe9nom \x80", "windows-1252"),
            "Prénom €".as_bytes()
        );
        assert_eq!(decoded(b"\xff\xfeA\0\xe9\0", "utf-16le"), "Aé".as_bytes());
        assert_eq!(decoded(b"\xfe\xff\0A\0\xe9", "utf-16be"), "Aé".as_bytes());
        assert_eq!(decoded(b"\0A\0\xe9", "utf-16be"), "Aé".as_bytes());
    }

    #[test]
    fn what_is_no_text_stays_none() {
        assert_eq!(decoded(b"a\x00\xd8b\x00", "utf-16le").last(), Some(&0xff));
        assert_eq!(decoded("\u{e9}\n".as_bytes(), "windows-1252"), b"\xff\n");
        assert_eq!(decoded(b"\x00\xd8a\x00", "utf-16le"), b"\xffa");
    }

    #[test]
    fn a_chunk_may_end_anywhere() {
        for length in super::CHUNK - 3..super::CHUNK + 3 {
            let mut bytes = vec![b'a'; length];
            bytes.extend(b"\xe9\xe8");
            bytes.extend("\u{e9}".as_bytes());
            let found = decoded(&bytes, "windows-1252");
            assert_eq!(&found[..length], &bytes[..length]);
            assert_eq!(&found[length..], "éèÃ©".as_bytes());
            let mut bytes = vec![b'a'; length];
            bytes.extend("é".as_bytes());
            assert_eq!(&decoded(&bytes, "windows-1252")[length..], b"\xff");
        }
    }
}
