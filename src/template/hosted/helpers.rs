//! Our helpers, as the `handlebars` crate calls them, and what prints a value as we do.

use super::tags;
use crate::issue::{Code, Issue, Span};
use crate::template::evaluate::Scratch;
use crate::template::fault::Fault;
use crate::template::helper::{HELPERS, Signature};
use crate::template::locale::Formatters;
use crate::template::options::{Missing, RenderOptions};
use crate::template::problem::Problems;
use crate::template::texts;
use crate::template::value::Val;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, Output, PathAndJson, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};
use std::sync::{Arc, Mutex, PoisonError};

/// What the helpers of one rendering share.
pub(super) struct Rendering {
    options: RenderOptions,
    formatters: Arc<Formatters>,
    source: Arc<str>,
    /// What was found so far: one problem is no reason not to look for the next.
    problems: Mutex<Problems>,
}

impl Rendering {
    pub(super) fn new(
        options: &RenderOptions,
        formatters: &Arc<Formatters>,
        source: &Arc<str>,
    ) -> Self {
        Self {
            options: options.clone(),
            formatters: Arc::clone(formatters),
            source: Arc::clone(source),
            problems: Mutex::default(),
        }
    }

    /// Gives the state what prints values, and our helpers in place of those of the same names.
    pub(super) fn register(self: &Arc<Self>, state: &mut RenderContext<'_, '_>) {
        for signature in HELPERS {
            let ours = Ours {
                signature,
                rendering: Arc::clone(self),
            };
            state.register_local_helper(signature.name, Box::new(ours));
        }
        state.register_local_helper(tags::PRINT, Box::new(Print(Arc::clone(self))));
    }

    /// What was found, which is forgotten here.
    pub(super) fn problems(&self) -> Problems {
        let problems = self.problems.lock();
        std::mem::take(&mut problems.unwrap_or_else(PoisonError::into_inner))
    }

    fn scratch(&self) -> Scratch<'_> {
        Scratch::new(&self.options, &self.formatters)
    }

    fn tell(&self, tell: impl FnOnce(&mut Problems)) {
        tell(&mut self.problems.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn report(&self, issue: Issue, tag: Option<Span>) {
        let placed = match tag {
            Some(tag) => issue.at(tag.place(&self.source)),
            None => issue,
        };
        self.tell(|problems| problems.once(placed));
    }

    /// What a value prints, none if it is missing; a problem is kept, and nothing prints.
    fn value(&self, found: Result<Found, Fault>, tag: Option<Span>) -> Option<String> {
        let problem = match found {
            Err(fault) => fault.issue(),
            Ok(found) => {
                let text = found.text?;
                if found.is_text && self.options.blank.is_missing(&text) {
                    return None;
                }
                if text.len() <= self.options.limits.value_bytes {
                    return Some(text);
                }
                Issue::new(Code::RenderLimit, "", &texts::VALUE_TOO_LONG)
            }
        };
        self.report(problem, tag);
        Some(String::new())
    }

    /// What a value that is missing prints. In a partial only its path is known of the tag.
    fn missing(&self, path: Option<&str>, tag: Option<Span>) -> String {
        let written = tag.map(|tag| tag.text(&self.source));
        match &self.options.missing {
            Missing::Empty => String::new(),
            Missing::Default(text) => text.clone(),
            Missing::Keep => match written {
                Some(written) => written.to_owned(),
                None => path.map_or_else(String::new, |path| format!("{{{{{path}}}}}")),
            },
            Missing::Error => {
                let path = path.or(written).unwrap_or_default().to_owned();
                self.tell(|problems| match tag {
                    Some(tag) => {
                        let span = tags::place_of(&path, tag, &self.source);
                        problems.missing(path, span, &self.source);
                    }
                    None => problems.missing_in_partial(path),
                });
                String::new()
            }
        }
    }

    /// Writes what a tag prints, in the indentation of a partial.
    fn print<'reg: 'rc, 'rc>(
        &self,
        found: Result<Found, Fault>,
        path: Option<&str>,
        call: &Call<'_, 'reg, 'rc>,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError> {
        let tag = tags::span(call.helper);
        let value = self.value(found, tag);
        let is_value = value.is_some();
        let text = value.unwrap_or_else(|| self.missing(path, tag));
        // the escape neutralises values, and not what stands for a missing one
        let is_disabled = state.is_disable_escape();
        state.set_disable_escape(is_disabled || !is_value);
        let written = Finished(text).call(call.helper, call.registry, call.context, state, out);
        state.set_disable_escape(is_disabled);
        written
    }
}

/// What a tag leads to: its text, and whether the value is one itself.
#[derive(Default)]
struct Found {
    text: Option<String>,
    is_text: bool,
}

impl Found {
    fn of(scratch: &Scratch<'_>, value: Val<'_>) -> Result<Self, Fault> {
        let mut text = String::new();
        match value {
            Val::Missing(_) => Ok(Self::default()),
            value if scratch.print(value, &mut text) => Ok(Self {
                text: Some(text),
                is_text: scratch.text(value).is_some(),
            }),
            _ => Err(Fault::NotScalar),
        }
    }
}

/// A call, with what the crate hands to each.
struct Call<'c, 'reg: 'rc, 'rc> {
    helper: &'c Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
}

/// Why a helper of ours has no answer, on its way through the crate.
#[derive(Debug, thiserror::Error)]
#[error("a helper has no answer")]
pub(super) struct Failed(pub(super) Fault);

/// A text that is written as the crate writes what a helper answers.
struct Finished(String);

impl HelperDef for Finished {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(self.0.as_str().into()))
    }
}

/// Prints what a path leads to.
struct Print(Arc<Rendering>);

impl HelperDef for Print {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError> {
        let value = helper.param(0).map_or(Val::Missing(None), value);
        let found = Found::of(&self.0.scratch(), value);
        let call = Call {
            helper,
            registry,
            context,
        };
        self.0.print(found, tags::path(helper), &call, state, out)
    }
}

/// A helper of ours.
struct Ours {
    signature: &'static Signature,
    rendering: Arc<Rendering>,
}

impl Ours {
    /// What `made` makes of the answer. A partial is not checked when it is compiled, so that a call
    /// may have any number of arguments.
    fn answer<T>(
        &self,
        call: &Helper<'_>,
        made: impl FnOnce(&Scratch<'_>, Val<'_>) -> T,
    ) -> Result<T, Fault> {
        let signature = self.signature;
        let given = call.params();
        if !(signature.least..=signature.most).contains(&given.len()) {
            return Err(Fault::Invalid(signature.helper));
        }
        let named = signature.named.iter();
        let named = named.map(|name| call.hash_get(name).map_or(Val::Missing(None), value));
        let arguments: Vec<Val<'_>> = given.iter().map(value).chain(named).collect();
        let mut scratch = self.rendering.scratch();
        let answer = scratch.answer(signature.helper, &arguments)?;
        Ok(made(&scratch, answer))
    }
}

impl HelperDef for Ours {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        call: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let answer = self.answer(call, |scratch, answer| match scratch.to_json(answer) {
            Some(value) => ScopedJson::Derived(value),
            None => ScopedJson::Missing,
        });
        answer.map_err(failed)
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError> {
        if helper.is_block() {
            let answer = self.answer(helper, |_, answer| answer.is_true());
            let body = match answer.map_err(failed)? {
                true => helper.template(),
                false => helper.inverse(),
            };
            return body.map_or(Ok(()), |body| body.render(registry, context, state, out));
        }
        let call = Call {
            helper,
            registry,
            context,
        };
        if helper.params().is_empty() {
            return self.variable(&call, state, out);
        }
        let gone = helper.params().iter().find(|given| given.value().is_null());
        let gone = gone
            .and_then(PathAndJson::relative_path)
            .map(String::as_str);
        let path = gone.or_else(|| tags::path(helper));
        let found = self.answer(helper, Found::of).and_then(|found| found);
        self.rendering.print(found, path, &call, state, out)
    }
}

impl Ours {
    /// A name alone: in a partial of the host that is a variable of it, whatever helper has the name.
    fn variable<'reg: 'rc, 'rc>(
        &self,
        call: &Call<'_, 'reg, 'rc>,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError> {
        let name = call.helper.name();
        let value = state.evaluate(call.context, name)?;
        let found = Found::of(&self.rendering.scratch(), Val::of(value.as_json()));
        self.rendering.print(found, Some(name), call, state, out)
    }
}

fn value<'v>(argument: &'v PathAndJson<'_>) -> Val<'v> {
    Val::of(argument.value())
}

fn failed(fault: Fault) -> RenderError {
    RenderErrorReason::NestedError(Box::new(Failed(fault))).into()
}
