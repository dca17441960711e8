//! Paths: which namespace, item or name each leads to.

use super::CONTACT_FIELDS;
use crate::issue::{Code, Issue, Span, nearest};
use crate::template::lower::{Lowering, Reported, index};
use crate::template::program::{Base, Name, Namespace, Parents, PathUse, Range, Step, path_text};
use crate::template::scope::{Context, Found, Via};
use crate::template::syntax::{self, ExpressionKind};
use crate::template::variable::Need;
use crate::template::{secret, texts};

impl Lowering<'_> {
    pub(in crate::template) fn path_of(&self, expression: u32) -> Option<u32> {
        match self.tree.expressions[expression as usize].kind {
            ExpressionKind::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Adds the step of a path, with one more name where a literal gives one.
    pub(in crate::template) fn path(
        &mut self,
        path: u32,
        more: Option<String>,
        need: Need,
    ) -> Result<(), Reported> {
        if more.is_none() && self.plain_path(self.tree.paths[path as usize], need) {
            return Ok(());
        }
        let context = self.resolved(path, more, need)?;
        self.path_step(context, self.tree.paths[path as usize].span);
        Ok(())
    }

    /// The straight way for what most tags hold: a path outside all blocks that is written as it is
    /// listed. Whether it was one; if not, nothing was done.
    pub(in crate::template) fn plain_path(&mut self, path: syntax::Path, need: Need) -> bool {
        let tree = self.tree;
        let source = self.source;
        let [first, rest @ ..] = tree.segments(path) else {
            return false;
        };
        if !path.plain || rest.is_empty() || !self.scopes.is_outermost() {
            return false;
        }
        let Some(namespace) = Namespace::named(first.span.text(source)) else {
            return false;
        };
        let is_secret =
            |name: &syntax::Segment| secret::is_secret(namespace, name.span.text(source));
        if rest.iter().any(is_secret) {
            return false;
        }
        self.variables.add_as_written(path.span, need);
        let names = rest.iter().map(|name| name.span.text(source));
        self.straight(namespace, names, path.span);
        true
    }

    /// The straight way for `{{this}}` in a loop. Whether it was one; if not, nothing was done.
    pub(in crate::template) fn item(&mut self, path: syntax::Path) -> bool {
        let is_this = path.scoped && path.up == 0 && !path.data && path.first == path.end;
        let Some(base) = self.scopes.item().filter(|_| is_this) else {
            return false;
        };
        let path_use = self.plain_use(base, Vec::new(), path.span);
        self.program.steps.push(Step::Path(path_use));
        true
    }

    /// Adds the step of a path that leads into a namespace.
    pub(in crate::template) fn straight<'n>(
        &mut self,
        namespace: Namespace,
        names: impl Iterator<Item = &'n str>,
        span: Span,
    ) {
        let start = index(self.program.names.len());
        self.program.names.extend(names.map(Name::new));
        let end = index(self.program.names.len());
        self.program.paths.push(PathUse {
            base: Base::Namespace(namespace),
            names: Range { start, end },
            span,
        });
        let path_use = index(self.program.paths.len() - 1);
        self.program.steps.push(Step::Path(path_use));
    }

    /// Adds the steps of what a loop goes through; where it is a path, also says where that begins.
    pub(in crate::template) fn looped(
        &mut self,
        expression: u32,
    ) -> Result<Option<Base>, Reported> {
        let tree = self.tree;
        let path = self.path_of(expression);
        if path.is_some_and(|path| self.plain_path(tree.paths[path as usize], Need::Optional)) {
            return Ok(self.program.paths.last().map(|path| path.base));
        }
        let context = self.argument(expression)?;
        Ok(context.map(|context| context.base))
    }

    /// Adds the steps of a block's argument; where it is a path, also says where that leads.
    pub(in crate::template) fn argument(
        &mut self,
        expression: u32,
    ) -> Result<Option<Context>, Reported> {
        let Some(path) = self.path_of(expression) else {
            self.steps(expression, Need::Optional)?;
            return Ok(None);
        };
        let path_use = self.program.paths.len();
        if self.plain_path(self.tree.paths[path as usize], Need::Optional) {
            let path_use = self.program.paths[path_use];
            return Ok(Some(Context {
                base: path_use.base,
                names: self.program.names(path_use).to_vec(),
                via: None,
            }));
        }
        let context = self.resolved(path, None, Need::Optional)?;
        self.path_step(context.clone(), self.tree.paths[path as usize].span);
        Ok(Some(context))
    }

    /// Where a path leads, all rules of paths looked at.
    pub(in crate::template) fn resolved(
        &mut self,
        path: u32,
        more: Option<String>,
        need: Need,
    ) -> Result<Context, Reported> {
        let path = self.tree.paths[path as usize];
        let mut context = self.place(path)?;
        if let Some(name) = more {
            context.push(name.into());
        }
        let context = self.in_namespace(context, path)?;
        self.no_secret(&context, path.span)?;
        self.of_occurrence(&context, path.span)?;
        self.list(&context, path.span, need);
        Ok(context)
    }

    pub(in crate::template) fn path_step(&mut self, context: Context, span: Span) {
        let path_use = self.path_use(context, span);
        self.program.steps.push(Step::Path(path_use));
    }

    pub(in crate::template) fn path_use(&mut self, context: Context, span: Span) -> u32 {
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

    pub(in crate::template) fn plain_use(
        &mut self,
        base: Base,
        names: Vec<Name>,
        span: Span,
    ) -> u32 {
        let start = index(self.program.names.len());
        self.program.names.extend(names);
        let end = index(self.program.names.len());
        let names = Range { start, end };
        self.program.paths.push(PathUse { base, names, span });
        index(self.program.paths.len() - 1)
    }

    /// The way out of the contexts around, where it depends on what they hold.
    pub(in crate::template) fn via(&mut self, path: syntax::Path) -> Option<Via> {
        let contexts = self.scopes.shifting(path.up)?;
        self.report(Code::ParentAmbiguous, path.span, &texts::PARENT_AMBIGUOUS);
        Some(Via {
            up: path.up,
            contexts,
            names: Vec::new(),
        })
    }

    pub(in crate::template) fn list(&mut self, context: &Context, span: Span, need: Need) {
        let is_listed = matches!(context.base, Base::Namespace(_) | Base::Occurrence);
        if is_listed && !context.names.is_empty() {
            let text = path_text(context.base, &context.names);
            self.variables.add(text, span, need);
        }
    }

    /// Where a path leads, before it is known to lie in a namespace.
    pub(in crate::template) fn place(&mut self, path: syntax::Path) -> Result<Context, Reported> {
        let tree = self.tree;
        let segments = tree.segments(path);
        let source = self.source;
        let names = segments.iter().map(|segment| segment.name(source));
        if let Some(mut context) = self.named(path) {
            names.skip(1).for_each(|name| context.push(Name::new(name)));
            return Ok(context);
        }
        if path.data {
            return self.data(path);
        }
        match self.scopes.context(path.up) {
            Found::Context(mut context) => {
                self.warn_of_namespace(&context, path);
                context.via = self.via(path);
                names.for_each(|name| context.push(Name::new(name)));
                Ok(context)
            }
            Found::Unknown => Err(Reported),
            Found::Outside => {
                self.report(Code::PathInvalid, path.span, &texts::PATH_OUTSIDE);
                Err(Reported)
            }
        }
    }

    /// What the first name of a path stands for, if it is one of `as |..|`. As in handlebars.js, `@index`
    /// is such a name too, and a path with the word `this` in it never begins with one.
    fn named(&self, path: syntax::Path) -> Option<Context> {
        if path.scoped || self.scopes.is_outermost() {
            return None;
        }
        let first = self.tree.segments(path).first()?.name(self.source);
        let named = self.scopes.named(&first)?;
        (!has_this(path.span.text(self.source))).then(|| named.clone())
    }

    /// `{{contact.name}}` in a loop reads the item's own `contact`, which is hardly meant.
    pub(in crate::template) fn warn_of_namespace(&mut self, context: &Context, path: syntax::Path) {
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

    /// A path of the outermost context begins with a namespace.
    pub(in crate::template) fn in_namespace(
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

    pub(in crate::template) fn no_namespace(&mut self, names: &[Name], span: Span) {
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

    pub(in crate::template) fn no_secret(
        &mut self,
        context: &Context,
        span: Span,
    ) -> Result<(), Reported> {
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

/// Whether a path has a name that ends with `this`.
fn has_this(path: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    path.split("this").skip(1).any(|rest| !goes_on(rest))
}
