//! From pieces to the syntax tree. Blocks and parentheses are kept on stacks of our own, so that
//! depth costs memory on the heap and never the thread's stack.

mod blocks;
mod tag;

use self::tag::Reader;
use super::lexer::{Piece, PieceKind, Pieces, Strip, TagKind, Token, TokenKind};
use super::program::Namespace;
use super::report::Reports;
use super::syntax::{Call, Condition, Expression, ExpressionKind, Node, NodeKind, Tree};
use super::{secret, texts};
use crate::issue::{Code, Issue, Span, Text};
use crate::limits::Limits;
use smallvec::SmallVec;
use std::borrow::Cow;

/// Reads the tree into an empty one. What cannot be read is reported and left out, so that the rest is looked at too.
pub(super) fn parse(
    source: &str,
    pieces: &Pieces,
    limits: &Limits,
    issues: &mut Reports,
    tree: &mut Tree,
) {
    let mut parser = Parser {
        source,
        pieces,
        tree,
        open: SmallVec::new(),
        limits,
        issues,
    };
    for piece in &pieces.pieces {
        if parser.piece(piece).is_none() {
            // what is open was not read to its end
            parser.close_silently();
            return;
        }
    }
    parser.end();
}

struct Parser<'a> {
    source: &'a str,
    pieces: &'a Pieces,
    tree: &'a mut Tree,
    open: SmallVec<[OpenBlock<'a>; 4]>,
    limits: &'a Limits,
    issues: &'a mut Reports,
}

/// A block whose close was not seen yet.
struct OpenBlock<'a> {
    name: Cow<'a, str>,
    span: Span,
    first: u32,
    last: u32,
    has_else: bool,
    inverted: bool,
}

/// A tag that was reported.
struct Reported;

impl<'a> Parser<'a> {
    /// None where a limit ends the reading.
    fn piece(&mut self, piece: &Piece) -> Option<()> {
        if self.issues.is_full() {
            return None;
        }
        let span = piece.span;
        match piece.kind {
            PieceKind::Text => self.node(NodeKind::Text { kept: span }, span),
            PieceKind::Comment { strip } => self.node(NodeKind::Comment { strip }, span),
            PieceKind::Backslash | PieceKind::Broken => {}
            PieceKind::Tag {
                kind,
                strip,
                first,
                end,
            } => {
                let tokens = &self.pieces.tokens[first as usize..end as usize];
                return self.tag(kind, strip, tokens, span);
            }
        }
        Some(())
    }

    fn node(&mut self, kind: NodeKind, span: Span) {
        self.tree.nodes.push(Node { kind, span });
    }

    fn next_node(&self) -> u32 {
        index(self.tree.nodes.len())
    }

    fn tag(&mut self, kind: TagKind, strip: Strip, tokens: &[Token], span: Span) -> Option<()> {
        match kind {
            TagKind::Print | TagKind::PrintTriple => self.print(strip, tokens, span),
            TagKind::Open => return self.open_block(strip, tokens, span, false),
            TagKind::OpenInverse => return self.open_block(strip, tokens, span, true),
            TagKind::Else => self.else_clause(strip, Condition::Else, span),
            TagKind::ElseChain => self.else_chain(strip, tokens, span),
            TagKind::Close => self.close_block(strip, tokens, span),
            TagKind::Partial => self.partial(tokens, span),
        }
        Some(())
    }

    fn print(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        if let &[token] = tokens
            && let Some((namespace, names)) = self.plain(token)
        {
            self.tree.plain += 1;
            let kind = NodeKind::Plain {
                strip,
                namespace,
                names,
            };
            self.node(kind, span);
        } else if let Ok(expression) = self.printed(tokens, span) {
            self.node(NodeKind::Print { strip, expression }, span);
        }
    }

    /// The namespace and the names of a path that is fine as it stands. Inside a block it may mean
    /// something else, and of one that is wrong the rest has to tell why.
    fn plain(&self, token: Token) -> Option<(Namespace, Span)> {
        if token.kind != TokenKind::Path || !self.open.is_empty() {
            return None;
        }
        let (namespace, names) = Namespace::leading(token.span.text(self.source))?;
        let count = 2 + names.bytes().filter(|&b| b == b'.').count();
        let is_secret = || {
            let mut names = names.split('.');
            names.any(|name| secret::is_secret(namespace, name))
        };
        if count > self.limits.path_segments || secret::has_secrets(namespace) && is_secret() {
            return None;
        }
        let end = token.span.end;
        let start = end - index(names.len());
        Some((namespace, Span { start, end }))
    }

    fn printed(&mut self, tokens: &[Token], span: Span) -> Result<u32, Reported> {
        if is_lone_path(tokens) {
            return self.reader(tokens, span).path();
        }
        let (call, names) = self.call(tokens, span)?;
        if let Some(name) = names.first() {
            self.report(Code::SyntaxNotAllowed, *name, &texts::NAMES_WITHOUT_BLOCK);
        }
        Ok(self.whole(call))
    }

    fn partial(&mut self, tokens: &[Token], span: Span) {
        if let Ok((call, _)) = self.call(tokens, span) {
            let name = self.tree.expressions[call.callee as usize].span;
            self.tree.partials.push(name);
        }
    }

    /// A call without arguments is its callee.
    fn whole(&mut self, call: Call) -> u32 {
        if call.arguments.is_empty() && call.named.is_empty() {
            return call.callee;
        }
        let span = call.span;
        self.expression(ExpressionKind::Call(Box::new(call)), span)
    }

    fn expression(&mut self, kind: ExpressionKind, span: Span) -> u32 {
        self.tree.expressions.push(Expression { kind, span });
        index(self.tree.expressions.len() - 1)
    }

    fn close_silently(&mut self) {
        for block in &mut self.open {
            block.name = Cow::Borrowed("");
        }
        self.end();
    }

    fn end(&mut self) {
        while !self.open.is_empty() {
            self.unclosed_block();
        }
    }

    fn report(&mut self, code: Code, span: Span, text: &'static Text) {
        self.issues.report_text(code, span, text);
    }

    fn report_with(&mut self, code: Code, span: Span, text: &'static Text, name: &str) {
        self.issues
            .report(Issue::new(code, "", text).with("name", name), span);
    }

    /// `callee argument* name=argument* [as |names|]`, which is what every tag holds.
    fn call(&mut self, tokens: &[Token], tag: Span) -> Result<(Call, Vec<Span>), Reported> {
        if let [name, path] = tokens
            && name.kind == TokenKind::Name
            && path.kind == TokenKind::Path
        {
            return Ok((self.call_of_one(tokens, tag)?, Vec::new()));
        }
        self.reader(tokens, tag).call()
    }

    /// `upper contact.name`, and `if contact.vip` inside a block.
    fn call_of_one(&mut self, tokens: &[Token], tag: Span) -> Result<Call, Reported> {
        let mut reader = self.reader(tokens, tag);
        let callee = reader.path()?;
        let argument = reader.path()?;
        let spans = |expression: u32| self.tree.expressions[expression as usize].span;
        Ok(Call {
            span: Span {
                start: spans(callee).start,
                end: spans(argument).end,
            },
            callee,
            arguments: std::iter::once(argument).collect(),
            named: Vec::new(),
        })
    }

    fn reader<'t, 'p>(&'p mut self, tokens: &'t [Token], tag: Span) -> Reader<'t, 'p, 'a> {
        Reader {
            tokens,
            at: 0,
            tag,
            parser: self,
        }
    }
}

/// Whether the tokens are names with separators between them and nothing else: one path, whatever
/// is wrong with it.
fn is_lone_path(tokens: &[Token]) -> bool {
    let fits = |(i, token): (usize, &Token)| match i % 2 {
        0 => matches!(token.kind, TokenKind::Name | TokenKind::Path),
        _ => token.kind == TokenKind::Separator,
    };
    tokens.len() % 2 == 1 && tokens.iter().enumerate().all(fits)
}

fn index(n: usize) -> u32 {
    // every index counts something of the source, whose length fits
    u32::try_from(n).unwrap_or(u32::MAX)
}
