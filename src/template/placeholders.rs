//! `Syntax::Placeholders`: bare placeholders and nothing else, which is what MsgFlash documents
//! (guides/templates: `{{namespace.variable}}`).

use super::lexer::{Piece, PieceKind, Pieces, Strip, TagKind, Token, TokenKind};
use super::report::Reports;
use super::texts;
use crate::issue::Code;

/// Reports every piece that is more than a bare placeholder.
pub(super) fn check(source: &str, pieces: &Pieces, issues: &mut Reports) {
    for piece in &pieces.pieces {
        if !is_allowed(source, piece, &pieces.tokens) {
            issues.report_text(
                Code::SyntaxNotAllowed,
                piece.span,
                &texts::ONLY_PLACEHOLDERS,
            );
        }
    }
}

fn is_allowed(source: &str, piece: &Piece, tokens: &[Token]) -> bool {
    match piece.kind {
        PieceKind::Text | PieceKind::Backslash | PieceKind::Broken => true,
        PieceKind::Comment { .. } => false,
        PieceKind::Tag {
            kind,
            strip,
            first,
            end,
        } => {
            let text = piece.span.text(source);
            let plain = kind == TagKind::Print && strip == Strip::default();
            let tokens = &tokens[first as usize..end as usize];
            plain && !text.starts_with("{{&") && is_path(source, text, tokens)
        }
    }
}

/// Names joined by dots, with blanks and tabs around at most. What the parser reports in its own
/// words is left to it: no name at all, a number, a bar, a character that is none of a name.
fn is_path(source: &str, tag: &str, tokens: &[Token]) -> bool {
    let reported = |token: &Token| matches!(token.kind, TokenKind::Bar | TokenKind::Unknown);
    if let []
    | [
        Token {
            kind: TokenKind::Number,
            ..
        },
    ] = tokens
    {
        return true;
    }
    if tokens.iter().any(reported) {
        return true;
    }
    let inner = &tag[2..tag.len() - 2];
    let fits = |(i, token): (usize, &Token)| match token.kind {
        TokenKind::Name => i % 2 == 0 && is_name(token.span.text(source)),
        TokenKind::Path => i % 2 == 0,
        TokenKind::Separator => i % 2 == 1 && token.span.text(source) == ".",
        _ => false,
    };
    let one_word = !inner
        .trim_matches([' ', '\t'])
        .contains(char::is_whitespace);
    one_word && tokens.len() % 2 == 1 && tokens.iter().enumerate().all(fits)
}

/// `[A-Za-z_][A-Za-z0-9_-]*`
fn is_name(name: &str) -> bool {
    let starts = name
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
    starts
        && name != "this"
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
