//! From the tree to the program: every name is resolved to a namespace, an item or a helper, and
//! everything that cannot be is reported.

mod blocks;

use super::helper::{self, Helper};
use super::lexer::Dialect;
use super::program::{Base, Namespace, Op, Program, Range, Step};
use super::report::Reports;
use super::scope::Scopes;
use super::syntax::{ExpressionKind, Head, NodeKind, Tree};
use super::texts;
use super::variable::{Need, Uses};
use crate::issue::{Code, Issue, Span, Text};
use smallvec::SmallVec;

/// Lowers the tree of `source`; problems go to `issues`.
///
/// Names without a namespace belong to `bare_names`, if there is one.
pub(super) fn lower(
    source: &str,
    tree: &Tree,
    bare_names: Option<Namespace>,
    dialect: Dialect,
    issues: &mut Reports,
) -> (Program, Uses) {
    let paths = tree.paths.len() + tree.plain;
    let mut lowering = Lowering {
        source,
        tree,
        bare_names,
        dialect,
        issues,
        program: Program {
            text: source.to_owned(),
            ops: Vec::with_capacity(tree.nodes.len()),
            steps: Vec::with_capacity(tree.expressions.len() + tree.plain),
            paths: Vec::with_capacity(paths),
            // the first of a path is its namespace
            names: Vec::with_capacity(
                tree.segments.len().saturating_sub(tree.paths.len()) + tree.plain,
            ),
            ..Program::default()
        },
        variables: Uses::with_capacity(paths),
        scopes: Scopes::new(),
        open: SmallVec::new(),
        to_end: SmallVec::new(),
        optional: 0,
    };
    for node in 0..tree.nodes.len() {
        lowering.node(node);
    }
    (lowering.program, lowering.variables)
}

/// The state of the lowering.
pub(super) struct Lowering<'a> {
    pub(super) source: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) bare_names: Option<Namespace>,
    pub(super) dialect: Dialect,
    pub(super) issues: &'a mut Reports,
    pub(super) program: Program,
    pub(super) variables: Uses,
    pub(super) scopes: Scopes,
    open: SmallVec<[OpenBlock<'a>; 4]>,
    /// Operations that lead to the ends of open blocks, wherever those will be.
    to_end: SmallVec<[usize; 8]>,
    /// Blocks around the node that may leave it out.
    optional: usize,
}

/// A block whose end was not reached yet.
#[derive(Default)]
struct OpenBlock<'a> {
    /// The clause that the nodes belong to.
    clause: Part<'a>,
    /// Those of [`Lowering::to_end`] that belong to the blocks around.
    to_end_before: usize,
    optional_before: usize,
}

/// What must be done where a clause ends.
#[derive(Default)]
struct Part<'a> {
    kind: PartKind,
    /// The operation that begins it.
    op: usize,
    /// `{{^each x}}`: the block that its `else` is.
    inverse: Option<&'a Head>,
    scopes: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum PartKind {
    /// Nothing to end: `else`, or a tag that was reported.
    #[default]
    Plain,
    If,
    Each,
    With,
}

/// An expression that was reported.
pub(super) struct Reported;

impl<'a> Lowering<'a> {
    fn node(&mut self, node: usize) {
        let span = self.tree.nodes[node].span;
        match self.tree.nodes[node].kind {
            NodeKind::Text { kept } => self.text(kept),
            NodeKind::Comment { .. } => {}
            NodeKind::Print { expression, .. } => self.print(expression, span),
            NodeKind::Plain {
                namespace, names, ..
            } => self.print_plain(namespace, names, span),
            NodeKind::Open { clause } => self.open(clause),
            NodeKind::Else { clause } => self.otherwise(clause),
            NodeKind::Close { .. } => self.close(),
        }
    }

    fn text(&mut self, kept: Span) {
        let Span { start, end } = kept;
        if start < end {
            self.program.ops.push(Op::Text { start, end });
        }
    }

    fn need(&self) -> Need {
        if self.optional == 0 {
            Need::Required
        } else {
            Need::Optional
        }
    }

    fn print_plain(&mut self, namespace: Namespace, names: Span, span: Span) {
        let need = self.need();
        let value = self.plain_value(namespace, names, need);
        self.program.ops.push(Op::Print { value, span });
    }

    /// The step of a plain path, whose `names` are those after the namespace.
    fn plain_value(&mut self, namespace: Namespace, names: Span, need: Need) -> Range {
        let path = Span {
            start: names.start - index(namespace.name().len() + 1),
            end: names.end,
        };
        let start = index(self.program.steps.len());
        self.variables.add_as_written(path, need);
        self.straight(namespace, names.text(self.source).split('.'), path);
        self.steps_since(start)
    }

    fn print(&mut self, expression: u32, span: Span) {
        let need = self.need();
        let start = index(self.program.steps.len());
        if let Some(path) = self.path_of(expression) {
            let path = self.tree.paths[path as usize];
            if self.plain_path(path, need) || self.item(path) {
                let value = self.steps_since(start);
                self.program.ops.push(Op::Print { value, span });
                return;
            }
        }
        if let Some(name) = self.tree.single_name(expression, self.source)
            && self.helper_alone(&name, self.span(expression))
        {
            return;
        }
        if self.literal_alone(expression) {
            return;
        }
        let Ok(value) = self.value(expression, need) else {
            return;
        };
        if let Some(text) = self.prints_an_object(value) {
            let span = self.span(expression);
            self.report(Code::PathInvalid, span, text);
            return;
        }
        self.program.ops.push(Op::Print { value, span });
    }

    /// `{{upper}}`: handlebars.js calls the helper, without arguments.
    fn helper_alone(&mut self, name: &str, span: Span) -> bool {
        if self.scopes.names(name) {
            return false;
        }
        if helper::BLOCKS.contains(&name) {
            self.report_name(Code::HelperArguments, span, &texts::BLOCK_AS_HELPER, name);
            return true;
        }
        let Some(signature) = helper::named(name) else {
            return false;
        };
        self.wrong_count(signature, 0, span);
        true
    }

    /// `{{1}}`, `{{"text"}}`: handlebars.js looks such a name up in the context.
    fn literal_alone(&mut self, expression: u32) -> bool {
        let span = self.span(expression);
        let (code, text) = match self.tree.expressions[expression as usize].kind {
            ExpressionKind::Path(_) | ExpressionKind::Call(_) => return false,
            ExpressionKind::Number(_) => (Code::PositionalPlaceholder, &texts::POSITIONAL),
            _ => (Code::SyntaxNotAllowed, &texts::LITERAL_ALONE),
        };
        let name = span.text(self.source);
        self.report_name(code, span, text, name);
        true
    }

    /// A namespace, all of them, or the occurrence: never a text. What is to be said of it.
    fn prints_an_object(&self, value: Range) -> Option<&'static Text> {
        let [Step::Path(path)] = self.program.steps(value) else {
            return None;
        };
        let path = self.program.paths[*path as usize];
        let text = match path.base {
            Base::Root | Base::Namespace(_) => &texts::NAMESPACE_ALONE,
            Base::Occurrence => &texts::OCCURRENCE_ALONE,
            _ => return None,
        };
        (path.names.start == path.names.end).then_some(text)
    }

    pub(super) fn span(&self, expression: u32) -> Span {
        self.tree.expressions[expression as usize].span
    }

    fn value(&mut self, expression: u32, need: Need) -> Result<Range, Reported> {
        let start = index(self.program.steps.len());
        self.steps(expression, need)?;
        Ok(self.steps_since(start))
    }

    fn steps_since(&self, start: u32) -> Range {
        Range {
            start,
            end: index(self.program.steps.len()),
        }
    }

    pub(super) fn call_step(&mut self, helper: Helper, count: u8) {
        self.program.steps.push(Step::Call { helper, count });
    }

    pub(super) fn report(&mut self, code: Code, span: Span, text: &'static Text) {
        self.issue(Issue::new(code, "", text), span);
    }

    pub(super) fn report_name(&mut self, code: Code, span: Span, text: &'static Text, name: &str) {
        self.issue(Issue::new(code, "", text).with("name", name), span);
    }

    pub(super) fn issue(&mut self, issue: Issue, span: Span) {
        self.issues.report(issue, span);
    }
}

pub(super) fn index(n: usize) -> u32 {
    // every index counts something of the source, whose length fits
    u32::try_from(n).unwrap_or(u32::MAX)
}
