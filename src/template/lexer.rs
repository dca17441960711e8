//! From text to pieces: one scan that never goes back.
//!
//! The pieces tile the source: every byte belongs to exactly one of them. Where a tag ends, which
//! opener wins and what a name may hold follow the lexer of handlebars.js 4.7.

mod search;
mod tokens;
mod word;

#[cfg(feature = "handlebars")]
pub(super) use self::word::in_name;
pub(super) use self::word::{is_name, is_space};

use self::search::Search;
use self::word::{after_else, ends_tag, skip_space};
use super::report::Reports;
use super::texts;
use crate::issue::{Code, Issue, Span, Text};
use crate::limits::Limits;
use smallvec::SmallVec;

/// What the scan takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Handlebars,
    /// A backslash is a character like any other.
    Placeholders,
    /// Partials too, which the host has.
    #[cfg(feature = "handlebars")]
    Hosted,
}

impl Dialect {
    /// Whether the host has helpers and partials of its own.
    pub(super) fn is_hosted(self) -> bool {
        !matches!(self, Self::Handlebars | Self::Placeholders)
    }
}

/// A part of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Text that prints as it is.
    Text,
    /// The backslash of `\{{` and the first of `\\{{`: prints nothing.
    Backslash,
    /// `{{! .. }}`.
    Comment { strip: Strip },
    /// Any other tag, with its tokens.
    Tag {
        kind: TagKind,
        strip: Strip,
        first: u32,
        end: u32,
    },
    /// A tag that was reported and is left out.
    Broken,
}

/// The `~` of a tag: white space goes on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strip {
    pub(super) left: bool,
    pub(super) right: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{{x}}` and `{{&x}}`.
    Print,
    /// `{{{x}}}`.
    PrintTriple,
    /// `{{#x}}`.
    Open,
    /// `{{^x}}`.
    OpenInverse,
    /// `{{else}}` and `{{^}}`.
    Else,
    /// `{{else x}}`.
    ElseChain,
    /// `{{/x}}`.
    Close,
    /// `{{> x}}`, in a template of a host that has partials.
    Partial,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name, `.` or `..`.
    Name,
    /// Names of plain letters and digits with a `.` between them, none of them a word of the
    /// language: what most tags hold.
    Path,
    /// `[any text]`.
    Segment,
    /// `.` or `/` between the parts of a path.
    Separator,
    Text,
    Number,
    True,
    False,
    Null,
    Undefined,
    At,
    OpenParen,
    CloseParen,
    Equals,
    /// `as |`.
    AsBar,
    Bar,
    /// A character that begins no token.
    Unknown,
}

/// The pieces and the tokens of all tags. Those of most templates need no memory of their own.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) pieces: SmallVec<[Piece; 24]>,
    pub(super) tokens: SmallVec<[Token; 24]>,
    /// How many of the pieces are tags.
    tags: usize,
}

/// Reads the pieces of `source`, which is within the limit of size, into `out`.
pub(super) fn read(
    source: &str,
    dialect: Dialect,
    limits: &Limits,
    issues: &mut Reports,
    out: &mut Pieces,
) {
    let mut lexer = Lexer {
        source,
        dialect,
        bytes: source.as_bytes(),
        at: 0,
        out,
        has_nul: memchr::memchr(0, source.as_bytes()).is_some(),
        limits,
        issues,
        braces: Search::new("{{"),
        closes: Search::new("}}"),
        double: Search::new("\""),
        single: Search::new("'"),
        bracket: Search::new("]"),
        comment: Search::new("--"),
    };
    lexer.run();
}

struct Lexer<'a> {
    source: &'a str,
    dialect: Dialect,
    bytes: &'a [u8],
    at: usize,
    out: &'a mut Pieces,
    has_nul: bool,
    limits: &'a Limits,
    issues: &'a mut Reports,
    braces: Search,
    closes: Search,
    double: Search,
    single: Search,
    bracket: Search,
    comment: Search,
}

/// How a tag begins.
struct Opener {
    kind: TagKind,
    /// Bytes up to the first token.
    length: usize,
    left: bool,
}

impl Lexer<'_> {
    fn run(&mut self) {
        while self.at < self.source.len() {
            let Some(open) = self.braces.at_or_after(self.source, self.at) else {
                self.text(self.source.len());
                return;
            };
            if self.before(open) {
                continue;
            }
            if self.out.tags == self.limits.template_tags {
                self.too_many_tags(open);
                return;
            }
            if self.issues.is_full() {
                return;
            }
            self.out.tags += 1;
            self.tag();
        }
    }

    /// The text before a `{{`, and what backslashes make of it. Whether the `{{` itself is text.
    fn before(&mut self, open: usize) -> bool {
        let text = &self.bytes[self.at..open];
        if self.dialect == Dialect::Placeholders {
            // a backslash means nothing there
            self.text(open);
            return false;
        }
        if text.ends_with(b"\\\\") {
            self.text(open - 1);
            self.piece(PieceKind::Backslash, open);
            return false;
        }
        if text.ends_with(b"\\") {
            self.text(open - 1);
            self.piece(PieceKind::Backslash, open);
            let end = self.end_of_escaped(open);
            self.text(end);
            return true;
        }
        self.text(open);
        false
    }

    /// Escaped text goes on to the next `{{`, or to the backslashes before it.
    fn end_of_escaped(&mut self, open: usize) -> usize {
        let from = open + 2;
        let Some(next) = self.braces.at_or_after(self.source, from) else {
            return self.source.len();
        };
        let slashes = self.bytes[from..next]
            .iter()
            .rev()
            .take(2)
            .take_while(|&&b| b == b'\\')
            .count();
        next - slashes
    }

    fn text(&mut self, end: usize) {
        if self.at < end {
            if self.has_nul
                && let Some(nul) = self.source[self.at..end].find('\0')
            {
                let start = self.at + nul;
                self.report(
                    Code::SyntaxNotAllowed,
                    start,
                    start + 1,
                    &texts::NUL_CHARACTER,
                );
            }
            self.piece(PieceKind::Text, end);
        }
    }

    fn piece(&mut self, kind: PieceKind, end: usize) {
        let span = Span::new(self.at, end);
        self.out.pieces.push(Piece { kind, span });
        self.at = end;
    }

    fn report(&mut self, code: Code, start: usize, end: usize, text: &'static Text) {
        self.issues.report_text(code, Span::new(start, end), text);
    }

    fn too_many_tags(&mut self, open: usize) {
        let issue = Issue::new(Code::TemplateTooLarge, "", &texts::TOO_MANY_TAGS)
            .with("max", self.limits.template_tags);
        self.issues.report(issue, Span::new(open, open + 2));
    }

    fn tag(&mut self) {
        let start = self.at;
        let tilde = self.bytes.get(start + 2) == Some(&b'~');
        let after = start + 2 + usize::from(tilde);
        match self.bytes.get(after) {
            Some(b'!') => self.comment(after, tilde),
            _ => match self.opener(after, tilde) {
                Ok(opener) => self.tokens(opener),
                Err((length, text)) => {
                    self.report(Code::SyntaxNotAllowed, start, start + length, text);
                    self.skip_broken(start + length);
                }
            },
        }
    }

    fn comment(&mut self, bang: usize, left: bool) {
        let end = if self.source[bang + 1..].starts_with("--") {
            self.end_of_long_comment(bang + 1)
        } else {
            self.closes
                .at_or_after(self.source, bang + 1)
                .map(|i| i + 2)
        };
        let Some(end) = end else {
            let start = self.at;
            self.report(
                Code::PlaceholderUnclosed,
                start,
                bang + 1,
                &texts::COMMENT_UNCLOSED,
            );
            self.piece(PieceKind::Broken, self.source.len());
            return;
        };
        let right = self.bytes[end - 3] == b'~';
        let strip = Strip { left, right };
        self.piece(PieceKind::Comment { strip }, end);
    }

    /// `--}}` or `--~}}`; the dashes that open the comment may be the ones that close it.
    fn end_of_long_comment(&mut self, dashes: usize) -> Option<usize> {
        let mut from = dashes;
        loop {
            let hit = self.comment.at_or_after(self.source, from)?;
            let rest = &self.source[hit + 2..];
            let tilde = usize::from(rest.starts_with('~'));
            if rest[tilde..].starts_with("}}") {
                return Some(hit + 4 + tilde);
            }
            from = hit + 1;
        }
    }

    /// The opener of a tag that is no comment, or the length of one that we do not take.
    fn opener(&self, after: usize, left: bool) -> Result<Opener, (usize, &'static Text)> {
        let start = self.at;
        let rest = &self.source[after..];
        let open = |kind, more: usize| {
            Ok(Opener {
                kind,
                length: after + more - start,
                left,
            })
        };
        let refused = |more: usize, text| Err((after + more - start, text));
        if !left && rest.starts_with("{{") {
            return refused(2, &texts::NO_RAW_BLOCKS);
        }
        match rest.as_bytes().first() {
            Some(b'>') if self.dialect.is_hosted() => open(TagKind::Partial, 1),
            Some(b'>') => refused(1, &texts::NO_PARTIALS),
            Some(b'*') => refused(1, &texts::NO_DECORATORS),
            Some(b'#') => match rest.as_bytes().get(1) {
                Some(b'>') => refused(2, &texts::NO_PARTIALS),
                Some(b'*') => refused(2, &texts::NO_DECORATORS),
                _ => open(TagKind::Open, 1),
            },
            Some(b'/') => open(TagKind::Close, 1),
            Some(b'^') if ends_tag(skip_space(&rest[1..])) => open(TagKind::Else, 1),
            Some(b'^') => open(TagKind::OpenInverse, 1),
            Some(b'{') => open(TagKind::PrintTriple, 1),
            Some(b'&') => open(TagKind::Print, 1),
            _ => match after_else(rest) {
                Some(more) if ends_tag(skip_space(&rest[more..])) => open(TagKind::Else, more),
                Some(more) => open(TagKind::ElseChain, more),
                None => open(TagKind::Print, 0),
            },
        }
    }
}
