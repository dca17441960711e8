//! The tokens of a tag, and where the tag ends.

use super::word::{ends_name, skip_space, token, word, wrong_close};
use super::{Lexer, Opener, PieceKind, Strip, TagKind, Token, TokenKind};
use crate::issue::{Code, Text};
use crate::template::texts;

impl Lexer<'_> {
    pub(super) fn tokens(&mut self, opener: Opener) {
        let first = self.out.tokens.len();
        let mut at = self.at + opener.length;
        loop {
            at = self.after_space(at);
            if let Some((length, right)) = self.close(at, opener.kind) {
                self.close_tag(&opener, first, at + length, right);
                return;
            }
            match self.token(at) {
                Ok(token) => {
                    at = token.span.end as usize;
                    self.out.tokens.push(token);
                }
                Err(Stop {
                    code,
                    end,
                    text,
                    resume,
                }) => {
                    self.out.tokens.truncate(first);
                    let start = if code == Code::PlaceholderUnclosed {
                        self.at
                    } else {
                        at
                    };
                    self.report(code, start, end, text);
                    match resume {
                        Some(resume) => self.piece(PieceKind::Broken, resume),
                        None => self.skip_broken(self.at + opener.length),
                    }
                    return;
                }
            }
        }
    }

    fn after_space(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            Some(b) if b.is_ascii_graphic() => at,
            _ => self.source.len() - skip_space(&self.source[at..]).len(),
        }
    }

    /// The length of the close at `at`, if there is one, and whether it has a `~`.
    fn close(&self, at: usize, kind: TagKind) -> Option<(usize, bool)> {
        let rest = &self.bytes[at..];
        if !matches!(rest.first(), Some(b'}' | b'~')) {
            return None;
        }
        let triple = kind == TagKind::PrintTriple;
        match rest {
            // one token in handlebars.js, so that a third brace is text
            [b'}', b'}', ..] if kind == TagKind::Else => Some((2, false)),
            [b'}', b'}', b'}', b'}', ..] => None,
            [b'}', b'}', b'}', ..] if triple => Some((3, false)),
            [b'}', b'~', b'}', b'}', ..] if triple => Some((4, true)),
            [b'}', b'}', b'}', ..] | [b'}', b'~', b'}', b'}', ..] => None,
            [b'}', b'}', ..] if !triple => Some((2, false)),
            [b'~', b'}', b'}', ..] if !triple => Some((3, true)),
            _ => None,
        }
    }

    fn close_tag(&mut self, opener: &Opener, first: usize, end: usize, right: bool) {
        let strip = Strip {
            left: opener.left,
            right,
        };
        // the count of tokens is at most the length of the source, which fits
        let index = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let kind = PieceKind::Tag {
            kind: opener.kind,
            strip,
            first: index(first),
            end: index(self.out.tokens.len()),
        };
        self.piece(kind, end);
    }

    /// Leaves a tag out: up to its `}}`, or to the next `{{` if that comes first.
    pub(super) fn skip_broken(&mut self, from: usize) {
        let open = self.braces.at_or_after(self.source, from);
        let close = self.closes.at_or_after(self.source, from);
        let end = match (open, close) {
            (Some(open), Some(close)) if open < close => open,
            (_, Some(close)) => self.after_closing_braces(close),
            (Some(open), None) => open,
            (None, None) => self.source.len(),
        };
        self.piece(PieceKind::Broken, end);
    }

    fn after_closing_braces(&self, close: usize) -> usize {
        let braces = self.bytes[close..].iter().take_while(|&&b| b == b'}');
        close + braces.count()
    }

    fn token(&mut self, at: usize) -> Result<Token, Stop> {
        let rest = &self.source[at..];
        let bytes = rest.as_bytes();
        let simple = |kind, length| Ok(token(kind, at, at + length));
        let Some(&byte) = bytes.first() else {
            return Err(self.unclosed(at));
        };
        match byte {
            b'{' if bytes.get(1) == Some(&b'{') => Err(self.nested(at)),
            b'}' if bytes.get(1) == Some(&b'}') => Err(wrong_close(at, rest)),
            b'}' if rest.starts_with("}~}}") => Err(wrong_close(at, rest)),
            b'(' => simple(TokenKind::OpenParen, 1),
            b')' => simple(TokenKind::CloseParen, 1),
            b'=' => simple(TokenKind::Equals, 1),
            b'@' => simple(TokenKind::At, 1),
            b'|' => simple(TokenKind::Bar, 1),
            b'/' => simple(TokenKind::Separator, 1),
            b'.' if bytes.get(1) == Some(&b'.') => simple(TokenKind::Name, 2),
            b'.' if ends_name(&rest[1..]) => simple(TokenKind::Name, 1),
            b'.' => simple(TokenKind::Separator, 1),
            b'"' | b'\'' => self.quoted(at, byte),
            b'[' => self.segment(at),
            _ => Ok(word(rest, at)),
        }
    }

    fn quoted(&mut self, at: usize, quote: u8) -> Result<Token, Stop> {
        let search = if quote == b'"' {
            &mut self.double
        } else {
            &mut self.single
        };
        let mut from = at + 1;
        while let Some(end) = search.at_or_after(self.source, from) {
            if self.bytes[end - 1] != b'\\' {
                return Ok(token(TokenKind::Text, at, end + 1));
            }
            from = end + 1;
        }
        Err(Stop::new(
            Code::PlaceholderUnclosed,
            at + 1,
            &texts::TEXT_UNCLOSED,
        ))
    }

    fn segment(&mut self, at: usize) -> Result<Token, Stop> {
        let mut from = at + 1;
        while let Some(end) = self.bracket.at_or_after(self.source, from) {
            if self.bytes[end - 1] != b'\\' {
                return Ok(token(TokenKind::Segment, at, end + 1));
            }
            from = end + 1;
        }
        Err(Stop::new(
            Code::PlaceholderUnclosed,
            at + 1,
            &texts::SEGMENT_UNCLOSED,
        ))
    }

    fn unclosed(&self, at: usize) -> Stop {
        Stop::new(Code::PlaceholderUnclosed, at, &texts::UNCLOSED)
    }

    /// `{{` inside a tag: nested if the braces balance after it, else the tag was never closed.
    fn nested(&mut self, at: usize) -> Stop {
        let close = self.closes.at_or_after(self.source, at + 2);
        let second = close.and_then(|close| {
            let open = self.braces.at_or_after(self.source, close + 2);
            let second = self.closes.at_or_after(self.source, close + 2)?;
            open.is_none_or(|open| second < open).then_some(second)
        });
        match second {
            Some(second) => Stop {
                resume: Some(self.after_closing_braces(second)),
                ..Stop::new(Code::PlaceholderNested, at + 2, &texts::NESTED)
            },
            None => self.unclosed(at),
        }
    }
}

/// Why the tokens of a tag cannot be read to its end.
pub(super) struct Stop {
    pub(super) code: Code,
    pub(super) end: usize,
    pub(super) text: &'static Text,
    /// Where to read on, if that is known.
    pub(super) resume: Option<usize>,
}

impl Stop {
    pub(super) fn new(code: Code, end: usize, text: &'static Text) -> Self {
        Self {
            code,
            end,
            text,
            resume: None,
        }
    }
}
