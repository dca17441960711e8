//! Words: where a name, a number or a literal ends, and which characters a name has.

use super::tokens::Stop;
use super::{Token, TokenKind};
use crate::issue::{Code, Span};
use crate::template::texts;

pub(in crate::template) fn token(kind: TokenKind, start: usize, end: usize) -> Token {
    Token {
        kind,
        span: Span::new(start, end),
    }
}

/// `}}` where `}}}` belongs, or the other way round.
pub(in crate::template) fn wrong_close(at: usize, rest: &str) -> Stop {
    let text = if rest.starts_with("}}}") || rest.starts_with("}~}}") {
        &texts::TOO_MANY_BRACES
    } else {
        &texts::TOO_FEW_BRACES
    };
    let braces = rest.bytes().take_while(|&b| b == b'}' || b == b'~').count();
    Stop::new(Code::PathInvalid, at + braces, text)
}

/// A name, a number, a word of the language, or a character that begins nothing.
pub(in crate::template) fn word(rest: &str, at: usize) -> Token {
    if let Some((kind, length)) = plain(rest.as_bytes()) {
        return token(kind, at, at + length);
    }
    if let Some(length) = as_bar(rest) {
        return token(TokenKind::AsBar, at, at + length);
    }
    let length = rest.find(|c| !in_name(c)).unwrap_or(rest.len());
    let name = &rest[..length];
    // a tag that begins inside this one ends the name, and is told apart then
    let ends = ends_name(&rest[length..]) || rest[length..].starts_with("{{");
    let literal = literal(rest);
    match literal {
        Some((kind, length)) => token(kind, at, at + length),
        None if length > 0 && ends => token(TokenKind::Name, at, at + name.len()),
        None => {
            let start = at + length;
            let next = rest[length..].chars().next().map_or(0, char::len_utf8);
            token(TokenKind::Unknown, start, start + next)
        }
    }
}

/// What most tags hold, told byte by byte: a plain path, or a plain name.
fn plain(rest: &[u8]) -> Option<(TokenKind, usize)> {
    let name = plain_name(rest)?;
    if rest[name] == b'.'
        && let Some(path) = plain_path(rest, name)
    {
        return Some((TokenKind::Path, path));
    }
    Some((TokenKind::Name, name))
}

/// The length of a name of plain letters and digits that is no literal and no `as`.
fn plain_name(rest: &[u8]) -> Option<usize> {
    let length = rest.iter().position(|&b| !PLAIN[usize::from(b)])?;
    let begins = rest[0].is_ascii_alphabetic();
    let ends = matches!(rest[length], b'.' | b'}' | b' ' | b')' | b'=');
    let is_word = matches!(
        &rest[..length],
        b"as" | b"true" | b"false" | b"null" | b"undefined"
    );
    (begins && ends && !is_word).then_some(length)
}

/// The length of a path of such names, whose first ends at a `.`. It has to end where nothing that
/// follows can be a part of it.
fn plain_path(rest: &[u8], first: usize) -> Option<usize> {
    let (mut start, mut end) = (0, first);
    while rest[end] == b'.' {
        if matches!(&rest[start..end], b"this" | b"else") {
            return None;
        }
        start = end + 1;
        end = start + plain_name(&rest[start..])?;
    }
    let is_whole = match &rest[end..] {
        [b' ', next, ..] => {
            next.is_ascii_alphanumeric() || matches!(next, b'}' | b'"' | b'(' | b')')
        }
        [next, ..] => matches!(next, b'}' | b')'),
        [] => false,
    };
    let is_word = matches!(&rest[start..end], b"this" | b"else");
    (is_whole && !is_word).then_some(end)
}

/// The bytes of plain names: ASCII letters, digits and `_`.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0_u8;
    while b < 128 {
        plain[b as usize] = b.is_ascii_alphanumeric() || b == b'_';
        b += 1;
    }
    plain
};

/// `as |`, with white space between.
pub(in crate::template) fn as_bar(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("as")?;
    let bar = skip_space(after);
    (bar.len() < after.len() && bar.starts_with('|')).then(|| rest.len() - bar.len() + 1)
}

/// `true`, `false`, `null`, `undefined` or a number, where a blank, `}`, `~` or `)` follows.
pub(in crate::template) fn literal(rest: &str) -> Option<(TokenKind, usize)> {
    const WORDS: [(&str, TokenKind); 4] = [
        ("true", TokenKind::True),
        ("false", TokenKind::False),
        ("null", TokenKind::Null),
        ("undefined", TokenKind::Undefined),
    ];
    let word = WORDS.iter().find(|(word, _)| rest.starts_with(word));
    let (kind, length) = match word {
        Some((word, kind)) => (*kind, word.len()),
        None => (TokenKind::Number, number(rest)?),
    };
    let after = rest[length..].chars().next();
    let ends = after.is_none_or(|c| matches!(c, '~' | '}' | ')') || is_space(c));
    ends.then_some((kind, length))
}

/// The length of `-?[0-9]+(\.[0-9]+)?` at the start.
pub(in crate::template) fn number(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(sign);
    if whole == 0 {
        return None;
    }
    let mut end = sign + whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if fraction > 0 {
            end += 1 + fraction;
        }
    }
    Some(end)
}

/// The bytes after white space and `else`, where `else` is a whole word.
pub(in crate::template) fn after_else(rest: &str) -> Option<usize> {
    let word = skip_space(rest).strip_prefix("else")?;
    let goes_on = word
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_');
    (!goes_on).then(|| rest.len() - word.len())
}

pub(in crate::template) fn ends_tag(rest: &str) -> bool {
    rest.starts_with("}}") || rest.starts_with("~}}")
}

/// What must follow a name.
pub(in crate::template) fn ends_name(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| matches!(c, '=' | '~' | '}' | '/' | '.' | ')' | '|') || is_space(c))
}

/// The characters of a name: all but white space and ``!"#%&'()*+,./;<=>@[\]^`{|}~``.
pub(in crate::template) fn in_name(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | ':' | '?' | '_')
    } else {
        !is_space(c)
    }
}

pub(in crate::template) fn skip_space(text: &str) -> &str {
    // a visible character of ASCII, mostly
    if text.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return text;
    }
    text.trim_start_matches(is_space)
}

/// White space as JavaScript's `\s` has it: U+FEFF is one, U+0085 is none.
pub(in crate::template) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{3000}'
                | '\u{feff}'
    )
}

/// Whether a template can write `name` without brackets.
pub(in crate::template) fn is_name(name: &str) -> bool {
    !name.is_empty() && !is_taken(name) && name.chars().all(in_name)
}

/// Whether a name means something else where no brackets are around it: a word of the language, or
/// what begins like a number.
fn is_taken(name: &str) -> bool {
    let word = matches!(
        name,
        "this" | "as" | "else" | "true" | "false" | "null" | "undefined"
    );
    word || number(name).is_some()
}
