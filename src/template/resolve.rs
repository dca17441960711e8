//! Expressions and paths of a tag: what each name means.

use super::helper::{self, Helper, OnMissing, Signature};
use super::lower::{Lowering, Reported, index};
use super::program::{Base, Namespace, Parents, PathUse, Range, Step};
use super::scope::{Context, Found, Via};
use super::secret;
use super::syntax::{self, Call, ExpressionKind};
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
        let text = if count < signature.least {
            &texts::TOO_FEW_ARGUMENTS
        } else {
            &texts::TOO_MANY_ARGUMENTS
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

    pub(super) fn path_of(&self, expression: u32) -> Option<u32> {
        match self.tree.expressions[expression as usize].kind {
            ExpressionKind::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Adds the step of a path, with one more name where a literal gives one.
    fn path(&mut self, path: u32, more: Option<String>, need: Need) -> Result<(), Reported> {
        if more.is_none() && self.plain_path(self.tree.paths[path as usize], need) {
            return Ok(());
        }
        let context = self.resolved(path, more, need)?;
        self.path_step(context, self.tree.paths[path as usize].span);
        Ok(())
    }

    /// The straight way for what most tags hold: a path outside all blocks that is written as it is
    /// listed. Whether it was one; if not, nothing was done.
    fn plain_path(&mut self, path: syntax::Path, need: Need) -> bool {
        let tree = self.tree;
        let source = self.source;
        let [first, rest @ ..] = tree.segments(path) else {
            return false;
        };
        let text = path.span.text(source);
        let is_as_listed =
            !path.data && !path.scoped && !text.contains(['[', '/', ' ', '\n', '\t', '\r']);
        let Some(namespace) = Namespace::named(first.span.text(source)) else {
            return false;
        };
        let is_secret =
            |name: &syntax::Segment| secret::is_secret(namespace, name.span.text(source));
        if !is_as_listed
            || rest.is_empty()
            || !self.scopes.is_outermost()
            || rest.iter().any(is_secret)
        {
            return false;
        }
        if !rest
            .iter()
            .all(|name| super::lexer::is_name(name.span.text(source)))
        {
            return false;
        }
        self.variables.add(text, path.span, need);
        let start = index(self.program.names.len());
        let names = rest.iter().map(|name| Box::from(name.span.text(source)));
        self.program.names.extend(names);
        let end = index(self.program.names.len());
        self.program.paths.push(PathUse {
            base: Base::Namespace(namespace),
            names: Range { start, end },
            span: path.span,
        });
        let path_use = index(self.program.paths.len() - 1);
        self.program.steps.push(Step::Path(path_use));
        true
    }

    /// Adds the steps of a block's argument; where it is a path, also says where that leads.
    pub(super) fn argument(&mut self, expression: u32) -> Result<Option<Context>, Reported> {
        let Some(path) = self.path_of(expression) else {
            self.steps(expression, Need::Optional)?;
            return Ok(None);
        };
        let context = self.resolved(path, None, Need::Optional)?;
        self.path_step(context.clone(), self.tree.paths[path as usize].span);
        Ok(Some(context))
    }

    /// Where a path leads, all rules of paths looked at.
    fn resolved(
        &mut self,
        path: u32,
        more: Option<String>,
        need: Need,
    ) -> Result<Context, Reported> {
        let path = self.tree.paths[path as usize];
        let mut context = self.place(path)?;
        if let Some(name) = more {
            context.push(name.into_boxed_str());
        }
        let context = self.in_namespace(context, path)?;
        self.no_secret(&context, path.span)?;
        self.list(&context, path.span, need);
        Ok(context)
    }

    fn path_step(&mut self, context: Context, span: Span) {
        let path_use = self.path_use(context, span);
        self.program.steps.push(Step::Path(path_use));
    }

    fn path_use(&mut self, context: Context, span: Span) -> u32 {
        let Some(via) = context.via else {
            return self.plain_use(context.base, context.names, span);
        };
        let root = via.names.split_first().and_then(|(first, rest)| {
            let namespace = Namespace::named(first)?;
            Some(self.plain_use(Base::Namespace(namespace), rest.to_vec(), span))
        });
        let contexts = via.contexts.into_iter();
        let contexts = contexts
            .map(|(context, may_equal)| {
                let path_use = self.plain_use(context.base, context.names, span);
                (path_use, may_equal)
            })
            .collect();
        self.program.parents.push(Parents {
            up: via.up,
            contexts,
            root,
        });
        let parents = index(self.program.parents.len() - 1);
        self.plain_use(Base::Parent(parents), via.names, span)
    }

    fn plain_use(&mut self, base: Base, names: Vec<Box<str>>, span: Span) -> u32 {
        let start = index(self.program.names.len());
        self.program.names.extend(names);
        let end = index(self.program.names.len());
        let names = Range { start, end };
        self.program.paths.push(PathUse { base, names, span });
        index(self.program.paths.len() - 1)
    }

    /// The way out of the contexts around, where it depends on what they hold.
    fn via(&mut self, path: syntax::Path) -> Option<Via> {
        let contexts = self.scopes.shifting(path.up)?;
        self.report(Code::ParentAmbiguous, path.span, &texts::PARENT_AMBIGUOUS);
        Some(Via {
            up: path.up,
            contexts,
            names: Vec::new(),
        })
    }

    fn list(&mut self, context: &Context, span: Span, need: Need) {
        if matches!(context.base, Base::Namespace(_)) && !context.names.is_empty() {
            let text = self.scopes.path_text(context.base, &context.names);
            self.variables.add(&text, span, need);
        }
    }

    /// Where a path leads, before it is known to lie in a namespace.
    fn place(&mut self, path: syntax::Path) -> Result<Context, Reported> {
        if path.data {
            return self.data(path);
        }
        let tree = self.tree;
        let segments = tree.segments(path);
        let source = self.source;
        let names = segments.iter().map(|segment| segment.name(source));
        if let Some(first) = segments.first().filter(|_| !path.scoped)
            && let Some(named) = self.scopes.named(&first.name(source))
        {
            let mut context = named.clone();
            names.skip(1).for_each(|name| context.push(Box::from(name)));
            return Ok(context);
        }
        match self.scopes.context(path.up) {
            Found::Context(mut context) => {
                self.warn_of_namespace(&context, path);
                context.via = self.via(path).or(context.via);
                names.for_each(|name| context.push(Box::from(name)));
                Ok(context)
            }
            Found::Unknown => Err(Reported),
            Found::Outside => {
                self.report(Code::PathInvalid, path.span, &texts::PATH_OUTSIDE);
                Err(Reported)
            }
        }
    }

    /// `{{contact.name}}` in a loop reads the item's own `contact`, which is hardly meant.
    fn warn_of_namespace(&mut self, context: &Context, path: syntax::Path) {
        let segments = self.tree.segments(path);
        let Some(first) = segments.first().filter(|_| !path.scoped) else {
            return;
        };
        let name = first.name(self.source);
        if context.base != Base::Root && Namespace::named(&name).is_some() {
            let text = path.span.text(self.source);
            let text = text.to_owned();
            self.report_name(
                Code::NamespaceInBlock,
                path.span,
                &texts::NAMESPACE_IN_BLOCK,
                &text,
            );
        }
    }

    /// `@root`, `@index` and their kin.
    fn data(&mut self, path: syntax::Path) -> Result<Context, Reported> {
        let tree = self.tree;
        let segments = tree.segments(path);
        let source = self.source;
        let first = segments.first().map(|segment| segment.name(source));
        let first = first.unwrap_or_default();
        let base: fn(u16) -> Base = match first.as_ref() {
            "root" => |_| Base::Root,
            "index" => Base::Index,
            "key" => Base::Key,
            "first" => Base::First,
            "last" => Base::Last,
            _ => {
                let known = ["root", "index", "key", "first", "last"];
                let near = nearest(&first, known).unwrap_or("index");
                let issue = Issue::new(Code::PathInvalid, "", &texts::DATA_UNKNOWN)
                    .with("name", first)
                    .with("nearest", near);
                self.issue(issue, path.span);
                return Err(Reported);
            }
        };
        let frame = match self.scopes.each(path.up) {
            Some(frame) => frame,
            None if first == "root" => 0,
            None if self.scopes.in_broken() => return Err(Reported),
            None => {
                let name = format!("@{first}");
                self.report_name(Code::PathInvalid, path.span, &texts::DATA_OUTSIDE, &name);
                return Err(Reported);
            }
        };
        let names = segments[1..]
            .iter()
            .map(|segment| Box::from(segment.name(source)));
        Ok(Context {
            base: base(frame),
            names: names.collect(),
            via: None,
        })
    }

    /// A path of the outermost context begins with a namespace.
    fn in_namespace(
        &mut self,
        mut context: Context,
        path: syntax::Path,
    ) -> Result<Context, Reported> {
        if context.base != Base::Root || (context.names.is_empty() && self.bare_names.is_none()) {
            return Ok(context);
        }
        if let Some(namespace) = self.bare_names
            && context
                .names
                .first()
                .is_none_or(|name| Namespace::named(name).is_none())
        {
            return Ok(Context {
                base: Base::Namespace(namespace),
                ..context
            });
        }
        if let Some(namespace) = Namespace::named(&context.names[0]) {
            context.base = Base::Namespace(namespace);
            context.names.remove(0);
            return Ok(context);
        }
        self.no_namespace(&context.names, path.span);
        Err(Reported)
    }

    fn no_namespace(&mut self, names: &[Box<str>], span: Span) {
        let known = Namespace::ALL.map(Namespace::name);
        let first = names[0].as_ref();
        let near = nearest(first, known);
        let issue = match (names, near) {
            ([_], _) if first.bytes().all(|b| b.is_ascii_digit()) => {
                Issue::new(Code::PositionalPlaceholder, "", &texts::POSITIONAL)
            }
            ([_], Some(near)) => {
                Issue::new(Code::NamespaceMissing, "", &texts::NAMESPACE_ALONE_NEAR)
                    .with("nearest", near)
            }
            ([_], None) => {
                let field = nearest(first, CONTACT_FIELDS);
                let meant = match field {
                    Some(field) => format!("contact.{field}"),
                    None => format!("custom.{first}"),
                };
                Issue::new(Code::NamespaceMissing, "", &texts::NAMESPACE_MISSING)
                    .with("meant", meant)
            }
            (_, Some(near)) => {
                Issue::new(Code::NamespaceUnknown, "", &texts::NAMESPACE_UNKNOWN_NEAR)
                    .with("nearest", near)
            }
            (_, None) => Issue::new(Code::NamespaceUnknown, "", &texts::NAMESPACE_UNKNOWN),
        };
        self.issue(issue.with("name", first), span);
    }

    fn no_secret(&mut self, context: &Context, span: Span) -> Result<(), Reported> {
        let Base::Namespace(namespace) = context.base else {
            return Ok(());
        };
        let kept = context
            .names
            .iter()
            .find(|name| secret::is_secret(namespace, name));
        match kept {
            None => Ok(()),
            Some(name) => {
                let name = name.to_string();
                self.report_name(Code::FieldSecret, span, &texts::FIELD_SECRET, &name);
                Err(Reported)
            }
        }
    }
}
