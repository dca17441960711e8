//! A text of the message, bound to what is the same for every contact.

use super::options::MissingVariables;
use crate::contact::FieldSet;
use crate::issue::Issues;
use crate::template::{Bound, Constants, Missing, OccurrenceTime, RenderOptions, Template};
use std::sync::Arc;

/// A text of the message, bound to what is the same for every contact of an occurrence.
#[derive(Clone, Debug)]
pub(super) struct BoundText {
    bound: Bound,
    /// How it is bound in another occurrence, where the text tells of it.
    binding: Option<Arc<Binding>>,
}

/// What a text is bound to.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub(super) template: Template,
    pub(super) constants: Constants,
    /// Every value has to be there.
    pub(super) strict: RenderOptions,
    pub(super) missing: MissingVariables,
    /// The field that holds the text; empty for a stored template.
    pub(super) field: &'static str,
}

impl BoundText {
    /// The text as it is bound in the occurrence that `first` gives, which is asked for where the text
    /// tells of it.
    pub(super) fn new(
        mut binding: Binding,
        first: &dyn Fn() -> OccurrenceTime,
    ) -> Result<Self, Issues> {
        if !binding.template.reads_occurrence() {
            let bound = binding.bound()?;
            return Ok(Self {
                bound,
                binding: None,
            });
        }
        binding.strict.occurrence = Some(first());
        Ok(Self {
            bound: binding.bound()?,
            binding: Some(Arc::new(binding)),
        })
    }

    /// Whether it differs from one occurrence to the next.
    pub(super) fn tells_occurrence(&self) -> bool {
        self.binding.is_some()
    }

    /// The text as it is bound in an occurrence.
    pub(super) fn at(&self, occurrence: &OccurrenceTime) -> Result<Self, Issues> {
        let Some(binding) = &self.binding else {
            return Ok(self.clone());
        };
        let mut there = Binding::clone(binding);
        there.strict.occurrence = Some(occurrence.clone());
        Ok(Self {
            bound: there.bound()?,
            binding: Some(Arc::clone(binding)),
        })
    }

    pub(super) fn bound(&self) -> &Bound {
        &self.bound
    }

    /// The fields of a contact that the text of any occurrence can depend on.
    pub(super) fn contact_fields(&self) -> FieldSet {
        match &self.binding {
            Some(binding) => binding.template.contact_fields(),
            None => self.bound.contact_fields(),
        }
    }
}

impl Binding {
    fn bound(&self) -> Result<Bound, Issues> {
        let bind = |options: &RenderOptions| self.template.bind(&self.constants, options);
        // what the campaign itself lacks is an error under every policy: that is about contacts
        let mut bound = bind(&self.strict);
        if self.missing == MissingVariables::Empty && bound.is_ok() {
            bound = bind(&self.strict.clone().missing(Missing::Empty));
        }
        bound.map_err(|issues| match self.field {
            "" => issues,
            field => {
                let issues = issues.into_iter();
                issues
                    .map(|issue| issue.below(&format!("/{field}")))
                    .collect()
            }
        })
    }
}
