//! Blocks: what each gives its body, and where its parts end.

use super::{Lowering, OpenBlock, Part, PartKind, Reported, index};
use crate::issue::{Code, Issue, Span, nearest};
use crate::template::helper::{self, Helper};
use crate::template::program::{Base, Namespace, Op, Range};
use crate::template::scope::Context;
use crate::template::syntax::{Call, Condition, Head, PlainBlock};
use crate::template::texts;
use crate::template::variable::Need;

impl<'a> Lowering<'a> {
    pub(super) fn open(&mut self, clause: u32) {
        let mut block = OpenBlock {
            optional_before: self.optional,
            to_end_before: self.to_end.len(),
            ..OpenBlock::default()
        };
        let tree = self.tree;
        block.clause = match &tree.clauses[clause as usize].condition {
            Condition::Plain {
                block,
                namespace,
                names,
            } => self.begin_plain(*block, *namespace, *names),
            Condition::Head(head) => self.begin(head),
            Condition::Else => self.plain(),
            Condition::Broken => self.broken(),
        };
        self.open.push(block);
    }

    pub(super) fn plain(&self) -> Part<'a> {
        Part {
            scopes: self.scopes.len(),
            ..Part::default()
        }
    }

    pub(super) fn otherwise(&mut self, clause: u32) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        self.end_part(&mut block);
        self.optional = block.optional_before + 1;
        let tree = self.tree;
        let inverse = block.clause.inverse;
        block.clause = match (&tree.clauses[clause as usize].condition, inverse) {
            (Condition::Head(head), _) => self.begin(head),
            (Condition::Else, Some(head)) => self.begin_upright(head),
            (Condition::Else, None) => self.plain(),
            // only an open tag is plain
            (Condition::Broken | Condition::Plain { .. }, _) => self.broken(),
        };
        self.open.push(block);
    }

    pub(super) fn close(&mut self) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        self.end_part(&mut block);
        let end = index(self.program.ops.len());
        for op in self.to_end.drain(block.to_end_before..) {
            match &mut self.program.ops[op] {
                Op::Jump { to } => *to = end,
                Op::Next { end: to, .. } | Op::Leave { end: to } => *to = end,
                _ => {}
            }
        }
        self.optional = block.optional_before;
    }

    /// Ends the clause that the last nodes belong to; its `else` begins at the next operation.
    pub(super) fn end_part(&mut self, block: &mut OpenBlock<'_>) {
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
        self.to_end.push(self.program.ops.len());
        self.program.ops.push(last);
        let here = index(self.program.ops.len());
        match &mut self.program.ops[part.op] {
            Op::If { otherwise, .. } | Op::Each { otherwise, .. } | Op::With { otherwise, .. } => {
                *otherwise = here;
            }
            _ => {}
        }
    }

    fn begin_plain(&mut self, block: PlainBlock, namespace: Namespace, names: Span) -> Part<'a> {
        let value = self.plain_value(namespace, names, Need::Optional);
        if block == PlainBlock::Each {
            return self.begin_loop(value, &[]);
        }
        self.optional += 1;
        self.begin_if(value, block == PlainBlock::If)
    }

    pub(super) fn begin(&mut self, head: &'a Head) -> Part<'a> {
        let name = self.tree.single_name(head.call.callee, self.source);
        // handlebars.js looks such a name up, so that the block is a section
        if let Some(name) = name.as_deref().filter(|name| self.scopes.names(name)) {
            let span = self.span(head.call.callee);
            self.report_name(Code::HelperUnknown, span, &texts::NAME_AS_HELPER, name);
            return self.broken();
        }
        let inverted_loop = head.inverted && matches!(name.as_deref(), Some("each" | "with"));
        if inverted_loop {
            return self.begin_inverted(head);
        }
        self.begin_upright(head)
    }

    /// `{{^each x}}`: its body shows where `x` has no item.
    pub(super) fn begin_inverted(&mut self, head: &'a Head) -> Part<'a> {
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

    pub(super) fn begin_upright(&mut self, head: &'a Head) -> Part<'a> {
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
        part.unwrap_or_else(|Reported| self.broken())
    }

    /// A part whose tag was reported.
    fn broken(&mut self) -> Part<'a> {
        self.optional += 1;
        self.scopes.push_broken();
        let scopes = self.scopes.len() - 1;
        Part {
            scopes,
            ..Part::default()
        }
    }

    pub(super) fn begin_condition(
        &mut self,
        head: &'a Head,
        name: &str,
    ) -> Result<Part<'a>, Reported> {
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

    pub(super) fn begin_if(&mut self, value: Range, sense: bool) -> Part<'a> {
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

    pub(super) fn begin_each(&mut self, head: &'a Head) -> Result<Part<'a>, Reported> {
        let argument = self.only_argument(&head.call, "each")?;
        let start = index(self.program.steps.len());
        let base = self.looped(argument)?;
        let value = self.steps_since(start);
        if base == Some(Base::Root) {
            let span = self.span(argument);
            self.report(Code::PathInvalid, span, &texts::EACH_OVER_ALL);
            return Err(Reported);
        }
        let names = self.block_names(head, 2)?;
        Ok(self.begin_loop(value, &names))
    }

    fn begin_loop(&mut self, value: Range, names: &[&str]) -> Part<'a> {
        let scopes = self.scopes.len();
        let frame = self.scopes.push_each(names);
        self.program.frames = self.program.frames.max(usize::from(frame) + 1);
        self.optional += 1;
        let op = self.program.ops.len();
        self.program.ops.push(Op::Each {
            value,
            otherwise: 0,
        });
        Part {
            kind: PartKind::Each,
            op,
            inverse: None,
            scopes,
        }
    }

    pub(super) fn begin_with(&mut self, head: &'a Head) -> Result<Part<'a>, Reported> {
        let argument = self.only_argument(&head.call, "with")?;
        let start = index(self.program.steps.len());
        let context = self.argument(argument)?;
        let names = self.block_names(head, 1)?;
        match context {
            Some(context) if context.via.is_none() => Ok(self.begin_alias(context, &names, start)),
            _ => Ok(self.begin_computed(&names, start)),
        }
    }

    /// `{{#with path}}`: the paths inside lead through this one, so that no frame is needed.
    pub(super) fn begin_alias(&mut self, context: Context, names: &[&str], start: u32) -> Part<'a> {
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

    /// `{{#with (helper ..)}}`, and `{{#with ..}}` where only the values tell what that is.
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

    pub(super) fn not_a_block(&mut self, head: &Head) {
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

    pub(super) fn only_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
        if let Some(&(key, _)) = call.named.first() {
            self.report_name(Code::HelperArguments, key, &texts::NO_NAMED_ARGUMENT, name);
            return Err(Reported);
        }
        self.one_argument(call, name)
    }

    pub(super) fn condition_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
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

    pub(super) fn one_argument(&mut self, call: &Call, name: &str) -> Result<u32, Reported> {
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

    pub(super) fn no_names(&mut self, head: &Head) -> Result<(), Reported> {
        match head.names.first() {
            None => Ok(()),
            Some(&name) => {
                self.report(Code::SyntaxNotAllowed, name, &texts::NAMES_WITHOUT_BLOCK);
                Err(Reported)
            }
        }
    }

    pub(super) fn block_names(
        &mut self,
        head: &Head,
        most: usize,
    ) -> Result<Vec<&'a str>, Reported> {
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
}
