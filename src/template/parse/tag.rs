//! The tokens of one tag: a callee with its arguments, and the names of a block.

use super::{Parser, Reported, index};
use crate::issue::{Code, Issue, Span, Text};
use crate::template::lexer::{Token, TokenKind};
use crate::template::syntax::{Arguments, Call, ExpressionKind, Path, Segment};
use crate::template::{helper, texts};

/// Reads the tokens of one tag.
pub(super) struct Reader<'t, 'p, 'a> {
    pub(super) tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) tag: Span,
    pub(super) parser: &'p mut Parser<'a>,
}

/// A call whose `)` was not seen yet.
struct OpenCall {
    start: u32,
    callee: Option<u32>,
    arguments: Arguments,
    named: Vec<(Span, u32)>,
    key: Option<Span>,
}

impl OpenCall {
    fn new(start: u32) -> Self {
        Self {
            start,
            callee: None,
            arguments: Arguments::new(),
            named: Vec::new(),
            key: None,
        }
    }

    fn take(&mut self, expression: u32) {
        match self.key.take() {
            Some(key) => self.named.push((key, expression)),
            None => self.arguments.push(expression),
        }
    }
}

impl Reader<'_, '_, '_> {
    pub(super) fn call(mut self) -> Result<(Call, Vec<Span>), Reported> {
        if self.tokens.is_empty() {
            return self.fail(Code::PlaceholderEmpty, self.tag, &texts::EMPTY_TAG);
        }
        let mut outer: Vec<OpenCall> = Vec::new();
        let mut call = OpenCall::new(self.tokens[0].span.start);
        while let Some(&token) = self.tokens.get(self.at) {
            match token.kind {
                TokenKind::AsBar if outer.is_empty() && call.callee.is_some() => break,
                TokenKind::OpenParen if call.callee.is_some() => {
                    self.parameter_allowed(&call, token)?;
                    if outer.len() + 1 >= self.parser.limits.depth {
                        self.parser.too_deep(token.span);
                        return Err(Reported);
                    }
                    self.at += 1;
                    outer.push(std::mem::replace(
                        &mut call,
                        OpenCall::new(token.span.start),
                    ));
                }
                TokenKind::CloseParen => {
                    let Some(mut parent) = outer.pop() else {
                        return self.fail(Code::PathInvalid, token.span, &texts::PAREN_UNOPENED);
                    };
                    self.at += 1;
                    let inner = self.finish(call, token.span.end)?;
                    let span = inner.span;
                    let expression = self
                        .parser
                        .expression(ExpressionKind::Call(Box::new(inner)), span);
                    parent.take(expression);
                    call = parent;
                }
                _ if self.key(&mut call)? => {}
                _ => {
                    if call.callee.is_some() {
                        self.parameter_allowed(&call, token)?;
                    }
                    let expression = self.simple(token)?;
                    match call.callee {
                        None => call.callee = Some(expression),
                        Some(_) => call.take(expression),
                    }
                }
            }
        }
        if let Some(open) = outer.pop() {
            let start = call.start.max(open.start);
            let span = Span {
                start,
                end: start + 1,
            };
            return self.fail(Code::PathInvalid, span, &texts::PAREN_UNCLOSED);
        }
        let names = self.block_names()?;
        let end = self.tokens[self.at.min(self.tokens.len()) - 1].span.end;
        Ok((self.finish(call, end)?, names))
    }

    /// After the first `name=value` only more of them may follow.
    fn parameter_allowed(&mut self, call: &OpenCall, token: Token) -> Result<(), Reported> {
        if call.named.is_empty() || call.key.is_some() {
            return Ok(());
        }
        self.fail(
            Code::HelperArguments,
            token.span,
            &texts::ARGUMENT_AFTER_NAMED,
        )
    }

    fn finish(&mut self, call: OpenCall, end: u32) -> Result<Call, Reported> {
        let span = Span {
            start: call.start,
            end,
        };
        if let Some(key) = call.key {
            return self.fail(Code::HelperArguments, key, &texts::NAMED_WITHOUT_VALUE);
        }
        let Some(callee) = call.callee else {
            return self.fail(Code::PlaceholderEmpty, span, &texts::EMPTY_PARENS);
        };
        Ok(Call {
            span,
            callee,
            arguments: call.arguments,
            named: call.named,
        })
    }

    /// `name=`, if that comes next.
    fn key(&mut self, call: &mut OpenCall) -> Result<bool, Reported> {
        let [name, equals, ..] = &self.tokens[self.at..] else {
            return Ok(false);
        };
        let names = matches!(name.kind, TokenKind::Name | TokenKind::Segment);
        if !names || equals.kind != TokenKind::Equals {
            return Ok(false);
        }
        if call.callee.is_none() {
            return self.fail(Code::HelperUnknown, name.span, &texts::NAMED_WITHOUT_HELPER);
        }
        if let Some(key) = call.key {
            return self.fail(Code::HelperArguments, key, &texts::NAMED_WITHOUT_VALUE);
        }
        call.key = Some(name.span);
        self.at += 2;
        Ok(true)
    }

    /// A literal or a path.
    fn simple(&mut self, token: Token) -> Result<u32, Reported> {
        let text = token.span.text(self.parser.source);
        let kind = match token.kind {
            TokenKind::Text => ExpressionKind::Text(unquote(text)),
            TokenKind::Number => ExpressionKind::Number(number(text)),
            TokenKind::True => ExpressionKind::Bool(true),
            TokenKind::False => ExpressionKind::Bool(false),
            TokenKind::Null | TokenKind::Undefined => ExpressionKind::Nothing,
            _ => return self.path(),
        };
        self.at += 1;
        Ok(self.parser.expression(kind, token.span))
    }

    pub(super) fn path(&mut self) -> Result<u32, Reported> {
        let token = self.tokens[self.at];
        let start = token.span.start;
        let mut path = Path {
            span: token.span,
            data: token.kind == TokenKind::At,
            up: 0,
            scoped: false,
            plain: token.kind == TokenKind::Path,
            first: index(self.parser.tree.segments.len()),
            end: 0,
        };
        if path.plain {
            // nothing that follows such a token belongs to the path
            self.plain_names(token);
            return self.whole(path);
        }
        self.at += usize::from(path.data);
        loop {
            self.name(&mut path)?;
            match self.tokens.get(self.at).map(|token| token.kind) {
                Some(TokenKind::Separator) => self.at += 1,
                _ => break,
            }
        }
        let end = self.tokens[self.at - 1].span.end;
        path.span = Span { start, end };
        self.not_glued(end)?;
        self.whole(path)
    }

    /// The expression of a path whose names were read.
    fn whole(&mut self, mut path: Path) -> Result<u32, Reported> {
        path.end = index(self.parser.tree.segments.len());
        self.short_enough(path)?;
        self.parser.tree.paths.push(path);
        let id = index(self.parser.tree.paths.len() - 1);
        Ok(self.parser.expression(ExpressionKind::Path(id), path.span))
    }

    /// The next token as a part of `path`.
    fn name(&mut self, path: &mut Path) -> Result<(), Reported> {
        let Some(&token) = self.tokens.get(self.at) else {
            let end = self.tokens[self.at - 1].span;
            return self.fail(Code::PathInvalid, end, &texts::PATH_ENDS);
        };
        let literal = match token.kind {
            TokenKind::Name => false,
            TokenKind::Segment => true,
            TokenKind::Path => {
                self.plain_names(token);
                return Ok(());
            }
            // `items.0`: a number at the end of a path is no name in Handlebars
            TokenKind::Number if path.first != index(self.parser.tree.segments.len()) => {
                return self.fail(Code::PathInvalid, token.span, &texts::NUMBER_IN_PATH);
            }
            _ => return self.unexpected(token),
        };
        self.at += 1;
        let begun = path.first != index(self.parser.tree.segments.len());
        match token.span.text(self.parser.source) {
            "." | ".." | "this" if begun => {
                self.fail(Code::PathInvalid, token.span, &texts::PATH_GOES_BACK)
            }
            ".." => {
                path.up += 1;
                path.scoped = true;
                Ok(())
            }
            "." | "this" => {
                path.scoped = true;
                Ok(())
            }
            "[]" if !begun => self.fail(Code::PathInvalid, token.span, &texts::EMPTY_BRACKETS),
            _ => {
                let span = token.span;
                self.parser.tree.segments.push(Segment { span, literal });
                Ok(())
            }
        }
    }

    /// The names of a plain path.
    fn plain_names(&mut self, token: Token) {
        self.at += 1;
        let mut start = token.span.start;
        let path = token.span.text(self.parser.source).as_bytes();
        for name in path.split(|&b| b == b'.') {
            let end = start + index(name.len());
            self.parser.tree.segments.push(Segment {
                span: Span { start, end },
                literal: false,
            });
            start = end + 1;
        }
    }

    /// `contact.` and `contact..name`: handlebars.js reads a second argument there.
    fn not_glued(&mut self, end: u32) -> Result<(), Reported> {
        match self.tokens.get(self.at) {
            Some(next) if next.span.start == end && is_name(next) => {
                let span = next.span;
                self.fail(Code::PathInvalid, span, &texts::PATH_ENDS)
            }
            _ => Ok(()),
        }
    }

    fn short_enough(&mut self, path: Path) -> Result<(), Reported> {
        let max = self.parser.limits.path_segments;
        let length = (path.end - path.first) as usize + path.up as usize;
        if length <= max + self.parser.limits.depth && (path.end - path.first) as usize <= max {
            return Ok(());
        }
        let issue = Issue::new(Code::PathInvalid, "", &texts::PATH_TOO_LONG).with("max", max);
        self.parser.issues.report(issue, path.span);
        Err(Reported)
    }

    fn unexpected<T>(&mut self, token: Token) -> Result<T, Reported> {
        let span = token.span;
        match token.kind {
            TokenKind::Bar => {
                let filter = self
                    .tokens
                    .get(self.at + 1)
                    .map_or("", |next| next.span.text(self.parser.source));
                let filter = filter.trim_end_matches(':');
                let filter = helper::alias(filter).unwrap_or(filter);
                let value = Span {
                    start: self.tokens[0].span.start,
                    end: span.start,
                };
                let value = value.text(self.parser.source).trim();
                let issue = Issue::new(Code::SyntaxNotAllowed, "", &texts::LIQUID_PIPE)
                    .with("filter", filter)
                    .with("value", value);
                self.parser.issues.report(issue, span);
                Err(Reported)
            }
            TokenKind::AsBar => {
                self.fail(Code::SyntaxNotAllowed, span, &texts::NAMES_WITHOUT_BLOCK)
            }
            TokenKind::Equals => self.fail(Code::PathInvalid, span, &texts::EQUALS_ALONE),
            TokenKind::OpenParen => self.fail(Code::HelperUnknown, span, &texts::PAREN_AS_HELPER),
            _ => {
                let character = span.text(self.parser.source).to_owned();
                let issue = Issue::new(Code::PathInvalid, "", &texts::CHARACTER)
                    .with("character", character);
                self.parser.issues.report(issue, span);
                Err(Reported)
            }
        }
    }

    fn block_names(&mut self) -> Result<Vec<Span>, Reported> {
        let mut names = Vec::new();
        if self.at == self.tokens.len() {
            return Ok(names);
        }
        self.at += 1;
        loop {
            match self.tokens.get(self.at) {
                Some(token) if token.kind == TokenKind::Name => names.push(token.span),
                Some(token) if token.kind == TokenKind::Bar && !names.is_empty() => break,
                _ => return self.fail(Code::PathInvalid, self.tag, &texts::BLOCK_NAMES),
            }
            self.at += 1;
        }
        self.at += 1;
        match self.tokens.get(self.at) {
            None => Ok(names),
            Some(token) => self.fail(Code::PathInvalid, token.span, &texts::BLOCK_NAMES),
        }
    }

    fn fail<T>(&mut self, code: Code, span: Span, text: &'static Text) -> Result<T, Reported> {
        self.parser.report(code, span, text);
        Err(Reported)
    }
}

fn is_name(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Name | TokenKind::Path)
}

/// The text between quotes; `\"` stands for the quote.
fn unquote(quoted: &str) -> String {
    let quote = &quoted[..1];
    let inner = &quoted[1..quoted.len() - 1];
    inner.replace(&format!("\\{quote}"), quote)
}

/// A number of the grammar is one of JSON but for leading zeros, and JSON knows no infinity.
fn number(text: &str) -> serde_json::Number {
    if let Ok(whole) = text.parse::<i64>() {
        return whole.into();
    }
    let value = text.parse::<f64>().unwrap_or(f64::MAX);
    let finite = value.clamp(f64::MIN, f64::MAX);
    serde_json::Number::from_f64(finite).unwrap_or_else(|| 0.into())
}
