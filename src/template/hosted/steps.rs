//! The limits of steps and of depth, where the `handlebars` crate renders: it has none of its own, so
//! that each body begins and ends with a call that counts.

use crate::limits::Limits;
use handlebars::template::TemplateElement;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, Output, RenderContext, RenderError, RenderErrorReason,
    Template,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No template of ours can say these: they have no namespace.
const ENTER: &str = "flashplan-enter";
const LEAVE: &str = "flashplan-leave";

/// A rendering was stopped by a limit.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    #[error("too many steps")]
    Steps,
    /// More bodies inside each other than this.
    #[error("too deep: more than {0}")]
    Depth(usize),
}

/// Lets the template and every body in it begin and end with a call that counts.
pub(super) fn count(template: &mut Template) {
    let (Some(enter), Some(leave)) = (call(ENTER), call(LEAVE)) else {
        return;
    };
    let mut open = vec![template];
    while let Some(template) = open.pop() {
        template.elements.insert(0, enter.clone());
        template.elements.push(leave.clone());
        // the places of the elements stand beside them
        let places = &mut template.mapping;
        places.splice(0..0, places.first().cloned());
        places.extend(places.last().cloned());
        open.extend(template.elements.iter_mut().flat_map(bodies));
    }
}

/// The bodies of a block.
pub(super) fn bodies(element: &mut TemplateElement) -> impl Iterator<Item = &mut Template> {
    let (body, other) = match element {
        TemplateElement::HelperBlock(block) => (block.template.as_mut(), block.inverse.as_mut()),
        TemplateElement::DecoratorBlock(block) | TemplateElement::PartialBlock(block) => {
            (block.template.as_mut(), None)
        }
        _ => (None, None),
    };
    body.into_iter().chain(other)
}

fn call(name: &str) -> Option<TemplateElement> {
    let call = Template::compile(&format!("{{{{{name}}}}}"));
    call.ok()?.elements.pop()
}

/// How many bodies may stand inside each other: those of a template, of the partials in it, and those that
/// `{{else if}}` makes, which the crate puts inside each other.
pub(super) fn deepest(limits: &Limits) -> usize {
    limits.depth.saturating_mul(3)
}

/// Ends a rendering after too many bodies, and where too many of them stand inside each other: a
/// partial that calls itself has no other end than that of the thread's stack.
pub(super) fn limit(state: &mut RenderContext<'_, '_>, limits: &Limits) {
    let (steps, depth) = (limits.render_steps, deepest(limits));
    let counts = Arc::new(Counts {
        steps: AtomicUsize::new(steps),
        levels: AtomicUsize::new(depth),
        depth,
    });
    state.register_local_helper(ENTER, Box::new(Enter(Arc::clone(&counts))));
    state.register_local_helper(LEAVE, Box::new(Leave(counts)));
}

/// What is left.
struct Counts {
    steps: AtomicUsize,
    levels: AtomicUsize,
    depth: usize,
}

struct Enter(Arc<Counts>);

struct Leave(Arc<Counts>);

impl HelperDef for Enter {
    fn call<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        _: &mut dyn Output,
    ) -> Result<(), RenderError> {
        let stopped = if !take_one(&self.0.steps) {
            Stopped::Steps
        } else if !take_one(&self.0.levels) {
            Stopped::Depth(self.0.depth)
        } else {
            return Ok(());
        };
        Err(RenderErrorReason::NestedError(Box::new(stopped)).into())
    }
}

impl HelperDef for Leave {
    fn call<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        _: &mut dyn Output,
    ) -> Result<(), RenderError> {
        self.0.levels.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Takes one; false where none is left.
fn take_one(left: &AtomicUsize) -> bool {
    let one_less = |left: usize| left.checked_sub(1);
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less)
        .is_ok()
}
