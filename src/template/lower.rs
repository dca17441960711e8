//! From the tree to the program: every name is resolved to a namespace, an item or a helper, and
//! everything that cannot be is reported.

use super::helper::{self, Helper};
use super::lexer::Dialect;
use super::program::{Base, Namespace, Op, Program, Range, Step};
use super::report::Reports;
use super::scope::{Context, Scopes};
use super::syntax::{Call, ExpressionKind, Head, NodeKind, Tree};
use super::texts;
use super::variable::{Need, Variables};
use crate::issue::{Code, Issue, Span, Text, nearest};

/// Lowers the tree of `source`; problems go to `issues`.
///
/// Names without a namespace belong to `bare_names`, if there is one.
pub(super) fn lower(
    source: &str,
    tree: &Tree,
    bare_names: Option<Namespace>,
    dialect: Dialect,
    issues: &mut Reports,
) -> (Program, Variables) {
    let mut lowering = Lowering {
        source,
        tree,
        bare_names,
        dialect,
        issues,
        program: Program {
            text: String::with_capacity(source.len()),
            literals: Vec::with_capacity(tree.nodes.len()),
            ops: Vec::with_capacity(tree.nodes.len()),
            steps: Vec::with_capacity(tree.expressions.len()),
            paths: Vec::with_capacity(tree.paths.len()),
            names: Vec::with_capacity(tree.segments.len()),
            ..Program::default()
        },
        variables: Variables::default(),
        scopes: Scopes::new(),
        open: Vec::new(),
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
    pub(super) variables: Variables,
    pub(super) scopes: Scopes,
    open: Vec<OpenBlock<'a>>,
    /// Blocks around the node that may leave it out.
    optional: usize,
}

/// A block whose end was not reached yet.
#[derive(Default)]
struct OpenBlock<'a> {
    /// The clause that the nodes belong to.
    clause: Part<'a>,
    /// Operations that lead to the block's end, wherever that will be.
    to_end: Vec<usize>,
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
            NodeKind::Open { clause } => self.open(clause),
            NodeKind::Else { clause } => self.otherwise(clause),
            NodeKind::Close { .. } => self.close(),
        }
    }

    fn text(&mut self, kept: Span) {
        let text = kept.text(self.source);
        if text.is_empty() {
            return;
        }
        let start = index(self.program.text.len());
        self.program.text.push_str(text);
        self.program.literals.push((start, kept));
        let end = index(self.program.text.len());
        self.program.ops.push(Op::Text { start, end });
    }

    fn print(&mut self, expression: u32, span: Span) {
        if let Some(name) = self.tree.single_name(expression, self.source)
            && self.helper_alone(&name, self.span(expression))
        {
            return;
        }
        let need = if self.optional == 0 {
            Need::Required
        } else {
            Need::Optional
        };
        if self.literal_alone(expression) {
            return;
        }
        let Ok(value) = self.value(expression, need) else {
            return;
        };
        if self.prints_an_object(value) {
            let span = self.span(expression);
            self.report(Code::PathInvalid, span, &texts::NAMESPACE_ALONE);
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

    /// A namespace, or all of them: never a text.
    fn prints_an_object(&self, value: Range) -> bool {
        let [Step::Path(path)] = self.program.steps(value) else {
            return false;
        };
        let path = self.program.paths[*path as usize];
        matches!(path.base, Base::Root | Base::Namespace(_)) && path.names.start == path.names.end
    }

    pub(super) fn span(&self, expression: u32) -> Span {
        self.tree.expressions[expression as usize].span
    }

    fn open(&mut self, clause: u32) {
        let mut block = OpenBlock {
            optional_before: self.optional,
            ..OpenBlock::default()
        };
        let tree = self.tree;
        block.clause = match &tree.clauses[clause as usize].head {
            Some(head) => self.begin(head),
            None => self.plain(),
        };
        self.open.push(block);
    }

    fn plain(&self) -> Part<'a> {
        Part {
            scopes: self.scopes.len(),
            ..Part::default()
        }
    }

    fn otherwise(&mut self, clause: u32) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        self.end_part(&mut block);
        self.optional = block.optional_before + 1;
        let tree = self.tree;
        let inverse = block.clause.inverse;
        block.clause = match tree.clauses[clause as usize].head.as_ref() {
            Some(head) => self.begin(head),
            None => match inverse {
                Some(head) => self.begin_upright(head),
                None => self.plain(),
            },
        };
        self.open.push(block);
    }

    fn close(&mut self) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        self.end_part(&mut block);
        let end = index(self.program.ops.len());
        for op in block.to_end {
            match &mut self.program.ops[op] {
                Op::Jump { to } => *to = end,
                Op::Next { end: to, .. } | Op::Leave { end: to } => *to = end,
                _ => {}
            }
        }
        self.optional = block.optional_before;
    }

    /// Ends the clause that the last nodes belong to; its `else` begins at the next operation.
    fn end_part(&mut self, block: &mut OpenBlock<'_>) {
        let part = &block.clause;
        let last = match part.kind {
            PartKind::Plain => {
                self.scopes.truncate(part.scopes);
                return;
            }
            PartKind::If => Op::Jump { to: 0 },
            PartKind::Each => Op::Next {
                body: index(part.op + 1),
                end: 0,
            },
            PartKind::With => Op::Leave { end: 0 },
        };
        self.scopes.truncate(part.scopes);
        block.to_end.push(self.program.ops.len());
        self.program.ops.push(last);
        let here = index(self.program.ops.len());
        match &mut self.program.ops[part.op] {
            Op::If { otherwise, .. } | Op::Each { otherwise, .. } | Op::With { otherwise, .. } => {
                *otherwise = here;
            }
            _ => {}
        }
    }

    fn begin(&mut self, head: &'a Head) -> Part<'a> {
        let name = self.tree.single_name(head.call.callee, self.source);
        let inverted_loop = head.inverted && matches!(name.as_deref(), Some("each" | "with"));
        if inverted_loop {
            return self.begin_inverted(head);
        }
        self.begin_upright(head)
    }

    /// `{{^each x}}`: its body shows where `x` has no item.
    fn begin_inverted(&mut self, head: &'a Head) -> Part<'a> {
        let name = self.tree.single_name(head.call.callee, self.source);
        let helper = match name.as_deref() {
            Some("each") => Helper::Loops,
            _ => Helper::Filled,
        };
        let Ok(argument) = self.only_argument(&head.call, name.as_deref().unwrap_or("")) else {
            return self.plain();
        };
        let start = index(self.program.steps.len());
        if self.steps(argument, Need::Optional).is_err() {
            return self.plain();
        }
        self.call_step(helper, 1);
        let value = self.steps_since(start);
        self.optional += 1;
        Part {
            inverse: Some(head),
            ..self.begin_if(value, false)
        }
    }

    fn begin_upright(&mut self, head: &'a Head) -> Part<'a> {
        let part = match self
            .tree
            .single_name(head.call.callee, self.source)
            .as_deref()
        {
            Some(name @ ("if" | "unless")) => self.begin_condition(head, name),
            Some("each") => self.begin_each(head),
            Some("with") => self.begin_with(head),
            _ if self.dialect.is_hosted() => {
                self.arguments(&head.call);
                Err(Reported)
            }
            _ => {
                self.not_a_block(head);
                Err(Reported)
            }
        };
        part.unwrap_or_else(|Reported| {
            self.optional += 1;
            self.scopes.push_broken();
            let scopes = self.scopes.len() - 1;
            Part {
                scopes,
                ..Part::default()
            }
        })
    }

    fn begin_condition(&mut self, head: &'a Head, name: &str) -> Result<Part<'a>, Reported> {
        self.no_names(head)?;
        let argument = self.condition_argument(&head.call, name)?;
        let start = index(self.program.steps.len());
        self.steps(argument, Need::Optional)?;
        if let Some(&(_, include_zero)) = head.call.named.first() {
            self.steps(include_zero, Need::Optional)?;
            self.call_step(Helper::Shown, 2);
        }
        let value = self.steps_since(start);
        self.optional += 1;
        // an inverted block shows its body in the other case, and so does `unless`
        let sense = (name == "if") != head.inverted;
        Ok(self.begin_if(value, sense))
    }

    fn begin_if(&mut self, value: Range, sense: bool) -> Part<'a> {
        let op = self.program.ops.len();
        self.program.ops.push(Op::If {
            value,
            sense,
            otherwise: 0,
        });
        Part {
            kind: PartKind::If,
            op,
            inverse: None,
            scopes: self.scopes.len(),
        }
    }

    fn begin_each(&mut self, head: &'a Head) -> Result<Part<'a>, Reported> {
        let argument = self.only_argument(&head.call, "each")?;
        let start = index(self.program.steps.len());
        let context = self.argument(argument)?;
        let value = self.steps_since(start);
        if context
            .as_ref()
            .is_some_and(|context| context.base == Base::Root)
        {
            let span = self.span(argument);
            self.report(Code::PathInvalid, span, &texts::EACH_OVER_ALL);
            return Err(Reported);
        }
        let names = self.block_names(head, 2)?;
        let scopes = self.scopes.len();
        let over = context.map(|context| self.scopes.path_text(context.base, &context.names));
        let frame = self.scopes.push_each(&names, over.unwrap_or_default());
        self.program.frames = self.program.frames.max(usize::from(frame) + 1);
        self.optional += 1;
        let op = self.program.ops.len();
        self.program.ops.push(Op::Each {
            value,
            otherwise: 0,
        });
        Ok(Part {
            kind: PartKind::Each,
            op,
            inverse: None,
            scopes,
        })
    }

    fn begin_with(&mut self, head: &'a Head) -> Result<Part<'a>, Reported> {
        let argument = self.only_argument(&head.call, "with")?;
        let start = index(self.program.steps.len());
        let context = self.argument(argument)?;
        let names = self.block_names(head, 1)?;
        match context {
            Some(context) => Ok(self.begin_alias(context, &names, start)),
            None => Ok(self.begin_computed(&names, start)),
        }
    }

    /// `{{#with path}}`: the paths inside lead through this one, so that no frame is needed.
    fn begin_alias(&mut self, context: Context, names: &[&str], start: u32) -> Part<'a> {
        // a namespace is there always, or the campaign has no such context at all
        let is_namespace =
            context.names.is_empty() && matches!(context.base, Base::Root | Base::Namespace(_));
        self.optional += usize::from(!is_namespace);
        let scopes = self.scopes.len();
        self.scopes.push_alias(context, names);
        self.call_step(Helper::Filled, 1);
        let value = self.steps_since(start);
        Part {
            scopes,
            ..self.begin_if(value, true)
        }
    }

    /// `{{#with (helper ..)}}`.
    fn begin_computed(&mut self, names: &[&str], start: u32) -> Part<'a> {
        self.optional += 1;
        let value = self.steps_since(start);
        let scopes = self.scopes.len();
        let frame = self.scopes.push_with(names);
        self.program.frames = self.program.frames.max(usize::from(frame) + 1);
        let op = self.program.ops.len();
        self.program.ops.push(Op::With {
            value,
            otherwise: 0,
        });
        Part {
            kind: PartKind::With,
            op,
            inverse: None,
            scopes,
        }
    }

    fn not_a_block(&mut self, head: &Head) {
        let span = head.call.span;
        let name = self.span(head.call.callee).text(self.source).to_owned();
        let single = self.tree.single_name(head.call.callee, self.source);
        let is_path = self.path_of(head.call.callee).is_some() && single.is_none()
            || Namespace::named(&name).is_some();
        if is_path {
            self.report_name(Code::SyntaxNotAllowed, span, &texts::PATH_AS_BLOCK, &name);
        } else if helper::named(&name).is_some() {
            self.report_name(Code::HelperUnknown, span, &texts::HELPER_AS_BLOCK, &name);
        } else {
            let near = nearest(&name, helper::BLOCKS).unwrap_or("if");
            let issue = Issue::new(Code::HelperUnknown, "", &texts::BLOCK_UNKNOWN)
                .with("name", name)
                .with("nearest", near);
            self.issue(issue, span);
        }
    }

    fn only_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
        if let Some(&(key, _)) = call.named.first() {
            self.report_name(Code::HelperArguments, key, &texts::NO_NAMED_ARGUMENT, name);
            return Err(Reported);
        }
        self.one_argument(call, name)
    }

    fn condition_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
        let unknown = call
            .named
            .iter()
            .find(|(key, _)| key.text(self.source) != "includeZero");
        if let Some(&(key, _)) = unknown {
            self.report_name(Code::HelperArguments, key, &texts::ONLY_INCLUDE_ZERO, name);
            return Err(Reported);
        }
        if let [_, (again, _), ..] = call.named[..] {
            self.report_name(
                Code::HelperArguments,
                again,
                &texts::NAMED_TWICE,
                "includeZero",
            );
            return Err(Reported);
        }
        self.one_argument(call, name)
    }

    fn one_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
        if let [argument] = call.arguments[..] {
            return Ok(argument);
        }
        let issue = Issue::new(Code::HelperArguments, "", &texts::BLOCK_ARGUMENTS)
            .with("name", name)
            .with("count", call.arguments.len())
            .with("usage", helper::block_usage(name));
        self.issue(issue, call.span);
        Err(Reported)
    }

    fn no_names(&mut self, head: &Head) -> Result<(), Reported> {
        match head.names.first() {
            None => Ok(()),
            Some(&name) => {
                self.report(Code::SyntaxNotAllowed, name, &texts::NAMES_WITHOUT_BLOCK);
                Err(Reported)
            }
        }
    }

    fn block_names(&mut self, head: &Head, most: usize) -> Result<Vec<&'a str>, Reported> {
        if let Some(&extra) = head.names.get(most) {
            let issue =
                Issue::new(Code::HelperArguments, "", &texts::TOO_MANY_NAMES).with("max", most);
            self.issue(issue, extra);
            return Err(Reported);
        }
        Ok(head
            .names
            .iter()
            .map(|name| name.text(self.source))
            .collect())
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
