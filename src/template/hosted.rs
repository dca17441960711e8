//! A host's own helpers and partials, registered in a `handlebars::Handlebars`.
//!
//! Our scan goes first: it bounds size and nesting, holds every path to the four namespaces, and
//! knows which variables the template needs. The text is then made by the `handlebars` crate, with
//! its differences from handlebars.js, under the same strictness and limits. A partial is a text of
//! the host: our scan does not look into it.

mod helpers;
mod refused;
mod steps;
mod tags;

use super::compile::{Compiler, Template};
use super::locale::Formatters;
use super::options::{Missing, RenderOptions};
use super::preview::Context;
use super::problem::{Problems, RenderError};
use super::program::Namespace;
use super::texts;
use super::variable::Variable;
use crate::issue::{Code, Issue, Issues, Span};
use handlebars::{Handlebars, Output, RenderContext, RenderErrorReason, Renderable, no_escape};
use helpers::{Failed, Rendering};
use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use steps::Stopped;
use tags::Tags;

/// A template that a host's helpers and partials render, from [`Template::compile_with`].
#[derive(Debug)]
pub struct Hosted<'reg> {
    source: Arc<str>,
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
    /// those of the crate. It knows no `@occurrence`, which is an error here.
    ///
    /// ```
    /// use flashplan::issue::Code;
    /// use flashplan::template::{Context, Missing, RenderOptions, Template};
    /// use handlebars::{Handlebars, handlebars_helper};
    /// use serde_json::json;
    /// handlebars_helper!(stars: |n: u64| "*".repeat(n as usize));
    /// let mut registry = Handlebars::new();
    /// registry.register_helper("stars", Box::new(stars));
    /// let hosted = Template::compile_with("{{stars contact.points}} {{contact.firstName}}", &registry)?;
    /// let context = Context::from_json(json!({"contact": {"firstName": "Awa", "points": 3}}));
    /// assert_eq!(hosted.render(&context, &RenderOptions::new())?, "*** Awa");
    ///
    /// // the same namespaces, the same strictness, the same limits
    /// assert!(Template::compile_with("{{stars points}}", &registry).is_err());
    /// let hosted = Template::compile_with("{{contact.lastName}} {{upper contact.city}}", &registry)?;
    /// let error = hosted.render(&context, &RenderOptions::new()).unwrap_err();
    /// assert_eq!(error.missing(), ["contact.lastName", "contact.city"]);
    /// let text = hosted.render(&context, &RenderOptions::new().missing(Missing::Empty))?;
    /// assert_eq!(text, " ");
    /// registry.register_partial("endless", "{{contact.firstName}}{{> endless}}")?;
    /// let hosted = Template::compile_with("{{> endless}}", &registry)?;
    /// let error = hosted.render(&context, &RenderOptions::new()).unwrap_err();
    /// assert_eq!(error.code(), Code::RenderLimit);
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
        let tags = Tags::of(source);
        let mut template = handlebars::Template::compile(source)
            .map_err(|error| refused::issues(source, &tags, &error))?;
        tags::mark(&mut template, Some(&tags));
        steps::count(&mut template);
        let mut registry = registry.clone();
        registry.set_strict_mode(true);
        registry.register_escape_fn(no_escape);
        for (name, mut partial) in registry.get_templates().clone() {
            tags::mark(&mut partial, None);
            steps::count(&mut partial);
            registry.register_template(&name, partial);
        }
        Ok(Hosted {
            source: source.into(),
            registry,
            template,
            variables,
            formatters: Arc::default(),
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

    /// The text for one context, under the options as [`Bound`](super::Bound) is: what `{{x}}`,
    /// `{{{x}}}` and `{{&x}}` print, a path or a call of a helper of ours, in partials too, is a value
    /// under the limits, may be missing or blank, and is neutralised. What is the crate's own: a helper of
    /// the host writes by itself, a name alone in a partial prints as the crate prints it, and a loop
    /// over a value that is not there is an error.
    ///
    /// # Errors
    ///
    /// Every variable that each message needs and that has no value, or else everything that is wrong
    /// with what prints; what a helper of the host reports (`VALUE_INVALID`), which ends the rendering; a text,
    /// a number of steps or a depth over the limits (`RENDER_LIMIT`). Each body of a block and each partial is a
    /// step, and three times [`Limits::depth`](crate::limits::Limits::depth) of them may stand inside each
    /// other, so that a partial that calls itself ends too. What happens in a partial has no place here.
    pub fn render(
        &self,
        context: &Context,
        options: &RenderOptions,
    ) -> Result<String, RenderError> {
        let data = context.to_json();
        let problems = self.lacking(&data, options);
        if !problems.is_empty() {
            return Err(problems.into_error());
        }
        let mut out = Bounded {
            text: String::new(),
            most: options.limits.output_bytes,
        };
        let registry = self.registry_for(options);
        let rendering = Arc::new(Rendering::new(options, &self.formatters, &self.source));
        let rendered = handlebars::Context::wraps(&data).and_then(|data| {
            let mut state = RenderContext::new(None);
            rendering.register(&mut state);
            steps::limit(&mut state, &options.limits);
            self.template.render(&registry, &data, &mut state, &mut out)
        });
        let mut problems = rendering.problems();
        match rendered {
            Ok(()) => {}
            Err(_) if out.text.len() >= out.most => {
                let all = Span::new(0, 0);
                problems.report(
                    Code::RenderLimit,
                    &texts::OUTPUT_TOO_LONG,
                    all,
                    &self.source,
                );
            }
            Err(error) => self.tell(&error, options, &mut problems),
        }
        if problems.is_empty() {
            return Ok(out.text);
        }
        Err(problems.into_error())
    }

    /// The variables that each message needs and that have no value, where that is an error.
    fn lacking(&self, data: &serde_json::Value, options: &RenderOptions) -> Problems {
        let mut problems = Problems::default();
        if options.missing != Missing::Error {
            return problems;
        }
        for variable in self.variables.iter().filter(|variable| variable.required()) {
            if lacks(data, variable.path()) {
                let (path, span) = (variable.path().to_owned(), variable.spans()[0]);
                match absent(data, &path) {
                    Some(namespace) => problems.absent(namespace, path, span, &self.source),
                    None => problems.missing(path, span, &self.source),
                }
            }
        }
        problems
    }

    /// Tells what stopped the crate, with the tag where it did, if that is one of this template.
    fn tell(
        &self,
        error: &handlebars::RenderError,
        options: &RenderOptions,
        problems: &mut Problems,
    ) {
        let place = match (&error.template_name, error.line_no, error.column_no) {
            (None, Some(line), Some(column)) => Some(Tags::of(&self.source).at(line, column)),
            _ => None,
        };
        match (error.reason(), place) {
            (RenderErrorReason::MissingVariable(Some(path)), Some(span)) => {
                problems.missing(path.clone(), span, &self.source);
            }
            (RenderErrorReason::MissingVariable(Some(path)), None) => {
                problems.missing_in_partial(path.clone());
            }
            (reason, Some(span)) => {
                problems.once(render_issue(reason, options).at(span.place(&self.source)));
            }
            (reason, None) => problems.once(render_issue(reason, options)),
        }
    }
}

/// The namespace of a path, if the context has none of that name.
fn absent(data: &serde_json::Value, path: &str) -> Option<Namespace> {
    let namespace = Namespace::named(path.split('.').next()?)?;
    data.get(namespace.name()).is_none().then_some(namespace)
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
fn render_issue(reason: &RenderErrorReason, options: &RenderOptions) -> Issue {
    let too_deep =
        |depth| Issue::new(Code::RenderLimit, "", &texts::HOST_TOO_DEEP).with("max", depth);
    match reason {
        RenderErrorReason::HelperNotFound(name) => {
            Issue::new(Code::HelperUnknown, "", &texts::HELPER_UNKNOWN).with("name", name)
        }
        RenderErrorReason::CannotIncludeSelf => too_deep(steps::deepest(&options.limits)),
        RenderErrorReason::NestedError(error) => {
            if let Some(&Failed(fault)) = error.downcast_ref() {
                return fault.issue();
            }
            match error.downcast_ref() {
                Some(Stopped::Steps) => Issue::new(Code::RenderLimit, "", &texts::TOO_MANY_STEPS),
                Some(&Stopped::Depth(depth)) => too_deep(depth),
                None => Issue::new(Code::ValueInvalid, "", &texts::HOST_RENDER),
            }
        }
        _ => Issue::new(Code::ValueInvalid, "", &texts::HOST_RENDER),
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
