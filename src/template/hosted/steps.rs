//! The limit of steps, where the `handlebars` crate renders: it has none of its own, so that each body
//! begins with a call that counts.

use handlebars::template::TemplateElement;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, Output, RenderContext, RenderError, RenderErrorReason,
    Template,
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// No template of ours can say this: it has no namespace.
const NAME: &str = "flashplan-step";

/// A rendering took more steps than it may.
#[derive(Debug, thiserror::Error)]
#[error("too many steps")]
pub(super) struct TooMany;

/// Lets the template and every body in it begin with a step.
pub(super) fn count(template: &mut Template) {
    let call = Template::compile(&format!("{{{{{NAME}}}}}"));
    let Some(call) = call.ok().and_then(|mut call| call.elements.pop()) else {
        return;
    };
    let mut open = vec![template];
    while let Some(template) = open.pop() {
        template.elements.insert(0, call.clone());
        // the places of the elements stand beside them
        template
            .mapping
            .splice(0..0, template.mapping.first().cloned());
        for element in &mut template.elements {
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

/// Ends a rendering after `most` steps.
pub(super) fn limit(state: &mut RenderContext<'_, '_>, most: usize) {
    let left = AtomicUsize::new(most);
    state.register_local_helper(NAME, Box::new(Steps { left }));
}

struct Steps {
    left: AtomicUsize,
}

impl HelperDef for Steps {
    fn call<'reg: 'rc, 'rc>(
        &self,
        _: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        _: &mut dyn Output,
    ) -> Result<(), RenderError> {
        let one_less = |left: usize| left.checked_sub(1);
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less);
        taken
            .map(|_| ())
            .map_err(|_| RenderErrorReason::NestedError(Box::new(TooMany)).into())
    }
}
