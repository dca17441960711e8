//! From pieces to the syntax tree. Blocks and parentheses are kept on stacks of our own, so that
//! depth costs memory on the heap and never the thread's stack.

use super::lexer::{Piece, PieceKind, Pieces, Strip, TagKind, Token, TokenKind};
use super::report::Reports;
use super::syntax::{
    Call, Clause, Expression, ExpressionKind, Head, Node, NodeKind, Path, Segment, Tree,
};
use super::texts;
use crate::issue::{Code, Issue, Span, Text};
use crate::limits::Limits;

/// Reads the tree. What cannot be read is reported and left out, so that the rest is looked at too.
pub(super) fn parse(source: &str, pieces: &Pieces, limits: &Limits, issues: &mut Reports) -> Tree {
    let mut parser = Parser {
        source,
        pieces,
        tree: Tree::with_capacity(pieces.pieces.len()),
        open: Vec::new(),
        limits,
        issues,
    };
    for piece in &pieces.pieces {
        if parser.piece(piece).is_none() {
            // what is open was not read to its end
            parser.close_silently();
            return parser.tree;
        }
    }
    parser.end();
    parser.tree
}

struct Parser<'a> {
    source: &'a str,
    pieces: &'a Pieces,
    tree: Tree,
    open: Vec<OpenBlock>,
    limits: &'a Limits,
    issues: &'a mut Reports,
}

/// A block whose close was not seen yet.
struct OpenBlock {
    name: String,
    span: Span,
    first: u32,
    last: u32,
    has_else: bool,
    inverted: bool,
}

/// A tag that was reported.
struct Reported;

impl Parser<'_> {
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
            TagKind::Else => self.else_clause(strip, None, span),
            TagKind::ElseChain => self.else_chain(strip, tokens, span),
            TagKind::Close => self.close_block(strip, tokens, span),
            TagKind::Partial => self.partial(tokens, span),
        }
        Some(())
    }

    fn print(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        let Ok((call, names)) = self.call(tokens, span) else {
            return;
        };
        if let Some(name) = names.first() {
            self.report(Code::SyntaxNotAllowed, *name, &texts::NAMES_WITHOUT_BLOCK);
        }
        let expression = self.whole(call);
        self.node(NodeKind::Print { strip, expression }, span);
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
        self.expression(ExpressionKind::Call(call), span)
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
        let head = self.call(tokens, span).ok();
        let name = head
            .as_ref()
            .map(|(call, _)| self.name_of(call.callee))
            .unwrap_or_default();
        let head = head.map(|(call, names)| Head {
            inverted,
            call,
            names,
        });
        let clause = self.clause(strip, head);
        self.node(NodeKind::Open { clause }, span);
        self.open.push(OpenBlock {
            name,
            span,
            first: clause,
            last: clause,
            has_else: false,
            inverted,
        });
        Some(())
    }

    fn too_deep(&mut self, span: Span) {
        let issue =
            Issue::new(Code::TemplateTooDeep, "", &texts::TOO_DEEP).with("max", self.limits.depth);
        self.issues.report(issue, span);
    }

    /// A clause that the next node begins.
    fn clause(&mut self, strip: Strip, head: Option<Head>) -> u32 {
        let clause = index(self.tree.clauses.len());
        self.tree.clauses.push(Clause {
            node: self.next_node(),
            strip,
            head,
            next: None,
            close: 0,
        });
        clause
    }

    fn else_chain(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        let head = self.call(tokens, span).ok().map(|(call, names)| Head {
            inverted: false,
            call,
            names,
        });
        if self.open.last().is_some_and(|block| block.inverted) {
            self.report(Code::SyntaxNotAllowed, span, &texts::CHAIN_IN_INVERTED);
            return;
        }
        match head {
            Some(head) => self.else_clause(strip, Some(head), span),
            // the clause is broken and reported; as a plain one it keeps the block together
            None => self.else_clause(strip, None, span),
        }
    }

    fn else_clause(&mut self, strip: Strip, head: Option<Head>, span: Span) {
        let Some(block) = self.open.last() else {
            self.report(Code::BlockMismatch, span, &texts::ELSE_OUTSIDE);
            return;
        };
        if block.has_else {
            self.report(Code::BlockMismatch, span, &texts::ELSE_AFTER_ELSE);
            return;
        }
        let plain = head.is_none();
        let previous = block.last;
        let clause = self.clause(strip, head);
        self.node(NodeKind::Else { clause }, span);
        self.tree.clauses[previous as usize].next = Some(clause);
        if let Some(block) = self.open.last_mut() {
            block.last = clause;
            block.has_else = plain;
        }
    }

    fn close_block(&mut self, strip: Strip, tokens: &[Token], span: Span) {
        let Ok((call, _)) = self.call(tokens, span) else {
            self.open.pop();
            return;
        };
        if let Some(&extra) = call.arguments.first() {
            let extra = self.tree.expressions[extra as usize].span;
            self.report(Code::BlockMismatch, extra, &texts::CLOSE_WITH_ARGUMENTS);
        }
        let name = self.name_of(call.callee);
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

    /// The block that a close of this name belongs to.
    fn opened_as(&mut self, name: &str, span: Span) -> Option<usize> {
        // a broken open has no name: any close fits it
        let fits = |block: &OpenBlock| block.name == name || block.name.is_empty();
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
            .with("opened", &block.name)
            .with("line", opened.line)
            .with("column", opened.column);
        self.issues.report(issue, span);
        Some(self.open.len() - 1)
    }

    fn end_clauses(&mut self, block: &OpenBlock) {
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
            block.name.clear();
        }
        self.end();
    }

    fn end(&mut self) {
        while !self.open.is_empty() {
            self.unclosed_block();
        }
    }

    /// The callee as a close writes it.
    fn name_of(&self, callee: u32) -> String {
        let expression = &self.tree.expressions[callee as usize];
        let ExpressionKind::Path(path) = expression.kind else {
            return expression.span.text(self.source).to_owned();
        };
        let segments = self.tree.segments(self.tree.paths[path as usize]);
        match segments {
            [one] => one.name(self.source).into_owned(),
            _ => expression.span.text(self.source).to_owned(),
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
        Reader {
            tokens,
            at: 0,
            tag,
            parser: self,
        }
        .call()
    }
}

/// Reads the tokens of one tag.
struct Reader<'t, 'p, 'a> {
    tokens: &'t [Token],
    at: usize,
    tag: Span,
    parser: &'p mut Parser<'a>,
}

/// A call whose `)` was not seen yet.
struct OpenCall {
    start: u32,
    callee: Option<u32>,
    arguments: Vec<u32>,
    named: Vec<(Span, u32)>,
    key: Option<Span>,
}

impl OpenCall {
    fn new(start: u32) -> Self {
        Self {
            start,
            callee: None,
            arguments: Vec::new(),
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
    fn call(mut self) -> Result<(Call, Vec<Span>), Reported> {
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
                    let expression = self.parser.expression(ExpressionKind::Call(inner), span);
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

    fn path(&mut self) -> Result<u32, Reported> {
        let start = self.tokens[self.at].span.start;
        let mut path = Path {
            span: self.tokens[self.at].span,
            data: self.tokens[self.at].kind == TokenKind::At,
            up: 0,
            scoped: false,
            first: index(self.parser.tree.segments.len()),
            end: 0,
        };
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
        path.end = index(self.parser.tree.segments.len());
        self.not_glued(end)?;
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
            // `items.0`: a number at the end of a path is no name in Handlebars
            TokenKind::Number if path.first != index(self.parser.tree.segments.len()) => {
                return self.fail(Code::PathInvalid, token.span, &texts::NUMBER_IN_PATH);
            }
            _ => return self.unexpected(token),
        };
        self.at += 1;
        let begun = path.first != index(self.parser.tree.segments.len());
        match token.span.text(self.parser.source) {
            "." | ".." | "this" if !literal && begun => {
                self.fail(Code::PathInvalid, token.span, &texts::PATH_GOES_BACK)
            }
            ".." if !literal => {
                path.up += 1;
                path.scoped = true;
                Ok(())
            }
            "." | "this" if !literal => {
                path.scoped = true;
                Ok(())
            }
            _ => {
                let span = token.span;
                self.parser.tree.segments.push(Segment { span, literal });
                Ok(())
            }
        }
    }

    /// `contact.` and `contact..name`: handlebars.js reads a second argument there.
    fn not_glued(&mut self, end: u32) -> Result<(), Reported> {
        match self.tokens.get(self.at) {
            Some(next) if next.span.start == end && next.kind == TokenKind::Name => {
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
                let filter = super::helper::alias(filter).unwrap_or(filter);
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

fn index(n: usize) -> u32 {
    // every index counts something of the source, whose length fits
    u32::try_from(n).unwrap_or(u32::MAX)
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
