//! Our helpers, as the `handlebars` crate calls them.

use crate::template::evaluate::{Fault, Scratch};
use crate::template::helper::{HELPERS, Signature};
use crate::template::locale::Formatters;
use crate::template::options::RenderOptions;
use crate::template::value::Val;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, Output, PathAndJson, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};
use std::sync::Arc;

/// Gives the registry our helpers; one of the host that has the name of ours is replaced.
pub(super) fn register(registry: &mut Handlebars<'_>, formatters: &Arc<Formatters>) {
    for signature in HELPERS {
        let ours = Ours::new(signature, RenderOptions::new(), formatters);
        registry.register_helper(signature.name, Box::new(ours));
    }
}

/// Tells the helpers that write by the rules of a locale which locale and zone a rendering has.
pub(super) fn localise(
    state: &mut RenderContext<'_, '_>,
    options: &RenderOptions,
    formatters: &Arc<Formatters>,
) {
    if options.locale.is_none() && options.zone.is_none() {
        return;
    }
    for signature in HELPERS.iter().filter(|known| known.helper.is_local()) {
        let ours = Ours::new(signature, options.clone(), formatters);
        state.register_local_helper(signature.name, Box::new(ours));
    }
}

/// Why a helper of ours has no answer, on its way through the crate.
#[derive(Debug, thiserror::Error)]
#[error("a helper has no answer")]
pub(super) struct Failed(pub(super) Fault);

struct Ours {
    signature: &'static Signature,
    options: RenderOptions,
    formatters: Arc<Formatters>,
}

impl Ours {
    fn new(
        signature: &'static Signature,
        options: RenderOptions,
        formatters: &Arc<Formatters>,
    ) -> Self {
        Self {
            signature,
            options,
            formatters: Arc::clone(formatters),
        }
    }

    /// What `made` makes of the answer. A partial is not checked when it is compiled, so that a call
    /// may have any number of arguments.
    fn answer<T>(
        &self,
        call: &Helper<'_>,
        made: impl FnOnce(&Scratch<'_>, Val<'_>) -> T,
    ) -> Result<T, RenderError> {
        let signature = self.signature;
        let failed = |fault| RenderErrorReason::NestedError(Box::new(Failed(fault)));
        let given = call.params();
        if !(signature.least..=signature.most).contains(&given.len()) {
            return Err(failed(Fault::Invalid(signature.helper)).into());
        }
        let named = signature.named.iter();
        let named = named.map(|name| call.hash_get(name).map_or(Val::Missing(None), value));
        let arguments: Vec<Val<'_>> = given.iter().map(value).chain(named).collect();
        let mut scratch = Scratch::new(&self.options, &self.formatters);
        let answer = scratch
            .answer(signature.helper, &arguments)
            .map_err(failed)?;
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
        self.answer(call, |scratch, answer| match scratch.to_json(answer) {
            Some(value) => ScopedJson::Derived(value),
            None => ScopedJson::Missing,
        })
    }

    fn call<'reg: 'rc, 'rc>(
        &self,
        call: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        state: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> Result<(), RenderError> {
        if call.is_block() {
            let body = match self.answer(call, |_, answer| answer.is_true())? {
                true => call.template(),
                false => call.inverse(),
            };
            return body.map_or(Ok(()), |body| body.render(registry, context, state, out));
        }
        let text = if call.params().is_empty() {
            variable(call.name(), context, state)?
        } else {
            let path = call.params().iter().find(|given| given.value().is_null());
            let path = path.and_then(PathAndJson::relative_path);
            self.answer(call, |scratch, answer| printed(scratch, answer, path))??
        };
        if state.is_disable_escape() {
            out.write(&text)?;
        } else {
            out.write(&registry.get_escape_fn()(&text))?;
        }
        Ok(())
    }
}

fn value<'v>(argument: &'v PathAndJson<'_>) -> Val<'v> {
    Val::of(argument.value())
}

/// A name alone: in a partial of the host that is a variable of it, whatever helper has the name.
fn variable<'rc>(
    name: &str,
    context: &'rc Context,
    state: &RenderContext<'_, 'rc>,
) -> Result<String, RenderError> {
    let value = state.evaluate(context, name)?;
    if value.is_missing() {
        return Err(missing(Some(&name.to_owned())));
    }
    Ok(value.render())
}

/// The text of an answer; `path` is to blame where there is none.
fn printed(
    scratch: &Scratch<'_>,
    answer: Val<'_>,
    path: Option<&String>,
) -> Result<String, RenderError> {
    let mut text = String::new();
    match answer {
        Val::Missing(_) => Err(missing(path)),
        answer if scratch.print(answer, &mut text) => Ok(text),
        _ => Err(RenderErrorReason::NestedError(Box::new(Failed(Fault::NotScalar))).into()),
    }
}

fn missing(path: Option<&String>) -> RenderError {
    RenderErrorReason::MissingVariable(path.cloned()).into()
}
