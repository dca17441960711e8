//! Blocks: what opens one, its clauses, and which close belongs to which open.

use super::{OpenBlock, Parser, Reported, index};
use crate::issue::{Code, Issue, Span};
use crate::template::lexer::{Strip, Token, TokenKind};
use crate::template::syntax::{Clause, Condition, Head, NodeKind, PlainBlock};
use crate::template::texts;
use std::borrow::Cow;

impl<'a> Parser<'a> {
    pub(super) fn open_block(
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

    pub(super) fn too_deep(&mut self, span: Span) {
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

    pub(super) fn else_chain(&mut self, strip: Strip, tokens: &[Token], span: Span) {
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

    pub(super) fn else_clause(&mut self, strip: Strip, condition: Condition, span: Span) {
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

    pub(super) fn close_block(&mut self, strip: Strip, tokens: &[Token], span: Span) {
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
    pub(super) fn unclosed_block(&mut self) {
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

    /// The callee as a close writes it.
    fn name_of(&self, callee: u32) -> Cow<'a, str> {
        let source = self.source;
        let written = self.tree.expressions[callee as usize].span.text(source);
        let name = self.tree.single_name(callee, source);
        name.unwrap_or(Cow::Borrowed(written))
    }
}
