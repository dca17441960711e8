//! From pieces to the syntax tree. Blocks and parentheses are kept on stacks of our own, so that
//! depth costs memory on the heap and never the thread's stack.

mod tag;

use self::tag::Reader;
use super::lexer::{Piece, PieceKind, Pieces, Strip, TagKind, Token, TokenKind};
use super::program::Namespace;
use super::report::Reports;
use super::syntax::{
    Call, Clause, Condition, Expression, ExpressionKind, Head, Node, NodeKind, PlainBlock, Tree,
};
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

    fn open_block(
        &mut self,
        strip: Strip,
        tokens: &[Token],
        span: Span,
        inverted: bool,
    ) -> Option<()> {
        if self.open.len() >= self.limits.depth {
            self.too_deep(span);
            return None;
        }
        if let Some((name, condition)) = self.plain_block(tokens).filter(|_| !inverted) {
            self.begin_block(strip, condition, Cow::Borrowed(name), span, false);
            return Some(());
        }
        let head = self.call(tokens, span).ok();
        let name = head
            .as_ref()
            .map(|(call, _)| self.name_of(call.callee))
            .unwrap_or_default();
        let condition = head.map_or(Condition::Broken, |(call, names)| {
            Condition::Head(Head {
                inverted,
                call,
                names,
            })
        });
        self.begin_block(strip, condition, name, span, inverted);
        Some(())
    }

    /// `if contact.vip`, which is what most blocks begin with: the name and what it asks.
    fn plain_block(&mut self, tokens: &[Token]) -> Option<(&'a str, Condition)> {
        let &[word, path] = tokens else {
            return None;
        };
        let name = word.span.text(self.source);
        let block = PlainBlock::named(name)?;
        let (namespace, names) = self.plain(path)?;
        self.tree.plain += 1;
        let condition = Condition::Plain {
            block,
            namespace,
            names,
        };
        Some((name, condition))
    }

    fn begin_block(
        &mut self,
        strip: Strip,
        condition: Condition,
        name: Cow<'a, str>,
        span: Span,
        inverted: bool,
    ) {
        let clause = self.clause(strip, condition);
        self.node(NodeKind::Open { clause }, span);
        self.open.push(OpenBlock {
            name,
            span,
            first: clause,
            last: clause,
            has_else: false,
            inverted,
        });
    }

    fn too_deep(&mut self, span: Span) {
        let issue =
            Issue::new(Code::TemplateTooDeep, "", &texts::TOO_DEEP).with("max", self.limits.depth);
        self.issues.report(issue, span);
    }

    /// A clause that the next node begins.
    fn clause(&mut self, strip: Strip, condition: Condition) -> u32 {
        let clause = index(self.tree.clauses.len());
        self.tree.clauses.push(Clause {
            node: self.next_node(),
            strip,
            condition,
            next: None,
            close: 0,
        });
        clause
    }

    fn else_chain(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        let condition = match self.call(tokens, span) {
            Ok((call, names)) => Condition::Head(Head {
                inverted: false,
                call,
                names,
            }),
            Err(Reported) => Condition::Broken,
        };
        if self.open.last().is_some_and(|block| block.inverted) {
            self.report(Code::SyntaxNotAllowed, span, &texts::CHAIN_IN_INVERTED);
            return;
        }
        self.else_clause(strip, condition, span);
    }

    fn else_clause(&mut self, strip: Strip, condition: Condition, span: Span) {
        let Some(block) = self.open.last() else {
            self.report(Code::BlockMismatch, span, &texts::ELSE_OUTSIDE);
            return;
        };
        if block.has_else {
            self.report(Code::BlockMismatch, span, &texts::ELSE_AFTER_ELSE);
            return;
        }
        let is_last = matches!(condition, Condition::Else);
        let previous = block.last;
        let clause = self.clause(strip, condition);
        self.node(NodeKind::Else { clause }, span);
        self.tree.clauses[previous as usize].next = Some(clause);
        if let Some(block) = self.open.last_mut() {
            block.last = clause;
            block.has_else = is_last;
        }
    }

    fn close_block(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        let Ok(name) = self.closed_name(tokens, span) else {
            self.open.pop();
            return;
        };
        let Some(depth) = self.opened_as(&name, span) else {
            return;
        };
        while self.open.len() > depth + 1 {
            self.unclosed_block();
        }
        let Some(block) = self.open.pop() else {
            return;
        };
        self.end_clauses(&block);
        let first = block.first;
        self.node(NodeKind::Close { strip, first }, span);
    }

    /// The name that a close tag has.
    fn closed_name(&mut self, tokens: &[Token], span: Span) -> Result<Cow<'a, str>, Reported> {
        // one word, mostly: its text is its name
        if let [word] = tokens
            && word.kind == TokenKind::Name
        {
            return Ok(Cow::Borrowed(word.span.text(self.source)));
        }
        let (call, names) = self.call(tokens, span)?;
        let argument = call.arguments.first();
        let argument = argument.map(|&extra| self.tree.expressions[extra as usize].span);
        let named = call.named.first().map(|&(key, _)| key);
        if let Some(extra) = argument.or(named).or(names.first().copied()) {
            self.report(Code::BlockMismatch, extra, &texts::CLOSE_WITH_ARGUMENTS);
        }
        Ok(self.name_of(call.callee))
    }

    /// The block that a close of this name belongs to.
    fn opened_as(&mut self, name: &str, span: Span) -> Option<usize> {
        // a broken open has no name: any close fits it
        let fits = |block: &OpenBlock<'_>| block.name == name || block.name.is_empty();
        if let Some(depth) = self.open.iter().rposition(fits) {
            return Some(depth);
        }
        let Some(block) = self.open.last() else {
            self.report_with(Code::BlockMismatch, span, &texts::CLOSE_WITHOUT_OPEN, name);
            return None;
        };
        let opened = block.span.place(self.source);
        let issue = Issue::new(Code::BlockMismatch, "", &texts::CLOSE_OF_ANOTHER)
            .with("name", name)
            .with("opened", block.name.as_ref())
            .with("line", opened.line)
            .with("column", opened.column);
        self.issues.report(issue, span);
        Some(self.open.len() - 1)
    }

    fn end_clauses(&mut self, block: &OpenBlock<'_>) {
        let close = self.next_node();
        let mut next = Some(block.first);
        while let Some(clause) = next {
            let clause = &mut self.tree.clauses[clause as usize];
            clause.close = close;
            next = clause.next;
        }
    }

    /// Reports the innermost open block as unclosed, and closes it here.
    fn unclosed_block(&mut self) {
        let Some(block) = self.open.pop() else {
            return;
        };
        if !block.name.is_empty() {
            self.report_with(
                Code::BlockUnclosed,
                block.span,
                &texts::BLOCK_UNCLOSED,
                &block.name,
            );
        }
        self.end_clauses(&block);
        let strip = Strip::default();
        let first = block.first;
        self.node(NodeKind::Close { strip, first }, block.span);
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

    /// The callee as a close writes it.
    fn name_of(&self, callee: u32) -> Cow<'a, str> {
        let source = self.source;
        let written = self.tree.expressions[callee as usize].span.text(source);
        let name = self.tree.single_name(callee, source);
        name.unwrap_or(Cow::Borrowed(written))
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

    /// `if contact.vip`, which is what most blocks begin with.
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
