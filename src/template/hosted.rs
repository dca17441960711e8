//! A host's own helpers and partials, registered in a `handlebars::Handlebars`.
//!
//! Our scan goes first: it bounds size and nesting, holds every path to the four namespaces, and
//! knows which variables the template needs. The text is then made by the `handlebars` crate, with
//! its differences from handlebars.js, under the same strictness and limits. A partial is a text of
//! the host: our scan does not look into it.

mod helpers;
mod steps;

use super::compile::{Compiler, Template};
use super::lexer::{self, Dialect, PieceKind, Pieces};
use super::locale::Formatters;
use super::options::RenderOptions;
use super::preview::Context;
use super::problem::{Problems, RenderError};
use super::program::Namespace;
use super::report::Reports;
use super::texts;
use super::variable::Variable;
use crate::issue::{Code, Issue, Issues, Span};
use crate::limits::Limits;
use handlebars::template::TemplateElement;
use handlebars::{Handlebars, Output, RenderContext, RenderErrorReason, Renderable, no_escape};
use helpers::Failed;
use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use steps::TooMany;

/// A template that a host's helpers and partials render, from [`Template::compile_with`].
#[derive(Debug)]
pub struct Hosted<'reg> {
    source: String,
    registry: Handlebars<'reg>,
    template: handlebars::Template,
    variables: Vec<Variable>,
    formatters: Arc<Formatters>,
}

impl Template {
    /// Compiles a template that uses helpers and partials of `registry`.
    ///
    /// Our own helpers are there too and answer as they do in [`Template::compile`]; a helper of the
    /// host that has the name of one of ours is not called. `if`, `unless`, `each` and `with` are
    /// those of the crate.
    ///
    /// ```
    /// use flashplan::template::{Context, RenderOptions, Template};
    /// use handlebars::{Handlebars, handlebars_helper};
    /// use serde_json::json;
    /// handlebars_helper!(stars: |n: u64| "*".repeat(n as usize));
    /// let mut registry = Handlebars::new();
    /// registry.register_helper("stars", Box::new(stars));
    /// let hosted = Template::compile_with("{{stars contact.points}} {{contact.firstName}}", &registry)?;
    /// let context = Context::from_json(json!({"contact": {"firstName": "Awa", "points": 3}}));
    /// assert_eq!(hosted.render(&context, &RenderOptions::new())?, "*** Awa");
    /// assert!(Template::compile_with("{{stars points}}", &registry).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Template::compile`], but for helpers that are none of ours: whether the host has one of
    /// that name is known when the template renders.
    pub fn compile_with<'reg>(
        source: &str,
        registry: &Handlebars<'reg>,
    ) -> Result<Hosted<'reg>, Issues> {
        let variables = Compiler::new().check_hosted(source, |name| registry.has_template(name))?;
        let mut template = handlebars::Template::compile(source).map_err(|error| {
            let reason = error.reason().to_string();
            let issue = Issue::new(Code::SyntaxNotAllowed, "", &texts::HOST_COMPILE);
            let issue = issue.with("reason", reason);
            Issues::from_iter([match error.pos() {
                Some((line, column)) => issue.at(tag_at(source, line, column).place(source)),
                None => issue,
            }])
        })?;
        escape_all(&mut template);
        steps::count(&mut template);
        let formatters = Arc::default();
        let mut registry = registry.clone();
        registry.set_strict_mode(true);
        registry.register_escape_fn(no_escape);
        helpers::register(&mut registry, &formatters);
        for (name, mut partial) in registry.get_templates().clone() {
            escape_all(&mut partial);
            steps::count(&mut partial);
            registry.register_template(&name, partial);
        }
        Ok(Hosted {
            source: source.to_owned(),
            registry,
            template,
            variables,
            formatters,
        })
    }
}

impl<'reg> Hosted<'reg> {
    /// The paths that the template itself looks up; those of partials are not known.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The registry; where values are neutralised, its escape does that.
    fn registry_for(&self, options: &RenderOptions) -> Cow<'_, Handlebars<'reg>> {
        match options.neutralise {
            None => Cow::Borrowed(&self.registry),
            Some(neutralise) => {
                let mut registry = self.registry.clone();
                registry.register_escape_fn(move |value| neutralise.text(value).into_owned());
                Cow::Owned(registry)
            }
        }
    }

    /// The text for one context. [`Neutralise`](super::Neutralise) reaches what `{{x}}`, `{{{x}}}`
    /// and `{{&x}}` print, in partials too; not what a helper of the host writes by itself. A missing
    /// value is an error and an empty text none, whatever the options say of them.
    ///
    /// # Errors
    ///
    /// Every variable that each message needs and that has no value, what a helper of the host
    /// reports (`VALUE_INVALID`), and a text or a number of steps over the limits (`RENDER_LIMIT`). Each
    /// body of a block and each partial is a step. What happens in a partial has no place here.
    pub fn render(
        &self,
        context: &Context,
        options: &RenderOptions,
    ) -> Result<String, RenderError> {
        let data = context.to_json();
        let mut problems = Problems::default();
        for variable in self.variables.iter().filter(|variable| variable.required()) {
            if lacks(&data, variable.path()) {
                let (path, span) = (variable.path().to_owned(), variable.spans()[0]);
                match absent(&data, &path) {
                    Some(namespace) => problems.absent(namespace, path, span, &self.source),
                    None => problems.missing(path, span, &self.source),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems.into_error());
        }
        let mut out = Bounded {
            text: String::new(),
            most: options.limits.output_bytes,
        };
        let registry = self.registry_for(options);
        let rendered = handlebars::Context::wraps(&data).and_then(|data| {
            let mut state = RenderContext::new(None);
            helpers::localise(&mut state, options, &self.formatters);
            steps::limit(&mut state, options.limits.render_steps);
            self.template.render(&registry, &data, &mut state, &mut out)
        });
        match rendered {
            Ok(()) => Ok(out.text),
            Err(_) if out.text.len() >= out.most => {
                let all = Span::new(0, 0);
                problems.report(
                    Code::RenderLimit,
                    &texts::OUTPUT_TOO_LONG,
                    all,
                    &self.source,
                );
                Err(problems.into_error())
            }
            Err(error) => {
                self.tell(&error, &mut problems);
                Err(problems.into_error())
            }
        }
    }

    /// Tells what stopped the crate, with the tag where it did, if that is one of this template.
    fn tell(&self, error: &handlebars::RenderError, problems: &mut Problems) {
        let place = match (&error.template_name, error.line_no, error.column_no) {
            (None, Some(line), Some(column)) => Some(tag_at(&self.source, line, column)),
            _ => None,
        };
        match (error.reason(), place) {
            (RenderErrorReason::MissingVariable(Some(path)), Some(span)) => {
                problems.missing(path.clone(), span, &self.source);
            }
            (reason, Some(span)) => {
                problems.add(render_issue(reason).at(span.place(&self.source)));
            }
            (reason, None) => problems.add(render_issue(reason)),
        }
    }
}

/// The namespace of a path, if the context has none of that name.
fn absent(data: &serde_json::Value, path: &str) -> Option<Namespace> {
    let namespace = Namespace::named(path.split('.').next()?)?;
    data.get(namespace.name()).is_none().then_some(namespace)
}

/// The tag at a line and a column of characters, both from 1, or the first one behind.
fn tag_at(source: &str, line: usize, column: usize) -> Span {
    let before = source.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let in_line = source[start..].char_indices().nth(column.saturating_sub(1));
    let at = in_line.map_or(source.len(), |(at, _)| start + at);
    let (limits, mut pieces) = (Limits::new(), Pieces::default());
    let mut reports = Reports::new(&limits);
    lexer::read(source, Dialect::Hosted, &limits, &mut reports, &mut pieces);
    let mut tags = pieces
        .pieces
        .iter()
        .filter(|piece| piece.kind != PieceKind::Text);
    let tag = tags.find(|piece| piece.span.range().end > at);
    tag.map_or(Span::new(at, at), |tag| tag.span)
}

/// Whether a listed path leads to no value. A name in brackets is taken as it is.
fn lacks(data: &serde_json::Value, path: &str) -> bool {
    let mut value = data;
    for name in path.split('.') {
        let name = name.trim_start_matches('[').trim_end_matches(']');
        match value.get(name) {
            Some(inner) => value = inner,
            None => return !path.contains('['),
        }
    }
    value.is_null()
}

/// A problem of the host's helpers. Their own words may hold a contact's data, and stay out.
fn render_issue(reason: &RenderErrorReason) -> Issue {
    match reason {
        RenderErrorReason::HelperNotFound(name) => {
            Issue::new(Code::HelperUnknown, "", &texts::HELPER_UNKNOWN).with("name", name)
        }
        RenderErrorReason::MissingVariable(Some(path)) => {
            Issue::new(Code::VariablesMissing, "", &texts::MISSING).with("path", path)
        }
        RenderErrorReason::NestedError(error) => match error.downcast_ref() {
            Some(&Failed(fault)) => fault.issue(),
            None if error.is::<TooMany>() => {
                Issue::new(Code::RenderLimit, "", &texts::TOO_MANY_STEPS)
            }
            None => Issue::new(Code::ValueInvalid, "", &texts::HOST_RENDER),
        },
        _ => Issue::new(Code::ValueInvalid, "", &texts::HOST_RENDER),
    }
}

/// Lets the escape reach `{{{x}}}` and `{{&x}}` too: a text has no markup that they would print.
fn escape_all(template: &mut handlebars::Template) {
    let mut open = vec![template];
    while let Some(template) = open.pop() {
        for element in &mut template.elements {
            if let TemplateElement::HtmlExpression(expression) = element {
                *element = TemplateElement::Expression(expression.clone());
            }
            match element {
                TemplateElement::HelperBlock(block) => {
                    open.extend(block.template.iter_mut().chain(&mut block.inverse));
                }
                TemplateElement::DecoratorBlock(block) | TemplateElement::PartialBlock(block) => {
                    open.extend(&mut block.template);
                }
                _ => {}
            }
        }
    }
}

/// A text that stops growing at a limit.
struct Bounded {
    text: String,
    most: usize,
}

impl Output for Bounded {
    fn write(&mut self, piece: &str) -> io::Result<()> {
        if self.text.len() + piece.len() > self.most {
            self.most = self.text.len();
            return Err(io::Error::other("the text grows over the limit"));
        }
        self.text.push_str(piece);
        Ok(())
    }
}
