//! `../` past contexts that may equal each other.
//!
//! handlebars.js does not count a context that equals the one around it, so that `../` in a loop over
//! the items of the loop around goes one block further where the two items are the same. Which
//! context is meant is known when the values are.

use super::program::{Base, Parents, PathUse, Program};
use super::value::{Lookup, Val};
use serde_json::Value;

/// Where a path's `../` lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) to: To,
    /// Where the path leads as it is written, if a context was not counted.
    pub(super) written: Option<To>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// Out of the template.
    Nowhere,
    /// The object of all namespaces, and on by this path; none if the next name is no namespace.
    Root(Option<u32>),
    /// The context of this path.
    Context(u32),
}

/// The target of `../`; none while `value` does not know enough to tell it. A value that is not
/// known is one of the contact's.
pub(super) fn target<'a>(
    program: &Program,
    parents: &Parents,
    value: impl Fn(u32) -> Option<Val<'a>>,
) -> Option<Target> {
    let mut steps: Vec<u32> = Vec::with_capacity(parents.contexts.len());
    for &(context, may_equal) in &parents.contexts {
        let is_same = match steps.last() {
            Some(&around) if is_same_path(program, around, context) => true,
            Some(&around) if may_equal => is_same(value(around), value(context))?,
            _ => false,
        };
        if !is_same {
            steps.push(context);
        }
    }
    let counted = destination(program, parents, steps.iter().rev());
    let written = parents.contexts.iter().map(|(context, _)| context).rev();
    let is_shifted = steps.len() < parents.contexts.len();
    Some(Target {
        to: counted,
        written: is_shifted.then(|| destination(program, parents, written)),
    })
}

/// Where the `../` lead among these contexts, the innermost first.
fn destination<'s>(
    program: &Program,
    parents: &Parents,
    mut contexts: impl Iterator<Item = &'s u32>,
) -> To {
    match contexts.nth(parents.up as usize) {
        None => To::Nowhere,
        Some(&context) if program.paths[context as usize].base == Base::Root => {
            To::Root(parents.root)
        }
        Some(&context) => To::Context(context),
    }
}

/// `{{#with contact}}{{#with this}}`
fn is_same_path(program: &Program, one: u32, two: u32) -> bool {
    let (one, two) = (program.paths[one as usize], program.paths[two as usize]);
    one.base == two.base && program.names(one) == program.names(two)
}

/// Whether two contexts are the same, as far as that is known: an object of the campaign is never
/// one of a contact.
fn is_same(around: Option<Val<'_>>, value: Option<Val<'_>>) -> Option<bool> {
    let is_object = |value: Val<'_>| matches!(value, Val::Root | Val::Json(Value::Object(_)));
    match (around, value) {
        (Some(around), Some(value)) => Some(value.is_same(around)),
        (Some(known), None) | (None, Some(known)) if is_object(known) => Some(false),
        _ => None,
    }
}

/// What a path past such contexts leads to. Where it finds nothing, but would as it is written,
/// nothing prints, as in handlebars.js; the template was warned of it.
pub(super) fn value<'a>(
    program: &'a Program,
    path: PathUse,
    target: Target,
    lookup: &impl Lookup<'a>,
) -> Val<'a> {
    match (found(program, path, target.to, lookup), target.written) {
        (Val::Missing(_), Some(written)) => or_nothing(found(program, path, written, lookup)),
        (found, _) => found,
    }
}

/// An empty text in place of what is there.
pub(super) fn or_nothing(written: Val<'_>) -> Val<'_> {
    match written {
        Val::Missing(_) => Val::Missing(None),
        _ => Val::Text(""),
    }
}

fn found<'a>(program: &'a Program, path: PathUse, to: To, lookup: &impl Lookup<'a>) -> Val<'a> {
    match to {
        To::Root(None) if program.names(path).is_empty() => Val::Root,
        To::Nowhere | To::Root(None) => Val::Missing(None),
        To::Root(Some(root)) => lookup.look_up(root),
        To::Context(context) => lookup.look_up(context).path(program.names(path)),
    }
}
