//! Expressions and paths of a tag: what each name means.

mod data;
mod paths;

use super::helper::{self, Helper, OnMissing, Signature};
use super::lower::{Lowering, Reported, index};
use super::program::Step;
use super::syntax::{Call, ExpressionKind};
use super::texts;
use super::variable::Need;
use crate::issue::{Code, Issue, Span, nearest};
use serde_json::Value;

/// Fields that the published page gives a contact.
const CONTACT_FIELDS: [&str; 6] = ["firstName", "lastName", "name", "phone", "tags", "meta"];

/// What remains to be done for an expression; kept on a stack, so that depth needs no recursion.
enum Work<'a> {
    Visit(u32, Need),
    Absent,
    Call(&'static Signature, &'a Call),
}

impl<'a> Lowering<'a> {
    /// Adds the steps of an expression. Every problem in it is reported.
    pub(super) fn steps(&mut self, expression: u32, need: Need) -> Result<(), Reported> {
        if let Some(path) = self.path_of(expression) {
            return self.path(path, None, need);
        }
        let mut work = vec![Work::Visit(expression, need)];
        let mut result = Ok(());
        while let Some(next) = work.pop() {
            let done = match next {
                Work::Visit(expression, need) => self.visit(expression, need, &mut work),
                Work::Absent => {
                    self.program.steps.push(Step::Absent);
                    Ok(())
                }
                Work::Call(signature, call) => {
                    let count = call.arguments.len() + signature.named.len();
                    let count = u8::try_from(count).unwrap_or(u8::MAX);
                    self.call_step(signature.helper, count);
                    Ok(())
                }
            };
            result = result.and(done);
        }
        result
    }

    fn visit(
        &mut self,
        expression: u32,
        need: Need,
        work: &mut Vec<Work<'a>>,
    ) -> Result<(), Reported> {
        let tree = self.tree;
        let value = match &tree.expressions[expression as usize].kind {
            ExpressionKind::Path(path) => return self.path(*path, None, need),
            ExpressionKind::Call(call) => return self.visit_call(call, need, work),
            ExpressionKind::Text(text) => Value::String(text.clone()),
            ExpressionKind::Number(number) => Value::Number(number.clone()),
            ExpressionKind::Bool(value) => Value::Bool(*value),
            ExpressionKind::Nothing => Value::Null,
        };
        self.literal(value);
        Ok(())
    }

    fn literal(&mut self, value: Value) {
        let value_index = index(self.program.values.len());
        self.program.values.push(value);
        self.program.steps.push(Step::Value(value_index));
    }

    fn visit_call(
        &mut self,
        call: &'a Call,
        need: Need,
        work: &mut Vec<Work<'a>>,
    ) -> Result<(), Reported> {
        if self.is_of_host(call) {
            self.arguments(call);
            return Ok(());
        }
        let signature = self.signature(call)?;
        self.check_count(signature, call)?;
        let named = self.named_arguments(signature, call)?;
        self.check_literals(signature, call, &named)?;
        if let Some((path, name)) = self.constant_lookup(signature, call) {
            return self.path(path, Some(name), need);
        }
        let need = match signature.missing {
            OnMissing::Missing => need,
            OnMissing::Answers => Need::Optional,
        };
        work.push(Work::Call(signature, call));
        for argument in named.into_iter().rev() {
            work.push(argument.map_or(Work::Absent, |argument| {
                Work::Visit(argument, Need::Optional)
            }));
        }
        for &argument in call.arguments.iter().rev() {
            work.push(Work::Visit(argument, need));
        }
        Ok(())
    }

    /// A helper that is none of ours, where the host has its own.
    fn is_of_host(&self, call: &Call) -> bool {
        let name = self.tree.single_name(call.callee, self.source);
        let is_ours = |name: &str| helper::named(name).is_some() || helper::BLOCKS.contains(&name);
        self.dialect.is_hosted() && name.is_some_and(|name| !is_ours(&name))
    }

    /// Looks at the arguments of a host's helper; the steps are of no use.
    pub(super) fn arguments(&mut self, call: &'a Call) {
        let named = call.named.iter().map(|(_, argument)| argument);
        for &argument in call.arguments.iter().chain(named) {
            // what is wrong is reported; nothing else hangs on it
            let _ = self.steps(argument, Need::Optional);
        }
    }

    fn signature(&mut self, call: &Call) -> Result<&'static Signature, Reported> {
        let span = self.span(call.callee);
        let Some(name) = self.tree.single_name(call.callee, self.source) else {
            let text = span.text(self.source);
            self.report_name(Code::HelperUnknown, span, &texts::NOT_A_HELPER, text);
            return Err(Reported);
        };
        if self.scopes.names(&name) {
            self.report_name(Code::HelperUnknown, span, &texts::NAME_AS_HELPER, &name);
            return Err(Reported);
        }
        if helper::BLOCKS.contains(&name.as_ref()) {
            self.report_name(Code::HelperArguments, span, &texts::BLOCK_AS_HELPER, &name);
            return Err(Reported);
        }
        let Some(signature) = helper::named(&name) else {
            self.unknown_helper(&name, span);
            return Err(Reported);
        };
        if signature.helper.is_local() && !cfg!(feature = "locale") {
            self.report_name(Code::HelperUnknown, span, &texts::NO_LOCALE_FEATURE, &name);
            return Err(Reported);
        }
        Ok(signature)
    }

    fn unknown_helper(&mut self, name: &str, span: Span) {
        let known = helper::HELPERS.iter().map(|signature| signature.name);
        let near = helper::alias(name).or_else(|| nearest(name, known));
        let issue = match near {
            Some(near) => Issue::new(Code::HelperUnknown, "", &texts::HELPER_UNKNOWN_NEAR)
                .with("nearest", near),
            None => Issue::new(Code::HelperUnknown, "", &texts::HELPER_UNKNOWN),
        };
        self.issue(issue.with("name", name), span);
    }

    fn check_count(&mut self, signature: &Signature, call: &Call) -> Result<(), Reported> {
        let count = call.arguments.len();
        if (signature.least..=signature.most).contains(&count) {
            return Ok(());
        }
        self.wrong_count(signature, count, call.span);
        Err(Reported)
    }

    pub(super) fn wrong_count(&mut self, signature: &Signature, count: usize, span: Span) {
        let text = match count {
            0 if signature.least == 1 => &texts::NO_ARGUMENT,
            _ if count < signature.least => &texts::TOO_FEW_ARGUMENTS,
            _ if signature.most == 1 => &texts::MORE_THAN_ONE_ARGUMENT,
            _ => &texts::TOO_MANY_ARGUMENTS,
        };
        let issue = Issue::new(Code::HelperArguments, "", text)
            .with("name", signature.name)
            .with("count", count)
            .with("least", signature.least)
            .with("most", signature.most)
            .with("usage", signature.usage);
        self.issue(issue, span);
    }

    /// The `name=value` arguments in the order of the signature.
    fn named_arguments(
        &mut self,
        signature: &Signature,
        call: &Call,
    ) -> Result<Vec<Option<u32>>, Reported> {
        let mut found = vec![None; signature.named.len()];
        let mut result = Ok(());
        for &(key, argument) in &call.named {
            let name = key.text(self.source);
            let known = signature.named.iter().position(|known| *known == name);
            match known {
                Some(i) if found[i].is_none() => found[i] = Some(argument),
                Some(_) => {
                    self.report_name(Code::HelperArguments, key, &texts::NAMED_TWICE, name);
                    result = Err(Reported);
                }
                None => {
                    let issue = Issue::new(Code::HelperArguments, "", &texts::NAMED_UNKNOWN)
                        .with("argument", name)
                        .with("name", signature.name)
                        .with("usage", signature.usage);
                    self.issue(issue, key);
                    result = Err(Reported);
                }
            }
        }
        result.map(|()| found)
    }

    /// `lookup path "name"`, which is `path.name`.
    fn constant_lookup(&self, signature: &Signature, call: &Call) -> Option<(u32, String)> {
        let [path, name] = call.arguments[..] else {
            return None;
        };
        if signature.helper != Helper::Lookup {
            return None;
        }
        let name = match &self.tree.expressions[name as usize].kind {
            ExpressionKind::Text(text) => text.clone(),
            ExpressionKind::Number(number) => super::number::print(number),
            _ => return None,
        };
        Some((self.path_of(path)?, name))
    }
}
