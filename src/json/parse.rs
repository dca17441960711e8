//! The parser: one pass over the bytes, with a stack of its own.

use super::{Document, Node, NodeKind, texts};
use crate::issue::{Code, Issue, Place, Span, Text};
use crate::limits::Limits;

pub(super) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Document<'a>, Issue> {
    // offsets are held in 32 bits, whatever bound a host sets
    let max = limits.json_bytes.min(u32::MAX as usize);
    if bytes.len() > max {
        let issue = too_large(&texts::TOO_MANY_BYTES, max).with("got", bytes.len());
        return Err(issue.at(place(bytes, max)));
    }
    let source = std::str::from_utf8(bytes)
        .map_err(|error| syntax(&texts::NOT_UTF8).at(place(bytes, error.valid_up_to())))?;
    if source.starts_with('\u{feff}') {
        return Err(syntax(&texts::BYTE_ORDER_MARK).at(place(bytes, 0)));
    }
    let mut parser = Parser {
        source,
        bytes,
        at: 0,
        // a body of definitions has a value or key every twenty bytes or so
        nodes: Vec::with_capacity(bytes.len() / 20 + 8),
        decoded: String::new(),
        open: Vec::new(),
        limits,
    };
    match parser.document() {
        Ok(()) => Ok(Document {
            source,
            nodes: parser.nodes,
            decoded: parser.decoded,
        }),
        Err(Mistake { issue, at }) => Err(issue.at(place(bytes, at))),
    }
}

fn syntax(text: &'static Text) -> Issue {
    Issue::new(Code::JsonSyntax, "", text)
}

fn too_large(text: &'static Text, max: usize) -> Issue {
    Issue::new(Code::InputTooLarge, "", text).with("max", max)
}

/// The place of the character of a byte, or of the byte alone where it is not UTF-8.
fn place(bytes: &[u8], at: usize) -> Place {
    // no character has more than four
    let around = &bytes[..bytes.len().min(at + 4)];
    let readable = match std::str::from_utf8(around) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&around[..error.valid_up_to()]).unwrap_or_default(),
    };
    let between = |&i: &usize| i >= readable.len() || readable.is_char_boundary(i);
    let start = (0..=at).rev().find(between).unwrap_or(at);
    let end = (at + 1..=at + 4).find(between).unwrap_or(at + 1);
    Span::new(start, end.min(bytes.len())).place(readable)
}

/// What is wrong, and at which byte.
struct Mistake {
    issue: Issue,
    at: usize,
}

struct Parser<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    decoded: String,
    /// The arrays and objects that are not closed yet.
    open: Vec<u32>,
    limits: &'a Limits,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<(), Mistake> {
        loop {
            if self.value()? {
                // the first item or member of what was opened
                continue;
            }
            if !self.after_value()? {
                return Ok(());
            }
        }
    }

    /// Reads a value. True where it opened an array or object that is not empty: a value follows.
    fn value(&mut self) -> Result<bool, Mistake> {
        self.white_space();
        match self.peek() {
            Some(b'{') => self.open(NodeKind::Object, b'}'),
            Some(b'[') => self.open(NodeKind::Array, b']'),
            Some(b'"') => self.text().map(|()| false),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| false),
            Some(b't') => self.word("true", NodeKind::True).map(|()| false),
            Some(b'f') => self.word("false", NodeKind::False).map(|()| false),
            Some(b'n') => self.word("null", NodeKind::Null).map(|()| false),
            _ => Err(self.no_value()),
        }
    }

    /// Closes what ends here. True where another value follows, false at the end of the text.
    fn after_value(&mut self) -> Result<bool, Mistake> {
        loop {
            self.white_space();
            let Some(&container) = self.open.last() else {
                return match self.peek() {
                    None => Ok(false),
                    Some(_) => Err(self.mistake(&texts::AFTER_THE_END)),
                };
            };
            let in_object = self.nodes[container as usize].kind == NodeKind::Object;
            match (self.peek(), in_object) {
                (Some(b','), true) => {
                    self.at += 1;
                    return self.key().map(|()| true);
                }
                (Some(b','), false) => {
                    self.at += 1;
                    return Ok(true);
                }
                (Some(b'}'), true) | (Some(b']'), false) => self.close(),
                (None, _) => return Err(self.mistake(&texts::UNFINISHED)),
                (Some(_), true) => return Err(self.mistake(&texts::COMMA_OR_BRACE)),
                (Some(_), false) => return Err(self.mistake(&texts::COMMA_OR_BRACKET)),
            }
        }
    }

    fn open(&mut self, kind: NodeKind, close: u8) -> Result<bool, Mistake> {
        if self.open.len() >= self.limits.json_depth {
            let issue = too_large(&texts::TOO_DEEP, self.limits.json_depth);
            return Err(Mistake { issue, at: self.at });
        }
        self.open.push(self.next_index());
        self.push(kind, self.at, self.at + 1);
        self.at += 1;
        self.white_space();
        if self.peek() == Some(close) {
            self.close();
            return Ok(false);
        }
        if kind == NodeKind::Object {
            self.key()?;
        }
        Ok(true)
    }

    fn close(&mut self) {
        self.at += 1;
        let next = self.next_index();
        if let Some(container) = self.open.pop() {
            let node = &mut self.nodes[container as usize];
            node.end = offset(self.at);
            node.next = next;
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<(), Mistake> {
        self.white_space();
        match self.peek() {
            Some(b'"') => self.text()?,
            Some(b'}') => return Err(self.mistake(&texts::TRAILING_COMMA)),
            None => return Err(self.mistake(&texts::UNFINISHED)),
            Some(_) => return Err(self.mistake(&texts::KEY_EXPECTED)),
        }
        self.white_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            None => return Err(self.mistake(&texts::UNFINISHED)),
            Some(_) => return Err(self.mistake(&texts::COLON_EXPECTED)),
        }
        Ok(())
    }

    fn text(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        self.at += 1;
        self.plain();
        if self.peek() == Some(b'"') {
            self.at += 1;
            self.push(NodeKind::Text, start, self.at);
            return Ok(());
        }
        let decoded = self.decoded.len();
        self.decoded.push_str(&self.source[start + 1..self.at]);
        self.rest_of_text(start)?;
        let kind = NodeKind::Decoded {
            start: offset(decoded),
            end: offset(self.decoded.len()),
        };
        self.push(kind, start, self.at);
        Ok(())
    }

    /// Reads on from the first escape, up to the closing quote.
    fn rest_of_text(&mut self, start: usize) -> Result<(), Mistake> {
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(self.mistake(&texts::CONTROL_CHARACTER)),
                None => {
                    let issue = syntax(&texts::TEXT_UNCLOSED);
                    return Err(Mistake { issue, at: start });
                }
            }
            let from = self.at;
            self.plain();
            self.decoded.push_str(&self.source[from..self.at]);
        }
    }

    /// Goes to the next byte that a text cannot hold as it is.
    fn plain(&mut self) {
        let mut rest = &self.bytes[self.at..];
        while let Some((eight, after)) = rest.split_first_chunk::<8>() {
            if has_special(u64::from_le_bytes(*eight)) {
                break;
            }
            rest = after;
        }
        let len = rest
            .iter()
            .position(|&b| b == b'"' || b == b'\\' || b < 0x20);
        self.at = self.bytes.len() - rest.len() + len.unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let c = match self.bytes.get(start + 1) {
            Some(&c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return Err(self.mistake(&texts::ESCAPE)),
        };
        self.at += 2;
        self.decoded.push(c);
        Ok(())
    }

    /// Reads `\uXXXX`, two of them for a character beyond the basic plane.
    fn code_point(&mut self) -> Result<(), Mistake> {
        let first = self
            .unit(self.at)
            .ok_or_else(|| self.mistake(&texts::ESCAPE))?;
        let second = self.unit(self.at + 6);
        let pair = [first, second.unwrap_or_default()];
        let units = if is_high_surrogate(first) { 2 } else { 1 };
        match char::decode_utf16(pair.into_iter().take(units)).next() {
            Some(Ok(c)) => {
                self.decoded.push(c);
                self.at += 6 * units;
                Ok(())
            }
            _ => Err(self.mistake(&texts::LONE_SURROGATE)),
        }
    }

    /// The code unit of a `\uXXXX` at `at`.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.source.get(at..at + 6)?.strip_prefix("\\u")?;
        let all_digits = digits.bytes().all(|b| b.is_ascii_hexdigit());
        all_digits.then(|| u16::from_str_radix(digits, 16).ok())?
    }

    fn number(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        self.skip(b"-");
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return Err(self.mistake(&texts::NUMBER)),
        }
        if self.skip(b".") {
            self.some_digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.some_digits()?;
        }
        if self.peek().is_some_and(|b| b.is_ascii_alphanumeric()) {
            return Err(self.mistake(&texts::NUMBER));
        }
        let max = self.limits.json_number_bytes;
        if self.at - start > max {
            let issue = too_large(&texts::NUMBER_TOO_LONG, max).with("got", self.at - start);
            return Err(Mistake { issue, at: start });
        }
        self.push(NodeKind::Number, start, self.at);
        Ok(())
    }

    fn some_digits(&mut self) -> Result<(), Mistake> {
        let from = self.at;
        self.digits();
        if self.at == from {
            return Err(self.mistake(&texts::NUMBER));
        }
        Ok(())
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// Steps over one byte if it is one of `bytes`.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let found = self.peek().is_some_and(|b| bytes.contains(&b));
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str, kind: NodeKind) -> Result<(), Mistake> {
        let rest = &self.bytes[self.at..];
        let followed = rest
            .get(word.len())
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if !rest.starts_with(word.as_bytes()) || followed {
            return Err(self.mistake(&texts::VALUE_EXPECTED));
        }
        self.push(kind, self.at, self.at + word.len());
        self.at += word.len();
        Ok(())
    }

    fn no_value(&self) -> Mistake {
        let after_comma = self.bytes[..self.at].trim_ascii_end().ends_with(b",");
        match self.peek() {
            None if self.nodes.is_empty() => self.mistake(&texts::NOTHING),
            None => self.mistake(&texts::UNFINISHED),
            Some(b']') if after_comma => self.mistake(&texts::TRAILING_COMMA),
            Some(b'\'') => self.mistake(&texts::SINGLE_QUOTE),
            Some(_) => self.mistake(&texts::VALUE_EXPECTED),
        }
    }

    fn push(&mut self, kind: NodeKind, start: usize, end: usize) {
        let next = self.next_index() + 1;
        self.nodes.push(Node {
            kind,
            start: offset(start),
            end: offset(end),
            next,
        });
    }

    fn next_index(&self) -> u32 {
        offset(self.nodes.len())
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn mistake(&self, text: &'static Text) -> Mistake {
        Mistake {
            issue: syntax(text),
            at: self.at,
        }
    }
}

/// Whether one of eight bytes is a quote, a backslash or a control character.
///
/// Subtracting 1 from a byte borrows into its top bit if the byte was 0 (and was not above 0x7f).
/// A byte above a special one may be reported too, never one missed.
fn has_special(eight: u64) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = zero(eight ^ (ONES * b'"' as u64));
    let backslash = zero(eight ^ (ONES * b'\\' as u64));
    let control = eight.wrapping_sub(ONES * 0x20) & !eight;
    (quote | backslash | control) & TOPS != 0
}

fn is_high_surrogate(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

/// Every offset, and every count of nodes, is bounded by the bytes, and those by 32 bits.
fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
